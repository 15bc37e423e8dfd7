import { existsSync } from 'node:fs';
import Libsql from 'libsql';
import { indexed } from '../../core';
import type { Invoice, LocalDate } from '../../core';
import { addHash, billRows } from './bill-rows';
import type { ChangedRows } from './changed-rows';
import { BILL_FIELDS, INSTALMENT_FIELDS, PAYMENT_FIELDS } from './edition-schema';
import { editionFingerprint } from './fingerprints';
import { oldestDue } from './import-ledger';
import { RowSink } from './row-sink';
import type { Value } from './row-sink';

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

/**
 * The edition of connected ledgers, changed in place: it is in write-ahead mode, so that whoever reads sees the customers of
 * one transaction before it or after it. What is committed here is on the disk before `ledger_state` speaks of it
 * (synchronous FULL); when the server ends between the two, the same changes are written again.
 */
export class LiveEdition {
  private readonly db: Libsql.Database;

  constructor(file: string, private readonly tenant: string) {
    if (!existsSync(file)) throw new Error('the edition in use is not there');
    this.db = new Libsql(file);
    for (const pragma of ['synchronous = FULL', 'busy_timeout = 1000', 'cache_size = -8192']) this.db.exec(`pragma ${pragma}`);
  }

  /** One transaction. @param asOf since when what is gone is missing. */
  write(all: readonly ChangedRows[], asOf: LocalDate): void {
    const { db, tenant } = this;
    const again = db.prepare(AGAIN);
    const dropBill = db.prepare('delete from bills where id = ? and tenant = ?');
    const drop = ['delete from more_instalments where invoice = ? and tenant = ? and debtor = ?', 'delete from payment_events where invoice = ? and tenant = ? and debtor = ?'].map((sql) => db.prepare(sql));
    const mark = db.prepare('update bills set missing_since = ?, open = 0 where id = ? and tenant = ?');
    const tell = db.prepare('update debtors set oldest_due = ?, fingerprint = ? where id = ? and tenant = ?');
    const sinks = [new RowSink(db, 'bills', BILL_FIELDS), new RowSink(db, 'more_instalments', INSTALMENT_FIELDS), new RowSink(db, 'payment_events', PAYMENT_FIELDS)] as const;
    db.exec('begin immediate');
    try {
      for (const { debtor, invoices, write, gone } of all) {
        for (const invoice of write) {
          const id = indexed(invoice.id);
          for (const statement of drop) statement.run([id, tenant, debtor.id]);
          const { bill, more, payments } = billRows(tenant, invoice, debtor.id);
          if (again.run([...valuesFor(bill)]).changes === 0) {
            dropBill.run([id, tenant]);
            sinks[0].add(bill);
          }
          for (const part of more) sinks[1].add(part);
          for (const paid of payments) sinks[2].add(paid);
        }
        for (const id of gone) mark.run([asOf, id, tenant]);
        tell.run([oldestOf(invoices, asOf), editionFingerprint(debtor, invoices.reduce((sum, invoice) => addHash(sum, billRows(tenant, invoice, debtor.id).hash), 0)), debtor.id, tenant]);
      }
      for (const sink of sinks) sink.flush();
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }
}
