import type { DayNumber } from '../calendar';
import type { Currency } from '../money/types';
import type { OpenItem } from '../ledger/types';
import { allowedByAge, ofAge } from './ages';
import type { Place, Plan } from './policy';
import type { Below, Guarded, NextStep, Position, Upcoming } from './positions';
import { stepAt } from './step-at';

/** What else counts towards a sum on a later day, or came to count on an earlier one. */
export interface Beside {
  readonly upcoming: readonly Upcoming[];
  readonly guarded: readonly Guarded[];
  /** The last day that the buyer's word "payment sent" holds an item back, past or to come; null: it does not. */
  readonly paymentEnds: (item: OpenItem) => DayNumber | null;
}

/** An item, and from which day on a letter could ask for it. */
interface Counted {
  readonly claim: number;
  readonly from: DayNumber;
  /** The same for a notice and what follows it. */
  readonly noticeFrom: DayNumber;
}

const thresholdOf = ({ stage }: Place): number => stage.thresholdMinor ?? 0;

/**
 * A step with a minimum amount is passed over while less could be asked for by it, and the plan goes on with the next one.
 * What the whole letter could ask for in the item's currency decides, not the item alone.
 *
 * Of the steps that may come next, the one is taken that is worth its while first, by its age, its gap and the sum of that
 * day; of two on one day the lower. All of this follows from due dates and what was done, so that a later day never brings
 * back a step that was passed over: only other facts do. Two things are never passed over to get at what is behind them:
 * - the firm reminder before a notice, where the item was not firmly reminded: a notice demands nothing without it;
 * - a notice before a hand-over, which states that the announced step is taken (law sheet 5, R5).
 * Where nothing is left that way, the item waits for the sum.
 */
export function worthTheirStep(positions: readonly Position[], beside: Beside, plan: Plan, today: DayNumber): readonly Position[] {
  if (!plan.overdue.some((place) => thresholdOf(place) > 0)) return positions;
  const sums = new Map<Currency, Sums>();
  const sumsOf = (currency: Currency): Sums => {
    const known = sums.get(currency) ?? new Sums(countedOf(positions, beside, currency, plan), plan);
    sums.set(currency, known);
    return known;
  };
  return positions.map((position) => {
    if (position.next === null) return position;
    return worthItsStep(position, position.next, sumsOf(position.item.outstanding.currency), plan, today);
  });
}

function worthItsStep(position: Position, next: NextStep, sums: Sums, plan: Plan, today: DayNumber): Position {
  const from = (next.caughtUp ? plan.overdue[0] : next.place)?.index ?? 0;
  const found = candidates(position, next, from, plan).map((step) => ({ step, worth: sums.worthFrom(step.place, step.possible) }));
  const ahead = earliest(found.filter(({ step }) => !next.caughtUp || step.place.index > next.place.index));
  // What begins with the step of its age begins with a lower one that is worth its while.
  const lower = next.caughtUp ? found.filter(({ step, worth }) => step.place.index <= next.place.index && worth <= today && worth <= (ahead?.worth ?? Infinity)).pop() : undefined;
  const chosen = lower ?? earliest(found);
  if (chosen === null) return position;
  const { step, worth } = chosen;
  if (worth > today && worth > step.possible) {
    return { ...position, next: null, below: { place: step.place, amount: sums.on(step.place, today), worthFrom: worth === Infinity ? null : worth } };
  }
  const passedOver = found.flatMap(({ step: { place }, worth: other }): readonly Below[] =>
    place.index < step.place.index && other > worth && lower === undefined ? [{ place, amount: sums.on(place, worth) }] : []);
  return { ...position, next: { ...step, possible: worth, decidedBy: worth > step.possible ? 'age' : step.decidedBy, passedOver } };
}

