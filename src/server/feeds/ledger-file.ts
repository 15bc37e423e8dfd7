import { completeMapping, hasHeadings, headersAt, layoutOf, missingFields, ok, proposeMapping, readLedgerRows, runningBalance, textOf, totalsOf } from '../../core';
import type { ColumnMapping, CompanyId, Instant, LedgerPreview, LedgerProblem, Result } from '../../core';
import type { LedgerContent } from '../store/ledger-content';
import { findDocuments } from './documents';
import { readTable } from './read-table';
import type { ReadingOptions, Table } from './table';

const PREVIEW_ROWS = 8;
const PREVIEW_PROBLEMS = 50;
const PREVIEW_COLUMNS = 60;

/** A file taken in: its tables, and how it would be read. */
export interface TakenFile {
  readonly name: string;
  readonly tables: readonly Table[];
  readonly asOf: Instant;
  readonly documentsFolder: string | null;
}

export async function takeFile(name: string, bytes: Uint8Array, asOf: Instant, documentsFolder: string | null, options: ReadingOptions = {}): Promise<Result<TakenFile, LedgerProblem>> {
  const tables = await readTable(bytes, name, options);
  return tables.ok ? ok({ name, tables: tables.value, asOf, documentsFolder }) : tables;
}

/** The sheet of that name; there is none: the first. */
export const tableOf = (file: TakenFile, sheet: string | null): Table => file.tables.find((table) => table.sheet === sheet) ?? (file.tables[0] as Table);

/** The sheet whose headers name the most fields, with the mapping that they propose. A hidden sheet is never chosen by itself. */
export function proposeForFile(file: TakenFile): { readonly mapping: ColumnMapping; readonly headers: readonly string[] } {
  const visible = file.tables.filter((table) => table.facts?.hidden !== true);
  const proposals = (visible.length > 0 ? visible : file.tables).map((table) => proposeMapping(table.rows, table.sheet));
  const known = (columns: ColumnMapping['columns']): number => Object.keys(columns).length;
  return proposals.reduce((best, each) => (known(each.mapping.columns) > known(best.mapping.columns) ? each : best));
}

/** The clerk only chose another sheet: the columns of the one before mean nothing there. */
export function withoutOtherSheet(before: ColumnMapping, asked: ColumnMapping): ColumnMapping {
  return asked.sheet !== before.sheet && asked.headerRow === before.headerRow && JSON.stringify(asked.columns) === JSON.stringify(before.columns) ? { ...asked, columns: {} } : asked;
}

/** A mapping without any column is looked for among the headers of its sheet. */
export function mappingOnSheet(file: TakenFile, asked: ColumnMapping): ColumnMapping {
  if (Object.keys(asked.columns).length > 0) return asked;
  const table = tableOf(file, asked.sheet);
  return { ...proposeMapping(table.rows, table.sheet).mapping, defaultCurrency: asked.defaultCurrency };
}

export const headersOf = (file: TakenFile, mapping: ColumnMapping): readonly string[] => headersAt(tableOf(file, mapping.sheet).rows, mapping.headerRow);
export const layoutOfFile = (file: TakenFile, mapping: ColumnMapping): string => layoutOf(headersOf(file, mapping));

/** The customer may also stand above his invoices instead of in a column. */
function missingOf(file: TakenFile, mapping: ColumnMapping): ReturnType<typeof missingFields> {
  const missing = missingFields(mapping.columns);
  if (missing.length !== 1 || missing[0] !== 'debtor-name') return missing;
  const { rows } = tableOf(file, mapping.sheet);
  return hasHeadings(rows, completeMapping(rows, mapping).mapping) ? [] : missing;
}

/** What is still missing before the file can be read; null: nothing. */
export function obstacleOf(file: TakenFile, mapping: ColumnMapping): LedgerProblem | null {
  const missing = missingOf(file, mapping);
  if (Object.keys(mapping.columns).length === 0) return { code: 'ledger/no-usable-column', file: file.name, headers: headersOf(file, mapping).slice(0, PREVIEW_COLUMNS) };
  const { rows } = tableOf(file, mapping.sheet);
  const { mapping: complete, dates } = completeMapping(rows, mapping);
  const running = runningBalance(rows, complete);
  if (running !== null && missing.every((field) => field === 'outstanding' || field === 'due')) return { code: 'ledger/account-statement', file: file.name, column: running };
  if (missing[0] !== undefined) return { code: 'ledger/column-missing', file: file.name, field: missing[0] };
  if (complete.dateOrder !== null) return null;
  const column = headersOf(file, mapping)[mapping.columns.due ?? -1] ?? 'due';
  return { code: 'ledger/date-order-undecided', file: file.name, column, example: dates.kind === 'undecided' ? dates.example : dates.kind === 'contradicted' ? dates.monthFirst : '' };
}

