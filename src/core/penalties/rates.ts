import { addDays, daysBetween, nextSemester, semesterBegins, semesterOf } from '../calendar';
import type { LocalDate, Semester } from '../calendar';
import type { AnnualRate, LawPack, RateFact, RateRule, RateSeries, RateTable } from './types';

/** One percent a year, in the millionths of `AnnualRate`. */
const PERCENT = 10_000;
/** 10 000 % a year: what is above is a slip of the pen. */
const HIGHEST = 10_000 * PERCENT;

/**
 * Reads "12.40" or "12,4", percent a year with at most four decimals (further zeros are allowed). Null for anything else:
 * no sign, no spaces, nothing is rounded.
 */
export function parseRate(percent: string): AnnualRate | null {
  const parts = /^(\d{1,6})(?:[.,](\d{1,20}))?$/.exec(percent);
  if (parts === null) return null;
  const decimals = (parts[2] ?? '').replace(/0+$/, '');
  if (decimals.length > 4) return null;
  const rate = Number(parts[1]) * PERCENT + Number(decimals.padEnd(4, '0'));
  return rate <= HIGHEST ? (rate as AnnualRate) : null;
}

/** Percent a year, without needless zeros: 124 000 is "12.4". For files and tables; the pane has its own words. */
export function rateInPercent(rate: AnnualRate): string {
  const decimals = String(rate % PERCENT).padStart(4, '0').replace(/0+$/, '');
  return `${Math.floor(rate / PERCENT)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Whole percent points, for the margins of the law. */
export const percentPoints = (points: number): AnnualRate => (points * PERCENT) as AnnualRate;

/** The reference rate of a semester (C. com. L441-10 II; CMF L313-2), in millionths; null when it is unknown, which is never guessed from its neighbours. */
export function rateFact(rates: RateTable, series: RateSeries, semester: Semester): RateFact | null {
  const facts = rates.series[series];
  return Object.prototype.hasOwnProperty.call(facts, semester) ? (facts[semester] ?? null) : null;
}

const HALF_POINT = PERCENT / 2;

/** Reference x times + margin in millionths, rounded as the rule says (Belgium: loi du 2 août 2002); exact. */
export function rateOfRule(rule: Exclude<RateRule, { readonly kind: 'constant' }>, reference: AnnualRate): AnnualRate {
  const rate = reference * rule.times + rule.margin;
  return (rule.rounding === 'none' ? rate : Math.ceil(rate / HALF_POINT) * HALF_POINT) as AnnualRate;
}

/** Whether a rule that a person entered can be computed: whole, not negative, no more than 10 000 % a year. */
export function isUsableRule(rule: RateRule): boolean {
  const usable = (value: number, most: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= most;
  return rule.kind === 'constant' ? usable(rule.rate, HIGHEST) : usable(rule.times, 100) && usable(rule.margin, HIGHEST);
}

/** The series of reference rates that a law needs, the floor of contract clauses included. */
export function seriesOf(pack: LawPack): readonly RateSeries[] {
  const needed = new Set<RateSeries>();
  if (pack.rule.kind !== 'constant') needed.add(pack.rule.series);
  const floor = pack.contract === null ? null : pack.contract.floor;
  if (floor !== null) needed.add(floor.series);
  return [...needed];
}

export interface MissingRate {
  readonly series: RateSeries;
  readonly semester: Semester;
  readonly begins: LocalDate;
  /** Zero or negative: the semester has begun, and nothing can be computed in it. */
  readonly daysLeft: number;
}

const WARNING_DAYS = 15;

/**
 * The rates that must be entered now: those of the semester that runs, and from 15 days before it begins those of the next
 * (17 December, 16 June). Empty: nothing to do.
 *
 * Source: C. com. L441-10 II (rates of 1 January and 1 July); house rule: two dated, checked edits of the rate file a year.
 */
export function missingRates(rates: RateTable, packs: readonly LawPack[], today: LocalDate): readonly MissingRate[] {
  const running = semesterOf(today);
  const next = nextSemester(running);
  const semesters = today >= addDays(semesterBegins(next), -WARNING_DAYS) ? [running, next] : [running];
  const series = [...new Set(packs.flatMap(seriesOf))];
  return semesters.flatMap((semester) =>
    series
      .filter((one) => rateFact(rates, one, semester) === null)
      .map((one) => ({ series: one, semester, begins: semesterBegins(semester), daysLeft: daysBetween(today, semesterBegins(semester)) })),
  );
}
