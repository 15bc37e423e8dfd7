import { expect, test } from '@jest/globals';
import fc from 'fast-check';
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
