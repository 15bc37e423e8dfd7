import type { LocalDate } from '../calendar/types';
import { assertNever, ok } from '../result';
import type { Result } from '../result';
import type { CaseFile, Pack } from '../case-file';
import type { Assessment } from '../dunning';
import type { InvoiceId } from '../ledger';
import type { Author, ReminderReference } from '../log';
import type { Money } from '../money';
import type { RateTable } from '../penalties';
import { statementOfAccount } from '../ledger';
import { foldHistory } from '../log';
import { checkTemplate } from './check-template';
import { composeReminder } from './compose-reminder';
import { composeReply } from './compose-reply';
import { lint, lintFactsOf, lintReminder } from './lint';
import type { LintFinding } from './lint';
import { sampleCases } from './sample-cases';
import type { SampleCase } from './sample-cases';
import type { SampleId, TextFault } from './template-faults';
import type { ComposedText, RecipientChoice, Template, TemplateProblem } from './types';

/** A customer on whom a text is tried. */
export interface TriedOn {
  readonly caseFile: CaseFile;
  readonly assessment: Extract<Assessment, { kind: 'remind' | 'letter' }> | null;
  readonly about: readonly InvoiceId[];
  readonly promise: { readonly promisedFor: LocalDate; readonly amount: Money | null } | null;
}
export interface Trying {
  readonly pack: Pack;
  readonly author: Author;
  /** null: letters are tried without penalties. */
  readonly rates: RateTable | null;
}
export interface TriedText {
  readonly text: ComposedText;
  readonly findings: readonly LintFinding[];
}

const REFERENCE = 'R-7K3F' as ReminderReference;

/**
 * What this text would say to this customer, and what the reading before insertion would say of it. null: the step that
 * the customer is at is none that is written. Nothing is kept.
 */
export function tryText(template: Template, on: TriedOn, { pack, author, rates }: Trying, today: LocalDate): Result<TriedText, TemplateProblem> | null {
  const { assessment } = on;
  const caseFile: CaseFile = template.audience === undefined ? on.caseFile : { ...on.caseFile, debtor: { ...on.caseFile.debtor, kind: template.audience } };
  const only: Pack = { ...pack, templates: [template] };
  const to = caseFile.debtor.contacts[0]?.address;
  const recipient: RecipientChoice = { channel: 'new-message', to: to === undefined ? [] : [to], cc: [], why: 'ledger-contact' };
  const context = { caseFile, pack: only, author, language: template.language, holds: [] };
  if (template.reply === null) {
    if (assessment === null) return null;
    const composed = composeReminder({ assessment: atStep(assessment, template, only), caseFile, pack: only, tone: template.tone, language: template.language, recipient, author, reference: REFERENCE, replyingTo: null, attach: true, rates }, today);
    if (!composed.ok) return composed;
    return ok({ text: composed.value.draft, findings: lintReminder(composed.value, true, context, composed.value).findings });
  }
  const statement = assessment?.statement ?? statementOfAccount({ invoices: caseFile.invoices, unallocatedCredits: caseFile.debtor.unallocatedCredits, disputes: foldHistory(caseFile.entries).disputes }, today);
  const composed = composeReply({ reply: template.reply, caseFile, pack: only, statement, invoices: on.about, promise: on.promise, language: template.language, recipient, author, replyingTo: null, attach: true }, today);
  if (!composed.ok) return composed;
  const { subject, text, attachments } = composed.value.draft;
  // No step, so no reason could be logged when it is inserted; before a text is saved it can.
  const findings = lint({ subject, text, ownSubject: true, attachments: attachments.map(({ name }) => name), strangers: [] }, lintFactsOf(context, null, null));
  return ok({ text: composed.value.draft, findings });
}

/** As if the customer stood at the step of this text. */
function atStep(assessment: Extract<Assessment, { kind: 'remind' | 'letter' }>, { name, tone }: Template, { policies }: Pack): typeof assessment {
  const { stage: now } = assessment.proposal;
  const stage = now.template === name ? now : (policies.flatMap(({ stages }) => stages).find((one) => one.template === name) ?? { ...now, template: name });
  return { ...assessment, proposal: { ...assessment.proposal, stage: tone === null ? stage : { ...stage, tones: [tone] } } };
}

