import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proposeMapping, readLedgerRows } from '../../../src/core';
import type { ColumnMapping, CompanyId, Contact, Instant, Row } from '../../../src/core';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { openStore } from '../../../src/server/store/open-store';
import { aProfile, COMPANY } from '../../core/builders';
import { aWorkbook, csvOf, understand } from './a-workbook';
import { startedAndRead } from '../long-listing';

const BILL = ['FA-1', '22/10/2026', '100,00'] as const;
const HEAD = ['N° facture', 'Échéance', 'Restant dû'] as const;
const told = (contacts: readonly Contact[]): readonly string[] => contacts.map(({ address, role, name }) => `${role} ${address}${name === null ? '' : ` (${name})`}`);
const read = (headers: Row, ...rows: readonly Row[]) => readLedgerRows([headers, ...rows], { ...proposeMapping([headers, ...rows], null).mapping, dateOrder: 'day-first' }, 'vernet' as CompanyId, 'clients.csv');
/** The contacts of one customer whose mail columns are these. */
const contacts = (columns: Readonly<Record<string, string>>): readonly string[] => {
  const { debtors, invoices } = read(['Client', ...Object.keys(columns), ...HEAD], ['Dupont', ...Object.values(columns), ...BILL]);
  expect(invoices).toHaveLength(1);
  return told(debtors[0]?.contacts ?? []);
};

describe('a header that says whose address it holds decides', () => {
  test.each<[string, string]>([
    ['E-mail comptabilité', 'accounting'], ['Mail facturation', 'accounting'], ['email relance', 'accounting'], ['Billing e-mail', 'accounting'], ['E-mail payeur', 'payer'], ['Mail trésorerie', 'payer'],
    ['Accounts payable', 'payer'], ['Adresse mail de la direction', 'management'], ['Courriel du gérant', 'management'], ['E-mail général', 'generic'], ['mail standard', 'generic'], ['Company email', 'generic'],
    ['E-mail commercial', 'sales'], ['Account manager', 'sales'],
  ])('%s: %s', (header, role) => {
    expect(contacts({ [header]: 'Jean.Durand@Dupont.fr' })).toEqual([`${role} jean.durand@dupont.fr`]);
    // Also beside a plain column, whatever their order.
    expect(contacts({ Email: 'marie@dupont.fr', [header]: 'jean@dupont.fr' })).toEqual([`${role} jean@dupont.fr`, 'unknown marie@dupont.fr']);
    expect(contacts({ [header]: 'jean@dupont.fr', Email: 'marie@dupont.fr' })).toEqual([`${role} jean@dupont.fr`, 'unknown marie@dupont.fr']);
  });

  test('over what the address says of itself', () => {
    expect(contacts({ 'E-mail comptabilité': 'contact@dupont.fr; direction@dupont.fr' })).toEqual(['accounting contact@dupont.fr', 'accounting direction@dupont.fr']);
  });

  test('a column that the clerk chose for the contact, too', () => {
    const headers: Row = ['Client', 'E-mail direction', ...HEAD];
    const mapping: ColumnMapping = { columns: { 'debtor-name': 0, 'contact-address': 1, 'invoice-number': 2, due: 3, outstanding: 4 }, headerRow: 0, sheet: null, dateOrder: 'day-first', decimal: 'comma', defaultCurrency: 'EUR' };
    expect(told(readLedgerRows([headers, ['Dupont', 'jean@dupont.fr', ...BILL]], mapping, 'vernet' as CompanyId, 'x').debtors[0]?.contacts ?? [])).toEqual(['management jean@dupont.fr']);
  });
});

test('under a plain header the address speaks for itself', () => {
  expect(contacts({ Email: 'compta@dupont.fr, contact@dupont.fr ; direction@dupont.fr jean.durand@dupont.fr; ap@dupont.fr; ventes@dupont.fr' })).toEqual([
    'accounting compta@dupont.fr', 'generic contact@dupont.fr', 'management direction@dupont.fr', 'unknown jean.durand@dupont.fr', 'payer ap@dupont.fr', 'generic ventes@dupont.fr',
  ]);
});

test('an address that stands in two columns is one contact, as the column says that says more', () => {
  expect(contacts({ Email: 'contact@dupont.fr', 'E-mail payeur': 'contact@dupont.fr' })).toEqual(['payer contact@dupont.fr']);
});

test('the contact’s name goes with the contact’s address, or with accounting where that is the only one', () => {
  expect(contacts({ 'Nom contact': 'Sophie', Email: 'sophie@dupont.fr', 'E-mail général': 'info@dupont.fr' })).toEqual(['generic info@dupont.fr', 'unknown sophie@dupont.fr (Sophie)']);
  expect(contacts({ 'Nom contact': 'Sophie', Email: '', 'E-mail comptabilité': 'compta@dupont.fr' })).toEqual(['accounting compta@dupont.fr (Sophie)']);
});

