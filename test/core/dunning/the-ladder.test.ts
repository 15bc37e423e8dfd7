import { describe, expect, test } from '@jest/globals';
import type { ReminderPolicy } from '../../../src/core';
import { STANDARD_POLICY } from '../../../src/core';
import { aDebtor, anInstalment, anInvoice, aStage, daysAgo, day, discarded, drafted, aListed, eur, inDays, promised, reference, sent, skipped, TODAY } from '../builders';
import { assessed, noticed, phoned, reminded } from './standard';
import type { Life } from './standard';

/** "R1 done 2026-11-12 · R2 now": what the clerk sees from left to right, without what is still to come. */
function ladder(life: Life, today = TODAY): string {
  const assessment = assessed(life, today);
  if (assessment.kind === 'unknown-debtor') throw new Error('no ladder without a debtor');
  return assessment.ladder.filter(({ state }) => state !== 'later').map(({ stage, state, doneOn }) => [stage, state, ...(doneOn === null ? [] : [doneOn])].join(' ')).join(' · ');
}
const late = anInvoice({ number: 'FA-1', due: daysAgo(60) });

describe('the ladder shows', () => {
  test('nothing but steps to come, without a day, while nothing is due', () => {
    const { ladder: marks } = assessed({ invoices: [anInvoice({ due: inDays(30) })] }) as { ladder: readonly { stage: string; state: string; doneOn: string | null }[] };
    expect(marks.map(({ stage, state, doneOn }) => [stage, state, doneOn])).toEqual(['R0', 'R1', 'R2', 'R3', 'R4', 'R5'].map((stage) => [stage, 'later', null]));
    expect(ladder({ invoices: [anInvoice({ outstanding: eur(0) })] })).toBe('');
  });

  test('the due-date reminder that was never sent as passed over once the invoice is late, also one of the due date itself', () => {
    expect(ladder({ invoices: [anInvoice({ due: daysAgo(5) })] })).toBe('R0 skipped · R1 now');
    const policy: Partial<ReminderPolicy> = { stages: [aStage({ id: 'R0', days: 0 }), ...STANDARD_POLICY.stages.filter(({ days }) => days > 0)] };
    expect(ladder({ invoices: [anInvoice({ due: daysAgo(5) })], policy })).toBe('R0 skipped · R1 now');
  });

  test.each<[number, string, string]>([
    [-5, '2026-11-24', ''],
    [-5, '2026-11-23', 'R0 skipped'],
    [-5, '2026-11-22', 'R0 skipped · R1 now'],
    [0, '2026-11-23', ''],
    [0, '2026-11-22', 'R0 skipped · R1 now'],
  ])('a reminder of J%i for an invoice due on %s that cannot be sent any more as passed over, not as to come: “%s”', (days, due, shown) => {
    // The sum is too small to announce, so that the reminder is not the one of the day.
    const policy: Partial<ReminderPolicy> = { stages: [aStage({ id: 'R0', days }), ...STANDARD_POLICY.stages.filter((stage) => stage.days > 0)] };
    const invoice = anInvoice({ due: day(due), amount: eur(0.5) });
    expect(ladder({ invoices: [invoice], policy }).replace('R1 held', 'R1 now')).toBe(shown);
    const noticed = ladder({ invoices: [{ ...invoice, means: 'direct-debit-presented' }], policy });
    expect(noticed).toBe(shown.replace(' · R1 now', ''));
  });

  test('what a higher letter passed over, without a day', () => {
    expect(ladder({ invoices: [late], log: reminded('R2', daysAgo(5), late) })).toBe('R0 skipped · R1 skipped · R2 done 2026-11-18 · R3 now');
  });

  test('what was passed over as passed over, although a courteous letter listed the invoice again', () => {
    const log = [...noticed(daysAgo(20), late), ...reminded('R1', daysAgo(10), late)];
    expect(ladder({ invoices: [late], log })).toBe('R0 skipped · R1 done 2026-11-13 · R2 skipped · R3 skipped · R4 done 2026-11-03 · R5 now');
  });

  test('a step that the clerk passed over with the day of it', () => {
    expect(ladder({ invoices: [late], log: [[skipped({ stage: 'R1', invoices: [late.id] }), { on: daysAgo(12) }]] })).toBe('R0 skipped · R1 skipped 2026-11-11 · R2 now');
  });

  test('of two equal reminders the day of the first, whoever knows of it', () => {
    expect(ladder({ invoices: [late], log: [...reminded('R1', daysAgo(14), late), ...reminded('R1', daysAgo(6), late)] })).toBe('R0 skipped · R1 done 2026-11-09 · R2 held');
    const opened = reference('R-2PQR');
    const log = [
      [drafted({ reference: opened, invoices: [aListed({ of: late, step: 'R1' })] }), { on: daysAgo(14) }],
      [discarded({ reference: opened, reason: 'insertion-failed' }), { on: daysAgo(14) }],
      ...reminded('R1', daysAgo(6), late),
    ] as const;
    expect(ladder({ invoices: [late], log })).toBe('R0 skipped · R1 done 2026-11-17 · R2 held');
    expect(ladder({ invoices: [late], log, facts: { provenSent: [{ reference: opened, on: daysAgo(14), proof: 'own-message' }] } })).toBe('R0 skipped · R1 done 2026-11-09 · R2 held');
  });

  test('what the log and the thread prove together', () => {
    const log = [...reminded('R1', daysAgo(30), late), [drafted({ stage: 'R2', reference: reference('R-2PQR'), invoices: [aListed({ of: late, step: 'R2' })] }), { on: daysAgo(8) }]] as const;
    expect(ladder({ invoices: [late], log, facts: { provenSent: [{ reference: reference('R-2PQR'), on: daysAgo(8), proof: 'quoted-in-answer' }] } })).toBe('R0 skipped · R1 done 2026-10-24 · R2 done 2026-11-15 · R3 now');
  });

  test('the step that a call about a young invoice stood for as passed over: no reminder was sent', () => {
    const young = anInvoice({ number: 'FA-2', due: day('2026-11-12') });
    const paid = anInvoice({ number: 'FA-1', due: daysAgo(60), outstanding: eur(0) });
    expect(ladder({ invoices: [paid, young], log: phoned(day('2026-11-17'), late, young) })).toBe('R0 skipped · R1 skipped 2026-11-17 · R2 held');
    expect(ladder({ invoices: [late], log: phoned(day('2026-11-17'), late, young) })).toBe('R0 skipped · R1 skipped · R2 held · R3 done 2026-11-17');
  });

  test('of an instalment too young for the firm tone of a mail the courteous one as done', () => {
    const parts = (outstanding: number) => anInvoice({ number: 'FA-1', instalments: [anInstalment({ due: daysAgo(60), amount: eur(100), outstanding: eur(outstanding) }), anInstalment({ due: day('2026-11-12'), amount: eur(100) })] });
    expect(ladder({ invoices: [parts(0)], log: reminded('R2', day('2026-11-17'), parts(100)) })).toBe('R0 skipped · R1 done 2026-11-17 · R2 held');
  });

  test('a step that the plan no longer knows nowhere', () => {
    expect(ladder({ invoices: [late], log: [[skipped({ stage: 'OLD', invoices: [late.id] }), { on: daysAgo(12) }]] })).toBe('R0 skipped · R1 now');
  });
});

