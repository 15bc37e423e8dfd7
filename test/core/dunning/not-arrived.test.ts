import { describe, expect, test } from '@jest/globals';
import { aContact, aDebtor, address, aNewEntry, anInvoice, daysAgo, drafted, entryId, eur, reference, sent, aListed, TODAY, voided } from '../builders';
import type { EntryOver } from '../builders';
import { checkAppend } from '../../../src/core';
import { noAddressLeft, notArrived } from '../../../src/core/dunning/not-arrived';
import { foldHistory } from '../../../src/core/log';
import type { LogFact } from '../../../src/core';
import { assessed, expected, fileOf, inShort, reminded, withPolicy } from './standard';

const invoice = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000) });
const COMPTA = address('compta@garage-canigou.fr');
const PAYER = address('fournisseurs@garage-canigou.fr');
const r1 = (to: readonly (typeof COMPTA)[], ago = 12): readonly (readonly [LogFact, EntryOver])[] => {
  const draft = drafted({ reference: reference(`R-${ago}K3F`), to, invoices: [aListed({ of: invoice, step: 'R1' })] });
  return [[draft, { on: daysAgo(ago) }], [sent({ reference: draft.reference, sentOn: daysAgo(ago) }), { on: daysAgo(ago) }]];
};
const changed = (which: typeof COMPTA, ago: number, change: 'bounced' | 'added' = 'bounced'): readonly [LogFact, EntryOver] => [{ kind: 'contact-changed', address: which, change }, { on: daysAgo(ago) }];
/** A third address is known: there is still somebody to write to. */
const debtor = aDebtor({ contacts: [aContact(), aContact({ address: address('direction@garage-canigou.fr'), role: 'management' })] });
const told = (...log: readonly (readonly [LogFact, EntryOver])[]) => expected('remind', { invoices: [invoice], log, over: { debtor } }).arithmetic.filter(({ kind }) => kind === 'not-arrived');
/** Of the log alone, whatever else stands against a reminder. */
const from = (...log: readonly (readonly [LogFact, EntryOver])[]) => {
  const { entries } = fileOf({ invoices: [invoice], log });
  return notArrived(entries, foldHistory(entries));
};

describe('a reminder that came back', () => {
  test('is told on the card of the next one, with the address', () => {
    expect(told(...r1([COMPTA]), changed(COMPTA, 11))).toEqual([{ kind: 'not-arrived', address: COMPTA }]);
  });
  test('from one of two addresses reached the other', () => {
    expect(told(...r1([COMPTA, PAYER]), changed(COMPTA, 11))).toEqual([]);
    expect(told(...r1([COMPTA, PAYER]), changed(COMPTA, 11), changed(PAYER, 11))).toHaveLength(1);
  });
  test('is over when the address is good again, when it was taken back, or when a later one left for another address', () => {
    expect(told(...r1([COMPTA]), changed(COMPTA, 11), changed(COMPTA, 2, 'added'))).toEqual([]);
    expect(told(...r1([COMPTA]), changed(COMPTA, 11), [voided(entryId('entry-3')), { on: daysAgo(10) }])).toEqual([]);
    expect(told(...r1([COMPTA], 25), changed(COMPTA, 24), ...r1([PAYER], 12))).toEqual([]);
  });
  test('an address that was refused before is another matter', () => {
    expect(told(changed(COMPTA, 20), ...r1([COMPTA]))).toEqual([]);
  });
  test('nothing is said where nothing came back', () => {
    expect(told(...r1([COMPTA]))).toEqual([]);
  });
  test('nor of an address that was refused where nothing was ever sent', () => {
    expect(from(changed(COMPTA, 11))).toBeNull();
    expect(from([drafted({ reference: reference('R-1K3F'), to: [COMPTA], invoices: [] }), { on: daysAgo(12) }], changed(COMPTA, 11))).toBeNull();
  });
  test('the last one that really left counts: not a draft, not one whose sending was taken back', () => {
    const draft = drafted({ reference: reference('R-3K3F'), to: [PAYER], invoices: [] });
    expect(from(...r1([COMPTA]), changed(COMPTA, 11), [draft, { on: daysAgo(3) }])).toBe(COMPTA);
    expect(from(...r1([COMPTA]), changed(COMPTA, 11), [draft, { on: daysAgo(3) }], [sent({ reference: draft.reference, sentOn: daysAgo(3) }), { on: daysAgo(3) }], [voided(entryId('entry-5')), { on: daysAgo(2) }])).toBe(COMPTA);
    expect(from(...r1([PAYER], 25), [drafted({ reference: reference('R-1K3F'), to: [COMPTA], invoices: [] }), { on: daysAgo(12) }], changed(COMPTA, 11))).toBeNull();
  });
  test('in whatever order the log is handed over', () => {
    const { entries } = fileOf({ invoices: [invoice], log: [...r1([PAYER], 25), ...r1([COMPTA]), changed(COMPTA, 11)] });
    const { contacts } = foldHistory(entries);
    expect([notArrived(entries, { contacts }), notArrived([...entries].reverse(), { contacts })]).toEqual([COMPTA, COMPTA]);
  });
});

