import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CompanyId, Instant, LedgerPreview, Problem } from '../../../src/core';
import { crc32 } from '../../../src/demo/ledger/crc32';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { aPdfOf } from '../../contracts/a-pdf-of';
import { aProfile, COMPANY } from '../../core/builders';
import { aCii, aUbl } from '../../core/formats/e-invoice/a-bill';

const FIXTURES = join('test', 'fixtures', 'e-invoices');
const PDF = readFileSync(join(FIXTURES, 'facturx-kit', 'EN16931_Einfach_DueDate.pdf'));
const US = { name: 'Atelier Nord', legalIds: { siren: '732829320', siret: null, vat: null } };

/** A zip of whatever bytes; `flags` 1: said to be encrypted. */
function anArchive(files: readonly { readonly name: string; readonly bytes: Uint8Array | string; readonly flags?: number }[]): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  // The same bytes twice are packed once: a bomb is made quickly.
  const packed = new Map<Uint8Array | string, readonly [plain: number, data: Buffer, sum: number]>();
  for (const { name, bytes, flags = 0 } of files) {
    const path = Buffer.from(name);
    const [plain, data, sum] = packed.get(bytes) ?? [Buffer.from(bytes).length, deflateRawSync(Buffer.from(bytes)), crc32(Buffer.from(bytes))];
    packed.set(bytes, [plain, data, sum]);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(sum, 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(plain, 18);
    shared.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), shared, path, data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), shared, tail, path);
    offset += 30 + path.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

