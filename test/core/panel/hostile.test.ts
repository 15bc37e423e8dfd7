import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { NO_FILTER, passageView, plain, presentChoices, presentChooser, presentDebtor, presentSearch, presentWorklistPage, recipientsFor, rememberView, summaryOf, wordProblem } from '../../../src/core';
import type { Clue, Language, Problem } from '../../../src/core';
import { aCaseFile, aContact, aDebtor, aLog, anInvoice, aPayment, at, called, daysAgo, disputed, drafted, eur, held, inDays, MARIE, noted, promised, skipped, TODAY } from '../builders';
import { CLUES } from './every-fact';
import { assessed, HOLDS, PACK, PROBLEMS, aWorklistPage } from './every-state';
import { strings } from './reading';

/** What must never reach a screen inside a sentence: controls, marks that turn the reading direction, what has no shape, half a character. */
const HOSTILE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]/u;

const anything = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.constantFrom('x'.repeat(10_000), '\u202egnp.exe<script>alert(1)</script>\u0000', '\u2066\u2067\u2068\u2069', '😀'.repeat(300), '\ud83d', '\r\n\r\nBcc: x', '   ', '\u200b', "' ; ! ? : % « »", '$& $1 {{name}} ${x}', 'constructor', '__proto__', 'toString'),
);
const LONGEST = 2_500;

function clean(view: unknown): void {
  const faults = strings(view).filter(([path, text]) => !path.includes('.recipient.to[') && (HOSTILE.test(text) || text.length >= LONGEST));
  if (faults.length > 0) expect(faults).toEqual([]);
}

describe('a value from ledger, mail or log inside a sentence', () => {
  test('is one line without anything invisible, of at most the given length, and stays as it is the second time', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 200 }), (value, limit) => {
        const shown = plain(value, limit);
        return !HOSTILE.test(shown) && shown.length <= limit && plain(shown, limit) === shown;
      }),
      { numRuns: 2_000 },
    );
  });
  test.each([
    [199, false],
    [200, false],
    [201, true],
  ])('of %i characters', (length, shortened) => {
    const shown = plain('x'.repeat(length));
    expect(shown.endsWith('…')).toBe(shortened);
    expect(shown).toHaveLength(Math.min(length, 200));
  });
  test.each([
    ['Menuiserie Lebrun', 'Menuiserie Lebrun'],
    ['L’Étoile & Fils, œuvre n°\u00a03', 'L’Étoile & Fils, œuvre n°\u00a03'],
    ['  two   spaces\tand\na line ', 'two spaces and a line'],
    ['\u202eexe.gnp', 'exe.gnp'],
    ['a\u0000b', 'a b'],
    ['東京 株式会社', '東京 株式会社'],
    ['<b>bold</b>', '<b>bold</b>'],
  ])('%j is shown as %j', (value, shown) => {
    expect(plain(value)).toBe(shown);
  });
});

describe('hostile values everywhere', () => {
  const languages = fc.constantFrom<Language>('fr', 'en');

  test('a card: names, numbers, towns, phones, notes, quotations, reasons, factors, sources', () => {
    fc.assert(
      fc.property(anything, languages, (value, language) => {
        const invoice = anInvoice({ number: value || 'x', due: daysAgo(20), orderNumber: value, payments: [aPayment({ amount: eur(1), reference: value })] });
        const name = { ...MARIE, name: value };
        const entries = aLog([noted(value), { author: name }], [drafted(), { author: name, on: daysAgo(9) }], called({ note: value }), promised({ quotation: value, promisedFor: inDays(3) }), disputed({ reason: value, quotation: value }), held({ reason: value }), skipped({ reason: value }));
        for (const log of [entries, []]) {
          const file = aCaseFile({ debtor: aDebtor({ name: value, town: value, code: value, phone: value, contacts: [aContact({ name: value })] }), invoices: [invoice], entries: log, source: { name: value, kind: 'file', asOf: '2026-11-16T07:12:00.000Z' as never, unreadableRows: 1 } });
          const assessment = assessed(file);
          const input = { language, me: MARIE, pack: PACK, file, assessment, identification: null, recipient: recipientsFor(null, null, file.debtor, PACK.profile, null), chosen: null, offsetMinutes: 60 };
          const panel = presentDebtor(input, TODAY);
          clean(panel);
          expect(panel.debtor.name).not.toBe('');
          if (assessment.kind === 'held') for (const hold of Object.values(HOLDS)) clean(presentDebtor({ ...input, assessment: { ...assessment, holds: [{ ...hold, ...('reason' in hold ? { reason: value } : {}), ...('factor' in hold ? { factor: value } : {}), ...('numbers' in hold ? { numbers: [value, value] } : {}) }] } }, TODAY));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('chooser, search, worklist', () => {
    fc.assert(
      fc.property(anything, languages, (value, language) => {
        const file = aCaseFile({ debtor: aDebtor({ name: value, code: value, town: value }) });
        const assessment = assessed(file);
        if (assessment.kind === 'unknown-debtor') throw new Error('nobody');
        const debtor = summaryOf(file.debtor, assessment.statement);
        const clues: readonly Clue[] = Object.values(CLUES).map((clue) => ({ ...clue, value }));
        clean(presentChooser({ kind: 'several', why: 'weak', count: 1, invoices: [], candidates: [{ debtor, clues, score: 0 }] }, language));
        for (const kind of ['name', 'similar-name', 'code', 'siren', 'siret', 'vat', 'address', 'domain', 'invoice'] as const) clean(presentSearch([{ ...debtor, by: { kind, value } }], language));
        clean(rememberView([{ scope: 'thread', value }, { scope: 'address', value }, { scope: 'domain', value }], 'thread', language));
        clean(passageView({ place: 'subject', before: value, hit: value, after: value }, language));
        clean(presentChoices({ rows: (['thread', 'address', 'domain'] as const).map((scope) => ({ scope, value, debtor: debtor.id, debtorName: value, by: value, at: at('2026-11-23T08:12:00.000Z') })), counts: { thread: 1, address: 1, domain: 1 } }, null, language, TODAY, () => 60).map(({ rows, ...group }) => ({ ...group, rows: rows.map(({ choice: _, ...row }) => row) })));
        clean(presentWorklistPage(aWorklistPage([file]), { group: 'to-remind', filter: NO_FILTER }, PACK, language));
      }),
      { numRuns: 150 },
    );
  });

  test('every problem, with the value in each of its texts', () => {
    fc.assert(
      fc.property(anything, languages, (value, language) => {
        for (const problem of Object.values(PROBLEMS)) {
          const fixed = ['code', 'why', 'because', 'at', 'since', 'lastEntryAt', 'now', 'what', 'format', 'reply', 'tone', 'language', 'semester', 'series', 'to'];
          const hostile = Object.fromEntries(Object.entries(problem).map(([key, held]) => [key, fixed.includes(key) ? held : typeof held === 'string' ? value : Array.isArray(held) && typeof held[0] === 'string' ? held.map(() => value) : held])) as unknown as Problem;
          const message = wordProblem(hostile, language, TODAY);
          clean(message);
          expect(JSON.stringify(message)).not.toContain('[native code]');
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('French marks in a value are not set anew: only our own words are', () => {
  const panel = presentSearch([{ ...summaryOf(aDebtor({ name: "L'Atelier : d'Ici !" }), { asOf: TODAY, items: [], perCurrency: [], missing: [] }), by: { kind: 'name', value: '' } }], 'fr');
  expect(panel[0]?.debtor.name).toBe("L'Atelier : d'Ici !");
});
