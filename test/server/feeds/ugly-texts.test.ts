import { describe, expect, test } from '@jest/globals';
import { readTable } from '../../../src/server/feeds/read-table';
import { csvOf, understand } from './a-workbook';

const HEADER = 'Client;N° facture;Échéance;Restant dû';
const LINES = [HEADER, 'Société Élan;FA-1;22/10/2026;1 200,50 €', 'Müller;FA-2;13/10/2026;7,00'];
const OPEN = ['FA-1 Société Élan 120050', 'FA-2 Müller 700'];
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('a CSV file', () => {
  const text = LINES.join('\r\n');
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little-endian with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 little-endian without', Buffer.from(text, 'utf16le')],
    ['UTF-16 big-endian with its mark', bigEndian(`\ufeff${text}`)],
    ['UTF-16 big-endian without', bigEndian(text)],
    ['Windows-1252', Buffer.from(text.replace(' €', ''), 'latin1')],
    ['lines of the old Macintosh', Buffer.from(LINES.join('\r'))],
    ['lines of Unix', Buffer.from(LINES.join('\n'))],
    ['a first line that tells the delimiter', Buffer.from(`sep=;\r\n${text}`)],
    ['the same on a Macintosh, with a mark', Buffer.from(`\ufeffsep=;\r${LINES.join('\r')}`)],
    ['the same in UTF-16', Buffer.from(`\ufeffsep=;\r\n${text}`, 'utf16le')],
    ['the same between quotes', Buffer.from(`"sep=;"\r\n${text}`)],
    ['sixty empty columns on the right', Buffer.from(LINES.map((line) => line + ';'.repeat(60)).join('\r\n'))],
    ['empty lines at its end', Buffer.from(`${text}\r\n\r\n;;;\r\n \r\n`)],
  ])('in %s gives the same invoices', async (_title, bytes) => {
    const read = await understand(bytes, 'clients.csv');
    expect(read.open).toEqual(OPEN);
    expect(read.told).toEqual([]);
  });

  test('keeps quotes, delimiters and line breaks inside a field', async () => {
    const read = await understand(csvOf(HEADER, '"Dupont ""Le Petit""; Fils";FA-1;22/10/2026;5,00', '"Deux\nlignes";FA-2;13/10/2026;1,00', 'L"angle;FA-3;13/10/2026;1,00'));
    expect(read.content.debtors.map((debtor) => debtor.name)).toEqual(['Dupont "Le Petit"; Fils', 'Deux\nlignes', 'L"angle']);
    expect(read.told).toEqual([]);
  });

  test('is no ledger when it is a program’s own file without a single zero', async () => {
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, at) => 1 + ((at * 7919) % 255)));
    expect(await readTable(bytes, 'clients.csv')).toEqual({ ok: false, problem: { code: 'ledger/not-a-workbook', file: 'clients.csv' } });
  });

  test('that is long tells its rows and can be stopped', async () => {
    const bytes = csvOf(HEADER, ...Array.from({ length: 30_000 }, (_, at) => `Dupont;FA-${at};22/10/2026;1,00`));
    const told: number[] = [];
    expect((await readTable(bytes, 'x.csv', { onRows: (rows) => void told.push(rows) })).ok).toBe(true);
    expect(told).toEqual([10_000, 20_000, 30_000]);
    const stop = new AbortController();
    await expect(readTable(bytes, 'x.csv', { signal: stop.signal, onRows: () => stop.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('named .xlsx is read for what it is', async () => {
    expect((await understand(Buffer.from(LINES.join('\r\n')), 'clients.xlsx')).open).toEqual(OPEN);
  });
});

describe('days as people write them', () => {
  test.each([
    ['22.10.2026'], ['22.10.26'], ['22/10/26'], ['22-10-2026'], ['20261022'], ['2026-10-22'], ['2026/10/22'], ['22 oct. 2026'], ['22 octobre 2026'], ['Jeudi 22 octobre 2026'], ['22-oct-26'], ['22 Oct 2026'], ['October 22, 2026'],
    ['22\u00a0/\u00a010\u00a0/\u00a02026'], ['22 octobre\u202f2026'], ['٢٢/١٠/٢٠٢٦'], ['۲۲/۱۰/۲۰۲۶'], ['22/10/2026 00:00:00'],
  ])('%s', async (due) => {
    const read = await understand(csvOf(HEADER, `Dupont;FA-1;${due};5,00`, 'Martin;FA-2;31/12/2026;1,00'));
    expect(read.content.invoices[0]?.instalments[0]?.due).toBe('2026-10-22');
  });
  test.each([['1er janvier 2026', '2026-01-01'], ['01/02/99', '1999-02-01'], ['5 août 2026', '2026-08-05'], ['28 févr. 2026', '2026-02-28']])('%s is %s', async (due, day) => {
    const read = await understand(csvOf(HEADER, `Dupont;FA-1;${due};5,00`, 'Martin;FA-2;31/12/2026;1,00'));
    expect(read.content.invoices[0]?.instalments[0]?.due).toBe(day);
  });
  test.each([['30 février 2026'], ['12 brumaire 2026'], ['32 oct. 2026'], ['oct. 2026'], ['à réception'], ['20261322']])('%s is no day and is named', async (due) => {
    expect((await understand(csvOf(HEADER, `Dupont;FA-1;${due};5,00`, 'Martin;FA-2;31/12/2026;1,00'))).told).toEqual(['2 Échéance date']);
  });
});

describe('amounts as people write them', () => {
  test.each<[string, string]>([
    ['1 200,00 €', '120000'], ['1\u00a0200,00\u00a0€', '120000'], ['1\u202f200,00\u202f€', '120000'], ['1\u2007200,00', '120000'], ['1.200,00', '120000'], ['1,200.00 USD', '120000 USD'], ['$1,200.00', '120000 USD'], ['1,200.00', '120000'],
    ['CHF 300.-', '30000 CHF'], ['CHF 300.–', '30000 CHF'], ['300,--', '30000'], ["CHF 1'300.50", '130050 CHF'], ['£12.50', '1250 GBP'],
    ['-12,00', '-1200'], ['12,00-', '-1200'], ['(12,00)', '-1200'], ['(12,00) €', '-1200'], ['−12,00', '-1200'], ['- 12,00', '-1200'], ['€ -12,00', '-1200'], ['120,00 CR', '-12000'], ['120,00 C', '-12000'], ['120,00 D', '12000'], ['+12,00', '1200'],
    ['١٢٠٠٫٥٠', '120050'], ['١٬٢٠٠٫٥٠', '120050'], ['۱۲۰۰', '120000'], ["'120,00", '12000'], ['="120,00"', '12000'], ['0', '0'],
  ])('%s', async (amount, expected) => {
    const quoted = `"${amount.replace(/"/g, '""')}"`;
    const read = await understand(csvOf(HEADER, `Dupont;FA-1;22/10/2026;${quoted}`, 'Martin;FA-2;22/10/2026;7,00', 'Martin;FA-3;22/10/2026;8,00', 'Martin;FA-4;22/10/2026;9,50'));
    expect(read.told).toEqual([]);
    expect(read.open[0]).toBe(`FA-1 Dupont ${expected}`);
  });
  test.each<[string, string]>([
    ['20 %', 'amount'], ['#N/A', 'cell-error'], ['#REF!', 'cell-error'], ['#VALEUR!', 'cell-error'], ['#NOM?', 'cell-error'], ['########', 'cell-error'], ['=SOMME(D2:D3)', 'formula'], ['1,200 USD', 'ambiguous'], ['12,345', 'amount'], ['1 200,00 ¥', 'amount'], ['-(12,00)', 'amount'], ['-12,00 CR', 'amount'], ['voir note', 'amount'], ['1,00 € 2,00 $', 'amount'],
  ])('%s is named: %s', async (amount, why) => {
    const read = await understand(csvOf(HEADER, `Dupont;FA-1;22/10/2026;${amount}`, 'Martin;FA-2;22/10/2026;7,00', 'Martin;FA-3;22/10/2026;8,50'));
    expect(read.told).toEqual([`2 Restant dû ${why}`]);
    expect(read.open).toHaveLength(2);
  });
  test('in two currencies in one column keep their own', async () => {
    const read = await understand(csvOf(HEADER, 'A;FA-1;22/10/2026;1 200,00 €', 'A;FA-2;22/10/2026;1,200.00 USD', 'A;FA-3;22/10/2026;CHF 300.-', 'A;FA-4;22/10/2026;5,00'));
    expect(read.preview.summary.open).toEqual([{ minor: 120500, currency: 'EUR' }, { minor: 120000, currency: 'USD' }, { minor: 30000, currency: 'CHF' }]);
  });
});

describe('codes and numbers', () => {
  const CODES = 'Code client;Client;N° facture;Échéance;Restant dû';
  test('keep their leading zeros, also behind the guards of an export', async () => {
    const read = await understand(csvOf(CODES, '00412;A;FA-1;22/10/2026;1,00', '="00413";B;="000077";22/10/2026;1,00', "'00414;C;FA-3;22/10/2026;1,00"));
    expect(read.content.debtors.map((debtor) => debtor.code)).toEqual(['00412', '00413', '00414']);
    expect(read.content.invoices.map((invoice) => invoice.number)).toEqual(['FA-1', '000077', 'FA-3']);
  });
  test('that a spreadsheet has shortened are named: their last digits are lost', async () => {
    const read = await understand(csvOf(CODES, '4,11E+11;A;FA-1;22/10/2026;1,00', 'C2;B;1.0E+05;22/10/2026;1,00', 'C3;C;FA-3;22/10/2026;1,00'));
    expect(read.told).toEqual(['2 Code client shortened', '3 N° facture shortened']);
  });
  test('an error in a cell that may be empty only loses that cell', async () => {
    const read = await understand(csvOf(`${CODES};Ville`, 'C1;A;FA-1;22/10/2026;1,00;#N/A'));
    expect(read.content.debtors).toMatchObject([{ code: 'C1', town: null }]);
    expect(read.told).toEqual(['2 Ville cell-error']);
  });
});
