import { firstIds, indexed, invoiceId, isHashed, keysOf } from '../../core';
import type { CompanyId, Debtor, DebtorId, Invoice } from '../../core';
import { INSTALMENT_FIELDS, INVOICE_FIELDS, PAYMENT_FIELDS } from './edition-schema';
import { debtorMark } from './fingerprints';
import type { ChangedStanding, LedgerChanges } from './ledger-content';
import { packed, unpacked } from './packed-debtor';
import type { Db } from './read-accounts';
import { MISSING, invoiceParts, invoiceRow } from './rows';
import type { Tables } from './schema';

/** What is to be written of a customer beside his invoices. */
export type ChangedSelf =
  /** He, his people and his numbers stand as they are. */
  | { readonly kind: 'same'; readonly debtor: Debtor }
  | { readonly kind: 'new'; readonly debtor: Debtor }
  /** Something else is said of him. `returned`: the ledger in use no longer listed him. The rest: as he stood. */
  | { readonly kind: 'other'; readonly debtor: Debtor; readonly name: string; readonly code: string | null; readonly returned: boolean }
  /** He keeps his name, people and log. */
  | { readonly kind: 'gone' };

/** What is to be written of one customer. */
export interface ChangedRows {
  readonly id: DebtorId;
  readonly self: ChangedSelf;
  /** All that he has now. */
  readonly invoices: readonly Invoice[];
  /** Those of which any row differs, or is not there yet. */
  readonly write: readonly Invoice[];
  /** Ids, as they are kept, of those that are no longer listed. */
  readonly gone: readonly string[];
  /** How many of `write` the ledger in use did not list. */
  readonly added: number;
}

