import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PostgresDialect, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Driver, SqliteDatabase, SqliteStatement, TransactionSettings } from 'kysely';
import Libsql from 'libsql';
import { Client, Pool, types as pgTypes } from 'pg';
import type { QueryArrayConfig } from 'pg';
import { BUSY_LIMIT_MS, problemOfFailure } from './store-failure';

export type StoreKind = 'sqlite' | 'postgres';

export interface OpenedDialect {
  readonly kind: StoreKind;
  readonly dialect: Dialect;
}

/**
 * `sqlite:PATH`, `sqlite::memory:` or `postgres://...` (also `postgresql://`, socket form with `host=`).
 * @param session PostgreSQL only: what its administrator sees that the connections are for.
 * @param guest SQLite only: another program keeps this database, and its files are left as they are.
 */
export function dialectOf(url: string, pageLimit: number | null = null, session = 'relance', guest = false): OpenedDialect {
  if (url.startsWith('sqlite:')) return { kind: 'sqlite', dialect: sqliteDialect(url.slice('sqlite:'.length), pageLimit, guest) };
  if (/^postgres(ql)?:/.test(url)) return { kind: 'postgres', dialect: postgresDialect(url, session) };
  throw new Error('a store is named sqlite:PATH or postgres://...');
}

const STATEMENTS_KEPT = 400;

/** Ends a statement whose rows are to come as lists, in the order of its columns: when the driver names the columns of each row, that costs more than reading it. */
export const AS_LISTS = ' /* as lists */';

/**
 * Ends a statement that PostgreSQL is to read and plan once per connection: for statements that come again and again with the
 * same text, whatever their values. SQLite keeps all of them.
 */
export const PREPARED = ' /* prepared */';

function sqliteDialect(path: string, pageLimit: number | null, guest: boolean): Dialect {
  let opened: Plain | null = null;
  const open = (): SqliteDatabase => {
    if (path !== ':memory:') mkdirSync(dirname(resolve(path)), { recursive: true });
    const database = new Libsql(path);
    opened = database;
    // FULL: the reminder log is evidence; an answered append survives a power cut.
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', `busy_timeout = ${BUSY_LIMIT_MS}`, 'temp_store = MEMORY', 'cache_size = -65536']) database.exec(`PRAGMA ${pragma}`);
    if (pageLimit !== null) database.exec(`PRAGMA max_page_count = ${pageLimit}`);
    return keepStatements(database as unknown as SqliteDatabase, () => { if (!guest) settle(database); });
  };
  return {
    createAdapter: () => new WholeMigrations(),
    createDriver: () => new ImmediateSqliteDriver(open, () => {
      if (opened === null) throw new Error('a transaction before the database was opened');
      return opened;
    }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/**
 * Everything into the one file: libsql leaves the write-ahead log behind while a statement is alive, and whoever copies or
 * moves only the database's file would lose what is in it. When it does not succeed the log stays, and is read next time.
 */
function settle(database: Plain): void {
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch (error) {
    if (problemOfFailure(error) === null) throw error;
  }
}

/** SQLite changes tables inside a transaction too (https://www.sqlite.org/lang_transaction.html); Kysely does not count on it, and half of a change would be left. */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Preparing costs more than running the small statements of the hot path; the same SQL text is prepared once. */
function keepStatements(database: SqliteDatabase, beforeClosing: () => void): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => {
      kept.clear();
      beforeClosing();
      database.close();
    },
    prepare: (sql) => {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const prepared = database.prepare(sql);
      if (sql.endsWith(AS_LISTS)) (prepared as unknown as Libsql.Statement).raw();
      const statement: SqliteStatement = {
        reader: prepared.reader,
        all: (parameters) => prepared.all(parameters),
        run: (parameters) => prepared.run(parameters),
        iterate: (parameters) => prepared.iterate(parameters),
      };
      // Only statements whose text does not depend on the data are worth keeping; drop the oldest beyond the limit.
      if (kept.size >= STATEMENTS_KEPT) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
      kept.set(sql, statement);
      return statement;
    },
  };
}

/** What the driver needs of the database itself, beside prepared statements. */
type Plain = Pick<Libsql.Database, 'exec' | 'inTransaction'>;

/**
 * A transaction that will write takes the write lock at once: a deferred one can fail half-way with SQLITE_BUSY.
 * Begin and end are executed, never prepared: libsql does not reset a prepared statement that met SQLITE_BUSY, and every
 * later commit then fails ("SQL statements in progress") until the process ends.
 */
class ImmediateSqliteDriver extends SqliteDriver implements Driver {
  constructor(open: () => SqliteDatabase, private readonly plain: () => Plain) {
    super({ database: () => Promise.resolve(open()) });
  }

  override beginTransaction(_: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    return this.execute(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate');
  }

  override commitTransaction(): Promise<void> {
    return this.execute('commit');
  }

  /** A full disk or a failed write has rolled back already (https://www.sqlite.org/lang_transaction.html): asking again would cover up why. */
  override async rollbackTransaction(): Promise<void> {
    if (this.plain().inTransaction) await this.execute('rollback');
  }

  private async execute(sql: string): Promise<void> {
    await Promise.resolve();
    this.plain().exec(sql);
  }
}

const INT8 = 20;

function postgresDialect(url: string, session: string): Dialect {
  return new PostgresDialect({
    pool: () => Promise.resolve(outliving(new Pool({
      Client: ListingClient,
      connectionString: url,
      application_name: session,
      max: 8,
      connectionTimeoutMillis: BUSY_LIMIT_MS,
      lock_timeout: BUSY_LIMIT_MS,
      types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? safeInteger : pgTypes.getTypeParser(oid, format as 'text')) } as never,
    }))),
  });
}

const preparedNames = new Map<string, string>();

function preparedName(text: string): string {
  const known = preparedNames.get(text);
  if (known !== undefined) return known;
  const name = `relance-${preparedNames.size + 1}`;
  preparedNames.set(text, name);
  return name;
}

/** Kysely hands a text and its values on: how the answer is to come stands at the end of the text. */
class ListingClient extends Client {
  override query(...given: readonly unknown[]): never {
    const [text, values] = given;
    const asked = typeof text === 'string' ? asMarked(text, values as unknown[]) : null;
    return (super.query as (...of: readonly unknown[]) => never)(...(asked === null ? given : [asked]));
  }
}

function asMarked(text: string, values: unknown[]): QueryArrayConfig | null {
  const prepared = text.endsWith(PREPARED);
  const plain = prepared ? text.slice(0, -PREPARED.length) : text;
  const lists = plain.endsWith(AS_LISTS);
  if (!prepared && !lists) return null;
  return { ...(prepared ? { name: preparedName(text) } : {}), text, values, ...(lists ? { rowMode: 'array' } : {}) } as QueryArrayConfig;
}

/**
 * A connection that breaks while no statement waits for an answer tells it as an event, and an event without a listener
 * ends the whole server. The pool drops the connection by itself; the next question opens another or says that there is none.
 */
function outliving(pool: Pool): Pool {
  const told = (): void => undefined;
  pool.on('error', told);
  pool.on('connect', (client) => { client.on('error', told); });
  return pool;
}

/** Money and counts fit a safe integer by construction; anything else is a damaged row and must not be rounded. */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer beyond 2^53 in the store');
  return value;
}
