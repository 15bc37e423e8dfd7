import { describe, expect, test } from '@jest/globals';
import type { Debtor, PostalAddress } from '../../../src/core';
import { composeReminder, lintReminder, withEdits } from '../../../src/core/writing';
import { addresseeOf } from '../../../src/core/reminder/postal-lines';
import fc from '../../property';
import { aDebtor, anInvoice, daysAgo, eur, MARIE, TODAY } from '../builders';
import { shippedRates } from '../penalties/rates';
import { aRequest, aShippedPack, signedProfile, valueOf } from './shipped';

const LILAS: PostalAddress = { lines: ['12 rue des Lilas'], postcode: '69003', town: 'Lyon', country: null };
const on = (postal: Partial<PostalAddress>, name = 'Garage du Canigou SARL') => addresseeOf({ name, postal: { ...LILAS, ...postal } });

describe('the lines behind the window of an envelope', () => {
  test('name, street, postcode and town, in the letters that the ledger has', () => {
    expect(on({})).toEqual({ lines: ['Garage du Canigou SARL', '12 rue des Lilas', '69003 Lyon'], gap: null });
  });
  test('what lies within the building stands above the street', () => {
    expect(on({ lines: ['12 rue des Lilas', 'Bâtiment B'] }).lines).toEqual(['Garage du Canigou SARL', 'Bâtiment B', '12 rue des Lilas', '69003 Lyon']);
    expect(on({ lines: ['12 rue de la Tour', 'BP 12'] }).lines).toEqual(['Garage du Canigou SARL', '12 rue de la Tour', 'BP 12', '69003 Lyon']);
    expect(on({ lines: ['Résidence Les Tilleuls', '3e étage'] }).lines).toEqual(['Garage du Canigou SARL', 'Résidence Les Tilleuls', '3e étage', '69003 Lyon']);
  });
  test.each<[string, Partial<PostalAddress>, readonly string[]]>([
    ['the country in capitals, last', { lines: ['Hauptstraße 5'], postcode: '10115', town: 'Berlin', country: 'Allemagne' }, ['Hauptstraße 5', '10115 Berlin', 'ALLEMAGNE']],
    ['a code of a country in words', { lines: ['Rue Neuve 1'], postcode: '1000', town: 'Bruxelles', country: 'be' }, ['Rue Neuve 1', '1000 Bruxelles', 'BELGIQUE']],
    ['the postcode behind the town where the post of the country wants it', { lines: ['1 High Street'], postcode: 'SW1A 1AA', town: 'London', country: 'GB' }, ['1 High Street', 'London SW1A 1AA', 'ROYAUME-UNI']],
    ['Greek', { lines: ['Οδός Ερμού 1'], postcode: '105 63', town: 'Αθήνα', country: 'GR' }, ['Οδός Ερμού 1', '105 63 Αθήνα', 'GRÈCE']],
  ])('abroad: %s', (_, postal, lines) => expect(on(postal)).toEqual({ lines: ['Garage du Canigou SARL', ...lines], gap: null }));
  test('a long line goes on in the next one, at a space', () => {
    expect(on({ lines: ['Zone industrielle de la Vallée de la Moselle, lot 12'] })).toEqual({ lines: ['Garage du Canigou SARL', 'Zone industrielle de la Vallée de la', 'Moselle, lot 12', '69003 Lyon'], gap: null });
  });
  test('where six lines do not hold it the name gives way, then the clerk is told', () => {
    const name = 'Société de distribution de pièces détachées du Roussillon';
    expect(on({ lines: ['a', 'b', 'c', 'd'] }, name)).toEqual({ lines: ['Société de distribution de pièces dét…', 'a', 'b', 'c', 'd', '69003 Lyon'], gap: null });
    expect(on({ lines: ['a', 'b', 'c', 'd', 'e'] }, name)).toMatchObject({ gap: { kind: 'too-long' } });
    expect(on({ town: 'Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson' })).toMatchObject({ gap: { kind: 'too-long' } });
  });
  test.each<[Partial<PostalAddress>, readonly string[]]>([[{ lines: [] }, ['street']], [{ postcode: null }, ['postcode']], [{ postcode: '1000' }, ['postcode']], [{ town: null }, ['town']], [{ lines: [' \u200b'], postcode: null, town: null }, ['street', 'postcode', 'town']]])('%j is not whole', (postal, parts) => {
    expect(on(postal).gap).toEqual({ kind: 'incomplete', parts });
  });
  test('without an address the name stands alone', () => expect(addresseeOf({ name: 'Garage du Canigou' })).toEqual({ lines: ['Garage du Canigou'], gap: { kind: 'absent' } }));
  test('whatever a ledger holds: at most six lines of 38 characters, none empty, none with a control or a direction mark', () => {
    const text = fc.oneof(fc.string({ maxLength: 220, unit: 'grapheme' }), fc.constantFrom('', ' ', '\u202eabc', 'a\u0000b\nc', '=1+1', '<b>x</b>', '🚗'.repeat(90), 'شارع الحرية', 'x'.repeat(200)));
    const maybe = fc.option(text, { nil: null });
    fc.assert(fc.property(fc.array(text, { maxLength: 6 }), maybe, maybe, maybe, text, (lines, postcode, town, country, name) => {
      const shown = addresseeOf({ name, postal: { lines, postcode, town, country } }).lines;
      expect(shown.length).toBeLessThanOrEqual(6);
      for (const line of shown) {
        expect(line.trim()).not.toBe('');
        expect(Array.from(line).length).toBeLessThanOrEqual(38);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      }
    }), { numRuns: 500 });
  });
});

