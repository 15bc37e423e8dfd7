import { describe, expect, test } from '@jest/globals';
import { assess, checkAppend, parsePolicy, policyOf, SHIPPED_POLICIES, STANDARD_POLICY } from '../../../src/core';
import type { CaseFile, Debtor, Pack, ReminderPolicy } from '../../../src/core';
import { nextMeasure } from '../../../src/core/reminder/letter';
import { aDebtor, aListed, aNewEntry, anInvoice, called, daysAgo, deposited, drafted, eur, inDays, TODAY } from '../builders';
import { fileOf, inShort, reminded, withPolicy } from './standard';
import type { Life } from './standard';

const OFF = withPolicy();
const on = (pack: Pack): Pack => ({ ...pack, profile: { ...pack.profile, remindsConsumers: true } });
const ON = on(OFF);
const paul = aDebtor({ kind: 'consumer', name: 'M. Paul Roux' });
const late = (days: number, over: Parameters<typeof anInvoice>[0] = {}) => anInvoice({ number: 'FA-1', due: daysAgo(days), amount: eur(1000), ...over });
const of = (life: Life, debtor: Debtor = paul): CaseFile => fileOf({ ...life, over: { ...life.over, debtor } });
const said = (life: Life, pack = ON, debtor = paul): string => inShort(assess(of(life, debtor), pack, null, TODAY));
const after = (...steps: readonly ('R1' | 'R2' | 'R3' | 'R4')[]): Life => {
  const invoice = late(60);
  const log: NonNullable<Life['log']> = steps.flatMap((step, at): NonNullable<Life['log']> => {
    const day = daysAgo(50 - 12 * at);
    if (step === 'R3') return [[called({ invoices: [invoice.id] }), { on: day }]];
    return step === 'R4' ? [[deposited({ invoices: [aListed({ of: invoice, step })], depositedOn: day }), { on: day }]] : reminded(step, day, invoice);
  });
  return { invoices: [invoice], log };
};

describe('a consumer', () => {
  test('is held while the company does not remind consumers, whatever his plan', () => {
    for (const pack of [OFF, on(OFF)].map((each): Pack => ({ ...each, profile: { ...each.profile, remindsConsumers: false } }))) expect(said({ invoices: [late(3)] }, pack)).toBe('held consumer');
    for (const policy of SHIPPED_POLICIES) expect(said({ invoices: [late(3)] }, { ...OFF, policies: SHIPPED_POLICIES }, { ...paul, policy: policy.id })).toBe('held consumer');
  });
  test('takes the steps of the plan up to the notice once it does', () => {
    expect(said({ invoices: [anInvoice({ due: inDays(4) })] })).toMatch(/^remind R0/);
    expect(said({ invoices: [late(3)] })).toMatch(/^remind R1/);
    expect(said(after('R1'))).toMatch(/^remind R2/);
    expect(said(after('R1', 'R2'))).toMatch(/^call R3/);
    expect(said(after('R1', 'R2', 'R3'))).toMatch(/^letter R4/);
    expect(said(after('R1', 'R2', 'R3', 'R4'))).toBe('held consumer-step');
  });
  test('is reminded no further by what the company says of a business', () => {
    expect(said(after('R1', 'R2', 'R3', 'R4'), ON, aDebtor())).toMatch(/R5/);
    expect(policyOf(ON, aDebtor())).toEqual(STANDARD_POLICY);
  });
  test('under another law gets no notice either, and it is said why', () => {
    const abroad = { ...paul, lawCountry: 'BE' };
    expect(said(after('R1', 'R2', 'R3'), ON, abroad)).toBe('held consumer-step');
    const held = assess(of(after('R1', 'R2', 'R3'), abroad), ON, null, TODAY);
    expect(held.kind === 'held' ? held.holds : []).toEqual([{ kind: 'consumer-step', stage: 'R4', law: 'BE' }]);
  });
  test('whose plan has no hand-over is at the end of it', () => {
    const policy = { ...STANDARD_POLICY, stages: STANDARD_POLICY.stages.filter(({ id }) => id !== 'R5') };
    expect(said(after('R1', 'R2', 'R3', 'R4'), on(withPolicy(policy)))).toMatch(/^exhausted/);
  });
  test('asked for a newer invoice is reminded of that one', () => {
    const life = after('R1', 'R2', 'R3', 'R4');
    expect(said({ ...life, invoices: [...life.invoices, anInvoice({ number: 'FA-2', due: daysAgo(3), amount: eur(500) })] })).toMatch(/^remind R1/);
  });
  test('stays held for every other reason', () => {
    expect(said({ invoices: [late(3, { due: daysAgo(2 * 366) })] })).toBe('held limitation');
    expect(said({ invoices: [late(3)], log: [[{ kind: 'insolvency-noted', procedure: 'recovery', openedOn: daysAgo(4), publishedOn: null }, { on: daysAgo(3) }]] })).toBe('held insolvency');
  });
});

