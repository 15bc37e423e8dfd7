import { fail, ok } from '../result';
import type { Result } from '../result';
import type { ContactRole, Debtor, DebtorId, DebtorKind, EmailAddress, Language } from '../ledger';
import { isSiren, isSiret, parseVat } from '../identify';
import { foldHeader, textOf } from './cell';
import { orNull, SHORTENED } from './row-cells';
import type { CellOf, CellTrouble } from './row-cells';
import type { LedgerField } from './wire';

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/;

/** The debtor that a row names; `ignored`: cells that hold no valid value and were left out. */
export function readDebtor(cell: CellOf): Result<{ readonly key: string; readonly debtor: Debtor; readonly ignored: readonly LedgerField[] }, CellTrouble> {
  const code = orNull(textOf(cell('debtor-code')));
  const name = orNull(textOf(cell('debtor-name')));
  if (code === null && name === null) return fail({ field: 'debtor-name', why: 'no-customer' });
  if (code !== null && SHORTENED.test(code)) return fail({ field: 'debtor-code', why: 'shortened' });
  const ignored: LedgerField[] = [];
  const siretText = textOf(cell('siret')).replace(/\D/g, '');
  const sirenText = textOf(cell('siren')).replace(/\D/g, '');
  const vatText = textOf(cell('vat'));
  const siret = isSiret(siretText) ? siretText : null;
  const siren = isSiren(sirenText) ? sirenText : siret !== null ? siret.slice(0, 9) : null;
  const vat = vatText === '' ? null : parseVat(vatText);
  if (siretText !== '' && siret === null) ignored.push('siret');
  if (sirenText !== '' && !isSiren(sirenText)) ignored.push('siren');
  if (vatText !== '' && vat === null) ignored.push('vat');
  const addresses = textOf(cell('contact-address')).split(/[\s,;]+/).filter((each) => each !== '');
  const contacts = addresses.filter((address) => ADDRESS.test(address) && address.length <= 254);
  if (contacts.length < addresses.length) ignored.push('contact-address');
  const town = orNull(textOf(cell('town')));
  const key = code !== null ? `code ${code.toLowerCase()}` : siren !== null ? `siren ${siren}` : vat !== null ? `vat ${vat.number}` : `name ${foldHeader(name as string)} ${foldHeader(town ?? '')}`;
  const contactName = orNull(textOf(cell('contact-name')));
  return ok({
    key,
    ignored,
    debtor: {
      id: key as DebtorId,
      code,
      name: name ?? (code as string),
      legalIds: { siren: siren ?? vat?.siren ?? null, siret, vat: vat?.number ?? null },
      contacts: contacts.map((address) => ({ name: contactName, address: address.toLowerCase() as EmailAddress, role: 'accounting' as ContactRole })),
      domains: [],
      town,
      phone: orNull(textOf(cell('phone'))),
      language: languageOf(textOf(cell('language'))),
      kind: kindOfDebtor(textOf(cell('debtor-kind'))),
      segment: orNull(textOf(cell('segment'))),
      lawCountry: 'FR',
      policy: null,
      payer: null,
      group: null,
      unallocatedCredits: [],
      exclusion: null,
    },
  });
}

/** Several rows of one debtor: the first value of each field stands, contacts are gathered. */
export function completed(a: Debtor, b: Debtor): Debtor {
  const contacts = b.contacts.filter((contact) => !a.contacts.some((each) => each.address === contact.address));
  const missing = (a.legalIds.siren ?? b.legalIds.siren) !== a.legalIds.siren || (a.legalIds.siret ?? b.legalIds.siret) !== a.legalIds.siret || (a.legalIds.vat ?? b.legalIds.vat) !== a.legalIds.vat;
  if (contacts.length === 0 && !missing && (a.town ?? b.town) === a.town && (a.phone ?? b.phone) === a.phone) return a;
  return {
    ...a,
    contacts: [...a.contacts, ...contacts],
    legalIds: { siren: a.legalIds.siren ?? b.legalIds.siren, siret: a.legalIds.siret ?? b.legalIds.siret, vat: a.legalIds.vat ?? b.legalIds.vat },
    town: a.town ?? b.town,
    phone: a.phone ?? b.phone,
  };
}

function languageOf(text: string): Language {
  return text !== '' && /^(en|gb|us|uk|anglais|english)\b/i.test(text) ? 'en' : 'fr';
}

function kindOfDebtor(text: string): DebtorKind {
  if (text === '') return 'business';
  const word = foldHeader(text);
  if (/^(particulier|consommateur|b2c|consumer|individual|prive)/.test(word)) return 'consumer';
  if (/^(public|administration|collectivite|mairie|b2g|secteur public|etat)/.test(word)) return 'public';
  return 'business';
}
