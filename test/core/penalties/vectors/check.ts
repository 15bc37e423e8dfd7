import type { RateTable } from '../../../../src/core';
import { checkBusinessDay, checkDueDate, holidayYears } from './calendar-vectors';
import { fieldsOf, NotUnderstood, rowsOf } from './fields';
import type { Fields } from './fields';
import { checkPenalty } from './penalty-vectors';
import { checkSchedule } from './schedule-vectors';

export const GROUPS = ['penalties', 'dueDates', 'businessDays', 'schedules', 'holidays'] as const;
export type Group = (typeof GROUPS)[number];

export interface Vector {
  readonly group: Group;
  readonly id: string;
  readonly title: string;
  /** What our own rules say otherwise; empty: right to the cent and to the day. What is not understood counts as a difference. */
  differences(rates: RateTable, broken?: boolean): readonly string[];
}

/** Every vector of a file in the form of penalty-vectors.json. */
export function vectorsOf(file: unknown): readonly Vector[] {
  const root = fieldsOf(file, 'file');
  const of = (group: Group, check: (vector: Fields, rates: RateTable, broken: boolean) => readonly string[]): readonly Vector[] =>
    (root[group] === undefined ? [] : rowsOf(root[group], group)).map((vector, at): Vector => ({
      group, id: String(vector.id ?? at), title: String(vector.title ?? ''),
      differences: (rates, broken = false) => understood(() => check(vector, rates, broken)),
    }));
  return [
    ...of('penalties', (vector, rates) => checkPenalty(vector, rates)),
    ...of('dueDates', (vector, _rates, broken) => checkDueDate(vector, broken)),
    ...of('businessDays', (vector, _rates, broken) => checkBusinessDay(vector, broken)),
    ...of('schedules', (vector, _rates, broken) => checkSchedule(vector, broken)),
    ...(root.holidays === undefined ? [] : holidayYears(fieldsOf(root.holidays, 'holidays'))).map(
      ({ id, check }): Vector => ({ group: 'holidays', id, title: 'legal holidays', differences: (_rates, broken = false) => understood(() => check(broken)) }),
    ),
  ];
}

function understood(check: () => readonly string[]): readonly string[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof NotUnderstood) return [`not understood: ${error.message}`];
    return [`failed: ${String(error)}`];
  }
}
