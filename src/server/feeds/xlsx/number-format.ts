import type { Currency } from '../../../core';

/** What a number format makes of a number, as far as it changes its meaning. */
export type NumberMeaning =
  | { readonly kind: 'number' }
  | { readonly kind: 'day' }
  | { readonly kind: 'percent' }
  /** "00000": a code whose leading zeros the sheet shows. */
  | { readonly kind: 'padded'; readonly width: number }
  | { readonly kind: 'money'; readonly currency: Currency };

const NUMBER: NumberMeaning = { kind: 'number' };
/** ECMA-376 part 1, 18.8.30: the built-in formats that show a day (27 to 36 and 50 to 58 in the East Asian forms). Times alone are no day. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

const SIGNS: readonly (readonly [RegExp, Currency])[] = [
  [/€|\bEUR\b/i, 'EUR'],
  [/£|\bGBP\b/i, 'GBP'],
  [/\bCHF\b|\bFr\./, 'CHF'],
  [/\bUSD\b|US\$|\[\$\$|"\$"|^\$|[^[]\$/i, 'USD'],
];
/** Dollars of other countries are no US dollars. */
const OTHER_DOLLAR = /\b(?:CAD|AUD|NZD|HKD|SGD|CA|AU|NZ|HK|SG|C|A|R)\$|\b(?:CAD|AUD|NZD|HKD|SGD|MXN|BRL)\b|\[\$\$-(?:0*1009|0*c0c|0*c09|0*1409|0*c04|0*1004|0*80a|0*2c0a)\]/i;

export function meaningOf(formatId: number, code: string | undefined): NumberMeaning {
  if (code === undefined) return BUILT_IN_DAYS.has(formatId) ? { kind: 'day' } : formatId === 9 || formatId === 10 ? { kind: 'percent' } : NUMBER;
  const first = code.split(';')[0] ?? '';
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, ' ');
  if (/^\s*(?:general|standard)\s*$/i.test(bare)) return NUMBER;
  if (/[dy]|j{1,4}\/|aaaa/i.test(bare) && !/[0#?]/.test(bare.replace(/\.0+/g, ''))) return { kind: 'day' };
  if (bare.includes('%')) return { kind: 'percent' };
  if (/^0{2,20}$/.test(first.trim())) return { kind: 'padded', width: first.trim().length };
  if (OTHER_DOLLAR.test(code)) return NUMBER;
  const currency = SIGNS.find(([sign]) => sign.test(code))?.[1];
  return currency === undefined ? NUMBER : { kind: 'money', currency };
}