describe('the step that waits is marked as held', () => {
  const r1 = reminded('R1', daysAgo(20), late);

  test('while a promise is open', () => {
    expect(ladder({ invoices: [late], log: [...r1, [promised({ invoices: [] }), { on: daysAgo(1) }]] })).toBe('R0 skipped · R1 done 2026-11-03 · R2 held');
  });

  test('while the sum is too small to ask for', () => {
    expect(ladder({ invoices: [anInvoice({ number: 'FA-1', due: daysAgo(60), amount: eur(0.5) })], log: r1 })).toBe('R0 skipped · R1 done 2026-11-03 · R2 held');
  });

  test('not when the plan has none left', () => {
    const done = [...r1, ...noticed(daysAgo(15), late), ...reminded('R5', daysAgo(5), late)];
    expect(ladder({ invoices: [late], log: done, over: { debtor: aDebtor({ exclusion: { reason: 'direction', until: null } }) } })).toBe(
      'R0 skipped · R1 done 2026-11-03 · R2 skipped · R3 skipped · R4 done 2026-11-08 · R5 done 2026-11-18',
    );
  });

  test('not for an invoice that nobody asks for', () => {
    const debit = anInvoice({ number: 'FA-1', due: daysAgo(60), means: 'direct-debit-presented' });
    for (const [log, shown] of [[r1, 'R0 skipped · R1 done 2026-11-03'], [[], 'R0 skipped']] as const) {
      expect(ladder({ invoices: [debit, anInvoice({ number: 'FA-2', due: daysAgo(20) })], log: [...log, [promised({ invoices: [] }), { on: daysAgo(1) }]] })).toBe(shown);
    }
  });
});

test('while a draft is open its step is the one of the day', () => {
  const log = [[drafted({ stage: 'R1', invoices: [aListed({ of: late, step: 'R1' })] }), { on: daysAgo(1) }]] as const;
  expect(ladder({ invoices: [late], log })).toBe('R0 skipped · R1 now');
  expect(ladder({ invoices: [late], log: [...log, [sent({ sentOn: daysAgo(1) }), { on: daysAgo(1) }]] })).toBe('R0 skipped · R1 done 2026-11-22 · R2 held');
});
