import { copyFileSync, existsSync, openSync, closeSync, fsyncSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Instant } from '../../core';
import { runApart } from './apart';
import { flushFolder, stampOf } from './backups';
import type { Backup } from './backups';

export interface Restored {
  /** Names beside the database under which the broken file and its companions lie now. */
  readonly aside: readonly string[];
  /** Entries that the set-aside file holds and the backup does not; null: it cannot be read. */
  readonly lost: number | null;
}

/** Entry by entry, never guessed. */
const MISSING = `
const [broken, backup] = rest;
const database = new Libsql(backup);
database.prepare('attach ? as broken').run(broken);
const [row] = database.prepare('select count(*) as lost from broken.log_entries b where not exists (select 1 from main.log_entries e where e.tenant = b.tenant and e.id = b.id)').all();
process.stdout.write(JSON.stringify(row.lost));
`;

/**
 * Puts a backup in the place of the database. The broken file and its write-ahead log are renamed, never removed or
 * opened in place: what is in them may still be wanted.
 * @param backup was looked at before
 * @throws when the disk refuses: then the database stands as it stood, or its start is refused until this is done again.
 */
export async function restoreBackup(database: string, backup: Backup, now: Instant, root: string): Promise<Restored> {
  const folder = dirname(database);
  const stamp = stampOf(now);
  const fresh = join(folder, `.restoring-${stamp}`);
  const aside: string[] = [];
  try {
    copyFileSync(backup.path, fresh);
    const file = openSync(fresh, 'r+');
    fsyncSync(file);
    closeSync(file);
    // A restart between these names finds no database but backups, or a write-ahead log alone: it refuses to begin anew.
    const name = `${basename(database)}.damaged-${stamp}`;
    for (const part of ['', '-wal', '-shm']) {
      if (!existsSync(`${database}${part}`)) continue;
      renameSync(`${database}${part}`, join(folder, `${name}${part}`));
      aside.push(`${name}${part}`);
    }
    renameSync(fresh, database);
    flushFolder(folder);
  } finally {
    rmSync(fresh, { force: true });
  }
  const [broken] = aside;
  return { aside, lost: broken === undefined ? null : await countInCopy(join(folder, broken), backup.path, root) };
}

/** Counting opens the file, and opening may write into it: that is done to a copy. */
async function countInCopy(broken: string, backup: string, root: string): Promise<number | null> {
  const copy = `${broken}.counting`;
  const companions = ['', '-wal'];
  try {
    for (const part of companions) if (existsSync(`${broken}${part}`)) copyFileSync(`${broken}${part}`, `${copy}${part}`);
    const counted = await runApart(MISSING, root, [copy, backup]);
    return counted.ok ? Number(counted.value) : null;
  } finally {
    for (const part of [...companions, '-shm']) rmSync(`${copy}${part}`, { force: true });
  }
}
