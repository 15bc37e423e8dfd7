import { copyFileSync, constants, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Libsql from 'libsql';
import { verifyChain } from '../../core';
import type { LogEntry } from '../../core';
import { entryOf } from './rows';
import type { EntryRow } from './rows';
import { runApart } from './apart';
import { problemOfFailure } from './store-failure';

/** What a database file is worth before anybody works with it. */
export type FileHealth =
  | { readonly kind: 'absent' }
  | { readonly kind: 'sound'; readonly entries: number }
  /** What was found, for the person who keeps the server; no word of the log. */
  | { readonly kind: 'damaged'; readonly found: string };

const damaged = (found: string): FileHealth => ({ kind: 'damaged', found });

/**
 * SQLite's own check, then the chain of every debtor's log: SQLite has no checksums, so a changed word inside a page is
 * seen by the chain alone. Reads only. After a server that did not stop properly the write-ahead log is looked at in a
 * copy: one that belongs to another database would be written into this one by merely opening it.
 * @throws what is neither a sound nor a damaged file (no rights, held by another program).
 */
export async function checkFile(path: string, root: string): Promise<FileHealth> {
  if (!existsSync(path)) return existsSync(`${path}-wal`) ? damaged(`${basename(path)} is gone, its write-ahead log is there`) : { kind: 'absent' };
  const wal = `${path}-wal`;
  if (!existsSync(wal) || statSync(wal).size === 0) return look(path, root);
  const aside = mkdtempSync(join(dirname(path), '.check-'));
  try {
    const copy = join(aside, 'copy.db');
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
    copyFileSync(wal, `${copy}-wal`, constants.COPYFILE_FICLONE);
    return await look(copy, root);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** SQLite's check, then every row of every table once. */
const LOOK = `
const [path, rows] = rest;
const database = new Libsql(path);
const found = Object.values(database.prepare('pragma quick_check(1)').all()[0] ?? {})[0];
if (found !== 'ok') throw Object.assign(new Error(), { code: 'QUICK_CHECK' });
if (rows === 'rows') for (const { name } of database.prepare("select name from sqlite_master where type = 'table'").all()) for (const row of database.prepare('select * from "' + name + '"').iterate()) void row;
database.close();
`;
/** What the process says when it is the file that is at fault, not the way to it. */
const AT_FAULT: readonly string[] = ['QUICK_CHECK', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR', 'ended'];

async function look(path: string, root: string): Promise<FileHealth> {
  const looked = await runApart(LOOK, root, [path, 'rows']);
  if (!looked.ok) {
    if (!AT_FAULT.some((code) => looked.problem.startsWith(code))) throw Object.assign(new Error('the database could not be looked at'), { code: looked.problem });
    return damaged(looked.problem === 'ended' ? 'a text in it is no text any more' : looked.problem);
  }
  let database: Libsql.Database | null = null;
  try {
    database = new Libsql(path);
    return checkLog(database);
  } catch (error) {
    if (problemOfFailure(error)?.code !== 'store/damaged') throw error;
    return damaged(String((error as { readonly code: string }).code));
  } finally {
    database?.close();
  }
}

interface Head {
  readonly tenant: string;
  readonly debtor: string;
  readonly seq: number;
  readonly hash: string;
}

function checkLog(database: Libsql.Database): FileHealth {
  const tables = (database.prepare("select name from sqlite_master where type = 'table'").all() as readonly { readonly name: string }[]).map(({ name }) => name);
  // Nothing yet but what the migrations keep of themselves.
  if (tables.every((name) => name.startsWith('kysely_'))) return { kind: 'sound', entries: 0 };
  if (!tables.includes('log_entries') || !tables.includes('log_head')) return damaged('it is not the database of a Relance');
  const heads = database.prepare('select tenant, debtor, seq, hash from log_head where seq > 0').all() as readonly Head[];
  const rows = database.prepare('select * from log_entries where tenant = ? and debtor = ? order by seq');
  let entries = 0;
  for (const head of heads) {
    let log: readonly LogEntry[];
    try {
      log = (rows.all(head.tenant, head.debtor) as readonly EntryRow[]).map(entryOf);
    } catch (error) {
      // A fact that is no JSON any more.
      if (!(error instanceof SyntaxError) && (error as { readonly name?: unknown }).name !== 'SyntaxError') throw error;
      return damaged('an entry of the log cannot be read');
    }
    const { intact, brokenAt } = verifyChain(log, head);
    if (!intact) return damaged(`the chain of a debtor's log is broken at entry ${brokenAt ?? log.length}`);
    entries += log.length;
  }
  const [all] = database.prepare('select count(*) as count from log_entries').all() as readonly { readonly count: number }[];
  if (all === undefined || Number(all.count) !== entries) return damaged('entries of the log without a head');
  return { kind: 'sound', entries };
}

/** What the file that holds the ledger in use is worth. `file`: its name; `aside`: the name under which the damaged one lies now. */
export type EditionHealth =
  /** There is none yet, or it is whole. */
  | { readonly kind: 'fine' }
  | { readonly kind: 'gone'; readonly file: string }
  | { readonly kind: 'damaged'; readonly aside: string };

/**
 * As LOOK, and that it is an edition: an empty file is a sound database too. Its texts are read, for libsql ends its process
 * at one that is no UTF-8: a thousand at once, which takes a quarter of the time of row by row. Between two stands a line
 * end, so that two halves make no whole.
 */
const LOOK_AT_EDITION = `${LOOK}
const edition = new Libsql(path);
edition.prepare('select (select count(*) from (select 1 from bills limit 1)), (select count(*) from (select 1 from debtors limit 1))').all();
for (const { name } of edition.prepare("select name from sqlite_master where type = 'table'").all()) {
  const texts = edition.prepare('select name from pragma_table_info(?)').all(name).map((column) => 'group_concat("' + column.name + '", char(10))').join(', ');
  for (const row of edition.prepare('select ' + texts + ' from "' + name + '" group by rowid / 1000').iterate()) void row;
}
edition.close();
`;

/**
 * The ledger's own file is only a copy of what was read: a damaged one is set aside, and the ledger is read again. The log
 * does not lie in it.
 * @param path of the database that was found sound
 * @throws what is neither a whole nor a damaged file (no rights, held by another program).
 */
export async function checkEdition(path: string, stamp: string, root: string): Promise<EditionHealth> {
  const file = editionOf(path);
  if (file === null) return { kind: 'fine' };
  const edition = join(dirname(path), file);
  if (!existsSync(edition)) return { kind: 'gone', file };
  const looked = await runApart(LOOK_AT_EDITION, root, [edition, 'pages']);
  if (looked.ok) return { kind: 'fine' };
  if (!AT_FAULT.some((code) => looked.problem.startsWith(code))) throw Object.assign(new Error('the ledger of the database could not be looked at'), { code: looked.problem });
  const aside = `damaged-${stamp}-${file}`;
  renameSync(edition, join(dirname(path), aside));
  return { kind: 'damaged', aside };
}

/** The name of the file that the database says its ledger is in; null: none. */
function editionOf(path: string): string | null {
  if (!existsSync(path)) return null;
  const database = new Libsql(path);
  try {
    const known = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'ledger_edition'").all();
    const [row] = known.length === 0 ? [] : (database.prepare('select file from ledger_edition').all() as readonly { readonly file: string }[]);
    return row === undefined ? null : basename(row.file);
  } finally {
    database.close();
  }
}
