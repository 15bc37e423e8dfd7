import { DEBTOR_COLUMNS, ENTRY_COLUMNS, INVOICE_COLUMNS } from './rows';
import type { DebtorRow, EntryRow, InstalmentRow, InvoiceRow } from './rows';

/**
 * Rows that come as lists (dialect.ts), named one table at a time: a function for all tables would look up each name anew
 * in each row.
 */
export type RowOfList<R> = (row: readonly unknown[]) => R;

type ListOf<R, C extends readonly (keyof R)[]> = { readonly [At in keyof C]: R[C[At]] };

/** @throws where a column would stand under another's name: a column was added to the table's list and not here. */
function listOf<R extends object, C extends readonly (keyof R & string)[]>(columns: C, named: (row: ListOf<R, C>) => R): RowOfList<R> {
  const told = named(columns as unknown as ListOf<R, C>) as Readonly<Record<string, unknown>>;
  if (Object.keys(told).length !== columns.length || columns.some((column) => told[column] !== column)) throw new Error(`columns out of order: ${columns.join(', ')}`);
  return named as unknown as RowOfList<R>;
}

export const INSTALMENT_COLUMNS = ['invoice', 'position', 'due', 'due_basis', 'currency', 'amount', 'outstanding'] as const;

export const debtorNamed: RowOfList<DebtorRow> = listOf<DebtorRow, typeof DEBTOR_COLUMNS>(DEBTOR_COLUMNS, (row) => ({
  id: row[0], code: row[1], name: row[2], siren: row[3], siret: row[4], vat: row[5], town: row[6], phone: row[7], language: row[8], kind: row[9], segment: row[10],
  law_country: row[11], policy: row[12], payer: row[13], group_name: row[14], exclusion_reason: row[15], exclusion_until: row[16], contract_rate: row[17], postal: row[18],
}));

export const invoiceNamed: RowOfList<InvoiceRow> = listOf<InvoiceRow, typeof INVOICE_COLUMNS>(INVOICE_COLUMNS, (row) => ({
  id: row[0], debtor: row[1], number: row[2], kind: row[3], issued: row[4], received_on: row[5], means: row[6], retained_minor: row[7], retained_currency: row[8],
  retained_released_on: row[9], assignee_name: row[10], assignee_iban: row[11], corrects: row[12], disputed_minor: row[13], disputed_currency: row[14],
  e_invoice_status: row[15], e_invoice_status_on: row[16], reminder_level: row[17], reminded_on: row[18], order_number: row[19], document: row[20],
  missing_since: row[21],
}));

export const instalmentNamed: RowOfList<InstalmentRow> = listOf<InstalmentRow, typeof INSTALMENT_COLUMNS>(INSTALMENT_COLUMNS, (row) => ({
  invoice: row[0], position: row[1], due: row[2], due_basis: row[3], currency: row[4], amount: row[5], outstanding: row[6],
}));

export const entryNamed: RowOfList<EntryRow> = listOf<EntryRow, typeof ENTRY_COLUMNS>(ENTRY_COLUMNS, (row) => ({
  debtor: row[0], seq: row[1], id: row[2], request_id: row[3], version: row[4], company: row[5], fact: row[6], content_hash: row[7], policy_version: row[8],
  rules_version: row[9], author_id: row[10], author_name: row[11], at: row[12], on_day: row[13], previous_hash: row[14], hash: row[15], salt: row[16], erased: row[17],
}));
