import { describe, expect, test } from '@jest/globals';
import { addDays, policyOf, promiseHeldUntil, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { DunningStage, LocalDate, PolicyId, ReminderPolicy } from '../../../src/core';
import { aDebtor, anInvoice, aPack, day, inDays, skipped } from '../builders';
import { assessed, beforeItLapses, expected, inShort, noticed, phoned, reminded, WITHOUT_CALLS } from './standard';
import type { Life } from './standard';

/** The first day from `from` on which the plan offers this stage. */
function firstDayOf(stage: string, life: Life, from: LocalDate): LocalDate {
  for (let days = 0; days < 120; days += 1) {
    const today = addDays(from, days);
    const assessment = assessed(life, today);
    if ('proposal' in assessment && assessment.proposal.stage.id === stage) return today;
  }
  throw new Error(`${stage} is never offered`);
}

describe('the earliest days of Standard move to business days, the due date does not', () => {
  // Schedules S01 to S03 of the law sheet's vectors: offsets alone, so every step before was done long enough ago.
  test.each([
    ['2026-09-30', '2026-09-25', '2026-10-01', '2026-10-12', '2026-10-14', '2026-10-30', '2026-11-16'],
    ['2026-10-31', '2026-10-26', '2026-11-02', '2026-11-12', '2026-11-16', '2026-11-30', '2026-12-15'],
    ['2026-04-30', '2026-04-24', '2026-05-04', '2026-05-11', '2026-05-15', '2026-06-01', '2026-06-15'],
  ])('due %s', (due, r0, r1, r2, r3, r4, r5) => {
    const invoice = anInvoice({ due: day(due) });
    const policy = { stages: STANDARD_POLICY.stages.map((stage) => ({ ...stage, minimumGap: 0 })), mailSpacing: 0 };
    const invoices = [invoice];
    const before = addDays(day(due), -15);
    expect(firstDayOf('R0', { invoices, policy }, before)).toBe(r0);
    expect(firstDayOf('R1', { invoices, policy }, before)).toBe(r1);
    const one = reminded('R1', day(r1), invoice);
    expect(firstDayOf('R2', { invoices, policy, log: one }, before)).toBe(r2);
    const two = [...one, ...reminded('R2', day(r2), invoice)];
    expect(firstDayOf('R3', { invoices, policy, log: two }, before)).toBe(r3);
    const three = [...two, ...phoned(day(r3), invoice)];
    expect(firstDayOf('R4', { invoices, policy, log: three }, before)).toBe(r4);
    expect(firstDayOf('R5', { invoices, policy, log: [...three, ...noticed(day(r4), invoice)] }, before)).toBe(r5);
  });

  test('the gap counts from the day the mail really left: due 30 April, R1 on 4 May, R2 not on Ascension Day but on 15 May', () => {
    const invoice = anInvoice({ due: day('2026-04-30') });
    const life: Life = { invoices: [invoice], log: reminded('R1', day('2026-05-04'), invoice) };
    expect(firstDayOf('R2', life, day('2026-05-05'))).toBe('2026-05-15');
    // Nothing is sent on Ascension Day: a reader who looks at the calendar must not find it named.
    expect(expected('remind', life, day('2026-05-15')).proposal.possibleSince).toBe('2026-05-15');
  });
});

describe('the day since which a step is possible is one on which it could be sent', () => {
  test.each([
    ['a Thursday', '2026-11-11', '2026-11-12'],
    ['a Friday', '2026-11-12', '2026-11-13'],
    ['a Saturday', '2026-11-13', '2026-11-16'],
    ['a Sunday', '2026-11-14', '2026-11-16'],
    ['Armistice Day', '2026-11-10', '2026-11-12'],
    ['Easter Monday, after its weekend', '2026-04-03', '2026-04-07'],
  ])('%s: due %s, possible since %s; the due date does not move', (_, due, since) => {
    const { proposal, arithmetic } = expected('remind', { invoices: [anInvoice({ due: day(due) })] });
    expect([proposal.possibleSince, proposal.demanded[0]?.item.due]).toEqual([since, due]);
    expect(arithmetic).toContainEqual({ kind: 'possible-since', stage: 'R1', since });
  });
});

describe('each step waits for its age and for its gap', () => {
  const due = day('2026-10-12');
  const invoice = anInvoice({ due });
  const at = (days: number): LocalDate => addDays(due, days);
  const log = {
    none: [],
    r1: reminded('R1', at(1), invoice),
    lateR1: reminded('R1', at(9), invoice),
    r2: [...reminded('R1', at(1), invoice), ...reminded('R2', at(11), invoice)],
    lateR2: [...reminded('R1', at(1), invoice), ...reminded('R2', at(18), invoice)],
    r3: [...reminded('R1', at(1), invoice), ...reminded('R2', at(11), invoice), ...phoned(at(14), invoice)],
    lateR3: [...reminded('R1', at(1), invoice), ...reminded('R2', at(11), invoice), ...phoned(at(25), invoice)],
    r4: [...reminded('R1', at(1), invoice), ...reminded('R2', at(11), invoice), ...phoned(at(14), invoice), ...noticed(at(30), invoice)],
    lateR4: [...reminded('R1', at(1), invoice), ...reminded('R2', at(11), invoice), ...phoned(at(14), invoice), ...noticed(at(36), invoice)],
  };
  // Monday 12 October 2026. J+19 is a Saturday before All Saints' Sunday, J+30 is Armistice Day.
  test.each<[string, keyof typeof log, number, string, string, string]>([
    ['R1 the day after the due date', 'none', 1, 'not-due', 'remind R1', 'remind R1'],
    ['R2 at J+11, a Friday', 'r1', 11, 'too-soon R2 2026-10-23', 'remind R2', 'too-soon R2 2026-10-26'],
    ['R2 ten days after a late R1, moved from a Saturday to Monday', 'lateR1', 21, 'too-soon R2 2026-11-02', 'remind R2', 'remind R2'],
    ['the call at J+14', 'r2', 14, 'too-soon R3 2026-10-26', 'call R3', 'call R3'],
    ['the call three days after a late R2', 'lateR2', 21, 'too-soon R3 2026-11-02', 'call R3', 'call R3'],
    ['the notice at J+30, moved from Armistice Day to the day after', 'r3', 31, 'too-soon R4 2026-11-12', 'letter R4', 'letter R4'],
    ['the notice seven days after a late call', 'lateR3', 32, 'too-soon R4 2026-11-13', 'letter R4', 'too-soon R4 2026-11-16'],
    ['the hand-over 15 days after a notice sent on time', 'r4', 45, 'too-soon R5 2026-11-26', 'letter R5', 'letter R5'],
    ['the hand-over 15 days after a late notice', 'lateR4', 51, 'too-soon R5 2026-12-02', 'letter R5', 'letter R5'],
  ])('%s', (_, done, days, before, on, after) => {
    const life: Life = { invoices: [invoice], log: log[done] };
    expect([days - 1, days, days + 1].map((late) => inShort(assessed(life, at(late))))).toEqual([before, on, after]);
  });

  test('after the last stage nothing is left to send', () => {
    const done = [...log.r4, ...reminded('R5', at(45), invoice)];
    expect(inShort(assessed({ invoices: [invoice], log: done }, at(60)))).toBe('exhausted R5');
    expect(assessed({ invoices: [invoice], log: done }, at(60)).recheckOn).toBe(beforeItLapses(invoice.instalments[0]?.due ?? day('2026-01-01')));
  });

  test('a plan without calls goes from R2 to R4, seven days after R2', () => {
    const life: Life = { invoices: [invoice], log: log.lateR2, policy: WITHOUT_CALLS };
    expect(inShort(assessed(life, at(25)))).toBe('too-soon R4 2026-11-12');
    const letter = expected('letter', life, at(31)).proposal;
    expect([letter.stage.id, letter.step, letter.steps]).toEqual(['R4', 4, 5]);
    const late: Life = { ...life, log: [...reminded('R1', at(1), invoice), ...reminded('R2', at(30), invoice)] };
    expect([36, 37, 38].map((days) => inShort(assessed(late, at(days))))).toEqual(['too-soon R4 2026-11-18', 'letter R4', 'letter R4']);
  });
});

describe('an invoice seen for the first time when it is old', () => {
  const old = anInvoice({ due: day('2026-05-04') });

  test('starts with the courteous reminder, however old it is', () => {
    expect(inShort(assessed({ invoices: [old] }))).toBe('remind R1');
  });

  test('goes on by the gaps, one step at a time', () => {
    const r1 = reminded('R1', day('2026-11-12'), old);
    const r2 = [...r1, ...reminded('R2', day('2026-11-23'), old)];
    expect(inShort(assessed({ invoices: [old], log: r1 }, day('2026-11-20')))).toBe('too-soon R2 2026-11-23');
    expect(inShort(assessed({ invoices: [old], log: r2 }, day('2026-11-25')))).toBe('too-soon R3 2026-11-26');
    expect(inShort(assessed({ invoices: [old], log: r2 }, day('2026-11-26')))).toBe('call R3');
  });

  test('passes a step over only by the clerk’s word', () => {
    const log = [[skipped({ stage: 'R1', invoices: [old.id] }), { on: day('2026-11-12') }]] as const;
    const { proposal, ladder } = expected('remind', { invoices: [old], log });
    expect(proposal.stage.id).toBe('R2');
    expect(ladder.map(({ state }) => state)).toEqual(['skipped', 'skipped', 'now', 'later', 'later', 'later']);
  });
});

describe('the due-date reminder', () => {
  // Due Monday 30 November: J-5 is Wednesday 25.
  const due = day('2026-11-30');
  const invoice = anInvoice({ due });

  test('is offered from J-5 to the eve, on business days, and then never again', () => {
    const answers = ['2026-11-24', '2026-11-25', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'].map((today) => inShort(assessed({ invoices: [invoice] }, day(today))));
    expect(answers).toEqual(['not-due', 'remind R0', 'remind R0', 'not-due', 'not-due', 'not-due', 'remind R1']);
  });

  test('opens on the Friday when J-5 is a Sunday', () => {
    const life: Life = { invoices: [anInvoice({ due: day('2026-11-27') })] };
    expect(['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-23'].map((today) => inShort(assessed(life, day(today))))).toEqual(['not-due', 'remind R0', 'not-due', 'remind R0']);
    expect(expected('remind', life, day('2026-11-23')).proposal.possibleSince).toBe('2026-11-20');
  });

  test('groups what falls due in its window and leaves the rest alone', () => {
    const soon = anInvoice({ number: 'FA-1', due });
    const sooner = anInvoice({ number: 'FA-2', due: day('2026-11-27') });
    const later = anInvoice({ number: 'FA-3', due: day('2026-12-15') });
    const { proposal, arithmetic } = expected('remind', { invoices: [later, soon, sooner] }, day('2026-11-25'));
    expect(proposal.demanded.map(({ item, step }) => [item.number, step])).toEqual([['FA-2', 'R0'], ['FA-1', 'R0']]);
    expect(proposal.previous).toBeNull();
    expect(arithmetic[0]).toEqual({ kind: 'due-in', number: 'FA-2', days: 2, due: '2026-11-27' });
  });

  test('is not sent twice, and does not keep R1 waiting', () => {
    const log = reminded('R0', day('2026-11-27'), invoice);
    const life: Life = { invoices: [invoice], log };
    expect(['2026-11-27', '2026-11-30', '2026-12-01'].map((today) => inShort(assessed(life, day(today))))).toEqual(['not-due', 'not-due', 'remind R1']);
    expect(expected('remind', life, day('2026-12-01')).ladder.slice(0, 2)).toEqual([
      expect.objectContaining({ stage: 'R0', state: 'done', doneOn: '2026-11-27' }),
      expect.objectContaining({ stage: 'R1', state: 'now', doneOn: null }),
    ]);
  });

  test('stays back while something overdue is being asked for', () => {
    const overdue = anInvoice({ number: 'FA-1', due: day('2026-11-10') });
    const life: Life = { invoices: [overdue, anInvoice({ number: 'FA-2', due })], log: reminded('R1', day('2026-11-20'), overdue) };
    expect(inShort(assessed(life, day('2026-11-25')))).toBe('too-soon R2 2026-11-30');
  });

  test('the account says when the next reminder could come', () => {
    const { nextDue, arithmetic, recheckOn } = expected('not-due', { invoices: [anInvoice({ due: day('2026-12-04') })] });
    expect(nextDue).toBe('2026-12-04');
    expect(arithmetic).toEqual([
      { kind: 'due-in', number: 'FA-2026-0297', days: 11, due: '2026-12-04' },
      { kind: 'possible-from', stage: 'R0', from: '2026-11-27', daysToGo: 4, because: 'age', gapDays: null },
    ]);
    expect(recheckOn).toBe('2026-11-27');
  });
});

describe('policies', () => {
  test('the shipped plan is valid', () => {
    expect(validatePolicy(STANDARD_POLICY)).toEqual({ ok: true, value: STANDARD_POLICY });
  });

  const stages = (change: (stage: DunningStage) => Partial<DunningStage>): Partial<ReminderPolicy> => ({ stages: STANDARD_POLICY.stages.map((stage) => ({ ...stage, ...change(stage) })) });
  test.each<[string, Partial<ReminderPolicy>, string | null, string, string]>([
    ['days that do not rise', stages(({ id }) => (id === 'R2' ? { days: 1 } : {})), 'R2', 'days', 'not-rising'],
    ['half a day', stages(({ id }) => (id === 'R2' ? { days: 10.5 } : {})), 'R2', 'days', 'not-a-whole-number'],
    ['a negative gap', stages(({ id }) => (id === 'R3' ? { minimumGap: -1 } : {})), 'R3', 'minimumGap', 'out-of-range'],
    ['the same stage twice', stages(({ id }) => (id === 'R3' ? { id: 'R2' } : {})), 'R2', 'id', 'repeated'],
    ['a call before the due date', stages(({ id }) => (id === 'R0' ? { channel: 'call', template: null, tones: [] } : {})), 'R0', 'channel', 'not-for-this-channel'],
    ['a mail without a template', stages(({ id }) => (id === 'R1' ? { template: null } : {})), 'R1', 'template', 'missing'],
    ['a call with a template', stages(({ id }) => (id === 'R3' ? { template: 'r3' } : {})), 'R3', 'template', 'not-for-this-channel'],
    ['a mail without a tone', stages(({ id }) => (id === 'R1' ? { tones: [] } : {})), 'R1', 'tones', 'missing'],
    ['nothing after the due date', stages(({ days }) => (days > 0 ? { enabled: false } : {})), null, 'stages', 'no-overdue-stage'],
    ['a negative tolerance', { toleranceMinor: -1 }, null, 'toleranceMinor', 'out-of-range'],
    ['no time to pay', { deadlineBusinessDays: 0 }, null, 'deadlineBusinessDays', 'out-of-range'],
    ['no version', { version: ' ' }, null, 'version', 'missing'],
  ])('%s is refused', (_, over, stage, field, why) => {
    const checked = validatePolicy({ ...STANDARD_POLICY, ...over });
    expect(checked.ok ? [] : checked.problem).toContainEqual({ stage, field, why });
  });

  test('the debtor’s own plan comes first, then the pack’s, then Standard', () => {
    const gentle: ReminderPolicy = { ...STANDARD_POLICY, id: 'gentle' as PolicyId };
    const firm: ReminderPolicy = { ...STANDARD_POLICY, id: 'firm' as PolicyId };
    const pack = aPack({ policies: [gentle, firm], defaultPolicy: firm.id });
    expect(policyOf(pack, aDebtor({ policy: gentle.id })).id).toBe('gentle');
    expect(policyOf(pack, aDebtor({ policy: 'gone' as PolicyId })).id).toBe('firm');
    expect(policyOf(aPack({ policies: [], defaultPolicy: firm.id }), aDebtor()).id).toBe('standard');
  });

  test('a grace keeps the first days after the due date free of reminders', () => {
    const life: Life = { invoices: [anInvoice({ due: day('2026-11-23') })], policy: { graceDays: 2 } };
    expect(['2026-11-24', '2026-11-25', '2026-11-26'].map((today) => inShort(assessed(life, day(today))))).toEqual(['too-soon R1 2026-11-26', 'too-soon R1 2026-11-26', 'remind R1']);
  });

  test('a promise for Friday is left alone until Tuesday', () => {
    expect(promiseHeldUntil(day('2026-11-27'), STANDARD_POLICY)).toBe('2026-12-01');
    expect(promiseHeldUntil(inDays(0), { ...STANDARD_POLICY, promiseGrace: 0 })).toBe('2026-11-23');
  });
});
