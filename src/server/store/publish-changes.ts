import type { Kysely, Transaction } from 'kysely';
import { indexed } from '../../core';
import type { Instant, LocalDate } from '../../core';
import { BulkInsert } from './bulk-insert';
import { changedRows } from './changed-rows';
import type { ChangedRows } from './changed-rows';
import type { EditionShelf } from './edition-shelf';
import { fingerprintOf } from './fingerprints';
import { breathe, dayOfInstant, oldestDue, slices, tellGeneration } from './import-ledger';
import type { ChangesReport, LedgerChanges } from './ledger-content';
import { asOnlyImport, betweenAppends } from './ledger-locks';
import { LiveEdition, MOST_SHAPES, NO_CHANGES, tallied } from './live-edition';
import type { Tally } from './live-edition';
import { ledgerKey } from './read-accounts';
import type { Db } from './read-accounts';
import { invoiceParts, invoiceRow } from './rows';
import type { Tables } from './schema';
import { writing } from './writing';

/**
 * Writes what changed of connected ledgers into the ledger in use, where the whole of them would say nothing else. Others have
 * their turn between two lots; of each customer all is written together.
 */

const CUSTOMERS_AT_ONCE = 4;
/** Beyond these the whole is written beside the ledger in use, in a thread. */
const MOST_CUSTOMERS = 2_000;
const MOST_INVOICES = 20_000;

/** A pull with so many fewer invoices is asked about (compare-ledger.ts): that is for the whole. */
const TENTHS_GONE = 3;

async function planned(db: Db, tenant: string, changes: LedgerChanges): Promise<readonly ChangedRows[] | null> {
  if (changes.places.length > MOST_CUSTOMERS) return null;
  const all = new Map<string, ChangedRows>();
  let invoices = 0;
  for (const places of slices(changes.places, CUSTOMERS_AT_ONCE)) {
    const lot = await changedRows(db, tenant, places, changes);
    if (lot === null) return null;
    for (const rows of lot) {
      all.set(rows.debtor.id, rows);
      invoices += rows.invoices.length;
    }
    if (invoices > MOST_INVOICES) return null;
    await breathe();
  }
  return [...all.values()];
}

/** The reading that the changes follow; undefined: another one is in use. */
async function stateOf(db: Db, tenant: string, { after }: LedgerChanges): Promise<Tables['ledger_state'] | undefined> {
  const state = await db.selectFrom('ledger_state').selectAll().where('tenant', '=', tenant).executeTakeFirst();
  return state !== undefined && ledgerKey(state.generation, state.read_at) === after ? state : undefined;
}

const rowsNow = (state: Tables['ledger_state'], { added, gone }: Tally, { unreadable }: LedgerChanges): number => state.rows - state.unreadable + added - gone + unreadable;
const isMuchFewer = (now: number, before: number): boolean => now < before && (before - now) * 10 >= before * TENTHS_GONE;

/** A number of a kind that was not seen before is looked for in mails from now on. */
function shapesWith(before: string, { shapes }: Tally): readonly string[] {
  const known = JSON.parse(before) as readonly string[];
  return [...new Set([...known, ...shapes])].slice(0, Math.max(MOST_SHAPES, known.length));
}

/** @param tally of all that was written behind `state`; `all`: what was written now. */
async function tell(db: Kysely<Tables>, tenant: string, state: Tables['ledger_state'], tally: Tally, all: readonly ChangedRows[], changes: LedgerChanges, readAt: Instant): Promise<ChangesReport> {
  const { source, unreadable, problems } = changes;
  const last = await db.selectFrom('ledger_generations').select(['debtors', 'invoices']).where('tenant', '=', tenant).where('generation', '=', state.generation).executeTakeFirstOrThrow();
  const report = { debtors: last.debtors, invoices: last.invoices + tally.added - tally.gone, missing: tally.gone };
  const generation = await tellGeneration(db, tenant, {
    ...report, source, unreadable, problems, rows: rowsNow(state, tally, changes), remarks: { first: [], count: 0 }, numberShapes: shapesWith(state.number_shapes, tally),
  }, readAt);
  return { ...report, generation, written: all.length, touched: all.reduce((sum, { write, gone }) => sum + write.length + gone.length, 0) };
}

