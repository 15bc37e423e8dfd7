import { FIRST_HASH, assess, canonicalJson, checkAppend, fail, ok, sha256Hex, stampEntry } from '../../core';
import type { Appended, Author, CaseFile, ChainCheck, CompanyId, DebtorId, EntryId, Instant, JournalFinding, KeptText, LogEntry, LogProblem, NewLogEntry, Pack, ReminderLog, Result } from '../../core';
import { dayInZone } from './day-in-zone';
import type { Journal, JournalHead } from './journal';
import { readHead, writeHead } from './journal-head';
import { journalRow } from './journal-row';
import { readKeptText } from './kept-text';
import { movedMark } from './moved-mark';
import type { OpenBook } from './open-book';
import { underLock } from './script-lock';
import { appendToJournal } from './append-to-journal';

export interface LogDeps {
  readonly author: Author;
  readonly company: CompanyId;
  readonly now: () => Instant;
  readonly facts: LogFacts;
  /** Everything read anew from the sheet itself, past every cache: what is decided under the lock is decided on this. */
  readonly fresh: () => LogFacts;
  /** Where the Journal ended as this user last saw it. */
  readonly seenHead: () => JournalHead | null;
  readonly sawHead: (head: JournalHead) => void;
  /** A tab was written: what was read of it is out of date. */
  readonly changed: (tab: 'journal' | 'texts') => void;
}

/** What one reading of the spreadsheet tells: ledger, log and settings of the same moment. */
export interface LogFacts {
  readonly book: OpenBook;
  journal(): Result<Journal, LogProblem>;
  /** The Journal was written: the next `journal` reads it again. */
  forget(): void;
  pack(): Result<Pack, LogProblem>;
  caseFile(debtor: DebtorId): Result<CaseFile, LogProblem>;
  /** Rows for the tab of texts: a text that the entry names and that no version of the tab holds. */
  textsToKeep(entry: LogEntry): Result<readonly (readonly string[])[], LogProblem>;
}

/** The log in a spreadsheet, and what people did to it. */
export interface SheetLog extends ReminderLog<'sync'> {
  verify(debtor: DebtorId): Result<ChainCheck, LogProblem>;
  /** What was changed by hand, as far as it concerns this debtor. */
  findingsOf(debtor: DebtorId): Result<readonly JournalFinding[], LogProblem>;
  /** The whole Journal, every row hashed: about a second for 10 000 rows. */
  findings(): Result<readonly JournalFinding[], LogProblem>;
}

export function createSheetLog(deps: LogDeps): SheetLog {
  const { facts } = deps;
  const known = (debtor: DebtorId): Result<readonly LogEntry[], LogProblem> => {
    const journal = facts.journal();
    if (!journal.ok) return journal;
    const entries = journal.value.entriesOf(debtor);
    // Whoever has a log is known, whatever the ledger says by now.
    if (entries.length > 0) return ok(entries);
    const file = facts.caseFile(debtor);
    return file.ok ? ok(file.value.entries) : file;
  };
  const ofJournal = <T>(read: (journal: Journal) => T): Result<T, LogProblem> => {
    const journal = facts.journal();
    return journal.ok ? ok(read(journal.value)) : journal;
  };
  return {
    entriesOf: known,

    keptText: (debtor, entry) => {
      const entries = known(debtor);
      if (!entries.ok) return entries;
      const of = entries.value.find(({ id }) => id === entry);
      return of === undefined ? ok(null) : readKeptText(facts, of);
    },

    append: (entry, text) => {
      if (entry.company !== deps.company) return fail({ code: 'log/invalid-entry', field: 'entry.company', detail: 'another company' });
      if (text !== null && sha256Hex(`${text.subject}\n\n${text.text}`) !== entry.contentHash) return fail({ code: 'log/invalid-entry', field: 'entry.contentHash', detail: 'not the hash of the text' });
      return underLock<Appended, LogProblem>(() => appendUnderLock(entry, text, deps));
    },

    verify: (debtor) => ofJournal((journal) => journal.verify(debtor)),
    findingsOf: (debtor) => ofJournal((journal) => journal.findingsOf(debtor, deps.seenHead())),
    findings: () => ofJournal((journal) => journal.findings(readHead(facts.book.place.spreadsheet))),
  };
}

/** The rules are those of the server's log (src/server/records.ts): known request, guard, stamp, write. */
function appendUnderLock(asked: NewLogEntry, text: KeptText | null, { author, now, fresh, sawHead, changed: wrote }: LogDeps): Result<Appended, LogProblem> {
  const facts = fresh();
  const { spreadsheet, timeZone } = facts.book.place;
  if (movedMark(spreadsheet) !== null) return fail({ code: 'log/read-only' });
  const [file, pack, journal] = [facts.caseFile(asked.debtor), facts.pack(), facts.journal()];
  if (!journal.ok) return journal;
  const there = journal.value.withRequest(asked.requestId);
  if (there === undefined) return fail({ code: 'log/request-id-reused' });
  if (there !== null && !sameRequest(there, asked)) return fail({ code: 'log/request-id-reused' });
  if (!file.ok) return file;
  if (!pack.ok) return pack;
  const before = file.value;
  if (there !== null) return ok({ outcome: 'already-there', entry: there, assessment: assess(before, pack.value, null, before.today) });
  // What it said is not known: neither a step nor a note may be chained to it.
  const changed = journal.value.changedRow(asked.debtor);
  if (changed !== null) return fail({ code: 'log/changed-by-hand', row: changed });
  const allowed = checkAppend(before, pack.value, asked, before.today, text?.text ?? null);
  if (!allowed.ok) return allowed;
  const at = now();
  const last = before.entries[before.entries.length - 1];
  const entry = stampEntry(asked, { id: newId() as EntryId, seq: (last?.seq ?? 0) + 1, author, at, on: dayInZone(timeZone, at), previousHash: last?.hash ?? FIRST_HASH, salt: `${hexId()}${hexId()}` });
  const head = journal.value.end(readHead(spreadsheet));
  const row = journalRow(entry, { file: before, pack: pack.value, time: Utilities.formatDate(new Date(at), timeZone, 'HH:mm'), text }, journal.value.layout, head);
  if (!row.ok) return row;
  const kept = facts.textsToKeep(entry);
  if (!kept.ok) return kept;
  const written = appendToJournal(facts.book.place, row.value.cells, kept.value);
  if (!written.ok) return written;
  // The head moves only behind a row that is really there, as it was written.
  facts.forget();
  wrote('journal');
  if (kept.value.length > 0) wrote('texts');
  const read = facts.journal();
  if (!read.ok) return read;
  const stands = read.value.headFrom(head);
  if (stands.rows < row.value.head.rows || read.value.withRequest(asked.requestId)?.hash !== entry.hash) return fail({ code: 'sheet/not-answering', status: null });
  writeHead(spreadsheet, stands);
  sawHead(stands);
  return ok({ outcome: 'appended', entry, assessment: assess({ ...before, entries: [...before.entries, entry] }, pack.value, null, before.today) });
}

const newId = (): string => Utilities.getUuid();
const hexId = (): string => Utilities.getUuid().replace(/-/g, '').toLowerCase();

function sameRequest(entry: LogEntry, asked: NewLogEntry): boolean {
  return entry.debtor === asked.debtor && entry.contentHash === asked.contentHash && entry.policyVersion === asked.policyVersion && canonicalJson(entry.fact) === canonicalJson(asked.fact);
}
