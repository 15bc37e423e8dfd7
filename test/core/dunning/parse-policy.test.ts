import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { MOST_STAGES, parsePolicy, policyAdvice, policyAdviceInWords, policyFaultInWords, POLICY_RANGES, SHIPPED_POLICIES, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { DunningStage, PolicyFault, PolicyFaultReason, ReminderPolicy } from '../../../src/core';
import { aShippedPack } from '../reminder/shipped';
import { aStage } from '../builders';
import { faultsOf as faultsOfWords } from '../panel/reading';
import { aSavedPlan } from './lives-plans';

const TEMPLATES = aShippedPack().templates;
const faultsOf = (value: unknown): readonly PolicyFault[] => {
  const parsed = parsePolicy(value, TEMPLATES);
  return parsed.ok ? [] : parsed.problem;
};
type Broken = Readonly<Record<string, unknown>>;
const standard = (over: Broken): Broken => ({ ...STANDARD_POLICY, ...over });
const stage = (id: string, over: Broken): Broken => standard({ stages: STANDARD_POLICY.stages.map((one) => (one.id === id ? { ...one, ...over } : one)) });
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a plan from a file, a form or the wire', () => {
  test.each(SHIPPED_POLICIES.map((policy) => [policy.name.fr, policy] as const))('the shipped plan %s comes back as it is', (_, policy) => {
    expect(parsePolicy(asJson(policy), TEMPLATES)).toEqual({ ok: true, value: policy });
  });

  test('a register and the days of a notice come through; a plan saved before there were any stays without', () => {
    const read = (more: object): unknown => {
      const parsed = parsePolicy({ ...STANDARD_POLICY, ...more }, null);
      return parsed.ok ? [parsed.value.register, parsed.value.noticeDays] : parsed.problem;
    };
    expect(read({ register: 'friendly', noticeDays: 12 })).toEqual(['friendly', 12]);
    expect(read({})).toEqual([undefined, undefined]);
    expect(read({ register: 3, noticeDays: null })).toEqual([{ stage: null, field: 'register', why: 'unreadable' }, { stage: null, field: 'noticeDays', why: 'missing' }]);
    expect(read({ register: 'rude', noticeDays: '8' })).toEqual([{ stage: null, field: 'noticeDays', why: 'not-a-whole-number' }, { stage: null, field: 'register', why: 'unknown-value' }]);
    expect(read({ noticeDays: 7 })).toEqual([{ stage: null, field: 'noticeDays', why: 'out-of-range' }]);
  });

  test('what a plan does not have is left out: nothing unknown is stored or sent on', () => {
    const parsed = parsePolicy(asJson({ ...stage('R2', { script: '<script>' }), owner: 'x', __proto__: null }), TEMPLATES);
    expect(parsed).toEqual({ ok: true, value: STANDARD_POLICY });
  });

  test.each<[string, unknown, PolicyFault]>([
    ['nothing', null, { stage: null, field: 'policy', why: 'unreadable' }],
    ['a list', [STANDARD_POLICY], { stage: null, field: 'policy', why: 'unreadable' }],
    ['a text', 'standard', { stage: null, field: 'policy', why: 'unreadable' }],
    ['no steps', standard({ stages: undefined }), { stage: null, field: 'stages', why: 'missing' }],
    ['steps that are no list', standard({ stages: { R1: 1 } }), { stage: null, field: 'stages', why: 'unreadable' }],
    ['a step that is a text', standard({ stages: [...STANDARD_POLICY.stages, 'R6'] }), { stage: null, field: 'stages', why: 'unreadable' }],
    ['a tolerance as text', standard({ toleranceMinor: '500' }), { stage: null, field: 'toleranceMinor', why: 'not-a-whole-number' }],
    ['no tolerance', standard({ toleranceMinor: undefined }), { stage: null, field: 'toleranceMinor', why: 'missing' }],
    ['a name in one language', standard({ name: { fr: 'Doux' } }), { stage: null, field: 'name', why: 'missing' }],
    ['a name that is a text', standard({ name: 'Doux' }), { stage: null, field: 'name', why: 'unreadable' }],
    ['a name of 81 letters', standard({ name: { fr: 'x'.repeat(81), en: 'y' } }), { stage: null, field: 'name', why: 'too-long' }],
    ['a step that is neither on nor off', stage('R2', { enabled: 1 }), { stage: 'R2', field: 'enabled', why: 'unreadable' }],
    ['a tone that is a number', stage('R2', { tones: [1] }), { stage: 'R2', field: 'tones', why: 'unreadable' }],
    ['a name with half a character', standard({ name: { fr: 'Doux \ud83d', en: 'y' } }), { stage: null, field: 'name', why: 'unreadable' }],
    ['a step whose name the log could not hold', standard({ stages: [...STANDARD_POLICY.stages, aStage({ id: 'x'.repeat(41), days: 60 })] }), { stage: 'x'.repeat(41), field: 'id', why: 'too-long' }],
    ['a step with a line break in its name', standard({ stages: [...STANDARD_POLICY.stages, aStage({ id: 'R6\n', days: 60 })] }), { stage: 'R6\n', field: 'id', why: 'unreadable' }],
    ['a template that nobody wrote', stage('R2', { template: 'r9' }), { stage: 'R2', field: 'template', why: 'no-such-template' }],
    ['a letter that nobody wrote', stage('R4', { template: 'r9' }), { stage: 'R4', field: 'template', why: 'no-such-template' }],
    ['a hand-over in a tone that nobody wrote it in', stage('R5', { tones: ['courteous'] }), { stage: 'R5', field: 'tones', why: 'no-template-for-tone' }],
    ['the template of an answer', stage('R2', { template: 'thank-you' }), { stage: 'R2', field: 'template', why: 'no-such-template' }],
    ['a tone without a text', stage('R1', { tones: ['courteous', 'firm'] }), { stage: 'R1', field: 'tones', why: 'no-template-for-tone' }],
    ['a first step that waits for another', stage('R0', { minimumGap: 3 }), { stage: 'R0', field: 'minimumGap', why: 'after-nothing' }],
  ])('%s is refused, for that among what follows from it', (_, value, fault) => {
    expect(faultsOf(value)).toContainEqual(fault);
  });

  test('a text for public buyers alone is no text of a step', () => {
    const forPublic = TEMPLATES.map((text) => (text.name === 'r1' ? { ...text, audience: 'public' as const } : text));
    expect(parsePolicy(STANDARD_POLICY, forPublic)).toEqual({ ok: false, problem: [{ stage: 'R1', field: 'tones', why: 'no-template-for-tone' }] });
  });

  test('each place is named once: what cannot be read is not told a second time as empty', () => {
    const faults = faultsOf({ ...standard({ id: 7, version: null, graceDays: 'two' }), name: 3 });
    expect(faults).toEqual([
      { stage: null, field: 'id', why: 'unreadable' }, { stage: null, field: 'name', why: 'unreadable' }, { stage: null, field: 'version', why: 'missing' }, { stage: null, field: 'graceDays', why: 'not-a-whole-number' },
    ]);
  });

  test('twelve steps are taken, the thirteenth is not; of a million the rest is not even read', () => {
    const steps = (count: number): readonly DunningStage[] => Array.from({ length: count }, (_, at) => aStage({ id: `S${at}`, days: at + 1 }));
    expect([faultsOf(standard({ stages: steps(MOST_STAGES) })), faultsOf(standard({ stages: steps(MOST_STAGES + 1) }))]).toEqual([[], [{ stage: null, field: 'stages', why: 'too-many-stages' }]]);
    let read = 0;
    const endless = new Proxy(new Array<unknown>(1_000_000), { get: (target, key, receiver): unknown => { read += 1; return Reflect.get(target, key, receiver) as unknown; } });
    expect(faultsOf(standard({ stages: endless })).length).toBeGreaterThan(0);
    expect(read).toBeLessThan(200);
  });

  test('a step that days and gaps put behind the limitation of five years is named; one that reaches its last day is not', () => {
    // 730 days for the first, then three gaps of 365: 1 825 days, five years; the next one is beyond.
    const steps = [730, 365, 365, 365, 365].map((_, at) => aStage({ id: `S${at}`, days: 726 + at, minimumGap: at === 0 ? 0 : 365 }));
    const plan = (stages: readonly DunningStage[]): Broken => standard({ stages });
    expect(faultsOf(plan(steps.slice(0, 4)))).toEqual([]);
    expect(faultsOf(plan(steps))).toEqual([{ stage: 'S4', field: 'minimumGap', why: 'never-reached' }]);
    expect(faultsOf(plan(steps.map((one, at) => ({ ...one, enabled: at !== 2 }))))).toEqual([]);
  });
});

