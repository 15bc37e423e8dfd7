import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { completeMapping, readLedgerRows, readPartOfListing, recogniseColumns, scanListing } from '../../../src/core';
import type { Cell, ColumnMapping, CompanyId, Row } from '../../../src/core';

const COMPANY = 'atelier-nord' as CompanyId;
const HEADER: Row = ['Code client', 'Client', 'N° facture', 'Date', 'Échéance', 'Montant TTC', 'Reste dû', 'Statut', 'Litige', 'E-mail', 'Devise'];
/** 46 300 is 5 October 2026. */
const PLAIN: Row = ['C-1', 'Durand', 'FA-1', 46_270, 46_300, 120.5, 120.5, '', '', 'compta@durand.fr', 'EUR'];
const plain = (over: Readonly<Record<number, Cell>>): Row => PLAIN.map((cell, at) => (at in over ? (over[at] as Cell) : cell));

function mapped(rows: readonly Row[]): ColumnMapping {
  const { columns, headerRow } = recogniseColumns(rows.slice(0, 1));
  return completeMapping(rows, { columns, headerRow, sheet: null, dateOrder: null, decimal: null, defaultCurrency: 'EUR' }).mapping;
}

/** Everything that a reading of everything says of these customers, and of rows that cannot be used. */
function told(rows: readonly Row[], keys: ReadonlySet<string>, part: readonly number[] | null): unknown {
  const mapping = mapped(rows);
  const { debtors, invoices, unreadable } = part === null ? readLedgerRows(rows, mapping, COMPANY, 'Factures') : readPartOfListing(rows, mapping, COMPANY, 'Factures', part);
  return { debtors: debtors.filter(({ id }) => keys.has(id)), invoices: invoices.filter(({ debtor }) => keys.has(debtor)), unreadable };
}

function inParts(rows: readonly Row[]): void {
  const scan = scanListing(rows, mapped(rows));
  if (scan.whole) return;
  for (const { key, rows: own } of scan.customers) {
    const wanted = [...new Set([...scan.doubtful, ...own])].sort((a, b) => a - b);
    expect(told(rows, new Set([key]), wanted)).toEqual(told(rows, new Set([key]), null));
  }
  // Whoever the whole reading names is among those that the scan saw.
  const keys = new Set(scan.customers.map(({ key }) => key));
  for (const { id } of readLedgerRows(rows, mapped(rows), COMPANY, 'Factures').debtors) expect(keys).toContain(id);
}

test('the export of a known program is read as a whole: its words are not seen at a glance', () => {
  const rows: readonly Row[] = [['Number', 'Partner', 'Invoice/Bill Date', 'Due Date', 'Amount Due', 'Currency', 'Type', 'Status'], ['INV/1', 'Durand', 46_270, 46_300, 120.5, 'EUR', 'Customer Credit Note', 'Posted']];
  expect(scanListing(rows, mapped(rows)).whole).toBe(true);
});

describe('a ledger that is looked over before some of it is read', () => {
  const doubts = (...rows: readonly Row[]) => {
    const { doubtful, whole } = scanListing([HEADER, ...rows], mapped([HEADER, ...rows]));
    return whole ? 'whole' : doubtful;
  };

  test.each<[string, Row, 'whole' | readonly number[]]>([
    ['a plain row', plain({ 2: 'FA-2' }), []],
    ['a text that is a day', plain({ 2: 'FA-2', 4: '31/10/2026' }), []],
    ['an amount as text', plain({ 2: 'FA-2', 6: '120,50' }), []],
    ['a number without a separator', plain({ 2: 20_260_002 }), []],
    ['no due date', plain({ 2: 'FA-2', 4: '' }), [2]],
    ['a day that is none', plain({ 2: 'FA-2', 4: 'à réception' }), [2]],
    ['an amount with a third of a cent', plain({ 2: 'FA-2', 6: 12.345 }), [2]],
    ['an amount that is a fault', plain({ 2: 'FA-2', 6: '#REF!' }), [2]],
    ['a customer that is a fault', plain({ 0: '#REF!', 2: 'FA-2' }), [2]],
    ['no amount', plain({ 2: 'FA-2', 5: '', 6: '' }), [2]],
    ['a foreign currency', plain({ 2: 'FA-2', 10: 'JPY' }), [2]],
    ['called paid with something open', plain({ 2: 'FA-2', 7: 'payée' }), [2]],
    ['called paid in part, with nothing that says which part', plain({ 2: 'FA-2', 6: '', 7: 'partiellement payée' }), [2]],
    ['called paid in part, with what is left of it', plain({ 2: 'FA-2', 6: 40, 7: 'partiellement payée' }), []],
    ['called open', plain({ 2: 'FA-2', 7: 'en attente' }), []],
    ['a dispute', plain({ 2: 'FA-2', 8: 'oui' }), [2]],
    ['the same number again', plain({}), [1, 2]],
    ['the same number, written otherwise', plain({ 2: 'fa 1' }), [1, 2]],
    ['no number', plain({ 2: '' }), [2]],
    ['no customer', plain({ 0: '', 1: '', 2: 'FA-2' }), [2]],
    ['a blank row', ['', '', ''], []],
    ['a total', ['', 'Total', '', '', '', 240, 240], 'whole'],
    ['a sum alone', ['', '', '', '', '', 240, 240], 'whole'],
    ['a heading', ['C-2', 'Martin'], 'whole'],
    ['its header again', HEADER, 'whole'],
    ['a day without separators', plain({ 2: 'FA-2', 4: 151_026 }), 'whole'],
  ])('%s', (_, row, expected) => {
    expect(doubts(PLAIN, row)).toEqual(expected);
  });

  const cell = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Cell>('', null, '#REF!', '#N/A', '=1+1', "'00412", 'Total', 'total client C-1', true, false, 'à réception', '31/10/2026', '10/31/2026', '05/06/2026', '2026-10-31', 151_026, 20_261_031, 1e20, -1, 0.005, '1,0E+05', 'é'.repeat(80), 'Client : Durand', 'payée', 'annulée', 'oui', 'a@b.fr;c@d.fr') },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 1, arbitrary: fc.double({ noNaN: true }) },
  );
  const row = fc.record({ customer: fc.constantFrom('C-1', 'c-1', 'C-2', 3), name: fc.constantFrom('Durand', 'DURAND', 'Martin & Fils'), number: fc.oneof(fc.integer({ min: 1, max: 30 }).map((n) => `FA-${n}`), fc.integer({ min: 1, max: 30 })), due: fc.integer({ min: 46_000, max: 46_400 }), amount: fc.integer({ min: -500_00, max: 500_000 }).map((n) => n / 100) })
    .map(({ customer, name, number, due, amount }) => plain({ 0: customer, 1: name, 2: number, 4: due, 5: amount, 6: amount }));
  const spoilt = fc.tuple(row, fc.array(fc.tuple(fc.nat(HEADER.length - 1), cell), { minLength: 0, maxLength: 2 })).map(([good, faults]): Row => faults.reduce<Row>((all, [at, value]) => all.map((one, place) => (place === at ? value : one)), good));

  test('what a part says of its customers, and the rows that cannot be used, is what the whole says', () => {
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: row }, { weight: 1, arbitrary: spoilt }), { maxLength: 14 }), (rows) => inParts([HEADER, ...rows])), { numRuns: 300 });
  });

  test('whatever stands in the cells, looking it over ends without an accident', () => {
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 }), (rows) => inParts([HEADER, ...rows])), { numRuns: 300 });
  });
});
