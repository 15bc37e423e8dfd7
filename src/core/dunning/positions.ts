import { dayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { Invoice, InvoiceId, OpenItem, StatementOfAccount } from '../ledger/types';
import type { History, StepDone } from '../log/types';
import { onOrAfter, onOrBefore } from './business-day-numbers';
import type { Place, Plan } from './policy';

/** Where one open item stands in the plan. Days are day numbers, `counter` is a place in the policy, -1: no step yet. */
export interface Position {
  readonly item: OpenItem;
  readonly due: DayNumber;
  /** What may be asked for: outstanding without the disputed part, minor units. */
  readonly claim: number;
  readonly counter: number;
  /** The step that the next gap is counted from, and its place in the policy. */
  readonly last: LastStep | null;
  /** R2 or a letter was really sent for this item. */
  readonly warned: boolean;
  /** The next step, null when the plan has none left. */
  readonly next: Place | null;
  /** The first day that age and gap allow `next`, sending days and mail spacing not yet counted. */
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
  readonly counter: number;
  readonly last: LastStep | null;
  /** The due-date reminder that is open, or opens next, for it; null when there is none left. */
  readonly next: Place | null;
  readonly opens: DayNumber;
  readonly closes: DayNumber;
}

/** Why an item is not asked for at all. */
export type Guard =
  | { readonly kind: 'dispute' }
  | { readonly kind: 'direct-debit' }
  | { readonly kind: 'assigned'; readonly factor: string }
  | { readonly kind: 'e-invoice'; readonly status: number };

export interface Guarded {
  readonly item: OpenItem;
  readonly due: DayNumber;
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

/**
 * Life-cycle codes of the French e-invoicing reform under which nobody is reminded: in dispute, suspended, refused,
 * payment sent, rejected (law sheet, 1.16). 212 (paid) is left to the ledger's own figures.
 */
const STOPPING_STATUS: readonly number[] = [207, 208, 210, 211, 213];

function guardOf(invoice: Invoice): Guard | null {
  // The money is on its way, or the paper is in hand: held until it comes back unpaid.
  if (invoice.means !== 'transfer' && invoice.means !== 'other') return { kind: 'direct-debit' };
  // Payment to us would not free the debtor: the factor's own bank details or no reminder.
  if (invoice.assignee !== null && (invoice.assignee.iban === null || invoice.assignee.iban.trim() === '')) return { kind: 'assigned', factor: invoice.assignee.name };
  if (invoice.eInvoiceStatus !== null && STOPPING_STATUS.includes(invoice.eInvoiceStatus)) return { kind: 'e-invoice', status: invoice.eInvoiceStatus };
  return null;
}

/** Steps that a thread proves beyond the log, per invoice. */
export type ExtraSteps = ReadonlyMap<InvoiceId, readonly StepDone[]>;

export function positionsOf(invoices: readonly Invoice[], statement: StatementOfAccount, history: History, extra: ExtraSteps | null, plan: Plan, today: DayNumber): Positions {
  const guards = new Map<InvoiceId, Guard>();
  for (const invoice of invoices) {
    const guard = guardOf(invoice);
    if (guard !== null) guards.set(invoice.id, guard);
  }
  const overdue: Position[] = [];
  const upcoming: Upcoming[] = [];
  const guarded: Guarded[] = [];
  const disputed: OpenItem[] = [];
  for (const item of statement.items) {
    if (item.outstanding.minor <= 0) continue;
    const due = today - item.daysOverdue;
    const claim = item.outstanding.minor - item.disputed.minor;
    const guard = guards.get(item.invoice) ?? (claim <= 0 ? DISPUTED : null);
    if (item.disputed.minor > 0) disputed.push(item);
    const steps = stepsOf(item, history.steps.get(item.invoice), extra?.get(item.invoice), due, plan);
    if (guard !== null) {
      guarded.push({ item, due, guard, last: steps.last });
      continue;
    }
    if (item.daysOverdue > 0) overdue.push(overduePosition(item, due, claim, steps, plan));
    else upcoming.push(upcomingPosition(item, due, claim, steps, plan, today));
  }
  return { overdue, upcoming, guarded, disputed };
}
const DISPUTED: Guard = { kind: 'dispute' };

interface Reached {
  readonly counter: number;
  readonly last: LastStep | null;
  readonly warned: boolean;
}
const NOTHING: Reached = { counter: -1, last: null, warned: false };

/**
 * The item's own counter: the highest step done, on the day on which it was first reached. Being listed again by a lower
 * letter moves nothing, else a debtor with a new invoice every week would never get beyond R1. Only a firm reminder that
 * had to be made up for after a later step (a call) starts the gap anew.
 */
function stepsOf(item: OpenItem, logged: readonly StepDone[] | undefined, extra: readonly StepDone[] | undefined, due: DayNumber, plan: Plan): Reached {
  if (logged === undefined && extra === undefined) return NOTHING;
  let highest: LastStep | null = null;
  let warning: LastStep | null = null;
  for (const steps of [logged, extra]) {
    if (steps === undefined) continue;
    for (const step of steps) {
      const on = dayNumber(step.on);
      const place = placeOf(step, on, item, due, plan);
      if (place < 0) continue;
      if (highest === null || place > highest.place || (place === highest.place && on < highest.on)) highest = { step, on, place };
      if (plan.firm === null || place < plan.firm.index || (step.how !== 'sent' && step.how !== 'deposited')) continue;
      if (warning === null || on < warning.on) warning = { step, on, place };
    }
  }
  if (highest === null) return NOTHING;
  return { counter: highest.place, last: warning !== null && warning.on > highest.on ? warning : highest, warned: warning !== null };
}

/**
 * How far a logged step moves this item. The log names one step per invoice; it is lowered to what the item's own age
 * allowed on that day
 * - for one instalment of several: a reminder of the first instalment says nothing about the third;
 * - for a call, which is logged with one step for everything that was spoken about.
 */
export function placeOf(step: StepDone, on: DayNumber, item: OpenItem, due: DayNumber, plan: Plan): number {
  const place = plan.places.get(step.stage);
  if (place === undefined) return -1;
  if (item.instalments === 1 && step.how !== 'called') return place;
  let allowed = -1;
  for (const { stage, index } of plan.shown) {
    if ((stage.days > 0 ? due + stage.days : onOrBefore(due + stage.days)) > on) break;
    allowed = index;
  }
  return Math.min(place, allowed);
}

/** The highest enabled stage after the due date that an age of `days` allows; null: none yet. */
export function stageAllowedByAge(plan: Plan, days: number): Place | null {
  let allowed: Place | null = null;
  for (const place of plan.overdue) {
    if (place.stage.days > days) break;
    allowed = place;
  }
  return allowed;
}

function overduePosition(item: OpenItem, due: DayNumber, claim: number, reached: Reached, plan: Plan): Position {
  const { counter, last, warned } = reached;
  const { firm, notice } = plan;
  let next: Place | null = null;
  for (const place of plan.overdue) {
    if (place.index > counter) {
      next = place;
      break;
    }
  }
  // A notice demands only what was firmly reminded (design: several invoices): without that the firm reminder comes first.
  if (next !== null && notice !== null && firm !== null && next.index >= notice.index && !warned) next = firm;
  const grace = due + plan.policy.graceDays + 1;
  if (next === null) return { item, due, claim, counter, last, warned, next, possible: grace, decidedBy: 'age' };
  const age = Math.max(due + next.stage.days, grace);
  const gap = last === null ? age : last.on + next.stage.minimumGap;
  return { item, due, claim, counter, last, warned, next, possible: Math.max(age, gap), decidedBy: gap > age ? 'gap' : 'age' };
}

/** A reminder before the due date moves back from a day off, so that it still comes before it. */
function upcomingPosition(item: OpenItem, due: DayNumber, claim: number, reached: Reached, plan: Plan, today: DayNumber): Upcoming {
  const { counter, last } = reached;
  let next: Place | null = null;
  let opens = 0;
  let closes = 0;
  for (const place of plan.early) {
    if (place.index <= counter) continue;
    const from = onOrBefore(due + place.stage.days);
    const to = Math.max(due - 1, due + place.stage.days);
    if (to < today) continue;
    if (next !== null && from > today) break;
    next = place;
    opens = from;
    closes = to;
  }
  return { item, due, claim, counter, last, next, opens, closes };
}

/** The first sending day of a due-date reminder from `today` on; null when the days left are all off. */
export function sendableFrom(upcoming: Upcoming, today: DayNumber): DayNumber | null {
  if (upcoming.next === null) return null;
  const day = onOrAfter(Math.max(upcoming.opens, today));
  return day <= upcoming.closes ? day : null;
}
