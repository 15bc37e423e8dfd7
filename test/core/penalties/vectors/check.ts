import type { RateTable } from '../../../../src/core';
import { checkBusinessDay, checkDueDate, holidayYears } from './calendar-vectors';
import { fieldsOf, NotUnderstood, rowsOf } from './fields';
import type { Fields } from './fields';
import { checkPenalty } from './penalty-vectors';
import { checkSchedule } from './schedule-vectors';

export const GROUPS = ['penalties', 'dueDates', 'businessDays', 'schedules', 'holidays'] as const;
export type Group = (typeof GROUPS)[number];

export interface Checked {
  readonly group: Group;
  readonly id: string;
  readonly title: string;
  /** Empty: right to the cent and to the day. */
  readonly differences: readonly string[];
}

/** Every vector of a file in the form of penalty-vectors.json, by our own rules. What is not understood counts as failed. */
export function checkVectors(file: unknown, rates: RateTable, broken = false): readonly Checked[] {
  const root = fieldsOf(file, 'file');
  const of = (group: Group, check: (vector: Fields) => readonly string[]): readonly Checked[] =>
    (root[group] === undefined ? [] : rowsOf(root[group], group)).map((vector, at) => {
      const [id, title] = [String(vector.id ?? at), String(vector.title ?? '')];
      return { group, id, title, differences: understood(() => check(vector)) };
    });
  return [
    ...of('penalties', (vector) => checkPenalty(vector, rates)),
    ...of('dueDates', (vector) => checkDueDate(vector, broken)),
    ...of('businessDays', (vector) => checkBusinessDay(vector, broken)),
    ...of('schedules', (vector) => checkSchedule(vector, broken)),
    ...(root.holidays === undefined ? [] : holidayYears(fieldsOf(root.holidays, 'holidays'))).map(({ id, check }): Checked => ({ group: 'holidays', id, title: 'legal holidays', differences: understood(() => check(broken)) })),
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
