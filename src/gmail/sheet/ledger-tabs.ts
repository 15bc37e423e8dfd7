import { columnLetter, completeMapping, fail, foldHeader, headersAt, missingFields, ok, recogniseColumns, runningBalance } from '../../core';
import type { ColumnMapping, LedgerField, LedgerObstacle, Result, Row, SourceProblem } from '../../core';
import { followed, keptColumnsIn } from './kept-columns';
import type { OpenBook, TabName } from './open-book';

/** A tab with what its columns hold. */
export interface LedgerTab {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly mapping: ColumnMapping;
}

export interface LedgerTabs {
  readonly invoices: LedgerTab;
  /** null: there is none, or it says nothing of customers. */
  readonly customers: LedgerTab | null;
}

const SHOWN_HEADERS = 60;
/** What may be asked of a list of customers; the rest is about invoices. */
const OF_INVOICES: ReadonlySet<LedgerField> = new Set<LedgerField>([
  'invoice-number', 'invoice-kind', 'issued', 'due', 'amount', 'outstanding', 'paid', 'currency', 'means', 'order-number', 'corrects', 'disputed', 'retained', 'retained-until', 'e-invoice-status', 'e-invoice-status-on', 'reminder-level', 'reminded-on', 'status', 'matching', 'document',
]);
/** Texts in these say how the others are to be read. */
const SAYING: readonly LedgerField[] = ['due', 'issued', 'outstanding', 'amount', 'paid'];

interface Judged {
  /** The very arrays: what was read anew is judged anew. */
  readonly of: readonly unknown[];
  readonly tabs: Result<LedgerTabs, SourceProblem>;
}
/** Several rooms ask in one callback. */
const judged = new WeakMap<OpenBook, Judged>();

/** The ledger's tabs, read in one call with the Journal, or what keeps them from being one. */
export function ledgerTabs(book: OpenBook): Result<LedgerTabs, SourceProblem> {
  if (book.place.tabs.invoices === undefined) return fail({ code: 'source/no-ledger' });
  const read = book.rows('invoices', 'customers', 'journal', 'settings');
  if (!read.ok) return read;
  const of = [read.value.invoices, read.value.customers, read.value.settings];
  const known = judged.get(book);
  if (known !== undefined && known.of.every((rows, at) => rows === of[at])) return known.tabs;
  const tabs = tabsOf(book, read.value);
  judged.set(book, { of, tabs });
  return tabs;
}

function tabsOf(book: OpenBook, read: Readonly<Partial<Record<TabName, readonly Row[]>>>): Result<LedgerTabs, SourceProblem> {
  // As it is called now: the reading may have found it renamed.
  const { invoices: at, customers: beside } = book.place.tabs;
  const rows = read.invoices ?? [];
  const invoices = invoicesIn(rows, at?.title ?? '', mappingNow(book, rows, read.settings ?? []));
  if (!invoices.ok) return invoices;
  return ok({ invoices: invoices.value, customers: customersIn(read.customers ?? [], beside?.title ?? '') });
}

/** As the settings of the spreadsheet say for everybody, its columns followed to where they stand now. */
function mappingNow({ place }: OpenBook, rows: readonly Row[], settings: readonly Row[]): ColumnMapping | null {
  const kept = keptColumnsIn(settings);
  return kept === null || kept.invoices !== place.tabs.invoices?.sheetId ? place.mapping : followed(rows, kept);
}

/**
 * The invoices' tab as it can be read, or what keeps it from being one.
 * @param given null: by its headers
 */
