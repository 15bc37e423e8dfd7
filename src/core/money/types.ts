export const CURRENCIES = ['EUR', 'GBP', 'USD', 'CHF'] as const;
export type Currency = (typeof CURRENCIES)[number];

/**
 * An amount in minor units (cents) of one currency.
 * `minor` is a safe integer. Adding two currencies does not compile where they are
 * known, and throws where they are not.
 */
export interface Money<C extends Currency = Currency> {
  readonly minor: number;
  readonly currency: C;
}

/** One sum per currency, in the order of CURRENCIES, currencies without an amount absent. */
export type Totals = readonly Money[];
