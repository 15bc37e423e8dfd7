import { describe, expect, test } from '@jest/globals';
import type { Proposal } from '../../../src/core';
import { aCreditNote, anInstalment, anInvoice, daysAgo, day, disputed, eur, noted, usd } from '../builders';
import { assessed, expected, inShort, noticed, phoned, reminded } from './standard';

const listing = ({ demanded }: Proposal): readonly (readonly [string, string])[] => demanded.map(({ item, step }) => [item.number, step]);

describe('one old and one new invoice', () => {
  const old = anInvoice({ number: 'FA-1', due: day('2026-10-22'), amount: eur(1836.4) });
  const fresh = anInvoice({ number: 'FA-2', due: day('2026-11-16'), amount: eur(2480) });

  test('the letter takes the old one’s step, lists both, and moves the new one only as far as its own age allows', () => {
    const { proposal } = expected('remind', { invoices: [fresh, old], log: reminded('R1', day('2026-11-12'), old) });
    expect(proposal.stage.id).toBe('R2');
    expect(listing(proposal)).toEqual([['FA-1', 'R2'], ['FA-2', 'R1']]);
    expect(proposal.triggers).toEqual([old.id]);
    expect(proposal.sum).toEqual(eur(4316.4));
    expect(proposal.informational).toEqual([]);
  });

  test('“malgré notre message” speaks only of what that message listed', () => {
    const { proposal } = expected('remind', { invoices: [old, fresh], log: reminded('R1', day('2026-11-12'), old) });
    expect(proposal.previous).toEqual({ stage: 'R1', on: '2026-11-12', invoices: [old.id], later: [] });
  });

  test('an invoice of eleven days moves to the firm step with the old one, one of ten days does not', () => {
    const steps = [10, 11, 12].map((late) => {
      const other = anInvoice({ number: 'FA-2', due: daysAgo(late) });
      return listing(expected('remind', { invoices: [old, other], log: reminded('R1', day('2026-11-12'), old) }).proposal)[1]?.[1];
    });
    expect(steps).toEqual(['R1', 'R2', 'R2']);
  });

  test('the reason tells the arithmetic of the drawing', () => {
    const { arithmetic, recheckOn, ladder } = expected('remind', { invoices: [old, fresh], log: [...reminded('R0', day('2026-10-16'), old), ...reminded('R1', day('2026-11-12'), old)] });
    expect(arithmetic.slice(0, 3)).toEqual([
      { kind: 'days-late', number: 'FA-1', days: 32, due: '2026-10-22' },
      { kind: 'last-step', stage: 'R1', on: '2026-11-12', daysAgo: 11, how: 'sent' },
      { kind: 'possible-since', stage: 'R2', since: '2026-11-23' },
    ]);
    expect(arithmetic.slice(3)).toEqual([{ kind: 'other-invoices', listed: 1, informational: 0 }]);
    expect(ladder.map(({ stage, state, doneOn }) => [stage, state, doneOn])).toEqual([
      ['R0', 'done', '2026-10-16'], ['R1', 'done', '2026-11-12'], ['R2', 'now', null], ['R3', 'later', null], ['R4', 'later', null], ['R5', 'later', null],
    ]);
    expect(recheckOn).toBe('2026-11-27'); // FA-2 turns eleven days old and would take the firm step too
  });

  test('a notice demands only the old one; the new one stands below it for information, outside the sum', () => {
    const oldest = anInvoice({ number: 'FA-1', due: day('2026-10-12'), amount: eur(1000) });
    const newer = anInvoice({ number: 'FA-2', due: day('2026-11-02'), amount: eur(500) });
    const log = [...reminded('R1', day('2026-10-13'), oldest), ...reminded('R2', day('2026-10-26'), oldest), ...phoned(day('2026-10-29'), oldest)];
    const { proposal, arithmetic } = expected('letter', { invoices: [oldest, newer], log });
    expect(listing(proposal)).toEqual([['FA-1', 'R4']]);
    expect(proposal.informational.map(({ number }) => number)).toEqual(['FA-2']);
    expect(proposal.sum).toEqual(eur(1000));
    expect(arithmetic).toContainEqual({ kind: 'other-invoices', listed: 0, informational: 1 });
  });

  test.each([
    [29, false],
    [30, true],
    [31, true],
  ])('a second invoice, firmly reminded and %i days late, is demanded by the notice: %s', (late, isDemanded) => {
    const oldest = anInvoice({ number: 'FA-1', due: daysAgo(45), amount: eur(1000) });
    const second = anInvoice({ number: 'FA-2', due: daysAgo(late), amount: eur(500) });
    const log = [...reminded('R1', daysAgo(44), oldest), ...reminded('R2', daysAgo(13), oldest, second), ...phoned(daysAgo(10), oldest)];
    const { proposal } = expected('letter', { invoices: [oldest, second], log });
    expect(proposal.demanded.some(({ item }) => item.number === 'FA-2')).toBe(isDemanded);
    expect(proposal.sum).toEqual(eur(isDemanded ? 1500 : 1000));
  });

  test('an invoice old enough for the notice but never firmly reminded is not demanded by it', () => {
    const oldest = anInvoice({ number: 'FA-1', due: daysAgo(60) });
    const overlooked = anInvoice({ number: 'FA-2', due: daysAgo(50) });
    const log = [...reminded('R1', daysAgo(40), oldest), ...reminded('R2', daysAgo(20), oldest), ...phoned(daysAgo(10), oldest)];
    const { proposal } = expected('letter', { invoices: [oldest, overlooked], log });
    expect([listing(proposal), proposal.informational.map(({ number }) => number)]).toEqual([[['FA-1', 'R4']], ['FA-2']]);
  });
});

