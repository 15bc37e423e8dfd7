import type { CompanyId, InvoiceId, InvoiceKind } from './types';

/**
 * The number as one writes it twice: capitals, no white space or invisible characters, one kind of dash. Separators stay:
 * without them 12-3 and 1-23 would be one invoice, and the wrong one would be reminded. (Looser keys, for finding a
 * number in a mail, are core/identify's invoiceKeys.)
 */
export function foldNumber(number: string): string {
  return number
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase();
}

const escaped = (part: string): string => part.replace(/%/g, '%25').replace(/:/g, '%3A');

/**
 * Stable within one ledger: company and folded number. A credit note gets a name space of its own, because some systems
 * number credit notes in the same range as invoices.
 */
export function invoiceId(company: CompanyId, number: string, kind: InvoiceKind): InvoiceId {
  return `${escaped(company)}:${escaped(foldNumber(number))}${kind === 'credit-note' ? ':credit-note' : ''}` as InvoiceId;
}
