import { describe, expect, test } from '@jest/globals';
import type { MailMessage } from '../../../src/core';
import { aMailbox } from '../builders';
import { COLLEAGUE, found, inShort, invoice, LEDGER, mailFrom, OURS, packOf, threadOf } from './story';

const said = (text: string, over: Partial<MailMessage> = {}): string => inShort(found(threadOf(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], subject: 'Question', text, ...over }))));

describe('a colleague, or our own program, writes to us of an invoice', () => {
  test.each(['Où en est la FA-2026-0297 ?', 'J’ai promis 5 % sur la FA 2026 297, tu peux faire l’avoir ?', 'Le client conteste les factures FA-2026-0297 et FA-2026-0310.', 'Il dit qu’il a payé la facture 2026-0297 hier.', 'Peux-tu annuler la FA-2026-0297 ?', 'Il faut refacturer, la FA-2026-0297 est fausse.', 'Chèque reçu ce matin pour la FA-2026-0297.', 'Virement arrivé pour FA-2026-0297, à lettrer.'])('it is its customer: "%s"', (text) => {
    expect(said(text)).toBe('C-1');
  });
  test('in the subject, from a program of ours', () => {
    expect(said('Statut : litige', { from: aMailbox('no-reply@atelier-nord.fr'), subject: 'FA-2026-0297 en litige' })).toBe('C-1');
  });
  test('invoices of two customers: both', () => {
    expect(said('Relance la FA-2026-0297 et la FA-2026-0301.')).toBe('several:contradiction C-1 C-2');
  });
  test.each([
    'Peux-tu régler la facture FA-2026-0297 du fournisseur ?', 'Bon à payer pour la FA-2026-0297.', 'Reçu la facture FA-2026-0297 de notre sous-traitant.', 'La facture FA-2026-0297 est à mettre en paiement.', 'Tu peux la payer ? FA-2026-0297', 'Leur facture FA-2026-0297 est arrivée.',
    'Please pay FA-2026-0297, the supplier is waiting.', 'Notre facture d’électricité FA-2026-0297 est arrivée.', 'Reçu ce matin la facture FA-2026-0297 de Lambert Plomberie, à qui je l’impute ?', 'Vois la FA-2026-0297 de Métal Sud.', 'Virement fait pour la FA-2026-0297.', 'La FA-2026-0297 est payée.', 'J’ai reçu la facture FA-2026-0297, le client final attend.',
  ])('what may be an invoice that we owe is asked: "%s"', (text) => {
    expect(said(text)).toBe('several:weak C-1');
  });
  test('a SIREN of another customer beside it: both', () => {
    expect(said('Relance la FA-2026-0297, SIREN 443 061 841.')).toBe('several:contradiction C-1 C-3');
  });
  test('a scan, or a mail passed on without its text, may hold a supplier’s invoice: asked', () => {
    expect(said('Numérisé.', { attachmentNames: ['FA-2026-0297.pdf'] })).toBe('several:weak C-1');
    expect(said('', { subject: 'TR: Facture FA-2026-0297' })).toBe('several:weak C-1');
  });
  test('figures alone, or a number that fits another customer’s too, are asked', () => {
    const ledger = { debtors: LEDGER.debtors, invoices: [invoice('20260297', 'C-1')] };
    expect(inShort(found(threadOf(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], text: 'Vu pour 20260297, relance-le.' })), ledger))).toBe('several:weak C-1');
    expect(said('Relance la facture 2026-0302.')).toBe('several:contradiction C-2 C-3');
  });
  test('in a thread with another customer: both', () => {
    const theirs = mailFrom('a.peyron@menuiserie-peyron.fr', { id: 'm0', to: [COLLEAGUE] });
    expect(inShort(found(threadOf(theirs, mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], text: 'Et la FA-2026-0297 ?' }))))).toBe('several:contradiction C-1 C-3');
  });
  test('an earlier mail among ourselves counts alike; one to a supplier does not', () => {
    const thread = (text: string, to: string): string => {
      const before = mailFrom(OURS.address, { id: 'm0', from: OURS, to: [aMailbox(to)], text });
      return inShort(found(threadOf(before, mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], text: 'Vu, merci.' }))));
    };
    expect(thread('Où en est la FA-2026-0297 ?', COLLEAGUE.address)).toBe('C-1');
    expect(thread('On doit payer la FA-2026-0297 ?', COLLEAGUE.address)).toBe('several:weak C-1');
    expect(thread('Bien reçu FA-2026-0297.', 'ventes@fournisseur-inconnu.fr')).not.toBe('C-1');
  });
  test('a colleague answers above our own words, of which the mail client prints no address', () => {
    const quoted = (text: string): string => said(`Vu.\n\nDe : Marie Lefèvre\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : Service comptable\nObjet : Relance\n\n${text}`);
    expect(quoted('Votre facture FA-2026-0297 est échue.')).toBe('C-1');
    expect(quoted('La facture FA-2026-0297 du fournisseur est à payer.')).toBe('several:weak C-1');
  });
  test('a stranger in copy is no colleague', () => {
    expect(said('Où en est la FA-2026-0297 ?', { cc: [aMailbox('x@societe-inconnue.fr')] })).toBe('C-1');
    expect(inShort(found(threadOf(mailFrom('x@societe-inconnue.fr', { text: 'Où en est la FA-2026-0297 ?' })), LEDGER, packOf(LEDGER)))).toBe('several:weak C-1');
  });
});
