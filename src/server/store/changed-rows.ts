import { indexed, invoiceId, isHashed } from '../../core';
import type { CompanyId, Debtor, DebtorId, Invoice } from '../../core';
import { INSTALMENT_FIELDS, INVOICE_FIELDS, PAYMENT_FIELDS } from './edition-schema';
import { debtorMark } from './fingerprints';
import type { LedgerChanges } from './ledger-content';
import { packed, unpacked } from './packed-debtor';
import type { Db } from './read-accounts';
import { MISSING, invoiceParts, invoiceRow } from './rows';
import type { Tables } from './schema';

/** What is to be written of one customer; himself, his people and his numbers stand as they are. */
export interface ChangedRows {
  readonly debtor: Debtor;
  /** All that he has now. */
  readonly invoices: readonly Invoice[];
  /** Those of which any row differs, or is not there yet. */
  readonly write: readonly Invoice[];
  /** Ids, as they are kept, of those that are no longer listed. */
  readonly gone: readonly string[];
  /** How many of `write` the ledger in use did not list. */
  readonly added: number;
}

type Kept = Tables['invoices'];

/** Their order in the ledger in use says nothing, except of the parts of one invoice. */
const saidOf = (invoice: Kept, instalments: readonly Tables['instalments'][], payments: readonly Tables['payment_events'][]): string => {
  const inOrder = <T extends { readonly position: number }>(rows: readonly T[], fields: readonly (keyof T)[]): readonly unknown[] => [...rows].sort((a, b) => a.position - b.position).map((row) => fields.map((field) => row[field]));
  return JSON.stringify([INVOICE_FIELDS.map((field) => invoice[field]), inOrder(instalments, INSTALMENT_FIELDS), inOrder(payments, PAYMENT_FIELDS)]);
};

function grouped<T>(rows: readonly T[], of: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(of(row));
    if (group === undefined) groups.set(of(row), [row]);
    else group.push(row);
  }
  return groups;
}

const placesOf = (db: Db, tenant: string) => db.selectFrom('debtor_keys').select(['debtor', 'value']).where('tenant', '=', tenant).where('kind', '=', 'place');

/**
 * What differs between what the sources say of the customers at these places and the ledger in use. null: that cannot be told
 * of the customers alone, and the whole ledger must be written: one is new, is gone, says anything else of himself, or a
 * number passed from one to another.
 */
export async function changedRows(db: Db, tenant: string, places: readonly string[], changes: LedgerChanges): Promise<readonly ChangedRows[] | null> {
  const known = new Map((await placesOf(db, tenant).where('value', 'in', places).execute()).map(({ value, debtor }) => [value, debtor]));
  if (places.some((place) => !known.has(place) && !changes.isNobody(place))) return null;
  const ids = [...new Set(known.values())];
  if (ids.length === 0) return [];
  const standing = grouped(await placesOf(db, tenant).where('debtor', 'in', ids).execute(), ({ debtor }) => debtor);
  const said = ids.map((id) => ({ id, account: changes.account((standing.get(id) ?? []).map(({ value }) => value)) }));
  const payers = said.flatMap(({ account }) => account?.debtor.payer ?? []);
  const payerIds = new Map(payers.length === 0 ? [] : (await placesOf(db, tenant).where('value', 'in', payers).execute()).map(({ value, debtor }) => [value, debtor]));
  const marks = new Map((await db.selectFrom('debtors').select(['id', 'fingerprint']).where('tenant', '=', tenant).where('id', 'in', ids).execute()).map((row) => [row.id, row.fingerprint]));
  const kept = grouped(await db.selectFrom('invoices').select(INVOICE_FIELDS).where('tenant', '=', tenant).where('debtor', 'in', ids).execute(), ({ debtor }) => debtor);
  const instalments = grouped(await db.selectFrom('instalments').select(INSTALMENT_FIELDS).where('tenant', '=', tenant).where('debtor', 'in', ids).execute(), ({ invoice }) => invoice);
  const payments = grouped(await db.selectFrom('payment_events').select(PAYMENT_FIELDS).where('tenant', '=', tenant).where('debtor', 'in', ids).execute(), ({ invoice }) => invoice);
  const all: ChangedRows[] = [];
  const unknown: string[] = [];
  for (const { id, account } of said) {
    if (account === null) return null;
    const debtor: Debtor = { ...unpacked(packed(account.debtor)), id: id as DebtorId, payer: account.debtor.payer === null ? null : ((payerIds.get(account.debtor.payer) ?? null) as DebtorId | null) };
    const mark = marks.get(id) ?? MISSING;
    if (mark === MISSING || !mark.startsWith(debtorMark(debtor))) return null;
    const before = new Map((kept.get(id) ?? []).map((row) => [row.id, row]));
    const invoices = account.invoices.map((invoice) => ({ ...invoice, debtor: debtor.id }));
    const listed = new Set(invoices.map((invoice) => indexed(invoice.id)));
    const write = invoices.filter((invoice) => {
      const row = before.get(indexed(invoice.id));
      const now = invoiceParts(tenant, invoice, id);
      return row === undefined || saidOf(row, instalments.get(row.id) ?? [], payments.get(row.id) ?? []) !== saidOf(invoiceRow(tenant, invoice, id), now.instalments, now.payments);
    });
    const gone = [...before.values()].filter((row) => row.missing_since === null && !listed.has(row.id));
    if (gone.some((row) => passedOn(tenant, row, changes))) return null;
    unknown.push(...[...listed].filter((invoice) => !before.has(invoice)));
    all.push({ debtor, invoices, write, gone: gone.map((row) => row.id), added: write.filter((invoice) => before.get(indexed(invoice.id))?.missing_since !== null).length });
  }
  // A number that stands, or stood, under somebody else.
  const others = unknown.length === 0 ? undefined : await db.selectFrom('invoices').select('id').where('tenant', '=', tenant).where('id', 'in', unknown).limit(1).executeTakeFirst();
  return others === undefined ? all : null;
}

/** Another customer has that number now, or it is one of several that bore it (`@`, union.ts): the whole says what each is called. */
function passedOn(tenant: string, row: Kept, changes: LedgerChanges): boolean {
  const id = isHashed(row.id) ? invoiceId(tenant as CompanyId, row.number, row.kind as Invoice['kind']) : row.id;
  return id.includes('@') || changes.lists(id);
}
