import { columnLetter, completeMapping, foldHeader, headersAt, ledgerPreview, ok, proposeMapping, readLedgerRows } from '../../core';
import type { ColumnMapping, CompanyId, LedgerObstacle, LedgerPreview, Result, Row, SourceProblem } from '../../core';
import { followed, keptColumnsIn } from './kept-columns';
import { invoicesIn } from './ledger-tabs';
import type { SeenBook, SeenTab } from './look-at-book';
import { openBook } from './open-book';
import type { BookPlace, TabName, TabPlace } from './open-book';

/** What the clerk chose on the card; null: as Relance proposes. */
export interface LedgerChoice {
  /** Tab of the invoices. */
  readonly sheetId: number | null;
  readonly mapping: ColumnMapping | null;
}

/** What would be read of a spreadsheet, before it is connected: the settings of the other host show the same of a file. */
export interface BookPreview {
  readonly ledger: LedgerPreview;
  /** As it would be remembered: the tabs that are there; `mapping` null: as the headers say. */
  readonly place: BookPlace;
  /** What keeps the tab from being read; null: nothing. It is the first of the ledger's problems too. */
  readonly obstacle: LedgerObstacle | null;
  /** Columns of one name of which the clerk chose one, as the sheet calls them. */
  readonly twins: readonly { readonly header: string; readonly used: string; readonly other: string }[];
  /** Merged cells in columns that are read: the first three places, and how many there are. */
  readonly merged: { readonly ranges: readonly string[]; readonly count: number };
  /** Tabs that would be added. */
  readonly missing: readonly TabName[];
  /** The rows of now, of the invoices and the settings. */
  readonly rows: { readonly invoices: readonly Row[]; readonly settings: readonly Row[] };
}

const NEEDED: readonly TabName[] = ['journal', 'texts', 'plans', 'settings', 'ageing', 'to-remind'];
const SHOWN_RANGES = 3;

/** One call. A tab without any known heading is shown with what is missing. */
export function previewBook(seen: SeenBook, choice: LedgerChoice): Result<BookPreview, SourceProblem> {
  const settings = placed(seen, 'settings');
  const first = seen.tabs.find(({ sheetId }) => sheetId === (choice.sheetId ?? seen.asked)) ?? seen.tabs.find(({ purpose }) => purpose === 'invoices') ?? seen.tabs.find(({ purpose, hidden }) => purpose === null && !hidden) ?? seen.tabs[0];
  const opened = read(seen, first, settings);
  if (!opened.ok) return opened;
  // A colleague connected it before: where he said the invoices are, unless another tab was chosen just now.
  const kept = keptColumnsIn(opened.value.settings);
  const theirs = choice.sheetId !== null || kept === null ? undefined : seen.tabs.find(({ sheetId }) => sheetId === kept.invoices);
  const tab = theirs ?? first;
  const again = tab === first ? opened : read(seen, tab, settings);
  if (!again.ok) return again;
  const { invoices } = again.value;
  const remembered = choice.mapping === null && kept !== null && kept.invoices === tab?.sheetId ? followed(invoices, kept) : null;
  const chosen = choice.mapping ?? remembered;
  const mapping = chosen ?? proposeMapping(invoices, null).mapping;
  return ok(shown({ seen, tab, rows: again.value, mapping, chosen, recognised: remembered !== null ? 'remembered' : 'by-headers', customers: kept?.customers ?? null }));
}

function read(seen: SeenBook, tab: SeenTab | undefined, settings: TabPlace | undefined): Result<BookPreview['rows'], SourceProblem> {
  const tabs = { ...(tab === undefined ? {} : { invoices: { sheetId: tab.sheetId, title: tab.title } }), ...(settings === undefined ? {} : { settings }) };
  const opened = openBook({ spreadsheet: seen.spreadsheet, tabs, timeZone: seen.timeZone, mapping: null }).rows('invoices', 'settings');
  return opened.ok ? ok({ invoices: opened.value.invoices ?? [], settings: opened.value.settings ?? [] }) : opened;
}

