import { assess, factsOf, foldHistory, hintsOf, identify, ok } from '../../core';
import type { Assessment, CaseFile, DebtorId, Identification, MailHost, MailProblem, MailThread, Pack, Result, SourceProblem, ThreadFacts } from '../../core';
import type { HttpRecords } from '../http-records';

/** Whom the card is about, with all that its sentences are made of. */
export interface Subject {
  /** null: reached from the worklist. */
  readonly thread: MailThread | null;
  readonly identification: Identification | null;
  /** null: not known who it is. */
  readonly file: CaseFile | null;
  readonly facts: ThreadFacts | null;
  readonly assessment: Assessment | null;
}

export const NOBODY: Subject = { thread: null, identification: null, file: null, facts: null, assessment: null };

/** Whom the clerk chose for a message that has no conversation yet; null: no customer. It holds as long as that window. */
export interface ChosenForDraft {
  readonly thread: string;
  readonly debtor: DebtorId | null;
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
  const facts = subject.thread === null ? null : factsOf(subject.thread, pack.profile, foldHistory(file.entries).references);
  return { ...subject, file, facts, assessment: assess(file, pack, facts, file.today) };
}
