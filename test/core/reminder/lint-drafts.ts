/** What the lint's tests share: reminders as the shipped templates write them, and texts that a clerk changed. */
import { composeReminder } from '../../../src/core/writing';
import type { ReminderRequest } from '../../../src/core/writing';
import type { CaseFile, Debtor, Language, Reminder, Tone } from '../../../src/core';
import { lint, lintFactsOf, stepOfReminder } from '../../../src/core/reminder/lint';
import type { LintCode, LintDraft, LintFacts, LintFinding } from '../../../src/core/reminder/lint';
import { aDebtor, anInvoice, aProfile, daysAgo, eur, inDays, MARIE, TODAY } from '../builders';
import { aRequest, aShippedPack, valueOf } from './shipped';
import type { Situation } from './shipped';

export const OLD = anInvoice({ document: 'doc-297' });
export const SECOND = anInvoice({ number: 'FA-2026-0311', due: daysAgo(21), amount: eur(3116.4), document: 'doc-311' });
export const OTHER = anInvoice({ number: 'FA-2026-0340', due: inDays(20), amount: eur(777) });
const UPCOMING = anInvoice({ number: 'FA-2026-0352', due: inDays(4), amount: eur(860), document: 'doc-352' });

export interface Case {
  readonly reminder: Reminder;
  readonly facts: LintFacts;
  readonly draft: LintDraft;
}

export interface Wanted {
  readonly stage?: 'R0' | 'R1' | 'R2';
  readonly tone?: Tone;
  readonly language?: Language;
  readonly debtor?: Partial<Debtor>;
  readonly situation?: Partial<Situation>;
  readonly file?: Partial<CaseFile>;
  readonly request?: Partial<ReminderRequest>;
  readonly facts?: Partial<LintFacts>;
}

export const factsFor = (request: ReminderRequest, reminder: Reminder): LintFacts => {
  const context = { caseFile: request.caseFile, pack: request.pack, author: request.author, language: request.language ?? request.caseFile.debtor.language, holds: [] };
  return lintFactsOf(context, stepOfReminder(reminder, context), reminder);
};

export const draftFor = ({ draft }: Reminder): LintDraft => ({ subject: draft.subject, text: draft.text, ownSubject: true, attachments: draft.attachments.map(({ name }) => name), strangers: [] });

/** A reminder of two invoices as the template writes it, and the facts by which it is judged. */
export function aCase({ stage = 'R2', tone, language = 'fr', debtor = {}, situation = {}, file = {}, request = {}, facts = {} }: Wanted = {}): Case {
  const invoices = stage === 'R0' ? [UPCOMING] : [OLD, SECOND];
  const made = aRequest(
    { stage, invoices, ...(stage === 'R2' ? { previous: { on: daysAgo(11), invoices: [OLD.id, SECOND.id] } } : {}), ...situation },
    { tone: tone ?? null, language, ...request },
    { debtor: aDebtor({ language, ...debtor }), invoices: [...invoices, OTHER], ...file },
  );
  const reminder = valueOf(composeReminder(made, TODAY));
  return { reminder, facts: { ...factsFor(made, reminder), ...facts }, draft: draftFor(reminder) };
}

export const withText = (one: Case, change: (text: string) => string, subject: string = one.draft.subject): LintDraft => ({ ...one.draft, subject, text: change(one.draft.text) });

/** The sentence in a paragraph of its own, before the courtesies. */
export const saying = (one: Case, sentence: string): LintDraft => withText(one, (text) => {
  const at = Math.max(text.lastIndexOf('\n\nCordialement'), text.lastIndexOf('\n\nBien cordialement'), text.lastIndexOf('\n\nRegards'), text.lastIndexOf('\n\nKind regards'), text.lastIndexOf('\n\nMerci d’avance'), text.lastIndexOf('\n\nMany thanks'));
  if (at < 0) throw new Error('no courtesy in the template');
  return `${text.slice(0, at)}\n\n${sentence}${text.slice(at)}`;
});

export const codesOf = (findings: readonly LintFinding[]): readonly LintCode[] => findings.map(({ code }) => code);
export const quoted = (draft: LintDraft, { passage }: LintFinding): string | null => (passage === null ? null : (passage.in === 'subject' ? draft.subject : draft.text).slice(passage.from, passage.to));
/** "blocks unlawful: porter plainte": what is found, as one reads it. */
export const found = (draft: LintDraft, facts: LintFacts): readonly string[] =>
  lint(draft, facts).map((finding) => `${finding.severity} ${finding.code}${finding.passage === null ? '' : `: ${(quoted(draft, finding) ?? '').replace(/\s+/g, ' ')}`}`);

export const SIGNED = aShippedPack({ profile: aProfile({ signature: 'relance', legalMentions: 'SAS au capital de 40 000 €, RCS Lille 404 833 048\n12 rue du Molinel, 59000 LILLE CEDEX' }) });
export { MARIE, TODAY };
