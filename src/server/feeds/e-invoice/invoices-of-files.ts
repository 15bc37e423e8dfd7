import { foldNumber } from '../../../core';
import type { Debtor, Invoice, LedgerProblem } from '../../../core';
import type { EInvoiceReading } from '../../../core/e-invoices';
import { MAX_INVOICE_BYTES } from './invoice-file';
import type { InvoiceFileReading } from './invoice-file';

/** One file of an upload, by its name in the archive. */
export interface UploadedInvoice extends InvoiceFileReading {
  readonly name: string;
}

export interface UploadedInvoices {
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly Invoice[];
  readonly problems: readonly LedgerProblem[];
  readonly remarks: readonly LedgerProblem[];
  /** Files. */
  readonly rows: number;
}

type Read = Extract<EInvoiceReading, { kind: 'invoice' }>;
type Why = Extract<LedgerProblem, { code: 'ledger/row-unreadable' }>['why'];

/** The words that a ledger's rows have for the same troubles. */
function whyOf({ field, why }: Extract<EInvoiceReading, { kind: 'unreadable' }>): Why {
  if (why === 'no-due-date' || why === 'no-number' || why === 'no-customer' || why === 'currency') return why;
  if (field === 'BT-2' || field === 'BT-9') return 'date';
  if (field === 'BT-23') return 'paid-yet-open';
  if (field === 'BT-3' || field.startsWith('BT-3') || field.startsWith('BT-4')) return 'identifier';
  return why === 'missing' ? 'no-amount' : 'amount';
}

/** What the files of one upload come to, as a ledger: each invoice once, each customer as his newest document names him. */
export function invoicesOfFiles(upload: string, files: readonly UploadedInvoice[]): UploadedInvoices {
  const problems: LedgerProblem[] = [];
  const skipped = new Map<'draft' | 'vendor-bill' | 'cancelled', { row: number; rows: number; value: string }>();
  const skip = (why: 'draft' | 'vendor-bill' | 'cancelled', row: number, value: string): void => {
    const before = skipped.get(why);
    skipped.set(why, before === undefined ? { row, rows: 1, value } : { ...before, rows: before.rows + 1 });
  };
  const unused = (row: number, name: string, column: string, why: Why): void => void problems.push({ code: 'ledger/row-unreadable', file: upload, sheet: name === upload ? null : name, row, column, value: '', why });
  const held = new Map<string, { readonly row: number; readonly name: string; readonly read: Read }[]>();
  for (const [at, { name, reading, pdf }] of files.entries()) {
    const row = at + 1;
    if (reading.kind === 'invoice') held.set(reading.invoice.id, [...(held.get(reading.invoice.id) ?? []), { row, name, read: reading }]);
    else if (reading.kind === 'unreadable') {
      const whole = problemOfFile(name, reading.field, pdf);
      if (whole === null) unused(row, name, reading.field, whyOf(reading));
      else problems.push(whole);
    } else if (reading.why === 'not-an-invoice') problems.push({ code: 'ledger/other-format', file: name, format: pdf ? 'pdf' : 'html' });
    else skip(reading.why, row, name);
  }
  const replaced = new Set([...held.values()].flatMap((same) => same.flatMap(({ read }) => read.replaces.map(foldNumber).filter((number) => number !== foldNumber(read.invoice.number)))));
  const counting: Read[] = [];
  for (const same of held.values()) {
    const [first] = same;
    if (first === undefined) continue;
    const { read } = first;
    if (read.invoice.kind !== 'credit-note' && replaced.has(foldNumber(read.invoice.number))) skip('cancelled', first.row, read.invoice.number);
    else if (same.some((other) => JSON.stringify(other.read.invoice) !== JSON.stringify(read.invoice))) for (const { row, name } of same) unused(row, name, 'BT-1', 'duplicate');
    else counting.push(read);
  }
  const newest = new Map<string, Read>();
  for (const read of counting) {
    const before = newest.get(read.debtor.id);
    if (before === undefined || (read.invoice.issued ?? '') >= (before.invoice.issued ?? '')) newest.set(read.debtor.id, read);
  }
  return {
    debtors: [...newest.values()].map(({ debtor }) => debtor),
    invoices: counting.map(({ invoice }) => invoice),
    problems,
    remarks: [...skipped].map(([why, { row, rows, value }]) => ({ code: 'ledger/rows-skipped', file: upload, sheet: null, row, rows, value, why })),
    rows: files.length,
  };
}

/** What is wrong with the whole of a file; null: with a field of its invoice. */
export function problemOfFile(name: string, field: string, pdf: boolean): LedgerProblem | null {
  if (field === 'Encrypt') return { code: 'ledger/encrypted', file: name };
  if (field === 'size') return { code: 'ledger/too-large', file: name, limit: MAX_INVOICE_BYTES };
  return field === 'PDF' || field === 'XML' ? { code: 'ledger/other-format', file: name, format: pdf ? 'pdf' : 'html' } : null;
}
