import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { completeMapping, inferDateOrder, localDate, missingFields, money, proposeMapping, readLedgerRows } from '../../../src/core';
import type { Cell, ColumnMapping, CompanyId, LedgerRows, Row } from '../../../src/core';

const COMPANY = 'vernet' as CompanyId;

function read(rows: readonly Row[], corrections: Partial<ColumnMapping> = {}): LedgerRows {
  const { mapping } = proposeMapping(rows, null);
  return readLedgerRows(rows, completeMapping(rows, { ...mapping, ...corrections }).mapping, COMPANY, 'clients.xlsx');
}

const FRENCH: Row = ['Code client', 'Client', 'SIREN', 'E-mail comptabilité', 'N° facture', 'Date facture', 'Échéance', 'Montant TTC', 'Restant dû', 'Devise'];

describe('the columns of a ledger', () => {
  test.each<[string, Row]>([
    ['French', FRENCH],
    ['French in capitals without accents', ['CODE CLIENT', 'RAISON SOCIALE', 'SIREN', 'EMAIL', 'NUMERO FACTURE', 'DATE DE FACTURE', 'DATE ECHEANCE', 'TOTAL TTC', 'RESTE A PAYER', 'DEVISE']],
    ['English', ['Customer ID', 'Customer name', 'SIREN', 'Email', 'Invoice number', 'Invoice date', 'Due date', 'Amount', 'Balance due', 'Currency']],
  ])('are found by their %s headers', (_language, headers) => {
    const { mapping } = proposeMapping([headers, ['C1', 'A', '', '', 'F1', '2026-01-01', '2026-02-01', '1', '1', 'EUR']], null);
    expect(mapping.columns).toEqual({ 'debtor-code': 0, 'debtor-name': 1, siren: 2, 'contact-address': 3, 'invoice-number': 4, issued: 5, due: 6, amount: 7, outstanding: 8, currency: 9 });
    expect(missingFields(mapping.columns)).toEqual([]);
  });

  test('below a title and a blank row are found as well', () => {
    const { mapping } = proposeMapping([['Balance âgée au 20/11/2026'], [], FRENCH, ['C1']], 'Feuil1');
    expect(mapping.headerRow).toBe(2);
  });

  test('are not invented where no header is known', () => {
    const { mapping } = proposeMapping([['foo', 'bar'], ['1', '2']], null);
    expect(mapping.columns).toEqual({});
    expect(missingFields(mapping.columns)).toEqual(['invoice-number', 'debtor-name', 'due', 'outstanding']);
  });
});

describe('the order of day and month', () => {
  test.each<[string, readonly Cell[], unknown]>([
    ['is day first when one day is above 12', ['03/11/2026', '13/11/2026'], { kind: 'decided', order: 'day-first' }],
    ['is month first when one day in second place is above 12', ['03/11/2026', '11/23/2026'], { kind: 'decided', order: 'month-first' }],
    ['is asked when no value decides', ['03/11/2026', '04/05/2026'], { kind: 'undecided', example: '03/11/2026' }],
    ['is asked when the values contradict each other', ['13/11/2026', '11/23/2026'], { kind: 'contradicted', dayFirst: '13/11/2026', monthFirst: '11/23/2026' }],
    ['does not matter for 05/05/2026, date cells and ISO dates', ['05/05/2026', { day: localDate('2026-01-02') }, '2026-03-04'], { kind: 'decided', order: 'day-first' }],
  ])('%s', (_title, cells, expected) => {
    expect(inferDateOrder(cells)).toEqual(expected);
  });
});

