import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import type { Debtor, DebtorId } from '../../../src/core';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY, aDebtor, aProfile, anInvoice, at, day } from '../../core/builders';
import { hints } from '../../contracts/subject';
import { temporaryFolder } from './a-store';

const NOW = at('2026-11-23T08:12:00.000Z');
const IBAN = 'FR1420041010050500013M02606';
const customer = (n: number, over: Partial<Debtor> = {}): Debtor => aDebtor({ id: `X-${n}` as DebtorId, code: `X-${n}`, name: `Client ${n}`, legalIds: { siren: null, siret: null, vat: null }, contacts: [], domains: [], ...over });

let folder: ReturnType<typeof temporaryFolder>;
const stores: Store[] = [];
beforeEach(() => { folder = temporaryFolder('older-edition'); });
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  folder.remove();
});
async function open(): Promise<Store> {
  const store = await openStore(`sqlite:${join(folder.path, 'relance.db')}`);
  stores.push(store);
  return store;
}
async function close(): Promise<void> {
  for (const store of stores.splice(0)) await store.close();
}
async function read(store: Store, ...debtors: readonly Debtor[]): Promise<void> {
  const invoices = debtors.map(({ id }) => anInvoice({ number: `VT-${id}`, debtor: id }));
  const imported = await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: NOW }, debtors, invoices, problems: [], rows: invoices.length }, NOW);
  expect(imported).toBeDefined();
}
const hit = async (store: Store, number: string): Promise<readonly string[]> => (await store.lookUp(COMPANY, hints({ numbers: [number] }))).flatMap(({ debtors }) => debtors.map(({ debtor }) => debtor));

test('a ledger whose statuses have no days yet is read without them, and followed by one that has them', async () => {
  const status = { eInvoiceStatus: 211, eInvoiceStatusOn: day('2026-11-19') };
  const write = async (store: Store): Promise<void> => {
    await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: NOW }, debtors: [customer(1)], invoices: [anInvoice({ number: 'VT-1', debtor: customer(1).id, ...status })], problems: [], rows: 1 }, NOW);
  };
  const statusIn = async (store: Store): Promise<readonly unknown[]> => [...(await store.accounts(COMPANY, (await hit(store, 'VT-1')) as readonly DebtorId[])).values()].flatMap(({ invoices }) => invoices.map(({ eInvoiceStatus, eInvoiceStatusOn }) => [eInvoiceStatus, eInvoiceStatusOn]));
  const first = await open();
  await first.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await write(first);
  expect(await statusIn(first)).toEqual([[211, '2026-11-19']]);
  await close();

  const edition = new Libsql(join(folder.path, readdirSync(folder.path).find((name) => name.includes('.ledger-')) ?? ''));
  for (const column of ['reminder_level', 'reminded_on', 'e_invoice_status_on']) edition.exec(`alter table bills drop column ${column}`);
  for (const column of ['contract_rate', 'postal']) edition.exec(`alter table debtors drop column ${column}`);
  edition.close();

  const later = await open();
  expect(await statusIn(later)).toEqual([[211, undefined]]);
  await write(later);
  expect(await statusIn(later)).toEqual([[211, '2026-11-19']]);
});

test('a ledger that tells no reminders yet is read without them, and followed by one that does', async () => {
  const write = async (store: Store): Promise<void> => {
    const invoice = anInvoice({ number: 'VT-1', debtor: customer(1).id, eInvoiceStatus: 211, eInvoiceStatusOn: day('2026-11-19'), reminded: { level: 2, on: day('2026-11-03') } });
    await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: NOW }, debtors: [customer(1)], invoices: [invoice], problems: [], rows: 1 }, NOW);
  };
  const told = async (store: Store): Promise<readonly unknown[]> => [...(await store.accounts(COMPANY, (await hit(store, 'VT-1')) as readonly DebtorId[])).values()].flatMap(({ invoices }) => invoices.map(({ eInvoiceStatusOn, reminded }) => [eInvoiceStatusOn, reminded]));
  const first = await open();
  await first.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await write(first);
  await close();
  const edition = new Libsql(join(folder.path, readdirSync(folder.path).find((name) => name.includes('.ledger-')) ?? ''));
  for (const column of ['reminder_level', 'reminded_on']) edition.exec(`alter table bills drop column ${column}`);
  for (const column of ['contract_rate', 'postal']) edition.exec(`alter table debtors drop column ${column}`);
  edition.close();
  const later = await open();
  expect(await told(later)).toEqual([['2026-11-19', undefined]]);
  await write(later);
  expect(await told(later)).toEqual([['2026-11-19', { level: 2, on: '2026-11-03' }]]);
});

