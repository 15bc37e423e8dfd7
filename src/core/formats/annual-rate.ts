/** A number of at most three digits and four decimals, with or without its sign: "10", "10,5", "10,50 %", "12.4%". */
const RATE = /^(\d{1,3})(?:[.,](\d{1,4}))?(\s*%)?$/;
const MILLIONTHS_A_POINT = 10_000;

/**
 * The rate a year that a cell tells, in millionths; null: none, or not surely one. A cell with a percent format is given as
 * "10.5 %". Refused rather than guessed: a bare number under 1 (0.105 is 10.5 % or a tenth of a point), zero (what programs
 * write where nobody entered a rate), more than 100 %, and whatever stands beside a number ("1,5 % par mois", "3 fois le taux
 * légal").
 */
export function annualRateIn(text: string): number | null {
  const read = RATE.exec(text.replace(/[\u00a0\u202f]/g, ' ').trim());
  if (read === null) return null;
  const rate = Number(read[1]) * MILLIONTHS_A_POINT + Number((read[2] ?? '').padEnd(4, '0'));
  const bare = read[3] === undefined;
  return rate === 0 || rate > 100 * MILLIONTHS_A_POINT || (bare && rate < MILLIONTHS_A_POINT) ? null : rate;
}
