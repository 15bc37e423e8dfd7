import { CustomersSeen, PLAIN_SHEET, completedDebtor, readLedgerRows } from '../../core';
import type { ColumnMapping, CompanyId, Debtor, DebtorId, LedgerProblem, PostalAddresses, Row, SheetFacts } from '../../core';
import type { KeptRemarks, LedgerDocument } from '../store/ledger-content';
import type { ReadingSink } from '../store/reading-sink';
import { PROBLEMS_KEPT, REMARKS_KEPT } from '../store/whole-reading';
import type { ReadingFacts } from '../store/whole-reading';
import { documentFinder } from './documents';
import type { LongFile } from './long-file';
import { saysTotal } from './plain-listing';

/** A row, and its zero-based place in the file. */
export interface PlacedRow {
  readonly at: number;
  readonly row: Row;
}

type Skipped = Extract<LedgerProblem, { code: 'ledger/rows-skipped' }>;
/** What these rows say holds for themselves alone; every other kind that is passed over changes how its neighbours are read. */
const ALONE: ReadonlySet<Skipped['why']> = new Set<Skipped['why']>(['settled', 'cancelled', 'draft']);

/** Reads a listing a lot at a time into a sink, as one reading of the whole would. */
export class ReadingInLots {
  invoices = 0;
  /** A row depended on others: what was read is not what the whole would say. */
  depends = false;
  readonly documents: LedgerDocument[] = [];
  private rows = 0;
  private readonly unreadable: LedgerProblem[] = [];
  /** Another table beside the whole listing; each lot sees its own rows of it. */
  private beside: Extract<LedgerProblem, { code: 'ledger/second-table' }> | null = null;
  private readonly skipped = new Map<Skipped['why'], Skipped>();
  private readonly ofRows = new FirstRemarks();
  private readonly ofDocuments = new FirstRemarks();
  private readonly seen;
  private readonly find;

  /** @param head the rows up to the header */
  constructor(private readonly head: readonly Row[], private readonly mapping: ColumnMapping, private readonly company: CompanyId, private readonly file: LongFile, private readonly writer: ReadingSink<unknown>, private readonly sheet: SheetFacts = PLAIN_SHEET) {
    this.seen = new CustomersSeen(mapping);
    this.find = documentFinder(file.documentsFolder, file.name);
  }

  take(lot: readonly PlacedRow[]): void {
    if (lot.length === 0) return;
    const { head, mapping, company, file, writer } = this;
    const { addresses } = this.seen;
    if (addresses !== null) addresses.numberOf = (at) => (lot[at - head.length]?.at ?? at) + 1;
    const read = readLedgerRows([...head, ...lot.map(({ row }) => row)], mapping, company, file.name, this.sheet, this.seen);
    for (const debtor of read.debtors) {
      const known = writer.debtor(debtor.id);
      const both = known === undefined ? debtor : completedDebtor(known, debtor);
      if (both !== known) writer.addDebtor(both);
    }
    if (addresses !== null) this.addressAgain(addresses, read.debtors);
    const found = this.find(read.invoices);
    for (const invoice of found.invoices) writer.addInvoice(invoice);
    this.documents.push(...found.documents);
    this.invoices += found.invoices.length;
    this.rows += read.rows;
    for (const problem of read.unreadable) {
      this.depends ||= 'row' in problem && saysTotal(lot[problem.row - 1 - head.length]?.row ?? []);
      this.unreadable.push(this.placed(problem, lot));
    }
    for (const remark of read.remarks) this.remark(remark, lot);
    for (const remark of found.remarks) this.ofDocuments.add(remark);
  }

  /** A customer whose cells were met before is not told of again, and yet this lot may say that an earlier address is the newest. */
  private addressAgain(addresses: PostalAddresses, told: readonly Debtor[]): void {
    const now = new Set<string>(told.map(({ id }) => id));
    for (const customer of addresses.drain()) {
      const known = now.has(customer) ? undefined : this.writer.debtor(customer as DebtorId);
      const postal = addresses.of(customer);
      if (known !== undefined && postal !== null) this.writer.addDebtor({ ...known, postal });
    }
  }

  private remark(remark: LedgerProblem, lot: readonly PlacedRow[]): void {
    if (remark.code === 'ledger/second-table') {
      this.depends ||= remark.row !== this.mapping.headerRow + 1;
      this.beside = { ...remark, rows: remark.rows + (this.beside?.rows ?? 0) };
    } else if (remark.code === 'ledger/rows-skipped') {
      this.depends ||= !ALONE.has(remark.why);
      const known = this.skipped.get(remark.why);
      const placed = this.placed(remark, lot) as Skipped;
      this.skipped.set(remark.why, known === undefined ? placed : { ...known, rows: known.rows + remark.rows });
    } else {
      this.depends ||= remark.code === 'ledger/lines-summed' || remark.code === 'ledger/total-differs';
      this.ofRows.add(this.placed(remark, lot));
    }
  }

  facts(): ReadingFacts {
    const { file } = this;
    const problems = this.problems();
    return { source: { name: file.name, kind: 'file', asOf: file.asOf }, rows: this.rows, unreadable: problems.length, problems: problems.slice(0, PROBLEMS_KEPT), remarks: this.remarks() };
  }

  /** In the order in which one reading would give them: on the file first. */
  private remarks(): KeptRemarks {
    const { beside, skipped, ofRows, ofDocuments } = this;
    const ofFile = [...skipped.values(), ...(beside === null ? [] : [beside])];
    const ofAddresses = this.seen.addresses?.remarks(this.file.name, this.mapping.sheet) ?? [];
    return { first: [...ofFile, ...ofAddresses, ...ofRows.first, ...ofDocuments.first].slice(0, REMARKS_KEPT), count: ofFile.length + ofAddresses.length + ofRows.count + ofDocuments.count };
  }

  /** In the order of the file, as one reading would give them. */
  problems(): readonly LedgerProblem[] {
    const row = (problem: LedgerProblem): number => ('row' in problem ? problem.row : 0);
    return this.unreadable.sort((a, b) => row(a) - row(b));
  }

  /** The row's number in the file instead of in its lot. */
  private placed(problem: LedgerProblem, lot: readonly PlacedRow[]): LedgerProblem {
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