export function invoicesIn(rows: readonly Row[], title: string, given: ColumnMapping | null): Result<LedgerTab, LedgerObstacle> {
  if (rows.length === 0) return fail({ code: 'ledger/empty', file: title });
  const found = given === null ? proposed(rows) : null;
  const chosen: ColumnMapping = { ...(given ?? { columns: found?.columns ?? {}, headerRow: found?.headerRow ?? 0, dateOrder: null, decimal: null, defaultCurrency: 'EUR' }), sheet: null };
  const headers = headersAt(rows, chosen.headerRow);
  if (Object.keys(chosen.columns).length === 0) return fail({ code: 'ledger/no-usable-column', file: title, headers: headers.slice(0, SHOWN_HEADERS) });
  const running = headers.some((header) => /d[eé]bit/i.test(header)) ? runningBalance(rows, completeMapping(rows, chosen).mapping) : null;
  const missing = missingFields(chosen.columns);
  if (running !== null && missing.every((field) => field === 'outstanding' || field === 'due')) return fail({ code: 'ledger/account-statement', file: title, column: running });
  // A number of headings above their invoices: only the whole of the rows tells.
  const [lacking] = missing;
  if (lacking !== undefined) return fail({ code: 'ledger/column-missing', file: title, field: lacking });
  const twice = given === null ? alikeIn(headers, chosen) : null;
  if (twice !== null) return fail({ code: 'ledger/column-twice', file: title, ...twice });
  const { mapping, dates } = completeMapping(saying(rows, chosen), chosen);
  if (mapping.dateOrder === null) {
    const column = headers[chosen.columns.due ?? -1] ?? 'due';
    if (dates.kind === 'contradicted') return fail({ code: 'ledger/date-orders-mixed', file: title, column, dayFirst: dates.dayFirst, monthFirst: dates.monthFirst });
    return fail({ code: 'ledger/date-order-undecided', file: title, column, example: dates.kind === 'undecided' ? dates.example : '' });
  }
  return ok({ title, rows, mapping });
}

/** The header mostly stands in the first row; looking for it among thirty costs more than all that is read. */
function proposed(rows: readonly Row[]): Pick<ColumnMapping, 'columns' | 'headerRow'> {
  const first = recogniseColumns(rows.slice(0, 1));
  return missingFields(first.columns).length === 0 ? first : recogniseColumns(rows);
}

/** Two columns of one name and use: which of them is meant, nobody but the clerk knows. */
function alikeIn(headers: readonly string[], { columns }: ColumnMapping): { readonly header: string; readonly columns: readonly string[] } | null {
  const folded = headers.map(foldHeader);
  for (const column of Object.values(columns)) {
    const name = folded[column];
    if (name === undefined || name === '') continue;
    const places = folded.flatMap((header, at) => (header === name ? [columnLetter(at)] : []));
    if (places.length > 1) return { header: headers[column] ?? '', columns: places };
  }
  return null;
}

/** The header and the rows that hold a text where a day or an amount should be: numbers say themselves what they are. */
function saying(rows: readonly Row[], { headerRow, columns }: ColumnMapping): readonly Row[] {
  const places = SAYING.flatMap((field) => columns[field] ?? []);
  const texts = rows.slice(0, headerRow + 1);
  for (let at = headerRow + 1; at < rows.length; at += 1) {
    const row = rows[at] as Row;
    for (const place of places) {
      const cell = row[place];
      if (typeof cell !== 'string' || cell === '') continue;
      texts.push(row);
      break;
    }
  }
  return texts;
}

function customersIn(rows: readonly Row[], title: string): LedgerTab | null {
  if (rows.length === 0) return null;
  const namesSomebody = ({ columns }: Pick<ColumnMapping, 'columns'>): boolean => columns['debtor-code'] !== undefined || columns['debtor-name'] !== undefined;
  const first = recogniseColumns(rows.slice(0, 1));
  const { columns, headerRow } = namesSomebody(first) ? first : recogniseColumns(rows);
  const own = Object.fromEntries(Object.entries(columns).filter(([field]) => !OF_INVOICES.has(field as LedgerField)));
  const mapping: ColumnMapping = { columns: own, headerRow, sheet: null, dateOrder: 'day-first', decimal: null, defaultCurrency: 'EUR' };
  return namesSomebody(mapping) ? { title, rows, mapping } : null;
}