describe('a row of the ledger', () => {
  test('gives its debtor and its invoice', () => {
    const { debtors, invoices, unreadable, rows } = read([FRENCH, ['C-0412', 'Menuiserie Lebrun', '404 833 048', 'Compta@Lebrun.example', 'FA-2026-0297', '22/09/2026', '22/10/2026', '1 836,40 €', '1 836,40', 'EUR']]);
    expect(rows).toBe(1);
    expect(unreadable).toEqual([]);
    expect(debtors).toMatchObject([{ code: 'C-0412', name: 'Menuiserie Lebrun', legalIds: { siren: '404833048' }, contacts: [{ address: 'compta@lebrun.example' }], language: 'fr', kind: 'business' }]);
    expect(invoices).toMatchObject([
      { number: 'FA-2026-0297', kind: 'invoice', issued: '2026-09-22', instalments: [{ due: '2026-10-22', amount: money(183640, 'EUR'), outstanding: money(183640, 'EUR') }] },
    ]);
  });

  test.each<[string, Cell, string]>([
    ['an ISO day', '2026-10-22', '2026-10-22'],
    ['a date cell', { day: localDate('2026-10-22') }, '2026-10-22'],
    ['an Excel serial', 46317, '2026-10-22'],
    ['an Excel serial with a time', 46317.73, '2026-10-22'],
    ['an Excel serial as text', '46317', '2026-10-22'],
    ['a day with points', '22.10.2026', '2026-10-22'],
    ['a short year', '22/10/26', '2026-10-22'],
    ['a day with a time', '22/10/2026 00:00:00', '2026-10-22'],
    ['compact figures', '20261022', '2026-10-22'],
  ])('reads %s', (_title, due, expected) => {
    const { invoices } = read([['Client', 'N° facture', 'Échéance', 'Restant dû'], ['A', 'F1', due, '1,00'], ['A', 'F2', '31/12/2026', '1,00']]);
    expect(invoices[0]?.instalments[0]?.due).toBe(expected);
  });

  test.each<[string, Row, string, string]>([
    ['has no customer', ['', 'F1', '22/10/2026', '1'], 'no-customer', 'Client'],
    ['has no number', ['A', ' ', '22/10/2026', '1'], 'no-number', 'N° facture'],
    ['has no due date', ['A', 'F1', '', '1'], 'no-due-date', 'Échéance'],
    ['has a day that does not exist', ['A', 'F1', '31/02/2026', '1'], 'date', 'Échéance'],
    ['has a word for a date', ['A', 'F1', 'à réception', '1'], 'date', 'Échéance'],
    ['has no amount', ['A', 'F1', '22/10/2026', ''], 'no-amount', 'Restant dû'],
    ['has a word for an amount', ['A', 'F1', '22/10/2026', 'offert'], 'amount', 'Restant dû'],
    ['has an error for an amount', ['A', 'F1', '22/10/2026', '#REF!'], 'cell-error', 'Restant dû'],
    ['has an error for a customer', ['#N/A', 'F1', '22/10/2026', '1'], 'cell-error', 'Client'],
    ['has a tenth of a cent', ['A', 'F1', '22/10/2026', 12.345], 'amount', 'Restant dû'],
    ['gives a number of another customer', ['B', 'F0', '23/10/2026', '5'], 'duplicate', 'N° facture'],
  ])('that %s is named with row and column, and the others are used', (_title, row, why, column) => {
    const result = read([['Client', 'N° facture', 'Échéance', 'Restant dû'], ['A', 'F0', '22/10/2026', '5'], row, ['C', 'F9', '13/10/2026', '7']]);
    expect(result.unreadable).toMatchObject([{ code: 'ledger/row-unreadable', file: 'clients.xlsx', row: 3, column, why }]);
    expect(result.invoices.map((invoice) => invoice.number)).toEqual(['F0', 'F9']);
  });

  test('whose date order is undecided is not guessed', () => {
    const result = read([['Client', 'N° facture', 'Échéance', 'Restant dû'], ['A', 'F1', '03/11/2026', '5']]);
    expect(result.unreadable).toMatchObject([{ row: 2, why: 'date' }]);
    expect(read([['Client', 'N° facture', 'Échéance', 'Restant dû'], ['A', 'F1', '03/11/2026', '5']], { dateOrder: 'month-first' }).invoices[0]?.instalments[0]?.due).toBe('2026-03-11');
  });

  test('with a wrong SIREN is used without it, and says so', () => {
    const result = read([FRENCH, ['C1', 'A', '123456789', 'pas une adresse', 'F1', '', '22/10/2026', '1', '1', '']]);
    expect(result.debtors[0]?.legalIds.siren).toBeNull();
    expect(result.debtors[0]?.contacts).toEqual([]);
    expect(result.remarks).toMatchObject([{ column: 'SIREN', why: 'identifier', row: 2 }, { column: 'E-mail comptabilité', why: 'identifier' }, { why: 'identifier' }, { why: 'identifier' }].slice(0, result.remarks.length));
    expect(result.invoices).toHaveLength(1);
  });
});

