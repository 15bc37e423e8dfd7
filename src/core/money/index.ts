export * from './types';
export { add, compare, isCurrency, isZero, money, negate, smaller, subtract, sum, totalsOf, zero } from './money';
export { formatMoney, NARROW_SPACE, NO_BREAK_SPACE } from './format-money';
export { MAX_MINOR, parseAmount } from './parse-amount';
export type { AmountProblem, DecimalMark, ParsedAmount } from './parse-amount';
export { addExact, exactShare, noExactAmount, roundHalfUp } from './exact';
export type { ExactAmount } from './exact';
