import { minDate } from '../calendar';
import { assertNever } from '../result';
import type { LocalDate } from '../calendar/types';
import type { EmailAddress, InvoiceId } from '../ledger/types';
import type { StageId } from '../dunning/types';
import type { CallOutcome, ContactChange, EntryId, History, ListedInvoice, LogEntry, LogFact, OpenDraft, ReachedInvoice, ReminderReference, StepDone } from './types';
import { letterFates, presentationOf } from './letter-fates';
import { returnedMails } from './returned';
import { voidedIn } from './voided';

type Kept<K extends keyof History> = History[K] extends readonly (infer Item)[] ? Item : never;

interface Draft {
  readonly entry: LogEntry;
  readonly fact: Extract<LogFact, { readonly kind: 'reminder-drafted' }>;
  sentOn: LocalDate | null;
  discarded: boolean;
  channel: OpenDraft['channel'];
}

/**
 * Whether a call with this outcome was the step. It was when the debtor got the message or answered with something that
 * the log takes up: reached, voicemail, promise, dispute. No answer, a wrong number and "call back later" told the debtor
 * nothing: the call is still to be made.
 */
export function isCallDone(outcome: CallOutcome): boolean {
  switch (outcome) {
    case 'reached':
    case 'voicemail':
    case 'promise':
    case 'dispute':
      return true;
    case 'no-answer':
    case 'wrong-number':
    case 'call-back':
      return false;
    default:
      return assertNever(outcome);
  }
}

/** Somebody spoke: a voicemail and an empty line say nothing of the debtor. */
const ANSWERED: ReadonlySet<CallOutcome> = new Set<CallOutcome>(['reached', 'promise', 'dispute']);

/**
 * Whether this fact tells that the debtor answered. An answer of ours means that something was asked, but for a statement,
 * which is also sent unasked.
 */
function isAnswer(fact: LogFact): boolean {
  switch (fact.kind) {
    case 'promise-recorded':
    case 'dispute-opened':
    case 'plan-agreed':
    case 'invoice-resent':
    case 'answer-noted':
      return true;
    case 'call-made':
      return ANSWERED.has(fact.outcome);
    case 'reply-inserted':
      return fact.reply !== 'statement';
    case 'reminder-sent':
      return fact.proof === 'quoted-in-answer';
    default:
      return false;
  }
}

/** Whether this fact shows that a mail of the debtor's was read and dealt with: what it said is noted, or it was answered. */
function settlesAnswer(fact: LogFact): boolean {
  switch (fact.kind) {
    case 'promise-recorded':
    case 'dispute-opened':
    case 'dispute-closed':
    case 'plan-agreed':
    case 'invoice-resent':
    case 'reply-inserted':
    case 'hold-set':
    case 'insolvency-noted':
    case 'note':
      return true;
    case 'answer-noted':
      return fact.read;
    case 'call-made':
      return ANSWERED.has(fact.outcome);
    default:
      return false;
  }
}

/** R0 announces a due date; every other step of the shipped plans speaks of something overdue. */
const overdueUnlessR0 = (stage: StageId): boolean => stage !== 'R0';

/**
 * One debtor's log, folded into what counts today. Pure in the set of entries: they are taken by `seq`, whatever their order.
 *
 * - A voided entry does not count, and neither does what hung on it: voiding *sent* or *discarded* gives the draft back as
 *   open; voiding *drafted* takes the whole reminder away. An undo that was itself voided undoes nothing.
 * - A step is done on the day the mail was really sent (not drafted), the letter deposited, the call made, the step skipped;
 *   each invoice has its own steps, from what that message said of it (`ListedInvoice.step`; null: listed for information).
 * - *Sent* wins over *discarded* in whatever order they came: proof that a mail left outweighs a clerk's "discarded", and the
 *   worse mistake is to remind twice. The first word on the day of sending counts. An imported reminder is a pair of entries,
 *   drafted and sent (proof imported).
 * - A newer promise closes an older one for the invoices that it names; what the older one also named stays promised, without
 *   an amount (nobody said how it splits). A promise that names no invoice covers the whole account. Kept or broken is for
 *   dunning to judge, by date.
 * - A reminder that came back from all its addresses was sent to nobody: it moves no counter and spaces no mail (`returned.ts`).
 * - An answer that was seen waits until something is noted of it, it is answered, or the clerk says that it was read.
 * - A plan with a missed instalment no longer stands. The last insolvency noted is the one that counts.
 * - Of an address the last word counts; one that was added keeps its role when it is refused later.
 * - `references` also holds those of voided and discarded drafts: the text may have left, so none is ever given out again.
 *
 * @param isOverdueStage whether a mail of this stage speaks of overdue debt; only these count for `lastOverdueMailOn`.
 */
