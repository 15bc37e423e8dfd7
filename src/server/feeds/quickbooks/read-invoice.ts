import { invoiceId, isCurrency, isLocalDate, money } from '../../../core';
import type { CompanyId, DebtorId, Invoice, LocalDate } from '../../../core';
import { isRow, minorOf, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';
import { idOf, isId, referred } from './quickbooks-api';
import { eventsFor } from './read-payment';
import type { PaymentRead } from './read-payment';

export type Document = 'Invoice' | 'CreditMemo';

/** The record's id among invoices and credit memos, which are numbered apart. */
export const externalOf = (entity: Document, id: string): string => `${entity === 'Invoice' ? 'i' : 'c'}-${id}`;

/** A voided document stays: "all amounts and quantities are zeroed and the string, Voided, is injected into PrivateNote". */
export const isVoided = (row: Row): boolean => minorOf(row['TotalAmt']) === 0 && minorOf(row['Balance'] ?? 0) === 0 && /void/i.test(textIn(row, 'PrivateNote') ?? '');

/** The payments that are linked with it: their days are told there. */
export function paymentsOn(row: Row): readonly string[] {
  const linked: readonly unknown[] = Array.isArray(row['LinkedTxn']) ? row['LinkedTxn'] : [];
  return linked.flatMap((each) => (isRow(each) && each['TxnType'] === 'Payment' ? (idOf(each['TxnId']) ?? []) : []));
}

/** What is left of a document, minor units, as written (a credit memo's is positive). null: cannot be read. */
const leftOf = (row: Row, entity: Document): number | null => minorOf(entity === 'CreditMemo' ? (row['RemainingCredit'] ?? row['Balance']) : row['Balance']);

/** Settled, and neither issued nor changed since `first`. */
export function isSettledBefore(row: Row, entity: Document, first: LocalDate): boolean {
  const changed = Date.parse(isRow(row['MetaData']) ? (textIn(row['MetaData'], 'LastUpdatedTime') ?? '') : '');
  return leftOf(row, entity) === 0 && changed < Date.parse(first);
}

export type InvoiceReading = { readonly ok: true; readonly invoice: Invoice } | { readonly ok: false; readonly fault: Fault };

/**
 * An invoice or a credit memo.
 * @param home the company's currency, where the document names none; null: not known.
 * @param payments those that are linked with it.
 */
export function readInvoice(row: Row, entity: Document, around: { readonly company: CompanyId; readonly home: string | null; readonly payments: readonly PaymentRead[] }): InvoiceReading {
  const refused = (field: string, why: Fault['why']): InvoiceReading => ({ ok: false, fault: { field, why } });
  const { company, home, payments } = around;
  const id = idOf(row['Id']);
  if (id === null) return refused('Id', 'malformed');
  const number = textIn(row, 'DocNumber');
  if (number === null) return refused('DocNumber', 'no-number');
  const debtor = referred(row, 'CustomerRef');
  if (debtor === null || !isId(debtor)) return refused('CustomerRef', 'no-customer');
  const issued = textIn(row, 'TxnDate');
  if (issued === null || !isLocalDate(issued)) return refused('TxnDate', issued === null ? 'missing' : 'malformed');
  const currency = referred(row, 'CurrencyRef') ?? home;
  if (currency === null || !isCurrency(currency)) return refused('CurrencyRef', currency === null ? 'missing' : 'currency');
  const [total, left] = [minorOf(row['TotalAmt']), leftOf(row, entity)];
  if (total === null) return refused('TotalAmt', (row['TotalAmt'] ?? null) === null ? 'missing' : 'malformed');
  if (left === null) return refused('Balance', (row['Balance'] ?? null) === null ? 'missing' : 'malformed');
  const isCredit = entity === 'CreditMemo';
  const written = textIn(row, 'DueDate');
  if (written !== null && !isLocalDate(written)) return refused('DueDate', 'malformed');
  // Nobody has to pay a credit note by a day.
  const due = written ?? (isCredit ? issued : null);
  if (due === null) return refused('DueDate', 'no-due-date');
  const kind = isCredit ? 'credit-note' : 'invoice';
  const signed = (minor: number): number => (isCredit && minor !== 0 ? -minor : minor);
  return {
    ok: true,
    invoice: {
      id: invoiceId(company, number, kind), company, debtor: debtor as DebtorId, number, kind, issued: issued as LocalDate, receivedOn: null,
      instalments: [{ due: due as LocalDate, dueBasis: written === null ? 'computed' : 'printed', amount: money(signed(total), currency), outstanding: money(signed(left), currency) }],
      payments: isCredit ? [] : eventsFor(id, payments, currency), means: 'transfer', retained: null, assignee: null, corrects: null, disputed: null, eInvoiceStatus: null, orderNumber: null,
      document: `${isCredit ? 'creditmemo' : 'invoice'}/${id}`, missingSince: null,
    },
  };
}
