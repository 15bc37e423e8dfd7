import type { Kysely, Transaction } from 'kysely';
import { assignIds, indexed, isLocalDate, statementOfAccount, withoutNul } from '../../core';
import type { Debtor, DebtorId, DebtorKey, Identities, Instant, Invoice, KnownDebtor, LocalDate } from '../../core';
import { BulkInsert } from './bulk-insert';
import type { DomainJudge } from './company-domains';
import { debtorParts } from './debtor-parts';
import { fingerprintOf } from './fingerprints';
import type { ImportReport } from './ledger-content';
import { asOnlyImport, betweenAppends } from './ledger-locks';
import { MISSING, debtorRow, invoiceParts, invoiceRow } from './rows';
import type { Tables } from './schema';
import type { Reading, ReadingFacts } from './whole-reading';

const INVOICES_AT_ONCE = 300;
const DEBTORS_AT_ONCE = 150;
const UNCHANGED_AT_ONCE = 500;

interface Account {
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
  readonly fingerprint: string;
}

/** Lets waiting requests in between two batches. */
export const breathe = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** How an import is followed and stopped while it writes. */
export interface Followed {
  /** Invoices of `of` that are written, or stand as they were. */
  told(done: number, of: number): void;
  /** @throws when nobody wants it any more. */
  check(): void;
  /** From here on it is put in use. @throws when nobody wants it any more. */
  seal(): void;
}

export const UNFOLLOWED: Followed = { told: () => undefined, check: () => undefined, seal: () => undefined };

/**
 * For PostgreSQL: one transaction, so that the old ledger is read until the new one is whole; readers do not wait for it
 * there, and appends only for its commit (ledger-locks.ts). SQLite has one writer: it gets editions instead (edition-schema.ts).
 */
export async function importLedger(trx: Transaction<Tables>, tenant: string, reading: Reading, readAt: Instant, judge: DomainJudge, followed: Followed = UNFOLLOWED): Promise<ImportReport> {
  await asOnlyImport(trx, tenant);
  const asOf = dayOfInstant(reading.facts.source.asOf);
  const ids = assignIds(reading.debtors(), await knownDebtors(trx, tenant));
  const known = new Map((await trx.selectFrom('debtors').select(['id', 'fingerprint']).where('tenant', '=', tenant).execute()).map((d) => [d.id, d.fingerprint]));
  const bulk = new BulkInsert();
  let written = 0;
  let missing = 0;
  let batch: Account[] = [];
  let batchInvoices = 0;
  let passed = 0;
  const flush = async (): Promise<void> => {
    followed.check();
    const accounts = batch;
    batch = [];
    batchInvoices = 0;
    if (accounts.length > 0) missing += await writeAccounts(trx, bulk, tenant, accounts, known, reading, asOf, judge);
    written += accounts.length;
    followed.told(passed, reading.invoiceCount);
    await breathe();
  };
  let seen = 0;
  for (const given of reading.debtors()) {
    const debtor: Debtor = { ...given, id: kept(ids, given.id), payer: given.payer === null ? null : (ids.get(given.payer) ?? null) };
    const invoices = reading.invoicesOf(given.id).map((invoice) => (invoice.debtor === debtor.id ? invoice : { ...invoice, debtor: debtor.id }));
    const fingerprint = fingerprintOf(debtor, invoices);
    passed += invoices.length;
    if (known.get(debtor.id) !== fingerprint) {
      batch.push({ debtor, invoices, fingerprint });
      batchInvoices += invoices.length;
    }
    seen += 1;
    if (batch.length >= DEBTORS_AT_ONCE || batchInvoices >= INVOICES_AT_ONCE || seen % UNCHANGED_AT_ONCE === 0) await flush();
  }
  await flush();
  const present = new Set<string>(ids.values());
  missing += await markMissing(trx, tenant, [...known].filter(([id, fingerprint]) => fingerprint !== MISSING && !present.has(id)).map(([id]) => id), reading, asOf, followed);
  const generation = await closeGeneration(trx, bulk, tenant, reading, readAt, missing);
  followed.check();
  await betweenAppends(trx, tenant);
  followed.seal();
  return { generation, debtors: reading.debtorCount, invoices: reading.invoiceCount, written, missing };
}

export const dayOfInstant = (at: Instant): LocalDate => {
  const day = at.slice(0, 10);
  if (!isLocalDate(day)) throw new RangeError('not a moment');
  return day;
};

function kept(ids: Identities, provisional: DebtorId): DebtorId {
  const id = ids.get(provisional);
  if (id === undefined) throw new Error('an invoice of a debtor that the reading does not hold');
  return id;
}

