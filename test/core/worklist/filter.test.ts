import { describe, expect, test } from '@jest/globals';
import { FILTER_NAMES, NO_FILTER, compareDecisions, decisionOf, endOf, filtersSet, joinRows, riskOf, withoutFilter } from '../../../src/core';
import type { Decision, LogFact, WorklistFilter } from '../../../src/core';
import fc from '../../property';
import { TODAY, aCaseFile, aListed, aLog, aPack, anInvoice, called, daysAgo, deposited, drafted, held, idOf, noted, promised } from '../builders';
import type { LogItem } from '../builders';

const PACK = aPack();
const LATE = anInvoice({ due: daysAgo(20) });
const base = decisionOf(aCaseFile({ invoices: [LATE] }), PACK, TODAY);
/** A customer at a place of his own. */
const row = (n: number, amount: number): Decision => ({ ...base, debtor: { ...base.debtor, id: `D-${n}` as Decision['debtor']['id'] }, factors: { amount, daysLate: 10, behaviour: 100, risk: riskOf({ amount, daysLate: 10, behaviour: 100 }) } });
const ids = (rows: readonly Decision[]): readonly string[] => rows.map(({ debtor }) => debtor.id);

describe('filters', () => {
  const filter = fc.record<WorklistFilter>({ stage: fc.constantFrom(null, 'R1'), amountFrom: fc.constantFrom(0, 100), daysFrom: fc.constantFrom(0, 3), segment: fc.constantFrom(null, 'Or'), words: fc.constantFrom('', ' ', 'garage') });

  test('each is taken away alone, and when all are nobody is left out', () => {
    fc.assert(fc.property(filter, (of) => {
      const set = filtersSet(of);
      for (const name of FILTER_NAMES) expect(filtersSet(withoutFilter(of, name))).toEqual(set.filter((each) => each !== name));
      expect(FILTER_NAMES.reduce(withoutFilter, of)).toEqual(NO_FILTER);
    }));
  });

  test('blanks are no words', () => {
    expect(filtersSet({ ...NO_FILTER, words: ' \u00a0' })).toEqual([]);
  });
});

describe('pages', () => {
  test('a page begins behind the row with which the one before ended, in the order of the list', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 300_00 }), { minLength: 2, maxLength: 12 }), (amounts) => {
      const rows = amounts.map((amount, n) => row(n, amount)).sort(compareDecisions);
      expect(rows.map(endOf)).toEqual([...rows.map(endOf)].sort());
    }));
  });

  test('a customer who moved between two pages stands once, at the place that the newer page gives him', () => {
    const [first, second, third] = [row(1, 90_000), row(2, 50_000), row(3, 10_000)];
    expect(ids(joinRows([first, second], [third]))).toEqual(['D-1', 'D-2', 'D-3']);
    // Paid in part meanwhile: he sank from the first page to the second.
    expect(ids(joinRows([first, second], [third, row(1, 2_000)]))).toEqual(['D-2', 'D-3', 'D-1']);
    expect(joinRows([], [])).toEqual([]);
  });
});

describe('the day on which a customer was last seen to', () => {
  const handledOn = (...facts: readonly LogItem[]) => decisionOf(aCaseFile({ invoices: [LATE], entries: aLog(...facts) }), PACK, TODAY).handledOn;
  const listed = [aListed({ of: LATE, step: 'R1' })];

  test.each<readonly [string, LogFact]>([
    ['a reminder', drafted({ invoices: listed })], ['a call', called({ invoices: [idOf(LATE.number)] })], ['a letter', deposited({ invoices: listed })], ['putting him off', held()],
    ['passing a step over', { kind: 'step-skipped', stage: 'R1', invoices: [idOf(LATE.number)], reason: 'vu' }],
  ])('%s counts', (_, fact) => {
    expect(handledOn([fact, { on: daysAgo(3) }])).toBe(daysAgo(3));
  });

  test('a note and a promise do not, nor what was taken back; the last day holds', () => {
    expect(handledOn([noted(), { on: TODAY }], [promised(), { on: TODAY }])).toBeNull();
    const [first] = aLog([held(), { on: daysAgo(3) }]);
    if (first === undefined) throw new Error('no entry');
    expect(handledOn([held(), { on: daysAgo(3) }], [{ kind: 'entry-voided', entry: first.id, reason: 'undo' }, { on: TODAY }])).toBeNull();
    expect(handledOn([held(), { on: daysAgo(8) }], [called(), { on: daysAgo(1) }], [noted(), { on: TODAY }])).toBe(daysAgo(1));
  });
});
