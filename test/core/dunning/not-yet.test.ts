import { describe, expect, test } from '@jest/globals';
import { STANDARD_POLICY } from '../../../src/core';
import type { ArithmeticFact, Invoice, ReminderPolicy } from '../../../src/core';
import { anInvoice, day, disputed, eur, usd } from '../builders';
import { assessed, expected, inShort, reminded } from './standard';
import type { Life } from './standard';

const invoice = anInvoice({ number: 'FA-1', due: day('2026-10-22'), amount: eur(1000) });
const possibleFrom = (facts: readonly ArithmeticFact[]) => facts.find(({ kind }) => kind === 'possible-from');
const r1At = (days: number): Partial<ReminderPolicy> => ({ stages: STANDARD_POLICY.stages.map((stage) => (stage.id === 'R1' ? { ...stage, days } : stage)) });

describe('too soon', () => {
  test('of several that wait the one that comes first is told, wherever it stands in the account', () => {
    const second = anInvoice({ number: 'FA-2', due: day('2026-10-23') });
    const third = anInvoice({ number: 'FA-3', due: day('2026-10-24') });
    const log = [...reminded('R1', day('2026-11-18'), invoice), ...reminded('R1', day('2026-11-16'), second), ...reminded('R1', day('2026-11-19'), third)];
    const { from, arithmetic, recheckOn } = expected('too-soon', { invoices: [invoice, second, third], log });
    expect([from, recheckOn]).toEqual(['2026-11-26', '2026-11-26']);
    expect(arithmetic).toEqual([
      { kind: 'days-late', number: 'FA-2', days: 31, due: '2026-10-23' },
      { kind: 'last-step', stage: 'R1', on: '2026-11-16', daysAgo: 7, how: 'sent' },
      { kind: 'possible-from', stage: 'R2', from: '2026-11-26', daysToGo: 3, because: 'gap', gapDays: 10 },
    ]);
  });

  test('when gap and spacing of mails end on one day, the invoice’s own gap is told', () => {
    const second = anInvoice({ number: 'FA-2', due: day('2026-10-26') });
    const log = [...reminded('R1', day('2026-11-15'), second), ...reminded('R1', day('2026-11-18'), invoice)];
    expect(possibleFrom(expected('too-soon', { invoices: [invoice, second], log }).arithmetic)).toEqual({ kind: 'possible-from', stage: 'R2', from: '2026-11-25', daysToGo: 2, because: 'gap', gapDays: 10 });
  });

  test('a gap that ends on this very Saturday leaves only the weekend to wait for', () => {
    const life: Life = { invoices: [invoice], log: reminded('R1', day('2026-11-18'), invoice) };
    const told = (today: string) => possibleFrom(expected('too-soon', life, day(today)).arithmetic);
    expect(told('2026-11-27')).toMatchObject({ from: '2026-11-30', daysToGo: 3, because: 'gap', gapDays: 10 });
    expect(told('2026-11-28')).toMatchObject({ from: '2026-11-30', daysToGo: 2, because: 'business-day', gapDays: null });
  });

  test('a weekend before that day changes nothing: the card holds until then', () => {
    expect(expected('too-soon', { invoices: [invoice], log: reminded('R1', day('2026-11-23'), invoice) }).recheckOn).toBe('2026-12-03');
  });

  test('the disputed part of what is late and a sum too small to ask for are told, a dispute about what is not due is not', () => {
    const dollars = anInvoice({ number: 'FA-2', due: day('2026-11-02'), amount: usd(0.5) });
    const ahead = anInvoice({ number: 'FA-3', due: day('2026-12-20'), amount: eur(300) });
    const today = anInvoice({ number: 'FA-4', due: day('2026-11-23'), amount: eur(300) });
    const about = (of: Invoice, amount: number) => [disputed({ invoices: [of.id], amount: eur(amount) }), { on: day('2026-11-20') }] as const;
    const log = [...reminded('R1', day('2026-11-20'), invoice), about(invoice, 100), about(ahead, 60), about(today, 30)];
    expect(expected('too-soon', { invoices: [invoice, dollars, ahead, today], log }).arithmetic.slice(3)).toEqual([
      { kind: 'disputed-left-out', numbers: ['FA-1'], amount: eur(100) },
      { kind: 'below-tolerance', amount: usd(0.5), tolerance: usd(5) },
    ]);
  });
});

