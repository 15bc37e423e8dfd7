import { RULES_VERSION, invoiceId, ok } from '../core';
import type { CompanyId, DebtorId, InvoiceId, Instant, LogFact, NewLogEntry, RequestId } from '../core';
import { parisDay } from './paris-time';
import { localDate } from '../core';
import type { Store } from '../server/store/store';

/** One line of assets/demo/history.json: what a person had written down before the try-out begins. */
export interface SampleEntry {
  readonly at: string;
  readonly author: { readonly id: string; readonly name: string };
  /** The ledger's customer code. */
  readonly customer: string;
  readonly requestId: string;
  /** A fact of the log whose invoice ids are the numbers printed on the invoices. */
  readonly fact: LogFact;
}

export type LogDoor = Pick<Store, 'search' | 'account' | 'append'>;

/**
 * Brings the sample history into the log, through the same append as everything else; each line again is the entry that is
 * already there, so that a second start adds nothing. The guard is not asked: it judges what a clerk does today.
 * @throws Error when a line names a customer or writes a fact that the store refuses: sample data are part of the program.
 */
export async function seedHistory(store: LogDoor, tenant: string, company: CompanyId, policyVersion: string, text: string): Promise<number> {
  const entries = JSON.parse(text) as readonly SampleEntry[];
  const ids = new Map<string, DebtorId>();
  for (const entry of entries) {
    let debtor = ids.get(entry.customer);
    if (debtor === undefined) {
      debtor = await debtorOf(store, tenant, entry.customer);
      ids.set(entry.customer, debtor);
    }
    const appended = await store.append(tenant, newEntry(entry, company, debtor, policyVersion), null, { author: entry.author, at: entry.at as Instant, on: localDate(parisDay(Date.parse(entry.at))), check: () => ok(null) });
    if (!appended.ok) throw new Error(`sample history: ${entry.requestId} was refused (${appended.problem.code})`);
  }
  return entries.length;
}

async function debtorOf(store: LogDoor, tenant: string, code: string): Promise<DebtorId> {
  for (const { debtor } of await store.search(tenant, code)) {
    const account = await store.account(tenant, debtor);
    if (account?.debtor.code === code) return account.debtor.id;
  }
  throw new Error(`sample history: no customer ${code} in the ledger`);
}

/** As the log takes it; `debtor` is the ledger's own id of the customer. */
export function newEntry({ requestId, fact }: SampleEntry, company: CompanyId, debtor: DebtorId, policyVersion: string): NewLogEntry {
  return { requestId: requestId as RequestId, company, debtor, fact: withInvoiceIds(fact, company), contentHash: null, policyVersion, rulesVersion: RULES_VERSION };
}

/** Numbers become ids of this ledger. */
function withInvoiceIds(fact: LogFact, company: CompanyId): LogFact {
  if (!('invoices' in fact)) return fact;
  const idOf = (number: string): InvoiceId => invoiceId(company, number, 'invoice');
  const invoices: readonly unknown[] = fact.invoices;
  return { ...fact, invoices: invoices.map((each) => (typeof each === 'string' ? idOf(each) : { ...(each as { readonly number: string }), invoice: idOf((each as { readonly number: string }).number) })) } as LogFact;
}