export async function knownDebtors(db: Kysely<Tables>, tenant: string): Promise<readonly KnownDebtor[]> {
  const rows = await db.selectFrom('debtor_keys').select(['debtor', 'kind', 'value']).where('tenant', '=', tenant).execute();
  const keys = new Map<string, DebtorKey[]>();
  for (const row of rows) {
    const key = { kind: row.kind, value: row.value } as DebtorKey;
    const of = keys.get(row.debtor);
    if (of === undefined) keys.set(row.debtor, [key]);
    else of.push(key);
  }
  return [...keys].map(([id, of]) => ({ id, keys: of }));
}

/** @returns how many invoices of these debtors the newer ledger no longer lists. */
async function writeAccounts(trx: Transaction<Tables>, bulk: BulkInsert, tenant: string, accounts: readonly Account[], known: ReadonlyMap<string, string>, reading: Reading, asOf: LocalDate, judge: DomainJudge): Promise<number> {
  const seenBefore = accounts.filter((a) => known.has(a.debtor.id)).map((a) => a.debtor.id as string);
  const missing = seenBefore.length === 0 ? 0 : await clearForRewrite(trx, tenant, seenBefore, accounts.flatMap((a) => a.invoices.map((i) => indexed(i.id))), reading, asOf);
  const rows = { debtors: [] as Tables['debtors'][], debtor_keys: [] as Tables['debtor_keys'][], debtor_credits: [] as Tables['debtor_credits'][], debtor_ibans: [] as Tables['debtor_ibans'][], contacts: [] as Tables['contacts'][],
    domains: [] as Tables['domains'][], name_grams: [] as Tables['name_grams'][], invoices: [] as Tables['invoices'][], instalments: [] as Tables['instalments'][],
    payment_events: [] as Tables['payment_events'][], invoice_keys: [] as Tables['invoice_keys'][] };
  for (const { debtor, invoices, fingerprint } of accounts) {
    rows.debtors.push(debtorRow(tenant, debtor, oldestDue(debtor, invoices, asOf), fingerprint));
    const parts = debtorParts(tenant, debtor, judge);
    rows.debtor_keys.push(...parts.debtor_keys);
    rows.debtor_credits.push(...parts.debtor_credits);
    rows.debtor_ibans.push(...parts.debtor_ibans);
    rows.contacts.push(...parts.contacts);
    rows.domains.push(...parts.domains);
    rows.name_grams.push(...parts.name_grams);
    for (const invoice of invoices) {
      rows.invoices.push(invoiceRow(tenant, invoice));
      const { instalments, payments, keys } = invoiceParts(tenant, invoice, debtor.id);
      rows.instalments.push(...instalments);
      rows.payment_events.push(...payments);
      rows.invoice_keys.push(...keys);
    }
  }
  await bulk.insert(trx, 'debtors', rows.debtors);
  await bulk.insert(trx, 'debtor_keys', rows.debtor_keys);
  await bulk.insert(trx, 'debtor_credits', rows.debtor_credits);
  await bulk.insert(trx, 'debtor_ibans', rows.debtor_ibans);
  await bulk.insert(trx, 'contacts', rows.contacts);
  await bulk.insert(trx, 'domains', rows.domains);
  await bulk.insert(trx, 'name_grams', rows.name_grams);
  await bulk.insert(trx, 'invoices', rows.invoices);
  await bulk.insert(trx, 'instalments', rows.instalments);
  await bulk.insert(trx, 'payment_events', rows.payment_events);
  await bulk.insert(trx, 'invoice_keys', rows.invoice_keys);
  return missing;
}

/** The earliest day with something open after credits were netted; drives the worklist's order only. */
export function oldestDue({ unallocatedCredits }: Pick<Debtor, 'unallocatedCredits'>, invoices: readonly Invoice[], asOf: LocalDate): string | null {
  let oldest: LocalDate | null = null;
  for (const item of statementOfAccount({ invoices, unallocatedCredits, disputes: [] }, asOf).items) {
    if (item.outstanding.minor > 0 && (oldest === null || item.due < oldest)) oldest = item.due;
  }
  return oldest;
}

/** Takes away what is about to be written again. Invoices that vanished stay, marked: never paid (design: principle 7). */
async function clearForRewrite(trx: Transaction<Tables>, tenant: string, debtors: readonly string[], rewritten: readonly string[], reading: Reading, asOf: LocalDate): Promise<number> {
  for (const table of ['debtor_keys', 'debtor_credits', 'debtor_ibans', 'contacts', 'domains', 'name_grams'] as const) {
    await trx.deleteFrom(table).where('tenant', '=', tenant).where('debtor', 'in', debtors).execute();
  }
  const before = await trx.selectFrom('invoices').select('id').where('tenant', '=', tenant).where('debtor', 'in', debtors).where('missing_since', 'is', null).execute();
  const missing = await markInvoices(trx, tenant, before.map((i) => i.id).filter((id) => !reading.lists(id)), asOf);
  for (const slice of slices(rewritten, 2_000)) {
    await trx.updateTable('invoices').set({ missing_since: null }).where('tenant', '=', tenant).where('id', 'in', slice).where('missing_since', 'is not', null).execute();
  }
  await dropParts(trx, tenant, debtors);
  return missing;
}

