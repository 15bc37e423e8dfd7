import { fail, ok } from '../result';
import type { Result } from '../result';
import type { Semester } from '../calendar';
import { rateFact, rateOfRule } from './rates';
import type { AnnualRate, RateRule, RateSeries, RateSource, RateTable } from './types';

/** The rate of a segment and where it comes from. */
export interface RateInForce {
  readonly rate: AnnualRate;
  readonly source: RateSource;
}

export interface UnknownRate {
  readonly semester: Semester;
  readonly series: RateSeries;
}

/** The rate that applies in a semester. */
export type RateFinder = (semester: Semester) => Result<RateInForce, UnknownRate>;

/**
 * How a rule finds its rates. `first`: the semester in which interest starts, which decides for "fixed at start". A semester
 * without a rate is an answer that names it.
 */
export function rateFinder(rule: RateRule, basis: RateSource['basis'], first: Semester, rates: RateTable): RateFinder {
  if (rule.kind === 'constant') {
    const always = ok({ rate: rule.rate, source: { basis, rule: rule.kind, reference: null } });
    return () => always;
  }
  return (semester) => {
    const decisive = rule.kind === 'fixed-at-start' ? first : semester;
    const fact = rateFact(rates, rule.series, decisive);
    if (fact === null) return fail({ semester: decisive, series: rule.series });
    return ok({ rate: rateOfRule(rule, fact.rate), source: { basis, rule: rule.kind, reference: { series: rule.series, semester: decisive, ...fact } } });
  };
}
