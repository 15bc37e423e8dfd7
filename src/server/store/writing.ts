import { CompiledQuery, sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { StoreKind } from './dialect';
import type { Tables } from './schema';
import { BUSY_LIMIT_MS, isBusy } from './store-failure';

/** Between two looks at a database that another program holds; the last one is repeated. */
const LOOKS_MS: readonly number[] = [1, 2, 5, 10, 15, 20, 25];

/**
 * One transaction that writes. SQLite's own waiting for another program would hold up the whole process, readers too: here
 * the connection is given back between two looks. Taking the lock is the first thing that is done (BEGIN IMMEDIATE): when
 * it fails, nothing has happened yet. PostgreSQL waits by itself (lock_timeout).
 * @throws what the database says when it was held longer than BUSY_LIMIT_MS.
 */
export function writing<T>(db: Kysely<Tables>, kind: StoreKind, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return kind === 'postgres' ? db.transaction().execute(work) : writingFile(db, work, 'full');
}

/**
 * Likewise for what can be made again: nobody waits for the disk. After a power cut the last of it may be missing; what is
 * there is whole, and every `writing` that was answered is (https://www.sqlite.org/pragma.html#pragma_synchronous, WAL and NORMAL;
 * https://www.postgresql.org/docs/current/wal-async-commit.html).
 */
export function writingCache<T>(db: Kysely<Tables>, kind: StoreKind, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  if (kind === 'sqlite') return writingFile(db, work, 'normal');
  return db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit = off`.execute(trx);
    return work(trx);
  });
}

async function writingFile<T>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>, synchronous: 'full' | 'normal'): Promise<T> {
  const until = performance.now() + BUSY_LIMIT_MS;
  for (let look = 0; ; look += 1) {
    try {
      return await db.connection().execute(async (one) => {
        await one.executeQuery(CompiledQuery.raw('pragma busy_timeout = 0'));
        if (synchronous !== 'full') await one.executeQuery(CompiledQuery.raw(`pragma main.synchronous = ${synchronous}`));
        try {
          return await one.transaction().execute(work);
        } finally {
          if (synchronous !== 'full') await one.executeQuery(CompiledQuery.raw('pragma main.synchronous = full'));
          await one.executeQuery(CompiledQuery.raw(`pragma busy_timeout = ${BUSY_LIMIT_MS}`));
        }
      });
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await new Promise((resolve) => { setTimeout(resolve, LOOKS_MS[Math.min(look, LOOKS_MS.length - 1)]); });
    }
  }
}
