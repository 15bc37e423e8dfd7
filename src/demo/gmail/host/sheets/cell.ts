import { ApiError, notSimulated } from '../service-error';

/** What is seen in a cell: dates are numbers with a format, as in the sheet itself. */
export type CellValue = string | number | boolean | null;
/** A cell with an error, `#REF!`. */
export interface ErrorCell {
  readonly error: string;
}
/** A formula; the simulator does not compute, so its value is known only when the world gave it. */
export interface FormulaCell {
  readonly formula: string;
  readonly value?: CellValue | ErrorCell;
}
export type Cell = CellValue | ErrorCell | FormulaCell;

/** Source: "Google Sheets limits": 50 000 characters in a cell, 10 million cells. */
export const SHEET_LIMITS = { characters: 50_000, cells: 10_000_000 } as const;

/** Days from 1899-12-30, as Sheets counts. @param day `2026-01-31` or `2026-01-31T14:30:00` */
export function serial(day: string): number {
  const ms = Date.parse(day.includes('T') ? `${day}Z` : `${day}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new Error(`${day} is no day`);
  return ms / 86_400_000 + 25_569;
}

/** What `valueRenderOption: UNFORMATTED_VALUE` gives. */
export function unformatted(cell: Cell): string | number | boolean {
  if (cell === null) return '';
  if (typeof cell !== 'object') return cell;
  if ('error' in cell) return cell.error;
  if (cell.value === undefined) throw notSimulated(`the value of the formula ${cell.formula}`);
  return unformatted(cell.value);
}

export const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || cell === null || cell === '';

/** -1: none. */
export function lastIndexWhere<T>(list: readonly T[], fits: (one: T, index: number) => boolean): number {
  for (let index = list.length - 1; index >= 0; index -= 1) if (fits(list[index] as T, index)) return index;
  return -1;
}

/** What a clerk, or USER_ENTERED, types: formulas, numbers and dates are recognised. @param locale `fr_FR` */
export function typed(text: string, locale: string): Cell {
  if (text.startsWith("'")) return text.slice(1);
  if (text.startsWith('=') || (/^[+]/.test(text) && !/^[+][\d\s.,]*$/.test(text))) return { formula: text };
  if (/^(true|vrai)$/i.test(text)) return true;
  if (/^(false|faux)$/i.test(text)) return false;
  const french = !locale.startsWith('en');
  const date = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  if (date !== null) {
    const [day, month] = locale === 'en_US' ? [date[2], date[1]] : [date[1], date[2]];
    return serial(`${date[3] ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`);
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return serial(text);
  const number = french ? text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.') : text.replaceAll(',', '');
  return /^[-+]?\d+(\.\d+)?$/.test(number) ? Number(number) : text;
}

/** @throws ApiError when a text is longer than a cell holds. */
export function checkLength(cell: Cell, method: string): void {
  if (typeof cell === 'string' && cell.length > SHEET_LIMITS.characters) throw new ApiError(method, 400, `Your input contains more than the maximum of ${SHEET_LIMITS.characters} characters in a single cell.`);
}
