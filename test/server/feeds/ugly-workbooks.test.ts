import { describe, expect, test } from '@jest/globals';
import { deflateRawSync } from 'node:zlib';
import fc from '../../property';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { zip } from '../../../src/demo/ledger/zip';
import { readTable } from '../../../src/server/feeds/read-table';
import type { Cell } from '../../../src/core';
import { aWorkbook, understand } from './a-workbook';
import type { AWorkbook, Written } from './a-workbook';

const H = ['Client', 'N° facture', 'Échéance', 'Restant dû'] as const;
const fixture = (name: string): Buffer => readFileSync(join(__dirname, '../../fixtures/sheets', name));
const rowsOf = async (bytes: Uint8Array): Promise<readonly (readonly Cell[])[]> => {
  const read = await readTable(bytes, 'x.xlsx');
  if (!read.ok) throw new Error(read.problem.code);
  return read.value[0]?.rows ?? [];
};
const codeOf = async (bytes: Uint8Array): Promise<unknown> => {
  const read = await readTable(bytes, 'x.xlsx');
  return read.ok ? 'read' : read.problem;
};
/** The one cell of a sheet. */
const cellOf = async (cell: Written, more: Omit<AWorkbook, 'sheets'> = {}): Promise<Cell | undefined> => (await rowsOf(aWorkbook({ sheets: [{ rows: [['titre', cell]] }], ...more })))[0]?.[1];
const xml = (text: string): Written => ({ xml: text });
const one = (value: Written, more: Omit<AWorkbook, 'sheets'> = {}, column = 3): ReturnType<typeof understand> => {
  const row: Written[] = ['Dupont', 'FA-1', '22/10/2026', 120];
  row[column] = value;
  return understand(aWorkbook({ sheets: [{ rows: [H, row, ['Martin', 'FA-2', '13/10/2026', 7]] }], ...more }));
};

describe('a formula', () => {
  test('counts with the value that the spreadsheet saved', async () => {
    expect((await one(xml('<c><f>SUM(A1:B2)</f><v>99.5</v></c>'))).open[0]).toBe('FA-1 Dupont 9950');
    expect((await one(xml('<c t="str"><f>A1</f><v>FA-77</v></c>'), {}, 1)).open[0]).toBe('FA-77 Dupont 12000');
  });

  test.each([['numbers', '<c><f>SUM(A1:B2)</f></c>'], ['numbers, as openpyxl writes it', '<c><f>SUM(A1:B2)</f><v></v></c>'], ['an empty element', '<c><f>SUM(A1:B2)</f><v/></c>'], ['a shared formula', '<c><f t="shared" si="0"/></c>'], ['text', '<c t="str"><f>A1</f></c>']])('without a saved value is named and never zero: %s', async (_kind, cell) => {
    const read = await one(xml(cell));
    expect(read.open).toEqual(['FA-2 Martin 700']);
    expect(read.told).toEqual(['2 Restant dû formula']);
  });

  test('with a saved empty text is an empty cell', async () => {
    expect(await cellOf(xml('<c t="str"><f>IF(A1="","","x")</f><v></v></c>'))).toBeUndefined();
  });

  test.each(['#N/A', '#REF!', '#DIV/0!', '#VALUE!'])('that ends in %s is named', async (error) => {
    expect((await one(xml(`<c t="e"><f>A1</f><v>${error}</v></c>`))).told).toEqual(['2 Restant dû cell-error']);
    expect((await one(xml(`<c t="e"><v>${error}</v></c>`), {}, 0)).told).toEqual(['2 Client cell-error']);
  });
});

