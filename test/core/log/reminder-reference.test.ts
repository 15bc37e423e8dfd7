import { expect, test } from '@jest/globals';
import fc from '../../property';
import { findReferences, referenceOf } from '../../../src/core';
import type { ReminderReference, RequestId } from '../../../src/core';
import { reference } from '../builders';

const none: ReadonlySet<ReminderReference> = new Set();
const request = (text: string): RequestId => text as RequestId;

test('the same request always gets the same reference', () => {
  expect(referenceOf(request('8f14e45f-ceea-467a-9b5c-1f0a3f0c6f01'), none)).toBe(referenceOf(request('8f14e45f-ceea-467a-9b5c-1f0a3f0c6f01'), none));
});

test('the reference of a given request is the same for ever: mails that left carry it', () => {
  // Computed apart, with Python's hashlib.
  expect(['a', 'b', 'request-1'].map((text) => referenceOf(request(text), none))).toEqual(['R-FE5A', 'R-KDT3', 'R-Z6F6']);
});

test('a reference is R, a dash and four characters that nobody confuses, with a letter and a digit', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const code = referenceOf(request(text), none);
      expect(code).toMatch(/^R-[2-9A-HJKMNP-TV-Z]{4}$/);
      expect(code.slice(2)).toMatch(/[2-9]/);
      expect(code.slice(2)).toMatch(/[A-Z]/);
    }),
  );
});

test('a reference that is taken is never given again, and every one given is found in a mail', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 30 }), (requests) => {
      const taken = new Set<ReminderReference>();
      for (const text of requests) {
        const given = referenceOf(request(text), taken);
        expect(taken.has(given)).toBe(false);
        taken.add(given);
        expect(findReferences(`Bonjour,\n\nRéf. ${given}\n`)).toEqual([given]);
      }
    }),
  );
});

test('when all short references of a request are taken, a longer one is given', () => {
  const taken = new Set<ReminderReference>();
  const lengths: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    const given = referenceOf(request('the same'), taken);
    taken.add(given);
    lengths.push(given.length - 2);
  }
  expect(new Set(taken).size).toBe(12);
  expect(lengths[0]).toBe(4);
  expect(lengths[lengths.length - 1]).toBeGreaterThan(4);
  expect([...taken].every((given) => findReferences(`Ref. ${given}`).includes(given))).toBe(true);
});

test('a set that claims to hold everything is a bug, not an endless loop', () => {
  const everything = { has: () => true } as unknown as ReadonlySet<ReminderReference>;
  expect(() => referenceOf(request('x'), everything)).toThrow('no reference is free');
});

const R = 'R-7K3F';
test.each([
  ['as we write it', 'Réf. R-7K3F', [R]],
  ['in English', 'Ref. R-7K3F', [R]],
  ['no-break space', 'Réf.\u00a0R-7K3F', [R]],
  ['narrow no-break space', 'Réf.\u202fR-7K3F', [R]],
  ['no-break hyphen', 'Réf. R\u20117K3F', [R]],
  ['minus sign', 'Réf. R\u22127K3F', [R]],
  ['small letters', 'réf. r-7k3f', [R]],
  ['capitals', 'RÉF. R-7K3F', [R]],
  ['accent decomposed', 'Re\u0301f. R-7K3F', [R]],
  ['the whole word', 'Référence : R-7K3F', [R]],
  ['a colon', 'Réf.: R-7K3F.', [R]],
  ['line break before the code', 'Réf.\r\nR-7K3F', [R]],
  ['line break inside the code, in a quote', '> Réf. R-\r\n> 7K3F', [R]],
  ['quote marks of two levels', '>> Réf.\n>> R-7K3F', [R]],
  ['zero-width characters inside', 'Réf. R-\u200b7K\u20603F', [R]],
  ['soft hyphen inside', 'Réf. R-7K\u00ad3F', [R]],
  ['between direction marks', '\u202aRéf. R-7K3F\u202c', [R]],
  ['bare, in a sentence', 'votre relance R-7K3F, merci', [R]],
  ['bare, in brackets', 'Relance (R-7K3F)', [R]],
  ['bare, after a colon', 'objet:R-7K3F', [R]],
  ['at the very start', 'R-7K3F', [R]],
  ['bare, after a no-break space', 'relance\u00a0R-7K3F', [R]],
  ['two, each once, in order', 'Réf. R-9MX4 puis Réf. R-7K3F, cf. R-9MX4', ['R-9MX4', R]],
  ['a bare one before a named one', 'R-9MX4 et Réf. R-7K3F', ['R-9MX4', R]],
  ['two with one space between', 'R-9MX4 R-7K3F', ['R-9MX4', R]],
  ['five characters', 'Réf. R-7K3FA', ['R-7K3FA']],
])('a reference is found: %s', (_, text, expected) => {
  expect(findReferences(text)).toEqual(expected);
});

test.each([
  ['a year', 'commande R-2026'],
  ['a word', 'voir R-TEST'],
  ['confusable letters', 'Réf. R-7O1L'],
  ['too short', 'Réf. R-7K3'],
  ['too long', 'Réf. R-7K3F7K3F7'],
  ['part of another number', 'facture FR-7K3F'],
  ['part of a longer number', 'bon A-R-7K3F et R-7K3F-22'],
  ['bare and broken over a line', 'la lettre R-\n7K3F'],
  ['in an address', 'https://exemple.fr/r-7k3f'],
  ['nothing', ''],
])('no reference is seen in %s', (_, text) => {
  expect(findReferences(text)).toEqual([]);
});

test('a long hostile text is read to its end', () => {
  const text = `${'réf. r - '.repeat(4000)}${'R-'.repeat(20_000)}${'> '.repeat(20_000)}${'réf.'}${' '.repeat(20_000)}`;
  expect(findReferences(text)).toEqual([]);
});

test('any case and any of the three spaces give the same reference back', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(' ', '\u00a0', '\u202f', '\n', '\r\n> '), fc.boolean(), fc.string(), (text, space, small, around) => {
      const given = referenceOf(request(text), none);
      const shown = small ? given.toLowerCase() : given;
      expect(findReferences(`${around} Réf.${space}${shown} `)).toContain(reference(given));
    }),
  );
});
