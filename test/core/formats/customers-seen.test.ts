import { expect, test } from '@jest/globals';
import { CustomersSeen } from '../../../src/core';
import type { ColumnMapping, Row } from '../../../src/core';

const MAPPING: ColumnMapping = { sheet: null, headerRow: 0, columns: { 'debtor-code': 0, 'debtor-name': 1, town: 2 }, dateOrder: 'day-first', decimal: 'comma', defaultCurrency: 'EUR' };
const seenOnce = (row: Row): CustomersSeen => {
  const seen = new CustomersSeen(MAPPING);
  seen.keep(row, 'first');
  return seen;
};

test('a customer is known again by the very same cells, and by no others', () => {
  const seen = seenOnce(['C1', 'Garage du Canigou', 'Prades', '1 200,00']);
  expect(seen.customer(['C1', 'Garage du Canigou', 'Prades', '17,00'])).toBe('first');
  for (const other of [['C1', 'Garage du Canigou', 'Perpignan'], ['C1', 'Garage du Canigou', null], ['C1', 'Garage du CanigouPrades', ''], ['C1', '', 'Garage du CanigouPrades'], ['C2', 'Garage du Canigou', 'Prades'], [null, 'Garage du Canigou', 'Prades']]) expect([other, seen.customer(other)]).toEqual([other, null]);
});

test('a number is no text of the same digits, and an empty cell is an empty text', () => {
  expect(seenOnce([12, 'Mas', null]).customer([12, 'Mas', ''])).toBe('first');
  expect(seenOnce([12, 'Mas', '']).customer(['12', 'Mas', ''])).toBeNull();
  expect(seenOnce(['C1', 12, '']).customer(['C1', '12', ''])).toBeNull();
  expect(seenOnce(['C1', '\u000212', '']).customer(['C1', 12, ''])).toBeNull();
});

test('cells that could be spelt like others are read each time', () => {
  expect(seenOnce(['C1', 'Mas\u0001', 'Prades']).customer(['C1', 'Mas\u0001', 'Prades'])).toBeNull();
  expect(seenOnce(['C1', 'Mas\u0001Prades', '']).customer(['C1', 'Mas', 'Prades\u0001'])).toBeNull();
  expect(seenOnce(['C1', { day: '2026-01-31' } as never, '']).customer(['C1', { day: '2026-01-31' } as never, ''])).toBeNull();
});
