import { expect, test } from '@jest/globals';
import { bucketOf, statementOfAccount, summaryOf } from '../../../src/core';
import type { AgeingBucket, Invoice, LocalDate, StatementOfAccount } from '../../../src/core';
import { TODAY, aCreditNote, aDebtor, aDepositInvoice, aPaidInvoice, anInstalment, anInvoice, chf, daysAgo, eur, gbp, inDays, usd } from '../builders';

const statement = (invoices: readonly Invoice[], over: Partial<Parameters<typeof statementOfAccount>[0]> = {}, today: LocalDate = TODAY): StatementOfAccount =>
  statementOfAccount({ invoices, unallocatedCredits: [], disputes: [], ...over }, today);

test.each<[number, AgeingBucket]>([
  [-31, 'not-due'], [-1, 'not-due'], [0, 'not-due'], [1, '1-30'], [29, '1-30'], [30, '1-30'], [31, '31-60'], [59, '31-60'], [60, '31-60'], [61, '61-90'], [89, '61-90'], [90, '61-90'], [91, '90+'], [4000, '90+'],
])('%i days late stands in the column %s', (days, bucket) => {
  expect(bucketOf(days)).toBe(bucket);
});

test.each<[string, number, number, AgeingBucket, number, number]>([
  ['the day before the due date', -1, -1, 'not-due', 0, 1200],
  ['on the due date', 0, 0, 'not-due', 0, 1200],
  ['the day after', 1, 1, '1-30', 1200, 0],
  ['30 days after', 30, 30, '1-30', 1200, 0],
  ['31 days after', 31, 31, '31-60', 1200, 0],
  ['60 days after', 60, 60, '31-60', 1200, 0],
  ['61 days after', 61, 61, '61-90', 1200, 0],
  ['90 days after', 90, 90, '61-90', 1200, 0],
  ['91 days after', 91, 91, '90+', 1200, 0],
])('%s an invoice is late by the days since and stands in its column alone', (_, late, daysOverdue, bucket, overdue, notDue) => {
  const { items, perCurrency, asOf } = statement([anInvoice({ due: daysAgo(late) })]);
  expect(asOf).toBe(TODAY);
  expect(items.map((item) => [item.daysOverdue, item.bucket])).toEqual([[daysOverdue, bucket]]);
  expect(perCurrency).toHaveLength(1);
  expect([perCurrency[0]?.overdue, perCurrency[0]?.notDue, perCurrency[0]?.open]).toEqual([eur(overdue), eur(notDue), eur(1200)]);
  expect(perCurrency[0]?.ageing.map((column) => [column.bucket, column.amount, column.items])).toEqual(
    (['not-due', '1-30', '31-60', '61-90', '90+'] as const).map((column) => [column, column === bucket ? eur(1200) : eur(0), column === bucket ? 1 : 0]),
  );
});

test('nothing open is a statement without items and without currencies', () => {
  expect(statement([])).toEqual({ asOf: TODAY, items: [], perCurrency: [], missing: [] });
  expect(statement([aPaidInvoice()])).toEqual({ asOf: TODAY, items: [], perCurrency: [], missing: [] });
});

test('an item says everything of its instalment that a clerk sees', () => {
  expect(statement([anInvoice({ number: 'FA-9', outstanding: eur(700), document: 'doc-9' })]).items).toEqual([
    {
      invoice: 'atelier-nord:FA-9', number: 'FA-9', kind: 'invoice', instalment: 1, instalments: 1, issued: daysAgo(62), due: daysAgo(32), dueBasis: 'printed', amount: eur(1200), outstanding: eur(700),
      disputed: eur(0), daysOverdue: 32, bucket: '31-60', netted: [], document: 'doc-9',
    },
  ]);
});

test('a part payment shows only in what is outstanding and is not deducted a second time', () => {
  const invoice = anInvoice({ outstanding: eur(700), payments: [{ on: daysAgo(2), amount: eur(500), kind: 'payment', reference: null }] });
  expect(statement([invoice]).items.map(({ amount, outstanding }) => [amount, outstanding])).toEqual([[eur(1200), eur(700)]]);
});

