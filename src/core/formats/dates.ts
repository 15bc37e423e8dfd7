import { dateOf, dayNumber, fromDayNumber, isLocalDate, localDate } from '../calendar';
import type { LocalDate } from '../calendar';
import type { ColumnMapping } from './wire';
import { foldHeader, textOf, westernDigits } from './cell';
import type { Cell } from './cell';

const DATE = /^(\d{1,4})\s?[/.\-\s]\s?(\d{1,2})\s?[/.\-\s]\s?(\d{2,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;

/** What the whole column says about the order of day and month. */
export type DateOrder = { readonly kind: 'decided'; readonly order: 'day-first' | 'month-first' | 'year-first' } | { readonly kind: 'undecided'; readonly example: string } | { readonly kind: 'contradicted'; readonly dayFirst: string; readonly monthFirst: string };

/** Infers the order from every value of the date columns; one value above 12 decides, none leaves it open. */
export function inferDateOrder(cells: Iterable<Cell>): DateOrder {
  let example: string | null = null;
  let dayFirst: string | null = null;
  let monthFirst: string | null = null;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const text = textOf(cell);
    const parts = DATE.exec(westernDigits(text));
    if (parts === null || (parts[1] as string).length === 4) continue;
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    if (first > 12 && first <= 31 && second <= 12) dayFirst ??= text;
    else if (second > 12 && second <= 31 && first <= 12) monthFirst ??= text;
    else if (first !== second) example ??= text;
  }
  if (dayFirst !== null && monthFirst !== null) return { kind: 'contradicted', dayFirst, monthFirst };
  if (dayFirst !== null) return { kind: 'decided', order: 'day-first' };
  if (monthFirst !== null) return { kind: 'decided', order: 'month-first' };
  return example === null ? { kind: 'decided', order: 'day-first' } : { kind: 'undecided', example };
}

/** Excel counts days from 1899-12-30 (its 1900 leap-year fault included). */
const EXCEL_ZERO = dayNumber(localDate('1970-01-01')) - 25_569;
const FROM_1904 = 1462;
const SERIAL_FROM = 32_874; // 1990-01-01
const SERIAL_TO = 73_050; // 2099-12-31
/** Excel's own window is 30; no invoice of a ledger in use is from 1930 to 1969. */
const CENTURY_TURNS_AT = 70;

const MONTHS: Readonly<Record<string, number>> = {
  janvier: 1, janv: 1, jan: 1, january: 1, fevrier: 2, fevr: 2, fev: 2, february: 2, feb: 2, mars: 3, mar: 3, march: 3, avril: 4, avr: 4, april: 4, apr: 4, mai: 5, may: 5, juin: 6, june: 6, jun: 6,
  juillet: 7, juil: 7, july: 7, jul: 7, aout: 8, aou: 8, august: 8, aug: 8, septembre: 9, sept: 9, sep: 9, september: 9, octobre: 10, oct: 10, october: 10, novembre: 11, nov: 11, november: 11, decembre: 12, dec: 12, december: 12,
};
/** "lun. 12 oct. 2026", "1er janvier 2026", "12-oct-26"; "Oct 12, 2026". Folded: no accents, no points. */
const DAY_MONTH = /^(?:[a-z]+ )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4}|\d{2})$/;
const MONTH_DAY = /^(?:[a-z]+ )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})$/;

/** A cell as a day: a date cell, an Excel serial, dd/mm/yyyy in the column's order, yyyy-mm-dd, a month in words. null: none of these. */
export function dateOfCell(cell: Cell | undefined, order: ColumnMapping['dateOrder'], dates1904 = false): LocalDate | null {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return null;
  if (typeof cell === 'object') return 'day' in cell ? cell.day : null;
  const text = westernDigits(textOf(cell));
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text.replace(',', '.'))) + (dates1904 ? FROM_1904 : 0);
    return serial >= SERIAL_FROM && serial < SERIAL_TO + 1 ? fromDayNumber(EXCEL_ZERO + serial) : null;
  }
  if (isLocalDate(text.slice(0, 10)) && /^(?:$|[ T])/.test(text.slice(10))) return localDate(text.slice(0, 10));
  if (/^(?:19|20)\d{6}$/.test(text)) return dateOf(+text.slice(0, 4), +text.slice(4, 6), +text.slice(6, 8));
  const parts = DATE.exec(text);
  if (parts === null) return /[a-z\u00c0-\u024f]{3}/i.test(text) ? dateInWords(foldHeader(text)) : null;
  const [a, b, c] = [parts[1] as string, Number(parts[2]), parts[3] as string];
  if (a.length === 4) return dateOf(Number(a), b, Number(c));
  if (a.length > 2 || c.length === 3 || order === null) return null;
  return order === 'month-first' ? dateOf(yearOf(c), Number(a), b) : dateOf(yearOf(c), b, Number(a));
}

function dateInWords(folded: string): LocalDate | null {
  const dayFirst = DAY_MONTH.exec(folded);
  const monthFirst = dayFirst === null ? MONTH_DAY.exec(folded) : null;
  const [day, month, year] = dayFirst !== null ? [dayFirst[1], dayFirst[2], dayFirst[3]] : monthFirst !== null ? [monthFirst[2], monthFirst[1], monthFirst[3]] : [];
  const number = month !== undefined && Object.prototype.hasOwnProperty.call(MONTHS, month) ? MONTHS[month] : undefined;
  return number === undefined ? null : dateOf(yearOf(year as string), number, Number(day));
}

const yearOf = (text: string): number => (text.length > 2 ? Number(text) : Number(text) + (Number(text) < CENTURY_TURNS_AT ? 2000 : 1900));
