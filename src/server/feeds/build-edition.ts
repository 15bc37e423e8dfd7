import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { completeMapping, fail, isBlank, ok } from '../../core';
import type { ColumnMapping, LedgerProblem, Result } from '../../core';
import { domainJudge } from '../store/company-domains';
import { EditionWriter, dayOf } from '../store/edition-writer';
import type { BuiltEdition } from '../store/edition-writer';
import type { ReadingSink } from '../store/reading-sink';
import type { Statements } from '../store/statements';
import { factsOf } from '../store/whole-reading';
import { lotsOf, sniffCsv } from './csv-lots';
import type { CsvFile } from './csv-lots';
import type { Following } from './import-progress';
import { fecOfText, writeFec } from './fec-file';
import { bytesOfFile, fecTextOf } from './fec-text';
import { finished } from './finished-reading';
import { contentOf, hiddenSheetOf, isFec, layoutOfFile, obstacleOf, proposeForFile, tableOf, takeFile } from './ledger-file';
import type { TakenFile } from './ledger-file';
import type { Ahead, EditionJob, LongFile, ReadingJob, Recall, Written, WrittenEdition } from './long-file';
import { HEAD_ROWS, survey } from './plain-listing';
import type { Survey } from './plain-listing';
import { NotPlainCsv } from './plain-rows';
import { ReadingInLots } from './reading-in-lots';
import type { PlacedRow } from './reading-in-lots';

/** @param elsewhere see EditionWriter */
export const editionFor = ({ order, file, rules }: EditionJob, elsewhere: Statements | null = null): EditionWriter => new EditionWriter(order, dayOf(file.asOf), domainJudge(rules), elsewhere);

/** @param ahead reads a workbook meanwhile; null: nobody does. */
export const buildEdition = (job: EditionJob, following: Following, recall: Recall, ahead: Ahead<BuiltEdition> | null = null): Promise<Result<WrittenEdition, LedgerProblem>> =>
  readLongFile(job, () => editionFor(job), following, recall, ahead);

/**
 * Reads a ledger file into a sink. A FEC is read as what it is; a CSV file that is a plain listing is read in lots and never held in memory; any other
 * file is read as a whole, also one in which a number comes twice: what its rows mean, and in which order their customer's
 * contacts stand, only the whole file says. Both give the same ledger.
 */
export async function readLongFile<Built>(job: ReadingJob, open: () => ReadingSink<Built>, following: Following, recall: Recall, ahead: Ahead<Built> | null = null): Promise<Result<Written<Built>, LedgerProblem>> {
  const fec = isText(job.file.path) ? fecTextOf(bytesOfFile(job.file.path)) : null;
  if (fec !== null) return writing(open, (writer) => writeFec(fecOfText(fec), job.file, job.company, writer, following));
  const plain = isText(job.file.path) ? sniffCsv(job.file.path) : null;
  const head = plain === null ? null : headOf(plain, job.file);
  const mapping = job.mapping ?? (head === null ? null : (await mappingOf(head, recall)).mapping);
  const known = plain === null || head === null || mapping === null ? null : surveyOf(plain, mapping, following);
  if (plain !== null && mapping !== null && known !== null) return writing(open, (writer) => readInLots(job, plain, mapping, known, writer, following));
  return readWhole(job, open, following, recall, ahead);
}

function writing<Built, T>(open: () => ReadingSink<Built>, work: (writer: ReadingSink<Built>) => T): T {
  const writer = open();
  try {
    return work(writer);
  } finally {
    writer.close();
  }
}

export async function mappingOf(file: TakenFile, recall: Recall): Promise<{ readonly mapping: ColumnMapping; readonly remembered: boolean }> {
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

async function readWhole<Built>({ file, mapping: given, company }: ReadingJob, open: () => ReadingSink<Built>, following: Following, recall: Recall, ahead: Ahead<Built> | null): Promise<Result<Written<Built>, LedgerProblem>> {
  let taken: TakenFile;
  let mapping: ColumnMapping;
  try {
    if (!isText(file.path)) ahead?.prepare();
    const read = await takeFile(file.name, readFileSync(file.path), file.asOf, file.documentsFolder, { onRows: (rows) => { following.check(); following.told('checking', rows, 0); }, onSheet: (table) => ahead?.sees(table) });
    if (!read.ok) return read;
    taken = { ...read.value, term: file.term ?? null };
    await ahead?.settled();
    const proposed = given === null ? await mappingOf(taken, recall) : { mapping: given, remembered: true };
    mapping = proposed.mapping;
    const obstacle = obstacleOf(taken, mapping) ?? (proposed.remembered ? null : hiddenSheetOf(taken, mapping));
    if (obstacle !== null) return fail(obstacle);
    const written = isFec(taken) ? null : ((await ahead?.written(tableOf(taken, mapping.sheet), mapping)) ?? null);
    if (written !== null) return ok(written);
  } finally {
    await ahead?.end();
  }
  const { content } = contentOf(taken, mapping, company);
  if (content.invoices.length === 0) return fail(content.problems[0] ?? { code: 'ledger/empty', file: file.name });
  return writing(open, (writer) => {
    for (const debtor of content.debtors) writer.addDebtor(debtor);
    content.invoices.forEach((invoice, at) => {
      writer.addInvoice(invoice);
      if (at % 1_000 !== 0) return;
      following.check();
      following.told('reading', at, content.invoices.length);
    });
    return ok(finished(writer, content.documents ?? [], factsOf(content), following));
  });
}

function readInLots<Built>({ file, company }: ReadingJob, plain: CsvFile, given: ColumnMapping, { digest, rows: total }: Survey, writer: ReadingSink<Built>, following: Following): Result<Written<Built>, LedgerProblem> {
  const sample: TakenFile = { name: file.name, tables: [{ sheet: null, rows: digest }], asOf: file.asOf, documentsFolder: file.documentsFolder };
  const obstacle = obstacleOf(sample, given);
  if (obstacle !== null) return fail(obstacle);
  const { mapping } = completeMapping(digest, given);
  const reading = new ReadingInLots(digest.slice(0, mapping.headerRow + 1), mapping, company, file, writer);
  let done = 0;
  for (const { first, rows } of lotsOf(plain)) {
    const lot: PlacedRow[] = [];
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
  return ok(finished(writer, reading.documents, reading.facts(), following));
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
