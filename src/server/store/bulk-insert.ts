import { CompiledQuery } from 'kysely';
import type { InsertObject, Kysely } from 'kysely';
import type { Tables } from './schema';

const ROWS_AT_ONCE = 128;

/** Rewrites the row when its primary key is there already. */
const UPSERT_KEY: Partial<Record<keyof Tables, readonly string[]>> = { debtors: ['tenant', 'id'], invoices: ['tenant', 'id'], documents: ['tenant', 'reference'], decisions: ['tenant', 'debtor'] };

/**
 * Many rows with few statements. Kysely compiles each statement shape once (per table and number of rows); compiling
 * again for each batch of a million rows would cost more than the database does.
 */
export class BulkInsert {
  private readonly compiled = new Map<string, string>();

  async insert<T extends keyof Tables & string>(db: Kysely<Tables>, table: T, rows: readonly Tables[T][]): Promise<void> {
    const first = rows[0];
    if (first === undefined) return;
    const columns = Object.keys(first);
    let from = 0;
    for (let size = ROWS_AT_ONCE; size >= 1; size = size / 2) {
      while (rows.length - from >= size) {
        const parameters: unknown[] = [];
        for (let i = from; i < from + size; i += 1) {
          const row = rows[i] as Readonly<Record<string, unknown>>;
          for (const column of columns) parameters.push(row[column]);
        }
        await db.executeQuery(CompiledQuery.raw(this.sql(db, table, columns, size), parameters));
        from += size;
      }
    }
  }

  private sql<T extends keyof Tables & string>(db: Kysely<Tables>, table: T, columns: readonly string[], size: number): string {
    const name = `${table}/${size}`;
    const known = this.compiled.get(name);
    if (known !== undefined) return known;
    const sample = Object.fromEntries(columns.map((c) => [c, '']));
    const key = UPSERT_KEY[table];
    const query = db.insertInto(table as 'debtors').values(Array.from({ length: size }, () => sample) as unknown as InsertObject<Tables, 'debtors'>[]);
    const compiled = (key === undefined
      ? query
      : query.onConflict((on) => on.columns(key as never).doUpdateSet((eb) => Object.fromEntries(columns.filter((c) => !key.includes(c)).map((c) => [c, eb.ref(`excluded.${c}` as never)])) as never))
    ).compile();
    this.compiled.set(name, compiled.sql);
    return compiled.sql;
  }
}
