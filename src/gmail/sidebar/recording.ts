import { factOf, fail, ok, policyOf, RULES_VERSION, undoOf } from '../../core';
import type { ComposedText, EntryId, FormKind, FormValues, Language, LogEntry, LogFact, Pack, Problem, Reminder, RequestId, Result, StageId, Subject } from '../../core';
import { contactFact, letterFact, letterFateFact } from '../../core/writing';
import type { GmailRecords } from '../gmail-records';
import { policyVersionOf, withEntry } from './reading';

export interface Recorded {
  /** With the new entry in it. */
  readonly subject: Subject;
  readonly entry: LogEntry;
}

/** Notes a fact about the debtor on the card. `request`: the same twice is one entry; `text`: of a letter, kept beside the entry that it stands for. */
export function record(subject: Subject, fact: LogFact, request: RequestId, records: GmailRecords, pack: Pack, text: ComposedText | null = null): Result<Recorded, Problem> {
  const { file } = subject;
  if (file === null) throw new Error('nothing to record about');
  const kept = text === null ? null : { subject: text.subject, html: text.html, text: text.text };
  const appended = records.append({ requestId: request, company: file.company, debtor: file.debtor.id, fact, contentHash: text?.contentHash ?? null, policyVersion: policyVersionOf(subject), rulesVersion: RULES_VERSION }, kept);
  return appended.ok ? ok({ subject: withEntry(subject, appended.value.entry, pack), entry: appended.value.entry }) : appended;
}

/** Takes an entry back, by another one: the log only grows. */
export function takeBack(subject: Subject, entry: EntryId, request: RequestId, records: GmailRecords, pack: Pack): Result<Recorded, Problem> {
  const entries = subject.file?.entries ?? [];
  const meant = entries.find(({ id }) => id === entry);
  if (meant === undefined) return fail({ code: 'log/invalid-entry', field: 'entry', detail: 'unknown' });
  const undoing = undoOf(meant, entries);
  return undoing.ok ? record(subject, undoing.value, request, records, pack) : undoing;
}

/** The fact that a filled-in form states, or what is wrong with which field. `letter`: what a posted letter says; null: the form is about no letter. */
export function factOfForm(form: FormKind, values: FormValues, about: EntryId | StageId | null, subject: Subject, pack: Pack, letter: Reminder | null, language: Language): Result<LogFact, FormValues> {
  const { file, assessment } = subject;
  if (file === null || assessment === null) throw new Error('a form about nobody');
  switch (form) {
    case 'contact':
      return contactFact(values, { file, profile: pack.profile, language });
    case 'letter':
      if (letter === null) throw new Error('a letter that was not written');
      return letterFact(values, letter, { language, today: file.today });
    case 'letter-fate':
      return letterFateFact(values, about as EntryId, file, language);
    default:
      return factOf(form, values, { file, assessment, policy: policyOf(pack, file.debtor), about, language, today: file.today });
  }
}
