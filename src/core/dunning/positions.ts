import { dayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Invoice, InvoiceId, OpenItem, StatementOfAccount } from '../ledger/types';
import type { StepDone } from '../log/types';
import { afterTheWeek, nextAnnouncedFrom } from './announced-week';
import type { LastAnnounced } from './announced-week';
import { placeByAge, stepOfAge } from './ages';
import { onOrAfter, onOrBefore } from './business-day-numbers';
import { eInvoiceStop, paymentSentUntil } from './e-invoice';
import type { Limitation } from './limitation';
import type { EInvoiceStop } from './e-invoice';
import type { Place, Plan } from './policy';
import { stepAt } from './step-at';
import type { DunningStage } from './types';
import { worthTheirStep } from './worth-its-step';

/** Where one open item stands in the plan. Days are day numbers. */
export interface Position {
  readonly item: OpenItem;
  readonly due: DayNumber;
  /** What may be asked for: outstanding without the disputed part, minor units. */
  readonly claim: number;
  /** The step that the next gap is counted from, and its place in the policy. */
  readonly last: LastStep | null;
  /** R2 or a letter was really sent for this item. */
  readonly warned: boolean;
  /** The next step, null when the plan has none left, or not while the sum is so small. */
  readonly next: NextStep | null;
  /** The step that is not taken because too little could be asked for by it, where no other comes instead; null: none. */
  readonly below: Waiting | null;
  /** The highest step done, a place in the policy; -1: none. */
  readonly counter: number;
}

/** A step under its threshold; amounts in minor units of the item's currency. */
export interface Below {
  readonly place: Place;
  readonly amount: number;
}

/** The step that an item waits for because none behind it may come first. */
export interface Waiting extends Below {
  /** The first day on which enough could be asked for by it; null: none is known. */
  readonly worthFrom: DayNumber | null;
}

export interface NextStep {
  readonly place: Place;
  /** The first day that age and gap allow it, sending days and mail spacing not yet counted. */
  readonly possible: DayNumber;
  /** Which of them decides; `notice`: the time that the formal notice before it gives. */
  readonly decidedBy: 'age' | 'gap' | 'notice';
  /** Nothing was done before, and the plan begins with the step of the item's age: steps were passed over. */
  readonly caughtUp: boolean;
  /** Steps before it that the plan passes over, because too little could be asked for by them when it became possible; amounts of that day. */
  readonly passedOver: readonly Below[];
}

export interface LastStep {
  readonly step: StepDone;
  readonly on: DayNumber;
  readonly place: number;
}

/** An item not due yet. */
export interface Upcoming {
  readonly item: OpenItem;
  readonly due: DayNumber;
  readonly claim: number;
  readonly last: LastStep | null;
  /** The due-date reminder that is open, or opens next, for it; null when there is none left. */
  readonly next: Window | null;
  /** A due-date reminder of it falls away: one was sent in the week before, and the next would come after its time. */
  readonly unannounced: boolean;
}

/** When a due-date reminder may be sent: from the first to the last day. */
export interface Window {
  readonly place: Place;
  readonly opens: DayNumber;
  readonly closes: DayNumber;
  /** It would have opened before: what counts is the week since the last due-date reminder. */
  readonly waits?: true;
}

/** Why an item is not asked for at all. */
export type Guard =
  | { readonly kind: 'dispute' }
  | { readonly kind: 'direct-debit' }
  | { readonly kind: 'assigned'; readonly factor: string }
  | ({ readonly kind: 'e-invoice' } & EInvoiceStop)
  | { readonly kind: 'limitation'; readonly since: LocalDate; readonly years: number }
  /** `until`: the day of release, the last of it. */
  | { readonly kind: 'retained'; readonly until: DayNumber | null };

export interface Guarded {
  readonly item: OpenItem;
  readonly due: DayNumber;
  readonly claim: number;
  readonly guard: Guard;
  /** Told although nothing is asked. */
  readonly last: LastStep | null;
}

export interface Positions {
  /** Overdue and askable, by due date, then number. */
  readonly overdue: readonly Position[];
  /** Not due and askable, likewise. */
  readonly upcoming: readonly Upcoming[];
  readonly guarded: readonly Guarded[];
  /** Items with a partial dispute that are asked for without it, and the wholly disputed ones. */
  readonly disputed: readonly OpenItem[];
}

