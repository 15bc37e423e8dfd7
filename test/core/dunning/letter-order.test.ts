import { describe, expect, test } from '@jest/globals';
import { STANDARD_POLICY } from '../../../src/core';
import type { Proposal, ReminderPolicy } from '../../../src/core';
import { anInstalment, anInvoice, daysAgo, day, eur, TODAY, usd } from '../builders';
import { assessed, expected, inShort, phoned, reminded } from './standard';
import type { Life } from './standard';

const first = anInvoice({ number: 'FA-1', due: day('2026-10-12'), amount: eur(100) });
const second = anInvoice({ number: 'FA-2', due: day('2026-10-13'), amount: eur(200) });
const third = anInvoice({ number: 'FA-3', due: day('2026-10-14'), amount: eur(400) });
const letter = (life: Life): Proposal => expected('remind', life).proposal;

describe('what made the letter possible', () => {
  test('is each invoice whose own step and gap are there, not one that only goes along', () => {
    const log = [...reminded('R1', day('2026-11-12'), first, second), ...reminded('R1', day('2026-11-16'), third)];
    const { stage, triggers, demanded } = letter({ invoices: [first, second, third], log, policy: { mailSpacing: 0 } });
    expect([stage.id, triggers]).toEqual(['R2', [first.id, second.id]]);
    expect(demanded.map(({ item, step }) => [item.number, step])).toEqual([['FA-1', 'R2'], ['FA-2', 'R2'], ['FA-3', 'R2']]);
  });

  test('is none of another currency, and none at a lower step', () => {
    const dollars = anInvoice({ number: 'FA-4', due: day('2026-10-15'), amount: usd(300) });
    const fresh = anInvoice({ number: 'FA-5', due: day('2026-11-20'), amount: eur(50) });
    const { triggers, sum } = letter({ invoices: [first, dollars, fresh], log: reminded('R1', day('2026-11-12'), first, dollars) });
    expect([triggers, sum]).toEqual([[first.id], eur(150)]);
  });
});

describe('of several at the same step the oldest is told, on one due date the lower number', () => {
  test.each([
    ['the older one', anInvoice({ number: 'FA-9', due: day('2026-10-11') }), 'FA-9'],
    ['the younger one', anInvoice({ number: 'FA-0', due: day('2026-10-13') }), 'FA-1'],
    ['the lower number', anInvoice({ number: 'FA-0', due: day('2026-10-12') }), 'FA-0'],
    ['the higher number', anInvoice({ number: 'FA-2', due: day('2026-10-12') }), 'FA-1'],
  ])('%s', (_, other, told) => {
    for (const invoices of [[first, other], [other, first]]) expect(expected('remind', { invoices }).arithmetic[0]).toMatchObject({ kind: 'days-late', number: told });
  });
});

describe('an invoice too young for any step stands below the letter for information', () => {
  const courteousAfterAWeek: Partial<ReminderPolicy> = { stages: STANDARD_POLICY.stages.map((stage) => (stage.id === 'R1' ? { ...stage, days: 7 } : stage)) };
  const beside = (late: number, policy: Partial<ReminderPolicy>) => {
    const { proposal, arithmetic } = expected('remind', { invoices: [first, anInvoice({ number: 'FA-2', due: daysAgo(late), amount: eur(50) })], policy });
    return [proposal.demanded.map(({ item }) => item.number), proposal.informational.map(({ number }) => number), proposal.sum.minor, arithmetic.filter(({ kind }) => kind === 'other-invoices')];
  };
  const below = [['FA-1'], ['FA-2'], 10_000, [{ kind: 'other-invoices', listed: 0, informational: 1 }]];
  const demanded = [['FA-1', 'FA-2'], [], 15_000, [{ kind: 'other-invoices', listed: 1, informational: 0 }]];

  test.each([
    [6, below],
    [7, demanded],
  ])('in a plan that starts a week after the due date: %i days late', (late, listed) => {
    expect(beside(late, courteousAfterAWeek)).toEqual(listed);
  });

  test.each([
    [3, below],
    [4, demanded],
  ])('in a plan with three days of grace: %i days late', (late, listed) => {
    expect(beside(late, { graceDays: 3 })).toEqual(listed);
  });
});

