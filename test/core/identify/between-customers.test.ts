import { describe, expect, test } from '@jest/globals';
import type { MailMessage } from '../../../src/core';
import { aMailbox } from '../builders';
import { CANIGOU, COLLEAGUE, LEDGER, OURS, PEYRON, customer, found, inShort, invoice, mailFrom, threadOf } from './story';

const told = (message: MailMessage, ledger = LEDGER): string => inShort(found(threadOf(message), ledger));
const PEYRONS = aMailbox('a.peyron@menuiserie-peyron.fr', 'A. Peyron');

describe('customers who write to each other', () => {
  const talking = { to: [PEYRONS], cc: [OURS], text: 'Nous partageons la location du 12 octobre ?' };

  test('about which of them is asked, whether we only read along or are written to as well', () => {
    expect(told(mailFrom('compta@garage-canigou.fr', { ...talking, to: [OURS, PEYRONS], cc: [] }))).toBe(`several:contradiction ${CANIGOU.id} ${PEYRON.id}`);
    expect(told(mailFrom('compta@garage-canigou.fr', talking))).toBe(`several:contradiction ${CANIGOU.id} ${PEYRON.id}`);
  });

  test('written to us with the other in copy, it is its sender’s mail', () => {
    expect(told(mailFrom('compta@garage-canigou.fr', { ...talking, to: [OURS], cc: [PEYRONS] }))).toBe(CANIGOU.id);
  });

  test('an invoice that is cited still decides', () => {
    expect(told(mailFrom('compta@garage-canigou.fr', { ...talking, text: 'Nous réglons la facture FA-2026-0297.' }))).toBe(CANIGOU.id);
    expect(told(mailFrom('compta@garage-canigou.fr', { ...talking, to: [OURS], cc: [PEYRONS], text: 'Nous réglons la facture FA-2026-0297.' }))).toBe(CANIGOU.id);
  });

  test('their conversation, passed on by a colleague, is asked', () => {
    const quoted = (from: string): string => `À vous de voir.\n\nDe : Canigou <compta@garage-canigou.fr>\nEnvoyé : lundi 16 novembre 2026 12:00\nÀ : ${from}\nObjet : benne\n\nPas nous en tout cas.\n\nDe : ${from}\nEnvoyé : lundi 16 novembre 2026 08:00\nÀ : Canigou <compta@garage-canigou.fr>\nObjet : benne\n\nQui paye ?\n`;
    const passedOn = (from: string): string => told(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], subject: 'TR: benne', text: quoted(from) }));
    expect(passedOn('A. Peyron <a.peyron@menuiserie-peyron.fr>')).toBe(`several:contradiction ${CANIGOU.id} ${PEYRON.id}`);
    expect(passedOn('Paul Garnier <paul.garnier@atelier-nord.fr>')).toBe(CANIGOU.id);
  });
});

describe('a group’s address and the name below the mail', () => {
  const group = { debtors: [customer('G-1', 'Orval Promotion', { mail: ['factures@orval.fr'] }), customer('G-2', 'Orval Uriage', { mail: ['factures@orval.fr'] })], invoices: [] };
  test('a signature is the group’s: it does not tell which company', () => {
    expect(told(mailFrom('factures@orval.fr', { text: 'Bonjour,\n\nMerci d’annuler votre facture.\n\nCordialement,\nAnouk Perrolaz\nOrval Promotion\nTél. : 04 76 00 00 00' }), group)).toBe('several:shared G-1 G-2');
  });
  test('what the mail itself says does', () => {
    expect(told(mailFrom('factures@orval.fr', { subject: 'Orval Uriage', text: 'Bonjour,\n\nMerci d’annuler votre facture.' }), group)).toBe('G-2');
  });
});

describe('a number of a stranger, and a word of the customer’s name', () => {
  const ledger = { debtors: [customer('P-1', 'SARL PHIMAR (RESTAURANT L’ANCHOIADE)', { mail: ['phimar@gmail.com'] }), customer('P-2', 'Garage Central Lyon')], invoices: [invoice('FA-2026-0510', 'P-1'), invoice('FA-2026-0511', 'P-2')] };
  const stranger = (text: string): string => told(mailFrom('tresorerie@holding-marcillant.fr', { text }), ledger);
  test('the two name him together', () => {
    expect(stranger('Notre holding paie la FA-2026-0510 pour le compte de sa filiale Phimar.')).toBe('P-1');
  });
  test.each([['the number alone', 'Notre holding paie la FA-2026-0510.'], ['a word that many companies bear', 'Le Garage paie la FA-2026-0511.'], ['a word in small letters', 'La centrale paie la FA-2026-0511.']])('%s is asked', (_, text) => {
    expect(stranger(text)).toMatch(/^several:weak P-/);
  });
  test('the name without the number says nothing', () => {
    expect(stranger('Notre holding paiera bientôt Phimar.')).toBe('none:nothing-found');
  });
});
