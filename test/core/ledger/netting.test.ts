import { expect, test } from '@jest/globals';
import fc from '../../property';
import { AGEING_BUCKETS, statementOfAccount } from '../../../src/core';
import type { CompanyId, DebtorId, Invoice, InvoiceId, Money, StatementOfAccount } from '../../../src/core';
import { TODAY, aCreditNote, aDepositInvoice, anInstalment, anInvoice, daysAgo, eur, gbp, inDays, usd } from '../builders';

const statement = (...invoices: readonly Invoice[]): StatementOfAccount => statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, TODAY);
/** "FA-1 1000 <AV-1 200": number, outstanding in units, what was netted into it. */
const lines = ({ items }: StatementOfAccount): readonly string[] =>
  items.map(({ number, outstanding, netted }) => [`${number} ${outstanding.minor / 100}`, ...netted.map((credit) => `<${credit.number} ${credit.amount.minor / 100}`)].join(' '));
const credits = ({ perCurrency }: StatementOfAccount): readonly Money[] => perCurrency.map((of) => of.credits);

const invoice = anInvoice({ number: 'FA-1', due: daysAgo(40) });
const credit = (over: Parameters<typeof aCreditNote>[0] = {}): Invoice => aCreditNote({ number: 'AV-1', corrects: 'FA-1', ...over });

test('an unused credit note is deducted from the invoice that it corrects, and is then used up', () => {
  const of = statement(invoice, credit());
  expect(lines(of)).toEqual(['FA-1 1000 <AV-1 200']);
  expect(of.perCurrency).toMatchObject([{ open: eur(1000), overdue: eur(1000), credits: eur(0) }]);
});

test('a credit note that the ledger has matched already is not deducted again', () => {
  expect(lines(statement(anInvoice({ number: 'FA-1', outstanding: eur(1000), payments: [{ on: daysAgo(5), amount: eur(200), kind: 'credit', reference: 'AV-1' }] }), credit({ outstanding: eur(0) })))).toEqual(['FA-1 1000']);
});

test('of a credit note used in part only the unused part is deducted', () => {
  expect(lines(statement(anInvoice({ number: 'FA-1', outstanding: eur(1050) }), credit({ amount: eur(-200), outstanding: eur(-50) })))).toEqual(['FA-1 1000 <AV-1 50']);
});

test.each([
  ['a cent less than', 1199.99, ['FA-1 0.01 <AV-1 1199.99'], 0],
  ['exactly', 1200, [], 0],
  ['a cent more than', 1200.01, ['AV-1 -0.01'], 0.01],
])('a credit of %s the invoice', (_, amount, expected, left) => {
  const of = statement(invoice, credit({ amount: eur(-amount) }));
  expect(lines(of)).toEqual(expected);
  expect(credits(of)).toEqual(expected.length === 0 ? [] : [eur(left)]);
});

test('what is left of a credit is never put on another invoice', () => {
  const of = statement(invoice, anInvoice({ number: 'FA-2', due: daysAgo(90) }), credit({ amount: eur(-1500) }));
  expect(lines(of)).toEqual(['FA-2 1200', 'AV-1 -300']);
  expect(of.perCurrency).toMatchObject([{ open: eur(900), overdue: eur(1200), credits: eur(300) }]);
});

test('a credit that names no invoice stays a negative item and counts as credit', () => {
  const of = statement(invoice, credit({ corrects: null }));
  expect(lines(of)).toEqual(['FA-1 1200', 'AV-1 -200']);
  expect(of.perCurrency).toMatchObject([{ open: eur(1000), overdue: eur(1200), credits: eur(200) }]);
});

test.each<[string, Invoice, Invoice]>([
  ['another currency', anInvoice({ number: 'FA-1', amount: gbp(1200) }), credit()],
  ['another company', anInvoice({ number: 'FA-1', company: 'other' as CompanyId }), credit()],
  ['another debtor', anInvoice({ number: 'FA-1', debtor: 'C-9' as DebtorId }), credit()],
  ['a number that is not there', anInvoice({ number: 'FA-10' }), credit()],
  ['an empty number', anInvoice({ number: '' }), credit({ corrects: ' ' })],
  ['a paid invoice', anInvoice({ number: 'FA-1', outstanding: eur(0) }), credit()],
  ['an invoice that is no longer listed', anInvoice({ number: 'FA-1', missingSince: daysAgo(2) }), credit()],
  ['a credit note', aCreditNote({ number: 'FA-1', amount: eur(200) }), credit()],
])('a credit finds nothing to reduce: %s', (_, target, one) => {
  const of = statement(target, one);
  expect(of.items.find(({ number }) => number === 'AV-1')?.outstanding).toEqual(eur(-200));
  expect(of.items.flatMap(({ netted }) => netted)).toEqual([]);
});

