import { fail, ok } from '../result';
import type { Result } from '../result';
import type { Pack } from '../case-file';
import type { Debtor } from '../ledger/types';
import { PUBLIC_BUYER_POLICY } from './public-buyer-policy';
import { STANDARD_POLICY } from './standard-policy';
import type { DunningStage, ReminderPolicy, StageId } from './types';

/** What is wrong with a policy from outside; `stage` null: the policy as a whole. */
export interface PolicyFault {
  readonly stage: StageId | null;
  readonly field: string;
  readonly why: 'missing' | 'not-a-whole-number' | 'out-of-range' | 'repeated' | 'not-rising' | 'no-overdue-stage' | 'not-for-this-channel' | 'unknown-value';
}

/**
 * The debtor's own policy; else, of a public buyer, the one for public buyers where the pack holds it; else the pack's default,
 * else Standard. A name that the pack does not hold counts as none.
 */
export function policyOf(pack: Pack, debtor: Debtor): ReminderPolicy {
  let fallback: ReminderPolicy = STANDARD_POLICY;
  let byKind: ReminderPolicy | null = null;
  for (const policy of pack.policies) {
    if (policy.id === debtor.policy) return policy;
    if (policy.id === pack.defaultPolicy) fallback = policy;
    if (policy.id === PUBLIC_BUYER_POLICY.id && debtor.kind === 'public') byKind = policy;
  }
  return byKind ?? fallback;
}

const CHANNELS: readonly string[] = ['mail', 'call', 'letter', 'hand-over'];
const TONES: readonly string[] = ['courteous', 'firm', 'formal'];

/** Checks a policy that comes from a file or a form. @returns the policy itself, or every fault found. */
export function validatePolicy(policy: ReminderPolicy): Result<ReminderPolicy, readonly PolicyFault[]> {
  const faults: PolicyFault[] = [];
  const whole = (stage: StageId | null, field: string, value: number, from: number, to: number): void => {
    if (!Number.isInteger(value)) faults.push({ stage, field, why: 'not-a-whole-number' });
    else if (value < from || value > to) faults.push({ stage, field, why: 'out-of-range' });
  };
  if (policy.id.trim() === '') faults.push({ stage: null, field: 'id', why: 'missing' });
  if (policy.version.trim() === '') faults.push({ stage: null, field: 'version', why: 'missing' });
  whole(null, 'toleranceMinor', policy.toleranceMinor, 0, 1e9);
  whole(null, 'graceDays', policy.graceDays, 0, 60);
  whole(null, 'mailSpacing', policy.mailSpacing, 0, 30);
  whole(null, 'promiseGrace', policy.promiseGrace, 0, 30);
  whole(null, 'deadlineBusinessDays', policy.deadlineBusinessDays, 1, 60);
  whole(null, 'ledgerMaxAge', policy.ledgerMaxAge, 0, 60);

  const seen = new Set<StageId>();
  let before: DunningStage | null = null;
  for (const stage of policy.stages) {
    if (stage.id.trim() === '') faults.push({ stage: stage.id, field: 'id', why: 'missing' });
    if (seen.has(stage.id)) faults.push({ stage: stage.id, field: 'id', why: 'repeated' });
    seen.add(stage.id);
    if (stage.name.fr.trim() === '' || stage.name.en.trim() === '') faults.push({ stage: stage.id, field: 'name', why: 'missing' });
    whole(stage.id, 'days', stage.days, -90, 730);
    whole(stage.id, 'minimumGap', stage.minimumGap, 0, 365);
    if (before !== null && stage.days <= before.days) faults.push({ stage: stage.id, field: 'days', why: 'not-rising' });
    before = stage;
    if (!CHANNELS.includes(stage.channel)) faults.push({ stage: stage.id, field: 'channel', why: 'unknown-value' });
    // Nobody is called, served or handed over for a debt that is not due yet.
    if (stage.days <= 0 && stage.channel !== 'mail') faults.push({ stage: stage.id, field: 'channel', why: 'not-for-this-channel' });
    if (stage.tones.some((tone) => !TONES.includes(tone))) faults.push({ stage: stage.id, field: 'tones', why: 'unknown-value' });
    if (stage.channel === 'call') {
      if (stage.template !== null) faults.push({ stage: stage.id, field: 'template', why: 'not-for-this-channel' });
    } else {
      if (stage.tones.length === 0) faults.push({ stage: stage.id, field: 'tones', why: 'missing' });
      if (stage.template === null || stage.template.trim() === '') faults.push({ stage: stage.id, field: 'template', why: 'missing' });
    }
  }
  if (!policy.stages.some((stage) => stage.enabled && stage.days > 0)) faults.push({ stage: null, field: 'stages', why: 'no-overdue-stage' });
  return faults.length === 0 ? ok(policy) : fail(faults);
}

/** A policy made ready for counting. Positions are places in `policy.stages`, disabled stages included. */
export interface Plan {
  readonly policy: ReminderPolicy;
  readonly places: ReadonlyMap<StageId, number>;
  /** Enabled stages after the due date, in order. */
  readonly overdue: readonly Place[];
  /** Enabled stages up to the due date, in order. */
  readonly early: readonly Place[];
  /** Enabled stages in order: what the clerk counts as "step 3 of 6". */
  readonly shown: readonly Place[];
  /** The first letter or hand-over: from here on a demand needs a firm reminder and its own age (R4). */
  readonly notice: Place | null;
  /** The last reminder by mail before `notice` (R2): what each demanded invoice must have been sent. */
  readonly firm: Place | null;
  /** A stage that the policy no longer knows counts as overdue: better one mail too late than one too many. */
  readonly isOverdueStage: (stage: StageId) => boolean;
}
export interface Place {
  readonly index: number;
  readonly stage: DunningStage;
}

const plans = new WeakMap<ReminderPolicy, Plan>();

export function planOf(policy: ReminderPolicy): Plan {
  const known = plans.get(policy);
  if (known !== undefined) return known;
  const all = policy.stages.map((stage, index) => ({ stage, index }));
  const shown = all.filter(({ stage }) => stage.enabled);
  const overdue = shown.filter(({ stage }) => stage.days > 0);
  const notice = overdue.find(({ stage }) => stage.channel === 'letter' || stage.channel === 'hand-over') ?? null;
  const overdueById = new Map(all.map(({ stage }) => [stage.id, stage.days > 0]));
  const plan: Plan = {
    policy,
    places: new Map(all.map(({ stage, index }) => [stage.id, index])),
    isOverdueStage: (stage) => overdueById.get(stage) ?? true,
    overdue,
    early: shown.filter(({ stage }) => stage.days <= 0),
    shown,
    notice,
    firm: notice === null ? null : (overdue.filter(({ stage, index }) => stage.channel === 'mail' && index < notice.index).pop() ?? null),
  };
  plans.set(policy, plan);
  return plan;
}
