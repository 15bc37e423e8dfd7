import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Language } from '../../../src/core';
import { findingView } from '../../../src/core/writing';
import type { Hold } from '../../../src/core';
import type { LintCode, LintFact, LintFinding, Measure, UnlawfulKind } from '../../../src/core/reminder/lint';
import { daysAgo, eur, inDays, TODAY, usd } from '../builders';
import { overrideName } from '../../../src/core/panel/override-names';
import { faultsOf } from './reading';

const LINT = join(__dirname, '../../../src/core/reminder/lint');

const MEASURES: readonly Measure[] = ['formal-notice', 'hand-over', 'court', 'suspension'];
const UNLAWFUL: readonly UnlawfulKind[] = ['blacklist', 'banking-ban', 'police', 'seizure', 'publicity', 'third-parties', 'authorities', 'official-look', 'limitation', 'threat'];
const HOLDS: Readonly<Record<Hold['kind'], true>> = { promise: true, dispute: true, manual: true, excluded: true, insolvency: true, plan: true, 'direct-debit': true, assigned: true, retained: true, limitation: true, 'struck-off': true, 'e-invoice': true, consumer: true, 'consumer-step': true, 'credit-covers': true, 'below-tolerance': true, 'unread-answer': true, 'figures-too-old': true, 'no-address-left': true };

type FactOf<K extends LintCode> = Extract<LintFact, { readonly code: K }>;
/** Every finding: a new code without a row here does not compile, one without words neither. */
const ALL: { readonly [K in LintCode]: readonly Omit<FactOf<K>, 'code'>[] } = {
  'amount-wrong': [{ written: eur(4136.4), demanded: eur(4316.4) }], 'amount-unknown': [{ written: eur(55) }], 'amount-missing': [{ demanded: eur(4316.4) }], 'currency-other': [{ written: usd(12), currency: 'EUR' }],
  'indemnity-wrong': [{ written: eur(50) }], 'invoice-unknown': [{ number: 'FA-2026-0999' }], 'invoice-not-demanded': [{ number: 'FA-2026-0340' }],
  'invoice-missing': [{ numbers: ['FA-1'] }, { numbers: ['FA-1', 'FA-2'] }, { numbers: ['FA-1', 'FA-2', 'FA-3', 'FA-4'] }],
  'due-date-wrong': [{ written: daysAgo(3), due: daysAgo(30) }, { written: daysAgo(3), due: null }], 'deadline-past': [{ written: daysAgo(4) }], 'deadline-day-off': [{ written: inDays(5) }],
  'deadline-early': [{ written: inDays(1), deadline: inDays(7) }], 'deadline-missing': [{ deadline: inDays(7) }], 'weekday-wrong': [{ written: inDays(9) }], 'iban-unknown': [{}], placeholder: [{}], 'subject-empty': [{}],
  'greeting-missing': [{}], 'greeting-empty': [{}], 'courtesy-missing': [{}], 'reminder-counted': [{}], 'last-warning': [{}], unlawful: UNLAWFUL.map((what) => ({ what })),
  'measure-not-enabled': MEASURES.map((measure) => ({ measure })), 'measure-early': MEASURES.map((measure) => ({ measure })), 'measure-repeated': MEASURES.map((measure) => ({ measure, by: daysAgo(4) })),
  'notice-early': [{}], 'notice-weakened': [{}], 'reminder-fee': [{}], 'late-fee': [{}], 'consumer-charge': [{}], 'interest-before-notice': [{}], 'other-law': [{}], 'charge-without-ground': [{}], 'charge-early': [{}], 'private-matter': [{}], insult: [{}], harsh: [{}],
  concession: [{}], 'public-buyer': [...MEASURES, 'penalty-clause' as const].map((measure) => ({ measure })),
  'outdated-word': [{}], shouting: [{}], exclamation: [{}], familiar: [{}], 'attachment-missing': [{}], 'attachment-other': [{ name: 'FA-2026-0999.pdf' }], 'recipient-stranger': [{ address: 'jean@autre.example' as never }],
  'payment-thanked': [{}], 'hold-ignored': (Object.keys(HOLDS) as Hold['kind'][]).map((hold) => ({ hold })), 'language-other': [{ expected: 'fr' }, { expected: 'en' }],
};
const FINDINGS: readonly LintFinding[] = Object.entries(ALL).flatMap(([code, facts]) => facts.map((fact) => ({ code, ...fact, severity: 'warns', passage: null }) as LintFinding));
const LANGUAGES: readonly Language[] = ['fr', 'en'];
const visible = (text: string): string => text.replace(/\u00a0/g, '⍽').replace(/\u202f/g, '▫');

test('every remark on a draft says what is wrong, and why', () => {
  for (const language of LANGUAGES) {
    const lines = FINDINGS.map((finding) => {
      const { what, why } = findingView(finding, { subject: '', text: '' }, language, TODAY);
      expect([...faultsOf(what, language), ...faultsOf(why, language)]).toEqual([]);
      expect(what.length).toBeLessThanOrEqual(60);
      expect(what).toMatch(/[^.]$/);
      expect(why).toMatch(/[.»”]$/);
      return `${finding.code}: ${what} | ${why}`;
    });
    expect(`\n${lines.map(visible).join('\n')}\n`).toMatchSnapshot(`remarks (${language})`);
  }
});

test('the words that are meant are quoted, on one line and not too long', () => {
  const finding = (from: number, to: number): LintFinding => ({ code: 'harsh', severity: 'blocks', passage: { in: 'text', from, to } });
  const text = `C’est\ninadmissible\u202e ${'a'.repeat(200)}`;
  expect(findingView(finding(6, 18), { subject: '', text }, 'fr', TODAY)).toMatchObject({ intent: 'error', quote: 'inadmissible' });
  expect(findingView(finding(0, text.length), { subject: '', text }, 'fr', TODAY).quote).toMatch(/^C’est inadmissible a{50,60}…$/);
});

test('the log names what was overridden, in both languages, and nothing that it does not know', () => {
  const codes = Object.keys(ALL) as LintCode[];
  const named = (language: Language): readonly string[] => ['ledger-too-old', ...codes].filter((code) => overrideName(code, language) !== '');
  expect(named('fr')).toEqual(named('en'));
  // Whatever the lint can block has a name here.
  const source = readdirSync(LINT).map((file) => readFileSync(join(LINT, file), 'utf8')).join('\n');
  const blocking = new Set(Array.from(source.matchAll(/put\([^;]*?'blocks'[^;]*?code: '([a-z-]+)'/g), ([, code]) => code));
  expect(blocking.size).toBeGreaterThan(12);
  expect([...blocking].filter((code) => code === undefined || !named('fr').includes(code))).toEqual([]);
  for (const odd of ['', 'x', 'constructor', '__proto__', 'toString']) expect(overrideName(odd, 'fr')).toBe('');
});
