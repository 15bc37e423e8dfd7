import { describe, expect, test } from '@jest/globals';
import { assess } from '../../../src/core';
import type { LocalDate, LogFact, ThreadFacts } from '../../../src/core';
import { aCaseFile, aListed, aLog, anInvoice, at, day, drafted, entryId, eur, reference, sent, TODAY } from '../builders';
import type { EntryOver } from '../builders';
import { assessed, expected, inShort, reminded, withPolicy } from './standard';

const old = anInvoice({ number: 'FA-1', due: day('2026-10-22'), amount: eur(1000) });
const fresh = anInvoice({ number: 'FA-2', due: day('2026-11-20'), amount: eur(500) });

type Row = readonly [LogFact, EntryOver];
/** A draft that nobody confirmed; the step of each invoice is the draft's unless given. */
const draft = (code: string, on: string, stage: string, ...listed: readonly (typeof old | readonly [typeof old, string | null])[]): Row => [
  drafted({ stage, reference: reference(code), invoices: listed.map((one) => ('id' in one ? aListed({ of: one, step: stage }) : aListed({ of: one[0], step: one[1] }))) }),
  { on: day(on) },
];
const isSent = (code: string, on: string): Row => [sent({ reference: reference(code), sentOn: day(on) }), { on: day(on) }];
const seen = (...proofs: readonly (readonly [string, string])[]): ThreadFacts => ({ provenSent: proofs.map(([code, on]) => ({ reference: reference(code), on: day(on), proof: 'own-message' })) });
const answer = (invoices: readonly (typeof old)[], log: readonly Row[], facts: ThreadFacts, today: LocalDate = TODAY): string => inShort(assessed({ invoices, log, facts }, today));

describe('reminders seen in the thread', () => {
  test('a thread that proves nothing leaves the draft open', () => {
    expect(answer([old], [draft('R-7K3F', '2026-11-12', 'R1', old)], seen())).toBe('draft-unconfirmed R1');
  });

  test('both of two drafts seen count, in whatever order the thread shows them', () => {
    const log = [draft('R-7K3F', '2026-11-02', 'R1', old), draft('R-7K3G', '2026-11-13', 'R2', old)];
    const first = ['R-7K3F', '2026-11-02'] as const;
    const second = ['R-7K3G', '2026-11-13'] as const;
    for (const facts of [seen(first, second), seen(second, first)]) {
      const { arithmetic, ladder, kind } = expected('call', { invoices: [old], log, facts });
      expect([kind, arithmetic[1]]).toEqual(['call', { kind: 'last-step', stage: 'R2', on: '2026-11-13', daysAgo: 10, how: 'sent' }]);
      expect(ladder.slice(1, 3).map(({ state, doneOn }) => [state, doneOn])).toEqual([['done', '2026-11-02'], ['done', '2026-11-13']]);
    }
  });

  test('only the draft whose reference was seen counts; the other is still asked about', () => {
    const log = [draft('R-7K3F', '2026-11-12', 'R1', old), draft('R-7K3G', '2026-11-16', 'R1', fresh)];
    const { draft: asked, ladder } = expected('draft-unconfirmed', { invoices: [old, fresh], log, facts: seen(['R-7K3F', '2026-11-12']) });
    expect(asked.reference).toBe('R-7K3G');
    expect(ladder[1]).toMatchObject({ stage: 'R1', state: 'done', doneOn: '2026-11-12' });
  });

  test('an invoice that was only listed for information has had no reminder, and “malgré notre message” leaves it out', () => {
    const young = anInvoice({ number: 'FA-2', due: day('2026-11-05'), amount: eur(500) });
    const log = [...reminded('R1', day('2026-10-23'), old), draft('R-7K3F', '2026-11-12', 'R2', old, [young, null])];
    const { proposal } = expected('call', { invoices: [old, young], log, facts: seen(['R-7K3F', '2026-11-12']) });
    expect(proposal.demanded.map(({ item, step }) => [item.number, step])).toEqual([['FA-1', 'R3'], ['FA-2', 'R3']]);
    expect(proposal.previous).toEqual({ stage: 'R2', on: '2026-11-12', invoices: [old.id], later: [] });
  });

  test('a reminder proven under way keeps the next mail to this customer waiting, a due-date reminder does not', () => {
    const other = anInvoice({ number: 'FA-3', due: day('2026-11-24') });
    expect(answer([old, fresh], [draft('R-7K3F', '2026-11-19', 'R1', old)], seen(['R-7K3F', '2026-11-19']))).toBe('too-soon R1 2026-11-26');
    expect(answer([fresh, other], [draft('R-7K3F', '2026-11-19', 'R0', other)], seen(['R-7K3F', '2026-11-19']))).toBe('remind R1');
  });

  test.each([
    ['before the last one of the log', '2026-11-19', '2026-11-13'],
    ['after the last one of the log', '2026-11-13', '2026-11-19'],
  ])('one proven %s: the later of the two keeps the next mail waiting', (_, logged, proven) => {
    const log = [...reminded('R1', day(logged), anInvoice({ number: 'FA-8', due: day('2026-10-01') })), draft('R-7K3F', proven, 'R1', old)];
    expect(answer([fresh], log, seen(['R-7K3F', proven]))).toBe('too-soon R1 2026-11-26');
  });

  test('of two proven ones the later keeps it waiting, in whatever order the thread shows them', () => {
    const log = [draft('R-7K3F', '2026-11-13', 'R1', old), draft('R-7K3G', '2026-11-19', 'R1', anInvoice({ number: 'FA-8', due: day('2026-10-01') }))];
    const [earlier, later] = [['R-7K3F', '2026-11-13'], ['R-7K3G', '2026-11-19']] as const;
    for (const facts of [seen(earlier, later), seen(later, earlier)]) expect(answer([fresh], log, facts)).toBe('too-soon R1 2026-11-26');
  });
});

