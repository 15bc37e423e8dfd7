import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, ONLY_COMPANY } from '../../../src/core';
import { eInvoiceFolderFeed } from '../../../src/server/feeds/e-invoice-folder/e-invoice-folder-feed';
import type { Feed } from '../../../src/server/feeds/feed';
import { aPdfOf } from '../../contracts/a-pdf-of';
import { atLeast, atMost } from '../figure';
import type { Figure } from '../figure';

const FIXTURES = join(__dirname, '..', '..', 'fixtures', 'e-invoices');
const PDFS = ['akretion/invoice_EN16931.pdf', 'facturx-kit/BASIC_Einfach.pdf', 'facturx-kit/BASIC_Taxifahrt_2019.pdf', 'facturx-kit/EN16931_Einfach.pdf', 'facturx-kit/EXTENDED_Kostenrechnung.pdf', 'facturx-kit/FacturX_MINIMUM_Test.pdf', 'horstoeko/pdf_fx_extended_1.pdf', 'horstoeko/pdf_fx_minimum_1.pdf', 'horstoeko/pdf_zf_en16931_1.pdf'];
const XMLS = ['akretion/factur-x-basic.xml', 'akretion/factur-x-basicwl.xml', 'akretion/factur-x-en16931.xml', 'factur-x-extended.xml'];
/** Of each of these documents: its number, and what it says is due, minor units. */
const NUMBER = 'F20260023';
const DUE = 10_490;
const COUNT = 1_000;

/** Published PDFs (32 to 300 kB), each with one of four published XMLs attached anew (33 to 68 kB) under a number of its own, in two folders. @returns their bytes */
function write(folder: string, broken: boolean): number {
  const pdfs = PDFS.map((name) => readFileSync(join(FIXTURES, name)));
  const xmls = XMLS.map((name) => readFileSync(join(FIXTURES, name), 'utf8'));
  for (const year of ['2025', '2026']) mkdirSync(join(folder, year));
  let bytes = 0;
  for (let at = 0; at < COUNT; at += 1) {
    const number = `FA-${String(at).padStart(5, '0')}`;
    const path = join(folder, at % 2 === 0 ? '2025' : '2026', `${number}.pdf`);
    const xml = (xmls[at % xmls.length] as string).replaceAll(NUMBER, number);
    writeFileSync(path, aPdfOf(pdfs[at % pdfs.length] as Buffer, broken && at === 500 ? xml.slice(0, 2_000) : xml));
    bytes += statSync(path).size;
  }
  return bytes;
}

async function pulled(feed: Feed): Promise<{ readonly invoices: number; readonly right: number; readonly pages: number; readonly cursor: string }> {
  let [invoices, right, pages, cursor] = [0, 0, 0, ''];
  for await (const page of feed.whole(null, new AbortController().signal)) {
    if (!page.ok) throw new Error(page.problem.code);
    invoices += page.value.invoices.length;
    right += page.value.invoices.filter(({ invoice }) => invoice.instalments.length === 1 && invoice.instalments[0]?.outstanding.minor === DUE).length;
    pages += 1;
    cursor = page.value.cursor;
  }
  return { invoices, right, pages, cursor };
}

/** A thousand e-invoices in PDF, read by the feed of a folder. @param broken one of them is cut short */
export async function pdfFigures(broken: boolean, say: (fact: string) => void = (fact) => process.stderr.write(`${fact}\n`)): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-bench-pdf-'));
  try {
    const bytes = write(folder, broken);
    const made = eInvoiceFolderFeed({ values: { folder }, context: { company: ONLY_COMPANY, name: 'bench', now: () => instant('2026-11-23T06:00:00Z') }, profile: () => Promise.resolve({ name: '', legalIds: { siren: null, siret: null, vat: null } }), remembered: new Map() });
    if (!made.ok) throw new Error(made.problem.code);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const { invoices, right, pages, cursor } = await pulled(made.value);
    const seconds = (performance.now() - started) / 1_000;
    const again = performance.now();
    for await (const page of made.value.changes(cursor, new AbortController().signal)) if (!page.ok) throw new Error(page.problem.code);
    const quiet = performance.now() - again;
    say(`PDF: ${invoices} of ${COUNT} PDFs (${(bytes / 1_048_576).toFixed(0)} MB) in ${pages} pages, ${availableParallelism()} cores, one of them used; memory +${((process.memoryUsage().rss - before) / 1_048_576).toFixed(0)} MB; cursor ${(cursor.length / 1024).toFixed(0)} kB; nothing changed: ${quiet.toFixed(0)} ms`);
    return [atMost('pdf-1000', seconds, 's', 60), atLeast('pdf-1000-to-the-cent', right, 'PDFs', COUNT)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
