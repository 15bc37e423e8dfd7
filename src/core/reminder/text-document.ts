import type { Money } from '../money';
import type { Language } from '../ledger';

/** A text before it has a shape: HTML and plain text are both made from it, so they cannot say different things. */
export type TextDocument = readonly Block[];

export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  /** Of a letter: to whom it goes, behind the window of its envelope. */
  | { readonly kind: 'address'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly table: Table };

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean }
  | { readonly kind: 'break' };

export interface Table {
  readonly language: Language;
  /** Empty title: no header is drawn for it. */
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly TableRow[];
  readonly footers: readonly (readonly string[])[];
  /** Below a table that was cut: where its other rows are; absent: on request. */
  readonly whereTheRestIs?: string;
}

export interface TableRow {
  readonly cells: readonly string[];
  /** What the row adds to the sum; null where it is not known (a text edited by hand): such a table is never cut. */
  readonly amount: Money | null;
  /** Of a table with several sums: one for each column, null where there is none. The last one is `amount`. */
  readonly sums?: readonly (Money | null)[];
}

export const paragraph = (...inlines: readonly Inline[]): Block => ({ kind: 'paragraph', inlines });
export const words = (text: string, bold = false): Inline => ({ kind: 'text', text, bold });
