import type { Debtor } from '../../../core';

/** The first source's word, completed by what the others know beside it. */
export function unitedDebtor(first: Debtor, others: readonly Debtor[]): Debtor {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const contacts = new Map(all.flatMap((each) => each.contacts).reverse().map((contact) => [contact.address, contact]));
  const known = <T>(of: (debtor: Debtor) => T | null | undefined): T | null => all.map(of).find((value) => value !== null && value !== undefined) ?? null;
  const credits = new Map<string, Debtor['unallocatedCredits'][number]>();
  for (const credit of all.flatMap((each) => each.unallocatedCredits)) {
    const before = credits.get(credit.currency);
    credits.set(credit.currency, before === undefined ? credit : { ...credit, minor: before.minor + credit.minor } as typeof credit);
  }
  const ibans = [...new Set(all.flatMap((each) => each.ibans ?? []))].slice(0, 5);
  return {
    ...first, code: known(({ code }) => code), legalIds: { siren: known(({ legalIds }) => legalIds.siren), siret: known(({ legalIds }) => legalIds.siret), vat: known(({ legalIds }) => legalIds.vat) },
    contacts: [...contacts.values()].reverse(), domains: [...new Set(all.flatMap(({ domains }) => domains))], town: known(({ town }) => town), phone: known(({ phone }) => phone),
    segment: known(({ segment }) => segment), group: known(({ group }) => group), policy: known(({ policy }) => policy), exclusion: known(({ exclusion }) => exclusion), unallocatedCredits: [...credits.values()],
    ...(ibans.length === 0 ? {} : { ibans }),
  };
}