test('a ledger without contracts’ rates is read without them, and followed by one that has them', async () => {
  const told = async (store: Store): Promise<readonly unknown[]> => [...(await store.accounts(COMPANY, (await hit(store, 'VT-X-1')) as readonly DebtorId[])).values()].map(({ debtor }) => [debtor.contractRate, debtor.ibans]);
  const first = await open();
  await first.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await read(first, customer(1, { contractRate: 100_000, ibans: [IBAN] }));
  expect(await told(first)).toEqual([[100_000, [IBAN]]]);
  await close();
  const edition = new Libsql(join(folder.path, readdirSync(folder.path).find((name) => name.includes('.ledger-')) ?? ''));
  for (const column of ['contract_rate', 'postal']) edition.exec(`alter table debtors drop column ${column}`);
  edition.close();
  const later = await open();
  expect(await told(later)).toEqual([[undefined, [IBAN]]]);
  await read(later, customer(1, { contractRate: 100_000 }));
  expect(await told(later)).toEqual([[100_000, undefined]]);
});

test('a ledger without postal addresses is read without them, and followed by one that has them', async () => {
  const postal = { lines: ['12 rue des Lilas'], postcode: '69003', town: 'Lyon', country: null };
  const told = async (store: Store): Promise<readonly unknown[]> => [...(await store.accounts(COMPANY, (await hit(store, 'VT-X-1')) as readonly DebtorId[])).values()].map(({ debtor }) => [debtor.contractRate, debtor.postal]);
  const first = await open();
  await first.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await read(first, customer(1, { contractRate: 100_000, postal }));
  expect(await told(first)).toEqual([[100_000, postal]]);
  await close();
  const edition = new Libsql(join(folder.path, readdirSync(folder.path).find((name) => name.includes('.ledger-')) ?? ''));
  edition.exec('alter table debtors drop column postal');
  edition.close();
  const later = await open();
  expect(await told(later)).toEqual([[100_000, undefined]]);
  await read(later, customer(1, { postal }));
  expect(await told(later)).toEqual([[undefined, postal]]);
});

test('a ledger that an older version wrote is read as one without accounts, and followed by one that has them', async () => {
  const first = await open();
  await first.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await read(first, customer(1, { ibans: [IBAN] }), customer(2));
  expect([...(await first.accounts(COMPANY, await hit(first, 'VT-X-1') as readonly DebtorId[])).values()][0]?.debtor.ibans).toEqual([IBAN]);
  await close();

  // As it was before accounts were kept.
  const edition = new Libsql(join(folder.path, readdirSync(folder.path).find((name) => name.includes('.ledger-')) ?? ''));
  edition.exec('drop table debtor_ibans');
  for (const column of ['contract_rate', 'postal']) edition.exec(`alter table debtors drop column ${column}`);
  edition.close();

  const later = await open();
  const [debtor] = await hit(later, 'VT-X-1');
  expect(debtor).toBeDefined();
  const accounts = await later.accounts(COMPANY, [debtor as DebtorId]);
  expect([...accounts.values()].map(({ debtor: { name, ibans } }) => [name, ibans])).toEqual([['Client 1', undefined]]);

  await read(later, customer(1, { ibans: [IBAN] }), customer(3));
  const after = await later.accounts(COMPANY, [debtor as DebtorId]);
  expect([...after.values()].map(({ debtor: { name, ibans } }) => [name, ibans])).toEqual([['Client 1', [IBAN]]]);
  expect(await hit(later, 'VT-X-2')).toHaveLength(1);
  await close();
  expect(await hit(await open(), 'VT-X-1')).toEqual([debtor]);
});