describe('days', () => {
  const DAY = 'dd/mm/yyyy';
  test.each([
    ['counted from 1900', false, 46317], ['counted from 1904', true, 46317 - 1462],
  ])('%s', async (_title, dates1904, value) => {
    expect((await one({ style: 1, value }, { formats: [DAY], dates1904 }, 2)).content.invoices[0]?.instalments[0]?.due).toBe('2026-10-22');
    // The same day in a cell that is not shown as one.
    expect((await one(value, { dates1904 }, 2)).content.invoices[0]?.instalments[0]?.due).toBe('2026-10-22');
  });

  test.each([['dd/mm/yyyy'], ['[$-40C]d mmmm yyyy;@'], ['yyyy\\-mm\\-dd'], ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'], ['dd.mm.yy'], ['mm/yy'], ['m/d/yy\\ h:mm']])('shown as %s are days', async (format) => {
    expect(await cellOf({ style: 1, value: 46317.75 }, { formats: [format] })).toEqual({ day: '2026-10-22' });
  });
  test.each([['#,##0.00'], ['0.00E+00'], ['"dû le" 0'], ['[Red]-0.00'], ['General'], ['0" jours"'], ['[h]:mm'], ['# ?/?']])('a number shown as %s stays a number', async (format) => {
    expect(await cellOf({ style: 1, value: 46317.75 }, { formats: [format] })).toBe(46317.75);
  });
  test('may be written as text by the ISO form of the strict kind', async () => {
    expect(await cellOf(xml('<c t="d"><v>2026-10-22T00:00:00</v></c>'))).toEqual({ day: '2026-10-22' });
  });
});

describe('formats that say what a number is', () => {
  test.each([
    ['#,##0.00 "€"', 'EUR'], ['#,##0.00\\ [$€-40C]', 'EUR'], ['[$$-409]#,##0.00', 'USD'], ['"$"#,##0.00', 'USD'], ['[$USD] #,##0.00', 'USD'], ['[$£-809]#,##0.00', 'GBP'], ['[$CHF-100C] #,##0.00', 'CHF'], ['_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-', 'EUR'],
  ])('%s is an amount in %s', async (format, currency) => {
    expect(await cellOf({ style: 1, value: 1200.5 }, { formats: [format] })).toEqual({ value: 1200.5, currency });
  });

  test('each amount of a mixed column keeps its own currency', async () => {
    const read = await understand(aWorkbook({ formats: ['#,##0.00 "€"', '[$$-409]#,##0.00', '[$CHF] 0.00', '[$$-1009]0.00'], sheets: [{ rows: [H,
      ['A', 'FA-1', '22/10/2026', { style: 1, value: 1200 }], ['A', 'FA-2', '22/10/2026', { style: 2, value: 1200 }], ['A', 'FA-3', '22/10/2026', { style: 3, value: -300 }], ['A', 'FA-4', '22/10/2026', 5]] }] }));
    expect(read.open).toEqual(['FA-1 A 120000', 'FA-2 A 120000 USD', 'FA-3 A -30000 CHF', 'FA-4 A 500']);
    expect(read.preview.summary.open).toEqual([{ minor: 120500, currency: 'EUR' }, { minor: 120000, currency: 'USD' }, { minor: -30000, currency: 'CHF' }]);
  });

  test('a column of currencies wins over a format', async () => {
    const read = await understand(aWorkbook({ formats: ['#,##0.00 "€"'], sheets: [{ rows: [[...H, 'Devise'], ['A', 'FA-1', '22/10/2026', { style: 1, value: 5 }, 'USD']] }] }));
    expect(read.open).toEqual(['FA-1 A 500 USD']);
  });

  test('a percentage is no amount', async () => {
    expect((await one({ style: 1, value: 0.2 }, { formats: ['0%'] })).told).toEqual(['2 Restant dû amount']);
  });

  test('a code keeps the zeros that the sheet shows', async () => {
    const read = await understand(aWorkbook({ formats: ['00000'], sheets: [{ rows: [['Code client', ...H], [{ style: 1, value: 412 }, 'Dupont', 'FA-1', '22/10/2026', 1], [411001, 'Martin', 'FA-2', '13/10/2026', 1], [xml('<c><v>1.0E5</v></c>'), 'Zola', 'FA-3', '13/10/2026', 1]] }] }));
    expect(read.content.debtors.map((debtor) => debtor.code)).toEqual(['00412', '411001', '100000']);
  });
});

