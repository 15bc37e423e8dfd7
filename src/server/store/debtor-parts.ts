import { domainOf, keysOf, withoutNul } from '../../core';
import type { Debtor } from '../../core';
import { ownContacts } from './company-domains';
import type { DomainJudge } from './company-domains';
import { LONGEST_ADDRESS } from './rows';
import type { Tables } from './schema';
import { gramsOf } from './search-keys';

/** What the tables hold of a customer beside his own row and his invoices: by these he is found. */
export interface DebtorPartRows {
  readonly debtor_keys: readonly Tables['debtor_keys'][];
  readonly debtor_credits: readonly Tables['debtor_credits'][];
  readonly debtor_ibans: readonly Tables['debtor_ibans'][];
  readonly contacts: readonly Tables['contacts'][];
  readonly domains: readonly Tables['domains'][];
  readonly name_grams: readonly Tables['name_grams'][];
}

/** One way to write him, whether with a whole ledger or alone. */
export function debtorParts(tenant: string, debtor: Debtor, judge: DomainJudge): DebtorPartRows {
  const of = { tenant, debtor: debtor.id as string };
  const contacts = new Map<string, Tables['contacts']>();
  debtor.contacts.forEach(({ name, address, role }, position) => {
    if (address.length <= LONGEST_ADDRESS && !contacts.has(address)) contacts.set(address, { ...of, position, name: name === null ? null : withoutNul(name), address: withoutNul(address), role });
  });
  const domains = new Set<string>();
  for (const domain of [...ownContacts(debtor).map(({ address }) => domainOf(address)), ...debtor.domains]) {
    const name = judge.registrable(domain);
    if (name !== null) domains.add(name);
  }
  return {
    debtor_keys: keysOf(debtor).map(({ kind, value }) => ({ tenant, kind, value, debtor: of.debtor })),
    debtor_credits: debtor.unallocatedCredits.map(({ currency, minor }) => ({ ...of, currency, minor })),
    debtor_ibans: (debtor.ibans ?? []).map((iban) => ({ ...of, iban })),
    contacts: [...contacts.values()],
    domains: [...domains].map((domain) => ({ ...of, domain })),
    name_grams: gramsOf(withoutNul(debtor.name), debtor.code).map((gram) => ({ tenant, gram, debtor: of.debtor })),
  };
}
