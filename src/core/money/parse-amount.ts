import { fail, ok } from '../result';
import type { Result } from '../result';
import type { Currency } from './types';

export type DecimalMark = 'comma' | 'point';

export interface ParsedAmount {
  /** Minor units, two decimals. */
  readonly minor: number;
  /** Read beside the figures ("€", "GBP"); null when none stands there. */
  readonly currency: Currency | null;
}

export type AmountProblem =
  | { readonly code: 'amount/empty' }
  | { readonly code: 'amount/not-a-number' }
  | { readonly code: 'amount/too-many-decimals' }
  /** "1,234" may be 1234 or 1.234: the column's decimal mark is needed. */
  | { readonly code: 'amount/ambiguous' }
  | { readonly code: 'amount/too-large' }
  | { readonly code: 'amount/two-currencies' };

const SIGNS: readonly (readonly [RegExp, Currency])[] = [
  [/€|\bEUR(?:OS?)?\b/i, 'EUR'],
  [/£|\bGBP\b/i, 'GBP'],
  [/\bUSD\b|US\$|\$/i, 'USD'],
  [/\bCHF\b|\bFr\.(?=\s|\d|$)/i, 'CHF'],
];
/** Space, no-break space, narrow no-break space, thin space, figure space, apostrophes (Swiss). */
const SPACES = /[ \u00a0\u202f\u2009\u2007'\u2019]/g;
/** 10^12 units: what has more digits is a number of something else. */
export const MAX_MINOR = 1e14;
/** As nearly every amount of a ledger is written. */
const PLAIN = /^(-?)(\d{1,12})([.,])(\d\d)$/;

/**
 * Reads "1 234,56 €" with any of the three spaces, "1.234,56", "1,234.56", "(12,00)", "12,00-", "-12".
 * `decimal` is the mark of the whole column; null lets a single value decide for itself and refuses what is ambiguous.
 * More than two decimals are accepted only when the rest are zeros: a cent is never invented.
 */
export function parseAmount(text: string, decimal: DecimalMark | null): Result<ParsedAmount, AmountProblem> {
  const plain = PLAIN.exec(text);
  if (plain !== null && (decimal === null || (plain[3] === ',') === (decimal === 'comma'))) {
    const cents = Number(`${plain[2] as string}${plain[4] as string}`);
    return ok({ minor: plain[1] === '-' && cents !== 0 ? -cents : cents, currency: null });
  }
  let rest = text.trim();
  if (rest === '') return fail({ code: 'amount/empty' });
  if (rest.length > 60) return fail({ code: 'amount/not-a-number' });
  let currency: Currency | null = null;
  for (const [sign, code] of SIGNS) {
    if (!sign.test(rest)) continue;
    if (currency !== null) return fail({ code: 'amount/two-currencies' });
    currency = code;
    rest = rest.replace(sign, ' ');
  }
  rest = rest.trim();
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  const signs = rest.match(/^[-+\u2212\u2013]|[-+\u2212\u2013]$/g) ?? [];
  if (signs.length > 1 || (signs.length === 1 && negative)) return fail({ code: 'amount/not-a-number' });
  if (signs.length === 1) {
    negative = signs[0] !== '+';
    rest = rest.replace(/^[-+\u2212\u2013]|[-+\u2212\u2013]$/, '').trim();
  }
  if (!/^\d[\d.,' \u00a0\u202f\u2009\u2007\u2019]*$|^[.,]\d+$/.test(rest)) return fail({ code: 'amount/not-a-number' });
  const mark = decimalMarkOf(rest, decimal);
  if (!mark.ok) return mark;
  const [integer, fraction] = mark.value === null ? [rest, ''] : splitAtLast(rest, mark.value);
  const grouping = mark.value === ',' ? '.' : ',';
  if (!wellGrouped(integer, mark.value === null ? null : grouping)) return fail({ code: 'amount/not-a-number' });
  const digits = integer.replace(SPACES, '').replace(/[.,]/g, '');
  if (!/^\d*$/.test(digits) || !/^\d*$/.test(fraction)) return fail({ code: 'amount/not-a-number' });
  if (!/^\d{0,2}0*$/.test(fraction)) return fail({ code: 'amount/too-many-decimals' });
  const minor = Number(`${digits}${fraction.slice(0, 2).padEnd(2, '0')}`);
  if (!(minor <= MAX_MINOR)) return fail({ code: 'amount/too-large' });
  return ok({ minor: negative && minor !== 0 ? -minor : minor, currency });
}

/** Which character is the decimal mark of this value; null: it has none. */
function decimalMarkOf(text: string, column: DecimalMark | null): Result<',' | '.' | null, AmountProblem> {
  const commas = text.split(',').length - 1;
  const points = text.split('.').length - 1;
  if (commas === 0 && points === 0) return ok(null);
  if (commas > 0 && points > 0) {
    const last = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    if (column !== null && (column === 'comma' ? ',' : '.') !== last) return fail({ code: 'amount/not-a-number' });
    return (last === ',' ? commas : points) > 1 ? fail({ code: 'amount/not-a-number' }) : ok(last);
  }
  const mark = commas > 0 ? ',' : '.';
  if (column !== null) {
    const columnMark = column === 'comma' ? ',' : '.';
    if (mark === columnMark) return (mark === ',' ? commas : points) > 1 ? fail({ code: 'amount/not-a-number' }) : ok(mark);
    return ok(null);
  }
  if ((commas || points) > 1) return ok(null);
  const after = text.length - text.lastIndexOf(mark) - 1;
  const before = text.lastIndexOf(mark);
  return after === 3 && before > 0 && before <= 3 && text[0] !== '0' ? fail({ code: 'amount/ambiguous' }) : ok(mark);
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** "1 234" and "1.234.567" are; "12 34" is not: it is more likely two numbers than one. */
function wellGrouped(integer: string, grouping: string | null): boolean {
  const groups = integer.split(/[ \u00a0\u202f\u2009\u2007'\u2019.,]/);
  if (groups.length === 1) return true;
  const separators = new Set(integer.replace(/\d/g, '').replace(/[\u00a0\u202f\u2009\u2007]/g, ' ').replace(/\u2019/g, "'"));
  if (separators.size > 1) return false;
  if (grouping !== null && separators.has(grouping === ',' ? '.' : ',')) return false;
  return groups.every((group, at) => (at === 0 ? group.length >= 1 && group.length <= 3 : group.length === 3));
}
