import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { nameFit } from '../../../src/core';

const letters = 'abcdefghijklmnoprstuvz'.split('');
/** Five letters or more: shorter ones are forgiven nothing, or one slip that changes half of them. */
const word = fc.array(fc.constantFrom(...letters), { minLength: 6, maxLength: 12 }).map((list) => list.join(''));
const name = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
const forms = fc.constantFrom('', ' SARL', ' S.A.S.', ' & Cie');
const score = (of: string, typed: string): number => nameFit(of, typed).score;

describe('how well a name answers what was typed', () => {
  test('the order of the words, accents, case and the legal form change nothing', () => {
    fc.assert(fc.property(name, forms, (words, form) => {
      const whole = words.join(' ');
      expect(score(`${whole}${form}`, whole.toUpperCase())).toBe(1);
      expect(score(`${whole.replace(/e/g, 'é')}${form}`, whole)).toBe(1);
      expect(score(whole, [...words].reverse().join(' '))).toBeGreaterThanOrEqual(0.94);
      expect(nameFit(whole, [...words].reverse().join(' ')).asTyped).toBe(true);
    }));
  });

  test('one slip in a word is forgiven, and answers less than the word itself', () => {
    const slips: readonly ((w: string, at: number) => string)[] = [
      (w, at) => w.slice(0, at) + w.slice(at + 1), (w, at) => w.slice(0, at) + (w[at] ?? '') + w.slice(at), (w, at) => `${w.slice(0, at)}q${w.slice(at + 1)}`, (w, at) => w.slice(0, at) + (w[at + 1] ?? '') + (w[at] ?? '') + w.slice(at + 2),
    ];
    fc.assert(fc.property(name, fc.constantFrom(...slips), fc.nat({ max: 4 }), (words, slip, at) => {
      const [first = '', ...rest] = words;
      const typed = slip(first, at);
      fc.pre(typed !== first && !words.includes(typed) && !first.startsWith(typed));
      const fit = nameFit(words.join(' '), [typed, ...rest].join(' '));
      expect(fit.score).toBeGreaterThan(0.6);
      expect(fit.score).toBeLessThan(score(words.join(' '), words.join(' ')));
      expect(fit.asTyped).toBe(false);
    }));
  });

  test('the more of a name is typed, the better it fits', () => {
    // The second word shares no letter with the first: of two words that begin alike the shorter one fits two letters better.
    fc.assert(fc.property(word, (w) => {
      const scores = Array.from({ length: w.length - 1 }, (_, n) => score(`${w} qqqq`, w.slice(0, n + 2)));
      for (const [at, one] of scores.entries()) if (at > 0) expect(one).toBeGreaterThanOrEqual(scores[at - 1] ?? 0);
    }));
  });

  test('anything may be typed, and any name may stand in a ledger: 0 to 1, in no time', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom('a '.repeat(5_000), 'x'.repeat(50_000), '’'.repeat(999), 'SARL', ''));
    fc.assert(fc.property(text, text, (of, typed) => {
      const fit = score(of, typed);
      expect(fit).toBeGreaterThanOrEqual(0);
      expect(fit).toBeLessThanOrEqual(1);
    }), { numRuns: 300 });
  });

  test.each<[string, string, boolean]>([
    ['Lot 12', 'lot 13', false], ['2M', '3m', false], ['Mas', 'mes', false], ['Menuiserie DUPONT SARL', 'Dupond menuiserie', true], ['Hôtel du Parc', 'hotelduparc', true],
    ['Établissements Lebœuf', 'leboeuf', true], ['Garage Peyron', 'peyrno', true], ['Garage Peyron', 'xqzwk', false],
  ])('%s, typed %s: %s', (of, typed, found) => {
    expect(score(of, typed) > 0.7).toBe(found);
  });
});