/** Why nothing of an invoice is asked for, whatever its age; null: it may be. */
export function guardOf(invoice: Invoice, items: readonly OpenItem[], today: DayNumber): Guard | null {
  // The money is on its way, or the paper is in hand: held until it comes back unpaid.
  if (invoice.means !== 'transfer' && invoice.means !== 'other') return { kind: 'direct-debit' };
  // Payment to us would not free the debtor: the factor's own bank details or no reminder.
  if (invoice.assignee !== null && (invoice.assignee.iban === null || invoice.assignee.iban.trim() === '')) return { kind: 'assigned', factor: invoice.assignee.name };
  const stop = eInvoiceStop(invoice, items, today);
  return stop === null ? null : { kind: 'e-invoice', ...stop };
}

/** The steps of an invoice as the log and the thread know them, in the order in which they were done. */
export type StepsOf = (invoice: InvoiceId) => readonly StepDone[];

/**
 * @param lapsed the items whose limitation is reached
 * @param announced the last due-date reminder of this debtor
 */
export function positionsOf(invoices: readonly Invoice[], statement: StatementOfAccount, stepsOf: StepsOf, plan: Plan, today: DayNumber, lapsed: ReadonlyMap<OpenItem, Limitation> = NONE_LAPSED, announced: LastAnnounced | null = null): Positions {
  const guards = new Map<InvoiceId, Guard | null>();
  const paymentEnds = new Map<InvoiceId, DayNumber>();
  for (const invoice of invoices) {
    guards.set(invoice.id, guardOf(invoice, statement.items, today));
    const until = paymentSentUntil(invoice);
    if (until !== null) paymentEnds.set(invoice.id, until);
  }
  const overdue: Position[] = [];
  const upcoming: Upcoming[] = [];
  const guarded: Guarded[] = [];
  for (const item of statement.items) {
    if (item.outstanding.minor <= 0) continue;
    const due = today - item.daysOverdue;
    const claim = item.outstanding.minor - item.disputed.minor;
    const guard = lapsedGuard(lapsed.get(item)) ?? retainedGuard(item, due) ?? guards.get(item.invoice) ?? (claim <= 0 ? DISPUTED : null);
    const reached = reachedBy(stepsOf(item.invoice), item, due, plan);
    if (guard !== null) guarded.push({ item, due, claim, guard, last: reached.last });
    else if (item.daysOverdue > 0) overdue.push(overduePosition(item, due, claim, reached, plan, today));
    else upcoming.push(upcomingPosition(item, due, claim, reached, plan, today, nextAnnouncedFrom(announced, item.outstanding.currency, today)));
  }
  return { overdue: worthTheirStep(overdue, { upcoming, guarded, paymentEnds: ({ invoice }) => paymentEnds.get(invoice) ?? null }, plan, today), upcoming, guarded, disputed: statement.items.filter(({ disputed }) => disputed.minor > 0) };
}
const DISPUTED: Guard = { kind: 'dispute' };
const NONE_LAPSED: ReadonlyMap<OpenItem, Limitation> = new Map();

/** No letter demands what may no longer be demanded, whatever else stands against it (law sheet, 5). */
const lapsedGuard = (of: Limitation | undefined): Guard | null => (of === undefined ? null : { kind: 'limitation', since: of.reachedOn, years: of.years });

/** Not asked for before its day, not even announced: the customer may hold it back until then (loi 71-584). */
function retainedGuard({ retained, daysOverdue }: OpenItem, due: DayNumber): Guard | null {
  if (retained === undefined) return null;
  if (retained.releasedOn === null) return { kind: 'retained', until: null };
  return daysOverdue > 0 ? null : { kind: 'retained', until: due };
}

interface Reached {
  /** A place in the policy, -1: no step yet. */
  readonly counter: number;
  readonly last: LastStep | null;
  readonly warned: boolean;
  /** The clerk last passed over the firm reminder. */
  readonly waived: LastStep | null;
}
const NOTHING: Reached = { counter: -1, last: null, warned: false, waived: null };

/**
 * The item's own counter: the highest step done, on the day on which it was first reached. Being listed again by a lower
 * letter moves nothing, else a debtor with a new invoice every week would never get beyond R1. Only a firm reminder that
 * had to be made up for after a later step (a call) starts the gap anew.
 */
