import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok } from '../../core';
import type { Instant, Result } from '../../core';
import { runApart } from './apart';

export interface Backup {
  readonly path: string;
  readonly at: Instant;
  /** Entries of the log that it holds. */
  readonly entries: number;
}

export interface BackupProblem {
  readonly code: 'backup/failed';
  /** A code of the system or of SQLite; no path, no content. */
  readonly because: string;
}

export interface BackupOptions {
  /** The database's file. */
  readonly database: string;
  /** Where the backups lie: not inside the data folder, which may be lost as a whole. */
  readonly folder: string;
  /** The installation, where the packages of the copying process are found. */
  readonly root: string;
}

/** Days of which the newest backup is kept. */
const DAYS_KEPT = 7;
const NAME = /^relance-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z-(\d+)\.db$/;
const UNFINISHED = /^\.unfinished-/;

/**
 * In a process of its own: copying a large log must not hold up the server. The copy is opened and looked at before it
 * counts: SQLite's check, every entry linked to the one before, every head where the log ends.
 */
const COPY = `
const [database, target] = rest;
const source = new Libsql(database);
source.exec('pragma busy_timeout = 5000');
source.prepare('vacuum into ?').run(target);
source.close();
const copy = new Libsql(target);
const one = (sql) => Object.values(copy.prepare(sql).all()[0])[0];
if (one('pragma quick_check(1)') !== 'ok') throw Object.assign(new Error(), { code: 'COPY_DAMAGED' });
const unlinked = one("select count(*) from log_entries e left join log_entries p on p.tenant = e.tenant and p.debtor = e.debtor and p.seq = e.seq - 1 where e.seq > 1 and (p.hash is null or p.hash <> e.previous_hash)");
const astray = one("select count(*) from log_head h left join log_entries e on e.tenant = h.tenant and e.debtor = h.debtor and e.seq = h.seq where h.seq > 0 and (e.hash is null or e.hash <> h.hash)");
if (unlinked > 0 || astray > 0) throw Object.assign(new Error(), { code: 'LOG_BROKEN' });
const entries = Number(one('select count(*) from log_entries'));
copy.close();
process.stdout.write(JSON.stringify({ entries }));
`;
/** Copies of the database, newest first; each is whole and was opened before it got its name. */
export class Backups {
  private making: Promise<unknown> = Promise.resolve();
  constructor(private readonly options: BackupOptions) {}

  get folder(): string {
    return this.options.folder;
  }

  list(): readonly Backup[] {
    const { folder } = this.options;
    if (!existsSync(folder)) return [];
    return readdirSync(folder).flatMap((name): readonly Backup[] => {
      const parts = NAME.exec(name);
      if (parts === null) return [];
      const [, day = '', hours = '', minutes = '', seconds = '', entries = ''] = parts;
      return [{ path: join(folder, name), at: `${day}T${hours}:${minutes}:${seconds}.000Z` as Instant, entries: Number(entries) }];
    }).sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  newest(): Backup | null {
    return this.list()[0] ?? null;
  }

  /** One at a time. Its name comes last: what bears a name is whole. */
  make(now: Instant): Promise<Result<Backup, BackupProblem>> {
    const mine = this.making.then(() => this.copy(now));
    this.making = mine.catch(() => undefined);
    return mine;
  }

  /** A backup that was put back is the newest from now on: what the database is measured by when it is opened. */
  again(backup: Backup, now: Instant): void {
    const unfinished = join(this.options.folder, `.unfinished-${stampOf(now)}`);
    copyFileSync(backup.path, unfinished);
    flush(unfinished);
    renameSync(unfinished, join(this.options.folder, `relance-${stampOf(now)}-${backup.entries}.db`));
    flushFolder(this.options.folder);
  }

  private async copy(now: Instant): Promise<Result<Backup, BackupProblem>> {
    const { database, folder, root } = this.options;
    const stamp = stampOf(now);
    const unfinished = join(folder, `.unfinished-${stamp}`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Left by a process that was killed: it never counted.
      for (const name of readdirSync(folder)) if (UNFINISHED.test(name)) rmSync(join(folder, name), { force: true });
      const made = await runApart(COPY, root, [database, unfinished]);
      if (!made.ok) return fail({ code: 'backup/failed', because: made.problem });
      const { entries } = JSON.parse(made.value) as { readonly entries: number };
      flush(unfinished);
      const path = join(folder, `relance-${stamp}-${entries}.db`);
      renameSync(unfinished, path);
      flushFolder(folder);
      const backup: Backup = { path, at: `${now.slice(0, 19)}.000Z` as Instant, entries };
      this.rotate(backup);
      return ok(backup);
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (typeof code !== 'string') throw error;
      return fail({ code: 'backup/failed', because: code });
    } finally {
      // Where its folder is none, removing it would fail too and cover up why.
      if (existsSync(unfinished)) rmSync(unfinished, { force: true });
    }
  }

  /** The newest of each of the last days that have one. A log never shrinks: while an older backup holds more, nothing is taken away. */
  private rotate(newest: Backup): void {
    const all = this.list();
    if (all.some(({ entries }) => entries > newest.entries)) return;
    const days = new Set<string>();
    for (const { at, path } of all) {
      const day = at.slice(0, 10);
      if (days.has(day) || days.size >= DAYS_KEPT) rmSync(path, { force: true });
      else days.add(day);
    }
  }
}

/** Of a moment, as it may stand in the name of a file. */
export const stampOf = (at: Instant): string => `${at.slice(0, 19).replaceAll(':', '-')}Z`;

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A new name lasts when its folder was flushed; Windows has no such call and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') {
    const file = openSync(folder, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}
