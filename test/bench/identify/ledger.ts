import { instant, invoiceId, localDate, money } from '../../../src/core';
import type { CompanyId, CompanyProfile, Debtor, DebtorHints, DebtorId, EmailAddress, HintHits, Instant, Invoice, Pack } from '../../../src/core';
import { blankProfile } from '../../../src/server/pack-keeper';
import { createRecords } from '../../../src/server/records';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import type { LedgerEntry } from './cases';

const NOW: Instant = instant('2026-11-23T08:00:00.000Z');

/** One ledger in the product's own store, asked as the server asks it. */
export interface OpenLedger {
  readonly company: CompanyId;
  readonly store: Store;
  readonly pack: Pack;
  lookUp(hints: DebtorHints): Promise<HintHits>;
  /** All invoices of a debtor. */
  invoicesOf(debtor: DebtorId): Promise<readonly Invoice[]>;
  /** The ledger's own name of a debtor that the store named. */
  nameOf(debtor: DebtorId): Promise<string>;
  close(): Promise<void>;
}

const profileOf = ({ id, own }: LedgerEntry): CompanyProfile => ({
  ...blankProfile(id as CompanyId), name: own.name, legalIds: { siren: own.siren, siret: null, vat: own.vat }, addresses: own.addresses as readonly EmailAddress[], domains: own.domains, iban: own.iban,
});

/** `segment` carries the id of ledgers.json through the store, which gives ids of its own. */
const debtorOf = (customer: LedgerEntry['customers'][number]): Debtor => ({
  id: customer.id as DebtorId, code: customer.code, name: customer.name, legalIds: { siren: customer.siren, siret: null, vat: customer.vat },
  contacts: customer.emails.map((email) => ({ name: null, address: email.toLowerCase() as EmailAddress, role: 'unknown' })),
  domains: [], town: null, phone: null, language: 'fr', kind: 'business', segment: customer.id, lawCountry: 'FR', policy: null, payer: null, group: null, unallocatedCredits: [], exclusion: null, ...(customer.ibans === undefined ? {} : { ibans: customer.ibans }),
});

const cents = (units: number) => money(Math.round(units * 100), 'EUR');

function invoiceOf(company: CompanyId, given: LedgerEntry['invoices'][number]): Invoice {
  const kind = given.amount < 0 ? 'credit-note' : 'invoice';
  return {
    id: invoiceId(company, given.number, kind), company, debtor: given.debtorId as DebtorId, number: given.number, kind, issued: localDate(given.issueDate), receivedOn: null,
    instalments: [{ due: localDate(given.dueDate), dueBasis: 'printed', amount: cents(given.amount), outstanding: cents(given.open) }],
    payments: [], means: 'transfer', retained: null, assignee: null, corrects: null, disputed: null, eInvoiceStatus: null, orderNumber: given.orderNumber ?? null, document: null, missingSince: null,
  };
}

export async function openLedger(entry: LedgerEntry): Promise<OpenLedger> {
  const company = entry.id as CompanyId;
  const store = await openStore('sqlite::memory:');
  await store.saveSettings(company, { profile: profileOf(entry), overrides: entry.domainOverrides ?? { company: [], freeMail: [] } });
  const debtors = entry.customers.map(debtorOf);
  const invoices = entry.invoices.map((given) => invoiceOf(company, given));
  await store.importLedger(company, { source: { name: 'ledgers.json', kind: 'accounting-system', asOf: NOW }, debtors, invoices, problems: [], rows: invoices.length }, NOW);
  const records = createRecords({ store, clock: { now: () => NOW }, company, author: { id: 'bench', name: 'bench' }, templates: [], rates: null });
  const pack = await records.pack();
  if (!pack.ok) throw new Error(`no pack: ${pack.problem.code}`);
  return {
    company, store, pack: pack.value,
    invoicesOf: async (debtor) => (await store.account(company, debtor))?.invoices ?? [],
    lookUp: async (hints) => {
      const hits = await records.lookUp(hints);
      if (!hits.ok) throw new Error(`no look-up: ${hits.problem.code}`);
      return hits.value;
    },
    nameOf: async (debtor) => {
      const name = (await store.account(company, debtor))?.debtor.segment;
      if (name === null || name === undefined) throw new Error('a debtor that the ledger does not hold');
      return name;
    },
    close: () => store.close(),
  };
}
