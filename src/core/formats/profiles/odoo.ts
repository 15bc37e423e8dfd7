import { OTHERWISE } from './import-profile';
import type { ImportProfile } from './import-profile';

const SOURCE =
  'Odoo 19.0 Community, Invoicing > Customers > Invoices, export of the list (CSV and XLSX, readable and import-compatible headers, French and English), made on a running server by its own export controller on 2026-11-23: test/fixtures/exports. Labels are those of the fields of account.move.';

const STATES: Readonly<Record<string, string>> = { reversed: 'paid', extourne: 'paid', 'in payment': 'paid', 'en cours de paiement': 'paid' };
/** A document that is blocked for payment is disputed, as the feed of Odoo has it. */
const DISPUTES: Readonly<Record<string, string>> = { blocked: 'oui', bloque: 'oui', [OTHERWISE]: 'non' };
const KINDS: Readonly<Record<string, string>> = { 'customer credit note': 'credit note' };
const SUPPLIERS = ['vendor bill', 'vendor credit note', 'purchase receipt', 'journal entry', 'facture fournisseur', 'avoir fournisseur', 'ticket', 'ecriture comptable'];

/** The labels of one language, or the fields' own names. */
interface Labels {
  readonly number: string;
  /** The company of a contact person to whom an invoice is addressed. */
  readonly entity: string;
  readonly partner: string;
  readonly displayed: string;
  readonly issued: string;
  readonly due: string;
  readonly total: string;
  readonly rest: string;
  readonly signedTotal: string;
  readonly signedRest: string;
  readonly currency: string;
  readonly payment: string;
  readonly state: string;
  readonly stateOfPayment: string;
  readonly kind: string;
  readonly mail: string;
  readonly vat: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
}

const ENGLISH: Labels = {
  number: 'number', entity: 'commercial entity', partner: 'partner', displayed: 'invoice partner display name', issued: 'invoice bill date', due: 'due date', total: 'total', rest: 'amount due', signedTotal: 'total in currency signed', signedRest: 'amount due signed', currency: 'currency',
  payment: 'payment status', state: 'status', stateOfPayment: 'status in payment', kind: 'type',
  mail: 'partner email', vat: 'partner tax id', street: 'partner street', postcode: 'partner zip', town: 'partner city',
};
const FRENCH: Labels = {
  number: 'numero', entity: 'entite commerciale', partner: 'partenaire', displayed: 'nom d affichage du partenaire de la facture', issued: 'date de facturation', due: 'echeance', total: 'total', rest: 'montant du', signedTotal: 'total signe en devises', signedRest: 'montant du signe', currency: 'devise',
  payment: 'statut du paiement', state: 'statut', stateOfPayment: 'statut en cours de paiement', kind: 'type',
  mail: 'partenaire e mail', vat: 'partenaire n tva', street: 'partenaire rue', postcode: 'partenaire code postal', town: 'partenaire ville',
};
const FIELDS: Labels = {
  number: 'name', entity: 'commercial partner id', partner: 'partner id', displayed: 'invoice partner display name', issued: 'invoice date', due: 'invoice date due', total: 'amount total', rest: 'amount residual', signedTotal: 'amount total in currency signed', signedRest: 'amount residual signed', currency: 'currency id',
  payment: 'payment state', state: 'state', stateOfPayment: 'status in payment', kind: 'move type',
  mail: 'partner id email', vat: 'partner id vat', street: 'partner id street', postcode: 'partner id zip', town: 'partner id city',
};

/** Never the partner's reference: a contact person has none, and would be a customer of his own beside his company. */
const customerIn = ({ mail, vat, street, postcode, town }: Labels): ImportProfile['headers'] => ({ 'contact-address': mail, vat, street, postcode, 'postal-town': town });

/**
 * Columns picked in the export window. Totals bear no sign there: without the type a credit note would be demanded, without the
 * status an invoice that was cancelled, without the currency dollars as euros; a file without one of them is left to the clerk.
 */
const picked = (labels: Labels): ImportProfile => ({
  system: 'Odoo',
  source: SOURCE,
  signature: [labels.number, [labels.entity, labels.partner, labels.displayed], labels.issued, labels.due, labels.rest, labels.currency, labels.kind, [labels.state, labels.stateOfPayment]],
  headers: {
    ...customerIn(labels), 'debtor-name': [labels.entity, labels.partner, labels.displayed], 'invoice-number': labels.number, 'invoice-kind': labels.kind, issued: labels.issued, due: labels.due, amount: labels.total, outstanding: labels.rest, currency: labels.currency, status: [labels.state, labels.stateOfPayment],
    disputed: [labels.payment, labels.stateOfPayment],
  },
  totals: 'on-one-row',
  suppliers: SUPPLIERS,
  words: { status: STATES, disputed: DISPUTES, 'invoice-kind': KINDS },
});

/**
 * The columns of the list, with the currency shown among them (it is not by itself: the bare list is left to the clerk). Its total
 * bears a sign, and no rest stands beside it unless that column was shown: what is partly paid is then named, not read. The rest
 * that the list can show is in the company's currency.
 */
const listed = (labels: Labels): ImportProfile => ({
  system: 'Odoo',
  source: SOURCE,
  signature: [labels.number, [labels.entity, labels.displayed, labels.partner], labels.due, labels.signedTotal, labels.currency, labels.stateOfPayment],
  headers: {
    ...customerIn(labels), 'debtor-name': [labels.entity, labels.displayed, labels.partner], 'invoice-number': labels.number, 'invoice-kind': labels.kind, issued: labels.issued, due: labels.due, amount: labels.signedTotal, outstanding: labels.signedRest, currency: labels.currency, status: labels.stateOfPayment,
    disputed: labels.stateOfPayment,
  },
  totals: 'on-one-row',
  suppliers: SUPPLIERS,
  words: { status: STATES, disputed: DISPUTES, 'invoice-kind': KINDS },
  inOwnCurrency: [labels.signedRest],
});

/** The list first: the rest that bears its sign stands in the company's currency. */
export const ODOO: readonly ImportProfile[] = [ENGLISH, FRENCH, FIELDS].flatMap((labels) => [listed(labels), picked(labels)]);
