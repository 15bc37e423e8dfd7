import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { hintsOf, identify, passageOf } from '../../../src/core';
import type { Debtor, Identification, MailMessage, MailThread } from '../../../src/core';
import { evidenceView } from '../../../src/core/panel/evidence';
import { aMailbox, aThread } from '../builders';
import { lookUpIn, type Ledger } from './in-memory-look-up';
import { CANIGOU, COLLEAGUE, found, GROUP_A, GROUP_B, inShort, LEDGER, mailFrom, OURS, packOf, PEYRON, threadOf, TRAMIER } from './story';

const TRAMIERS = 'FR1420041010050500013M02606';
const PEYRONS = 'FR7610107001011234567890129';
const CANIGOUS = 'DE89370400440532013000';
const ONDAINES = 'BE71096123456769';
/** Our own, of the company profile. */
const OWN = 'FR7630006000011234567890189';
const STRANGE = 'GB33BUKB20201555555555';

const banked = (debtor: Debtor, ...ibans: readonly string[]): Debtor => ({ ...debtor, ibans });
const ledger: Ledger = { ...LEDGER, debtors: [banked(CANIGOU, CANIGOUS), banked(TRAMIER, TRAMIERS), banked(PEYRON, PEYRONS), banked(GROUP_A, ONDAINES, OWN), banked(GROUP_B, ONDAINES)] };
const ACCOUNTANT = 'cabinet@expert-sud.fr';
const of = (from: string, text: string, over: Partial<MailMessage> = {}): string => inShort(found(threadOf(mailFrom(from, { text, ...over })), ledger));

describe('the account from which a customer pays', () => {
  test.each([
    [`Virement depuis le compte ${TRAMIERS}`], ['IBAN débiteur : FR14 2004 1010 0505 0001 3M02 606'], ['iban fr14-2004-1010-0505-0001-3m02-606.'], [`Bonjour,\n\nVoici.\n\n--\nCabinet\n${TRAMIERS}`],
  ])('tells for which of its customers an accountant writes: %s', (text) => {
    expect(inShort(found(threadOf(mailFrom(ACCOUNTANT)), ledger))).toBe('several:shared C-2 C-3');
    expect(of(ACCOUNTANT, text)).toBe('C-2');
    expect(inShort(found(threadOf(mailFrom(ACCOUNTANT, { text })), LEDGER))).toBe('several:shared C-2 C-3');
  });

  test('supports a number that a stranger cites, and says so in words and place', () => {
    const citing = 'Bonjour,\n\nLa facture FA-2026-0297 a été virée.';
    expect(of('x@inconnu.fr', citing)).toBe('several:weak C-1');
    const thread = threadOf(mailFrom('x@inconnu.fr', { text: `${citing}\nCompte débité : ${CANIGOUS}` }));
    const id = found(thread, ledger);
    expect(inShort(id)).toBe('C-1');
    if (id.kind !== 'one') return;
    expect(evidenceView(id.candidate, 'fr')?.clues.map(({ text }) => text)).toContain('IBAN du client, fin 3000 (message)');
    const clue = id.candidate.clues.find(({ kind }) => kind === 'iban');
    expect(clue).toBeDefined();
    if (clue !== undefined) expect(passageOf(thread, packOf(ledger), clue)?.hit).toBe(CANIGOUS);
  });

  test.each<[string, string, string, string]>([
    ['nobody’s account says nothing', ACCOUNTANT, `Compte ${STRANGE}`, 'several:shared C-2 C-3'],
    ['the account of a customer whom nothing else suggests says nothing', ACCOUNTANT, `Compte ${CANIGOUS}`, 'several:shared C-2 C-3'],
    ['accounts of both leave both', ACCOUNTANT, `Comptes ${TRAMIERS} et ${PEYRONS}`, 'several:shared C-2 C-3'],
    ['an invoice says more than the account', ACCOUNTANT, `Facture FA-2026-0302 payée depuis ${TRAMIERS}`, 'C-3'],
    ['alone it names nobody', 'x@inconnu.fr', `Compte ${CANIGOUS}`, 'none:nothing-found'],
    ['a wrong check digit is no account', ACCOUNTANT, 'Compte FR1520041010050500013M02606', 'several:shared C-2 C-3'],
    ['an account that two customers share tells neither', 'direction@ondaine.fr', `Compte ${ONDAINES}`, 'several:shared C-5 C-6'],
    ['our own never counts, even where the ledger gives it to a customer', 'direction@ondaine.fr', `Merci de virer sur ${OWN}`, 'several:shared C-5 C-6'],
    ['it decides no contradiction', 'a.peyron@menuiserie-peyron.fr', `Facture FA-2026-0297 payée depuis ${PEYRONS}`, 'several:contradiction C-1 C-3'],
    ['who calls the invoice his own is asked about', 'x@inconnu.fr', `Notre facture FA-2026-0297 date du 3.\nCompte ${CANIGOUS}`, 'several:weak C-1'],
    ['beside a stranger’s account, too', 'x@inconnu.fr', `La facture FA-2026-0297 a été virée.\nCompte ${CANIGOUS}, compte ${STRANGE}`, 'several:weak C-1'],
    ['who asks for money on it stays a supplier', 'x@inconnu.fr', `Ci-joint notre facture FA-2026-0297, à régler sur le compte ${CANIGOUS}`, 'none:supplier'],
  ])('%s', (_, from, text, expected) => {
    expect(of(from, text)).toBe(expected);
  });

  test('where the name says another, both are asked for', () => {
    expect(of(ACCOUNTANT, 'Pour la Boulangerie Tramier.')).toBe('C-2');
    expect(of(ACCOUNTANT, `Pour la Boulangerie Tramier, compte ${PEYRONS}.`)).toBe('several:shared C-2 C-3');
    expect(of(ACCOUNTANT, `Pour la Boulangerie Tramier, compte ${TRAMIERS}.`)).toBe('C-2');
  });

  test('a source that tells one account of two customers is not believed to tell them apart', () => {
    const thread = threadOf(mailFrom(ACCOUNTANT, { text: `Compte ${TRAMIERS}` }));
    const pack = packOf(ledger);
    const hits = lookUpIn(ledger)(hintsOf(thread, pack));
    const loose = { ...hits, debtors: hits.debtors.map((debtor) => ({ ...debtor, ibans: [TRAMIERS, ...(debtor.ibans ?? [])] })) };
    expect(inShort(identify(thread, loose, pack))).toBe('several:shared C-2 C-3');
    const id = identify(thread, loose, pack);
    expect(id.kind === 'several' && id.candidates.some(({ clues }) => clues.some(({ kind }) => kind === 'iban'))).toBe(false);
  });

  test('somebody who only looks like the customer is not believed for his account', () => {
    const alike = 'compta@garage-canigou.com';
    const text = 'La facture FA-2026-0297 est payée.';
    const kindOf = (words: string): string => found(threadOf(mailFrom(alike, { text: words })), ledger).kind;
    expect(kindOf(text)).not.toBe('one');
    expect(kindOf(`${text}\nCompte ${CANIGOUS}`)).not.toBe('one');
  });
});

