import { z } from 'zod';
import { addressesIn, fail, foldName, isSiren, isSiret, ok, parseAddress, parseVat, roleOfAddress } from '../../../core';
import type { Contact, ContactRole, Debtor, DebtorId, FeedProblem, Language, LegalIds, PostalAddress, Result, Totals } from '../../../core';
import type { OdooRow } from './odoo-client';
import { flag, id, perhapsLink, shaped, text } from './odoo-values';

const PARTNER = z.object({
  id, name: text, ref: text, email: text, phone: text, mobile: text.optional(), lang: text, vat: text, siret: text.optional(), company_registry: text, is_company: flag,
  street: text, street2: text, zip: text, city: text, country_code: text,
});
const CONTACT = z.object({ id, name: text, email: text, function: text, type: text, commercial_partner_id: perhapsLink });

export interface PartnerRows {
  /** Of `res.partner`: a commercial entity, which invoices are owed by. */
  readonly partner: OdooRow;
  /** The persons and addresses below it. */
  readonly contacts: readonly OdooRow[];
  /** Money that he paid for no invoice; positive. */
  readonly credits: Totals;
  /** French is among the languages of this Odoo. */
  readonly speaksFrench: boolean;
}

/** `feed/record-unreadable` names the first field of the customer that cannot be read; what is wrong with one of his contacts stands in `unreadable`. */
export function readPartner({ partner, contacts, credits, speaksFrench }: PartnerRows, feed: string): Result<{ readonly debtor: Debtor; readonly unreadable: readonly FeedProblem[] }, FeedProblem> {
  const record = `res.partner ${String(partner['id'])}`;
  const read = shaped(PARTNER, partner, feed, record);
  if (!read.ok) return read;
  const { name, ref, email, phone, mobile, lang, city, country_code: country, is_company: isCompany } = read.value;
  if (name === null) return fail({ code: 'feed/record-unreadable', feed, record, field: 'name', why: 'missing' });
  const legalIds = legalIdsOf([read.value.siret ?? null, read.value.company_registry], read.value.vat);
  const unreadable: FeedProblem[] = [];
  const found: Contact[] = [...mails(email, null, null)];
  for (const row of contacts) {
    const contact = shaped(CONTACT, row, feed, `res.partner ${String(row['id'])}`);
    // A private address (up to version 16) is the person's own affair.
    if (contact.ok && contact.value.type !== 'private') found.push(...mails(contact.value.email, contact.value.name, contact.value.type === 'invoice' ? 'accounting' : roleOfFunction(contact.value.function)));
    else if (!contact.ok) unreadable.push(contact.problem);
  }
  const postal = postalOf(read.value);
  return ok({
    unreadable,
    debtor: {
      id: String(read.value.id) as DebtorId, code: ref, name, legalIds, contacts: eachOnce(found), domains: [], town: city, phone: phone ?? mobile ?? null, language: languageOf(speaksFrench ? lang : null, country),
      // Odoo says of everybody whether he is a company or a person; who has a number of a register or of VAT acts as a trader.
      kind: isCompany || legalIds.siren !== null || legalIds.vat !== null || read.value.company_registry !== null ? 'business' : 'consumer',
      segment: null, lawCountry: 'FR', policy: null, payer: null, group: null, unallocatedCredits: credits, exclusion: null, ...(postal === null ? {} : { postal }),
    },
  });
}

/** A register number may be a SIREN or a SIRET; what is neither is another country's, or a slip, and names nobody. */
function legalIdsOf(registers: readonly (string | null)[], vatText: string | null): LegalIds {
  const numbers = registers.filter((each) => each !== null).map((each) => each.replace(/[\s.]/g, ''));
  const siret = numbers.find(isSiret) ?? null;
  const vat = vatText === null ? null : parseVat(vatText);
  return { siren: siret?.slice(0, 9) ?? numbers.find(isSiren) ?? vat?.siren ?? null, siret, vat: vat?.number ?? null };
}

/** @param role null: each address speaks for itself. */
function mails(email: string | null, name: string | null, role: ContactRole | null): readonly Contact[] {
  if (email === null) return [];
  const written = /<[^>]*@[^>]*>/.test(email) ? email.split(/[,;]/) : addressesIn(email);
  return written.map(parseAddress).filter((address) => address !== null).map((address) => ({ name, address, role: role ?? roleOfAddress(address) }));
}

/** "Comptable fournisseurs", "Directrice": read as the local part of an address would be. null: it says nothing. */
function roleOfFunction(job: string | null): ContactRole | null {
  if (job === null) return null;
  const role = roleOfAddress(`${foldName(job).slice(0, 60).replace(/[^a-z]+/g, '.')}@x`);
  return role === 'unknown' || role === 'generic' ? null : role;
}

/** Of an address that stands twice, the contact that says more of it. */
function eachOnce(contacts: readonly Contact[]): readonly Contact[] {
  const kept = new Map<string, Contact>();
  for (const contact of contacts) {
    const before = kept.get(contact.address);
    if (before === undefined) kept.set(contact.address, contact);
    else kept.set(contact.address, { address: contact.address, name: before.name ?? contact.name, role: contact.role === 'accounting' || before.role === 'unknown' ? contact.role : before.role });
  }
  return [...kept.values()];
}

const FRENCH_SPOKEN: ReadonlySet<string> = new Set(['FR', 'BE', 'LU', 'CH', 'MC']);

/** There are letters in two languages: who reads neither is written to in English. @param lang a locale: `fr_FR`. */
function languageOf(lang: string | null, country: string | null): Language {
  if (lang !== null) return /^fr(?:_|$)/.test(lang) ? 'fr' : 'en';
  return country === null || FRENCH_SPOKEN.has(country) ? 'fr' : 'en';
}

function postalOf({ street, street2, zip, city, country_code: country }: z.infer<typeof PARTNER>): PostalAddress | null {
  const lines = [street, street2].filter((line) => line !== null).map((line) => line.replace(/\s+/g, ' ').slice(0, 200));
  return lines.length === 0 && zip === null ? null : { lines, postcode: zip, town: city, country: country === 'FR' ? null : country };
}
