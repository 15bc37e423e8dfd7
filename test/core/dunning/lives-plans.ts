import fc from '../../property';
import * as core from '../../../src/core';
import { STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { DunningStage, PolicyId, ReminderPolicy, StageBasis, StageChannel, Tone } from '../../../src/core';
import { aStage } from '../builders';

/** Plans that may be saved: near the shipped ones, and of every other shape that `validatePolicy` lets through. */

/** The shipped plan with none to three announcements, steps switched off, a later start, grace, spacing, tolerance. */
export const aPlanLife: fc.Arbitrary<ReminderPolicy> = fc
  .record({
    early: fc.constantFrom<readonly number[]>([-5], [-5], [-10, -3], [-10, -5, 0], [0], []),
    off: fc.subarray(['R1', 'R2', 'R3', 'R4', 'R5'], { maxLength: 2 }),
    later: fc.constantFrom(0, 0, 6),
    graceDays: fc.constantFrom(0, 0, 1, 5, 12),
    mailSpacing: fc.constantFrom(0, 3, 5),
    toleranceMinor: fc.constantFrom(0, 100, 50_000),
    catchUp: fc.constantFrom(false, false, true),
  })
  .map(({ early, off, later, ...rest }) => ({
    ...STANDARD_POLICY,
    ...rest,
    stages: [
      ...early.map((days, index) => aStage({ id: index === 0 ? 'R0' : `R0-${index}`, days, template: 'r0' })),
      ...STANDARD_POLICY.stages.filter(({ id }) => id !== 'R0').map((stage) => ({ ...stage, days: stage.days + later, enabled: !off.includes(stage.id) })),
    ],
  }));

const TONES: readonly Tone[] = ['courteous', 'firm', 'formal'];
const aGap = fc.oneof({ weight: 5, arbitrary: fc.nat(4) }, { weight: 4, arbitrary: fc.nat(15) }, { weight: 1, arbitrary: fc.nat(365) });

interface LateStage {
  readonly after: number;
  readonly gap: number;
  readonly channel: StageChannel;
  readonly enabled: boolean;
  readonly tones: readonly Tone[];
  readonly basis: StageBasis;
  readonly thresholdMinor: number;
}
const aLateStage: fc.Arbitrary<LateStage> = fc.record({
  after: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 14 }) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 90 }) }),
  gap: aGap,
  channel: fc.constantFrom<StageChannel>('mail', 'mail', 'mail', 'call', 'letter', 'hand-over'),
  enabled: fc.constantFrom(true, true, true, true, false),
  tones: fc.subarray([...TONES], { minLength: 1 }),
  basis: fc.constantFrom<StageBasis>('due', 'due', 'due', 'end-of-month', 'previous', 'previous'),
  thresholdMinor: fc.constantFrom(0, 0, 0, 0, 5_000, 300_000),
});

/**
 * Stages of any number, order of channels, age and gap. Names follow one row whatever they are for: the first step after
 * the due date may well be called R0.
 */
const anyPlan: fc.Arbitrary<ReminderPolicy> = fc
  .record({
    prefix: fc.constantFrom('R', 'étape '),
    early: fc.uniqueArray(fc.oneof(fc.integer({ min: -12, max: 0 }), fc.integer({ min: -90, max: 0 })), { maxLength: 3 }),
    earlyGap: aGap,
    earlyOff: fc.constantFrom(false, false, false, true),
    late: fc.array(aLateStage, { minLength: 1, maxLength: 7 }),
    toleranceMinor: fc.constantFrom(0, 0, 0, 100, 500, 50_000),
    graceDays: fc.constantFrom(0, 0, 0, 1, 5, 12, 60),
    mailSpacing: fc.constantFrom(0, 0, 1, 3, 5, 5, 30),
    promiseGrace: fc.constantFrom(0, 2, 2, 30),
    deadlineBusinessDays: fc.constantFrom(1, 5, 60),
    catchUp: fc.constantFrom(false, false, true),
  })
  .map(({ prefix, early, earlyGap, earlyOff, late, ...rest }) => {
    const stages: DunningStage[] = [];
    const add = (over: Partial<DunningStage>): void => void stages.push(aStage({ ...over, id: `${prefix}${stages.length}`, ...(stages.length === 0 ? { minimumGap: 0 } : {}) }));
    for (const days of [...early].sort((a, b) => a - b)) add({ days, minimumGap: earlyGap, template: 'r0', enabled: !earlyOff });
    // One step after the due date is enabled, else there is no plan.
    const none = late.every(({ enabled }) => !enabled);
    let reached = 0;
    let monthly = false;
    let follows = false;
    for (const { basis: wanted, thresholdMinor, ...stage } of late) {
      // The first step in use follows no other; what is counted from the due date behind what is counted from the end of the month waits for the longest of them.
      const basis = wanted === 'previous' && !follows ? 'due' : wanted;
      reached += stage.after + (monthly && basis === 'due' ? 30 : 0);
      if (basis !== 'previous') monthly = basis === 'end-of-month';
      const enabled = stage.enabled || (none && stage === late[0]);
      follows = follows || enabled;
      const days = basis === 'previous' ? stage.after : reached;
      const spoken = stage.channel === 'call';
      add({ ...(basis === 'due' ? {} : { basis }), ...(thresholdMinor === 0 ? {} : { thresholdMinor }), days, minimumGap: stage.gap, channel: stage.channel, enabled, tones: spoken ? [] : stage.tones, template: spoken ? null : 'r1' });
    }
    return { ...STANDARD_POLICY, ...rest, id: 'own' as PolicyId, version: 'own-1', stages };
  })
  // Gaps of a year each may add up to more than the limitation.
  .filter((policy) => validatePolicy(policy).ok);

