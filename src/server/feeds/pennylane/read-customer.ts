import { isSiren, isSiret, parseAddress, parseVat, roleOfAddress } from '../../../core';
import type { Contact, Debtor, DebtorId, PostalAddress } from '../../../core';
import { isRow, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';
import { idOf } from './pennylane-api';

export type CustomerReading = { readonly ok: true; readonly debtor: Debtor; readonly faults: readonly Fault[] } | { readonly ok: false; readonly fault: Fault };

/** A customer of Pennylane: a company (`reg_no`, `vat_number`) or an individual (`first_name`, `last_name`). */
export function readCustomer(row: Row): CustomerReading {
  const id = idOf(row['id']);
  const kind = row['customer_type'];
  const person = [textIn(row, 'first_name'), textIn(row, 'last_name')].filter((part) => part !== null).join(' ');
  const name = textIn(row, 'name') ?? (person === '' ? null : person);
  if (id === null) return { ok: false, fault: { field: 'id', why: 'malformed' } };
  if (name === null) return { ok: false, fault: { field: 'name', why: 'missing' } };
  if (kind !== 'company' && kind !== 'individual') return { ok: false, fault: { field: 'customer_type', why: 'malformed' } };
  const address = isRow(row['billing_address']) ? row['billing_address'] : {};
  const country = textIn(address, 'country_alpha2')?.toUpperCase() ?? null;
  // Nothing says of which register `reg_no` is: its length and check digit do, and the country where it stands.
  const digits = country === null || country === 'FR' ? (textIn(row, 'reg_no') ?? '').replace(/\D/g, '') : '';
  const vat = parseVat(textIn(row, 'vat_number') ?? '');
  const siret = isSiret(digits) ? digits : null;
  const { contacts, faults } = contactsOf(row);
  const postal = postalOf(address, country);
  const language = textIn(row, 'billing_language');
  return {
    ok: true,
    faults,
    debtor: {
      id: id as DebtorId, code: textIn(row, 'reference'), name,
      legalIds: { siren: isSiren(digits) ? digits : siret === null ? (vat?.siren ?? null) : siret.slice(0, 9), siret, vat: vat?.number ?? null },
      contacts, domains: [], town: textIn(address, 'city'), phone: textIn(row, 'phone'), language: language === null || /^fr/i.test(language) ? 'fr' : 'en',
      kind: kind === 'individual' ? 'consumer' : 'business', segment: null, lawCountry: 'FR', policy: null, payer: null, group: null, unallocatedCredits: [], exclusion: null,
      ...(postal === null ? {} : { postal }),
    },
  };
}

/** `emails` are those to which Pennylane sends invoices; each written by hand. */
function contactsOf(row: Row): { readonly contacts: readonly Contact[]; readonly faults: readonly Fault[] } {
  const contacts: Contact[] = [];
  const faults: Fault[] = [];
  const emails: readonly unknown[] = Array.isArray(row['emails']) ? row['emails'] : [];
  if (!Array.isArray(row['emails']) && (row['emails'] ?? null) !== null) faults.push({ field: 'emails', why: 'malformed' });
  for (const [at, written] of emails.entries()) {
    if (typeof written === 'string' && written.trim() === '') continue;
    const address = typeof written === 'string' ? parseAddress(written.trim()) : null;
    if (address === null) faults.push({ field: `emails[${at}]`, why: 'malformed' });
    else if (!contacts.some((contact) => contact.address === address)) {
      const role = roleOfAddress(address);
      contacts.push({ name: null, address, role: role === 'unknown' ? 'accounting' : role });
    }
  }
  return { contacts, faults };
}

function postalOf(address: Row, country: string | null): PostalAddress | null {
  const lines = (textIn(address, 'address') ?? '').split(/[\r\n]+/).map((line) => line.replace(/\s+/g, ' ').trim().slice(0, 200)).filter((line) => line !== '').slice(0, 6);
  const postcode = textIn(address, 'postal_code');
  return lines.length === 0 && postcode === null ? null : { lines, postcode, town: textIn(address, 'city'), country: country === 'FR' ? null : country };
}
