import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { add, compare, formatMoney, isZero, money, negate, parseAmount, subtract, sum, totalsOf, zero } from '../../../src/core';
import type { Currency, Money } from '../../../src/core';

const THIN = '\u202f';
const FIXED = '\u00a0';
const minor = fc.integer({ min: -1e12, max: 1e12 });

describe('an amount', () => {
  test('is a safe integer of minor units', () => {
    expect(() => money(12.5, 'EUR')).toThrow();
    expect(() => money(2 ** 53, 'EUR')).toThrow();
    expect(money(9e15, 'EUR').minor).toBe(9e15);
    expect(Object.is(money(-0, 'EUR').minor, 0)).toBe(true);
  });

  test('of one currency is never added to one of another', () => {
    const euros: Money<'EUR'> = money(100, 'EUR');
    const pounds: Money<'GBP'> = money(100, 'GBP');
    // @ts-expect-error two currencies do not add up
    expect(() => add(euros, pounds)).toThrow('two currencies');
    // @ts-expect-error two currencies cannot be compared
    expect(() => compare(euros, pounds)).toThrow('two currencies');
    // @ts-expect-error a bare number is not money
    expect(() => sum([12.5], 'EUR')).toThrow();
    expect(() => sum([euros, pounds] as Money[], 'EUR')).toThrow('two currencies');
  });

  test('adds, subtracts and negates without losing a cent', () => {
    fc.assert(
      fc.property(minor, minor, (a, b) => {
        const total = add(money(a, 'EUR'), money(b, 'EUR'));
        expect(subtract(total, money(b, 'EUR'))).toEqual(money(a, 'EUR'));
        expect(isZero(add(total, negate(total)))).toBe(true);
      }),
    );
  });

  test('is summed per currency, absent currencies left out', () => {
    expect(totalsOf([money(1, 'GBP'), money(2, 'EUR'), money(3, 'EUR')])).toEqual([money(5, 'EUR'), money(1, 'GBP')]);
    expect(totalsOf([])).toEqual([]);
    expect(zero('CHF')).toEqual(money(0, 'CHF'));
  });
});

describe('an amount is written', () => {
  test.each<[number, Currency, string, string]>([
    [431640, 'EUR', `4${THIN}316,40${FIXED}€`, '€4,316.40'],
    [5, 'EUR', `0,05${FIXED}€`, '€0.05'],
    [-123456789, 'GBP', `−1${THIN}234${THIN}567,89${FIXED}£`, '−£1,234,567.89'],
    [100000, 'CHF', `1${THIN}000,00${FIXED}CHF`, `CHF${FIXED}1,000.00`],
    [0, 'USD', `0,00${FIXED}$`, '$0.00'],
  ])('%i of %s', (value, currency, french, english) => {
    expect(formatMoney(money(value, currency), 'fr')).toBe(french);
    expect(formatMoney(money(value, currency), 'en')).toBe(english);
  });

  test('so that it is read back to the cent, in both languages', () => {
    fc.assert(
      fc.property(minor, fc.constantFrom<Currency>('EUR', 'GBP', 'USD', 'CHF'), (value, currency) => {
        const amount = money(value, currency);
        expect(parseAmount(formatMoney(amount, 'fr'), 'comma')).toEqual({ ok: true, value: { minor: amount.minor, currency } });
        expect(parseAmount(formatMoney(amount, 'en'), 'point')).toEqual({ ok: true, value: { minor: amount.minor, currency } });
      }),
    );
  });
});

describe('an amount is read', () => {
  test.each<[string, number, Currency | null]>([
    ['1 234,56 €', 123456, 'EUR'],
    [`1${FIXED}234,56${FIXED}€`, 123456, 'EUR'],
    [`1${THIN}234,56${THIN}€`, 123456, 'EUR'],
    ['1.234,56', 123456, null],
    ['1,234.56', 123456, null],
    ['-12,5', -1250, null],
    ['12,50-', -1250, null],
    ['−12,50', -1250, null],
    ['(1 234,56)', -123456, null],
    ['1 234 567', 123456700, null],
    ['1.234.567', 123456700, null],
    ['0,10', 10, null],
    ['1234,5600', 123456, null],
    ["1'234.50 CHF", 123450, 'CHF'],
    ['EUR 12', 1200, 'EUR'],
    ['£99.99', 9999, 'GBP'],
    [',50', 50, null],
    ['0.12', 12, null],
  ])('%s', (text, expected, currency) => {
    expect(parseAmount(text, null)).toEqual({ ok: true, value: { minor: expected, currency } });
  });

  test.each<[string, string]>([
    ['', 'amount/empty'],
    ['abc', 'amount/not-a-number'],
    ['12 34', 'amount/not-a-number'],
    ['1,2,3', 'amount/not-a-number'],
    ['1,234', 'amount/ambiguous'],
    ['1.234', 'amount/ambiguous'],
    ['0,125', 'amount/too-many-decimals'],
    ['12,345 €', 'amount/ambiguous'],
    ['--5', 'amount/not-a-number'],
    ['(-5)', 'amount/not-a-number'],
    ['12 € £', 'amount/two-currencies'],
    ['99999999999999999', 'amount/too-large'],
    ['1e5', 'amount/not-a-number'],
  ])('%s is refused: %s', (text, code) => {
    expect(parseAmount(text, null)).toEqual({ ok: false, problem: { code } });
  });

  test.each<[string, 'comma' | 'point', number]>([
    ['1,234', 'point', 123400],
    ['1.234', 'comma', 123400],
    ['1,23', 'comma', 123],
  ])('%s in a column whose decimal mark is the %s', (text, mark, expected) => {
    expect(parseAmount(text, mark)).toEqual({ ok: true, value: { minor: expected, currency: null } });
  });

  test('the same whether it is written plainly or with a space in front', () => {
    const written = fc.tuple(fc.constantFrom('', '-'), fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom(',', '.'), fc.integer({ min: 0, max: 999 })).map(([sign, whole, mark, rest]) => `${sign}${whole}${mark}${rest}`);
    fc.assert(fc.property(written, fc.constantFrom('comma' as const, 'point' as const, null), (text, mark) => expect(parseAmount(text, mark)).toEqual(parseAmount(` ${text}`, mark))), { numRuns: 2000 });
  });

  test('without ever throwing, whatever the cell holds', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom('comma' as const, 'point' as const, null), (text, mark) => typeof parseAmount(text, mark).ok === 'boolean'), { numRuns: 2000 });
  });
});
