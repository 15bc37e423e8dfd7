import type { Kysely, Transaction } from 'kysely';
import type { CompanyId, Debtor, DebtorId, Invoice, LogEntry } from '../../core';
import { DEBTOR_COLUMNS, ENTRY_COLUMNS, INVOICE_COLUMNS, debtorOf, entryOf, invoiceOf } from './rows';
import type { InstalmentRow, PaymentRow } from './rows';
import type { Tables } from './schema';

export type Db = Kysely<Tables> | Transaction<Tables>;

/** One debtor as the mirror and the log hold it. */
export interface Account {
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
  readonly entries: readonly LogEntry[];
}

export interface AccountDepth {
  /** Only what is open: enough for sums, half of the rows. */
  readonly openOnly: boolean;
  readonly entries: boolean;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const NONE: readonly never[] = [];

/** A handful of range reads whatever the number of debtors; unknown ids are absent from the answer. */
export async function readAccounts(db: Db, tenant: string, ids: readonly string[], depth: AccountDepth): Promise<ReadonlyMap<DebtorId, Account>> {
  const accounts = new Map<DebtorId, Account>();
  if (ids.length === 0) return accounts;
  const debtors = await db.selectFrom('debtors').select(DEBTOR_COLUMNS).where('tenant', '=', tenant).where('id', 'in', ids).execute();
  if (debtors.length === 0) return accounts;
  const contacts = await db.selectFrom('contacts').select(['debtor', 'name', 'address', 'role']).where('tenant', '=', tenant).where('debtor', 'in', ids).orderBy('position').execute();
  // A domain shared by two debtors (an accountant's, a group's) belongs to neither of them alone.
  const domains = await db.selectFrom('domains as d').select(['d.debtor', 'd.domain']).where('d.tenant', '=', tenant).where('d.debtor', 'in', ids)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('domains as o').select('o.debtor').whereRef('o.tenant', '=', 'd.tenant').whereRef('o.domain', '=', 'd.domain').whereRef('o.debtor', '<>', 'd.debtor'))))
    .execute();
  const credits = await db.selectFrom('debtor_credits').select(['debtor', 'currency', 'minor']).where('tenant', '=', tenant).where('debtor', 'in', ids).execute();
  let wanted = db.selectFrom('invoices').select(INVOICE_COLUMNS).where('tenant', '=', tenant).where('debtor', 'in', ids);
  if (depth.openOnly) wanted = wanted.where('open', '=', 1);
  const invoices = await wanted.execute();
  const instalments = await db.selectFrom('instalments').select(['invoice', 'position', 'due', 'due_basis', 'currency', 'amount', 'outstanding']).where('tenant', '=', tenant).where('debtor', 'in', ids).execute();
  const payments = depth.openOnly ? NONE : await db.selectFrom('payment_events').select(['invoice', 'position', 'paid_on', 'currency', 'amount', 'kind', 'reference']).where('tenant', '=', tenant).where('debtor', 'in', ids).execute();
  const entries = depth.entries ? await db.selectFrom('log_entries').select(ENTRY_COLUMNS).where('tenant', '=', tenant).where('debtor', 'in', ids).orderBy('seq').execute() : NONE;

  const contactsOf = new Map<string, (typeof contacts)[number][]>();
  for (const row of contacts) push(contactsOf, row.debtor, row);
  const domainsOf = new Map<string, (typeof domains)[number][]>();
  for (const row of domains) push(domainsOf, row.debtor, row);
  const creditsOf = new Map<string, (typeof credits)[number][]>();
  for (const row of credits) push(creditsOf, row.debtor, row);
  const instalmentsOf = new Map<string, InstalmentRow[]>();
  for (const row of instalments) push(instalmentsOf, row.invoice, row);
  const paymentsOf = new Map<string, PaymentRow[]>();
  for (const row of payments) push(paymentsOf, row.invoice, row);
  const invoicesOf = new Map<string, Invoice[]>();
  const byPosition = (a: { readonly position: number }, b: { readonly position: number }): number => a.position - b.position;
  for (const row of invoices) push(invoicesOf, row.debtor, invoiceOf(tenant as CompanyId, row, (instalmentsOf.get(row.id) ?? []).sort(byPosition), (paymentsOf.get(row.id) ?? []).sort(byPosition)));
  const entriesOf = new Map<string, LogEntry[]>();
  for (const row of entries) push(entriesOf, row.debtor, entryOf(row));

  for (const row of debtors) {
    const parts = { contacts: contactsOf.get(row.id) ?? NONE, domains: domainsOf.get(row.id) ?? NONE, credits: creditsOf.get(row.id) ?? NONE };
    accounts.set(row.id as DebtorId, { debtor: debtorOf(row, parts), invoices: invoicesOf.get(row.id) ?? NONE, entries: entriesOf.get(row.id) ?? NONE });
  }
  return accounts;
}

export async function readEntries(db: Db, tenant: string, debtor: string): Promise<readonly LogEntry[]> {
  const rows = await db.selectFrom('log_entries').select(ENTRY_COLUMNS).where('tenant', '=', tenant).where('debtor', '=', debtor).orderBy('seq').execute();
  return rows.map(entryOf);
}
