import { describe, expect, test } from '@jest/globals';
import { addDays, STANDARD_POLICY } from '../../../src/core';
import type { ReminderPolicy } from '../../../src/core';
import { aListed, anInstalment, anInvoice, day, discarded, drafted, eur, reference, skipped } from '../builders';
import { assessed, expected, inShort, noticed, phoned, reminded } from './standard';
import type { Life } from './standard';

const invoice = anInvoice({ number: 'FA-1', due: day('2026-09-30') });
const second = anInvoice({ number: 'FA-2', due: day('2026-10-02') });
const on = (life: Life, ...days: readonly string[]): readonly string[] => days.map((today) => inShort(assessed(life, day(today))));
/** Standard with these stages switched off. */
const without = (...off: readonly string[]): Partial<ReminderPolicy> => ({ stages: STANDARD_POLICY.stages.map((stage) => (off.includes(stage.id) ? { ...stage, enabled: false } : stage)) });

describe('the gap counts from the day on which the step was first reached', () => {
  test('not from a second mail of the same step', () => {
    // The second one keeps the spacing of mails busy until 20 November; ten days after it would be the 23rd.
    const log = [...reminded('R1', day('2026-11-09'), invoice), ...reminded('R1', day('2026-11-13'), invoice)];
    expect(on({ invoices: [invoice], log }, '2026-11-19', '2026-11-20')).toEqual(['too-soon R2 2026-11-20', 'remind R2']);
  });

  test('also when only the thread knows of the first', () => {
    const opened = reference('R-2PQR');
    const log = [
      [drafted({ reference: opened, invoices: [aListed({ of: invoice, step: 'R1' })] }), { on: day('2026-11-09') }],
      [discarded({ reference: opened, reason: 'insertion-failed' }), { on: day('2026-11-09') }],
      ...reminded('R1', day('2026-11-13'), invoice),
    ] as const;
    const proven = { provenSent: [{ reference: opened, on: day('2026-11-09'), proof: 'own-message' as const }] };
    expect(inShort(assessed({ invoices: [invoice], log }, day('2026-11-20')))).toBe('too-soon R2 2026-11-23');
    expect(expected('remind', { invoices: [invoice], log, facts: proven }, day('2026-11-20')).arithmetic[1]).toEqual({ kind: 'last-step', stage: 'R1', on: '2026-11-09', daysAgo: 11, how: 'sent' });
  });

  test('of a firm mail made up for after the call: from the first such mail', () => {
    const log = [...reminded('R1', day('2026-10-05'), invoice), ...phoned(day('2026-10-20'), invoice), ...reminded('R2', day('2026-11-05'), invoice), ...reminded('R2', day('2026-11-17'), invoice)];
    const { proposal, arithmetic } = expected('letter', { invoices: [invoice], log });
    expect(proposal.possibleSince).toBe('2026-11-12');
    expect(arithmetic[1]).toMatchObject({ stage: 'R2', on: '2026-11-05' });
  });

  test('of a call and a firm mail on one day the call is told: it stands higher', () => {
    const log = [...reminded('R1', day('2026-10-05'), invoice), ...reminded('R2', day('2026-11-17'), invoice), ...phoned(day('2026-11-17'), invoice)];
    expect(expected('too-soon', { invoices: [invoice], log }).arithmetic[1]).toMatchObject({ stage: 'R3', on: '2026-11-17', how: 'called' });
  });
});

describe('a formal notice', () => {
  test('already deposited is not followed by a reminder, although no firm mail is in the log', () => {
    expect(on({ invoices: [invoice], log: noticed(day('2026-11-09'), invoice) }, '2026-11-23', '2026-11-24')).toEqual(['too-soon R5 2026-11-24', 'letter R5']);
  });

  test('comes only after a firm mail that was really sent: passed over by the clerk it still stops before the notice, not before the call', () => {
    const log = [...reminded('R1', day('2026-10-05'), invoice), [skipped({ stage: 'R2', invoices: [invoice.id] }), { on: day('2026-10-20') }]] as const;
    expect(inShort(assessed({ invoices: [invoice], log }))).toBe('call R3');
    expect(inShort(assessed({ invoices: [invoice], log: [...log, ...phoned(day('2026-10-26'), invoice)] }))).toBe('remind R2');
  });
});

describe('a call that also spoke of a younger invoice', () => {
  const calledOn = (today: string, due: string) => ({ invoices: [invoice, anInvoice({ number: 'FA-2', due: day(due) })], log: phoned(day(today), invoice, anInvoice({ number: 'FA-2', due: day(due) })) });
  const ofSecond = (life: Life): Life => ({ ...life, invoices: life.invoices.slice(1) });

  test('not due yet: the courteous reminder still comes first', () => {
    expect(inShort(assessed(ofSecond(calledOn('2026-11-17', '2026-11-20'))))).toBe('remind R1');
  });

  test('on its due date, a Friday: likewise, although Saturday would be its first day', () => {
    expect(inShort(assessed(ofSecond(calledOn('2026-11-20', '2026-11-20'))))).toBe('remind R1');
  });

  test('five days late: the call stands for the courteous reminder, and for no more', () => {
    const { proposal, arithmetic } = expected('remind', ofSecond(calledOn('2026-11-13', '2026-11-08')));
    expect([proposal.stage.id, proposal.possibleSince]).toEqual(['R2', '2026-11-23']);
    expect(arithmetic[1]).toEqual({ kind: 'last-step', stage: 'R3', on: '2026-11-13', daysAgo: 10, how: 'called' });
  });

  test.each([
    [5, 'remind R1'],
    [6, 'remind R2'],
  ])('within the days of grace, %i days after the due date, it stands for nothing, later for the courteous reminder: %s', (late, answer) => {
    const due = addDays(day('2026-11-09'), -late);
    expect(inShort(assessed({ ...ofSecond(calledOn('2026-11-09', due)), policy: { graceDays: 5 } }))).toBe(answer);
  });
});

