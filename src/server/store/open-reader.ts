import { dirname, resolve } from 'node:path';
import { CompiledQuery, Kysely } from 'kysely';
import { dialectOf } from './dialect';
import { useEdition } from './edition-shelf';
import { readRuled } from './read-accounts';
import type { RuledAccounts } from './read-accounts';
import type { Tables } from './schema';
import { StatementShapes } from './statement-shapes';

/** A connection of its own that only reads: for decisions in a thread beside the server's. */
export interface Reader {
  ruled(tenant: string, debtors: readonly string[]): Promise<RuledAccounts>;
  close(): Promise<void>;
}

const SESSION = 'relance decisions';

/**
 * Reads a database that the server has opened and brought up to date. Nothing is written: SQLite refuses it on this
 * connection, PostgreSQL in its transactions.
 * @param url no `:memory:`: nobody else sees into that.
 */
export function openReader(url: string): Reader {
  const { kind, dialect } = dialectOf(url, null, SESSION);
  const db = new Kysely<Tables>({ dialect });
  const shapes = new StatementShapes(kind);
  if (kind === 'postgres') {
    return {
      ruled: (tenant, debtors) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute((trx) => readRuled(trx, shapes, tenant, debtors)),
      close: () => db.destroy(),
    };
  }
  const folder = dirname(resolve(url.slice('sqlite:'.length)));
  const pragma = (one: Kysely<Tables>, text: string): Promise<unknown> => one.executeQuery(CompiledQuery.raw(`pragma ${text}`));
  let attached: string | null = null;
  return {
    ruled: (tenant, debtors) => db.connection().execute(async (one) => {
      // Its views of the edition are the one thing that this connection makes, for itself.
      await pragma(one, 'query_only = off');
      attached = await useEdition(one, folder, attached);
      await pragma(one, 'query_only = on');
      return one.transaction().setAccessMode('read only').execute(async (trx) => {
        const read = await readRuled(trx, shapes, tenant, debtors);
        // A newer edition came between: what is told of the ledger is not what was read.
        const named = (await trx.selectFrom('ledger_edition').select('file').executeTakeFirst())?.file ?? null;
        return named === attached ? read : { ledger: null, accounts: new Map() };
      });
    }),
    close: () => db.destroy(),
  };
}
