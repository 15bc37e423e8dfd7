import { addDays, assess, STANDARD_POLICY } from '../../../src/core';
import type { Assessment, AssessmentKind, CaseFile, Invoice, LocalDate, LogEntry, ReminderPolicy, ThreadFacts } from '../../../src/core';
import { aCaseFile, aPack, readOn, aListed, aLog, aReminderSent, called, deposited, TODAY } from '../builders';
import type { EntryOver } from '../builders';
import type { LogFact } from '../../../src/core';

/** A pack with the shipped plan, changed where a test says so. */
export const withPolicy = (over: Partial<ReminderPolicy> = {}) => aPack({ policies: [{ ...STANDARD_POLICY, ...over }], ...(over.id === undefined ? {} : { defaultPolicy: over.id }) });

/** The shipped plan without its calls. */
export const WITHOUT_CALLS: Partial<ReminderPolicy> = { stages: STANDARD_POLICY.stages.map((stage) => (stage.channel === 'call' ? { ...stage, enabled: false } : stage)) };

export interface Life {
  readonly invoices: readonly Invoice[];
  readonly log?: readonly (readonly [LogFact, EntryOver])[];
  readonly over?: Partial<CaseFile>;
  readonly policy?: Partial<ReminderPolicy>;
  readonly facts?: ThreadFacts;
}

export const fileOf = ({ invoices, log = [], over = {} }: Life): CaseFile => aCaseFile({ invoices, entries: aLog(...log) as readonly LogEntry[], ...over });

/** As if the ledger were read again every day, unless the life says otherwise. */
export const assessed = (life: Life, today: LocalDate = TODAY): Assessment => assess({ ...fileOf(life), source: life.over?.source ?? readOn(addDays(today, 90)) }, withPolicy(life.policy), life.facts ?? null, today);

export type Of<K extends AssessmentKind> = Extract<Assessment, { readonly kind: K }>;

/** The answer, which must be of this kind. */
export function expected<K extends AssessmentKind>(kind: K, life: Life, today: LocalDate = TODAY): Of<K> {
  const assessment = assessed(life, today);
  if (assessment.kind !== kind) throw new Error(`expected ${kind}, got ${inShort(assessment)}`);
  return assessment as Of<K>;
}

/** "remind R2", "too-soon R2 2026-11-26", "held promise". */
export function inShort(assessment: Assessment): string {
  switch (assessment.kind) {
    case 'remind':
    case 'call':
    case 'letter':
      return `${assessment.kind} ${assessment.proposal.stage.id}`;
    case 'too-soon':
      return `too-soon ${assessment.next.id} ${assessment.from}`;
    case 'held':
      return `held ${assessment.holds.map(({ kind }) => kind).join(', ')}`;
    case 'draft-pending':
    case 'draft-unconfirmed':
      return `${assessment.kind} ${assessment.draft.stage}`;
    case 'exhausted':
      return `exhausted ${assessment.lastStage}`;
    default:
      return assessment.kind;
  }
}

/** Without anything else to come, a business' claim is looked at again a year before it lapses. */
export const beforeItLapses = (due: LocalDate): LocalDate => addDays(due, 4 * 365);

let references = 0;
/** A reference that no other reminder of the test file has. */
export const nextReference = (): never => `R-${(23_000 + (references += 1)).toString().padStart(5, '0')}A` as never;

/** The reminder of this stage, drafted and really sent, listing these invoices with these steps. */
export const reminded = (stage: string, on: LocalDate, ...listed: readonly (Invoice | readonly [Invoice, string | null])[]): readonly (readonly [LogFact, EntryOver])[] =>
  aReminderSent({
    stage, on, reference: nextReference(),
    invoices: listed.map((one) => ('id' in one ? aListed({ of: one, step: stage }) : aListed({ of: one[0], step: one[1] }))),
  });
export const phoned = (on: LocalDate, ...invoices: readonly Invoice[]): readonly (readonly [LogFact, EntryOver])[] => [[called({ invoices: invoices.map(({ id }) => id) }), { on }]];
export const noticed = (on: LocalDate, ...invoices: readonly Invoice[]): readonly (readonly [LogFact, EntryOver])[] => [
  [deposited({ depositedOn: on, invoices: invoices.map((of) => aListed({ of, step: 'R4' })) }), { on }],
];
