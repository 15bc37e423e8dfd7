import { fail } from '../../core';
import type { GoogleProblem, Result } from '../../core';

/** Longer than a colleague's writing takes; a callback has 30 seconds. */
const PATIENCE_MS = 10_000;

/** One writer at a time, over all users of the script. Not obtained: nothing was done, and it is said. Let go whatever happens inside. */
export function underLock<T, P>(work: () => Result<T, P>): Result<T, P | GoogleProblem> {
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(PATIENCE_MS)) return fail({ code: 'google/busy' });
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
}
