import { describe, expect, test } from '@jest/globals';
import { assess } from '../../../src/core';
import type { LogFact, ThreadFacts } from '../../../src/core';
import { aCaseFile, aListed, aLog, anInvoice, daysAgo, day, discarded, drafted, eur, inDays, promised, reference, sent, TODAY, voided, entryId, PAUL } from '../builders';
import type { EntryOver } from '../builders';
import { assessed, beforeItLapses, expected, inShort, reminded, withPolicy } from './standard';

const invoice = anInvoice({ number: 'FA-1', due: day('2026-10-22') });
const aDraft = (on: string, stage = 'R1', code = 'R-7K3F'): readonly [LogFact, EntryOver] => [drafted({ stage, reference: reference(code), invoices: [aListed({ of: invoice, step: stage })] }), { on: day(on), author: PAUL }];
const on = (log: readonly (readonly [LogFact, EntryOver])[], ...days: readonly string[]): readonly string[] => days.map((today) => inShort(assessed({ invoices: [invoice], log }, day(today))));

describe('a draft is not a sent mail', () => {
  test('it reserves the step until the end of the next business day, then asks', () => {
    expect(on([aDraft('2026-11-23')], '2026-11-23', '2026-11-24', '2026-11-25', '2026-12-20')).toEqual(['draft-pending R1', 'draft-pending R1', 'draft-unconfirmed R1', 'draft-unconfirmed R1']);
  });

  test('over a weekend, and over a holiday', () => {
    expect(on([aDraft('2026-11-20')], '2026-11-21', '2026-11-23', '2026-11-24')).toEqual(['draft-pending R1', 'draft-pending R1', 'draft-unconfirmed R1']);
    expect(on([aDraft('2026-11-10')], '2026-11-11', '2026-11-12', '2026-11-13')).toEqual(['draft-pending R1', 'draft-pending R1', 'draft-unconfirmed R1']);
  });

  test('says who drafted it, and since when nobody has settled it', () => {
    const pending = expected('draft-pending', { invoices: [invoice], log: [aDraft('2026-11-23')] });
    expect([pending.draft.author.name, pending.lapsesAfter, pending.recheckOn]).toEqual(['Paul Garnier', '2026-11-24', '2026-11-25']);
    const unconfirmed = expected('draft-unconfirmed', { invoices: [invoice], log: [aDraft('2026-11-23')] }, day('2026-11-30'));
    expect([unconfirmed.lapsedOn, unconfirmed.recheckOn]).toEqual(['2026-11-25', beforeItLapses(daysAgo(32))]);
    expect(unconfirmed.ladder.find(({ stage }) => stage === 'R1')?.state).toBe('now');
  });

  test('discarded, the step is free again; sent, the gap runs from the day it was sent', () => {
    const log = [aDraft('2026-11-12')];
    expect(on([...log, [discarded(), { on: day('2026-11-13') }]], '2026-11-23')).toEqual(['remind R1']);
    expect(on([...log, [sent({ sentOn: day('2026-11-14') }), { on: day('2026-11-20') }]], '2026-11-23', '2026-11-24')).toEqual(['too-soon R2 2026-11-24', 'remind R2']);
  });

  test('an undone “sent” gives the question back', () => {
    expect(on([aDraft('2026-11-12'), [sent({ sentOn: day('2026-11-12') }), { on: day('2026-11-12') }], [voided(entryId('entry-2')), { on: day('2026-11-13') }]], '2026-11-23')).toEqual(['draft-unconfirmed R1']);
  });

  test('the reference seen in an own message of the thread proves that it was sent', () => {
    const facts: ThreadFacts = { provenSent: [{ reference: reference('R-7K3F'), on: day('2026-11-13'), proof: 'own-message' }] };
    const { proposal, arithmetic } = expected('remind', { invoices: [invoice], log: [aDraft('2026-11-12')], facts });
    expect([proposal.stage.id, proposal.possibleSince, proposal.previous]).toEqual(['R2', '2026-11-23', { stage: 'R1', on: '2026-11-13', invoices: [invoice.id], later: [] }]);
    expect(arithmetic[1]).toEqual({ kind: 'last-step', stage: 'R1', on: '2026-11-13', daysAgo: 10, how: 'sent' });
  });

  test('also of a draft that the log calls discarded: an insertion that seemed to fail may have opened', () => {
    const facts: ThreadFacts = { provenSent: [{ reference: reference('R-7K3F'), on: day('2026-11-19'), proof: 'quoted-in-answer' }] };
    const log = [aDraft('2026-11-19'), [discarded({ reason: 'insertion-failed' }), { on: day('2026-11-19') }]] as const;
    expect(inShort(assessed({ invoices: [invoice], log, facts }))).toBe('too-soon R2 2026-11-30');
    expect(inShort(assessed({ invoices: [invoice], log }))).toBe('remind R1');
  });

  test('a reference that the log does not know, or that it counts already, proves nothing new', () => {
    const facts: ThreadFacts = { provenSent: [{ reference: reference('R-99XY'), on: day('2026-11-20'), proof: 'own-message' }, { reference: reference('R-7K3F'), on: day('2026-11-22'), proof: 'own-message' }] };
    const log = [aDraft('2026-11-12'), [sent({ sentOn: day('2026-11-12') }), { on: day('2026-11-12') }]] as const;
    expect(expected('remind', { invoices: [invoice], log, facts }).proposal.possibleSince).toBe('2026-11-23');
  });

  test('while one is open nothing else is offered, not even for another invoice', () => {
    const other = anInvoice({ number: 'FA-2', due: daysAgo(5) });
    expect(inShort(assessed({ invoices: [invoice, other], log: [aDraft('2026-11-12')] }))).toBe('draft-unconfirmed R1');
    const paid = anInvoice({ number: 'FA-1', outstanding: eur(0) });
    expect(inShort(assessed({ invoices: [paid, other], log: [aDraft('2026-11-12')] }))).toBe('draft-unconfirmed R1');
  });

  test('of what is paid meanwhile it asks no more', () => {
    expect(inShort(assessed({ invoices: [anInvoice({ number: 'FA-1', outstanding: eur(0) })], log: [aDraft('2026-11-12')] }))).toBe('settled');
    const upcoming = anInvoice({ number: 'FA-2', due: inDays(20) });
    expect(inShort(assessed({ invoices: [anInvoice({ number: 'FA-1', outstanding: eur(0) }), upcoming], log: [aDraft('2026-11-12')] }))).toBe('not-due');
  });

  test('a promise that came in comes first; the draft is asked about when it ends', () => {
    const log = [aDraft('2026-11-20'), [promised({ promisedFor: day('2026-11-27'), invoices: [] }), { on: day('2026-11-23') }]] as const;
    expect(on(log, '2026-11-23', '2026-12-02')).toEqual(['held promise', 'draft-unconfirmed R1']);
  });

  test('a due-date reminder in draft is asked about too', () => {
    const upcoming = anInvoice({ number: 'FA-1', due: inDays(4) });
    expect(inShort(assessed({ invoices: [upcoming], log: [aDraft('2026-11-23', 'R0')] }))).toBe('draft-pending R0');
  });
});

