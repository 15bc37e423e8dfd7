import type { Currency, Money } from './types';

/**
 * A share of an amount that is no whole number of cents yet: `numerator / denominator` minor units. Made and rounded here
 * only, so that BigInt stays in this folder; it is no value of the domain and never leaves a computation.
 */
export interface ExactAmount<C extends Currency = Currency> {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly currency: C;
}

const LARGEST = BigInt(1e15);

/** Nothing, to add shares to. */
export const noExactAmount = <C extends Currency>(currency: C): ExactAmount<C> => ({ numerator: BigInt(0), denominator: BigInt(1), currency });

/**
 * `amount` x `numerator` / `denominator`, exactly. Each is a safe integer, the denominator positive.
 * @throws for anything else: a rate or a number of days that is no integer is a bug.
 */
export function exactShare<C extends Currency>(amount: Money<C>, numerator: number, denominator: number): ExactAmount<C> {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) throw new RangeError(`not a share: ${numerator}/${denominator}`);
  return { numerator: BigInt(amount.minor) * BigInt(numerator), denominator: BigInt(denominator), currency: amount.currency };
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== BigInt(0)) [large, small] = [small, large % small];
  return large;
}

/** Adds two shares without rounding. @throws when the currencies differ; where they are known, it does not compile. */
export function addExact<C extends Currency>(a: ExactAmount<C>, b: ExactAmount<NoInfer<C>>): ExactAmount<C> {
  if (a.currency !== b.currency) throw new RangeError(`two currencies: ${a.currency} and ${b.currency}`);
  const divisor = commonDivisor(a.denominator, b.denominator);
  const [ofA, ofB] = [b.denominator / divisor, a.denominator / divisor];
  return { numerator: a.numerator * ofA + b.numerator * ofB, denominator: a.denominator * ofA, currency: a.currency };
}

/**
 * To whole minor units, half up: half a cent becomes a cent (of a negative amount, half a cent becomes minus one).
 * Null when the result lies outside +-10^15 minor units, which no amount may.
 */
export function roundHalfUp<C extends Currency>({ numerator, denominator, currency }: ExactAmount<C>): Money<C> | null {
  const [zero, two] = [BigInt(0), BigInt(2)];
  const positive = numerator < zero ? -numerator : numerator;
  const rounded = (positive * two + denominator) / (denominator * two);
  if (rounded > LARGEST) return null;
  const minor = Number(rounded);
  return { minor: numerator < zero && minor !== 0 ? -minor : minor, currency };
}
