import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Kysely } from 'kysely';
import type { Instant, LedgerDifference } from '../../core';
import { domainJudge } from './company-domains';
import type { DomainRules } from './company-domains';
import { compareLedger } from './compare-ledger';
import { dialectOf } from './dialect';
import { importLedger } from './import-ledger';
import type { Followed } from './import-ledger';
import type { ImportReport, LedgerTransfers, TransferOrder } from './ledger-content';
import type { Tables } from './schema';
import { openSpool } from './spool';
import type { Spool } from './spool';
import type { ReadingFacts } from './whole-reading';

/** The name of an import's own connection among the sessions of the database (pg_stat_activity). */
export const IMPORT_SESSION = 'relance import';

const SPOOLS = /^relance-spool-(\d+)-/;
const remove = (path: string): void => rmSync(path, { recursive: true, force: true, maxRetries: 20 });

/** Named after this process: a ledger that a killed server left behind does not stay in the folder for temporary files. */
function ownFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(SPOOLS.exec(name)?.[1] ?? process.pid);
    if (owner !== process.pid && !isAlive(owner)) remove(join(tmpdir(), name));
  }
  return mkdtempSync(join(tmpdir(), `relance-spool-${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Where long readings lie until PostgreSQL holds them; `close` takes all of them away. */
export function ledgerTransfers(database: string, rulesOf: (tenant: string) => Promise<DomainRules>): LedgerTransfers & { close(): void } {
  let folder: string | null = null;
  return {
    kind: 'transfers',
    order: async (tenant) => {
      // Asked first: a database that does not answer is told before a long file is read.
      const rules = await rulesOf(tenant);
      folder ??= ownFolder();
      return { file: join(folder, randomUUID()), tenant, database, rules };
    },
    discard: (file) => {
      if (folder !== null) rmSync(join(folder, basename(file)), { force: true, maxRetries: 20 });
    },
    close: () => {
      if (folder !== null) remove(folder);
      folder = null;
    },
  };
}

async function connected<T>({ database }: TransferOrder, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const db = new Kysely<Tables>({ dialect: dialectOf(database, null, IMPORT_SESSION).dialect });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function spooled<T>(spool: Spool, facts: ReadingFacts, work: (reading: ReturnType<typeof openSpool>) => Promise<T>): Promise<T> {
  const reading = openSpool(spool, facts);
  try {
    return await work(reading);
  } finally {
    reading.close();
  }
}

/** What a spooled reading would change so much that the clerk is asked first; null: nothing. */
export const compareSpool = (order: TransferOrder, spool: Spool, facts: ReadingFacts): Promise<LedgerDifference | null> =>
  connected(order, (db) => spooled(spool, facts, (reading) => compareLedger(db, order.tenant, reading)));

/**
 * Writes a spooled reading into PostgreSQL, over a connection of its own, in one transaction: whatever happens before its
 * commit, the ledger before stays in use.
 */
export const transferSpool = (order: TransferOrder, spool: Spool, facts: ReadingFacts, readAt: Instant, followed: Followed): Promise<ImportReport> =>
  connected(order, (db) => spooled(spool, facts, async (reading) => {
    let sealed: ImportReport | null = null;
    try {
      return await db.transaction().execute(async (trx) => (sealed = await importLedger(trx, order.tenant, reading, readAt, domainJudge(order.rules), followed)));
    } catch (error) {
      if (sealed !== null && (await isInUse(db, order.tenant, sealed, readAt, error))) return sealed;
      throw error;
    }
  }));

/** A connection that breaks during the commit does not tell whether it was made: the database is asked again. */
async function isInUse(db: Kysely<Tables>, tenant: string, { generation, debtors, invoices }: ImportReport, readAt: Instant, before: unknown): Promise<boolean> {
  const row = await db.selectFrom('ledger_generations').select(['read_at', 'debtors', 'invoices']).where('tenant', '=', tenant).where('generation', '=', generation).executeTakeFirst()
    // It is not back: what broke first is what is told.
    .catch(() => { throw before; });
  return row !== undefined && row.read_at === readAt && row.debtors === debtors && row.invoices === invoices;
}
