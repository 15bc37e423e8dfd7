import { addDays, dueDateFrom, dueDateOf, daysBetween, frenchHolidays, localDate, nextBusinessDay, previousBusinessDay, termCap } from '../../../../src/core';
import type { HolidayRegion, LocalDate, PaymentTerm } from '../../../../src/core';
import { dayOf, dayOrNull, Differences, fieldsOf, isFields, NotUnderstood, numberOf, onlyKnows, rowsOf, textOf } from './fields';
import type { Fields } from './fields';

function termOf(term: Fields): PaymentTerm {
  onlyKnows(term, ['kind', 'days', 'months', 'thenDay', 'receivedOn'], 'term');
  const then = term.thenDay === undefined ? {} : { thenDay: numberOf(term, 'thenDay') };
  switch (term.kind) {
    case 'net':
      return { kind: 'net', days: numberOf(term, 'days') };
    case 'eom_then_days':
      return { kind: 'end-of-month-then-days', days: numberOf(term, 'days') };
    case 'days_then_eom':
      return { kind: 'days-then-end-of-month', days: numberOf(term, 'days'), ...then };
    case 'months_then_eom':
      return { kind: 'months-then-end-of-month', months: numberOf(term, 'months'), ...then };
    case 'on_receipt':
      return { kind: 'on-receipt' };
    default:
      throw new NotUnderstood(`term ${String(term.kind)}`);
  }
}

/** `late`: the planted fault, every due date a day too late. */
export function checkDueDate(vector: Fields, late: boolean): readonly string[] {
  const [input, expected] = [fieldsOf(vector.input, 'input'), fieldsOf(vector.expected, 'expected')];
  onlyKnows(input, ['invoiceDate', 'deliveryDate', 'term'], 'input');
  onlyKnows(expected, ['dueDate', 'days', 'within60DaysNet', 'flags'], 'expected');
  const differences = new Differences();
  const issued = dayOf(input, 'invoiceDate');
  const term = isFields(input.term) ? termOf(input.term) : null;
  const dates = { issued, received: isFields(input.term) ? dayOrNull(input.term, 'receivedOn') : null, delivered: dayOrNull(input, 'deliveryDate') };
  const found = dueDateFrom({ ...dates, printed: null, term, customerTerm: null, regime: 'general' });
  if (!found.ok) {
    differences.same('dueDate', found.problem, expected.dueDate);
    return differences.found;
  }
  const due = late ? addDays(found.value.due, 1) : found.value.due;
  differences.same('dueDate', due, expected.dueDate);
  if (term !== null) differences.same('dueDateOf', dueDateOf(term, dates), { ok: true, value: found.value.due });
  const days = daysBetween(issued, due);
  if (expected.days !== undefined) differences.same('days', days, expected.days);
  if (expected.within60DaysNet !== undefined) differences.same('within60DaysNet', termCap(issued, due, { kind: 'net', days }) === 'within', expected.within60DaysNet);
  if (expected.flags !== undefined) {
    const flags = [...(found.value.cap === 'above-legal-cap' ? ['TERM_ABOVE_LEGAL_CAP'] : []), ...(found.value.basis === 'default-term' ? ['DEFAULT_TERM_L441_10'] : [])];
    differences.same('flags', flags, expected.flags);
  }
  return differences.found;
}

const REGIONS: readonly HolidayRegion[] = ['metropole', 'alsace-moselle', 'martinique', 'guadeloupe', 'guyane', 'reunion', 'mayotte'];

function regionOf(input: Fields): HolidayRegion {
  const region = input.region ?? 'metropole';
  const known = REGIONS.find((one) => one === region);
  if (known === undefined) throw new NotUnderstood(`region ${String(region)}`);
  return known;
}

export function checkBusinessDay(vector: Fields, late: boolean): readonly string[] {
  const input = fieldsOf(vector.input, 'input');
  onlyKnows(input, ['date', 'adjust', 'region'], 'input');
  const adjust = textOf(input, 'adjust');
  if (adjust !== 'next' && adjust !== 'prev') throw new NotUnderstood(`adjust ${adjust}`);
  const differences = new Differences();
  const day = (adjust === 'next' ? nextBusinessDay : previousBusinessDay)(dayOf(input, 'date'), regionOf(input));
  differences.same('day', late ? addDays(day, 1) : day, vector.expected);
  return differences.found;
}

export interface HolidayYear {
  readonly id: string;
  check(forgetful: boolean): readonly string[];
}

/** One entry per region and year; "alsaceMoselleExtra" lists what comes on top of the mainland's. */
export function holidayYears(holidays: Fields): readonly HolidayYear[] {
  return Object.entries(holidays).flatMap(([key, years]) =>
    Object.entries(fieldsOf(years, key)).map(([year, days]): HolidayYear => ({
      id: `${key} ${year}`,
      check: (forgetful) => {
        const named = key.replace(/Extra$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        const region = regionOf({ region: named });
        const mainland = frenchHolidays(Number(year));
        const all = frenchHolidays(Number(year), region);
        const found = key.endsWith('Extra') ? all.filter((day) => !mainland.includes(day)) : all;
        const differences = new Differences();
        const wanted: readonly LocalDate[] = rowsOf(days, key).map((row) => localDate(textOf(row, 'date')));
        differences.same(`${key} ${year}`, forgetful ? found.slice(1) : found, [...wanted].sort());
        return differences.found;
      },
    })),
  );
}
