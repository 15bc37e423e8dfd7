import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localDate } from '../../src/core';
import { dayIn } from '../../src/server/company-day';
import { loadRates, ratesToTell } from '../../src/server/rates';
import { at } from '../core/builders';
import { rateFileText } from '../core/penalties/rates';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'rates-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the newest file of rates that can be used serves; a newer one with a mistake is named with the place, and passed over', () => {
  cpSync('assets/rates', folder, { recursive: true });
  writeFileSync(join(folder, 'rates-2026-12-31.json'), rateFileText().replace('"asOf": "2026-11-21"', '"asOf": "2026-12-31"').replace(/"eu8Pct": "[\d.]+"/, '"eu8Pct": "99.00"'));
  writeFileSync(join(folder, 'rates-2027-01-02.json'), '{ "schema": ');
  const { rates, problems } = loadRates(folder);
  expect(rates?.version).toBe('2026-11-21');
  expect(problems).toEqual([
    { file: 'rates-2027-01-02.json', faults: [{ at: 'schema', why: 'not-a-rate-file' }] },
    { file: 'rates-2026-12-31.json', faults: [{ at: expect.stringMatching(/^semesters\[0\]\.eu8Pct$/), why: 'does-not-agree' }] },
  ]);
});

test('a newer file that is right takes over; other files are nobody’s business', () => {
  writeFileSync(join(folder, 'rates-2026-11-21.json'), rateFileText());
  writeFileSync(join(folder, 'rates-2026-12-31.json'), rateFileText().replace('"asOf": "2026-11-21"', '"asOf": "2026-12-31"'));
  writeFileSync(join(folder, 'old.json'), '{}');
  expect(loadRates(folder)).toMatchObject({ rates: { version: '2026-12-31' }, problems: [] });
});

test('without any file no rate is known', () => {
  expect(loadRates(folder)).toEqual({ rates: null, problems: [] });
});

test.each<[string, string, readonly [number, boolean][]]>([
  // Paris, an hour ahead of UTC in winter: its midnight decides, not the machine's.
  ['2026-12-16T22:59:59.000Z', '2026-12-16', []],
  ['2026-12-16T23:00:00.000Z', '2026-12-17', [[15, false], [15, false]]],
  ['2026-12-31T22:59:59.000Z', '2026-12-31', [[1, false], [1, false]]],
  ['2026-12-31T23:00:00.000Z', '2027-01-01', [[0, true], [0, true]]],
  ['2027-02-01T09:00:00.000Z', '2027-02-01', [[-31, true], [-31, true]]],
])('the server’s clock at %s, %s for the company: what its log says of the rates of 2027-S1', (now, day, told) => {
  const { rates } = loadRates('assets/rates');
  const today = dayIn('Europe/Paris', at(now));
  const lines = ratesToTell(rates, today);
  expect([today, lines.map(({ fields, now: urgent }) => [fields['daysLeft'], urgent])]).toEqual([day, told]);
  for (const { fields, text } of lines) {
    expect(fields).toMatchObject({ code: 'rates/missing', semester: '2027-S1' });
    expect(text).toContain('2027-S1');
  }
  if (lines.length > 0) expect(lines.map(({ fields }) => fields['series'])).toEqual(['ecb-refi', 'fr-legal-professional']);
});

test('a server without any usable file says so at each start', () => {
  expect(ratesToTell(null, localDate('2026-11-23'))).toMatchObject([{ fields: { code: 'rates/none' }, now: true }]);
});
