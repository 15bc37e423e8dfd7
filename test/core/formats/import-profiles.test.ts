import { describe, expect, test } from '@jest/globals';
import { completeMapping, proposeMapping, readLedgerRows } from '../../../src/core';
import type { CompanyId, LedgerRows, Row } from '../../../src/core';

const rowsOf = (...lines: readonly string[]): readonly Row[] => lines.map((line): Row => line.split(','));
const read = (rows: readonly Row[]): LedgerRows => readLedgerRows(rows, completeMapping(rows, proposeMapping(rows, null).mapping).mapping, 'martel' as CompanyId, 'export.csv');
const openOf = ({ invoices }: LedgerRows): readonly unknown[] => invoices.map((invoice) => [invoice.number, invoice.kind, ...invoice.instalments.map(({ due, outstanding }) => `${due} ${String(outstanding.minor)} ${outstanding.currency}`)]);

describe('an export of Xero', () => {
  // The header line as src/core/formats/profiles/xero.ts tells its source.
  const HEADER = 'ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,SAAddressLine1,SAAddressLine2,SAAddressLine3,SAAddressLine4,SACity,SARegion,SAPostalCode,SACountry,InvoiceNumber,Reference,InvoiceDate,DueDate,PlannedDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,TaxAmount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,Currency,Type,Sent,Status';
  const line = (number: string, total: string, paid: string, due: string, item: string, more: { readonly type?: string; readonly status?: string; readonly day?: string } = {}): string =>
    `Harbour Cafe,pay@harbour.example,1 Quay,,,,Nelson,,7010,NZ,9 Dock,,,,Nelson,,7011,NZ,${number},PO 12,${more.day ?? '24/03/2026'},23/04/2026,,${total},0.00,${paid},${due},,${item},1,10.00,,10.00,200,None,0.00,,,,,EUR,${more.type ?? 'Sales invoice'},Sent,${more.status ?? 'Awaiting Payment'}`;

  test('counts an invoice once, whose figures stand on each of its lines', () => {
    const ledger = read(rowsOf(HEADER, line('INV-1', '1495.00', '495.00', '1000.00', 'coffee'), line('INV-1', '1495.00', '495.00', '1000.00', 'cups'), line('INV-1', '1495.00', '495.00', '1000.00', 'cups'), line('INV-2', '10.00', '0.00', '10.00', 'tea')));
    expect(openOf(ledger)).toEqual([['INV-1', 'invoice', '2026-04-23 100000 EUR'], ['INV-2', 'invoice', '2026-04-23 1000 EUR']]);
    expect(ledger.unreadable).toEqual([]);
    expect(ledger.debtors).toMatchObject([{ name: 'Harbour Cafe', contacts: [{ address: 'pay@harbour.example' }] }]);
  });

  test('tells invoices from credit notes, drafts, what is not approved and what was voided', () => {
    const ledger = read(rowsOf(HEADER, line('INV-1', '10.00', '0.00', '10.00', 'a'), line('CN-1', '50.00', '0.00', '50.00', 'a', { type: 'Sales credit note' }), line('INV-3', '7.00', '0.00', '7.00', 'a', { status: 'Draft' }), line('INV-4', '7.00', '0.00', '7.00', 'a', { status: 'Awaiting Approval' }), line('INV-5', '0.00', '0.00', '0.00', 'a', { status: 'Voided' })));
    expect(openOf(ledger)).toEqual([['INV-1', 'invoice', '2026-04-23 1000 EUR'], ['CN-1', 'credit-note', '2026-04-23 -5000 EUR']]);
    expect(ledger.remarks).toMatchObject([{ code: 'ledger/rows-skipped', why: 'draft', rows: 2 }, { code: 'ledger/rows-skipped', why: 'cancelled', rows: 1 }]);
  });

  test('does not take a supplier’s bill for a debt to us, and says so', () => {
    const ledger = read(rowsOf(HEADER, line('INV-1', '10.00', '0.00', '10.00', 'a'), line('016083', '30.00', '0.00', '30.00', 'a', { type: 'Bill' }), line('016084', '-30.00', '0.00', '-30.00', 'a', { type: 'Bill credit note' })));
    expect(openOf(ledger)).toEqual([['INV-1', 'invoice', '2026-04-23 1000 EUR']]);
    expect(ledger.remarks).toMatchObject([{ code: 'ledger/rows-skipped', why: 'vendor-bill', rows: 2, value: '016083' }]);
  });

  test('whose lines contradict each other is left out, and named: no sum is made of totals', () => {
    const ledger = read(rowsOf(HEADER, line('INV-1', '10.00', '0.00', '10.00', 'a'), line('INV-1', '20.00', '0.00', '20.00', 'b'), line('INV-2', '5.00', '0.00', '5.00', 'c')));
    expect(openOf(ledger)).toEqual([['INV-2', 'invoice', '2026-04-23 500 EUR']]);
    expect(ledger.unreadable).toMatchObject([{ why: 'lines-undecided' }, { why: 'lines-undecided' }]);
  });
});

describe('an export of Zoho Books', () => {
  const HEADER = 'Invoice Date,Invoice ID,Invoice Number,Estimate Number,Invoice Status,Customer Name,Customer ID,Due Date,Expected Payment Date,PurchaseOrder,Currency Code,Account,Item Name,Item Total,SubTotal,Total,Balance,Billing Address,Billing City,Billing Country,Billing Code';
  const line = (id: string, number: string, status: string, item: string, total: string, balance: string): string => `2026-03-24,${id},${number},,${status},Umbrella Retail,4271668000000095032,2026-04-23,,PO-9,EUR,Sales,${item},10,10,${total},${balance},4 FC Road,Pune,India,411004`;

  test('is read by its numbers, not by its ids, and each invoice counts once', () => {
    const rows = rowsOf(HEADER, line('9001', 'INV-0001', 'Overdue', 'Bracket', '819.2', '800'), line('9001', 'INV-0001', 'Overdue', 'Hinge', '819.2', '800'), line('9002', 'INV-0002', 'Paid', 'Bracket', '885.4', '0'), line('9003', 'INV-0003', 'Draft', 'Hinge', '44.8', '44.8'), line('9004', 'INV-0004', 'Void', 'Hinge', '44.8', '0'));
    const ledger = read(rows);
    expect(openOf(ledger)).toEqual([['INV-0001', 'invoice', '2026-04-23 80000 EUR'], ['INV-0002', 'invoice', '2026-04-23 0 EUR']]);
    expect(ledger.debtors).toMatchObject([{ name: 'Umbrella Retail', code: '4271668000000095032' }]);
    expect(proposeMapping(rows, null).mapping.columns).toMatchObject({ 'invoice-number': 2, 'debtor-code': 6, outstanding: 16 });
    expect(ledger.unreadable).toEqual([]);
  });
});

test('one header of a profile alone changes nothing', () => {
  expect(proposeMapping(rowsOf('ContactName,InvoiceNumber,DueDate,Balance'), null).mapping.columns).toEqual({ 'invoice-number': 1, due: 2, outstanding: 3 });
});
