import { describe, expect, test } from '@jest/globals';
import type { MailMessage } from '../../../src/core';
import { customer, found, inShort, invoice, LEDGER, mailFrom, threadOf } from './story';

const ledger = {
  debtors: [...LEDGER.debtors, customer('B-1', 'Caisse du Ventoux', { mail: ['travaux@caisse-ventoux.fr'] }), customer('B-2', 'Mutuelle Verdon', { mail: ['achats@verdon.fr'] }), customer('B-3', 'Hôtel des Cimes', { mail: ['compta@hotel-cimes.fr'] })],
  invoices: [...(LEDGER.invoices ?? []), invoice('FA-2026-0501', 'B-1'), invoice('FA-2026-0502', 'B-2')],
};
const said = (from: string, text: string, over: Partial<MailMessage> = {}): string => inShort(found(threadOf(mailFrom(from, { text, ...over })), ledger));

describe('a bank or an insurer that is itself a customer', () => {
  test.each([
    ['avis@caisse-ventoux.fr', 'Donneur d’ordre : GARAGE DU CANIGOU\nMontant : 1 200,00 €\nMotif : virement', 'several:weak B-1'],
    ['travaux@caisse-ventoux.fr', 'Votre compte a été crédité de 63,10 €. Émetteur : M. TRUC', 'several:weak B-1'],
    ['garanties@verdon.fr', 'Acheteur : HOTEL DE LA GARE\nNouvelle garantie : 5 000 €', 'several:weak B-2'],
  ])('%s tells of somebody else’s money: it is asked whom it is about', (from, text, answer) => {
    expect(said(from, text, { subject: 'Avis' })).toBe(answer);
  });
  test('with the invoice and the name of the one who paid, it is he', () => {
    expect(said('avis@caisse-ventoux.fr', 'Virement reçu\nDonneur d’ordre : GARAGE DU CANIGOU\nMotif : FA-2026-0297')).toBe('C-1');
    expect(said('avis@caisse-ventoux.fr', 'Virement reçu\nDonneur d’ordre : M. TRUC\nMotif : FA-2026-0297')).toMatch(/^several/);
  });
  test('writing of its own invoice, or of anything else, it is the customer', () => {
    expect(said('travaux@caisse-ventoux.fr', 'Votre facture FA-2026-0501 sera payée vendredi.')).toBe('B-1');
    expect(said('travaux@caisse-ventoux.fr', 'Bonjour, merci de me rappeler.')).toBe('B-1');
    expect(said('travaux@caisse-ventoux.fr', 'Nous avons émis un virement pour FA-2026-0501.')).toBe('B-1');
  });
  test('another customer who tells of a transfer is the customer', () => {
    expect(said('compta@hotel-cimes.fr', 'Virement reçu ? Donneur d’ordre : Hôtel des Cimes')).toBe('B-3');
  });
});
