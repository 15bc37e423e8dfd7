import { FecLedger, FecReading, fail, fecColumnsOf, fecText, money, ok } from '../../core';
import type { ColumnMapping, CompanyId, FecColumns, LedgerPreview, LedgerProblem, Result } from '../../core';
import type { LedgerContent, LedgerDocument } from '../store/ledger-content';
import type { ReadingSink } from '../store/reading-sink';
import { PROBLEMS_KEPT, REMARKS_KEPT } from '../store/whole-reading';
import type { ReadingFacts } from '../store/whole-reading';
import { documentFinder } from './documents';
import { fecLots } from './fec-text';
import type { FecLot, FecText } from './fec-text';
import { finished } from './finished-reading';
import type { Following } from './import-progress';
import type { LongFile, Written } from './long-file';
import type { Table } from './table';

/** A FEC (LPF A47 A-1), in text or as somebody saved it in a workbook; its lines may be asked for again. */
export interface FecFile {
  readonly header: readonly string[];
  readonly columns: FecColumns;
  /** Bytes, where they are told as they are read. */
  readonly size: number;
  lots(): Iterable<FecLot>;
  /** Nobody has written to it since it was first looked at. */
  unchanged(): boolean;
}

type OfFile = Pick<LongFile, 'name' | 'asOf' | 'documentsFolder' | 'term'>;

/** A FEC has no column that anybody maps. */
export const NO_MAPPING: ColumnMapping = { columns: {}, headerRow: 0, sheet: null, dateOrder: 'year-first', decimal: 'comma', defaultCurrency: 'EUR' };

export const fecOfText = (text: FecText): FecFile => ({ header: text.header, columns: text.columns, size: text.bytes.size, lots: () => fecLots(text), unchanged: () => text.bytes.unchanged() });

/** A workbook whose first visible sheet that holds something is a FEC; null: it is another. */
export function fecOfTables(tables: readonly Table[]): FecFile | null {
  const table = tables.find(({ rows, facts }) => facts?.hidden !== true && rows.length > 0);
  const at = table?.rows.findIndex((row) => row.some((cell) => fecText(cell).trim() !== '')) ?? -1;
  if (table === undefined || at === -1) return null;
  const header = (table.rows[at] ?? []).map(fecText);
  const columns = fecColumnsOf(header);
  if (columns === null) return null;
  return { header, columns, size: 0, lots: () => [{ first: at + 1, rows: table.rows.slice(at + 1).map((row) => fullRow(row.map(fecText), columns.width)), bytes: 0, cutOff: false }], unchanged: () => true };
}

/** A sheet ends a row with its last cell that holds something. */
const fullRow = (row: readonly string[], width: number): readonly string[] => (row.every((cell) => cell.trim() === '') ? [''] : row.length >= width ? row : [...row, ...Array.from({ length: width - row.length }, () => '')]);

/** Reads all lines. @throws Stopped when nobody wants the result any more. */
function readLines({ header, columns, size, lots }: FecFile, { name, term }: Pick<OfFile, 'name' | 'term'>, company: CompanyId, following: Following | null): FecLedger {
  const reading = new FecReading(header, columns, name);
  for (const { first, rows, bytes, cutOff } of lots()) {
    reading.take(first, rows, cutOff);
    following?.check();
    following?.told('checking', bytes, size);
  }
  return new FecLedger(reading, company, term ?? null);
}

/** The whole of it, held in memory: of a short file. */
export function contentOfFec(fec: FecFile, file: OfFile, company: CompanyId): LedgerContent {
  const { name, asOf, documentsFolder } = file;
  const ledger = readLines(fec, file, company, null);
  const customers = [...ledger.customers()];
  const found = documentFinder(documentsFolder, name)(customers.flatMap(({ invoices }) => invoices));
  return {
    source: { name, kind: 'file', asOf },
    debtors: customers.map(({ debtor }) => debtor),
    invoices: found.invoices,
    problems: ledger.problems(),
    remarks: [...ledger.remarks(), ...found.remarks],
    rows: ledger.seen.lines,
    documents: found.documents,
  };
}

/** A long one, written as it is settled: customer by customer. @throws Stopped when nobody wants the result any more. */
export function writeFec<Built>(fec: FecFile, file: OfFile, company: CompanyId, writer: ReadingSink<Built>, following: Following): Result<Written<Built>, LedgerProblem> {
  const { name, asOf, documentsFolder } = file;
  const ledger = readLines(fec, file, company, following);
  // Read again when its time has come to rest: its halves make no ledger.
  if (!fec.unchanged()) return fail({ code: 'ledger/file-unreadable', file: name, because: 'changing' });
  const find = documentFinder(documentsFolder, name);
  const documents: LedgerDocument[] = [];
  const remarks: LedgerProblem[] = [];
  let invoices = 0;
  let done = 0;
  for (const { debtor, invoices: own } of ledger.customers()) {
    const found = find(own);
    writer.addDebtor(debtor);
    for (const invoice of found.invoices) writer.addInvoice(invoice);
    documents.push(...found.documents);
    remarks.push(...found.remarks);
    invoices += own.length;
    done += 1;
    if (done % 100 !== 0) continue;
    following.check();
    following.told('reading', done, ledger.debtorCount);
  }
  const problems = ledger.problems();
  if (invoices === 0) return fail(problems[0] ?? { code: 'ledger/empty', file: name });
  const told = ledger.remarks();
  const facts: ReadingFacts = {
    source: { name, kind: 'file', asOf }, rows: ledger.seen.lines, unreadable: ledger.problemCount, problems: problems.slice(0, PROBLEMS_KEPT),
    remarks: { first: [...told, ...remarks].slice(0, REMARKS_KEPT), count: ledger.remarkCount + remarks.length },
  };
  return ok(finished(writer, documents, facts, following));
}

const FIRST_ROWS = 8;
const PROBLEMS_SHOWN = 50;

/** What the clerk sees of it: nothing to map, the file's own figures, and what was left out. Customers are not held. */
export function previewOfFec(fec: FecFile, file: Pick<OfFile, 'name' | 'term'>, uploadId: string, company: CompanyId, following: Following | null): LedgerPreview {
  const ledger = readLines(fec, file, company, following);
  let [debtors, invoices, open, oldest]: [number, number, number, string | null] = [0, 0, 0, null];
  for (const customer of ledger.customers()) {
    debtors += 1;
    for (const { outstanding, due } of customer.invoices.flatMap(({ instalments }) => instalments)) {
      if (outstanding.minor === 0) continue;
      invoices += 1;
      open += outstanding.minor;
      if (oldest === null || due < oldest) oldest = due;
    }
  }
  const [problems, remarks] = [ledger.problems(), ledger.remarks()];
  return {
    uploadId,
    fileName: file.name,
    sheets: [],
    headers: fec.header.slice(0, fec.columns.width),
    firstRows: firstRowsOf(fec),
    mapping: NO_MAPPING,
    recognised: 'by-headers',
    standard: 'fec',
    fec: ledger.seen,
    dateExample: null,
    summary: { debtors, invoices, open: invoices === 0 ? [] : [money(open, 'EUR')], oldestDue: oldest },
    problems: [...problems, ...remarks].slice(0, PROBLEMS_SHOWN),
    problemCount: ledger.problemCount + ledger.remarkCount,
  };
}

function firstRowsOf(fec: FecFile): readonly (readonly string[])[] {
  const [lot] = fec.lots();
  return (lot?.rows ?? []).slice(0, FIRST_ROWS).map((row) => row.slice(0, fec.columns.width).map((cell) => cell.trim().slice(0, 200)));
}
