import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tables } from './schema';

/**
 * An edition is one whole ledger in a SQLite file of its own, beside the database with the log. It is written by an import
 * while nobody reads it, then put in use by one short transaction, and never changed again (but for those of connected
 * ledgers, live-edition.ts). So an import never holds the
 * log's write lock, a ledger is seen old or new and never half, and an import that dies leaves a file without a name.
 *
 * The queries of the store do not know of editions: temporary views under the names of the tables lead to the one in use.
 */
/** In the order of the table that they stand for. */
export const DEBTOR_FIELDS = ['tenant', 'id', 'code', 'name', 'siren', 'siret', 'vat', 'town', 'phone', 'language', 'kind', 'segment', 'law_country', 'policy', 'payer', 'group_name',
  'exclusion_reason', 'exclusion_until', 'oldest_due', 'fingerprint', 'contract_rate', 'postal'] as const satisfies readonly (keyof Tables['debtors'])[];
export const INVOICE_FIELDS = ['tenant', 'id', 'debtor', 'number', 'kind', 'issued', 'received_on', 'means', 'retained_minor', 'retained_currency', 'retained_released_on', 'assignee_name',
  'assignee_iban', 'corrects', 'disputed_minor', 'disputed_currency', 'e_invoice_status', 'order_number', 'document', 'missing_since', 'open', 'e_invoice_status_on', 'reminder_level', 'reminded_on'] as const satisfies readonly (keyof Tables['invoices'])[];
export const INSTALMENT_FIELDS = ['tenant', 'invoice', 'debtor', 'position', 'due', 'due_basis', 'currency', 'amount', 'outstanding'] as const satisfies readonly (keyof Tables['instalments'])[];
export const PAYMENT_FIELDS = ['tenant', 'invoice', 'debtor', 'position', 'paid_on', 'currency', 'amount', 'kind', 'reference'] as const satisfies readonly (keyof Tables['payment_events'])[];
export const KEY_FIELDS = ['tenant', 'value', 'strength', 'invoice', 'debtor'] as const satisfies readonly (keyof Tables['invoice_keys'])[];
export const SMALL_TABLES = {
  debtor_keys: ['tenant', 'kind', 'value', 'debtor'],
  debtor_credits: ['tenant', 'debtor', 'currency', 'minor'],
  debtor_ibans: ['tenant', 'debtor', 'iban'],
  contacts: ['tenant', 'debtor', 'position', 'name', 'address', 'role'],
  domains: ['tenant', 'debtor', 'domain'],
  name_grams: ['tenant', 'gram', 'debtor'],
  documents: ['tenant', 'reference', 'path'],
} as const satisfies { readonly [T in keyof Tables]?: readonly (keyof Tables[T])[] };

/** A bill carries its first instalment and the three forms of its number: nearly every invoice has one of each. */
export const BILL_FIELDS = [...INVOICE_FIELDS, 'due', 'due_basis', 'currency', 'amount', 'outstanding', 'key3', 'key2', 'key1'] as const;

const INTEGERS = new Set<string>(['retained_minor', 'disputed_minor', 'e_invoice_status', 'reminder_level', 'contract_rate', 'open', 'position', 'amount', 'outstanding', 'minor']);
const columns = (names: readonly string[]): string => names.map((name) => `"${name}" ${INTEGERS.has(name) ? 'integer' : 'text'}`).join(', ');

export const EDITION_TABLES: readonly string[] = [
  `create table debtors (${columns(DEBTOR_FIELDS)})`,
  `create table bills (${columns(BILL_FIELDS)})`,
  `create table more_instalments (${columns(INSTALMENT_FIELDS)})`,
  `create table payment_events (${columns(PAYMENT_FIELDS)})`,
  ...Object.entries(SMALL_TABLES).map(([name, fields]) => `create table ${name} (${columns(fields)})`),
];

/** Made after the rows: what is sorted once costs a third of what is sorted in row by row. */
export const INDEXES_FOR_WRITING: readonly string[] = ['create unique index bills_by_id on bills (id, tenant)', 'create index bills_by_debtor on bills (debtor, tenant)', 'create index more_instalments_by_debtor on more_instalments (debtor, tenant)'];
export const INDEXES_FOR_READING: readonly string[] = [
  'create unique index debtors_by_id on debtors (id, tenant)', 'create index debtors_by_age on debtors (tenant, oldest_due, id)', 'create index debtor_keys_by_value on debtor_keys (value, kind, tenant)', 'create index debtor_keys_by_debtor on debtor_keys (debtor, tenant)',
  'create index debtor_credits_by_debtor on debtor_credits (debtor, tenant)', 'create index debtor_ibans_by_debtor on debtor_ibans (debtor, tenant)', 'create index debtor_ibans_by_iban on debtor_ibans (iban, tenant)', 'create index contacts_by_address on contacts (address, tenant)', 'create index contacts_by_debtor on contacts (debtor, tenant)',
  'create index domains_by_domain on domains (domain, tenant)', 'create index domains_by_debtor on domains (debtor, tenant)', 'create index name_grams_by_gram on name_grams (gram, tenant, debtor)',
  'create index payment_events_by_debtor on payment_events (debtor, tenant)', 'create unique index documents_by_reference on documents (reference, tenant)',
  'create index bills_by_key3 on bills (key3, tenant)', 'create index bills_by_key2 on bills (key2, tenant)', 'create index bills_by_key1 on bills (key1, tenant)',
];

