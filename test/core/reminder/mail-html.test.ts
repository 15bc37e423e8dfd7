import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cleanHtml } from '../../../src/core/writing';
import fc from '../../property';
import { CASES, writtenFor } from './golden-cases';

const guide = readFileSync(join(__dirname, '../../../assets/templates/README.md'), 'utf8');

/** The table of the guide: per tag its attributes, and per style its values. */
function written(heading: string): ReadonlyMap<string, readonly string[]> {
  const [, section = ''] = guide.split(`| ${heading} |`);
  const rows = section.split('\n').slice(2);
  const kept = rows.slice(0, rows.findIndex((row) => !row.startsWith('|')));
  return new Map(kept.map((row) => {
    const [, first = '', second = ''] = row.split('|');
    const quoted = (cell: string): readonly string[] => Array.from(cell.matchAll(/`([^`]+)`/g), ([, text = '']) => text);
    return [quoted(first)[0] ?? '', quoted(second)] as const;
  }));
}
const TAGS = written('Tag');
const STYLES = written('Inline style');

/** What of a text's HTML the guide does not list. */
function strangers(html: string): readonly string[] {
  const strange: string[] = [];
  const rest = html.replace(/<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)>/g, (_, close: string, tag: string, attributes: string) => {
    const allowed = TAGS.get(tag);
    if (allowed === undefined) strange.push(`<${tag}>`);
    if (close !== '' && attributes !== '') strange.push(`</${tag}${attributes}>`);
    for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
      if (allowed?.includes(name) !== true) strange.push(`${tag} ${name}`);
      if (name === 'style') for (const style of value.split(';')) {
        const [property = '', of = ''] = style.split(':');
        if (STYLES.get(property)?.includes(of) !== true) strange.push(style);
      }
    }
    return '';
  });
  return [...strange, ...(rest.match(/[<>]/g) ?? [])];
}

test('the guide lists tags and styles', () => {
  expect([...TAGS.keys()].sort()).toEqual(['br', 'p', 'strong', 'table', 'td', 'th', 'tr']);
  expect(STYLES.size).toBeGreaterThan(2);
  expect(strangers('<p class="x" style="color:red">a <a href="x">b</a></p>')).toEqual(['p class', 'color:red', '<a>', 'a href', '<a>']);
});

describe('what a mail’s HTML holds', () => {
  test.each(Object.keys(CASES))('%s: tags, attributes and styles of the guide, and no others', (name) => {
    expect(strangers(writtenFor(name).html)).toEqual([]);
  });

  test('whatever is pasted, it comes out with these alone', () => {
    const piece = fc.constantFrom('<p style="position:fixed">', '</p>', '<a href="javascript:x">', '</a>', '<font color=red>', '<table background="x">', '<tr>', '<td colspan=4 style="width:9999px" align=right>', '<h1 class=y>', '<ul><li>', '<style>', '</style>', '<o:p>', '<!--[if mso]>', '<![endif]-->', '<img src=x>', '<', '>', '"', "'", '&amp;', 'mot', ' ', '\n');
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void expect(strangers(cleanHtml(pieces.join(''), 'fr'))).toEqual([])), { numRuns: 500 });
  });
});
