import { describe, expect, test } from '@jest/globals';
import { passageOf } from '../../../src/core';
import { found, inShort, LEDGER, mailFrom, packOf, threadOf } from './story';

const quoting = (from: string, subject: string): string => `Oui, c’est noté.\n\nDe : ${from}\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : quelqu.un@sfr.fr\nObjet : ${subject}\n\nBonjour,\n\nMerci de régler.`;
const US = 'Marie Lefèvre <marie.lefevre@atelier-nord.fr>';
const said = (text: string, from = 'quelqu.un@sfr.fr'): string => inShort(found(threadOf(mailFrom(from, { subject: 'Oui', text }))));

describe('the subject of a quoted mail', () => {
  test('of ours, cites an invoice as its text would', () => {
    const thread = threadOf(mailFrom('quelqu.un@sfr.fr', { subject: 'Oui', text: quoting(US, 'Votre facture FA-2026-0301') }));
    const id = found(thread);
    expect(inShort(id)).toBe('C-2');
    const clue = id.kind === 'one' ? id.candidate.clues[0] : undefined;
    expect(clue).toMatchObject({ kind: 'invoice-number', value: 'FA-2026-0301', place: 'quoted' });
    expect(clue !== undefined && passageOf(thread, packOf(LEDGER), clue)?.hit).toBe('FA-2026-0301');
  });
  test('that we only answered is not our word: asked', () => {
    expect(said(quoting(US, 'RE: Facture FA-2026-0301'))).toBe('several:weak C-2');
    expect(said(quoting(US, 'TR : Facture FA-2026-0301'))).toBe('several:weak C-2');
  });
  test('of a third party only suggests; of the one who writes now it is his word', () => {
    expect(said(quoting('X <x@ailleurs.fr>', 'Facture FA-2026-0301'))).toBe('several:weak C-2');
    expect(said(quoting('X <quelqu.un@sfr.fr>', 'Facture FA-2026-0301'))).toBe('C-2');
  });
  test('never outweighs who writes', () => {
    expect(said(quoting('X <x@ailleurs.fr>', 'Facture FA-2026-0301'), 'compta@garage-canigou.fr')).toBe('C-1');
  });
});
