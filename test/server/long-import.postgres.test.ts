import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { Client } from 'pg';
import { fail, ok } from '../../src/core';
import type { CompanyId, DebtorId, Instant, RequestId } from '../../src/core';
import type { FileLedger } from '../../src/server/feeds/file-ledger';
import { SharedProgress, Stopped } from '../../src/server/feeds/import-progress';
import type { Following } from '../../src/server/feeds/import-progress';
import { contentOf, proposeForFile, takeFile } from '../../src/server/feeds/ledger-file';
import { spoolLedger, transferLedger } from '../../src/server/feeds/transfer-ledger';
import { dialectOf } from '../../src/server/store/dialect';
import { asOnlyImport, duringAppend } from '../../src/server/store/ledger-locks';
import { openStore } from '../../src/server/store/open-store';
import type { Tables } from '../../src/server/store/schema';
import type { Store } from '../../src/server/store/store';
import { IMPORT_SESSION } from '../../src/server/store/transfer';
import { noteNotRun, postgresBinaries, startCluster } from '../contracts/postgres-cluster';
import type { PostgresCluster } from '../contracts/postgres-cluster';
import { COMPANY, TODAY, aNewEntry, aProfile, noted } from '../core/builders';
import { HEADERS, NOW, everything, feed, keeper, listing, until } from './long-listing';

const ROOT = join(__dirname, '../..');
const WORKER = join(ROOT, 'dist/server/import-worker.js');
const LONG = 60_000;
const SECOND = 'c-c-1' as DebtorId;

const binaries = postgresBinaries();

