const AUTH = 'https://www.googleapis.com/auth/';

/** What the manifest may ask for and the user may grant; none of Google's restricted scopes is simulated. */
export const SCOPES = {
  execute: `${AUTH}gmail.addons.execute`,
  readMessage: `${AUTH}gmail.addons.current.message.readonly`,
  actOnMessage: `${AUTH}gmail.addons.current.message.action`,
  compose: `${AUTH}gmail.addons.current.action.compose`,
  spreadsheets: `${AUTH}spreadsheets`,
  fetch: `${AUTH}script.external_request`,
  locale: `${AUTH}script.locale`,
  email: `${AUTH}userinfo.email`,
  openid: 'openid',
} as const;
export type Scope = (typeof SCOPES)[keyof typeof SCOPES];
export const ALL_SCOPES: readonly string[] = Object.values(SCOPES);
