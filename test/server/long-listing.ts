import { ok } from '../../src/core';
import type { CompanyId, Instant } from '../../src/core';
import { FileLedger } from '../../src/server/feeds/file-ledger';
import type { FileLedgerOptions } from '../../src/server/feeds/file-ledger';
import type { Store } from '../../src/server/store/store';
import { COMPANY, MARIE, TODAY, at } from '../core/builders';

export const NOW = '2026-11-23T08:00:00.000Z' as Instant;
export const keeper = { author: MARIE, at: at(NOW), on: TODAY, check: () => ok(null) };
export const HEADERS = 'Code client;Client;Ville;E-mail;N° facture;Échéance;Restant dû';

export const feed = (store: Store, path: string | null, over: Partial<FileLedgerOptions> = {}): FileLedger =>
  new FileLedger({ store, tenant: COMPANY, company: COMPANY as CompanyId, clock: { now: () => NOW }, path, documentsFolder: null, report: () => undefined, ...over });
export const listing = (rows: number): string => [HEADERS, ...Array.from({ length: rows }, (_, n) => `C-${n % 5_000};Client ${n % 5_000};Lille;compta@client-${n % 5_000}.fr;FA-${n};22/10/2026;${n % 900},50`)].join('\r\n');

/** Of a small listing: also those who owe nothing. */
export const CUSTOMERS = Array.from({ length: 41 }, (_, n) => `c-c-${n}`);

/** What a store says of a ledger, whichever way it came in. */
export async function everything(store: Store): Promise<unknown> {
  const { debtors } = await store.overdue(COMPANY, '2099-01-01' as never, 0, 100_000);
  const accounts = await store.accounts(COMPANY, CUSTOMERS);
  const facts = await store.ledgerFacts(COMPANY);
  return {
    debtors,
    accounts: [...accounts.values()].map(({ debtor, invoices }) => ({ debtor: { ...debtor, domains: [...debtor.domains].sort() }, invoices: [...invoices].sort((a, b) => (a.id < b.id ? -1 : 1)) })),
    facts: { ...facts, generation: 0 },
    found: await Promise.all(['FA-1', 'fa 0000002', 'Client 3'].map((words) => store.search(COMPANY, words))),
  };
}
export const cents = async (store: Store): Promise<number> => {
  const accounts = await store.openAccounts(COMPANY, CUSTOMERS);
  return [...accounts.values()].flatMap((a) => a.invoices).flatMap((i) => i.instalments).reduce((sum, part) => sum + part.outstanding.minor, 0);
};

export const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (let waited = 0; !(await what()); waited += 20) {
    if (waited > 120_000) throw new Error('never');
    await new Promise((done) => { setTimeout(done, 20); });
  }
};

/** Reads the watched file to its end: a start waits no longer than an answer may take, and says then how far it is. */
export async function startedAndRead(ledger: FileLedger): Promise<void> {
  await ledger.start();
  await until(() => Promise.resolve(!ledger.isImporting));
}
