import { describe, expect, test } from '@jest/globals';
import type { Invoice, LogFact } from '../../../src/core';
import { aDebtor, anInstalment, anInvoice, creditIdOf, aCreditNote, daysAgo, day, disputed, eur, gbp, held, idOf, inDays, promised, TODAY, usd } from '../builders';
import type { EntryOver } from '../builders';
import { assessed, beforeItLapses, expected, inShort } from './standard';

const said = (fact: LogFact, ago = 3): readonly [LogFact, EntryOver] => [fact, { on: daysAgo(ago) }];
const inDispute = (over: Parameters<typeof disputed>[0]): readonly [LogFact, EntryOver] => said(disputed(over));
const late = (number: string, over: Parameters<typeof anInvoice>[0] = {}): Invoice => anInvoice({ number, due: daysAgo(32), amount: eur(1000), ...over });
const holdsOf = (invoices: readonly Invoice[], ...log: readonly (readonly [LogFact, EntryOver])[]) => expected('held', { invoices, log }).holds;

describe('disputes beside each other', () => {
  test('each tells its own invoices and sum', () => {
    expect(holdsOf([late('FA-1'), late('FA-2', { amount: eur(500) })], inDispute({ invoices: [idOf('FA-1')] }), inDispute({ invoices: [idOf('FA-2')] }))).toEqual([
      { kind: 'dispute', entry: 'entry-1', numbers: ['FA-1'], amount: eur(1000), openedOn: daysAgo(3) },
      { kind: 'dispute', entry: 'entry-2', numbers: ['FA-2'], amount: eur(500), openedOn: daysAgo(3) },
    ]);
  });

  test('two complaints that together take a whole invoice each tell their own part', () => {
    const parts = [inDispute({ invoices: [idOf('FA-1')], amount: eur(600) }), inDispute({ invoices: [idOf('FA-1')], amount: eur(400) })];
    expect(holdsOf([late('FA-1')], ...parts).map((hold) => 'amount' in hold && hold.amount)).toEqual([eur(600), eur(400)]);
  });

  test('a complaint of more than is still owed tells what is owed', () => {
    expect(holdsOf([late('FA-1', { outstanding: eur(300) })], inDispute({ invoices: [idOf('FA-1')], amount: eur(600) }))).toMatchObject([{ amount: eur(300) }]);
  });

  test('one over two currencies is told in each, with its own numbers', () => {
    const dollars = late('FA-2', { amount: usd(700) });
    expect(holdsOf([late('FA-1'), dollars, late('FA-3', { amount: usd(50) })], inDispute({ invoices: [idOf('FA-1'), idOf('FA-2'), idOf('FA-3')] }))).toMatchObject([
      { entry: 'entry-1', numbers: ['FA-1'], amount: eur(1000) },
      { entry: 'entry-1', numbers: ['FA-2', 'FA-3'], amount: usd(750) },
    ]);
  });

  test('its sum in euros says nothing about the dollars that the ledger marks', () => {
    const invoices = [late('FA-1', { amount: eur(500) }), late('FA-2', { amount: usd(700), disputed: usd(700) })];
    expect(holdsOf(invoices, inDispute({ invoices: [idOf('FA-1'), idOf('FA-2')], amount: eur(600) }))).toMatchObject([
      { numbers: ['FA-1'], amount: eur(500) },
      { numbers: ['FA-2'], amount: usd(700) },
    ]);
  });

  test('what only the ledger marks comes last, one hold per currency', () => {
    const invoices = [late('FA-1', { disputed: eur(1000) }), late('FA-2', { amount: gbp(80), disputed: gbp(80) }), late('FA-3', { disputed: eur(1000) }), late('FA-4')];
    expect(holdsOf(invoices, inDispute({ invoices: [idOf('FA-4')] }))).toEqual([
      { kind: 'dispute', entry: 'entry-1', numbers: ['FA-4'], amount: eur(1000), openedOn: daysAgo(3) },
      { kind: 'dispute', entry: null, numbers: ['FA-1', 'FA-3'], amount: eur(2000), openedOn: null },
      { kind: 'dispute', entry: null, numbers: ['FA-2'], amount: gbp(80), openedOn: null },
    ]);
  });

  test('without any, an invoice on its way by direct debit is no disputed one', () => {
    expect(holdsOf([late('FA-1', { means: 'direct-debit-presented' })]).map(({ kind }) => kind)).toEqual(['direct-debit']);
  });
});

