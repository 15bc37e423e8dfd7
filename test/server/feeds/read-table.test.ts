import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { delimiterOf, decodeText } from '../../../src/server/feeds/csv-table';
import { readTable } from '../../../src/server/feeds/read-table';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, '../../fixtures/sheets', name));
const rowsOf = async (bytes: Uint8Array): Promise<unknown> => {
  const read = await readTable(bytes, 'x');
  return read.ok ? read.value[0]?.rows : read.problem.code;
};

describe('a CSV file', () => {
  test.each([
    ['semicolons', 'a;b\r\n1;2\r\n'],
    ['commas', 'a,b\n1,2\n'],
    ['tabs', 'a\tb\n1\t2'],
  ])('is cut at its %s', async (_name, text) => {
    expect(await rowsOf(Buffer.from(text))).toEqual([['a', 'b'], ['1', '2']]);
  });

  test('with decimal commas is still cut at its semicolons', () => {
    expect(delimiterOf('Client;Montant;Solde\nA;1,50;2,50\nB;3,00;4,00\n')).toBe(';');
    // One unquoted semicolon too many (two addresses in a cell): the decimal commas would cut more evenly.
    expect(delimiterOf('Client;E-mail;N° facture;Échéance;Montant;Solde\nA;a@a.example;F1;31/10/2026;1,50;2,50\nB;b@b.example ; c@b.example;F2;31/10/2026;3,00;4,00\nC;;F3;31/10/2026;3,00;4,00\n')).toBe(';');
    expect(delimiterOf('Client,Amount\n"Dupont, Jean",1.50\n"Martin; fils",2.00\n')).toBe(',');
  });

  test('says its delimiter as Excel is told it, and keeps its row numbers', async () => {
    expect(await rowsOf(Buffer.from('sep=|\r\na|b\r\n1|2'))).toEqual([[], ['a', 'b'], ['1', '2']]);
  });

  test.each([
    ['UTF-8', Buffer.from('Échéance é €')],
    ['UTF-8 with BOM', Buffer.from('\ufeffÉchéance é €')],
    ['Windows-1252', Buffer.from([0xc9, 0x63, 0x68, 0xe9, 0x61, 0x6e, 0x63, 0x65, 0x20, 0xe9, 0x20, 0x80])],
    ['UTF-16', Buffer.from('\ufeffÉchéance é €', 'utf16le')],
  ])('in %s keeps its accents and its euro sign', (_name, bytes) => {
    expect(decodeText(bytes).replace('\ufeff', '')).toBe('Échéance é €');
  });

  test('keeps quoted delimiters, quotes and line breaks in their cell', async () => {
    expect(await rowsOf(Buffer.from('a;b\n"x;""y""";"1\n2"\n'))).toEqual([['a', 'b'], ['x;"y"', '1\n2']]);
  });
});

describe('a workbook', () => {
  test('gives its sheets, text, numbers and days', async () => {
    const read = await readTable(fixture('danngo-receivables.xlsx'), 'receivables.xlsx');
    expect(read.ok && read.value[0]?.sheet).toBe('Sheet1');
    expect(read.ok && read.value[0]?.rows.slice(0, 2)).toEqual([
      ['InvoiceID', 'CustomerName', 'InvoiceDate', 'Amount'],
      [1, 'Customer 1', { day: '2025-07-26' }, 2086.42],
    ]);
  });

  test('written in the strict form is read as well', async () => {
    const read = await readTable(fixture('poi-SimpleStrict.xlsx'), 'SimpleStrict.xlsx');
    expect(read.ok && read.value.map((table) => table.sheet)).toEqual(['Sheet1', 'Sheet Number 2']);
    expect(read.ok && read.value[1]?.rows[3]?.[0]).toEqual({ day: '1990-01-01' });
  });
});

describe('a file that is no ledger', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 'ledger/empty'],
    ['white space', Buffer.from(' \r\n \n'), 'ledger/empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'ledger/not-a-workbook'],
    ['a damaged workbook', Buffer.from('PK\u0003\u0004 and then nothing of use'), 'ledger/not-a-workbook'],
    ['a workbook of the years before 2007', fixture('poi-SampleSS.xls'), 'ledger/other-format'],
    ['a CSV file with a quote that never closes', Buffer.from('a;b\n"x;2\n3;4\n'), 'ledger/quote-not-closed'],
    ['a workbook behind a password', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]), 'ledger/encrypted'],
  ])('%s is told by name', async (_name, bytes, code) => {
    expect(await rowsOf(bytes)).toBe(code);
  });

  test('whatever its bytes are, gets an answer', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => typeof (await readTable(bytes, 'x')).ok === 'boolean'), { numRuns: 300 });
    const zip = fixture('danngo-receivables.xlsx');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: zip.length - 1 }), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const damaged = Buffer.from(zip);
        damaged[at] = byte;
        return typeof (await readTable(damaged, 'x')).ok === 'boolean';
      }),
      { numRuns: 60 },
    );
  });
});
