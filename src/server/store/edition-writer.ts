import { closeSync, fsyncSync, openSync } from 'node:fs';
import Libsql from 'libsql';
import { assignIds, firstIds, indexed, isLocalDate, statementOfAccount } from '../../core';
import type { CompanyId, Debtor, DebtorId, DebtorKey, FirstIds, Invoice, KnownDebtor, LocalDate } from '../../core';
import { addHash, billRows } from './bill-rows';
import type { DomainJudge } from './company-domains';
import { debtorParts } from './debtor-parts';
import { carryOver, differenceOf } from './edition-carry-over';
import type { EditionDifference } from './edition-carry-over';
import { BILL_FIELDS, DEBTOR_FIELDS, INDEXES_FOR_READING, INDEXES_FOR_WRITING, INSTALMENT_FIELDS, MIRROR_TABLES, PAYMENT_FIELDS, SMALL_TABLES, addressOf, isLive, rowsOf } from './edition-schema';
import type { Layout } from './edition-schema';
import { editionFingerprint } from './fingerprints';
import type { LedgerDocument } from './ledger-content';
import { unpacked } from './packed-debtor';
import type { ReadingSink } from './reading-sink';
import { ReadingSoFar } from './reading-so-far';
import { createTables, openEditionFile } from './edition-rows';
import { RowSink } from './row-sink';
import { debtorRow, invoiceOf } from './rows';
import type { InstalmentRow, InvoiceRow } from './rows';
import { PreparedStatements } from './statements';
import type { Statements } from './statements';

export interface EditionOrder {
  /** The file to write; it must not be there yet. */
  readonly file: string;
  readonly tenant: string;
  /** The ledger in use until now; null: none. */
  readonly before: { readonly file: string; readonly layout: Layout } | null;
}

/** What was written, and what it would change. */
export interface BuiltEdition {
  readonly file: string;
  readonly debtors: number;
  readonly invoices: number;
  /** Debtors that are new or had changed. */
  readonly written: number;
  /** Invoices that this reading is the first not to list. */
  readonly missing: number;
  readonly numberShapes: readonly string[];
  readonly difference: EditionDifference;
}

/** What is kept of a debtor while its invoices pass by. */
interface Standing {
  /** Under which its invoices are written until all rows are known. */
  readonly id: string;
  oldestDue: string | null;
  /** Something negative is open: what is oldest then depends on what it is netted against. */
  netted: boolean;
  /** Sum of its invoices' hashes: their order does not count. */
  hash: number;
}

/** Writes an edition: rows as they come, indexes behind them, then what the ledger before held and this one no longer lists. */
export class EditionWriter implements ReadingSink<BuiltEdition> {
  private db: Libsql.Database;
  private readonly read = new ReadingSoFar<Standing>((debtor) => ({ id: this.firstId(debtor), oldestDue: null, netted: false, hash: 0 }));
  private readonly given = new Set<string>();
  private readonly known: readonly KnownDebtor[];
  private readonly ids: FirstIds;
  private readonly into: Statements;
  private readonly bills: RowSink;
  private readonly instalments: RowSink;
  private readonly payments: RowSink;
  /** Customers whose oldest day depends on what is netted. */
  private readonly netted: DebtorId[] = [];

  /** @param elsewhere writes the rows (EditionRows), from `settle` on wholly, and has closed the file before `finish`; null: this writer does. */
  constructor(private readonly order: EditionOrder, private readonly asOf: LocalDate, private readonly judge: DomainJudge, private readonly elsewhere: Statements | null = null) {
    this.db = elsewhere === null ? openEditionFile(order.file) : new Libsql(':memory:');
    if (elsewhere === null) createTables(this.db);
    this.attachBefore();
    this.known = this.readKnown();
    this.ids = firstIds(this.known);
    this.into = elsewhere ?? new PreparedStatements(this.db);
    this.bills = new RowSink(this.into, 'bills', BILL_FIELDS);
    this.instalments = new RowSink(this.into, 'more_instalments', INSTALMENT_FIELDS);
    this.payments = new RowSink(this.into, 'payment_events', PAYMENT_FIELDS);
    if (elsewhere === null) this.db.exec('begin');
  }

  addDebtor(debtor: Debtor): void {
    this.read.addDebtor(debtor);
  }

  debtor(id: DebtorId): Debtor | undefined {
    return this.read.debtor(id);
  }

