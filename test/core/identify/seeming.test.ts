import { describe, expect, test } from '@jest/globals';
import { hintsOf, identify } from '../../../src/core';
import type { Clue, Identification, MailMessage } from '../../../src/core';
import { aMailbox } from '../builders';
import { lookUpIn } from './in-memory-look-up';
import { customer, debtorId, found, inShort, invoice, LEDGER, mailFrom, OURS, packOf, threadOf } from './story';

const said = (from: string, text: string, over: Partial<MailMessage> = {}): string => inShort(found(threadOf(mailFrom(from, { text, ...over }))));
const clues = (id: Identification): readonly Clue[] => (id.kind === 'one' ? id.candidate.clues : id.kind === 'several' ? id.candidates.flatMap((c) => c.clues) : []);

describe('an amount', () => {
  test('that is all that one candidate owes supports a number, never a debtor alone', () => {
    const owes = (id: string, minor: number) => ({ debtor: debtorId(id), open: [{ minor, currency: 'EUR' as const }] });
    const ask = (text: string, from = 'x@portail-inconnu.fr') => {
      const thread = threadOf(mailFrom(from, { text }));
      const pack = packOf(LEDGER);
      const hits = lookUpIn(LEDGER)(hintsOf(thread, pack));
      const open = [owes('C-1', 123_456), owes('C-2', 5_000)];
      return identify(thread, { ...hits, debtors: hits.debtors.map((d) => ({ ...d, open: open.find((o) => o.debtor === d.id)?.open ?? [] })) }, pack);
    };
    expect(inShort(ask('Virement de 1 234,56 € pour FA-2026-0297'))).toBe('C-1');
    expect(clues(ask('Virement de 1 234,56 € pour FA-2026-0297'))).toContainEqual(expect.objectContaining({ kind: 'amount', value: '123456 EUR', place: 'message' }));
    expect(inShort(ask('Virement de 1 234,57 € pour FA-2026-0297'))).toBe('several:weak C-1');
    expect(inShort(ask('Virement de 1 234,56 £ pour FA-2026-0297'))).toBe('several:weak C-1');
    expect(inShort(ask('Virement de 1 234,56 €'))).toBe('none:nothing-found');
    expect(inShort(ask('Virement de 50,00 €', 'cabinet@expert-sud.fr'))).toBe('several:shared C-2 C-3');
  });
});

