import { describe, expect, test } from '@jest/globals';
import type { PostalAddress } from '../../../src/core';
import { aWorkbook, csvOf, understand } from './a-workbook';

const BILL = ['N° facture', 'Date facture', 'Échéance', 'Montant TTC', 'Restant dû'];
const bill = (n: number, issued = '31/08/2026'): readonly string[] => [`FA-${n}`, issued, '30/09/2026', '1000,00', '1000,00'];
const HEAD = ['Code client', 'Client', ...BILL];
const csv = (headers: readonly string[], ...rows: readonly (readonly string[])[]): Buffer =>
  csvOf([...HEAD, ...headers].join(';'), ...rows.map((cells, at) => ['C1', 'Garage du Canigou', ...bill(at + 1), ...cells.map((cell) => (/["\n;]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell))].join(';')));
async function addressIn(headers: readonly string[], cells: readonly string[]): Promise<PostalAddress | undefined> {
  const { content } = await understand(csv(headers, cells), 'clients.csv');
  return content.debtors[0]?.postal;
}
const HOME: PostalAddress = { lines: ['12 rue des Lilas'], postcode: '69003', town: 'Lyon', country: null };
const WITH_MORE: PostalAddress = { ...HOME, lines: ['12 rue des Lilas', 'Bâtiment B'] };

describe('the columns of an address are recognised', () => {
  test.each<[readonly string[]]>([
    [['Adresse', 'Complément', 'Code postal', 'Ville', 'Pays']], [['Adresse 1', 'Adresse 2', 'CP', 'Ville', 'Pays']], [['Adresse 1 (facturation)', 'Adresse 2 (facturation)', 'Code postal (facturation)', 'Ville (facturation)', 'Pays (facturation)']],
    [['Adresse client', "Complément d'adresse", 'Code Postal', 'Ville client', 'Code pays']], [['Rue', 'Rue 2', 'Code postal', 'Ville', 'Pays']], [['Adresse ligne 1', 'Adresse ligne 2', 'Code postal', 'Commune', 'Pays']],
    [['Address', 'Address 2', 'Post Code', 'City', 'Country/Region Code']], [['Billing address line 1', 'Billing address line 2', 'Billing postal code', 'Billing city', 'Billing country']], [['Street', 'Street 2', 'Zip', 'Town', 'Country']],
    [['ADR1', 'ADR2', 'CP', 'VILLE', 'PAYS']],
  ])('%j', async (headers) => {
    expect(await addressIn(headers, ['12 rue des Lilas', 'Bâtiment B', '69003', 'Lyon', 'France'])).toEqual(WITH_MORE);
  });
  test('where goods are delivered is no address of letters, nor is a mail address', async () => {
    expect(await addressIn(['Adresse de livraison', 'Code postal livraison'], ['12 rue des Lilas', '69003'])).toBeUndefined();
    expect(await addressIn(['Adresse', 'E-mail'], ['compta@canigou.example', 'compta@canigou.example'])).toBeUndefined();
    expect(await addressIn(['Adresse e-mail'], ['compta@canigou.example'])).toBeUndefined();
  });
  test('a town alone is no address, and a file without these columns has none', async () => {
    expect(await addressIn(['Ville', 'Pays'], ['Lyon', 'France'])).toBeUndefined();
    const { content, told } = await understand(csv([], []), 'clients.csv');
    expect([Object.keys(content.debtors[0] ?? {}).includes('postal'), told]).toEqual([false, []]);
  });
});

describe('an address as people write it', () => {
  const FOUR = ['Adresse', 'Code postal', 'Ville', 'Pays'];
  test('in one cell, on one line or several', async () => {
    expect(await addressIn(['Adresse'], ['12 rue des Lilas, 69003 Lyon'])).toEqual(HOME);
    expect(await addressIn(['Adresse'], ['12 rue des Lilas\nBâtiment B\n69003 Lyon'])).toEqual(WITH_MORE);
    expect(await addressIn(['Adresse', 'Ville'], ['12 rue des Lilas', '69003 Lyon'])).toEqual(HOME);
    expect(await addressIn(FOUR, ['12 rue des Lilas\n69003 LYON', '69003', 'Lyon', ''])).toEqual(HOME);
    expect(await addressIn(['Adresse'], ['ZA des Prés, BP 90210 Lyon'])).toEqual({ lines: ['ZA des Prés, BP 90210 Lyon'], postcode: null, town: null, country: null });
    expect(await addressIn(['Adresse'], ['12 rue des Lilas 69428 Lyon Cedex 03'])).toEqual({ ...HOME, postcode: '69428', town: 'Lyon Cedex 03' });
  });
  test('the name that an export repeats above the street is not doubled', async () => {
    expect(await addressIn(['Adresse 1', 'Adresse 2', 'Code postal', 'Ville'], ['GARAGE DU CANIGOU', '12 rue des Lilas', '69003', 'Lyon'])).toEqual(HOME);
  });
  test('a zero that a spreadsheet took off comes back where the country is France alone', async () => {
    expect((await addressIn(FOUR, ['1 quai', '1000', 'Bourg-en-Bresse', 'FR']))?.postcode).toBe('01000');
    expect((await addressIn(FOUR, ['1 quai', '1000', 'Bruxelles', 'Belgique']))?.postcode).toBe('1000');
    expect((await addressIn(FOUR, ['1 quai', '1000', 'Bruxelles ou Bourg', '']))?.postcode).toBe('1000');
    expect((await addressIn([...FOUR, 'SIREN'], ['1 quai', '1000', 'Bourg-en-Bresse', '', '404833048']))?.postcode).toBe('01000');
    const { content } = await understand(aWorkbook({ sheets: [{ rows: [[...HEAD, ...FOUR], ['C1', 'Dupont', ...bill(1), '1 quai', 1000, 'Bourg', 'France']] }] }));
    expect(content.debtors[0]?.postal?.postcode).toBe('01000');
  });
  test('abroad the country stands as it is written', async () => {
    expect(await addressIn(FOUR, ['Hauptstraße 5', '10115', 'Berlin', 'Allemagne'])).toEqual({ lines: ['Hauptstraße 5'], postcode: '10115', town: 'Berlin', country: 'Allemagne' });
    expect(await addressIn(FOUR, ['Οδός Ερμού 1', '105 63', 'Αθήνα', 'Ελλάδα'])).toEqual({ lines: ['Οδός Ερμού 1'], postcode: '105 63', town: 'Αθήνα', country: 'Ελλάδα' });
  });
  test.each<[string, string]>([['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'], ['شارع الحرية 12', 'شارع الحرية 12'], ['12 rue 🚗🔧', '12 rue 🚗🔧'], ['\u202e12 rue\u200b', '12 rue'], ['🚗'.repeat(300), '🚗'.repeat(200)], ["'; drop table debtors; --", "'; drop table debtors; --"]])('“%s” is text like any other', async (written, line) => {
    expect((await addressIn(['Adresse', 'Code postal', 'Ville'], [written, '69003', 'Lyon']))?.lines).toEqual([line]);
  });
  test('a formula is no address: the cell is named', async () => {
    const { content, told } = await understand(csv(['Adresse', 'Code postal'], ['=HYPERLINK("http://x")', '69003']), 'clients.csv');
    expect(content.debtors[0]?.postal).toEqual({ lines: [], postcode: '69003', town: null, country: null });
    expect(told).toEqual(['2 Adresse formula']);
  });
});

describe('several addresses of one customer', () => {
  const rows = (...of: readonly (readonly [address: string, issued: string])[]): Buffer => csvOf([...HEAD, 'Adresse', 'Code postal', 'Ville'].join(';'), ...of.map(([address, issued], at) => ['C1', 'Garage du Canigou', ...bill(at + 1, issued), address, address === '' ? '' : '69003', address === '' ? '' : 'Lyon'].join(';')));
  const chosen = async (...of: readonly (readonly [string, string])[]) => {
    const { content, told } = await understand(rows(...of), 'clients.csv');
    return [content.debtors[0]?.postal?.lines.join(), told];
  };
  test('that of the newest invoice counts, wherever its row stands, and the rows are named', async () => {
    expect(await chosen(['1 rue A', '01/08/2026'], ['2 rue B', '05/08/2026'], ['1 rue A', '03/08/2026'])).toEqual(['2 rue B', ['Garage du Canigou: address of 3, not 2']]);
    expect(await chosen(['1 rue A', '01/08/2026'], ['2 rue B', '05/08/2026'], ['1 rue A', '09/08/2026'])).toEqual(['1 rue A', ['Garage du Canigou: address of 2, not 3']]);
    expect(await chosen(['1 rue A', '09/08/2026'], ['2 rue B', '05/08/2026'], ['2 rue B', '10/08/2026'])).toEqual(['2 rue B', ['Garage du Canigou: address of 3, not 2']]);
    expect(await chosen(['1 rue A', '09/08/2026'], ['2 rue B', '09/08/2026'])).toEqual(['2 rue B', ['Garage du Canigou: address of 3, not 2']]);
  });
  test('an empty one says nothing, and another spelling is no other address', async () => {
    expect(await chosen(['1 rue A', '01/08/2026'], ['', '05/08/2026'])).toEqual(['1 rue A', []]);
    expect(await chosen(['1 rue Église', '01/08/2026'], ['1, RUE EGLISE', '05/08/2026'])).toEqual(['1 rue Église', []]);
  });
  test('parts of two addresses are never put together', async () => {
    const { content } = await understand(csv(['Adresse', 'Complément', 'Code postal', 'Ville'], ['1 rue A', 'Bât B', '69003', 'Lyon'], ['2 rue B', '', '', '']), 'clients.csv');
    expect(content.debtors[0]?.postal).toEqual({ lines: ['2 rue B'], postcode: null, town: null, country: null });
  });
});
