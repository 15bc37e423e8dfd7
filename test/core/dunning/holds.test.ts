import { describe, expect, test } from '@jest/globals';
import { STRUCK_OFF, unknownDebtor } from '../../../src/core';
import type { Invoice, LogFact, Money } from '../../../src/core';
import { aCreditNote, aDebtor, anInvoice, daysAgo, day, disputed, disputeClosed, entryId, eur, held, idOf, inDays, lifted, promised, TODAY, usd } from '../builders';
import type { EntryOver } from '../builders';
import { assessed, beforeItLapses, expected, inShort, reminded } from './standard';

const invoice = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000) });
const said = (fact: LogFact, ago = 3): readonly [LogFact, EntryOver] => [fact, { on: daysAgo(ago) }];
const answersOn = (invoices: readonly Invoice[], log: readonly (readonly [LogFact, EntryOver])[], ...days: readonly string[]): readonly string[] => days.map((today) => inShort(assessed({ invoices, log }, day(today))));

describe('a promise', () => {
  const promise = said(promised({ promisedFor: day('2026-11-27'), amount: eur(1000), invoices: [invoice.id] }));

  test('still open holds every reminder for that debtor until two business days after its date', () => {
    const other = anInvoice({ number: 'FA-2', due: daysAgo(20) });
    expect(answersOn([invoice, other], [promise], '2026-11-23', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02')).toEqual(['held promise', 'held promise', 'held promise', 'held promise', 'remind R1']);
  });

  test('is shown with amount, date and the last day held', () => {
    const { holds, until, recheckOn } = expected('held', { invoices: [invoice], log: [promise] });
    expect(holds).toEqual([{ kind: 'promise', entry: 'entry-1', amount: eur(1000), promisedFor: '2026-11-27', until: '2026-12-01' }]);
    expect([until, recheckOn]).toEqual(['2026-12-01', '2026-12-02']);
  });

  test('is kept when what it covers is no longer open', () => {
    const paid = anInvoice({ number: 'FA-1', due: daysAgo(32), outstanding: eur(0) });
    expect(inShort(assessed({ invoices: [paid, anInvoice({ number: 'FA-2', due: daysAgo(20) })], log: [promise] }))).toBe('remind R1');
  });

  test('for the whole account holds as long as anything is open', () => {
    expect(inShort(assessed({ invoices: [invoice], log: [said(promised({ promisedFor: day('2026-11-27'), invoices: [] }))] }))).toBe('held promise');
  });
});

describe('a dispute', () => {
  test('over everything overdue holds, until the clerk closes it', () => {
    const { holds, until, recheckOn } = expected('held', { invoices: [invoice], log: [said(disputed({ invoices: [invoice.id] }))] });
    expect(holds).toEqual([{ kind: 'dispute', entry: 'entry-1', numbers: ['FA-1'], amount: eur(1000), openedOn: daysAgo(3) }]);
    expect([until, recheckOn]).toEqual([null, beforeItLapses(invoice.instalments[0]?.due ?? TODAY)]);
    expect(inShort(assessed({ invoices: [invoice], log: [said(disputed({ invoices: [invoice.id] })), said(disputeClosed(entryId('entry-1')))] }))).toBe('remind R1');
  });

  test('marked by the ledger alone has no entry', () => {
    const { holds } = expected('held', { invoices: [{ ...invoice, disputed: eur(1000) }] });
    expect(holds).toEqual([{ kind: 'dispute', entry: null, numbers: ['FA-1'], amount: eur(1000), openedOn: null }]);
  });

  test('does not stop the due-date reminder of another invoice', () => {
    const next = anInvoice({ number: 'FA-2', due: inDays(4) });
    const { proposal, arithmetic } = expected('remind', { invoices: [invoice, next], log: [said(disputed({ invoices: [invoice.id] }))] });
    expect([proposal.stage.id, proposal.demanded.map(({ item }) => item.number)]).toEqual(['R0', ['FA-2']]);
    expect(arithmetic).toContainEqual({ kind: 'disputed-left-out', numbers: ['FA-1'], amount: eur(1000) });
  });

  test('ends for an invoice that is paid', () => {
    const log = [said(disputed({ invoices: [invoice.id] }))];
    expect(inShort(assessed({ invoices: [anInvoice({ number: 'FA-1', outstanding: eur(0) })], log }))).toBe('settled');
  });
});

describe('a suspension set by hand', () => {
  test('holds to its last day and not beyond', () => {
    expect(answersOn([invoice], [said(held({ until: day('2026-11-25') }))], '2026-11-24', '2026-11-25', '2026-11-26')).toEqual(['held manual', 'held manual', 'remind R1']);
  });
  test('without a date holds until it is lifted', () => {
    const hold = said(held({ until: null }));
    expect(expected('held', { invoices: [invoice], log: [hold] })).toMatchObject({ until: null, recheckOn: beforeItLapses(invoice.instalments[0]?.due ?? TODAY) });
    expect(inShort(assessed({ invoices: [invoice], log: [hold, said(lifted(entryId('entry-1')))] }))).toBe('remind R1');
  });
  test('the longest of several decides until when, the first that ends when to look again', () => {
    const { holds, until, recheckOn } = expected('held', { invoices: [invoice], log: [said(held({ until: inDays(2) })), said(promised({ promisedFor: day('2026-11-27'), invoices: [] }))] });
    expect(holds.map(({ kind }) => kind)).toEqual(['manual', 'promise']);
    expect([until, recheckOn]).toEqual(['2026-12-01', inDays(3)]);
  });
});

describe('whole debtors that nobody reminds', () => {
  test('an excluded one, to the last day of the exclusion', () => {
    const life = { invoices: [invoice], over: { debtor: aDebtor({ exclusion: { reason: 'direction', until: inDays(1) } }) } };
    expect([0, 1, 2].map((days) => inShort(assessed(life, inDays(days))))).toEqual(['held excluded', 'held excluded', 'remind R1']);
  });
  test('one under insolvency, before any promise', () => {
    const log = [said({ kind: 'insolvency-noted', procedure: 'recovery', openedOn: daysAgo(7), publishedOn: daysAgo(6) }), said(promised({ invoices: [] }))];
    const { holds, recheckOn } = expected('held', { invoices: [invoice], log });
    expect(holds[0]).toEqual({ kind: 'insolvency', procedure: 'recovery', openedOn: daysAgo(7) });
    expect(holds.map(({ kind }) => kind)).toEqual(['insolvency', 'promise']);
    expect(recheckOn).not.toBeNull();
  });
  test('a consumer', () => {
    expect(inShort(assessed({ invoices: [invoice], over: { debtor: aDebtor({ kind: 'consumer' }) } }))).toBe('held consumer');
  });
  test('one with a payment plan, until its last instalment', () => {
    const plan = said({ kind: 'plan-agreed', invoices: [invoice.id], instalments: [{ due: inDays(1), amount: eur(500) }, { due: inDays(8), amount: eur(500) }] });
    expect([1, 8, 9].map((days) => inShort(assessed({ invoices: [invoice], log: [plan] }, inDays(days))))).toEqual(['held plan', 'held plan', 'remind R1']);
  });
});

test('a company that was struck off is held until the ledger no longer says so, whatever is open', () => {
  const { holds, until } = expected('held', { invoices: [invoice], over: { debtor: aDebtor({ exclusion: { reason: STRUCK_OFF, until: null } }) } });
  expect([holds, until]).toEqual([[{ kind: 'struck-off' }], null]);
});

describe('single invoices that nobody asks for', () => {
  test.each<[string, Partial<Invoice>, object]>([
    ['a direct debit under way', { means: 'direct-debit-presented' }, { kind: 'direct-debit', numbers: ['FA-1'] }],
    ['a bill in hand', { means: 'bill-in-hand' }, { kind: 'direct-debit', numbers: ['FA-1'] }],
    ['a cheque in hand', { means: 'cheque-in-hand' }, { kind: 'direct-debit', numbers: ['FA-1'] }],
    ['a claim sold to a factor whose bank details are unknown', { assignee: { name: 'Factor SA', iban: null } }, { kind: 'assigned', numbers: ['FA-1'], factor: 'Factor SA' }],
    ['an e-invoice that the buyer refused', { eInvoiceStatus: 210 }, { kind: 'e-invoice', numbers: ['FA-1'], status: 210, until: null }],
  ])('%s', (_, over, hold) => {
    const guarded = { ...invoice, ...over };
    expect(expected('held', { invoices: [guarded] }).holds).toEqual([hold]);
    const other = anInvoice({ number: 'FA-2', due: daysAgo(5), amount: eur(50) });
    expect(expected('remind', { invoices: [guarded, other] }).proposal.sum).toEqual(eur(50));
  });

  test('a claim sold to a factor is asked for when it can be paid to him', () => {
    expect(inShort(assessed({ invoices: [{ ...invoice, assignee: { name: 'Factor SA', iban: 'FR7630006000011234567890189' } }] }))).toBe('remind R1');
  });
});

describe('sums that are not worth a reminder', () => {
  test.each([
    [3.2, 'held below-tolerance'],
    [4.99, 'held below-tolerance'],
    [5, 'remind R1'],
    [5.01, 'remind R1'],
  ])('%d € overdue: %s', (amount, answer) => {
    expect(inShort(assessed({ invoices: [anInvoice({ due: daysAgo(32), amount: eur(amount) })] }))).toBe(answer);
  });

  test('several small sums are asked for together once they reach the tolerance', () => {
    const small = (number: string) => anInvoice({ number, due: daysAgo(32), amount: eur(2.5) });
    expect(inShort(assessed({ invoices: [small('FA-1')] }))).toBe('held below-tolerance');
    expect(expected('remind', { invoices: [small('FA-1'), small('FA-2')] }).proposal.sum).toEqual(eur(5));
  });

  describe('say until when, by what falls due', () => {
    const small = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(3.2) });
    const until = (...others: readonly Invoice[]) => {
      const { holds, until: last } = expected('held', { invoices: [small, ...others] });
      expect(holds).toEqual([{ kind: 'below-tolerance', amount: eur(3.2), tolerance: eur(5), until: last }]);
      return last;
    };
    const due = (number: string, days: number, amount: Money) => anInvoice({ number, due: inDays(days), amount });

    test('nothing ahead: no end of its own', () => expect(until()).toBeNull());
    test('the due date with which the sum reaches the tolerance is the last day held', () => {
      expect(until(due('FA-2', 20, eur(1.8)))).toBe(inDays(20));
      expect(until(due('FA-2', 20, eur(1.79)))).toBeNull();
      expect(until(due('FA-2', 12, eur(1)), due('FA-3', 25, eur(900)))).toBe(inDays(25));
      expect(until(due('FA-2', 12, eur(1)), due('FA-3', 25, eur(0.8)), due('FA-4', 40, eur(900)))).toBe(inDays(25));
    });
    test('another currency does not help', () => expect(until(due('FA-2', 20, usd(900)))).toBeNull());
    test('the day after, it is asked for', () => {
      const life = { invoices: [small, due('FA-2', 20, eur(1.8))] };
      expect(inShort(assessed(life, inDays(20)))).toBe('held below-tolerance');
      expect(inShort(assessed(life, inDays(21)))).toBe('remind R1');
    });
  });

  test.each([
    [999.99, 'remind R1'],
    [1000, 'held credit-covers'],
    [1000.01, 'held credit-covers'],
  ])('unallocated money of %d € beside 1 000 € overdue: %s', (amount, answer) => {
    expect(inShort(assessed({ invoices: [invoice], over: { debtor: aDebtor({ unallocatedCredits: [eur(amount)] }) } }))).toBe(answer);
  });

  test('an unused credit note counts like money received', () => {
    expect(expected('held', { invoices: [invoice, aCreditNote({ amount: eur(-1200) })] }).holds).toEqual([{ kind: 'credit-covers', credits: eur(1200), overdue: eur(1000) }]);
  });

  test('a credit covers only its own currency, and that the other one was left out is told', () => {
    const dollar = anInvoice({ number: 'FA-2', due: daysAgo(40), amount: usd(10) });
    const { proposal, arithmetic } = expected('remind', { invoices: [invoice, dollar], over: { debtor: aDebtor({ unallocatedCredits: [usd(10)] }) } });
    expect(proposal.sum).toEqual(eur(1000));
    expect(arithmetic).toContainEqual({ kind: 'credit-covers', credits: usd(10), overdue: usd(10) });
  });
});

