import { describe, expect, test } from '@jest/globals';
import { aCreditNote, aDebtor, aListed, anInvoice, daysAgo, day, disputed, drafted, eur, held, inDays, promised, reference, usd } from '../builders';
import { assessed, beforeItLapses, expected, inShort, reminded } from './standard';
import type { Life } from './standard';

const late = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000) });
const excluded = (life: Life): Life => ({ ...life, over: { debtor: aDebtor({ exclusion: { reason: 'direction', until: null } }) } });
const promise = [promised({ invoices: [] }), { on: daysAgo(1) }] as const;

describe('a held account still tells', () => {
  test('how late the oldest invoice is and what was done last', () => {
    expect(expected('held', { invoices: [late], log: [...reminded('R1', daysAgo(11), late), promise] }).arithmetic).toEqual([
      { kind: 'days-late', number: 'FA-1', days: 32, due: '2026-10-22' },
      { kind: 'last-step', stage: 'R1', on: '2026-11-12', daysAgo: 11, how: 'sent' },
    ]);
  });

  test('of the oldest, also when nobody asks for it and another is late too', () => {
    const contested = anInvoice({ number: 'FA-0', due: daysAgo(40) });
    const log = [...reminded('R1', daysAgo(20), contested), [disputed({ invoices: [contested.id] }), { on: daysAgo(5) }], promise] as const;
    expect(expected('held', { invoices: [late, contested], log }).arithmetic).toEqual([
      { kind: 'days-late', number: 'FA-0', days: 40, due: '2026-10-14' },
      { kind: 'last-step', stage: 'R1', on: '2026-11-03', daysAgo: 20, how: 'sent' },
    ]);
  });

  test('of what is owed, not of an older credit note', () => {
    expect(expected('held', excluded({ invoices: [aCreditNote({ due: daysAgo(90) }), late] })).arithmetic[0]).toMatchObject({ number: 'FA-1' });
  });

  test('of an invoice not due yet: when it is due', () => {
    const ahead = anInvoice({ number: 'FA-2', due: inDays(5) });
    expect(expected('held', excluded({ invoices: [ahead], log: reminded('R0', daysAgo(1), ahead) })).arithmetic).toMatchObject([{ kind: 'due-in', days: 5 }, { kind: 'last-step', stage: 'R0' }]);
  });

  test('nothing once everything is paid', () => {
    expect(expected('settled', excluded({ invoices: [anInvoice({ number: 'FA-1', outstanding: eur(0) }), aCreditNote()] })).arithmetic).toEqual([]);
  });
});

describe('a held account is looked at again', () => {
  const until = (days: number | null, due: number) => expected('held', { invoices: [anInvoice({ due: inDays(due) })], log: [[held({ until: days === null ? null : inDays(days) }), { on: daysAgo(1) }]] }).recheckOn;

  test.each<[string, number | null, number, string | null]>([
    ['a year before the claim lapses, without an end and with everything late', null, -3, beforeItLapses(inDays(-3))],
    ['the day after the suspension ends', 4, -3, inDays(5)],
    ['on the due date, without an end: what comes before it is over', null, 3, inDays(3)],
    ['tomorrow, when it falls due today', null, 0, inDays(1)],
    ['the day after the suspension, when that ends before', 2, 9, inDays(3)],
    ['on the due date, when that comes before', 9, 2, inDays(2)],
    ['on the one day that both name', 2, 3, inDays(3)],
  ])('%s', (_, end, due, on) => {
    expect(until(end, due)).toBe(on);
  });
});

describe('a draft', () => {
  const aDraft = (stage: string, on: string, ...invoices: readonly ReturnType<typeof anInvoice>[]) =>
    [drafted({ stage, reference: reference('R-7K3F'), invoices: invoices.map((of) => aListed({ of, step: stage })) }), { on: day(on) }] as const;
  const open = (number: string, due: number) => anInvoice({ number, due: inDays(due) });
  const paid = (number: string) => anInvoice({ number, due: inDays(2), outstanding: eur(0) });

  test('to announce two invoices is still asked about when one of them was paid, and beside a third', () => {
    const draft = aDraft('R0', '2026-11-23', paid('FA-1'), open('FA-2', 3));
    expect(inShort(assessed({ invoices: [paid('FA-1'), open('FA-2', 3)], log: [draft] }))).toBe('draft-pending R0');
    expect(inShort(assessed({ invoices: [paid('FA-1'), open('FA-2', 3), open('FA-3', 4)], log: [draft] }))).toBe('draft-pending R0');
    expect(inShort(assessed({ invoices: [paid('FA-1'), paid('FA-2'), open('FA-3', 4)], log: [draft] }))).toBe('remind R0');
  });

  test('for an invoice of which only cents are left is still asked about; one for a paid invoice beside such cents is not', () => {
    const cents = (number: string) => anInvoice({ number, due: daysAgo(20), amount: eur(1000), outstanding: eur(0.5) });
    expect(inShort(assessed({ invoices: [cents('FA-1')], log: [aDraft('R1', '2026-11-23', cents('FA-1'))] }))).toBe('draft-pending R1');
    expect(inShort(assessed({ invoices: [paid('FA-1'), cents('FA-2')], log: [aDraft('R1', '2026-11-23', paid('FA-1'))] }))).toBe('held below-tolerance');
  });

  test('tells how late the invoice is, and is looked at again when that invoice falls due', () => {
    const dueToday = open('FA-1', 0);
    const draft = aDraft('R0', '2026-11-23', dueToday);
    const pending = expected('draft-pending', { invoices: [dueToday], log: [draft] });
    expect([pending.arithmetic.map(({ kind }) => kind), pending.lapsesAfter, pending.recheckOn]).toEqual([['due-in', 'no-step-yet'], '2026-11-24', '2026-11-24']);
    const dueLater = open('FA-1', 4);
    const lapsed = expected('draft-unconfirmed', { invoices: [dueLater], log: [aDraft('R0', '2026-11-19', dueLater)] });
    expect([lapsed.recheckOn, lapsed.ladder.find(({ stage }) => stage === 'R0')?.state]).toEqual(['2026-11-27', 'now']);
    expect(expected('draft-pending', { invoices: [dueLater], log: [aDraft('R0', '2026-11-23', dueLater)] }).recheckOn).toBe('2026-11-25');
  });
});

test('a small sum in one currency and a covered one in the other are both told', () => {
  const life: Life = { invoices: [anInvoice({ number: 'FA-1', due: daysAgo(20), amount: eur(0.5) }), anInvoice({ number: 'FA-2', due: daysAgo(20), amount: usd(30) })], over: { debtor: aDebtor({ unallocatedCredits: [usd(30)] }) } };
  expect(expected('held', life).holds).toEqual([
    { kind: 'below-tolerance', amount: eur(0.5), tolerance: eur(5), until: null },
    { kind: 'credit-covers', credits: usd(30), overdue: usd(30) },
  ]);
});
