import { isCurrency, money } from '../../../core';
import type { Totals } from '../../../core';

/** Money on account as a cursor keeps it: "7500 EUR,1200 USD", minor units. */
export const creditText = (credits: Totals): string => credits.map(({ minor, currency }) => `${minor} ${currency}`).join(',');

export function creditsIn(kept: Readonly<Record<string, string>>): ReadonlyMap<number, Totals> {
  return new Map(Object.entries(kept).map(([customer, text]) => [
    Number(customer),
    text.split(',').flatMap((each) => {
      const [minor = '', currency = ''] = each.split(' ');
      return isCurrency(currency) ? [money(Number(minor), currency)] : [];
    }),
  ]));
}

export const creditsKept = (credits: ReadonlyMap<number, Totals>): Readonly<Record<string, string>> => Object.fromEntries([...credits].map(([customer, totals]) => [String(customer), creditText(totals)]));
