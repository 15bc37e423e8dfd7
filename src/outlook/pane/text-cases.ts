import { assess, NO_FILTER } from '../../core';
import type { Assessment, CaseFile, Problem, SampleId, Template } from '../../core';
import type * as Writing from '../../core/writing';
import type { Session } from './session';

/** On whom a text is shown: a customer of the ledger, or a sample. */
export interface TextCase {
  readonly id: string;
  /** Of a customer; null: a sample. */
  readonly name: string | null;
  readonly sample: SampleId | null;
  readonly isOpen: boolean;
  /** Another text is proposed to him today. */
  readonly isAsIf: boolean;
  readonly on: Writing.TriedOn;
  /** A sample has a pack of its own: who writes to it may have no telephone. */
  readonly pack: Writing.Trying['pack'];
}

const MOST_REAL = 5;
const LOOKED_AT = 12;

const stepOf = (assessment: Assessment | null): Extract<Assessment, { kind: 'remind' | 'letter' }> | null => (assessment?.kind === 'remind' || assessment?.kind === 'letter' ? assessment : null);

function ofCustomer(file: CaseFile, assessment: Assessment | null, pack: TextCase['pack'], template: Template, isOpen: boolean): TextCase {
  const overdue = file.invoices.filter(({ instalments, missingSince }) => missingSince === null && instalments.some(({ due, outstanding }) => due < file.today && outstanding.minor > 0));
  return {
    id: `debtor ${file.debtor.id}`, name: file.debtor.name, sample: null, isOpen, isAsIf: template.reply === null && stepOf(assessment)?.proposal.stage.template !== template.name, pack,
    on: { caseFile: file, assessment: stepOf(assessment), about: overdue.map(({ id }) => id), promise: { promisedFor: file.today, amount: null } },
  };
}

/** The customer on the card, when a step is proposed to him or the text is an answer. */
export function openCase(session: Session, template: Template): TextCase | null {
  const { file, assessment } = session.desk.subject();
  const pack = session.currentPack();
  if (file === null || pack === null || (template.reply === null && stepOf(assessment) === null)) return null;
  return ofCustomer(file, assessment, pack, template, true);
}

/** Customers to whom this very text is proposed today. */
export async function realCases(session: Session, template: Template): Promise<{ readonly cases: readonly TextCase[]; readonly problem: Problem | null }> {
  const pack = session.currentPack();
  if (pack === null || template.stage === null) return { cases: [], problem: null };
  const listed = await session.records.worklistPage({ ...NO_FILTER, stage: template.stage, group: template.tone === 'formal' ? 'letter' : 'to-remind', after: '', limit: LOOKED_AT });
  if (!listed.ok) return { cases: [], problem: listed.problem };
  const found: TextCase[] = [];
  const open = session.file()?.debtor.id;
  for (const { debtor } of listed.value.rows.filter(({ debtor: { id } }) => id !== open)) {
    if (found.length >= MOST_REAL) break;
    const answer = await session.records.caseFile(debtor.id);
    if (!answer.ok) return { cases: found, problem: answer.problem };
    const file = answer.value;
    if (file.debtor.language !== template.language || (template.audience !== undefined && file.debtor.kind !== template.audience)) continue;
    const assessment = assess(file, pack, null, file.today);
    if (stepOf(assessment)?.proposal.stage.template === template.name) found.push(ofCustomer(file, assessment, pack, template, false));
  }
  return { cases: found, problem: null };
}

export const samplesOf = (writing: typeof Writing, session: Session, template: Template): readonly TextCase[] => {
  const pack = session.currentPack();
  const samples = pack === null ? null : writing.sampleCases(template, pack, session.day());
  return (samples ?? []).map((sample) => ({ id: `sample ${sample.id}`, name: null, sample: sample.id, isOpen: false, isAsIf: false, on: sample, pack: sample.pack }));
};
