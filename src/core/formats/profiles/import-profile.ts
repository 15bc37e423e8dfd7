import { foldHeader } from '../cell';
import type { ColumnMapping, LedgerField } from '../wire';

/**
 * The export of a program whose headers are known from a documented or recorded file. Where headers alone would mislead (a
 * number that is the program's own id, the account of a line beside the customer), the profile says which column is which.
 */
export interface ImportProfile {
  readonly system: 'Xero' | 'Zoho Books';
  /** Where the header line is told. */
  readonly source: string;
  /** Folded; a file with all of them is such an export. No other program writes these beside each other. */
  readonly signature: readonly string[];
  /** Folded header of each field, as far as the file has it. */
  readonly headers: Readonly<Partial<Record<LedgerField, string>>>;
  /** One row for each line of an invoice, which repeats the invoice's own figures. */
  readonly totals: 'on-every-line';
  /** Folded kinds of its documents that are a supplier's: the same layout serves what the company owes. */
  readonly suppliers: readonly string[];
}

const XERO: ImportProfile = {
  system: 'Xero',
  source: 'Xero, Business > Invoices > Export (SalesInvoices.csv). The header line is the same in three programs that read or write it: a parser\'s test ("xero-invoices-bills-parser.test.ts": ContactName,...,InvoiceAmountPaid,InvoiceAmountDue,...,Type,Sent,Status; several rows share an InvoiceNumber and repeat Total and InvoiceAmountDue; Bills.csv has the same columns with the type Bill), an invoice calculator\'s INVOICE_HEADERS, and a job program\'s export (44 and 36 columns); read 2026-11-23.',
  signature: ['contactname', 'invoicenumber', 'duedate', 'invoiceamountdue', 'lineamount', 'accountcode'],
  headers: {
    'debtor-name': 'contactname', 'contact-address': 'emailaddress', street: 'poaddressline1', 'street-more': 'poaddressline2', 'street-last': 'poaddressline3', 'postal-town': 'pocity', postcode: 'popostalcode', country: 'pocountry',
    'invoice-number': 'invoicenumber', issued: 'invoicedate', due: 'duedate', amount: 'total', paid: 'invoiceamountpaid', outstanding: 'invoiceamountdue', currency: 'currency', 'invoice-kind': 'type', status: 'status',
  },
  totals: 'on-every-line',
  suppliers: ['bill', 'bill credit note', 'bill overpayment', 'bill prepayment'],
};

const ZOHO: ImportProfile = {
  system: 'Zoho Books',
  source: 'Zoho Books, Sales > Invoices > Export (Invoice.csv). The whole header line stands in a class that is filled from that file (com.srl.srlbi.model.Invoice: Invoice Date,Invoice ID,Invoice Number,Estimate Number,Invoice Status,...,SubTotal,Total,Balance,...); "one row per line item; header fields repeated (Invoice.csv layout)" in an importer\'s test of 2026; read 2026-11-23.',
  signature: ['invoice id', 'invoice number', 'invoice status', 'item name', 'item total', 'total', 'balance'],
  headers: {
    'debtor-code': 'customer id', 'debtor-name': 'customer name', 'contact-address': 'primary contact emailid', street: 'billing address', 'postal-town': 'billing city', postcode: 'billing code', country: 'billing country', phone: 'billing phone',
    'invoice-number': 'invoice number', issued: 'invoice date', due: 'due date', amount: 'total', outstanding: 'balance', currency: 'currency code', status: 'invoice status', 'order-number': 'purchaseorder',
  },
  totals: 'on-every-line',
  suppliers: [],
};

/** Whose export has these headers; null: nobody's whose file is known here. */
export function profileOf(headers: readonly string[]): ImportProfile | null {
  // Only files with a header of many columns are worth the look: a ledger of a million rows is asked once, a sheet at every row above it.
  if (headers.length < XERO.signature.length) return null;
  const folded = new Set(headers.map(foldHeader));
  return [XERO, ZOHO].find(({ signature }) => signature.every((header) => folded.has(header))) ?? null;
}

export function columnsBy({ headers: wanted }: ImportProfile, headers: readonly string[]): ColumnMapping['columns'] {
  const folded = headers.map(foldHeader);
  const found = (Object.entries(wanted) as [LedgerField, string][]).map(([field, header]) => [field, folded.indexOf(header)] as const);
  return Object.fromEntries(found.filter(([, column]) => column !== -1));
}
