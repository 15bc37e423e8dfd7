import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, claimsOfItems, FRANCE_BUSINESS, money, penaltyAccount, statementOfAccount } from '../../../src/core';
import type { ClaimTerms, Invoice, ItemClaim, LocalDate, PaymentEvent } from '../../../src/core';
import { aPayment, anInstalment, anInvoice, creditIdOf, daysAgo, eur, inDays, TODAY } from '../builders';
import { invoicesLife } from '../dunning/lives';
import { RATES } from './claims';

const LEDGER_VIEW: ClaimTerms = { view: 'ledger', noticeOn: null, contract: null, insolvency: null, interestStops: null };
const itemsOf = (invoices: readonly Invoice[]) => statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, TODAY).items;
const claimsOf = (invoices: readonly Invoice[]): readonly ItemClaim[] => claimsOfItems(itemsOf(invoices), invoices, LEDGER_VIEW, TODAY);
const only = (invoices: readonly Invoice[]): ItemClaim => {
  const [one, ...others] = claimsOf(invoices);
  if (one === undefined || others.length > 0) throw new Error('not one claim');
  return one;
};
const payment = (ago: number, amount: number, kind: PaymentEvent['kind'] = 'payment'): PaymentEvent => aPayment({ on: daysAgo(ago), amount: eur(amount), kind });

describe('a claim as the ledger tells it', () => {
  test('an invoice wholly open is its amount, without events', () => {
    expect(only([anInvoice()])).toMatchObject({ claim: { number: 'FA-2026-0297', amount: eur(1200), due: daysAgo(32), events: [] }, undated: eur(0), disputed: eur(0) });
  });

  test('a payment with its day reduces from that day on; a write-off reduces the principal alone', () => {
    const { claim, undated } = only([anInvoice({ outstanding: eur(600), payments: [payment(5, 100, 'write-off'), payment(20, 500)] })]);
    expect(claim.amount).toEqual(eur(1200));
    expect(claim.events).toEqual([{ on: daysAgo(20), kind: 'payment', amount: eur(500) }, { on: daysAgo(5), kind: 'credit-note', amount: eur(100) }]);
    expect(undated).toEqual(eur(0));
  });

  test('what was paid on a day that nobody knows bears no interest, and is told', () => {
    const { claim, undated } = only([anInvoice({ outstanding: eur(600), payments: [payment(20, 100)] })]);
    expect([claim.amount, claim.events.length, undated]).toEqual([eur(700), 1, eur(500)]);
  });

  test('an event that the ledger’s figure does not bear out is not counted: what is open decides', () => {
    expect(only([anInvoice({ outstanding: eur(1200), payments: [payment(20, 500)] })]).claim).toMatchObject({ amount: eur(1200), events: [] });
    expect(only([anInvoice({ amount: eur(1200), outstanding: eur(1300) })])).toMatchObject({ claim: { amount: eur(1300) }, undated: eur(0) });
  });

  test('a payment dated tomorrow is already gone from what is open: it is not demanded again', () => {
    const { claim, undated } = only([anInvoice({ outstanding: eur(700), payments: [aPayment({ on: inDays(1), amount: eur(500) })] })]);
    expect([claim.amount, claim.events, undated]).toEqual([eur(700), [], eur(500)]);
  });

  test('payments go to the oldest instalment first', () => {
    const instalments = [40, 30, 20].map((ago, at) => anInstalment({ due: daysAgo(ago), amount: eur(100), outstanding: eur([0, 50, 100][at] as number) }));
    const claims = claimsOf([anInvoice({ instalments, payments: [payment(10, 60), payment(35, 90)] })]);
    expect(claims.map(({ claim }) => [claim.due, claim.amount, claim.events])).toEqual([
      [daysAgo(30), eur(100), [{ on: daysAgo(10), kind: 'payment', amount: eur(50) }]],
      [daysAgo(20), eur(100), []],
    ]);
  });

  test('a credit note that was netted counts from its own day, and is no claim itself', () => {
    const credit = anInvoice({ id: creditIdOf('AV-1'), number: 'AV-1', kind: 'credit-note', corrects: 'FA-2026-0297', amount: eur(-200), due: daysAgo(10), issued: daysAgo(12) });
    expect(only([anInvoice(), credit]).claim).toMatchObject({ amount: eur(1200), events: [{ on: daysAgo(12), kind: 'credit-note', amount: eur(200) }] });
    expect(only([anInvoice(), { ...credit, issued: null }])).toMatchObject({ claim: { amount: eur(1000), events: [] }, undated: eur(200) });
  });

  test('the disputed part is not demanded, and of an invoice wholly disputed not even the charge', () => {
    expect(claimsOf([anInvoice({ disputed: eur(1200), amount: eur(1500), outstanding: eur(1200), payments: [payment(5, 300)] })])).toEqual([]);
    expect(only([anInvoice({ disputed: eur(300) })])).toMatchObject({ claim: { amount: eur(900) }, disputed: eur(300) });
  });

  test('the fixed charge stands once for an invoice in three instalments', () => {
    const instalments = [40, 30, 20].map((ago) => anInstalment({ due: daysAgo(ago), amount: eur(100) }));
    const account = penaltyAccount(claimsOf([anInvoice({ instalments })]).map(({ claim }) => claim), FRANCE_BUSINESS, RATES, TODAY);
    expect(account).toMatchObject({ ok: true, value: { fixedCharges: [eur(40)] } });
  });

  test('whatever the ledger holds, the ledger view demands as principal what is open and overdue, less disputes: not a cent more or less', () => {
    const somePayments = fc.array(fc.record({ ago: fc.integer({ min: -5, max: 80 }), minor: fc.integer({ min: -1000, max: 300_000 }), kind: fc.constantFrom<PaymentEvent['kind']>('payment', 'credit', 'write-off'), at: fc.nat(4) }), { maxLength: 6 });
    fc.assert(
      fc.property(invoicesLife, somePayments, (bare, payments) => {
        const invoices = bare.map((invoice, at) => ({ ...invoice, payments: payments.filter((one) => one.at === at).map(({ ago, minor, kind }) => aPayment({ on: addDays(TODAY, -ago) as LocalDate, amount: money(minor, 'EUR'), kind })) }));
        const items = itemsOf(invoices).filter(({ outstanding, disputed, kind }) => outstanding.minor > disputed.minor && outstanding.minor > 0 && kind !== 'credit-note');
        const account = penaltyAccount(claimsOf(invoices).map(({ claim }) => claim), FRANCE_BUSINESS, RATES, TODAY);
        if (!account.ok) throw new Error(JSON.stringify(account.problem));
        expect(account.value.lines.map(({ statement }) => statement.principalOutstanding.minor)).toEqual(items.map(({ outstanding, disputed }) => outstanding.minor - disputed.minor));
        expect(account.value.lines.every(({ statement }) => statement.surplus.minor === 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
