import { indexed, invoiceId, invoiceKeys, isHashed, withoutNul } from '../../core';
import type { CompanyId, Contact, Currency, Debtor, DebtorId, Instalment, Invoice, LogEntry, Money, PaymentEvent, PostalAddress } from '../../core';
import type { Tables } from './schema';

/** Rows to domain values and back. What a row says was checked before it was written; a row that cannot be is a bug. */

/** RFC 5321: 64 + @ + 255. What is longer is no address. */
export const LONGEST_ADDRESS = 320;

/** Stands for the fingerprint of a debtor that the last ledger did not name. */
export const MISSING = 'missing';

const clean = (text: string | null): string | null => (text === null ? null : withoutNul(text));

export const money = (minor: number, currency: string): Money => ({ minor, currency: currency as Currency });
const moneyOrNull = (minor: number | null, currency: string | null): Money | null => (minor === null || currency === null ? null : money(minor, currency));

const postalText = ({ lines, postcode, town, country }: PostalAddress): string => JSON.stringify([lines, postcode, town, country]);
function postalOf(text: string): PostalAddress {
  const [lines, postcode, town, country] = JSON.parse(text) as [readonly string[], string | null, string | null, string | null];
  return { lines, postcode, town, country };
}

export function debtorRow(tenant: string, debtor: Debtor, oldestDue: string | null, fingerprint: string): Tables['debtors'] {
  return {
    tenant, id: debtor.id, code: clean(debtor.code), name: withoutNul(debtor.name), siren: debtor.legalIds.siren, siret: debtor.legalIds.siret, vat: debtor.legalIds.vat,
    town: clean(debtor.town), phone: clean(debtor.phone), language: debtor.language, kind: debtor.kind, segment: clean(debtor.segment), law_country: debtor.lawCountry,
    policy: debtor.policy, payer: debtor.payer, group_name: clean(debtor.group),
    exclusion_reason: clean(debtor.exclusion?.reason ?? null), exclusion_until: debtor.exclusion?.until ?? null, oldest_due: oldestDue, fingerprint,
    contract_rate: debtor.contractRate ?? null, postal: debtor.postal === undefined ? null : postalText(debtor.postal),
  };
}

export type DebtorRow = Omit<Tables['debtors'], 'oldest_due' | 'fingerprint' | 'tenant'>;
export const DEBTOR_COLUMNS = ['id', 'code', 'name', 'siren', 'siret', 'vat', 'town', 'phone', 'language', 'kind', 'segment', 'law_country', 'policy', 'payer', 'group_name', 'exclusion_reason', 'exclusion_until', 'contract_rate', 'postal'] as const;

export interface DebtorParts {
  readonly contacts: readonly Pick<Tables['contacts'], 'name' | 'address' | 'role'>[];
  readonly domains: readonly { readonly domain: string }[];
  readonly credits: readonly Pick<Tables['debtor_credits'], 'currency' | 'minor'>[];
  readonly ibans: readonly { readonly iban: string }[];
}

export function debtorOf(row: DebtorRow, parts: DebtorParts): Debtor {
  return {
    id: row.id as DebtorId, code: row.code, name: row.name, legalIds: { siren: row.siren, siret: row.siret, vat: row.vat },
    contacts: parts.contacts.map((c) => ({ name: c.name, address: c.address as Contact['address'], role: c.role as Contact['role'] })),
    domains: parts.domains.map((d) => d.domain), town: row.town, phone: row.phone, language: row.language as Debtor['language'], kind: row.kind as Debtor['kind'],
    segment: row.segment, lawCountry: row.law_country, policy: row.policy as Debtor['policy'], payer: row.payer as Debtor['payer'], group: row.group_name,
    unallocatedCredits: parts.credits.map((c) => money(c.minor, c.currency)),
    exclusion: row.exclusion_reason === null ? null : { reason: row.exclusion_reason, until: row.exclusion_until as NonNullable<Debtor['exclusion']>['until'] },
    ...(parts.ibans.length === 0 ? {} : { ibans: parts.ibans.map(({ iban }) => iban) }), ...(row.contract_rate === null ? {} : { contractRate: row.contract_rate }), ...(row.postal === null ? {} : { postal: postalOf(row.postal) }),
  };
}

