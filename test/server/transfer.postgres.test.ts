import { describe, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { fail, ok } from '../../src/core';
import type { CompanyId, DebtorId, RequestId } from '../../src/core';
import { SharedProgress, Stopped } from '../../src/server/feeds/import-progress';
import { ImportThread } from '../../src/server/feeds/import-thread';
import { contentOf, proposeForFile, takeFile } from '../../src/server/feeds/ledger-file';
import { spoolLedger, transferLedger } from '../../src/server/feeds/transfer-ledger';
import { dialectOf } from '../../src/server/store/dialect';
import { asOnlyImport, duringAppend } from '../../src/server/store/ledger-locks';
import type { Tables } from '../../src/server/store/schema';
import { IMPORT_SESSION } from '../../src/server/store/transfer';
import { COMPANY, aNewEntry, noted } from '../core/builders';
import { HEADERS, NOW, keeper, listing, until } from './long-listing';
import { SMALL, WORKER, onPostgres } from './on-postgres';

const SECOND = 'c-c-1' as DebtorId;

onPostgres((desk) => {
  test('a reading that needs more memory than it got at first begins again with enough', async () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `C-${n};Client numéro ${n} des établissements ${n * 7};Lille;compta@client-${n}.fr;FA-${n};22/10/2026;${n % 900},50`);
    const recalled: string[] = [];
    const thread = new ImportThread(WORKER, (layout) => { recalled.push(layout); return Promise.resolve(null); }, 12);
    const job = { file: desk().onDisk('clients.csv', [HEADERS, ...lines].join('\r\n')), company: COMPANY as CompanyId, mapping: null, order: await desk().order() };
    expect(await thread.spool(job, new SharedProgress())).toMatchObject({ ok: true, value: { built: { debtors: 60_000, invoices: 60_000 }, difference: null } });
    expect(recalled).toHaveLength(2);
  }, 120_000);

  describe('the commit', () => {
    const ready = async () => {
      await desk().useSmall();
      const job = { file: desk().onDisk('grand.csv', listing(3_000)), company: COMPANY as CompanyId, mapping: null, order: await desk().order() };
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
      expect(await desk().total()).toEqual(SMALL);
      const late = new SharedProgress();
      expect(await transferLedger(job, { told: () => undefined, check: () => late.check(), seal: () => { late.seal(); late.stop(); } })).toMatchObject({ ok: true, value: { invoices: 3_000 } });
      expect([late.stopped, (await desk().total())[0]]).toEqual([false, 3_000]);
    }, 120_000);

    test('is never reached by an import that is cancelled at one of its steps', async () => {
      const job = await ready();
      const steps: number[] = [];
      // Stopped at the end: how many steps there are, nothing in use.
      await expect(transferLedger(job, { told: (_, done) => { steps.push(done); }, check: () => undefined, seal: () => { throw new Stopped(); } })).rejects.toThrow(Stopped);
      expect(steps.length).toBeGreaterThan(8);
      for (const last of [0, 1, Math.floor(steps.length / 2), steps.length - 1]) {
        const progress = new SharedProgress();
        let told = 0;
        await expect(transferLedger(job, {
          told: () => {
            told += 1;
            if (told > last) progress.stop();
          },
          check: () => progress.check(),
          seal: () => { throw new Error('too far'); },
        })).rejects.toThrow(Stopped);
        expect([told, await desk().total()]).toEqual([last + 1, SMALL]);
      }
    }, 120_000);

    test('that the connection does not outlive, and was not made, leaves the ledger before', async () => {
      const job = await ready();
      await desk().asked(`create function cut() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
        create constraint trigger cut after insert on ledger_generations deferrable initially deferred for each row execute function cut()`);
      expect(await transferLedger(job, new SharedProgress())).toEqual(fail({ code: 'store/not-answering' }));
      expect(await desk().total()).toEqual(SMALL);
    }, 120_000);

    test('that was made although its connection broke is not told as a failure', async () => {
      const job = await ready();
      // A commit waits for a standby that does not exist: ended there, it is made all the same (https://www.postgresql.org/docs/current/warm-standby.html).
      await desk().asked(`alter system set synchronous_standby_names = 'nobody'`);
      await desk().asked('select pg_reload_conf()');
      try {
        const transferring = transferLedger(job, new SharedProgress());
        await until(async () => (await desk().asked(`select 1 from pg_stat_activity where application_name = '${IMPORT_SESSION}' and wait_event = 'SyncRep'`)).length > 0);
        await desk().kill();
        expect(await transferring).toMatchObject({ ok: true, value: { invoices: 3_000, generation: 2 } });
      } finally {
        await desk().asked('alter system reset synchronous_standby_names');
        await desk().asked('select pg_reload_conf()');
      }
      expect((await desk().total())[0]).toBe(3_000);
    }, 120_000);
  });

  describe('beside another server on the same database', () => {
    const beside = async (hold: (trx: Transaction<Tables>) => Promise<void>, work: (transfer: () => ReturnType<typeof transferLedger>, release: () => void) => Promise<void>): Promise<void> => {
      await desk().useSmall();
      const job = { file: desk().onDisk('grand.csv', listing(2_000)), company: COMPANY as CompanyId, mapping: null, order: await desk().order() };
      const read = await spoolLedger(job, new SharedProgress(), () => Promise.resolve(null));
      if (!read.ok) throw new Error(read.problem.code);
      const db = new Kysely<Tables>({ dialect: dialectOf(desk().url).dialect });
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
      expect(await desk().total()).toEqual(SMALL);
      const second = transfer();
      release();
      expect(await second).toMatchObject({ ok: true, value: { invoices: 2_000 } });
    }), 120_000);

    test('an append that takes long is waited for, and the appends behind it are not held up', () => beside((trx) => duringAppend(trx, COMPANY), async (transfer, release) => {
      let done = false;
      const transferring = transfer().finally(() => { done = true; });
      await until(async () => (await desk().asked(`select 1 from pg_stat_activity where application_name = '${IMPORT_SESSION}' and wait_event = 'advisory'`)).length > 0);
      for (let n = 0; n < 5; n += 1) expect(await desk().store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND, requestId: `behind-${n}` as RequestId }), null, keeper)).toMatchObject({ ok: true });
      expect([done, await desk().total()]).toEqual([false, SMALL]);
      release();
      expect(await transferring).toMatchObject({ ok: true, value: { invoices: 2_000 } });
      expect((await desk().store.entries(COMPANY, SECOND))?.length).toBe(5);
    }), 120_000);
  });

  test('an append sees one ledger or the other, never invoices of one with amounts of the other', async () => {
    const both = [1, 2].map((n) => [HEADERS, ...Array.from({ length: 40 }, (_, i) => `C-1;Client 1;Lille;compta@client-${n}.fr;FA-${i};22/10/2026;${n},00`)].join('\r\n'));
    const contents = await Promise.all(both.map(async (text, n) => {
      const taken = await takeFile(`l${n}.csv`, Buffer.from(text), NOW, null);
      if (!taken.ok) throw new Error(taken.problem.code);
      return contentOf(taken.value, proposeForFile(taken.value).mapping, COMPANY).content;
    }));
    const mixed: unknown[] = [];
    let switched = 0;
    const importing = (async () => {
      for (; switched < 40; switched += 1) await desk().store.importLedger(COMPANY, contents[switched % 2] as (typeof contents)[0], NOW);
    })();
    await until(async () => Promise.resolve(switched > 0));
    const appending = async (who: number): Promise<void> => {
      for (let n = 0; switched < 40; n += 1) {
        const appended = await desk().store.append(COMPANY, aNewEntry(noted(), { debtor: SECOND, requestId: `${who}-${n}` as RequestId }), null, {
          ...keeper,
          check: ({ debtor, invoices }) => {
            const cents = invoices.flatMap((i) => i.instalments).reduce((sum, part) => sum + part.outstanding.minor, 0);
            const ledger = debtor.contacts.map(({ address }) => address).join();
            if (cents !== (ledger === 'compta@client-1.fr' ? 4_000 : 8_000)) mixed.push([ledger, cents]);
            return ok(null);
          },
        });
        expect(appended.ok).toBe(true);
      }
    };
    await Promise.all([importing, appending(1), appending(2), appending(3)]);
    expect(mixed).toEqual([]);
  }, 240_000);
});
