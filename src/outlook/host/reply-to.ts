import { fail, ok, replyToOf } from '../../core';
import type { Mailbox, MailProblem, Result } from '../../core';
import { ask } from './calls';
import { currentItem, isReading, supports } from './item';

/** Where Outlook's reply form to the open message would go, beside its sender; `mail/unsupported`: this Outlook does not tell (before Mailbox 1.8). */
export async function readReplyTo(timeoutMs: number): Promise<Result<readonly Mailbox[], MailProblem>> {
  const item = currentItem() as Partial<Office.MessageRead> | null;
  if (item === null) return fail({ code: 'mail/no-item' });
  const unsupported = fail<MailProblem>({ code: 'mail/unsupported', call: 'getAllInternetHeadersAsync' });
  if (!isReading(item) || !supports('1.8') || typeof item.getAllInternetHeadersAsync !== 'function') return unsupported;
  const headers = await ask<string>('getAllInternetHeadersAsync', timeoutMs, (callback) => item.getAllInternetHeadersAsync?.(callback));
  if (!headers.ok) return headers;
  const people = replyToOf(headers.value);
  return people === null ? unsupported : ok(people);
}
