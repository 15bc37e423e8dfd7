import { assess } from '../assess';
import type { CaseFile, Pack } from '../case-file';
import type { Assessment, ThreadFacts } from '../dunning';
import { factsOf, identify, meantInvoices } from '../identify';
import type { HintHits, Identification, MailThread } from '../identify/types';
import type { DebtorId, InvoiceId } from '../ledger/types';
import { foldHistory } from '../log';
import { answerOf, answerToHeed } from './answer-to-read';
import type { AnswerToRead } from './answer-to-read';

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

/** Whose case file is to be read next; null: nobody's. */
export interface NamedSubject {
  readonly subject: Subject;
  readonly whose: DebtorId | null;
}

/** A message that has no conversation yet, and what the clerk said of it; null: the clues decide. */
export function subjectOfChoice(thread: MailThread, chosen: ChosenForDraft | null): NamedSubject | null {
  if (thread.unsaved !== true || chosen?.thread !== thread.key) return null;
  const why = chosen.debtor === null ? 'marked-not-a-customer' : 'nothing-found';
  return { subject: { ...NOBODY, thread, identification: { kind: 'none', why } }, whose: chosen.debtor };
}

/** Who the thread is about, by what its hints hit. */
export function subjectOfThread(thread: MailThread, hits: HintHits, pack: Pack, chosen: ChosenForDraft | null): NamedSubject {
  const identification = identify(thread, hits, pack);
  const subject: Subject = { ...NOBODY, thread, identification };
  if (identification.kind === 'several' && chosen?.thread === thread.key && chosen.message === thread.messages[thread.open]?.id) {
    const meant = identification.candidates.find(({ debtor, clues }) => debtor.id === chosen.debtor && clues.some(({ kind, place }) => kind === 'learned' && place === 'thread'));
    if (meant !== undefined) return { subject, whose: meant.debtor.id };
  }
  return { subject, whose: identification.kind === 'one' ? identification.candidate.debtor.id : null };
}

/** The same thread (or none) for this debtor. */
export function subjectWith(subject: Subject, file: CaseFile, pack: Pack): Subject {
  const { thread, identification } = subject;
  const facts = thread === null ? null : { ...factsOf(thread, pack.profile, foldHistory(file.entries).references), answer: answerOf(thread, pack.profile) };
  const meant = thread === null ? [] : meantInvoices(thread, pack, identification === null || identification.kind === 'none' ? [] : identification.invoices, file.invoices);
  const heed = thread === null ? null : answerToHeed(thread, pack.profile);
  return { ...subject, file, facts, heed, meant, assessment: assess(file, pack, facts, file.today) };
}