export const isOpen = (invoice: Invoice): boolean => invoice.missingSince === null && invoice.instalments.some((i) => i.outstanding.minor !== 0);

/**
 * Its fields stand in the order of the table's columns (edition-schema.ts).
 * @param debtor under which it is written, where that is not the one it was read with.
 */
export function invoiceRow(tenant: string, invoice: Invoice, debtor: string = invoice.debtor): Tables['invoices'] {
  return {
    tenant, id: indexed(invoice.id), debtor, number: withoutNul(invoice.number), kind: invoice.kind, issued: invoice.issued, received_on: invoice.receivedOn, means: invoice.means,
    retained_minor: invoice.retained?.amount.minor ?? null, retained_currency: invoice.retained?.amount.currency ?? null, retained_released_on: invoice.retained?.releasedOn ?? null,
    assignee_name: clean(invoice.assignee?.name ?? null), assignee_iban: clean(invoice.assignee?.iban ?? null), corrects: clean(invoice.corrects),
    disputed_minor: invoice.disputed?.minor ?? null, disputed_currency: invoice.disputed?.currency ?? null, e_invoice_status: invoice.eInvoiceStatus,
    order_number: clean(invoice.orderNumber), document: clean(invoice.document), missing_since: invoice.missingSince, open: isOpen(invoice) ? 1 : 0,
    e_invoice_status_on: invoice.eInvoiceStatusOn ?? null, reminder_level: invoice.reminded?.level ?? null, reminded_on: invoice.reminded?.on ?? null,
  };
}

/** What the tables hold of an invoice beside its own row. */
export interface InvoiceParts {
  readonly instalments: readonly Tables['instalments'][];
  readonly payments: readonly Tables['payment_events'][];
  readonly keys: readonly Tables['invoice_keys'][];
}

export function invoiceParts(tenant: string, invoice: Invoice, debtor: string): InvoiceParts {
  const of = { tenant, invoice: indexed(invoice.id), debtor };
  return {
    instalments: invoice.instalments.map((i, position) => ({ ...of, position, due: i.due, due_basis: i.dueBasis, currency: i.amount.currency, amount: i.amount.minor, outstanding: i.outstanding.minor })),
    payments: invoice.payments.map((p, position) => ({ ...of, position, paid_on: p.on, currency: p.amount.currency, amount: p.amount.minor, kind: p.kind, reference: p.reference === null ? null : withoutNul(p.reference) })),
    keys: keysOfNumber(invoice.number).map(({ value, strength }) => ({ tenant, value, strength, invoice: of.invoice, debtor })),
  };
}

export type InvoiceRow = Omit<Tables['invoices'], 'tenant' | 'open'>;
export const INVOICE_COLUMNS = ['id', 'debtor', 'number', 'kind', 'issued', 'received_on', 'means', 'retained_minor', 'retained_currency', 'retained_released_on', 'assignee_name', 'assignee_iban',
  'corrects', 'disputed_minor', 'disputed_currency', 'e_invoice_status', 'e_invoice_status_on', 'reminder_level', 'reminded_on', 'order_number', 'document', 'missing_since'] as const;

export type InstalmentRow = Omit<Tables['instalments'], 'tenant' | 'debtor'>;
export type PaymentRow = Omit<Tables['payment_events'], 'tenant' | 'debtor'>;

