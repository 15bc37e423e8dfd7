import type { ImportProfile } from './import-profile';

const SOURCE =
  'Dolibarr 19.0.2 and 23.0.0-beta, Tools > Exports, data sets "Customers invoices and invoice lines" and "Customers invoices and payments" (CSV, French and English), made on running servers by the program\'s own export class on 2026-11-23: test/fixtures/exports. The headers are its translations of InvoiceRef, DateDue, TotalTTC, InvoiceStatus and Rest ("Créance", "Pending").';

/**
 * One row for each line, or for each payment, each with the invoice's own figures; type and status are figures (Facture::TYPE_*,
 * STATUS_*); totals of credit notes bear their sign. An invoice that was abandoned is no debt any more. The document's currency stands beside amounts in the company's.
 */
const COMMON = {
  system: 'Dolibarr',
  source: SOURCE,
  totals: 'on-every-line',
  suppliers: [],
  words: { status: { 0: 'draft', 1: '', 2: 'paid', 3: 'cancelled' }, 'invoice-kind': { 3: 'deposit' } },
  closedIsSettled: true,
} as const;

export const DOLIBARR: readonly ImportProfile[] = [
  {
    ...COMMON,
    signature: [['raison sociale', 'code client'], 'ref facture', 'type', 'date facturation', 'date echeance', 'total ttc', 'statut facture', 'creance'],
    headers: {
      'debtor-code': 'code client', 'debtor-name': 'raison sociale', street: 'adresse', postcode: 'code postal', 'postal-town': 'ville', country: 'code pays', phone: 'telephone', siren: 'identifiant professionnel 1', siret: 'identifiant professionnel 2', vat: 'numero de tva',
      'invoice-number': 'ref facture', 'invoice-kind': 'type', issued: 'date facturation', due: 'date echeance', amount: 'total ttc', outstanding: 'creance', currency: 'devise', status: 'statut facture', 'order-number': 'ref client',
    },
    inOwnCurrency: ['total ttc', 'creance'],
  },
  {
    ...COMMON,
    signature: [['company name', 'customer code'], 'invoice ref', 'type', 'invoice date', 'due date', 'total inc tax', 'invoice status', 'pending'],
    headers: {
      'debtor-code': 'customer code', 'debtor-name': 'company name', street: 'address', postcode: 'zip code', 'postal-town': 'city', country: 'country code', phone: 'phone', siren: 'professional id 1', siret: 'professional id 2', vat: 'vat id',
      'invoice-number': 'invoice ref', 'invoice-kind': 'type', issued: 'invoice date', due: 'due date', amount: 'total inc tax', outstanding: 'pending', currency: 'currency', status: 'invoice status', 'order-number': 'ref customer',
    },
    inOwnCurrency: ['total inc tax', 'pending'],
  },
];
