import { MAX_MINOR, parseAmount } from '../money';
import type { Currency, DecimalMark } from '../money';
import type { ColumnMapping } from './wire';
import { textOf, westernDigits } from './cell';
import type { Cell } from './cell';

const SAMPLE = 5000;

export type AmountRead = { readonly kind: 'read'; readonly minor: number; readonly currency: Currency | null } | { readonly kind: 'unreadable' } | { readonly kind: 'ambiguous' };

const UNREADABLE: AmountRead = { kind: 'unreadable' };
/** "300.-", "300,–": no cents. */
const NO_CENTS = /(\d)[.,]\s?[-\u2013\u2014]{1,2}(?=\D|$)/;
/** "120,00 C": a credit of the customer's account; D, DR, DB: a debit. */
const SIDE = /^(.*\d)\s?(CR|C|DR|DB|D)$/;
/** Nothing but digits and one mark: none of the rules for words, sides and signs applies. */
const DIGITS_ALONE = /^\d+[.,]\d+$/;
const ONE_MARK_THREE_DIGITS = /^\D*\d{1,3}[.,]\d{3}\D*$/;

/** The amount of a cell, in minor units of its own currency when it names one. */
export function amountOf(cell: Cell, mapping: Pick<ColumnMapping, 'decimal' | 'defaultCurrency'>): AmountRead {
  if (typeof cell === 'number') return ofNumber(cell, null);
  if (cell !== null && typeof cell === 'object') return 'value' in cell ? ofNumber(cell.value, cell.currency) : UNREADABLE;
  return typeof cell === 'string' ? ofText(textOf(cell), mapping) : UNREADABLE;
}

function ofNumber(value: number, currency: Currency | null): AmountRead {
  const minor = Math.round(value * 100);
  // A cell of 12.345 is no amount of cents; binary dust (0.1 + 0.2) is.
  return Number.isSafeInteger(minor) && Math.abs(minor) <= MAX_MINOR && Math.abs(value * 100 - minor) < 1e-3 + Math.abs(value) * 1e-10 ? { kind: 'read', minor: minor === 0 ? 0 : minor, currency } : UNREADABLE;
}

function ofText(shown: string, mapping: Pick<ColumnMapping, 'decimal' | 'defaultCurrency'>): AmountRead {
  if (DIGITS_ALONE.test(shown)) {
    const parsed = inMarks(shown, mapping.decimal);
    return parsed.ok ? { kind: 'read', minor: parsed.value.minor, currency: null } : parsed.problem.code === 'amount/ambiguous' ? { kind: 'ambiguous' } : UNREADABLE;
  }
  let text = westernDigits(shown);
  let { decimal } = mapping;
  // The Arabic marks say themselves which they are.
  if (/[\u066b\u066c]/.test(text)) {
    text = text.replace(/\u066c/g, '').replace(/\u066b/g, '.');
    decimal = 'point';
  }
  text = text.replace(NO_CENTS, '$1');
  const side = SIDE.exec(text);
  const parsed = inMarks(side === null ? text : (side[1] as string), decimal);
  if (!parsed.ok) return parsed.problem.code === 'amount/ambiguous' ? { kind: 'ambiguous' } : UNREADABLE;
  const { minor, currency } = parsed.value;
  // In a column of euros "1,200 USD" may be 1.20 as its neighbours write, or 1200 as Americans do.
  if (currency !== null && currency !== mapping.defaultCurrency && decimal !== null && text.includes(decimal === 'comma' ? ',' : '.') && ONE_MARK_THREE_DIGITS.test(text)) return { kind: 'ambiguous' };
  if (side === null) return { kind: 'read', minor, currency };
  return minor < 0 ? UNREADABLE : { kind: 'read', minor: (side[2] as string).startsWith('C') && minor !== 0 ? -minor : minor, currency };
}

/** By the column's mark; a value that contradicts it and can be read in one way only ("1,200.00" among commas) decides for itself. */
function inMarks(text: string, decimal: DecimalMark | null): ReturnType<typeof parseAmount> {
  const parsed = parseAmount(text, decimal);
  if (parsed.ok || decimal === null) return parsed;
  const alone = parseAmount(text, null);
  return alone.ok ? alone : parsed;
}

/** The decimal mark of a column of amounts; null: every value decides for itself (no value needs to be told). */
export function inferDecimalMark(cells: Iterable<Cell>): DecimalMark | null {
  let commas = 0;
  let points = 0;
  let seen = 0;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    if ((seen += 1) > SAMPLE) break;
    const text = westernDigits(cell).replace(NO_CENTS, '$1');
    if (!/[.,]/.test(text) || !parseAmount(text, null).ok) continue;
    const comma = parseAmount(text, 'comma').ok;
    const point = parseAmount(text, 'point').ok;
    if (comma && !point) commas += 1;
    else if (point && !comma) points += 1;
    else if (/,\d{1,2}\D*$/.test(text)) commas += 1;
    else if (/\.\d{1,2}\D*$/.test(text)) points += 1;
  }
  if (commas === 0 && points === 0) return null;
  return commas >= points ? 'comma' : 'point';
}
