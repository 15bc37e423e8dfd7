import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, dayNumber, daysBetween, dueDateFrom, dueDateOf, endOfMonth, fromDayNumber, isSemester, localDate, nextSemester, semesterBegins, semesterEnds, semesterOf, termCap, yearsLater } from '../../../src/core';
import type { DueDateInput, LocalDate, PaymentTerm, TermCap, TermRegime } from '../../../src/core';

const day = localDate;
const aDay = fc.integer({ min: dayNumber(day('1990-01-01')), max: dayNumber(day('2099-12-31')) }).map(fromDayNumber);
const from = (issued: string | null, received: string | null = null) => ({ issued: issued === null ? null : day(issued), received: received === null ? null : day(received), delivered: null });
const dueOf = (term: PaymentTerm, issued: string): LocalDate | string => {
  const due = dueDateOf(term, from(issued));
  return due.ok ? due.value : due.problem.code;
};

describe('a due date from a term', () => {
  // The figures of the law sheet are in penalty-vectors.json (core/penalties); here the edges between them.
  test.each<[string, PaymentTerm, string, string]>([
    ['0 days net', { kind: 'net', days: 0 }, '2026-01-31', '2026-01-31'],
    ['60 days net over a leap day', { kind: 'net', days: 60 }, '2024-01-01', '2024-03-01'],
    ['45 days end of month, reading A, on the last day of a month', { kind: 'end-of-month-then-days', days: 45 }, '2026-01-31', '2026-03-17'],
    ['the same on the first day of the next', { kind: 'end-of-month-then-days', days: 45 }, '2026-02-01', '2026-04-14'],
    ['reading B, the 45th day is the last of a month', { kind: 'days-then-end-of-month', days: 45 }, '2026-01-14', '2026-02-28'],
    ['reading B, a day later', { kind: 'days-then-end-of-month', days: 45 }, '2026-01-15', '2026-03-31'],
    ['30 days end of month the 10th', { kind: 'days-then-end-of-month', days: 30, thenDay: 10 }, '2026-11-30', '2027-01-10'],
    ['the 31st of a month that has 28 days', { kind: 'months-then-end-of-month', months: 0, thenDay: 31 }, '2026-01-15', '2026-02-28'],
    ['the 31st of a month that has it', { kind: 'months-then-end-of-month', months: 1, thenDay: 31 }, '2026-01-31', '2026-03-31'],
    ['one month of 31 January', { kind: 'months-then-end-of-month', months: 1 }, '2026-01-31', '2026-02-28'],
    ['one month over the year', { kind: 'months-then-end-of-month', months: 1 }, '2026-12-31', '2027-01-31'],
  ])('%s', (_title, term, issued, due) => {
    expect(dueOf(term, issued)).toBe(due);
  });

  test.each<[string, PaymentTerm]>([
    ['-1 days', { kind: 'net', days: -1 }],
    ['half a day', { kind: 'net', days: 0.5 }],
    ['no number', { kind: 'days-then-end-of-month', days: Number.NaN }],
    ['a thousand years', { kind: 'net', days: 365_000 }],
    ['-1 months', { kind: 'months-then-end-of-month', months: -1 }],
    ['the 32nd', { kind: 'months-then-end-of-month', months: 1, thenDay: 32 }],
    ['the 0th', { kind: 'days-then-end-of-month', days: 30, thenDay: 0 }],
  ])('%s is no term', (_title, term) => {
    expect(dueOf(term, '2026-01-31')).toBe('term/invalid');
  });

  test('beyond the years that a date may have there is none', () => {
    expect(dueOf({ kind: 'net', days: 60 }, '2199-12-01')).toBe('term/invalid');
    expect(dueOf({ kind: 'months-then-end-of-month', months: 3 }, '2199-12-01')).toBe('term/invalid');
  });

  test('both readings of the same words lie within a month and a half of each other, never before the days themselves', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 90 }), (issued, days) => {
        const [a, b] = [dueOf({ kind: 'end-of-month-then-days', days }, issued), dueOf({ kind: 'days-then-end-of-month', days }, issued)] as [LocalDate, LocalDate];
        expect(daysBetween(issued, a)).toBeGreaterThanOrEqual(days);
        expect(b).toBe(endOfMonth(addDays(issued, days)));
        expect(Math.abs(daysBetween(a, b))).toBeLessThanOrEqual(45);
      }),
    );
  });
});