test('two invoices of the same number: which one is corrected is not guessed', () => {
  expect(lines(statement(invoice, { ...invoice, id: 'other' as InvoiceId }, credit()))).toEqual(['FA-1 1200', 'FA-1 1200', 'AV-1 -200']);
});

test.each([['fa-1'], [' FA-1 '], ['FA\u20111'], ['FA\u00a0-1']])('the corrected invoice is found although the ledger writes %j', (corrects) => {
  expect(lines(statement(invoice, credit({ corrects })))).toEqual(['FA-1 1000 <AV-1 200']);
});

test('a credit note that is no longer listed is not deducted', () => {
  const of = statement(invoice, credit({ missingSince: daysAgo(2) }));
  expect(lines(of)).toEqual(['FA-1 1200']);
  expect(of.missing).toEqual([{ number: 'AV-1', since: daysAgo(2) }]);
});

test('a credit reduces a deposit that it corrects', () => {
  expect(lines(statement(aDepositInvoice({ number: 'AC-1' }), credit({ corrects: 'AC-1' })))).toEqual(['AC-1 100 <AV-1 200']);
});

test('a credit reduces the oldest instalment first, then the next', () => {
  const instalments = [anInstalment({ due: inDays(20), amount: eur(100) }), anInstalment({ due: daysAgo(40), amount: eur(100) }), anInstalment({ due: daysAgo(10), amount: eur(100) })];
  const of = statement(anInvoice({ number: 'FA-1', instalments }), credit({ amount: eur(-150) }));
  expect(of.items.map(({ due, outstanding, netted }) => [due, outstanding, netted])).toEqual([
    [daysAgo(10), eur(50), [{ number: 'AV-1', amount: eur(50) }]],
    [inDays(20), eur(100), []],
  ]);
});

test('a credit passes over an instalment that is paid and reduces the next one', () => {
  const instalments = [anInstalment({ due: daysAgo(40), amount: eur(100), outstanding: eur(0) }), anInstalment({ due: daysAgo(10), amount: eur(100) })];
  expect(lines(statement(anInvoice({ number: 'FA-1', instalments }), credit({ amount: eur(-30) })))).toEqual(['FA-1 70 <AV-1 30']);
});

test('a credit note of several lines, one of which takes back a part, is worth the rest and demands nothing itself', () => {
  const instalments = [anInstalment({ due: daysAgo(12), amount: eur(-200) }), anInstalment({ due: daysAgo(10), amount: eur(50) })];
  expect(lines(statement(invoice, credit({ instalments })))).toEqual(['FA-1 1050 <AV-1 150']);
  expect(lines(statement(invoice, credit({ instalments, corrects: null })))).toEqual(['FA-1 1200', 'AV-1 -150']);
});

test('an overpaid invoice that stands for an earlier one is not put on that one in silence', () => {
  const rectified = anInvoice({ number: 'FA-2', corrects: 'FA-1', outstanding: eur(-50), due: daysAgo(5) });
  expect(lines(statement(invoice, rectified))).toEqual(['FA-1 1200', 'FA-2 -50']);
});

test('two credits on one invoice: the older is used first, the younger keeps the rest', () => {
  const older = credit({ number: 'AV-9', due: daysAgo(20), amount: eur(-900) });
  const younger = credit({ number: 'AV-1', due: daysAgo(10), amount: eur(-900) });
  expect(lines(statement(younger, invoice, older))).toEqual(['AV-1 -600']);
  expect(lines(statement(younger, { ...invoice, instalments: [anInstalment({ amount: eur(2000) })] }, older))).toEqual(['FA-1 200 <AV-9 900 <AV-1 900']);
});

test('an overpaid instalment covers the others of its own invoice and no other invoice', () => {
  const instalments = [anInstalment({ due: daysAgo(40), amount: eur(100), outstanding: eur(-150) }), anInstalment({ due: daysAgo(10), amount: eur(100) })];
  const of = statement(anInvoice({ number: 'FA-1', instalments }), anInvoice({ number: 'FA-2' }));
  expect(lines(of)).toEqual(['FA-1 -50', 'FA-2 1200']);
  expect(credits(of)).toEqual([eur(50)]);
});

test('what an invoice overpaid on one instalment still demands is no deducted credit note', () => {
  const instalments = [anInstalment({ due: daysAgo(40), amount: eur(100), outstanding: eur(-30) }), anInstalment({ due: daysAgo(10), amount: eur(100) })];
  expect(lines(statement(anInvoice({ number: 'FA-1', instalments })))).toEqual(['FA-1 70']);
});

test('two invoices of one number and day stand by their id, whatever the order of rows', () => {
  const other = { ...invoice, id: 'a-first' as InvoiceId };
  for (const rows of [[invoice, other], [other, invoice]]) expect(statement(...rows).items.map((item) => item.invoice)).toEqual(['a-first', invoice.id]);
});

