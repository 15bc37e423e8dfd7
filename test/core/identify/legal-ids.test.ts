import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { isSiren, isSiret, parseVat, sirensOf } from '../../../src/core';

const vectors = JSON.parse(readFileSync(join(__dirname, '../../fixtures/identifiers/jsvat-france.json'), 'utf8')) as { readonly valid: string[]; readonly invalid: string[]; readonly validOnlyByFormat: string[] };

describe('SIREN and SIRET', () => {
  test.each([
    ['404833048', true],
    ['404833049', false],
    ['356000000', true],
    ['000000000', false],
    ['40483304', false],
    ['4048330480', false],
    ['404 833 048', false],
  ])('SIREN %s: %s', (text, valid) => {
    expect(isSiren(text)).toBe(valid);
  });

  test.each([
    ['40483304800022', true],
    ['40483304800023', false],
    ['00000000000000', false],
  ])('SIRET %s: %s', (text, valid) => {
    expect(isSiret(text)).toBe(valid);
  });

  test('an establishment of La Poste counts its digits by fives; its head office passes Luhn', () => {
    expect(isSiret('35600000000048')).toBe(true);
    expect(isSiret('35600000049837')).toBe(true); // 3+5+6+4+9+8+3+7 = 45
    expect(isSiret('35600000049838')).toBe(false);
    expect(isSiret('40483304800056')).toBe(false); // digits by fives help nobody else
  });

  test('one wrong digit is always found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = [...'404833048'];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(isSiren(digits.join(''))).toBe(false);
      }),
    );
  });
});

describe('VAT numbers', () => {
  test.each(vectors.valid)('%s is a French number', (number) => {
    expect(parseVat(number)?.number).toBe(number);
  });
  test.each([...vectors.invalid, ...vectors.validOnlyByFormat])('%s has a wrong key', (number) => {
    expect(parseVat(number)).toBeNull();
  });

  test.each([
    ['FR 83 404 833 048', 'FR83404833048', '404833048'],
    ['fr83.404.833.048', 'FR83404833048', '404833048'],
    ['FR\u00a083\u202f404833048', 'FR83404833048', '404833048'],
    ['BE 0123.456.749', 'BE0123456749', null],
    ['GR123456789', 'EL123456789', null],
    ['CHE-123.456.789 TVA', 'CHE123456789', null],
    ['NL123456789B01', 'NL123456789B01', null],
  ])('%s is read as %s', (text, number, siren) => {
    expect(parseVat(text)).toMatchObject({ number, siren });
  });

  test.each(['', 'FR', 'ZZ123456789', '83404833048', 'DE12345678', 'FRIO404833048'])('%p is none', (text) => {
    expect(parseVat(text)).toBeNull();
  });

  test('another establishment and the VAT number stand for the same SIREN', () => {
    expect(sirensOf({ siren: null, siret: '40483304800022', vat: 'FR83404833048' })).toEqual(['404833048']);
    expect(sirensOf({ siren: null, siret: null, vat: null })).toEqual([]);
  });
});
