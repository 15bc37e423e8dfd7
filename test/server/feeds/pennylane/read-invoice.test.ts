import { describe, expect, it } from '@jest/globals';
import type { CompanyId } from '../../../../src/core';
import { readCustomer } from '../../../../src/server/feeds/pennylane/read-customer';
import { readInvoice, sortOfInvoice } from '../../../../src/server/feeds/pennylane/read-invoice';
import fc from '../../../property';

const company = 'atelier' as CompanyId;
const row = {
  id: 42, invoice_number: 'F20230001', currency: 'EUR', amount: '230.32', currency_amount: '230.32', date: '2023-08-30', deadline: '2023-09-30', paid: false, status: 'late', draft: false,
  remaining_amount_with_tax: '20.0', customer: { id: 7, url: '' }, credited_invoice: null, public_file_url: 'https://app.pennylane.com/public/invoice/pdf?encrypted_id=x', updated_at: '2023-08-30T10:08:08.146343Z',
};
const openOf = (given: object, credited: Readonly<Record<string, unknown>> | null = null): unknown => {
  const reading = readInvoice({ ...row, ...given }, company, credited);
  return reading.ok ? reading.invoice.instalments[0]?.outstanding.minor : reading.fault;
};

describe('an invoice of Pennylane', () => {
  it('owes what remains, and nothing once it is paid, whatever the rest says', () => {
    expect(openOf({})).toBe(2_000);
    expect(openOf({ paid: true })).toBe(0);
    expect(openOf({ status: 'paid' })).toBe(0);
  });

  it('is refused by name where a sum, a day or a customer cannot be read', () => {
    expect(openOf({ remaining_amount_with_tax: null })).toEqual({ field: 'remaining_amount_with_tax', why: 'missing' });
    expect(openOf({ remaining_amount_with_tax: '20.005' })).toEqual({ field: 'remaining_amount_with_tax', why: 'malformed' });
    expect(openOf({ currency: 'JPY' })).toEqual({ field: 'currency', why: 'currency' });
    expect(openOf({ deadline: null })).toEqual({ field: 'deadline', why: 'no-due-date' });
    expect(openOf({ customer: null })).toEqual({ field: 'customer', why: 'no-customer' });
    expect(openOf({ invoice_number: '' })).toEqual({ field: 'invoice_number', why: 'no-number' });
  });

  it('a credit note is deducted where it waits, not where it reduced its invoice already', () => {
    const note = { status: 'credit_note', currency_amount: '-100.0', remaining_amount_with_tax: '-100.0', deadline: null, credited_invoice: { id: 41, url: '' } };
    expect(openOf({ ...note, credited_invoice: null })).toBe(-10_000);
    expect(openOf(note, { id: 41, status: 'partially_cancelled', invoice_number: 'F1' })).toBe(0);
    expect(openOf({ ...note, currency_amount: '100.0', remaining_amount_with_tax: '100.0' }, { id: 41, status: 'paid', invoice_number: 'F1' })).toBe(-10_000);
  });

  it('each status is one of ours; another one is not guessed', () => {
    expect(['draft', 'incomplete', 'archived', 'proforma', 'late', 'nope', 'toString'].map((status) => sortOfInvoice({ ...row, status }))).toEqual(['draft', 'draft', 'cancelled', 'not-an-invoice', 'invoice', null, null]);
  });

  it('never throws, and never makes a sum of what is none', () => {
    fc.assert(fc.property(fc.record({ field: fc.constantFrom(...Object.keys(row)), value: fc.jsonValue() }), ({ field, value }) => {
      const given = { ...row, [field]: value };
      sortOfInvoice(given);
      const reading = readInvoice(given, company, null);
      if (reading.ok) for (const { outstanding } of reading.invoice.instalments) expect(Number.isSafeInteger(outstanding.minor)).toBe(true);
    }));
    fc.assert(fc.property(fc.record({ id: fc.constantFrom<unknown>(7, '7', null), name: fc.jsonValue(), customer_type: fc.constantFrom('company', 'individual', 'x'), emails: fc.jsonValue(), billing_address: fc.jsonValue(), reg_no: fc.jsonValue(), vat_number: fc.jsonValue() }), (given) => {
      readCustomer(given);
    }));
  });
});
