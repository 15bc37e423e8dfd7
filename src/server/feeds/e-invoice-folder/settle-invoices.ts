import type { FolderEntry } from './folder-entries';

/** A file that holds an invoice. */
export type Holding = FolderEntry & { readonly invoice: NonNullable<FolderEntry['invoice']> };

export type Settled =
  | { readonly kind: 'counts'; readonly name: string }
  | { readonly kind: 'none' }
  /** A corrected invoice took its place. */
  | { readonly kind: 'replaced' }
  /** Files of one number say different things: which of them is right nobody can tell from here. */
  | { readonly kind: 'contradicted' };

/** The same invoice may lie there as PDF and as XML: it counts once, and the PDF is what the customer has. */
export function settle(files: readonly Holding[], replaced: boolean): Settled {
  const [first] = files;
  if (first === undefined) return { kind: 'none' };
  if (replaced) return { kind: 'replaced' };
  if (files.some(({ invoice }) => invoice.digest !== first.invoice.digest)) return { kind: 'contradicted' };
  return { kind: 'counts', name: (files.find(({ invoice }) => invoice.pdf) ?? first).name };
}
