import { dayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Invoice, InvoiceId, OpenItem, StatementOfAccount } from '../ledger/types';
import type { StepDone } from '../log/types';
import { onOrAfter, onOrBefore } from './business-day-numbers';
import { eInvoiceStop } from './e-invoice';
import type { Limitation } from './limitation';
import type { EInvoiceStop } from './e-invoice';
import type { Place, Plan } from './policy';
import type { DunningStage } from './types';

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
  /** The next step, null when the plan has none left. */
  readonly next: NextStep | null;
}

export interface NextStep {
  readonly place: Place;
  /** The first day that age and gap allow it, sending days and mail spacing not yet counted. */
  readonly possible: DayNumber;
  /** Which of the two decides. */
  readonly decidedBy: 'age' | 'gap';
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
}

/** When a due-date reminder may be sent: from the first to the last day. */
export interface Window {
  readonly place: Place;
  readonly opens: DayNumber;
  readonly closes: DayNumber;
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

/** @param lapsed the items whose limitation is reached */
export function positionsOf(invoices: readonly Invoice[], statement: StatementOfAccount, stepsOf: StepsOf, plan: Plan, today: DayNumber, lapsed: ReadonlyMap<OpenItem, Limitation> = NONE_LAPSED): Positions {
  const guards = new Map<InvoiceId, Guard | null>();
  for (const invoice of invoices) guards.set(invoice.id, guardOf(invoice, statement.items, today));
  const overdue: Position[] = [];
  const upcoming: Upcoming[] = [];
  const guarded: Guarded[] = [];
  for (const item of statement.items) {
    if (item.outstanding.minor <= 0) continue;
    const due = today - item.daysOverdue;
    const claim = item.outstanding.minor - item.disputed.minor;
    const guard = lapsedGuard(lapsed.get(item)) ?? retainedGuard(item, due) ?? guards.get(item.invoice) ?? (claim <= 0 ? DISPUTED : null);
    const reached = reachedBy(stepsOf(item.invoice), item, due, plan);
    if (guard !== null) guarded.push({ item, guard, last: reached.last });
    else if (item.daysOverdue > 0) overdue.push(overduePosition(item, due, claim, reached, plan));
    else upcoming.push(upcomingPosition(item, due, claim, reached, plan, today));
  }
  return { overdue, upcoming, guarded, disputed: statement.items.filter(({ disputed }) => disputed.minor > 0) };
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
    if (warning !== null || plan.firm === null || place < plan.firm.index || (step.how !== 'sent' && step.how !== 'deposited')) continue;
    warning = { step, on, place };
  }
  if (highest === null) return NOTHING;
  return { counter: highest.place, last: warning !== null && warning.on > highest.on ? warning : highest, warned: warning !== null, waived };
}

/**
 * How far a logged step moves this item. The log names one step per invoice; it is lowered to what the item's own age
 * and the grace allowed on the day on which it was written
 * - for one instalment of several: a reminder of the first instalment says nothing about the third;
 * - for a call, which is logged with one step for everything that was spoken about.
 *
 * @returns -1: it moves the item nowhere, also when the plan no longer knows the step.
 */
export function placeOf(step: StepDone, item: OpenItem, due: DayNumber, plan: Plan): number {
  const place = plan.places.get(step.stage) ?? -1;
  if (item.instalments === 1 && step.how !== 'called') return place;
  const on = dayNumber(step.writtenOn);
  let allowed = -1;
  for (const { stage, index } of plan.shown) {
    if ((stage.days > 0 ? allowedByAge(due, stage, plan) : onOrBefore(due + stage.days)) > on) break;
    allowed = index;
  }
  return Math.min(place, allowed);
}

/** The first day that the item's own age and the grace allow a stage after the due date. */
export const allowedByAge = (due: DayNumber, { days }: DunningStage, { policy }: Plan): DayNumber => due + Math.max(days, policy.graceDays + 1);

function overduePosition(item: OpenItem, due: DayNumber, claim: number, { counter, last: reached, warned, waived }: Reached, plan: Plan): Position {
  const { firm, notice } = plan;
  let last = reached;
  const following = plan.overdue.find(({ index }) => index > counter);
  if (following === undefined) return { item, due, claim, last, warned, next: null };
  // A notice demands only what was firmly reminded (design: several invoices): without that the firm reminder comes first.
  const place = following.index >= (notice?.index ?? Infinity) && firm !== null && !warned ? firm : following;
  // Passed over where it had to be made up for: it comes again after its gap, not at once.
  if (place === firm && waived !== null && (last === null || waived.on > last.on)) last = waived;
  const age = allowedByAge(due, place.stage, plan);
  const gap = last === null ? age : last.on + place.stage.minimumGap;
  return { item, due, claim, last, warned, next: { place, possible: Math.max(age, gap), decidedBy: gap > age ? 'gap' : 'age' } };
}

/** A reminder before the due date moves back from a day off, so that it still comes before it. */
function upcomingPosition(item: OpenItem, due: DayNumber, claim: number, { counter, last }: Reached, plan: Plan, today: DayNumber): Upcoming {
  let next: Window | null = null;
  for (const place of plan.early) {
    const { days } = place.stage;
    const window: Window = { place, opens: onOrBefore(due + days), closes: due + Math.max(days, -1) };
    if (place.index <= counter || window.closes < today) continue;
    if (next !== null && window.opens > today) break;
    next = window;
  }
  return { item, due, claim, last, next };
}

/** A step and its first sending day. */
export interface Sendable {
  readonly stage: DunningStage;
  readonly from: DayNumber;
}

/** The due-date reminder that can still be sent from `today` on; null: none is left, or the days left are all off. */
export function sendableFrom(window: Window | null, today: DayNumber): Sendable | null {
  if (window === null) return null;
  const from = onOrAfter(Math.max(window.opens, today));
  return from <= window.closes ? { stage: window.place.stage, from } : null;
}
