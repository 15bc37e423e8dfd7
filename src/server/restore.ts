import { basename, dirname } from 'node:path';
import type { Clock } from '../core';
import type { ServerConfig } from './config';
import { holdFolder } from './store/one-server';
import { fileOf, IN_USE, lockOf, when } from './open-database';
import type { NotStarted } from './open-database';
import { Backups } from './store/backups';
import { checkFile } from './store/file-health';
import { restoreBackup } from './store/restore-backup';

export interface RestoreOptions {
  readonly config: ServerConfig;
  readonly root: string;
  readonly choice: string | null;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  /** null: nobody is there to answer. */
  readonly ask: ((question: string) => Promise<string>) | null;
}

const counted = (entries: number): string => `${entries} log ${entries === 1 ? 'entry' : 'entries'}`;

/** Lists the backups and puts one back on the person's word. Nothing is deleted. */
export async function restore({ config, root, choice, clock, say, ask }: RestoreOptions): Promise<NotStarted> {
  const file = fileOf(config);
  if (file === null) return { message: 'Backups of PostgreSQL are its administrator’s: Relance keeps none and puts none back.', exit: 2 };
  const shelf = new Backups({ database: file, folder: config.backups, root });
  const backups = shelf.list();
  if (backups.length === 0) return { message: `There is no backup in ${config.backups}.`, exit: 1 };
  say(`Backups in ${config.backups}:`);
  backups.forEach(({ at, entries }, index) => say(`  ${index + 1}. ${when(at)}, ${counted(entries)}`));
  const given = choice ?? (ask === null ? null : await ask(`Which one shall take the place of ${file}? Its number, or nothing to leave all as it is: `));
  if (given === null) return { message: 'Say which one: npm run serve -- --restore --backup 1', exit: 2 };
  if (given.trim() === '') return { message: 'Nothing was changed.', exit: 0 };
  const backup = /^\d{1,3}$/.test(given.trim()) ? backups[Number(given) - 1] : undefined;
  if (backup === undefined) return { message: `There is no backup number ${given.trim().slice(0, 20)}. Nothing was changed.`, exit: 2 };
  const held = holdFolder(lockOf(file));
  if (held === null) return { message: `${IN_USE} Nothing was changed.`, exit: 1 };
  try {
    if ((await checkFile(backup.path, root)).kind !== 'sound') return { message: `The backup ${basename(backup.path)} is damaged too: choose an older one. Nothing was changed.`, exit: 1 };
    const { aside, lost } = await restoreBackup(file, backup, clock.now(), root);
    shelf.again(backup, clock.now());
    const missing = lost === null ? 'How many entries were written after it cannot be read from the damaged file.' : lost === 0 ? 'No entry of the log is missing.' : `${counted(lost)} written after it ${lost === 1 ? 'is' : 'are'} not in it: look into the sent mails of those days before you send reminders.`;
    const kept = aside.length === 0 ? '' : ` The file that stood there is kept in ${dirname(file)} as ${aside[0] ?? ''}.`;
    return { message: `The backup of ${when(backup.at)} with ${counted(backup.entries)} is in place. ${missing}${kept}\nThe ledger is no part of a backup: it is read again at the next start from the watched file, or choose its file in the settings of the pane. Until then nobody’s figures are shown.\nStart Relance as usual.`, exit: 0 };
  } finally {
    held.release();
  }
}
