import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../../core';
import type { CompanyId, Result } from '../../core';
import type { ServerConfig } from '../config';
import { fileOf, openDatabase } from '../open-database';
import type { NotStarted } from '../open-database';
import type { Store } from '../store/store';
import type { OpenedBooks } from './companies';
import { folderOf, openBooks } from './company-books';
import type { ServerParts } from './company-books';

/** Where a company's own things lie. */
export type OwnPlaces = Pick<ServerConfig, 'data' | 'database' | 'backups'>;

export interface OpenOther {
  readonly parts: ServerParts;
  /** Of the server. */
  readonly config: OwnPlaces;
  /** The first company's. */
  readonly store: Store;
  readonly providerDomains: ReadonlySet<string>;
  readonly say: (line: string) => void;
  readonly report: (fields: Readonly<Record<string, unknown>>) => void;
}

/** Its database, its backups and its mirrors lie apart from the first company's. */
export function placesOf(config: OwnPlaces, company: CompanyId): OwnPlaces {
  const data = folderOf(config.data, company);
  return { data, database: fileOf(config) === null ? config.database : `sqlite:${join(data, 'relance.db')}`, backups: folderOf(config.backups, company) };
}

/**
 * The books of a company that is not the first one. In files each company has a database of its own: what is written for one
 * keeps no other waiting, and a backup is of one company. PostgreSQL holds them all, each under its id.
 */
export async function openOther({ parts, config, store, providerDomains, say, report }: OpenOther, company: CompanyId): Promise<Result<OpenedBooks, NotStarted>> {
  const own = placesOf(config, company);
  mkdirSync(own.data, { recursive: true, mode: 0o700 });
  const shared = fileOf(config) === null;
  const opened = shared ? ok({ store, backups: null, readOnly: false, close: () => Promise.resolve() }) : await openDatabase({ config: { ...own, ledger: null }, root: parts.root, providerDomains, clock: parts.clock, say, report });
  if (!opened.ok) return opened;
  const books = await openBooks(parts, { company, store: opened.value.store, database: own.database, readOnly: opened.value.readOnly, backups: opened.value.backups, data: own.data, watched: null, documents: null });
  if (!books.ok) {
    await opened.value.close();
    return books;
  }
  return ok({
    books: books.value,
    close: async () => {
      await books.value.close();
      await opened.value.close();
    },
  });
}

/** Deletes the files of a company whose books are closed. Its backups too: nothing was ever recorded about its customers. */
export function forgetOther({ config }: Pick<OpenOther, 'config'>, company: CompanyId): void {
  const { data, backups } = placesOf(config, company);
  for (const folder of [data, backups]) if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
}
