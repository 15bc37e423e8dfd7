import type { DunningStage, PolicyId, ReminderPolicy, StageId } from '../../core';

/** What the form holds: numbers as they are typed, so that nothing is changed under the typist's hands. */
export interface PlanDraft {
  readonly name: string;
  readonly numbers: Readonly<Record<RuleField, string>>;
  readonly stages: Readonly<Record<StageId, { readonly days: string; readonly gap: string; readonly enabled: boolean }>>;
}
export const RULE_FIELDS = ['toleranceMinor', 'graceDays', 'mailSpacing', 'promiseGrace', 'deadlineBusinessDays', 'ledgerMaxAge'] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** Money is typed in euros: 5 or 12,50. */
const amountOf = (minor: number): string => (minor % 100 === 0 ? String(minor / 100) : `${Math.trunc(minor / 100)},${String(minor % 100).padStart(2, '0')}`);

export function draftOf(policy: ReminderPolicy, name: string): PlanDraft {
  return {
    name,
    numbers: Object.fromEntries(RULE_FIELDS.map((field) => [field, field === 'toleranceMinor' ? amountOf(policy.toleranceMinor) : String(policy[field])])) as PlanDraft['numbers'],
    stages: Object.fromEntries(policy.stages.map(({ id, days, minimumGap, enabled }) => [id, { days: String(days), gap: String(minimumGap), enabled }])),
  };
}

/** What is no number stays as it was typed: the check names it. */
const number = (typed: string): unknown => (/^\s*[-−]?\d{1,9}\s*$/.test(typed) ? Number(typed.trim().replace('−', '-')) : typed.trim() === '' ? null : typed);
function minor(typed: string): unknown {
  const read = /^\s*(\d{1,8})(?:[.,](\d{1,2}))?\s*$/.exec(typed);
  return read === null ? (typed.trim() === '' ? null : typed) : Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0'));
}

/** A plan of whatever was typed, for `parsePolicy`. An own plan has one name: it is not translated. */
export function typedPolicy(draft: PlanDraft, from: ReminderPolicy, id: PolicyId): unknown {
  return {
    ...from, id, name: { fr: draft.name, en: draft.name },
    ...Object.fromEntries(RULE_FIELDS.map((field) => [field, field === 'toleranceMinor' ? minor(draft.numbers[field]) : number(draft.numbers[field])])),
    stages: from.stages.map((stage): Readonly<Record<keyof DunningStage, unknown>> => {
      const typed = draft.stages[stage.id];
      return typed === undefined ? stage : { ...stage, days: number(typed.days), minimumGap: number(typed.gap), enabled: typed.enabled };
    }),
  };
}
