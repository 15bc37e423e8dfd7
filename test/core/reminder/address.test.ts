import { describe, expect, test } from '@jest/globals';
import { closingOf, salutationOf } from '../../../src/core/reminder/address';
import { composeReminder, composeReply } from '../../../src/core/writing';
import type { Register } from '../../../src/core';
import { aContact, aDebtor, anInvoice, aPolicy, TODAY } from '../builders';
import { aReplyRequest, aRequest, aShippedPack, recipient, valueOf } from './shipped';

describe('how a text greets', () => {
  const rows: readonly (readonly [name: string | null, formal: string, friendly: string, english: string, hello: string])[] = [
    [null, 'Madame, Monsieur,', 'Bonjour,', 'Dear Sir or Madam,', 'Hello,'],
    ['Mme Dupont', 'Madame,', 'Bonjour Madame Dupont,', 'Dear Ms Dupont,', 'Hello Ms Dupont,'],
    ['Madame Claire Vidal', 'Madame,', 'Bonjour Madame Claire Vidal,', 'Dear Ms Claire Vidal,', 'Hello Ms Claire Vidal,'],
    ['M. D’Ornano', 'Monsieur,', 'Bonjour Monsieur D’Ornano,', 'Dear Mr D’Ornano,', 'Hello Mr D’Ornano,'],
    ['M Étienne Le Goff', 'Monsieur,', 'Bonjour Monsieur Étienne Le Goff,', 'Dear Mr Étienne Le Goff,', 'Hello Mr Étienne Le Goff,'],
    ['Mr. Smith-Jones', 'Monsieur,', 'Bonjour Monsieur Smith-Jones,', 'Dear Mr Smith-Jones,', 'Hello Mr Smith-Jones,'],
  ];
  test.each(rows)('%s', (name, formal, friendly, english, hello) => {
    expect([salutationOf(name, 'formal', 'fr'), salutationOf(name, 'friendly', 'fr'), salutationOf(name, 'formal', 'en'), salutationOf(name, 'friendly', 'en')]).toEqual([formal, friendly, english, hello]);
  });

  test.each(['Service comptabilité', 'Claire Vidal', 'M. et Mme Vidal', 'Mme Vidal ou M. Roux', 'Madame', 'M Plus 3000', 'Mme <b>x</b>', 'Mme {{ total }}', 'Mme Vidal (compta)', `Mme ${'A'.repeat(200)}`, 'Mme \u202eladiV', 'Maître Durand', 'Monsieur le Maire', 'M. 🚗', 'MMe'])(
    'names nobody where %j is not one person with a title', (name) => {
      expect([salutationOf(name, 'formal', 'fr'), salutationOf(name, 'friendly', 'fr'), salutationOf(name, 'friendly', 'en')]).toEqual(['Madame, Monsieur,', 'Bonjour,', 'Hello,']);
    });

  test('a Greek name stands as it is', () => expect(salutationOf('Mme Παπαδοπούλου', 'friendly', 'fr')).toBe('Bonjour Madame Παπαδοπούλου,'));
});

test('the courtesy is the warmer one only in a courteous text of the friendly register', () => {
  expect([closingOf('courteous', 'formal', 'fr'), closingOf('courteous', 'friendly', 'fr'), closingOf('firm', 'friendly', 'fr')]).toEqual(['Cordialement,', 'Bien cordialement,', 'Cordialement,']);
  expect([closingOf('courteous', 'formal', 'en'), closingOf('firm', 'formal', 'en'), closingOf('firm', 'friendly', 'en')]).toEqual(['Kind regards,', 'Regards,', 'Kind regards,']);
});

describe('the register is the plan’s', () => {
  const packOf = (register: Register | null) => aShippedPack({ policies: [register === null ? aPolicy() : aPolicy({ register })] });
  const debtor = aDebtor({ contacts: [aContact({ name: 'Mme Claire Vidal' })] });
  const first = (register: Register | null): string => valueOf(composeReminder(aRequest({ stage: 'R1', invoices: [anInvoice()] }, { pack: packOf(register), recipient: recipient() }, { debtor }), TODAY)).draft.text;
  const answer = (register: Register | null): string => valueOf(composeReply(aReplyRequest([anInvoice()], { pack: packOf(register) }, { debtor }), TODAY)).draft.text;

  const texts: [string, (register: Register | null) => string][] = [['reminder', first], ['answer', answer]];
  test.each(texts)('in a %s, formal where the plan says nothing', (_, written) => {
    expect(written(null)).toMatch(/^Madame,\n[\s\S]*\nCordialement,/);
    expect(written('formal')).toBe(written(null));
    expect(written('friendly')).toMatch(/^Bonjour Madame Claire Vidal,\n[\s\S]*\nBien cordialement,/);
  });

  test('a consumer is greeted by the name of the ledger, somebody who is not in the ledger by none', () => {
    const consumer = aDebtor({ kind: 'consumer', name: 'M. Paul Roux', contacts: [aContact({ name: null })] });
    expect(valueOf(composeReminder(aRequest({ stage: 'R1', invoices: [anInvoice()] }, { pack: packOf('friendly') }, { debtor: consumer }), TODAY)).draft.text).toMatch(/^Bonjour Monsieur Paul Roux,/);
    expect(valueOf(composeReminder(aRequest({ stage: 'R1', invoices: [anInvoice()] }, { pack: packOf('friendly'), recipient: recipient({ to: [] }) }, { debtor }), TODAY)).draft.text).toMatch(/^Bonjour,/);
  });
});
