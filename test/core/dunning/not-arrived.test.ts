import { describe, expect, test } from '@jest/globals';
import { address, anInvoice, daysAgo, drafted, entryId, eur, reference, sent, aListed, voided } from '../builders';
import type { EntryOver } from '../builders';
import type { LogFact } from '../../../src/core';
import { expected } from './standard';

const invoice = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000) });
const COMPTA = address('compta@garage-canigou.fr');
const PAYER = address('fournisseurs@garage-canigou.fr');
const r1 = (to: readonly (typeof COMPTA)[], ago = 12): readonly (readonly [LogFact, EntryOver])[] => {
  const draft = drafted({ reference: reference(`R-${ago}K3F`), to, invoices: [aListed({ of: invoice, step: 'R1' })] });
  return [[draft, { on: daysAgo(ago) }], [sent({ reference: draft.reference, sentOn: daysAgo(ago) }), { on: daysAgo(ago) }]];
};
const changed = (which: typeof COMPTA, ago: number, change: 'bounced' | 'added' = 'bounced'): readonly [LogFact, EntryOver] => [{ kind: 'contact-changed', address: which, change }, { on: daysAgo(ago) }];
const told = (...log: readonly (readonly [LogFact, EntryOver])[]) => expected('remind', { invoices: [invoice], log }).arithmetic.filter(({ kind }) => kind === 'not-arrived');

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
});
