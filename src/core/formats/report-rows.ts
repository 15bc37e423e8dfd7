import { foldHeader, isBlank, textOf } from './cell';
import type { Row } from './cell';
import { fieldOfHeader } from './headers';
import type { ColumnMapping, LedgerField } from './wire';

/** What a printed report puts between its invoices: totals, headings of customers, its header again. */

/** The words that open a total, folded. */
const TOTAL = /^(?:(?:sous|s) total|total|totaux|grand total|sub ?total|totals|sum|somme|cumul|report|a reporter|solde total)(?: |$)/;
const CARRIED = /^(?:report|a reporter)$/;
/** A total that names what it sums up; "Total Energies" is a customer. */
const TOTAL_OF = /^(?:(?:sous|s) total|totaux|grand total|sub ?total|totals|somme|cumul|solde total)(?: |$)|^(?:total|sum)(?: (?:general|generaux|client|clients|compte|comptes|tiers|du|de|des|au|a|la|le|les|pour|page|mois|devise|facture|factures|creances?|restant|echu|non|customer|customers|account|for|of|due|overdue|outstanding|balance|invoices?|eur|usd|gbp|chf|ttc|ht|\d+)(?: |$)|$)/;

export type TotalLabel = { readonly kind: 'sure' | 'maybe'; readonly text: string };

/** The label of a total in a row, wherever it stands. `maybe`: it could be a customer's name. */
export function totalLabelOf(row: Row): TotalLabel | null {
  for (const cell of row) {
    if (typeof cell !== 'string' || cell === '') continue;
    const text = textOf(cell);
    const folded = foldHeader(text);
    if (folded === '') continue;
    if (CARRIED.test(folded) || TOTAL_OF.test(folded)) return { kind: 'sure', text };
    if (TOTAL.test(folded) || / total$/.test(folded)) return { kind: 'maybe', text };
  }
  return null;
}

/** "Total DUPONT" after the invoices of DUPONT names him. */
export function totalNames(label: string, names: readonly (string | null)[]): boolean {
  const rest = foldHeader(label).replace(TOTAL, '').replace(/ total$/, '').trim();
  return rest !== '' && names.some((name) => name !== null && foldHeader(name) === rest);
}

export type HeaderRow = 'same' | 'other' | null;

/** The file's own header again (page breaks of printed reports), or the header of another table. */
export function headerKind(row: Row, header: Row, mapping: ColumnMapping): HeaderRow {
  let same = 0;
  let filled = 0;
  for (const column of Object.values(mapping.columns)) {
    const here = foldHeader(textOf(row[column]));
    if (here === '') continue;
    filled += 1;
    if (foldHeader(textOf(header[column])) === here) same += 1;
  }
  if (same >= 2 && same === filled) return 'same';
  const fields = new Set<LedgerField>();
  let texts = 0;
  for (const cell of row) {
    if (isBlank(cell)) continue;
    texts += 1;
    const text = typeof cell === 'string' ? textOf(cell) : '';
    const field = text === '' || text.length > 60 ? null : fieldOfHeader(text);
    if (field !== null) fields.add(field);
  }
  // Most of its cells are names of columns: no row of data is that.
  return fields.size >= 3 && fields.size * 3 >= texts * 2 ? 'other' : null;
}

/** A page number, a date of printing: it stands between the invoices of one customer and changes nothing. */
export function isNotice(row: Row): boolean {
  const texts = row.filter((cell) => !isBlank(cell)).map((cell) => foldHeader(textOf(cell)));
  return texts.length <= 2 && texts[0] !== undefined && NO_CUSTOMER.test(texts[0]);
}

export interface Heading {
  readonly code: string | null;
  readonly name: string | null;
}

const PREFIX = /^(?:client|compte client|compte|tiers|code client|debiteur|customer|account)(?:\s+n[°ºo]?)?\s*[:\u2013\u2014-]\s*/i;
const CODE_THEN_NAME = /^([A-Z0-9][A-Z0-9._/]{0,19})\s+[-\u2013\u2014:]\s+(.+)$/i;
const ACCOUNT_THEN_NAME = /^(4\d{2}[A-Z0-9]{0,17}|\d{4,20})\s+(\p{L}.*)$/u;
/** What stands alone in a row and is no customer: dates of printing, page numbers, titles. */
const NO_CUSTOMER = /^(?:page|edite|edition|imprime|date|periode|balance|etat|liste|grand livre|echeancier|societe|devise|exercice|au |le \d|du \d|filtre|selection|printed|aged|statement|report|note|nb|n b|attention|fin|end|suite)\b|^\d+ \d+$|^[\d ]+$/;

/**
 * The customer of a row that holds nothing else: "Client : 411DUP - Dupont SA", "411DUP | Dupont SA", "Dupont SA".
 * `labelled`: the row says itself that it is a customer.
 */
export function headingOf(row: Row): { readonly heading: Heading; readonly labelled: boolean } | null {
  const texts = row.map(textOf).filter((text) => text !== '');
  const first = texts[0];
  if (first === undefined || texts.length > 3) return null;
  const labelled = PREFIX.test(first.endsWith(':') ? `${first} x` : first);
  if (!labelled && texts.length > 2) return null;
  const rest = (labelled ? [first.replace(/:$/, ': ').replace(PREFIX, ''), ...texts.slice(1)] : texts).map((text) => text.trim()).filter((text) => text !== '');
  const [head, second] = rest;
  if (head === undefined || rest.length > 2) return null;
  if (second !== undefined) return looksLikeCode(head) ? { heading: { code: head, name: second }, labelled } : null;
  if (!labelled && NO_CUSTOMER.test(foldHeader(head))) return null;
  const parts = CODE_THEN_NAME.exec(head);
  if (parts !== null && looksLikeCode(parts[1] as string)) return { heading: { code: parts[1] as string, name: parts[2] as string }, labelled };
  const account = ACCOUNT_THEN_NAME.exec(head);
  if (account !== null) return { heading: { code: account[1] as string, name: account[2] as string }, labelled };
  return { heading: looksLikeCode(head) && !/[a-z]{3}/i.test(head) ? { code: head, name: null } : { code: null, name: head }, labelled };
}

const looksLikeCode = (text: string): boolean => /\d/.test(text) && !/\s/.test(text) && text.length <= 20;
