import { describe, expect, test } from '@jest/globals';
import type { LocalDate } from '../../../src/core';
import { aListed, anInstalment, anInvoice, daysAgo, drafted, eur, sent, TODAY } from '../builders';
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

describe('a firm reminder that the clerk skips', () => {
  test('is offered again after its gap, not at once', () => {
    const invoice = anInvoice({ number: 'FA-1', due: daysAgo(40) });
    const log: Life['log'] = [...reminded('R1', daysAgo(38), invoice), ...phoned(daysAgo(20), invoice), [{ kind: 'step-skipped', stage: 'R2', invoices: [invoice.id], reason: 'x' }, { on: TODAY }]];
    expect(inShort(assessed({ invoices: [invoice], log }))).toBe('too-soon R2 2026-12-03');
    expect(inShort(assessed({ invoices: [invoice], log }, '2026-12-03' as LocalDate))).toBe('remind R2');
  });
});