describe('a new invoice falls due the day after the firm reminder', () => {
  const old = anInvoice({ number: 'FA-1', due: day('2026-10-12') });
  const fresh = anInvoice({ number: 'FA-2', due: day('2026-10-27') });
  const log = [...reminded('R1', day('2026-10-13'), old), ...reminded('R2', day('2026-10-26'), old)];

  test('it starts at its own first step; the mail waits five business days after the last one', () => {
    // The call for FA-1 is possible from 29 October; the courteous mail for FA-2 by age on the 28th, by spacing on 2 November.
    const life = { invoices: [old, fresh], log: [...log, ...phoned(day('2026-10-29'), old)] };
    expect(inShort(assessed(life, day('2026-10-30')))).toBe('too-soon R1 2026-11-02');
    const { proposal } = expected('remind', life, day('2026-11-02'));
    expect(proposal.stage.id).toBe('R1');
    expect(proposal.triggers).toEqual([fresh.id]);
    expect(listing(proposal)).toEqual([['FA-1', 'R1'], ['FA-2', 'R1']]);
    expect(proposal.previous).toEqual({ stage: 'R2', on: '2026-10-26', invoices: [old.id], later: [] });
  });

  test('being listed in that courteous mail neither lowers the old one nor makes it wait longer', () => {
    const before = [...log, ...phoned(day('2026-11-05'), old)];
    const after = [...before, ...reminded('R1', day('2026-11-06'), fresh, [old, 'R1'])];
    const life = (done: typeof before) => ({ invoices: [old, fresh], log: done });
    expect(inShort(assessed(life(after), day('2026-11-12')))).toBe('letter R4');
    expect(expected('letter', life(after), day('2026-11-12')).proposal.possibleSince).toBe('2026-11-12');
    expect(expected('letter', life(before), day('2026-11-12')).proposal.possibleSince).toBe('2026-11-12');
  });
});

describe('the oldest is paid between the firm reminder and the notice', () => {
  const paid = anInvoice({ number: 'FA-1', due: day('2026-10-12'), outstanding: eur(0) });
  const open = anInvoice({ number: 'FA-1', due: day('2026-10-12') });
  const second = anInvoice({ number: 'FA-2', due: day('2026-11-02'), amount: eur(500) });
  const log = [...reminded('R1', day('2026-10-13'), open), ...reminded('R2', day('2026-11-13'), open, [second, 'R2']), ...phoned(day('2026-11-16'), open, second)];

  test('the notice is gone: what is left goes on by its own age', () => {
    expect(inShort(assessed({ invoices: [open, second], log }))).toBe('letter R4');
    expect(inShort(assessed({ invoices: [paid, second], log }))).toBe('too-soon R4 2026-12-02');
  });

  test('and by its own gap', () => {
    const { proposal } = expected('letter', { invoices: [paid, second], log }, day('2026-12-02'));
    expect(listing(proposal)).toEqual([['FA-2', 'R4']]);
    expect(proposal.sum).toEqual(eur(500));
  });

  test('nothing left: settled', () => {
    expect(inShort(assessed({ invoices: [paid], log }))).toBe('settled');
  });
});

describe('a credit note on the oldest', () => {
  const old = anInvoice({ number: 'FA-1', due: day('2026-10-22'), amount: eur(1000) });
  const second = anInvoice({ number: 'FA-2', due: day('2026-11-16'), amount: eur(500) });
  const log = reminded('R1', day('2026-11-12'), old);

  test('that leaves something lowers the sum and is told', () => {
    const { proposal, arithmetic } = expected('remind', { invoices: [old, second, aCreditNote({ number: 'AV-1', corrects: 'FA-1', amount: eur(-300) })], log });
    expect([proposal.stage.id, proposal.sum]).toEqual(['R2', eur(1200)]);
    expect(arithmetic).toContainEqual({ kind: 'credit-deducted', number: 'AV-1', amount: eur(300) });
  });

  test('that covers it takes the firm step away', () => {
    const { proposal } = expected('remind', { invoices: [old, second, aCreditNote({ number: 'AV-1', corrects: 'FA-1', amount: eur(-1000) })], log });
    expect([proposal.stage.id, listing(proposal), proposal.sum]).toEqual(['R1', [['FA-2', 'R1']], eur(500)]);
  });
});