let folder = '';
let store: Store;
let ledger: FileLedger;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-uploads-'));
  store = await openStore(`sqlite:${join(folder, 'relance.db')}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  ledger = new FileLedger({ store, tenant: COMPANY, company: COMPANY as CompanyId, clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant }, path: null, documentsFolder: null, report: () => undefined, profile: () => Promise.resolve(US) });
});
afterEach(async () => {
  ledger.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
async function shown(name: string, bytes: Uint8Array | string): Promise<LedgerPreview> {
  const preview = await ledger.upload(name, Buffer.from(bytes));
  if (!preview.ok) throw new Error(preview.problem.code);
  return preview.value;
}
const refused = async (name: string, bytes: Uint8Array | string): Promise<unknown> => {
  const preview = await ledger.upload(name, Buffer.from(bytes));
  return preview.ok ? preview.value : preview.problem;
};
const named = ({ problems }: LedgerPreview): readonly string[] => problems.map((problem: Problem) => (problem.code === 'ledger/row-unreadable' ? `${problem.row} ${problem.sheet ?? ''} ${problem.column} ${problem.why}` : problem.code === 'ledger/rows-skipped' ? `${problem.rows} ${problem.why}` : `${problem.code} ${'file' in problem ? problem.file : ''}`));

describe('e-invoices are uploaded as they are', () => {
  it.each<[string, string, () => Uint8Array | string]>([
    ['a Factur-X PDF', 'FA-1.pdf', () => aPdfOf(PDF, aCii({}))],
    ['a PDF under another name', 'FA-1.xlsx', () => aPdfOf(PDF, aCii({}))],
    ['CII', 'FA-1.xml', () => aCii({})],
    ['UBL', 'FA-1.xml', () => aUbl({})],
  ])('%s: no column is asked about', async (_, name, bytes) => {
    const preview = await shown(name, bytes());
    expect(preview).toMatchObject({ standard: 'e-invoices', headers: [], dateExample: null, problemCount: 0, summary: { debtors: 1, invoices: 1, open: [{ minor: 120_000, currency: 'EUR' }], oldestDue: '2026-10-01' } });
    expect(await ledger.use(preview.uploadId)).toMatchObject({ ok: true, value: { connected: true, rows: 1 } });
    const [found] = await store.search(COMPANY, 'Garage du Canigou');
    expect(found).toMatchObject({ debtor: 'siren-404833048', by: { value: 'Garage du Canigou' } });
  });

  it('an archive of them; what is not used is named, each file by its own name', async () => {
    const preview = await shown('septembre.zip', anArchive([
      { name: 'a/1.pdf', bytes: aPdfOf(PDF, aCii({ number: '1' })) },
      { name: 'a/1.xml', bytes: aCii({ number: '1' }) },
      { name: 'a/2.xml', bytes: aUbl({ number: '2', total: '10.00' }) },
      { name: 'a/3.xml', bytes: aCii({ number: '3', type: '381', total: '4.00' }) },
      { name: 'b/no-day.xml', bytes: aCii({ number: '4', due: null }) },
      { name: 'b/roux.xml', bytes: aCii({ number: '5', seller: { name: 'Roux', siren: '356000000' } }) },
      { name: 'b/plain.pdf', bytes: readFileSync(join(FIXTURES, 'horstoeko', 'pdf_plain.pdf')) },
      { name: 'b/locked.xml', bytes: aCii({ number: '6' }), flags: 1 },
      { name: 'b/inner.zip', bytes: anArchive([{ name: 'x.xml', bytes: aCii({ number: '7' }) }]) },
      { name: 'c/two.xml', bytes: aCii({ number: '8', total: '1.00' }) },
      { name: 'd/two.xml', bytes: aCii({ number: '8', total: '2.00' }) },
      { name: 'e/new.xml', bytes: aCii({ number: '9', type: '384', corrects: ['2'], total: '9.00' }) },
    ]));
    expect(preview.summary).toEqual({ debtors: 1, invoices: 3, open: [{ minor: 120_500, currency: 'EUR' }], oldestDue: '2026-10-01' });
    expect(named(preview)).toEqual([
      'ledger/other-format b/inner.zip', 'ledger/encrypted b/locked.xml', '7 b/no-day.xml BT-9 no-due-date', 'ledger/other-format b/plain.pdf', '10 c/two.xml BT-1 duplicate', '11 d/two.xml BT-1 duplicate', '1 vendor-bill', '1 cancelled',
    ]);
    expect(preview.problemCount).toBe(8);
  });

  it('another company’s invoice alone is no ledger', async () => {
    const preview = await shown('roux.xml', aCii({ seller: { name: 'Roux', siren: '356000000' } }));
    expect([preview.summary.invoices, named(preview)]).toEqual([0, ['1 vendor-bill']]);
  });
});

describe('what cannot be read is said, and the ledger in use stays', () => {
  const big = Buffer.alloc(33 * 1024 * 1024, 0x20);
  it.each<[string, string, () => Uint8Array | string, Record<string, unknown>]>([
    ['a PDF without an e-invoice', 'devis.pdf', () => readFileSync(join(FIXTURES, 'horstoeko', 'pdf_plain.pdf')), { code: 'ledger/other-format', file: 'devis.pdf', format: 'pdf' }],
    ['a damaged PDF', 'x.pdf', () => '%PDF-1.7 and nothing', { code: 'ledger/other-format', file: 'x.pdf', format: 'pdf' }],
    ['an encrypted PDF', 'x.pdf', () => Buffer.from(PDF.toString('latin1').replace(/trailer\s*<</, (found) => `${found} /Encrypt 99 0 R`), 'latin1'), { code: 'ledger/encrypted', file: 'x.pdf' }],
    ['a PDF that unpacks to more than any', 'x.pdf', () => aPdfOf(PDF, Buffer.alloc(80 * 1024 * 1024, 0x20)), { code: 'ledger/too-large', file: 'x.pdf' }],
    ['an order', 'order.xml', () => readFileSync(join(FIXTURES, 'order-x-basic.xml')), { code: 'ledger/other-format', file: 'order.xml', format: 'html' }],
    ['an e-invoice with an entity', 'x.xml', () => aCii({}).replace('?>', '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), { code: 'ledger/other-format', file: 'x.xml', format: 'html' }],
    ['an archive without invoices', 'x.zip', () => anArchive([{ name: 'a.txt', bytes: 'a' }]), { code: 'ledger/other-format', file: 'x.zip', format: 'zip' }],
    ['an archive that unpacks to gigabytes', 'x.zip', () => anArchive(Array.from({ length: 20 }, (_, at) => ({ name: `${at}.xml`, bytes: big }))), { code: 'ledger/too-large', file: 'x.zip' }],
    ['half an archive', 'x.zip', () => anArchive([{ name: 'a.xml', bytes: aCii({}) }]).subarray(0, 300), { code: 'ledger/not-a-workbook', file: 'x.zip' }],
  ])('%s', async (_, name, bytes, expected) => {
    const good = await shown('good.xml', aCii({}));
    await ledger.use(good.uploadId);
    const content = bytes();
    const before = process.memoryUsage().rss;
    expect(await refused(name, content)).toMatchObject(expected);
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024);
    expect(await ledger.state()).toMatchObject({ connected: true, name: 'good.xml', rows: 1 });
  });
});
