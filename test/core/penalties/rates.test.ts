import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { EU_BUSINESS, FRANCE_BUSINESS, FRANCE_CONSUMER, LAW_PACKS, missingRates, parseRate, parseRates, rateFact, rateInPercent, seriesOf } from '../../../src/core';
import type { RateFileFault, RateSeries, Semester } from '../../../src/core';
import { day, RATES } from './claims';
import { BELGIUM, SWITZERLAND } from './other-countries';
import { rateFileText } from './rates';

const semester = (text: string) => text as Semester;
const rateOf = (series: RateSeries, of: string): string | null => {
  const fact = rateFact(RATES, series, semester(of));
  return fact === null ? null : rateInPercent(fact.rate);
};

describe('a rate is a whole number of millionths', () => {
  test.each([['12.40', 124_000], ['12,4', 124_000], ['0', 0], ['0.0001', 1], ['8.2500000', 82_500], ['10000', 100_000_000]])('%s', (text, rate) => {
    expect(parseRate(text)).toBe(rate);
  });

  test.each(['', ' 12', '12 %', '-1', '+1', '1e3', '12.40001', '.5', '5.', '10000.01', '1,2.3', '١٢', 'NaN', '9'.repeat(40)])('%p is none', (text) => {
    expect(parseRate(text)).toBeNull();
  });

  test('written and read again it is the same', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000 }), (rate) => parseRate(rateInPercent(rate as never)) === rate));
  });
});

describe('the shipped file of rates', () => {
  // Copied from the table of the law sheet, section 2.
  test.each([
    ['2015-S1', '0.05', '0.93', '4.06'], ['2016-S2', '0', '0.93', '4.35'], ['2022-S2', '0', '0.77', '3.15'], ['2023-S1', '2.5', '2.06', '4.47'], ['2023-S2', '4', '4.22', '6.82'],
    ['2024-S1', '4.5', '5.07', '8.01'], ['2024-S2', '4.25', '4.92', '8.16'], ['2025-S1', '3.15', '3.71', '7.21'], ['2025-S2', '2.15', '2.76', '6.65'], ['2026-S1', '2.15', '2.62', '6.67'], ['2026-S2', '2.4', '2.75', '6.84'],
  ])('%s', (of, ecb, professional, individual) => {
    expect([rateOf('ecb-refi', of), rateOf('fr-legal-professional', of), rateOf('fr-legal-individual', of)]).toEqual([ecb, professional, individual]);
  });

  test('2027-S1 is unknown though a rate of the ECB is in force now', () => {
    expect([rateOf('ecb-refi', '2027-S1'), rateOf('fr-legal-professional', '2027-S1')]).toEqual([null, null]);
  });

  test.each(['__proto__', 'constructor', 'toString', '2026-S3', ''])('no rate is found under %p', (of) => {
    expect(rateFact(RATES, 'ecb-refi', semester(of))).toBeNull();
  });

  test('every figure has its evidence and its confidence', () => {
    const facts = Object.values(RATES.series).flatMap((series) => Object.values(series));
    expect(facts.length).toBeGreaterThan(80);
    expect(facts.filter(({ evidence, confidence }) => evidence === '' || !['high', 'medium-high', 'medium'].includes(confidence))).toEqual([]);
  });
});

