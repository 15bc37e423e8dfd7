import { expect, test } from '@jest/globals';
import { plainText } from '../../../src/core/identify/fold-text';
import { readIdentifiers } from '../../../src/core/identify/spans';
import { compileShapes, findNumbers } from '../../../src/core/identify/written-numbers';

const found = (written: string, shape: string): readonly string[] => {
  const text = plainText(written);
  return findNumbers(text, compileShapes([shape]), readIdentifiers(text).spans).map(({ value, context }) => `${value} ${context}`);
};

const LETTER_INSIDE = '9999/A/99999';
const SIX_DIGITS = '999999';

test.each([
  ['Je refuse 2026/F/00535, rien n’a été livré.', LETTER_INSIDE, ['2026-F-00535 none']],
  ['que 2026 F 00521 fait doublon', LETTER_INSIDE, ['2026-F-00521 none']],
  ['2026/f/391 et 2026/f/400 sont au parapheur', LETTER_INSIDE, ['2026-F-391 none', '2026-F-400 none']],
  ['ma facture214245 est réglée', SIX_DIGITS, ['214245 invoice']],
  ['214245', SIX_DIGITS, ['214245 marked']],
  ['votre réf. 214245 du mois dernier', SIX_DIGITS, ['214245 marked']],
  ['pièce 214245', SIX_DIGITS, ['214245 marked']],
])('"%s": the number is found as people write it', (text, shape, expected) => {
  expect(found(text, shape)).toEqual(expected);
});

test.each([
  ['le 12/10/2026 F 21', LETTER_INSIDE],
  ['il en reste 2026 F 39 au total', LETTER_INSIDE],
  ['chauffeur214245', SIX_DIGITS],
  ['devis n° 214245', SIX_DIGITS],
  ['02 14 24 53 10', SIX_DIGITS],
])('"%s" holds no number of the ledger', (text, shape) => {
  expect(found(text, shape)).toEqual([]);
});

test('an article between "ma" and the invoice: it is not the writer’s own', () => {
  const claimed = (written: string): boolean | undefined => findNumbers(plainText(written), compileShapes(['AA-9999-9999']), [])[0]?.claimed;
  expect(claimed('Reçu dans ma boîte la facture FA-2026-0535.')).toBe(false);
  expect(claimed('Je vous rappelle ma facture FA-2026-0535.')).toBe(true);
  expect(claimed('nos deux factures FA-2026-0535 et autres')).toBe(true);
});

test('a ligature that is a whole sentence is a space: decomposed, a mail full of them would be six times as long', () => {
  expect(plainText('FA-12\ufdfaFA-13')).toBe('FA-12 FA-13');
});