describe('two currencies', () => {
  const euro = anInvoice({ number: 'FA-1', due: day('2026-10-22'), amount: eur(100) });
  const dollar = anInvoice({ number: 'FA-2', due: day('2026-10-20'), amount: usd(900) });

  test('a letter is for one currency: that of the highest step', () => {
    const { proposal, arithmetic } = expected('remind', { invoices: [dollar, euro], log: reminded('R1', day('2026-11-12'), euro) });
    expect([proposal.stage.id, proposal.sum, listing(proposal)]).toEqual(['R2', eur(100), [['FA-1', 'R2']]]);
    expect(arithmetic).toContainEqual({ kind: 'other-currency', totals: [usd(900)] });
  });

  test('at the same step: that of the oldest', () => {
    expect(expected('remind', { invoices: [euro, dollar] }).proposal.sum).toEqual(usd(900));
    expect(expected('remind', { invoices: [euro, anInvoice({ number: 'FA-2', due: day('2026-10-23'), amount: usd(900) })] }).proposal.sum).toEqual(eur(100));
  });

  test('the other currency’s mail follows after the spacing', () => {
    const log = reminded('R1', day('2026-11-12'), dollar);
    expect(inShort(assessed({ invoices: [euro, dollar], log }, day('2026-11-18')))).toBe('too-soon R1 2026-11-19');
    expect(expected('remind', { invoices: [euro, dollar], log }, day('2026-11-19')).proposal.sum).toEqual(eur(100));
  });
});

describe('a call', () => {
  const old = anInvoice({ number: 'FA-1', due: day('2026-10-22') });
  const second = anInvoice({ number: 'FA-2', due: day('2026-10-26') });

  test('does not stand in for the firm mail: a notice waits until each invoice was firmly reminded', () => {
    const log = [...reminded('R1', day('2026-10-27'), old, second), ...phoned(day('2026-11-12'), old, second)];
    const life = { invoices: [old, second], log };
    expect(inShort(assessed(life, day('2026-11-20')))).toBe('too-soon R2 2026-11-23');
    expect(inShort(assessed(life, day('2026-11-23')))).toBe('remind R2');
    const made = { invoices: [old, second], log: [...log, ...reminded('R2', day('2026-11-23'), old, second)] };
    expect(inShort(assessed(made, day('2026-11-27')))).toBe('too-soon R4 2026-11-30');
  });

  test('that nobody answered is still to be made', () => {
    const log = [...reminded('R1', day('2026-10-23'), old), ...reminded('R2', day('2026-11-12'), old)];
    const rung = (outcome: 'no-answer' | 'voicemail') => [...log, ...phoned(day('2026-11-20'), old).map(([fact, over]) => [{ ...fact, outcome } as typeof fact, over] as const)];
    expect(inShort(assessed({ invoices: [old], log: rung('no-answer') }))).toBe('call R3');
    expect(inShort(assessed({ invoices: [old], log: rung('voicemail') }))).toBe('too-soon R4 2026-11-27');
  });

  test('a notice sent for one invoice is no notice for the other', () => {
    const log = [...reminded('R1', day('2026-10-23'), old, second), ...reminded('R2', day('2026-11-03'), old), ...phoned(day('2026-11-06'), old), ...noticed(day('2026-11-23'), old)];
    expect(inShort(assessed({ invoices: [old, second], log }))).toBe('remind R2');
  });
});