describe('a reminder that nobody got does not count as sent', () => {
  const SOPHIE = address('sophie@garage-canigou.fr');
  const added = (which: typeof COMPTA, ago: number) => changed(which, ago, 'added');
  const answer = (...log: readonly (readonly [LogFact, EntryOver])[]): string => inShort(assessed({ invoices: [invoice], log }));
  const back = changed(COMPTA, 11);
  const undone: readonly [LogFact, EntryOver] = [voided(entryId('entry-3')), { on: daysAgo(10) }];
  const quoted = (ago: number): readonly [LogFact, EntryOver] => [sent({ reference: reference(`R-${ago}K3F`), sentOn: daysAgo(ago), proof: 'quoted-in-answer' }), { on: daysAgo(10) }];

  test.each<[string, string, readonly (readonly [LogFact, EntryOver])[]]>([
    ['it arrived: the next step', 'remind R2', r1([COMPTA])],
    ['it came back and no other address is known: nothing can be sent', 'held no-address-left', [...r1([COMPTA]), back]],
    ['another address is known: the same step is due again', 'remind R1', [...r1([COMPTA]), back, added(SOPHIE, 2)]],
    ['the clerk says that the address works again: the same step, there', 'remind R1', [...r1([COMPTA]), back, added(COMPTA, 2)]],
    ['the refusal was a mistake and is taken back: it was sent', 'remind R2', [...r1([COMPTA]), back, undone]],
    ['it came back from one of two: the other has it', 'remind R2', [...r1([COMPTA, PAYER]), back, added(PAYER, 11)]],
    ['an answer quotes it all the same: somebody has it', 'remind R2', [...r1([COMPTA]), back, quoted(12), added(SOPHIE, 2)]],
    ['the address was refused before it left there: no word on this one', 'remind R2', [changed(COMPTA, 20), added(COMPTA, 19), ...r1([COMPTA])]],
    ['the one that was sent again counts', 'too-soon R2 2026-11-30', [...r1([COMPTA]), back, ...r1([SOPHIE], 3), added(SOPHIE, 3)]],
    ['a refusal tells of the last one sent there, not of all before it', 'remind R2', [...r1([COMPTA], 25), ...r1([COMPTA], 12), back, added(SOPHIE, 2)]],
  ])('%s', (_, said, log) => {
    expect(answer(...log)).toBe(said);
  });

  test('it spaces no mail either: the step is due at once', () => {
    expect(answer(...r1([COMPTA], 1), changed(COMPTA, 1), added(SOPHIE, 0))).toBe('remind R1');
    expect(answer(...r1([COMPTA], 1))).toMatch(/^too-soon R2/);
  });

  test('no mail is written to a refused address again, wherever it is asked for', () => {
    const file = fileOf({ invoices: [invoice], log: [...r1([COMPTA]), back, added(SOPHIE, 2)] });
    const again = (to: readonly (typeof COMPTA)[]) => checkAppend(file, withPolicy(), aNewEntry(drafted({ reference: reference('R-9XYZ'), to, demanded: eur(1000), invoices: [aListed({ of: invoice, step: 'R1' })] })), TODAY);
    expect(again([COMPTA])).toEqual({ ok: false, problem: { code: 'log/address-refused', address: COMPTA } });
    expect(again([SOPHIE, COMPTA])).toMatchObject({ ok: false, problem: { code: 'log/address-refused' } });
    expect(again([SOPHIE])).toEqual({ ok: true, value: null });
  });

  test('who writes just now can be answered, though no address of theirs is left', () => {
    const life = { invoices: [invoice], log: [...r1([COMPTA]), back] };
    expect(inShort(assessed({ ...life, facts: { provenSent: [], writes: SOPHIE } }))).toBe('remind R1');
    expect(inShort(assessed({ ...life, facts: { provenSent: [], writes: COMPTA } }))).toBe('held no-address-left');
  });

  test('the open thread that shows our own text, or the mail that brought it back, does not make it arrive', () => {
    const seen = (proof: 'own-message' | 'quoted-in-answer') => inShort(assessed({ invoices: [invoice], log: [...r1([COMPTA]), back, added(SOPHIE, 2)], facts: { provenSent: [{ reference: reference('R-12K3F'), on: daysAgo(12), proof }] } }));
    expect([seen('own-message'), seen('quoted-in-answer')]).toEqual(['remind R1', 'remind R2']);
  });

  test('the address that was refused last is named', () => {
    const two = aDebtor({ contacts: [aContact(), aContact({ address: PAYER })] });
    const named = (...log: readonly (readonly [LogFact, EntryOver])[]) => assessed({ invoices: [invoice], log: [...r1([COMPTA, PAYER]), ...log], over: { debtor: two } });
    const held = (which: typeof COMPTA, ago: number) => ({ kind: 'held', holds: [{ kind: 'no-address-left', address: which, on: daysAgo(ago) }] });
    expect(named(changed(PAYER, 11), changed(COMPTA, 9))).toMatchObject(held(COMPTA, 9));
    expect(named(changed(COMPTA, 11), changed(PAYER, 9))).toMatchObject(held(PAYER, 9));
    expect(named(changed(PAYER, 9), changed(COMPTA, 9))).toMatchObject(held(COMPTA, 9));
    expect(noAddressLeft(two, foldHistory(fileOf({ invoices: [invoice], log: [changed(COMPTA, 9, 'added'), changed(PAYER, 11)] }).entries), null)).toBeNull();
  });

  test('a salesperson is no address for a reminder, and without a refusal a missing address is no guard', () => {
    const sales = aDebtor({ contacts: [aContact(), aContact({ address: address('agent@garage-canigou.fr'), role: 'sales' })] });
    expect(inShort(assessed({ invoices: [invoice], log: [...r1([COMPTA]), back], over: { debtor: sales } }))).toBe('held no-address-left');
    expect(inShort(assessed({ invoices: [invoice], over: { debtor: aDebtor({ contacts: [] }) } }))).toBe('remind R1');
  });

  test('a call or a letter needs no address', () => {
    const log = [...reminded('R1', daysAgo(40), invoice), ...reminded('R2', daysAgo(20), invoice), changed(COMPTA, 3)];
    expect(inShort(assessed({ invoices: [invoice], log: [[{ kind: 'step-skipped', stage: 'R2', invoices: [invoice.id], reason: 'vu' }, { on: daysAgo(14) }], ...log] }))).toBe('call R3');
  });
});
