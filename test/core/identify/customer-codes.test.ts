import { expect, test } from '@jest/globals';
import { customer, found, inShort, invoice, mailFrom, packOf, threadOf } from './story';

const LEDGER = { debtors: [customer('411V0255', 'Plomberie Tisserandon', { mail: ['compta@cabinet-bellecombe.fr'] }), customer('411V0256', 'Optique Lacarrignan')], invoices: [invoice('FA-2026-0601', '411V0255'), invoice('FA-2026-0602', '411V0256')] };
const pack = packOf(LEDGER, { numberShapes: ['AA-9999-9999', '999A9999'] });
const told = (from: string, text: string): string => inShort(found(threadOf(mailFrom(from, { text })), LEDGER, pack));

test('a private mail that gives the code that we gave names its writer', () => {
  expect(told('jtplomb@free.fr', 'Code client 411V0255\nJe voudrais un RIB pour vous payer.')).toBe('411V0255');
});
test.each([
  ['a firm that the ledger does not know may number its customers as we do', 'clients@fournisseur-sud.fr', 'Votre code client : 411V0255.', /^several:weak 411V0255$/],
  ['who asks to be paid writes of his own customers', 'artisan@free.fr', 'Votre code client 411V0255. Merci de régler notre facture jointe de 120 € par virement.', /^(?:several:weak|none)/],
  ['two codes are asked', 'jtplomb@free.fr', 'Code client 411V0255 ou code client 411V0256 ?', /^several:contradiction 411V0255 411V0256$/],
  ['an invoice of somebody else contradicts', 'jtplomb@free.fr', 'Code client 411V0255, facture FA-2026-0602.', /^several:contradiction 411V0255 411V0256$/],
])('%s', (_, from, text, answer) => {
  expect(told(from, text)).toMatch(answer);
});
