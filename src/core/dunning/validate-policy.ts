import { fail, ok } from '../result';
import { planOf } from './policy';
import type { Result } from '../result';
import type { DunningStage, ReminderPolicy, StageId } from './types';

/** What is wrong with a policy from outside; `stage` null: the policy as a whole. */
export interface PolicyFault {
  readonly stage: StageId | null;
  readonly field: PolicyField;
  readonly why: PolicyFaultReason;
}
export type PolicyField =
  | 'policy' | 'id' | 'name' | 'version' | 'stages' | 'toleranceMinor' | 'graceDays' | 'mailSpacing' | 'promiseGrace' | 'deadlineBusinessDays' | 'ledgerMaxAge' | 'noticeDays' | 'register'
  | 'days' | 'minimumGap' | 'channel' | 'tones' | 'template' | 'enabled' | 'basis' | 'thresholdMinor' | 'signer' | 'catchUp';
export type PolicyFaultReason =
  | 'missing' | 'not-a-whole-number' | 'out-of-range' | 'repeated' | 'not-rising' | 'no-overdue-stage' | 'not-for-this-channel' | 'unknown-value'
  /** No text, list, yes or no where one is wanted. */
  | 'unreadable'
  | 'too-long'
  | 'too-many-stages'
  /** A gap, or the days, are counted from the step before, and there is none. */
  | 'after-nothing'
  /** Only a step after the due date is counted from the end of a month or from another step, and by one day at least. */
  | 'not-after-its-basis'
  /** The days and gaps before it add up to more than the limitation. */
  | 'never-reached'
  | 'no-such-template'
  /** A tone of the stage has no text in one of the languages. */
  | 'no-template-for-tone';

/** Lowest and highest value of each number; days are calendar days unless the field says business days. */
export const POLICY_RANGES = {
  // A notice gives a reasonable time; 8 to 15 days are usual (law sheet 1.7).
  noticeDays: [8, 15],
  toleranceMinor: [0, 1e9], graceDays: [0, 60], mailSpacing: [0, 30], promiseGrace: [0, 30], deadlineBusinessDays: [1, 60], ledgerMaxAge: [0, 60], days: [-90, 730], minimumGap: [0, 365], thresholdMinor: [0, 1e12],
} as const satisfies Partial<Record<PolicyField, readonly [number, number]>>;
export const MOST_STAGES = 12;
/** Five years between traders (commercial code L110-4; law sheet 1.9): after that no letter demands payment. */
const LIMITATION_DAYS = 5 * 365;
const LONGEST_NAME = 80;
/** The log takes no longer name of a step. */
const LONGEST_STAGE_ID = 40;
/** Half a character, or none: no database and no sentence can hold it. */
const NO_TEXT = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

const CHANNELS: readonly string[] = ['mail', 'call', 'letter', 'hand-over'];
const BASES: readonly string[] = ['due', 'end-of-month', 'previous'];
/** From the due date to the last day of its month, at most. */
const MONTH_END = 30;
const TONES: readonly string[] = ['courteous', 'firm', 'formal'];
const REGISTERS: readonly string[] = ['formal', 'friendly'];
const NUMBERS = ['toleranceMinor', 'graceDays', 'mailSpacing', 'promiseGrace', 'deadlineBusinessDays', 'ledgerMaxAge'] as const;

