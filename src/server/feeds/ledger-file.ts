import { completeMapping, headersAt, isOfFile, layoutOf, ledgerPreview, obstacleIn, ok, proposeAmong, proposeMapping, readLedgerRows, termKey, totalsOf } from '../../core';
import type { ColumnMapping, CompanyId, Instant, UsualTerm, LedgerPreview, LedgerProblem, PreviewInput, Result } from '../../core';
import type { LedgerContent } from '../store/ledger-content';
import { findDocuments } from './documents';
import type { UploadedInvoices } from './e-invoice/invoices-of-files';
import { NO_MAPPING, contentOfFec, fecOfTables, fecOfText, previewOfFec } from './fec-file';
import type { FecFile } from './fec-file';
import { bytesInMemory, fecTextOf } from './fec-text';
import { readTable } from './read-table';
import { MAX_FILE_BYTES } from './table';
import type { ReadingOptions, Table } from './table';

/** A file taken in: its tables, and how it would be read. */
export interface TakenFile {
  readonly name: string;
  readonly tables: readonly Table[];
  readonly asOf: Instant;
  readonly documentsFolder: string | null;
  /** It is a FEC: no column is mapped, and `tables` hold nothing but its header. Absent: a table. */
  readonly fec?: FecFile;
  /** It holds e-invoices, read already. Absent: a table. */
  readonly eInvoices?: UploadedInvoices;
  /** As of LongFile. */
  readonly term?: UsualTerm | null;
}

export const isFec = ({ fec }: TakenFile): boolean => fec !== undefined;

/** Its fields are those of a law or a norm: nobody maps them, and no layout is remembered. */
export const needsNoMapping = (file: TakenFile): boolean => isFec(file) || file.eInvoices !== undefined;

export async function takeFile(name: string, bytes: Uint8Array, asOf: Instant, documentsFolder: string | null, options: ReadingOptions = {}): Promise<Result<TakenFile, LedgerProblem>> {
  const file = { name, asOf, documentsFolder };
  const text = bytes.length > MAX_FILE_BYTES ? null : fecTextOf(bytesInMemory(bytes));
  if (text !== null) return ok({ ...file, tables: [{ sheet: null, rows: [text.header] }], fec: fecOfText(text) });
  const tables = await readTable(bytes, name, options);
  if (!tables.ok) return tables;
  const fec = fecOfTables(tables.value);
  return ok(fec === null ? { ...file, tables: tables.value } : { ...file, tables: [{ sheet: null, rows: [fec.header] }], fec });
}

/** The sheet of that name; there is none: the first. */
export const tableOf = (file: TakenFile, sheet: string | null): Table => file.tables.find((table) => table.sheet === sheet) ?? (file.tables[0] as Table);

export const proposeForFile = (file: TakenFile): ReturnType<typeof proposeAmong> => (needsNoMapping(file) ? { mapping: NO_MAPPING, headers: file.fec?.header ?? [] } : proposeAmong(file.tables));

/** The clerk only chose another sheet: the columns of the one before mean nothing there. */
export function withoutOtherSheet(before: ColumnMapping, asked: ColumnMapping): ColumnMapping {
  return asked.sheet !== before.sheet && asked.headerRow === before.headerRow && JSON.stringify(asked.columns) === JSON.stringify(before.columns) ? { ...asked, columns: {} } : asked;
}

/** A mapping without any column is looked for among the headers of its sheet. */
export function mappingOnSheet(file: TakenFile, asked: ColumnMapping): ColumnMapping {
  if (needsNoMapping(file)) return NO_MAPPING;
  if (Object.keys(asked.columns).length > 0) return asked;
  const table = tableOf(file, asked.sheet);
  return { ...proposeMapping(table.rows, table.sheet).mapping, defaultCurrency: asked.defaultCurrency };
}