const isPlan = (value: unknown): value is ReminderPolicy => typeof value === 'object' && value !== null && 'stages' in value && 'mailSpacing' in value;
/** Whatever plans the core ships, one by one or in a list. */
export const SHIPPED_PLANS: readonly ReminderPolicy[] = Object.values<unknown>(core).flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : [value])).filter(isPlan);

/** Every shape that may be saved, the shipped plans most of all. */
export const aSavedPlan: fc.Arbitrary<ReminderPolicy> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...SHIPPED_PLANS) },
  { weight: 3, arbitrary: aPlanLife },
  { weight: 5, arbitrary: anyPlan },
);

/** What a manager changes of a plan: later or earlier, other gaps, a step switched on or off; or quite another plan. */
export interface Edit {
  readonly later: number;
  readonly gap: number;
  readonly switched: number;
  readonly spacing: number;
  readonly instead: ReminderPolicy | null;
}
export const anEdit: fc.Arbitrary<Edit> = fc.record({
  later: fc.integer({ min: -5, max: 10 }),
  gap: fc.integer({ min: -3, max: 5 }),
  switched: fc.nat(20),
  spacing: fc.constantFrom(0, 5),
  instead: fc.option(aSavedPlan, { freq: 1, nil: null }),
});

export function edited(policy: ReminderPolicy, { later, gap, switched, spacing, instead }: Edit): ReminderPolicy {
  if (instead !== null) return instead;
  const first = policy.stages.find(({ days }) => days > 0)?.days ?? 1;
  const moved = Math.max(later, 1 - first);
  const stages = policy.stages.map((stage, at) => ({
    ...stage,
    days: stage.days > 0 && stage.basis !== 'previous' ? stage.days + moved : stage.days,
    minimumGap: Math.max(0, stage.minimumGap + gap),
    enabled: at === switched ? !stage.enabled : stage.enabled,
  }));
  // Without a step after the due date it could not be saved.
  return { ...policy, version: `${policy.version}-edited`, mailSpacing: spacing, stages: stages.find(({ enabled, days }) => enabled && days > 0)?.basis !== 'previous' && stages.some(({ enabled, days }) => enabled && days > 0) ? stages : policy.stages };
}

export function planInShort({ stages, graceDays, mailSpacing, toleranceMinor, promiseGrace, catchUp = false }: ReminderPolicy): string {
  const steps = stages.map(({ id, days, minimumGap, channel, enabled, basis, thresholdMinor }) => `${id} ${channel} ${basis === undefined ? 'J' : basis === 'previous' ? 'P' : 'M'}${days < 0 ? '' : '+'}${days} gap ${minimumGap}${thresholdMinor === undefined ? '' : ` from ${thresholdMinor}`}${enabled ? '' : ' off'}`);
  return `plan: ${steps.join('; ')}; grace ${graceDays}, spacing ${mailSpacing}, tolerance ${toleranceMinor}, promise ${promiseGrace}${catchUp ? ', catching up' : ''}`;
}