/** Checks a policy of the right shape (`parsePolicy` for one from outside). @returns the policy itself, or every fault found. */
export function validatePolicy(policy: ReminderPolicy): Result<ReminderPolicy, readonly PolicyFault[]> {
  const faults: PolicyFault[] = [];
  const add = (stage: StageId | null, field: PolicyField, why: PolicyFaultReason): void => void faults.push({ stage, field, why });
  const whole = (stage: StageId | null, field: keyof typeof POLICY_RANGES, value: number): void => {
    const [from, to] = POLICY_RANGES[field];
    if (!Number.isInteger(value)) add(stage, field, 'not-a-whole-number');
    else if (value < from || value > to) add(stage, field, 'out-of-range');
  };
  const text = (stage: StageId | null, field: PolicyField, value: string, longest: number = LONGEST_NAME): void => {
    if (value.trim() === '') add(stage, field, 'missing');
    else if (value.length > longest) add(stage, field, 'too-long');
    else if (NO_TEXT.test(value)) add(stage, field, 'unreadable');
  };
  const named = (stage: StageId | null, { fr, en }: DunningStage['name']): void => {
    if (fr.trim() === '' || en.trim() === '') add(stage, 'name', 'missing');
    else if (Math.max(fr.length, en.length) > LONGEST_NAME) add(stage, 'name', 'too-long');
    else if (NO_TEXT.test(fr) || NO_TEXT.test(en)) add(stage, 'name', 'unreadable');
  };
  text(null, 'id', policy.id);
  named(null, policy.name);
  text(null, 'version', policy.version);
  for (const field of NUMBERS) whole(null, field, policy[field]);
  if (policy.noticeDays !== undefined) whole(null, 'noticeDays', policy.noticeDays);
  if (policy.register !== undefined && !REGISTERS.includes(policy.register)) add(null, 'register', 'unknown-value');

  const seen = new Set<StageId>();
  let before: DunningStage | null = null;
  let reached: Reached = { days: -Infinity, fromEndOfMonth: false };
  let follows = false;
  for (const stage of policy.stages) {
    text(stage.id, 'id', stage.id, LONGEST_STAGE_ID);
    if (seen.has(stage.id)) add(stage.id, 'id', 'repeated');
    seen.add(stage.id);
    named(stage.id, stage.name);
    whole(stage.id, 'days', stage.days);
    whole(stage.id, 'minimumGap', stage.minimumGap);
    if (before === null && stage.minimumGap > 0) add(stage.id, 'minimumGap', 'after-nothing');
    const { basis = 'due' } = stage;
    if (!BASES.includes(basis)) add(stage.id, 'basis', 'unknown-value');
    else if (basis === 'previous' && stage.enabled && !follows) add(stage.id, 'basis', 'after-nothing');
    if (basis !== 'due' && stage.days < 1) add(stage.id, 'days', 'not-after-its-basis');
    const reaches: Reached = basis === 'previous' ? { ...reached, days: reached.days + stage.days } : { days: stage.days, fromEndOfMonth: basis === 'end-of-month' && stage.days > 0 };
    // Whatever day of the month the due date is.
    if (before !== null && reaches.days <= reached.days + (reached.fromEndOfMonth && !reaches.fromEndOfMonth ? MONTH_END : 0)) add(stage.id, 'days', 'not-rising');
    reached = reaches;
    follows = follows || (stage.enabled && stage.days > 0);
    before = stage;
    whole(stage.id, 'thresholdMinor', stage.thresholdMinor ?? 0);
    if (stage.signer !== undefined) text(stage.id, 'signer', stage.signer);
    if (!CHANNELS.includes(stage.channel)) add(stage.id, 'channel', 'unknown-value');
    // Nobody is called, served or handed over for a debt that is not due yet.
    if (stage.days <= 0 && stage.channel !== 'mail') add(stage.id, 'channel', 'not-for-this-channel');
    if (stage.tones.some((tone) => !TONES.includes(tone))) add(stage.id, 'tones', 'unknown-value');
    if (stage.channel === 'call') {
      if (stage.template !== null) add(stage.id, 'template', 'not-for-this-channel');
    } else {
      if (stage.tones.length === 0) add(stage.id, 'tones', 'missing');
      text(stage.id, 'template', stage.template ?? '');
    }
  }
  if (policy.stages.length > MOST_STAGES) add(null, 'stages', 'too-many-stages');
  if (!policy.stages.some((stage) => stage.enabled && stage.days > 0)) add(null, 'stages', 'no-overdue-stage');
  const latest = LIMITATION_DAYS - (policy.stages.some(({ basis }) => basis === 'end-of-month') ? MONTH_END : 0);
  if (faults.length === 0) for (const { stage, day } of earliestDays(policy)) if (day > latest) add(stage.id, 'minimumGap', 'never-reached');
  return faults.length === 0 ? ok(policy) : fail(faults);
}

