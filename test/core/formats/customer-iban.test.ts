import { describe, expect, test } from '@jest/globals';
import { accountsIn, completeMapping, proposeMapping, readLedgerRows } from '../../../src/core';
import type { Cell, CompanyId, Debtor, LedgerRows, Row } from '../../../src/core';

const HEADERS = (last: string): Row => ['Code client', 'Client', 'N° facture', 'Échéance', 'Restant dû', last];
const row = (code: string, number: string, iban: Cell): Row => [code, `Client ${code}`, number, '22/10/2026', '100,00', iban];
function read(header: string, ...rows: readonly Row[]): LedgerRows {
  const all = [HEADERS(header), ...rows];
  return readLedgerRows(all, completeMapping(all, proposeMapping(all, null).mapping).mapping, 'vernet' as CompanyId, 'clients.xlsx');
}
const ibansOf = (ledger: LedgerRows): readonly Debtor['ibans'][] => ledger.debtors.map(({ ibans }) => ibans);

const TRAMIERS = 'FR1420041010050500013M02606';
const PEYRONS = 'FR7610107001011234567890129';
const DUPONTS = 'DE89370400440532013000';

describe('a column with the accounts from which customers pay', () => {
  test.each(['IBAN', 'IBAN client', 'Iban du client', 'N° IBAN', 'RIB', 'RIB client', 'Compte bancaire', 'Customer IBAN', 'Bank account'])('is found under the header %s', (header) => {
    expect(ibansOf(read(header, row('C1', 'F1', TRAMIERS)))).toEqual([[TRAMIERS]]);
  });

  test.each<[string, Cell, readonly string[] | undefined]>([
    ['in groups of four', 'FR14 2004 1010 0505 0001 3M02 606', [TRAMIERS]],
    ['in small letters, with a word before', 'iban : fr14-2004-1010-0505-0001-3m02-606', [TRAMIERS]],
    ['with no-break spaces', 'FR14\u00a02004\u202f1010 0505 0001 3M02 606', [TRAMIERS]],
    ['two of them', `${TRAMIERS} / ${DUPONTS}`, [TRAMIERS, DUPONTS]],
    ['twice the same', `${TRAMIERS}; ${TRAMIERS}`, [TRAMIERS]],
    ['as the bank prints a RIB', '20041 01005 0500013M026 06', [TRAMIERS]],
    ['as a RIB without spaces', '20041010050500013M02606', [TRAMIERS]],
    ['nothing', '', undefined],
    ['with a wrong check digit', 'FR15 2004 1010 0505 0001 3M02 606', undefined],
    ['as a RIB with a wrong key', '20041 01005 0500013M026 07', undefined],
    ['as a word', 'oui', undefined],
    ['as a number', 20041010050500, undefined],
  ])('holds one %s', (_, cell, expected) => {
    expect(ibansOf(read('IBAN', row('C1', 'F1', cell)))).toEqual([expected]);
  });

  test('what is no account is left out and said; the row is read', () => {
    const ledger = read('IBAN', row('C1', 'F1', 'FR15 2004 1010'), row('C2', 'F2', DUPONTS));
    expect(ledger.invoices).toHaveLength(2);
    expect(ledger.remarks).toMatchObject([{ row: 2, column: 'IBAN', why: 'identifier' }]);
  });

  test('several rows of one customer gather his accounts, five at most', () => {
    expect(ibansOf(read('IBAN', row('C1', 'F1', TRAMIERS), row('C1', 'F2', ''), row('C1', 'F3', PEYRONS), row('C1', 'F4', TRAMIERS)))).toEqual([[TRAMIERS, PEYRONS]]);
    const many = ['GB82WEST12345698765432', 'NL91ABNA0417164300', 'BE71096123456769', 'ES9121000418450200051332', DUPONTS, TRAMIERS];
    expect(ibansOf(read('IBAN', row('C1', 'F1', many.join(' , '))))).toEqual([many.slice(0, 5)]);
    expect(ibansOf(read('IBAN', ...many.map((iban, at) => row('C1', `F${at}`, iban))))).toEqual([many.slice(0, 5)]);
  });

  test('without it a customer has none, and no field for it', () => {
    expect(Object.keys(read('Ville', row('C1', 'F1', 'Lyon')).debtors[0] ?? {})).not.toContain('ibans');
  });
});

test('a text is searched once, however long and full of digits', () => {
  expect(accountsIn(`${'1'.repeat(100_000)} ${TRAMIERS}`)).toEqual([]);
  expect(accountsIn(`compte ${TRAMIERS}${' '.repeat(100_000)}`)).toEqual([TRAMIERS]);
});
