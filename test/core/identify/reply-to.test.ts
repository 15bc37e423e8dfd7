import { expect, test } from '@jest/globals';
import fc from '../../property';
import { replyToOf } from '../../../src/core';

const told = (headers: string): readonly string[] | null => replyToOf(headers)?.map(({ address }) => address) ?? null;

test.each<[string, string, readonly string[] | null]>([
  ['no Reply-To', 'From: a@x.fr\r\nSubject: Facture\r\n', []],
  ['a bare address', 'From: a@x.fr\r\nReply-To: b@y.fr\r\n', ['b@y.fr']],
  ['a name before it', 'REPLY-TO: Compta <B@Y.fr>\n', ['b@y.fr']],
  ['a folded line', 'Reply-To:\r\n Service des factures\r\n <b@y.fr>\r\nTo: c@z.fr', ['b@y.fr']],
  ['several', 'Reply-To: b@y.fr, "Durand, Zoé" <c@y.fr>', ['b@y.fr', 'c@y.fr']],
  ['an address inside a name', 'Reply-To: "a@x.fr" <b@y.fr>', ['b@y.fr']],
  ['an encoded name', 'Reply-To: =?utf-8?Q?Compta_<a=40x.fr>?= <b@y.fr>', null],
  ['two such headers', 'Reply-To: b@y.fr\r\nReply-To: c@y.fr', ['b@y.fr', 'c@y.fr']],
  ['a group', 'Reply-To: Compta: b@y.fr, c@y.fr;', null],
  ['two addresses in one piece', 'Reply-To: a@x.fr <b@y.fr>', null],
  ['a quote that is not closed', 'Reply-To: "Compta <b@y.fr>', ['b@y.fr']],
  ['an address that is none', 'Reply-To: <b@>', null],
  ['an empty one', 'Reply-To: \r\nTo: c@z.fr', []],
  ['one that stands in the mail, not in its head', 'From: a@x.fr\r\n\r\nReply-To: b@y.fr', []],
  ['one inside another header', 'X-Original: x\r\n Reply-To: b@y.fr', []],
  ['no headers at all', '  \r\n', null],
])('%s', (_title, headers, people) => {
  expect(told(headers)).toEqual(people);
});

test('whatever stands there, it is told or not, never thrown, and no address is made up', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '@', '.', 'fr', '<', '>', '"', '\\', ',', ';', '(', ')', ' ', '\r\n ', 'Reply-To: '), maxLength: 60 }), (text) => {
      for (const address of told(`Reply-To: ${text}`) ?? []) expect(text.toLowerCase().replace(/\s+/g, ' ')).toContain(address);
    }),
    { numRuns: 2_000 },
  );
});

test('a hostile header is read in time that grows with its length', () => {
  for (const piece of ['"', '(', '<', ',', '"\\', 'a@', ' ', '\r\n ']) {
    const started = performance.now();
    told(`Reply-To: ${piece.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  }
});
