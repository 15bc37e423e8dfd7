import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRates } from '../../../src/core';
import type { RateTable } from '../../../src/core';

export const RATE_FILE = join('assets', 'rates', 'rates-2026-11-21.json');

export const rateFileText = (): string => readFileSync(RATE_FILE, 'utf8');

/** The shipped rates. */
export function shippedRates(): RateTable {
  const read = parseRates(JSON.parse(rateFileText()));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

/** The planted fault of tests and bench: every reference rate a hundredth of a point too high. */
export const dearerRates = (rates: RateTable): RateTable =>
  JSON.parse(JSON.stringify(rates), (key, value: unknown) => (key === 'rate' && typeof value === 'number' ? value + 100 : value)) as RateTable;
