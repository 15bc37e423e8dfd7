import { fail, ok, replyToOf } from '../../core';
import type { Mailbox, MailProblem, Result } from '../../core';
import { ask, READ_TIMEOUT_MS } from './calls';
import { currentItem, isReading, keyOf, supports } from './item';
import type { OpenItem } from './item';

/** What was told of an item once: it does not change. */
const known = new WeakMap<OpenItem, readonly Mailbox[]>();

/** Where Outlook's reply form to the open message would go, beside its sender; `mail/unsupported`: this Outlook does not tell (before Mailbox 1.8). */
export async function readReplyTo(timeoutMs: number): Promise<Result<readonly Mailbox[], MailProblem>> {
  const item = currentItem() as Partial<Office.MessageRead> | null;
  if (item === null) return fail({ code: 'mail/no-item' });
  const unsupported = fail<MailProblem>({ code: 'mail/unsupported', call: 'getAllInternetHeadersAsync' });
  if (!isReading(item) || !supports('1.8') || typeof item.getAllInternetHeadersAsync !== 'function') return unsupported;
  const headers = await ask<string>('getAllInternetHeadersAsync', timeoutMs, (callback) => item.getAllInternetHeadersAsync?.(callback));
  if (!headers.ok) return headers;
  const people = replyToOf(headers.value);
  if (people === null) return unsupported;
  known.set(item, people);
  return ok(people);
}

let tellLate: () => void = () => undefined;
/** Told when answers to the open message turn out to go to somebody else after it was read without that. */
export function onLateReplyTo(listener: () => void): void {
  tellLate = listener;
}

/**
 * Asks for the Reply-To beside the bodies: whom the answer goes to says whose mail it is, or that somebody only looks like a
 * customer. The headers come from the server and may be slow: the mail is read without them then, and again once they are there.
 * @returns waits so many milliseconds at most; nobody where it is not told, or not in time.
 */
export function replyToBeside(item: OpenItem, graceMs: number): () => Promise<readonly Mailbox[]> {
  const before = known.get(item);
  if (before !== undefined) return () => Promise.resolve(before);
  let isLate = false;
  const asked = readReplyTo(READ_TIMEOUT_MS).then((answer) => {
    const people = answer.ok ? answer.value : [];
    const sender = (item.from?.emailAddress ?? '').toLowerCase();
    if (isLate && keyOf(currentItem()) === keyOf(item) && people.some(({ address }) => address !== sender)) tellLate();
    return people;
  });
  const late = (): Promise<readonly Mailbox[]> => new Promise((done) => {
    setTimeout(() => {
      isLate = true;
      done([]);
    }, graceMs);
  });
  return () => Promise.race([asked, late()]);
}
