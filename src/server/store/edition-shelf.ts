import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { CompiledQuery } from 'kysely';
import type { Kysely } from 'kysely';
import { keysOf } from '../../core';
import type { EditionOrder } from './edition-writer';
import { slices } from './import-ledger';
import { CONTRACT_RATE, DEBTOR_FIELDS, MIRROR_TABLES, LIVE, NEWEST_TABLE, POSTAL, REMINDED_ON, STATUS_DAY, addressOf, editionStem, isLive, rowsOf } from './edition-schema';
import type { Layout } from './edition-schema';
import { debtorOf } from './rows';
import type { Tables } from './schema';

/** Where the editions of one SQLite database lie, and which of them is read. */
export interface EditionShelf {
  /** A name for the next edition, and the ledger that it follows. @param live it will be changed in place. */
  order(tenant: string, live?: boolean): Promise<EditionOrder>;
  /** The file of the edition in use, where it may be changed in place; else null. */
  liveFile(): string | null;
  /** In one short transaction: `tell` writes what is said of the ledger, and every question from then on is answered from the new file. */
  publish<T>(file: string, tell: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** In a transaction, of customers who were changed in place: what the database itself keeps of those with a log. */
  hold(db: Kysely<Tables>, tenant: string, debtors: readonly string[]): Promise<void>;
  /** Takes away an edition that is not in use. */
  discard(file: string): void;
  close(): void;
}

const HELD_AT_ONCE = 500;

const run = (db: Kysely<Tables>, sql: string, parameters: readonly unknown[] = []): Promise<unknown> => db.executeQuery(CompiledQuery.raw(sql, [...parameters]));

/**
 * The database itself holds whoever has a log (append-entry.ts); what the ledger says of them today is kept there too: by
 * these names and numbers they are found again when the ledger's own file is lost.
 */
const keepHeld = (edition: string, which = 'true'): string => `insert into main.debtors (${DEBTOR_FIELDS.join(', ')}) select ${DEBTOR_FIELDS.map((field) => `e.${field}`).join(', ')}
  from main.log_head h cross join ${edition}.debtors e on e.id = h.debtor and e.tenant = h.tenant where ${which}
  on conflict (tenant, id) do update set ${DEBTOR_FIELDS.filter((field) => field !== 'tenant' && field !== 'id').map((field) => `${field} = excluded.${field}`).join(', ')}
  where fingerprint <> excluded.fingerprint`;

/** Until the ledger is read again nothing is said of anybody's debts. The log stays, and so do the customers it is about. */
async function leaveWithoutLedger(trx: Kysely<Tables>): Promise<void> {
  await trx.deleteFrom('ledger_state').execute();
  const held = await trx.selectFrom('debtors').selectAll().execute();
  await trx.deleteFrom('debtor_keys').execute();
  for (const { tenant, ...row } of held) {
    const keys = keysOf(debtorOf(row, { contacts: [], domains: [], credits: [], ibans: [] }));
    await trx.insertInto('debtor_keys').values(keys.map(({ kind, value }) => ({ tenant, kind, value, debtor: row.id }))).execute();
  }
}

/** Of an edition that is attached: older ones lack what came later. */
async function layoutOf(one: Kysely<Tables>, schema: string): Promise<Layout> {
  const { rows } = await one.executeQuery(CompiledQuery.raw(`select 1 from ${schema}.sqlite_master where name = ?`, [NEWEST_TABLE]));
  const { rows: columns } = await one.executeQuery<{ readonly name: string }>(CompiledQuery.raw('select name from pragma_table_info(?, ?) where name in (?, ?) union all select name from pragma_table_info(?, ?) where name in (?, ?)', ['bills', schema, STATUS_DAY, REMINDED_ON, 'debtors', schema, CONTRACT_RATE, POSTAL]));
  const has = (column: string): boolean => columns.some(({ name }) => name === column);
  return rows.length === 0 ? 'edition-without-ibans' : !has(STATUS_DAY) ? 'edition-without-status-days' : !has(REMINDED_ON) ? 'edition-without-reminders' : !has(CONTRACT_RATE) ? 'edition-without-contract-rates' : has(POSTAL) ? 'edition' : 'edition-without-addresses';
}

/**
 * Another connection reads the edition in use, in a transaction (open-reader.ts). @returns the file attached, `attached` where
 * that is the one still.
 */
export async function useEdition(one: Kysely<Tables>, folder: string, attached: string | null): Promise<string | null> {
  const named = (await one.selectFrom('ledger_edition').select('file').executeTakeFirst())?.file ?? null;
  if (named === attached) return attached;
  for (const table of MIRROR_TABLES) await run(one, `drop view if exists temp.${table}`);
  if (attached !== null) await run(one, 'detach edition');
  if (named === null) return null;
  await run(one, 'attach ? as edition', [addressOf(join(folder, named), 'edition')]);
  const layout = await layoutOf(one, 'edition');
  for (const table of MIRROR_TABLES) await run(one, `create temp view ${table} as ${rowsOf(table, 'edition', layout)}`);
  return named;
}

/** @param path of the database; `:memory:` gets a folder of its own that goes with the store. */
export async function openShelf(db: Kysely<Tables>, path: string): Promise<EditionShelf> {
  const own = path === ':memory:' ? mkdtempSync(join(tmpdir(), 'relance-editions-')) : null;
  const folder = own ?? dirname(resolve(path));
  const stem = editionStem(own === null ? basename(path) : 'memory');
  let attached = 0;
  let current: string | null = null;
  let layout: Layout = 'edition';

  const use = async (one: Kysely<Tables>, file: string, tell: (db: Kysely<Tables>) => Promise<unknown>): Promise<void> => {
    const [was, now] = [`edition${attached}`, `edition${attached + 1}`];
    await run(one, `attach ? as ${now}`, [addressOf(join(folder, file), 'edition')]);
    try {
      // Read before anything is promised: a file that is no edition stops here.
      await run(one, `select count(*) from (select 1 from ${now}.bills limit 1), (select 1 from ${now}.debtors limit 1)`);
      const found = await layoutOf(one, now);
      await one.transaction().execute(async (trx) => {
        await tell(trx);
        for (const table of MIRROR_TABLES) {
          await run(trx, `drop view if exists temp.${table}`);
          await run(trx, `create temp view ${table} as ${rowsOf(table, now, found)}`);
        }
      });
      layout = found;
    } catch (error) {
      await run(one, `detach ${now}`);
      throw error;
    }
    await run(one, `pragma ${now}.cache_size = -65536`);
    if (attached > 0) await run(one, `detach ${was}`);
    attached += 1;
    current = file;
  };
  const remove = (file: string): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `${file}${end}`), { force: true });
  };
  const sweep = (): void => {
    for (const file of readdirSync(folder)) if (file.startsWith(stem) && (current === null || !file.startsWith(current))) remove(file);
  };

  const named = (await db.selectFrom('ledger_edition').select('file').executeTakeFirst())?.file ?? null;
  if (named !== null) {
    if (existsSync(join(folder, named))) await db.connection().execute((one) => use(one, named, () => Promise.resolve()));
    // Its file is not there (a backup was put back, or somebody took it away): better no ledger than one in which nobody owes anything.
    else await db.transaction().execute(leaveWithoutLedger);
  }
  if (own === null) sweep();

  return {
    order: async (tenant, live = false) => {
      const file = join(folder, `${stem}${live ? LIVE : ''}${randomUUID()}`);
      if (current !== null) return { file, tenant, before: { file: join(folder, current), layout } };
      const older = own === null && (await db.selectFrom('debtors').select('id').limit(1).executeTakeFirst()) !== undefined;
      return { file, tenant, before: older ? { file: resolve(path), layout: 'tables' } : null };
    },
    liveFile: () => (current !== null && layout === 'edition' && isLive(current) ? join(folder, current) : null),
    publish: async (file, tell) => {
      const before = current;
      const name = basename(file);
      const told: { value?: Awaited<ReturnType<typeof tell>> } = {};
      await db.connection().execute((one) => use(one, name, async (trx) => {
        await trx.deleteFrom('ledger_edition').execute();
        await trx.insertInto('ledger_edition').values({ file: name }).execute();
        await run(trx, keepHeld(`edition${attached + 1}`));
        told.value = await tell(trx);
      }));
      if (before !== null) remove(before);
      return told.value as Awaited<ReturnType<typeof tell>>;
    },
    hold: async (trx, tenant, debtors) => {
      for (const some of slices(debtors, HELD_AT_ONCE)) await run(trx, keepHeld(`edition${attached}`, `h.tenant = ? and h.debtor in (${some.map(() => '?').join(', ')})`), [tenant, ...some]);
    },
    discard: (file) => {
      if (basename(file) !== current) remove(basename(file));
    },
    close: () => {
      if (own !== null) rmSync(own, { recursive: true, force: true });
    },
  };
}
