import { answerToNote, hintsOf, NOBODY, ok, RULES_VERSION, sentByProof, subjectOfChoice, subjectOfThread, subjectWith } from '../../core';
import type { ChosenForDraft, DebtorId, LogEntry, MailThread, Pack, Problem, Result, SeenFact, SourceProblem, Subject } from '../../core';
import type { GmailRecords } from '../gmail-records';

/** Who the open thread is about, and what the ledger says of them. */
export function readThread(thread: MailThread, records: GmailRecords, pack: Pack, chosen: ChosenForDraft | null): Result<Subject, SourceProblem> {
  const said = subjectOfChoice(thread, chosen);
  if (said !== null) return said.whose === null ? ok(said.subject) : readDebtor(records, pack, said.subject, said.whose);
  const hits = records.lookUpWithFile(hintsOf(thread, pack));
  if (!hits.ok) return hits;
  const { subject, whose } = subjectOfThread(thread, hits.value, pack, chosen);
  if (whose === null) return ok(subject);
  const file = hits.value.file ?? null;
  return file !== null && file.debtor.id === whose ? ok(subjectWith(subject, file, pack)) : readDebtor(records, pack, subject, whose);
}

/** The same thread for this debtor; NOBODY's for one that was reached without a mail. */
export function readDebtor(records: GmailRecords, pack: Pack, subject: Subject, debtor: DebtorId): Result<Subject, SourceProblem> {
  const file = records.caseFile(debtor);
  return file.ok ? ok(subjectWith(subject, file.value, pack)) : file;
}

export const reached = (records: GmailRecords, pack: Pack, debtor: DebtorId): Result<Subject, SourceProblem> => readDebtor(records, pack, NOBODY, debtor);

/** What the log now holds, on the card. */
export function withEntry(subject: Subject, entry: LogEntry, pack: Pack): Subject {
  const { file } = subject;
  if (file === null || file.debtor.id !== entry.debtor || file.entries.some(({ id }) => id === entry.id)) return subject;
  return subjectWith(subject, { ...file, entries: [...file.entries, entry] }, pack);
}

export interface Reconciled {
  readonly subject: Subject;
  /** What could not be noted; the card is right all the same, and the next opening tries again. */
  readonly problem: Problem | null;
}

/** The log is brought in line with what the thread shows, before the next step is decided. What a colleague noted meanwhile is no trouble. */
export function reconcile(subject: Subject, records: GmailRecords, pack: Pack): Reconciled {
  let now: Reconciled = { subject, problem: null };
  for (const seen of sentByProof(subject, pack)) now = note(now, seen, records, pack);
  const answer = answerToNote(now.subject, pack);
  return answer === null ? now : note(now, answer, records, pack);
}

function note({ subject, problem }: Reconciled, { fact, requestId }: SeenFact, records: GmailRecords, pack: Pack): Reconciled {
  const { file } = subject;
  if (file === null) return { subject, problem };
  const noted = records.append({ requestId, company: file.company, debtor: file.debtor.id, fact, contentHash: null, policyVersion: policyVersionOf(subject), rulesVersion: RULES_VERSION }, null);
  if (noted.ok) return { subject: withEntry(subject, noted.value.entry, pack), problem };
  return { subject, problem: problem ?? (noted.problem.code.startsWith('log/') ? null : noted.problem) };
}

/** Under which plan an entry is written; null: nothing was assessed. */
export const policyVersionOf = ({ assessment }: Pick<Subject, 'assessment'>): string | null => (assessment !== null && 'policyVersion' in assessment ? assessment.policyVersion : null);