test('each instalment is an item of its own, paid ones are absent', () => {
  const instalments = [
    anInstalment({ due: daysAgo(40), amount: eur(400), outstanding: eur(0) }),
    anInstalment({ due: daysAgo(10), amount: eur(400) }),
    anInstalment({ due: inDays(20), amount: eur(400), dueBasis: 'computed' }),
  ];
  const { items, perCurrency } = statement([anInvoice({ instalments })]);
  expect(items.map(({ instalment, instalments: of, due, dueBasis, bucket }) => [instalment, of, due, dueBasis, bucket])).toEqual([
    [2, 3, daysAgo(10), 'printed', '1-30'],
    [3, 3, inDays(20), 'computed', 'not-due'],
  ]);
  expect([perCurrency[0]?.overdue, perCurrency[0]?.notDue]).toEqual([eur(400), eur(400)]);
});

test('a deposit is owed like an invoice', () => {
  const { items, perCurrency } = statement([aDepositInvoice()]);
  expect(items.map(({ kind, outstanding }) => [kind, outstanding])).toEqual([['deposit', eur(300)]]);
  expect(perCurrency[0]?.overdue).toEqual(eur(300));
});

test('items stand by due date, then number', () => {
  const numbers = statement([
    anInvoice({ number: 'FA-3', due: daysAgo(5) }), anInvoice({ number: 'FA-2', due: daysAgo(5) }), anInvoice({ number: 'FA-9', due: daysAgo(50) }), aCreditNote({ number: 'AV-1', due: daysAgo(70) }),
  ]).items.map(({ number }) => number);
  expect(numbers).toEqual(['AV-1', 'FA-9', 'FA-2', 'FA-3']);
});

/* ---- currencies ---- */

test('each currency has its own statement, the one longest overdue first; they are never added up', () => {
  const { perCurrency } = statement([
    anInvoice({ number: 'E', due: daysAgo(3), amount: eur(100) }), anInvoice({ number: 'G', due: daysAgo(45), amount: gbp(70) }), anInvoice({ number: 'U', due: inDays(9), amount: usd(50) }),
    aCreditNote({ number: 'C', amount: chf(-5), due: daysAgo(400) }),
  ]);
  expect(perCurrency.map(({ currency, open, overdue, notDue, credits }) => [currency, open, overdue, notDue, credits])).toEqual([
    ['GBP', gbp(70), gbp(70), gbp(0), gbp(0)],
    ['EUR', eur(100), eur(100), eur(0), eur(0)],
    ['USD', usd(50), usd(0), usd(50), usd(0)],
    ['CHF', chf(-5), chf(0), chf(0), chf(5)],
  ]);
});

test('the oldest debt of a currency decides its place, not its youngest', () => {
  const { perCurrency } = statement([anInvoice({ number: 'G1', due: daysAgo(45), amount: gbp(70) }), anInvoice({ number: 'G2', due: inDays(5), amount: gbp(70) }), anInvoice({ number: 'E', due: daysAgo(3), amount: eur(100) })]);
  expect(perCurrency.map(({ currency }) => currency)).toEqual(['GBP', 'EUR']);
});

test('equally late currencies stand in their usual order', () => {
  const { perCurrency } = statement([anInvoice({ number: 'C', amount: chf(1) }), anInvoice({ number: 'U', amount: usd(1) }), anInvoice({ number: 'E', amount: eur(1) })]);
  expect(perCurrency.map(({ currency }) => currency)).toEqual(['EUR', 'USD', 'CHF']);
});

/* ---- unallocated money ---- */

test('a credit of zero makes no statement of its own', () => {
  expect(statement([anInvoice()], { unallocatedCredits: [eur(0), gbp(0)] }).perCurrency.map(({ currency }) => currency)).toEqual(['EUR']);
});

test('money received that nothing is matched with is shown as credit and reduces no invoice', () => {
  const { items, perCurrency } = statement([anInvoice()], { unallocatedCredits: [eur(450), gbp(20)] });
  expect(items.map(({ outstanding }) => outstanding)).toEqual([eur(1200)]);
  expect(perCurrency.map(({ open, overdue, credits }) => [open, overdue, credits])).toEqual([
    [eur(750), eur(1200), eur(450)],
    [gbp(-20), gbp(0), gbp(20)],
  ]);
});