describe('“malgré notre message du ...” refers to', () => {
  /** Of a letter or of a call: both say it. */
  const previous = (invoices: Life['invoices'], log: NonNullable<Life['log']>, policy: Partial<ReminderPolicy> = {}): Proposal['previous'] => {
    const answer = assessed({ invoices, log, policy }, TODAY);
    if (!('proposal' in answer)) throw new Error(`nothing is proposed: ${inShort(answer)}`);
    return answer.proposal.previous;
  };

  test('the last mail, also when an earlier one stood higher', () => {
    const log = [...reminded('R2', day('2026-11-02'), second), ...reminded('R1', day('2026-11-12'), first)];
    expect(previous([first, second], log)).toEqual({ stage: 'R1', on: '2026-11-12', invoices: [first.id], later: [] });
    const other = [...reminded('R2', day('2026-11-02'), first), ...reminded('R1', day('2026-11-12'), second)];
    expect(previous([first, second], other)).toEqual({ stage: 'R1', on: '2026-11-12', invoices: [second.id], later: [] });
  });

  test('of two on one day the higher, whichever invoice comes first', () => {
    const log = [...reminded('R2', day('2026-11-12'), second), ...reminded('R1', day('2026-11-12'), first)];
    expect(previous([first, second], log)).toEqual({ stage: 'R2', on: '2026-11-12', invoices: [second.id], later: [] });
    const other = [...reminded('R1', day('2026-11-12'), second), ...reminded('R2', day('2026-11-12'), first)];
    expect(previous([first, second], other)).toEqual({ stage: 'R2', on: '2026-11-12', invoices: [first.id], later: [] });
  });

  test('of two of one step on one day always the same one, whichever invoice comes first', () => {
    for (const [a, b] of [[first, second], [second, first]] as const) {
      const log = [...reminded('R1', day('2026-11-12'), a), ...reminded('R1', day('2026-11-12'), b)];
      expect(previous([first, second], log)).toEqual({ stage: 'R1', on: '2026-11-12', invoices: [a.id], later: [] });
    }
  });

  test('only the invoices that this mail listed, not what an older one did', () => {
    const log = [...reminded('R1', day('2026-11-02'), second), ...reminded('R1', day('2026-11-12'), first)];
    expect(previous([first, second], log)).toEqual({ stage: 'R1', on: '2026-11-12', invoices: [first.id], later: [] });
  });

  test('an invoice in instalments once', () => {
    const parts = anInvoice({ number: 'FA-7', instalments: [anInstalment({ due: day('2026-10-12'), amount: eur(100) }), anInstalment({ due: day('2026-10-19'), amount: eur(100) })] });
    expect(previous([parts], reminded('R1', day('2026-11-12'), parts))).toEqual({ stage: 'R1', on: '2026-11-12', invoices: [parts.id], later: [] });
  });

  test('no announcement of a due date, and no call', () => {
    expect(previous([first], reminded('R0', day('2026-10-07'), first))).toBeNull();
    expect(previous([first], phoned(day('2026-10-30'), first))).toBeNull();
    const onTheDay = { stages: STANDARD_POLICY.stages.map((stage) => (stage.id === 'R0' ? { ...stage, days: 0 } : stage)) };
    expect(previous([first], reminded('R0', day('2026-10-12'), first), onTheDay)).toBeNull();
  });

  test('the first reminder too in a plan that announces no due date', () => {
    const policy = { stages: STANDARD_POLICY.stages.slice(1) };
    expect(previous([first], reminded('R1', day('2026-11-12'), first), policy)).toEqual({ stage: 'R1', on: '2026-11-12', invoices: [first.id], later: [] });
  });
});
