import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CURRENCIES, ONLY_COMPANY } from '../../core';
import type { Debtor, DebtorId, Invoice, LedgerProblem } from '../../core';
import { readLongFile } from '../feeds/build-edition';
import { readUploadedInvoices } from '../feeds/e-invoice/uploaded-invoices';
import { NO_MAPPING } from '../feeds/fec-file';
import type { Following } from '../feeds/import-progress';
import { asOfFile, contentOf } from '../feeds/ledger-file';
import { MAX_FEC_BYTES, MAX_FILE_BYTES } from '../feeds/table';
import { beginsAsFec, bytesOfFile } from '../feeds/fec-text';
import { folderBeside } from '../feeds/watched-file';
import { blankProfile } from '../pack-keeper';
import type { LedgerContent } from '../store/ledger-content';
import type { ReadingSink } from '../store/reading-sink';
import { factsOf } from '../store/whole-reading';
import type { ReadingFacts } from '../store/whole-reading';

/** Tells one thing of a file. */
export type Tell = (line: Readonly<Record<string, unknown>>) => void;

const NOBODY_FOLLOWS: Following = { told: () => undefined, check: () => undefined, seal: () => undefined };

/** Nothing but what people take for ledgers: a folder also holds pictures and programs. */
const LEDGER_FILES = /\.(?:xlsx|xlsm|csv|txt|tsv|xml|pdf)$/i;

/** Counts over all files. */
class Summary {
  files = 0;
  filesRead = 0;
  customers = 0;
  readonly invoices = { open: 0, settled: 0 };
  credits = 0;
  rows = 0;
  problems = 0;
  remarks = 0;
  private readonly open = new Map<string, number>();
  private oldest: string | null = null;
  private readonly left = new Map<string, { readonly why: string; rows: number }>();

  invoice({ instalments, kind }: Invoice): void {
    const standing = instalments.filter(({ outstanding }) => outstanding.minor !== 0);
    if (standing.length === 0) this.invoices.settled += 1;
    else this.invoices.open += 1;
    for (const { outstanding: { minor, currency }, due } of standing) {
      this.open.set(currency, (this.open.get(currency) ?? 0) + minor);
      if (kind !== 'credit-note' && (this.oldest === null || due < this.oldest)) this.oldest = due;
    }
  }

  debtor({ unallocatedCredits }: Debtor): void {
    this.customers += 1;
    for (const { minor, currency } of unallocatedCredits) {
      this.credits += 1;
      this.open.set(currency, (this.open.get(currency) ?? 0) - minor);
    }
  }

  /** What of a file is in no invoice, by its reason. */
  leftOut(problem: LedgerProblem): void {
    const why = whyLeftOut(problem);
    if (why === null) return;
    const rows = 'rows' in problem ? problem.rows : 'count' in problem ? problem.count : 1;
    const known = this.left.get(why);
    if (known === undefined) this.left.set(why, { why, rows });
    else known.rows += rows;
  }

  line(): Readonly<Record<string, unknown>> {
    const { files, filesRead, customers, invoices, rows, problems, remarks } = this;
    const totals = CURRENCIES.flatMap((currency) => (this.open.has(currency) ? [{ currency, minor: this.open.get(currency) }] : []));
    return { kind: 'summary', files, filesRead, rows, customers, invoices, open: totals, customersWithCredits: this.credits, oldestDue: this.oldest, leftOut: [...this.left.values()], problems, remarks };
  }
}

function whyLeftOut(problem: LedgerProblem): string | null {
  if (problem.code === 'ledger/row-unreadable') return `row-unreadable/${problem.why}`;
  if (problem.code === 'ledger/rows-skipped') return problem.why === 'settled' ? null : problem.why;
  if (problem.code === 'ledger/fec-remark') return ['accruals', 'other-accounts', 'earlier-years', 'no-customer'].includes(problem.what) ? problem.what : null;
  return problem.code === 'ledger/second-table' ? 'second-table' : null;
}

