import { describe, expect, test } from '@jest/globals';
import type { Announced, CaseFile, Debtor, ReminderPolicy } from '../../../src/core';
import { PHONE_FIRST_POLICY, PUBLIC_BUYER_POLICY, SHIPPED_POLICIES, STANDARD_POLICY } from '../../../src/core';
import { lint } from '../../../src/core/reminder/lint';
import { nextMeasure } from '../../../src/core/reminder/letter';
import { announcedIn, composeReminder, lintReminder } from '../../../src/core/writing';
import { aDebtor, aListed, aLog, anInvoice, aPolicy, daysAgo, drafted, entryId, eur, inDays, MARIE, reference, sent, skipped, TODAY, voided } from '../builders';
import type { LogItem } from '../builders';
import { aCase, saying } from './lint-drafts';
import { aRequest, aShippedPack, valueOf } from './shipped';

const old = anInvoice({ document: 'doc-297' });
interface Case {
  readonly policy?: ReminderPolicy;
  readonly debtor?: Partial<Debtor>;
  readonly entries?: CaseFile['entries'];
  readonly tone?: 'courteous' | 'firm';
  readonly stage?: 'R1' | 'R2';
}
const written = ({ policy = aPolicy(), debtor = {}, entries = [], tone = 'firm', stage = 'R2' }: Case = {}) => {
  const request = aRequest({ stage, invoices: [old] }, { tone: stage === 'R1' ? 'courteous' : tone, pack: aShippedPack({ policies: [policy], defaultPolicy: policy.id }) }, { debtor: aDebtor(debtor), entries });
  const reminder = valueOf(composeReminder(request, TODAY));
  const findings = lintReminder(reminder, true, { caseFile: request.caseFile, pack: request.pack, author: MARIE, language: request.caseFile.debtor.language, holds: [] }).findings;
  return { text: reminder.draft.text, announced: reminder.announced, findings };
};
const plan = (...off: readonly string[]): ReminderPolicy => aPolicy({ stages: aPolicy().stages.map((stage) => (off.includes(stage.id) ? { ...stage, enabled: false } : stage)) });
const dear = (id: string, thresholdMinor: number): ReminderPolicy => aPolicy({ stages: aPolicy().stages.map((stage) => (stage.id === id ? { ...stage, thresholdMinor } : stage)) });
/** A firm reminder in which the clerk announces the notice by hand. */
const typed = (policy: ReminderPolicy) => {
  const one = aCase({ tone: 'firm', request: { pack: aShippedPack({ policies: [policy], defaultPolicy: policy.id }) }, situation: { invoices: [old] } });
  const draft = saying(one, 'À défaut, une mise en demeure vous sera adressée.');
  return { text: draft.text, findings: lint(draft, one.facts) };
};
const WORDS = 'Sans règlement ni réponse de votre part à cette date, nous serons amenés à vous adresser une mise en demeure.';

describe('the last mail before a notice announces it', () => {
  test('with the day that it gives, in the text and in what the log will hold', () => {
    const { text, announced, findings } = written();
    expect(text).toContain(WORDS);
    expect(announced).toEqual({ deadline: inDays(7), days: null, next: 'R4' });
    expect(findings).toEqual([]);
  });
  test('in English too', () => {
    const { text, announced, findings } = written({ debtor: { language: 'en' } });
    expect(text).toContain('Without payment or an answer from you by that date, we will have to send you a formal notice.');
    expect(announced.next).toBe('R4');
    expect(findings).toEqual([]);
  });
  test.each(SHIPPED_POLICIES.filter(({ id }) => id !== PUBLIC_BUYER_POLICY.id).map((policy) => [policy.name.fr, policy] as const))('under the plan %s', (_, policy) => {
    expect(written({ policy }).announced.next).toBe('R4');
  });
  test('whether a call stands between them or not', () => {
    expect(written({ policy: plan('R3') }).announced.next).toBe('R4');
    expect(PHONE_FIRST_POLICY.stages.map(({ channel }) => channel)).toContain('call');
  });
});

describe('a mail announces nothing', () => {
  const silent = (of: Case): void => {
    const { text, announced, findings } = written(of);
    expect(text).not.toMatch(/mise en demeure|formal notice|recouvrement,|amenés/);
    expect(announced.next).toBeNull();
    expect(findings).toEqual([]);
  };
  test('when the notice is switched off, though the hand-over is not', () => {
    silent({ policy: plan('R4') });
    silent({ policy: plan('R4', 'R5') });
  });
  test('when the sum demanded does not reach the notice’s threshold, to the cent', () => {
    silent({ policy: dear('R4', 120_001) });
    expect(written({ policy: dear('R4', 120_000) }).announced.next).toBe('R4');
  });
  test('and the clerk who types it is told so', () => {
    const { text, findings } = typed(dear('R4', 120_001));
    expect(findings).toMatchObject([{ code: 'measure-not-enabled', measure: 'formal-notice', forSum: true, severity: 'blocks' }]);
    expect(announcedIn(text, 'R2', dear('R4', 120_001), eur(1200), TODAY).next).toBeNull();
    expect(typed(dear('R4', 120_000)).findings).toEqual([]);
  });
  test('nor does a notice announce a hand-over that its sum does not reach', () => {
    const notice = STANDARD_POLICY.stages.find(({ id }) => id === 'R4');
    if (notice === undefined) throw new Error('no notice');
    expect([120_000, 120_001].map((threshold) => nextMeasure(dear('R5', threshold), notice, eur(1200))?.id)).toEqual(['R5', undefined]);
  });
  test('to a public buyer and to a consumer', () => {
    for (const kind of ['public', 'consumer'] as const) for (const tone of ['firm', 'courteous'] as const) silent({ debtor: { kind }, tone });
  });
  test('in the courteous text, and in the first reminder', () => {
    silent({ tone: 'courteous' });
    silent({ stage: 'R1' });
    expect(written({ policy: plan('R1') }).announced.next).toBeNull();
  });
});

describe('an announcement whose day passed in vain', () => {
  const said = (announced: Announced, of = old, left = true): readonly LogItem[] => [
    [drafted({ reference: reference('R-2AAA'), stage: 'R2', invoices: [aListed({ of, step: 'R2' })], announced }), { on: daysAgo(20) }],
    ...(left ? [[sent({ reference: reference('R-2AAA'), sentOn: daysAgo(20) }), { on: daysAgo(20) }] as const] : []),
  ];
  const late: Announced = { deadline: daysAgo(13), days: null, next: 'R4' };
  test('is not made once more', () => {
    expect(written({ entries: aLog(...said(late)) }).text).not.toContain('mise en demeure');
    expect(written({ entries: aLog(...said(late), [skipped({ stage: 'R4', invoices: [old.id] }), { on: daysAgo(1) }]) }).text).not.toContain('mise en demeure');
  });
  test('counts only when it left, was not undone, was this step, for this invoice, and its day is over', () => {
    expect(written({ entries: aLog(...said(late, old, false)) }).text).toContain(WORDS);
    expect(written({ entries: aLog(...said(late), voided(entryId('entry-1'))) }).text).toContain(WORDS);
    expect(written({ entries: aLog(...said({ ...late, next: null })) }).text).toContain(WORDS);
    expect(written({ entries: aLog(...said(late, anInvoice({ number: 'FA-2026-0100' }))) }).text).toContain(WORDS);
    expect(written({ entries: aLog(...said({ ...late, deadline: TODAY })) }).text).toContain(WORDS);
  });
});
