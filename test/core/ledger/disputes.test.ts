import { expect, test } from '@jest/globals';
import { foldHistory, statementOfAccount } from '../../../src/core';
import type { Invoice, LogFact, Money, StatementOfAccount } from '../../../src/core';
import type { LogItem } from '../builders';
import { TODAY, aCreditNote, aLog, anInstalment, anInvoice, daysAgo, disputeClosed, disputed, entryId, eur, gbp, idOf, inDays } from '../builders';

const statement = (invoices: readonly Invoice[], ...facts: readonly LogItem[]): StatementOfAccount =>
  statementOfAccount({ invoices, unallocatedCredits: [], disputes: foldHistory(aLog(...facts)).disputes }, TODAY);
const disputedOf = ({ items }: StatementOfAccount): readonly (readonly [string, Money])[] => items.map((item) => [item.number, item.disputed] as const);

const old = anInvoice({ number: 'FA-1', due: daysAgo(40), amount: eur(100) });
const young = anInvoice({ number: 'FA-2', due: daysAgo(10), amount: eur(100) });
const about = (...numbers: readonly string[]): readonly ReturnType<typeof idOf>[] => numbers.map(idOf);

test('without a dispute nothing is disputed', () => {
  expect(disputedOf(statement([old, young]))).toEqual([['FA-1', eur(0)], ['FA-2', eur(0)]]);
});

test('a dispute without an amount takes all that is outstanding on its invoices', () => {
  expect(disputedOf(statement([old, young], disputed({ invoices: about('FA-1') })))).toEqual([['FA-1', eur(100)], ['FA-2', eur(0)]]);
  expect(disputedOf(statement([old, young], disputed({ invoices: about('FA-1', 'FA-2') })))).toEqual([['FA-1', eur(100)], ['FA-2', eur(100)]]);
});

test.each([[99.99, 99.99, 0], [100, 100, 0], [100.01, 100, 0.01], [150, 100, 50], [500, 100, 100]])('%d € in dispute over two invoices of 100 €: oldest first', (amount, first, second) => {
  expect(disputedOf(statement([young, old], disputed({ invoices: about('FA-2', 'FA-1'), amount: eur(amount) })))).toEqual([['FA-1', eur(first)], ['FA-2', eur(second)]]);
});

test('a partial dispute reaches the instalments of its invoice in turn', () => {
  const instalments = [anInstalment({ due: daysAgo(20), amount: eur(60) }), anInstalment({ due: inDays(10), amount: eur(60) })];
  expect(disputedOf(statement([anInvoice({ number: 'FA-1', instalments })], disputed({ invoices: about('FA-1'), amount: eur(80) })))).toEqual([['FA-1', eur(60)], ['FA-1', eur(20)]]);
});

test('a partial dispute in another currency touches nothing', () => {
  expect(disputedOf(statement([old], disputed({ invoices: about('FA-1'), amount: gbp(80) })))).toEqual([['FA-1', eur(0)]]);
});

test('two partial disputes over one invoice are two complaints', () => {
  const twice = [disputed({ invoices: about('FA-1'), amount: eur(30) }), disputed({ invoices: about('FA-1'), amount: eur(40) })];
  expect(disputedOf(statement([old], ...twice))).toEqual([['FA-1', eur(70)]]);
  expect(disputedOf(statement([old], ...twice, disputeClosed(entryId('entry-1'))))).toEqual([['FA-1', eur(40)]]);
});

test('a partial dispute goes to what a dispute over the whole invoice left, whichever was opened first', () => {
  const whole = disputed({ invoices: about('FA-1') });
  const part = disputed({ invoices: about('FA-1', 'FA-2'), amount: eur(80) });
  for (const facts of [[whole, part], [part, whole]]) expect(disputedOf(statement([old, young], ...facts))).toEqual([['FA-1', eur(100)], ['FA-2', eur(80)]]);
});

