import { fail, ok } from '../result';
import type { RateFinder } from './rate-in-force';
import { rateFact } from './rates';
import type { Semester } from '../calendar';
import type { AnnualRate, InterestSegment, LawPack, PenaltyFlag, RateTable } from './types';

type Floor = NonNullable<NonNullable<LawPack['contract']>['floor']>;

const floorIn = (semester: Semester, { series, times }: Floor, rates: RateTable): AnnualRate | null => {
  const fact = rateFact(rates, series, semester);
  return fact === null ? null : ((fact.rate * times) as AnnualRate);
};

/**
 * Compares a clause with the floor in every semester that it crosses. The clause is never lifted in silence: which rate a judge
 * would put in its place is not settled.
 *
 * Source: C. com. L441-10 II (three times the legal interest rate).
 */
export function belowFloor(segments: readonly InterestSegment[], floor: Floor, rates: RateTable): readonly PenaltyFlag[] {
  const flags: PenaltyFlag[] = [];
  let last: Semester | null = null;
  for (const { semester, rate } of segments) {
    if (semester === last) continue;
    last = semester;
    const least = floorIn(semester, floor, rates);
    if (least === null) flags.push({ kind: 'contract-floor-unknown', semester });
    else if (rate < least) flags.push({ kind: 'contract-rate-below-floor', semester, rate, floor: least });
  }
  return flags;
}

/** The clause where it reaches the floor, else the floor. */
export function finderAtFloor(clause: RateFinder, floor: Floor, rates: RateTable): RateFinder {
  return (semester) => {
    const found = clause(semester);
    if (!found.ok) return found;
    const least = floorIn(semester, floor, rates);
    if (least === null) return fail({ semester, series: floor.series });
    return found.value.rate >= least ? found : ok({ ...found.value, rate: least });
  };
}