/** For PostgreSQL: one transaction, as an import's (import-ledger.ts). */
export async function publishChangedRows(trx: Transaction<Tables>, tenant: string, changes: LedgerChanges, readAt: Instant): Promise<ChangesReport | null> {
  await asOnlyImport(trx, tenant);
  const state = await stateOf(trx, tenant, changes);
  const all = state === undefined ? null : await planned(trx, tenant, changes);
  if (state === undefined || all === null) return null;
  const tally = tallied(NO_CHANGES, all);
  if (isMuchFewer(rowsNow(state, tally, changes), state.rows)) return null;
  const asOf = dayOfInstant(changes.source.asOf);
  const bulk = new BulkInsert();
  for (const lot of slices(all, CUSTOMERS_AT_ONCE)) await rewrite(trx, bulk, tenant, lot, asOf);
  const report = await tell(trx, tenant, state, tally, all, changes, readAt);
  await betweenAppends(trx, tenant);
  return report;
}

async function rewrite(trx: Transaction<Tables>, bulk: BulkInsert, tenant: string, lot: readonly ChangedRows[], asOf: LocalDate): Promise<void> {
  const written = lot.flatMap(({ write, debtor }) => write.map((invoice) => ({ invoice, debtor: debtor.id, parts: invoiceParts(tenant, invoice, debtor.id) })));
  const ids = written.map(({ invoice }) => indexed(invoice.id));
  if (ids.length > 0) for (const table of ['instalments', 'payment_events', 'invoice_keys'] as const) await trx.deleteFrom(table).where('tenant', '=', tenant).where('invoice', 'in', ids).execute();
  await bulk.insert(trx, 'invoices', written.map(({ invoice, debtor }) => invoiceRow(tenant, invoice, debtor)));
  await bulk.insert(trx, 'instalments', written.flatMap(({ parts }) => parts.instalments));
  await bulk.insert(trx, 'payment_events', written.flatMap(({ parts }) => parts.payments));
  await bulk.insert(trx, 'invoice_keys', written.flatMap(({ parts }) => parts.keys));
  const gone = lot.flatMap((rows) => rows.gone);
  if (gone.length > 0) await trx.updateTable('invoices').set({ missing_since: asOf, open: 0 }).where('tenant', '=', tenant).where('id', 'in', gone).execute();
  for (const { debtor, invoices } of lot) {
    await trx.updateTable('debtors').set({ oldest_due: oldestDue(debtor, invoices, asOf), fingerprint: fingerprintOf(debtor, invoices) }).where('tenant', '=', tenant).where('id', '=', debtor.id).execute();
  }
}

/** For SQLite: into the edition in use, then what is said of it. */
export async function publishIntoEdition(db: Kysely<Tables>, shelf: EditionShelf, tenant: string, changes: LedgerChanges, readAt: Instant): Promise<ChangesReport | null> {
  const state = await stateOf(db, tenant, changes);
  const all = state === undefined ? null : await planned(db, tenant, changes);
  const file = shelf.liveFile();
  if (state === undefined || all === null || file === null) return null;
  if ((await stateOf(db, tenant, changes)) === undefined || shelf.liveFile() !== file) return null;
  const edition = new LiveEdition(file, tenant, changes.after);
  let tally: Tally;
  try {
    if (isMuchFewer(rowsNow(state, tallied(edition.since(), all), changes), state.rows)) return null;
    for (const lot of slices(all, CUSTOMERS_AT_ONCE)) {
      edition.write(lot, dayOfInstant(changes.source.asOf));
      await breathe();
    }
    tally = edition.since();
  } finally {
    edition.close();
  }
  return writing(db, 'sqlite', async (trx) => {
    const still = await stateOf(trx, tenant, changes);
    return still === undefined || shelf.liveFile() !== file ? null : tell(trx, tenant, still, tally, all, changes, readAt);
  });
}