describe('text', () => {
  test('is put together from its runs, without the readings above them', async () => {
    const strings = ['<si><t>Client</t></si>', '<si><r><rPr><b/></rPr><t>Dupont </t></r><r><t xml:space="preserve">&amp; Fils</t></r></si>', '<si><t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="1"/></si>', '<si><t>a_x000D_b&#10;c</t></si>', '<si/>'];
    const rows = await rowsOf(aWorkbook({ strings, sheets: [{ rows: [[0, 1, 2, 3, 4].map((at) => xml(`<c t="s"><v>${at}</v></c>`))] }] }));
    expect(rows[0]).toEqual(['Client', 'Dupont & Fils', '山田', 'a\rb\nc']);
  });
  test('stands in its cell with runs as well', async () => {
    expect(await cellOf(xml('<c t="inlineStr"><is><r><t>Du</t></r><r><t>pont</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'))).toBe('Dupont');
  });
  test('may be written as CDATA, with comments, with prefixes', async () => {
    const bytes = zip([
      { name: '_rels/.rels', text: '<?xml version="1.0"?><Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/book.xml"/></Relationships>' },
      { name: 'xl/book.xml', text: `<x:workbook xmlns:x="a" xmlns:r="b"><x:sheets><x:sheet name='Mes "ventes" &gt; 2026' sheetId="1" r:id="z"/></x:sheets></x:workbook>` },
      { name: 'xl/_rels/book.xml.rels', text: '<Relationships><Relationship Target="../xl/ws/one.xml" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Id="z" /></Relationships>' },
      { name: 'xl/ws/one.xml', text: '<x:worksheet xmlns:x="a"><!-- > --><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t><![CDATA[<Dupont>]]></x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>' },
    ]);
    const read = await readTable(bytes, 'x');
    expect(read.ok && read.value).toMatchObject([{ sheet: 'Mes "ventes" > 2026', rows: [['<Dupont>', 1]] }]);
  });
});

describe('a sheet that is larger than what it holds', () => {
  test('styles in 16 384 columns and 1 048 576 rows make no cell', async () => {
    const styled = Array.from({ length: 2000 }, (_, at) => `<row r="${1_046_577 + at}" s="1" customFormat="1"><c r="A${1_046_577 + at}" s="1"/><c r="XFD${1_046_577 + at}" s="1"/></row>`).join('');
    const rows = await rowsOf(aWorkbook({ formats: ['0.00'], sheets: [{ rows: [[...H, xml('<c s="1"/>')], ['Dupont', 'FA-1', '22/10/2026', 1]], more: styled }] }));
    expect(rows).toEqual([[...H], ['Dupont', 'FA-1', '22/10/2026', 1]]);
  });
  test('a stray cell in the last row and one in the last column cost no memory, and the column is told', async () => {
    const read = await understand(aWorkbook({ sheets: [{ rows: [H, ['Dupont', 'FA-1', '22/10/2026', 1]], more: '<row r="900"><c r="XFD900"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>' }] }));
    expect(read.open).toEqual(['FA-1 Dupont 100']);
    expect(read.told).toEqual(['1048576 N° facture no-number', '1024 columns-not-read']);
  });
});

describe('other files under the name of a workbook', () => {
  const named = (format: string): object => ({ code: 'ledger/other-format', file: 'x.xlsx', format });
  test.each<[string, Buffer, unknown]>([
    ['an old .xls', fixture('poi-SampleSS.xls'), named('xls')],
    ['an .xls of Excel 4', Buffer.from([9, 4, 6, 0, 0, 0, 16, 0]), named('xls')],
    ['an .xlsb', zip([{ name: '_rels/.rels', text: '<a/>' }, { name: 'xl/workbook.bin', text: 'x' }]), named('xlsb')],
    ['an .ods', zip([{ name: 'mimetype', text: 'application/vnd.oasis.opendocument.spreadsheet' }, { name: 'content.xml', text: '<a/>' }]), named('ods')],
    ['a .numbers', zip([{ name: 'Index/Document.iwa', text: 'x' }]), named('numbers')],
    ['a .docx', zip([{ name: '_rels/.rels', text: '<a/>' }, { name: 'word/document.xml', text: '<a/>' }]), named('word')],
    ['any zip', zip([{ name: 'clients.csv', text: 'a;b' }]), named('zip')],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), named('pdf')],
    ['an HTML table named .xls', Buffer.from('\ufeff  <html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>'), named('html')],
    ['an XML sheet of 2003', Buffer.from('<?xml version="1.0"?><Workbook>'), named('html')],
    ['a workbook behind a password', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')]), { code: 'ledger/encrypted', file: 'x.xlsx' }],
    ['bytes without a zero', Buffer.from(Array.from({ length: 5000 }, (_, at) => 1 + ((at * 7919) % 255))), { code: 'ledger/not-a-workbook', file: 'x.xlsx' }],
    ['a workbook with a DOCTYPE', aWorkbook({ sheets: [{ rows: [['a']], before: '<!DOCTYPE a [<!ENTITY b "c">]>' }] }), { code: 'ledger/not-a-workbook', file: 'x.xlsx' }],
    ['a workbook cut short', aWorkbook({ sheets: [{ rows: [['a']] }] }).subarray(0, 900), { code: 'ledger/not-a-workbook', file: 'x.xlsx' }],
    ['a workbook with an empty sheet', aWorkbook({ sheets: [{ rows: [] }] }), { code: 'ledger/empty', file: 'x.xlsx' }],
  ])('%s is told by its kind', async (_name, bytes, problem) => {
    expect(await codeOf(bytes)).toEqual(problem);
  });

  test('a zip whose directory asks for a password is called protected', async () => {
    const bytes = aWorkbook({ sheets: [{ rows: [['a']] }] });
    for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')) bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
    expect(await codeOf(bytes)).toEqual({ code: 'ledger/encrypted', file: 'x.xlsx' });
  });

  test('a small zip that holds gigabytes is refused while it is unpacked', async () => {
    const { unpacked } = await import('../../../src/server/feeds/xlsx/zip-entries');
    const data = deflateRawSync(Buffer.alloc(50_000_000));
    let seen = 0;
    await expect((async () => {
      for await (const chunk of unpacked({ name: 'x', method: 8, encrypted: false, data }, 1_000_000)) seen += chunk.length;
    })()).rejects.toMatchObject({ kind: 'too-large' });
    expect(seen).toBeLessThanOrEqual(1_000_000);
  });
});

