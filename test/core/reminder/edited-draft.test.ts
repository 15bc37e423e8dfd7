import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { findReferences, sha256Hex } from '../../../src/core';
import type { ReminderDraft } from '../../../src/core';
import { composeReminder, withEdits } from '../../../src/core/writing';
import { anInvoice, daysAgo, reference, TODAY } from '../builders';
import { CASES, writtenFor } from './golden-cases';
import { aRequest, problemOf, valueOf } from './shipped';

const R = reference('R-7K3F');
const draft: ReminderDraft = valueOf(composeReminder(aRequest({ stage: 'R2', invoices: [anInvoice(), anInvoice({ number: 'FA-2', due: daysAgo(2) })] }), TODAY)).draft;
const edited = (html: string, subject = draft.subject): ReminderDraft => valueOf(withEdits(draft, { subject, html }, R));
const textOf = (html: string): string => edited(html).text.replace(/\n*Réf\.\u00a0R-7K3F\n$/, '');

describe('a preview that was not changed', () => {
  test.each(Object.keys(CASES))('%s comes back as it was', (name) => {
    const made = writtenFor(name);
    expect(valueOf(withEdits(made, { subject: made.subject, html: made.html }, /-r\d-/.test(name) ? R : null))).toEqual(made);
  });
});

describe('what the clerk changed', () => {
  test('is in both parts and in the hash', () => {
    const changed = edited(draft.html.replace('Cordialement,', 'Bien à vous,'), 'Autre objet');
    expect(changed.text).toContain('Bien à vous,');
    expect(changed.html).toContain('Bien à vous,');
    expect(changed.contentHash).toBe(sha256Hex(`Autre objet\n\n${changed.text}`));
    expect(changed).toMatchObject({ subject: 'Autre objet', to: draft.to, attachments: draft.attachments });
  });
  test('a reference that was deleted is put back', () => {
    expect(findReferences(edited('<p>Bonjour</p>').text)).toEqual(['R-7K3F']);
  });
  test('what editors make of paragraphs, breaks, lists and bold', () => {
    expect(textOf('<div>Un</div><div>deux<br>trois</div><div><br></div><ul><li>a</li><li><b>b</b> c</li></ul><p>fin &amp; &lt;suite&gt; &#233;&#x20AC;</p>')).toBe('Un\n\ndeux\ntrois\n\n• a\n• b c\n\nfin & <suite> é€');
    expect(edited('<p>a <b>gras</b></p>').html).toContain('a <strong>gras</strong>');
  });
  test.each([
    ['<p onclick="x()">a</p>', 'a'],
    ['<script>alert(1)</script>a', 'a'],
    ['<style>p{}</style><p>a</p>', 'a'],
    ['<img src=x onerror=alert(1)>a', 'a'],
    ['<a href="javascript:alert(1)">a</a>', 'a'],
    ['<p>a<!-- <script>x</script> --></p>', 'a'],
    ['<svg><script>x</script></svg>a', 'a'],
    ['a <b', 'a <b'],
    ['\u202Ea', 'a'],
  ])('%s is cleaned', (html, text) => {
    const result = edited(html);
    expect(textOf(html)).toBe(text);
    expect(result.html).not.toMatch(/<(?!\/?(p|br|strong|table|tr|td|th)\b)|onclick|onerror|javascript/);
  });
  test('a break in a cell becomes one space, also behind one', () => {
    expect(textOf('<table><tr><td>12,50 € <br>net</td></tr></table>')).toBe('12,50 € net');
  });
  test('a text that became too long is refused, not cut', () => {
    expect(problemOf(withEdits(draft, { subject: 'x', html: `<p>${'x'.repeat(40_000)}</p>` }, R)).code).toBe('template/too-long');
  });
  test('whatever is pasted, only our own tags come out', () => {
    const piece = fc.constantFrom('<p>', '</p>', '<b>', '</b>', '<table>', '</table>', '<tr>', '<td align=right>', '</td>', '<th>', '<li>', '<ul>', '</ul>', '<br>', '<script>', '</script>', '<', '>', '"', '&lt;', '&#0;', '&#xD800;', 'mot', ' 12,50 € ', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const result = edited(pieces.join(''));
        expect(result.html.replace(/<\/?(p|br|strong|table|tr|td|th)( (style|align|cellpadding|cellspacing|border)="[^"<>]*")*>/g, '')).not.toMatch(/[<>]/);
        expect(edited(result.html).text).toBe(result.text);
      }),
      { numRuns: 400 },
    );
  });
});

test('one cell as long as a book beside very many rows: too long, said so, and no line is filled up to its length', () => {
  const html = `<table><tr><td align="right">${'x'.repeat(150_000)}</td></tr>${'<tr><td>a</td></tr>'.repeat(12_000)}</table>`;
  expect(problemOf(withEdits(draft, { subject: draft.subject, html }, R))).toMatchObject({ code: 'template/too-long' });
});
