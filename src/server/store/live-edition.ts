import { existsSync } from 'node:fs';
import Libsql from 'libsql';
import { indexed } from '../../core';
import type { Debtor, Invoice, LocalDate } from '../../core';
import { addHash, billRows } from './bill-rows';
import type { ChangedRows, ChangedSelf } from './changed-rows';
import type { DomainJudge } from './company-domains';
import { debtorParts } from './debtor-parts';
import type { DebtorPartRows } from './debtor-parts';
import { BILL_FIELDS, DEBTOR_FIELDS, INSTALMENT_FIELDS, PAYMENT_FIELDS, SMALL_TABLES } from './edition-schema';
import { editionFingerprint } from './fingerprints';
import { oldestDue } from './import-ledger';
import { RowSink } from './row-sink';
import { PreparedStatements } from './statements';
import type { Value } from './statements';
import { MISSING, debtorRow } from './rows';
import { gramsOf } from './search-keys';
import { NO_CHANGES, tallied } from './tally';
import type { Tally } from './tally';

/** What can differ of a bill that stays the same one; no index holds any of it, so that one page is written. */
const KEYS = ['key3', 'key2', 'key1'] as const;
const [BY, SAID] = [['id', 'tenant', 'debtor', ...KEYS] as const, BILL_FIELDS.filter((field) => !['id', 'tenant', 'debtor', ...KEYS].includes(field))];
const AGAIN = `update bills set ${SAID.map((field) => `"${field}" = ?`).join(', ')} where ${BY.map((field) => `"${field}" is ?`).join(' and ')}`;
const valuesFor = (bill: readonly Value[]): readonly Value[] => [...SAID, ...BY].map((field) => bill[BILL_FIELDS.indexOf(field)] ?? null);

/** As an edition that is written whole says it (edition-writer.ts). */
function oldestOf(invoices: readonly Invoice[], asOf: LocalDate): string | null {
  const parts = invoices.flatMap(({ instalments }) => instalments);
  if (parts.some(({ outstanding }) => outstanding.minor < 0)) return oldestDue({ unallocatedCredits: [] }, invoices, asOf);
  return parts.reduce<string | null>((first, { due, outstanding }) => (outstanding.minor > 0 && (first === null || due < first) ? due : first), null);
}

const TALLY = 'create table if not exists tally (tenant text primary key, after text not null, said text not null) without rowid';

/**
 * The edition of connected ledgers, changed in place: it is in write-ahead mode, so that whoever reads sees the customers of
 * one transaction before it or after it. What is committed here is on the disk before `ledger_state` speaks of it
 * (synchronous FULL); when the server ends between the two, the same changes are compared again, and counted once (`since`).
 */
export class LiveEdition {
  private readonly db: Libsql.Database;

  /** @param after the reading that the changes follow (`ledgerKey`). */
  constructor(file: string, private readonly tenant: string, private readonly after: string, private readonly judge: DomainJudge) {
    if (!existsSync(file)) throw new Error('the edition in use is not there');
    this.db = new Libsql(file);
    for (const pragma of ['synchronous = FULL', 'busy_timeout = 1000', 'cache_size = -8192']) this.db.exec(`pragma ${pragma}`);
    this.db.exec(TALLY);
  }

  /** What stands here already behind that reading. */
  since(): Tally {
    const row = this.db.prepare('select said from tally where tenant = ? and after = ?').get([this.tenant, this.after]) as { readonly said: string } | undefined;
    return row === undefined ? NO_CHANGES : (JSON.parse(row.said) as Tally);
  }

