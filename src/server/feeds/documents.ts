import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, extname, isAbsolute, relative, resolve } from 'node:path';
import { foldNumber } from '../../core';
import type { Invoice, LedgerProblem } from '../../core';
import type { LedgerDocument } from '../store/ledger-content';

const MAX_FILES = 200_000;

/** An opaque name for a path: it reaches the client, the path never does. */
const referenceOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 32);

/** File names carry no slash: FA/2026/12 is met as FA-2026-12.pdf or FA_2026_12.pdf. */
const nameKey = (name: string): string => foldNumber(name).replace(/[^A-Z0-9]+/g, '-');

/** PDF files of a folder by the invoice number that their name is. */
function filesByNumber(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder).slice(0, MAX_FILES)) if (extname(name).toLowerCase() === '.pdf') found.set(nameKey(basename(name, extname(name))), resolve(folder, name));
  return found;
}

/** A path of the ledger counts only inside the folder: a cell must not be able to name any file of the machine. */
function insideFolder(folder: string, named: string): string | null {
  const path = resolve(folder, named.replace(/\\/g, '/'));
  const within = relative(folder, path);
  if (within === '' || within.startsWith('..') || isAbsolute(within) || extname(path).toLowerCase() !== '.pdf') return null;
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : null;
}

export interface FoundDocuments {
  readonly invoices: readonly Invoice[];
  readonly documents: readonly LedgerDocument[];
  /** A cell names a PDF that is not there. */
  readonly remarks: readonly LedgerProblem[];
}

/** Finds each invoice's PDF: the path in its row, else a file of the folder whose name is its number. */
export const findDocuments = (invoices: readonly Invoice[], folder: string | null, file: string): FoundDocuments => documentFinder(folder, file)(invoices);

/** The same for a ledger that is read in parts: the folder is looked through once. */
export function documentFinder(folder: string | null, file: string): (invoices: readonly Invoice[]) => FoundDocuments {
  const exists = folder !== null && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const byNumber = exists ? filesByNumber(folder) : new Map<string, string>();
  return (invoices) => {
    const documents: LedgerDocument[] = [];
    const remarks: LedgerProblem[] = [];
    const found = invoices.map((invoice): Invoice => {
      // Most ledgers name no file and most folders hold none: folding a million numbers to find nothing costs seconds.
      if (invoice.document === null && byNumber.size === 0) return invoice;
      const named = invoice.document === null || !exists ? null : insideFolder(folder, invoice.document);
      if (invoice.document !== null && named === null && !byNumber.has(nameKey(invoice.number))) remarks.push({ code: 'ledger/document-missing', file, number: invoice.number });
      const path = named ?? byNumber.get(nameKey(invoice.number)) ?? null;
      if (path === null) return invoice.document === null ? invoice : { ...invoice, document: null };
      const reference = referenceOf(path);
      documents.push({ reference, path });
      return { ...invoice, document: reference };
    });
    return { invoices: found, documents, remarks };
  };
}
