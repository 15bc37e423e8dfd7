import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { CompanyId, Instant } from '../../../src/core';
import { zip } from '../../../src/demo/ledger/zip';
import { readInvoiceFile } from '../../../src/server/feeds/e-invoice/invoice-file';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { readTable } from '../../../src/server/feeds/read-table';
import { takeWatched } from '../../../src/server/feeds/watched-file';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { aPdfOf } from '../../contracts/a-pdf-of';
import { aProfile, COMPANY } from '../../core/builders';
import { aCii } from '../../core/formats/e-invoice/a-bill';
import fc from '../../property';
import { aWorkbook, columnName } from './a-workbook';
import { startedAndRead } from '../long-listing';

const HEADERS = 'Code client;Client;N° facture;Échéance;Restant dû';
const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, at) => `C-${from + at};Client ${from + at};FA-${from + at};22/10/2026;100,00`).join('\r\n');
const GOOD = `${HEADERS}\r\n${lines(0, 5)}`;
const MB = 1024 * 1024;
const PDF = readFileSync(join('test', 'fixtures', 'e-invoices', 'facturx-kit', 'EN16931_Einfach_DueDate.pdf'));

let folder = '';
let path = '';
let store: Store;
let ledger: FileLedger;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-bad-'));
  path = join(folder, 'clients.csv');
  store = await openStore(`sqlite:${join(folder, 'relance.db')}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  ledger = new FileLedger({ store, tenant: COMPANY, company: COMPANY as CompanyId, clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant }, path, documentsFolder: null, report: () => undefined, pollEvery: 1_000_000 });
});
afterEach(async () => {
  ledger.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const workbook = (more: Partial<Parameters<typeof aWorkbook>[0]['sheets'][number]>): Buffer => aWorkbook({ sheets: [{ rows: [['Client', 'N° facture']], ...more }] });
const bomb = (xml: string): Buffer => zip([{ name: '_rels/.rels', text: '<a/>' }, { name: 'xl/workbook.xml', text: xml }]);
const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at === 0 ? '' : at};`.repeat(10)}">`).join('')}]>`;

describe('a watched file that cannot be read is told by its reason; the last good ledger stays in use, and the memory is bounded', () => {
  it.each<[string, () => void, string]>([
    ['two gigabytes: refused by its size, before it is read', () => { writeFileSync(path, GOOD); truncateSync(path, 2 ** 31); }, 'ledger/too-large'],
    ['nothing but a header', () => writeFileSync(path, `${HEADERS}\r\n`), 'ledger/empty'],
    ['nothing', () => writeFileSync(path, ''), 'ledger/empty'],
    ['16 384 columns', () => writeFileSync(path, `${Array.from({ length: 16_384 }, (_, at) => `Col ${columnName(at)}`).join(';')}\r\n${';'.repeat(16_383)}\r\n`), 'ledger/no-usable-column'],
    ['a workbook with 16 384 columns of names that nobody knows', () => writeFileSync(path, aWorkbook({ sheets: [{ rows: [Array.from({ length: 16_384 }, (_, at) => `Col ${columnName(at)}`), ['1']] }], packed: true })), 'ledger/no-usable-column'],
    ['a workbook with a billion laughs', () => writeFileSync(path, bomb(`<?xml version="1.0"?>${LAUGHS}<workbook>&a12;</workbook>`)), 'ledger/not-a-workbook'],
    ['a workbook that asks for a file of this machine', () => writeFileSync(path, bomb('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>')), 'ledger/not-a-workbook'],
    ['a workbook whose names nest a hundred thousand deep', () => writeFileSync(path, workbook({ before: '<a>'.repeat(100_000) })), 'ledger/not-a-workbook'],
    ['a workbook in a zip', () => writeFileSync(path, zip([{ name: 'clients.xlsx', text: 'PK' }])), 'ledger/other-format'],
    ['a PDF under the name of a table', () => writeFileSync(path, PDF), 'ledger/other-format'],
    ['a workbook behind a password', () => writeFileSync(path, Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')])), 'ledger/encrypted'],
    ['a folder in its place', () => { rmSync(path); mkdirSync(path); }, 'ledger/file-unreadable'],
  ])('%s', async (_, make, code) => {
    writeFileSync(path, GOOD);
    await startedAndRead(ledger);
    expect(await ledger.state()).toMatchObject({ connected: true, rows: 5, problem: null });
    make();
    const before = process.memoryUsage().rss;
    await ledger.refresh();
    expect(await ledger.state()).toMatchObject({ connected: true, rows: 5, problem: { code } });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * MB);
  });
});

describe('a file that is replaced while it is read', () => {
  it('is read whole, or not at all', async () => {
    const text = (turn: number): string => `${HEADERS}\r\n${Array.from({ length: 20_000 }, (_, at) => `C-${turn};Client;FA-${at};22/10/2026;100,00`).join('\r\n')}`;
    const texts = [text(0), text(1), text(2)];
    writeFileSync(path, texts[0] as string);
    let turn = 0;
    // Its time says that it has long been there: who reads learns of a change by nothing but the change.
    const writing = setInterval(() => {
      writeFileSync(path, texts[(turn += 1) % 3] as string);
      utimesSync(path, turn, turn);
    }, 2);
    try {
      for (let tries = 0; tries < 5; tries += 1) {
        const taken = await takeWatched(path, 'clients.csv', null);
        if (!taken.ok) expect(taken.problem).toEqual({ code: 'ledger/file-unreadable', file: 'clients.csv', because: 'changing' });
        else expect([taken.value.tables[0]?.rows.length, new Set(taken.value.tables[0]?.rows.slice(1).map(([code]) => code)).size]).toEqual([20_001, 1]);
      }
    } finally {
      clearInterval(writing);
    }
    expect(await takeWatched(path, 'clients.csv', null)).toMatchObject({ ok: true });
  });
});

describe('whatever its bytes are, a PDF or XML gets an answer', () => {
  const READER = { company: COMPANY as CompanyId, profile: { name: '', legalIds: { siren: null, siret: null, vat: null } } };
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
  const torn = (bytes: Uint8Array, cuts: readonly (readonly [number, number])[], length: number): Uint8Array => {
    const copy = Uint8Array.from(bytes.subarray(0, Math.max(1, length % (bytes.length + 1))));
    for (const [at, byte] of cuts) copy[at % copy.length] = byte;
    return copy;
  };
  test('a PDF', async () => {
    const pdf = aPdfOf(PDF, aCii({}));
    await fc.assert(fc.asyncProperty(damage, fc.option(fc.nat(pdf.length), { nil: pdf.length }), async (cuts, length) => void (await readInvoiceFile(torn(pdf, cuts, length), READER))), { numRuns: 60 });
  });
  test('the part of a PDF that lists its objects', async () => {
    const pdf = aPdfOf(PDF, aCii({}), false);
    const tail = fc.array(fc.tuple(fc.integer({ min: PDF.length, max: pdf.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(tail, async (cuts) => void (await readInvoiceFile(torn(pdf, cuts, pdf.length), READER))), { numRuns: 60 });
  });
  test('an XML, and a table', async () => {
    const xml = Buffer.from(aCii({}));
    await fc.assert(fc.asyncProperty(damage, fc.nat(xml.length), async (cuts, length) => {
      const bytes = torn(xml, cuts, length);
      await readInvoiceFile(bytes, READER);
      expect(typeof (await readTable(bytes, 'x')).ok).toBe('boolean');
    }), { numRuns: 200 });
  });
});
