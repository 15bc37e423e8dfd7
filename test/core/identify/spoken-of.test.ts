import { describe, expect, test } from '@jest/globals';
import { hintsOf, passageOf } from '../../../src/core';
import type { Clue, MailMessage } from '../../../src/core';
import { COLLEAGUE, found, inShort, LEDGER, mailFrom, OURS, packOf, threadOf } from './story';
import { aMailbox } from '../builders';

const id = (from: string, text: string, over: Partial<MailMessage> = {}) => found(threadOf(mailFrom(from, { text, ...over })));
const said = (from: string, text: string, over: Partial<MailMessage> = {}): string => inShort(id(from, text, over));

describe('somebody for whom another writes', () => {
  test.each(['signature@parapheur-x.fr', 'notif@plateforme-x.fr', 'alertes@plateforme-x.fr', 'depot@plateforme-x.fr'])('%s is a machine: whose address stands in its text is suggested', (from) => {
    expect(said(from, 'Zoé Martin <compta@garage-canigou.fr> a signé le document.')).toBe('several:weak C-1');
  });
  test('a private address gives a customer’s address and his name: asked', () => {
    const text = 'Voilà les photos, je travaille pour le Garage du Canigou. Voyez avec compta@garage-canigou.fr';
    expect(said('chef.equipe@orange.fr', text)).toBe('several:weak C-1');
    const clues = (answer: ReturnType<typeof id>): readonly Clue[] => (answer.kind === 'several' ? answer.candidates.flatMap((c) => c.clues) : []);
    expect(clues(id('chef.equipe@orange.fr', text)).map((c) => [c.kind, c.value, c.place, c.favours])).toEqual([
      ['contact-address', 'compta@garage-canigou.fr', 'message', true], ['name', 'Garage du Canigou', 'message', true], ['not-a-contact', 'chef.equipe@orange.fr', 'sender', false],
    ]);
    const thread = threadOf(mailFrom('chef.equipe@orange.fr', { text }));
    const [clue] = clues(id('chef.equipe@orange.fr', text));
    expect(clue !== undefined && passageOf(thread, packOf(LEDGER), clue)?.hit).toBe('compta@garage-canigou.fr');
  });
  test('in the signature too', () => {
    expect(said('chef.equipe@orange.fr', 'Bonjour,\n\nMerci de patienter.\n\nCordialement,\nZoé Martin\nGarage du Canigou\ncompta@garage-canigou.fr')).toBe('several:weak C-1');
  });
  test('the address without the name, the name without the address, or both from a company are nothing', () => {
    expect(said('chef.equipe@orange.fr', 'Voyez avec compta@garage-canigou.fr')).toBe('none:nothing-found');
    expect(said('chef.equipe@orange.fr', 'Je travaille pour le Garage du Canigou.')).toBe('none:nothing-found');
    expect(said('ventes@fournisseur-inconnu.fr', 'Nos références : Garage du Canigou (compta@garage-canigou.fr)')).toBe('none:nothing-found');
  });
  test('it never outweighs who writes, nor makes one of a stranger', () => {
    expect(said('tramier@orange.fr', 'Vu avec le Garage du Canigou, compta@garage-canigou.fr')).toBe('C-2');
    expect(said('x@orange.fr', 'Vu avec le Garage du Canigou, compta@garage-canigou.fr : FA-2026-0301')).toBe('several:contradiction C-1 C-2');
  });
  test('only of a machine’s, a private or our own mail are addresses of the text looked up', () => {
    const sent = (from: string, text: string, over: Partial<MailMessage> = {}): readonly string[] => hintsOf(threadOf(mailFrom(from, { text, ...over })), packOf(LEDGER)).addresses;
    expect(sent('x@orange.fr', 'Voir zoe@client.fr, marie.lefevre@atelier-nord.fr')).toEqual(['x@orange.fr', 'zoe@client.fr']);
    expect(sent('x@societe-inconnue.fr', 'Voir zoe@client.fr')).toEqual(['x@societe-inconnue.fr']);
    expect(sent(COLLEAGUE.address, 'Écris à zoe@client.fr', { from: COLLEAGUE, to: [OURS] })).toEqual([]);
    expect(sent(COLLEAGUE.address, 'Demandeur : zoe@client.fr', { from: COLLEAGUE, to: [OURS] })).toEqual(['zoe@client.fr']);
  });
});

describe('our own help desk', () => {
  const ticket = (line: string): string => said('support@atelier-nord.fr', `##- Répondez au-dessus de cette ligne -##\n${line}\nDouble facturation.`, { from: aMailbox('support@atelier-nord.fr'), to: [OURS], subject: '[#4521] Nouvelle demande' });
  test.each(['Demandeur : compta@garage-canigou.fr', 'E-mail : compta@garage-canigou.fr', 'Adresse e-mail du client : <compta@garage-canigou.fr>', 'De : Zoé <compta@garage-canigou.fr>', 'Requester: Zoé (compta@garage-canigou.fr)'])('passes on what a customer asks, and says so on a line of its own: "%s"', (line) => {
    expect(ticket(line)).toMatch(/C-1/);
  });
  test('an address in a sentence is nobody’s question', () => {
    expect(ticket('Écris plutôt à compta@garage-canigou.fr')).toBe('none:own-mail');
  });
});