/** Drops the parts of these debtors' invoices, except of those kept as missing: also of an invoice that now stands under another debtor. */
async function dropParts(trx: Transaction<Tables>, tenant: string, debtors: readonly string[]): Promise<void> {
  for (const table of ['instalments', 'payment_events', 'invoice_keys'] as const) {
    await trx.deleteFrom(table).where('tenant', '=', tenant).where('debtor', 'in', debtors)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('invoices as i').select('i.id').where('i.tenant', '=', tenant)
        .whereRef('i.id', '=', `${table}.invoice`).whereRef('i.debtor', '=', `${table}.debtor`).where('i.missing_since', 'is not', null))))
      .execute();
  }
}

async function markInvoices(trx: Transaction<Tables>, tenant: string, invoices: readonly string[], asOf: LocalDate): Promise<number> {
  for (const slice of slices(invoices, 2_000)) {
    await trx.updateTable('invoices').set({ missing_since: asOf, open: 0 }).where('tenant', '=', tenant).where('id', 'in', slice).execute();
  }
  return invoices.length;
}

async function markMissing(trx: Transaction<Tables>, tenant: string, debtors: readonly string[], reading: Reading, asOf: LocalDate, followed: Followed): Promise<number> {
  let missing = 0;
  for (const slice of slices(debtors, DEBTORS_AT_ONCE)) {
    followed.check();
    const open = await trx.selectFrom('invoices').select('id').where('tenant', '=', tenant).where('debtor', 'in', slice).where('missing_since', 'is', null).execute();
    missing += await markInvoices(trx, tenant, open.map((i) => i.id).filter((id) => !reading.lists(id)), asOf);
    await dropParts(trx, tenant, slice);
    // What the old file said of a deposit is unknown too once the customer has vanished.
    await trx.deleteFrom('debtor_credits').where('tenant', '=', tenant).where('debtor', 'in', slice).execute();
    // His account must not make that of his successor a shared one.
    await trx.deleteFrom('debtor_ibans').where('tenant', '=', tenant).where('debtor', 'in', slice).execute();
    await trx.updateTable('debtors').set({ fingerprint: MISSING, oldest_due: null }).where('tenant', '=', tenant).where('id', 'in', slice).execute();
    await breathe();
  }
  return missing;
}

export function* slices<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}

async function closeGeneration(trx: Transaction<Tables>, bulk: BulkInsert, tenant: string, { facts, debtorCount, invoiceCount, numberShapes, documents }: Reading, readAt: Instant, missing: number): Promise<number> {
  const generation = await tellGeneration(trx, tenant, { ...facts, debtors: debtorCount, invoices: invoiceCount, missing, numberShapes }, readAt);
  await trx.deleteFrom('documents').where('tenant', '=', tenant).execute();
  await bulk.insert(trx, 'documents', documents.map((d) => ({ tenant, reference: indexed(d.reference), path: d.path })));
  return generation;
}

interface Generation extends ReadingFacts {
  readonly debtors: number;
  readonly invoices: number;
  readonly missing: number;
  readonly numberShapes: readonly string[];
}

/** What is said of the ledger that is now in use. @returns its number, one more than the one before. */
export async function tellGeneration(trx: Kysely<Tables>, tenant: string, of: Generation, readAt: Instant): Promise<number> {
  const before = await trx.selectFrom('ledger_state').select('generation').where('tenant', '=', tenant).executeTakeFirst();
  const last = await trx.selectFrom('ledger_generations').select((eb) => eb.fn.max('generation').as('generation')).where('tenant', '=', tenant).executeTakeFirst();
  // The state may have been lost with its file; generations are counted on.
  const generation = Math.max(before?.generation ?? 0, last?.generation ?? 0) + 1;
  const state = {
    generation, name: withoutNul(of.source.name), kind: of.source.kind, as_of: of.source.asOf, read_at: readAt, rows: of.rows, unreadable: of.unreadable,
    problems: JSON.stringify(of.problems), number_shapes: JSON.stringify(of.numberShapes),
    remarks: of.remarks === null ? null : JSON.stringify(of.remarks),
  };
  if (before === undefined) await trx.insertInto('ledger_state').values({ tenant, ...state }).execute();
  else await trx.updateTable('ledger_state').set(state).where('tenant', '=', tenant).execute();
  await trx.insertInto('ledger_generations').values({
    tenant, generation, name: state.name, as_of: state.as_of, read_at: readAt, rows: of.rows, debtors: of.debtors, invoices: of.invoices, missing: of.missing,
  }).execute();
  return generation;
}
