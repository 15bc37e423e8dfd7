import { dateOf, dayNumber } from '../../calendar';
import type { DayNumber } from '../../calendar';
import { parseAmount } from '../../money';
import { textOf } from '../cell';
import type { Cell } from '../cell';
import { dateOfCell } from '../dates';

/** A cell of a workbook as a FEC would write it: a FEC that was opened in a spreadsheet and saved there. */
export function fecText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell !== 'number' || Number.isSafeInteger(cell)) return textOf(cell);
  const minor = Math.round(cell * 100);
  return Math.abs(cell * 100 - minor) < 1e-3 ? (minor / 100).toFixed(2) : String(cell);
}

/**
 * Minor units of an amount: comma or point, spaces, a sign before or behind; nothing written is nothing.
 * @returns null where it is no amount of euros, or could be two ("1,234").
 */
export function fecAmount(text: string): number | null {
  if (text === '' || text === '0,00' || text === '0.00' || text === '0') return 0;
  const read = parseAmount(text, null);
  if (read.ok) return read.value.currency === null || read.value.currency === 'EUR' ? read.value.minor : null;
  return read.problem.code === 'amount/empty' ? 0 : null;
}

/** The side of an amount (D or C, +1 or -1); null: neither. */
export function fecSide(text: string): 1 | -1 | null {
  const side = text.trim().toUpperCase();
  if (side === 'D' || side === '1' || side === '+1' || side === '+') return 1;
  return side === 'C' || side === '-1' || side === '-' ? -1 : null;
}

const days = new Map<string, DayNumber | null>();
const DAYS_KEPT = 20_000;

/**
 * The day of a cell as a number (core/calendar): AAAAMMJJ as the text wants it, and what exports write instead (31/12/2026,
 * 2026-12-31, 31122026, a spreadsheet's own number of the day). null: no day.
 */
export function fecDay(text: string): DayNumber | null {
  const known = days.get(text);
  if (known !== undefined) return known;
  const date = /^\d{2}\d{2}(?:19|20)\d{2}$/.test(text) && !/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])/.test(text) ? dateOf(+text.slice(4), +text.slice(2, 4), +text.slice(0, 2)) : dateOfCell(text, 'day-first');
  const day = date === null ? null : dayNumber(date);
  // Cut from the text of the whole file: a short string is copied, so that nothing holds on to it.
  if (text.length <= 10) {
    if (days.size >= DAYS_KEPT) days.clear();
    days.set(text, day);
  }
  return day;
}
