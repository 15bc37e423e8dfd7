import { beforeAll, describe, expect, test } from '@jest/globals';
import { cut, LONGEST, MOST_SECTIONS, MOST_WIDGETS, pageOf, withinLimits } from '../../src/gmail/cards/card-limits';
import type { CardPlan, SectionPlan, WidgetPlan } from '../../src/gmail/cards/card-plan';
import { bare, markup } from '../../src/gmail/cards/card-markup';
import { fieldsOf } from '../../src/gmail/card-fields';
import { drawn, faultsOn, withGoogle } from './drawn-card';

beforeAll(() => { withGoogle(); });
const lines = (count: number): readonly WidgetPlan[] => Array.from({ length: count }, (_, n) => ({ kind: 'paragraph', text: `ligne ${n}` }));
const card = (sections: readonly SectionPlan[]): CardPlan => ({ name: 'x', title: 'x', sections, menu: [] });

describe('what Google takes of one card', () => {
  test.each([[1, 1], [MOST_WIDGETS - 1, 1], [MOST_WIDGETS, 1], [MOST_WIDGETS + 1, 2], [3 * MOST_WIDGETS + 1, 4]])('%i widgets stand in %i sections, none is lost', (count, sections) => {
    const fit = withinLimits(card([{ title: 'Titre', widgets: lines(count), shown: 2 }]));
    expect(fit.sections).toHaveLength(sections);
    expect(fit.sections.flatMap(({ widgets }) => widgets)).toHaveLength(count);
    expect(fit.sections.filter(({ title }) => title !== undefined)).toHaveLength(1);
    expect(faultsOn(drawn(card([{ widgets: lines(count) }])))).toEqual([]);
  });
  test.each([[MOST_SECTIONS - 1], [MOST_SECTIONS], [MOST_SECTIONS + 1], [250]])('%i sections: the last one, which names the account, always stays', (count) => {
    const fit = withinLimits(card(Array.from({ length: count }, (_, n) => ({ widgets: [{ kind: 'paragraph', text: `${n}` }] }))));
    expect(fit.sections).toHaveLength(Math.min(count, MOST_SECTIONS));
    expect(fit.sections[fit.sections.length - 1]).toEqual({ widgets: [{ kind: 'paragraph', text: `${count - 1}` }] });
  });
  test('a section without a widget, and a row without a button, are not drawn', () => {
    expect(withinLimits(card([{ title: 'leer', widgets: [] }, { widgets: [{ kind: 'buttons', buttons: [] }] }, { widgets: lines(1) }])).sections).toHaveLength(1);
  });
  test.each([[1, 2, false], [2, 2, false], [3, 2, true]])('%i widgets of which %i stay: foldable %p', (count, shown, folds) => {
    expect(withinLimits(card([{ widgets: lines(count), shown }])).sections[0]?.shown !== undefined).toBe(folds);
  });
  test.each([[LONGEST.text - 1, false], [LONGEST.text, false], [LONGEST.text + 1, true]])('a text of %i characters is shortened: %p', (length, shortened) => {
    const [section] = withinLimits(card([{ widgets: [{ kind: 'line', text: [{ text: 'x'.repeat(length), look: 'strong' }, 'y'] }] }])).sections;
    const [widget] = section?.widgets ?? [];
    expect(JSON.stringify(widget).includes('…')).toBe(shortened);
    expect(JSON.stringify(widget).length).toBeLessThan(LONGEST.text + 100);
  });
  test('half a character is never left', () => expect(cut(`${'x'.repeat(8)}😀😀`, 10)).toBe('xxxxxxxx…'));
});

describe('pages of a list', () => {
  const rows = Array.from({ length: 85 }, (_, n) => n);
  test.each([
    [0, 40, 0, 40, 40],
    [40, 40, 40, 40, 80],
    [80, 40, 80, 5, null],
    [85, 40, 80, 5, null],
    [9999, 40, 80, 5, null],
    [0, 85, 0, 85, null],
    [0, 84, 0, 84, 84],
  ])('from row %i by %i', (at, size, from, count, next) => {
    const page = pageOf(rows, at, size);
    expect([page.at, page.rows.length, page.next]).toEqual([from, count, next]);
    expect(page.rows[0]).toBe(from);
  });
  test('of nothing', () => expect(pageOf([], 3, 40)).toEqual({ rows: [], at: 0, next: null }));
});

describe('words in Google’s fields', () => {
  test.each([
    ['<b onclick="x()">R&D</b>', '&lt;b onclick="x()"&gt;R&amp;D&lt;/b&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a\nb', 'a<br>b'],
  ])('%j where HTML is read', (text, html) => expect(markup(text)).toBe(html));
  test('looks are ours alone', () => expect(markup([{ text: '<i>', look: 'strong' }, ' ', { text: 'x', look: 'gone' }, { text: '', look: 'quiet' }])).toBe('<b>&lt;i&gt;</b> <s>x</s>'));
  test.each([
    ['R&D, AT&T & Fils', 'R&D, AT&T & Fils'],
    ['<b>', '‹b›'],
    ['&lt;b&gt;', '&\u200alt;b&\u200agt;'],
    ['&#60;', '&\u200a#60;'],
    ['a\r\nb', 'a b'],
  ])('%j where plain text is read', (text, plain) => expect(bare(text)).toBe(plain));
});

describe('what is filled in', () => {
  const inputs = (formInputs: unknown) => ({ commonEventObject: { formInputs } }) as unknown as Parameters<typeof fieldsOf>[0];
  test('a day, a text, boxes', () => {
    expect(fieldsOf(inputs({ date: { dateInput: { msSinceEpoch: String(Date.UTC(2026, 10, 27)) } }, amount: { stringInputs: { value: ['12,50'] } }, invoices: { stringInputs: { value: ['co:FA-1', 'co:FA-2'] } } })))
      .toEqual({ date: '2026-11-27', amount: '12,50', 'invoice:co:FA-1': 'yes', 'invoice:co:FA-2': 'yes' });
  });
  test('the other shape that Google shows: below an empty key', () => {
    expect(fieldsOf(inputs({ words: { '': { stringInputs: { value: ['x'.repeat(30_000)] } } }, day: { '': { dateTimeInput: { msSinceEpoch: Date.UTC(2026, 10, 27, 12) } } } }))).toEqual({ words: 'x'.repeat(20_000), day: '2026-11-27' });
  });
  test('no event at all', () => expect(fieldsOf({} as Parameters<typeof fieldsOf>[0])).toEqual({}));
  test.each([[undefined], [{}], [{ x: {} }], [{ x: null }], [{ x: { stringInputs: {} } }]])('nothing: %j', (values) => expect(Object.values(fieldsOf(inputs(values))).every((value) => value === '')).toBe(true));
  test.each([['NaN'], ['1e99'], ['-1e99'], [''], [String(Date.UTC(3000, 0, 1))]])('a day that is none: %s', (ms) => expect(['', '1970-01-01']).toContain(fieldsOf(inputs({ date: { dateInput: { msSinceEpoch: ms } } }))['date']));
});
