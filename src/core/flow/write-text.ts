import { fail, ok } from '../result';
import type { Result } from '../result';
import type { LocalDate } from '../calendar/types';
import type { CaseFile } from '../case-file';
import { policyOf } from '../dunning';
import type { Assessment, ReminderPolicy, Tone } from '../dunning/types';
import { statementOfAccount } from '../ledger';
import type { InvoiceId } from '../ledger/types';
import { foldHistory, referenceOf } from '../log';
import type { EntryId, KeptText, ReplyKind, RequestId } from '../log/types';
import type { RateTable } from '../penalties/types';
import { announcedIn } from '../reminder/announced';
import { composeReminder } from '../reminder/compose-reminder';
import { composeReply } from '../reminder/compose-reply';
import { withEdits } from '../reminder/edited-draft';
import { lastNotice, stillOpen } from '../reminder/told-of';
import type { OtherReply, RecipientChoice, Reminder, ReminderDraft, TemplateProblem } from '../reminder/types';
import type { Subject } from './subject';
import { recipientOf, subjectLineOf } from './text-choices';
import type { Choices, ComposeContext } from './text-choices';

/** A text that a template made. */
export type Composed = { readonly kind: 'reminder'; readonly reminder: Reminder } | { readonly kind: 'reply'; readonly reply: OtherReply };

export const draftOf = (composed: Composed): ReminderDraft => (composed.kind === 'reminder' ? composed.reminder.draft : composed.reply.draft);

/**
 * The reminder or letter that the assessment proposes. null: none is proposed, or nobody is known to send it to.
 *
 * @param rates what a letter reckons penalties with; a reminder speaks of no sum of penalties
 */
export function writeReminder(context: ComposeContext, request: RequestId, rates: RateTable | null): Result<Composed, TemplateProblem> | null {
  const { subject, pack, me, choices, attach } = context;
  const { file, assessment } = subject;
  const known = recipientOf(context, 'reminder');
  if (file === null || assessment === null || (assessment.kind !== 'remind' && assessment.kind !== 'letter')) return null;
  // A letter is no answer in the thread, and needs no address to be printed.
  const recipient = assessment.kind === 'letter' ? byLetter(known) : known;
  if (recipient === null) return null;
  const composed = composeReminder({
    assessment, caseFile: file, pack, tone: toneOf(assessment, choices), language: choices.language, recipient, author: me,
    reference: referenceOf(request, foldHistory(file.entries).references), replyingTo: subjectLineOf(subject, recipient), attach, rates,
  }, file.today);
  return composed.ok ? ok({ kind: 'reminder', reminder: composed.value }) : composed;
}

const byLetter = (known: RecipientChoice | null): RecipientChoice => (known === null ? { channel: 'copied', to: [], cc: [], why: 'chosen' } : known.channel === 'copied' ? known : { ...known, channel: 'new-message' });

/** A tone that was chosen for another stage does not follow. */
function toneOf(assessment: Extract<Assessment, { kind: 'remind' | 'letter' }>, { tone }: Choices): Tone | null {
  return tone !== null && assessment.proposal.stage.tones.includes(tone) ? tone : null;
}

/** The entry whose kept text this reply repeats; null: it repeats none. */
export function repeatedEntry({ subject: { file }, pack }: Pick<ComposeContext, 'subject' | 'pack'>, reply: ReplyKind): EntryId | null {
  if (file === null || reply !== 'notice-copy') return null;
  return lastNotice(file.entries, policyOf(pack, file.debtor), stillOpen(statementOf(file).items))?.entry ?? null;
}

const statementOf = (file: CaseFile): ReturnType<typeof statementOfAccount> =>
  statementOfAccount({ invoices: file.invoices, unallocatedCredits: file.debtor.unallocatedCredits, disputes: foldHistory(file.entries).disputes }, file.today);

/** @param noticeText the kept text of `repeatedEntry` */
export function writeReply(context: ComposeContext, reply: ReplyKind, noticeText: KeptText | null): Result<Composed, TemplateProblem> | null {
  const { subject, pack, me, choices, attach } = context;
  const { file } = subject;
  const recipient = recipientOf(context, 'reply');
  if (file === null || recipient === null) return null;
  const history = foldHistory(file.entries);
  const promise = history.promises[history.promises.length - 1] ?? null;
  const dispute = history.disputes[history.disputes.length - 1] ?? null;
  const invoices = reply === 'promise-noted' ? (promise?.invoices ?? []) : reply === 'dispute-noted' ? (dispute?.invoices ?? []) : reply === 'invoice-copy' ? asked(subject, file) : [];
  const composed = composeReply({
    reply, caseFile: file, pack, statement: statementOf(file), invoices, promise: reply === 'promise-noted' ? promise : null, language: choices.language, recipient, author: me,
    replyingTo: subjectLineOf(subject, recipient), attach, noticeText,
  }, file.today);
  return composed.ok ? ok({ kind: 'reply', reply: composed.value }) : composed;
}

/** The invoices that the thread cites; else everything overdue. */
function asked({ identification, assessment }: Subject, file: CaseFile): readonly InvoiceId[] {
  const cited = identification === null || identification.kind === 'none' ? [] : identification.invoices;
  const named = file.invoices.filter((invoice) => cited.includes(invoice.number)).map((invoice) => invoice.id);
  if (named.length > 0 || assessment === null || assessment.kind === 'unknown-debtor') return named;
  return [...new Set(assessment.statement.items.filter((item) => item.daysOverdue > 0).map((item) => item.invoice))];
}

/** The text with the clerk's changes in it. */
export function withChanges(composed: Composed, edits: { readonly subject: string; readonly html: string }, policy: ReminderPolicy, today: LocalDate): Result<Composed, TemplateProblem> {
  const draft = withEdits(draftOf(composed), edits, composed.kind === 'reminder' ? composed.reminder.reference : null);
  if (!draft.ok) return fail(draft.problem);
  if (composed.kind === 'reply') return ok({ kind: 'reply', reply: { ...composed.reply, draft: draft.value } });
  const { stage, demanded } = composed.reminder;
  return ok({ kind: 'reminder', reminder: { ...composed.reminder, draft: draft.value, announced: announcedIn(draft.value.text, stage, policy, demanded, today) } });
}
