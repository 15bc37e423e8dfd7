import { noticeDaysOf } from '../../core';
import type { DunningStage, PolicyId, Register, ReminderPolicy, StageBasis, StageId } from '../../core';

/** What the form holds: numbers as they are typed, so that nothing is changed under the typist's hands. */
export interface PlanDraft {
  readonly name: string;
  readonly numbers: Readonly<Record<RuleField, string>>;
  readonly register: Register;
  readonly catchUp: boolean;
  readonly stages: Readonly<Record<StageId, StageDraft>>;
}
export interface StageDraft {
  readonly days: string;
  readonly basis: StageBasis;
  readonly gap: string;
  /** In euros; empty: no threshold. */
  readonly threshold: string;
  /** Empty: the clerk signs. */
  readonly signer: string;
  readonly enabled: boolean;
}
export const RULE_FIELDS = ['toleranceMinor', 'graceDays', 'mailSpacing', 'promiseGrace', 'deadlineBusinessDays', 'noticeDays', 'ledgerMaxAge'] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** Money is typed in euros: 5 or 12,50. */
const amountOf = (minor: number): string => (minor % 100 === 0 ? String(minor / 100) : `${Math.trunc(minor / 100)},${String(minor % 100).padStart(2, '0')}`);

export function draftOf(policy: ReminderPolicy, name: string): PlanDraft {
  return {
    name,
    register: policy.register ?? 'formal',
    catchUp: policy.catchUp ?? false,
    numbers: Object.fromEntries(RULE_FIELDS.map((field) => [field, field === 'toleranceMinor' ? amountOf(policy.toleranceMinor) : String(field === 'noticeDays' ? noticeDaysOf(policy) : policy[field])])) as PlanDraft['numbers'],
    stages: Object.fromEntries(policy.stages.map(({ id, days, basis = 'due', minimumGap, thresholdMinor = 0, signer = '', enabled }): readonly [StageId, StageDraft] =>
      [id, { days: String(days), basis, gap: String(minimumGap), threshold: thresholdMinor === 0 ? '' : amountOf(thresholdMinor), signer, enabled }])),
  };
}

/** What is no number stays as it was typed: the check names it. */
const number = (typed: string): unknown => (/^\s*[-−]?\d{1,9}\s*$/.test(typed) ? Number(typed.trim().replace('−', '-')) : typed.trim() === '' ? null : typed);
function minor(typed: string): unknown {
  const read = /^\s*(\d{1,11})(?:[.,](\d{1,2}))?\s*$/.exec(typed);
  return read === null ? (typed.trim() === '' ? null : typed) : Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0'));
}

/** A plan of whatever was typed, for `parsePolicy`. An own plan has one name: it is not translated. */
export function typedPolicy(draft: PlanDraft, from: ReminderPolicy, id: PolicyId): unknown {
  return {
    ...from, id, name: { fr: draft.name, en: draft.name }, register: draft.register, catchUp: draft.catchUp,
    ...Object.fromEntries(RULE_FIELDS.map((field) => [field, field === 'toleranceMinor' ? minor(draft.numbers[field]) : number(draft.numbers[field])])),
    stages: from.stages.map((stage): Readonly<Partial<Record<keyof DunningStage, unknown>>> => {
      const typed = draft.stages[stage.id];
      if (typed === undefined) return stage;
      const { basis: _basis, thresholdMinor: _threshold, signer: _signer, ...rest } = stage;
      return {
        ...rest, days: number(typed.days), minimumGap: number(typed.gap), enabled: typed.enabled,
        ...(typed.basis === 'due' ? {} : { basis: typed.basis }), ...(typed.threshold.trim() === '' ? {} : { thresholdMinor: minor(typed.threshold) }), ...(typed.signer.trim() === '' ? {} : { signer: typed.signer.trim() }),
      };
    }),
  };
}
