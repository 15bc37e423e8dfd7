import { fromDayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import { CURRENCIES, money } from '../money';
import type { Currency, Totals } from '../money/types';
import type { InvoiceId, OpenItem } from '../ledger/types';
import type { StepDone } from '../log/types';
import { businessDaysLater, isBusiness, onOrAfter } from './business-day-numbers';
import type { Place, Plan } from './policy';
import { stageAllowedByAge } from './positions';
import type { Position, Upcoming } from './positions';
import type { DunningStage, Proposal, StageId } from './types';

/** A letter that is possible today, with the position that the reasoning is told by. */
export interface Letter {
  readonly focus: Position;
  readonly proposal: Proposal;
  /** Overdue and askable in the other currencies: a letter is for one. */
  readonly otherCurrency: Totals;
}

/** The first day on which this position's next step could be sent, and what decides it. */
export interface Opening {
  readonly position: Position;
  readonly place: Place;
  /** By age, gap and mail spacing alone. */
  readonly possible: DayNumber;
  /** The same on a sending day, today at the earliest. */
  readonly sendable: DayNumber;
  readonly because: 'age' | 'gap' | 'mail-spacing';
}

/** @param spacedUntil the first day that the spacing between two mails allows; 0: no mail yet. */
export function openingsOf(positions: readonly Position[], spacedUntil: DayNumber, today: DayNumber): readonly Opening[] {
  const openings: Opening[] = [];
  for (const position of positions) {
    const place = position.next;
    if (place === null) continue;
    const spaced = place.stage.channel === 'mail' && spacedUntil > position.possible;
    const possible = spaced ? spacedUntil : position.possible;
    openings.push({ position, place, possible, sendable: onOrAfter(Math.max(possible, today)), because: spaced ? 'mail-spacing' : position.decidedBy });
  }
  return openings;
}

/** The highest step first, then the oldest due date, then the number: the order in which a letter is chosen. */
export function foremost(openings: readonly Opening[]): Opening | null {
  let best: Opening | null = null;
  for (const opening of openings) if (best === null || before(opening, best)) best = opening;
  return best;
}
function before(a: Opening, b: Opening): boolean {
  if (a.place.index !== b.place.index) return a.place.index > b.place.index;
  if (a.position.due !== b.position.due) return a.position.due < b.position.due;
  const [x, y] = [a.position.item, b.position.item];
  if (x.number !== y.number) return x.number < y.number;
  return x.invoice !== y.invoice ? x.invoice < y.invoice : x.instalment < y.instalment;
}

/** The steps of an invoice as the log and the thread know them. */
export type StepsOf = (invoice: InvoiceId) => Iterable<StepDone>;

/** The letter for today, or null when nothing triggers (design: several invoices). `positions` by due date. */
export function letterOf(positions: readonly Position[], openings: readonly Opening[], stepsOf: StepsOf, plan: Plan, today: DayNumber): Letter | null {
  if (!isBusiness(today)) return null;
  const first = foremost(openings.filter(({ possible }) => possible <= today));
  if (first === null) return null;
  const { stage, index } = first.place;
  const { currency } = first.position.item.outstanding;

  const triggers: InvoiceId[] = [];
  for (const { position, place, possible } of openings) {
    const { invoice, outstanding } = position.item;
    if (possible <= today && place.index === index && outstanding.currency === currency && !triggers.includes(invoice)) triggers.push(invoice);
  }
  const demanded: { readonly item: OpenItem; readonly step: StageId }[] = [];
  const informational: OpenItem[] = [];
  let total = 0;
  for (const position of positions) {
    if (position.item.outstanding.currency !== currency) continue;
    const step = isDemandable(position, index, plan) ? stepTaken(position, first.place, plan) : null;
    if (step === null) {
      informational.push(position.item);
    } else {
      demanded.push({ item: position.item, step });
      total += position.claim;
    }
  }
  return {
    focus: first.position,
    otherCurrency: totalsBeside(positions, currency),
    proposal: {
      ...framed(stage, index, plan, today),
      possibleSince: fromDayNumber(first.possible),
      triggers,
      demanded,
      informational,
      sum: money(total, currency),
      previous: previousMail(demanded, stepsOf, plan),
    },
  };
}

/** The due-date reminder for today: everything of one currency whose window is open and that was not yet reminded. */
export function dueDateLetterOf(upcoming: readonly Upcoming[], plan: Plan, today: DayNumber): { readonly focus: Upcoming; readonly proposal: Proposal } | null {
  if (!isBusiness(today)) return null;
  let focus: Upcoming | null = null;
  for (const candidate of upcoming) {
    if (candidate.next === null || candidate.opens > today) continue;
    // By due date, so of two at the same stage the earlier due one stays.
    if (focus === null || focus.next === null || candidate.next.index > focus.next.index) focus = candidate;
  }
  if (focus === null || focus.next === null) return null;
  const { stage, index } = focus.next;
  const { currency } = focus.item.outstanding;
  const triggers: InvoiceId[] = [];
  const demanded: { readonly item: OpenItem; readonly step: StageId }[] = [];
  let total = 0;
  for (const { item, claim, next, opens } of upcoming) {
    if (next === null || opens > today || item.outstanding.currency !== currency) continue;
    demanded.push({ item, step: next.index < index ? next.stage.id : stage.id });
    if (next.index === index && !triggers.includes(item.invoice)) triggers.push(item.invoice);
    total += claim;
  }
  const proposal = { ...framed(stage, index, plan, today), possibleSince: fromDayNumber(focus.opens), triggers, demanded, informational: [], sum: money(total, currency), previous: null };
  return { focus, proposal };
}

function framed(stage: DunningStage, index: number, plan: Plan, today: DayNumber): Pick<Proposal, 'stage' | 'step' | 'steps' | 'deadline'> {
  return {
    stage,
    step: plan.shown.findIndex((place) => place.index === index) + 1,
    steps: plan.shown.length,
    deadline: fromDayNumber(businessDaysLater(today, plan.policy.deadlineBusinessDays)),
  };
}

/**
 * The step that a letter takes for one of its items: the lower of the letter's and the one that the item's own age
 * allows. A counter that stands higher already stays there, and the log says of this message only what it was: a firm
 * reminder is never made out of a courteous one. null: too young for any step of this plan.
 */
function stepTaken({ item }: Position, letter: Place, plan: Plan): StageId | null {
  const allowed = stageAllowedByAge(plan, item.daysOverdue);
  if (allowed === null || item.daysOverdue <= plan.policy.graceDays) return null;
  return (allowed.index < letter.index ? allowed : letter).stage.id;
}

/** A notice and what follows demand only what was firmly reminded and has reached the notice's own age. */
function isDemandable({ item, warned }: Position, letter: number, { notice, firm }: Plan): boolean {
  if (notice === null || letter < notice.index) return true;
  return (warned || firm === null) && item.daysOverdue >= notice.stage.days;
}

/** Overdue and askable in other currencies than the letter's. */
function totalsBeside(positions: readonly Position[], currency: Currency): Totals {
  let others: Map<Currency, number> | null = null;
  for (const { item, claim } of positions) {
    const other = item.outstanding.currency;
    if (other === currency) continue;
    others = others ?? new Map<Currency, number>();
    others.set(other, (others.get(other) ?? 0) + claim);
  }
  if (others === null) return [];
  const found = others;
  return CURRENCIES.flatMap((other) => {
    const minor = found.get(other);
    return minor === undefined ? [] : [money(minor, other)];
  });
}

/** The last mail about overdue debt that listed any of the demanded invoices, and which of them it listed. */
function previousMail(demanded: Proposal['demanded'], stepsOf: StepsOf, plan: Plan): Proposal['previous'] {
  let latest: StepDone | null = null;
  let place = -1;
  for (const { item } of demanded) {
    for (const step of stepsOf(item.invoice)) {
      const at = overdueMailPlace(step, plan);
      if (at < 0) continue;
      // On one day the higher step, then the entry's id: the order of the invoices decides nothing.
      if (latest === null || step.on > latest.on || (step.on === latest.on && (at > place || (at === place && step.entry < latest.entry)))) {
        latest = step;
        place = at;
      }
    }
  }
  if (latest === null) return null;
  const invoices: InvoiceId[] = [];
  for (const { item } of demanded) {
    if (invoices.includes(item.invoice)) continue;
    for (const { entry } of stepsOf(item.invoice)) {
      if (entry !== latest.entry) continue;
      invoices.push(item.invoice);
      break;
    }
  }
  return { stage: latest.stage, on: latest.on, invoices };
}

function overdueMailPlace({ stage, how }: StepDone, plan: Plan): number {
  if (how !== 'sent') return -1;
  const place = plan.places.get(stage);
  return place !== undefined && (plan.policy.stages[place]?.days ?? 0) > 0 ? place : -1;
}
