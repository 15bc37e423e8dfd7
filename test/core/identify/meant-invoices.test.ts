import { describe, expect, test } from '@jest/globals';
import { meantInvoices, money } from '../../../src/core';
import type { Invoice, MailMessage } from '../../../src/core';
import { anInvoice } from '../builders';
import { CANIGOU, COLLEAGUE, LEDGER, OURS, customer, found, mailFrom, packOf, threadOf } from './story';

const of = (number: string, cents: number, open = cents): Invoice => {
  const invoice = anInvoice({ number, debtor: CANIGOU.id });
  return { ...invoice, instalments: invoice.instalments.map((instalment) => ({ ...instalment, amount: money(cents, 'EUR'), outstanding: money(open, 'EUR') })) };
};
const INVOICES = [of('FA-2026-0297', 120_000), of('FA-2026-0310', 66_494), of('FA-2026-0318', 66_494, 0), of('FA-2025-0318', 10_000), of('FA-2026-1297', 777_090)];
const pack = packOf(LEDGER);

function meant(over: Partial<MailMessage>, invoices: readonly Invoice[] = INVOICES): readonly string[] {
  const thread = threadOf(mailFrom('compta@garage-canigou.fr', over));
  const known = found(thread);
  const ids = meantInvoices(thread, pack, known.kind === 'none' ? [] : known.invoices, invoices);
  return invoices.filter(({ id }) => ids.includes(id)).map(({ number }) => number);
}

describe('the invoices that a known customer means', () => {
  test.each<[string, string, readonly string[]]>([
    ['in full', 'Nous réglons FA-2026-0297.', ['FA-2026-0297']],
    ['shortened, behind an article', 'la 310 part demain', ['FA-2026-0310']],
    ['shortened, in a list', 'les 310 et 1297 sont en litige', ['FA-2026-0310', 'FA-2026-1297']],
    ['shortened, with its letters', 'votre FA 0310 : quel bon de commande ?', ['FA-2026-0310']],
    ['without its year', 'facture FA 1297 à corriger', ['FA-2026-1297']],
    ['an end that only one open invoice has, though a paid one has it too', 'la 318 est payée', ['FA-2025-0318']],
    ['the last group, though another one ends so', 'la 297 est payée', ['FA-2026-0297']],
    ['letters turned', 'AF-2026-0310 : prix non conforme', ['FA-2026-0310']],
    ['an O for a zero', 'FA-2O26-O297 réglée', ['FA-2026-0297']],
    ['the amount that only one of them has open', 'Un virement de 664,94 € a été fait.', ['FA-2026-0310']],
    ['nothing', 'Un virement de 10,00 € part demain : 12 colis, poste 318.', []],
  ])('%s', (_, text, numbers) => {
    expect(meant({ text })).toEqual(numbers);
  });

  test.each([['a street', '310 rue de la Paix'], ['a telephone', 'Tél. 04 68 310 310'], ['a postcode', '75 310 Paris'], ['a distance', 'à 310 km'], ['a day', 'le 31/03/2026'], ['an account', 'IBAN FR76 3000 6000 0112 3456 7890 189'], ['an hour', 'à 3h10'], ['a bare number', '310']])('%s is none of them', (_, text) => {
    expect(meant({ text: `Bonjour, ${text}.` })).toEqual([]);
  });

  test('two that end alike and are both open are not guessed', () => {
    expect(meant({ text: 'la 297 est payée' }, [...INVOICES, of('FA-2024-0297', 500)])).toEqual([]);
  });

  test('the same amount on two open invoices is not guessed', () => {
    expect(meant({ text: 'Un virement de 664,94 € a été fait.' }, [...INVOICES, of('FA-2026-0400', 66_494)])).toEqual([]);
  });

  test('what a third person wrote further down counts for nothing', () => {
    expect(meant({ text: 'Bonjour\n\nDe : X <x@ailleurs.fr>\nEnvoyé : lundi 16 novembre 2026 12:00\nÀ : Y <y@ailleurs.fr>\nObjet : essai\n\nla 310 part demain' })).toEqual([]);
  });

  test('a colleague and a file’s name say it as well', () => {
    const debtors = [customer('X-1', 'Autre')];
    const thread = threadOf(mailFrom(COLLEAGUE.address, { from: COLLEAGUE, to: [OURS], text: 'Canigou a payé la 310', attachmentNames: ['chèque facture 1297.pdf'] }));
    const ids = meantInvoices(thread, packOf({ debtors, invoices: [] }), [], INVOICES);
    expect(INVOICES.filter(({ id }) => ids.includes(id)).map(({ number }) => number)).toEqual(['FA-2026-0310', 'FA-2026-1297']);
  });
});