  addInvoice(invoice: Invoice): void {
    const standing = this.read.addInvoice(invoice);
    const { bill, more, payments, hash } = billRows(this.order.tenant, invoice, standing.id);
    this.bills.add(bill);
    for (const part of more) this.instalments.add(part);
    for (const paid of payments) this.payments.add(paid);
    for (const { due, outstanding } of invoice.instalments) {
      if (outstanding.minor > 0 && (standing.oldestDue === null || due < standing.oldestDue)) standing.oldestDue = due;
      if (outstanding.minor < 0) standing.netted = true;
    }
    standing.hash = addHash(standing.hash, hash);
  }

  /** Writes what only the whole reading tells: customers, papers, indexes. Between two steps others may have their turn; `yield`s the share that is done, 0 to 1. */
  *settle(documents: readonly LedgerDocument[]): Generator<number, void> {
    for (const sink of [this.bills, this.instalments, this.payments]) sink.flush();
    const ids = assignIds(this.whole(), this.known);
    this.rename(ids);
    const steps = INDEXES_FOR_WRITING.length + INDEXES_FOR_READING.length + 3;
    let done = 0;
    for (const statement of INDEXES_FOR_WRITING) {
      this.into.run(statement, []);
      yield (done += 1) / steps;
    }
    yield* this.writeDebtors(ids, done / steps);
    yield (done += 1) / steps;
    const paper = new RowSink(this.into, 'documents', SMALL_TABLES.documents);
    const references = new Set<string>();
    for (const { reference, path } of documents) {
      const name = indexed(reference);
      if (!references.has(name)) paper.add([this.order.tenant, name, path]);
      references.add(name);
    }
    paper.flush();
    for (const statement of INDEXES_FOR_READING) {
      this.into.run(statement, []);
      yield (done += 1) / steps;
    }
  }

  /** Ends the file. */
  *finish(documents: readonly LedgerDocument[]): Generator<number, BuiltEdition> {
    if (this.elsewhere === null) yield* this.settle(documents);
    else this.takeOver();
    this.datesAfterNetting();
    const { tenant, before } = this.order;
    const difference = differenceOf(this.db, tenant, before !== null);
    yield 0.99;
    const { written, missing } = before === null ? { written: this.read.debtors, missing: 0 } : carryOver(this.db, tenant, this.asOf);
    this.db.exec('commit');
    // Readers of a ledger that is changed in place must not see half of a change.
    if (isLive(this.order.file)) this.db.exec('PRAGMA main.journal_mode = WAL');
    this.close();
    const file = openSync(this.order.file, 'r+');
    fsyncSync(file);
    closeSync(file);
    return { file: this.order.file, debtors: this.read.debtors, invoices: this.read.invoices, written, missing, numberShapes: this.read.numberShapes(), difference };
  }

  /** The rows stand in the file, which nobody else holds any more. */
  private takeOver(): void {
    this.db.close();
    this.db = openEditionFile(this.order.file);
    this.attachBefore();
    this.db.exec('begin');
  }

  private attachBefore(): void {
    const { before } = this.order;
    if (before === null) return;
    this.db.prepare('attach ? as old').run([addressOf(before.file, before.layout)]);
    for (const table of MIRROR_TABLES) this.db.exec(`create temp view old_${table} as ${rowsOf(table, 'old', before.layout)}`);
  }

  close(): void {
    if (this.db.open) this.db.close();
  }

  private *whole(): Generator<Debtor> {
    for (const { packed } of this.read.all()) yield unpacked(packed);
  }

  private firstId(debtor: Debtor): string {
    const id = this.ids.of(debtor);
    // Two customers of the reading whose first rows look alike: told apart for now, named when all rows are known.
    const own = this.given.has(id) ? `\u0001${this.given.size}` : id;
    this.given.add(own);
    return own;
  }

  private readKnown(): readonly KnownDebtor[] {
    if (this.order.before === null) return [];
    const keys = new Map<string, DebtorKey[]>();
    for (const row of this.db.prepare('select debtor, kind, value from old_debtor_keys where tenant = ?').iterate([this.order.tenant]) as Iterable<{ debtor: string; kind: string; value: string }>) {
      const key = { kind: row.kind, value: row.value } as DebtorKey;
      const of = keys.get(row.debtor);
      if (of === undefined) keys.set(row.debtor, [key]);
      else of.push(key);
    }
    return [...keys].map(([id, of]) => ({ id, keys: of }));
  }

