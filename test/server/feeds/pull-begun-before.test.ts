import { mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ONLY_COMPANY, instant } from '../../../src/core';
import type { FeedSummary } from '../../../src/core';
import { pullInto } from '../../../src/server/feeds/desk/pull-into';
import { eInvoiceFolderFeed } from '../../../src/server/feeds/e-invoice-folder/e-invoice-folder-feed';
import type { Feed } from '../../../src/server/feeds/feed';
import { ledgerFileFeed } from '../../../src/server/feeds/ledger-file/ledger-file-feed';
import { feedPublisher } from '../../../src/server/feeds/mirror/feed-publisher';
import { paymentsFileFeed } from '../../../src/server/feeds/payments-file/payments-file-feed';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { aProfile } from '../../core/builders';
import { aCii } from '../../core/formats/e-invoice/a-bill';

const NOW = instant('2026-11-23T08:00:00.000Z');
const signal = (): AbortSignal => new AbortController().signal;
const context = { company: ONLY_COMPANY, name: 'Ledger', now: () => NOW };
const MANY = 4_500;

let [folder, mirrors] = ['', ''];
let store: Store;
let publisher: ReturnType<typeof feedPublisher>;
beforeEach(async () => {
  [folder, mirrors] = ['relance-begun-', 'relance-mirrors-'].map((name) => mkdtempSync(join(tmpdir(), name))) as [string, string];
  store = await openStore('sqlite::memory:');
  publisher = feedPublisher({ store, tenant: ONLY_COMPANY, clock: { now: () => NOW }, folder: mirrors, worker: null });
});
afterEach(async () => {
  publisher.close();
  await store.close();
  for (const each of [folder, mirrors]) rmSync(each, { recursive: true, force: true });
});

function made(feed: ReturnType<typeof ledgerFileFeed>): Feed {
  if (!feed.ok) throw new Error(feed.problem.code);
  return feed.value;
}
const file = (): string => join(folder, 'list.csv');
const write = (header: string, row: (n: number) => string, count: number): void => {
  writeFileSync(file(), [header, ...Array.from({ length: count }, (_, n) => row(n))].join('\n'));
  utimesSync(file(), new Date(), new Date(Date.now() - 60_000 + count));
};

interface Source {
  readonly feed: () => Feed;
  /** Writes the ledger; `less`: without its first record, as it becomes while the server is down. */
  readonly write: (less: boolean) => void;
  readonly held: (summary: FeedSummary) => number | undefined;
}
const sources: Readonly<Record<string, Source>> = {
  'a ledger file': {
    feed: () => made(ledgerFileFeed({ values: { file: file() }, context, mappingFor: () => Promise.resolve(null), documentsFolder: null, profile: () => Promise.resolve(aProfile()) })),
    write: (less) => write('Client;Facture;Echeance;Reste', (n) => `Client ${n};FA-${n + (less ? 1 : 0)};31/10/2026;10,00`, MANY - (less ? 1 : 0)),
    held: ({ openInvoices }) => openInvoices,
  },
  'a list of payments': {
    feed: () => made(paymentsFileFeed({ values: { file: file() }, context })),
    write: (less) => write('N° facture;Date de paiement;Montant réglé', (n) => `FA-${n + (less ? 1 : 0)};20/11/2026;10,00`, MANY - (less ? 1 : 0)),
    held: ({ payments }) => payments?.read,
  },
  'a folder of e-invoices': {
    feed: () => made(eInvoiceFolderFeed({ values: { folder }, context, profile: () => Promise.resolve({ name: 'Atelier Nord', legalIds: { siren: '732829320', siret: null, vat: null } }), remembered: new Map() })),
    write: (less) => {
      for (let n = 0; n < 120; n += 1) writeFileSync(join(folder, `${String(n).padStart(3, '0')}.xml`), aCii({ number: `FA-${n}` }));
      if (less) unlinkSync(join(folder, '000.xml'));
    },
    held: ({ openInvoices }) => openInvoices,
  },
};

