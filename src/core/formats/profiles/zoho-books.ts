import type { ImportProfile } from './import-profile';

export const ZOHO_BOOKS: ImportProfile = {
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
