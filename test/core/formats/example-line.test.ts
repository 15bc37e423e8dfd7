import { describe, expect, test } from '@jest/globals';
import { proposeMapping, readLedgerRows, scanListing } from '../../../src/core';
import type { CompanyId, Row } from '../../../src/core';

const HEADER: Row = ['N° de facture', 'Client', 'Échéance', 'Montant TTC'];
const read = (...rows: readonly Row[]): ReturnType<typeof readLedgerRows> => {
  const table = [HEADER, ...rows];
  return readLedgerRows(table, proposeMapping(table, 'Factures').mapping, 'own' as CompanyId, 'Classeur');
};

describe('the example line of a sheet of ours', () => {
  test.each(['EXEMPLE-001', 'EXAMPLE-001', 'exemple-002', 'Exemple', 'EXEMPLE 12'])('"%s" is nobody’s invoice, and it is said', (number) => {
    const { debtors, invoices, unreadable, remarks, rows } = read([number, 'Exemple SARL', '2026-10-31', 1200]);
    expect({ debtors, invoices, unreadable, rows }).toEqual({ debtors: [], invoices: [], unreadable: [], rows: 0 });
    expect(remarks).toEqual([expect.objectContaining({ code: 'ledger/rows-skipped', why: 'example', row: 2, rows: 1, value: number })]);
  });

  test.each(['FA-EXEMPLE-001', 'EXEMPLAIRE-3', 'EXEMPLE-20261', 'EXEMPLE-FA12'])('"%s" is a number like another', (number) => {
    expect(read([number, 'Dupont SA', '2026-10-31', 1200]).invoices.map((invoice) => invoice.number)).toEqual([number]);
  });

  test('is passed over by the quick look as well: a real customer may have its code', () => {
    const table: readonly Row[] = [['N° de facture', 'Code client', 'Client', 'Échéance', 'Montant TTC'], ['EXEMPLE-001', 'C001', 'Exemple SARL', 46_320, 1200], ['FA-1', 'C001', 'Dupont SA', 46_320, 300]];
    const { customers, doubtful, whole } = scanListing(table, proposeMapping(table, null).mapping);
    expect({ customers, doubtful, whole }).toEqual({ customers: [{ key: 'code c001', rows: [2] }], doubtful: [], whole: false });
  });

  test('overtyped with a number of the clerk’s own it is an invoice, and the customer of the example is none', () => {
    const { debtors, invoices } = read(['EXEMPLE-001', 'Exemple SARL', '2026-10-31', 1200], ['FA-1', 'Dupont SA', '2026-10-31', 300]);
    expect([debtors.map(({ name }) => name), invoices.map(({ number }) => number)]).toEqual([['Dupont SA'], ['FA-1']]);
  });
});
