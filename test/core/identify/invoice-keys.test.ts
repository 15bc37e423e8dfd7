import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { invoiceKeys, matchLevel, shapeOf, shapesOf } from '../../../src/core';

describe('keys of an invoice number', () => {
  test.each([
    ['FA-2026-0297', { folded: 'FA20260297', withoutZeros: 'FA-2026-297', withoutPrefix: '2026-297' }],
    ['INV/2026/05/0720', { folded: 'INV2026050720', withoutZeros: 'INV-2026-5-720', withoutPrefix: '2026-5-720' }],
    ['FA00000508', { folded: 'FA00000508', withoutZeros: 'FA-508', withoutPrefix: '508' }],
    ['20260148', { folded: '20260148', withoutZeros: '20260148', withoutPrefix: '20260148' }],
    ['f\u20112026\u00a0475', { folded: 'F2026475', withoutZeros: 'F-2026-475', withoutPrefix: '2026-475' }],
    ['É-000', { folded: 'E000', withoutZeros: 'E-0', withoutPrefix: '0' }],
    ['///', { folded: '', withoutZeros: '', withoutPrefix: '' }],
  ])('%s', (number, keys) => {
    expect(invoiceKeys(number)).toEqual(keys);
  });

  test.each([
    ['fa 2026/0297', 'FA-2026-0297', 'as-written'],
    ['FA\u202f2026\u20130297', 'FA-2026-0297', 'as-written'],
    ['FA20260297', 'FA-2026-0297', 'as-written'],
    ['INV/2026/5/720', 'INV/2026/05/0720', 'without-zeros'],
    ['FA 508', 'FA00000508', 'without-zeros'],
    ['00000508', 'FA00000508', 'without-prefix'],
    ['2026-297', 'FA-2026-0297', 'without-prefix'],
    ['BC-508', 'FA00000508', null],
    ['297', 'FA-2026-0297', null],
    ['2026-1-11', 'INV/2026/11/1', null],
    ['', '', null],
  ])('%s against %s of the ledger: %s', (written, ledger, level) => {
    expect(matchLevel(written, ledger)).toBe(level);
  });

  test('another case, other separators and direction marks change no key', () => {
    const segment = fc.oneof(fc.stringMatching(/^[A-Z]{1,4}$/), fc.stringMatching(/^[0-9]{1,8}$/));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.array(fc.constantFrom('-', '/', ' ', '.', '\u00a0', '\u202f', '\u2013', '_', '\u200f-'), { minLength: 5, maxLength: 5 }), (segments, gaps) => {
        const other = segments.map((s, i) => s.toLowerCase() + (gaps[i] ?? '-')).join('');
        expect(invoiceKeys(other)).toEqual(invoiceKeys(segments.join('-')));
      }),
    );
  });
});

describe('shapes', () => {
  test.each([
    ['FA-2026-0297', 'AA-9999-9999'],
    ['INV/2026/05/0720', 'AAA/9999/99/9999'],
    [' vt26000778 ', 'AA99999999'],
    ['№ 12', 'A° 99'],
  ])('%s has the shape %s', (number, shape) => {
    expect(shapeOf(number)).toBe(shape);
  });

  test('at most 64, the most frequent first, none without a digit', () => {
    const numbers = ['FA-1', 'FA-2', 'F-1', 'ACOMPTE', ...Array.from({ length: 80 }, (_, i) => `X${'1'.repeat((i % 9) + 1)}-${'1'.repeat(Math.floor(i / 9) + 1)}`)];
    const shapes = shapesOf(numbers);
    expect(shapes).toHaveLength(64);
    expect(shapes[0]).toBe('AA-9');
    expect(shapes).not.toContain('AAAAAAA');
    expect(shapesOf(numbers)).toEqual(shapes);
  });
});
