import type { GoogleProblem } from '../core';

/** Google's services throw sentences, some with a status beside them. Ours are kept as they are: they match none of these. */
const CONSENT = /missing access token|authorization is required|insufficient (?:authentication scopes|permissions?)|do(?:es)? not have permission to (?:call|perform)|permissions? (?:is|are) not sufficient|scopes? (?:is|are) (?:required|missing)/i;
const EXPIRED = /(?:access )?token (?:has |is )?(?:expired|invalid)|invalid (?:access )?token|expired (?:access )?token/i;
const QUOTA = /invoked too many times|quota|rate ?limit|too many (?:simultaneous|times|requests)|limit exceeded|bandwidth/i;
const BUSY = /lock timeout|holding the lock|obtain (?:the |a )?lock/i;
const TIME = /maximum execution time|execution time limit/i;
const DOWN = /service (?:error|unavailable)|server error|internal error|backend error|empty response|address unavailable|try again later|service .{1,40} failed|timed? ?out/i;

/** What Google refused, as a problem; null: it was not Google, so it is a bug of ours. */
export function googleFailure(thrown: unknown): GoogleProblem | null {
  const message = thrown !== null && typeof thrown === 'object' && typeof (thrown as { message?: unknown }).message === 'string' ? (thrown as { message: string }).message : '';
  // A slip of our own code may speak of anything.
  const { name } = (thrown ?? {}) as { name?: unknown };
  if (name === 'TypeError' || name === 'RangeError' || name === 'ReferenceError' || name === 'SyntaxError') return null;
  if (EXPIRED.test(message)) return { code: 'google/token-expired' };
  if (CONSENT.test(message)) return { code: 'google/no-consent' };
  if (BUSY.test(message)) return { code: 'google/busy' };
  if (TIME.test(message)) return { code: 'google/out-of-time' };
  if (QUOTA.test(message)) return { code: 'google/quota' };
  if (DOWN.test(message)) return { code: 'google/not-answering' };
  return null;
}
