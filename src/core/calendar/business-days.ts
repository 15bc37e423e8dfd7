import type { LocalDate } from './types';
import { addDays, dateOf, dayNumber, fromDayNumber, weekday, yearOf } from './local-date';

/** Easter Sunday, Gregorian (Meeus/Jones/Butcher). */
export function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  const date = dateOf(year, month, day);
  if (date === null) throw new RangeError(`no Easter for year ${year}`);
  return date;
}

/**
 * The eleven legal holidays of metropolitan France, in order (Code du travail, art. L3133-1).
 * Alsace-Moselle and overseas days are not in this list.
 */
export function frenchHolidays(year: number): readonly LocalDate[] {
  const easter = easterSunday(year);
  const fixed = (month: number, day: number): LocalDate => dateOf(year, month, day) as LocalDate;
  return [
    fixed(1, 1),
    addDays(easter, 1),
    fixed(5, 1),
    fixed(5, 8),
    addDays(easter, 39),
    addDays(easter, 50),
    fixed(7, 14),
    fixed(8, 15),
    fixed(11, 1),
    fixed(11, 11),
    fixed(12, 25),
  ].sort();
}

const holidaysByYear = new Map<number, ReadonlySet<string>>();

export function isFrenchHoliday(date: LocalDate): boolean {
  const year = yearOf(date);
  let holidays = holidaysByYear.get(year);
  if (holidays === undefined) {
    holidays = new Set(frenchHolidays(year));
    holidaysByYear.set(year, holidays);
  }
  return holidays.has(date);
}

/** Monday to Friday, French holidays excepted. Due dates do not move; sending does. */
export const isBusinessDay = (date: LocalDate): boolean => weekday(date) <= 5 && !isFrenchHoliday(date);

/** The day itself if it is a business day, else the next one. */
export function nextBusinessDay(date: LocalDate): LocalDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

/** The day itself if it is a business day, else the one before. */
export function previousBusinessDay(date: LocalDate): LocalDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}

/** `days` business days after the date (before it when negative); 0 is the date itself, business day or not. */
export function addBusinessDays(date: LocalDate, days: number): LocalDate {
  const step = days < 0 ? -1 : 1;
  let day = dayNumber(date);
  for (let left = Math.abs(days); left > 0; ) {
    day += step;
    if (isBusinessDay(fromDayNumber(day))) left -= 1;
  }
  return fromDayNumber(day);
}

/** Business days after `from` up to and including `to`; 0 when `to` is not later. */
export function businessDaysBetween(from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day += 1) if (isBusinessDay(fromDayNumber(day))) count += 1;
  return count;
}