describe('amounts of a row', () => {
  const headers: Row = ['Client', 'N° facture', 'Type', 'Échéance', 'Montant TTC', 'Déjà réglé', 'Restant dû', 'Devise'];
  test.each<[string, Row, Record<string, unknown>]>([
    ['what is open follows from amount and payments', ['A', 'F1', '', '22/10/2026', '100,00', '30,00', '', ''], { kind: 'invoice', instalments: [{ amount: money(10000, 'EUR'), outstanding: money(7000, 'EUR') }] }],
    ['what is open wins over the difference', ['A', 'F1', '', '22/10/2026', '100,00', '30,00', '65,00', ''], { instalments: [{ outstanding: money(6500, 'EUR') }] }],
    ['a negative amount is a credit note', ['A', 'AV1', '', '22/10/2026', '-50,00', '', '-50,00', ''], { kind: 'credit-note', instalments: [{ outstanding: money(-5000, 'EUR') }] }],
    ['a credit note written positive is turned', ['A', 'AV1', 'Avoir', '22/10/2026', '50,00', '', '20,00', ''], { kind: 'credit-note', instalments: [{ amount: money(-5000, 'EUR'), outstanding: money(-2000, 'EUR') }] }],
    ['a deposit is named', ['A', 'F1', 'Acompte', '22/10/2026', '50,00', '', '50,00', ''], { kind: 'deposit' }],
    ['the currency beside the figure counts', ['A', 'F1', '', '22/10/2026', '£50,00', '', '', ''], { instalments: [{ outstanding: money(5000, 'GBP') }] }],
    ['the currency column counts', ['A', 'F1', '', '22/10/2026', '50', '', '', 'CHF'], { instalments: [{ outstanding: money(5000, 'CHF') }] }],
  ])('%s', (_title, row, expected) => {
    expect(read([headers, row, ['B', 'X', '', '13/10/2026', '1,00', '', '1,00', '']]).invoices[0]).toMatchObject(expected);
  });

  test('two currencies in one row are not added up', () => {
    expect(read([headers, ['A', 'F1', '', '22/10/2026', '50,00 €', '', '50,00', 'USD']]).unreadable).toMatchObject([{ why: 'currency' }]);
  });

  test('binary dust of a computed cell is no fault', () => {
    expect(read([headers, ['A', 'F1', '', '22/10/2026', 0.1 + 0.2, '', '', '']]).invoices[0]?.instalments[0]?.amount).toEqual(money(30, 'EUR'));
  });
});

test('rows of one invoice with different due dates are its instalments', () => {
  const { invoices } = read([['Client', 'N° facture', 'Échéance', 'Restant dû'], ['A', 'F1', '30/11/2026', '50,00'], ['A', 'f1', '31/10/2026', '50,00']]);
  expect(invoices).toHaveLength(1);
  expect(invoices[0]?.instalments.map((each) => each.due)).toEqual(['2026-10-31', '2026-11-30']);
});

test('marks that turn reading direction and control characters do not survive in names and numbers', () => {
  const { debtors, invoices } = read([['Client', 'N° facture', 'Échéance', 'Restant dû'], ['A\u202eeman\u0007', 'F\u200b1', '30/11/2026', '50,00']]);
  expect(debtors[0]?.name).toBe('Aeman');
  expect(invoices[0]?.number).toBe('F1');
});

test('every row is either used or named, whatever the cells hold', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('22/10/2026', '12,50', 'F1', 'F2', 'A', '2026-01-05', '-3'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 12 }), (rows) => {
      const result = read([FRENCH, ...rows], { headerRow: 0, columns: { 'debtor-name': 1, 'invoice-number': 4, due: 6, outstanding: 8, amount: 7, currency: 9 }, dateOrder: 'day-first' });
      const used = result.invoices.reduce((count, invoice) => count + invoice.instalments.length, 0);
      expect(used + result.unreadable.length).toBe(result.rows);
    }),
    { numRuns: 500 },
  );
});
