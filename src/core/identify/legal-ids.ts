import type { LegalIds } from '../ledger/types';

/** Luhn, ISO/IEC 7812-1 annex B: the check of SIREN, SIRET and payment cards. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

const NOTHING = /^0+$/;
const LA_POSTE = '356000000';

/** Nine digits with a right check digit (R123-220 of the commercial code). */
export const isSiren = (text: string): boolean => /^\d{9}$/.test(text) && !NOTHING.test(text) && passesLuhn(text);

/**
 * Fourteen digits with a right check digit. La Poste (SIREN 356 000 000) has more establishments than Luhn leaves room
 * for: there the sum of the digits is a multiple of 5; its head office alone passes Luhn (INSEE, Sirene documentation).
 */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || !isSiren(text.slice(0, 9))) return false;
  if (passesLuhn(text)) return true;
  return text.startsWith(LA_POSTE) && [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

export interface VatNumber {
  /** Country prefix as printed: `FR`, `EL` for Greece, `XI` for Northern Ireland. */
  readonly country: string;
  /** The whole number without spaces, dots and dashes, prefix included: `FR83404833048`. */
  readonly number: string;
  /** Of a French number: the SIREN that it holds, where its check digit is right. */
  readonly siren: string | null;
}

/** Structures of the European Commission's VIES, plus those of the United Kingdom and Switzerland. */
const STRUCTURES: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/, BE: /^[01]\d{9}$/, BG: /^\d{9,10}$/, CY: /^\d{8}[A-Z]$/, CZ: /^\d{8,10}$/, DE: /^\d{9}$/, DK: /^\d{8}$/, EE: /^\d{9}$/, EL: /^\d{9}$/,
  ES: /^(?:[A-Z]\d{7}[0-9A-Z]|\d{8}[A-Z])$/, FI: /^\d{8}$/, FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, HR: /^\d{11}$/, HU: /^\d{8}$/, IE: /^\d[0-9A-Z+*]\d{5}[A-Z]{1,2}$/, IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/, LU: /^\d{8}$/, LV: /^\d{11}$/, MT: /^\d{8}$/, NL: /^\d{9}B\d{2}$/, PL: /^\d{10}$/, PT: /^\d{9}$/, RO: /^\d{2,10}$/, SE: /^\d{12}$/,
  SI: /^\d{8}$/, SK: /^\d{10}$/, XI: /^(?:\d{9}|\d{12})$/, GB: /^(?:\d{9}|\d{12})$/, CHE: /^\d{9}$/,
};
export const VAT_COUNTRIES: readonly string[] = Object.keys(STRUCTURES);

/** Key of two digits: (12 + 3 x SIREN) mod 97, written here as SIREN followed by 12. Keys with letters have no public rule and pass by their form. */
function frenchKeyFits(body: string): boolean {
  const [key, siren] = [body.slice(0, 2), body.slice(2)];
  return !/^\d\d$/.test(key) || Number(siren + '12') % 97 === Number(key);
}

/**
 * A VAT number as people write it: spaces, dots and dashes anywhere, any case. Null when the form or, for a French
 * number, the check key is wrong. A French number need not hold a valid SIREN: Monaco's do not.
 */
export function parseVat(text: string): VatNumber | null {
  const compact = text.slice(0, 40).replace(/[\s.\-\u2010-\u2015]+/g, '').toUpperCase();
  const country = compact.startsWith('CHE') ? 'CHE' : compact.slice(0, 2) === 'GR' ? 'EL' : compact.slice(0, 2);
  const written = country === 'CHE' ? compact.slice(3).replace(/(?:MWST|TVA|IVA)$/, '') : compact.slice(2);
  const structure = STRUCTURES[country];
  if (structure === undefined || !structure.test(written) || (country === 'FR' && !frenchKeyFits(written))) return null;
  const siren = country === 'FR' && isSiren(written.slice(2)) ? written.slice(2) : null;
  return { country, number: country + written, siren };
}

/** Every SIREN that a set of identifiers stands for: another establishment or a VAT number name the same company. */
export function sirensOf(ids: LegalIds): readonly string[] {
  const found = [ids.siren, ids.siret === null ? null : ids.siret.slice(0, 9), ids.vat === null ? null : (parseVat(ids.vat)?.siren ?? null)];
  return [...new Set(found.filter((siren): siren is string => siren !== null && siren !== ''))];
}
