import { exactShare, invoiceId, isCurrency, isLocalDate, money, roundHalfUp } from '../../../core';
import type { CompanyId, Currency, DebtorId, Invoice, InvoiceKind, LocalDate, Money, PaymentEvent } from '../../../core';
import { dayOf, idIn, minorOf, moneyOf, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';

/** What the reader asks for, so that an answer carries no lines of invoices. */
export const INVOICE_FIELDS = [
  'id', 'ref', 'type', 'status', 'statut', 'socid', 'total_ttc', 'remaintopay', 'sumpayed', 'totalpaid', 'totalcreditnotes', 'totaldeposits', 'date', 'date_lim_reglement', 'close_code', 'fk_facture_source',
  'multicurrency_code', 'multicurrency_total_ttc', 'retained_warranty', 'retained_warranty_date_limit', 'mode_reglement_code', 'ref_client', 'ref_customer', 'last_main_doc',
] as const;

/** What a row of Dolibarr's list of invoices is to us. */
export type InvoiceSort = 'invoice' | 'draft' | 'cancelled' | 'not-an-invoice';

const KINDS: Readonly<Record<string, InvoiceKind>> = { '0': 'invoice', '1': 'invoice', '2': 'credit-note', '3': 'deposit', '5': 'invoice' };
/** Since Dolibarr 3 `statut`, from 17 on `status` too. */
const statusOf = (row: Row): string | null => textIn(row, 'status') ?? textIn(row, 'statut');

/**
 * Drafts bear "(PROV3)" for a number. What was abandoned because another document replaced it, or for no reason, is
 * cancelled; abandoned because the customer will not pay, it is an invoice of which nothing is owed any more.
 */
export function sortOfInvoice(row: Row): InvoiceSort {
  const status = statusOf(row);
  if (status === '0' || /^\(PROV/i.test(textIn(row, 'ref') ?? '')) return 'draft';
  if (status === '3' && !['badcustomer', 'abandon'].includes(textIn(row, 'close_code') ?? '')) return 'cancelled';
  return textIn(row, 'type') === '4' ? 'not-an-invoice' : 'invoice';
}

export const isOpenInvoice = (row: Row): boolean => statusOf(row) === '1';
/** Something was paid, credited or deducted: the days of it are told by another call. */
export const hasSettlement = (row: Row): boolean => ['sumpayed', 'totalpaid', 'totalcreditnotes', 'totaldeposits'].some((field) => (minorOf(row[field]) ?? 0) !== 0);
/**
 * A credit note that was turned into a credit is closed, and its `remaintopay` stays negative whether that credit was used
 * or not (so does that of an invoice that was paid too much): what is left of it is told by the customer's discounts.
 */
export const mayHoldCredit = (row: Row): boolean => statusOf(row) === '2' && (minorOf(row['remaintopay']) ?? 0) < 0;

/** What is told of an invoice elsewhere than in its row. */
export interface AroundInvoice {
  readonly company: CompanyId;
  /** The company's own currency; null: the key may not ask for it. */
  readonly home: Currency | null;
  /** The number of the invoice that a credit note corrects. */
  readonly corrects: string | null;
  /** Of `/invoices/{id}/payments`. */
  readonly payments: readonly Row[];
  /** Credits of this document that wait to be used, in minor units of the company's currency; positive. null: cannot be read. */
  readonly creditLeft: number | null;
}

export type InvoiceReading = { readonly ok: true; readonly invoice: Invoice; readonly faults: readonly Fault[] } | { readonly ok: false; readonly fault: Fault };

const refused = (field: string, why: Fault['why']): InvoiceReading => ({ ok: false, fault: { field, why } });

/** A validated, closed or written-off invoice of Dolibarr 18 to 23 (`sortOfInvoice`: 'invoice'). */
export function readInvoice(row: Row, around: AroundInvoice): InvoiceReading {
  const number = textIn(row, 'ref');
  if (number === null) return refused('ref', 'no-number');
  const kind = KINDS[textIn(row, 'type') ?? ''];
  if (kind === undefined) return refused('type', 'malformed');
  const status = statusOf(row);
  if (status !== '1' && status !== '2' && status !== '3') return refused('status', 'malformed');
  const debtor = idIn(row, 'socid');
  if (debtor === null) return refused('socid', 'no-customer');
  const issued = dayOf(row['date']);
  if (issued === undefined || issued === null) return refused('date', issued === null ? 'missing' : 'malformed');
  const written = dayOf(row['date_lim_reglement']);
  if (written === undefined) return refused('date_lim_reglement', 'malformed');
  // Nobody has to pay a credit note by a day.
  const due = written ?? (kind === 'credit-note' ? issued : null);
  if (due === null) return refused('date_lim_reglement', 'no-due-date');
  const amounts = amountsOf(row, status, around);
  if ('field' in amounts) return { ok: false, fault: amounts };
  const retained = retainedOf(row, amounts.total);
  if (retained !== null && 'field' in retained) return { ok: false, fault: retained };
  const { payments, faults } = amounts.foreign ? { payments: [], faults: [] } : paymentsOf(around.payments, amounts.total.currency);
  return {
    ok: true,
    faults,
    invoice: {
      id: invoiceId(around.company, number, kind), company: around.company, debtor: debtor as DebtorId, number, kind, issued, receivedOn: null,
      instalments: [{ due, dueBasis: written === null ? 'computed' : 'printed', amount: amounts.total, outstanding: amounts.outstanding }],
      payments, means: ['', 'VIR'].includes(textIn(row, 'mode_reglement_code') ?? '') ? 'transfer' : 'other', retained, assignee: null,
      corrects: kind === 'credit-note' ? around.corrects : null, disputed: null, eInvoiceStatus: null,
      orderNumber: textIn(row, 'ref_client') ?? textIn(row, 'ref_customer'), document: documentOf(row, number), missingSince: null,
    },
  };
}

interface Amounts {
  readonly total: Money;
  readonly outstanding: Money;
  /** In another currency than the company's. */
  readonly foreign: boolean;
}

/**
 * Dolibarr keeps what remains in the company's currency alone. Of an invoice in another one it is told where nothing was
 * settled of it yet, or all; a part of it cannot be told without guessing a rate.
 */
function amountsOf(row: Row, status: string, { home, creditLeft }: AroundInvoice): Amounts | Fault {
  const own = minorOf(row['total_ttc']);
  if (own === null) return { field: 'total_ttc', why: row['total_ttc'] === null ? 'missing' : 'malformed' };
  const remains = minorOf(row['remaintopay']);
  if (remains === null) return { field: 'remaintopay', why: (row['remaintopay'] ?? null) === null ? 'missing' : 'malformed' };
  const code = textIn(row, 'multicurrency_code') ?? home;
  if (code === null) return { field: 'multicurrency_code', why: 'missing' };
  if (!isCurrency(code)) return { field: 'multicurrency_code', why: 'currency' };
  const elsewhere = minorOf(row['multicurrency_total_ttc']);
  const foreign = home === null ? elsewhere !== null && elsewhere !== own : code !== home;
  // Closed: nothing is owed, whatever the sums say; a credit may be left.
  if (status !== '1' && remains < 0 && creditLeft === null) return { field: 'fixedamountdiscounts.amount_ttc', why: 'malformed' };
  const left = status === '1' ? remains : remains < 0 ? -(creditLeft ?? 0) : 0;
  if (!foreign) return { total: money(own, code), outstanding: money(left, code), foreign };
  if (elsewhere === null) return { field: 'multicurrency_total_ttc', why: 'missing' };
  if (left !== 0 && left !== own) return { field: 'remaintopay', why: 'currency' };
  return { total: money(elsewhere, code), outstanding: money(left === 0 ? 0 : elsewhere, code), foreign };
}

/** `retained_warranty` is a percentage of the document (loi 71-584), "0" or empty where nothing is held back. */
function retainedOf(row: Row, total: Money): Invoice['retained'] | Fault {
  const percent = minorOf(row['retained_warranty'] ?? '0');
  if (textIn(row, 'retained_warranty') === null || percent === 0) return null;
  if (percent === null || percent < 0 || percent > 10_000) return { field: 'retained_warranty', why: 'malformed' };
  const releasedOn = dayOf(row['retained_warranty_date_limit']);
  if (releasedOn === undefined) return { field: 'retained_warranty_date_limit', why: 'malformed' };
  const amount = roundHalfUp(exactShare(total, percent, 10_000));
  return amount === null || amount.minor <= 0 ? null : { amount, releasedOn };
}

/** From 22 on `typeline` tells; before, what has no place in the bank (`ref_ext`) is a credit note, a deposit or money paid too much. */
const isCredit = (payment: Row): boolean => (typeof payment['typeline'] === 'string' ? payment['typeline'] === 'discount' : !('ref_ext' in payment));

function paymentsOf(rows: readonly Row[], currency: Currency): { readonly payments: readonly PaymentEvent[]; readonly faults: readonly Fault[] } {
  const payments: PaymentEvent[] = [];
  const faults: Fault[] = [];
  for (const row of rows) {
    // As SQL writes it, in the server's own zone: "2026-10-10 00:00:00".
    const on = (textIn(row, 'date') ?? '').slice(0, 10);
    const amount = moneyOf(row['amount'], currency);
    if (amount === null) faults.push({ field: 'payments.amount', why: 'malformed' });
    else if (!isLocalDate(on)) faults.push({ field: 'payments.date', why: 'malformed' });
    else payments.push({ on: on as LocalDate, amount, kind: isCredit(row) ? 'credit' : 'payment', reference: textIn(row, 'ref') });
  }
  return { payments: payments.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), faults };
}

/** Characters of which a file name there is made as the number has them. */
const PLAIN_NAME = /^[A-Za-z0-9][\w.-]{0,60}$/;
export const isDocumentName = (name: string): boolean => PLAIN_NAME.test(name) && !name.includes('..');

/** The PDF lies under the number twice, and is built when it is first asked for. */
function documentOf(row: Row, number: string): string | null {
  const [, written] = /^facture\/([^/]+)\/\1\.pdf$/.exec(textIn(row, 'last_main_doc') ?? '') ?? [];
  const name = written ?? number;
  return isDocumentName(name) ? name : null;
}