test('an overpaid invoice is a credit, not a debt', () => {
  const of = statement(anInvoice({ outstanding: eur(-30) }));
  expect(of.perCurrency).toMatchObject([{ open: eur(-30), overdue: eur(0), notDue: eur(0), credits: eur(30) }]);
});

/* ---- properties ---- */

const amount = fc.tuple(fc.integer({ min: -50_000, max: 50_000 }), fc.constantFrom(eur, gbp, usd)).map(([cents, unit]) => unit(cents / 100));
const number = fc.constantFrom('FA-1', 'FA-2', 'FA-3', 'AV-1', 'AV-2');
const due = fc.integer({ min: -100, max: 100 }).map((days) => daysAgo(days));
const anyInvoice: fc.Arbitrary<Invoice> = fc
  .record({
    number,
    kind: fc.constantFrom('invoice' as const, 'deposit' as const, 'credit-note' as const),
    corrects: fc.option(number, { nil: null }),
    missingSince: fc.option(fc.constant(daysAgo(2)), { nil: null, freq: 6 }),
    disputed: fc.option(amount, { nil: null }),
    instalments: fc.array(fc.record({ due, amount }), { minLength: 1, maxLength: 3 }).map((list) => list.map((one) => anInstalment(one))),
  })
  .map((over) => anInvoice(over));
const ledger = fc.array(anyInvoice, { maxLength: 8 }).map((list) => list.map((one, at) => ({ ...one, id: `${one.id}/${at}` as InvoiceId })));
const unallocated = fc.constantFrom([], [eur(10)], [eur(500), usd(3)]);
const minor = (amounts: readonly Money[], currency: string): number => amounts.reduce((total, one) => (one.currency === currency ? total + one.minor : total), 0);

test('netting conserves the totals of every currency', () => {
  fc.assert(fc.property(ledger, (invoices) => {
    const { items } = statement(...invoices);
    const before = invoices.filter(({ missingSince }) => missingSince === null).flatMap(({ instalments }) => instalments.map(({ outstanding }) => outstanding));
    for (const currency of ['EUR', 'GBP', 'USD']) {
      expect(minor(items.map(({ outstanding }) => outstanding), currency)).toBe(minor(before, currency));
    }
  }));
});

test('the columns of the ageing add up to overdue and not due, and these less credits to what is open', () => {
  fc.assert(fc.property(ledger, unallocated, (invoices, unallocatedCredits) => {
    for (const of of statementOfAccount({ invoices, unallocatedCredits, disputes: [] }, TODAY).perCurrency) {
      const columns = new Map(of.ageing.map(({ bucket, amount: sum }) => [bucket, sum.minor]));
      expect([...columns.keys()]).toEqual(AGEING_BUCKETS);
      expect(columns.get('not-due')).toBe(of.notDue.minor);
      expect([...columns.values()].reduce((a, b) => a + b, 0)).toBe(of.overdue.minor + of.notDue.minor);
      expect(of.open.minor).toBe(of.overdue.minor + of.notDue.minor - of.credits.minor);
      expect(Math.min(of.overdue.minor, of.notDue.minor, of.credits.minor)).toBeGreaterThanOrEqual(0);
    }
  }));
});

test('the order of the rows in the ledger does not matter', () => {
  fc.assert(fc.property(ledger.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([invoices, shuffled]) => {
    expect(statement(...shuffled)).toEqual(statement(...invoices));
  }));
});

test('no debt is turned into a credit, no credit into a debt, and what was netted explains the difference', () => {
  fc.assert(fc.property(ledger, (invoices) => {
    for (const item of statement(...invoices).items) {
      const before = invoices.find(({ id }) => id === item.invoice)?.instalments[item.instalment - 1]?.outstanding.minor ?? 0;
      expect(Math.sign(item.outstanding.minor)).toBe(Math.sign(before));
      expect(Math.abs(item.outstanding.minor)).toBeLessThanOrEqual(Math.abs(before));
      const netted = item.netted.reduce((total, one) => total + one.amount.minor, 0);
      expect(netted).toBeLessThanOrEqual(Math.max(0, before - item.outstanding.minor));
      if (invoices.find(({ id }) => id === item.invoice)?.instalments.length === 1 && before > 0) expect(netted).toBe(before - item.outstanding.minor);
    }
  }));
});

test('nobody disputes more than is outstanding, nor a credit', () => {
  fc.assert(fc.property(ledger, (invoices) => {
    for (const { outstanding, disputed } of statement(...invoices).items) {
      expect(disputed.minor).toBeGreaterThanOrEqual(0);
      expect(disputed.minor).toBeLessThanOrEqual(Math.max(0, outstanding.minor));
      expect(disputed.currency).toBe(outstanding.currency);
    }
  }));
});
