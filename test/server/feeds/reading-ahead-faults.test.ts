import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompanyId, DebtorId } from '../../../src/core';
import { buildEdition } from '../../../src/server/feeds/build-edition';
import { SharedProgress, Stopped } from '../../../src/server/feeds/import-progress';
import type { EditionJob } from '../../../src/server/feeds/long-file';
import { ReadingAhead } from '../../../src/server/feeds/reading-ahead';
import { openStore } from '../../../src/server/store/open-store';
import { problemOfFailure } from '../../../src/server/store/store-failure';
import { COMPANY, TODAY, aNewEntry, aProfile, noted } from '../../core/builders';
import { NOW, feed, keeper, listing, until } from '../long-listing';
import { aWorkbook } from './a-workbook';

const WORKER = join(__dirname, '../../../dist/server/import-worker.js');
const noMemory = (): Promise<null> => Promise.resolve(null);

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'relance-ahead-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const workbook = (rows: number): Buffer => aWorkbook({
  sheets: [{ rows: [['Code client', 'Client', 'E-mail', 'N° facture', 'Échéance', 'Restant dû'], ...Array.from({ length: rows }, (_, n) => [`C-${n % 5_000}`, `Client ${n % 5_000}`, `compta@client-${n % 5_000}.fr`, `FA-${n}`, { style: 1, value: 46_300 }, (n % 900) + 0.5])] }],
  formats: ['dd/mm/yyyy'], packed: true,
});

function jobOf(rows: number): EditionJob {
  const path = join(folder, 'clients.xlsx');
  writeFileSync(path, workbook(rows));
  return { file: { path, name: 'clients.xlsx', asOf: NOW, documentsFolder: null }, company: COMPANY as CompanyId, mapping: null, order: { file: join(folder, 'x.db.ledger-a'), tenant: COMPANY, before: null }, rules: { own: [], company: [], freeMail: [], providers: new Set() } };
}
/** A second thread that does this in place of its work. */
function thread(program: string): string {
  const path = join(folder, 'thread.js');
  writeFileSync(path, program);
  return path;
}
const read = (job: EditionJob, worker: string, progress = new SharedProgress()): ReturnType<typeof buildEdition> => buildEdition(job, progress, noMemory, new ReadingAhead(worker, job, progress, noMemory));

test('a second thread that runs out of memory is given up: the workbook is read as ever', async () => {
  const job = jobOf(7_000);
  const hungry = thread('const { workerData } = require("node:worker_threads"); require("node:fs").writeFileSync(workerData.task.job.order.file, "half"); const held = []; for (;;) held.push(new Array(10_000).fill({}));');
  expect(await read(job, hungry)).toMatchObject({ ok: true, value: { built: { debtors: 5_000, invoices: 7_000 }, facts: { rows: 7_000, unreadable: 0 } } });
}, 60_000);

test.each([
  ['that dies', 'require("node:worker_threads").parentPort.once("message", () => process.exit(3));', null],
  ['that finds the disk full', 'require("node:worker_threads").parentPort.once("message", () => { throw Object.assign(new Error("full"), { code: "SQLITE_FULL" }); });', { code: 'store/disk-full' }],
])('a second thread %s ends the import, and nothing of it is left', async (_, program, problem) => {
  const job = jobOf(7_000);
  const error = await read(job, thread(program)).then(() => null, (reason: unknown) => reason);
  expect(error).not.toBeNull();
  expect(problemOfFailure(error)).toEqual(problem);
  expect(existsSync(job.order.file)).toBe(false);
});

test('stopped while the second thread writes, the import ends and leaves no file', async () => {
  const job = jobOf(20_000);
  const progress = new SharedProgress();
  const reading = read(job, WORKER, progress).then(() => null, (reason: unknown) => reason);
  await until(() => Promise.resolve(existsSync(job.order.file)));
  progress.stop();
  expect(await reading).toBeInstanceOf(Stopped);
  expect(existsSync(job.order.file)).toBe(false);
}, 60_000);

test('a long workbook is read beside the ledger in use: told, cancelled, read again, while the log goes on', async () => {
  const store = await openStore(`sqlite:${join(folder, 'x.db')}`);
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  const editions = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('.ledger-'));
  const ledger = feed(store, null, { worker: WORKER });
  const first = await ledger.upload('petit.csv', Buffer.from(listing(50)));
  if (!first.ok) throw new Error(first.problem.code);
  await ledger.use(first.value.uploadId, 'Nadia');
  const seen = await ledger.upload('grand.xlsx', workbook(40_000));
  if (!seen.ok) throw new Error(seen.problem.code);
  const using = ledger.use(seen.value.uploadId, 'Nadia');
  // Both threads are at work: the new edition lies beside the old one.
  await until(() => Promise.resolve(editions().length === 2));
  expect((await ledger.state()).importing).toMatchObject({ file: 'grand.xlsx', by: 'Nadia', preview: false });
  expect([(await store.ledgerFacts(COMPANY))?.rows, (await store.overdue(COMPANY, TODAY, 0, 1)).count]).toEqual([50, 50]);
  expect(await store.append(COMPANY, aNewEntry(noted(), { debtor: 'c-c-1' as DebtorId }), null, keeper)).toMatchObject({ ok: true });
  expect((await ledger.cancelImport()).ok).toBe(true);
  await using;
  await until(async () => ((await ledger.state()).importing ?? null) === null);
  expect(await ledger.state()).toMatchObject({ rows: 50, name: 'petit.csv', problem: { code: 'ledger/import-cancelled', file: 'grand.xlsx' } });
  expect(editions()).toHaveLength(1);
  await ledger.use(seen.value.uploadId, 'Nadia');
  await until(async () => ((await ledger.state()).importing ?? null) === null);
  expect(await ledger.state()).toMatchObject({ rows: 40_000, name: 'grand.xlsx', problem: null });
  expect((await store.entries(COMPANY, 'c-c-1'))?.length).toBe(1);
  expect(editions()).toHaveLength(1);
  ledger.stop();
  await store.close();
}, 120_000);