it.each(Object.entries(sources))('%s that loses a record after the first page of a pull was kept does not keep it', async (_, source) => {
  source.write(false);
  const mirror = publisher.open('f-1');
  mirror.begin();
  const pages = source.feed().whole(null, signal());
  const first = await pages.next();
  await pages.return();
  if (first.done === true || !first.value.ok) throw new Error('no page');
  mirror.take(first.value.value);
  source.write(true);
  expect(await pullInto(source.feed(), mirror, { whole: false, signal: signal(), told: () => undefined })).toMatchObject({ ok: true });
  const anew = publisher.open('f-2');
  await pullInto(source.feed(), anew, { whole: false, signal: signal(), told: () => undefined });
  expect(source.held(mirror.summary())).toBe(source.held(anew.summary()));
  expect(source.held(mirror.summary())).toBeGreaterThan(100);
});

it.each(Object.entries(sources))('%s that loses a record between the last page and the end of a pull does not keep it', async (_, source) => {
  source.write(false);
  const mirror = publisher.open('f-1');
  mirror.begin();
  for await (const page of source.feed().whole(null, signal())) if (page.ok) mirror.take(page.value);
  source.write(true);
  expect(await pullInto(source.feed(), mirror, { whole: false, signal: signal(), told: () => undefined })).toMatchObject({ ok: true });
  const anew = publisher.open('f-2');
  await pullInto(source.feed(), anew, { whole: false, signal: signal(), told: () => undefined });
  expect(source.held(mirror.summary())).toBe(source.held(anew.summary()));
});

it('files that contradicted each other are no longer named once one of them is gone, nor is one that can be read again', async () => {
  const { feed } = sources['a folder of e-invoices'] as Source;
  const mirror = publisher.open('f-1');
  const named = async (): Promise<readonly string[]> => {
    expect(await pullInto(feed(), mirror, { whole: false, signal: signal(), told: () => undefined })).toMatchObject({ ok: true });
    return mirror.summary().unreadable.map((problem) => ('record' in problem ? String(problem.record) : problem.code));
  };
  writeFileSync(join(folder, 'a.xml'), aCii({ number: 'FA-1' }));
  writeFileSync(join(folder, 'b.xml'), aCii({ number: 'FA-1', total: '900.00' }));
  writeFileSync(join(folder, 'c.xml'), aCii({ number: 'FA-2' }).slice(0, 500));
  expect(await named()).toEqual(['a.xml', 'b.xml', 'c.xml']);
  writeFileSync(join(folder, 'c.xml'), aCii({ number: 'FA-2' }));
  expect(await named()).toEqual(['a.xml', 'b.xml']);
  unlinkSync(join(folder, 'a.xml'));
  expect(await named()).toEqual([]);
  expect(mirror.summary().openInvoices).toBe(2);
});

it('an e-invoice that is being written while everything is read again stays as it was told, and its customer with it', async () => {
  const { feed, write: fill } = sources['a folder of e-invoices'] as Source;
  fill(false);
  const mine = (total: string): string => `${aCii({ number: 'MINE', total, buyer: { name: 'Boulangerie Peyron', siren: '', code: 'C0002' } })}${' '.repeat(50)}`;
  const path = join(folder, 'mine.xml');
  writeFileSync(path, mine('10.00'));
  const mirror = publisher.open('f-1');
  const pull = async (whole: boolean): Promise<readonly number[]> => {
    expect(await pullInto(feed(), mirror, { whole, signal: signal(), told: () => undefined })).toMatchObject({ ok: true });
    const { customers, openInvoices, open, unreadableCount } = mirror.summary();
    return [customers, openInvoices, open[0]?.minor ?? 0, unreadableCount];
  };
  const before = await pull(true);
  const [customers, invoices, sum] = before;
  writeFileSync(path, mine('25.00'));
  const writing = setInterval(() => { writeFileSync(path, mine('25.00')); }, 20);
  try {
    expect(await pull(true)).toEqual([customers, invoices, sum, 1]);
  } finally {
    clearInterval(writing);
  }
  expect(await pull(false)).toEqual([customers, invoices, (sum as number) + 1_500, 0]);
  unlinkSync(path);
  expect(await pull(false)).toEqual([(customers as number) - 1, (invoices as number) - 1, (sum as number) - 1_000, 0]);
});