describe('too soon', () => {
  test('the gap decides: the drawing’s Thursday', () => {
    const young = anInvoice({ number: 'FA-1', due: day('2026-10-30') });
    const { next, from, arithmetic, ladder, recheckOn } = expected('too-soon', { invoices: [young], log: reminded('R1', day('2026-11-16'), young) });
    expect([next.id, from, recheckOn]).toEqual(['R2', '2026-11-26', '2026-11-26']);
    expect(arithmetic).toEqual([
      { kind: 'days-late', number: 'FA-1', days: 24, due: '2026-10-30' },
      { kind: 'last-step', stage: 'R1', on: '2026-11-16', daysAgo: 7, how: 'sent' },
      { kind: 'possible-from', stage: 'R2', from: '2026-11-26', daysToGo: 3, because: 'gap', gapDays: 10 },
    ]);
    expect(ladder.map(({ state }) => state)).toEqual(['skipped', 'done', 'held', 'later', 'later', 'later']);
  });

  test('the age decides, also when the gap ends on the same day', () => {
    const young = anInvoice({ number: 'FA-1', due: day('2026-11-13') });
    const late = expected('too-soon', { invoices: [young], log: reminded('R1', day('2026-11-16'), young) });
    expect(late.arithmetic[2]).toMatchObject({ because: 'gap', from: '2026-11-26' });
    const punctual = expected('too-soon', { invoices: [young], log: reminded('R1', day('2026-11-14'), young) });
    expect(punctual.arithmetic[2]).toEqual({ kind: 'possible-from', stage: 'R2', from: '2026-11-24', daysToGo: 1, because: 'age', gapDays: null });
  });

  test('the spacing between two mails to one debtor decides', () => {
    const fresh = anInvoice({ number: 'FA-2', due: day('2026-11-20') });
    const { next, from, arithmetic } = expected('too-soon', { invoices: [invoice, fresh], log: reminded('R1', day('2026-11-19'), invoice) });
    expect([next.id, from]).toEqual(['R1', '2026-11-26']);
    expect(arithmetic[1]).toEqual({ kind: 'no-step-yet' });
    expect(arithmetic[2]).toMatchObject({ because: 'mail-spacing', gapDays: 5 });
  });

  test.each([
    ['2026-11-18', 'too-soon R1 2026-11-20'],
    ['2026-11-19', 'too-soon R1 2026-11-20'],
    ['2026-11-20', 'remind R1'],
  ])('five business days after the mail of 13 November: on %s %s', (today, answer) => {
    const fresh = anInvoice({ number: 'FA-2', due: day('2026-11-16') });
    expect(inShort(assessed({ invoices: [invoice, fresh], log: reminded('R1', day('2026-11-13'), invoice) }, day(today)))).toBe(answer);
  });

  test('a due-date reminder does not count as such a mail, and a call is not spaced', () => {
    const fresh = anInvoice({ number: 'FA-2', due: inDays(-1) });
    expect(inShort(assessed({ invoices: [fresh], log: reminded('R0', daysAgo(3), fresh) }))).toBe('remind R1');
    const log = [...reminded('R1', day('2026-10-23'), invoice), ...reminded('R2', day('2026-11-19'), invoice)];
    expect(inShort(assessed({ invoices: [invoice], log }))).toBe('call R3');
  });

  test('a step possible on a Saturday is offered on Monday, and withdrawn over the weekend', () => {
    const { from, arithmetic } = expected('too-soon', { invoices: [invoice] }, day('2026-11-21'));
    expect(from).toBe('2026-11-23');
    expect(arithmetic[2]).toEqual({ kind: 'possible-from', stage: 'R1', from: '2026-11-23', daysToGo: 2, because: 'business-day', gapDays: null });
    expect(on([], '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23')).toEqual(['remind R1', 'too-soon R1 2026-11-23', 'too-soon R1 2026-11-23', 'remind R1']);
    expect(assessed({ invoices: [invoice] }, day('2026-11-20')).recheckOn).toBe('2026-11-21');
  });

  test('on a holiday it waits for the day after: Armistice Day', () => {
    expect(on([], '2026-11-10', '2026-11-11', '2026-11-12')).toEqual(['remind R1', 'too-soon R1 2026-11-12', 'remind R1']);
  });
});

describe('the letter', () => {
  test('gives five business days to pay', () => {
    expect(expected('remind', { invoices: [invoice] }).proposal.deadline).toBe('2026-11-30');
    expect(expected('remind', { invoices: [invoice] }, day('2026-12-22')).proposal.deadline).toBe('2026-12-30');
  });

  test('is the third step of six, or of five in a plan without calls', () => {
    const log = reminded('R1', day('2026-11-12'), invoice);
    expect(expected('remind', { invoices: [invoice], log }).proposal).toMatchObject({ step: 3, steps: 6 });
  });

  test('carries the version of the policy that decided it', () => {
    expect(assess(aCaseFile({ invoices: [invoice], entries: aLog() }), withPolicy({ version: 'standard-7' }), null, TODAY)).toMatchObject({ policyVersion: 'standard-7' });
  });
});
