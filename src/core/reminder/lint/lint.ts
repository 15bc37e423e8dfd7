import { checkAmounts, checkDates, checkRows } from './figures';
import { checkCourtesy, checkExclamations, checkLanguage, checkPlaceholders, checkShouting } from './form';
import { checkIbans, checkNumbers } from './numbers';
import { Findings, Reading } from './reading';
import type { LintDraft, LintFacts, LintFinding } from './types';
import { checkAttachments, checkCharges, checkCounting, checkManners, checkThanks, checkThreats } from './wording';

/** Nothing that a clerk writes is longer; what stands behind is not read. */
const LONGEST = 400_000;

/** With spaces in place of these lines, as often as they are given, so that every place stays where it is. */
function withoutGiven(text: string, given: readonly string[]): string {
  const left = new Map<string, number>();
  for (const line of given) left.set(line.trim(), (left.get(line.trim()) ?? 0) + 1);
  return text.split('\n').map((line) => {
    const times = left.get(line.trim()) ?? 0;
    if (times === 0) return line;
    left.set(line.trim(), times - 1);
    return ' '.repeat(line.length);
  }).join('\n');
}

/**
 * Reads a draft before it leaves: what is wrong in law, in its figures, in its manners. What blocks can be overridden by a
 * reason, which is logged. Rules: law sheet 1.4, 1.7, 1.9, 1.14, 1.15 and 6; the list "lint of a draft" of the practices.
 * Linear in the length of the text.
 */
export function lint(draft: LintDraft, facts: LintFacts): readonly LintFinding[] {
  const findings = new Findings();
  const { step } = facts;
  const text = draft.text.slice(0, LONGEST);
  const body = new Reading('text', facts.given === undefined ? text : withoutGiven(text, facts.given), facts.names, facts.today);
  const subject = draft.ownSubject ? new Reading('subject', draft.subject.slice(0, 1000), facts.names, facts.today) : null;
  const readings = subject === null ? [body] : [subject, body];

  if (subject !== null && draft.subject.trim() === '') findings.put('warns', { code: 'subject-empty' }, null);
  for (const address of draft.strangers) findings.put('warns', { code: 'recipient-stranger', address }, null);
  if (step !== null) {
    for (const hold of facts.holds) findings.put(hold === 'insolvency' ? 'blocks' : 'warns', { code: 'hold-ignored', hold }, null);
    checkRows(body, facts, step, findings);
    checkAmounts(readings, facts, step, findings);
    checkNumbers(readings, facts, step, draft.attachments ?? [], findings);
  }
  checkDates(readings, facts, step, findings);
  for (const reading of readings) {
    checkPlaceholders(reading, findings);
    checkThreats(reading, facts, findings);
    checkCharges(reading, facts, findings);
    checkManners(reading, facts, findings);
    checkCounting(reading, findings);
    checkShouting(reading, facts, findings);
    checkExclamations(reading, findings);
    checkThanks(reading, facts, findings);
  }
  checkIbans(body, facts, findings);
  checkAttachments(body, draft, findings);
  checkCourtesy(body, draft.signature ?? '', facts, findings);
  checkLanguage(body, facts, findings);
  return findings.all();
}

export const isBlocking = (finding: LintFinding): boolean => finding.severity === 'blocks';
