import type { Decision, RiskFactors } from './types';

/** Whole currency units, begun ones counted, are enough for the product; what is finer decides between equals. */
const MINOR_PER_UNIT = 100;
const MOST_UNITS = 1e10;
const MOST_DAYS = 365;
/** The largest product: 10^10 x 365 x 300, a safe integer. */
const MOST_RISK = MOST_UNITS * MOST_DAYS * 300;
const MOST_MINOR = 1e15;
const LONGEST_LATE = 99_999;
const MOST_HUNDREDTHS = 999;

const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/**
 * amount x lateness x behaviour, in whole numbers: currency units (begun ones counted, at most 10^10), days late plus one
 * (at most 365: a year is as bad as two) and hundredths (100 to 300). Never falls when one of the three rises.
 */
export function riskOf({ amount, daysLate, behaviour }: Omit<RiskFactors, 'risk'>): number {
  return within(Math.ceil(amount / MINOR_PER_UNIT), MOST_UNITS) * (1 + within(daysLate, MOST_DAYS - 1)) * within(behaviour, MOST_HUNDREDTHS);
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * Where a debtor stands in his group, as a text that sorts: the greatest risk first, then the amount, the days, the
 * behaviour. Two debtors with one place are told apart by their ids.
 */
export function placeOf({ risk, amount, daysLate, behaviour }: RiskFactors): string {
  return digits(MOST_RISK - within(risk, MOST_RISK), 16) + digits(MOST_MINOR - within(amount, MOST_MINOR), 16) + digits(LONGEST_LATE - within(daysLate, LONGEST_LATE), 5) + digits(MOST_HUNDREDTHS - within(behaviour, MOST_HUNDREDTHS), 3);
}

/** Digits of a place. */
export const PLACE_LENGTH = 40;

/** Where a page ends that ends with this row: the next one begins behind it (WorklistQuery.after). */
export const endOf = (decision: Decision): string => `${placeOf(decision.factors)}${decision.debtor.id}`;

/** Total: no two debtors are equal. Negative: `a` comes first. */
export function compareDecisions(a: Decision, b: Decision): number {
  const [one, other] = [placeOf(a.factors), placeOf(b.factors)];
  if (one !== other) return one < other ? -1 : 1;
  return a.debtor.id < b.debtor.id ? -1 : a.debtor.id > b.debtor.id ? 1 : 0;
}