export interface TextVerdict {
  /** Why it cannot be saved. */
  readonly faults: readonly TextFault[];
  /** What would hold it back before it is inserted, with the case in which it was found; each code once. */
  readonly findings: readonly { readonly finding: LintFinding; readonly sample: SampleId; readonly text: Pick<ComposedText, 'subject' | 'text'> }[];
}

/** In one letter a clerk is warned of it; a text that says it would say it in every notice. A notice must demand (law sheet 1.7). */
const GRAVE_IN_A_TEXT: readonly LintFinding['code'][] = ['notice-weakened'];
const graver = (finding: LintFinding): LintFinding => (GRAVE_IN_A_TEXT.includes(finding.code) ? { ...finding, severity: 'blocks' } : finding);

/** Of a verdict: what needs a reason before the text is saved. */
export const heldBack = ({ findings }: TextVerdict): readonly LintFinding['code'][] => findings.filter(({ finding }) => finding.severity === 'blocks').map(({ finding }) => finding.code);

/** A text is judged by its own faults, and by what it says to the sample customers. */
export function judgeText(shipped: Template, typed: { readonly subject: string; readonly body: string }, trying: Trying, today: LocalDate): TextVerdict {
  const checked = checkTemplate(typed, shipped);
  if (checked.length > 0) return { faults: checked, findings: [] };
  const template: Template = { ...shipped, subject: typed.subject, body: typed.body };
  const faults: TextFault[] = [];
  const findings = new Map<LintFinding['code'], TextVerdict['findings'][number]>();
  for (const sample of sampleCases(template, trying.pack, today) ?? []) {
    const tried = tryText(template, sample, { ...trying, pack: sample.pack, rates: sample.id === 'bare' ? null : trying.rates }, today);
    if (tried === null) continue;
    if (!tried.ok) faults.push(...faultsOf(tried.problem, sample, template));
    else for (const finding of tried.value.findings.map(graver)) {
      const before = findings.get(finding.code);
      if (before === undefined || (before.finding.severity === 'warns' && finding.severity === 'blocks')) findings.set(finding.code, { finding, sample: sample.id, text: tried.value.text });
    }
  }
  return { faults: distinct(faults), findings: [...findings.values()] };
}

/** Each name once, in the first case that lacks it. */
function distinct(faults: readonly TextFault[]): readonly TextFault[] {
  const key = ({ in: part, line, why, ...rest }: TextFault): string => JSON.stringify([part, line, why, 'name' in rest ? rest.name : '']);
  return faults.filter((fault, at) => faults.findIndex((other) => key(other) === key(fault)) === at);
}

function faultsOf(problem: TemplateProblem, { id }: SampleCase, { subject, body }: Template): readonly TextFault[] {
  switch (problem.code) {
    case 'template/unknown-variable': {
      const { variable } = problem;
      const [part, source] = printsIt(body, variable) ? (['body', body] as const) : (['subject', subject] as const);
      return [{ why: 'may-be-none', name: variable, sample: id, in: part, line: lineOf(source, variable) }];
    }
    case 'template/too-long':
      return [{ why: 'mail-too-long', sample: id, in: 'body', line: null }];
    case 'template/syntax':
      return [{ why: 'syntax', detail: problem.detail, in: 'body', line: problem.line }];
    // Of the sample, not of its text.
    case 'template/missing':
    case 'letter/no-notice':
    case 'letter/claim-unusable':
      return [];
    default:
      return assertNever(problem);
  }
}

const printed = (variable: string): RegExp => new RegExp(`\\{\\{-?\\s*${variable.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`);
const printsIt = (source: string, variable: string): boolean => printed(variable).test(source);
function lineOf(source: string, variable: string): number | null {
  const at = source.search(printed(variable));
  return at < 0 ? null : source.slice(0, at).split('\n').length;
}