export interface Changed {
  readonly customers: readonly ChangedRows[];
  /** Somebody whom no ledger lists was met: invoices of his may have come or gone, which are counted nevertheless. */
  readonly strangers: boolean;
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
const SELF = ['id', 'fingerprint', 'name', 'code', 'siren', 'siret', 'vat'] as const;
type Self = Pick<Tables['debtors'], (typeof SELF)[number]>;

/** A customer as he stands now, and as the ledger in use has him; null: it does not. */
interface Met {
  readonly id: DebtorId;
  readonly before: Self | null;
  readonly now: Exclude<ChangedStanding, { readonly kind: 'nobody' | 'unclear' }> | null;
}

/**
 * What differs between what the sources say of the customers at these places and the ledger in use. null: that cannot be told
 * of the customers alone, and the whole ledger must be written: two may be one, one pays for others who came or went, or a
 * number passed from one to another.
 */
export async function changedRows(db: Db, tenant: string, places: readonly string[], changes: LedgerChanges): Promise<Changed | null> {
  const found = await metAt(db, tenant, places, changes);
  if (found === null) return null;
  const { met, strangers } = found;
  if (met.length === 0) return { customers: [], strangers };
  const ids = met.map(({ id }) => id);
  const payerIds = await standingAt(db, tenant, met.flatMap(({ now }) => now?.debtor.payer ?? []));
  const kept = grouped(await db.selectFrom('invoices').select(INVOICE_FIELDS).where('tenant', '=', tenant).where('debtor', 'in', ids).execute(), ({ debtor }) => debtor);
  const instalments = grouped(await db.selectFrom('instalments').select(INSTALMENT_FIELDS).where('tenant', '=', tenant).where('debtor', 'in', ids).execute(), ({ invoice }) => invoice);
  const payments = grouped(await db.selectFrom('payment_events').select(PAYMENT_FIELDS).where('tenant', '=', tenant).where('debtor', 'in', ids).execute(), ({ invoice }) => invoice);
  const all: ChangedRows[] = [];
  const unknown: string[] = [];
  for (const { id, before: self, now } of met) {
    const before = new Map((kept.get(id) ?? []).map((row) => [row.id, row]));
    const invoices = (now?.invoices ?? []).map((invoice) => ({ ...invoice, debtor: id }));
    const listed = new Set(invoices.map((invoice) => indexed(invoice.id)));
    const write = invoices.filter((invoice) => {
      const row = before.get(indexed(invoice.id));
      const parts = invoiceParts(tenant, invoice, id);
      return row === undefined || saidOf(row, instalments.get(row.id) ?? [], payments.get(row.id) ?? []) !== saidOf(invoiceRow(tenant, invoice, id), parts.instalments, parts.payments);
    });
    const gone = [...before.values()].filter((row) => row.missing_since === null && !listed.has(row.id));
    if (gone.some((row) => passedOn(tenant, row, changes))) return null;
    unknown.push(...[...listed].filter((invoice) => !before.has(invoice)));
    const debtor = now === null ? null : { ...unpacked(packed(now.debtor)), id, payer: now.debtor.payer === null ? null : ((payerIds.get(now.debtor.payer) ?? null) as DebtorId | null) };
    all.push({ id, self: selfOf(debtor, self), invoices, write, gone: gone.map((row) => row.id), added: write.filter((invoice) => before.get(indexed(invoice.id))?.missing_since !== null).length });
  }
  // A number that stands, or stood, under somebody else.
  const others = unknown.length === 0 ? undefined : await db.selectFrom('invoices').select('id').where('tenant', '=', tenant).where('id', 'in', unknown).limit(1).executeTakeFirst();
  return others === undefined ? { customers: all, strangers } : null;
}

function selfOf(debtor: Debtor | null, before: Self | null): ChangedSelf {
  if (debtor === null) return { kind: 'gone' };
  if (before === null) return { kind: 'new', debtor };
  if (before.fingerprint.startsWith(debtorMark(debtor))) return { kind: 'same', debtor };
  return { kind: 'other', debtor, name: before.name, code: before.code, returned: before.fingerprint === MISSING };
}

/** Who stands, or stood, at these places; whom nobody lists and nobody listed is left out. null: only the whole says. */
async function metAt(db: Db, tenant: string, places: readonly string[], changes: LedgerChanges): Promise<{ readonly met: readonly Met[]; readonly strangers: boolean } | null> {
  const rows = await placesOf(db, tenant).where('value', 'in', places).execute();
  const known = new Map(rows.map(({ value, debtor }) => [value, debtor]));
  // A place at which two stood one after the other.
  if (known.size < rows.length) return null;
  const ids = [...new Set(known.values())];
  const standing = grouped(ids.length === 0 ? [] : await placesOf(db, tenant).where('debtor', 'in', ids).execute(), ({ debtor }) => debtor);
  const selves = new Map((ids.length === 0 ? [] : await db.selectFrom('debtors').select(SELF).where('tenant', '=', tenant).where('id', 'in', ids).execute()).map((row) => [row.id, row]));
  const met: Met[] = [];
  const newcomers: Debtor[] = [];
  let strangers = false;
  for (const id of ids) {
    const [before, at] = [selves.get(id), (standing.get(id) ?? []).map(({ value }) => value)];
    if (before === undefined) return null;
    const listed = before.fingerprint !== MISSING;
    const now = changes.standing(at, listed ? before : null);
    if (now.kind === 'unclear' || (listed !== (now.kind === 'account') && at.some((place) => changes.pays(place)))) return null;
    if (now.kind === 'account') met.push({ id: id as DebtorId, before, now });
    else if (listed) met.push({ id: id as DebtorId, before, now: null });
    else strangers = true;
  }
  for (const place of places.filter((each) => !known.has(each))) {
    const now = changes.standing([place], null);
    if (now.kind === 'nobody') {
      strangers = true;
      continue;
    }
    if (now.kind !== 'account' || changes.pays(place)) return null;
    newcomers.push(now.debtor);
    met.push({ id: firstIds([]).of(now.debtor) as DebtorId, before: null, now });
  }
  return (await someMayBeKnown(db, tenant, newcomers)) ? null : { met, strangers };
}

/** Whether the ledger in use has anybody whom one of them may be, or who bears the id that he would get (debtor-identity.ts); a name is no proof. */
async function someMayBeKnown(db: Db, tenant: string, newcomers: readonly Debtor[]): Promise<boolean> {
  if (newcomers.length === 0) return false;
  const ids = newcomers.map((debtor) => firstIds([]).of(debtor));
  if ((await db.selectFrom('debtors').select('id').where('tenant', '=', tenant).where('id', 'in', ids).limit(1).executeTakeFirst()) !== undefined) return true;
  const values = newcomers.flatMap((debtor) => keysOf(debtor).flatMap(({ kind, value }) => (kind === 'place' || kind === 'name-town' ? [] : [value])));
  if (values.length === 0) return false;
  return (await db.selectFrom('debtor_keys').select('debtor').where('tenant', '=', tenant).where('kind', 'in', ['code', 'siren', 'siret', 'vat']).where('value', 'in', values).limit(1).executeTakeFirst()) !== undefined;
}

/** Those of the places at which somebody stands whom the ledger in use lists. */
async function standingAt(db: Db, tenant: string, places: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (places.length === 0) return new Map();
  const at = await placesOf(db, tenant).where('value', 'in', places).execute();
  if (at.length === 0) return new Map();
  const listed = new Set((await db.selectFrom('debtors').select('id').where('tenant', '=', tenant).where('id', 'in', at.map(({ debtor }) => debtor)).where('fingerprint', '<>', MISSING).execute()).map(({ id }) => id));
  return new Map(at.filter(({ debtor }) => listed.has(debtor)).map(({ value, debtor }) => [value, debtor]));
}

/** Another customer has that number now, or it is one of several that bore it (`@`, union.ts): the whole says what each is called. */
function passedOn(tenant: string, row: Kept, changes: LedgerChanges): boolean {
  const id = isHashed(row.id) ? invoiceId(tenant as CompanyId, row.number, row.kind as Invoice['kind']) : row.id;
  return id.includes('@') || changes.lists(id);
}
