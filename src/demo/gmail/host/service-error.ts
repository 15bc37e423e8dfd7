/** What a service of Google throws, with Google's own words; the script sees it as an Error of its realm. */
export class ServiceError extends Error {
  override readonly name: string = 'Exception';
}

/** What an advanced service throws. Source: Apps Script's wrapping of REST errors ("API call to ... failed with error: ..."). */
export class ApiError extends ServiceError {
  override readonly name = 'GoogleJsonResponseException';
  constructor(readonly method: string, readonly code: number, readonly reason: string) {
    super(`API call to ${method} failed with error: ${reason}`);
  }
}

/** The script has a slip: an unknown member, or arguments of the wrong types. A guard in the script cannot hide it from a test. */
export class Slip extends ServiceError {}

/** The script was stopped: nothing that it does afterwards counts. */
export class ScriptStopped extends ServiceError {}

/** Thrown by AuthorizationException.throwException and ScriptApp.requireScopes: Gmail shows the consent instead of a card. */
export class ConsentWanted extends ServiceError {
  override readonly name = 'AuthorizationException';
  /** @param ends whether it ends the run, whatever the script does about it: ScriptApp.requireScopes. */
  constructor(readonly url: string, readonly resource: string, readonly ends = false) {
    super('Authorization is required to perform that action.');
  }
}
export const notSimulated = (what: string): Slip => new Slip(`${what} is not simulated`);