/** A sheet that its workbook hides may be last year's: it is not used before the clerk has seen it. null: it is in sight. */
export function hiddenSheetOf(file: TakenFile, { sheet }: ColumnMapping): LedgerProblem | null {
  const table = tableOf(file, sheet);
  return table.facts?.hidden === true ? { code: 'ledger/sheet-remark', file: file.name, sheet: table.sheet, what: 'hidden-sheet', count: 1 } : null;
}

/** Reads the whole file with a mapping that has no obstacle. */
export function contentOf(file: TakenFile, mapping: ColumnMapping, company: CompanyId): { readonly content: LedgerContent; readonly remarks: readonly LedgerProblem[] } {
  const table = tableOf(file, mapping.sheet);
  const read = readLedgerRows(table.rows, completeMapping(table.rows, mapping).mapping, company, file.name, table.facts);
  const found = findDocuments(read.invoices, file.documentsFolder, file.name);
  const remarks = [...read.remarks, ...found.remarks];
  return {
    content: {
      source: { name: file.name, kind: 'file', asOf: file.asOf },
      debtors: read.debtors,
      invoices: found.invoices,
      problems: read.unreadable,
      // Those on the file as a whole first: there are few of them, and they say how the rest was read.
      remarks: [...remarks.filter(isOfFile), ...remarks.filter((each) => !isOfFile(each))],
      rows: read.rows,
      documents: found.documents,
    },
    remarks,
  };
}

/** A remark on the file as a whole: there are few of them, and they say how the rest was read. */
const isOfFile = ({ code }: LedgerProblem): boolean => code === 'ledger/rows-skipped' || code === 'ledger/rows-identical' || code === 'ledger/lines-summed' || code === 'ledger/second-table' || code === 'ledger/sheet-remark';

/** What the clerk sees before the file is used. */
export function previewOf(file: TakenFile, uploadId: string, mapping: ColumnMapping, recognised: LedgerPreview['recognised'], company: CompanyId): LedgerPreview {
  const table = tableOf(file, mapping.sheet);
  const complete = completeMapping(table.rows, mapping).mapping;
  const obstacle = obstacleOf(file, mapping);
  const reading = missingOf(file, mapping).length > 0 ? null : contentOf(file, mapping, company);
  const remarks = reading?.remarks ?? [];
  const problems = obstacle !== null ? [obstacle] : [...remarks.filter(isOfFile), ...(reading?.content.problems ?? []), ...remarks.filter((each) => !isOfFile(each))];
  const items = obstacle === null ? (reading?.content.invoices ?? []).flatMap((invoice) => invoice.instalments) : [];
  const open = items.filter((item) => item.outstanding.minor !== 0);
  const oldest = open.reduce<string | null>((first, item) => (first === null || item.due < first ? item.due : first), null);
  return {
    uploadId,
    fileName: file.name,
    sheets: file.tables.flatMap((each) => (each.sheet === null ? [] : [each.sheet])),
    headers: headersOf(file, mapping).slice(0, PREVIEW_COLUMNS),
    firstRows: table.rows.slice(mapping.headerRow + 1, mapping.headerRow + 1 + PREVIEW_ROWS).map((row) => row.slice(0, PREVIEW_COLUMNS).map((cell) => textOf(cell).slice(0, 200))),
    mapping: complete,
    recognised,
    dateExample: dateExampleOf(table, mapping, obstacle),
    summary: {
      debtors: obstacle === null ? (reading?.content.debtors.length ?? 0) : 0,
      invoices: open.length,
      open: totalsOf(open.map((item) => item.outstanding)),
      oldestDue: oldest,
    },
    problems: problems.slice(0, PREVIEW_PROBLEMS),
    problemCount: problems.length,
  };
}

function dateExampleOf(table: Table, mapping: ColumnMapping, obstacle: LedgerProblem | null): LedgerPreview['dateExample'] {
  if (obstacle?.code !== 'ledger/date-order-undecided') return null;
  const parts = /^(\d{1,2})\D(\d{1,2})\D(\d{2,4})/.exec(obstacle.example);
  if (parts === null) return null;
  const year = (parts[3] as string).length === 2 ? `20${parts[3]}` : (parts[3] as string);
  const [first, second] = [(parts[1] as string).padStart(2, '0'), (parts[2] as string).padStart(2, '0')];
  const day = (month: string, date: string): string => `${year}-${month}-${date}`;
  return { column: obstacle.column, value: obstacle.example, dayFirst: day(second, first), monthFirst: day(first, second) };
}

/** The moment a file describes: its own time of change. */
export const asOfFile = (mtimeMs: number): Instant => new Date(mtimeMs).toISOString() as Instant;