describe('broken in every field', () => {
  const PLACES = [...Object.keys(STANDARD_POLICY).map((field) => [null, field] as const), ...STANDARD_POLICY.stages.flatMap((one) => Object.keys(one).map((field) => [one.id, field] as const))];
  const junk = fc.oneof(fc.anything({ maxDepth: 2 }), fc.constantFrom<unknown>(null, undefined, NaN, -0, 1e300, '', '\u0000', '\ud800', '<img src=x>', [], {}, () => 1, Symbol('x'), BigInt(3), '__proto__', { length: 1e9 }));

  test('one field or many: it never throws, and what it takes is a plan that may be saved', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...PLACES), junk), { minLength: 1, maxLength: 8 }), (breaks) => {
      const stages = STANDARD_POLICY.stages.map((one): Record<string, unknown> => ({ ...one }));
      const plan: Record<string, unknown> = { ...STANDARD_POLICY, stages };
      for (const [[of, field], value] of breaks) (of === null ? plan : (stages.find(({ id }) => id === of) ?? {}))[field] = value;
      const parsed = parsePolicy(plan, TEMPLATES);
      if (parsed.ok) expect(validatePolicy(parsed.value)).toEqual(parsed);
      else expect(parsed.problem.length).toBeGreaterThan(0);
    }), { numRuns: 2_000 });
  });

  test('anything at all is a plan or a list of faults, each with words in both languages', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.record({ stages: fc.array(fc.anything()) })), (value) => {
      for (const fault of faultsOf(value)) for (const language of ['fr', 'en'] as const) expect(policyFaultInWords(fault, STANDARD_POLICY, language)).not.toBe('');
    }), { numRuns: 500 });
  });

  test('every plan of the random lives comes through JSON as it was', () => {
    fc.assert(fc.property(aSavedPlan, (policy) => void expect(parsePolicy(asJson(policy), null)).toEqual({ ok: true, value: policy })), { numRuns: 200 });
  });
});

