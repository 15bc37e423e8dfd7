import type { Kysely, Transaction } from 'kysely';
import { indexed } from '../../core';
import type { Instant, LocalDate } from '../../core';
import { BulkInsert } from './bulk-insert';
import { changedRows } from './changed-rows';
import type { Changed, ChangedRows, ChangedSelf } from './changed-rows';
import type { DomainJudge } from './company-domains';
import { debtorParts } from './debtor-parts';
import type { EditionShelf } from './edition-shelf';
import { fingerprintOf } from './fingerprints';
import { breathe, dayOfInstant, oldestDue, slices, tellGeneration } from './import-ledger';
import type { ChangesReport, LedgerChanges } from './ledger-content';
import { asOnlyImport, betweenAppends } from './ledger-locks';
import { LiveEdition } from './live-edition';
import { ledgerKey } from './read-accounts';
import type { Db } from './read-accounts';
import { MISSING, debtorRow, invoiceParts, invoiceRow } from './rows';
import type { Tables } from './schema';
import { NO_CHANGES, shapesWith, tallied } from './tally';
import type { Tally } from './tally';
import { writing } from './writing';

/**
 * Writes what changed of connected ledgers into the ledger in use, where the whole of them would say nothing else. Others have
 * their turn between two lots; of each customer all is written together.
 */

const CUSTOMERS_AT_ONCE = 4;
/** Beyond these the whole is written beside the ledger in use, in a thread. */
const MOST_CUSTOMERS = 2_000;
const MOST_INVOICES = 20_000;

/** A pull with so many fewer invoices or customers is asked about: that is for the whole. */
const TENTHS_GONE = 3;

async function planned(db: Db, tenant: string, changes: LedgerChanges): Promise<Changed | null> {
  if (changes.places.length > MOST_CUSTOMERS) return null;
  const all = new Map<string, ChangedRows>();
  let [invoices, strangers] = [0, false];
  for (const places of slices(changes.places, CUSTOMERS_AT_ONCE)) {
    const lot = await changedRows(db, tenant, places, changes);
    if (lot === null) return null;
    strangers ||= lot.strangers;
    for (const rows of lot.customers) {
      // Two newcomers who would get one id.
      if (rows.self.kind === 'new' && all.has(rows.id)) return null;
      all.set(rows.id, rows);
      invoices += rows.invoices.length;
    }
    if (invoices > MOST_INVOICES) return null;
    await breathe();
  }
  return { customers: [...all.values()], strangers };
}

/** The reading that the changes follow; undefined: another one is in use. */
async function stateOf(db: Db, tenant: string, { after }: LedgerChanges): Promise<Tables['ledger_state'] | undefined> {
  const state = await db.selectFrom('ledger_state').selectAll().where('tenant', '=', tenant).executeTakeFirst();
  return state !== undefined && ledgerKey(state.generation, state.read_at) === after ? state : undefined;
}

/** As the whole counts: where customers came or went, also what stands under nobody who is listed. @param strangers such were met. */
const rowsNow = (state: Tables['ledger_state'], { added, gone, came, left }: Tally, strangers: boolean, { unreadable, invoices }: LedgerChanges): number => unreadable + (strangers || came + left > 0 ? invoices() : state.rows - state.unreadable + added - gone);
const isMuch = (gone: number, of: number): boolean => gone * 10 >= of * TENTHS_GONE;

/** Whether the clerk is asked before such a ledger is used (compare-ledger.ts). @param customers listed before. */
function needsAWord(state: Tables['ledger_state'], customers: number, tally: Tally, strangers: boolean, changes: LedgerChanges): boolean {
  const now = rowsNow(state, tally, strangers, changes);
  return (now < state.rows && isMuch(state.rows - now, state.rows)) || (tally.left >= 2 && isMuch(tally.left, customers)) || (tally.left > 0 && tally.left >= customers);
}

const lastOf = (db: Db, tenant: string, { generation }: Tables['ledger_state']) => db.selectFrom('ledger_generations').select(['debtors', 'invoices']).where('tenant', '=', tenant).where('generation', '=', generation).executeTakeFirstOrThrow();

/** @param tally of all that was written behind `state`; `all`: what was written now. */
async function tell(db: Kysely<Tables>, tenant: string, state: Tables['ledger_state'], tally: Tally, { customers: all, strangers }: Changed, changes: LedgerChanges, readAt: Instant): Promise<ChangesReport> {
  const { source, unreadable, problems } = changes;
  const last = await lastOf(db, tenant, state);
  const report = { debtors: last.debtors + tally.came - tally.left, invoices: last.invoices + tally.added - tally.gone, missing: tally.gone };
  const generation = await tellGeneration(db, tenant, {
    ...report, source, unreadable, problems, rows: rowsNow(state, tally, strangers, changes), remarks: { first: [], count: 0 }, numberShapes: shapesWith(JSON.parse(state.number_shapes) as readonly string[], tally.shapes),
  }, readAt);
  return { ...report, generation, written: all.length, touched: all.reduce((sum, { write, gone }) => sum + write.length + gone.length, 0) };
}

/** For PostgreSQL: one transaction, as an import's (import-ledger.ts). */
export async function publishChangedRows(trx: Transaction<Tables>, tenant: string, changes: LedgerChanges, readAt: Instant, judge: DomainJudge): Promise<ChangesReport | null> {
  await asOnlyImport(trx, tenant);
  const state = await stateOf(trx, tenant, changes);
  const all = state === undefined ? null : await planned(trx, tenant, changes);
  if (state === undefined || all === null) return null;
  const tally = tallied(NO_CHANGES, all.customers);
  if (needsAWord(state, (await lastOf(trx, tenant, state)).debtors, tally, all.strangers, changes)) return null;
  const asOf = dayOfInstant(changes.source.asOf);
  const bulk = new BulkInsert();
  for (const lot of slices(all.customers, CUSTOMERS_AT_ONCE)) await rewrite(trx, bulk, tenant, lot, asOf, judge);
  const report = await tell(trx, tenant, state, tally, all, changes, readAt);
  await betweenAppends(trx, tenant);
  return report;
}

