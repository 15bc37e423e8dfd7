import { ok } from '../../core';
import type { ComposeContext, DebtorId, EntryId, KeptText, Language, LogProblem, RateTable, ReplyKind, RequestId, Result, TemplateProblem } from '../../core';
import type * as Writing from '../../core/writing';
import type { Composed } from '../../core/writing';

/** The template engine comes with this chunk, after the card is drawn. */
export const writing = (): Promise<typeof Writing> => import(/* webpackChunkName: "writing" */ '../../core/writing');

/** What is pasted into the preview, as the mail will carry it. */
export async function cleaned(html: string, language: Language): Promise<string> {
  const { cleanHtml } = await writing();
  return cleanHtml(html, language);
}

/** null: nothing to write (no recipient, or no letter is offered). */
export async function writeReminder(context: ComposeContext, request: RequestId, rates: RateTable | null): Promise<Result<Composed, TemplateProblem> | null> {
  return (await writing()).writeReminder(context, request, rates);
}

/** `keptText`: of an entry of this debtor's log. */
export async function writeReply(context: ComposeContext, reply: ReplyKind, keptText: (debtor: DebtorId, entry: EntryId) => Promise<Result<KeptText | null, LogProblem>>): Promise<Result<Composed, TemplateProblem | LogProblem> | null> {
  const { file } = context.subject;
  if (file === null) return null;
  const { repeatedEntry, writeReply: write } = await writing();
  const repeated = repeatedEntry(context, reply);
  const kept = repeated === null ? ok(null) : await keptText(file.debtor.id, repeated);
  return kept.ok ? write(context, reply, kept.value) : kept;
}
