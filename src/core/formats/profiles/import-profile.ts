import type { LedgerField } from '../wire';

/**
 * The export of a program whose headers are known from a documented or recorded file. Where headers alone would mislead (a
 * number that is the program's own id, the account of a line beside the customer, a status that is a figure), the profile says
 * which column is which and what its words mean. All headers, words and kinds are folded (`foldHeader`).
 */
export interface ImportProfile {
  readonly system: 'Xero' | 'Zoho Books' | 'Odoo' | 'Dolibarr' | 'QuickBooks Online' | 'Stripe';
  /** Where the header line is told. */
  readonly source: string;
  /** A file with all of them is such an export; of several names in one place, any. No other program writes these beside each other. */
  readonly signature: readonly (string | readonly string[])[];
  /** Header of each field, as far as the file has it; of several, the first that it has. */
  readonly headers: Readonly<Partial<Record<LedgerField, string | readonly string[]>>>;
  /** One row for each line, or each payment, of an invoice, which repeats the invoice's own figures; or a row for each invoice. */
  readonly totals: 'on-every-line' | 'on-one-row';
  /** Kinds of its documents that are a supplier's: the same layout serves what the company owes. */
  readonly suppliers: readonly string[];
  /** What the cells of a field say, in words that any ledger uses; under `OTHERWISE` what all other cells say. */
  readonly words?: Readonly<Partial<Record<LedgerField, Readonly<Record<string, string>>>>>;
  /** The program closes an invoice whose rest it gives up (a discount for early payment): nothing of it is asked for. */
  readonly closedIsSettled?: true;
  /** Headers of amounts in the company's own currency, whatever the column of currencies says of the document. */
  readonly inOwnCurrency?: readonly string[];
  /** Each customer stands alone in the first column above his documents. */
  readonly customersAbove?: true;
  /** Folded texts that stand alone in a row and are no customer: how long a group is past due, the report's foot. */
  readonly asides?: RegExp;
}

export const OTHERWISE = '*';