test('a dispute over the whole invoice goes first also when the partial one was opened on an earlier day', () => {
  const whole: LogItem = [disputed({ invoices: about('FA-1') }), { on: daysAgo(2) }];
  const part: LogItem = [disputed({ invoices: about('FA-1', 'FA-2'), amount: eur(80) }), { on: daysAgo(3) }];
  for (const facts of [[whole, part], [part, whole]]) expect(disputedOf(statement([old, young], ...facts))).toEqual([['FA-1', eur(100)], ['FA-2', eur(80)]]);
});

test('of two partial disputes opened on one day the one written down first takes first', () => {
  const wide = disputed({ invoices: about('FA-1', 'FA-2'), amount: eur(80) });
  const narrow = disputed({ invoices: about('FA-1'), amount: eur(50) });
  expect(disputedOf(statement([old, young], wide, narrow))).toEqual([['FA-1', eur(100)], ['FA-2', eur(0)]]);
  expect(disputedOf(statement([old, young], narrow, wide))).toEqual([['FA-1', eur(100)], ['FA-2', eur(30)]]);
});

test('the mark of the ledger counts like a dispute, oldest instalment first', () => {
  const instalments = [anInstalment({ due: daysAgo(20), amount: eur(60) }), anInstalment({ due: inDays(10), amount: eur(60) })];
  expect(disputedOf(statement([anInvoice({ number: 'FA-1', instalments, disputed: eur(70) })]))).toEqual([['FA-1', eur(60)], ['FA-1', eur(10)]]);
});

test.each([[30, 50, 50], [50, 30, 50], [50, 50, 50]])('where the ledger says %d € and the log %d €, it is one complaint of %d €', (ledger, log, expected) => {
  expect(disputedOf(statement([{ ...old, disputed: eur(ledger) }], disputed({ invoices: about('FA-1'), amount: eur(log) })))).toEqual([['FA-1', eur(expected)]]);
});

test('what is disputed is capped by what a credit note left of the invoice', () => {
  const credit = aCreditNote({ number: 'AV-1', corrects: 'FA-1', amount: eur(-30) });
  expect(disputedOf(statement([{ ...old, disputed: eur(100) }, credit]))).toEqual([['FA-1', eur(70)]]);
});

test('a credit is never disputed, and a mark below zero is none', () => {
  const credit = aCreditNote({ number: 'AV-1', amount: eur(-30), disputed: eur(30) });
  expect(disputedOf(statement([credit, { ...old, disputed: eur(-5) }]))).toEqual([['FA-1', eur(0)], ['AV-1', eur(0)]]);
});

test('a dispute that names a credit note too takes its whole amount from the invoice', () => {
  const credit = aCreditNote({ number: 'AV-1', amount: eur(-30), due: daysAgo(90) });
  expect(disputedOf(statement([credit, old], disputed({ invoices: [credit.id, ...about('FA-1')], amount: eur(40) })))).toEqual([['AV-1', eur(0)], ['FA-1', eur(40)]]);
});

test('of two partial disputes the one opened first takes first, as the day says and not the id', () => {
  const wide: LogFact = disputed({ invoices: about('FA-1', 'FA-2'), amount: eur(80) });
  const narrow: LogFact = disputed({ invoices: about('FA-1'), amount: eur(50) });
  expect(disputedOf(statement([old, young], [wide, { on: daysAgo(3) }], [narrow, { on: daysAgo(2) }]))).toEqual([['FA-1', eur(100)], ['FA-2', eur(0)]]);
  expect(disputedOf(statement([old, young], [wide, { on: daysAgo(2) }], [narrow, { on: daysAgo(3) }]))).toEqual([['FA-1', eur(100)], ['FA-2', eur(30)]]);
});

test('a dispute over an invoice that is settled or unknown changes nothing', () => {
  expect(disputedOf(statement([old], disputed({ invoices: about('FA-77') })))).toEqual([['FA-1', eur(0)]]);
});
