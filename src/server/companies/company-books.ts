import { dirname, join } from 'node:path';
import { ok } from '../../core';
import type { Author, Clock, CompanyId, CompanyProfile, RateTable, Result, Template } from '../../core';
import type { AppDeps, ServerLog } from '../app';
import { DecisionKeeper } from '../decision-keeper';
import { builtDecisionThread } from '../decision-thread';
import type { FeedDesk } from '../feeds/desk/feed-desk';
import { Ledgers } from '../feeds/desk/ledgers';
import { openFeedDesk } from '../feeds/desk/open-feed-desk';
import { joinWatched } from '../feeds/desk/watched-beside';
import { FileLedger } from '../feeds/file-ledger';
import { builtThread } from '../feeds/import-thread';
import type { NotStarted } from '../open-database';
import { blankProfile } from '../pack-keeper';
import type { Backups } from '../store/backups';
import type { Store } from '../store/store';

/** What all companies of a server have in common. */
export interface ServerParts {
  /** The checkout or installation. */
  readonly root: string;
  /** The folder of the built threads. */
  readonly threads: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly user: Author;
  readonly templates: readonly Template[];
  readonly rates: RateTable | null;
  readonly log: ServerLog;
  /** Where the key lies under which secrets are sealed, unless the environment gives it. */
  readonly keyFile: string;
  /** Where this server is reached by the browser of its person, without a trailing slash. */
  readonly origin: () => string;
  /** The try-out: no mail leaves it. */
  readonly simulated?: boolean;
}

/** One company's own: its database, and the files that are read for it. */
export interface CompanyPlace {
  readonly company: CompanyId;
  readonly store: Store;
  /** The address of `store`, for the threads that open it too. */
  readonly database: string;
  readonly readOnly: boolean;
  /** null: PostgreSQL, whose administrator keeps them; or a database that goes with its window. */
  readonly backups: Pick<Backups, 'newest'> | null;
  /** Its data folder. */
  readonly data: string;
  /** A ledger file that is watched; null: none. */
  readonly watched: string | null;
  readonly documents: string | null;
}

/** A company as it is worked for: its ledgers are read, its decisions kept near to what is so. */
export interface CompanyBooks {
  readonly company: CompanyId;
  readonly store: Store;
  readonly file: FileLedger;
  /** null: the database is only read, nothing is connected. */
  readonly feeds: FeedDesk | null;
  /** What its API is made of, but for who may call. */
  readonly deps: AppDeps;
  profile(): Promise<CompanyProfile>;
  /** What is under way is broken off where it stands. The store stays open. */
  close(): Promise<void>;
}

export async function openBooks(parts: ServerParts, { company, store, database, readOnly, backups, data, watched, documents }: CompanyPlace): Promise<Result<CompanyBooks, NotStarted>> {
  const { root, threads, env, clock, user, templates, rates, log, keyFile, origin, simulated = false } = parts;
  const report = (event: Readonly<Record<string, unknown>>): void => log.info(event);
  const profile = async (): Promise<CompanyProfile> => (await store.settings(company))?.profile ?? blankProfile(company);
  const file = new FileLedger({ store, tenant: company, company, clock, path: readOnly ? null : watched, documentsFolder: documents, report, worker: builtThread(threads), profile });
  const opened = readOnly ? null : openFeedDesk({
    store, company, root, data, keyFile, env, documents, report, origin, clock, simulated,
    onFirst: async () => {
      file.stopWatching();
      if (watched !== null) await joinWatched(store, company, watched);
    },
  });
  if (opened !== null && !opened.ok) return opened;
  const feeds = opened?.value.desk ?? null;
  const connected = feeds !== null && (await feeds.hasLedgers());
  if (connected && watched !== null) await joinWatched(store, company, watched);
  if (!connected) await file.start();
  feeds?.start();
  const thread = builtDecisionThread(threads);
  const decisions = new DecisionKeeper({ store, clock, company, templates, importing: () => file.isImporting, report, thread: thread === null ? null : { path: thread, url: database } });
  if (!readOnly) decisions.start();
  return ok({
    company, store, file, feeds, profile,
    deps: {
      store, clock, company, user, templates, rates, log, ledger: feeds === null ? file : new Ledgers({ store, tenant: company, file, desk: feeds }), ...(feeds === null ? {} : { feeds }),
      newestBackup: () => backups?.newest() ?? null, trouble: () => Promise.resolve(readOnly ? { code: 'log/read-only', because: 'no-rights' } : null),
      documentsRoot: documents ?? (watched === null ? null : dirname(watched)),
    },
    close: async () => {
      file.stop();
      await opened?.value.close();
      await decisions.stop();
    },
  });
}

/** Where the books of a company lie that is not the first one. */
export const folderOf = (data: string, company: CompanyId): string => join(data, 'companies', company);
