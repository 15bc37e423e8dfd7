/** Fields that are asked for, by model: all of them exist in Odoo 17, 18 and 19 (addons/account, addons/base). */
export const FIELDS = {
  'account.move': ['name', 'ref', 'move_type', 'payment_state', 'invoice_date', 'invoice_date_due', 'currency_id', 'commercial_partner_id', 'amount_total', 'amount_residual', 'reversed_entry_id'],
  'account.move.line': ['move_id', 'date_maturity', 'amount_currency', 'amount_residual_currency'],
  'account.partial.reconcile': ['debit_move_id', 'credit_move_id', 'debit_amount_currency'],
  'res.partner': ['name', 'ref', 'email', 'phone', 'lang', 'vat', 'is_company', 'street', 'street2', 'zip', 'city', 'country_code', 'company_registry'],
} as const;

/** Fields of some versions only: asked for where they are, for a field that Odoo does not know is an error. */
export const PERHAPS = {
  'account.move': ['invoice_pdf_report_id'],
  // `blocked` (up to 17): "in litigation with the partner"; `no_followup` (from 18): "exclude from follow-up reports".
  'account.move.line': ['blocked', 'no_followup'],
  // `siret`: addons/l10n_fr up to 17; `mobile`: up to 18.
  'res.partner': ['siret', 'mobile'],
  // From 18 on a payment may have no entry in the books.
  'account.payment': ['invoice_ids'],
} as const;

export type AskedModel = keyof typeof PERHAPS;
/** Of `PERHAPS`, what this Odoo has. */
export type Present = Readonly<Record<AskedModel, ReadonlySet<string>>>;
