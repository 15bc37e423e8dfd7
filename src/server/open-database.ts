import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fail, ok } from '../core';
import type { Clock, Instant, Result } from '../core';
import type { ServerConfig } from './config';
import { holdFolder } from './store/one-server';
import type { Held } from './store/one-server';
import { Backups, stampOf } from './store/backups';
import { checkEdition, checkFile } from './store/file-health';
import type { EditionHealth } from './store/file-health';
import { NotMigrated } from './store/migrations';
import { openStore } from './store/open-store';
import type { Store } from './store/store';

/** Why it did not start: a sentence for the person, and the exit code. */
export interface NotStarted {
  readonly message: string;
  readonly exit: number;
}

export interface OpenedDatabase {
  readonly store: Store;
  /** null: PostgreSQL, whose administrator keeps the backups. */
  readonly backups: Backups | null;
  readonly readOnly: boolean;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly config: Pick<ServerConfig, 'database' | 'backups' | 'ledger'>;
  readonly root: string;
  readonly providerDomains: ReadonlySet<string>;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  readonly report: (fields: Readonly<Record<string, unknown>>) => void;
}

const HOUR_MS = 3_600_000;
/** Less than a day: a machine that sleeps at night is copied on each day that it works. */
const STALE_MS = 20 * HOUR_MS;

export const fileOf = ({ database }: Pick<ServerConfig, 'database'>): string | null => (database.startsWith('sqlite:') && database !== 'sqlite::memory:' ? database.slice('sqlite:'.length) : null);
export const lockOf = (file: string): string => `${file}.lock`;
export const when = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
export const IN_USE = 'Another Relance works with this database. Stop it first.';

/** Checks what lies there, opens it, and sees to its backups. A damaged file is never opened for work and never replaced. */
export async function openDatabase(options: OpenOptions): Promise<Result<OpenedDatabase, NotStarted>> {
  const file = fileOf(options.config);
  try {
    if (file === null) {
      const store = await openStore(options.config.database, { providerDomains: options.providerDomains });
      return ok({ store, backups: null, readOnly: false, close: () => store.close() });
    }
    return existsSync(file) && !mayWrite(file) ? await openCopy(file, options) : await openFile(file, options);
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    // Kysely's words when the database has seen migrations that this program does not know.
    if (/corrupted migrations/.test(String(message))) return fail({ message: 'This database was last used by a newer Relance. Start that version again; nothing was changed.', exit: 1 });
    if (error instanceof NoBackup) return fail({ message: `Before the database is brought up to date a backup is made, and none could be made in ${options.config.backups} (${error.because}). Nothing was changed. Make room there or choose another place with --backups DIR, then start again.`, exit: 1 });
    if (error instanceof NotMigrated) return fail({ message: `${file === null ? 'The PostgreSQL database' : `The database ${file}`} could not be brought up to date (${error.because}). It stands as it stood: the version of Relance that used it last goes on with it. ${backedUp(options)}`, exit: 1 });
    if (typeof code !== 'string') throw error;
    const what = file === null ? 'The PostgreSQL database named by RELANCE_DATABASE' : `The database ${file}`;
    return fail({ message: `${what} cannot be opened (${code}). Is it a Relance database, is it reachable, may this account read and write it?`, exit: 1 });
  }
}

/** Nothing is changed without a copy of what was there. */
class NoBackup extends Error {
  constructor(readonly because: string) {
    super(`no backup: ${because}`);
  }
}

const counted = (entries: number): string => `${entries} log ${entries === 1 ? 'entry' : 'entries'}`;

function backedUp({ config, root }: OpenOptions): string {
  const file = fileOf(config);
  const newest = file === null ? null : new Backups({ database: file, folder: config.backups, root }).newest();
  return newest === null ? 'Keep this message for whoever looks after Relance.' : `A backup of ${when(newest.at)} with ${counted(newest.entries)} lies in ${config.backups}. Keep this message for whoever looks after Relance.`;
}

/** The file, and the folder: SQLite keeps companions beside its file. */
export function mayWrite(file: string): boolean {
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(String((error as { readonly code?: unknown }).code))) throw error;
    return false;
  }
}

