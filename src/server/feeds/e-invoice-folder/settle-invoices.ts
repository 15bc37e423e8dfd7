import type { Debtor, Invoice } from '../../../core';

/** A file that holds an invoice. */
export interface HeldInvoice {
  readonly name: string;
  readonly pdf: boolean;
  readonly debtor: Debtor;
  readonly invoice: Invoice;
}

export type Settled =
  | { readonly kind: 'counts'; readonly held: HeldInvoice }
  | { readonly kind: 'none' }
  /** A corrected invoice took its place. */
  | { readonly kind: 'replaced' }
  /** Files of one number say different things: which of them is right nobody can tell from here. */
  | { readonly kind: 'contradicted' };

/** The same invoice may lie there as PDF and as XML: it counts once, and the PDF is what the customer has. */
export function settle(files: readonly HeldInvoice[], replaced: boolean): Settled {
  const [first] = files;
  if (first === undefined) return { kind: 'none' };
  if (replaced) return { kind: 'replaced' };
  if (files.some(({ invoice }) => JSON.stringify(invoice) !== JSON.stringify(first.invoice))) return { kind: 'contradicted' };
  return { kind: 'counts', held: files.find(({ pdf }) => pdf) ?? first };
}
