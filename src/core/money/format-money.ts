import type { Currency, Money } from './types';

/** Narrow no-break space: thousands in French (Imprimerie nationale), before ; ! ? */
export const NARROW_SPACE = '\u202f';
export const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';

const SYMBOLS: Record<Currency, { readonly fr: string; readonly en: string }> = {
  EUR: { fr: '€', en: '€' },
  GBP: { fr: '£', en: '£' },
  USD: { fr: '$', en: '$' },
  CHF: { fr: 'CHF', en: `CHF${NO_BREAK_SPACE}` },
};

function grouped(integer: string, separator: string): string {
  let result = integer;
  for (let at = integer.length - 3; at > 0; at -= 3) result = result.slice(0, at) + separator + result.slice(at);
  return result;
}

/**
 * "4 316,40 €" in French (U+202F between thousands, U+00A0 before the sign), "€4,316.40" in English.
 * Always two decimals; a negative amount carries U+2212.
 */
export function formatMoney(amount: Money, language: 'fr' | 'en'): string {
  const digits = String(Math.abs(amount.minor)).padStart(3, '0');
  const integer = digits.slice(0, -2);
  const cents = digits.slice(-2);
  const sign = amount.minor < 0 ? MINUS : '';
  return language === 'fr'
    ? `${sign}${grouped(integer, NARROW_SPACE)},${cents}${NO_BREAK_SPACE}${SYMBOLS[amount.currency].fr}`
    : `${sign}${SYMBOLS[amount.currency].en}${grouped(integer, ',')}.${cents}`;
}
