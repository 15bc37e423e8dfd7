import { columnLetter, ok, parseBookAddress, proposeMapping, rangeOfTab, recogniseColumns, sheetWords, textOf } from '../../core';
import type { ColumnMapping, LedgerField, MergedRange, Result, Row, SourceProblem } from '../../core';
import { askBook } from './ask-sheets';
import type { TabName } from './open-book';
import { JOURNAL_COLUMNS, PLAN_COLUMNS, SETTING_COLUMNS, TEXT_COLUMNS, layoutOfTab } from './tab-columns';

export interface SeenTab {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden: boolean;
  /** What Relance takes it for, by its headings; null: nothing of ours. */
  readonly purpose: TabName | null;
  /** Its headings name the number or the due date of an invoice. */
  readonly lists: boolean;
  readonly merges: readonly MergedRange[];
}

/** Somebody's spreadsheet as it was looked at before anything is connected. */
export interface SeenBook {
  readonly spreadsheet: string;
  readonly title: string;
  readonly url: string;
  readonly timeZone: string;
  /** Tabs with cells, in order; a chart on a tab of its own is none. */
  readonly tabs: readonly SeenTab[];
  /** Named by the address, when it can be the invoices: an address mostly names the tab that happened to be open. */
  readonly asked: number | null;
}

/** The heads of so many tabs are read; who has more is shown the others by their titles alone. */
const MOST_TABS = 40;
const HEAD_ROWS = 30;
const HEAD_COLUMNS = 60;

type Sheet = GoogleAppsScript.Sheets.Schema.Sheet;
const FIELDS = 'spreadsheetId,spreadsheetUrl,properties(timeZone,title),sheets(properties(sheetId,title,index,hidden,sheetType,gridProperties),merges)';

/** Two calls: which tabs there are, and the first rows of each. */
export function lookAtBook(typed: string): Result<SeenBook, SourceProblem> {
  const address = parseBookAddress(typed);
  if (!address.ok) return address;
  const { spreadsheet, sheetId: asked } = address.value;
  const listed = askBook((spreadsheets) => spreadsheets.get(spreadsheet, { fields: FIELDS }));
  if (!listed.ok) return listed;
  const { properties, spreadsheetUrl = '', sheets = [] } = listed.value;
  const grids = sheets.filter((sheet) => (sheet.properties?.sheetType ?? 'GRID') === 'GRID');
  const heads = headsOf(spreadsheet, grids.slice(0, MOST_TABS));
  if (!heads.ok) return heads;
  const seen = grids.map((sheet, at) => seenTab(sheet, heads.value[at] ?? []));
  const tabs = withLedger(seen, heads.value);
  return ok({ spreadsheet, title: properties?.title ?? '', url: spreadsheetUrl, timeZone: properties?.timeZone ?? 'Europe/Paris', tabs, asked: tabs.some((tab) => tab.sheetId === asked && (tab.purpose === 'invoices' || (tab.purpose === null && (tab.lists || !tabs.some(({ purpose }) => purpose === 'invoices'))))) ? asked : null });
}

function headsOf(spreadsheet: string, sheets: readonly Sheet[]): Result<readonly (readonly Row[])[], SourceProblem> {
  if (sheets.length === 0) return ok([]);
  // A range beyond the grid is refused.
  const ranges = sheets.map(({ properties }) => `${rangeOfTab(properties?.title ?? '')}!A1:${columnLetter(Math.min(HEAD_COLUMNS, properties?.gridProperties?.columnCount ?? 1) - 1)}${Math.min(HEAD_ROWS, properties?.gridProperties?.rowCount ?? 1)}`);
  return askBook(({ Values }) => {
    const { valueRanges } = Values.batchGet(spreadsheet, { ranges, valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER', majorDimension: 'ROWS' });
    return ranges.map((_, at) => (valueRanges?.[at]?.values ?? []) as readonly Row[]);
  });
}

function seenTab({ properties, merges = [] }: Sheet, head: readonly Row[]): SeenTab {
  return {
    sheetId: properties?.sheetId ?? 0, title: properties?.title ?? '', hidden: properties?.hidden === true, purpose: purposeOf(head), lists: listsInvoices(recogniseColumns(head).columns),
    merges: merges.map((range) => ({ top: range.startRowIndex ?? 0, left: range.startColumnIndex ?? 0, bottom: (range.endRowIndex ?? 1) - 1, right: (range.endColumnIndex ?? 1) - 1 })),
  };
}

/** Tabs that Relance keeps are known by their headings, in whichever language and under whatever title. */
function purposeOf(head: readonly Row[]): TabName | null {
  if (layoutOfTab(head, JOURNAL_COLUMNS) !== null) return 'journal';
  if (layoutOfTab(head, TEXT_COLUMNS) !== null) return 'texts';
  if (layoutOfTab(head, PLAN_COLUMNS) !== null) return 'plans';
  if (layoutOfTab(head, SETTING_COLUMNS) !== null) return 'settings';
  return reportIn(textOf(head[0]?.[0]));
}

/** "Balance âgée au 23/11/2026 09:12" */
function reportIn(first: string): 'ageing' | 'to-remind' | null {
  for (const report of ['ageing', 'to-remind'] as const) {
    for (const [language, between] of [['fr', ' au '], ['en', ' as of ']] as const) {
      const { tabs, notYet } = sheetWords(language);
      if (first === `${tabs[report]}. ${notYet}` || (first.startsWith(`${tabs[report]}${between}`) && /\d{4} \d\d:\d\d$/.test(first))) return report;
    }
  }
  return null;
}

const listsInvoices = (columns: ColumnMapping['columns']): boolean => columns['invoice-number'] !== undefined || columns.due !== undefined;

const OF_INVOICES: readonly LedgerField[] = ['invoice-number', 'due', 'amount', 'outstanding'];

/** The invoices: the tab in sight whose headings name the most. The customers: one that names customers and no invoices. */
function withLedger(tabs: readonly SeenTab[], heads: readonly (readonly Row[])[]): readonly SeenTab[] {
  const free = tabs.map((tab, at) => ({ tab, columns: tab.purpose === null && !tab.hidden ? proposeMapping(heads[at] ?? [], null).mapping.columns : {} }));
  const rank = ({ columns }: (typeof free)[number]): number => (listsInvoices(columns) ? Object.keys(columns).length : 0);
  const invoices = free.reduce<(typeof free)[number] | null>((best, each) => (rank(each) > (best === null ? 0 : rank(best)) ? each : best), null);
  const customers = free.find((each) => each !== invoices && (each.columns['debtor-name'] ?? each.columns['debtor-code']) !== undefined && Object.keys(each.columns).length > 1 && OF_INVOICES.every((field) => each.columns[field] === undefined));
  return tabs.map((tab) => (tab === invoices?.tab ? { ...tab, purpose: 'invoices' as const } : tab === customers?.tab ? { ...tab, purpose: 'customers' as const } : tab));
}