  /** One transaction. @param asOf since when what is gone is missing. */
  write(all: readonly ChangedRows[], asOf: LocalDate): void {
    const { db, tenant } = this;
    const again = db.prepare(AGAIN);
    const dropBill = db.prepare('delete from bills where id = ? and tenant = ?');
    const drop = ['delete from more_instalments where invoice = ? and tenant = ? and debtor = ?', 'delete from payment_events where invoice = ? and tenant = ? and debtor = ?'].map((sql) => db.prepare(sql));
    const mark = db.prepare('update bills set missing_since = ?, open = 0 where id = ? and tenant = ?');
    const into = new PreparedStatements(db);
    const sinks = [new RowSink(into, 'bills', BILL_FIELDS), new RowSink(into, 'more_instalments', INSTALMENT_FIELDS), new RowSink(into, 'payment_events', PAYMENT_FIELDS)] as const;
    db.exec('begin immediate');
    try {
      for (const { id: debtor, self, invoices, write, gone } of all) {
        for (const invoice of write) {
          const id = indexed(invoice.id);
          for (const statement of drop) statement.run([id, tenant, debtor]);
          const { bill, more, payments } = billRows(tenant, invoice, debtor);
          if (again.run([...valuesFor(bill)]).changes === 0) {
            dropBill.run([id, tenant]);
            sinks[0].add(bill);
          }
          for (const part of more) sinks[1].add(part);
          for (const paid of payments) sinks[2].add(paid);
        }
        for (const id of gone) mark.run([asOf, id, tenant]);
        this.writeSelf(debtor, self, invoices, asOf);
      }
      for (const sink of sinks) sink.flush();
      db.prepare('insert into tally values (?, ?, ?) on conflict (tenant) do update set after = excluded.after, said = excluded.said').run([tenant, this.after, JSON.stringify(tallied(this.since(), all))]);
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  }

  private writeSelf(id: string, self: ChangedSelf, invoices: readonly Invoice[], asOf: LocalDate): void {
    const { db, tenant } = this;
    if (self.kind === 'gone') {
      // What was said of his deposits and accounts is unknown too by now (edition-carry-over.ts).
      for (const table of ['debtor_credits', 'debtor_ibans']) db.prepare(`delete from ${table} where debtor = ? and tenant = ?`).run([id, tenant]);
      db.prepare('update debtors set oldest_due = null, fingerprint = ? where id = ? and tenant = ?').run([MISSING, id, tenant]);
      return;
    }
    const { debtor } = self;
    const oldest = oldestOf(invoices, asOf);
    const fingerprint = editionFingerprint(debtor, invoices.reduce((sum, invoice) => addHash(sum, billRows(tenant, invoice, id).hash), 0));
    if (self.kind === 'same') {
      db.prepare('update debtors set oldest_due = ?, fingerprint = ? where id = ? and tenant = ?').run([oldest, fingerprint, id, tenant]);
      return;
    }
    if (self.kind === 'other') {
      for (const table of ['debtor_keys', 'debtor_credits', 'debtor_ibans', 'contacts', 'domains']) db.prepare(`delete from ${table} where debtor = ? and tenant = ?`).run([id, tenant]);
      // No index leads from a customer to the parts of his name.
      const drop = db.prepare('delete from name_grams where gram = ? and tenant = ? and debtor = ?');
      for (const gram of gramsOf(self.name, self.code)) drop.run([gram, tenant, id]);
    }
    this.insertSelf(debtor, oldest, fingerprint, self.kind === 'new');
  }

  private insertSelf(debtor: Debtor, oldest: string | null, fingerprint: string, isNew: boolean): void {
    const { db, tenant } = this;
    const row = debtorRow(tenant, debtor, oldest, fingerprint);
    const values = DEBTOR_FIELDS.map((field) => row[field]);
    if (isNew) db.prepare(`insert into debtors (${DEBTOR_FIELDS.map((field) => `"${field}"`).join(', ')}) values (${DEBTOR_FIELDS.map(() => '?').join(', ')})`).run(values);
    else db.prepare(`update debtors set ${DEBTOR_FIELDS.map((field) => `"${field}" = ?`).join(', ')} where id = ? and tenant = ?`).run([...values, debtor.id, tenant]);
    const into = new PreparedStatements(db);
    for (const [table, rows] of Object.entries(debtorParts(tenant, debtor, this.judge)) as [keyof DebtorPartRows, readonly Readonly<Record<string, Value>>[]][]) {
      const fields = SMALL_TABLES[table];
      const sink = new RowSink(into, table, fields);
      for (const each of rows) sink.add(fields.map((field) => each[field] ?? null));
      sink.flush();
    }
  }

  close(): void {
    this.db.close();
  }
}