function reachedBy(steps: readonly StepDone[], item: OpenItem, due: DayNumber, plan: Plan): Reached {
  let highest: LastStep | null = null;
  let warning: LastStep | null = null;
  let waived: LastStep | null = null;
  for (const step of steps) {
    const on = dayNumber(step.on);
    const place = placeOf(step, item, due, plan);
    if (place < 0) continue;
    if (highest === null || place > highest.place) highest = { step, on, place };
    if (step.how === 'skipped' && place === plan.firm?.index) waived = { step, on, place };
    if (warning !== null || plan.firm === null || place < plan.firm.index || (step.how !== 'sent' && step.how !== 'deposited' && step.how !== 'ledger')) continue;
    warning = { step, on, place };
  }
  if (highest === null) return NOTHING;
  return { counter: highest.place, last: warning !== null && warning.on > highest.on ? warning : highest, warned: warning !== null, waived };
}

/**
 * How far a logged step moves this item. An entry that tells its instalments is taken at its word: what was done stays done
 * when the plan is edited later. An instalment of several that it does not tell was not in it.
 *
 * Older entries name one step per invoice; it is lowered to what the item's own age and the grace, by today's plan, allowed
 * on the day on which it was written
 * - for one instalment of several: a reminder of the first instalment says nothing about the third;
 * - for a call, which was logged with one step for everything that was spoken about.
 * So is the only instalment left in the ledger when an entry tells others: its due date was corrected, or the rest was paid.
 *
 * @returns -1: it moves the item nowhere, also when the plan no longer knows the step.
 */
export function placeOf(step: StepDone, item: OpenItem, due: DayNumber, plan: Plan): number {
  if (step.instalments !== undefined) {
    const told = step.instalments.find((instalment) => instalment.due === item.due);
    if (told !== undefined) return told.step === null ? -1 : (plan.places.get(told.step) ?? -1);
    if (item.instalments > 1) return -1;
  }
  const place = plan.places.get(step.stage) ?? -1;
  if (item.instalments === 1 && step.how !== 'called' && step.instalments === undefined) return place;
  return placeByAge(place, due, plan, dayNumber(step.writtenOn));
}

function overduePosition(item: OpenItem, due: DayNumber, claim: number, { counter, last: reached, warned, waived }: Reached, plan: Plan, today: DayNumber): Position {
  const { firm, notice } = plan;
  let last = reached;
  const first = plan.overdue.find(({ index }) => index > counter);
  if (first === undefined) return { item, due, claim, last, warned, next: null, below: null, counter };
  const begun = plan.policy.catchUp === true && first === plan.overdue[0] ? stepOfAge(due, plan, today) : null;
  const following = begun ?? first;
  // A notice demands only what was firmly reminded (design: several invoices): without that the firm reminder comes first.
  const place = following.index >= (notice?.index ?? Infinity) && firm !== null && !warned ? firm : following;
  // Passed over where it had to be made up for: it comes again after its gap, not at once.
  if (place === firm && waived !== null && (last === null || waived.on > last.on)) last = waived;
  return { item, due, claim, last, warned, next: stepAt(place, due, last, plan, begun !== null && begun !== first), below: null, counter };
}

/** A reminder before the due date moves back from a day off, so that it still comes before it. `from`: the week since the last one is over. */
function upcomingPosition(item: OpenItem, due: DayNumber, claim: number, { counter, last }: Reached, plan: Plan, today: DayNumber, from: DayNumber): Upcoming {
  let next: Window | null = null;
  let fallsAway = false;
  for (const place of plan.early) {
    const { days } = place.stage;
    const own: Window = { place, opens: onOrBefore(due + days), closes: due + Math.max(days, -1) };
    if (place.index <= counter || own.closes < today) continue;
    const window = afterTheWeek(own, from);
    if (window === null) {
      fallsAway = true;
      continue;
    }
    if (next !== null && window.opens > Math.max(today, next.opens)) break;
    next = window;
  }
  return { item, due, claim, last, next, unannounced: next === null && fallsAway };
}

/** A step and its first sending day. */
export interface Sendable {
  readonly stage: DunningStage;
  readonly from: DayNumber;
  /** It waits for the week since the last due-date reminder. */
  readonly waits: boolean;
}

/** The due-date reminder that can still be sent from `today` on; null: none is left, or the days left are all off. */
export function sendableFrom(window: Window | null, today: DayNumber): Sendable | null {
  if (window === null) return null;
  const from = onOrAfter(Math.max(window.opens, today));
  return from <= window.closes ? { stage: window.place.stage, from, waits: window.waits === true && from > today } : null;
}
