import { expect, test } from '@jest/globals';
import { layoutOf } from '../../src/core';
import type { ColumnMapping } from '../../src/core';
import { keptMapping, mappingKept } from '../../src/server/store/remembered-mapping';

const LAYOUT = layoutOf(['Code client', 'Client', 'Adresse', 'Code postal', 'Ville', 'Pays', 'N° facture', 'Échéance', 'Restant dû']);
const mapping = (more: ColumnMapping['columns'] = {}): ColumnMapping => ({ columns: { 'debtor-code': 0, 'debtor-name': 1, town: 4, 'invoice-number': 6, due: 7, outstanding: 8, ...more }, headerRow: 0, sheet: null, dateOrder: 'day-first', decimal: 'comma', defaultCurrency: 'EUR' });

test('a mapping from before addresses were read takes their free columns by the headers', () => {
  expect(mappingKept(JSON.stringify(mapping()), LAYOUT)).toEqual(mapping({ street: 2, postcode: 3, country: 5 }));
  expect(mappingKept(JSON.stringify(mapping()), layoutOf(['Code client', 'Client']))).toEqual(mapping());
});

test('a column that the clerk uses otherwise stays his', () => {
  expect(mappingKept(JSON.stringify(mapping({ segment: 5 })), LAYOUT)).toEqual(mapping({ segment: 5, street: 2, postcode: 3 }));
});

test('who has seen the columns of addresses and left them out is not asked again', () => {
  for (const each of [mapping(), mapping({ street: 2 })]) expect(mappingKept(keptMapping(each), LAYOUT)).toEqual(each);
});
