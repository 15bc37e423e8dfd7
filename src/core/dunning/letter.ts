import { fromDayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import { CURRENCIES, money } from '../money';
import type { Currency, Totals } from '../money/types';
import type { InvoiceId, OpenItem } from '../ledger/types';
import { businessDaysLater, isBusiness, onOrAfter } from './business-day-numbers';
import type { Place, Plan } from './policy';
import { allowedByAge, isDemandable } from './ages';
import type { Position, StepsOf, Upcoming } from './positions';
import { previousMail } from './previous-mail';
import type { Proposal, StageId } from './types';

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
  readonly because: 'age' | 'gap' | 'mail-spacing' | 'notice';
}

/** @param spacedUntil the first day that the spacing between two mails allows; 0: no mail yet. */
export function openingsOf(positions: readonly Position[], spacedUntil: DayNumber, today: DayNumber): readonly Opening[] {
  const openings: Opening[] = [];
  for (const position of positions) {
    if (position.next === null) continue;
    const { place, possible: alone, decidedBy } = position.next;
    const spaced = place.stage.channel === 'mail' && spacedUntil > alone;
    const possible = spaced ? spacedUntil : alone;
    openings.push({ position, place, possible, sendable: onOrAfter(Math.max(possible, today)), because: spaced ? 'mail-spacing' : decidedBy });
  }
  return openings;
}

/** The one that a letter is chosen by: the highest step; openings come by due date and number, so at one step the first of them stays. */
function foremost(openings: readonly Opening[]): Opening | null {
  let best: Opening | null = null;
  for (const opening of openings) if (best === null || opening.place.index > best.place.index) best = opening;
  return best;
}

/** The first sending day of all that waits, and the foremost of what is possible by then; null: nothing waits. */
export function soonest(openings: readonly Opening[]): { readonly opening: Opening; readonly from: DayNumber } | null {
  const from = openings.reduce((first, { sendable }) => Math.min(first, sendable), Infinity);
  const opening = foremost(openings.filter(({ possible }) => possible <= from));
  return opening === null ? null : { opening, from };
}

/** The letter for today, or null when nothing triggers (design: several invoices). `positions` by due date. */
export function letterOf(positions: readonly Position[], openings: readonly Opening[], stepsOf: StepsOf, plan: Plan, today: DayNumber): Letter | null {
  if (!isBusiness(today)) return null;
  const first = foremost(openings.filter(({ possible }) => possible <= today));
  if (first === null) return null;
  const { index } = first.place;
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
    const step = isDemandable(position, index, plan, today) ? stepTaken(position, first.place, plan, today) : null;
    if (step === null) {
      informational.push(position.item);
    } else {
      demanded.push({ item: position.item, step });
      total += position.claim;
    }
  }
  // Named one by one: an object that begins with a spread is built three times as slowly, and this one is built for every customer.
  const { stage, step, steps, deadline } = framed(first.place, plan, today);
  return {
    focus: first.position,
    otherCurrency: totalsBeside(positions, currency),
    proposal: {
      stage,
      step,
      steps,
      deadline,
      possibleSince: fromDayNumber(onOrAfter(first.possible)),
      triggers,
      demanded,
      informational,
      sum: money(total, currency),
      previous: previousMail(demanded.map(({ item }) => item), stepsOf, plan),
    },
  };
}

/**
 * The due-date reminder for today: everything of one currency whose window is open and that was not yet reminded. Items
 * come by due date, and what falls due first has the latest reminder open: the first decides the letter.
 */
export function dueDateLetterOf(upcoming: readonly Upcoming[], plan: Plan, today: DayNumber): { readonly focus: Upcoming; readonly proposal: Proposal } | null {
  if (!isBusiness(today)) return null;
  const ready = upcoming.flatMap((candidate) => (candidate.next === null || candidate.next.opens > today ? [] : [{ candidate, window: candidate.next }]));
  const [first] = ready;
  if (first === undefined) return null;
  const { place, opens } = first.window;
  const { currency } = first.candidate.item.outstanding;
  const listed = ready.filter(({ candidate }) => candidate.item.outstanding.currency === currency);
  const triggers = listed.filter(({ window }) => window.place.index === place.index).map(({ candidate }) => candidate.item.invoice);
  const proposal: Proposal = {
    ...framed(place, plan, today),
    possibleSince: fromDayNumber(opens),
    triggers: [...new Set(triggers)],
    demanded: listed.map(({ candidate, window }) => ({ item: candidate.item, step: window.place.stage.id })),
    informational: [],
    sum: money(listed.reduce((total, { candidate }) => total + candidate.claim, 0), currency),
    previous: null,
  };
  return { focus: first.candidate, proposal };
}

function framed({ stage, index }: Place, plan: Plan, today: DayNumber): Pick<Proposal, 'stage' | 'step' | 'steps' | 'deadline'> {
  return {
    stage,
    step: plan.shown.findIndex((place) => place.index === index) + 1,
    steps: plan.shown.length,
    deadline: fromDayNumber(businessDaysLater(today, plan.policy.deadlineBusinessDays)),
  };
}

/**
 * The step that a letter takes for one of its items: the highest, up to the letter's own, that the item's own age allows.
 * A counter that stands higher already stays there, and the log says of this message only what it was: a firm reminder is
 * never made out of a courteous one. null: too young for any step of this plan.
 */
function stepTaken({ due }: Position, letter: Place, plan: Plan, today: DayNumber): StageId | null {
  let taken: StageId | null = null;
  for (const { stage, index } of plan.overdue) {
    if (index > letter.index || allowedByAge(due, stage, plan) > today) break;
    taken = stage.id;
  }
  return taken;
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
