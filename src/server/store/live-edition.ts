import { existsSync } from 'node:fs';
import Libsql from 'libsql';
import { ShapeCount, indexed } from '../../core';
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

/** What was written into the edition behind one reading of the ledger, also by a server that ended before it told of it. */
export interface Tally {
  /** Invoices that the reading did not list. */
  readonly added: number;
  readonly gone: number;
  /** What their numbers look like. */
  readonly shapes: readonly string[];
}

export const NO_CHANGES: Tally = { added: 0, gone: 0, shapes: [] };

/** Of customers that were written together. */
export function tallied(before: Tally, all: readonly ChangedRows[]): Tally {
  const numbers = new ShapeCount();
  for (const { write } of all) for (const { number } of write) numbers.add(number);
  const sumOf = (of: (rows: ChangedRows) => number): number => all.reduce((sum, rows) => sum + of(rows), 0);
  return { added: before.added + sumOf(({ added }) => added), gone: before.gone + sumOf(({ gone }) => gone.length), shapes: [...new Set([...before.shapes, ...numbers.most(MOST_SHAPES)])].slice(0, MOST_SHAPES) };
}

export const MOST_SHAPES = 64;

const TALLY = 'create table if not exists tally (tenant text primary key, after text not null, said text not null) without rowid';

/**
 * The edition of connected ledgers, changed in place: it is in write-ahead mode, so that whoever reads sees the customers of
 * one transaction before it or after it. What is committed here is on the disk before `ledger_state` speaks of it
 * (synchronous FULL); when the server ends between the two, the same changes are compared again, and counted once (`since`).
 */
export class LiveEdition {
  private readonly db: Libsql.Database;

  /** @param after the reading that the changes follow (`ledgerKey`). */
  constructor(file: string, private readonly tenant: string, private readonly after: string) {
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
      db.prepare('insert into tally values (?, ?, ?) on conflict (tenant) do update set after = excluded.after, said = excluded.said').run([tenant, this.after, JSON.stringify(tallied(this.since(), all))]);
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