describe('the plan of a consumer', () => {
  const plan = (policy: ReminderPolicy, debtor = paul): ReminderPolicy => policyOf(on({ ...OFF, policies: [policy], defaultPolicy: policy.id }), debtor);
  test.each(SHIPPED_POLICIES.map((policy) => [policy.version, policy] as const))('of %s has its days and gaps, no hand-over, and a version that tells both', (version, policy) => {
    const { stages, ...rest } = plan(policy);
    expect(rest).toEqual({ ...policy, stages: undefined, version: `${version}+consumers-1`, forConsumers: { leftOut: policy.stages.some(({ id }) => id === 'R5') ? ['R5'] : [] } });
    expect(stages).toEqual(policy.stages.map((stage) => (stage.id === 'R5' ? { ...stage, enabled: false } : stage)));
  });
  test('is the same one each time, so that nothing is reckoned twice', () => {
    expect(plan(STANDARD_POLICY)).toBe(plan(STANDARD_POLICY));
  });
  test('has nothing that a notice could announce', () => {
    const { stages } = plan(STANDARD_POLICY);
    const notice = stages.find(({ id }) => id === 'R4');
    expect(notice === undefined ? null : nextMeasure(plan(STANDARD_POLICY), notice, eur(1200))).toBeNull();
  });
  test('is named in what the decision rests on', () => {
    const assessment = assess(of({ invoices: [late(3)] }), ON, null, TODAY);
    expect('policyVersion' in assessment ? assessment.policyVersion : '').toBe('standard-2+consumers-1');
  });
  test('does not come from what somebody wrote into a plan', () => {
    expect(policyOf(OFF, paul)).toEqual(STANDARD_POLICY);
    const read = parsePolicy({ ...STANDARD_POLICY, forConsumers: { leftOut: [] } }, null);
    const kept = read.ok ? [read.value] : [];
    expect(kept.map((policy) => said({ invoices: [late(3)] }, withPolicy(policy)))).toEqual(kept.map(() => 'held consumer'));
    expect(kept.map(({ forConsumers }) => forConsumers)).toEqual(kept.map(() => undefined));
  });
});

test('a reminder to a consumer, and his notice, are taken into the log only while the setting is on', () => {
  const invoice = late(3);
  const reminder = aNewEntry(drafted({ stage: 'R1', demanded: eur(1000), invoices: [aListed({ of: invoice, step: 'R1' })] }));
  const life = after('R1', 'R2', 'R3');
  const notice = aNewEntry(deposited({ invoices: [aListed({ of: life.invoices[0] ?? invoice, step: 'R4' })], depositedOn: TODAY }));
  for (const [entry, file] of [[reminder, of({ invoices: [invoice] })], [notice, of(life)]] as const) {
    expect(checkAppend(file, ON, entry, TODAY).ok).toBe(true);
    expect(checkAppend(file, OFF, entry, TODAY)).toEqual({ ok: false, problem: { code: 'log/no-longer-due' } });
  }
});