describe('who is not who he seems', () => {
  const cites = { text: 'La facture FA-2026-0297 sera payée. Garage du Canigou' };
  test.each(['compta@garage-canigou.com', 'compta@garagecanigou.fr', 'compta@garage-canlgou.fr', 'compta@garage-cannigou.fr', 'compta@garrage-canigou.fr'])('%s is not the garage, though it cites its invoice', (from) => {
    expect(inShort(found(threadOf(mailFrom(from, cites))))).toBe('none:look-alike');
  });
  test('nor when it answers our own mail', () => {
    expect(said('compta@garage-canigou.com', 'Oui.\n\nLe 16/11/2026 à 09:12, Marie Lefèvre <marie.lefevre@atelier-nord.fr> a écrit :\n> Votre facture FA-2026-0297')).toBe('none:look-alike');
  });
  test('a word more than the customer’s domain may be a sister company: asked, with what is wrong', () => {
    const id = found(threadOf(mailFrom('x@garage-canigou-finance.fr', cites)));
    expect(inShort(id)).toBe('several:weak C-1');
    expect(clues(id)).toContainEqual(expect.objectContaining({ kind: 'look-alike-domain', value: 'garage-canigou-finance.fr', favours: false }));
  });
  test('a customer writes, but the answer would go to a domain that looks like his: asked, with what is wrong', () => {
    const id = found(threadOf(mailFrom('compta@garage-canigou.fr', { replyTo: [aMailbox('compta@garage-canlgou.fr')] })));
    expect(inShort(id)).toBe('several:weak C-1');
    expect(clues(id)).toContainEqual(expect.objectContaining({ kind: 'look-alike-domain', value: 'garage-canlgou.fr', place: 'reply-to', favours: false }));
    expect(said('compta@garage-canigou.fr', 'Bonjour', { replyTo: [aMailbox('zoe@orange.fr')] })).toBe('C-1');
    expect(said('compta@garage-canigou.fr', 'Bonjour', { cc: [aMailbox('compta@garage-canlgou.fr')] })).toBe('C-1');
  });
  test('another domain is no look-alike, the clerk’s word for it holds', () => {
    expect(inShort(found(threadOf(mailFrom('no-reply@portail-achats.fr', cites))))).toBe('C-1');
    const ledger = { ...LEDGER, choices: [{ scope: 'domain' as const, value: 'garage-canigou.com', debtor: debtorId('C-1') }] };
    expect(inShort(found(threadOf(mailFrom('compta@garage-canigou.com', cites)), ledger))).toBe('C-1');
  });
  test('a mail that came back is about the one whom it did not reach', () => {
    const bounce = (text: string): string => inShort(found(threadOf(mailFrom('mailer-daemon@atelier-nord.fr', { subject: 'Undelivered Mail Returned to Sender', text }))));
    expect(bounce('<compta@garage-canigou.fr>: host mx.garage-canigou.fr said: 550 User unknown')).toBe('C-1');
    expect(bounce('tramier@orange.fr (tramier@orange.fr)\nBoîte pleine')).toBe('C-2');
    expect(bounce('<x@inconnu.fr>: 550')).toBe('none:nothing-found');
    expect(bounce('<compta@garage-canigou.fr>: 550\n<a.peyron@menuiserie-peyron.fr>: 550')).toBe('several:contradiction C-1 C-3');
  });
  test('a platform that names the addressee by his address speaks of him; a machine elsewhere only suggests him', () => {
    const text = 'Destinataire : compta@garage-canigou.fr\nStatut : refusé';
    expect(said('no-reply@ar24.fr', text)).toBe('C-1');
    expect(said('no-reply@ailleurs.fr', text)).toBe('several:weak C-1');
    expect(said('marie@ailleurs.fr', text)).toBe('none:nothing-found');
  });
  test('a domain or a private address that is a customer’s whole name is a reason to ask, never to be sure', () => {
    const ledger = { debtors: [customer('N-1', 'SARL Serrurerie Valmont'), customer('N-2', 'Martin'), customer('N-3', 'Hôtel du Parc'), customer('N-4', 'Hôtel du Parc')], invoices: [invoice('FA-2026-0700', 'N-1')] };
    const ask = (from: string, text = 'Bonjour\n\nSerrurerie Valmont'): string => inShort(found(threadOf(mailFrom(from, { text })), ledger));
    expect(ask('contact@serrurerie-valmont.fr')).toBe('several:weak N-1');
    expect(ask('serrurerie.valmont@orange.fr')).toBe('several:weak N-1');
    expect(ask('contact@serrurerie-valmont.fr', 'La facture FA-2026-0700 est payée.')).toBe('N-1');
    expect(ask('martin@orange.fr', 'Bonjour')).toBe('none:nothing-found');
    expect(ask('hotelduparc@orange.fr', 'Bonjour')).toBe('several:weak N-3 N-4');
    expect(ask('contact@valmont.fr')).toBe('none:nothing-found');
  });
  test('a private address that bears a name without its trade, or beside a service, is a reason to ask', () => {
    const ledger = { debtors: [customer('N-1', 'Aquaculture Belle-Rivière'), customer('N-2', 'Garage Lucien Marchand'), customer('N-3', 'Menuiserie Valmont')] };
    const ask = (from: string): string => inShort(found(threadOf(mailFrom(from)), ledger));
    expect(ask('belleriviere.achats@orange.fr')).toBe('several:weak N-1');
    expect(ask('compta-aquaculture.belle-riviere@gmail.com')).toBe('several:weak N-1');
    expect(ask('lucien.marchand@sfr.fr')).toBe('several:weak N-2');
    expect(ask('valmont@orange.fr')).toBe('none:nothing-found');
    expect(ask('marchand@sfr.fr')).toBe('none:nothing-found');
    expect(ask('achats@orange.fr')).toBe('none:nothing-found');
    expect(ask('paul.marchand@sfr.fr')).toBe('none:nothing-found');
  });
  test('a look-alike that bears a customer’s whole name is told also without a number', () => {
    expect(said('x@menuiserie-peyron.com', 'Notre RIB change.')).toBe('none:look-alike');
  });
  test('a form of our own site speaks for the one to whom the answer goes, or whose address stands in it', () => {
    const form = (over: Partial<MailMessage>): string => inShort(found(threadOf(mailFrom('no-reply@atelier-nord.fr', { text: 'Nom : Zoé\nMessage : rappelez-moi', ...over }))));
    expect(form({ replyTo: [aMailbox('compta@garage-canigou.fr')] })).toBe('C-1');
    expect(form({ text: 'E-mail : compta@garage-canigou.fr\nMessage : rappelez-moi' })).toBe('C-1');
    expect(form({ text: 'E-mail : x@inconnu.fr\nMessage : rappelez-moi' })).toBe('none:own-mail');
    expect(inShort(found(threadOf(mailFrom(OURS.address, { from: OURS, text: 'Écris à compta@garage-canigou.fr' }))))).toBe('none:own-mail');
  });
  test('a number that a mail client broke behind its dash is one number', () => {
    expect(said('quelqu.un@sfr.fr', 'Nous avons reçu votre facture FA-2026-\n0297 ce matin.')).toBe('C-1');
    expect(said('quelqu.un@sfr.fr', 'facture FA\n2026\n0297')).toBe('none:nothing-found');
  });
  test('a tag behind the name of an address changes nothing', () => {
    expect(said('tramier+factures@orange.fr', 'Bonjour')).toBe('C-2');
    expect(said('quelqu.un+tramier@orange.fr', 'Bonjour')).toBe('none:nothing-found');
  });
  test('advertising at a customer’s domain is nobody’s letter', () => {
    expect(said('newsletter@garage-canigou.fr', 'Nos promotions. Se désabonner')).toBe('none:nothing-found');
    expect(said('newsletter@garage-canigou.fr', 'La facture FA-2026-0297 est payée.')).toBe('C-1');
  });
  test('somebody to whom we wrote beside a customer does not answer for that customer', () => {
    const ours = mailFrom(OURS.address, { id: 'm0', from: OURS, to: [aMailbox('devis@fournisseur-x.fr')], cc: [aMailbox('compta@garage-canigou.fr')] });
    expect(inShort(found(threadOf(ours, mailFrom('devis@fournisseur-x.fr'))))).toBe('several:weak C-1');
  });
  test('an answer below our words, quoted without a header', () => {
    expect(said('quelqu.un@sfr.fr', '> Bonjour,\n> votre facture FA-2026-0297 est échue.\n\nJe paie demain.')).toBe('C-1');
    expect(said('x@societe-inconnue.fr', '> la facture FA-2026-0297 est échue.\n\nVu.')).toBe('several:weak C-1');
  });
});
