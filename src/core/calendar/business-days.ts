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
 * Regions with legal holidays of their own. Alsace-Moselle: Good Friday (in communes with a Protestant temple or a
 * mixed church) and 26 December (Code du travail, art. L3134-13); overseas: the day of the abolition of slavery.
 */
export type HolidayRegion = 'metropole' | 'alsace-moselle' | 'martinique' | 'guadeloupe' | 'guyane' | 'reunion' | 'mayotte';

const ABOLITION: Partial<Record<HolidayRegion, readonly [number, number]>> = {
  martinique: [5, 22],
  guadeloupe: [5, 27],
  guyane: [6, 10],
  reunion: [12, 20],
  mayotte: [4, 27],
};

/** The legal holidays of a year, in order: eleven in metropolitan France (Code du travail, art. L3133-1). */
export function frenchHolidays(year: number, region: HolidayRegion = 'metropole'): readonly LocalDate[] {
  const easter = easterSunday(year);
  const fixed = (month: number, day: number): LocalDate => dateOf(year, month, day) as LocalDate;
  const days = [
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
  ];
  if (region === 'alsace-moselle') days.push(addDays(easter, -2), fixed(12, 26));
  const abolition = ABOLITION[region];
  if (abolition !== undefined) days.push(fixed(abolition[0], abolition[1]));
  return days.sort();
}

const holidaysByYear = new Map<string, ReadonlySet<string>>();

export function isFrenchHoliday(date: LocalDate, region: HolidayRegion = 'metropole'): boolean {
  const key = `${region} ${date.slice(0, 4)}`;
  let holidays = holidaysByYear.get(key);
  if (holidays === undefined) {
    holidays = new Set(frenchHolidays(yearOf(date), region));
    holidaysByYear.set(key, holidays);
  }
  return holidays.has(date);
}

/** Monday to Friday, French holidays excepted. Due dates do not move; sending does. */
export const isBusinessDay = (date: LocalDate, region: HolidayRegion = 'metropole'): boolean => weekday(date) <= 5 && !isFrenchHoliday(date, region);

/** The day itself if it is a business day, else the next one. */
export function nextBusinessDay(date: LocalDate, region: HolidayRegion = 'metropole'): LocalDate {
  let day = date;
  while (!isBusinessDay(day, region)) day = addDays(day, 1);
  return day;
}

/** The day itself if it is a business day, else the one before. */
export function previousBusinessDay(date: LocalDate, region: HolidayRegion = 'metropole'): LocalDate {
  let day = date;
  while (!isBusinessDay(day, region)) day = addDays(day, -1);
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
