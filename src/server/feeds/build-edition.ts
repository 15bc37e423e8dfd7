import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { CustomersSeen, PLAIN_SHEET, completeMapping, completedDebtor, fail, isBlank, ok, readLedgerRows } from '../../core';
import type { ColumnMapping, CompanyId, Instant, LedgerProblem, Result, Row } from '../../core';
import { domainJudge } from '../store/company-domains';
import type { DomainRules } from '../store/company-domains';
import { EditionWriter, dayOf } from '../store/edition-writer';
import type { BuiltEdition, EditionOrder } from '../store/edition-writer';
import type { KeptRemarks, LedgerDocument } from '../store/ledger-content';
import type { ReadingSink } from '../store/reading-sink';
import { PROBLEMS_KEPT, REMARKS_KEPT, factsOf } from '../store/whole-reading';
import type { ReadingFacts } from '../store/whole-reading';
import { lotsOf, sniffCsv } from './csv-lots';
import type { CsvFile } from './csv-lots';
import { documentFinder } from './documents';
import type { Following } from './import-progress';
import { contentOf, hiddenSheetOf, layoutOfFile, obstacleOf, proposeForFile, takeFile } from './ledger-file';
import type { TakenFile } from './ledger-file';
import { HEAD_ROWS, survey } from './plain-listing';
import type { Survey } from './plain-listing';
import { NotPlainCsv } from './plain-rows';

/** A ledger file that is to become an edition. */
export interface LongFile {
  readonly path: string;
  readonly name: string;
  readonly asOf: Instant;
  readonly documentsFolder: string | null;
}

export interface ReadingJob {
  readonly file: LongFile;
  readonly company: CompanyId;
  /** null: as it was remembered for the layout, else as the headers propose. */
  readonly mapping: ColumnMapping | null;
}

export interface EditionJob extends ReadingJob {
  readonly order: EditionOrder;
  readonly rules: DomainRules;
}

/** How the columns of a layout were read the last time; null: never seen. */
export type Recall = (layout: string) => Promise<ColumnMapping | null>;

export interface Written<Built> {
  readonly built: Built;
  readonly facts: ReadingFacts;
}

export type WrittenEdition = Written<BuiltEdition>;

export const buildEdition = (job: EditionJob, following: Following, recall: Recall): Promise<Result<WrittenEdition, LedgerProblem>> =>
  readLongFile(job, () => new EditionWriter(job.order, dayOf(job.file.asOf), domainJudge(job.rules)), following, recall);

/**
 * Reads a ledger file into a sink. A CSV file that is a plain listing is read in lots and never held in memory; any other
 * file is read as a whole, also one in which a number comes twice: what its rows mean, and in which order their customer's
 * contacts stand, only the whole file says. Both give the same ledger.
 */
export async function readLongFile<Built>(job: ReadingJob, open: () => ReadingSink<Built>, following: Following, recall: Recall): Promise<Result<Written<Built>, LedgerProblem>> {
  const plain = isText(job.file.path) ? sniffCsv(job.file.path) : null;
  const head = plain === null ? null : headOf(plain, job.file);
  const mapping = job.mapping ?? (head === null ? null : (await mappingOf(head, recall)).mapping);
  const known = plain === null || head === null || mapping === null ? null : surveyOf(plain, mapping, following);
  const writer = open();
  try {
    if (plain !== null && mapping !== null && known !== null) return readInLots(job, plain, mapping, known, writer, following);
    return await readWhole(job, writer, following, recall);
  } finally {
    writer.close();
  }
}

async function mappingOf(file: TakenFile, recall: Recall): Promise<{ readonly mapping: ColumnMapping; readonly remembered: boolean }> {
  const { mapping } = proposeForFile(file);
  const remembered = await recall(layoutOfFile(file, mapping));
  return remembered === null ? { mapping, remembered: false } : { mapping: { ...remembered, sheet: mapping.sheet, headerRow: mapping.headerRow }, remembered: true };
}

/** A workbook begins as any zip file does. */
export function isText(path: string): boolean {
  const head = Buffer.alloc(2);
  const file = openSync(path, 'r');
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return head.toString('latin1') !== 'PK';
}

function surveyOf(plain: CsvFile, mapping: ColumnMapping, following: Following): Survey | null {
  try {
    return survey(plain, mapping, (bytes) => {
      following.check();
      following.told('checking', bytes, plain.size);
    });
  } catch (error) {
    if (!(error instanceof NotPlainCsv)) throw error;
    return null;
  }
}

async function readWhole<Built>({ file, mapping: given, company }: ReadingJob, writer: ReadingSink<Built>, following: Following, recall: Recall): Promise<Result<Written<Built>, LedgerProblem>> {
  const taken = await takeFile(file.name, readFileSync(file.path), file.asOf, file.documentsFolder, { onRows: (rows) => { following.check(); following.told('checking', rows, 0); } });
  if (!taken.ok) return taken;
  const { mapping, remembered } = given === null ? await mappingOf(taken.value, recall) : { mapping: given, remembered: true };
  const obstacle = obstacleOf(taken.value, mapping) ?? (remembered ? null : hiddenSheetOf(taken.value, mapping));
  if (obstacle !== null) return fail(obstacle);
  const { content } = contentOf(taken.value, mapping, company);
  if (content.invoices.length === 0) return fail(content.problems[0] ?? { code: 'ledger/empty', file: file.name });
  for (const debtor of content.debtors) writer.addDebtor(debtor);
  content.invoices.forEach((invoice, at) => {
    writer.addInvoice(invoice);
    if (at % 1_000 !== 0) return;
    following.check();
    following.told('reading', at, content.invoices.length);
  });
  return ok(finished(writer, content.documents ?? [], factsOf(content), following));
}