describe('a letter', () => {
  const PACK = aShippedPack({ profile: signedProfile });
  const old = anInvoice({ number: 'FA-2026-0188', due: daysAgo(61), amount: eur(4860.25) });
  const letter = (debtor: Partial<Debtor>) => {
    const request = aRequest({ stage: 'R4', invoices: [old] }, { pack: PACK, rates: shippedRates() }, { debtor: aDebtor(debtor) });
    return { request, reminder: valueOf(composeReminder(request, TODAY)) };
  };
  test('bears the address below the sender, one line each', () => {
    const { draft } = letter({ postal: LILAS }).reminder;
    expect(draft.text).toContain('\n\nGarage du Canigou\n12 rue des Lilas\n69003 Lyon\n\nLe ');
    expect(draft.html).toContain('<p style="margin:0 0 12px 50%">Garage du Canigou<br>12 rue des Lilas<br>69003 Lyon</p>');
  });
  test('stays as it is when a clerk looked through it, and keeps its address in its place when he changed a line of it', () => {
    const { draft, reference: of } = letter({ postal: LILAS }).reminder;
    expect(valueOf(withEdits(draft, draft, of))).toEqual(draft);
    expect(valueOf(withEdits(draft, { ...draft, html: draft.html.replace('12 rue des Lilas', '<b>Bât. C</b><br><br>14 rue des Lilas') }, of)).html).toContain('<p style="margin:0 0 12px 50%">Garage du Canigou<br>Bât. C<br>14 rue des Lilas<br>69003 Lyon</p>');
  });
  test.each<[string, PostalAddress]>([
    ['a plain one', LILAS], ['boxes and codes', { lines: ['ZA des Prés, lot 12-14', 'CS 10 234'], postcode: '69428', town: 'Lyon Cedex 03', country: null }], ['what looks like a number, a sum, a day', { lines: ['FA-2026-0999', '1 200,00 €', '12/03/2026'], postcode: '66000', town: 'Perpignan', country: null }],
    ['HTML', { ...LILAS, lines: ['<img src=x onerror=alert(1)>', '{{ total }} **x**'] }], ['another script', { lines: ['شارع الحرية 12', 'Οδός Ερμού 1 🚗'], postcode: null, town: 'Αθήνα', country: 'Ελλάδα' }],
  ])('is not found fault with for its address: %s', (_, postal) => {
    const found = ({ request, reminder }: ReturnType<typeof letter>) => lintReminder(reminder, true, { caseFile: request.caseFile, pack: request.pack, author: MARIE, language: 'fr', holds: [] }).findings;
    const addressed = letter({ postal });
    expect(found(addressed)).toEqual(found(letter({})));
    expect(addressed.reminder.draft.html).not.toMatch(/<img/);
  });
});
