import { describe, expect, test } from '@jest/globals';
import type { LocalDate } from '../../../src/core';
import { aCreditNote, anInstalment, anInvoice, aStage, day, disputed, daysAgo, eur, inDays, skipped, TODAY, usd } from '../builders';
import { assessed, expected, inShort, phoned, reminded } from './standard';
import type { Life } from './standard';
import { STANDARD_POLICY } from '../../../src/core';

const answer = (life: Life, today: LocalDate): readonly [string, LocalDate | null] => {
  const assessment = assessed(life, today);
  return [inShort(assessment), assessment.recheckOn];
};
/** So old that no step waits for its age any more. */
const old = anInvoice({ number: 'FA-1', due: day('2026-09-15'), amount: eur(1000) });

describe('the day on which a case is looked at again', () => {
  test('a step offered on a Monday is withdrawn on the next day off: Saturday, or a holiday before it', () => {
    expect(answer({ invoices: [old] }, TODAY)).toEqual(['remind R1', '2026-11-28']);
    expect(answer({ invoices: [old] }, day('2026-11-09'))).toEqual(['remind R1', '2026-11-11']);
    expect(answer({ invoices: [old] }, day('2026-11-13'))).toEqual(['remind R1', '2026-11-14']);
  });

  test('on the due date: the day after, when it is late', () => {
    expect(answer({ invoices: [anInvoice({ due: day('2026-11-24') })] }, day('2026-11-24'))).toEqual(['not-due', '2026-11-25']);
  });

  test('on the due date also where the plan gives days of grace: what is told changes the day after, the answer when they end', () => {
    const life: Life = { invoices: [anInvoice({ due: day('2026-11-24') })], policy: { graceDays: 2 } };
    expect(['2026-11-24', '2026-11-25', '2026-11-27'].map((today) => answer(life, day(today)))).toEqual([['not-due', '2026-11-25'], ['too-soon R1 2026-11-27', '2026-11-27'], ['remind R1', '2026-11-28']]);
  });

  test('the last day of the due-date reminder: the due date, when it is withdrawn', () => {
    expect(answer({ invoices: [anInvoice({ due: day('2026-11-24') })] }, TODAY)).toEqual(['remind R0', '2026-11-24']);
  });

  test('on a Saturday inside its window: the Monday after', () => {
    expect(answer({ invoices: [anInvoice({ due: day('2026-11-27') })] }, day('2026-11-21'))).toEqual(['not-due', '2026-11-23']);
  });

  test('of two reminders before the due date the second opens while the first is offered', () => {
    const stages = [aStage({ id: 'R00', days: -15, template: 'r0' }), ...STANDARD_POLICY.stages];
    const life: Life = { invoices: [anInvoice({ due: day('2026-12-01') })], policy: { stages } };
    expect(answer(life, TODAY)).toEqual(['remind R00', '2026-11-26']);
    expect(answer(life, day('2026-11-26'))).toEqual(['remind R0', '2026-11-28']);
  });

  test('a reminder on the due date itself is withdrawn the day after', () => {
    const life: Life = { invoices: [anInvoice({ due: TODAY })], policy: { stages: [aStage({ id: 'J0', days: 0, template: 'r0' }), aStage({ id: 'R1', days: 10 })] } };
    expect(answer(life, TODAY)).toEqual(['remind J0', '2026-11-24']);
    expect(answer(life, day('2026-11-24'))).toEqual(['too-soon R1 2026-12-03', '2026-12-03']);
  });

  test('an invoice whose days of grace end joins the letter that is offered', () => {
    const young = anInvoice({ number: 'FA-2', due: daysAgo(1), amount: eur(500) });
    const life: Life = { invoices: [old, young], log: [[skipped({ invoices: [young.id] }), { on: daysAgo(1) }]], policy: { graceDays: 2 } };
    const listed = (today: LocalDate): readonly string[] => expected('remind', life, today).proposal.demanded.map(({ item }) => item.number);
    expect(answer(life, TODAY)).toEqual(['remind R1', '2026-11-25']);
    expect([0, 1, 2].map((days) => listed(inDays(days)))).toEqual([['FA-1'], ['FA-1'], ['FA-1', 'FA-2']]);
  });

  test('while a gap runs, the age that another step would need changes nothing', () => {
    const invoice = anInvoice({ number: 'FA-1', due: day('2026-10-26') }); // 30 days old on 25 November
    expect(answer({ invoices: [invoice], log: reminded('R1', day('2026-11-17'), invoice) }, TODAY)).toEqual(['too-soon R2 2026-11-27', '2026-11-27']);
  });

  test('and neither does the date of an unused credit note', () => {
    const log = reminded('R1', day('2026-11-17'), old);
    expect(answer({ invoices: [old, aCreditNote({ due: TODAY })], log }, TODAY)).toEqual(['too-soon R2 2026-11-27', '2026-11-27']);
  });
});

