import { CompiledQuery } from 'kysely';
import type { Kysely } from 'kysely';
import type { CompanyId } from '../../core';
import type { StoreKind } from './dialect';
import type { Tables } from './schema';
import { writing } from './writing';

/** The companies that are served beside the first one. What each of them keeps lies under its id, as a tenant. */
export interface OtherCompanies {
  /** In the order in which they were added. */
  list(): Promise<readonly CompanyId[]>;
  add(id: CompanyId): Promise<void>;
  /** It is no longer listed, and everything is deleted that this database keeps of it. Only where its log is empty. */
  remove(id: CompanyId): Promise<void>;
}

export function otherCompaniesIn(db: Kysely<Tables>, kind: StoreKind): OtherCompanies {
  return {
    list: async () => (await db.selectFrom('companies').select('id').orderBy('position').execute()).map(({ id }) => id as CompanyId),
    add: (id) => writing(db, kind, async (trx) => {
      const last = await trx.selectFrom('companies').select((of) => of.fn.max('position').as('position')).executeTakeFirst();
      await trx.insertInto('companies').values({ id, position: (last?.position ?? 0) + 1 }).execute();
    }),
    remove: async (id) => {
      const tables = await tablesOfTenants(db, kind);
      await writing(db, kind, async (trx) => {
        const logged = await trx.selectFrom('log_entries').select('seq').where('tenant', '=', id).limit(1).executeTakeFirst();
        if (logged !== undefined) throw new Error('a company with a log is never removed');
        for (const table of tables) await trx.executeQuery(CompiledQuery.raw(`delete from ${kind === 'postgres' ? '' : 'main.'}${table} where tenant = ${kind === 'postgres' ? '$1' : '?'}`, [id]));
        await trx.deleteFrom('companies').where('id', '=', id).execute();
      });
    },
  };
}

/** Debtors last: others belong to them. */
async function tablesOfTenants(db: Kysely<Tables>, kind: StoreKind): Promise<readonly string[]> {
  const { rows } = await db.executeQuery<{ readonly name: string }>(CompiledQuery.raw(kind === 'postgres'
    ? "select c.table_name as name from information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name where c.table_schema = current_schema() and c.column_name = 'tenant' and t.table_type = 'BASE TABLE' order by 1"
    : "select m.name from main.sqlite_master m join pragma_table_info(m.name) c on c.name = 'tenant' where m.type = 'table' order by 1"));
  const names = rows.map(({ name }) => name);
  return [...names.filter((name) => name !== 'debtors'), ...names.filter((name) => name === 'debtors')];
}
