import { CURRENCIES } from './types';
import type { Currency, Money, Totals } from './types';

/** A ledger's amounts are a ninetieth of it at most (parse-amount.ts): what a customer owes in all stays an amount. */
const LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * An amount of `minor` minor units (cents).
 * @throws when `minor` is no integer or is larger than a safe integer (9 x 10^15).
 */
export function money<C extends Currency>(minor: number, currency: C): Money<C> {
  if (!Number.isSafeInteger(minor) || minor > LIMIT || minor < -LIMIT) throw new RangeError(`not an amount in minor units: ${minor}`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

export const zero = <C extends Currency>(currency: C): Money<C> => money(0, currency);

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`two currencies: ${a.currency} and ${b.currency}`);
}

/** @throws when the currencies differ; where they are known, it does not compile. */
export function add<C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

export function subtract<C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

export const negate = <C extends Currency>(a: Money<C>): Money<C> => money(-a.minor, a.currency);
export const isZero = (a: Money): boolean => a.minor === 0;

/** Negative, zero or positive, as sort wants it. */
export function compare<C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): number {
  sameCurrency(a, b);
  return a.minor - b.minor;
}

export function smaller<C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  return compare(a, b) <= 0 ? a : b;
}

/** The sum of amounts of one currency. */
export function sum<C extends Currency>(amounts: readonly Money<C>[], currency: C): Money<C> {
  let total = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new RangeError(`two currencies: ${currency} and ${amount.currency}`);
    total += amount.minor;
  }
  return money(total, currency);
}

/** One sum per currency, in the order of CURRENCIES; a currency without an amount is absent. */
export function totalsOf(amounts: readonly Money[]): Totals {
  return CURRENCIES.filter((currency) => amounts.some((amount) => amount.currency === currency)).map((currency) =>
    sum(
      amounts.filter((amount) => amount.currency === currency),
      currency,
    ),
  );
}

export const isCurrency = (code: string): code is Currency => (CURRENCIES as readonly string[]).includes(code);
