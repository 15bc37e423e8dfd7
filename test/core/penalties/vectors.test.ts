import { describe, expect, test } from '@jest/globals';
import vectors from '../../fixtures/law/penalty-vectors.json';
import { checkVectors, GROUPS } from './vectors/check';
import { shippedRates } from './rates';

const checked = checkVectors(vectors, shippedRates());

test('no vector of the law sheet is passed over', () => {
  const count = (group: string): number => checked.filter((one) => one.group === group).length;
  expect(GROUPS.map((group) => [group, count(group)])).toEqual([['penalties', 40], ['dueDates', 30], ['businessDays', 11], ['schedules', 5], ['holidays', 14]]);
});

describe.each(GROUPS)('to the cent and to the day: %s', (group) => {
  test.each(checked.filter((one) => one.group === group).map((one) => [one.id, one.title, one.differences] as const))('%s %s', (_id, _title, differences) => {
    expect(differences).toEqual([]);
  });
});

test('a fault planted in the rules is seen in each group', () => {
  const rates = shippedRates();
  const wrong = JSON.parse(JSON.stringify(rates), (key, value: unknown) => (key === 'rate' && typeof value === 'number' ? value + 100 : value)) as typeof rates;
  const found = checkVectors(vectors, wrong, true);
  for (const group of GROUPS) expect([group, found.some((one) => one.group === group && one.differences.length > 0)]).toEqual([group, true]);
});
