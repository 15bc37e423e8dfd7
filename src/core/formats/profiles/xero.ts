import type { ImportProfile } from './import-profile';

export const XERO: ImportProfile = {
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