describe('factors and e-invoices beside each other', () => {
  const factor = (name: string) => ({ assignee: { name, iban: null } });

  test('each factor stands once, with the invoices assigned to him', () => {
    const invoices = [late('FA-1', factor('Factor SA')), late('FA-2', factor('Crédit Nord')), late('FA-3', factor('Factor SA')), late('FA-4', { eInvoiceStatus: 210 }), late('FA-5', { means: 'bill-in-hand' })];
    expect(holdsOf(invoices)).toEqual([
      { kind: 'direct-debit', numbers: ['FA-5'] },
      { kind: 'assigned', numbers: ['FA-1', 'FA-3'], factor: 'Factor SA' },
      { kind: 'assigned', numbers: ['FA-2'], factor: 'Crédit Nord' },
      { kind: 'e-invoice', numbers: ['FA-4'], status: 210, until: null },
    ]);
  });

  test('each status of the e-invoicing platform stands once, with its invoices', () => {
    const invoices = [late('FA-1', { eInvoiceStatus: 210 }), late('FA-2', { eInvoiceStatus: 207 }), late('FA-3', { eInvoiceStatus: 210 }), late('FA-4', factor('Factor SA'))];
    expect(holdsOf(invoices)).toEqual([
      { kind: 'e-invoice', numbers: ['FA-1', 'FA-3'], status: 210, until: null },
      { kind: 'e-invoice', numbers: ['FA-2'], status: 207, until: null },
      { kind: 'assigned', numbers: ['FA-4'], factor: 'Factor SA' },
    ]);
  });

  test('an invoice of several instalments is named once', () => {
    const instalments = [anInstalment({ due: daysAgo(40) }), anInstalment({ due: daysAgo(10) })];
    expect(holdsOf([late('FA-1', { instalments, eInvoiceStatus: 213 })])).toEqual([{ kind: 'e-invoice', numbers: ['FA-1'], status: 213, until: null }]);
  });
});

describe('until when several holds last', () => {
  const until = (log: readonly (readonly [LogFact, EntryOver])[], over = {}) => {
    const answer = expected('held', { invoices: [late('FA-1')], log, over });
    return [answer.until, answer.recheckOn];
  };
  const suspension = (last: ReturnType<typeof inDays> | null) => said(held({ until: last }));
  const promise = said(promised({ promisedFor: day('2026-11-27'), invoices: [] })); // left alone until 1 December

  test('one without an end leaves the end open, whichever stands first; the first that ends is looked at again', () => {
    expect(until([suspension(null), promise])).toEqual([null, '2026-12-02']);
    expect(until([suspension(inDays(2)), suspension(null)])).toEqual([null, inDays(3)]);
    expect(until([said({ kind: 'insolvency-noted', procedure: 'recovery', openedOn: daysAgo(7), publishedOn: daysAgo(6) }), promise])).toEqual([null, '2026-12-02']);
  });

  test('the longest decides also when it stands first', () => {
    expect(until([suspension(inDays(20)), promise])).toEqual([inDays(20), '2026-12-02']);
    expect(until([suspension(inDays(20)), suspension(inDays(2)), suspension(inDays(5))])).toEqual([inDays(20), inDays(3)]);
  });

  test('a payment plan and an exclusion name their last day', () => {
    const plan = said({ kind: 'plan-agreed', invoices: [idOf('FA-1')], instalments: [{ due: inDays(8), amount: eur(500) }] });
    expect(until([plan])).toEqual([inDays(8), inDays(9)]);
    expect(until([], { debtor: aDebtor({ exclusion: { reason: 'direction', until: inDays(4) } }) })).toEqual([inDays(4), inDays(5)]);
    expect(until([], { debtor: aDebtor({ exclusion: { reason: 'direction', until: null } }) })).toEqual([null, beforeItLapses(daysAgo(32))]);
  });

  test('a payment plan lasts to its latest instalment, in whatever order they were written down', () => {
    const plan = said({ kind: 'plan-agreed', invoices: [idOf('FA-1')], instalments: [{ due: inDays(8), amount: eur(500) }, { due: inDays(40), amount: eur(250) }, { due: inDays(1), amount: eur(250) }] });
    expect(until([plan])).toEqual([inDays(40), inDays(41)]);
  });
});

describe('a promise or plan and what it covers', () => {
  const other = late('FA-2', { due: daysAgo(20) });

  test('is kept by more than was promised: the overpaid invoice holds nothing any more', () => {
    const overpaid = late('FA-1', { outstanding: eur(-20) });
    expect(inShort(assessed({ invoices: [overpaid, other], log: [said(promised({ promisedFor: inDays(4), invoices: [idOf('FA-1')] }))] }))).toBe('remind R1');
  });

  test('is kept when only an unused credit note of those it named is left', () => {
    const log = [said(promised({ promisedFor: inDays(4), invoices: [idOf('FA-1'), creditIdOf('AV-1')] }))];
    expect(inShort(assessed({ invoices: [late('FA-1', { outstanding: eur(0) }), aCreditNote({ number: 'AV-1' }), other], log }))).toBe('remind R1');
  });

  test('holds while one of several invoices is open', () => {
    const log = [said(promised({ promisedFor: inDays(4), invoices: [idOf('FA-1'), idOf('FA-2')] }))];
    expect(inShort(assessed({ invoices: [late('FA-1', { outstanding: eur(0) }), other], log }))).toBe('held promise');
  });

  test('of a plan without a single instalment nothing is held', () => {
    expect(inShort(assessed({ invoices: [late('FA-1')], log: [said({ kind: 'plan-agreed', invoices: [idOf('FA-1')], instalments: [] })] }, TODAY))).toBe('remind R1');
  });
});
