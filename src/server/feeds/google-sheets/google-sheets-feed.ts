import { createHash } from 'node:crypto';
import { fail, ok, parseBookAddress } from '../../../core';
import type { BookAddress, ColumnMapping, Result } from '../../../core';
import type { LedgerContent } from '../../store/ledger-content';
import type { Feed, FeedFailure, FeedPage, FeedSettings } from '../feed';
import type { FeedHttpOptions } from '../http/feed-http';
import { contentOf, hiddenSheetOf, obstacleOf, tableOf } from '../ledger-file';
import type { TakenFile } from '../ledger-file';
import { accountOf, mappingOf, recordOf } from '../ledger-file/ledger-file-feed';
import { GoogleBooks } from './google-books';
import type { Book, GoogleEnds } from './google-books';
import { readServiceAccount } from './service-account';
import { readCursor, written } from './sheet-cursor';
import type { SheetCursor } from './sheet-cursor';
import { asShown, columnsShown, sameMoment } from './shown-cells';

export interface GoogleSheetsSettings extends FeedSettings {
  /** How the columns of a layout were read the last time; null: never seen. */
  readonly mappingFor: (layout: string) => Promise<ColumnMapping | null>;
  /** Absent: Google. */
  readonly endpoints?: GoogleEnds;
  /** What Google allows this project. Absent: 60 reads in a minute, as for everybody. */
  readonly limit?: FeedHttpOptions['limit'];
}

const RECORDS_A_PAGE = 500;
/** How often a spreadsheet is read again that somebody changed between two calls. */
const MOST_READINGS = 3;

/** A spreadsheet as it was read once. */
interface ReadBook {
  readonly hash: string;
  readonly content: LedgerContent;
}

/**
 * A ledger kept in Google Sheets, read as an uploaded sheet is and with the mapping that was shown to the clerk. Google tells
 * no change of a row: the values are read again, and what was told before and is no longer there is gone. Values that are the
 * same change nothing.
 */
export function googleSheetsFeed({ values, context, patience, mappingFor, endpoints, limit }: GoogleSheetsSettings): Result<Feed, FeedFailure> {
  const typed = values.spreadsheet ?? '';
  const address = parseBookAddress(typed);
  if (!address.ok) return fail({ code: 'feed/setting-refused', feed: context.name, field: 'spreadsheet', because: typed.trim() === '' ? 'missing' : 'malformed' });
  const account = readServiceAccount(values['service-account'] ?? '', context.name);
  if (!account.ok) return account;
  const { spreadsheet } = address.value;
  const books = new GoogleBooks({ feed: context.name, account: account.value, ...(endpoints === undefined ? {} : { ends: endpoints }), ...(limit === undefined ? {} : { limit }), ...(patience === undefined ? {} : { timeout: patience }) });

  const read = async (signal: AbortSignal, reading = 1): Promise<Result<ReadBook, FeedFailure>> => {
    const book = await books.read(spreadsheet, signal);
    if (!book.ok) return book;
    const { title, tables } = book.value;
    if (!tables.some(({ rows }) => rows.length > 0)) return fail({ code: 'ledger/empty', file: title });
    const { file: asStored, mapping, remembered } = await chosen(book.value, address.value, mappingFor, context.now());
    const table = tableOf(asStored, mapping.sheet);
    const formats = await books.formats(spreadsheet, table.sheet ?? '', columnsShown(mapping), signal);
    if (!formats.ok) return formats;
    // Formats of another row would make euros of its dollars.
    if (!sameMoment(table.rows, formats.value)) return reading < MOST_READINGS ? read(signal, reading + 1) : fail({ code: 'feed/unreadable-answer', feed: context.name, at: 'sheets.data' });
    const file: TakenFile = { ...asStored, tables: [{ ...table, rows: asShown(table.rows, formats.value) }] };
    const obstacle = obstacleOf(file, mapping) ?? (remembered ? null : hiddenSheetOf(file, mapping));
    if (obstacle !== null) return fail(obstacle);
    const { content } = contentOf(file, mapping, context.company);
    if (content.invoices.length === 0) return fail(content.problems[0] ?? { code: 'ledger/empty', file: title });
    const hash = createHash('sha256').update(JSON.stringify([mapping, file.tables])).digest('base64');
    return ok({ hash, content });
  };

  const pull = async function* (before: SheetCursor | null, signal: AbortSignal): AsyncGenerator<Result<FeedPage, FeedFailure>, void> {
    const book = await read(signal);
    if (!book.ok) {
      yield book;
      return;
    }
    for (const page of pagesOf(book.value, before)) {
      if (signal.aborted) {
        yield fail({ code: 'feed/cancelled', feed: context.name });
        return;
      }
      yield ok(page);
    }
  };

  return ok({
    kind: 'google-sheets',
    check: async (signal) => {
      const title = await books.title(spreadsheet, signal);
      return title.ok ? ok({ system: 'Google Sheets', company: title.value }) : title;
    },
    whole: (from, signal) => pull(from === null ? null : readCursor(from), signal),
    async *changes(from, signal) {
      const before = readCursor(from);
      if (before === null) yield fail({ code: 'feed/too-old', feed: context.name });
      else yield* pull(before, signal);
    },
    account: async (debtor, signal) => {
      const book = await read(signal);
      return book.ok ? ok(accountOf(book.value.content, debtor)) : book;
    },
    document: () => Promise.resolve(fail({ code: 'feed/not-found', feed: context.name, what: 'document' })),
  });
}

