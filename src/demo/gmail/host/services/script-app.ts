import type { Execution } from '../execution';
import { SCOPES } from '../scopes';
import { ConsentWanted } from '../service-error';
import { listOf, STRING } from '../signature';
import type { Kind } from '../signature';
import { method, overloaded, signature, strictClass, strictObject } from '../strict-class';

const MODES = ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL'] as const;
type Mode = (typeof MODES)[number];
const MODE: Kind<Mode> = { name: 'AuthMode', accepts: (value): value is Mode => MODES.some((mode) => mode === value) };

export const CONSENT_URL = 'https://script.google.com/consent/simulated';
const granted = (at: Execution, scopes: readonly string[] | null): boolean => (scopes ?? at.world.asked).every((scope) => at.world.granted.has(scope));

const AuthorizationInfo = strictClass<{ readonly scopes: readonly string[] | null }>('ScriptApp.AuthorizationInfo', {
  getAuthorizationStatus: method<{ readonly scopes: readonly string[] | null }, []>([], ({ scopes }, _args, at) => (granted(at, scopes) ? 'NOT_REQUIRED' : 'REQUIRED')),
  getAuthorizationUrl: method<{ readonly scopes: readonly string[] | null }, []>([], ({ scopes }, _args, at) => (granted(at, scopes) ? null : CONSENT_URL)),
  getAuthorizedScopes: method<{ readonly scopes: readonly string[] | null }, []>([], (_self, _args, at) => [...at.world.granted]),
});

const ScriptApp = strictClass<object>('ScriptApp', {
  /** Needs openid and the address; null when the user is not known. */
  getIdentityToken: method<object, []>([], (_self, _args, at) => {
    at.world.need('ScriptApp.getIdentityToken', SCOPES.openid);
    return at.world.faults.take('no-identity') ? null : at.world.identityToken();
  }),
  getScriptId: method<object, []>([], () => '1SimulatedScriptId'),
  getAuthorizationInfo: overloaded<object>(
    signature<object, [Mode]>([MODE], (_self, _args, at) => AuthorizationInfo.make(at, { scopes: null })),
    signature<object, [Mode, readonly string[]]>([MODE, listOf(STRING)], (_self, [, scopes], at) => AuthorizationInfo.make(at, { scopes })),
  ),
  /** Ends the run and shows the consent, when one of them is missing. */
  requireScopes: method<object, [Mode, readonly string[]]>([MODE, listOf(STRING)], (_self, [, scopes], at) => requireScopes(at, scopes)),
  requireAllScopes: method<object, [Mode]>([MODE], (_self, _args, at) => requireScopes(at, null)),
});

function requireScopes(at: Execution, scopes: readonly string[] | null): void {
  if (granted(at, scopes)) return;
  at.consent = new ConsentWanted(CONSENT_URL, 'Relance', true);
  throw at.consent;
}

export function scriptApp(at: Execution): object {
  const members = (name: string, names: readonly string[]): object => strictObject(`ScriptApp.${name}`, name, Object.fromEntries(names.map((one) => [one, one])), at);
  return ScriptApp.make(at, {}, { AuthMode: members('AuthMode', MODES), AuthorizationStatus: members('AuthorizationStatus', ['REQUIRED', 'NOT_REQUIRED']) });
}