export function invoiceOf(company: CompanyId, row: InvoiceRow, instalments: readonly InstalmentRow[], payments: readonly PaymentRow[]): Invoice {
  const kind = row.kind as Invoice['kind'];
  const retained = moneyOrNull(row.retained_minor, row.retained_currency);
  return {
    id: isHashed(row.id) ? invoiceId(company, row.number, kind) : (row.id as Invoice['id']),
    company, debtor: row.debtor as DebtorId, number: row.number, kind, issued: row.issued as Invoice['issued'], receivedOn: row.received_on as Invoice['receivedOn'],
    instalments: instalments.map((i): Instalment => ({
      due: i.due as Instalment['due'], dueBasis: i.due_basis as Instalment['dueBasis'], amount: money(i.amount, i.currency), outstanding: money(i.outstanding, i.currency),
    })),
    payments: payments.map((p): PaymentEvent => ({ on: p.paid_on as PaymentEvent['on'], amount: money(p.amount, p.currency), kind: p.kind as PaymentEvent['kind'], reference: p.reference })),
    means: row.means as Invoice['means'],
    retained: retained === null ? null : { amount: retained, releasedOn: row.retained_released_on as Invoice['issued'] },
    assignee: row.assignee_name === null ? null : { name: row.assignee_name, iban: row.assignee_iban },
    corrects: row.corrects, disputed: moneyOrNull(row.disputed_minor, row.disputed_currency), eInvoiceStatus: row.e_invoice_status,
    ...(row.e_invoice_status_on === null ? {} : { eInvoiceStatusOn: row.e_invoice_status_on as NonNullable<Invoice['issued']> }),
    ...(row.reminder_level === null && row.reminded_on === null ? {} : { reminded: { level: row.reminder_level, on: row.reminded_on as Invoice['issued'] } }),
    orderNumber: row.order_number, document: row.document, missingSince: row.missing_since as Invoice['missingSince'],
  };
}

export function entryRow(tenant: string, entry: LogEntry): Tables['log_entries'] {
  return {
    tenant, debtor: entry.debtor, seq: entry.seq, id: entry.id, request_id: entry.requestId, version: entry.version, company: entry.company, fact: JSON.stringify(entry.fact),
    content_hash: entry.contentHash, policy_version: entry.policyVersion, rules_version: entry.rulesVersion, author_id: entry.author.id, author_name: entry.author.name,
    at: entry.at, on_day: entry.on, previous_hash: entry.previousHash, hash: entry.hash, salt: entry.salt, erased: entry.erased === null ? null : JSON.stringify(entry.erased),
    reference: entry.fact.kind === 'reminder-drafted' ? entry.fact.reference : null,
  };
}

export const ENTRY_COLUMNS = ['debtor', 'seq', 'id', 'request_id', 'version', 'company', 'fact', 'content_hash', 'policy_version', 'rules_version', 'author_id', 'author_name', 'at', 'on_day',
  'previous_hash', 'hash', 'salt', 'erased'] as const;
export type EntryRow = Pick<Tables['log_entries'], (typeof ENTRY_COLUMNS)[number]>;

export function entryOf(row: EntryRow): LogEntry {
  return {
    version: row.version as 1, id: row.id as LogEntry['id'], seq: row.seq, requestId: row.request_id as LogEntry['requestId'], company: row.company as LogEntry['company'],
    debtor: row.debtor as LogEntry['debtor'], author: { id: row.author_id, name: row.author_name }, at: row.at as LogEntry['at'], on: row.on_day as LogEntry['on'],
    fact: JSON.parse(row.fact) as LogEntry['fact'], contentHash: row.content_hash, policyVersion: row.policy_version, rulesVersion: row.rules_version,
    previousHash: row.previous_hash, hash: row.hash, salt: row.salt, erased: row.erased === null ? null : (JSON.parse(row.erased) as NonNullable<LogEntry['erased']>),
  };
}

/** The forms under which an invoice's number is stored, each once, strictest first (core/identify `invoiceKeys`). */
export function keysOfNumber(number: string): readonly { readonly value: string; readonly strength: 1 | 2 | 3 }[] {
  const { folded, withoutZeros, withoutPrefix } = invoiceKeys(number);
  const keys: { readonly value: string; readonly strength: 1 | 2 | 3 }[] = [];
  const add = (form: string, strength: 1 | 2 | 3): void => {
    if (form !== '') keys.push({ value: indexed(withoutNul(form)), strength });
  };
  add(folded, 3);
  if (withoutZeros !== folded) add(withoutZeros, 2);
  if (withoutPrefix !== folded && withoutPrefix !== withoutZeros) add(withoutPrefix, 1);
  return keys;
}