export const headersOf = (file: TakenFile, mapping: ColumnMapping): readonly string[] => headersAt(tableOf(file, mapping.sheet).rows, mapping.headerRow);
export const layoutOfFile = (file: TakenFile, mapping: ColumnMapping): string => layoutOf(headersOf(file, mapping));

/** What is still missing before the file can be read; null: nothing. */
export const obstacleOf = (file: TakenFile, mapping: ColumnMapping): LedgerProblem | null => (needsNoMapping(file) ? null : obstacleIn(tableOf(file, mapping.sheet), mapping, file.name));

/** A sheet that its workbook hides may be last year's: it is not used before the clerk has seen it. null: it is in sight. */
export function hiddenSheetOf(file: TakenFile, { sheet }: ColumnMapping): LedgerProblem | null {
  const table = tableOf(file, sheet);
  return table.facts?.hidden === true ? { code: 'ledger/sheet-remark', file: file.name, sheet: table.sheet, what: 'hidden-sheet', count: 1 } : null;
}

/** Reads the whole file with a mapping that has no obstacle. */
export function contentOf(file: TakenFile, mapping: ColumnMapping, company: CompanyId): { readonly content: LedgerContent; readonly remarks: readonly LedgerProblem[] } {
  if (file.fec !== undefined) {
    const content = contentOfFec(file.fec, file, company);
    return { content, remarks: content.remarks ?? [] };
  }
  if (file.eInvoices !== undefined) return contentOfInvoices(file, file.eInvoices);
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

function contentOfInvoices({ name, asOf, documentsFolder }: TakenFile, { debtors, invoices, problems, remarks, rows }: UploadedInvoices): { readonly content: LedgerContent; readonly remarks: readonly LedgerProblem[] } {
  const found = findDocuments(invoices, documentsFolder, name);
  return { content: { source: { name, kind: 'file', asOf }, debtors, invoices: found.invoices, problems, remarks, rows, documents: found.documents }, remarks };
}

/** What the clerk sees before the file is used. */
export function previewOf(file: TakenFile, uploadId: string, mapping: ColumnMapping, recognised: LedgerPreview['recognised'], company: CompanyId): LedgerPreview {
  if (file.fec !== undefined) return previewOfFec(file.fec, file, uploadId, company, null);
  if (file.eInvoices !== undefined) return previewOfInvoices(file.name, file.eInvoices, uploadId);
  const sheets = file.tables.flatMap((each) => (each.sheet === null ? [] : [each.sheet]));
  const read: PreviewInput['read'] = () => {
    const { content, remarks } = contentOf(file, mapping, company);
    return { debtors: content.debtors, invoices: content.invoices, unreadable: content.problems, remarks };
  };
  return ledgerPreview({ uploadId, file: file.name, sheets, table: tableOf(file, mapping.sheet), mapping, recognised, read });
}

const PROBLEMS_SHOWN = 50;

function previewOfInvoices(fileName: string, { debtors, invoices, problems, remarks }: UploadedInvoices, uploadId: string): LedgerPreview {
  const open = invoices.flatMap(({ instalments }) => instalments).filter(({ outstanding }) => outstanding.minor !== 0);
  const told = [...problems, ...remarks];
  return {
    uploadId, fileName, sheets: [], headers: [], firstRows: [], mapping: NO_MAPPING, recognised: 'by-headers', standard: 'e-invoices', dateExample: null,
    summary: { debtors: debtors.length, invoices: open.length, open: totalsOf(open.map(({ outstanding }) => outstanding)), oldestDue: open.map(({ due }) => due).sort()[0] ?? null },
    problems: told.slice(0, PROBLEMS_SHOWN), problemCount: told.length,
  };
}

/** The moment a file describes: its own time of change. */
export const asOfFile = (mtimeMs: number): Instant => new Date(mtimeMs).toISOString() as Instant;

/** Another term gives a FEC other due dates: it is read again as if it had changed. */
export const stampByTerm = (stamp: string | null, term: UsualTerm | null): string | null => (stamp === null || term === null ? stamp : `${stamp} ${termKey(term)}`);
