import type { Compilable, Kysely, Transaction } from 'kysely';
import type { CompanyId, Debtor, DebtorId, Invoice, LogEntry } from '../../core';
import { DEBTOR_COLUMNS, ENTRY_COLUMNS, INVOICE_COLUMNS, debtorOf, entryOf, invoiceOf } from './rows';
import type { InstalmentRow, PaymentRow } from './rows';
import { INSTALMENT_COLUMNS, debtorNamed, entryNamed, instalmentNamed, invoiceNamed } from './row-lists';
import type { RowOfList } from './row-lists';
import type { Tables } from './schema';
import type { StatementShapes } from './statement-shapes';

export type Db = Kysely<Tables> | Transaction<Tables>;

/** One debtor as the mirror and the log hold it. */
export interface Account {
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
  readonly entries: readonly LogEntry[];
}

/** sums: what is open, without people and log; rules: what decides, without people; whole: everything. */
export type AccountDepth = 'sums' | 'rules' | 'whole';

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const NONE: readonly never[] = [];

/** A handful of range reads whatever the number of debtors; unknown ids are absent from the answer. */
export async function readAccounts(db: Db, shapes: StatementShapes, tenant: string, ids: readonly string[], depth: AccountDepth): Promise<ReadonlyMap<DebtorId, Account>> {
  const accounts = new Map<DebtorId, Account>();
  if (ids.length === 0) return accounts;
  const whole = depth === 'whole';
  const logged = depth !== 'sums';
  const { parameters: given, shape } = shapes.given(ids);
  const of = [tenant, ...given];
  // Lot after lot of a decision run asks the same.
  const again = depth === 'rules';
  const among = (column: string) => shapes.among(column, ids);
  const read = <R>(name: string, build: () => Compilable<R>, parameters: readonly unknown[] = of, named: RowOfList<R> | null = null): Promise<readonly R[]> => shapes.rows(db, `${name}${shape}`, parameters, build, { named, again });
  const debtors = await read('debtors', () => db.selectFrom('debtors').select(DEBTOR_COLUMNS).where('tenant', '=', tenant).where(among('id')), of, debtorNamed);
  if (debtors.length === 0) return accounts;
  const contacts = whole ? await read('contacts', () => db.selectFrom('contacts').select(['debtor', 'name', 'address', 'role']).where('tenant', '=', tenant).where(among('debtor')).orderBy('position')) : NONE;
  // A domain shared by two debtors (an accountant's, a group's) belongs to neither of them alone.
  const domains = whole ? await read('domains', () => db.selectFrom('domains as d').select(['d.debtor', 'd.domain']).where('d.tenant', '=', tenant).where(among('d.debtor'))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('domains as o').select('o.debtor').whereRef('o.tenant', '=', 'd.tenant').whereRef('o.domain', '=', 'd.domain').whereRef('o.debtor', '<>', 'd.debtor'))))) : NONE;
  const credits = await read('credits', () => db.selectFrom('debtor_credits').select(['debtor', 'currency', 'minor']).where('tenant', '=', tenant).where(among('debtor')));
  // Nor does an account from which two of them pay.
  const ibans = depth === 'rules' ? NONE : await read('ibans', () => db.selectFrom('debtor_ibans as i').select(['i.debtor', 'i.iban']).where('i.tenant', '=', tenant).where(among('i.debtor'))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('debtor_ibans as o').select('o.debtor').whereRef('o.tenant', '=', 'i.tenant').whereRef('o.iban', '=', 'i.iban').whereRef('o.debtor', '<>', 'i.debtor'))))
    .orderBy('i.iban'));
  const ofDebtors = () => db.selectFrom('invoices').select(INVOICE_COLUMNS).where('tenant', '=', tenant).where(among('debtor'));
  const invoices = logged ? await read('invoices', ofDebtors, of, invoiceNamed) : await read('open invoices', () => ofDebtors().where('open', '=', 1), [...of, 1], invoiceNamed);
  const instalments = await read('instalments', () => db.selectFrom('instalments').select(INSTALMENT_COLUMNS).where('tenant', '=', tenant).where(among('debtor')), of, instalmentNamed);
  const payments = logged ? await read('payments', () => db.selectFrom('payment_events').select(['invoice', 'position', 'paid_on', 'currency', 'amount', 'kind', 'reference']).where('tenant', '=', tenant).where(among('debtor'))) : NONE;
  const entries = logged ? await read('entries', () => db.selectFrom('log_entries').select(ENTRY_COLUMNS).where('tenant', '=', tenant).where(among('debtor')).orderBy('seq'), of, entryNamed) : NONE;

  const choices = logged ? await read('policy choices', () => db.selectFrom('policy_choices').select(['subject', 'policy']).where('tenant', '=', tenant).where(among('subject')).where('scope', '=', 'debtor').orderBy('seq'), [...of, 'debtor']) : NONE;
  // In order: of each debtor the newest stays. What the team gave comes before what the ledger says; taken back, the ledger's holds again.
  const policyOf = new Map(choices.map(({ subject, policy }) => [subject, policy as Debtor['policy']]));

  const contactsOf = new Map<string, (typeof contacts)[number][]>();
  for (const row of contacts) push(contactsOf, row.debtor, row);
  const domainsOf = new Map<string, (typeof domains)[number][]>();
  for (const row of domains) push(domainsOf, row.debtor, row);
  const creditsOf = new Map<string, (typeof credits)[number][]>();
  for (const row of credits) push(creditsOf, row.debtor, row);
  const ibansOf = new Map<string, (typeof ibans)[number][]>();
  for (const row of ibans) push(ibansOf, row.debtor, row);
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
    const parts = { contacts: contactsOf.get(row.id) ?? NONE, domains: domainsOf.get(row.id) ?? NONE, credits: creditsOf.get(row.id) ?? NONE, ibans: ibansOf.get(row.id) ?? NONE };
    const debtor = debtorOf(row, parts);
    accounts.set(row.id as DebtorId, { debtor: { ...debtor, policy: policyOf.get(row.id) ?? debtor.policy }, invoices: invoicesOf.get(row.id) ?? NONE, entries: entriesOf.get(row.id) ?? NONE });
  }
  return accounts;
}

export async function readEntries(db: Db, tenant: string, debtor: string): Promise<readonly LogEntry[]> {
  const rows = await db.selectFrom('log_entries').select(ENTRY_COLUMNS).where('tenant', '=', tenant).where('debtor', '=', debtor).orderBy('seq').execute();
  return rows.map(entryOf);
}

/** What decides about several debtors, and the reading of the ledger that says it; all of one state of the database. */
export interface RuledAccounts {
  /** null: no ledger. */
  readonly ledger: string | null;
  readonly accounts: ReadonlyMap<DebtorId, Account>;
}

export async function readRuled(db: Db, shapes: StatementShapes, tenant: string, ids: readonly string[]): Promise<RuledAccounts> {
  const row = await db.selectFrom('ledger_state').select(['generation', 'read_at']).where('tenant', '=', tenant).executeTakeFirst();
  return { ledger: row === undefined ? null : ledgerKey(row.generation, row.read_at), accounts: await readAccounts(db, shapes, tenant, ids, 'rules') };
}

/** Names one reading of a ledger: numbers begin anew where a ledger was lost, so that the moment belongs to it. */
export const ledgerKey = (generation: number, readAt: string): string => `${generation} ${readAt}`;
