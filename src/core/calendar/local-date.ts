import type { Instant, LocalDate } from './types';

const DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MONTH_LENGTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTH[month - 1] ?? 0));

/** Days since 1970-01-01, proleptic Gregorian. */
export type DayNumber = number;

/** The value of two digits that stand at `at`, without cutting the text up: a run of decisions asks for millions of days. */
const digits = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

export function dayNumber(date: LocalDate): DayNumber {
  const year = digits(date, 0) * 100 + digits(date, 2);
  const month = digits(date, 5);
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return before * 365 + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0) + digits(date, 8) - 719_163;
}

/** Fifty years: what a ledger speaks of. */
const DAYS_KEPT = 18_000;
const written = new Map<DayNumber, LocalDate>();

/** Days as UTC midnights: the only arithmetic in which a day always has 24 hours. */
export function fromDayNumber(day: DayNumber): LocalDate {
  const known = written.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, 10) as LocalDate;
  if (written.size >= DAYS_KEPT) written.clear();
  written.set(day, date);
  return date;
}

/** A calendar day that exists, year 1900 to 2199. */
export function isLocalDate(text: string): text is LocalDate {
  const parts = SHAPE.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** @throws for text that is no calendar day: for constants and for what was checked at the door. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a calendar day: ${text.slice(0, 20)}`);
  return text;
}

export function dateOf(year: number, month: number, day: number): LocalDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}

export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(dayNumber(date) + days);
/** Positive when `to` lies after `from`. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);
export const compareDates = (a: LocalDate, b: LocalDate): number => (a < b ? -1 : a > b ? 1 : 0);
export const minDate = (a: LocalDate, b: LocalDate): LocalDate => (a <= b ? a : b);
export const maxDate = (a: LocalDate, b: LocalDate): LocalDate => (a >= b ? a : b);

/** 1 Monday .. 7 Sunday. */
export const weekday = (date: LocalDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
export const yearOf = (date: LocalDate): number => +date.slice(0, 4);
export const monthOf = (date: LocalDate): number => +date.slice(5, 7);
export const dayOfMonth = (date: LocalDate): number => +date.slice(8, 10);

export function endOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 8)}${String(daysInMonth(yearOf(date), monthOf(date))).padStart(2, '0')}` as LocalDate;
}

/** A moment from the outside; null when it is none. Any offset is turned into UTC. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : (new Date(at).toISOString() as Instant);
}

/** @throws for text that is no moment. */
export function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === null) throw new RangeError(`not a moment: ${text.slice(0, 40)}`);
  return at;
}