describe('what may be saved and is told all the same', () => {
  const advice = (over: Partial<ReminderPolicy>) => policyAdvice({ ...STANDARD_POLICY, ...over });
  const off = (...ids: readonly string[]): Partial<ReminderPolicy> => ({ stages: STANDARD_POLICY.stages.map((one) => ({ ...one, enabled: !ids.includes(one.id) })) });

  test('the shipped plans need no advice', () => {
    expect(SHIPPED_POLICIES.flatMap(policyAdvice)).toEqual([]);
  });
  test('a gap that its day cannot keep: R2 at J+11 with twenty days after R1 comes at J+21, and moves what follows', () => {
    expect(advice({ stages: STANDARD_POLICY.stages.map((one) => (one.id === 'R2' ? { ...one, minimumGap: 20 } : one)) })).toEqual([
      { kind: 'later-than-its-day', stage: 'R2', because: 'gap', earliest: 21 }, { kind: 'later-than-its-day', stage: 'R3', because: 'gap', earliest: 24 }, { kind: 'later-than-its-day', stage: 'R4', because: 'gap', earliest: 31 },
      { kind: 'later-than-its-day', stage: 'R5', because: 'gap', earliest: 46 },
    ]);
  });
  test('a grace of five days moves R1 to J+6', () => {
    expect(advice({ graceDays: 5 })[0]).toEqual({ kind: 'later-than-its-day', stage: 'R1', because: 'grace', earliest: 6 });
  });
  test('a hand-over without a notice, and a notice without a reminder', () => {
    expect(advice(off('R4'))).toEqual([{ kind: 'hand-over-without-notice', stage: 'R5' }]);
    expect(advice(off('R1', 'R2'))).toEqual([{ kind: 'notice-without-reminder', stage: 'R4' }]);
  });
});

describe('the words of a fault', () => {
  const WHYS: readonly PolicyFaultReason[] = ['missing', 'not-a-whole-number', 'out-of-range', 'repeated', 'not-rising', 'no-overdue-stage', 'not-for-this-channel', 'unknown-value', 'unreadable', 'too-long', 'too-many-stages', 'after-nothing', 'never-reached', 'no-such-template', 'no-template-for-tone'];

  test('say in good French and English what to do, for every reason and field', () => {
    const said = WHYS.flatMap((why) => [...(Object.keys(POLICY_RANGES) as (keyof typeof POLICY_RANGES)[]), 'template' as const, 'tones' as const].flatMap((field) => (['fr', 'en'] as const).map((language) => ({ language, text: policyFaultInWords({ stage: 'R2', field, why }, STANDARD_POLICY, language) }))));
    expect(said.flatMap(({ language, text }) => faultsOfWords(text, language))).toEqual([]);
  });
  test('name the step before, and the bounds', () => {
    expect(policyFaultInWords({ stage: 'R2', field: 'days', why: 'not-rising' }, STANDARD_POLICY, 'fr')).toBe('Cette étape doit venir après «\u00a0Relance courtoise\u00a0»\u00a0: choisissez J+2 au plus tôt.');
    expect(policyFaultInWords({ stage: 'R0', field: 'days', why: 'out-of-range' }, STANDARD_POLICY, 'fr')).toBe('Choisissez une valeur entre −90 et 730.');
    expect(policyFaultInWords({ stage: null, field: 'toleranceMinor', why: 'out-of-range' }, STANDARD_POLICY, 'en')).toBe('Choose a value between 0 and 10,000,000.');
  });
  test('of an advice tell the day that will really be', () => {
    expect(policyAdviceInWords({ kind: 'later-than-its-day', stage: 'R2', because: 'gap', earliest: 21 }, 'fr')).toBe('Les délais entre étapes repoussent celle-ci à J+21 au plus tôt.');
  });
});