describe('not due yet', () => {
  const notDue = (life: Life, today = '2026-11-23') => expected('not-due', life, day(today));
  const due = (on: string, number = 'FA-1') => anInvoice({ number, due: day(on) });

  test('with the due-date reminder sent, the first reminder after it is the next, and the one sent is told', () => {
    const ahead = due('2026-11-26');
    expect(notDue({ invoices: [ahead], log: reminded('R0', day('2026-11-20'), ahead) }).arithmetic).toEqual([
      { kind: 'due-in', number: 'FA-1', days: 3, due: '2026-11-26' },
      { kind: 'last-step', stage: 'R0', on: '2026-11-20', daysAgo: 3, how: 'sent' },
      { kind: 'possible-from', stage: 'R1', from: '2026-11-27', daysToGo: 4, because: 'age', gapDays: null },
    ]);
  });

  test('on the weekend before a Monday’s due date no day is left to announce it', () => {
    expect(possibleFrom(notDue({ invoices: [due('2026-11-30')] }, '2026-11-28').arithmetic)).toMatchObject({ stage: 'R1', from: '2026-12-01', daysToGo: 3 });
  });

  test.each<[string, Partial<ReminderPolicy>, string]>([
    ['a plan that starts the day after: Friday the 27th', {}, '2026-11-27'],
    ['one that starts a week after', r1At(7), '2026-12-03'],
    ['one that starts on the second day, a Saturday', r1At(2), '2026-11-30'],
    ['with ten days of grace', { graceDays: 10 }, '2026-12-07'],
    ['with six days of grace, as long as it waits anyway', { ...r1At(7), graceDays: 6 }, '2026-12-03'],
  ])('%s', (_, policy, from) => {
    const ahead = due('2026-11-26');
    expect(possibleFrom(notDue({ invoices: [ahead], log: reminded('R0', day('2026-11-20'), ahead), policy }).arithmetic)).toMatchObject({ stage: 'R1', from });
  });

  test.each([
    // FA-1 was announced, so its R1 comes the day after its due date; FA-2 waits for its R0, five days before.
    ['2026-11-30', '2026-12-02', 'R0', '2026-11-27'],
    ['2026-11-27', '2026-12-03', 'R0', '2026-11-27'],
    ['2026-11-30', '2026-12-06', 'R1', '2026-12-01'],
    ['2026-11-30', '2026-12-09', 'R1', '2026-12-01'],
  ])('of two the first to come: one announced for %s, one due on %s', (announced, other, stage, from) => {
    const ahead = due(announced);
    expect(possibleFrom(notDue({ invoices: [ahead, due(other, 'FA-2')], log: reminded('R0', day('2026-11-20'), ahead) }).arithmetic)).toMatchObject({ stage, from });
  });

  test('an announcement on the eve has that one day', () => {
    const eve: Partial<ReminderPolicy> = { stages: STANDARD_POLICY.stages.map((stage) => (stage.id === 'R0' ? { ...stage, days: -1 } : stage)) };
    expect(possibleFrom(notDue({ invoices: [due('2026-11-27')], policy: eve }).arithmetic)).toMatchObject({ stage: 'R0', from: '2026-11-26' });
  });

  test('in a plan that only announces, an invoice announced already tells of no step; the other one does', () => {
    const policy: Partial<ReminderPolicy> = { stages: STANDARD_POLICY.stages.map((stage) => ({ ...stage, enabled: stage.days <= 0 })) };
    const announced = due('2026-12-10', 'FA-2');
    expect(possibleFrom(notDue({ invoices: [due('2026-12-04'), announced], log: reminded('R0', day('2026-11-20'), announced), policy }).arithmetic)).toMatchObject({ stage: 'R0', from: '2026-11-27' });
  });

  test('looks again when the due-date reminder opens, whatever weekends lie between', () => {
    expect(notDue({ invoices: [due('2026-12-23')] }).recheckOn).toBe('2026-12-18');
  });

  test.each(['2026-11-23', '2026-11-30'])('a direct debit for %s is not held: nothing of it is late', (on) => {
    const debit: Invoice = { ...due(on), means: 'direct-debit-presented' };
    expect(inShort(assessed({ invoices: [debit] }))).toBe('not-due');
    expect(notDue({ invoices: [debit] }).recheckOn).toBe(on === '2026-11-23' ? '2026-11-24' : '2026-11-30');
    expect(notDue({ invoices: [debit] }).arithmetic.map(({ kind }) => kind)).toEqual(['due-in']);
    expect(notDue({ invoices: [debit], log: reminded('R0', day('2026-11-20'), debit) }).arithmetic[1]).toMatchObject({ kind: 'last-step', stage: 'R0' });
  });
});
