import { describe, expect, test } from '@jest/globals';
import { assess, policyOf, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { DunningStage, PolicyFault, PolicyId, ReminderPolicy } from '../../../src/core';
import { aCaseFile, aDebtor, aLog, anInvoice, aPack, aStage, day, daysAgo, eur, inDays, TODAY } from '../builders';
import { assessed, expected, inShort, noticed, reminded } from './standard';

const faultsOf = (over: Partial<ReminderPolicy>): readonly PolicyFault[] => {
  const checked = validatePolicy({ ...STANDARD_POLICY, ...over });
  return checked.ok ? [] : checked.problem;
};
/** The shipped plan with one stage changed. */
const stage = (id: string, over: Partial<Record<keyof DunningStage, unknown>>): Partial<ReminderPolicy> => ({ stages: STANDARD_POLICY.stages.map((one) => (one.id === id ? ({ ...one, ...over } as DunningStage) : one)) });

describe('a plan from a form or a file', () => {
  test.each<[string, number, number]>([
    ['toleranceMinor', 0, 1_000_000_000],
    ['graceDays', 0, 60],
    ['mailSpacing', 0, 30],
    ['promiseGrace', 0, 30],
    ['deadlineBusinessDays', 1, 60],
    ['ledgerMaxAge', 0, 60],
    ['noticeDays', 8, 15],
  ])('%s may be from %i to %i, in whole numbers', (field, lowest, highest) => {
    const outside = [{ stage: null, field, why: 'out-of-range' }];
    expect([lowest, highest].map((value) => faultsOf({ [field]: value }))).toEqual([[], []]);
    expect([lowest - 1, highest + 1].map((value) => faultsOf({ [field]: value }))).toEqual([outside, outside]);
    const broken = [{ stage: null, field, why: 'not-a-whole-number' }];
    expect([lowest + 0.5, NaN, Infinity, '3', null].map((value) => faultsOf({ [field]: value } as Partial<ReminderPolicy>))).toEqual([broken, broken, broken, broken, broken]);
  });

  test.each<[string, Partial<ReminderPolicy>, PolicyFault]>([
    ['a register that nobody knows', { register: 'rude' as never }, { stage: null, field: 'register', why: 'unknown-value' }],
    ['an empty id', { id: '' as PolicyId }, { stage: null, field: 'id', why: 'missing' }],
    ['an id of blanks', { id: '  ' as PolicyId }, { stage: null, field: 'id', why: 'missing' }],
    ['a stage without an id', stage('R5', { id: '' }), { stage: '', field: 'id', why: 'missing' }],
    ['a stage whose id is blanks', stage('R5', { id: ' ' }), { stage: ' ', field: 'id', why: 'missing' }],
    ['a stage without a French name', stage('R2', { name: { fr: ' ', en: 'Firm' } }), { stage: 'R2', field: 'name', why: 'missing' }],
    ['a stage without an English name', stage('R2', { name: { fr: 'Ferme', en: ' ' } }), { stage: 'R2', field: 'name', why: 'missing' }],
    ['a fax', stage('R2', { channel: 'fax' }), { stage: 'R2', field: 'channel', why: 'unknown-value' }],
    ['a tone that nobody knows', stage('R2', { tones: ['firm', 'rude'] }), { stage: 'R2', field: 'tones', why: 'unknown-value' }],
    ['a template of blanks', stage('R2', { template: '  ' }), { stage: 'R2', field: 'template', why: 'missing' }],
    ['a call on the due date itself', { stages: [aStage({ id: 'C', days: 0, channel: 'call', template: null, tones: [] }), aStage()] }, { stage: 'C', field: 'channel', why: 'not-for-this-channel' }],
    ['only a reminder on the due date', { stages: [aStage({ days: 0 })] }, { stage: null, field: 'stages', why: 'no-overdue-stage' }],
    ['a first stage 91 days before the due date', stage('R0', { days: -91 }), { stage: 'R0', field: 'days', why: 'out-of-range' }],
    ['a last stage more than two years after it', stage('R5', { days: 731 }), { stage: 'R5', field: 'days', why: 'out-of-range' }],
    ['a gap of more than a year', stage('R5', { minimumGap: 366 }), { stage: 'R5', field: 'minimumGap', why: 'out-of-range' }],
  ])('%s is refused, for that alone', (_, over, fault) => {
    expect(faultsOf(over)).toEqual([fault]);
  });

  test('every fault is named at once, each with its place', () => {
    expect(faultsOf({ version: '', graceDays: -1, ...stage('R1', { template: '', tones: [] }) })).toEqual([
      { stage: null, field: 'version', why: 'missing' },
      { stage: null, field: 'graceDays', why: 'out-of-range' },
      { stage: 'R1', field: 'tones', why: 'missing' },
      { stage: 'R1', field: 'template', why: 'missing' },
    ]);
  });

  test('a first stage 90 days before and a last one two years after are taken', () => {
    expect([faultsOf(stage('R0', { days: -90 })), faultsOf(stage('R5', { days: 730, minimumGap: 365 }))]).toEqual([[], []]);
  });

  test('the shipped plan is called Standard in both languages', () => {
    expect(STANDARD_POLICY.name).toEqual({ fr: 'Standard', en: 'Standard' });
  });
});

test('the pack’s plan holds wherever it stands in the pack', () => {
  const gentle: ReminderPolicy = { ...STANDARD_POLICY, id: 'gentle' as PolicyId };
  const firm: ReminderPolicy = { ...STANDARD_POLICY, id: 'firm' as PolicyId };
  for (const policies of [[firm, gentle], [gentle, firm]]) expect(policyOf(aPack({ policies, defaultPolicy: firm.id }), aDebtor()).id).toBe('firm');
});

describe('plans of other shapes', () => {
  const invoice = anInvoice({ number: 'FA-1', due: daysAgo(32) });
  const mails = [aStage({ id: 'R1', days: 1 }), aStage({ id: 'R2', days: 11, minimumGap: 8, tones: ['firm'] })];

  test('one of mails alone ends after the last mail and never asks for a notice', () => {
    const policy = { stages: mails };
    const log = [...reminded('R1', daysAgo(20), invoice), ...reminded('R2', daysAgo(10), invoice)];
    expect([[], log.slice(0, 2), log].map((so) => inShort(assessed({ invoices: [invoice], log: so, policy })))).toEqual(['remind R1', 'remind R2', 'exhausted R2']);
  });

  test('a hand-over without a letter before it is a notice too: it demands only what was firmly reminded', () => {
    const policy = { stages: [...mails, aStage({ id: 'R5', days: 30, minimumGap: 8, channel: 'hand-over', tones: ['formal'], template: 'r5' })] };
    const overlooked = anInvoice({ number: 'FA-2', due: daysAgo(31), amount: eur(500) });
    const log = [...reminded('R1', daysAgo(20), invoice), ...reminded('R2', daysAgo(10), invoice)];
    const { proposal } = expected('letter', { invoices: [invoice, overlooked], log, policy });
    expect([proposal.stage.id, proposal.demanded.map(({ item }) => item.number), proposal.informational.map(({ number }) => number)]).toEqual(['R5', ['FA-1'], ['FA-2']]);
  });

  test('a mail after the notice does not stand for the firm reminder before it', () => {
    const policy = {
      stages: [...mails, aStage({ id: 'R4', days: 15, minimumGap: 3, channel: 'letter', tones: ['formal'], template: 'r4' }), aStage({ id: 'R4b', days: 20, minimumGap: 3, tones: ['formal'], template: 'r4b' })],
    };
    const log = [...reminded('R1', daysAgo(20), invoice), ...reminded('R2', daysAgo(10), invoice)];
    expect(inShort(assessed({ invoices: [invoice], log, policy }))).toBe('letter R4');
    expect(inShort(assessed({ invoices: [invoice], log: [...log, ...noticed(daysAgo(5), invoice)], policy }))).toBe('remind R4b');
  });

  test('a reminder on the due date itself announces it: it is sent that day, is no overdue mail and keeps R1 not waiting', () => {
    const policy = { stages: [aStage({ id: 'J0', days: 0, template: 'r0' }), ...mails] };
    const due = anInvoice({ number: 'FA-1', due: TODAY });
    expect([-1, 0].map((days) => inShort(assessed({ invoices: [due], policy }, inDays(days))))).toEqual(['not-due', 'remind J0']);
    const log = reminded('J0', TODAY, due);
    expect([0, 1].map((days) => inShort(assessed({ invoices: [due], log, policy }, inDays(days))))).toEqual(['not-due', 'remind R1']);
    expect(expected('remind', { invoices: [due], log, policy }, inDays(1)).proposal.previous).toBeNull();
  });

  test('a mail of a stage that the plan no longer knows still keeps the next mail waiting', () => {
    const other = anInvoice({ number: 'FA-2', due: daysAgo(32) });
    const log = reminded('R1bis', day('2026-11-19'), other);
    expect(inShort(assessed({ invoices: [invoice], log }))).toBe('too-soon R1 2026-11-26');
    expect(inShort(assessed({ invoices: [invoice], log: reminded('R0', day('2026-11-19'), other) }))).toBe('remind R1');
  });

  test('two plans of one company decide each for its own debtors', () => {
    const gentle: ReminderPolicy = { ...STANDARD_POLICY, id: 'gentle' as PolicyId, stages: [aStage({ id: 'R1', days: 40 })] };
    const pack = aPack({ policies: [STANDARD_POLICY, gentle] });
    const answer = (policy: PolicyId | null): string => inShort(assess(aCaseFile({ invoices: [invoice], entries: aLog(), debtor: aDebtor({ policy }) }), pack, null, TODAY));
    expect([null, gentle.id, null].map(answer)).toEqual(['remind R1', 'too-soon R1 2026-12-01', 'remind R1']);
  });
});
