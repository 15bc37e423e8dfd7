import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRates } from '../../src/server/rates';
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
