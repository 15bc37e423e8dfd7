import { closeSync, openSync } from 'node:fs';
import Libsql from 'libsql';
import { codeShapes, ShapeCount, shapesOfLedger } from '../../core';
import type { Debtor, DebtorId, Invoice } from '../../core';
import { indexed } from './indexed-value';
import type { LedgerDocument } from './ledger-content';
import { packed, unpacked } from './packed-debtor';
import type { ReadingSink } from './reading-sink';
import { RowSink } from './row-sink';
import type { Reading, ReadingFacts } from './whole-reading';

/** A long reading that lies on the disk until it is written into PostgreSQL or thrown away: memory does not hold a million invoices. */
export interface Spool {
  readonly file: string;
  readonly debtors: number;
  readonly invoices: number;
  readonly numberShapes: readonly string[];
}

const TABLES = ['create table debtors (position integer primary key, id text, said text)', 'create table invoices (position integer primary key, debtor integer, id text, said text)', 'create table documents (reference text, path text)'];
const INDEXES = ['create unique index debtors_by_id on debtors (id)', 'create index invoices_by_debtor on invoices (debtor)', 'create index invoices_by_id on invoices (id)'];

/** Writes what is read as it is said, beside nothing: ids and differences are the database's affair (transfer.ts). */
export class SpoolWriter implements ReadingSink<Spool> {
  private readonly db: Libsql.Database;
  private readonly standings = new Map<DebtorId, { packed: string; readonly position: number }>();
  private readonly shapes = { numbers: new ShapeCount(), codes: codeShapes(), orders: codeShapes() };
  private readonly rows: RowSink;
  private invoices = 0;

  constructor(private readonly file: string) {
    // The ledger of a company, in a folder that all may list.
    closeSync(openSync(file, 'wx', 0o600));
    this.db = new Libsql(file);
    // Lost with the machine: the file is then read again.
    for (const pragma of ['page_size = 8192', 'journal_mode = OFF', 'synchronous = OFF', 'cache_size = -16384', 'temp_store = FILE']) this.db.exec(`PRAGMA ${pragma}`);
    for (const statement of TABLES) this.db.exec(statement);
    this.rows = new RowSink(this.db, 'invoices', ['position', 'debtor', 'id', 'said']);
    this.db.exec('begin');
  }

  addDebtor(debtor: Debtor): void {
    const text = packed(debtor);
    const standing = this.standings.get(debtor.id);
    if (standing !== undefined) standing.packed = text;
    else {
      this.shapes.codes.add(debtor.code);
      this.standings.set(unpacked(text).id, { packed: text, position: this.standings.size });
    }
  }

  debtor(id: DebtorId): Debtor | undefined {
    const standing = this.standings.get(id);
    return standing === undefined ? undefined : unpacked(standing.packed);
  }

  addInvoice(invoice: Invoice): void {
    const standing = this.standings.get(invoice.debtor);
    if (standing === undefined) throw new Error('an invoice of a debtor that the reading does not hold');
    this.rows.add([this.invoices, standing.position, indexed(invoice.id), JSON.stringify(invoice)]);
    this.shapes.numbers.add(invoice.number);
    this.shapes.orders.add(invoice.orderNumber);
    this.invoices += 1;
  }

  *finish(documents: readonly LedgerDocument[]): Generator<number, Spool> {
    this.rows.flush();
    const steps = INDEXES.length + 1;
    const debtors = new RowSink(this.db, 'debtors', ['position', 'id', 'said']);
    for (const [id, { position, packed: said }] of this.standings) debtors.add([position, id, said]);
    debtors.flush();
    const paper = new RowSink(this.db, 'documents', ['reference', 'path']);
    for (const { reference, path } of documents) paper.add([reference, path]);
    paper.flush();
    yield 1 / steps;
    for (const [at, statement] of INDEXES.entries()) {
      this.db.exec(statement);
      yield (at + 2) / steps;
    }
    this.db.exec('commit');
    this.close();
    return { file: this.file, debtors: this.standings.size, invoices: this.invoices, numberShapes: shapesOfLedger(this.shapes.numbers, this.shapes.codes, this.shapes.orders) };
  }

  close(): void {
    if (this.db.open) this.db.close();
  }
}

const DEBTORS_AT_ONCE = 500;

/** Reads back what was spooled. `close` ends it. */
export function openSpool(spool: Spool, facts: ReadingFacts): Reading & { close(): void } {
  const db = new Libsql(spool.file);
  const page = db.prepare('select position, said from debtors where position > ? order by position limit ?');
  const bills = db.prepare('select i.said from invoices i where i.debtor = (select position from debtors where id = ?) order by i.position');
  const listed = db.prepare('select 1 from invoices where id = ? limit 1');
  return {
    facts,
    debtorCount: spool.debtors,
    invoiceCount: spool.invoices,
    numberShapes: spool.numberShapes,
    documents: db.prepare('select reference, path from documents').all([]) as LedgerDocument[],
    *debtors() {
      for (let last = -1; ;) {
        const rows = page.all([last, DEBTORS_AT_ONCE]) as { readonly position: number; readonly said: string }[];
        for (const { said } of rows) yield unpacked(said);
        if (rows.length < DEBTORS_AT_ONCE) return;
        last = (rows[rows.length - 1] as { readonly position: number }).position;
      }
    },
    invoicesOf: (debtor) => (bills.all([debtor]) as { readonly said: string }[]).map(({ said }) => JSON.parse(said) as Invoice),
    lists: (invoice) => listed.get([invoice]) !== undefined,
    close: () => db.close(),
  };
}
