import { dateOf, fromDayNumber, dayNumber, isLocalDate, localDate } from '../calendar';
import type { LocalDate } from '../calendar';
import { parseAmount } from '../money';
import type { DecimalMark } from '../money';
import type { ColumnMapping, LedgerField } from './wire';
import { isBlank, textOf } from './cell';
import type { Cell, Row } from './cell';
import { fieldOfHeader } from './headers';

const HEADER_SEARCH = 30;
const SAMPLE = 5000;

export interface RecognisedColumns {
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly columns: Readonly<Partial<Record<LedgerField, number>>>;
}

/**
 * Finds the header row (the row among the first 30 that names the most fields) and the column of each field.
 * Two columns of one name: the first counts; the clerk can correct it.
 */
export function recogniseColumns(rows: readonly Row[]): RecognisedColumns {
  let best: RecognisedColumns = { headerRow: 0, headers: (rows[0] ?? []).map(textOf), columns: {} };
  let most = 0;
  for (let at = 0; at < Math.min(rows.length, HEADER_SEARCH); at += 1) {
    const headers = (rows[at] ?? []).map(textOf);
    const columns: Partial<Record<LedgerField, number>> = {};
    headers.forEach((header, column) => {
      const field = header === '' || header.length > 60 ? null : fieldOfHeader(header);
      if (field !== null && columns[field] === undefined) columns[field] = column;
    });
    const found = Object.keys(columns).length;
    if (found > most) {
      most = found;
      best = { headerRow: at, headers, columns };
    }
  }
  return best;
}

/** A layout is what identifies a file's columns: remembered mappings are found by it. */
export const layoutOf = (headers: readonly string[]): string => headers.map((header) => header.toLowerCase().trim()).join('\u001f').slice(0, 4000);

/** The fields without which no invoice can be read. */
export function missingFields(columns: ColumnMapping['columns']): readonly LedgerField[] {
  const missing: LedgerField[] = [];
  if (columns['invoice-number'] === undefined) missing.push('invoice-number');
  if (columns['debtor-name'] === undefined && columns['debtor-code'] === undefined) missing.push('debtor-name');
  if (columns.due === undefined) missing.push('due');
  if (columns.amount === undefined && columns.outstanding === undefined) missing.push('outstanding');
  return missing;
}

const DATE = /^(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{2,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;

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
    const parts = DATE.exec(text);
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
const SERIAL_FROM = 32_874; // 1990-01-01
const SERIAL_TO = 73_050; // 2099-12-31

/** A cell as a day: a date cell, an Excel serial, dd/mm/yyyy in the column's order, yyyy-mm-dd. null: none of these. */
export function dateOfCell(cell: Cell | undefined, order: ColumnMapping['dateOrder']): LocalDate | null {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return null;
  if (typeof cell === 'object') return cell.day;
  const serial = typeof cell === 'number' ? cell : /^\d{5}(?:[.,]\d+)?$/.test(cell.trim()) ? Number(cell.trim().replace(',', '.')) : null;
  if (serial !== null) return serial >= SERIAL_FROM && serial < SERIAL_TO + 1 ? fromDayNumber(EXCEL_ZERO + Math.floor(serial)) : null;
  const text = textOf(cell);
  if (isLocalDate(text.slice(0, 10)) && /^(?:$|[ T])/.test(text.slice(10))) return localDate(text.slice(0, 10));
  if (/^(?:19|20)\d{6}$/.test(text)) return dateOf(+text.slice(0, 4), +text.slice(4, 6), +text.slice(6, 8));
  const parts = DATE.exec(text);
  if (parts === null) return null;
  const [a, b, c] = [parts[1] as string, Number(parts[2]), parts[3] as string];
  if (a.length === 4) return dateOf(Number(a), b, Number(c));
  if (a.length > 2 || c.length === 3 || order === null) return null;
  const year = c.length === 2 ? 2000 + Number(c) : Number(c);
  return order === 'month-first' ? dateOf(year, Number(a), b) : dateOf(year, b, Number(a));
}

/** The decimal mark of a column of amounts; null: every value decides for itself (no value needs to be told). */
export function inferDecimalMark(cells: Iterable<Cell>): DecimalMark | null {
  let commas = 0;
  let points = 0;
  let seen = 0;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    if ((seen += 1) > SAMPLE) break;
    const comma = parseAmount(cell, 'comma').ok;
    const point = parseAmount(cell, 'point').ok;
    if (parseAmount(cell, null).ok && /[.,]/.test(cell)) {
      if (comma && !point) commas += 1;
      else if (point && !comma) points += 1;
      else if (/,\d{1,2}\D*$/.test(cell)) commas += 1;
      else if (/\.\d{1,2}\D*$/.test(cell)) points += 1;
    }
  }
  if (commas === 0 && points === 0) return null;
  return commas >= points ? 'comma' : 'point';
}

/** The cells of one column below the header. */
export function* columnOf(rows: readonly Row[], headerRow: number, column: number | undefined): Generator<Cell> {
  if (column === undefined) return;
  for (let at = headerRow + 1; at < rows.length; at += 1) {
    const cell = rows[at]?.[column];
    if (cell !== undefined && !isBlank(cell)) yield cell;
  }
}

/** A mapping proposed from the headers and the whole columns; what cannot be decided is null. */
export function proposeMapping(rows: readonly Row[], sheet: string | null): { readonly mapping: ColumnMapping; readonly headers: readonly string[]; readonly dates: DateOrder } {
  const { headerRow, headers, columns } = recogniseColumns(rows);
  return { ...completeMapping(rows, { columns, headerRow, sheet, dateOrder: null, decimal: null, defaultCurrency: 'EUR' }), headers };
}

/** Fills what the columns themselves decide into a mapping that the clerk (or the memory) gave. */
export function completeMapping(rows: readonly Row[], mapping: ColumnMapping): { readonly mapping: ColumnMapping; readonly dates: DateOrder } {
  const cells = (fields: readonly LedgerField[]): Cell[] => fields.flatMap((field) => [...columnOf(rows, mapping.headerRow, mapping.columns[field])]);
  const dates = inferDateOrder(cells(['due', 'issued']));
  return {
    mapping: {
      ...mapping,
      dateOrder: mapping.dateOrder ?? (dates.kind === 'decided' ? dates.order : null),
      decimal: mapping.decimal ?? inferDecimalMark(cells(['outstanding', 'amount', 'paid'])),
    },
    dates,
  };
}
