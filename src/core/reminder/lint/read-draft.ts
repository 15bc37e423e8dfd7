import { money } from '../../money';
import type { Assessment, Hold } from '../../dunning';
import type { EmailAddress } from '../../ledger';
import { foldHistory } from '../../log';
import { draftInProgress } from '../../identify';
import type { MailThread } from '../../identify';
import { partsOf } from '../../identify/message-parts';
import type { OtherReply, Reminder } from '../types';
import { lintFactsOf, stepOfDraft, stepOfReminder } from './facts-of';
import type { LintContext } from './facts-of';
import { lint } from './lint';
import { Reading } from './reading';
import type { LintDraft, LintFacts, LintFinding } from './types';

/** What was read, and what is to be said of it. */
export interface LintedDraft {
  readonly draft: Pick<LintDraft, 'subject' | 'text'>;
  readonly findings: readonly LintFinding[];
}

const NOBODY: readonly EmailAddress[] = [];

/**
 * A reminder before it is inserted.
 * @param ownSubject the subject is not that of a thread
 * @param composed as its template wrote it, before the clerk changed it: the sums and days in it are reckoned (a statement
 * of penalties, a total with them), so that only what was typed is held against the ledger
 */
export function lintReminder(reminder: Reminder, ownSubject: boolean, context: LintContext, composed: Reminder | null = null): LintedDraft {
  const { subject, text, attachments } = reminder.draft;
  const draft: LintDraft = { subject, text, ownSubject, attachments: attachments.map(({ name }) => name), strangers: NOBODY };
  const findings = lint(draft, withFiguresOf(composed, lintFactsOf(context, stepOfReminder(reminder, context), reminder)));
  return { draft, findings: composed?.draft.text === text && composed.draft.subject === subject ? findings.map(fromLedger) : findings };
}

/** Another answer: no step, so nothing is blocked; there is no reference under which a reason could be logged. */
export function lintReply({ draft: { subject, text, attachments }, quoted }: OtherReply, ownSubject: boolean, context: LintContext): LintedDraft {
  const draft: LintDraft = { subject, text, ownSubject, attachments: attachments.map(({ name }) => name), strangers: NOBODY };
  return { draft, findings: lint(draft, withGiven(lintFactsOf(context, null, null), quoted)).map((finding) => ({ ...finding, severity: 'warns' })) };
}

/** What is repeated was judged when it was written; a line of it that was changed is judged anew. */
const withGiven = (facts: LintFacts, quoted: string | undefined): LintFacts => (quoted === undefined ? facts : { ...facts, given: [...(facts.given ?? []), ...quoted.split('\n')] });

/** Nobody typed them: what the template filled in from the ledger never holds a reminder back, however odd its numbers are. */
const FIGURES: readonly LintFinding['code'][] = ['amount-wrong', 'amount-unknown', 'currency-other', 'invoice-unknown', 'due-date-wrong', 'deadline-past', 'attachment-other'];
const fromLedger = (finding: LintFinding): LintFinding => (FIGURES.includes(finding.code) ? { ...finding, severity: 'warns' } : finding);

function withFiguresOf(composed: Reminder | null, facts: LintFacts): LintFacts {
  if (composed === null) return facts;
  const { amounts, dates } = new Reading('text', composed.draft.text, [], facts.today);
  const sums = amounts.flatMap(({ readings, currency }) => readings.map((minor) => money(minor, currency)));
  return { ...facts, amounts: [...facts.amounts, ...sums], dates: [...facts.dates, ...dates.map(({ date }) => date)] };
}

const holdsOf = (assessment: Assessment | null): readonly Hold['kind'][] => (assessment?.kind === 'held' ? Array.from(new Set(assessment.holds.map(({ kind }) => kind))) : []);

/**
 * The message that is being written, as the mailbox gives it: its own part, without what it quotes. With a reminder in it
 * (known by its reference) its figures are judged too. null: no message is being written. Recipients are told of elsewhere
 * (`draftWarnings`).
 */
export function lintOpenDraft(thread: MailThread, assessment: Assessment | null, context: Omit<LintContext, 'holds'>): LintedDraft | null {
  const open = thread.messages[thread.open];
  if (thread.mode !== 'compose' || open === undefined) return null;
  const inIt = draftInProgress(thread, foldHistory(context.caseFile.entries).drafts);
  const { newest, signature } = partsOf(open);
  const isAnswer = /^\s*(?:re|tr|fw|fwd|aw|wg)\s*:/i.test(open.subject.slice(0, 40));
  // Of an empty message there is nothing to say yet.
  if (newest.trim() === '') return { draft: { subject: open.subject, text: '' }, findings: [] };
  const draft: LintDraft = { subject: open.subject, text: newest, ownSubject: !isAnswer && open.subject.trim() !== '', signature, attachments: open.attachmentNames, strangers: NOBODY };
  const whole: LintContext = { ...context, holds: inIt === null ? [] : holdsOf(assessment) };
  const findings = lint(draft, lintFactsOf(whole, inIt === null ? null : stepOfDraft(inIt, whole), null));
  return { draft, findings };
}
