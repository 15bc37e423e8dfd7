import type { Contact, Debtor } from '../../core';

/** What few ledgers tell of few customers: as far as the last of them that is told. */
function rareOf({ ibans, contractRate, postal, places }: Debtor): readonly unknown[] {
  if (places !== undefined) return [ibans ?? null, contractRate ?? null, postal ?? null, places];
  if (postal !== undefined) return [ibans ?? null, contractRate ?? null, postal];
  return contractRate !== undefined ? [ibans ?? null, contractRate] : ibans === undefined ? [] : [ibans];
}

/**
 * A debtor as one text, a quarter of what the object takes: an import holds every customer of the ledger until the last row.
 * It is also cut out of the text in which it stood, which else stayed in memory for the sake of a name.
 */
export const packed = (debtor: Debtor): string => JSON.stringify([
  debtor.id, debtor.code, debtor.name, debtor.legalIds.siren, debtor.legalIds.siret, debtor.legalIds.vat, debtor.contacts.map(({ name, address, role }) => [name, address, role]), debtor.domains, debtor.town, debtor.phone,
  debtor.language, debtor.kind, debtor.segment, debtor.lawCountry, debtor.policy, debtor.payer, debtor.group, debtor.unallocatedCredits, debtor.exclusion, ...rareOf(debtor),
]);

type Packed = [
  Debtor['id'], string | null, string, string | null, string | null, string | null, [Contact['name'], Contact['address'], Contact['role']][], string[], string | null, string | null,
  Debtor['language'], Debtor['kind'], string | null, Debtor['lawCountry'], Debtor['policy'], Debtor['payer'], string | null, Debtor['unallocatedCredits'], Debtor['exclusion'], (Debtor['ibans'] | null)?, (number | null)?, (Debtor['postal'] | null)?, Debtor['places']?,
];

export function unpacked(text: string): Debtor {
  const [id, code, name, siren, siret, vat, contacts, domains, town, phone, language, kind, segment, lawCountry, policy, payer, group, unallocatedCredits, exclusion, ibans, contractRate, postal, places] = JSON.parse(text) as Packed;
  return {
    id, code, name, legalIds: { siren, siret, vat }, contacts: contacts.map(([of, address, role]) => ({ name: of, address, role })), domains, town, phone, language, kind, segment, lawCountry, policy, payer, group,
    unallocatedCredits, exclusion, ...(ibans === undefined || ibans === null ? {} : { ibans }), ...(contractRate === undefined || contractRate === null ? {} : { contractRate }), ...(postal === undefined || postal === null ? {} : { postal }), ...(places === undefined ? {} : { places }),
  };
}