describe('instalments', () => {
  const parts = (outstanding: number) => [
    anInstalment({ due: day('2026-10-22'), amount: eur(100), outstanding: eur(outstanding) }),
    anInstalment({ due: day('2026-11-20'), amount: eur(100) }),
    anInstalment({ due: day('2026-12-20'), amount: eur(100) }),
  ];
  const log = [...reminded('R1', day('2026-10-23'), anInvoice({ number: 'FA-1' })), ...reminded('R2', day('2026-11-03'), anInvoice({ number: 'FA-1' }))];

  test('a reminder of the first says nothing about the second', () => {
    const { proposal } = expected('remind', { invoices: [anInvoice({ number: 'FA-1', instalments: parts(0) })], log });
    expect([proposal.stage.id, proposal.demanded.map(({ item }) => item.instalment)]).toEqual(['R1', [2]]);
  });

  test('what is due of one invoice is asked for together, each instalment at its own step', () => {
    const { proposal } = expected('call', { invoices: [anInvoice({ number: 'FA-1', instalments: parts(100) })], log });
    expect([proposal.demanded.map(({ item, step }) => [item.instalment, step]), proposal.sum, proposal.triggers.length]).toEqual([[[1, 'R3'], [2, 'R1']], eur(200), 1]);
  });

  describe('“malgré notre message” covers only those that the message could list', () => {
    const half = (first: number, second: number) => anInvoice({ number: 'FA-1', instalments: [anInstalment({ due: daysAgo(first), amount: eur(100) }), anInstalment({ due: daysAgo(second), amount: eur(100) })] });
    const later = (proposal: Proposal): readonly number[] | undefined => proposal.previous?.later.map(({ instalment }) => instalment);

    test('one that fell due three days ago is named apart by the firm reminder of the first', () => {
      const { proposal } = expected('remind', { invoices: [half(20, 3)], log: reminded('R1', daysAgo(11), half(20, 3)) });
      expect([proposal.stage.id, proposal.demanded.map(({ item, step }) => [item.instalment, step])]).toEqual(['R2', [[1, 'R2'], [2, 'R1']]]);
      expect(proposal.previous).toMatchObject({ stage: 'R1', on: daysAgo(11), invoices: [half(20, 3).id] });
      expect(later(proposal)).toEqual([2]);
    });

    test.each([
      [12, []],
      [11, [2]],
      [10, [2]],
    ])('of one due %i days ago a message of eleven days ago said: all but %j', (due, told) => {
      expect(later(expected('remind', { invoices: [half(20, due)], log: reminded('R1', daysAgo(11), half(20, due)) }).proposal)).toEqual(told);
    });

    test('the day on which it was written counts: a draft sent a day later listed no more', () => {
      const log = reminded('R1', daysAgo(11), half(20, 12)).map(([fact, over], at) => [fact, at === 0 ? { on: daysAgo(12) } : over] as const);
      expect(later(expected('remind', { invoices: [half(20, 12)], log }).proposal)).toEqual([2]);
    });

    test('its own day, not that of what the log noted before', () => {
      const log = [[noted(), { on: daysAgo(40) }] as const, ...reminded('R1', daysAgo(11), half(20, 12))];
      expect(later(expected('remind', { invoices: [half(20, 12)], log }).proposal)).toEqual([]);
    });

    test('of an imported message the day of sending, it was entered later', () => {
      const log = reminded('R1', daysAgo(11), half(20, 10)).map(([fact]) => [fact, { on: daysAgo(1) }] as const);
      expect(later(expected('remind', { invoices: [half(20, 10)], log }).proposal)).toEqual([2]);
    });

    test('a mail that listed none of the instalments still open is no previous message', () => {
      const paid = anInvoice({ number: 'FA-1', instalments: [anInstalment({ due: daysAgo(20), amount: eur(100), outstanding: eur(0) }), anInstalment({ due: daysAgo(3), amount: eur(100) })] });
      const other = anInvoice({ number: 'FA-2', due: daysAgo(25), amount: eur(80) });
      const log = [...reminded('R1', daysAgo(19), other), ...reminded('R1', daysAgo(8), half(20, 3))];
      const { proposal } = expected('remind', { invoices: [paid, other], log });
      expect([proposal.stage.id, proposal.demanded.map(({ item }) => item.number)]).toEqual(['R2', ['FA-2', 'FA-1']]);
      expect(proposal.previous).toEqual({ stage: 'R1', on: daysAgo(19), invoices: [other.id], later: [] });
    });

    test('an invoice in one sum was listed by the message that the log names, whatever its date says today', () => {
      const moved = anInvoice({ number: 'FA-2', due: daysAgo(5), amount: eur(80) });
      const { proposal } = expected('remind', { invoices: [half(20, 12), moved], log: reminded('R1', daysAgo(11), half(20, 12), moved) });
      expect([proposal.previous?.invoices.length, later(proposal)]).toEqual([2, []]);
    });
  });
});

test('a disputed part is left out and told, the rest goes on', () => {
  const invoices = [anInvoice({ number: 'FA-1', due: daysAgo(20), amount: eur(1000) }), anInvoice({ number: 'FA-2', due: daysAgo(15), amount: eur(500) })];
  const log = [[disputed({ invoices: [invoices[0]!.id], amount: eur(400) }), { on: daysAgo(3) }]] as const;
  const { proposal, arithmetic } = expected('remind', { invoices, log });
  expect(proposal.sum).toEqual(eur(1100));
  expect(arithmetic).toContainEqual({ kind: 'disputed-left-out', numbers: ['FA-1'], amount: eur(400) });
  const whole = expected('remind', { invoices, log: [[disputed({ invoices: [invoices[0]!.id] }), { on: daysAgo(3) }]] });
  expect([listing(whole.proposal), whole.proposal.sum]).toEqual([[['FA-2', 'R1']], eur(500)]);
});
