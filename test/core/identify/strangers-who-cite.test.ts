import { describe, expect, test } from '@jest/globals';
import { customer, found, inShort, invoice, mailFrom, threadOf } from './story';

/** Its numbers are bare figures, as a meter's or a door's may be. */
const BARE = { debtors: [customer('B-1', 'Lensoise de Levage'), customer('B-2', 'Dentelles Caudrésis')], invoices: [invoice('700224', 'B-1'), invoice('700230', 'B-1'), invoice('700456', 'B-2')] };
const LETTERS = { debtors: [customer('L-1', 'Sté Marty-Cassagne'), customer('L-2', 'Chicorée Leroi Blanchard'), customer('L-3', 'Le Bureau Central')], invoices: [invoice('FA-2026-0695', 'L-1'), invoice('FA-2026-0696', 'L-1'), invoice('FA-2026-0406', 'L-2'), invoice('FA-2026-0410', 'L-3')] };
const told = (ledger: typeof BARE, text: string, from = 'suivi@recouvra-ouest.fr'): string => inShort(found(threadOf(mailFrom(from, { subject: 'Dossier', text })), ledger));

describe('bare figures of a stranger', () => {
  test.each([
    ['Débiteur : Lensoise de Levage. Sans suite pour 700224.', 'B-1'],
    ['Emetteur DENTELLES CAUDRESIS\nLibellé VIR SEPA 700456', 'B-2'],
  ])('are an invoice where its customer’s whole name stands beside them: %s', (text, debtor) => {
    expect(told(BARE, text)).toBe(debtor);
  });
  test.each(['Dossier 700224 sans suite.', 'Le compteur 700224 est à changer. Levage prévu lundi.', 'Lensoise de Levage, dossier 700456.'])('without it they say nothing: %s', (text) => {
    expect(told(BARE, text)).toMatch(/^none:/);
  });
});

describe('two numbers of one customer', () => {
  test('are hardly chance, whoever writes', () => {
    expect(told(LETTERS, 'Bonjour,\n\nFA-2026-0695 et FA-2026-0696 sont soldées depuis lundi.')).toBe('L-1');
    expect(told(BARE, 'Die Rechnungen 700224 und 700230 wurden am 12. November bezahlt.')).toBe('B-1');
  });
  test('of two customers, or one number said twice, are asked', () => {
    expect(told(LETTERS, 'FA-2026-0695 et FA-2026-0406 sont soldées.')).toMatch(/^several:/);
    expect(told(LETTERS, 'FA-2026-0695 est soldée. Je répète : FA-2026-0695.')).toMatch(/^several:weak/);
  });
  test('of somebody who wants to be paid are his own', () => {
    expect(told(LETTERS, 'Sauf erreur, nos factures FA-2026-0695 et FA-2026-0696 restent impayées. Merci de régler sur notre compte FR76 3000 6000 0112 3456 7890 189.')).not.toBe('L-1');
  });
});

describe('a third who pays', () => {
  const advice = (name: string): string => `Avis de virement\nDonneur d’ordre : Holding 3P\nIBAN FR76 1027 8700 0435 1603 1679 317\nPour le compte de : ${name}\nVotre facture : FA-2026-0695`;
  test('names whose invoice he pays, from an account of his own', () => {
    expect(told(LETTERS, advice('Sté Marty-Cassagne'))).toBe('L-1');
  });
  test('and names somebody else, or nobody: asked', () => {
    expect(told(LETTERS, advice('Chicorée Leroi Blanchard'))).toMatch(/^several:/);
    expect(told(LETTERS, advice('notre filiale'))).toMatch(/^several:/);
  });
});

describe('a name in small letters', () => {
  test('counts beside a number when it is long', () => {
    expect(told(LETTERS, 'pour chicoree leroi blanchard : FA-2026-0406 payee par carte')).toBe('L-2');
  });
  test('of common words it does not', () => {
    expect(told(LETTERS, 'voyez avec le bureau central pour FA-2026-0410')).toMatch(/^several:weak/);
  });
});
