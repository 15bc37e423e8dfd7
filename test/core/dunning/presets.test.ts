import { describe, expect, test } from '@jest/globals';
import { addDays, FIRM_POLICY, GENTLE_POLICY, PHONE_FIRST_POLICY, SHIPPED_POLICIES, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { Invoice, LocalDate, ReminderPolicy } from '../../../src/core';
import { anInvoice, called, day } from '../builders';
import { assessed, inShort, noticed, reminded } from './standard';
import type { Life } from './standard';

type Log = NonNullable<Life['log']>;

/** What really happens on that day: the step is done as the plan's channel does it. */
function done(policy: ReminderPolicy, stage: string, on: LocalDate, invoice: Invoice): Log {
  const channel = policy.stages.find(({ id }) => id === stage)?.channel;
  if (channel === 'call') return [[called({ stage, invoices: [invoice.id] }), { on }]];
  return channel === 'letter' ? noticed(on, invoice) : reminded(stage, on, invoice);
}

/** A clerk who looks every morning and does at once what is offered: each step with its day. */
function livedThrough(policy: ReminderPolicy, due: LocalDate): readonly string[] {
  const invoice = anInvoice({ due });
  const days: string[] = [];
  let log: Log = [];
  for (let today = addDays(due, -10); today < addDays(due, 90); today = addDays(today, 1)) {
    const assessment = assessed({ invoices: [invoice], policy, log }, today);
    if (!('proposal' in assessment)) continue;
    const { id } = assessment.proposal.stage;
    days.push(`${id} ${today}`);
    if (id === 'R5') return days;
    log = [...log, ...done(policy, id, today, invoice)];
  }
  return days;
}

describe('a customer who never pays, day by day', () => {
  test('Souple: due on Thursday 24 December, the first reminder comes on the last day of the year', () => {
    expect(livedThrough(GENTLE_POLICY, day('2026-12-24'))).toEqual([
      'R0 2026-12-18', // J-5 is a Saturday: sent on the Friday before
      'R1 2026-12-31', // J+7, a Thursday
      'R2 2027-01-11', // J+17 and the gap of ten days both say Sunday the 10th
      'R3 2027-01-14', // J+21
      'R4 2027-02-01', // J+37 is Saturday 30 January
      'R5 2027-02-16', // J+52 is Sunday the 14th; 15 days after the notice is Tuesday the 16th
    ]);
  });

  test('Ferme: due on Friday 30 October, past All Saints’ Day and 11 November', () => {
    expect(livedThrough(FIRM_POLICY, day('2026-10-30'))).toEqual([
      'R0 2026-10-27', // J-3, a Tuesday
      'R1 2026-11-02', // J+1 is a Saturday, then Sunday 1 November
      'R2 2026-11-09', // J+8 is Saturday the 7th; seven days after R1, and its fifth business day
      'R3 2026-11-12', // two days after R2 is 11 November
      'R4 2026-11-17', // J+15 is Saturday the 14th; five days after the call
      'R5 2026-12-02', // J+30 is Sunday 29 November; 15 days after the notice
    ]);
  });

  test('Téléphone d’abord: due on Tuesday 28 April, past 1 May and Ascension Day', () => {
    expect(livedThrough(PHONE_FIRST_POLICY, day('2026-04-28'))).toEqual([
      'R0 2026-04-23', // J-5, a Thursday
      'T1 2026-05-04', // J+3 is Friday 1 May: nobody is called before Monday
      'R1 2026-05-06', // two days after the call
      'R2 2026-05-18', // ten days after R1 is Saturday the 16th
      'R3 2026-05-21', // three days after R2
      'R4 2026-05-28', // J+30, and seven days after the second call
      'R5 2026-06-12', // J+45, and 15 days after the notice
    ]);
  });
});

describe('the shipped plans', () => {
  test.each(SHIPPED_POLICIES.map((policy) => [policy.name.fr, policy] as const))('%s may be saved as it is', (_, policy) => {
    expect(validatePolicy(policy)).toEqual({ ok: true, value: policy });
  });

  test('are told apart by id, version and name in both languages', () => {
    for (const told of [({ id }: ReminderPolicy) => id, ({ version }: ReminderPolicy) => version, ({ name }: ReminderPolicy) => name.fr, ({ name }: ReminderPolicy) => name.en]) {
      expect(new Set(SHIPPED_POLICIES.map(told)).size).toBe(SHIPPED_POLICIES.length);
    }
    expect(SHIPPED_POLICIES.map(({ name }) => name.fr)).toEqual(['Standard', 'Souple', 'Ferme', 'Téléphone d’abord', 'Acheteur public']);
  });

  test('reach each step on its own day when all goes as planned: no gap makes a day a promise that cannot be kept', () => {
    for (const { name, stages } of SHIPPED_POLICIES) {
      for (const [at, stage] of stages.entries()) {
        const before = stages[at - 1];
        if (before !== undefined && before.days > 0) expect([name.en, stage.id, before.days + stage.minimumGap <= stage.days]).toEqual([name.en, stage.id, true]);
      }
    }
  });
});

test('after a change of plan the early call stands for no call of the other plan, and R1 is not passed over', () => {
  const invoice = anInvoice({ due: day('2026-11-02') });
  const log = done(PHONE_FIRST_POLICY, 'T1', day('2026-11-05'), invoice);
  expect(inShort(assessed({ invoices: [invoice], policy: STANDARD_POLICY, log }, day('2026-11-06')))).toBe('remind R1');
});
