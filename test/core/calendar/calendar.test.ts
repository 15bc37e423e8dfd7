import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import {
  addBusinessDays, addDays, businessDaysBetween, dayNumber, daysBetween, endOfMonth, formatDayMonth, formatLongDate, formatLongWeekdayDate,
  formatShortWeekdayDate, formatWeekdayDate, frenchHolidays, fromDayNumber, isBusinessDay, isLocalDate, localDate, nextBusinessDay, parseInstant, previousBusinessDay, weekday,
} from '../../../src/core';
import type { HolidayRegion } from '../../../src/core';
import vectors from '../../fixtures/law/calendar-vectors.json';

const day = fc.integer({ min: dayNumber(localDate('1990-01-01')), max: dayNumber(localDate('2099-12-31')) }).map(fromDayNumber);
const F = '\u00a0';

describe('a calendar day', () => {
  test.each(['2026-02-30', '2025-02-29', '2026-13-01', '1899-12-31', '2026-1-1', '', '2026-00-10'])('%s does not exist', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => localDate(text)).toThrow();
  });

  test('moves by whole days, leap years and daylight saving included', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(isLocalDate(moved)).toBe(true);
        expect(daysBetween(date, moved)).toBe(days);
        expect(weekday(moved)).toBe(((((weekday(date) - 1 + days) % 7) + 7) % 7) + 1);
        expect(new Date(`${date}T00:00:00Z`).getTime() / 86_400_000).toBe(dayNumber(date));
      }),
    );
    expect(addDays(localDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(endOfMonth(localDate('2026-02-03'))).toBe('2026-02-28');
  });

  test('is written as the screens want it', () => {
    const today = localDate('2026-11-23');
    expect(formatDayMonth(localDate('2026-10-22'), 'fr', today)).toBe('22/10');
    expect(formatDayMonth(localDate('2025-10-22'), 'fr', today)).toBe('22/10/2025');
    expect(formatDayMonth(localDate('2026-10-22'), 'en', today)).toBe(`22${F}Oct`);
    expect(formatLongDate(localDate('2026-10-01'), 'fr')).toBe(`1er${F}octobre${F}2026`);
    expect(formatLongDate(localDate('2026-10-12'), 'en')).toBe(`12${F}October${F}2026`);
    expect(formatWeekdayDate(localDate('2026-11-26'), 'fr', today)).toBe(`jeudi${F}26/11`);
    expect(formatWeekdayDate(localDate('2026-11-26'), 'en', today)).toBe(`Thu${F}26${F}Nov`);
    expect(formatShortWeekdayDate(today, 'fr', today)).toBe(`lun.${F}23/11`);
    expect(formatLongWeekdayDate(today, 'fr')).toBe(`lundi${F}23${F}novembre${F}2026`);
  });
});

test('a moment from outside becomes UTC, anything else is none', () => {
  expect(parseInstant('2026-11-23T09:12:00+01:00')).toBe('2026-11-23T08:12:00.000Z');
  expect(parseInstant('2026-11-23')).toBeNull();
  expect(parseInstant('2026-02-31T25:00:00Z')).toBeNull();
});

describe('business days in France', () => {
  test.each(Object.keys(vectors.holidays.metropole) as (keyof typeof vectors.holidays.metropole)[])('the legal holidays of %s are those of the published calendar', (year) => {
    const metropole = vectors.holidays.metropole[year].map((holiday) => holiday.date);
    expect(frenchHolidays(Number(year))).toEqual(metropole);
    const extra = vectors.holidays.alsaceMoselleExtra[year].map((holiday) => holiday.date);
    expect(frenchHolidays(Number(year), 'alsace-moselle')).toEqual([...metropole, ...extra].sort());
  });

  test.each(vectors.businessDays.map((vector) => [vector.title, vector] as const))('%s', (_title, { input, expected }) => {
    const move = input.adjust === 'next' ? nextBusinessDay : previousBusinessDay;
    expect(move(localDate(input.date), input.region as HolidayRegion)).toBe(expected);
  });

  test.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-23', 2, '2026-11-25'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s plus %i business days is %s', (date, days, expected) => {
    expect(addBusinessDays(localDate(date), days)).toBe(expected);
  });

  test('counting them gives back the number that was added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (date, days) => {
        const later = addBusinessDays(date, days);
        expect(isBusinessDay(later)).toBe(true);
        expect(businessDaysBetween(date, later)).toBe(days);
      }),
    );
  });
});
