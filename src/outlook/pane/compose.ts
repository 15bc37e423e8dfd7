import { foldHistory, ok, policyOf, recipientsFor, referenceOf, rungOf, statementOfAccount } from '../../core';
import type { Assessment, Author, CaseFile, Channel, DebtorId, EmailAddress, EntryId, InvoiceId, KeptText, Language, LocalDate, LogProblem, Pack, RateTable, RecipientChoice, ReminderPolicy, ReplyKind, RequestId, Result, TemplateProblem, Tone } from '../../core';
import type * as Writing from '../../core/writing';
import type { Subject } from './read-subject';
import type { Composed } from './snapshot';

/** What the clerk set on the card; null: what the plan and the debtor say. */
export interface Choices {
  readonly tone: Tone | null;
  readonly language: Language | null;
  readonly channel: Channel | null;
  /** Contacts whom the stage would copy, and who are not. */
  readonly withoutCopies: readonly EmailAddress[];
}
export const NO_CHOICES: Choices = { tone: null, language: null, channel: null, withoutCopies: [] };

export interface ComposeContext {
  readonly subject: Subject;
  readonly pack: Pack;
  readonly me: Author;
  readonly choices: Choices;
  /** The documents that go along. */
  readonly attach: readonly string[];
}

/** `of` reply: the text is no reminder, so no stage adds anybody. */
export function recipientOf({ subject, pack, choices }: Pick<ComposeContext, 'subject' | 'pack' | 'choices'>, of: 'reminder' | 'reply'): RecipientChoice | null {
  const { file, assessment, thread, identification } = subject;
  if (file === null) return null;
  const rung = of === 'reminder' && assessment?.kind === 'remind' ? rungOf(policyOf(pack, file.debtor), assessment.proposal.stage.id) : null;
  return recipientsFor(thread, identification, file.debtor, pack.profile, choices.channel, { history: foldHistory(file.entries), rung, without: choices.withoutCopies });
}

/** The subject that the mail keeps: of the thread that is answered, or of the draft when it has one. */
export function subjectLineOf({ thread }: Subject, { channel }: Pick<RecipientChoice, 'channel'>): string | null {
  const subject = thread?.messages[thread.open]?.subject ?? null;
  if (channel === 'reply' || channel === 'reply-all') return subject;
  return channel === 'compose' && subject !== null && subject.trim() !== '' ? subject : null;
}

/** The template engine comes with this chunk, after the card is drawn. */
const writing = (): Promise<typeof Writing> => import(/* webpackChunkName: "writing" */ '../../core/writing');

/** What is pasted into the preview, as the mail will carry it. */
export async function cleaned(html: string, language: Language): Promise<string> {
  const { cleanHtml } = await writing();
  return cleanHtml(html, language);
}

/** null: nothing to write (no recipient, or no letter is offered). */
/** `rates`: what a letter reckons penalties with. */
export async function writeReminder(context: ComposeContext, request: RequestId, rates: RateTable | null): Promise<Result<Composed, TemplateProblem> | null> {
  const { subject, pack, me, choices, attach } = context;
  const { file, assessment } = subject;
  const known = recipientOf(context, 'reminder');
  if (file === null || assessment === null || (assessment.kind !== 'remind' && assessment.kind !== 'letter')) return null;
  // A letter is no answer in the thread, and needs no address to be printed.
  const recipient = assessment.kind === 'letter' ? byLetter(known) : known;
  if (recipient === null) return null;
  const { composeReminder } = await writing();
  const composed = composeReminder({
    assessment, caseFile: file, pack, tone: toneOf(assessment, choices), language: choices.language, recipient, author: me,
    reference: referenceOf(request, foldHistory(file.entries).references), replyingTo: subjectLineOf(subject, recipient), attach, rates,
  }, file.today);
  return composed.ok ? { ok: true, value: { kind: 'reminder', reminder: composed.value } } : composed;
}

const byLetter = (known: RecipientChoice | null): RecipientChoice => (known === null ? { channel: 'copied', to: [], cc: [], why: 'chosen' } : known.channel === 'copied' ? known : { ...known, channel: 'new-message' });

/** A tone that was chosen for another stage does not follow. */
function toneOf(assessment: Extract<Assessment, { kind: 'remind' | 'letter' }>, { tone }: Choices): Tone | null {
  return tone !== null && assessment.proposal.stage.tones.includes(tone) ? tone : null;
}

/** `keptText`: of an entry of this debtor's log. */
export async function writeReply(context: ComposeContext, reply: ReplyKind, keptText: (debtor: DebtorId, entry: EntryId) => Promise<Result<KeptText | null, LogProblem>>): Promise<Result<Composed, TemplateProblem | LogProblem> | null> {
  const { subject, pack, me, choices, attach } = context;
  const { file } = subject;
  const recipient = recipientOf(context, 'reply');
  if (file === null || recipient === null) return null;
  const { composeReply, lastNotice, stillOpen } = await writing();
  const history = foldHistory(file.entries);
  const promise = history.promises[history.promises.length - 1] ?? null;
  const dispute = history.disputes[history.disputes.length - 1] ?? null;
  const statement = statementOfAccount({ invoices: file.invoices, unallocatedCredits: file.debtor.unallocatedCredits, disputes: history.disputes }, file.today);
  const invoices = reply === 'promise-noted' ? (promise?.invoices ?? []) : reply === 'dispute-noted' ? (dispute?.invoices ?? []) : reply === 'invoice-copy' ? asked(subject, file) : [];
  const notice = reply === 'notice-copy' ? lastNotice(file.entries, policyOf(pack, file.debtor), stillOpen(statement.items)) : null;
  const kept = notice === null ? ok(null) : await keptText(file.debtor.id, notice.entry);
  if (!kept.ok) return kept;
  const composed = composeReply({
    reply, caseFile: file, pack, statement, invoices, promise: reply === 'promise-noted' ? promise : null, language: choices.language, recipient, author: me,
    replyingTo: subjectLineOf(subject, recipient), attach, noticeText: kept.value,
  }, file.today);
  return composed.ok ? { ok: true, value: { kind: 'reply', reply: composed.value } } : composed;
}

/** The invoices that the thread cites; else everything overdue. */
function asked({ identification, assessment }: Subject, file: CaseFile): readonly InvoiceId[] {
  const cited = identification === null || identification.kind === 'none' ? [] : identification.invoices;
  const named = file.invoices.filter((invoice) => cited.includes(invoice.number)).map((invoice) => invoice.id);
  if (named.length > 0 || assessment === null || assessment.kind === 'unknown-debtor') return named;
  return [...new Set(assessment.statement.items.filter((item) => item.daysOverdue > 0).map((item) => item.invoice))];
}

/** The text with the clerk's changes in it. */
export async function withChanges(composed: Composed, edits: { readonly subject: string; readonly html: string }, policy: ReminderPolicy, today: LocalDate): Promise<Result<Composed, TemplateProblem>> {
  const { announcedIn, withEdits } = await writing();
  const before = composed.kind === 'reminder' ? composed.reminder.draft : composed.reply.draft;
  const draft = withEdits(before, edits, composed.kind === 'reminder' ? composed.reminder.reference : null);
  if (!draft.ok) return draft;
  return { ok: true, value: composed.kind === 'reminder' ? { kind: 'reminder', reminder: { ...composed.reminder, draft: draft.value, announced: announcedIn(draft.value.text, composed.reminder.stage, policy, composed.reminder.demanded, today) } } : { kind: 'reply', reply: { ...composed.reply, draft: draft.value } } };
}