export function foldHistory(entries: readonly LogEntry[], isOverdueStage: (stage: StageId) => boolean = overdueUnlessR0): History {
  const inOrder = isAscending(entries) ? entries : [...entries].sort((a, b) => a.seq - b.seq);
  const voided = voidedIn(inOrder);
  const drafts = draftsOf(inOrder, voided);
  const returned = returnedMails(inOrder, voided, drafts);
  const references = new Set<ReminderReference>();
  const steps = new Map<InvoiceId, StepDone[]>();
  let promises: Kept<'promises'>[] = [];
  let disputes: Kept<'disputes'>[] = [];
  let holds: Kept<'holds'>[] = [];
  let plans: Kept<'plans'>[] = [];
  let insolvency: History['insolvency'] = null;
  let lastOverdueMailOn: LocalDate | null = null;
  let lastAnswerOn: LocalDate | null = null;
  let answerToSettle: LocalDate | null = null;
  let lastSettledOn: LocalDate | null = null;
  const contacts = new Map<EmailAddress, ContactChange>();

  const done = (invoice: InvoiceId, step: StepDone): void => {
    const before = steps.get(invoice);
    if (before === undefined) steps.set(invoice, [step]);
    else before.push(step);
  };
  const fates = letterFates(inOrder.filter(({ id }) => !voided.has(id)));
  const doneByMessage = (invoices: readonly ListedInvoice[], on: LocalDate, { id, on: entered }: LogEntry, how: 'sent' | 'deposited'): void => {
    const fate = how === 'deposited' ? fates.get(id) : undefined;
    const presentedOn = fate === undefined ? null : presentationOf(fate);
    for (const { invoice, step, instalments } of invoices) {
      if (step !== null) done(invoice, { stage: step, on, writtenOn: minDate(entered, on), entry: id, how, ...(presentedOn === null ? {} : { presentedOn }), ...(instalments === undefined ? {} : { instalments }) });
    }
  };
  const doneForInvoices = ({ stage, invoices, reached }: { readonly stage: StageId; readonly invoices: readonly InvoiceId[]; readonly reached?: readonly ReachedInvoice[] }, { id, on }: LogEntry, how: 'called' | 'skipped'): void => {
    for (const invoice of invoices) {
      const told = reached?.find((one) => one.invoice === invoice);
      done(invoice, { stage, on, writtenOn: on, entry: id, how, ...(told === undefined ? {} : { instalments: told.instalments }) });
    }
  };

  for (const entry of inOrder) {
    const { fact, id, on } = entry;
    if ((fact.kind === 'reminder-drafted' || fact.kind === 'letter-deposited') && fact.reference !== undefined) references.add(fact.reference);
    if (voided.has(id)) continue;
    if (isAnswer(fact) && (lastAnswerOn === null || on > lastAnswerOn)) lastAnswerOn = on;
    if (settlesAnswer(fact)) {
      answerToSettle = null;
      if (lastSettledOn === null || on > lastSettledOn) lastSettledOn = on;
    }
    switch (fact.kind) {
      case 'reminder-drafted': {
        const sentOn = drafts.get(id)?.sentOn ?? null;
        if (sentOn === null || returned.has(id)) break;
        doneByMessage(fact.invoices, sentOn, entry, 'sent');
        if (isOverdueStage(fact.stage) && (lastOverdueMailOn === null || sentOn > lastOverdueMailOn)) lastOverdueMailOn = sentOn;
        break;
      }
      case 'step-skipped':
        doneForInvoices(fact, entry, 'skipped');
        break;
      case 'call-made':
        if (fact.stage !== null && isCallDone(fact.outcome)) doneForInvoices({ ...fact, stage: fact.stage }, entry, 'called');
        break;
      case 'letter-deposited':
        doneByMessage(fact.invoices, fact.depositedOn, entry, 'deposited');
        break;
      case 'promise-recorded':
        promises = [...promises.flatMap((older) => stillPromised(older, fact.invoices)), { entry: id, amount: fact.amount, promisedFor: fact.promisedFor, recordedOn: on, invoices: fact.invoices }];
        break;
      case 'dispute-opened':
        disputes.push({ entry: id, openedOn: on, invoices: fact.invoices, amount: fact.amount, reason: fact.reason });
        break;
      case 'dispute-closed':
        disputes = disputes.filter((open) => open.entry !== fact.dispute);
        break;
      case 'plan-agreed':
        plans.push({ entry: id, instalments: fact.instalments, invoices: fact.invoices });
        break;
      case 'instalment-missed':
        plans = plans.filter((plan) => plan.entry !== fact.plan);
        break;
      case 'hold-set':
        holds.push({ entry: id, until: fact.until, reason: fact.reason });
        break;
      case 'hold-lifted':
        holds = holds.filter((hold) => hold.entry !== fact.hold);
        break;
      case 'insolvency-noted':
        insolvency = { entry: id, procedure: fact.procedure, openedOn: fact.openedOn, publishedOn: fact.publishedOn };
        break;
      case 'answer-noted':
        if (!fact.read && (answerToSettle === null || fact.receivedOn > answerToSettle)) answerToSettle = fact.receivedOn;
        break;
      case 'contact-changed': {
        const before = contacts.get(fact.address);
        const added = fact.change === 'added';
        contacts.set(fact.address, { entry: id, change: fact.change, on, author: entry.author, role: added ? (fact.role ?? null) : (before?.role ?? null), added: added || before?.added === true });
        break;
      }
      // Shown in the time line; they move no counter and hold nothing.
      case 'reply-inserted':
      case 'invoice-resent':
      case 'letter-presented':
      case 'letter-delivered':
      case 'letter-refused':
      case 'letter-unclaimed':
      case 'sms-noted':
      case 'step-announced':
      case 'lint-overridden':
      case 'debtors-merged':
      case 'note':
      // Taken up by `draftsOf` below and `voidedIn`.
      case 'reminder-sent':
      case 'draft-discarded':
      case 'draft-rerouted':
      case 'entry-voided':
        break;
      default:
        assertNever(fact);
    }
  }

  return {
    steps: byDay(steps),
    drafts: [...drafts.values()].filter(({ sentOn, discarded }) => sentOn === null && !discarded).map(openDraftOf),
    promises,
    disputes,
    holds,
    insolvency,
    plans,
    lastOverdueMailOn,
    lastAnswerOn,
    answerToSettle,
    lastSettledOn,
    contacts,
    returned,
    references,
  };
}