describe('a reminder that the log counts as sent and the thread shows again', () => {
  test('keeps the day that the log has, also when it listed another invoice for information', () => {
    const log = [draft('R-7K3F', '2026-11-12', 'R1', [anInvoice({ number: 'FA-9' }), null], old), isSent('R-7K3F', '2026-11-12')];
    expect(answer([old, fresh], log, seen(['R-7K3F', '2026-11-20']))).toBe('remind R2');
    expect(answer([fresh], log, seen(['R-7K3F', '2026-11-20']))).toBe('remind R1');
  });

  test('keeps it also when the invoice had an earlier reminder', () => {
    const log = [...reminded('R1', day('2026-10-23'), old), draft('R-7K3F', '2026-11-12', 'R2', old), isSent('R-7K3F', '2026-11-12')];
    expect(answer([fresh, old], log, seen(['R-7K3F', '2026-11-20']))).toBe('call R3');
    expect(answer([fresh], log, seen(['R-7K3F', '2026-11-20']))).toBe('remind R1');
  });

  test('an earlier reminder in the log is no reason to doubt the one that the thread proves', () => {
    const log = [...reminded('R1', day('2026-10-23'), old), draft('R-7K3F', '2026-11-13', 'R2', old)];
    expect(answer([old], log, seen(['R-7K3F', '2026-11-13']))).toBe('call R3');
  });
});

test('of two drafts that an imported log gives one reference the later is proven and the earlier still asked about, in whatever order the entries come', () => {
  const entries = aLog(draft('R-7K3F', '2026-11-02', 'R1', fresh), draft('R-7K3F', '2026-11-12', 'R1', old));
  for (const some of [entries, [...entries].reverse()]) {
    const answered = assess(aCaseFile({ invoices: [old], entries: some }), withPolicy(), seen(['R-7K3F', '2026-11-12']), TODAY);
    expect(answered.kind === 'draft-unconfirmed' && answered.draft.entry).toBe('entry-1');
  }
});

describe('several drafts that nobody confirmed', () => {
  const one = drafted({ stage: 'R1', reference: reference('R-7K3F'), invoices: [aListed({ of: old })] });
  const other = drafted({ stage: 'R1', reference: reference('R-7K3G'), invoices: [aListed({ of: fresh })] });
  const asked = (...log: readonly Row[]): string => expected('draft-unconfirmed', { invoices: [old, fresh], log }).draft.reference;
  const on = day('2026-11-12');

  test('the one that has waited longest is asked about first, wherever it stands in the log', () => {
    const [early, late] = [at('2026-11-12T08:00:00.000Z'), at('2026-11-12T09:00:00.000Z')];
    expect(asked([one, { on, at: early }], [other, { on, at: late }])).toBe('R-7K3F');
    expect(asked([one, { on, at: late }], [other, { on, at: early }])).toBe('R-7K3G');
  });

  test('of two of one moment it is the same one every day', () => {
    expect(asked([one, { on, id: entryId('entry-a') }], [other, { on, id: entryId('entry-b') }])).toBe('R-7K3F');
    expect(asked([one, { on, id: entryId('entry-b') }], [other, { on, id: entryId('entry-a') }])).toBe('R-7K3G');
  });

  test('and an earlier one with a later id still comes first', () => {
    const [early, late] = [at('2026-11-12T08:00:00.000Z'), at('2026-11-12T09:00:00.000Z')];
    expect(asked([one, { on, at: early, id: entryId('entry-b') }], [other, { on, at: late, id: entryId('entry-a') }])).toBe('R-7K3F');
  });
});
