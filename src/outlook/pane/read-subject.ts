import { hintsOf, ok, subjectOfChoice, subjectOfThread, subjectWith } from '../../core';
import type { ChosenForDraft, DebtorId, MailHost, MailProblem, MailThread, Pack, Result, SourceProblem, Subject } from '../../core';
import type { HttpRecords } from '../http-records';

/** The open thread: who it is about, and what the ledger says of them. */
export async function readThread(host: MailHost<'async'>, records: HttpRecords, pack: Pack, chosen: ChosenForDraft | null): Promise<Result<Subject, MailProblem | SourceProblem>> {
  const opened = await host.openThread();
  return opened.ok ? readOpened(opened.value, records, pack, chosen) : opened;
}

/** Who that thread is about, and what the ledger says of them. */
export async function readOpened(thread: MailThread, records: HttpRecords, pack: Pack, chosen: ChosenForDraft | null): Promise<Result<Subject, SourceProblem>> {
  const said = subjectOfChoice(thread, chosen);
  if (said !== null) return said.whose === null ? ok(said.subject) : readDebtor(records, pack, said.subject, said.whose);
  const hits = await records.lookUpWithFile(hintsOf(thread, pack));
  if (!hits.ok) return hits;
  const { subject, whose } = subjectOfThread(thread, hits.value, pack, chosen);
  if (whose === null) return ok(subject);
  const file = hits.value.file ?? null;
  return file !== null && file.debtor.id === whose ? ok(subjectWith(subject, file, pack)) : readDebtor(records, pack, subject, whose);
}

/** The same thread (or none) for this debtor. */
export async function readDebtor(records: HttpRecords, pack: Pack, subject: Subject, debtor: DebtorId): Promise<Result<Subject, SourceProblem>> {
  const file = await records.caseFile(debtor);
  return file.ok ? ok(subjectWith(subject, file.value, pack)) : file;
}