test('a salesperson known by name alone is no remark; another cell that is no address is one', () => {
  const { debtors, remarks } = read(['Client', 'Commercial', 'E-mail direction', ...HEAD], ['Dupont', 'Paul Vidal', 'M. Roca', ...BILL]);
  expect(debtors[0]?.contacts).toEqual([]);
  expect(remarks).toMatchObject([{ code: 'ledger/row-unreadable', column: 'E-mail direction', value: 'M. Roca' }]);
});

test('a customer whose later row names another address of a role gets it too', () => {
  const { debtors } = read(['Client', 'Email', 'E-mail direction', ...HEAD], ['Dupont', 'compta@dupont.fr', '', ...BILL], ['Dupont', 'compta@dupont.fr', 'roca@dupont.fr', 'FA-2', '22/10/2026', '1,00'], ['Dupont', 'compta@dupont.fr', '', 'FA-3', '22/10/2026', '1,00']);
  expect(told(debtors[0]?.contacts ?? [])).toEqual(['accounting compta@dupont.fr', 'management roca@dupont.fr']);
});

test('CSV and workbook give the same contacts', async () => {
  const headers = ['Code client', 'Client', 'E-mail', 'E-mail payeur', 'E-mail direction', 'E-mail standard', 'Commercial', ...HEAD];
  const rows = [
    ['C-1', 'Dupont', 'compta@dupont.fr', 'ap@dupont.fr', 'roca@dupont.fr', 'info@dupont.fr', 'p.vidal@vernet.fr', 'FA-1', '22/10/2026', '100,00'],
    ['C-2', 'Mas', 'jean@mas.fr', '', '', '', 'Paul Vidal', 'FA-2', '23/10/2026', '50,00'],
  ];
  const wanted = [['payer ap@dupont.fr', 'generic info@dupont.fr', 'management roca@dupont.fr', 'sales p.vidal@vernet.fr', 'accounting compta@dupont.fr'], ['unknown jean@mas.fr']];
  for (const { content, preview } of [await understand(csvOf(...[headers, ...rows].map((cells) => cells.join(';'))), 'clients.csv'), await understand(aWorkbook({ sheets: [{ rows: [headers, ...rows] }] }))]) {
    expect(content.debtors.map((debtor) => told(debtor.contacts))).toEqual(wanted);
    expect(preview.mapping.columns).toMatchObject({ 'contact-address': 2, 'payer-address': 3, 'management-address': 4, 'generic-address': 5, 'sales-address': 6 });
    expect(content.problems).toEqual([]);
  }
});

test('read in lots or as a whole, a long listing gives every customer the same contacts, those of later rows too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-roles-'));
  try {
    const mails = ['', 'compta@{}.fr', 'info@{}.fr', 'jean@{}.fr; anne@{}.fr'];
    const lines = Array.from({ length: 3_000 }, (_, n) => {
      const customer = n % 23;
      // The same cells again and again, and now and then another address in one of them.
      const column = (of: number): string => (mails[Math.floor(n / (400 + of * 90)) % mails.length] ?? '').replace(/\{\}/g, `c${customer}-${of}`);
      return [`C-${customer}`, `Client ${customer}`, ...[0, 1, 2, 3, 4].map((of) => `"${column(of)}"`), `FA-${n}`, '22/10/2026', '10,00'].join(';');
    });
    const path = join(folder, 'clients.csv');
    writeFileSync(path, [['Code client', 'Client', 'E-mail', 'E-mail payeur', 'E-mail direction', 'E-mail standard', 'Commercial', ...HEAD].join(';'), ...lines].join('\r\n'));
    const contactsBy = async (longFrom: number): Promise<readonly string[]> => {
      const store = await openStore('sqlite::memory:');
      await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
      const ledger = new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant }, path, documentsFolder: null, report: () => undefined, longFrom });
      await startedAndRead(ledger);
      ledger.stop();
      const accounts = await store.accounts(COMPANY, Array.from({ length: 23 }, (_, n) => `c-c-${n}`));
      await store.close();
      return [...accounts.values()].map(({ debtor }) => `${debtor.name}: ${told(debtor.contacts).join(', ')}`).sort();
    };
    const [whole, lots] = [await contactsBy(2 ** 30), await contactsBy(1)];
    expect(whole).toHaveLength(23);
    expect(lots).toEqual(whole);
    const { content } = await understand(csvOf(...readFileSync(path, 'utf8').split('\r\n')), 'clients.csv');
    expect(content.debtors.map((debtor) => `${debtor.name}: ${told(debtor.contacts).join(', ')}`).sort()).toEqual(whole);
    expect(whole[0]).toMatch(/payer .*generic .*management .*sales /);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
