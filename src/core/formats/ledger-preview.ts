import { totalsOf } from '../money';
import type { LedgerProblem } from '../problems';
import { textOf } from './cell';
import type { Row } from './cell';
import { completeMapping, headersAt, missingFields, proposeMapping, runningBalance } from './columns';
import { hasHeadings } from './ledger-rows';
import type { LedgerRows } from './ledger-rows';
import type { SheetFacts } from './sheet-facts';
import type { ColumnMapping, LedgerField, LedgerPreview } from './wire';

const PREVIEW_ROWS = 8;
const PREVIEW_PROBLEMS = 50;
const PREVIEW_COLUMNS = 60;

/** One sheet of a workbook, or the only one of a CSV file, as its reader gives it. */
export interface LedgerTable {
  /** null: a CSV file. */
  readonly sheet: string | null;
  readonly rows: readonly Row[];
  /** Absent: nothing is known beside the values. */
  readonly facts?: SheetFacts;
}

/** The sheet whose headers name the most fields, with the mapping that they propose. A hidden sheet is never chosen by itself. */
export function proposeAmong(tables: readonly LedgerTable[]): { readonly mapping: ColumnMapping; readonly headers: readonly string[] } {
  const visible = tables.filter((table) => table.facts?.hidden !== true);
  const proposals = (visible.length > 0 ? visible : tables).map((table) => proposeMapping(table.rows, table.sheet));
  const known = (columns: ColumnMapping['columns']): number => Object.keys(columns).length;
  return proposals.reduce((best, each) => (known(each.mapping.columns) > known(best.mapping.columns) ? each : best));
}

/** The customer may also stand above his invoices instead of in a column. */
function missingIn({ rows }: LedgerTable, mapping: ColumnMapping): readonly LedgerField[] {
  const missing = missingFields(mapping.columns);
  if (missing.length !== 1 || missing[0] !== 'debtor-name') return missing;
  return hasHeadings(rows, completeMapping(rows, mapping).mapping) ? [] : missing;
}

/** What is still missing before the sheet can be read; null: nothing. `file`: what the clerk calls it. */
export function obstacleIn(table: LedgerTable, mapping: ColumnMapping, file: string): LedgerProblem | null {
  const { rows } = table;
  const missing = missingIn(table, mapping);
  const headers = headersAt(rows, mapping.headerRow);
  if (Object.keys(mapping.columns).length === 0) return { code: 'ledger/no-usable-column', file, headers: headers.slice(0, PREVIEW_COLUMNS) };
  const { mapping: complete, dates } = completeMapping(rows, mapping);
  const running = runningBalance(rows, complete);
  if (running !== null && missing.every((field) => field === 'outstanding' || field === 'due')) return { code: 'ledger/account-statement', file, column: running };
  if (missing[0] !== undefined) return { code: 'ledger/column-missing', file, field: missing[0] };
  if (complete.dateOrder !== null) return null;
  const column = headers[mapping.columns.due ?? -1] ?? 'due';
  return { code: 'ledger/date-order-undecided', file, column, example: dates.kind === 'undecided' ? dates.example : dates.kind === 'contradicted' ? dates.monthFirst : '' };
}

export interface PreviewInput {
  readonly uploadId: string;
  readonly file: string;
  /** Names of all sheets of the workbook. */
  readonly sheets: readonly string[];
  readonly table: LedgerTable;
  readonly mapping: ColumnMapping;
  readonly recognised: LedgerPreview['recognised'];
  /** What keeps the host from reading it; null: nothing. Absent: `obstacleIn`. */
  readonly obstacle?: LedgerProblem | null;
  /** Reads the whole sheet; asked only when no needed column is missing. */
  readonly read: () => Pick<LedgerRows, 'debtors' | 'invoices' | 'unreadable' | 'remarks'>;
}

/** What the clerk sees of a ledger before it is used: counts, sums per currency, the oldest due date, and what could not be read. */
export function ledgerPreview({ uploadId, file, sheets, table, mapping, recognised, read, obstacle = obstacleIn(table, mapping, file) }: PreviewInput): LedgerPreview {
  const reading = missingIn(table, mapping).length > 0 ? null : read();
  const remarks = reading?.remarks ?? [];
  const problems = obstacle !== null ? [obstacle] : [...remarks.filter(isOfFile), ...(reading?.unreadable ?? []), ...remarks.filter((each) => !isOfFile(each))];
  const items = obstacle === null ? (reading?.invoices ?? []).flatMap((invoice) => invoice.instalments) : [];
  const open = items.filter((item) => item.outstanding.minor !== 0);
  const oldest = open.reduce<string | null>((first, item) => (first === null || item.due < first ? item.due : first), null);
  return {
    uploadId,
    fileName: file,
    sheets,
    headers: headersAt(table.rows, mapping.headerRow).slice(0, PREVIEW_COLUMNS),
    firstRows: table.rows.slice(mapping.headerRow + 1, mapping.headerRow + 1 + PREVIEW_ROWS).map((row) => row.slice(0, PREVIEW_COLUMNS).map((cell) => textOf(cell).slice(0, 200))),
    mapping: completeMapping(table.rows, mapping).mapping,
    recognised,
    dateExample: dateExampleOf(obstacle),
    summary: { debtors: obstacle === null ? (reading?.debtors.length ?? 0) : 0, invoices: open.length, open: totalsOf(open.map((item) => item.outstanding)), oldestDue: oldest },
    problems: problems.slice(0, PREVIEW_PROBLEMS),
    problemCount: problems.length,
  };
}

/** A remark on the file as a whole: there are few of them, and they say how the rest was read. */
export const isOfFile = ({ code }: LedgerProblem): boolean => code === 'ledger/rows-skipped' || code === 'ledger/rows-identical' || code === 'ledger/lines-summed' || code === 'ledger/second-table' || code === 'ledger/sheet-remark';

/** The day that nobody can order, read both ways. */
function dateExampleOf(obstacle: LedgerProblem | null): LedgerPreview['dateExample'] {
  if (obstacle?.code !== 'ledger/date-order-undecided') return null;
  const parts = /^(\d{1,2})\D(\d{1,2})\D(\d{2,4})/.exec(obstacle.example);
  if (parts === null) return null;
  const year = (parts[3] as string).length === 2 ? `20${parts[3]}` : (parts[3] as string);
  const [first, second] = [(parts[1] as string).padStart(2, '0'), (parts[2] as string).padStart(2, '0')];
  const day = (month: string, date: string): string => `${year}-${month}-${date}`;
  return { column: obstacle.column, value: obstacle.example, dayFirst: day(second, first), monthFirst: day(first, second) };
}
