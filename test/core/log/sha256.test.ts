import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from '../../property';
import { sha256Hex } from '../../../src/core';
import { canonicalJson } from '../../../src/core/log/canonical-json';

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
])('SHA-256 of %j is the published one (FIPS 180-4)', (text, expected) => {
  expect(sha256Hex(text)).toBe(expected);
});

test('every text is hashed as Node hashes its UTF-8: accents, €, emoji, and half a character', () => {
  const node = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  for (const text of ['Réf. R-7K3F', '1 234,56 €', '👍🏽', '\ud83d', '\udc4d', 'a\ud83d', '\udc4d\ud83d', '\u0000\uffff', '\ud83d\ud83d\udc4d']) expect(sha256Hex(text)).toBe(node(text));
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256Hex(text) === node(text)));
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
    const text = String.fromCharCode(...units);
    return sha256Hex(text) === node(text);
  }));
});

test('canonical JSON sorts keys, adds no space and does not depend on the order of writing', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é"\n' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é\\"\\n","d":null}]}');
  expect(canonicalJson({ 10: 1, 9: 2, a: -0 })).toBe('{"10":1,"9":2,"a":0}');
  expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
});

const plain = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 })),
})).value;

test('canonical JSON survives the wire: what is written, read and written again is the same', () => {
  fc.assert(fc.property(plain, (value) => {
    const text = canonicalJson(value);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
    expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text);
  }));
});

test.each([
  ['undefined', { a: undefined }],
  ['a fraction', { a: 0.5 }],
  ['NaN', NaN],
  ['an unsafe number', 2 ** 53],
  ['a date', { a: new Date(0) }],
  ['a map', new Map()],
  ['a function', () => 1],
  ['a gap in a list', [1, , 2]],
])('canonical JSON refuses %s: it would vanish or bend on the wire', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
