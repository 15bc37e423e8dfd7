import { describe, expect, test } from '@jest/globals';
import type { ReminderPolicy } from '../../../src/core';
import { STANDARD_POLICY } from '../../../src/core';
import { aDebtor, anInstalment, anInvoice, aStage, day, disputed, eur, skipped, usd } from '../builders';
import { assessed, expected, inShort, reminded } from './standard';
import type { Life } from './standard';

// Today is Monday 23 November: what falls due from the 24th to the 28th has its reminder of J-5 open.
const wednesday = anInvoice({ number: 'FA-1', due: day('2026-11-25'), amount: eur(1000) });
const friday = anInvoice({ number: 'FA-2', due: day('2026-11-27'), amount: eur(500) });
const later = anInvoice({ number: 'FA-9', due: day('2026-12-15'), amount: eur(700) });
const numbers = (life: Life): readonly string[] => expected('remind', life).proposal.demanded.map(({ item }) => item.number);
const onDays = (life: Life, ...days: readonly string[]): readonly string[] => days.map((today) => inShort(assessed(life, day(today))));

describe('one due-date reminder announces everything that falls due soon', () => {
  test('each invoice once, the sum of all, and why', () => {
    const inParts = anInvoice({ number: 'FA-3', instalments: [anInstalment({ due: day('2026-11-26'), amount: eur(40) }), anInstalment({ due: day('2026-11-27'), amount: eur(60) })] });
    const { proposal, arithmetic } = expected('remind', { invoices: [friday, inParts, later, wednesday] });
    expect(proposal).toMatchObject({ step: 1, steps: 6, possibleSince: '2026-11-20', informational: [], sum: eur(1600), previous: null });
    expect(proposal.demanded.map(({ item, step }) => [item.number, item.instalment, step])).toEqual([['FA-1', 1, 'R0'], ['FA-3', 1, 'R0'], ['FA-2', 1, 'R0'], ['FA-3', 2, 'R0']]);
    expect(proposal.triggers).toEqual([wednesday.id, inParts.id, friday.id]);
    expect(arithmetic).toEqual([
      { kind: 'due-in', number: 'FA-1', days: 2, due: '2026-11-25' },
      { kind: 'possible-since', stage: 'R0', since: '2026-11-20' },
      { kind: 'other-invoices', listed: 3, informational: 0 },
    ]);
  });

  test('of one invoice alone it says nothing of others', () => {
    expect(expected('remind', { invoices: [wednesday, later] }).arithmetic.map(({ kind }) => kind)).toEqual(['due-in', 'possible-since']);
  });

  test('what was announced already is not announced again', () => {
    const log = reminded('R0', day('2026-11-16'), wednesday);
    expect(numbers({ invoices: [wednesday, friday], log })).toEqual(['FA-2']);
    expect(inShort(assessed({ invoices: [wednesday, later], log }))).toBe('not-due');
  });

  test('in one currency: that of what falls due first; the other one has its own', () => {
    const dollars = anInvoice({ number: 'FA-4', due: day('2026-11-26'), amount: usd(300) });
    const euros = expected('remind', { invoices: [dollars, wednesday, friday] }).proposal;
    expect([euros.demanded.map(({ item }) => item.number), euros.triggers, euros.sum]).toEqual([['FA-1', 'FA-2'], [wednesday.id, friday.id], eur(1500)]);
    const next = expected('remind', { invoices: [dollars, wednesday, friday], log: reminded('R0', day('2026-11-23'), wednesday, friday) }).proposal;
    expect([next.demanded.map(({ item }) => item.number), next.sum]).toEqual([['FA-4'], usd(300)]);
  });
});

describe('a sum that is not worth a reminder is not announced either', () => {
  const cents = (amount: number) => anInvoice({ number: 'FA-5', due: day('2026-11-24'), amount: eur(amount) });

  test.each([
    [4.99, 'not-due'],
    [5, 'remind R0'],
  ])('%d € due tomorrow: %s', (amount, answer) => {
    expect(inShort(assessed({ invoices: [cents(amount)] }))).toBe(answer);
  });

  test('nor does it keep the invoice of another currency from being announced', () => {
    expect(expected('remind', { invoices: [cents(4.99), anInvoice({ number: 'FA-4', due: day('2026-11-26'), amount: usd(300) })] }).proposal.sum).toEqual(usd(300));
  });

  test('what unallocated money covers is left alone', () => {
    expect(inShort(assessed({ invoices: [wednesday], over: { debtor: aDebtor({ unallocatedCredits: [eur(1000)] }) } }))).toBe('not-due');
  });
});

