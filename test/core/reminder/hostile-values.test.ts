import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, formatMoney, isBusinessDay, money, sum } from '../../../src/core';
import type { Invoice, Language } from '../../../src/core';
import { composeReminder, composeReply } from '../../../src/core/writing';
import { utf8Length } from '../../../src/core/reminder/plain-text';
import { aDebtor, anInvoice, aProfile, daysAgo, eur, MARIE, TODAY } from '../builders';
import { aReplyRequest, aRequest, aShippedPack, recipient, valueOf } from './shipped';

/** What a reader of the HTML sees, cell by cell and line by line. */
const read = (html: string): string =>
  html.replace(/<\/?strong>/g, '').replace(/<[^>]*>/g, ' ').replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
const words = (text: string): string[] => text.replace(/^-+$/gm, ' ').split(/\s+/).filter((word) => word !== '');
const tagsOf = (html: string): string[] => Array.from(new Set(Array.from(html.matchAll(/<\/?([a-zA-Z0-9!]+)/g), ([, tag = '']) => tag))).sort();
const ALLOWED = ['br', 'p', 'strong', 'table', 'td', 'th', 'tr'];
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000-\uf8ff]/;

const SCRIPT = '<script>alert(1)</script>';
const NASTY = [SCRIPT, '"><img src=x onerror=alert(1)>', '** gras ** - liste', '{{ client.nom }}', '{% if x %}', '\u202Egpj.exe\u202C', 'a\r\nBcc: x@y.fr', '&lt;b&gt;', '\ue000\uf000\ue0f0', '- - -', '\\', '|', '\ud800', "' OR 1=1 --", '€$£%:;!?« »'];

