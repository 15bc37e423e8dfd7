import type { Debtor, Invoice, Pack } from '../../core';
import type { DomainHolders } from './ledger-people';
import { domainsOf } from './ledger-hits';
import type { SheetAccount, SheetLedger } from './sheet-ledger';

/** A customer with what is his alone: domains and accounts that another one has too name neither of them. */
export interface OwnAccount {
  readonly key: string;
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
}

export function ownAccounts(accounts: readonly SheetAccount[], ledger: SheetLedger, holders: DomainHolders, pack: Pack): readonly OwnAccount[] {
  const shared = sharedAccounts(accounts, ledger);
  return accounts.map(({ key, debtor: { ibans, ...debtor }, invoices }) => {
    const own = (ibans ?? []).filter((iban) => !shared.has(iban)).sort();
    const domains = domainsOf({ ...debtor }, pack).filter((domain) => [...holders.at(domain)].every((other) => other === key));
    return { key, debtor: { ...debtor, domains, ...(own.length === 0 ? {} : { ibans: own }) }, invoices };
  });
}

/** Accounts of these customers from which somebody else pays too. */
function sharedAccounts(accounts: readonly SheetAccount[], ledger: SheetLedger): ReadonlySet<string> {
  const asked = new Map<string, string>();
  const shared = new Set<string>();
  const seen = (iban: string, key: string): void => {
    if (asked.get(iban) !== undefined && asked.get(iban) !== key) shared.add(iban);
  };
  for (const { key, debtor } of accounts) for (const iban of debtor.ibans ?? []) {
    seen(iban, key);
    asked.set(iban, key);
  }
  if (asked.size === 0) return shared;
  if (ledger.isWhole) for (const { key, debtor } of ledger.all().accounts) for (const iban of debtor.ibans ?? []) seen(iban, key);
  else ledger.people.texts(['debtor-iban'], (text, { key }) => {
    const bare = text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
    for (const iban of asked.keys()) if (bare.includes(iban)) seen(iban, key);
  });
  return shared;
}
