import { expect, test } from '@jest/globals';
import fc from '../../property';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTICE_LIMIT, oneClickNotice } from '../../../src/core';
import type { AssessmentKind, Language, OneClickEnd } from '../../../src/core';
import { address, aPolicy, aStage, daysAgo, eur, TODAY } from '../builders';
import { PROBLEMS } from './every-state';
import { faultsOf } from './reading';

const LANGUAGES: readonly Language[] = ['fr', 'en'];
/** Every trouble that one click can meet; ledger files are read elsewhere. */
const TROUBLES: readonly OneClickEnd[] = Object.values(PROBLEMS).filter(({ code }) => !code.startsWith('ledger/'))
  .flatMap((problem): readonly OneClickEnd[] => [{ kind: 'failed', problem, reserved: false }, { kind: 'failed', problem, reserved: true }, { kind: 'not-taken-back', problem }]);
const visible = (text: string): string => text.replace(/\u00a0/g, '⍽').replace(/\u202f/g, '▫');

type Why = Extract<OneClickEnd, { readonly kind: 'open-pane' }>['because'];
/** Every reason; a new one does not compile until it stands here. */
const REASONS: Readonly<Record<Why['kind'], readonly Why[]>> = {
  'being-written': [{ kind: 'being-written' }],
  'which-company': [{ kind: 'which-company' }],
  'not-the-newest': [{ kind: 'not-the-newest' }],
  'nobody-known': (['own-mail', 'nothing-found', 'marked-not-a-customer'] as const).map((why) => ({ kind: 'nobody-known', why })),
  'several-debtors': [{ kind: 'several-debtors' }],
  'no-sender': [{ kind: 'no-sender' }],
  'own-message': [{ kind: 'own-message' }],
  'not-certain': [{ kind: 'not-certain' }],
  contradicted: [{ kind: 'contradicted' }],
  'not-a-payer': ([null, 'sales', 'management'] as const).map((role) => ({ kind: 'not-a-payer', role })),
  'reply-to-unknown': [{ kind: 'reply-to-unknown' }],
  'reply-elsewhere': [{ kind: 'reply-elsewhere' }],
  'not-a-reminder': Object.keys({
    'unknown-debtor': 0, settled: 0, 'not-due': 0, held: 0, 'draft-pending': 0, 'draft-unconfirmed': 0, 'too-soon': 0, call: 0, letter: 0, exhausted: 0,
  } satisfies Record<Exclude<AssessmentKind, 'remind'>, 0>).map((is) => ({ kind: 'not-a-reminder', is: is as Exclude<AssessmentKind, 'remind'> })),
  'formal-step': [{ kind: 'formal-step', stage: 'R4' }],
  'draft-open': [{ kind: 'draft-open' }],
  'partly-held': [{ kind: 'partly-held', numbers: ['FA-2026-0297'] }, { kind: 'partly-held', numbers: ['FA-2026-0297', 'FA-2026-0310'] }],
  'figures-too-old': [{ kind: 'figures-too-old', of: daysAgo(5) }],
  'answer-to-read': (['insolvency', 'dispute', 'absence', 'payment'] as const).map((says) => ({ kind: 'answer-to-read', says })),
};
const TO = [address('compta@garage-canigou.fr')];
const POLICY = aPolicy();
const ENDS: readonly OneClickEnd[] = [
  { kind: 'inserted', policy: POLICY, stage: 'R1', as: 'reply', to: TO, invoices: 2, demanded: eur(4316.4) },
  { kind: 'inserted', policy: POLICY, stage: 'R0', as: 'reply', to: TO, invoices: 1, demanded: eur(1200) },
  { kind: 'inserted', policy: POLICY, stage: 'R2', as: 'new-message', to: TO, invoices: 2, demanded: eur(4316.4) },
  { kind: 'inserted', policy: POLICY, stage: 'R2', as: 'copied', to: TO, invoices: 1, demanded: eur(4316.4) },
  ...Object.values(REASONS).flat().map((because): OneClickEnd => ({ kind: 'open-pane', because })),
  { kind: 'failed', problem: { code: 'source/timed-out', afterMs: 8_000 }, reserved: false },
  { kind: 'failed', problem: { code: 'mail/item-changed' }, reserved: true },
  { kind: 'not-taken-back', problem: { code: 'source/timed-out', afterMs: 8_000 } },
  { kind: 'text-blocked' },
  { kind: 'too-slow', reserved: false },
  { kind: 'too-slow', reserved: true },
  { kind: 'taken-back', policy: POLICY, stage: 'R2', demanded: eur(4316.4) },
  { kind: 'nothing-to-take-back' },
  { kind: 'broken', reference: '7F3A' },
];

test('what one click says, to be read by people', () => {
  for (const language of LANGUAGES) {
    const lines = ENDS.map((end) => oneClickNotice(end, language, TODAY).message);
    const all = [...lines, ...TROUBLES.map((end) => oneClickNotice(end, language, TODAY).message)];
    expect(all.flatMap((line) => faultsOf(line, language))).toEqual([]);
    expect(all.filter((line) => line.length > NOTICE_LIMIT || line.includes('…'))).toEqual([]);
    expect(`\n${lines.map(visible).join('\n')}\n`).toMatchSnapshot(`one click (${language})`);
  }
});

test('however long names, addresses and numbers are, Outlook takes it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300 }), fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10 ** 14 }), fc.constantFrom(...LANGUAGES), (name, text, count, minor, language) => {
      const policy = aPolicy({ stages: [aStage({ id: 'R1', name: { fr: `Relance ${name}`, en: name } })] });
      const demanded = { minor, currency: 'EUR' as const };
      for (const end of [
        { kind: 'inserted', policy, stage: 'R1', as: 'reply', to: [address(text)], invoices: count, demanded }, { kind: 'taken-back', policy, stage: 'R1', demanded },
        { kind: 'open-pane', because: { kind: 'partly-held', numbers: [text] } }, { kind: 'failed', problem: { code: 'ledger/empty', file: text }, reserved: true },
      ] as readonly OneClickEnd[]) {
        const line = oneClickNotice(end, language, TODAY).message;
        expect(line.length).toBeLessThanOrEqual(NOTICE_LIMIT);
        expect(line).not.toMatch(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
      }
    }),
    { numRuns: 300 },
  );
});

test('the command that undoes is called in the notice as in the ribbon', () => {
  const manifest = readFileSync(join(__dirname, '../../../manifest.xml'), 'utf8');
  const label = /id="Undo\.Label" DefaultValue="([^"]+)">\s*<bt:Override Locale="en-US" Value="([^"]+)"/.exec(manifest);
  const said = (language: Language): string => oneClickNotice(ENDS[0] as OneClickEnd, language, TODAY).message;
  expect(label?.[1] !== undefined && said('fr').includes(`«\u00a0${label[1]}\u00a0»`)).toBe(true);
  expect(label?.[2] !== undefined && said('en').includes(`"${label[2]}"`)).toBe(true);
});