/** The steps that may come next, in order: those up to which nothing stands that is never passed over. */
function candidates({ due, last, warned, counter }: Position, next: NextStep, from: number, plan: Plan): readonly NextStep[] {
  const { firm, notice } = plan;
  // Made up for after a later step: only a notice would follow, and not without it.
  if (next.place.index <= counter) return [next];
  const steps: NextStep[] = [];
  let reached = -Infinity;
  let afterLetter = false;
  for (const place of plan.overdue) {
    if (place.index < from) continue;
    if (afterLetter && place.stage.channel === 'hand-over') break;
    if (place.index >= (notice?.index ?? Infinity) && firm !== null && !warned) break;
    afterLetter = afterLetter || place.stage.channel === 'letter';
    const own = place.index === next.place.index ? next : stepAt(place, due, last, plan, next.caughtUp && place !== plan.overdue[0]);
    // Never before the day of the step that it comes instead of: its own gap may be the shorter one.
    steps.push(own.possible >= reached ? own : { ...own, possible: reached, decidedBy: 'age' });
    reached = Math.max(reached, own.possible);
  }
  return steps;
}

function earliest(found: readonly { readonly step: NextStep; readonly worth: DayNumber }[]): { readonly step: NextStep; readonly worth: DayNumber } | null {
  let first: { readonly step: NextStep; readonly worth: DayNumber } | null = null;
  for (const one of found) if (first === null || one.worth < first.worth) first = one;
  return first;
}

function countedOf(positions: readonly Position[], { upcoming, guarded, paymentEnds }: Beside, currency: Currency, plan: Plan): readonly Counted[] {
  const [youngest] = plan.overdue;
  const { notice, firm } = plan;
  if (youngest === undefined) return [];
  const counted: Counted[] = [];
  const add = (item: OpenItem, due: DayNumber, claim: number, warned: boolean): void => {
    if (item.outstanding.currency !== currency || claim <= 0) return;
    const end = paymentEnds(item);
    const from = Math.max(allowedByAge(due, youngest.stage, plan), end === null ? -Infinity : end + 1);
    counted.push({ claim, from, noticeFrom: notice === null || (!warned && firm !== null) ? Infinity : Math.max(from, ofAge(due, notice.stage, plan)) });
  };
  for (const { item, due, claim, warned } of positions) add(item, due, claim, warned);
  for (const { item, due, claim } of upcoming) add(item, due, claim, false);
  for (const { item, guard, due, claim } of guarded) {
    // Held back until a day that is known.
    if ((guard.kind === 'retained' || guard.kind === 'e-invoice') && guard.until !== null) add(item, due, claim, false);
  }
  return counted;
}

/** What a letter could ask for on a day: it only grows with the days, the facts being the same. */
class Sums {
  private readonly places = new Map<boolean, readonly { readonly from: DayNumber; readonly claim: number }[]>();

  constructor(
    private readonly counted: readonly Counted[],
    private readonly plan: Plan,
  ) {}

  /** The first day from `possible` on, on which as much as the step's threshold could be asked for by it; Infinity: never. */
  worthFrom(place: Place, possible: DayNumber): DayNumber {
    const threshold = thresholdOf(place);
    if (threshold <= 0) return possible;
    let sum = 0;
    for (const { from, claim } of this.inOrder(place)) if ((sum += claim) >= threshold) return Math.max(possible, from);
    return Infinity;
  }

  on(place: Place, day: DayNumber): number {
    return this.inOrder(place).reduce((sum, { from, claim }) => (from <= day ? sum + claim : sum), 0);
  }

  private inOrder({ index }: Place): readonly { readonly from: DayNumber; readonly claim: number }[] {
    const formal = index >= (this.plan.notice?.index ?? Infinity);
    const known = this.places.get(formal);
    if (known !== undefined) return known;
    const all = this.counted.map(({ claim, from, noticeFrom }) => ({ claim, from: formal ? noticeFrom : from })).filter(({ from }) => from < Infinity).sort((a, b) => a.from - b.from);
    this.places.set(formal, all);
    return all;
  }
}
