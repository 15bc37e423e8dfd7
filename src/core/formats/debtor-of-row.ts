import { fail, ok } from '../result';
import type { Result } from '../result';
import { roleOfAddress, STRUCK_OFF } from '../ledger';
import type { Contact, ContactRole, Debtor, DebtorId, DebtorKind, EmailAddress, Language } from '../ledger';
import { accountsIn, isSiren, isSiret, parseVat } from '../identify';
import { foldHeader, textOf } from './cell';
import type { Cell } from './cell';
import { annualRateIn } from './annual-rate';
import { orNull, SHORTENED } from './row-cells';
import { fieldOfHeader } from './headers';
import type { CellOf, CellTrouble } from './row-cells';
import type { LedgerField } from './wire';

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/;

/** Columns whose header says whose addresses they hold. */
const STATED: readonly (readonly [LedgerField, ContactRole])[] = [['payer-address', 'payer'], ['accounting-address', 'accounting'], ['generic-address', 'generic'], ['management-address', 'management'], ['sales-address', 'sales']];

/** What the header of the contact's column says of the addresses below it; null: nothing, each speaks for itself. */
export function roleInHeader(header: string): ContactRole | null {
  const field = fieldOfHeader(header);
  return STATED.find(([each]) => each === field)?.[1] ?? null;
}

/** The SIREN that a row tells, by itself or in its SIRET; null: none that is one. */
export function sirenIn(cell: CellOf): string | null {
  const [siren, siret] = [textOf(cell('siren')).replace(/\D/g, ''), textOf(cell('siret')).replace(/\D/g, '')];
  return isSiren(siren) ? siren : isSiret(siret) ? siret.slice(0, 9) : null;
}