  /** Rows written under an id that did not last. */
  private rename(ids: ReadonlyMap<DebtorId, DebtorId>): void {
    this.into.run('create temp table renamed (was text primary key, is_now text) without rowid', []);
    const sink = new RowSink(this.into, 'renamed', ['was', 'is_now']);
    let renamed = 0;
    for (const { id: provisional, beside: { id } } of this.read.all()) {
      const last = ids.get(provisional) as string;
      if (last === id) continue;
      sink.add([id, last]);
      renamed += 1;
    }
    sink.flush();
    if (renamed > 0) {
      for (const table of ['bills', 'more_instalments', 'payment_events']) {
        this.into.run(`update ${table} set debtor = (select is_now from renamed where was = debtor) where debtor in (select was from renamed)`, []);
      }
    }
    this.into.run('drop table temp.renamed', []);
  }

  private *writeDebtors(ids: ReadonlyMap<DebtorId, DebtorId>, share: number): Generator<number, void> {
    const { tenant } = this.order;
    const debtors = new RowSink(this.into, 'debtors', DEBTOR_FIELDS);
    const keys = new RowSink(this.into, 'debtor_keys', SMALL_TABLES.debtor_keys);
    const credits = new RowSink(this.into, 'debtor_credits', SMALL_TABLES.debtor_credits);
    const ibans = new RowSink(this.into, 'debtor_ibans', SMALL_TABLES.debtor_ibans);
    const contacts = new RowSink(this.into, 'contacts', SMALL_TABLES.contacts);
    const domains = new RowSink(this.into, 'domains', SMALL_TABLES.domains);
    let written = 0;
    for (const { id: provisional, packed, beside: { oldestDue, netted, hash } } of this.read.all()) {
      const read = unpacked(packed);
      const id = ids.get(provisional) as DebtorId;
      const debtor: Debtor = { ...read, id, payer: read.payer === null ? null : (ids.get(read.payer) ?? null) };
      const fingerprint = editionFingerprint(debtor, hash);
      if (netted) this.netted.push(id);
      const row = debtorRow(tenant, debtor, oldestDue, fingerprint);
      debtors.add(DEBTOR_FIELDS.map((field) => row[field]));
      const parts = debtorParts(tenant, debtor, this.judge);
      for (const key of parts.debtor_keys) keys.add([tenant, key.kind, key.value, id]);
      for (const credit of parts.debtor_credits) credits.add([tenant, id, credit.currency, credit.minor]);
      for (const { iban } of parts.debtor_ibans) ibans.add([tenant, id, iban]);
      for (const contact of parts.contacts) contacts.add([tenant, id, contact.position, contact.name, contact.address, contact.role]);
      for (const { domain } of parts.domains) domains.add([tenant, id, domain]);
      this.into.run('insert into name_grams (tenant, gram, debtor) select ?1, value, ?2 from json_each(?3)', [tenant, id, JSON.stringify(parts.name_grams.map(({ gram }) => gram))]);
      if ((written += 1) % 500 === 0) yield share;
    }
    for (const sink of [debtors, keys, credits, ibans, contacts, domains]) sink.flush();
  }

  private datesAfterNetting(): void {
    const update = this.db.prepare('update debtors set oldest_due = ? where id = ? and tenant = ?');
    for (const debtor of this.netted) update.run([this.oldestAfterNetting(debtor), debtor, this.order.tenant]);
  }

  /** The earliest day with something open after credits were netted; drives the worklist's order only. */
  private oldestAfterNetting(debtor: DebtorId): string | null {
    const { tenant } = this.order;
    const bills = this.db.prepare('select * from bills where debtor = ? and tenant = ?').all([debtor, tenant]) as (InvoiceRow & Omit<InstalmentRow, 'invoice' | 'position' | 'due'> & { readonly due: string | null })[];
    const more = this.db.prepare('select * from more_instalments where debtor = ? and tenant = ? order by position').all([debtor, tenant]) as InstalmentRow[];
    const invoices = bills.map((bill) => invoiceOf(tenant as CompanyId, bill, [...(bill.due === null ? [] : [{ ...bill, invoice: bill.id, position: 0, due: bill.due }]), ...more.filter((part) => part.invoice === bill.id)], []));
    let oldest: LocalDate | null = null;
    for (const item of statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, this.asOf).items) {
      if (item.outstanding.minor > 0 && (oldest === null || item.due < oldest)) oldest = item.due;
    }
    return oldest;
  }
}

export const dayOf = (instant: string): LocalDate => {
  const day = instant.slice(0, 10);
  if (!isLocalDate(day)) throw new RangeError('not a moment');
  return day;
};
