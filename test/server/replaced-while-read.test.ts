import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { closeSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompanyId } from '../../src/core';
import type { FileLedger } from '../../src/server/feeds/file-ledger';
import { ledgerFileFeed } from '../../src/server/feeds/ledger-file/ledger-file-feed';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { COMPANY, aProfile } from '../core/builders';
import { aFec } from './feeds/a-fec';
import { aWorkbook } from './feeds/a-workbook';
import { HEADERS, NOW, feed, until } from './long-listing';

const WORKER = join(__dirname, '../../dist/server/import-worker.js');

let folder = '';
let path = '';
let store: Store;
let ledger: FileLedger;
let told: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-replaced-'));
  store = await openStore(`sqlite:${join(folder, 'x.db')}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  told = [];
});
afterEach(async () => {
  ledger.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const HEAD = HEADERS.split(';');
/** Every open amount of a version is the version's own: a mixture of two shows. */
const row = (n: number, version: number): readonly string[] => [`C-${n % 500}`, `Client ${n % 500}`, 'Lille', `compta@client-${n % 500}.fr`, `FA-${n}`, '22/10/2026', `${version},00`];
const numbers = (rows: number): readonly number[] => Array.from({ length: rows }, (_, n) => n);
const FORMATS: readonly (readonly [name: string, file: string, rows: number, of: (rows: number, version: number) => Buffer])[] = [
  ['CSV', 'clients.csv', 60_000, (rows, version) => Buffer.from([HEAD, ...numbers(rows).map((n) => row(n, version))].map((cells) => cells.join(';')).join('\r\n'))],
  ['XLSX', 'clients.xlsx', 15_000, (rows, version) => aWorkbook({ sheets: [{ rows: [HEAD, ...numbers(rows).map((n) => row(n, version))] }], packed: true })],
  ['FEC', 'fec.txt', 60_000, (rows, version) => Buffer.from(aFec(numbers(rows).flatMap((n) => {
    const entry = { entry: `E-${n}`, piece: `FA-${n}`, date: '20260105' };
    return [{ ...entry, account: '411000', customer: `C-${n % 500}`, customerName: `Client ${n % 500}`, debit: `${version},00` }, { ...entry, account: '706000', credit: `${version},00` }];
  })))],
];

/** In the same place, in parts, as a program does that exports slowly. */
async function writtenInParts(bytes: Buffer): Promise<void> {
  const file = openSync(path, 'w');
  const parts = 6;
  for (let part = 0; part < parts; part += 1) {
    writeSync(file, bytes.subarray(Math.floor((bytes.length * part) / parts), Math.floor((bytes.length * (part + 1)) / parts)));
    await new Promise((done) => { setTimeout(done, 60); });
  }
  closeSync(file);
}
function renamedOver(bytes: Buffer): Promise<void> {
  writeFileSync(`${path}.new`, bytes);
  renameSync(`${path}.new`, path);
  return Promise.resolve();
}

/** The different open amounts of the ledger in use, in euros, and how many invoices there are. */
async function inUse(): Promise<{ readonly amounts: readonly number[]; readonly invoices: number }> {
  const accounts = await store.openAccounts(COMPANY, numbers(500).map((n) => `c-c-${n}`));
  const invoices = [...accounts.values()].flatMap((account) => account.invoices);
  return { amounts: [...new Set(invoices.flatMap(({ instalments }) => instalments.map(({ outstanding }) => outstanding.minor / 100)))], invoices: invoices.length };
}

describe.each(FORMATS)('a long %s file', (_, name, rows, of) => {
  test.each<readonly [string, (bytes: Buffer) => Promise<void>]>([
    ['another is renamed over', renamedOver], ['is truncated and written again', writtenInParts],
  ])('that %s while it is read: the last good ledger stays until the new file is read by itself', async (__, replace) => {
    path = join(folder, name);
    writeFileSync(path, of(1_000, 1));
    ledger = feed(store, path, { longFrom: 1, pollEvery: 40, worker: WORKER, report: ({ code }) => { told.push(code); } });
    await ledger.start();
    await until(async () => (await inUse()).invoices === 1_000);
    const meanwhile: string[] = [];
    writeFileSync(path, of(rows, 2));
    await until(() => Promise.resolve(ledger.isImporting));
    const replaced = replace(of(1_500, 3));
    let problem = null;
    await until(async () => {
      const state = await ledger.state();
      problem ??= state.problem;
      const { amounts, invoices } = await inUse();
      meanwhile.push(`${invoices} of ${amounts.join()}`);
      return invoices === 1_500;
    });
    await replaced;
    expect([...new Set(meanwhile)]).toEqual(['1000 of 1', '1500 of 3']);
    expect(problem).toEqual({ code: 'ledger/file-unreadable', file: name, because: 'changing' });
    await until(async () => (await ledger.state()).problem === null);
    expect(told.filter((code) => code === 'ledger/read')).toHaveLength(2);
    expect(new Set(told)).toEqual(new Set(['ledger/read', 'ledger/file-unreadable']));
  }, 120_000);
});

test('a long file that waits for its columns and is replaced before they are said: the new one is shown first', async () => {
  path = join(folder, 'clients.csv');
  const unnamed = (version: number, of: number): string => [HEAD.map((__, at) => `x${at}`), ...numbers(of).map((n) => row(n, version))].map((cells) => cells.join(';')).join('\r\n');
  writeFileSync(path, unnamed(1, 100));
  ledger = feed(store, path, { longFrom: 1, pollEvery: 40, worker: WORKER, report: ({ code }) => { told.push(code); } });
  await ledger.start();
  await until(async () => (await ledger.state()).waitingUpload !== null);
  const { waitingUpload } = await ledger.state();
  if (waitingUpload === null) throw new Error('nothing waits');
  const preview = await ledger.preview(waitingUpload);
  if (preview === null) throw new Error('no preview');
  await ledger.map(waitingUpload, { ...preview.mapping, columns: { 'debtor-code': 0, 'debtor-name': 1, 'invoice-number': 4, due: 5, outstanding: 6 } });
  ledger.stopWatching();
  writeFileSync(path, unnamed(2, 200));
  expect(await ledger.use(waitingUpload)).toEqual({ ok: false, problem: { code: 'ledger/file-unreadable', file: 'clients.csv', because: 'changing' } });
  expect((await inUse()).invoices).toBe(0);
}, 60_000);

test('a long file that goes away while it is read is missing, and nothing is broken by it', async () => {
  path = join(folder, 'clients.csv');
  const csv = FORMATS[0]?.[3] as (rows: number, version: number) => Buffer;
  writeFileSync(path, csv(1_000, 1));
  ledger = feed(store, path, { longFrom: 1, pollEvery: 40, worker: WORKER, report: ({ code }) => { told.push(code); } });
  await ledger.start();
  await until(async () => (await inUse()).invoices === 1_000);
  writeFileSync(path, csv(60_000, 2));
  await until(() => Promise.resolve(ledger.isImporting));
  rmSync(path);
  await until(async () => (await ledger.state()).problem !== null);
  await until(async () => JSON.stringify((await ledger.state()).problem).includes('missing'));
  expect(await inUse()).toEqual({ amounts: [1], invoices: 1_000 });
  expect(told.filter((code) => code.startsWith('ledger/bug'))).toEqual([]);
}, 60_000);

test('a file among other ledgers: a pull tells of one version of it, or that it is being written; of its first half it tells nothing', async () => {
  path = join(folder, 'clients.csv');
  const csv = FORMATS[0]?.[3] as (rows: number, version: number) => Buffer;
  ledger = feed(store, null);
  writeFileSync(path, csv(2_000, 1));
  const made = ledgerFileFeed({ values: { file: path }, context: { company: COMPANY as CompanyId, name: 'Fichier', now: () => NOW }, mappingFor: () => Promise.resolve(null), documentsFolder: null, profile: () => Promise.resolve({}) });
  if (!made.ok) throw new Error(made.problem.code);
  const pulled = async (): Promise<unknown> => {
    const amounts: number[] = [];
    for await (const page of made.value.whole(null, new AbortController().signal)) {
      if (!page.ok) return page.problem;
      amounts.push(...page.value.invoices.flatMap(({ invoice }) => invoice.instalments.map(({ outstanding }) => outstanding.minor / 100)));
    }
    return `${amounts.length} of ${[...new Set(amounts)].join()}`;
  };
  expect(await pulled()).toBe('2000 of 1');
  const met: unknown[] = [];
  for (let version = 2; version < 6; version += 1) {
    const replacing = (version % 2 === 0 ? writtenInParts : renamedOver)(csv(2_000, version));
    met.push(await pulled());
    await replacing;
    const last = await pulled();
    expect(last).toBe(`2000 of ${version}`);
  }
  const whole = ['2000 of 1', '2000 of 2', '2000 of 3', '2000 of 4', '2000 of 5'];
  expect(met.filter((each) => !whole.includes(each as string) && JSON.stringify(each) !== JSON.stringify({ code: 'ledger/file-unreadable', file: 'clients.csv', because: 'changing' }))).toEqual([]);
}, 60_000);
