/**
 * The third door of core: reading e-invoices as a ledger. The server alone needs it; the mailboxes' hosts tell from an
 * attached one only whose it is (`readEInvoice`, by index.ts).
 */
export { LONGEST_E_INVOICE, parseEInvoice } from './formats/e-invoice/read-e-invoice';
export type { EInvoiceReader, EInvoiceReading } from './formats/e-invoice/read-e-invoice';
export type { EInvoiceNote } from './formats/e-invoice/penalty-rate';
