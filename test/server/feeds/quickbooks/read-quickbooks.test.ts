import { describe, expect, it } from '@jest/globals';
import type { CompanyId, Totals } from '../../../../src/core';
import { readCursor } from '../../../../src/server/feeds/quickbooks/quickbooks-cursor';
import { readCustomer } from '../../../../src/server/feeds/quickbooks/read-customer';
import { isVoided, readInvoice } from '../../../../src/server/feeds/quickbooks/read-invoice';
import { eventsFor, readPayment, unappliedOf } from '../../../../src/server/feeds/quickbooks/read-payment';
import fc from '../../../property';

const around = { company: 'atelier' as CompanyId, home: null, payments: [] };
const invoice = {
  Id: '130', DocNumber: '1037', TxnDate: '2026-09-24', DueDate: '2026-10-24', CurrencyRef: { value: 'EUR' }, CustomerRef: { value: '24', name: 'Sonnenschein' }, TotalAmt: 362.07, Balance: 362.07,
  LinkedTxn: [], MetaData: { LastUpdatedTime: '2026-09-24T15:08:12-08:00' },
};
const payment = { Id: '16', TxnDate: '2026-10-02', CurrencyRef: { value: 'EUR' }, CustomerRef: { value: '24' }, TotalAmt: 100, UnappliedAmt: 25.5, Line: [{ Amount: 74.5, LinkedTxn: [{ TxnId: '130', TxnType: 'Invoice' }] }] };
const fault = (given: object): unknown => {
  const reading = readInvoice({ ...invoice, ...given }, 'Invoice', around);
  return reading.ok ? reading.invoice.instalments[0]?.outstanding.minor : reading.fault;
};

describe('what QuickBooks writes', () => {
  it('a sum is read to the cent, and not guessed', () => {
    expect(fault({})).toBe(36_207);
    expect(fault({ Balance: 0.1 + 0.2 })).toBe(30);
    expect(fault({ Balance: 0.105 })).toEqual({ field: 'Balance', why: 'malformed' });
    expect(fault({ Balance: undefined })).toEqual({ field: 'Balance', why: 'missing' });
  });

  it('a document without currency, day or number is refused by name', () => {
    expect(fault({ CurrencyRef: undefined })).toEqual({ field: 'CurrencyRef', why: 'missing' });
    expect(fault({ CurrencyRef: { value: 'CAD' } })).toEqual({ field: 'CurrencyRef', why: 'currency' });
    expect(fault({ DueDate: undefined })).toEqual({ field: 'DueDate', why: 'no-due-date' });
    expect(fault({ DocNumber: undefined })).toEqual({ field: 'DocNumber', why: 'no-number' });
    expect(fault({ CustomerRef: {} })).toEqual({ field: 'CustomerRef', why: 'no-customer' });
  });

  it('a credit memo is negative, and what remains of it is its remaining credit', () => {
    const reading = readInvoice({ ...invoice, DueDate: undefined, RemainingCredit: 12 }, 'CreditMemo', around);
    expect(reading.ok && reading.invoice.instalments).toEqual([{ due: '2026-09-24', dueBasis: 'computed', amount: { minor: -36_207, currency: 'EUR' }, outstanding: { minor: -1_200, currency: 'EUR' } }]);
  });

  it('nothing is voided but what says so and is worth nothing', () => {
    expect([isVoided({ ...invoice, TotalAmt: 0, Balance: 0, PrivateNote: 'Voided' }), isVoided({ ...invoice, PrivateNote: 'Voided' }), isVoided({ ...invoice, TotalAmt: 0, Balance: 0 })]).toEqual([true, false, false]);
  });

  it('a payment tells what it did for an invoice, and what of it stands on account', () => {
    const reading = readPayment(payment);
    if (!reading.ok) throw new Error(reading.fault.field);
    expect(eventsFor('130', [reading.payment], 'EUR')).toEqual([{ on: '2026-10-02', amount: { minor: 7_450, currency: 'EUR' }, kind: 'payment', reference: null }]);
    expect(eventsFor('130', [{ ...reading.payment, total: 0 }], 'EUR')).toMatchObject([{ kind: 'credit' }]);
    expect([...unappliedOf([reading.payment], null).credits]).toEqual([['24', [{ minor: 2_550, currency: 'EUR' }] satisfies Totals]]);
    expect(unappliedOf([{ ...reading.payment, currency: 'CAD' }], null).faults).toEqual([{ record: '16', field: 'CurrencyRef', why: 'currency' }]);
  });

  it('a private person is one without company and without its numbers; several addresses stand in one field', () => {
    const person = { Id: '7', DisplayName: 'Léa Martin', FamilyName: 'Martin', PrimaryEmailAddr: { Address: 'lea@example.fr, compta@example.fr; pas une adresse' } };
    const reading = readCustomer(person, []);
    if (!reading.ok) throw new Error(reading.fault.field);
    expect(reading.debtor).toMatchObject({ kind: 'consumer', contacts: [{ address: 'lea@example.fr' }, { address: 'compta@example.fr', role: 'accounting' }] });
    expect(reading.faults.length).toBeGreaterThan(0);
    expect(readCustomer({ ...person, ResaleNum: '404 833 048' }, [])).toMatchObject({ debtor: { kind: 'business', legalIds: { siren: '404833048' } } });
  });

  it('never throws, and never makes a sum of what is none', () => {
    const spoilt = (row: object): ReturnType<typeof fc.record<{ field: string; value: unknown }>> => fc.record({ field: fc.constantFrom(...Object.keys(row)), value: fc.jsonValue() as fc.Arbitrary<unknown> });
    fc.assert(fc.property(spoilt(invoice), ({ field, value }) => {
      const reading = readInvoice({ ...invoice, [field]: value }, 'Invoice', around);
      if (reading.ok) for (const { outstanding } of reading.invoice.instalments) expect(Number.isSafeInteger(outstanding.minor)).toBe(true);
    }));
    fc.assert(fc.property(spoilt(payment), ({ field, value }) => {
      const reading = readPayment({ ...payment, [field]: value });
      if (reading.ok) expect(reading.payment.parts.every(({ minor }) => Number.isSafeInteger(minor))).toBe(true);
    }));
    fc.assert(fc.property(fc.record({ Id: fc.constantFrom<unknown>('7', 7), DisplayName: fc.jsonValue(), PrimaryEmailAddr: fc.jsonValue(), BillAddr: fc.jsonValue(), ParentRef: fc.jsonValue(), BillWithParent: fc.boolean() }), (row) => {
      readCustomer(row, []);
    }));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readCursor(text)).toBeNull();
    }));
  });
});
