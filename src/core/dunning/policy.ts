import type { Pack } from '../case-file';
import type { Debtor, PolicyId } from '../ledger/types';
import { consumerPolicy } from './consumer-policy';
import type { Money } from '../money/types';
import { PUBLIC_BUYER_POLICY } from './public-buyer-policy';
import { STANDARD_POLICY } from './standard-policy';
import type { DunningStage, ReminderPolicy, StageId } from './types';

/**
 * The plan that a debtor is reminded by: `planFor` him; of a consumer, where the company reminds consumers, as it stands for them.
 */
export function policyOf(pack: Pack, debtor: Debtor): ReminderPolicy {
  const policy = planFor(pack, debtor);
  return debtor.kind === 'consumer' && pack.profile.remindsConsumers === true ? consumerPolicy(policy, debtor) : policy;
}

/**
 * The debtor's own policy; else that of his segment; else, of a public buyer, the one for public buyers where the pack holds
 * it; else the pack's default, else Standard. A name that the pack does not hold counts as none.
 */
function planFor(pack: Pack, debtor: Debtor): ReminderPolicy {
  let fallback: ReminderPolicy = STANDARD_POLICY;
  let byKind: ReminderPolicy | null = null;
  let bySegment: ReminderPolicy | null = null;
  const ofSegment = segmentPolicy(pack, debtor);
  for (const policy of pack.policies) {
    if (policy.id === debtor.policy) return policy;
    if (policy.id === pack.defaultPolicy) fallback = policy;
    if (policy.id === ofSegment) bySegment = policy;
    if (policy.id === PUBLIC_BUYER_POLICY.id && debtor.kind === 'public') byKind = policy;
  }
  return bySegment ?? byKind ?? fallback;
}

/** A segment may be called "constructor". */
function segmentPolicy({ segmentPolicies }: Pack, { segment }: Debtor): PolicyId | null {
  if (segmentPolicies === undefined || segment === null || !Object.prototype.hasOwnProperty.call(segmentPolicies, segment)) return null;
  return segmentPolicies[segment] ?? null;
}

/**
 * Days that a formal notice gives, counted from its first presentation. The law names none; eight are the usual ones and
 * were held reasonable (law sheet 1.7: product default 8, 8 to 15).
 */
export const noticeDaysOf = ({ noticeDays }: ReminderPolicy): number => noticeDays ?? 8;

/** Whether a text that demands so much may announce a stage: it is switched on, and its threshold is not above that sum. */
export const isReachedBy = ({ enabled, thresholdMinor = 0 }: DunningStage, { minor }: Money): boolean => enabled && thresholdMinor <= minor;

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
  /** Of the enabled stages after the due date: the latest day of these decides. */
  readonly ages: ReadonlyMap<StageId, readonly StageAge[]>;
}

/** From which day after the due date an item is old enough for a stage. */
export interface StageAge {
  /** Days after the due date, or after the end of its month. */
  readonly days: number;
  readonly fromEndOfMonth: boolean;
  /** Days more, for stages that are counted from the one before: as if each were done on its own first day. */
  readonly after: number;
}
export interface Place {
  readonly index: number;
  readonly stage: DunningStage;
}

/** @param stages the enabled ones after the due date, in order: no stage is allowed before the one that it follows. */
function agesOf(stages: readonly DunningStage[]): ReadonlyMap<StageId, readonly StageAge[]> {
  const ages = new Map<StageId, readonly StageAge[]>();
  let before: readonly StageAge[] = [];
  for (const { id, days, basis = 'due' } of stages) {
    // Of stages counted from the due date alone the last has the latest day.
    const own = basis === 'previous' ? before.map((age) => ({ ...age, after: age.after + days })) : [...before.filter(isUnlike), { days, fromEndOfMonth: basis === 'end-of-month', after: 0 }];
    ages.set(id, own);
    before = own;
  }
  return ages;
}
const isUnlike = ({ fromEndOfMonth, after }: StageAge): boolean => fromEndOfMonth || after > 0;

/** Days that must lie between the step before, as it was really done, and this one. */
export const gapOf = ({ basis, days, minimumGap }: DunningStage): number => (basis === 'previous' ? Math.max(days, minimumGap) : minimumGap);

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
    ages: agesOf(overdue.map(({ stage }) => stage)),
    early: shown.filter(({ stage }) => stage.days <= 0),
    shown,
    notice,
    firm: notice === null ? null : (overdue.filter(({ stage, index }) => stage.channel === 'mail' && index < notice.index).pop() ?? null),
  };
  plans.set(policy, plan);
  return plan;
}
