import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, assess, checkAppend } from '../../../src/core';
import type { DebtorKind, Invoice, LocalDate, LogFact } from '../../../src/core';
import { aDebtor, aListed, aNewEntry, anInvoice, aPayment, called, day, daysAgo, deposited, drafted, entryId, eur, held, idOf, inDays, promised, reference, TODAY, voided } from '../builders';
import type { EntryOver, InvoiceOver } from '../builders';
import { daysFrom } from './lives';
import { essence } from './lives-laws';
import { assessed, expected, fileOf, inShort, reminded, withPolicy } from './standard';
import type { Life } from './standard';

/** TODAY is 23 November 2026: what was due on 22 November 2021 was owed for five whole days of years yesterday. */
const due = (on: string, over: InvoiceOver = {}): Invoice => anInvoice({ number: 'FA-1', due: day(on), amount: eur(1000), ...over });
const of = (kind: DebtorKind) => ({ debtor: aDebtor({ kind }) });
const said = (fact: LogFact, on: string): readonly [LogFact, EntryOver] => [fact, { on: day(on) }];
const near = (life: Life, today: LocalDate = TODAY) => {
  const assessment = assessed(life, today);
  return 'arithmetic' in assessment ? assessment.arithmetic.filter(({ kind }) => kind === 'limitation-near') : [];
};

describe('a claim between professionals (C. com. L110-4)', () => {
  test('is held from the day after its five years', () => {
    const life = { invoices: [due('2021-11-22')] };
    expect(expected('held', life).holds).toEqual([{ kind: 'limitation', numbers: ['FA-1'], since: '2026-11-23', years: 5 }]);
    expect([expected('held', life).until, inShort(assessed(life, day('2026-11-22')))]).toEqual([null, 'too-soon R1 2026-11-23']);
    expect(inShort(assessed({ invoices: [due('2021-11-23')] }))).toBe('remind R1');
  });
  test('that was due on a 29 February ends with the 28th', () => {
    const life = { invoices: [due('2024-02-29')] };
    expect([day('2029-02-28'), day('2029-03-01')].map((today) => inShort(assessed(life, today)))).toEqual(['remind R1', 'held limitation']);
  });
  test('is told six months before, with its day', () => {
    const life = { invoices: [due('2021-11-22')] };
    expect([near(life, day('2026-05-22')), near(life, day('2026-05-23'))]).toEqual([[], [{ kind: 'limitation-near', numbers: ['FA-1'], on: '2026-11-23', years: 5 }]]);
  });
  test('is looked at again when it comes near and when it ends, and a year before anything is known', () => {
    const life: Life = { invoices: [due('2021-11-22')], log: [said(held({ until: null }), '2021-12-01')] };
    const recheck = (on: string) => expected('held', life, day(on)).recheckOn;
    expect([recheck('2022-01-03'), recheck('2025-12-01'), recheck('2026-06-01'), recheck('2026-11-23')]).toEqual(['2025-11-21', '2026-05-23', '2026-11-23', null]);
  });
  test('stops that invoice and no other, also where something else stands against it', () => {
    const life = { invoices: [due('2021-11-01', { disputed: eur(1000) }), anInvoice({ number: 'FA-2', due: daysAgo(9), amount: eur(70) })] };
    expect(expected('remind', life).proposal.sum).toEqual(eur(70));
    expect(inShort(assessed({ invoices: [due('2021-11-01', { means: 'direct-debit-presented' })] }))).toBe('held limitation');
  });
});