describe('what a decision tells beside its answer', () => {
  const said = (over: Parameters<typeof disputed>[0]) => [disputed(over), { on: daysAgo(3) }] as const;

  test('a reminder of one invoice alone speaks of no other', () => {
    expect(expected('remind', { invoices: [old] }).arithmetic.map(({ kind }) => kind)).toEqual(['days-late', 'no-step-yet', 'possible-since']);
  });

  test('on the due date an invoice is due in nought days, not late by nought', () => {
    expect(expected('not-due', { invoices: [anInvoice({ number: 'FA-1', due: TODAY })] }).arithmetic[0]).toEqual({ kind: 'due-in', number: 'FA-1', days: 0, due: TODAY });
  });

  test('a disputed sum is left out of a letter when it is overdue and in the letter’s currency; others have nothing to do with it', () => {
    const [today, dollars, euros] = [anInvoice({ number: 'FA-2', due: TODAY }), anInvoice({ number: 'FA-3', due: daysAgo(20), amount: usd(70) }), anInvoice({ number: 'FA-4', due: daysAgo(20), amount: eur(80) })];
    const leftOut = (...invoices: readonly (typeof old)[]) =>
      expected('remind', { invoices: [old, ...invoices], log: [said({ invoices: invoices.map(({ id }) => id) })] }).arithmetic.filter(({ kind }) => kind === 'disputed-left-out');
    expect([leftOut(today), leftOut(dollars)]).toEqual([[], []]);
    expect(leftOut(today, dollars, euros)).toEqual([{ kind: 'disputed-left-out', numbers: ['FA-4'], amount: eur(80) }]);
  });

  test('while nothing is sent, what is disputed is told per currency, each with its own numbers', () => {
    const [dollars, euros] = [anInvoice({ number: 'FA-3', due: daysAgo(20), amount: usd(70) }), anInvoice({ number: 'FA-4', due: daysAgo(20), amount: eur(80) })];
    const { arithmetic } = expected('too-soon', { invoices: [old, dollars, euros], log: [...reminded('R1', day('2026-11-17'), old), said({ invoices: [dollars.id, euros.id] })] });
    expect(arithmetic.slice(3)).toEqual([
      { kind: 'disputed-left-out', numbers: ['FA-3'], amount: usd(70) },
      { kind: 'disputed-left-out', numbers: ['FA-4'], amount: eur(80) },
    ]);
  });

  test('an invoice that was too young for the call it was spoken about in is told the call, no reminder that it never had', () => {
    const young = anInvoice({ number: 'FA-2', due: daysAgo(14), amount: eur(500) }); // twelve days late on the day of the call
    const { next, from, arithmetic } = expected('too-soon', { invoices: [young], log: phoned(daysAgo(2), old, young) });
    expect([next.id, from]).toEqual(['R3', inDays(1)]);
    expect(arithmetic[1]).toEqual({ kind: 'last-step', stage: 'R3', on: daysAgo(2), daysAgo: 2, how: 'called' });
  });

  test('an instalment that was too young for the firm tone of a reminder had a courteous one', () => {
    const due = [40, 15].map((late) => anInstalment({ due: daysAgo(late), amount: eur(100) }));
    const open = anInvoice({ number: 'FA-1', instalments: due });
    const firstPaid = anInvoice({ number: 'FA-1', instalments: due.map((one, index) => (index === 0 ? { ...one, outstanding: eur(0) } : one)) });
    const log = [...reminded('R1', daysAgo(30), open), ...reminded('R2', daysAgo(6), open)]; // the second instalment was nine days late
    expect(expected('too-soon', { invoices: [firstPaid], log }).arithmetic[1]).toEqual({ kind: 'last-step', stage: 'R1', on: daysAgo(6), daysAgo: 6, how: 'sent' });
  });
});