/* ---- what a newer ledger no longer lists ---- */

test('an invoice that a newer ledger no longer lists is neither an item nor paid: it is named as missing', () => {
  const { items, perCurrency, missing } = statement([anInvoice({ number: 'FA-2', missingSince: daysAgo(1) }), anInvoice({ number: 'FA-1', missingSince: daysAgo(1) }), anInvoice({ number: 'FA-3', missingSince: daysAgo(9) })]);
  expect([items, perCurrency]).toEqual([[], []]);
  expect(missing).toEqual([{ number: 'FA-3', since: daysAgo(9) }, { number: 'FA-1', since: daysAgo(1) }, { number: 'FA-2', since: daysAgo(1) }]);
});

test('an invoice gone from the list with one instalment paid and one open is named as missing', () => {
  const instalments = [anInstalment({ due: daysAgo(40), outstanding: eur(0) }), anInstalment({ due: daysAgo(10) })];
  expect(statement([anInvoice({ number: 'FA-1', instalments, missingSince: daysAgo(1) })]).missing).toEqual([{ number: 'FA-1', since: daysAgo(1) }]);
});

test('what is missing stands by the day it left, then by number, whatever the order of the file', () => {
  const gone = (number: string, ago: number): Invoice => anInvoice({ number, missingSince: daysAgo(ago) });
  const numbers = (...invoices: readonly Invoice[]): readonly string[] => statement(invoices).missing.map(({ number, since }) => `${number} ${since}`);
  const expected = [`FA-3 ${daysAgo(9)}`, `FA-1 ${daysAgo(4)}`, `FA-2 ${daysAgo(4)}`, `FA-1 ${daysAgo(1)}`];
  expect(numbers(gone('FA-1', 1), gone('FA-2', 4), gone('FA-1', 4), gone('FA-3', 9))).toEqual(expected);
  expect(numbers(gone('FA-3', 9), gone('FA-1', 4), gone('FA-2', 4), gone('FA-1', 1))).toEqual(expected);
});

test('a paid invoice that left the list needs no remark', () => {
  expect(statement([aPaidInvoice({ missingSince: daysAgo(1) })]).missing).toEqual([]);
});

/* ---- summary ---- */

test('the summary names what is overdue and open per currency and the oldest delay', () => {
  const debtor = aDebtor({ town: 'Prades' });
  const of = statement([anInvoice({ number: 'G', amount: gbp(70), due: daysAgo(45) }), anInvoice({ number: 'E', amount: eur(100), due: daysAgo(3) }), anInvoice({ number: 'U', amount: usd(9), due: inDays(3) })]);
  expect(summaryOf(debtor, of)).toEqual({
    id: debtor.id, code: 'C-0412', name: 'Garage du Canigou', legalIds: debtor.legalIds, town: 'Prades', overdue: [eur(100), gbp(70)], open: [eur(100), gbp(70), usd(9)], oldestDaysOverdue: 45,
  });
});

test('the summary of who owes nothing late has no sum overdue and no delay; an old credit is no delay', () => {
  expect(summaryOf(aDebtor(), statement([anInvoice({ due: inDays(3) })]))).toMatchObject({ overdue: [], open: [eur(1200)], oldestDaysOverdue: 0 });
  expect(summaryOf(aDebtor(), statement([aCreditNote({ due: daysAgo(80) })]))).toMatchObject({ overdue: [], open: [eur(-200)], oldestDaysOverdue: 0 });
  expect(summaryOf(aDebtor(), statement([]))).toMatchObject({ overdue: [], open: [], oldestDaysOverdue: 0 });
});

test('ninety invoices of the largest amount that a ledger may hold are still a sum', () => {
  const largest = eur(1_000_000_000_000);
  const { perCurrency } = statement(Array.from({ length: 90 }, (_, at) => anInvoice({ number: `F-${at}`, due: daysAgo(40), amount: largest })));
  expect(perCurrency[0]?.overdue.minor).toBe(90 * largest.minor);
});
