import { invoiceId, isCurrency, isLocalDate, money } from '../../../core';
import type { CompanyId, DebtorId, Invoice, LocalDate, Money } from '../../../core';
import { isRow, minorOf, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';
import { idOf } from './pennylane-api';

export type InvoiceSort = 'invoice' | 'draft' | 'cancelled' | 'not-an-invoice';

/** The enum of `status`, and what each is to us. 'incomplete': imported, and nobody has filled in the rest yet. */
const SORTS: Readonly<Record<string, InvoiceSort>> = {
  upcoming: 'invoice', late: 'invoice', partially_paid: 'invoice', partially_cancelled: 'invoice', paid: 'invoice', credit_note: 'invoice',
  draft: 'draft', incomplete: 'draft', cancelled: 'cancelled', archived: 'cancelled',
  proforma: 'not-an-invoice', shipping_order: 'not-an-invoice', purchasing_order: 'not-an-invoice', estimate_pending: 'not-an-invoice', estimate_accepted: 'not-an-invoice', estimate_invoiced: 'not-an-invoice', estimate_denied: 'not-an-invoice',
};

/** null: a status that Pennylane's description does not name. */
export function sortOfInvoice(row: Row): InvoiceSort | null {
  if (row['draft'] === true) return 'draft';
  return typeof row['status'] === 'string' && Object.hasOwn(SORTS, row['status']) ? (SORTS[row['status']] as InvoiceSort) : null;
}

export const creditedBy = (row: Row): string | null => (isRow(row['credited_invoice']) ? idOf(row['credited_invoice']['id']) : null);
export const customerOf = (row: Row): string | null => (isRow(row['customer']) ? idOf(row['customer']['id']) : null);

/** Settled, and neither issued nor changed since `first`: the day of a payment stands in no list. */
export function isSettledBefore(row: Row, { instalments, issued }: Invoice, first: LocalDate): boolean {
  const changed = (textIn(row, 'updated_at') ?? '').slice(0, 10);
  return instalments.every(({ outstanding }) => outstanding.minor === 0) && (issued ?? '') < first && changed < first;
}

export type InvoiceReading = { readonly ok: true; readonly invoice: Invoice } | { readonly ok: false; readonly fault: Fault };

/** @param credited the invoice that a credit note corrects, as Pennylane has it; null: none, or gone. */
export function readInvoice(row: Row, company: CompanyId, credited: Row | null): InvoiceReading {
  const refused = (field: string, why: Fault['why']): InvoiceReading => ({ ok: false, fault: { field, why } });
  const id = idOf(row['id']);
  if (id === null) return refused('id', 'malformed');
  const number = textIn(row, 'invoice_number');
  if (number === null) return refused('invoice_number', 'no-number');
  const debtor = customerOf(row);
  if (debtor === null) return refused('customer', 'no-customer');
  const issued = textIn(row, 'date');
  if (issued === null || !isLocalDate(issued)) return refused('date', issued === null ? 'missing' : 'malformed');
  const amounts = amountsOf(row, credited);
  if ('field' in amounts) return { ok: false, fault: amounts };
  const deadline = textIn(row, 'deadline');
  if (deadline !== null && !isLocalDate(deadline)) return refused('deadline', 'malformed');
  // Nobody has to pay a credit note by a day.
  const due = deadline ?? (amounts.isCredit ? issued : null);
  if (due === null) return refused('deadline', 'no-due-date');
  const kind = amounts.isCredit ? 'credit-note' : 'invoice';
  return {
    ok: true,
    invoice: {
      id: invoiceId(company, number, kind), company, debtor: debtor as DebtorId, number, kind, issued: issued as LocalDate, receivedOn: null,
      instalments: [{ due: due as LocalDate, dueBasis: deadline === null ? 'computed' : 'printed', amount: amounts.total, outstanding: amounts.outstanding }],
      // Pennylane tells bank transactions invoice by invoice: at its rate a year of them would take hours.
      payments: [], means: 'transfer', retained: null, assignee: null, corrects: credited === null ? null : textIn(credited, 'invoice_number'), disputed: null, eInvoiceStatus: null, orderNumber: null,
      // Its address is good for half an hour: the PDF is asked for by the invoice's id.
      document: textIn(row, 'public_file_url') === null ? null : id, missingSince: null,
    },
  };
}

interface Amounts {
  readonly isCredit: boolean;
  readonly total: Money;
  readonly outstanding: Money;
}

/**
 * Pennylane tells what remains in euros, whatever the invoice's currency. In another one it is told where nothing was
 * settled yet, or all; a part of it cannot be told without guessing a rate.
 */
function amountsOf(row: Row, credited: Row | null): Amounts | Fault {
  const currency = textIn(row, 'currency');
  if (currency === null) return { field: 'currency', why: 'missing' };
  if (!isCurrency(currency)) return { field: 'currency', why: 'currency' };
  const written = minorIn(row, 'currency_amount');
  if (typeof written !== 'number') return written;
  const isCredit = row['status'] === 'credit_note' || written < 0;
  const signed = (minor: number): number => (isCredit && minor > 0 ? -minor : minor);
  const total = money(signed(written), currency);
  const settled = (): Amounts => ({ isCredit, total, outstanding: money(0, currency) });
  if (row['paid'] === true || row['status'] === 'paid') return settled();
  // A credit note that reduces its invoice is counted there: "credit_note covers" the invoice's amount, or a part of it.
  if (isCredit && ['cancelled', 'partially_cancelled'].includes(String(credited?.['status']))) return settled();
  const remains = minorIn(row, 'remaining_amount_with_tax');
  if (typeof remains !== 'number') return remains;
  if (currency === 'EUR') return { isCredit, total, outstanding: money(signed(remains), currency) };
  const inEuros = minorIn(row, 'amount');
  if (typeof inEuros !== 'number') return inEuros;
  if (remains === 0) return settled();
  return Math.abs(remains) === Math.abs(inEuros) ? { isCredit, total, outstanding: total } : { field: 'remaining_amount_with_tax', why: 'currency' };
}

function minorIn(row: Row, field: string): number | Fault {
  const minor = minorOf(row[field]);
  return minor ?? { field, why: textIn(row, field) === null ? 'missing' : 'malformed' };
}
