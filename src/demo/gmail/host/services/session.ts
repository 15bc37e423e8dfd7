import { SCOPES } from '../scopes';
import { method, strictClass } from '../strict-class';
import type { WorldUser } from '../world';

const User = strictClass<WorldUser>('Session.User', {
  getEmail: method<WorldUser, []>([], ({ email }, _args, at) => {
    at.world.need('Session.getActiveUser', SCOPES.email);
    return email;
  }),
});

export const Session = strictClass<object>('Session', {
  getActiveUser: method<object, []>([], (_self, _args, at) => User.make(at, at.world.user)),
  getEffectiveUser: method<object, []>([], (_self, _args, at) => User.make(at, at.world.user)),
  /** The manifest's, not the user's. */
  getScriptTimeZone: method<object, []>([], (_self, _args, at) => at.world.scriptTimeZone),
  getActiveUserLocale: method<object, []>([], (_self, _args, at) => at.world.user.locale.split('-')[0]),
});
