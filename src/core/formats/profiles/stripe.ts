import type { ImportProfile } from './import-profile';

/**
 * "Amount Due" is what was due when the invoice was finalised and stays so: what is open is what was not paid of it. Amounts are in
 * whole units with decimals, days are those of UTC, currencies are written small. What Stripe calls uncollectible was given up.
 */
export const STRIPE: ImportProfile = {
  system: 'Stripe',
  source:
    'Stripe Dashboard, Invoices > Export (docs.stripe.com/invoicing/dashboard/manage-invoices; invoices.csv). The header names stand in two programs that read that file: a loader of it (id, Customer, Subscription, Status, Currency, Amount Due, Subtotal, Tax, Tax Percent, Total, Amount Paid, ..., Date (UTC), Due Date (UTC), Paid At (UTC), Marked Uncollectible At (UTC), Voided At (UTC), Finalized At (UTC), ..., Paid, Closed, Forgiven; amounts with decimals) and a subscription analysis (id, Customer Name, Customer, Amount Due, Amount Paid, Paid, Billing, Charge, Closed, Date (UTC), Description, Number, Finalized At (UTC), ..., Status). amount_due and amount_paid as in the documentation of the invoice object; read 2026-11-23.',
  signature: ['id', 'number', 'customer', 'amount due', 'amount paid', 'currency', 'date utc', 'due date utc', 'status'],
  headers: {
    'debtor-code': 'customer', 'debtor-name': 'customer name', 'contact-address': 'customer email', 'invoice-number': 'number', issued: ['finalized at utc', 'date utc'], due: 'due date utc', amount: 'amount due', paid: 'amount paid', currency: 'currency', status: 'status',
  },
  totals: 'on-one-row',
  suppliers: [],
  words: { status: { uncollectible: 'cancelled' } },
};
