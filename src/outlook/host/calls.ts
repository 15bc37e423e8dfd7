import { fail, ok } from '../../core';
import type { MailProblem, Result } from '../../core';

export const READ_TIMEOUT_MS = 10_000;
export const WRITE_TIMEOUT_MS = 15_000;
/** A PDF travels to Exchange and back before the answer comes. */
export const ATTACH_TIMEOUT_MS = 60_000;

export type Callback<T> = (result: Office.AsyncResult<T>) => void;

/**
 * One call to Outlook as a Result. office.js may throw at once (limits, permissions), answer "failed", or never answer:
 * when the host's transport fails the callback is not called at all, so each call has a timer of its own. An answer that
 * comes after it is dropped.
 */
export function ask<T>(call: string, timeoutMs: number, run: (callback: Callback<T>) => void): Promise<Result<T, MailProblem>> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(fail({ code: 'mail/no-answer', call, afterMs: timeoutMs })), timeoutMs);
    const end = (result: Result<T, MailProblem>): void => {
      clearTimeout(timer);
      done(result);
    };
    try {
      run((result) => end(result.status === Office.AsyncResultStatus.Succeeded ? ok(result.value) : fail(refused(call, result.error))));
    } catch (error) {
      end(fail(thrown(call, error)));
    }
  });
}

const ITEM_CHANGED = 9030;

function refused(call: string, error: { readonly code?: number } | undefined): MailProblem {
  const code = error?.code ?? null;
  return code === ITEM_CHANGED ? { code: 'mail/item-changed' } : { code: 'mail/host-refused', call, hostCode: code };
}

export function thrown(call: string, error: unknown): MailProblem {
  const named = error as { readonly code?: unknown };
  if (named.code === ITEM_CHANGED) return { code: 'mail/item-changed' };
  return { code: 'mail/host-refused', call, hostCode: typeof named.code === 'number' ? named.code : null };
}
