import { expect, test } from '@jest/globals';
import fc from '../../property';
import { documentOfHtml } from '../../../src/core/reminder/document-of-html';
import { cleanHtml } from '../../../src/core/writing';

test.each<[string, string, string]>([
  ['a script', '<p>Bonjour<script>alert(1)</script></p>', '<p style="margin:0 0 12px 0">Bonjour</p>'],
  ['a picture that reports when it is read', '<p>Bonjour <img src="https://suivi.example/p.gif" onerror="x()"></p>', '<p style="margin:0 0 12px 0">Bonjour</p>'],
  ['a handler', '<p onclick="x()">Bonjour</p>', '<p style="margin:0 0 12px 0">Bonjour</p>'],
  ['a link', '<a href="javascript:x()">payer</a>', '<p style="margin:0 0 12px 0">payer</p>'],
  ['styles of another page', '<style>p{color:red}</style><p style="position:fixed;top:0" class="x">Bonjour</p>', '<p style="margin:0 0 12px 0">Bonjour</p>'],
  ['Word’s own marks', '<!--[if gte mso 9]><xml>x</xml><![endif]--><p class="MsoNormal">Bonjour<o:p></o:p></p>', '<p style="margin:0 0 12px 0">Bonjour</p>'],
])('%s does not come in with what is pasted', (_title, pasted, kept) => {
  expect(cleanHtml(pasted, 'fr')).toBe(kept);
});

test('bold, lists and tables stay', () => {
  expect(cleanHtml('<p><b>Merci</b></p>', 'fr')).toContain('<strong>Merci</strong>');
  expect(cleanHtml('<ul><li>un</li><li>deux</li></ul>', 'fr')).toContain('• un<br>• deux');
  expect(cleanHtml('<table><tr><td>FA-2026-0297</td><td>12,00</td></tr></table>', 'fr')).toContain('FA-2026-0297');
});

test('whatever is pasted, only the tags of a letter come out', () => {
  const pieces = fc.constantFrom('<script>', '</script>', '<p>', '</p>', '<img src=x onerror=y>', '<svg onload=x>', '<table><tr><td>', '</table>', '<b>', 'x', '"', "'", '>', '<', '&lt;script&gt;', '<a href=javascript:x>', '<iframe srcdoc="<b>">');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const tags = [...cleanHtml(parts.join(''), 'fr').matchAll(/<\/?([a-z]+)((?:\s[^>]*)?)>/g)];
      for (const [, name, attributes] of tags) {
        expect(['p', 'br', 'strong', 'table', 'tr', 'td', 'th']).toContain(name);
        expect(attributes).not.toMatch(/\son|href|src/);
      }
    }),
  );
});

/** Each took minutes or the whole memory, when a tag, a table or a text in pieces was looked at again for every part of it. None is timed: they end or they do not. */
test.each<[string, string]>([
  ['tags that never end', '<a '.repeat(150_000)],
  ['comments that never end', '<!--'.repeat(150_000)],
  ['quotation marks that never end', '<a "'.repeat(150_000)],
  ['one text in very many pieces', 'des mots</li>&notanentity;'.repeat(100_000)],
  ['an attribute of spaces', `<table><tr><td align=${' '.repeat(300_000)}x>12,00</table>`],
  ['very many rows', `<table>${'<tr><td>x'.repeat(300_000)}</table>`],
  ['one wide row above very many short ones', `<table><tr>${'<td>y'.repeat(5_000)}${'<tr><td>x'.repeat(30_000)}</table>`],
])('%s are read in one pass', (_title, pasted) => {
  expect(cleanHtml(pasted, 'fr').length).toBeLessThan(30 * pasted.length);
});

test('columns beyond what a letter can show go on in the last one: no word is lost', () => {
  const words = Array.from({ length: 70 }, (_, at) => `mot${at}`);
  const clean = cleanHtml(`<table><tr>${words.map((word) => `<td>${word}</td>`).join('')}</tr></table>`, 'fr');
  expect(words.filter((word) => !clean.includes(word))).toEqual([]);
  expect(clean.match(/<td/g)).toHaveLength(60);
});

const aText = fc.array(fc.constantFrom('mot', ' ', '  ', '\t', '\n', '\r\n', 'ﷺ', 'e\u0301', '\u0301', '👩\u200d💻', '\ud83d', '\ude00', '\u200b', '\u0000', '\u0085', '&amp;', '&#x1f469;', '&#xd83d;', '&#xde00;', '&#0;', '&#xd83d', '&', ';', '#', 'x', '1f600', '&notanentity;', '<b>', '</b>', '<br>', '<td>', '<'), { maxLength: 60 }).map((parts) => parts.join(''));

test('a text is the same whether it is cleaned at once or in pieces, wherever they end', () => {
  fc.assert(
    fc.property(aText, fc.integer({ min: 2, max: 24 }), (html, piece) => {
      expect(documentOfHtml(html, 'fr', piece)).toEqual(documentOfHtml(html, 'fr', Infinity));
    }),
    { numRuns: 3_000 },
  );
});

test.each<[string, string]>([
  ['a character of two halves', '👩'.repeat(30)],
  ['one spelt by two entities', '&#xd83d;&#xde00;'.repeat(30)],
  ['one half typed, the other spelt', '\ud83d&#xde00;'.repeat(30)],
  ['one with nothing between its halves', '\ud83d&#0;\ude00'.repeat(30)],
  ['an entity', '&euro;'.repeat(30)],
  ['an accent behind its letter', 'e\u0301'.repeat(30)],
  ['spaces in a row', 'a  \n  '.repeat(30)],
])('no piece ends within %s', (_what, html) => {
  for (let piece = 2; piece < 40; piece += 1) expect(documentOfHtml(html, 'fr', piece)).toEqual(documentOfHtml(html, 'fr', Infinity));
});
