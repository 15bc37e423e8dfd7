import { describe, expect, test } from '@jest/globals';
import { spokenName } from '../../../src/core/identify/spoken-name';
import { indexWords } from '../../../src/core/identify/names';
import { aMailbox } from '../builders';
import type { Clue } from '../../../src/core';
import { COLLEAGUE, customer, found, inShort, invoice, mailFrom, OURS, threadOf } from './story';

const said = (name: string, text: string): string | null => spokenName(indexWords(text), name);

describe('a company’s name as people and banks shorten it', () => {
  test.each([
    ['Coopérative fruitière du Vercors', 'VIR SEPA /DE COOP FRUITIERE DU VERCORS /MOTIF', 'COOP FRUITIERE DU VERCORS'],
    ['Centre hospitalier de Brindas', 'TRESORERIE P/C CH BRINDAS 8990,09', 'CH BRINDAS'],
    ['Lycée polyvalent Vaucanson', 'Établissement : LPO VAUCANSON', 'LPO VAUCANSON'],
    ['Communauté de communes du Haut-Verdon', 'Mandat de la COMCOM HAUT VERDON', 'COMCOM HAUT VERDON'],
    ['Syndicat des copropriétaires Les Glycines', 'Pour le SDC LES GLYCINES', 'SDC LES GLYCINES'],
    ['Menuiserie Peyronnet', 'Émetteur : Menuis. Peyronnet', 'MENUIS PEYRONNET'],
    ['Garage Bellerive', 'garage BELLE RIVE', null],
    ['Fromagerie Belle-Rive', 'FROMAGERIE BELLERIVE', 'FROMAGERIE BELLERIVE'],
    ['Crèche Les P’tits Bouts', 'Débitrice : Crèche Les P’tits Bouts.', 'CRECHE LES P TITS BOUTS'],
    ['Commune de Saint-Ambrois', 'Destinataire : MAIRIE DE ST AMBROIS', 'MAIRIE DE ST AMBROIS'],
    ['Mairie de Brindas', 'la Ville de Brindas', 'VILLE DE BRINDAS'],
    ['Garage Saint Paul', 'le Garage St-Paul', 'GARAGE ST PAUL'],
    ['COOP FRUITIERE VERCORS', 'la Coopérative fruitière du Vercors', 'COOPERATIVE FRUITIERE DU VERCORS'],
    ['CH BRINDAS', 'le service des achats du Centre hospitalier de Brindas', 'CENTRE HOSPITALIER DE BRINDAS'],
    ['SDC LES GLYCINES', 'Syndicat des copropriétaires Les Glycines', 'SYNDICAT DES COPROPRIETAIRES LES GLYCINES'],
  ])('%s: "%s"', (name, text, written) => {
    expect(said(name, text)).toBe(written);
  });
  test.each([
    ['Garage Martinez', 'Garage Martin'], ['Garage Martin', 'Garage Martinez'], ['Val Transports', 'Valmont Transports'], ['Transports Valmont', 'Transports Val'], ['Centre hospitalier de Brindas', 'Brindas'], ['Centre hospitalier de Brindas', 'CH de Mornant'],
    ['Centre hospitalier de Brindas', 'le ch brindas'], ['Lycée polyvalent Vaucanson', 'rue Vaucanson, LP'], ['Coopérative Fruitière', 'Coop'], ['Mairie de Brindas', 'École de Brindas'], ['CH Brindas', 'Clinique de Brindas'], ['MART TRANSPORTS', 'Martinez Transport'],
  ])('"%s" is not "%s"', (name, text) => {
    expect(said(name, text)).toBeNull();
  });
  test('nor found in five million letters of almost the same words in more than a moment', () => {
    const before = Date.now();
    expect(said('Coopérative agricole fruitière du Vercors', 'Coop Vercors agricole '.repeat(200_000))).toBeNull();
    expect(Date.now() - before).toBeLessThan(5_000);
  });
});

describe('a shortened name', () => {
  const ledger = {
    debtors: [customer('S-1', 'Coopérative fruitière du Vercors'), customer('S-2', 'Coopérative fruitière du Vercors Nord', { mail: ['compta@fruits.fr'] }), customer('S-3', 'Transports Delorme Express', { mail: ['x@fruits.fr'] })],
    invoices: [invoice('FA-2026-0801', 'S-1'), invoice('FA-2026-0802', 'S-2')],
  };
  test('supports a number that a bank cites, and the clue shows what is written', () => {
    const id = found(threadOf(mailFrom('notif@credit-inconnu.fr', { subject: 'Avis d’opéré', text: 'VIR SEPA RECU /DE COOP FRUITIERE DU VERCORS /MOTIF FACT FA-2026-0801' })), ledger);
    expect(inShort(id)).toBe('S-1');
    expect(id.kind === 'one' && id.candidate.clues.map((c: Clue) => [c.kind, c.value, c.place])).toContainEqual(['name', 'COOP FRUITIERE DU VERCORS', 'message']);
  });
  test('does not choose among companies that share a domain', () => {
    expect(inShort(found(threadOf(mailFrom('y@fruits.fr', { text: 'Pour les Transp. Delorme Express' })), ledger))).toBe('several:shared S-2 S-3');
    expect(inShort(found(threadOf(mailFrom('y@fruits.fr', { text: 'Pour les Transports Delorme Express' })), ledger))).toBe('S-3');
  });
});

test('a colleague passes on a mail whose header prints a company’s name only: with its invoice cited below, that company', () => {
  const ledger = { debtors: [customer('D-1', 'Delombre Frères'), customer('D-2', 'Autre')], invoices: [invoice('FA-2026-0901', 'D-1'), invoice('FA-2026-0902', 'D-2')] };
  const ask = (name: string, number: string): string =>
    inShort(found(threadOf(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], cc: [aMailbox('recouvrement@atelier-nord.fr')], subject: 'TR: rappel', text: `Voir dessous.\n\nDe : ${name}\nEnvoyé : mercredi 4 novembre 2026 08:11\nÀ : Paul Garnier\nObjet : rappel\n\nPaul,\nta ${number} je la conteste.` })), ledger));
  expect(ask('Delombre Frères', 'FA-2026-0901')).toBe('D-1');
  expect(ask('Delombre Frères', 'FA-2026-0902')).toBe('several:weak D-2');
  expect(ask('Luc', 'FA-2026-0901')).toBe('several:weak D-1');
});
