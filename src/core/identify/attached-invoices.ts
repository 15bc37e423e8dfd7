import type { CompanyProfile } from '../case-file';
import { readEInvoice, type EInvoice, type EInvoiceParty } from './e-invoice';
import { foldName } from './names';
import type { Own } from './own';
import type { AttachedXml } from './types';

/** What the electronic invoices attached to a mail say of whose it is. */
export interface AttachedInvoices {
  /** Of each invoice of ours what names its buyer, in words; the name of its file beside it. */
  readonly ours: readonly { readonly text: string; readonly file: string }[];
  /** The numbers of invoices that somebody else makes out; `''` of one without. */
  readonly others: readonly string[];
}

/** A mail with more is a batch, and about nobody in particular: none of them is read. */
const MOST_XML_FILES = 3;

export function attachedInvoices(files: readonly AttachedXml[], own: Own, profile: CompanyProfile): AttachedInvoices {
  if (files.length > MOST_XML_FILES) return { ours: [], others: [] };
  const ours: { readonly text: string; readonly file: string }[] = [];
  const others: string[] = [];
  for (const { name, text } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const invoice = readEInvoice(text);
    const mine = invoice === null ? null : isOurs(invoice.seller, own, profile);
    if (invoice === null || mine === null) continue;
    if (mine) ours.push({ text: inWords(invoice), file: name });
    else others.push(invoice.number);
  }
  return { ours, others };
}

/** By the identifiers where both have some, else by the whole name; null: it cannot be told. */
export function isOurs({ names, sirens, vats }: EInvoiceParty, own: Pick<Own, 'sirens' | 'vat'>, profile: Pick<CompanyProfile, 'name'>): boolean | null {
  if (sirens.some((siren) => own.sirens.has(siren)) || (own.vat !== null && vats.includes(own.vat))) return true;
  if ((sirens.length > 0 && own.sirens.size > 0) || (vats.length > 0 && own.vat !== null)) return false;
  return names.length === 0 ? null : names.some((name) => foldName(name) === foldName(profile.name));
}

/** As a letter would say it: each thing called what it is, on a paragraph of its own, so that none runs into the next. */
const inWords = ({ number, order, buyer }: EInvoice): string =>
  [number === '' ? '' : `Facture ${number}`, order === '' ? '' : `Commande ${order}`, ...buyer.names, ...buyer.sirens.map((siren) => `SIREN ${siren}`), ...buyer.vats.map((vat) => `TVA ${vat}`)].filter((line) => line !== '').join('\n\n');
