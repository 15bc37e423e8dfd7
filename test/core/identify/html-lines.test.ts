import { describe, expect, test } from '@jest/globals';
import { partsOf } from '../../../src/core/identify/message-parts';
import { splitLines } from '../../../src/core/identify/split-message';
import { linesOfHtml } from '../../../src/gmail/html-lines-of';
import { mailFrom } from './story';

const textOf = (html: string): string => linesOfHtml(html).map((line) => line.text).join('\n').trim();

describe('what a mail’s HTML says line by line', () => {
  test.each([
    ['paragraphs and breaks', '<p>Bonjour,</p><p>Réglé<br>hier.</p>', 'Bonjour,\n\nRéglé\nhier.'],
    ['a blank line of Gmail and Outlook', '<div>Bonjour,</div><div><br></div><div>Réglé.</div>', 'Bonjour,\n\nRéglé.'],
    ['words broken by the source', '<div>La facture\n   FA-<b>1</b>2\n est <i>réglée</i>.</div>', 'La facture FA-12 est réglée.'],
    ['cells of a row', '<table><tr><td>Facture</td><td>12</td></tr><tr><td>Avoir</td><td>13</td></tr></table>', 'Facture 12\nAvoir 13'],
    ['a list', '<ul><li>une</li><li>deux</li></ul>', '- une\n- deux'],
    ['preformatted text', '<pre>un\n  deux</pre>trois', 'un\n  deux\ntrois'],
    ['entities', '<p>1&nbsp;250,00&nbsp;&euro; &lt;a@x.fr&gt;</p>', '1\u00a0250,00\u00a0€ <a@x.fr>'],
    ['what nobody sees', '<style>p{}</style><script>x()</script><div style="display: none">aperçu</div><p>oui</p><!-- non -->', 'oui'],
    ['an address behind a name', 'De : <a href="mailto:m@x.fr?subject=y">Marie</a><br><a href="mailto:n@x.fr">n@x.fr</a>', 'De : Marie <m@x.fr>\nn@x.fr'],
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  test('quotations of mail clients are marked, an indented passage of the writer is not', () => {
    const marked = (html: string): readonly boolean[] => linesOfHtml(html).filter((line) => line.text !== '').map((line) => line.marked);
    expect(marked('oui<blockquote type="cite">non</blockquote>oui')).toEqual([false, true, false]);
    expect(marked('<blockquote class="x_gmail_quote">a<blockquote type="cite">b</blockquote>c</blockquote>')).toEqual([true, true, true]);
    expect(marked('<blockquote style="border-left:2px solid #00f">a</blockquote>')).toEqual([true]);
    expect(marked('oui<br>&gt; non<br>&gt;&gt; non plus')).toEqual([false, true, true]);
    expect(marked('<blockquote style="margin:0 0 0 40px;border:none">a</blockquote>')).toEqual([false]);
  });

  test('the signature that a client marks is none of the text, without any formula', () => {
    const split = splitLines(linesOfHtml('<div>payé hier</div><div class="gmail_signature">les vergers du sud</div>'));
    expect([split.newest.trim(), split.signature.trim()]).toEqual(['payé hier', 'les vergers du sud']);
  });

  test('what stands below Outlook’s own mark is the earlier message, in any language', () => {
    const split = splitLines(linesOfHtml('<p>payé</p><div id="x_divRplyFwdMsg">Od: Piotr<br>Temat: faktura</div><div>Dzień dobry</div>'));
    expect(split.newest.trim()).toBe('payé');
    expect(split.quoted[0]?.text).toContain('Dzień dobry');
  });

  test('without marks of a mail client the text decides, which every client gives alike', () => {
    const message = { ...mailFrom('a@x.fr', { text: 'du texte' }), html: linesOfHtml('<p>du HTML</p>') };
    expect(partsOf(message).newest).toBe('du texte');
    expect(partsOf({ ...message, html: linesOfHtml('<p>du HTML</p><blockquote type="cite">cité</blockquote>') }).newest.trim()).toBe('du HTML');
    expect(partsOf({ ...message, text: '' }).newest.trim()).toBe('du HTML');
  });

  test.each(['<div>', '<blockquote type=cite>', '</div>', '<b>a', '<p>a', '<a href="mailto:m@x.fr">', '&lt;', '<div class="gmail_quote">a', ' ', '<', '<td>', '<pre>\n', '<hr>'])('a megabyte of %j is read to its end', (unit) => {
    const lines = linesOfHtml(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    expect(() => splitLines(lines)).not.toThrow();
    expect(lines.reduce((sum, line) => sum + line.text.length, 0)).toBeLessThanOrEqual(300_000);
  });
});
