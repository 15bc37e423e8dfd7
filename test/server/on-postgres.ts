import { afterEach, beforeEach } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import type { FileLedger } from '../../src/server/feeds/file-ledger';
import type { LongFile } from '../../src/server/feeds/long-file';
import type { TransferOrder } from '../../src/server/store/ledger-content';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { IMPORT_SESSION } from '../../src/server/store/transfer';
import { withPostgres } from '../contracts/postgres-cluster';
import type { PostgresCluster } from '../contracts/postgres-cluster';
import { COMPANY, TODAY, aProfile } from '../core/builders';
import { NOW, feed, listing, until } from './long-listing';

export const ROOT = join(__dirname, '../..');
export const WORKER = join(ROOT, 'dist/server/import-worker.js');
/** Fifty customers with one invoice each: how many, and their cents. */
export const SMALL: readonly [number, number] = [50, Array.from({ length: 50 }, (_, n) => n * 100 + 50).reduce((a, b) => a + b, 0)];

/** A fresh PostgreSQL database for each test, with a feed on it. */
export class Desk {
  ledger: FileLedger;

  constructor(readonly cluster: PostgresCluster, readonly url: string, readonly store: Store, readonly folder: string) {
    this.ledger = feed(store, null, { worker: WORKER });
  }

  async uploaded(name: string, text: string): Promise<string> {
    const seen = await this.ledger.upload(name, Buffer.from(text));
    if (!seen.ok) throw new Error(seen.problem.code);
    return seen.value.uploadId;
  }

  async useSmall(): Promise<void> {
    await this.ledger.use(await this.uploaded('petit.csv', listing(50)), 'Nadia');
  }

  async total(of: Store = this.store): Promise<readonly [customers: number, cents: number]> {
    const { debtors, count } = await of.overdue(COMPANY, TODAY, 0, 100_000);
    const accounts = await of.openAccounts(COMPANY, debtors);
    return [count, [...accounts.values()].flatMap((a) => a.invoices).flatMap((i) => i.instalments).reduce((sum, part) => sum + part.outstanding.minor, 0)];
  }

  inPhase(phase: string): Promise<void> {
    return until(async () => (await this.ledger.state()).importing?.phase === phase);
  }

  over(): Promise<void> {
    return until(async () => ((await this.ledger.state()).importing ?? null) === null);
  }

  /** Beside the store: as its administrator. */
  async asked(sql: string): Promise<readonly unknown[]> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  /** Ends the connection of the import that is writing. */
  kill(): Promise<unknown> {
    return this.asked(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${IMPORT_SESSION}' and xact_start is not null`);
  }

  order(): Promise<TransferOrder> {
    if (this.store.beside.kind !== 'transfers') throw new Error('no PostgreSQL');
    return this.store.beside.order(COMPANY);
  }

  /** Readings that lie on the disk. */
  async spools(): Promise<readonly string[]> {
    return readdirSync(dirname((await this.order()).file));
  }

  onDisk(name: string, text: string): LongFile {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return { path, name, asOf: NOW, documentsFolder: null };
  }
}

/** Each test on a database of its own. */
export function onPostgres(define: (desk: () => Desk) => void): void {
  withPostgres((cluster) => {
    let desk: Desk;
    beforeEach(async () => {
      const url = await cluster().freshDatabase();
      const store = await openStore(url);
      await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
      desk = new Desk(cluster(), url, store, mkdtempSync(join(tmpdir(), 'relance-long-')));
    }, 60_000);
    afterEach(async () => {
      desk.ledger.stop();
      await desk.store.close();
      rmSync(desk.folder, { recursive: true, force: true });
    });
    define(() => desk);
  });
}