if (binaries === null) {
  const reason = 'no PostgreSQL server (initdb) found';
  noteNotRun(reason);
  test('PostgreSQL is there where the whole suite must run', () => {
    expect([process.env['CI'], reason]).not.toEqual(['true', reason]);
  });
} else {
  let cluster: PostgresCluster;
  let url = '';
  let folder = '';
  let store: Store;
  let ledger: FileLedger;
  beforeAll(async () => { cluster = await startCluster(binaries); }, 60_000);
  afterAll(() => cluster.stop(), 30_000);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'relance-long-'));
    url = await cluster.freshDatabase();
    store = await openStore(url);
    await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    ledger = feed(store, null, { worker: WORKER });
  }, 60_000);
  afterEach(async () => {
    ledger.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const uploaded = async (name: string, text: string): Promise<string> => {
    const seen = await ledger.upload(name, Buffer.from(text));
    if (!seen.ok) throw new Error(seen.problem.code);
    return seen.value.uploadId;
  };
  /** Fifty customers with one invoice each. */
  const useSmall = async (): Promise<void> => {
    await ledger.use(await uploaded('petit.csv', listing(50)), 'Nadia');
  };
  const total = async (of: Store = store): Promise<readonly [customers: number, cents: number]> => {
    const { debtors, count } = await of.overdue(COMPANY, TODAY, 0, 100_000);
    const accounts = await of.openAccounts(COMPANY, debtors);
    return [count, [...accounts.values()].flatMap((a) => a.invoices).flatMap((i) => i.instalments).reduce((sum, part) => sum + part.outstanding.minor, 0)];
  };
  const SMALL = [50, Array.from({ length: 50 }, (_, n) => n * 100 + 50).reduce((a, b) => a + b, 0)] as const;
  const inPhase = (phase: string): Promise<void> => until(async () => (await ledger.state()).importing?.phase === phase);
  const over = (): Promise<void> => until(async () => ((await ledger.state()).importing ?? null) === null);
  /** Beside the store: as its administrator. */
  const asked = async <T = unknown>(sql: string): Promise<T[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  };
  const kill = (): Promise<unknown> => asked(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${IMPORT_SESSION}' and xact_start is not null`);
  /** Readings that lie on the disk. */
  const spools = async (): Promise<readonly string[]> => {
    if (store.beside.kind !== 'transfers') throw new Error('no PostgreSQL');
    return readdirSync(dirname((await store.beside.order(COMPANY)).file));
  };
  const order = async () => {
    if (store.beside.kind !== 'transfers') throw new Error('no PostgreSQL');
    return store.beside.order(COMPANY);
  };
  const onDisk = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return { path, name, asOf: NOW, documentsFolder: null };
  };

  test('a long file is read beside the ledger in use: how far reading and writing are is told in order, to the last row', async () => {
    const told: [phase: string, done: number, of: number][] = [];
    let sealed = 0;
    const following: Following = { told: (phase, done, of) => { told.push([phase, done, of]); }, check: () => undefined, seal: () => { sealed = told.length; } };
    const job = { file: onDisk('grand.csv', listing(12_000)), company: COMPANY as CompanyId, mapping: null, order: await order() };
    const read = await spoolLedger(job, following, () => Promise.resolve(null));
    if (!read.ok) throw new Error(read.problem.code);
    expect(read.value).toMatchObject({ built: { debtors: 5_000, invoices: 12_000 }, facts: { rows: 12_000, unreadable: 0 }, difference: null });
    // Nothing of it is in use before it is written.
    expect(await store.ledgerFacts(COMPANY)).toBeNull();
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
    expect((await store.ledgerFacts(COMPANY))?.rows).toBe(12_000);
  }, 120_000);

  test('the pane follows it, nobody begins another meanwhile, an entry is appended to a customer that is being written, and it ends in use', async () => {
    await useSmall();
    const id = await uploaded('grand.csv', listing(LONG));
    const using = ledger.use(id, 'Nadia');
    await inPhase('reading');
    expect((await ledger.state()).importing).toMatchObject({ file: 'grand.csv', by: 'Nadia', preview: false, of: LONG });
    await inPhase('writing');
    const now = (await ledger.state()).importing;
    expect(now).toMatchObject({ file: 'grand.csv', by: 'Nadia', preview: false, of: LONG });
    expect(await ledger.upload('autre.csv', Buffer.from(listing(2)))).toEqual({ ok: false, problem: { code: 'ledger/import-running', file: 'grand.csv', by: 'Nadia' } });
    expect(await ledger.use(id, 'Marie')).toEqual({ ok: false, problem: { code: 'ledger/import-running', file: 'grand.csv', by: 'Nadia' } });
    await until(async () => ((await ledger.state()).importing?.done ?? LONG) > 2_000);
    // This customer's rows are written already, in the transaction that is still open.
    expect(await store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND, requestId: 'meanwhile' as RequestId }), null, keeper)).toMatchObject({ ok: true, value: { outcome: 'appended' } });
    expect((await ledger.state()).importing).toMatchObject({ phase: 'writing' });
    expect([(await store.ledgerFacts(COMPANY))?.rows, await total()]).toEqual([50, SMALL]);
    expect((await store.account(COMPANY, SECOND))?.invoices.length).toBe(1);
    await using;
    await over();
    expect(await ledger.state()).toMatchObject({ rows: LONG, name: 'grand.csv', problem: null });
    expect((await store.entries(COMPANY, SECOND))?.length).toBe(1);
    expect((await store.account(COMPANY, SECOND))?.invoices.length).toBe(LONG / 5_000);
    expect(await spools()).toEqual([]);
  }, 240_000);

  test.each(['reading', 'writing'])('cancelled while it is %s, it leaves the ledger before to the cent; the same file can be used later', async (phase) => {
    await useSmall();
    const id = await uploaded('grand.csv', listing(LONG));
    const using = ledger.use(id, 'Nadia');
    await inPhase(phase);
    expect((await ledger.cancelImport()).ok).toBe(true);
    await using;
    expect(await ledger.state()).toMatchObject({ importing: null, rows: 50, name: 'petit.csv', problem: { code: 'ledger/import-cancelled', file: 'grand.csv' } });
    expect(await total()).toEqual(SMALL);
    expect(await spools()).toEqual([]);
    await ledger.use(id, 'Nadia');
    await over();
    expect(await ledger.state()).toMatchObject({ rows: LONG, name: 'grand.csv', problem: null });
    expect((await total())[0]).toBe(5_000);
  }, 240_000);

  test('cancelled while the database lets it wait, it ends at once', async () => {
    await useSmall();
    const id = await uploaded('grand.csv', listing(LONG));
    const holder = new Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin; lock table name_grams in share mode');
    const using = ledger.use(id, 'Nadia');
    await inPhase('writing');
    expect((await ledger.cancelImport()).ok).toBe(true);
    await using;
    expect(await ledger.state()).toMatchObject({ importing: null, rows: 50, problem: { code: 'ledger/import-cancelled', file: 'grand.csv' } });
    await holder.end();
    expect(await total()).toEqual(SMALL);
  }, 240_000);

  test('a connection that is killed in the middle is told as a database that does not answer, and the ledger before stays', async () => {
    await useSmall();
    const id = await uploaded('grand.csv', listing(LONG));
    const using = ledger.use(id, 'Nadia');
    await inPhase('writing');
    await until(async () => ((await ledger.state()).importing?.done ?? 0) > 1_000);
    await kill();
    await using;
    await over();
    expect(await ledger.state()).toMatchObject({ rows: 50, name: 'petit.csv', problem: { code: 'store/not-answering' } });
    expect(await total()).toEqual(SMALL);
    expect(await spools()).toEqual([]);
    await ledger.use(id, 'Nadia');
    await over();
    expect(await ledger.state()).toMatchObject({ rows: LONG, problem: null });
  }, 240_000);

  describe('the commit', () => {
    const ready = async () => {
      await useSmall();
      const job = { file: onDisk('grand.csv', listing(3_000)), company: COMPANY as CompanyId, mapping: null, order: await order() };
      const read = await spoolLedger(job, new SharedProgress(), () => Promise.resolve(null));
      if (!read.ok) throw new Error(read.problem.code);
      return { order: job.order, spool: read.value.built, facts: read.value.facts, readAt: NOW };
    };

    test('whoever cancels before it is heard, whoever cancels after it is too late', async () => {
      const job = await ready();
      const early = new SharedProgress();
      early.stop();
      await expect(transferLedger(job, early)).rejects.toThrow(Stopped);
      const atTheEnd = new SharedProgress();
      await expect(transferLedger(job, { told: () => undefined, check: () => undefined, seal: () => { atTheEnd.stop(); atTheEnd.seal(); } })).rejects.toThrow(Stopped);
      expect(await total()).toEqual(SMALL);
      const late = new SharedProgress();
      expect(await transferLedger(job, { told: () => undefined, check: () => late.check(), seal: () => { late.seal(); late.stop(); } })).toMatchObject({ ok: true, value: { invoices: 3_000 } });
      expect([late.stopped, (await total())[0]]).toEqual([false, 3_000]);
    }, 120_000);

    test('that the connection does not outlive, and was not made, leaves the ledger before', async () => {
      const job = await ready();
      await asked(`create function cut() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
        create constraint trigger cut after insert on ledger_generations deferrable initially deferred for each row execute function cut()`);
      expect(await transferLedger(job, new SharedProgress())).toEqual(fail({ code: 'store/not-answering' }));
      expect(await total()).toEqual(SMALL);
    }, 120_000);

    test('that was made although its connection broke is not told as a failure', async () => {
      const job = await ready();
      // A commit waits for a standby that does not exist: ended there, it is made all the same (https://www.postgresql.org/docs/current/warm-standby.html).
      await asked(`alter system set synchronous_standby_names = 'nobody'`);
      await asked('select pg_reload_conf()');
      try {
        const transferring = transferLedger(job, new SharedProgress());
        await until(async () => (await asked(`select 1 from pg_stat_activity where application_name = '${IMPORT_SESSION}' and wait_event = 'SyncRep'`)).length > 0);
        await kill();
        expect(await transferring).toMatchObject({ ok: true, value: { invoices: 3_000, generation: 2 } });
      } finally {
        await asked('alter system reset synchronous_standby_names');
        await asked('select pg_reload_conf()');
      }
      expect((await total())[0]).toBe(3_000);
    }, 120_000);
  });

  test('an append sees one ledger or the other, never invoices of one with amounts of the other', async () => {
    const both = [1, 2].map((n) => [HEADERS, ...Array.from({ length: 40 }, (_, i) => `C-1;Client 1;Lille;compta@client-${n}.fr;F${n}-${i};22/10/2026;${n},00`)].join('\r\n'));
    const contents = await Promise.all(both.map(async (text, n) => {
      const taken = await takeFile(`l${n}.csv`, Buffer.from(text), NOW, null);
      if (!taken.ok) throw new Error(taken.problem.code);
      return contentOf(taken.value, proposeForFile(taken.value).mapping, COMPANY).content;
    }));
    const mixed: unknown[] = [];
    let switched = 0;
    const importing = (async () => {
      for (; switched < 40; switched += 1) await store.importLedger(COMPANY, contents[switched % 2] as (typeof contents)[0], NOW);
    })();
    await until(async () => Promise.resolve(switched > 0));
    const appending = async (who: number): Promise<void> => {
      for (let n = 0; switched < 40; n += 1) {
        const appended = await store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND, requestId: `${who}-${n}` as RequestId }), null, {
          ...keeper,
          check: ({ debtor, invoices }) => {
            const listed = invoices.filter((i) => i.number.startsWith(debtor.contacts[0]?.address === 'compta@client-1.fr' ? 'F1' : 'F2'));
            const cents = listed.flatMap((i) => i.instalments).reduce((sum, part) => sum + part.outstanding.minor, 0);
            const expected = debtor.contacts[0]?.address === 'compta@client-1.fr' ? 4_000 : 8_000;
            if (listed.length !== 40 || cents !== expected) mixed.push([debtor.contacts[0]?.address, listed.length, cents]);
            return ok(null);
          },
        });
        expect(appended.ok).toBe(true);
      }
    };
    await Promise.all([importing, appending(1), appending(2), appending(3)]);
    expect(mixed).toEqual([]);
  }, 240_000);

  test('read as a whole or in long turns, a listing is the same ledger, and reading it again changes nothing', async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `C-${n % 41};Client ${n % 41};${n % 3 === 0 ? 'Lille' : ''};${n % 5 === 0 ? `"a@client-${n % 41}.fr;b@client-${n % 41}.fr"` : ''};FA-${n};${n % 97 === 0 ? 'demain' : '22/10/2026'};${n % 13 === 0 ? '-20,10' : `${n % 900},05`}`);
    const text = [HEADERS, ...rows].join('\r\n');
    const file = onDisk('clients.csv', text);
    ledger = feed(store, file.path, { worker: WORKER, longFrom: 1 });
    await ledger.start();
    await over();
    expect(await ledger.state()).toMatchObject({ connected: true, problem: null, rows: 3_000 });
    const seen = (await store.ledgerFacts(COMPANY))?.source.asOf as Instant;
    const taken = await takeFile('clients.csv', Buffer.from(text), seen, null);
    if (!taken.ok) throw new Error(taken.problem.code);
    const { content } = contentOf(taken.value, proposeForFile(taken.value).mapping, COMPANY);
    const other = await openStore(await cluster.freshDatabase());
    await other.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    await other.importLedger(COMPANY, content, NOW);
    expect([await everything(store), await total()]).toEqual([await everything(other), await total(other)]);
    await other.close();
    // The same, in a single turn: no customer has changed.
    expect(await store.importLedger(COMPANY, content, NOW)).toMatchObject({ generation: 2, written: 0, missing: 0 });
  }, 120_000);

  test('a newer file with fewer rows waits for the clerk\u2019s word, who gives or refuses it', async () => {
    const path = join(folder, 'clients.csv');
    writeFileSync(path, listing(4_000));
    ledger = feed(store, path, { worker: WORKER, longFrom: 1 });
    await ledger.start();
    await over();
    expect(await ledger.state()).toMatchObject({ rows: 4_000, awaiting: null, problem: null });
    writeFileSync(path, listing(100));
    await ledger.refresh();
    await over();
    expect(await ledger.state()).toMatchObject({ rows: 4_000, awaiting: { reason: 'other-customers', rowsBefore: 4_000, rowsNow: 100, customersGoneCount: 3_900 } });
    expect(await spools()).toHaveLength(1);
    expect((await ledger.answerAwaiting(false)).ok).toBe(true);
    expect([(await ledger.state()).awaiting, (await total())[0], await spools()]).toEqual([null, 4_000, []]);
    await ledger.refresh();
    await over();
    expect((await ledger.answerAwaiting(true)).ok).toBe(true);
    await over();
    expect(await ledger.state()).toMatchObject({ rows: 100, awaiting: null, problem: null });
    expect([(await total())[0], await spools()]).toEqual([100, []]);
    // Whoever is gone is not said to have paid.
    expect((await store.account(COMPANY, 'c-c-3000'))?.invoices).toHaveLength(1);
  }, 240_000);

  describe('beside another server on the same database', () => {
    const beside = async (hold: (trx: Transaction<Tables>) => Promise<void>, work: (transfer: () => ReturnType<typeof transferLedger>, release: () => void) => Promise<void>): Promise<void> => {
      await useSmall();
      const job = { file: onDisk('grand.csv', listing(2_000)), company: COMPANY as CompanyId, mapping: null, order: await order() };
      const read = await spoolLedger(job, new SharedProgress(), () => Promise.resolve(null));
      if (!read.ok) throw new Error(read.problem.code);
      const db = new Kysely<Tables>({ dialect: dialectOf(url).dialect });
      let release = (): void => undefined;
      let held = (): void => undefined;
      const isHeld = new Promise<void>((resolve) => { held = resolve; });
      const released = new Promise<void>((resolve) => { release = resolve; });
      const other = db.transaction().execute(async (trx) => {
        await hold(trx);
        held();
        await released;
      });
      await isHeld;
      await work(() => transferLedger({ order: job.order, spool: read.value.built, facts: read.value.facts, readAt: NOW }, new SharedProgress()), release);
      release();
      await other;
      await db.destroy();
    };

    test('an import is told that the database is held while another one runs, and may begin when that one is over', () => beside((trx) => asOnlyImport(trx, COMPANY), async (transfer, release) => {
      expect(await transfer()).toEqual(fail({ code: 'store/busy', afterMs: 5_000 }));
      expect(await total()).toEqual(SMALL);
      const second = transfer();
      release();
      expect(await second).toMatchObject({ ok: true, value: { invoices: 2_000 } });
    }), 120_000);

    test('an append that takes long is waited for, and the appends behind it are not held up', () => beside((trx) => duringAppend(trx, COMPANY), async (transfer, release) => {
      let over = false;
      const transferring = transfer().finally(() => { over = true; });
      await until(async () => (await asked(`select 1 from pg_stat_activity where application_name = '${IMPORT_SESSION}' and wait_event = 'advisory'`)).length > 0);
      for (let n = 0; n < 5; n += 1) expect(await store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND, requestId: `behind-${n}` as RequestId }), null, keeper)).toMatchObject({ ok: true });
      expect([over, await total()]).toEqual([false, SMALL]);
      release();
      expect(await transferring).toMatchObject({ ok: true, value: { invoices: 2_000 } });
      expect((await store.entries(COMPANY, SECOND))?.length).toBe(5);
    }), 120_000);
  });

  test('what a killed server had read is taken away by the next, what a living one reads is not', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    const [left, living] = [dead, process.ppid].map((pid) => mkdtempSync(join(tmpdir(), `relance-spool-${pid}-`)));
    writeFileSync(join(left as string, 'x'), '');
    await order();
    expect([existsSync(left as string), existsSync(living as string)]).toEqual([false, true]);
    rmSync(living as string, { recursive: true });
  });

  test('a server that is killed in the middle of its writing leaves the ledger before and the whole log; the next start reads the file', async () => {
    await useSmall();
    await store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND }), null, keeper);
    writeFileSync(join(folder, 'clients.csv'), listing(LONG));
    const program = `(async () => { const { start } = require(${JSON.stringify(join(ROOT, 'dist/server/main.js'))}); await start({ root: ${JSON.stringify(ROOT)}, args: ['--data', ${JSON.stringify(folder)}, '--ledger', ${JSON.stringify(join(folder, 'clients.csv'))}, '--port', '0', '--user', 'X'], env: { RELANCE_DATABASE: ${JSON.stringify(url)} }, say: () => undefined }); })();`;
    const server = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
    const writing = async (): Promise<boolean> => (await asked(`select 1 from pg_stat_activity where application_name = '${IMPORT_SESSION}' and backend_xid is not null`)).length > 0;
    await until(writing);
    server.kill('SIGKILL');
    await new Promise((gone) => { server.once('exit', gone); });
    await until(async () => !(await writing()));
    const again = await openStore(url);
    expect([(await again.ledgerFacts(COMPANY))?.rows, await total(again), (await again.entries(COMPANY, SECOND))?.length]).toEqual([50, SMALL, 1]);
    await again.close();
    ledger = feed(store, join(folder, 'clients.csv'), { worker: WORKER });
    await ledger.start();
    await over();
    expect(await ledger.state()).toMatchObject({ rows: LONG, problem: null });
    expect((await store.entries(COMPANY, SECOND))?.length).toBe(1);
    expect(existsSync(join(folder, 'clients.csv'))).toBe(true);
  }, 240_000);
}
