import { expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { CompanyId, DebtorId, Instant, RequestId } from '../../src/core';
import { IMPORT_PHASES } from '../../src/server/feeds/import-progress';
import type { Following } from '../../src/server/feeds/import-progress';
import { contentOf, proposeForFile, takeFile } from '../../src/server/feeds/ledger-file';
import { spoolLedger, transferLedger } from '../../src/server/feeds/transfer-ledger';
import { openStore } from '../../src/server/store/open-store';
import { IMPORT_SESSION } from '../../src/server/store/transfer';
import { COMPANY, aNewEntry, aProfile, noted } from '../core/builders';
import { HEADERS, NOW, everything, feed, keeper, listing, until } from './long-listing';
import { ROOT, SMALL, WORKER, onPostgres } from './on-postgres';

const LONG = 30_000;
const SECOND = 'c-c-1' as DebtorId;

onPostgres((desk) => {
  test('a long file is read beside the ledger in use: how far reading and writing are is told in order, to the last row', async () => {
    const told: [phase: string, done: number, of: number][] = [];
    let sealed = 0;
    const following: Following = { told: (phase, done, of) => { told.push([phase, done, of]); }, check: () => undefined, seal: () => { sealed = told.length; } };
    const job = { file: desk().onDisk('grand.csv', listing(12_000)), company: COMPANY as CompanyId, mapping: null, order: await desk().order() };
    const read = await spoolLedger(job, following, () => Promise.resolve(null));
    if (!read.ok) throw new Error(read.problem.code);
    expect(read.value).toMatchObject({ built: { debtors: 5_000, invoices: 12_000 }, facts: { rows: 12_000, unreadable: 0 }, difference: null });
    // Nothing of it is in use before it is written.
    expect(await desk().store.ledgerFacts(COMPANY)).toBeNull();
    expect(await transferLedger({ order: job.order, spool: read.value.built, facts: read.value.facts, readAt: NOW }, following)).toMatchObject({ ok: true, value: { generation: 1, debtors: 5_000, invoices: 12_000, written: 5_000, missing: 0 } });
    expect([...new Set(told.map(([phase]) => phase))]).toEqual(['checking', 'reading', 'sorting', 'writing']);
    for (const phase of ['checking', 'reading', 'sorting', 'writing']) {
      const steps = told.filter(([of]) => of === phase);
      expect(steps.map(([, done]) => done)).toEqual([...steps.map(([, done]) => done)].sort((a, b) => a - b));
    }
    const writing = told.filter(([phase]) => phase === 'writing');
    expect(writing.length).toBeGreaterThan(20);
    expect([writing[0], writing[writing.length - 1]]).toEqual([['writing', 0, 12_000], ['writing', 12_000, 12_000]]);
    expect(told.filter(([phase]) => phase === 'reading').pop()).toEqual(['reading', 12_000, 12_000]);
    // Only what is written wholly is put in use.
    expect(sealed).toBe(told.length);
    expect((await desk().store.ledgerFacts(COMPANY))?.rows).toBe(12_000);
  }, 120_000);

  test('the pane follows it, nobody begins another meanwhile, an entry is appended to a customer that is being written, and it ends in use', async () => {
    await desk().useSmall();
    const id = await desk().uploaded('grand.csv', listing(LONG));
    const using = desk().ledger.use(id, 'Nadia');
    const steps: number[] = [];
    const watching = until(async () => {
      const importing = (await desk().ledger.state()).importing ?? null;
      if (importing !== null) steps.push(IMPORT_PHASES.indexOf(importing.phase));
      return importing === null && steps.includes(IMPORT_PHASES.indexOf('writing'));
    });
    await desk().inPhase('reading');
    expect((await desk().ledger.state()).importing).toMatchObject({ file: 'grand.csv', by: 'Nadia', preview: false, of: LONG });
    await desk().inPhase('writing');
    const now = (await desk().ledger.state()).importing;
    expect(now).toMatchObject({ file: 'grand.csv', by: 'Nadia', preview: false, of: LONG });
    expect(await desk().ledger.upload('autre.csv', Buffer.from(listing(2)))).toEqual({ ok: false, problem: { code: 'ledger/import-running', file: 'grand.csv', by: 'Nadia' } });
    expect(await desk().ledger.use(id, 'Marie')).toEqual({ ok: false, problem: { code: 'ledger/import-running', file: 'grand.csv', by: 'Nadia' } });
    await until(async () => ((await desk().ledger.state()).importing?.done ?? LONG) > 2_000);
    // This customer's rows are written already, in the transaction that is still open.
    expect(await desk().store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND, requestId: 'meanwhile' as RequestId }), null, keeper)).toMatchObject({ ok: true, value: { outcome: 'appended' } });
    expect((await desk().ledger.state()).importing).toMatchObject({ phase: 'writing' });
    expect([(await desk().store.ledgerFacts(COMPANY))?.rows, await desk().total()]).toEqual([50, SMALL]);
    expect((await desk().store.account(COMPANY, SECOND))?.invoices.length).toBe(1);
    await using;
    await watching;
    // Never back, and without a moment in which nothing seems to go on.
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(await desk().ledger.state()).toMatchObject({ rows: LONG, name: 'grand.csv', problem: null });
    expect((await desk().store.entries(COMPANY, SECOND))?.length).toBe(1);
    expect((await desk().store.account(COMPANY, SECOND))?.invoices.length).toBe(LONG / 5_000);
    expect(await desk().spools()).toEqual([]);
  }, 240_000);

  test.each(['reading', 'writing'])('cancelled while it is %s, it leaves the ledger before to the cent; the same file can be used later', async (phase) => {
    await desk().useSmall();
    const id = await desk().uploaded('grand.csv', listing(LONG));
    const using = desk().ledger.use(id, 'Nadia');
    await desk().inPhase(phase);
    expect((await desk().ledger.cancelImport()).ok).toBe(true);
    await using;
    expect(await desk().ledger.state()).toMatchObject({ importing: null, rows: 50, name: 'petit.csv', problem: { code: 'ledger/import-cancelled', file: 'grand.csv' } });
    expect(await desk().total()).toEqual(SMALL);
    expect(await desk().spools()).toEqual([]);
    await desk().ledger.use(id, 'Nadia');
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: LONG, name: 'grand.csv', problem: null });
    expect((await desk().total())[0]).toBe(5_000);
  }, 240_000);

  test('cancelled while the database lets it wait, it ends at once', async () => {
    await desk().useSmall();
    const id = await desk().uploaded('grand.csv', listing(LONG));
    const holder = new Client({ connectionString: desk().url });
    await holder.connect();
    await holder.query('begin; lock table name_grams in share mode');
    const using = desk().ledger.use(id, 'Nadia');
    await desk().inPhase('writing');
    expect((await desk().ledger.cancelImport()).ok).toBe(true);
    await using;
    expect(await desk().ledger.state()).toMatchObject({ importing: null, rows: 50, problem: { code: 'ledger/import-cancelled', file: 'grand.csv' } });
    await holder.end();
    expect(await desk().total()).toEqual(SMALL);
  }, 240_000);

  test('a connection that is killed in the middle is told as a database that does not answer, and the ledger before stays', async () => {
    await desk().useSmall();
    const id = await desk().uploaded('grand.csv', listing(LONG));
    const using = desk().ledger.use(id, 'Nadia');
    await desk().inPhase('writing');
    await until(async () => ((await desk().ledger.state()).importing?.done ?? 0) > 1_000);
    await desk().kill();
    await using;
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: 50, name: 'petit.csv', problem: { code: 'store/not-answering' } });
    expect(await desk().total()).toEqual(SMALL);
    expect(await desk().spools()).toEqual([]);
    await desk().ledger.use(id, 'Nadia');
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: LONG, problem: null });
  }, 240_000);

  test.each([['a plain listing', ''], ['a printed report', 'Balance âgée au 22/10/2026;;;;;;\r\n;;;;;;\r\n']])('in one turn or in long ones, %s is the same ledger, and reading it again changes nothing', async (_, title) => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `C-${n % 41};Client ${n % 41};${n % 3 === 0 ? 'Lille' : ''};${n % 5 === 0 ? `"a@client-${n % 41}.fr;b@client-${n % 41}.fr"` : ''};FA-${n};${n % 97 === 0 ? 'demain' : '22/10/2026'};${n % 13 === 0 ? '-20,10' : `${n % 900},05`}`);
    const text = title + [HEADERS, ...rows].join('\r\n');
    const file = desk().onDisk('clients.csv', text);
    desk().ledger = feed(desk().store, file.path, { worker: WORKER, longFrom: 1 });
    await desk().ledger.start();
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ connected: true, problem: null, rows: 3_000, unreadableCount: 31 });
    const seen = (await desk().store.ledgerFacts(COMPANY))?.source.asOf as Instant;
    const taken = await takeFile('clients.csv', Buffer.from(text), seen, null);
    if (!taken.ok) throw new Error(taken.problem.code);
    const { content } = contentOf(taken.value, proposeForFile(taken.value).mapping, COMPANY);
    const other = await openStore(await desk().cluster.freshDatabase());
    await other.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    await other.importLedger(COMPANY, content, NOW);
    expect([await everything(desk().store), await desk().total()]).toEqual([await everything(other), await desk().total(other)]);
    await other.close();
    // The same, in a single turn: no customer has changed.
    expect(await desk().store.importLedger(COMPANY, content, NOW)).toMatchObject({ generation: 2, written: 0, missing: 0 });
  }, 120_000);

  test('a newer file with fewer rows waits for the clerk\u2019s word, who gives or refuses it', async () => {
    const path = join(desk().folder, 'clients.csv');
    writeFileSync(path, listing(4_000));
    desk().ledger = feed(desk().store, path, { worker: WORKER, longFrom: 1 });
    await desk().ledger.start();
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: 4_000, awaiting: null, problem: null });
    writeFileSync(path, listing(100));
    await desk().ledger.refresh();
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: 4_000, awaiting: { reason: 'other-customers', rowsBefore: 4_000, rowsNow: 100, customersGoneCount: 3_900 } });
    expect(await desk().spools()).toHaveLength(1);
    expect((await desk().ledger.answerAwaiting(false)).ok).toBe(true);
    expect([(await desk().ledger.state()).awaiting, (await desk().total())[0], await desk().spools()]).toEqual([null, 4_000, []]);
    await desk().ledger.refresh();
    await desk().over();
    expect((await desk().ledger.answerAwaiting(true)).ok).toBe(true);
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: 100, awaiting: null, problem: null });
    expect([(await desk().total())[0], await desk().spools()]).toEqual([100, []]);
    // Whoever is gone is not said to have paid.
    expect((await desk().store.account(COMPANY, 'c-c-3000'))?.invoices).toHaveLength(1);
  }, 240_000);

  test.each([['in one turn', 10_000_000], ['in long turns', 1]])('a watched file that changes while the database is away is read when it is back, %s', async (_, longFrom) => {
    const path = join(desk().folder, 'clients.csv');
    writeFileSync(path, listing(100));
    const codes: string[] = [];
    desk().ledger = feed(desk().store, path, { worker: WORKER, longFrom, pollEvery: 50, againAfter: 500, report: ({ code }) => { codes.push(code); } });
    await desk().ledger.start();
    await desk().over();
    await desk().cluster.cut();
    writeFileSync(path, listing(120));
    await until(() => Promise.resolve(codes.includes('store/not-answering')));
    await desk().cluster.start();
    await until(async () => (await desk().ledger.state()).rows === 120);
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: 120, problem: null });
    expect(codes.filter((code) => code !== 'store/not-answering')).toEqual(['ledger/read', 'ledger/read']);
  }, 120_000);

  test('what a killed server had read is taken away by the next, what a living one reads is not', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    const [left, living] = [dead, process.ppid].map((pid) => mkdtempSync(join(tmpdir(), `relance-spool-${pid}-`)));
    writeFileSync(join(left as string, 'x'), '');
    await desk().order();
    expect([existsSync(left as string), existsSync(living as string)]).toEqual([false, true]);
    rmSync(living as string, { recursive: true });
  });

  test('a server that is stopped in the middle of its writing leaves the ledger before', async () => {
    await desk().useSmall();
    const store = await openStore(desk().url);
    const reports: string[] = [];
    const ledger = feed(store, null, { worker: WORKER, report: ({ code }) => { reports.push(code); } });
    const seen = await ledger.upload('grand.csv', Buffer.from(listing(LONG)));
    if (!seen.ok) throw new Error(seen.problem.code);
    const using = ledger.use(seen.value.uploadId, 'Nadia').catch((error: unknown) => error);
    await until(async () => ((await ledger.state()).importing?.phase ?? null) === 'writing');
    ledger.stop();
    await store.close();
    await using;
    await until(() => Promise.resolve(reports.includes('ledger/import-cancelled')));
    await until(async () => (await desk().asked(`select 1 from pg_stat_activity where application_name = '${IMPORT_SESSION}'`)).length === 0);
    expect([(await desk().store.ledgerFacts(COMPANY))?.rows, await desk().total()]).toEqual([50, SMALL]);
  }, 120_000);

  test('a server that is killed in the middle of its writing leaves the ledger before and the whole log; the next start reads the file', async () => {
    await desk().useSmall();
    await desk().store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND }), null, keeper);
    writeFileSync(join(desk().folder, 'clients.csv'), listing(LONG));
    const program = `(async () => { const { start } = require(${JSON.stringify(join(ROOT, 'dist/server/main.js'))}); await start({ root: ${JSON.stringify(ROOT)}, args: ['--data', ${JSON.stringify(desk().folder)}, '--ledger', ${JSON.stringify(join(desk().folder, 'clients.csv'))}, '--port', '0', '--user', 'X'], env: { RELANCE_DATABASE: ${JSON.stringify(desk().url)} }, say: () => undefined }); })();`;
    const server = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
    const writing = async (): Promise<boolean> => (await desk().asked(`select 1 from pg_stat_activity where application_name = '${IMPORT_SESSION}' and backend_xid is not null`)).length > 0;
    await until(writing);
    server.kill('SIGKILL');
    await new Promise((gone) => { server.once('exit', gone); });
    await until(async () => !(await writing()));
    const again = await openStore(desk().url);
    expect([(await again.ledgerFacts(COMPANY))?.rows, await desk().total(again), (await again.entries(COMPANY, SECOND))?.length]).toEqual([50, SMALL, 1]);
    await again.close();
    desk().ledger = feed(desk().store, join(desk().folder, 'clients.csv'), { worker: WORKER });
    await desk().ledger.start();
    await desk().over();
    expect(await desk().ledger.state()).toMatchObject({ rows: LONG, problem: null });
    expect((await desk().store.entries(COMPANY, SECOND))?.length).toBe(1);
    expect(existsSync(join(desk().folder, 'clients.csv'))).toBe(true);
  }, 240_000);
});
