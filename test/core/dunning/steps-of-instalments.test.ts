import { describe, expect, test } from '@jest/globals';
import { assess, checkAppend, reachedBy, STANDARD_POLICY } from '../../../src/core';
import type { LocalDate, ReachedInstalment, ReachedInvoice } from '../../../src/core';
import { aCaseFile, aListed, aLog, anInstalment, anInvoice, aNewEntry, aPack, called, daysAgo, drafted, eur, inDays, sent, TODAY } from '../builders';
import { expected, inShort, assessed, nextReference, phoned, reminded } from './standard';
import type { Life } from './standard';

const inParts = (...dues: readonly number[]) => anInvoice({ number: 'FA-1', instalments: dues.map((ago) => anInstalment({ due: daysAgo(ago), amount: eur(400) })) });

describe('a reminder written on one day and sent on a later one', () => {
  test('is no reminder of an instalment that fell due in between', () => {
    // Written 12 days ago when the second instalment was not due; sent 10 days ago, when it was one day late.
    const invoice = inParts(23, 11);
    const reference = nextReference();
    const log: Life['log'] = [
      [drafted({ reference, stage: 'R2', tone: 'firm', invoices: [aListed({ of: invoice, step: 'R2' })] }), { on: daysAgo(12) }],
      [sent({ reference, sentOn: daysAgo(10) }), { on: daysAgo(10) }],
    ];
    // The first instalment is at its call; the second has never been asked for.
    const { proposal } = expected('call', { invoices: [{ ...invoice, instalments: [...invoice.instalments] }], log: [...reminded('R1', daysAgo(22), invoice), ...log] });
    expect(proposal.demanded.map(({ item, step }) => [item.instalment, step])).toEqual([[1, 'R3'], [2, 'R2']]);
    const onlySecond = { ...invoice, instalments: invoice.instalments.map((part, at) => (at === 0 ? { ...part, outstanding: eur(0) } : part)) };
    expect(inShort(assessed({ invoices: [onlySecond], log: log ?? [] }))).toBe('remind R1');
  });

  test('is no firm reminder of an instalment that it asked for courteously: no notice demands it', () => {
    // Due 21 days before it was written and 10: listed as R2 and R1; sent a day later, when the second was 11 days late.
    const invoice = inParts(41, 30);
    const reference = nextReference();
    const log: Life['log'] = [
      [drafted({ reference, stage: 'R2', tone: 'firm', invoices: [aListed({ of: invoice, step: 'R2' })] }), { on: daysAgo(20) }],
      [sent({ reference, sentOn: daysAgo(19) }), { on: daysAgo(19) }],
      ...phoned(daysAgo(14), invoice),
    ];
    const { proposal } = expected('letter', { invoices: [invoice], log });
    expect(proposal.stage.id).toBe('R4');
    expect(proposal.demanded.map(({ item }) => item.instalment)).toEqual([1]);
    expect(proposal.informational.map(({ instalment }) => instalment)).toEqual([2]);
  });
});

describe('an entry that tells its instalments is taken at its word when the plan is edited later', () => {
  const later = { ...STANDARD_POLICY, version: 'standard-later', stages: STANDARD_POLICY.stages.map((stage) => (stage.days > 0 ? { ...stage, days: stage.days + 6 } : stage)) };
  const under = (life: Life, policy = later, today = TODAY) => inShort(assess(aCaseFile({ invoices: life.invoices, entries: aLog(...(life.log ?? [])) }), aPack({ policies: [policy], defaultPolicy: policy.id }), null, today));

  test('a reminder of the first instalment is not asked for again because the plan now waits longer', () => {
    const invoice = inParts(3, -27, -57);
    const listed = aListed({ of: invoice, step: 'R1', instalments: [{ due: daysAgo(3), step: 'R1' }] });
    const life: Life = { invoices: [invoice], log: [[drafted({ invoices: [listed] }), { on: daysAgo(2) }], [sent({ sentOn: daysAgo(2) }), { on: daysAgo(2) }]] };
    expect(under(life)).toBe('too-soon R2 2026-12-07');
    // An entry of before, which names the invoice alone, is read by today's plan: it did not count then.
    const old: Life = { invoices: [invoice], log: [[drafted({ invoices: [aListed({ of: invoice, step: 'R1' })] }), { on: daysAgo(2) }], [sent({ sentOn: daysAgo(2) }), { on: daysAgo(2) }]] };
    expect(under(old)).toBe('too-soon R1 2026-11-27');
  });

  test('a call that was made is not asked for again', () => {
    const invoice = anInvoice({ number: 'FA-1', due: daysAgo(17) });
    const call = called({ invoices: [invoice.id], reached: [{ invoice: invoice.id, instalments: [{ due: daysAgo(17), step: 'R3' }] }] });
    const before = [...reminded('R1', daysAgo(16), invoice), ...reminded('R2', daysAgo(6), invoice)];
    expect(under({ invoices: [invoice], log: [...before, [call, { on: daysAgo(3) }]] })).toBe('too-soon R4 2026-12-14');
    expect(under({ invoices: [invoice], log: [...before, [called({ invoices: [invoice.id] }), { on: daysAgo(3) }]] })).toMatch(/R3/);
  });

  test('an instalment that it does not tell was not in it, whatever its age', () => {
    const invoice = inParts(40, 20);
    const listed = aListed({ of: invoice, step: 'R2', instalments: [{ due: daysAgo(40), step: 'R2' }] });
    const log: Life['log'] = [...reminded('R1', daysAgo(20), invoice), [drafted({ stage: 'R2', tone: 'firm', invoices: [listed] }), { on: daysAgo(5) }], [sent({ sentOn: daysAgo(5) }), { on: daysAgo(5) }]];
    const onlySecond = { ...invoice, instalments: invoice.instalments.map((part, at) => (at === 0 ? { ...part, outstanding: eur(0) } : part)) };
    expect(inShort(assessed({ invoices: [onlySecond], log }))).toBe('too-soon R1 2026-11-25');
    const { proposal } = expected('call', { invoices: [invoice], log });
    expect(proposal.previous).toMatchObject({ stage: 'R2', later: [{ instalment: 2 }] });
  });

  test('the only instalment that is left in the ledger is judged by its age where the entry tells others', () => {
    const left = anInvoice({ number: 'FA-1', due: daysAgo(2) });
    const listed = aListed({ of: left, step: 'R2', instalments: [{ due: daysAgo(30), step: 'R2' }, { due: daysAgo(15), step: 'R1' }] });
    const log: Life['log'] = [[drafted({ stage: 'R2', tone: 'firm', invoices: [listed] }), { on: daysAgo(9) }], [sent({ sentOn: daysAgo(9) }), { on: daysAgo(9) }]];
    expect(inShort(assessed({ invoices: [left], log }))).toBe('remind R1');
  });
});

