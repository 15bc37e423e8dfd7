import type { LocalDate } from '../calendar/types';
import type { DebtorId } from '../ledger/types';
import type { Assessment, AssessmentKind, DunningStage, StageId } from './types';

/** What an assessment comes to, in one line of a list. */
export interface Foreseen {
  readonly kind: AssessmentKind;
  /** The step that is offered, or comes next; null: none. */
  readonly stage: { readonly id: StageId; readonly name: DunningStage['name'] } | null;
  /** Today for a step that is offered; the first day of one that waits; null: no day is known. */
  readonly on: LocalDate | null;
}

export function foreseen(assessment: Assessment): Foreseen {
  const { kind } = assessment;
  const named = ({ id, name }: DunningStage): Foreseen['stage'] => ({ id, name });
  if (kind === 'remind' || kind === 'call' || kind === 'letter') return { kind, stage: named(assessment.proposal.stage), on: assessment.today };
  if (kind === 'too-soon') return { kind, stage: named(assessment.next), on: assessment.from };
  return { kind, stage: null, on: null };
}

export const sameForeseen = (a: Foreseen, b: Foreseen): boolean => a.kind === b.kind && a.stage?.id === b.stage?.id && a.on === b.on;

/** What a plan would change, shown on real customers before it is saved. */
export interface PolicyPreview {
  /** Customers in arrears who have the plan that the draft would take the place of: so many were looked at, 50 at most. */
  readonly looked: number;
  /** Those for whom the draft decides otherwise; the longest in arrears first. */
  readonly rows: readonly { readonly debtor: DebtorId; readonly name: string; readonly before: Foreseen; readonly after: Foreseen }[];
}

/** So many customers to whom one step would be offered today. */
export interface StepCount {
  readonly kind: 'remind' | 'call' | 'letter';
  readonly stage: StageId;
  readonly name: DunningStage['name'];
  readonly count: number;
}

/** A part of the dry run; the whole is the sum of all parts. */
export interface DryRunPage {
  readonly steps: readonly StepCount[];
  readonly looked: number;
  /** How many there are to look at in all. */
  readonly of: number;
  /** Where the next part begins; null: this was the last. */
  readonly next: number | null;
}

/** Steps of one kind and name are one line, whatever plans they come from: a company has several. */
const keyOf = ({ kind, stage, name }: Omit<StepCount, 'count'>): string => JSON.stringify([kind, stage, name.fr]);

export function addSteps(...lists: readonly (readonly StepCount[])[]): readonly StepCount[] {
  const counts = new Map<string, StepCount>();
  for (const list of lists) {
    for (const step of list) counts.set(keyOf(step), { ...step, count: step.count + (counts.get(keyOf(step))?.count ?? 0) });
  }
  return Array.from(counts.values());
}

/** What the assessments offer today. */
export function stepsOffered(assessments: readonly Assessment[]): readonly StepCount[] {
  return addSteps(...assessments.map((assessment): readonly StepCount[] => {
    if (assessment.kind !== 'remind' && assessment.kind !== 'call' && assessment.kind !== 'letter') return [];
    const { id, name } = assessment.proposal.stage;
    return [{ kind: assessment.kind, stage: id, name, count: 1 }];
  }));
}