const isAscending = (entries: readonly LogEntry[]): boolean => entries.every(({ seq }, at) => at === 0 || (entries[at - 1]?.seq ?? 0) <= seq);

/** What became of each draft that was not voided, oldest first. */
function draftsOf(inOrder: readonly LogEntry[], voided: ReadonlySet<EntryId>): ReadonlyMap<EntryId, Draft> {
  const drafts = new Map<EntryId, Draft>();
  /** The latest of each: an imported log may use a reference twice. */
  const byReference = new Map<ReminderReference, Draft>();
  for (const entry of inOrder) {
    const { fact, id } = entry;
    if (voided.has(id)) continue;
    if (fact.kind === 'reminder-drafted') {
      const draft: Draft = { entry, fact, sentOn: null, discarded: false, channel: fact.channel };
      drafts.set(id, draft);
      byReference.set(fact.reference, draft);
    } else if (fact.kind === 'reminder-sent') {
      const draft = byReference.get(fact.reference);
      if (draft !== undefined) draft.sentOn = draft.sentOn ?? fact.sentOn;
    } else if (fact.kind === 'draft-discarded') {
      const draft = byReference.get(fact.reference);
      if (draft !== undefined) draft.discarded = true;
    } else if (fact.kind === 'draft-rerouted') {
      const draft = byReference.get(fact.reference);
      if (draft !== undefined) draft.channel = fact.channel;
    }
  }
  return drafts;
}

/** What remains of an older promise beside a newer one over `invoices`. */
function stillPromised(older: Kept<'promises'>, invoices: readonly InvoiceId[]): readonly Kept<'promises'>[] {
  if (invoices.length === 0) return [];
  const left = older.invoices.filter((invoice) => !invoices.includes(invoice));
  if (left.length === older.invoices.length) return [older];
  return left.length === 0 ? [] : [{ ...older, invoices: left, amount: null }];
}

/** By the day really done; on one day in the order of the log, which sorting keeps (stable since ES2019). */
function byDay(steps: ReadonlyMap<InvoiceId, StepDone[]>): ReadonlyMap<InvoiceId, readonly StepDone[]> {
  for (const list of steps.values()) {
    if (list.length > 1) list.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  }
  return steps;
}

function openDraftOf({ entry, fact, channel }: Draft): OpenDraft {
  const { reference, stage, tone, demanded, invoices } = fact;
  return { entry: entry.id, reference, stage, tone, draftedAt: entry.at, draftedOn: entry.on, author: entry.author, demanded, invoices, channel };
}
