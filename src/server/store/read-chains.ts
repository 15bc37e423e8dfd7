import { CompiledQuery, Kysely } from 'kysely';
import { verifyChain } from '../../core';
import type { ChainCheck, LogEntry } from '../../core';
import { dialectOf } from './dialect';
import type { Db } from './read-accounts';
import { ENTRY_COLUMNS, entryOf } from './rows';
import type { Tables } from './schema';

/** The log of one customer as it stands; `check` null: an entry of it is no entry any more. */
export interface ReadChain {
  readonly tenant: string;
  readonly debtor: string;
  readonly entries: readonly LogEntry[];
  readonly check: ChainCheck | null;
}

/**
 * Every chain of a database, one by one, whatever its ledger: as of one moment, beside a server that goes on appending, on a
 * connection that writes nothing.
 * @param url of a database that a server has opened before
 * @returns how many entries belong to no chain's head: a log that lost its end
 */
export async function readChains(url: string, each: (chain: ReadChain) => void): Promise<{ readonly headless: number }> {
  const { kind, dialect } = dialectOf(url, null, 'relance chains', true);
  const db = new Kysely<Tables>({ dialect });
  try {
    if (kind === 'sqlite') await db.executeQuery(CompiledQuery.raw('pragma query_only = on'));
    const reading = db.transaction().setAccessMode('read only');
    return await (kind === 'postgres' ? reading.setIsolationLevel('repeatable read') : reading).execute((trx) => read(trx, each));
  } finally {
    await db.destroy();
  }
}

async function read(db: Db, each: (chain: ReadChain) => void): Promise<{ readonly headless: number }> {
  const heads = await db.selectFrom('log_head').select(['tenant', 'debtor', 'seq', 'hash']).where('seq', '>', 0).orderBy('tenant').orderBy('debtor').execute();
  let held = 0;
  for (const { tenant, debtor, seq, hash } of heads) {
    const rows = await db.selectFrom('log_entries').select(ENTRY_COLUMNS).where('tenant', '=', tenant).where('debtor', '=', debtor).orderBy('seq').execute();
    held += rows.length;
    each({ tenant, debtor, ...checked(() => rows.map(entryOf), { seq, hash }) });
  }
  const { count } = await db.selectFrom('log_entries').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return { headless: Number(count) - held };
}

/** A fact that is no JSON any more is told as a break; anything else is a bug. */
function checked(entriesOf: () => readonly LogEntry[], head: { readonly seq: number; readonly hash: string }): Pick<ReadChain, 'entries' | 'check'> {
  let entries: readonly LogEntry[];
  try {
    entries = entriesOf();
  } catch (error) {
    if ((error as { readonly name?: unknown }).name !== 'SyntaxError') throw error;
    return { entries: [], check: null };
  }
  return { entries, check: verifyChain(entries, head) };
}
