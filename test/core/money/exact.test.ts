import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addExact, exactShare, money, noExactAmount, roundHalfUp } from '../../../src/core';

const euro = (minor: number) => money(minor, 'EUR');
const rounded = (minor: number, numerator: number, denominator: number): number | null => roundHalfUp(exactShare(euro(minor), numerator, denominator))?.minor ?? null;

describe('a share of an amount', () => {
  test.each([
    [1, 1, 2, 1], [1, 49, 100, 0], [1, 50, 100, 1], [1, 51, 100, 1], [3, 1, 2, 2], [-1, 1, 2, -1], [-1, 49, 100, 0], [-3, 1, 2, -2], [0, 7, 3, 0],
    [1825, 100_000, 365_000_000, 1],
    [1e15, 1, 1, 1e15], [1e15, 2, 1, null], [-1e15, 2, 1, null],
  ])('%i x %i/%i is %s, half up', (minor, numerator, denominator, wanted) => {
    expect(rounded(minor, numerator, denominator)).toBe(wanted);
  });

  test.each([[1.5, 1], [1, 0], [1, -2], [Number.NaN, 1], [1, 2.5], [2 ** 60, 1]])('%p/%p is a bug, not a share', (numerator, denominator) => {
    expect(() => exactShare(euro(1), numerator, denominator)).toThrow(RangeError);
  });

  test('parts of different denominators add up to the whole, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.array(fc.integer({ min: 1, max: 366 }), { minLength: 1, maxLength: 8 }), (minor, parts) => {
        const whole = parts.reduce((sum, part) => addExact(addExact(sum, exactShare(euro(minor), part, 365)), exactShare(euro(minor), 366 - part, 366)), noExactAmount('EUR'));
        const twice = addExact(whole, exactShare(euro(-minor), parts.reduce((sum, part) => sum + part, 0), 365));
        const rest = addExact(twice, exactShare(euro(-minor), parts.reduce((sum, part) => sum + 366 - part, 0), 366));
        expect(roundHalfUp(rest)?.minor).toBe(0);
      }),
    );
  });

  test('two currencies are a bug', () => {
    expect(() => addExact(noExactAmount('EUR'), noExactAmount('USD') as never)).toThrow(RangeError);
  });
});