describe('a file of rates with a mistake is refused, and the place is named', () => {
  type Json = Record<string, never> & { semesters: Record<string, unknown>[]; frLegalInterest: Record<string, unknown>[]; ecbMroChanges: Record<string, unknown>[]; countries: { DE: { baseRate: Record<string, unknown> } } };
  const faults = (edit: (file: Json) => unknown): readonly RateFileFault[] => {
    const file = JSON.parse(rateFileText()) as Json;
    const other = edit(file);
    const read = parseRates(other === undefined ? file : other);
    return read.ok ? [] : read.problem;
  };
  const last = (rows: Record<string, unknown>[]): Record<string, unknown> => rows[rows.length - 1] as Record<string, unknown>;
  const set = (row: Record<string, unknown>, field: string, value: unknown): undefined => void (row[field] = value);

  test.each<[string, (file: Json) => unknown, readonly [string, RateFileFault['why']][]]>([
    ['nothing wrong', () => undefined, []],
    ['another file', () => ({ hello: 1 }), [['schema', 'not-a-rate-file']]],
    ['no object', () => null, [['schema', 'not-a-rate-file']]],
    ['no date', (file) => set(file, 'asOf', '2026-02-30'), [['asOf', 'not-a-date']]],
    ['a slip in the ECB’s rate', (file) => set(last(file.semesters), 'ecbMroPct', '2.04'), [['semesters[35].frDefaultPenaltyPct', 'does-not-agree'], ['semesters[35].eu8Pct', 'does-not-agree'], ['semesters[35].ecbMroPct', 'does-not-agree']]],
    ['a number instead of text', (file) => set(last(file.semesters), 'ecbMroPct', 2.4), [['semesters[35].ecbMroPct', 'not-a-rate']]],
    ['a slip in the default rate', (file) => set(last(file.semesters), 'frDefaultPenaltyPct', '12.04'), [['semesters[35].frDefaultPenaltyPct', 'does-not-agree']]],
    ['the day of the decision instead of the day it takes effect', (file) => set(last(file.semesters), 'mroInForceSince', '2026-06-11'), [['semesters[35].ecbMroPct', 'does-not-agree']]],
    ['a change forgotten', (file) => void file.ecbMroChanges.splice(36, 1), [['semesters[35].ecbMroPct', 'does-not-agree']]],
    ['a change without a source', (file) => set(file.ecbMroChanges[36] as Record<string, unknown>, 'evidence', ' '), [['ecbMroChanges[36].evidence', 'no-source'], ['semesters[35].ecbMroPct', 'does-not-agree']]],
    ['a semester that begins on another day', (file) => set(last(file.semesters), 'from', '2026-07-02'), [['semesters[35].from', 'does-not-agree']]],
    ['a semester that ends on another day', (file) => set(last(file.semesters), 'to', '2026-12-30'), [['semesters[35].from', 'does-not-agree']]],
    ['changes out of order', (file) => void file.ecbMroChanges.splice(2, 0, ...file.ecbMroChanges.splice(1, 1)), [['ecbMroChanges[2].effective', 'does-not-agree']]],
    ['a change twice', (file) => void file.ecbMroChanges.splice(2, 0, file.ecbMroChanges[1] as Record<string, unknown>), [['ecbMroChanges[2].effective', 'twice']]],
    ['a semester left out', (file) => void file.semesters.splice(34, 1), [['semesters[34].semester', 'gap']]],
    ['a semester twice', (file) => void file.semesters.push(last(file.semesters)), [['semesters[36].semester', 'twice']]],
    ['a semester that does not exist', (file) => set(last(file.semesters), 'semester', '2026-S3'), [['semesters[35].semester', 'not-a-semester']]],
    ['a floor that is not three times the legal rate', (file) => set(last(file.frLegalInterest), 'floor3xPct', '8.52'), [['frLegalInterest[23].floor3xPct', 'does-not-agree']]],
    ['a legal rate without a source', (file) => set(last(file.frLegalInterest), 'sources', []), [['frLegalInterest[23].sources', 'no-source']]],
    ['two legal rates for a semester', (file) => set(last(file.semesters), 'frLegalProPct', '2.57'), [['semesters[35].frLegalProPct', 'does-not-agree']]],
    ['an invented confidence', (file) => set(last(file.frLegalInterest), 'confidence', 'certain'), [['frLegalInterest[23].confidence', 'not-a-confidence']]],
    ['no semesters', (file) => set(file, 'semesters', []), [['semesters', 'missing']]],
    ['rows that are no rows', (file) => set(file, 'frLegalInterest', 'x'), [['frLegalInterest', 'missing'], ...Array.from({ length: 12 + 12 }, (_, at): [string, RateFileFault['why']] => [`semesters[${12 + at}].frLegalProPct`, 'does-not-agree'])]],
    ['a country’s rate', (file) => set(file.countries.DE.baseRate, '2026-S2', '-0.88'), [['countries.DE.baseRate.2026-S2', 'not-a-rate']]],
    ['a country’s semester', (file) => set(file.countries.DE.baseRate, '__proto', '1'), [['countries.DE.baseRate.__proto', 'not-a-semester']]],
  ])('%s', (_title, edit, wanted) => {
    expect(faults(edit).map(({ at, why }) => [at, why])).toEqual(wanted);
  });

  test('whatever stands in it, reading ends with rates or with faults', () => {
    const file = JSON.parse(rateFileText()) as Json;
    const paths = ['semesters', 'frLegalInterest', 'ecbMroChanges', 'countries', 'asOf'];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), fc.integer({ min: 0, max: 40 }), fc.string(), (path, value, at, field) => {
        const broken = JSON.parse(JSON.stringify(file)) as Record<string, unknown>;
        const rows = broken[path];
        if (Array.isArray(rows) && at < rows.length) (rows[at] as Record<string, unknown>)[field] = value;
        else broken[path] = value;
        const read = parseRates(broken);
        expect(read.ok || read.problem.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the rates of the next semester are asked for in time', () => {
  test.each([
    ['2026-11-22', []],
    ['2026-12-16', []],
    ['2026-12-17', [['ecb-refi', '2027-S1', 15], ['fr-legal-professional', '2027-S1', 15]]],
    ['2026-12-31', [['ecb-refi', '2027-S1', 1], ['fr-legal-professional', '2027-S1', 1]]],
    ['2027-01-01', [['ecb-refi', '2027-S1', 0], ['fr-legal-professional', '2027-S1', 0]]],
    ['2027-06-15', [['ecb-refi', '2027-S1', -165], ['fr-legal-professional', '2027-S1', -165]]],
    ['2027-06-16', [['ecb-refi', '2027-S1', -166], ['fr-legal-professional', '2027-S1', -166], ['ecb-refi', '2027-S2', 15], ['fr-legal-professional', '2027-S2', 15]]],
  ])('on %s', (today, wanted) => {
    expect(missingRates(RATES, LAW_PACKS, day(today)).map(({ series, semester: of, daysLeft }) => [series, of, daysLeft])).toEqual(wanted);
  });

  test('only those that the laws in use need', () => {
    expect(LAW_PACKS.map(seriesOf)).toEqual([['ecb-refi', 'fr-legal-professional'], ['ecb-refi'], ['fr-legal-professional'], ['ecb-refi']]);
    expect(missingRates(RATES, [FRANCE_CONSUMER], day('2026-12-20')).map(({ series }) => series)).toEqual(['fr-legal-professional']);
    expect(missingRates(RATES, [SWITZERLAND], day('2027-03-01'))).toEqual([]);
    expect([seriesOf(EU_BUSINESS), seriesOf(FRANCE_BUSINESS).length, seriesOf(BELGIUM)]).toEqual([['ecb-refi'], 2, ['ecb-refi']]);
  });
});

