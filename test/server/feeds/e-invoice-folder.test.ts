import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { instant, ONLY_COMPANY } from '../../../src/core';
import { eInvoiceFolderFeed } from '../../../src/server/feeds/e-invoice-folder/e-invoice-folder-feed';
import type { Feed } from '../../../src/server/feeds/feed';
import { aPdfOf } from '../../contracts/a-pdf-of';
import { open, Said, whole } from '../../contracts/feed-contract';
import { aCii, aUbl, BUYER } from '../../core/formats/e-invoice/a-bill';

const PDF = readFileSync(join('test', 'fixtures', 'e-invoices', 'facturx-kit', 'EN16931_Einfach_DueDate.pdf'));
const PLAIN = readFileSync(join('test', 'fixtures', 'e-invoices', 'horstoeko', 'pdf_plain.pdf'));
const US = { name: 'Atelier Nord', legalIds: { siren: '732829320', siret: null, vat: null } };
const never = (): AbortSignal => new AbortController().signal;

let folder = '';
let feed: Feed;
let named: string[] = [];
function put(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}
function made(values = { folder }): Feed {
  const made = eInvoiceFolderFeed({ values, context: { company: ONLY_COMPANY, name: 'Factures', now: () => instant('2026-11-23T06:00:00Z') }, profile: () => Promise.resolve(US), remembered: new Map() });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
}
async function all(of: Feed = feed): Promise<Said> {
  named = [];
  const said = new Said();
  for await (const page of of.whole(null, never())) {
    if (!page.ok) throw new Error(page.problem.code);
    for (const problem of page.value.unreadable) if (problem.code === 'feed/record-unreadable') named.push(`${problem.record} ${problem.field} ${problem.why}`);
    said.take(page.value);
  }
  return said;
}
/** What changed, on top of what was said; and that a new whole says the same. */
async function after(said: Said): Promise<Said> {
  for await (const page of feed.changes(said.cursor as string, never())) {
    if (!page.ok) throw new Error(page.problem.code);
    said.take(page.value);
  }
  expect(said.plain()).toEqual((await all()).plain());
  return said;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relance-folder-'));
  feed = made();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('one invoice in several files', () => {
  it('as PDF and as XML it counts once, with its PDF', async () => {
    put('a.xml', aCii({}));
    put('sent/b.pdf', aPdfOf(PDF, aCii({})));
    const said = await all();
    expect([said.invoices.size, named]).toEqual([1, []]);
    const bytes = await feed.document(said.of('FA-2026-0001').document as string, never());
    expect(bytes).toMatchObject({ ok: true, value: { name: 'b.pdf' } });
    unlinkSync(join(folder, 'sent/b.pdf'));
    expect((await after(said)).of('FA-2026-0001').document).toBeNull();
  });
  it('files of one number that differ are all named, and none is used, until one of them is gone', async () => {
    put('a.xml', aCii({}));
    const said = await all();
    put('z/b.xml', aCii({ total: '900.00' }));
    expect((await after(said)).has('FA-2026-0001')).toBe(false);
    expect(named.sort()).toEqual(['a.xml BT-1 number-twice', 'z/b.xml BT-1 number-twice']);
    unlinkSync(join(folder, 'a.xml'));
    expect(open((await after(said)).of('FA-2026-0001'))).toBe(90_000);
  });
  it('a corrected invoice takes the place of the one that it names', async () => {
    put('a.xml', aCii({}));
    const said = await all();
    put('b.xml', aCii({ number: 'FA-2026-0002', type: '384', corrects: ['FA 2026-0001'.replace(' ', '-')], total: '1000.00' }));
    await after(said);
    expect([said.has('FA-2026-0001'), said.has('FA-2026-0002'), said.leftOut['cancelled']]).toEqual([false, true, 1]);
    unlinkSync(join(folder, 'b.xml'));
    expect((await after(said)).has('FA-2026-0001')).toBe(true);
  });
  it('a plain PDF beside an XML of its name is its picture', async () => {
    put('FA-1.pdf', PLAIN);
    put('FA-1.xml', aUbl({}));
    const said = await all();
    expect([named, said.leftOut]).toEqual([[], {}]);
    expect(await feed.document(said.of('FA-2026-0001').document as string, never())).toMatchObject({ ok: true, value: { name: 'FA-1.pdf' } });
  });
  it('a picture that comes later is found', async () => {
    put('FA-1.xml', aUbl({}));
    const said = await all();
    put('FA-1.pdf', PLAIN);
    expect((await after(said)).of('FA-2026-0001').document).not.toBeNull();
  });
  it('a file that is moved within the folder is the same invoice', async () => {
    put('a.xml', aCii({}));
    const said = await all();
    mkdirSync(join(folder, 'archive'));
    renameSync(join(folder, 'a.xml'), join(folder, 'archive', 'a.xml'));
    const before = JSON.stringify(said.plain());
    expect(JSON.stringify((await after(said)).plain())).toBe(before);
  });
});

describe('customers', () => {
  it('are as their newest document names them', async () => {
    put('b.xml', aCii({ number: '1', issued: '2026-09-01', buyer: { ...BUYER, name: 'Ancien nom' } }));
    put('a.xml', aCii({ number: '2', issued: '2026-10-01', buyer: { ...BUYER, name: 'Nouveau nom' } }));
    const said = await all();
    expect([...said.debtors.values()].map(({ name }) => name)).toEqual(['Nouveau nom']);
    unlinkSync(join(folder, 'a.xml'));
    expect([...(await after(said)).debtors.values()].map(({ name }) => name)).toEqual(['Ancien nom']);
  });
  it('without a document left they are gone', async () => {
    put('a.xml', aCii({}));
    const said = await all();
    unlinkSync(join(folder, 'a.xml'));
    expect((await after(said)).debtors.size).toBe(0);
  });
});

describe('what is not a customer’s invoice is counted, and named where a word is needed', () => {
  it('a supplier’s bill, a test, an order, a plain PDF, a picture, an invoice settled long ago', async () => {
    put('roux.xml', aCii({ seller: { name: 'Imprimerie Roux', siren: '356000000' } }));
    put('essai.xml', aCii({ test: true }));
    put('commande.xml', readFileSync(join('test', 'fixtures', 'e-invoices', 'order-x-basic.xml')));
    put('devis.pdf', PLAIN);
    put('logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]));
    put('2024/vieux.xml', aCii({ number: 'V', issued: '2024-01-15', due: '2024-02-15', prepaid: '1200.00', payable: '0.00' }));
    put('.DS_Store', 'x');
    const said = await all();
    expect(said.invoices.size).toBe(0);
    expect(said.leftOut).toEqual({ 'vendor-bill': 1, draft: 1, 'not-an-invoice': 3, 'too-old': 1 });
    expect(named).toEqual(['commande.xml XML missing', 'devis.pdf XML missing', 'logo.png XML missing']);
  });
  it('content decides, not the ending', async () => {
    put('a.txt', aCii({ number: 'A' }));
    put('b.xml', aPdfOf(PDF, aCii({ number: 'B' })));
    put('c.pdf', aCii({ number: 'C' }));
    put('d.xml', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(aCii({ number: 'D' }).replace('UTF-8', 'UTF-16'), 'utf16le')]));
    put('e.xml', Buffer.from(aCii({ number: 'E', buyer: { ...BUYER, name: 'Café Léa' } }), 'latin1'));
    const said = await all();
    expect([...said.invoices.values()].map(({ invoice }) => invoice.number).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect([...said.debtors.values()].map(({ name }) => name)).toEqual(['Café Léa']);
  });
});

describe('hostile or damaged files are named; the others are read', () => {
  beforeEach(() => put('good.xml', aCii({ number: 'GOOD' })));
  const XMLS = { bomb: `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>` };
  it.each<[string, () => void, string]>([
    ['no due date', () => put('bad.xml', aCii({ due: null })), 'bad.xml BT-9 no-due-date'],
    ['an XML bomb', () => put('bad.xml', XMLS.bomb), 'bad.xml XML malformed'],
    ['an XML bomb in a PDF', () => put('bad.pdf', aPdfOf(PDF, XMLS.bomb)), 'bad.pdf XML malformed'],
    ['half an XML', () => put('bad.xml', aCii({}).slice(0, 900)), 'bad.xml XML malformed'],
    ['an unknown encoding', () => put('bad.xml', aCii({}).replace('UTF-8', 'EBCDIC-FR-9')), 'bad.xml XML malformed'],
    ['two gigabytes', () => { put('bad.pdf', '%PDF-1.7\n'); truncateSync(join(folder, 'bad.pdf'), 2 ** 31); }, 'bad.pdf size malformed'],
    ['a PDF that unpacks to more than any', () => put('bad.pdf', aPdfOf(PDF, Buffer.alloc(80 * 1024 * 1024, 0x20))), 'bad.pdf size malformed'],
    ['an encrypted PDF', () => put('bad.pdf', Buffer.from(PDF.toString('latin1').replace(/trailer\s*<</, (found) => `${found} /Encrypt 99 0 R`), 'latin1')), 'bad.pdf Encrypt malformed'],
    ['a PDF that is none', () => put('bad.pdf', '%PDF-1.7\nnothing of the kind'), 'bad.pdf PDF malformed'],
  ])('%s', async (_, make, expected) => {
    make();
    const before = process.memoryUsage().rss;
    const said = await all();
    expect(said.has('GOOD')).toBe(true);
    expect(named).toEqual([expected]);
    expect(said.invoices.size).toBe(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  it('a link out of the folder is not followed; one inside is', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'relance-outside-'));
    writeFileSync(join(outside, 'secret.xml'), aCii({ number: 'SECRET' }));
    symlinkSync(join(outside, 'secret.xml'), join(folder, 'link.xml'));
    symlinkSync(outside, join(folder, 'deep'));
    symlinkSync(join(folder, 'good.xml'), join(folder, 'twin.xml'));
    symlinkSync(folder, join(folder, 'round'));
    const said = await all();
    expect([...said.invoices.values()].map(({ invoice }) => invoice.number)).toEqual(['GOOD']);
    expect(named.sort()).toEqual(['deep link malformed', 'link.xml link malformed', 'round link malformed']);
    rmSync(outside, { recursive: true });
  });

  it('a file that is written while it is read is read when it stands still; until then the last figures stay', async () => {
    const said = await all();
    const path = join(folder, 'good.xml');
    // Its time says that it has long been there: who reads learns of a change by nothing but the change.
    const write = (): void => {
      writeFileSync(path, aCii({ number: 'GOOD', total: '1.00' }) + ' '.repeat(Math.floor(performance.now() * 1_000) % 10_000));
      utimesSync(path, performance.now() / 1_000, performance.now() / 1_000);
    };
    write();
    const writing = setInterval(write, 1);
    try {
      for (let tries = 0; tries < 5; tries += 1) {
        for await (const page of feed.changes(said.cursor as string, never())) if (page.ok) said.take(page.value);
        expect([120_000, 100]).toContain(open(said.of('GOOD')));
      }
    } finally {
      clearInterval(writing);
    }
    writeFileSync(path, aCii({ number: 'GOOD', total: '2.00' }));
    expect(open((await after(said)).of('GOOD'))).toBe(200);
  }, 20_000);

  it('of a file that somebody writes all the time, what was told stays; who asks for that customer learns that it cannot be said now', async () => {
    const said = await all();
    const path = join(folder, 'good.xml');
    const write = (): void => writeFileSync(path, `${aCii({ number: 'GOOD', total: '4.00' })} `);
    write();
    const writing = setInterval(write, 20);
    try {
      for await (const page of feed.changes(said.cursor as string, never())) {
        if (!page.ok) throw new Error(page.problem.code);
        expect([page.value.gone, page.value.invoices, page.value.unreadable]).toEqual([{ debtors: [], invoices: [] }, [], [expect.objectContaining({ record: 'good.xml', field: 'file' })]]);
        said.take(page.value);
      }
      expect(open(said.of('GOOD'))).toBe(120_000);
      expect(await feed.account(said.of('GOOD').debtor, never())).toEqual({ ok: false, problem: { code: 'ledger/file-unreadable', file: 'good.xml', because: 'changing' } });
    } finally {
      clearInterval(writing);
    }
    expect(open((await after(said)).of('GOOD'))).toBe(400);
  }, 20_000);

  describe('a pull that goes on behind files that it told of before', () => {
    const Z = Array.from({ length: 60 }, (_, at) => `Z-${String(at).padStart(2, '0')}`);
    /** The first page, told; what follows begins where it ends. */
    const begun = async (): Promise<Said> => {
      for (const number of Z) put(`z/${number}.xml`, aCii({ number }));
      const said = new Said();
      const pages = feed.whole(null, never());
      const first = await pages.next();
      await pages.return();
      if (first.done === true || !first.value.ok) throw new Error('no page');
      said.take(first.value.value);
      expect([said.has('GOOD'), said.has('Z-00'), said.has('Z-59')]).toEqual([true, true, false]);
      return said;
    };
    const goesOn = async (said: Said): Promise<string | null> => {
      for await (const page of feed.whole(said.cursor, never())) {
        if (!page.ok) return page.problem.code;
        said.take(page.value);
      }
      return null;
    };

    it('brings the others where those are as they were', async () => {
      const said = await begun();
      expect(await goesOn(said)).toBeNull();
      expect(said.plain()).toEqual((await all()).plain());
      expect(await goesOn(said)).toBeNull();
    });
    it.each([
      ['changed', () => put('good.xml', aCii({ number: 'GOOD', total: '4.00' }))],
      ['went', () => unlinkSync(join(folder, 'good.xml'))],
      ['came', () => put('a-late-one.xml', aCii({ number: 'LATE' }))],
    ])('begins anew where one of them %s', async (_, happens) => {
      const said = await begun();
      happens();
      expect(await goesOn(said)).toBe('feed/too-old');
    });
    it('begins anew where one of them is being written', async () => {
      const said = await begun();
      const write = (): void => put('good.xml', readFileSync(join(folder, 'good.xml')));
      write();
      const writing = setInterval(write, 20);
      expect(await goesOn(said)).toBe('feed/too-old');
      clearInterval(writing);
    });
  });

  it('the first half of a file that is being written again is no word on its invoice', async () => {
    const said = await all();
    const path = join(folder, 'good.xml');
    const text = aCii({ number: 'GOOD', total: '3.00' });
    writeFileSync(path, text.slice(0, 500));
    const slowly = (async () => {
      for (let at = 500; at < text.length; at += 500) {
        await new Promise((done) => { setTimeout(done, 40); });
        appendFileSync(path, text.slice(at, at + 500));
      }
    })();
    for await (const page of feed.changes(said.cursor as string, never())) if (page.ok) said.take(page.value);
    expect([120_000, 300]).toContain(open(said.of('GOOD')));
    await slowly;
    expect(open((await after(said)).of('GOOD'))).toBe(300);
  });

  it('an invoice that can no longer be read is gone, and named', async () => {
    const said = await all();
    put('good.xml', aCii({ number: 'GOOD' }).slice(0, 500));
    expect((await after(said)).has('GOOD')).toBe(false);
    expect(named).toEqual(['good.xml XML malformed']);
  });
});

describe('the folder itself', () => {
  const codes = async (of: Feed): Promise<readonly unknown[]> => {
    const check = await of.check(never());
    const pages: unknown[] = [];
    for await (const page of of.whole(null, never())) pages.push(page.ok ? 'page' : page.problem.code);
    return [check.ok ? 'ok' : check.problem.code, ...pages];
  };
  it('is missing, or no folder', async () => {
    expect(await codes(made({ folder: join(folder, 'nowhere') }))).toEqual(['feed/not-found', 'feed/not-found']);
    put('file.xml', aCii({}));
    expect(await codes(made({ folder: join(folder, 'file.xml') }))).toEqual(['feed/not-found', 'feed/not-found']);
  });
  it('is empty: a ledger without invoices, whose changes are seen', async () => {
    expect(await codes(feed)).toEqual(['ok', 'page']);
    const said = await whole(feed);
    put('a.xml', aCii({}));
    expect((await after(said)).invoices.size).toBe(1);
  });
  it.each(['relative/path', ''])('must be told as a whole path: %p', (path) => expect(eInvoiceFolderFeed({ values: { folder: path }, context: { company: ONLY_COMPANY, name: 'F', now: () => instant('2026-11-23T06:00:00Z') }, profile: () => Promise.resolve(US), remembered: new Map() })).toMatchObject({ ok: false, problem: { code: 'feed/setting-refused', field: 'folder' } }));
  it.each(['', 'folder-1:', 'folder-1:%%%', 'folder-1:AAAA', 'passed:x', 'passed:x:y', `folder-1:${Buffer.from('{}').toString('base64')}`])('a cursor that is none is too old: %p', async (cursor) => {
    const [page] = [(await feed.changes(cursor, never()).next()).value];
    expect(page).toMatchObject({ ok: false, problem: { code: 'feed/too-old' } });
  });
  it('a pull that nobody wants any more ends', async () => {
    for (let at = 0; at < 60; at += 1) put(`${at}.xml`, aCii({ number: String(at) }));
    const wanted = new AbortController();
    const codesOf: string[] = [];
    for await (const page of feed.whole(null, wanted.signal)) {
      codesOf.push(page.ok ? 'page' : page.problem.code);
      wanted.abort();
    }
    expect(codesOf).toEqual(['page', 'feed/cancelled']);
  });
});