describe('the caps of the law are flagged, the date is not moved', () => {
  test.each<[string, string, PaymentTerm | null, TermRegime, TermCap]>([
    ['2026-01-15', '2026-03-16', { kind: 'net', days: 60 }, 'general', 'within'],
    ['2026-01-15', '2026-03-17', { kind: 'net', days: 61 }, 'general', 'above-legal-cap'],
    ['2026-01-02', '2026-03-17', { kind: 'end-of-month-then-days', days: 45 }, 'general', 'only-as-45-end-of-month'],
    ['2026-01-02', '2026-03-18', { kind: 'end-of-month-then-days', days: 46 }, 'general', 'above-legal-cap'],
    ['2026-01-15', '2026-03-31', { kind: 'days-then-end-of-month', days: 45 }, 'general', 'only-as-45-end-of-month'],
    ['2026-01-15', '2026-03-31', { kind: 'months-then-end-of-month', months: 2 }, 'general', 'above-legal-cap'],
    ['2026-07-01', '2026-08-31', { kind: 'months-then-end-of-month', months: 1 }, 'general', 'only-as-45-end-of-month'],
    ['2026-01-31', '2026-04-10', { kind: 'days-then-end-of-month', days: 30, thenDay: 10 }, 'general', 'above-legal-cap'],
    ['2026-01-15', '2026-03-31', null, 'general', 'only-as-45-end-of-month'],
    ['2026-01-15', '2026-04-01', null, 'general', 'above-legal-cap'],
    ['2026-01-02', '2026-03-18', null, 'general', 'above-legal-cap'],
    ['2026-03-31', '2026-05-15', null, 'periodic', 'within'],
    ['2026-03-31', '2026-05-16', null, 'periodic', 'above-legal-cap'],
    ['2026-03-01', '2026-03-31', null, 'public', 'within'],
    ['2026-03-01', '2026-04-01', null, 'public', 'above-legal-cap'],
    ['2026-03-01', '2026-04-20', null, 'public-health', 'within'],
    ['2026-03-01', '2026-04-21', null, 'public-health', 'above-legal-cap'],
    ['2026-03-01', '2026-04-30', null, 'public-undertaking', 'within'],
    ['2026-03-01', '2026-05-01', null, 'public-undertaking', 'above-legal-cap'],
  ])('from %s to %s', (issued, due, term, regime, cap) => {
    expect(termCap(day(issued), day(due), term, regime)).toBe(cap);
  });
});

describe('where a due date comes from', () => {
  const input = (over: Partial<DueDateInput> = {}): DueDateInput => ({ printed: null, term: null, customerTerm: null, issued: day('2026-03-31'), received: null, delivered: null, regime: 'general', ...over });
  const found = (over: Partial<DueDateInput>) => {
    const due = dueDateFrom(input(over));
    return due.ok ? [due.value.due, due.value.basis, due.value.cap] : due.problem;
  };
  const net = (days: number): PaymentTerm => ({ kind: 'net', days });

  test('the printed date, then the invoice’s term, then the customer’s, then 30 days after delivery', () => {
    const delivered = day('2026-03-20');
    expect(found({ printed: day('2026-05-01'), term: net(10), customerTerm: net(20), delivered })).toEqual(['2026-05-01', 'printed', 'within']);
    expect(found({ term: net(10), customerTerm: net(20), delivered })).toEqual(['2026-04-10', 'term', 'within']);
    expect(found({ customerTerm: net(20), delivered })).toEqual(['2026-04-20', 'customer-term', 'within']);
    expect(found({ delivered })).toEqual(['2026-04-19', 'default-term', 'within']);
  });

  test('a printed date above the caps stays and is flagged', () => {
    expect(found({ printed: day('2026-07-31') })).toEqual(['2026-07-31', 'printed', 'above-legal-cap']);
  });

  test('the term explains a printed date only when it gives that date', () => {
    const term: PaymentTerm = { kind: 'months-then-end-of-month', months: 2 };
    expect(found({ issued: day('2026-01-15'), printed: day('2026-03-31'), term })).toEqual(['2026-03-31', 'printed', 'above-legal-cap']);
    expect(found({ issued: day('2026-01-15'), printed: day('2026-03-30'), term })).toEqual(['2026-03-30', 'printed', 'only-as-45-end-of-month']);
  });

  test('a day that nobody knows is asked for by its name', () => {
    expect(found({})).toEqual({ code: 'term/date-missing', date: 'delivered' });
    expect(found({ term: { kind: 'on-receipt' } })).toEqual({ code: 'term/date-missing', date: 'received' });
    expect(found({ issued: null, term: net(30) })).toEqual({ code: 'term/date-missing', date: 'issued' });
    expect(found({ regime: 'public' })).toEqual({ code: 'term/date-missing', date: 'received' });
    expect(found({ issued: null, printed: day('2026-05-01') })).toEqual(['2026-05-01', 'printed', null]);
  });

  test('public buyers pay 30 days after they received the invoice, hospitals 50', () => {
    expect(found({ regime: 'public', received: day('2026-04-02') })).toEqual(['2026-05-02', 'default-term', 'within']);
    expect(found({ regime: 'public-health', received: day('2026-04-02'), delivered: day('2026-01-02') })).toEqual(['2026-05-22', 'default-term', 'within']);
  });
});

describe('a semester', () => {
  test('holds every day between its ends, and the next begins the day after', () => {
    fc.assert(
      fc.property(aDay, (date) => {
        const semester = semesterOf(date);
        expect(isSemester(semester)).toBe(true);
        expect([semesterBegins(semester) <= date, semesterEnds(semester) >= date]).toEqual([true, true]);
        expect(semesterBegins(nextSemester(semester))).toBe(addDays(semesterEnds(semester), 1));
      }),
    );
  });

  test.each(['2026', '2026-S3', '2026-S0', '26-S1', '2026-s1', '0000-S1', '2026-S1 ', ''])('%p is none', (text) => {
    expect(isSemester(text)).toBe(false);
  });

  test('a year after 29 February is 28 February', () => {
    expect([yearsLater(day('2024-02-29'), 1), yearsLater(day('2024-02-29'), 4), yearsLater(day('2199-01-01'), 1)]).toEqual(['2025-02-28', '2028-02-29', null]);
  });
});