async function openFile(file: string, options: OpenOptions): Promise<Result<OpenedDatabase, NotStarted>> {
  const { config, root, clock, say, report } = options;
  const backups = new Backups({ database: file, folder: config.backups, root });
  const held = holdFolder(lockOf(file));
  if (held === null) return fail({ message: `${IN_USE} (${file})`, exit: 1 });
  let opened = false;
  try {
    const health = await checkFile(file, root);
    const newest = backups.newest();
    if (health.kind === 'damaged') return refused(file, health.found, backups);
    if (health.kind === 'absent' && newest !== null) return refused(file, 'it is gone', backups);
    if (health.kind === 'sound' && newest !== null && health.entries < newest.entries) return refused(file, `its log holds ${health.entries} entries, fewer than its last backup`, backups);
    const edition = await checkEdition(file, stampOf(clock.now()), root);
    if (edition.kind !== 'fine') {
      say(lostLedger(edition, health.kind === 'sound' ? health.entries : 0, config.ledger));
      report({ code: `edition/${edition.kind}` });
    }
    const store = await openStore(config.database, {
      providerDomains: options.providerDomains,
      beforeMigration: async () => {
        const made = await backups.make(clock.now());
        if (!made.ok) throw new NoBackup(made.problem.because);
        say(`The database is brought up to date; as it was it is kept as ${made.value.path} (${counted(made.value.entries)}).`);
      },
    });
    opened = true;
    const stopCopying = keepCopying(backups, options, health.kind === 'sound' ? health.entries : 0);
    return ok({
      store, backups, readOnly: false,
      close: async () => {
        await stopCopying();
        await store.close();
        held.release();
      },
    });
  } finally {
    if (!opened) (held satisfies Held).release();
  }
}

/** @param ledger the watched file; null: none. */
function lostLedger(edition: Exclude<EditionHealth, { kind: 'fine' }>, entries: number, ledger: string | null): string {
  const found = edition.kind === 'gone' ? `The ledger’s own file beside the database (${edition.file}) is not there, as after a restore.` : `The ledger’s own file beside the database was damaged; it lies aside as ${edition.aside}.`;
  const again = ledger === null ? 'The ledger must be read again: choose its file in the settings of the pane, or start with --ledger FILE. Until then nobody’s figures are shown.' : `The ledger is read again from ${ledger}; until that is done nobody’s figures are shown.`;
  return `${found} The log is whole: ${entries} ${entries === 1 ? 'entry' : 'entries'}. ${again}`;
}

function refused(file: string, found: string, backups: Backups): Result<never, NotStarted> {
  const newest = backups.newest();
  const offer = newest === null
    ? `There is no backup in ${backups.folder}. Keep the file: what is readable in it can still be saved by someone who knows SQLite (.recover).`
    : `The last backup is of ${when(newest.at)} and holds ${newest.entries} log entries. To put it back (this file is kept aside): npm run serve -- --restore`;
  return fail({ message: `The database ${file} is damaged: ${found}. Nothing was changed.\n${offer}`, exit: 1 });
}

/** A copy after the start when something is new, then each day. */
function keepCopying(backups: Backups, { clock, say, report }: OpenOptions, entries: number): () => Promise<void> {
  let under: Promise<unknown> = Promise.resolve();
  const copy = (): void => {
    under = backups.make(clock.now()).then((made) => {
      report(made.ok ? { code: 'backup/made', entries: made.value.entries } : { code: made.problem.code, because: made.problem.because });
      if (!made.ok) say(`No backup could be made in ${backups.folder} (${made.problem.because}). Relance works on; choose another place with --backups DIR.`);
    });
  };
  const stale = (): boolean => {
    const newest = backups.newest();
    return newest === null || Math.abs(Date.parse(clock.now()) - Date.parse(newest.at)) > STALE_MS;
  };
  if (stale() || backups.newest()?.entries !== entries) copy();
  const timer = setInterval(() => { if (stale()) copy(); }, HOUR_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await under;
  };
}

/**
 * Without the right to write, SQLite cannot even read a file whose write-ahead log waits (its index must be written):
 * a copy in the system's temporary folder is read instead, and closed to writing.
 */
async function openCopy(file: string, { config, root, providerDomains, clock, say }: OpenOptions): Promise<Result<OpenedDatabase, NotStarted>> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-reading-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const name = basename(file);
    for (const part of readdirSync(dirname(file))) if (part === name || part === `${name}-wal` || part.startsWith(`${name}.ledger-`)) copyFileSync(join(dirname(file), part), join(folder, part));
    const copy = join(folder, name);
    const health = await checkFile(copy, root);
    if (health.kind === 'damaged') {
      remove();
      return refused(file, health.found, new Backups({ database: file, folder: config.backups, root }));
    }
    // The copy's edition may be moved: nothing of the original is.
    const edition = await checkEdition(copy, stampOf(clock.now()), root);
    if (edition.kind !== 'fine') say('The ledger’s own file beside the database is not there or damaged. The log is whole; the figures come back once Relance may write and has read the ledger again.');
    const store = await openStore(`sqlite:${copy}`, { providerDomains, readOnly: true });
    say(`${file} may not be written by this account: Relance shows what it holds and records nothing.`);
    return ok({
      store, backups: null, readOnly: true,
      close: async () => {
        await store.close();
        remove();
      },
    });
  } catch (error) {
    remove();
    throw error;
  }
}
