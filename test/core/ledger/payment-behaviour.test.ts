import { expect, test } from '@jest/globals';
import fc from '../../property';
import { invoiceId, paymentBehaviour } from '../../../src/core';
import type { CompanyId } from '../../../src/core';
import { COMPANY, aCreditNote, aPaidInvoice, aPayment, anInstalment, anInvoice, daysAgo, eur } from '../builders';

const due = daysAgo(100);
const paid = (late: number): ReturnType<typeof aPaidInvoice> => aPaidInvoice({ due, paidOn: daysAgo(100 - late) });

test('who never paid an invoice has no average', () => {
  expect(paymentBehaviour([])).toEqual({ paidInvoices: 0, averageDaysLate: null });
  expect(paymentBehaviour([anInvoice()])).toEqual({ paidInvoices: 0, averageDaysLate: null });
});

test.each<[string, readonly number[], number]>([
  ['a day early', [-1], -1], ['on the day', [0], 0], ['a day late', [1], 1],
  ['12 and 13 days late: half up', [12, 13], 13], ['12, 12 and 13 days late', [12, 12, 13], 12],
  ['a day early and on the day: half up', [-1, 0], 0], ['1 and 2 days early: half up', [-1, -2], -1], ['early and late in balance', [-5, 5], 0],
])('paid %s', (_, delays, average) => {
  expect(paymentBehaviour(delays.map(paid))).toEqual({ paidInvoices: delays.length, averageDaysLate: average });
});

test('the last payment and the last instalment decide', () => {
  const instalments = [anInstalment({ due: daysAgo(90), amount: eur(50), outstanding: eur(0) }), anInstalment({ due: daysAgo(60), amount: eur(50), outstanding: eur(0) })];
  const payments = [aPayment({ on: daysAgo(40), amount: eur(50) }), aPayment({ on: daysAgo(80), amount: eur(50) })];
  expect(paymentBehaviour([anInvoice({ instalments, payments })])).toEqual({ paidInvoices: 1, averageDaysLate: 20 });
});

test('a later write-off of some cents does not move the day of payment', () => {
  const invoice = anInvoice({ due, outstanding: eur(0), payments: [aPayment({ on: daysAgo(90) }), aPayment({ on: daysAgo(10), amount: eur(0.02), kind: 'write-off' })] });
  expect(paymentBehaviour([invoice]).averageDaysLate).toBe(10);
});

test.each([
  ['still open by a cent', anInvoice({ outstanding: eur(0.01), payments: [aPayment()] })],
  ['paid but for its last instalment', anInvoice({ instalments: [anInstalment({ due: daysAgo(40), outstanding: eur(0) }), anInstalment({ due: daysAgo(10) })], payments: [aPayment()] })],
  ['settled by a credit note beside a payment of nothing', anInvoice({ outstanding: eur(0), payments: [aPayment({ kind: 'credit' }), aPayment({ amount: eur(0) })] })],
  ['settled by a credit note', anInvoice({ outstanding: eur(0), payments: [aPayment({ kind: 'credit' })] })],
  ['written off', anInvoice({ outstanding: eur(0), payments: [aPayment({ kind: 'write-off' })] })],
  ['settled without a known payment', anInvoice({ outstanding: eur(0) })],
  ['only gone from the ledger', anInvoice({ missingSince: daysAgo(2), payments: [aPayment({ amount: eur(5) })] })],
  ['a payment that came back', anInvoice({ outstanding: eur(0), payments: [aPayment({ amount: eur(-5) })] })],
  ['a credit note', aCreditNote({ outstanding: eur(0), payments: [aPayment()] })],
])('an invoice %s says nothing about paying', (_, invoice) => {
  expect(paymentBehaviour([invoice])).toEqual({ paidInvoices: 0, averageDaysLate: null });
});

test('the average lies between the quickest and the slowest', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -60, max: 90 }), { minLength: 1, maxLength: 20 }), (delays) => {
    const { averageDaysLate } = paymentBehaviour(delays.map(paid));
    expect(averageDaysLate).toBeGreaterThanOrEqual(Math.min(...delays));
    expect(averageDaysLate).toBeLessThanOrEqual(Math.max(...delays));
    expect(Object.is(averageDaysLate, -0)).toBe(false);
  }));
});

/* ---- invoice ids ---- */

test.each(['FA-1', 'fa-1', ' FA-1', 'FA\u20111', 'FA-\u200b1', 'FA -1\n'])('%j is the same invoice as FA-1', (number) => {
  expect(invoiceId(COMPANY, number, 'invoice')).toBe(invoiceId(COMPANY, 'FA-1', 'deposit'));
});

test.each(['FA1', 'FA-01', 'FA/1', 'FA-1-', 'FB-1', 'FA-1:CREDIT-NOTE'])('%j is another invoice than FA-1', (number) => {
  expect(invoiceId(COMPANY, number, 'invoice')).not.toBe(invoiceId(COMPANY, 'FA-1', 'invoice'));
});

test('a credit note and an invoice of one number are two, and so are those of two companies', () => {
  expect(invoiceId(COMPANY, 'FA-1', 'credit-note')).not.toBe(invoiceId(COMPANY, 'FA-1', 'invoice'));
  expect(invoiceId('other' as CompanyId, 'FA-1', 'invoice')).not.toBe(invoiceId(COMPANY, 'FA-1', 'invoice'));
});

test.each([['FA:1', 'FA1'], ['FA%1', 'FA1'], ['FA:1', 'FA%3A1'], ['FA%1', 'FA%251']])('%j and %j are two invoices', (one, other) => {
  expect(invoiceId(COMPANY, one, 'invoice')).not.toBe(invoiceId(COMPANY, other, 'invoice'));
});

test('no two companies and numbers meet in one id, whatever signs they hold', () => {
  const part = fc.string({ unit: fc.constantFrom('A', 'B', ':', '%', '3', '-', '/'), maxLength: 5 });
  fc.assert(fc.property(part, part, part, part, fc.boolean(), fc.boolean(), (c1, n1, c2, n2, k1, k2) => {
    fc.pre(c1 !== c2 || n1 !== n2 || k1 !== k2);
    expect(invoiceId(c1 as CompanyId, n1, k1 ? 'credit-note' : 'invoice')).not.toBe(invoiceId(c2 as CompanyId, n2, k2 ? 'credit-note' : 'invoice'));
  }));
});