/** Prints customers and invoices as they are read; customers are held, since later rows may say more of them. */
function printing(file: string, tell: Tell, summary: Summary): ReadingSink<null> {
  const debtors = new Map<DebtorId, Debtor>();
  return {
    addDebtor: (debtor) => void debtors.set(debtor.id, debtor),
    debtor: (id) => debtors.get(id),
    addInvoice: (invoice) => {
      summary.invoice(invoice);
      const { kind: type, payments, document: _, missingSince: __, ...said } = invoice;
      tell({ kind: 'invoice', type, file, ...said });
      for (const { kind: how, ...payment } of payments) tell({ kind: 'payment', type: how, file, invoice: invoice.id, debtor: invoice.debtor, number: invoice.number, ...payment });
    },
    finish: function* finish() {
      for (const debtor of debtors.values()) {
        const { kind: type, ...said } = debtor;
        summary.debtor(debtor);
        tell({ kind: 'debtor', type, file, ...said });
        yield 1;
      }
      return null;
    },
    close: () => undefined,
  };
}

/**
 * Reads a ledger file, or every one of a folder, as an import would, and tells what it holds; nothing is kept.
 * @returns 0: all of it was read; 1: parts of it were not; 2: no file could be read.
 */
export async function inspect(path: string, tell: Tell): Promise<0 | 1 | 2> {
  const summary = new Summary();
  for (const file of filesAt(path)) {
    summary.files += 1;
    if (await inspectFile(file, tell, summary)) summary.filesRead += 1;
  }
  tell(summary.line());
  if (summary.filesRead === 0) return 2;
  return summary.problems === 0 ? 0 : 1;
}

/** @throws what the file system says of a path that leads nowhere. */
function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).filter((each) => each.isFile() && LEDGER_FILES.test(each.name)).map(({ name }) => join(path, name)).sort();
}

async function inspectFile(path: string, tell: Tell, summary: Summary): Promise<boolean> {
  const name = basename(path);
  const refuse = (problem: object): boolean => {
    summary.problems += 1;
    tell({ kind: 'problem', ...problem });
    return false;
  };
  const { size, mtimeMs } = statSync(path);
  const limit = beginsAsFec(bytesOfFile(path)) ? MAX_FEC_BYTES : MAX_FILE_BYTES;
  if (size === 0) return refuse({ code: 'ledger/empty', file: name });
  if (size > limit) return refuse({ code: 'ledger/too-large', file: name, limit });
  const file = { path, name, asOf: asOfFile(mtimeMs), documentsFolder: await folderBeside(path) };
  const invoices = mayBeInvoices(path) ? await readUploadedInvoices(name, readFileSync(path), { company: ONLY_COMPANY, profile: blankProfile(ONLY_COMPANY) }) : null;
  if (invoices !== null) {
    if (!invoices.ok) return refuse(invoices.problem);
    tellContent(contentOf({ ...file, tables: [], eInvoices: invoices.value }, NO_MAPPING, ONLY_COMPANY).content, printing(name, tell, summary), tell, summary);
    return true;
  }
  const read = await readLongFile({ file, company: ONLY_COMPANY, mapping: null }, () => printing(name, tell, summary), NOBODY_FOLLOWS, () => Promise.resolve(null));
  if (!read.ok) return refuse(read.problem);
  tellFacts(read.value.facts, tell, summary);
  return true;
}

/** A PDF, an archive or XML, by its first bytes: a ledger in text is not read for that. */
function mayBeInvoices(path: string): boolean {
  const head = Buffer.alloc(64);
  const descriptor = openSync(path, 'r');
  readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  return /^(?:%PDF|PK|\s*<)/.test(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf|^\u00ff\u00fe|^\u00fe\u00ff|\u0000/g, ''));
}

function tellContent(content: LedgerContent, sink: ReadingSink<null>, tell: Tell, summary: Summary): void {
  for (const debtor of content.debtors) sink.addDebtor(debtor);
  for (const invoice of content.invoices) sink.addInvoice(invoice);
  for (const step of sink.finish([])) void step;
  tellFacts(factsOf(content), tell, summary);
}

function tellFacts({ rows, unreadable, problems, remarks }: ReadingFacts, tell: Tell, summary: Summary): void {
  summary.rows += rows;
  summary.problems += unreadable;
  for (const problem of problems) {
    summary.leftOut(problem);
    tell({ kind: 'problem', ...problem });
  }
  for (const remark of remarks?.first ?? []) {
    const fault = remark.code === 'ledger/fec-unbalanced';
    if (fault) summary.problems += 1;
    summary.leftOut(remark);
    tell({ kind: fault ? 'problem' : 'remark', ...remark });
  }
  summary.remarks += remarks?.count ?? 0;
}
