import { isSiren, isSiret, parseAddress, parseVat, roleOfAddress } from '../../../core';
import type { Contact, Debtor, DebtorId, PostalAddress, Totals } from '../../../core';
import { isRow, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';
import { idOf, isId, referred } from './quickbooks-api';

export type CustomerReading = { readonly ok: true; readonly debtor: Debtor; readonly faults: readonly Fault[] } | { readonly ok: false; readonly fault: Fault };

/** As a hand wrote it: QuickBooks keeps the country as text. */
const FRENCH = /^(?:fr|fra|france|france métropolitaine|guadeloupe|martinique|guyane|la réunion|réunion|mayotte)$/i;
const FRENCH_SPOKEN = /^(?:be|bel|belgique|belgium|lu|luxembourg|mc|monaco|ch|suisse|switzerland)$/i;

/** @param credits money on account: payments tell it, the customer does not. */
export function readCustomer(row: Row, credits: Totals): CustomerReading {
  const id = idOf(row['Id']);
  if (id === null) return { ok: false, fault: { field: 'Id', why: 'malformed' } };
  const name = textIn(row, 'DisplayName') ?? textIn(row, 'CompanyName');
  if (name === null) return { ok: false, fault: { field: 'DisplayName', why: 'missing' } };
  const address = isRow(row['BillAddr']) ? row['BillAddr'] : {};
  const country = textIn(address, 'Country');
  const french = country === null || FRENCH.test(country);
  const legalIds = legalIdsOf(row, french);
  const { contacts, faults } = contactsOf(row);
  // "BillWithParent": the invoices of a sub-customer go to the one above him.
  const parent = row['BillWithParent'] === true ? referred(row, 'ParentRef') : null;
  const postal = postalOf(address, french ? null : country);
  // Nothing marks a private person but that there is no company: with an identifier of a company he is none.
  const isPerson = textIn(row, 'CompanyName') === null && textIn(row, 'FamilyName') !== null && Object.values(legalIds).every((each) => each === null);
  return {
    ok: true,
    faults: parent !== null && !isId(parent) ? [...faults, { field: 'ParentRef', why: 'malformed' }] : faults,
    debtor: {
      id: id as DebtorId, code: null, name, legalIds, contacts, domains: [], town: textIn(address, 'City'), phone: isRow(row['PrimaryPhone']) ? textIn(row['PrimaryPhone'], 'FreeFormNumber') : null,
      language: french || FRENCH_SPOKEN.test(country ?? '') ? 'fr' : 'en', kind: isPerson ? 'consumer' : 'business', segment: null, lawCountry: 'FR', policy: null,
      payer: parent !== null && isId(parent) && parent !== id ? (parent as DebtorId) : null, group: null, unallocatedCredits: credits, exclusion: null,
      ...(postal === null ? {} : { postal }),
    },
  };
}

/** QuickBooks has no field for a SIREN: it is recognised by its check digit where such numbers are written. */
function legalIdsOf(row: Row, french: boolean): Debtor['legalIds'] {
  const written = ['PrimaryTaxIdentifier', 'ResaleNum', 'BusinessNumber'].flatMap((field) => textIn(row, field) ?? []);
  const digits = french ? written.map((text) => text.replace(/[\s.-]/g, '')) : [];
  const vat = written.map((text) => parseVat(text)).find((found) => found !== null) ?? null;
  const siret = digits.find(isSiret) ?? null;
  return { siren: digits.find(isSiren) ?? siret?.slice(0, 9) ?? vat?.siren ?? null, siret, vat: vat?.number ?? null };
}

/** One field may hold several addresses, written one after the other. Invoices are sent there. */
function contactsOf(row: Row): { readonly contacts: readonly Contact[]; readonly faults: readonly Fault[] } {
  const contacts: Contact[] = [];
  const faults: Fault[] = [];
  const written = isRow(row['PrimaryEmailAddr']) ? (textIn(row['PrimaryEmailAddr'], 'Address') ?? '') : '';
  for (const part of written.split(/[,;\s]+/).filter((each) => each !== '')) {
    const address = parseAddress(part);
    if (address === null) faults.push({ field: 'PrimaryEmailAddr', why: 'malformed' });
    else if (!contacts.some((contact) => contact.address === address)) {
      const role = roleOfAddress(address);
      contacts.push({ name: null, address, role: role === 'unknown' ? 'accounting' : role });
    }
  }
  return { contacts, faults };
}

function postalOf(address: Row, country: string | null): PostalAddress | null {
  const lines = ['Line1', 'Line2', 'Line3', 'Line4', 'Line5'].flatMap((field) => textIn(address, field)?.replace(/\s+/g, ' ').slice(0, 200) ?? []);
  const postcode = textIn(address, 'PostalCode');
  return lines.length === 0 && postcode === null ? null : { lines, postcode, town: textIn(address, 'City'), country };
}
