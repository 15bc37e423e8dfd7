import type Libsql from 'libsql';
import type { LocalDate } from '../../core';
import { DEBTOR_FIELDS, INSTALMENT_FIELDS, INVOICE_FIELDS, PAYMENT_FIELDS, SMALL_TABLES } from './edition-schema';
import { MISSING } from './rows';

const NAMES_SHOWN = 20;

/** What a reading changes among the customers. */
export interface EditionDifference {
  /** Customers of the ledger before that were not missing yet. */
  readonly before: number;
  readonly gone: readonly string[];
  readonly goneCount: number;
  readonly added: readonly string[];
  readonly addedCount: number;
  /** Customers that are gone while an invoice of theirs is listed under another: their log would be orphaned. */
  readonly moved: readonly string[];
}

const NOTHING_BEFORE: EditionDifference = { before: 0, gone: [], goneCount: 0, added: [], addedCount: 0, moved: [] };

/** @param hasBefore the ledger before is attached as `old_...` views (edition-writer). */
export function differenceOf(db: Libsql.Database, tenant: string, hasBefore: boolean): EditionDifference {
  if (!hasBefore) return NOTHING_BEFORE;
  db.exec('create temp table gone (id text primary key) without rowid');
  db.prepare('insert into gone select id from old_debtors o where tenant = ? and fingerprint <> ? and not exists (select 1 from main.debtors n where n.id = o.id and n.tenant = o.tenant)').run([tenant, MISSING]);
  const number = (sql: string, values: readonly unknown[]): number => (db.prepare(sql).get([...values]) as { n: number }).n;
  const names = (sql: string, values: readonly unknown[]): readonly string[] => (db.prepare(sql).all([...values]) as { name: string }[]).map((row) => row.name);
  const goneCount = number('select count(*) as n from gone', []);
  const isNew = 'from main.debtors n where n.tenant = ? and not exists (select 1 from old_debtors o where o.tenant = n.tenant and o.id = n.id and o.fingerprint <> ?)';
  const difference = {
    before: number('select count(*) as n from old_debtors where tenant = ? and fingerprint <> ?', [tenant, MISSING]),
    gone: names(`select o.name from gone g join old_debtors o on o.id = g.id and o.tenant = ? order by o.name limit ${NAMES_SHOWN}`, [tenant]),
    goneCount,
    added: names(`select n.name ${isNew} order by n.rowid limit ${NAMES_SHOWN}`, [tenant, MISSING]),
    addedCount: number(`select count(*) as n ${isNew}`, [tenant, MISSING]),
    moved: goneCount === 0 ? [] : (db.prepare('select distinct o.debtor as id from old_invoices o where o.tenant = ? and o.missing_since is null and o.debtor in (select id from gone) and exists (select 1 from main.bills n where n.id = o.id and n.tenant = o.tenant)').all([tenant]) as { id: string }[]).map((row) => row.id),
  };
  db.exec('drop table temp.gone');
  return difference;
}

const listed = (names: readonly string[], of: string = ''): string => names.map((name) => `${of}"${name}"`).join(', ');

/**
 * Takes over what the ledger before held and this one no longer lists: marked, never dropped, never paid (design:
 * principle 7). Other tenants' ledgers come along as they are.
 */