async function rewrite(trx: Transaction<Tables>, bulk: BulkInsert, tenant: string, lot: readonly ChangedRows[], asOf: LocalDate, judge: DomainJudge): Promise<void> {
  const written = lot.flatMap(({ write, id }) => write.map((invoice) => ({ invoice, debtor: id, parts: invoiceParts(tenant, invoice, id) })));
  const ids = written.map(({ invoice }) => indexed(invoice.id));
  if (ids.length > 0) for (const table of ['instalments', 'payment_events', 'invoice_keys'] as const) await trx.deleteFrom(table).where('tenant', '=', tenant).where('invoice', 'in', ids).execute();
  await bulk.insert(trx, 'invoices', written.map(({ invoice, debtor }) => invoiceRow(tenant, invoice, debtor)));
  await bulk.insert(trx, 'instalments', written.flatMap(({ parts }) => parts.instalments));
  await bulk.insert(trx, 'payment_events', written.flatMap(({ parts }) => parts.payments));
  await bulk.insert(trx, 'invoice_keys', written.flatMap(({ parts }) => parts.keys));
  const gone = lot.flatMap((rows) => rows.gone);
  if (gone.length > 0) await trx.updateTable('invoices').set({ missing_since: asOf, open: 0 }).where('tenant', '=', tenant).where('id', 'in', gone).execute();
  await rewriteSelves(trx, bulk, tenant, lot, asOf, judge);
}

async function rewriteSelves(trx: Transaction<Tables>, bulk: BulkInsert, tenant: string, lot: readonly ChangedRows[], asOf: LocalDate, judge: DomainJudge): Promise<void> {
  const idsOf = (...kinds: readonly ChangedSelf['kind'][]): readonly string[] => lot.flatMap(({ id, self }) => (kinds.includes(self.kind) ? [id] : []));
  const [others, gone] = [idsOf('other'), idsOf('gone')];
  if (others.length > 0) for (const table of ['debtor_keys', 'debtor_credits', 'debtor_ibans', 'contacts', 'domains', 'name_grams'] as const) await trx.deleteFrom(table).where('tenant', '=', tenant).where('debtor', 'in', others).execute();
  if (gone.length > 0) {
    // As an import does of whom it no longer lists (import-ledger.ts).
    for (const table of ['debtor_credits', 'debtor_ibans'] as const) await trx.deleteFrom(table).where('tenant', '=', tenant).where('debtor', 'in', gone).execute();
    await trx.updateTable('debtors').set({ fingerprint: MISSING, oldest_due: null }).where('tenant', '=', tenant).where('id', 'in', gone).execute();
  }
  for (const { id, self, invoices } of lot) {
    if (self.kind === 'gone') continue;
    const { debtor } = self;
    const [oldest_due, fingerprint] = [oldestDue(debtor, invoices, asOf), fingerprintOf(debtor, invoices)];
    if (self.kind === 'same') {
      await trx.updateTable('debtors').set({ oldest_due, fingerprint }).where('tenant', '=', tenant).where('id', '=', id).execute();
      continue;
    }
    await bulk.insert(trx, 'debtors', [debtorRow(tenant, debtor, oldest_due, fingerprint)]);
    const parts = debtorParts(tenant, debtor, judge);
    await bulk.insert(trx, 'debtor_keys', parts.debtor_keys);
    await bulk.insert(trx, 'debtor_credits', parts.debtor_credits);
    await bulk.insert(trx, 'debtor_ibans', parts.debtor_ibans);
    await bulk.insert(trx, 'contacts', parts.contacts);
    await bulk.insert(trx, 'domains', parts.domains);
    await bulk.insert(trx, 'name_grams', parts.name_grams);
  }
}

/** For SQLite: into the edition in use, then what is said of it. */
export async function publishIntoEdition(db: Kysely<Tables>, shelf: EditionShelf, tenant: string, changes: LedgerChanges, readAt: Instant, judge: DomainJudge): Promise<ChangesReport | null> {
  const state = await stateOf(db, tenant, changes);
  const all = state === undefined ? null : await planned(db, tenant, changes);
  const file = shelf.liveFile();
  if (state === undefined || all === null || file === null) return null;
  if ((await stateOf(db, tenant, changes)) === undefined || shelf.liveFile() !== file) return null;
  const edition = new LiveEdition(file, tenant, changes.after, judge);
  let tally: Tally;
  try {
    if (needsAWord(state, (await lastOf(db, tenant, state)).debtors, tallied(edition.since(), all.customers), all.strangers, changes)) return null;
    for (const lot of slices(all.customers, CUSTOMERS_AT_ONCE)) {
      edition.write(lot, dayOfInstant(changes.source.asOf));
      await breathe();
    }
    tally = edition.since();
  } finally {
    edition.close();
  }
  return writing(db, 'sqlite', async (trx) => {
    const still = await stateOf(trx, tenant, changes);
    if (still === undefined || shelf.liveFile() !== file) return null;
    await shelf.hold(trx, tenant, all.customers.flatMap(({ id, self }) => (self.kind === 'same' ? [] : [id])));
    return tell(trx, tenant, still, tally, all, changes, readAt);
  });
}