interface Shown {
  readonly seen: SeenBook;
  readonly tab: SeenTab | undefined;
  readonly rows: BookPreview['rows'];
  readonly mapping: ColumnMapping;
  readonly chosen: ColumnMapping | null;
  readonly recognised: 'remembered' | 'by-headers';
  readonly customers: number | null;
}

function shown({ seen, tab, rows, mapping, chosen, recognised, customers }: Shown): BookPreview {
  const { invoices } = rows;
  const file = tab?.title ?? seen.title;
  const complete = completeMapping(invoices, mapping).mapping;
  const read = (): ReturnType<typeof readLedgerRows> => readLedgerRows(invoices, complete, '' as CompanyId, file);
  // The very judgement that every later reading makes.
  const readable = invoicesIn(invoices, file, chosen);
  const obstacle = readable.ok ? null : readable.problem;
  const table = { sheet: null, rows: invoices };
  const ledger = ledgerPreview({ uploadId: '', file, sheets: seen.tabs.map(({ title }) => title), table, mapping, recognised, obstacle, read });
  const place: BookPlace = { spreadsheet: seen.spreadsheet, timeZone: seen.timeZone, mapping: chosen === null ? null : complete, tabs: tabsOf(seen, tab, customers) };
  return {
    ledger: obstacle !== null && recognised === 'by-headers' ? { ...ledger, recognised: 'partly' } : ledger, obstacle,
    place, twins: twinsIn(headersAt(invoices, mapping.headerRow), mapping), merged: mergedIn(tab, mapping), missing: missingIn(place, mapping), rows,
  };
}

const placed = ({ tabs }: SeenBook, name: TabName): TabPlace | undefined => {
  const tab = tabs.find(({ purpose }) => purpose === name);
  return tab === undefined ? undefined : { sheetId: tab.sheetId, title: tab.title };
};

function tabsOf(seen: SeenBook, invoices: SeenTab | undefined, customers: number | null): BookPlace['tabs'] {
  const tabs: Partial<Record<TabName, TabPlace>> = {};
  if (invoices !== undefined) tabs.invoices = { sheetId: invoices.sheetId, title: invoices.title };
  for (const name of [...NEEDED, 'customers' as const]) {
    const place = placed(seen, name);
    if (place !== undefined && place.sheetId !== invoices?.sheetId) tabs[name] = place;
  }
  const theirs = seen.tabs.find(({ sheetId }) => sheetId === customers);
  if (theirs !== undefined && theirs.sheetId !== invoices?.sheetId) tabs.customers = { sheetId: theirs.sheetId, title: theirs.title };
  return tabs;
}

/** A tab of customers is missed only where the invoices tell no address: nobody could be written to. */
function missingIn({ tabs }: BookPlace, { columns }: ColumnMapping): readonly TabName[] {
  const addressed = (['contact-address', 'payer-address', 'accounting-address', 'generic-address'] as const).some((field) => columns[field] !== undefined);
  return [...NEEDED, ...(addressed ? [] : ['customers' as const])].filter((name) => tabs[name] === undefined);
}

function twinsIn(headers: readonly string[], { columns }: ColumnMapping): BookPreview['twins'] {
  const folded = headers.map(foldHeader);
  const mapped = new Set(Object.values(columns));
  return Object.values(columns).flatMap((column) => {
    const name = folded[column] ?? '';
    const others = name === '' ? [] : folded.flatMap((each, at) => (each === name && !mapped.has(at) ? [at] : []));
    return others.map((other) => ({ header: headers[column] ?? '', used: columnLetter(column), other: columnLetter(other) }));
  });
}

/** Below the header: a title over several columns is no row. */
function mergedIn(tab: SeenTab | undefined, { columns, headerRow }: ColumnMapping): BookPreview['merged'] {
  const mapped = Object.values(columns);
  const inside = (tab?.merges ?? []).filter(({ bottom, left, right }) => bottom > headerRow && mapped.some((column) => column >= left && column <= right));
  return { ranges: inside.slice(0, SHOWN_RANGES).map(({ top, left, bottom, right }) => `${columnLetter(left)}${top + 1}:${columnLetter(right)}${bottom + 1}`), count: inside.length };
}