export function carryOver(db: Libsql.Database, tenant: string, asOf: LocalDate): { readonly written: number; readonly missing: number } {
  const number = (sql: string, values: readonly unknown[]): number => (db.prepare(sql).get([...values]) as { n: number }).n;
  const run = (sql: string, ...values: readonly unknown[]): void => { db.prepare(sql).run([...values]); };
  const written = number('select count(*) as n from main.debtors n where n.tenant = ? and not exists (select 1 from old_debtors o where o.tenant = n.tenant and o.id = n.id and o.fingerprint = n.fingerprint)', [tenant]);

  db.exec('create temp table lost (id text primary key, was_listed integer) without rowid');
  run('insert into lost select id, missing_since is null from old_invoices o where tenant = ? and not exists (select 1 from main.bills n where n.id = o.id and n.tenant = o.tenant)', tenant);
  const missing = number('select count(*) as n from lost where was_listed', []);
  if (number('select count(*) as n from lost', []) > 0) {
    // The first instalment and the number's forms belong to the bill here, to tables of their own in the ledger before.
    db.exec(`create temp table parts as select p.* from old_instalments p where p.tenant = '${tenant.replace(/'/g, "''")}' and p.invoice in (select id from lost)`);
    db.exec('create index temp.parts_of on parts (invoice, position)');
    db.exec(`create temp table forms as select k.* from old_invoice_keys k where k.tenant = '${tenant.replace(/'/g, "''")}' and k.invoice in (select id from lost)`);
    db.exec('create index temp.forms_of on forms (invoice, strength)');
    const part = (column: string): string => `(select p.${column} from parts p where p.invoice = o.id and p.position = 0)`;
    const form = (strength: number): string => `(select f.value from forms f where f.invoice = o.id and f.strength = ${strength})`;
    const kept = INVOICE_FIELDS.map((field) => (field === 'missing_since' ? 'coalesce(o.missing_since, ?)' : field === 'open' ? '0' : `o."${field}"`)).join(', ');
    run(`insert into main.bills (${listed(INVOICE_FIELDS)}, due, due_basis, currency, amount, outstanding, key3, key2, key1)
      select ${kept}, ${['due', 'due_basis', 'currency', 'amount', 'outstanding'].map(part).join(', ')}, ${[3, 2, 1].map(form).join(', ')} from old_invoices o where o.tenant = ? and o.id in (select id from lost)`, asOf, tenant);
    db.exec(`insert into main.more_instalments (${listed(INSTALMENT_FIELDS)}) select ${listed(INSTALMENT_FIELDS)} from parts where position > 0`);
    run(`insert into main.payment_events (${listed(PAYMENT_FIELDS)}) select ${listed(PAYMENT_FIELDS)} from old_payment_events where tenant = ? and invoice in (select id from lost)`, tenant);
    db.exec('drop table temp.parts');
    db.exec('drop table temp.forms');
  }
  db.exec('drop table temp.lost');

  // Customers that vanished keep their name, people and log. What the old file said of a deposit is unknown too by now.
  db.exec('create temp table vanished (id text primary key) without rowid');
  run('insert into vanished select id from old_debtors o where tenant = ? and not exists (select 1 from main.debtors n where n.id = o.id and n.tenant = o.tenant)', tenant);
  for (const table of ['debtor_keys', 'contacts', 'domains', 'name_grams'] as const) {
    run(`insert into main.${table} (${listed(SMALL_TABLES[table])}) select ${listed(SMALL_TABLES[table])} from old_${table} where tenant = ? and debtor in (select id from vanished)`, tenant);
  }
  const marked = DEBTOR_FIELDS.map((field) => (field === 'fingerprint' ? '?' : field === 'oldest_due' ? 'null' : `"${field}"`)).join(', ');
  run(`insert into main.debtors (${listed(DEBTOR_FIELDS)}) select ${marked} from old_debtors where tenant = ? and id in (select id from vanished)`, MISSING, tenant);
  db.exec('drop table temp.vanished');

  carryOthers(db, tenant);
  return { written, missing };
}

function carryOthers(db: Libsql.Database, tenant: string): void {
  const other = (db.prepare('select 1 as n from old_debtors where tenant <> ? limit 1').get([tenant]) as { n: number } | undefined) !== undefined;
  if (!other) return;
  const run = (sql: string): void => { db.prepare(sql).run([tenant]); };
  const first = (column: string): string => `(select p.${column} from old_instalments p where p.tenant = o.tenant and p.debtor = o.debtor and p.invoice = o.id and p.position = 0)`;
  const form = (strength: number): string => `(select k.value from old_invoice_keys k where k.tenant = o.tenant and k.debtor = o.debtor and k.invoice = o.id and k.strength = ${strength})`;
  run(`insert into main.debtors (${listed(DEBTOR_FIELDS)}) select ${listed(DEBTOR_FIELDS)} from old_debtors where tenant <> ?`);
  run(`insert into main.bills (${listed(INVOICE_FIELDS)}, due, due_basis, currency, amount, outstanding, key3, key2, key1)
    select ${listed(INVOICE_FIELDS, 'o.')}, ${['due', 'due_basis', 'currency', 'amount', 'outstanding'].map(first).join(', ')}, ${[3, 2, 1].map(form).join(', ')} from old_invoices o where o.tenant <> ?`);
  run(`insert into main.more_instalments (${listed(INSTALMENT_FIELDS)}) select ${listed(INSTALMENT_FIELDS)} from old_instalments where tenant <> ? and position > 0`);
  run(`insert into main.payment_events (${listed(PAYMENT_FIELDS)}) select ${listed(PAYMENT_FIELDS)} from old_payment_events where tenant <> ?`);
  for (const [table, fields] of Object.entries(SMALL_TABLES)) run(`insert into main.${table} (${listed(fields)}) select ${listed(fields)} from old_${table} where tenant <> ?`);
}
