import { foldHeader, isSiren, isSiret, parseAddress, parseVat, roleOfAddress } from '../../../core';
import type { Contact, ContactRole, Debtor, DebtorId, PostalAddress } from '../../../core';
import { idIn, isRow, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';

export const CUSTOMER_FIELDS = [
  'id', 'name', 'client', 'code_client', 'email', 'phone', 'idprof1', 'idprof2', 'tva_intra', 'country_code', 'typent_code', 'default_lang', 'address', 'zip', 'town',
] as const;
export const CONTACT_FIELDS = ['id', 'socid', 'fk_soc', 'firstname', 'lastname', 'email', 'mail', 'poste', 'roles', 'statut', 'priv'] as const;

export type CustomerReading = { readonly ok: true; readonly debtor: Debtor; readonly faults: readonly Fault[] } | { readonly ok: false; readonly fault: Fault };

/** France and where SIREN and SIRET are given too; "Id. prof. 1" is something else in every other country. */
const FRENCH: ReadonlySet<string> = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF']);
const FRENCH_SPOKEN: ReadonlySet<string> = new Set([...FRENCH, 'BE', 'LU', 'CH', 'MC', 'NC', 'PF', 'WF']);

/** A third party with its contact persons: two tables of Dolibarr, and either may hold the address that is written to. */
export function readCustomer(row: Row, people: readonly Row[]): CustomerReading {
  const id = idIn(row, 'id');
  const name = textIn(row, 'name');
  if (id === null) return { ok: false, fault: { field: 'id', why: 'malformed' } };
  if (name === null) return { ok: false, fault: { field: 'name', why: 'missing' } };
  const country = textIn(row, 'country_code')?.toUpperCase() ?? null;
  const french = country === null || FRENCH.has(country);
  const digits = (field: string): string => (french ? (textIn(row, field) ?? '').replace(/\D/g, '') : '');
  const [siren, siret, vat] = [digits('idprof1'), digits('idprof2'), parseVat(textIn(row, 'tva_intra') ?? '')];
  const { contacts, faults } = contactsOf(row, people);
  const language = textIn(row, 'default_lang')?.slice(0, 2).toLowerCase() ?? null;
  const town = textIn(row, 'town');
  const postal = postalOf(row, french);
  return {
    ok: true,
    faults,
    debtor: {
      id: id as DebtorId, code: textIn(row, 'code_client'), name,
      legalIds: { siren: isSiren(siren) ? siren : isSiret(siret) ? siret.slice(0, 9) : (vat?.siren ?? null), siret: isSiret(siret) ? siret : null, vat: vat?.number ?? null },
      contacts, domains: [], town, phone: textIn(row, 'phone'),
      language: language === null ? (country === null || FRENCH_SPOKEN.has(country) ? 'fr' : 'en') : language === 'fr' ? 'fr' : 'en',
      kind: textIn(row, 'typent_code') === 'TE_PRIVATE' ? 'consumer' : textIn(row, 'typent_code') === 'TE_ADMIN' ? 'public' : 'business',
      segment: null, lawCountry: 'FR', policy: null, payer: null, group: null, unallocatedCredits: [], exclusion: null,
      ...(postal === null ? {} : { postal }),
    },
  };
}

function contactsOf(row: Row, people: readonly Row[]): { readonly contacts: readonly Contact[]; readonly faults: readonly Fault[] } {
  const contacts: Contact[] = [];
  const faults: Fault[] = [];
  const take = (written: string | null, field: string, of: (address: string) => { readonly name: string | null; readonly role: ContactRole }): void => {
    if (written === null) return;
    const address = parseAddress(written);
    if (address === null) faults.push({ field, why: 'malformed' });
    else if (!contacts.some((contact) => contact.address === address)) contacts.push({ ...of(address), address });
  };
  // The company's own address is nobody's in particular, unless it says what it is for.
  take(textIn(row, 'email'), 'email', (address) => ({ name: null, role: nonNeutral(roleOfAddress(address), 'generic') }));
  for (const person of people) {
    // Left the company, or in somebody's private address book.
    if (textIn(person, 'statut') === '0' || textIn(person, 'priv') === '1') continue;
    const name = [textIn(person, 'firstname'), textIn(person, 'lastname')].filter((part) => part !== null).join(' ');
    take(textIn(person, 'email') ?? textIn(person, 'mail'), `contacts.${idIn(person, 'id') ?? ''}.email`, (address) => ({ name: name === '' ? null : name, role: roleOfPerson(person, address) }));
  }
  return { contacts, faults };
}

const nonNeutral = (role: ContactRole, otherwise: ContactRole): ContactRole => (role === 'unknown' ? otherwise : role);

/** The role that the customer's file gives (the one to bill), the title on the card, or what the address says of itself. */
function roleOfPerson(person: Row, address: string): ContactRole {
  const roles = Array.isArray(person['roles']) ? person['roles'] : isRow(person['roles']) ? Object.values(person['roles']) : [];
  if (roles.some((role) => isRow(role) && role['code'] === 'BILLING')) return 'accounting';
  const title = roleOfAddress(`${foldHeader(textIn(person, 'poste') ?? '').replace(/ /g, '.')}@`);
  // A person whose title is "Commercial" is no mailbox of the house.
  return title === 'generic' ? 'unknown' : nonNeutral(title, roleOfAddress(address));
}

function postalOf(row: Row, french: boolean): PostalAddress | null {
  const lines = (textIn(row, 'address') ?? '').split(/[\r\n]+/).map((line) => line.replace(/\s+/g, ' ').trim().slice(0, 200)).filter((line) => line !== '').slice(0, 6);
  const postcode = textIn(row, 'zip');
  return lines.length === 0 && postcode === null ? null : { lines, postcode, town: textIn(row, 'town'), country: french ? null : textIn(row, 'country_code') };
}
