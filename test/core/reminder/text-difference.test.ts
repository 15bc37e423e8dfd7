import { expect, test } from '@jest/globals';
import { textDifference } from '../../../src/core/writing';
import type { DifferingLine } from '../../../src/core/writing';
import fc from '../../property';

const text = (body: string, subject = 'Objet') => ({ subject, body });
const shown = (lines: readonly DifferingLine[]): string => lines.map(({ kind, text: line }) => `${kind === 'same' ? ' ' : kind === 'added' ? '+' : '-'}${line}`).join('|');

test.each<[string, ReturnType<typeof text>, ReturnType<typeof text>, string]>([
  ['nothing differs', text('a\nb'), text('a\nb'), ' Objet| a| b'], ['a line is put in', text('a\nb'), text('a\nx\nb'), ' Objet| a|+x| b'], ['one is left out', text('a\nx\nb'), text('a\nb'), ' Objet| a|-x| b'],
  ['one is another', text('a\nb\nc'), text('a\nB\nc'), ' Objet| a|-b|+B| c'], ['the subject is another, and is no line of the body', text('Objet', 'Avis'), text('Objet'), '-Avis|+Objet| Objet'], ['two lines change places', text('a\nb'), text('b\na'), ' Objet|-a| b|+a'],
  ['markup and what looks like marks', text('+ <b>x</b>\n- y'), text('+ <b>x</b>'), ' Objet| + <b>x</b>|-- y'],
])('%s', (_, from, to, lines) => expect(shown(textDifference(from, to))).toBe(lines));

test('without what was added it is the one text, without what was left out the other, whatever they are', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'Bonjour,'), { maxLength: 30 }).map((all) => text(all.join('\n')));
  fc.assert(fc.property(lines, lines, (from, to) => {
    const found = textDifference(from, to).slice(1);
    const without = (kind: DifferingLine['kind']): string => found.filter((line) => line.kind !== kind).map((line) => line.text).join('\n');
    expect([without('added'), without('removed')]).toEqual([from.body, to.body]);
    if (from.body === to.body) expect(found.every(({ kind }) => kind === 'same')).toBe(true);
  }));
});

test('two texts of ten thousand lines that share nothing are told at once', () => {
  const many = (letter: string) => text(Array.from({ length: 10_000 }, (_, at) => `${letter}${at}`).join('\n'));
  expect(textDifference(many('a'), many('b'))).toHaveLength(20_001);
});