describe('what begins it anew', () => {
  const invoice = due('2021-06-15');

  test.each<[string, readonly (readonly [LogFact, EntryOver])[]]>([
    ['a promise', [said(promised({ promisedFor: day('2023-03-20'), invoices: [invoice.id] }), '2023-03-13')]],
    ['a promise for the whole account', [said(promised({ promisedFor: day('2023-03-20'), invoices: [] }), '2023-03-13')]],
    ['a payment plan', [said({ kind: 'plan-agreed', instalments: [{ due: day('2023-04-13'), amount: eur(1000) }], invoices: [invoice.id] }, '2023-03-13')]],
  ])('%s', (_, log) => {
    expect(inShort(assessed({ invoices: [invoice], log }))).not.toBe('held limitation');
    expect([day('2028-03-13'), day('2028-03-14')].map((today) => inShort(assessed({ invoices: [invoice], log }, today)))).toEqual(['remind R1', 'held limitation']);
  });
  test('a part payment whose day the ledger knows', () => {
    const paid = due('2021-06-15', { outstanding: eur(400), payments: [aPayment({ on: day('2024-01-10'), amount: eur(600) })] });
    expect(inShort(assessed({ invoices: [paid] }))).not.toBe('held limitation');
  });
  test('one after the other', () => {
    const log = [said(promised({ promisedFor: day('2025-01-20'), invoices: [] }), '2025-01-13'), said(promised({ promisedFor: day('2029-06-20'), invoices: [] }), '2029-06-13')];
    expect(inShort(assessed({ invoices: [invoice], log }, day('2031-01-20')))).not.toBe('held limitation');
  });

  test.each<[string, readonly (readonly [LogFact, EntryOver])[]]>([
    ['a reminder', reminded('R2', day('2023-03-13'), invoice)],
    ['a registered letter (Cass. com. 18 May 2022, 20-23.204)', [said(deposited({ depositedOn: day('2023-03-13'), invoices: [aListed({ of: invoice, step: 'R4' })] }), '2023-03-13')]],
    ['a call in which nothing was promised', [said(called({ invoices: [invoice.id] }), '2023-03-13')]],
    ['a promise for another invoice', [said(promised({ promisedFor: day('2023-03-20'), invoices: [idOf('FA-9')] }), '2023-03-13')]],
    ['a promise after it had run out', [said(promised({ promisedFor: day('2026-08-20'), invoices: [invoice.id] }), '2026-08-13')]],
    ['a promise that was taken back', [said(promised({ promisedFor: day('2023-03-20'), invoices: [] }), '2023-03-13'), said(voided(entryId('entry-1')), '2023-03-13')]],
  ])('not %s', (_, log) => {
    expect(inShort(assessed({ invoices: [invoice], log }))).toBe('held limitation');
  });
});

describe('other debtors', () => {
  test('a public buyer: four years from the first of January that follows (loi 68-1250)', () => {
    const life: Life = { invoices: [due('2022-03-31')], over: of('public') };
    expect([day('2026-12-31'), day('2027-01-01')].map((today) => inShort(assessed(life, today)))).toEqual(['remind R1', 'held limitation']);
    expect(near(life)).toEqual([{ kind: 'limitation-near', numbers: ['FA-1'], on: '2027-01-01', years: 4 }]);
  });
  test('there a written claim begins it anew', () => {
    const invoice = due('2021-03-31');
    expect(inShort(assessed({ invoices: [invoice], over: of('public') }))).toBe('held limitation');
    expect(inShort(assessed({ invoices: [invoice], over: of('public'), log: reminded('R1', day('2024-05-06'), invoice) }))).not.toBe('held limitation');
  });
  test('a consumer: two years (C. conso. L218-2), told beside the hold of every consumer', () => {
    expect(near({ invoices: [due('2025-01-15')], over: of('consumer') })).toEqual([{ kind: 'limitation-near', numbers: ['FA-1'], on: '2027-01-16', years: 2 }]);
  });
  test('under another law nothing is said: the law sheet does not know it', () => {
    expect(inShort(assessed({ invoices: [due('2015-01-15')], over: { debtor: aDebtor({ lawCountry: 'BE' }) } }))).toBe('remind R1');
  });
});

test('a lapsed claim cannot be put into a text by whoever keeps the log', () => {
  const invoice = due('2021-11-01');
  const entry = aNewEntry(drafted({ reference: reference('R-9Q2Z'), invoices: [aListed({ of: invoice })] }), { contentHash: 'a'.repeat(64) });
  expect(checkAppend(fileOf({ invoices: [invoice] }), withPolicy(), entry, TODAY)).toEqual({ ok: false, problem: { code: 'log/no-longer-due' } });
});

test('in random old accounts nothing changes before the day on which they are looked at again', () => {
  const anOldOne = fc.record({ due: fc.integer({ min: -60, max: 260 }), kind: fc.constantFrom<DebtorKind>('business', 'public', 'consumer'), promise: fc.option(fc.integer({ min: 0, max: 1700 })), ahead: fc.nat(40) });
  fc.assert(fc.property(anOldOne, ({ due: after, kind, promise, ahead }) => {
    const years = kind === 'business' ? 5 : kind === 'public' ? 5 : 2;
    const invoices = [due(addDays(TODAY, after - years * 365)), due(daysAgo(40), { number: 'FA-2', disputed: eur(1000) })];
    const log = promise === null ? [] : [said(promised({ promisedFor: addDays(TODAY, 3 - promise), invoices: [] }), addDays(TODAY, -promise))];
    const file = fileOf({ invoices, log, over: of(kind) });
    const today = inDays(ahead);
    const first = assess(file, withPolicy(), null, today);
    for (const later of daysFrom(addDays(today, 1), 120)) {
      if (first.recheckOn !== null && later >= first.recheckOn) break;
      expect(essence(assess(file, withPolicy(), null, later))).toBe(essence(first));
    }
  }), { numRuns: 200 });
});
