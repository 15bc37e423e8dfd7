import { describe, expect, test } from '@jest/globals';
import type { MailMessage } from '../../../src/core';
import { found, inShort, invoice, LEDGER, mailFrom, packOf, threadOf } from './story';

const said = (from: string, text: string, over: Partial<MailMessage> = {}): string => inShort(found(threadOf(mailFrom(from, { text, ...over }))));

describe('who calls an invoice his own and says that he has paid it', () => {
  test.each(['Ma facture FA-2026-0297 est déjà réglée, voyez avec votre livreur.', 'J’ai payé ma facture FA-2026-0297 hier.', 'Nous avons bien réglé notre facture FA-2026-0297.', 'Ma facture FA-2026-0297 est payée depuis juin.', 'I have already paid my invoice FA-2026-0297.'])('is the customer who received it: "%s"', (text) => {
    expect(said('quelqu.un@sfr.fr', text)).toBe('C-1');
  });
  test.each(['Avez-vous déjà réglé notre facture FA-2026-0297 ?', 'Notre facture FA-2026-0297 est-elle déjà payée ?', 'Ma facture FA-2026-0297 n’est pas réglée.', 'Merci, notre facture FA-2026-0297 est bien réglée.', 'Vous avez déjà réglé notre facture FA-2026-0297.', 'J’ai payé le transporteur, veuillez régler ma facture FA-2026-0297.', 'La précédente est déjà réglée, il reste ma facture FA-2026-0297.', 'Nous avons réglé le chantier. Ci-dessous notre facture FA-2026-0297.'])('is asked as before where he may be who is paid: "%s"', (text) => {
    expect(said('quelqu.un@sfr.fr', text)).not.toBe('C-1');
  });
  test('an unknown company stays a question', () => {
    expect(said('x@societe-inconnue.fr', 'Nous avons bien réglé notre facture FA-2026-0297.')).toBe('several:weak C-1');
  });
});

describe('an invoice in other languages', () => {
  const ledger = { debtors: LEDGER.debtors, invoices: [invoice('20260297', 'C-1')] };
  const ask = (text: string): string => inShort(found(threadOf(mailFrom('quelqu.un@sfr.fr', { text })), ledger, packOf(ledger)));
  test.each(['Rechnung 20260297', 'la factura n.º 20260297', 'la fattura 20260297', 'de factuur 20260297', 'as faturas 20260297'])('"%s"', (text) => {
    expect(ask(text)).toBe('C-1');
  });
  test.each(['Anbei unsere Rechnung 20260297', 'nuestra factura 20260297', 'la nostra fattura 20260297', 'onze factuur 20260297'])('of the writer’s own: "%s"', (text) => {
    expect(ask(text)).toBe('several:weak C-1');
  });
});

describe('a bare number', () => {
  const ledger = { debtors: LEDGER.debtors, invoices: [invoice('202602', 'C-1')] };
  const ask = (subject: string, text: string): string => inShort(found(threadOf(mailFrom('quelqu.un@sfr.fr', { subject, text })), ledger, packOf(ledger)));
  test('of which a copy is asked for may be an invoice: asked', () => {
    expect(ask('n°202602', 'Merci de renvoyer ce document, il est illisible.')).toBe('several:weak C-1');
    expect(ask('n°202602', 'Merci de me rappeler.')).toBe('none:nothing-found');
  });
});

describe('a platform of electronic invoices', () => {
  test.each(['Motif : adresse de facturation inconnue.', ''])('that tells us of a refused invoice speaks of ours: "%s"', (text) => {
    expect(said('depot@plateforme-inconnue.fr', text, { subject: 'Facture refusée', attachmentNames: ['FA-2026-0297.xml'] })).toBe('C-1');
  });
  test.each(['Facture FA-2026-0297\nStatut : 213 - Rejetée', 'Cycle de vie\nFacture : FA-2026-0297\nStatut 211 : paiement transmis'])('by its status: "%s"', (text) => {
    expect(said('statuts@plateforme-inconnue.fr', text, { subject: 'Facture' })).toBe('C-1');
  });
  test.each([
    ['depot@plateforme-inconnue.fr', 'Vous avez refusé la facture FA-2026-0297.'], ['depot@plateforme-inconnue.fr', 'Nouvelle facture fournisseur reçue : FA-2026-0297, statut 202'], ['depot@plateforme-inconnue.fr', 'La facture FA-2026-0297 est disponible.'], ['depot@plateforme-inconnue.fr', 'Facture FA-2026-0297\nStatut : 203 - Mise à disposition'],
    ['marie@societe-inconnue.fr', 'La facture FA-2026-0297 est refusée.'],
  ])('%s is asked or left alone: "%s"', (from, text) => {
    expect(said(from, text)).not.toBe('C-1');
  });
});

describe('a file that bears nothing but a number', () => {
  const sent = (text: string, file: string, from = 'quelqu.un@sfr.fr'): string => said(from, text, { subject: '', attachmentNames: [file] });
  test('from a private address that says nothing of money may be a supplier’s invoice: asked', () => {
    expect(sent('', 'FA-2026-0297.pdf')).toBe('several:weak C-1');
    expect(sent('Bonjour, bonne journée.', 'facture FA-2026-0297.pdf')).toBe('several:weak C-1');
  });
  test('with words of paying or contesting, or a name that says more, it is the customer’s', () => {
    expect(sent('Je conteste, voir pièce jointe.', 'FA-2026-0297.pdf')).toBe('C-1');
    expect(sent('Voir pj', 'FA-2026-0297 signée.pdf')).toBe('C-1');
    expect(sent('', 'virement_FA-2026-0297.pdf')).toBe('C-1');
    expect(sent('', 'FA-2026-0297.pdf', 'compta@garage-canigou.fr')).toBe('C-1');
  });
});

describe('what we wrote as a buyer', () => {
  const answer = (ours: string, subject = 'Votre facture'): string =>
    `Bonjour, nous regardons.\n\nDe : Marie Lefèvre <marie.lefevre@atelier-nord.fr>\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : x@societe-inconnue.fr\nObjet : ${subject}\n\nBonjour,\n\n${ours}`;
  test.each(['Votre facture FA-2026-0297 ne correspond pas à notre commande.', 'Nous contestons votre facture FA-2026-0297.', 'Nous vous avons réglé la facture FA-2026-0297 le 3.', 'Pouvez-vous nous donner votre RIB pour la FA-2026-0297 ?'])('names no customer in the answer of a company that the ledger does not know: "%s"', (ours) => {
    expect(said('x@societe-inconnue.fr', answer(ours))).toBe('several:weak C-1');
  });
  test('in the subject alone neither', () => {
    expect(said('x@societe-inconnue.fr', answer('Merci de rappeler.', 'Litige facture FA-2026-0297'))).toBe('several:weak C-1');
  });
  test('what we wrote as a seller does', () => {
    expect(said('x@societe-inconnue.fr', answer('Nous n’avons pas reçu votre règlement de la facture FA-2026-0297.'))).toBe('C-1');
  });
});
