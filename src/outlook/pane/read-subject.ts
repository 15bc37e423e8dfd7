import { answerOf, answerToHeed, assess, factsOf, foldHistory, hintsOf, identify, meantInvoices, ok } from '../../core';
import type { AnswerToRead, Assessment, CaseFile, DebtorId, Identification, InvoiceId, MailHost, MailProblem, MailThread, Pack, Result, SourceProblem, ThreadFacts } from '../../core';
import type { HttpRecords } from '../http-records';

/** Whom the card is about, with all that its sentences are made of. */
export interface Subject {
  /** null: reached from the worklist. */
  readonly thread: MailThread | null;
  readonly identification: Identification | null;
  /** null: not known who it is. */
  readonly file: CaseFile | null;
  readonly facts: ThreadFacts | null;
  /** What the open message of theirs seems to say; null: nothing that bears on a reminder. */
  readonly heed: AnswerToRead | null;
  /** The invoices of the file that the open message means. */
  readonly meant: readonly InvoiceId[];
  readonly assessment: Assessment | null;
}

export const NOBODY: Subject = { thread: null, identification: null, file: null, facts: null, heed: null, meant: [], assessment: null };

/**
 * Whom the clerk chose just now; null: no customer. For a message that has no conversation yet it holds as long as that window;
 * for a saved message it opens the card although the clues contradict one another, which he had before his eyes.
 */
export interface ChosenForDraft {
  readonly thread: string;
  readonly debtor: DebtorId | null;
  /** The message that was open; null: one without a conversation. */
  readonly message: string | null;
}

/** The open thread: who it is about, and what the ledger says of them. */
export async function readThread(host: MailHost<'async'>, records: HttpRecords, pack: Pack, chosen: ChosenForDraft | null): Promise<Result<Subject, MailProblem | SourceProblem>> {
  const opened = await host.openThread();
  if (!opened.ok) return opened;
  const thread = opened.value;
  if (thread.unsaved === true && chosen?.thread === thread.key) {
    const of: Subject = { ...NOBODY, thread, identification: { kind: 'none', why: chosen.debtor === null ? 'marked-not-a-customer' : 'nothing-found' } };
    return chosen.debtor === null ? ok(of) : readDebtor(records, pack, of, chosen.debtor);
  }
  const hits = await records.lookUpWithFile(hintsOf(thread, pack));
  if (!hits.ok) return hits;
  const identification = identify(thread, hits.value, pack);
  const found: Subject = { ...NOBODY, thread, identification };
  if (identification.kind === 'several' && chosen?.thread === thread.key && chosen.message === thread.messages[thread.open]?.id) {
    const meant = identification.candidates.find(({ debtor, clues }) => debtor.id === chosen.debtor && clues.some(({ kind, place }) => kind === 'learned' && place === 'thread'));
    if (meant !== undefined) return readDebtor(records, pack, found, meant.debtor.id);
  }
  if (identification.kind !== 'one') return ok(found);
  const { debtor } = identification.candidate;
  const file = hits.value.file ?? null;
  return file !== null && file.debtor.id === debtor.id ? ok(assessed(found, file, pack)) : readDebtor(records, pack, found, debtor.id);
}

/** The same thread (or none) for this debtor. */
export async function readDebtor(records: HttpRecords, pack: Pack, subject: Subject, debtor: DebtorId): Promise<Result<Subject, SourceProblem>> {
  const file = await records.caseFile(debtor);
  return file.ok ? ok(assessed(subject, file.value, pack)) : file;
}

export function assessed(subject: Subject, file: CaseFile, pack: Pack): Subject {
  const facts = subject.thread === null ? null : { ...factsOf(subject.thread, pack.profile, foldHistory(file.entries).references), answer: answerOf(subject.thread, pack.profile) };
  const { thread, identification } = subject;
  const meant = thread === null ? [] : meantInvoices(thread, pack, identification === null || identification.kind === 'none' ? [] : identification.invoices, file.invoices);
  const heed = thread === null ? null : answerToHeed(thread, pack.profile);
  return { ...subject, file, facts, heed, meant, assessment: assess(file, pack, facts, file.today) };
}