describe('whatever accounts a ledger and a mail hold', () => {
  const accounts = [TRAMIERS, PEYRONS, CANIGOUS, ONDAINES, OWN, STRANGE];
  const pool = [CANIGOU, TRAMIER, PEYRON, GROUP_A, GROUP_B];
  const banks = fc.array(fc.subarray(accounts, { maxLength: 3 }), { minLength: 5, maxLength: 5 }).map((given): Ledger => ({ ...LEDGER, debtors: pool.map((debtor, at) => banked(debtor, ...(given[at] ?? []))) }));
  const sentence = fc.constantFrom('Bonjour', 'La facture FA-2026-0297 est payée.', 'Ci-joint notre facture FA-2026-0302, à régler.', 'Menuiserie Peyron', 'SIREN 732 829 320', 'Merci de me rappeler.', '\nLe 16/11/2026 à 09:12, Marie <marie.lefevre@atelier-nord.fr> a écrit :\n> facture FA-2026-0301', ...accounts.map((a) => `IBAN ${a}`));
  const from = fc.constantFrom('x@inconnu.fr', ACCOUNTANT, 'tramier@orange.fr', 'z@sfr.fr', 'direction@ondaine.fr', 'a@garage-canigou.com', COLLEAGUE.address);
  const thread = fc.record({ from, text: fc.array(sentence, { maxLength: 5 }).map((s) => s.join('\n')) }).map(({ from: sender, text }): MailThread => aThread({ messages: [mailFrom(sender, { from: aMailbox(sender), to: [OURS], text })] }));
  const found2 = (t: MailThread, l: Ledger): Identification => identify(t, lookUpIn(l)(hintsOf(t, packOf(l))), packOf(l));

  test('none stays none, one stays the same or is asked, and no other customer comes up than without them', () => {
    let [none, one, decided] = [0, 0, 0];
    fc.assert(fc.property(thread, banks, (t, l) => {
      const [before, after] = [found2(t, LEDGER), found2(t, l)];
      if (before.kind === 'none') {
        none += 1;
        expect(after.kind).toBe('none');
      }
      if (before.kind === 'one') {
        one += 1;
        if (after.kind === 'one') expect(after.candidate.debtor.id).toBe(before.candidate.debtor.id);
      }
      if (before.kind === 'several' && after.kind === 'one') {
        decided += 1;
        expect(before.candidates.map(({ debtor }) => debtor.id)).toContain(after.candidate.debtor.id);
      }
    }), { numRuns: 2_000 });
    expect([none > 50, one > 50, decided > 10]).toEqual([true, true, true]);
  });

  test('no account is among the hints', () => {
    const shapes = ['AA99999999999999999999', 'AA9999999999999999999999999', 'AA9999999999999999999A99999', '9999999999999999', 'AAAA9999', '99999'];
    fc.assert(fc.property(thread, banks, (t, l) => {
      const text = JSON.stringify(hintsOf(t, packOf(l, { numberShapes: shapes }))).replace(/[^A-Z0-9]/g, '');
      for (const account of accounts) expect([account, text.includes(account), text.includes(account.slice(4))]).toEqual([account, false, false]);
    }), { numRuns: 1_000 });
  });
});