function readInLots<Built>({ file, company }: ReadingJob, plain: CsvFile, given: ColumnMapping, { digest, rows: total }: Survey, writer: ReadingSink<Built>, following: Following): Result<Written<Built>, LedgerProblem> {
  const sample: TakenFile = { name: file.name, tables: [{ sheet: null, rows: digest }], asOf: file.asOf, documentsFolder: file.documentsFolder };
  const obstacle = obstacleOf(sample, given);
  if (obstacle !== null) return fail(obstacle);
  const { mapping } = completeMapping(digest, given);
  const reading = new ReadingInLots(digest.slice(0, mapping.headerRow + 1), mapping, company, file, writer);
  let done = 0;
  for (const { first, rows } of lotsOf(plain)) {
    const lot: { readonly at: number; readonly row: Row }[] = [];
    rows.forEach((row, index) => {
      const at = first + index;
      if (at <= mapping.headerRow || row.every(isBlank)) return;
      lot.push({ at, row });
    });
    reading.take(lot);
    done += lot.length;
    following.check();
    following.told('reading', Math.min(done, total), total);
  }
  if (reading.invoices === 0) return fail(reading.problems()[0] ?? { code: 'ledger/empty', file: file.name });
  const problems = reading.problems();
  return ok(finished(writer, reading.documents, { source: { name: file.name, kind: 'file', asOf: file.asOf }, rows: total, unreadable: problems.length, problems: problems.slice(0, PROBLEMS_KEPT), remarks: reading.remarks() }, following));
}

class ReadingInLots {
  invoices = 0;
  readonly documents: LedgerDocument[] = [];
  private readonly unreadable: LedgerProblem[] = [];
  /** Another table beside the whole listing; each lot sees its own rows of it. */
  private beside: Extract<LedgerProblem, { code: 'ledger/second-table' }> | null = null;
  private readonly ofRows = new FirstRemarks();
  private readonly ofDocuments = new FirstRemarks();
  private readonly seen;
  private readonly find;

  constructor(private readonly head: readonly Row[], private readonly mapping: ColumnMapping, private readonly company: CompanyId, private readonly file: LongFile, private readonly writer: ReadingSink<unknown>) {
    this.seen = new CustomersSeen(mapping);
    this.find = documentFinder(file.documentsFolder, file.name);
  }

  take(lot: readonly { readonly at: number; readonly row: Row }[]): void {
    if (lot.length === 0) return;
    const { head, mapping, company, file, writer } = this;
    const read = readLedgerRows([...head, ...lot.map(({ row }) => row)], mapping, company, file.name, PLAIN_SHEET, this.seen);
    for (const debtor of read.debtors) {
      const known = writer.debtor(debtor.id);
      const both = known === undefined ? debtor : completedDebtor(known, debtor);
      if (both !== known) writer.addDebtor(both);
    }
    const found = this.find(read.invoices);
    for (const invoice of found.invoices) writer.addInvoice(invoice);
    this.documents.push(...found.documents);
    this.invoices += found.invoices.length;
    for (const problem of read.unreadable) this.unreadable.push(this.placed(problem, lot));
    for (const remark of read.remarks) {
      if (remark.code === 'ledger/second-table') this.beside = { ...remark, rows: remark.rows + (this.beside?.rows ?? 0) };
      else this.ofRows.add(this.placed(remark, lot));
    }
    for (const remark of found.remarks) this.ofDocuments.add(remark);
  }

  /** In the order in which one reading would give them: on the file first. */
  remarks(): KeptRemarks {
    const { beside, ofRows, ofDocuments } = this;
    const ofFile = beside === null ? [] : [beside];
    return { first: [...ofFile, ...ofRows.first, ...ofDocuments.first].slice(0, REMARKS_KEPT), count: ofFile.length + ofRows.count + ofDocuments.count };
  }

  /** In the order of the file, as one reading would give them. */
  problems(): readonly LedgerProblem[] {
    const row = (problem: LedgerProblem): number => ('row' in problem ? problem.row : 0);
    return this.unreadable.sort((a, b) => row(a) - row(b));
  }

  /** The row's number in the file instead of in its lot. */
  private placed(problem: LedgerProblem, lot: readonly { readonly at: number }[]): LedgerProblem {
    if (!('row' in problem)) return problem;
    const place = lot[problem.row - 1 - this.head.length];
    return place === undefined ? problem : { ...problem, row: place.at + 1 };
  }
}

/** A million rows may have a remark each: the first are kept, all are counted. */
class FirstRemarks {
  readonly first: LedgerProblem[] = [];
  count = 0;

  add(remark: LedgerProblem): void {
    this.count += 1;
    if (this.first.length < REMARKS_KEPT) this.first.push(remark);
  }
}

function finished<Built>(writer: ReadingSink<Built>, documents: readonly LedgerDocument[], facts: ReadingFacts, following: Following): Written<Built> {
  const finishing = writer.finish(documents);
  for (;;) {
    const step = finishing.next();
    if (step.done === true) return { built: step.value, facts };
    following.check();
    following.told('sorting', Math.round(step.value * 100), 100);
  }
}

/** The first rows by which a layout is known; null: it must be read as a whole to be known. */
function headOf(plain: CsvFile, file: LongFile): TakenFile | null {
  const rows: (readonly string[])[] = [];
  try {
    for (const lot of lotsOf(plain)) {
      rows.push(...lot.rows);
      if (rows.length >= HEAD_ROWS) break;
    }
  } catch (error) {
    if (!(error instanceof NotPlainCsv)) throw error;
    return null;
  }
  return rows.length === 0 ? null : { name: file.name, tables: [{ sheet: null, rows }], asOf: file.asOf, documentsFolder: file.documentsFolder };
}
