import { describe, expect, test } from '@jest/globals';
import { presentChooser } from '../../../src/core';
import type { Clue, Identification, LearnedChoice, MailMessage } from '../../../src/core';
import { aMailbox } from '../builders';
import { debtorId, found, inShort, LEDGER, mailFrom, OURS, threadOf } from './story';

const chosen = (debtor: string | null): LearnedChoice => ({ scope: 'thread', value: 'thread-1', debtor: debtor === null ? null : debtorId(debtor) });
const ask = (debtor: string | null, from: string, over: Partial<MailMessage> = {}): Identification => found(threadOf(mailFrom(from, over)), { ...LEDGER, choices: [chosen(debtor)] });
const cluesOf = (id: Identification, debtor: string): readonly Clue[] => (id.kind === 'none' ? [] : [...(id.kind === 'one' ? [id.candidate, ...id.others] : id.candidates)].find((c) => c.debtor.id === debtor)?.clues ?? []);

describe('what the clerk chose for a thread', () => {
  test('holds where nothing contradicts it', () => {
    const id = ask('C-1', 'somebody@sfr.fr');
    expect(inShort(id)).toBe('C-1');
    expect(cluesOf(id, 'C-1')[0]).toMatchObject({ kind: 'learned', place: 'thread' });
    expect(inShort(ask('C-1', 'compta@garage-canigou.fr'))).toBe('C-1');
  });
  test('decides among customers who share an address, and what a stranger’s mail only suggests', () => {
    expect(inShort(ask('C-3', 'cabinet@expert-sud.fr'))).toBe('C-3');
    expect(inShort(ask('C-1', 'avocat@cabinet-inconnu.fr', { cc: [aMailbox('a.peyron@menuiserie-peyron.fr')] }))).toBe('C-1');
  });
  test('does not outweigh another customer’s invoice: both are asked for, the chosen one first, and what speaks against him is said', () => {
    const id = ask('C-1', 'compta@garage-canigou.fr', { text: 'FA-2026-0301' });
    expect(inShort(id)).toBe('several:contradiction C-1 C-2');
    expect(id.kind === 'several' && id.candidates[0]?.debtor.id).toBe('C-1');
    expect(cluesOf(id, 'C-1')[0]).toMatchObject({ kind: 'learned', place: 'thread' });
    expect(cluesOf(id, 'C-1')).toContainEqual(expect.objectContaining({ kind: 'other-debtors-invoice', value: 'FA-2026-0301', favours: false }));
    expect(inShort(ask('C-1', 'x@societe-inconnue.fr', { text: 'la facture FA-2026-0301' }))).toBe('several:contradiction C-1 C-2');
  });
  test.each<[string, string, Partial<MailMessage>, string]>([
    ['a contact of another customer writes', 'a.peyron@menuiserie-peyron.fr', {}, 'several:contradiction C-1 C-3'],
    ['somebody signs with another company’s SIREN', 'x@sfr.fr', { text: 'Oui.\n-- \nX\nSIREN 443 061 841' }, 'several:contradiction C-1 C-3'],
    ['an accountant writes of two others', 'cabinet@expert-sud.fr', {}, 'several:contradiction C-1 C-2 C-3'],
  ])('does not outweigh that %s', (_, from, over, answer) => {
    expect(inShort(ask('C-1', from, over))).toBe(answer);
  });
  test('does not outweigh to whom our own mail in it went', () => {
    const ours = mailFrom(OURS.address, { id: 'm0', from: OURS, to: [aMailbox('a.peyron@menuiserie-peyron.fr')] });
    expect(inShort(found(threadOf(ours, mailFrom('x@sfr.fr')), { ...LEDGER, choices: [chosen('C-1')] }))).toBe('several:contradiction C-1 C-3');
  });
  test('and the question says what was kept, and whom other clues point to', () => {
    const id = ask('C-1', 'a.peyron@menuiserie-peyron.fr');
    expect(id.kind === 'several' && presentChooser(id, 'fr').explanation).toBe('Vous avez retenu Garage du Canigou pour ce fil\u202f; d’autres indices désignent Menuiserie Peyron.');
    expect(id.kind === 'several' && presentChooser(id, 'en').explanation).toBe('You chose Garage du Canigou for this conversation; other clues point to Menuiserie Peyron.');
  });
  test('"not a customer" holds', () => {
    expect(inShort(ask(null, 'x@sfr.fr', { text: 'FA-2026-0301' }))).toBe('none:marked-not-a-customer');
  });
});