/** Days after the due date, or after the end of its month, with which a stage can be reached at the earliest. */
interface Reached {
  readonly days: number;
  readonly fromEndOfMonth: boolean;
}

/** The earliest day after the due date, if that is the last of its month, of each enabled overdue stage when every step before it is done on its own earliest day. */
function earliestDays({ stages, graceDays }: ReminderPolicy): readonly { readonly stage: DunningStage; readonly day: number; readonly because: 'days' | 'gap' | 'grace' }[] {
  let reached: number | null = null;
  return stages.filter(({ enabled, days }) => enabled && days > 0).map((stage) => {
    const own = stage.basis === 'previous' && reached !== null ? reached + stage.days : stage.days;
    const byAge = Math.max(own, graceDays + 1);
    const byGap = reached === null ? byAge : reached + stage.minimumGap;
    const day = Math.max(byAge, byGap);
    reached = day;
    return { stage, day, because: day === own ? 'days' : byGap > byAge ? 'gap' : 'grace' };
  });
}

/** What may be saved and is still worth telling the person who edits. */
export type PolicyAdvice =
  /** Its own day can never be kept: gaps or the grace push it to `earliest`, at best. */
  | { readonly kind: 'later-than-its-day'; readonly stage: StageId; readonly because: 'gap' | 'grace'; readonly earliest: number }
  /** A hand-over that no notice announced (law sheet 1.7, 5: R5 "states the announced step is taken"). */
  | { readonly kind: 'hand-over-without-notice'; readonly stage: StageId }
  /** A notice that no reminder by mail comes before. */
  | { readonly kind: 'notice-without-reminder'; readonly stage: StageId }
  /**
   * What comes of smaller sums than the step's threshold: the plan goes on with the next step; it stops here; it goes on as far
   * as the notice, which demands only what was firmly reminded; it stops, for no hand-over comes without its notice.
   */
  | { readonly kind: 'below-threshold'; readonly stage: StageId; readonly thresholdMinor: number; readonly then: 'goes-on' | 'stops' | 'no-notice' | 'no-hand-over' };

/** @param policy one that `validatePolicy` takes. */
export function policyAdvice(policy: ReminderPolicy): readonly PolicyAdvice[] {
  const late = earliestDays(policy);
  const found: PolicyAdvice[] = late.flatMap(({ stage, day, because }) => (because === 'days' || (stage.basis ?? 'due') !== 'due' ? [] : [{ kind: 'later-than-its-day', stage: stage.id, because, earliest: day } as const]));
  const first = (channel: DunningStage['channel']): number => late.findIndex(({ stage }) => stage.channel === channel);
  const [mail, letter, handOver] = [first('mail'), first('letter'), first('hand-over')];
  const of = (at: number): StageId => late[at]?.stage.id ?? '';
  if (letter >= 0 && (mail < 0 || mail > letter)) found.push({ kind: 'notice-without-reminder', stage: of(letter) });
  if (handOver >= 0 && (letter < 0 || letter > handOver)) found.push({ kind: 'hand-over-without-notice', stage: of(handOver) });
  const { overdue, firm } = planOf(policy);
  for (const { stage, index } of overdue) {
    const { id, thresholdMinor = 0 } = stage;
    if (thresholdMinor <= 0) continue;
    const behind = overdue.filter((place) => place.index > index);
    const then = index === firm?.index ? 'no-notice' : behind.length === 0 ? 'stops' : stage.channel === 'letter' && behind[0]?.stage.channel === 'hand-over' ? 'no-hand-over' : 'goes-on';
    found.push({ kind: 'below-threshold', stage: id, thresholdMinor, then });
  }
  return found;
}