describe('nothing to remind', () => {
  test('everything paid is settled, also when a credit is left', () => {
    expect(assessed({ invoices: [anInvoice({ outstanding: eur(0) }), aCreditNote()] })).toMatchObject({ kind: 'settled', recheckOn: null });
  });
  test('on the due date nothing is late; the day after it is', () => {
    const due = anInvoice({ due: TODAY });
    expect([0, 1].map((days) => inShort(assessed({ invoices: [due] }, inDays(days))))).toEqual(['not-due', 'remind R1']);
  });
  test('a thread without a customer says so', () => {
    expect(unknownDebtor(TODAY)).toEqual({ kind: 'unknown-debtor', today: TODAY, recheckOn: null });
  });
  test('an invoice that a newer ledger no longer lists is not asked for', () => {
    const { statement } = expected('settled', { invoices: [{ ...invoice, missingSince: daysAgo(1) }] });
    expect(statement.missing).toEqual([{ number: 'FA-1', since: daysAgo(1) }]);
  });
});

test('a step of an invoice that the log names and the ledger does not is no trouble', () => {
  expect(inShort(assessed({ invoices: [invoice], log: reminded('R1', daysAgo(5), anInvoice({ id: idOf('FA-99'), number: 'FA-99' })) }))).toBe('too-soon R1 2026-11-25');
});