describe('a disputed part', () => {
  const about = (amount: number | null) => [[disputed({ invoices: [wednesday.id], amount: amount === null ? null : eur(amount) }), { on: day('2026-11-20') }]] as const;

  test('of an announced invoice is left out of its sum, and that is told', () => {
    const { proposal, arithmetic } = expected('remind', { invoices: [wednesday, friday], log: about(400) });
    expect(proposal.sum).toEqual(eur(1100));
    expect(arithmetic).toContainEqual({ kind: 'disputed-left-out', numbers: ['FA-1'], amount: eur(400) });
  });

  test('of an invoice that this reminder does not speak of is not told', () => {
    for (const other of [later, anInvoice({ number: 'FA-8', due: day('2026-11-23'), amount: eur(700) })]) {
      const log = [[disputed({ invoices: [other.id], amount: eur(400) }), { on: day('2026-11-20') }]] as const;
      expect(expected('remind', { invoices: [wednesday, other], log }).arithmetic.map(({ kind }) => kind)).toEqual(['due-in', 'possible-since']);
    }
  });
});

describe('its days', () => {
  test('the eve is the last one', () => {
    expect(onDays({ invoices: [wednesday] }, '2026-11-24', '2026-11-25')).toEqual(['remind R0', 'not-due']);
  });

  test('over a weekend it is withdrawn, and the card is to be looked at again on Saturday', () => {
    const monday = anInvoice({ due: day('2026-12-02') });
    expect(expected('remind', { invoices: [monday] }, day('2026-11-27')).recheckOn).toBe('2026-11-28');
  });

  test('sent on the Friday before a Sunday, it is done, for an invoice in instalments too', () => {
    const parts = anInvoice({ number: 'FA-3', instalments: [anInstalment({ due: day('2026-11-27'), amount: eur(40) }), anInstalment({ due: day('2027-01-27'), amount: eur(60) })] });
    expect(inShort(assessed({ invoices: [parts] }, day('2026-11-20')))).toBe('remind R0');
    expect(inShort(assessed({ invoices: [parts], log: reminded('R0', day('2026-11-20'), parts) }))).toBe('not-due');
  });
});

describe('a plan with two of them, ten days and three days before', () => {
  const after = STANDARD_POLICY.stages.filter(({ days }) => days > 0);
  const policy: Partial<ReminderPolicy> = { stages: [aStage({ id: 'EARLY', days: -10 }), aStage({ id: 'NEAR', days: -3 }), ...after] };

  test('each has its days; the nearer one takes over on its own', () => {
    // Due on Friday 4 December: J-10 is Tuesday 24 November, J-3 is Tuesday 1 December.
    const life: Life = { invoices: [anInvoice({ due: day('2026-12-04') })], policy };
    expect(onDays(life, '2026-11-23', '2026-11-24', '2026-11-30', '2026-12-01', '2026-12-03', '2026-12-04')).toEqual(['not-due', 'remind EARLY', 'remind EARLY', 'remind NEAR', 'remind NEAR', 'not-due']);
  });

  test('sent ten days before, the second comes three days before', () => {
    const invoice = anInvoice({ due: day('2026-12-04') });
    const life: Life = { invoices: [invoice], log: reminded('EARLY', day('2026-11-24'), invoice), policy };
    expect(onDays(life, '2026-11-25', '2026-11-30', '2026-12-01')).toEqual(['not-due', 'not-due', 'remind NEAR']);
  });

  test('one mail holds both kinds, each invoice at its own, the nearest gives the tone', () => {
    const next = anInvoice({ number: 'FA-6', due: day('2026-12-01'), amount: eur(200) });
    const { proposal } = expected('remind', { invoices: [next, wednesday], policy });
    expect(proposal.stage.id).toBe('NEAR');
    expect(proposal.demanded.map(({ item, step }) => [item.number, step])).toEqual([['FA-1', 'NEAR'], ['FA-6', 'EARLY']]);
    expect([proposal.triggers, proposal.sum]).toEqual([[wednesday.id], eur(1200)]);
  });
});