/** What people write between two addresses. */
const BETWEEN = /^(?:ou|et|or|and|&|\/)$/i;
export const addressesIn = (text: string): readonly string[] => text.replace(/(@[^\s,;|/]+)\//g, '$1 ').split(/[\s,;|]+/).filter((each) => each !== '' && !BETWEEN.test(each));
const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

/** Each address once, under the role that a column gives it rather than under its own. */
function contactsOf(cell: CellOf, headed: ContactRole | null, ignored: LedgerField[]): readonly Contact[] {
  const contacts: Contact[] = [];
  const take = (field: LedgerField, name: string | null, roleOf: (address: string) => ContactRole): number => {
    const text = textOf(cell(field));
    if (text === '') return 0;
    const written = addressesIn(text);
    const valid = written.filter(isAddress).map((each) => each.toLowerCase());
    // The column of salespeople holds their names as often as their addresses.
    if (valid.length < written.length && field !== 'sales-address') ignored.push(field);
    for (const address of valid) if (!contacts.some((each) => each.address === address)) contacts.push({ name, address: address as EmailAddress, role: roleOf(address) });
    return valid.length;
  };
  const name = orNull(textOf(cell('contact-name')));
  const plain = headed === null ? roleOfAddress : () => headed;
  if (STATED.every(([field]) => cell(field) === undefined)) {
    take('contact-address', name, plain);
    return contacts;
  }
  const named = textOf(cell('contact-address')) === '' ? 'accounting-address' : null;
  for (const [field, role] of STATED) take(field, field === named ? name : null, () => role);
  take('contact-address', name, plain);
  return contacts;
}

/** A customer with more is a group, and pays from none of them in particular. */
const MOST_ACCOUNTS = 5;

/** Absent where there is none: nearly every ledger. */
const banked = (ibans: readonly string[]): Pick<Debtor, 'ibans'> => (ibans.length === 0 ? {} : { ibans: ibans.slice(0, MOST_ACCOUNTS) });

const stipulated = (contractRate: number | null): Pick<Debtor, 'contractRate'> => (contractRate === null ? {} : { contractRate });

/** Where rows of one debtor tell two rates, the lower: too little interest is a gift, too much a wrong claim. */
const lower = (a: number | undefined, b: number | undefined): number | null => (a === undefined || b === undefined ? (a ?? b ?? null) : Math.min(a, b));

const keyOf = (code: string | null, siren: string | null, vat: string | null, name: string, town: string | null): string =>
  code !== null ? `code ${code.toLowerCase()}` : siren !== null ? `siren ${siren}` : vat !== null ? `vat ${vat}` : `name ${foldHeader(name)} ${foldHeader(town ?? '')}`;

const PLAIN_CODE = /^[0-9A-Za-z][\w./-]{0,39}$/;
/** `debtorKeyIn` of a row with a code of nothing but letters, figures and common signs; null: it has another one, or none. */
export const plainCodeKey = (code: Cell | undefined): string | null => (typeof code === 'string' && PLAIN_CODE.test(code) ? `code ${code.toLowerCase()}` : null);

/** The key of the debtor that a row names, as `readDebtor` gives it, and nothing else of him; null: it names none. */
export function debtorKeyIn(cell: CellOf): string | null {
  const code = orNull(textOf(cell('debtor-code')));
  if (code !== null) return keyOf(code, null, null, '', null);
  const name = orNull(textOf(cell('debtor-name')));
  if (name === null) return null;
  const vatText = textOf(cell('vat'));
  return keyOf(null, sirenIn(cell), vatText === '' ? null : (parseVat(vatText)?.number ?? null), name, orNull(textOf(cell('town'))));
}

/**
 * The debtor that a row names; `ignored`: cells that hold no valid value and were left out.
 * @param headed what the header of the contact's column says (`roleInHeader`)
 */
export function readDebtor(cell: CellOf, headed: ContactRole | null): Result<{ readonly key: string; readonly debtor: Debtor; readonly ignored: readonly LedgerField[] }, CellTrouble> {
  const code = orNull(textOf(cell('debtor-code')));
  const name = orNull(textOf(cell('debtor-name')));
  if (code === null && name === null) return fail({ field: 'debtor-name', why: 'no-customer' });
  if (code !== null && SHORTENED.test(code)) return fail({ field: 'debtor-code', why: 'shortened' });
  const ignored: LedgerField[] = [];
  const siretText = textOf(cell('siret')).replace(/\D/g, '');
  const sirenText = textOf(cell('siren')).replace(/\D/g, '');
  const vatText = textOf(cell('vat'));
  const siret = isSiret(siretText) ? siretText : null;
  const siren = sirenIn(cell);
  const vat = vatText === '' ? null : parseVat(vatText);
  if (siretText !== '' && siret === null) ignored.push('siret');
  if (sirenText !== '' && !isSiren(sirenText)) ignored.push('siren');
  if (vatText !== '' && vat === null) ignored.push('vat');
  const contacts = contactsOf(cell, headed, ignored);
  const ibanText = textOf(cell('debtor-iban'));
  const ibans = ibanText === '' ? [] : accountsIn(ibanText);
  if (ibanText !== '' && ibans.length === 0) ignored.push('debtor-iban');
  const rateText = textOf(cell('contract-rate'));
  const contractRate = rateText === '' ? null : annualRateIn(rateText);
  if (rateText !== '' && contractRate === null) ignored.push('contract-rate');
  const town = orNull(textOf(cell('town')));
  const key = keyOf(code, siren, vat?.number ?? null, name ?? '', town);
  return ok({
    key,
    ignored,
    debtor: {
      id: key as DebtorId,
      code,
      name: name ?? (code as string),
      legalIds: { siren: siren ?? vat?.siren ?? null, siret, vat: vat?.number ?? null },
      contacts,
      domains: [],
      town,
      phone: orNull(textOf(cell('phone'))),
      language: languageOf(textOf(cell('language')), vat?.country ?? null),
      kind: kindOfDebtor(textOf(cell('debtor-kind'))),
      segment: orNull(textOf(cell('segment'))),
      lawCountry: 'FR',
      policy: null,
      payer: null,
      group: null,
      unallocatedCredits: [],
      exclusion: standingOf(textOf(cell('debtor-standing'))),
      ...banked(ibans),
      ...stipulated(contractRate),
    },
  });
}

/** Several rows of one debtor: the first value of each field stands, contacts and accounts are gathered, the lowest rate counts. The address is the one told last: which of several it is was decided before (postal-addresses.ts). */
export function completed(a: Debtor, b: Debtor): Debtor {
  const contacts = b.contacts.filter((contact) => !a.contacts.some((each) => each.address === contact.address));
  const missing = (a.legalIds.siren ?? b.legalIds.siren) !== a.legalIds.siren || (a.legalIds.siret ?? b.legalIds.siret) !== a.legalIds.siret || (a.legalIds.vat ?? b.legalIds.vat) !== a.legalIds.vat;
  if (contacts.length === 0 && !missing && (a.exclusion === null) === ((a.exclusion ?? b.exclusion) === null) && (a.town ?? b.town) === a.town && (a.phone ?? b.phone) === a.phone && (b.ibans ?? []).every((iban) => a.ibans?.includes(iban) === true) && lower(a.contractRate, b.contractRate) === (a.contractRate ?? null) && (b.postal === undefined || JSON.stringify(a.postal) === JSON.stringify(b.postal))) return a;
  return {
    ...a,
    contacts: [...a.contacts, ...contacts],
    legalIds: { siren: a.legalIds.siren ?? b.legalIds.siren, siret: a.legalIds.siret ?? b.legalIds.siret, vat: a.legalIds.vat ?? b.legalIds.vat },
    town: a.town ?? b.town,
    phone: a.phone ?? b.phone,
    exclusion: a.exclusion ?? b.exclusion,
    ...banked([...new Set([...(a.ibans ?? []), ...(b.ibans ?? [])])]),
    ...stipulated(lower(a.contractRate, b.contractRate)),
    ...(b.postal === undefined ? {} : { postal: b.postal }),
  };
}

const FRENCH_WORDS = new Set('fr fra fre francais francaise french franzosisch frances francese frans'.split(' '));
/** Codes of languages and of countries, and names: what a column of languages says that is not French. */
const OTHER_WORDS = new Set(
  ('en eng english anglais gb uk us usa ie au de deu ger german allemand deutsch at es spa spanish espagnol espanol castellano it ita italian italien italiano ' +
    'nl nld dut dutch neerlandais nederlands flamand pt por portuguese portugais portugues br pl pol polish polonais polski sv swe swedish suedois svenska se da dan danish danois dansk dk ' +
    'fi fin finnish finnois suomi nb nor norwegian norvegien norsk cs ces cze czech tcheque cz sk hu hun hungarian hongrois ro ron rum romanian roumain bg bul el ell gre greek grec gr hr sl ' +
    'lv lt tr tur turkish turc ru rus russian russe zh zho chi chinese chinois cn ja jpn japanese japonais jp ko kor korean coreen ar ara arabic arabe he heb').split(' '),
);
/** Of VAT numbers: where French is an official language. */
const FRENCH_SPOKEN: readonly string[] = ['FR', 'BE', 'LU', 'CHE'];

/** There are letters in two languages: who reads neither is written to in English; where nothing is said, the country decides. */
function languageOf(text: string, vatCountry: string | null): Language {
  const word = text === '' ? '' : (foldHeader(text).split(' ')[0] ?? '');
  if (FRENCH_WORDS.has(word)) return 'fr';
  if (OTHER_WORDS.has(word)) return 'en';
  return vatCountry === null || FRENCH_SPOKEN.includes(vatCountry) ? 'fr' : 'en';
}

/**
 * A company that was struck off the register can no longer be reminded as if it were there; a consumer whose over-indebtedness is
 * dealt with by the commission is asked for nothing (law sheet, 1.11, 5). Other words of the column say nothing.
 */
function standingOf(text: string): Debtor['exclusion'] {
  const said = foldHeader(text);
  if (/^(?:entreprise |societe |company )?(?:radie|radiee|radiation|oui radiee?|struck off|dissolved|dissoute)(?: (?:du|de la|le|depuis|from|on|since|au) .*)?$/.test(said)) return { reason: STRUCK_OFF, until: null };
  return /^(?:(?:en |dossier de |procedure de |commission de )?surendettement|surendettee?|over ?indebted(?:ness)?)(?: (?:recevable|declare recevable|en cours|du|depuis|le|on|since|from) ?.*)?$/.test(said) ? { reason: 'surendettement', until: null } : null;
}

function kindOfDebtor(text: string): DebtorKind {
  if (text === '') return 'business';
  const word = foldHeader(text);
  if (/^(particulier|consommateur|b2c|consumer|individual|prive)/.test(word)) return 'consumer';
  if (/^(public|administration|collectivite|mairie|b2g|secteur public|etat)/.test(word)) return 'public';
  return 'business';
}