describe('what a call or a skip is logged for', () => {
  const file = (life: Life) => aCaseFile({ invoices: life.invoices, entries: aLog(...(life.log ?? [])) });
  const pack = aPack({ policies: [STANDARD_POLICY], defaultPolicy: STANDARD_POLICY.id });
  const reached = (life: Life, stage: string, how: 'called' | 'skipped', invoices = life.invoices.map(({ id }) => id)) => reachedBy({ stage, invoices, how }, assess(file(life), pack, null, TODAY), STANDARD_POLICY);
  const old = anInvoice({ number: 'FA-1', due: daysAgo(20) });
  const young = anInvoice({ number: 'FA-2', due: daysAgo(2) });
  const log: Life['log'] = [...reminded('R1', daysAgo(19), old), ...reminded('R2', daysAgo(9), old)];

  test('a call: each overdue instalment as far as its age allows, nothing that is not due', () => {
    const parts = anInvoice({ number: 'FA-3', instalments: [12, -12].map((ago) => anInstalment({ due: daysAgo(ago), amount: eur(400) })) });
    expect(reached({ invoices: [old, young, parts], log }, 'R3', 'called')).toEqual([
      { invoice: old.id, instalments: [{ due: daysAgo(20), step: 'R3' }] },
      { invoice: parts.id, instalments: [{ due: daysAgo(12), step: 'R2' }, { due: inDays(12), step: null }] },
      { invoice: young.id, instalments: [{ due: daysAgo(2), step: 'R1' }] },
    ]);
  });
  test('a step that is offered and skipped: what it was offered for', () => {
    expect(reached({ invoices: [old, young], log }, 'R3', 'skipped', [old.id])).toEqual([{ invoice: old.id, instalments: [{ due: daysAgo(20), step: 'R3' }] }]);
    expect(reached({ invoices: [old, young], log }, 'R3', 'skipped')).toContainEqual({ invoice: young.id, instalments: [{ due: daysAgo(2), step: null }] });
  });
  test('a step skipped before its day: invoices due at once are taken at the word, instalments by their age', () => {
    const waiting: Life = { invoices: [old], log: [...reminded('R1', daysAgo(2), old)] };
    expect(reached(waiting, 'R2', 'skipped')).toEqual([{ invoice: old.id, instalments: [{ due: daysAgo(20), step: 'R2' }] }]);
  });
  test('the log refuses an invoice that the call does not name, and a step beyond its own', () => {
    const caseFile = file({ invoices: [old, young], log });
    const asked = (reach: readonly ReachedInvoice[]) => checkAppend(caseFile, pack, aNewEntry(called({ invoices: [old.id], reached: reach })), TODAY);
    expect(asked([{ invoice: old.id, instalments: [{ due: daysAgo(20), step: 'R3' }] }])).toEqual({ ok: true, value: null });
    for (const wrong of [[{ invoice: young.id, instalments: [{ due: daysAgo(2), step: 'R1' }] }], [{ invoice: old.id, instalments: [{ due: daysAgo(20), step: 'R4' }] }]]) expect(asked(wrong)).toMatchObject({ ok: false, problem: { field: 'entry.fact.reached' } });
  });
  test('the log refuses a reminder for an instalment that was not offered, or moved further than offered', () => {
    const parts = anInvoice({ number: 'FA-3', instalments: [3, -12].map((ago) => anInstalment({ due: daysAgo(ago), amount: eur(400) })) });
    const caseFile = aCaseFile({ invoices: [parts] });
    const asked = (instalments: readonly ReachedInstalment[]) => checkAppend(caseFile, pack, aNewEntry(drafted({ invoices: [aListed({ of: parts, step: 'R1', instalments })] })), TODAY).ok;
    expect(asked([{ due: daysAgo(3), step: 'R1' }])).toBe(true);
    expect(asked([{ due: inDays(12), step: 'R1' }])).toBe(false);
    expect(asked([{ due: daysAgo(3), step: 'R2' }])).toBe(false);
  });
});

describe('a firm reminder that the clerk skips', () => {
  test('is offered again after its gap, not at once', () => {
    const invoice = anInvoice({ number: 'FA-1', due: daysAgo(40) });
    const log: Life['log'] = [...reminded('R1', daysAgo(38), invoice), ...phoned(daysAgo(20), invoice), [{ kind: 'step-skipped', stage: 'R2', invoices: [invoice.id], reason: 'x' }, { on: TODAY }]];
    expect(inShort(assessed({ invoices: [invoice], log }))).toBe('too-soon R2 2026-12-03');
    expect(inShort(assessed({ invoices: [invoice], log }, '2026-12-03' as LocalDate))).toBe('remind R2');
  });
});
