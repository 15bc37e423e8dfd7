import { expect, test } from '@jest/globals';
import { PlainSoFar } from '../../../src/server/feeds/plain-listing';
import type { ColumnMapping } from '../../../src/core';

const MAPPING: ColumnMapping = { columns: { 'debtor-name': 0, 'invoice-number': 1, issued: 2, due: 3, outstanding: 4 }, headerRow: 0, sheet: null, dateOrder: 'day-first', decimal: 'comma', defaultCurrency: 'EUR' };

test.each<[string, readonly string[], 'invoice' | 'more']>([
  ['days with separators', ['15/09/2026', '15/10/2026'], 'invoice'],
  ['days with the year in front', ['20260915', '20261015'], 'invoice'],
  ['a due date without separators', ['15/09/2026', '151026'], 'more'],
  ['a date of issue without separators', ['15092026', '15/10/2026'], 'more'],
])('a long file with %s is read in parts only where no cell needs its whole column', (_what, days, expected) => {
  expect(PlainSoFar.of(MAPPING)?.take(['Garage', 'FA-1', ...days, '1,00'])).toBe(expected);
});