test('a workbook whose parts are damaged gets an answer, whatever was hit', async () => {
  const sound = aWorkbook({ formats: ['dd/mm/yyyy', '#,##0.00 "€"'], strings: ['<si><t>Client</t></si>'], sheets: [{ rows: [[xml('<c t="s"><v>0</v></c>'), ...H.slice(1)], ['Dupont', 'FA-1', { style: 1, value: 46317 }, { style: 2, value: 5 }]], merges: ['A2:A3'] }] });
  const hit = fc.record({ at: fc.integer({ min: 0, max: sound.length - 1 }), byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(60, 62, 34, 38, 48)) });
  await fc.assert(fc.asyncProperty(fc.array(hit, { minLength: 1, maxLength: 12 }), async (hits) => {
    const damaged = Buffer.from(sound);
    for (const { at, byte } of hits) damaged[at] = byte;
    const read = await readTable(damaged, 'x.xlsx');
    expect(typeof read.ok).toBe('boolean');
  }), { numRuns: 500 });
});

describe('a long reading', () => {
  const LONG = aWorkbook({ sheets: [{ rows: [H, ...Array.from({ length: 20_000 }, (_, at): Written[] => [`Client ${at % 500}`, `FA-${at}`, '22/10/2026', at])] }] });
  test('tells the rows so far', async () => {
    const told: number[] = [];
    await readTable(LONG, 'x', { onRows: (rows) => void told.push(rows) });
    expect(told.length).toBeGreaterThan(3);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(told[told.length - 1]).toBe(20_001);
  });
  test('can be stopped in its middle', async () => {
    const stop = new AbortController();
    let last = 0;
    const reading = readTable(LONG, 'x', { signal: stop.signal, onRows: (rows) => {
      last = rows;
      stop.abort();
    } });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(last).toBeLessThan(20_001);
  });
});

test.each(['danngo-receivables.xlsx', 'poi-SimpleStrict.xlsx'])('%s is read cell by cell as another reader reads it', async (name) => {
  const theirs = await readWorkbook(fixture(name));
  const read = await readTable(fixture(name), name);
  if (!read.ok) throw new Error(read.problem.code);
  for (const { sheet, data } of theirs) {
    const rows = read.value.find((table) => table.sheet === sheet)?.rows ?? [];
    const shown = data.map((row) => row.map((cell) => ((cell as unknown) instanceof Date || Object.prototype.toString.call(cell) === '[object Date]' ? { day: (cell as unknown as Date).toISOString().slice(0, 10) } : cell)));
    shown.forEach((row, at) => row.forEach((cell, column) => {
      const own = rows[at]?.[column] ?? null;
      expect([at, column, own !== null && typeof own === 'object' && 'value' in own ? own.value : own]).toEqual([at, column, cell]);
    }));
  }
});
