import { describe, expect, test } from '@jest/globals';
import { hintsOf } from '../../../src/core';
import type { DebtorHints, MailMessage } from '../../../src/core';
import { aMailbox, aPack, aProfile, aThread } from '../builders';
import { LEDGER, mailFrom, OURS, packOf, threadOf } from './story';

const pack = packOf(LEDGER);
const sentFor = (over: Partial<MailMessage>, from = 'zoe@client.fr'): DebtorHints => hintsOf(threadOf(mailFrom(from, over)), pack);
const numbersIn = (text: string, shapes: readonly string[]): readonly string[] => hintsOf(threadOf(mailFrom('zoe@client.fr', { text })), aPack({ numberShapes: shapes })).numbers;

describe('what leaves the client', () => {
  test('addresses of others, their company domains, numbers, identifiers, references and the key, nothing else', () => {
    const text = [
      'Bonjour Marie, ici Zoé Martin du Garage du Canigou.', 'La facture FA-2026-0297 de 1 250,00 € du 12/10/2026 est payée depuis l’IBAN FR14 2004 1010 0505 0001 3M02 606, carte 4242 4242 4242 4242.',
      'Tél. 04 68 12 34 56 / +33 6 12 34 56 78. Suite à votre Réf. R-7K3F, commande n° 20261234.', 'Cordialement', 'Zoé Martin', 'Garage du Canigou, 12 rue des Tilleuls, 66000 Perpignan', 'SIRET 732 829 320 00074 - TVA FR 44 732 829 320',
    ].join('\n');
    expect(sentFor({ text, cc: [aMailbox('paul@sfr.fr', 'Paul')] })).toEqual({
      addresses: ['zoe@client.fr', 'paul@sfr.fr'],
      domains: ['client.fr'],
      numbers: ['FA-2026-0297'],
      sirens: ['732829320'],
      vats: ['FR44732829320'],
      references: ['R-7K3F'],
      thread: 'thread-1',
    });
  });

  test('nothing of ours: addresses, domains, aliases, the mailbox in view, identifiers', () => {
    const profile = aProfile({ addresses: [OURS.address, aMailbox('alias@autre-marque.fr').address], domains: ['atelier-nord.fr', 'atelier-nord.com'] });
    const message = mailFrom('x@sub.atelier-nord.com', { to: [OURS, aMailbox('alias@autre-marque.fr'), aMailbox('partage@boite.fr')], text: 'SIREN 404 833 048, SIRET 404 833 048 00022, TVA FR83 404833048, IBAN FR76 3000 6000 0112 3456 7890 189' });
    const hints = hintsOf({ ...threadOf(message), mailbox: aMailbox('partage@boite.fr').address }, { ...pack, profile });
    expect(hints).toEqual({ addresses: [], domains: [], numbers: [], sirens: [], vats: [], references: [], thread: 'thread-1' });
  });

  test('the domain of a private address or a platform is not sent', () => {
    expect(sentFor({}, 'x@orange.fr').domains).toEqual([]);
    expect(sentFor({}, 'no-reply@chorus-pro.gouv.fr')).toMatchObject({ addresses: ['no-reply@chorus-pro.gouv.fr'], domains: [] });
  });

  test('the ledger’s owner may say that a listed domain is a company, or a company’s a provider', () => {
    const overrides = { company: ['qonto.com'], freeMail: ['client.fr'] };
    const ask = (from: string): readonly string[] => hintsOf(threadOf(mailFrom(from)), { ...pack, domainOverrides: overrides }).domains;
    expect(ask('a@qonto.com')).toEqual(['qonto.com']);
    expect(ask('a@client.fr')).toEqual([]);
  });

  test('without a ledger no number leaves', () => {
    expect(numbersIn('facture FA-2026-0297', [])).toEqual([]);
  });

  test.each([
    ['AA-9999-9999', 'EN 2026, le 12 mars, 3 200 exemplaires, chapitre 4, DU 12', []],
    ['A-9999-999', 'il y a 2026 475 raisons', []],
    ['AA99999999', 'vt26000778 et la 26000779, VT 26 000 780', ['VT-26000778', '26000779', 'VT-26-000-780']],
    ['99999', 'factures 12345, 12346 et 12347, code 66000', ['12345', '12346', '12347']],
    ['AAA/9999/99/9999', 'FACTUREINV2026050720', ['INV-2026050720']],
  ])('of the shape %s in "%s"', (shape, text, numbers) => {
    expect(numbersIn(text, [shape])).toEqual(numbers);
  });

  test('a malformed address and an endless key are left out', () => {
    const thread = aThread({ key: 'k'.repeat(1001), messages: [mailFrom('not an address', { replyTo: [aMailbox('x@client.fr')] })] });
    expect(hintsOf(thread, pack)).toMatchObject({ addresses: ['x@client.fr'], thread: '' });
  });

  test('a mail full of numbers sends the first eighty', () => {
    const text = Array.from({ length: 300 }, (_, i) => `FA-2026-${1000 + i}`).join(', ');
    const { numbers } = sentFor({ text });
    expect(numbers).toHaveLength(80);
    expect(numbers[0]).toBe('FA-2026-1000');
  });

  test('the same thread gives the same hints', () => {
    const thread = threadOf(mailFrom('zoe@client.fr', { text: 'FA-2026-0297 et FA-2026-0310' }));
    expect(hintsOf(thread, pack)).toEqual(hintsOf(thread, pack));
  });
});
