import { describe, expect, test } from '@jest/globals';
import vectors from '../../fixtures/law/penalty-vectors.json';
import { RATES } from './claims';
import { GROUPS, vectorsOf } from './vectors/check';
import { dearerRates } from './rates';

const all = vectorsOf(vectors);

test('no vector of the law sheet is passed over', () => {
  const count = (group: string): number => all.filter((one) => one.group === group).length;
  expect(GROUPS.map((group) => [group, count(group)])).toEqual([['penalties', 40], ['dueDates', 30], ['businessDays', 11], ['schedules', 5], ['holidays', 14]]);
});

describe.each(GROUPS)('to the cent and to the day: %s', (group) => {
  test.each(all.filter((one) => one.group === group).map((one) => [one.id, one.title, one] as const))('%s %s', (_id, _title, vector) => {
    expect(vector.differences(RATES)).toEqual([]);
  });
});

test('a fault planted in the rules is seen in each group', () => {
  const dearer = dearerRates(RATES);
  for (const group of GROUPS) expect([group, all.some((one) => one.group === group && one.differences(dearer, true).length > 0)]).toEqual([group, true]);
});