describe('a plan that announces on the due date itself', () => {
  const policy: Partial<ReminderPolicy> = { stages: [aStage({ id: 'R0', days: 0 }), ...STANDARD_POLICY.stages.filter(({ days }) => days > 0)] };

  test('does so on that day, and on the Friday when it is a Sunday', () => {
    expect(onDays({ invoices: [wednesday], policy }, '2026-11-24', '2026-11-25', '2026-11-26')).toEqual(['not-due', 'remind R0', 'remind R1']);
    expect(onDays({ invoices: [anInvoice({ due: day('2026-11-29') })], policy }, '2026-11-26', '2026-11-27', '2026-11-28')).toEqual(['not-due', 'remind R0', 'not-due']);
  });

  test('an instalment announced on the Friday is announced', () => {
    const parts = anInvoice({ number: 'FA-3', instalments: [anInstalment({ due: day('2026-11-29'), amount: eur(40) }), anInstalment({ due: day('2027-01-27'), amount: eur(60) })] });
    expect(inShort(assessed({ invoices: [parts], policy, log: reminded('R0', day('2026-11-27'), parts) }, day('2026-11-27')))).toBe('not-due');
  });
});

describe('the due-date reminders of one customer are grouped once a week', () => {
  // Sent on Monday 23 November; the week is over on Monday the 30th.
  const monday = day('2026-11-23');
  const first = anInvoice({ number: 'FA-1', due: day('2026-11-27') });
  const log = reminded('R0', monday, first);
  const soon = anInvoice({ number: 'FA-2', due: day('2026-11-30'), amount: eur(200) });
  const after = anInvoice({ number: 'FA-3', due: day('2026-12-02'), amount: eur(300) });
  const last = anInvoice({ number: 'FA-4', due: day('2026-12-04'), amount: eur(400) });
  const paidFirst = { ...first, instalments: first.instalments.map((part) => ({ ...part, outstanding: eur(0) })) };

  test('the next one waits for seven days after the last, then names all that came into its time meanwhile', () => {
    const life: Life = { invoices: [paidFirst, after, last], log };
    expect(onDays(life, '2026-11-27', '2026-11-29', '2026-11-30')).toEqual(['not-due', 'not-due', 'remind R0']);
    const { proposal } = expected('remind', life, day('2026-11-30'));
    expect([proposal.demanded.map(({ item }) => item.number), proposal.sum, proposal.possibleSince]).toEqual([['FA-3', 'FA-4'], eur(700), '2026-11-30']);
  });

  test('the card tells the day and why, and is looked at again on it', () => {
    const { arithmetic, recheckOn } = expected('not-due', { invoices: [paidFirst, after], log }, day('2026-11-27'));
    expect(arithmetic).toEqual([
      { kind: 'due-in', number: 'FA-3', days: 5, due: '2026-12-02' },
      { kind: 'possible-from', stage: 'R0', from: '2026-11-30', daysToGo: 3, because: 'announced', gapDays: 7 },
    ]);
    expect(recheckOn).toBe('2026-11-30');
  });

  test('what falls due while it waits is said to go without, and is reminded of the day after', () => {
    const life: Life = { invoices: [paidFirst, soon, last], log };
    const { arithmetic } = expected('not-due', life, day('2026-11-26'));
    expect(arithmetic).toContainEqual({ kind: 'not-announced', numbers: ['FA-2'], last: '2026-11-23' });
    // On Monday the others have theirs; on Tuesday what is late takes its place.
    expect(onDays(life, '2026-11-29', '2026-11-30', '2026-12-01')).toEqual(['not-due', 'remind R0', 'remind R1']);
    expect(expected('remind', life, day('2026-11-30')).proposal.demanded.map(({ item }) => item.number)).toEqual(['FA-4']);
  });

  test('it counts from the day on which it was really sent, also a Saturday', () => {
    expect(onDays({ invoices: [after], log: reminded('R0', day('2026-11-21'), first) }, '2026-11-27', '2026-11-28', '2026-11-30')).toEqual(['not-due', 'not-due', 'remind R0']);
    expect(onDays({ invoices: [after], log: reminded('R0', day('2026-11-20'), first) }, '2026-11-26', '2026-11-27')).toEqual(['not-due', 'remind R0']);
  });

  test('it neither counts among the overdue mails of five business days nor is it counted', () => {
    const late = anInvoice({ number: 'FA-7', due: day('2026-11-23') });
    expect(inShort(assessed({ invoices: [late, after], log }, day('2026-11-24')))).toBe('remind R1');
    expect(inShort(assessed({ invoices: [after], log: reminded('R1', day('2026-11-26'), late) }, day('2026-11-27')))).toBe('remind R0');
  });

  test('one that was passed over, or only written, is none', () => {
    expect(inShort(assessed({ invoices: [after], log: [[skipped({ stage: 'R0', invoices: [first.id] }), { on: monday }]] }, day('2026-11-27')))).toBe('remind R0');
    const [drafted] = reminded('R0', monday, first);
    if (drafted === undefined) throw new Error('no draft');
    expect(inShort(assessed({ invoices: [after], log: [drafted] }, day('2026-11-27')))).toBe('remind R0');
  });
});
