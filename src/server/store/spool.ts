import { closeSync, openSync } from 'node:fs';
import Libsql from 'libsql';
import { indexed } from '../../core';
import type { Debtor, DebtorId, Invoice } from '../../core';
import type { LedgerDocument } from './ledger-content';
import { unpacked } from './packed-debtor';
import type { ReadingSink } from './reading-sink';
import { ReadingSoFar } from './reading-so-far';
import { RowSink } from './row-sink';
import { PreparedStatements } from './statements';
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
  /** Beside each customer: its position. */
  private readonly read = new ReadingSoFar((_, position) => position);
  private readonly into: PreparedStatements;
  private readonly rows: RowSink;

  constructor(private readonly file: string) {
    // The ledger of a company, in a folder that all may list.
    closeSync(openSync(file, 'wx', 0o600));
    this.db = new Libsql(file);
    // Lost with the machine: the file is then read again.
    for (const pragma of ['page_size = 8192', 'journal_mode = OFF', 'synchronous = OFF', 'cache_size = -16384', 'temp_store = FILE']) this.db.exec(`PRAGMA ${pragma}`);
    for (const statement of TABLES) this.db.exec(statement);
    this.into = new PreparedStatements(this.db);
    this.rows = new RowSink(this.into, 'invoices', ['position', 'debtor', 'id', 'said']);
    this.db.exec('begin');
  }

  addDebtor(debtor: Debtor): void {
    this.read.addDebtor(debtor);
  }

  debtor(id: DebtorId): Debtor | undefined {
    return this.read.debtor(id);
  }

  addInvoice(invoice: Invoice): void {
    const position = this.read.invoices;
    this.rows.add([position, this.read.addInvoice(invoice), indexed(invoice.id), JSON.stringify(invoice)]);
  }

  *finish(documents: readonly LedgerDocument[]): Generator<number, Spool> {
    this.rows.flush();
    const steps = INDEXES.length + 1;
    const debtors = new RowSink(this.into, 'debtors', ['position', 'id', 'said']);
    for (const { id, packed, beside: position } of this.read.all()) debtors.add([position, id, packed]);
    debtors.flush();
    const paper = new RowSink(this.into, 'documents', ['reference', 'path']);
    for (const { reference, path } of documents) paper.add([reference, path]);
    paper.flush();
    yield 1 / steps;
    for (const [at, statement] of INDEXES.entries()) {
      this.db.exec(statement);
      yield (at + 2) / steps;
    }
    this.db.exec('commit');
    this.close();
    return { file: this.file, debtors: this.read.debtors, invoices: this.read.invoices, numberShapes: this.read.numberShapes() };
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