describe('a step that the plan does not know', () => {
  test('moves nothing, from the log of an older plan', () => {
    const log = [[skipped({ stage: 'NIVEAU-3', invoices: [invoice.id] }), { on: day('2026-11-19') }]] as const;
    const { proposal, arithmetic } = expected('remind', { invoices: [invoice], log });
    expect([proposal.stage.id, proposal.possibleSince]).toEqual(['R1', '2026-10-01']);
    expect(arithmetic[1]).toEqual({ kind: 'no-step-yet' });
  });

  test('still keeps the next mail at its distance, and is no message to refer to', () => {
    const life: Life = { invoices: [invoice], log: reminded('NIVEAU-3', day('2026-11-16'), invoice) };
    expect(on(life, '2026-11-20')).toEqual(['too-soon R1 2026-11-23']);
    expect(expected('remind', life).proposal.previous).toBeNull();
  });
});

describe('plans that leave steps out', () => {
  test('without letters the firm reminder demands everything, and the call is the last step', () => {
    const policy = without('R4', 'R5');
    const log = reminded('R1', day('2026-11-12'), invoice);
    expect(expected('remind', { invoices: [invoice, second], log, policy }).proposal).toMatchObject({ stage: { id: 'R2' }, step: 3, steps: 4, sum: eur(2400), informational: [] });
    const after = [...log, ...reminded('R2', day('2026-11-13'), invoice), ...phoned(day('2026-11-16'), invoice)];
    expect(inShort(assessed({ invoices: [invoice], log: after, policy }))).toBe('exhausted R3');
  });

  test('without mails the notice follows the call and demands what has reached its age', () => {
    const policy = without('R1', 'R2');
    expect(inShort(assessed({ invoices: [invoice, second], policy }))).toBe('call R3');
    const young = anInvoice({ number: 'FA-3', due: day('2026-11-01'), amount: eur(50) });
    const { proposal } = expected('letter', { invoices: [invoice, second, young], log: phoned(day('2026-11-10'), invoice, second), policy });
    expect([proposal.demanded.map(({ item, step }) => [item.number, step]), proposal.informational.map(({ number }) => number)]).toEqual([[['FA-1', 'R4'], ['FA-2', 'R4']], ['FA-3']]);
  });

  test('with nothing after the due date, or with nothing at all, ask for nothing and do not stumble', () => {
    const announced = without('R1', 'R2', 'R3', 'R4', 'R5');
    const nothing = without('R0', 'R1', 'R2', 'R3', 'R4', 'R5');
    expect([inShort(assessed({ invoices: [invoice], policy: announced })), inShort(assessed({ invoices: [invoice], policy: nothing }))]).toEqual(['exhausted R0', 'exhausted ']);
    const upcoming = anInvoice({ due: day('2026-11-30') });
    expect(on({ invoices: [upcoming], policy: announced }, '2026-11-25', '2026-11-28')).toEqual(['remind R0', 'not-due']);
    expect(expected('not-due', { invoices: [upcoming], policy: announced }, day('2026-11-28')).arithmetic).toEqual([{ kind: 'due-in', number: 'FA-2026-0297', days: 2, due: '2026-11-30' }]);
  });

  test('after the last step the oldest invoice tells what was done last', () => {
    const log = [...noticed(day('2026-10-30'), invoice), ...reminded('R5', day('2026-11-16'), invoice), ...reminded('R5', day('2026-11-18'), second)];
    const answer = expected('exhausted', { invoices: [second, invoice], log });
    expect(answer.arithmetic).toEqual([
      { kind: 'days-late', number: 'FA-1', days: 54, due: '2026-09-30' },
      { kind: 'last-step', stage: 'R5', on: '2026-11-16', daysAgo: 7, how: 'sent' },
    ]);
    expect(answer.ladder.filter(({ state }) => state === 'done').map(({ stage }) => stage)).toEqual(['R4', 'R5']);
  });
});

describe('what may be asked for', () => {
  test('is also what is paid by means that the ledger does not name', () => {
    expect(inShort(assessed({ invoices: [{ ...invoice, means: 'other' }] }))).toBe('remind R1');
  });

  test.each(['', '   '])('is not a claim sold to a factor whose bank details were left blank (“%s”)', (iban) => {
    expect(inShort(assessed({ invoices: [{ ...invoice, assignee: { name: 'Factor SA', iban } }] }))).toBe('held assigned');
  });

  test('of an invoice in instalments, each counts for itself what was sent when it was old enough', () => {
    // The second falls due on 20 October; the firm mail of the 31st reached it on its eleventh day, the one of the 30th would not have.
    const parts = (reached: string): Life => {
      const inTwo = anInvoice({ number: 'FA-1', instalments: [anInstalment({ due: day('2026-09-20'), amount: eur(100), outstanding: eur(0) }), anInstalment({ due: day('2026-10-20'), amount: eur(100) })] });
      return { invoices: [inTwo], log: reminded('R2', day(reached), inTwo) };
    };
    expect(on(parts('2026-10-30'), '2026-11-23')).toEqual(['remind R2']);
    expect(on(parts('2026-10-31'), '2026-11-23')).toEqual(['call R3']);
  });
});

test('five days of grace: the fifth day after the due date asks for nothing, the sixth does', () => {
  const young = anInvoice({ due: day('2026-11-19') });
  expect(on({ invoices: [young], policy: { graceDays: 5 } }, '2026-11-24', '2026-11-25')).toEqual(['too-soon R1 2026-11-25', 'remind R1']);
});
