import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHttpRecords } from '../../src/outlook/http-records';
import type { HttpRecords } from '../../src/outlook/http-records';
import { createApp } from '../../src/server/app';
import { withoutFeed } from '../../src/server/ledger-service';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import type { DebtorHints, DebtorId } from '../../src/core';
import { aContact, address, aDebtor, anInvoice, aProfile, at, COMPANY, daysAgo, MARIE } from '../core/builders';

const HINTS: DebtorHints = { addresses: [], domains: [], numbers: [], sirens: [], vats: [], references: [], thread: 't' };
const NOW = at('2026-11-23T08:00:00.000Z');
let store: Store;
let records: HttpRecords;

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  const one = aDebtor({ id: 'a' as DebtorId, code: 'A', name: 'Un', contacts: [aContact({ address: address('a@un.fr') }), aContact({ address: address('cabinet@tiers.fr') })] });
  const two = aDebtor({ id: 'b' as DebtorId, code: 'B', name: 'Deux', legalIds: { siren: null, siret: null, vat: null }, contacts: [aContact({ address: address('cabinet@tiers.fr') })] });
  const invoices = [anInvoice({ number: 'F1', debtor: one.id, due: daysAgo(3) }), anInvoice({ number: 'F2', debtor: two.id, due: daysAgo(3) })];
  await store.importLedger(COMPANY, { source: { name: 'x.csv', kind: 'file', asOf: NOW }, debtors: [one, two], invoices, problems: [], rows: 2 }, NOW);
  const app = createApp({ store, clock: { now: () => NOW }, user: MARIE, company: COMPANY, templates: [], rates: null, ledger: withoutFeed(store, COMPANY), log: { info: () => undefined, warn: () => undefined, error: () => undefined } as never });
  records = createHttpRecords({ baseUrl: 'https://localhost', secret: () => null, fetch: ((url: string, init: RequestInit) => app.request(url, init)) as typeof fetch });
});
afterEach(() => store.close());

test('one debtor is all that the hints hit: its case file comes along, the same as when asked for', async () => {
  const hits = await records.lookUpWithFile({ ...HINTS, addresses: [address('a@un.fr')] });
  if (!hits.ok) throw new Error(hits.problem.code);
  const [debtor] = hits.value.debtors;
  const file = await records.caseFile(debtor?.id as DebtorId);
  expect(file.ok && hits.value.file).toEqual(file.ok && { ...file.value, loadedAt: hits.value.file?.loadedAt });
});

test('two debtors, or none: no case file is chosen for the clerk', async () => {
  const shared = await records.lookUpWithFile({ ...HINTS, addresses: [address('cabinet@tiers.fr')] });
  expect(shared.ok && [shared.value.debtors.length, shared.value.file ?? null]).toEqual([2, null]);
  const nobody = await records.lookUpWithFile({ ...HINTS, addresses: [address('x@y.fr')] });
  expect(nobody.ok && [nobody.value.debtors.length, nobody.value.file ?? null]).toEqual([0, null]);
});

test('asked without it, the look-up gives no case file', async () => {
  const hits = await records.lookUp({ ...HINTS, addresses: [address('a@un.fr')] });
  expect(hits.ok && 'file' in hits.value).toBe(false);
});
