import { fromDayNumber, money, parseAmount } from '../../core';
import type { Currency, FeedProblem, LocalDate, Money } from '../../core';

/** One object of an answer: nothing of it is believed before it was looked at. */
export type Row = Readonly<Record<string, unknown>>;

export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

export type Why = Extract<FeedProblem, { code: 'feed/record-unreadable' }>['why'];
/** Which field of a record cannot be read, and why. */
export interface Fault {
  readonly field: string;
  readonly why: Why;
}

/** Text as Dolibarr writes it: absent is null or empty, and an id is a string of digits. */
export function textIn(row: Row, field: string): string | null {
  const value = row[field];
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return text === '' ? null : text;
}

/** A row id: positive digits, at most ten of them (an SQL integer). */
export function idIn(row: Row, field: string): string | null {
  const text = textIn(row, field);
  return text !== null && /^[1-9]\d{0,9}$/.test(text) ? text : null;
}

/**
 * Minor units. Strings with eight decimals ("1200.00000000"), short ones ("740", "-120.5"), and JSON numbers: of a number,
 * what lies further from a whole cent than binary fractions explain is refused, as are decimals of a string beyond cents.
 */
export function minorOf(value: unknown): number | null {
  if (typeof value === 'string') {
    const read = /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? parseAmount(value.trim(), 'point') : null;
    return read?.ok === true ? read.value.minor : null;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e12) return null;
  const minor = Math.round(value * 100);
  return Math.abs(value * 100 - minor) <= Math.max(1e-6, Math.abs(minor) * 1e-12) ? minor : null;
}

export const moneyOf = (value: unknown, currency: Currency): Money | null => {
  const minor = minorOf(value);
  return minor === null ? null : money(minor, currency);
};

const DAY_SECONDS = 86_400;
const HALF_DAY = DAY_SECONDS / 2;
/** Every zone is a whole number of quarters of an hour away from UTC. */
const QUARTER = 900;
const YEARS: readonly [number, number] = [Date.UTC(1970, 0, 2) / 1000, Date.UTC(2200, 0, 1) / 1000];

/**
 * The day of a date that Dolibarr tells as the second on which it begins in the server's zone (30 September, 22:00 UTC, for
 * the 1st of October in Paris). The nearest midnight in UTC is that day's in every zone from -11:45 to +12:00, French
 * territories included, so that nobody has to tell the zone. undefined: no date of a day; null: none is told.
 */
export function dayOf(value: unknown): LocalDate | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  const seconds = typeof value === 'number' ? value : typeof value === 'string' && /^-?\d{1,12}$/.test(value) ? Number(value) : NaN;
  if (!Number.isInteger(seconds) || seconds % QUARTER !== 0 || seconds < YEARS[0] || seconds > YEARS[1]) return undefined;
  return fromDayNumber(Math.floor((seconds + HALF_DAY) / DAY_SECONDS));
}
