import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from './schema';
import { isBusy } from './store-failure';

/**
 * PostgreSQL's advisory locks, held until the transaction ends (https://www.postgresql.org/docs/current/explicit-locking.html).
 * `import`: one import of a tenant at a time, also where two servers share a database. `switch`: an import puts the new
 * ledger in use only between two appends: an append reads a customer in several statements, each of which would see
 * what was committed before it, and would decide on old invoices with new instalments. `policies`, `texts`: one change of the plans, of the texts at a time.
 * `decide`: one server decides (deciding-alone.ts); of a session, not of a transaction.
 */
type Lock = 'import' | 'switch' | 'policies' | 'texts' | 'decide';

/** Ours among the locks that other programs may take in the same database. */
export const RELANCE = 0x5245_4c41;

/** Two tenants with one number wait for each other without need, no more. */
export const numberOf = (lock: Lock, tenant: string): number => createHash('sha256').update(`${lock}:${tenant}`).digest().readInt32BE(0);

const take = async (trx: Transaction<Tables>, call: 'pg_advisory_xact_lock' | 'pg_advisory_xact_lock_shared', lock: Lock, tenant: string): Promise<void> => {
  await trx.executeQuery(CompiledQuery.raw(`select ${call}($1, $2)`, [RELANCE, numberOf(lock, tenant)]));
};
const say = async (trx: Transaction<Tables>, sql: string): Promise<void> => {
  await trx.executeQuery(CompiledQuery.raw(sql));
};

/** First thing when a plan is saved or given: the next number is read and taken by one at a time. */
export const asOnlyPolicyChange = (trx: Transaction<Tables>, tenant: string): Promise<void> => take(trx, 'pg_advisory_xact_lock', 'policies', tenant);

/** The same when a text is saved. */
export const asOnlyTextChange = (trx: Transaction<Tables>, tenant: string): Promise<void> => take(trx, 'pg_advisory_xact_lock', 'texts', tenant);

/** An import whose server is gone without a word (power, network) must not keep the next one out for hours. */
const SILENT_FOR_S = 60;

/** First thing in an import's transaction. @throws when another one runs for longer than the database waits (lock_timeout). */
export async function asOnlyImport(trx: Transaction<Tables>, tenant: string): Promise<void> {
  await say(trx, `set local idle_in_transaction_session_timeout = '${SILENT_FOR_S}s'`);
  await say(trx, `set local tcp_keepalives_idle = ${SILENT_FOR_S}`);
  await take(trx, 'pg_advisory_xact_lock', 'import', tenant);
}

/** How long appends can stand behind an import that waits for its turn; the commit itself comes on top. */
export const SWITCH_WAITS_MS = 200;
const SWITCH_TRIES = 25;

/**
 * Last thing before an import's commit: no append is under way from here on. Who waits for this lock holds up the
 * appends that come later, so that it waits shortly and lets them pass before it tries again.
 * @throws store/busy when an append was under way each time.
 */
export async function betweenAppends(trx: Transaction<Tables>, tenant: string): Promise<void> {
  for (let left = SWITCH_TRIES; ; left -= 1) {
    await say(trx, `savepoint switching; set local lock_timeout = ${SWITCH_WAITS_MS}`);
    try {
      await take(trx, 'pg_advisory_xact_lock', 'switch', tenant);
      return;
    } catch (error) {
      if (!isBusy(error) || left === 1) throw error;
      await say(trx, 'rollback to savepoint switching');
      await new Promise((resolve) => { setTimeout(resolve, SWITCH_WAITS_MS); });
    }
  }
}

/** In an append's transaction, before it reads: appends do not wait for each other, only for a ledger that is put in use. */
export const duringAppend = (trx: Transaction<Tables>, tenant: string): Promise<void> => take(trx, 'pg_advisory_xact_lock_shared', 'switch', tenant);
