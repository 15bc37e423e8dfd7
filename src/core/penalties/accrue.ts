import { addDays, daysBetween, isLeapYear, minDate, semesterEnds, semesterOf, yearOf, yearsLater } from '../calendar';
import type { LocalDate } from '../calendar';
import { add, addExact, exactShare, isZero, noExactAmount, roundHalfUp, subtract, zero } from '../money';
import type { ExactAmount, Money } from '../money';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { allocate, bearing, opened } from './allocate';
import type { Balance } from './allocate';
import type { RateFinder, UnknownRate } from './rate-in-force';
import type { Allocation, ClaimEvent, Compounding, DayCount, InterestRounding, InterestSegment, PaymentView } from './types';

/** What the course of interest depends on, checked and in order. */
export interface Terms {
  readonly amount: Money;
  /** Interest runs from the day after; null: it does not run. */
  readonly start: LocalDate | null;
  /** The last day of interest, included. */
  readonly end: LocalDate;
  /** By date; those that count from the beginning first. All lie on or before the day of the statement. */
  readonly events: readonly ClaimEvent[];
  readonly view: PaymentView;
  readonly dayCount: DayCount;
  readonly rounding: InterestRounding;
  readonly compounding: Compounding;
}

export interface Course {
  readonly segments: readonly InterestSegment[];
  readonly allocations: readonly Allocation[];
  readonly balance: Balance;
  /** Something was owed on the first day of interest. */
  readonly late: boolean;
  readonly interest: Money;
  readonly exact: ExactAmount;
}

/** Why a course cannot be told to its end, and what is certain before. */
export type Stopped =
  | { readonly because: 'rate-unknown'; readonly unknown: UnknownRate; readonly soFar: readonly InterestSegment[] }
  | { readonly because: 'too-large' };

/** What an amount may be at most, in minor units. */
const LARGEST = 1e15;
const RATE_UNITS = 1_000_000;

const yearLength = (dayCount: DayCount, date: LocalDate): 365 | 366 => (dayCount === 'act/act' && isLeapYear(yearOf(date)) ? 366 : 365);

/** The day that closes each full year from the start, on which interest is added to the principal. */
function anniversariesOf(start: LocalDate, end: LocalDate): ReadonlySet<LocalDate> {
  const days = new Set<LocalDate>();
  for (let years = 1; ; years += 1) {
    const day = yearsLater(start, years);
    if (day === null || day > end) return days;
    days.add(day);
  }
}

/**
 * Interest day by day, cut where the rate, the principal or the year of compounding changes: late days run from the day after
 * the start to the last day, both included; an event counts from the day after its own.
 *
 * Source: house rules R1 to R7 of late payment; C. com. L441-10 II (semesters), C. civ. 1343-1 (interest first), 1343-2
 * (interest on interest only after full years).
 */
export function accrue(terms: Terms, rateIn: RateFinder): Result<Course, Stopped> {
  const { amount, start, end, events, view, dayCount, rounding } = terms;
  const segments: InterestSegment[] = [];
  const allocations: Allocation[] = [];
  let balance = opened(amount);
  let interest = zero(amount.currency);
  let exact = noExactAmount(amount.currency);
  let at = 0;
  const allocateUntil = (day: LocalDate | null): void => {
    for (let event = events[at]; event !== undefined && (day === null || event.on <= day || event.retroactive === true); event = events[at]) {
      const done = allocate(balance, event, view);
      balance = done.balance;
      allocations.push(done.allocation);
      at += 1;
    }
  };

  allocateUntil(start);
  const late = start !== null && !isZero(bearing(balance));
  const anniversaries = start !== null && terms.compounding === 'yearly' ? anniversariesOf(start, end) : new Set<LocalDate>();
  /** Interest that waits for its anniversary bears interest later, though the principal is paid. */
  const mayBear = (): boolean => !isZero(bearing(balance)) || (terms.compounding === 'yearly' && !isZero(balance.accrued));
  for (let from = start === null ? addDays(end, 1) : addDays(start, 1); from <= end && mayBear(); ) {
    let to = minDate(semesterEnds(semesterOf(from)), end);
    const event = events[at];
    if (event !== undefined && event.on < to) to = event.on;
    for (const day of anniversaries) if (day >= from && day < to) to = day;

    const principal = bearing(balance);
    if (!isZero(principal)) {
      const inForce = rateIn(semesterOf(from));
      if (!inForce.ok) return fail({ because: 'rate-unknown', unknown: inForce.problem, soFar: segments });
      const { rate, source } = inForce.value;
      const [days, year] = [daysBetween(from, to) + 1, yearLength(dayCount, from)];
      const part = exactShare(principal, rate * days, RATE_UNITS * year);
      exact = addExact(exact, part);
      // "Once": each segment bears what the rounded sum grows by, so that the segments still add up to the total.
      const rounded = roundHalfUp(rounding === 'each-segment' ? part : exact);
      if (rounded === null) return fail({ because: 'too-large' });
      const earned = rounding === 'each-segment' ? rounded : subtract(rounded, interest);
      if (interest.minor + earned.minor + amount.minor > LARGEST) return fail({ because: 'too-large' });
      interest = add(interest, earned);
      balance = { ...balance, accrued: add(balance.accrued, earned) };
      segments.push({ from, to, days, semester: semesterOf(from), rate, yearOf: year, source, principal, interest: earned });
    }
    allocateUntil(to);
    if (anniversaries.has(to)) balance = { ...balance, capitalised: add(balance.capitalised, balance.accrued), accrued: zero(amount.currency) };
    from = addDays(to, 1);
  }
  allocateUntil(null);
  return ok({ segments, allocations, balance, late, interest, exact });
}