describe('values from ledger and mail are text', () => {
  const hostile = (value: string) => {
    const invoices = [anInvoice({ number: value, document: 'd' }), anInvoice({ number: `${value}-2`, due: daysAgo(3) })];
    const pack = aShippedPack({ profile: aProfile({ name: value, phone: value, bic: value, legalMentions: `${value}\n${value}`, signature: 'relance' }) });
    const debtor = aDebtor({ name: value, code: value });
    return valueOf(composeReminder(aRequest({ stage: 'R2', invoices }, { pack, author: { ...MARIE, name: value } }, { debtor }), TODAY)).draft;
  };

  test.each(NASTY)('%j', (value) => {
    const { html, text, subject } = hostile(value);
    expect(tagsOf(html).filter((tag) => !ALLOWED.includes(tag))).toEqual([]);
    expect(html).not.toMatch(/<[^>]*(onerror|src|href|class|id)=/);
    for (const part of [read(html), text]) expect(part).not.toMatch(UNSEEN);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(words(read(html))).toEqual(words(text));
  });

  test('a script shows as it was written', () => {
    const { html, text } = hostile(SCRIPT);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(text).toContain(SCRIPT);
  });

  test('a tag of the template language in a value is never run', () => {
    expect(hostile('{{ client.nom }}').subject).toContain('{{ client.nom }}');
  });

  test('10 000 characters leave a subject of at most 200 and a message that still fits', () => {
    const draft = hostile('Ã'.repeat(10_000));
    expect(Array.from(draft.subject).length).toBeLessThanOrEqual(200);
    expect(draft.subject).toMatch(/…/);
    expect(utf8Length(draft.html)).toBeLessThanOrEqual(32_000);
    const answered = valueOf(composeReminder(aRequest({ stage: 'R1', invoices: [anInvoice()] }, { replyingTo: 'x'.repeat(10_000), recipient: recipient({ channel: 'reply' }) }), TODAY)).draft.subject;
    expect(answered).toHaveLength(200);
  });

  test('no line end of the thread’s subject reaches a header', () => {
    const subject = valueOf(composeReminder(aRequest({ stage: 'R1', invoices: [anInvoice()] }, { replyingTo: 'Facture\r\nBcc: all@x.fr\u2028y', recipient: recipient({ channel: 'reply' }) }), TODAY)).draft.subject;
    expect(subject).toBe('RE: Facture Bcc: all@x.fr y');
  });

  test('whatever the value, both parts say the same and nothing unseen is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const { html, text, subject } = hostile(value);
        expect(words(read(html))).toEqual(words(text));
        expect(`${text}${subject}`).not.toMatch(UNSEEN);
        expect(tagsOf(html).filter((tag) => !ALLOWED.includes(tag))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('figures', () => {
  const anyInvoice = fc.record({ minor: fc.integer({ min: 1, max: 99_999_999 }), late: fc.integer({ min: 1, max: 400 }), disputed: fc.boolean(), document: fc.boolean() });
  const invoicesOf = (rows: readonly { minor: number; late: number; disputed: boolean; document: boolean }[]): Invoice[] =>
    rows.map(({ minor, late, disputed, document }, at) =>
      anInvoice({ number: `FA-${at + 1000}`, amount: money(minor, 'EUR'), due: daysAgo(late), disputed: disputed && minor > 1 ? money(Math.floor(minor / 2), 'EUR') : null, document: document ? `doc-${at}` : null }));

  test('HTML and text hold the same numbers, and the sum demanded is that of the lines', () => {
    fc.assert(
      fc.property(fc.array(anyInvoice, { minLength: 1, maxLength: 12 }), fc.constantFrom('R1', 'R2'), fc.constantFrom<Language>('fr', 'en'), (rows, stage, language) => {
        const { draft, demanded, listed } = valueOf(composeReminder(aRequest({ stage, invoices: invoicesOf(rows) }, { language }), TODAY));
        expect(words(read(draft.html))).toEqual(words(draft.text));
        expect(sum(listed.map((one) => one.outstanding), 'EUR')).toEqual(demanded);
        expect(draft.text).toContain(formatMoney(demanded, language));
        for (const { number, outstanding } of listed) {
          expect(draft.text).toContain(number);
          expect(draft.text).toContain(formatMoney(outstanding, language));
        }
        expect(draft.text).not.toMatch(/\{\{|\{%|undefined|null|NaN|\[object/);
        expect(draft.text.includes('joint') || draft.text.includes('attached')).toBe(draft.attachments.length > 0);
      }),
      { numRuns: 120 },
    );
  });

  test('the deadline is a business day and stands in the text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (days) => {
        const today = addDays(TODAY, days);
        const { draft, deadline } = valueOf(composeReminder(aRequest({ stage: 'R1', invoices: [anInvoice({ due: addDays(today, -3) })], today }), today));
        expect(isBusinessDay(deadline)).toBe(true);
        expect(draft.text).toContain(String(Number(deadline.slice(8))));
      }),
      { numRuns: 50 },
    );
  });

  test.each([59, 60, 61, 200, 2000])('with %d invoices the HTML stays under 32 kB, and what is cut is counted and summed', (count) => {
    const invoices = Array.from({ length: count }, (_, at) => anInvoice({ number: `FA-2026-${String(at).padStart(5, '0')}`, amount: eur(10.01), due: daysAgo(20) }));
    const { draft, demanded, listed } = valueOf(composeReminder(aRequest({ stage: 'R2', invoices }), TODAY));
    expect(utf8Length(draft.html)).toBeLessThanOrEqual(32_000);
    expect(listed).toHaveLength(count);
    expect(words(read(draft.html))).toEqual(words(draft.text));
    for (const tag of ['table', 'tr', 'td', 'p', 'strong']) expect(draft.html.split(`<${tag}`).length).toBe(draft.html.split(`</${tag}>`).length);
    const shown = (draft.text.match(/^FA-2026-\d{5} /gm) ?? []).length;
    const more = /^et (\d+) autres? factures? +(\S.*)$/m.exec(draft.text);
    expect(shown + Number(more?.[1] ?? 0)).toBe(count);
    if (more !== null) {
      expect(more[2]).toBe(formatMoney(money(1001 * (count - shown), 'EUR'), 'fr'));
      expect(draft.text).toContain('Le relevé complet vous est adressé sur simple demande.');
      expect(shown).toBeGreaterThan(50);
    }
    expect(draft.text).toContain(formatMoney(demanded, 'fr'));
  });

  const KINDS_AND_TONES: ['public' | 'consumer', 'firm' | 'courteous'][] = [['public', 'firm'], ['public', 'courteous'], ['consumer', 'firm'], ['consumer', 'courteous']];
  test.each(KINDS_AND_TONES)('5 000 invoices of one %s customer, each with an order of its own, in one %s letter', (kind, tone) => {
    const invoices = Array.from({ length: 5000 }, (_, at) => anInvoice({ number: `FA-2026-${String(at).padStart(5, '0')}`, amount: money(100_000_000_000, 'EUR'), due: daysAgo(20), orderNumber: `BC-${at} {{ total }} <b>` }));
    const debtor = aDebtor({ kind, name: `Mme ${'Παπαδοπούλου '.repeat(20).slice(0, 190)} 🚗` });
    const { draft, demanded } = valueOf(composeReminder(aRequest({ stage: 'R2', invoices }, { tone }, { debtor }), TODAY));
    expect(utf8Length(draft.html)).toBeLessThanOrEqual(32_000);
    expect(words(read(draft.html))).toEqual(words(draft.text));
    expect(draft.text).toContain(formatMoney(demanded, 'fr'));
    expect(draft.text).toContain('Madame, Monsieur,');
    expect(draft.text.includes('Vos commandes')).toBe(kind === 'public');
    if (kind === 'public') expect(draft.text).toContain('BC-3 {{ total }} <b> et 4996\u00a0autres.');
    expect(tagsOf(draft.html).filter((tag) => !ALLOWED.includes(tag))).toEqual([]);
  });

  test('a statement of 2 000 items is cut the same way and still shows its totals', () => {
    const invoices = Array.from({ length: 2000 }, (_, at) => anInvoice({ number: `FA-${at}`, amount: eur(1), due: daysAgo(at % 90) }));
    const { draft } = valueOf(composeReply(aReplyRequest(invoices), TODAY));
    expect(utf8Length(draft.html)).toBeLessThanOrEqual(32_000);
    expect(draft.text).toMatch(/^Total +2\u202f000,00\u00a0€$/m);
  });
});