/** `edition`: as written here. `edition-without-…`: by an older version, until the ledger is read again; each lacks what those before it lack too. `tables`: a database from before there were editions, which holds the rows itself. */
export type Layout = 'edition' | 'edition-without-addresses' | 'edition-without-contract-rates' | 'edition-without-reminders' | 'edition-without-status-days' | 'edition-without-ibans' | 'tables';
/** The one of these tables that an older edition lacks. */
export const NEWEST_TABLE = 'debtor_ibans';
/** Likewise of the columns of its bills and debtors: of each of these layouts those that it lacks beside the ones of the layout before. */
export const STATUS_DAY = 'e_invoice_status_on';
export const REMINDED_ON = 'reminded_on';
export const CONTRACT_RATE = 'contract_rate';
export const POSTAL = 'postal';
const RATES: readonly string[] = [POSTAL, CONTRACT_RATE];
const REMINDERS: readonly string[] = [...RATES, 'reminder_level', REMINDED_ON];
const LACKING: Readonly<Record<Layout, readonly string[]>> = {
  tables: [], edition: [], 'edition-without-addresses': [POSTAL], 'edition-without-contract-rates': RATES, 'edition-without-reminders': REMINDERS, 'edition-without-status-days': [...REMINDERS, STATUS_DAY], 'edition-without-ibans': [...REMINDERS, STATUS_DAY],
};
export const MIRROR_TABLES = ['debtors', 'invoices', 'instalments', 'payment_events', 'invoice_keys', ...(Object.keys(SMALL_TABLES) as (keyof typeof SMALL_TABLES)[])] as const;

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** What each table's rows are, read from `schema`. */
export function rowsOf(table: (typeof MIRROR_TABLES)[number], schema: string, layout: Layout): string {
  const plain = (fields: readonly string[]): string => `select ${listed(fields)} from ${schema}.${table}`;
  const known = (field: string): string => (LACKING[layout].includes(field) ? `null as "${field}"` : `"${field}"`);
  if (table === 'debtors') return `select ${DEBTOR_FIELDS.map(known).join(', ')} from ${schema}.debtors`;
  if (table === 'payment_events') return plain(PAYMENT_FIELDS);
  if (table === 'invoices') return `select ${INVOICE_FIELDS.map(known).join(', ')} from ${schema}.${layout === 'tables' ? 'invoices' : 'bills'}`;
  if (table === 'instalments') {
    return layout === 'tables' ? plain(INSTALMENT_FIELDS)
      : `select tenant, id as invoice, debtor, 0 as position, due, due_basis, currency, amount, outstanding from ${schema}.bills where due is not null union all select ${listed(INSTALMENT_FIELDS)} from ${schema}.more_instalments`;
  }
  if (table === 'invoice_keys') {
    return layout === 'tables' ? plain(KEY_FIELDS)
      : [3, 2, 1].map((strength) => `select tenant, key${strength} as value, ${strength} as strength, id as invoice, debtor from ${schema}.bills where key${strength} is not null`).join(' union all ');
  }
  if (table === NEWEST_TABLE && layout === 'edition-without-ibans') return `select ${SMALL_TABLES[table].map((field) => `null as ${field}`).join(', ')} where 0`;
  return plain(SMALL_TABLES[table]);
}

/** Begins the name of an edition, behind that of the database. */
export const editionStem = (database: string): string => `${database}.ledger-`;
/** Behind it: the edition of connected ledgers, which is changed in place (live-edition.ts). */
export const LIVE = 'live-';
export const isLive = (file: string): boolean => basename(file).includes(`${editionStem('')}${LIVE}`);

/** How a file is attached: for reading alone; an edition that is never changed again needs no locks either. */
export const addressOf = (file: string, layout: Layout): string => `${pathToFileURL(file).href}?mode=ro${layout === 'tables' || isLive(file) ? '' : '&immutable=1'}`;