/** The tab that the address names where it can be read as a ledger (an address mostly names the tab that happened to be open), else the one whose headers name the most fields. */
async function chosen({ title, tables, sheetIds }: Book, { sheetId }: BookAddress, mappingFor: GoogleSheetsSettings['mappingFor'], asOf: TakenFile['asOf']): Promise<{ readonly file: TakenFile } & Awaited<ReturnType<typeof mappingOf>>> {
  const all: TakenFile = { name: title, tables, asOf, documentsFolder: null };
  const named = sheetId === null ? undefined : tables[sheetIds.indexOf(sheetId)];
  if (named !== undefined) {
    const alone = { ...all, tables: [named] };
    const found = await mappingOf(alone, mappingFor);
    if (obstacleOf(alone, found.mapping) === null) return { file: alone, ...found };
  }
  return { file: all, ...(await mappingOf(all, mappingFor)) };
}

const idsOf = ({ debtors, invoices }: LedgerContent): Pick<SheetCursor, 'debtors' | 'invoices'> => ({ debtors: debtors.map(({ id }) => id), invoices: invoices.map(({ id }) => id) });

/** Customers before their invoices. Nothing but the cursor where the values are those of before; the first page takes away what is no longer there. */
function* pagesOf({ hash, content }: ReadBook, before: SheetCursor | null): Generator<FeedPage> {
  const { debtors, invoices, problems } = content;
  const of = debtors.length + invoices.length;
  const now = idsOf(content);
  const same = before?.hash === hash;
  const nothing = { debtors: [], invoices: [], gone: { debtors: [], invoices: [] }, unreadable: [], leftOut: {} };
  if (same && before.next === null) {
    yield { ...nothing, cursor: written({ hash, ...now, next: null }), done: of, of };
    return;
  }
  let from = same ? before.next ?? 0 : 0;
  let gone = same || before === null ? nothing.gone : { debtors: without(before.debtors, now.debtors), invoices: without(before.invoices, now.invoices) };
  do {
    const to = Math.min(of, from + RECORDS_A_PAGE);
    const some = debtors.slice(from, to);
    const bills = invoices.slice(Math.max(0, from - debtors.length), Math.max(0, to - debtors.length));
    // Ids of a pull before this one were taken away, or are among those that this one tells.
    const told = { debtors: now.debtors.slice(0, to), invoices: now.invoices.slice(0, Math.max(0, to - debtors.length)) };
    yield { debtors: some, invoices: bills.map(recordOf), gone, unreadable: from === 0 ? problems : [], leftOut: {}, cursor: written(to >= of ? { hash, ...now, next: null } : { hash, ...(before === null || same ? told : now), next: to }), done: to, of };
    gone = nothing.gone;
    from = to;
  } while (from < of);
}

function without(before: readonly string[], now: readonly string[]): readonly string[] {
  const there = new Set(now);
  return before.filter((id) => !there.has(id));
}
