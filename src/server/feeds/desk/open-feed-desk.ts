import { join } from 'node:path';
import { fail, ok } from '../../../core';
import type { Clock, CompanyId, Result } from '../../../core';
import { systemClock } from '../../company-day';
import type { NotStarted } from '../../open-database';
import { blankProfile } from '../../pack-keeper';
import type { Store } from '../../store/store';
import { builtThread } from '../import-thread';
import { AUTHORISED } from '../../routes/feed-routes';
import { feedPublisher } from '../mirror/feed-publisher';
import { keyFor, sealUnder } from '../sealed';
import { FeedDesk } from './feed-desk';
import type { FeedDeskOptions } from './feed-pulls';
import { feedMaker } from './feed-maker';

export interface FeedDeskPlace {
  readonly store: Store;
  readonly company: CompanyId;
  /** The checkout or installation. */
  readonly root: string;
  /** The company's data folder: its mirrors lie in it. */
  readonly data: string;
  /** Where the key lies under which secrets are sealed, unless RELANCE_KEY gives it. */
  readonly keyFile: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly documents: string | null;
  readonly report: FeedDeskOptions['report'];
  /** Where this server is reached by the browser of its person, without a trailing slash. */
  readonly origin: () => string;
  readonly onFirst?: () => Promise<void>;
  /** Absent: the machine's. */
  readonly clock?: Clock;
  /** The try-out: its mails go nowhere, and nothing may say in somebody's books that they went out. */
  readonly simulated?: boolean;
}

export interface OpenedFeedDesk {
  readonly desk: FeedDesk;
  /** What is being pulled is broken off where it stands. */
  close(): Promise<void>;
}

/** The connected ledgers of one company. */
export function openFeedDesk({ store, company, root, data, keyFile, env, documents, report, origin, onFirst, clock = systemClock, simulated = false }: FeedDeskPlace): Result<OpenedFeedDesk, NotStarted> {
  let key: Buffer;
  try {
    key = keyFor(env['RELANCE_KEY'], keyFile);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail({ message: `The key under which the secrets of connected ledgers are sealed cannot be used: ${error.message}.`, exit: 2 });
  }
  const publisher = feedPublisher({ store, tenant: company, clock, folder: join(data, 'feeds'), worker: builtThread(join(root, 'dist/server')) });
  const desk = new FeedDesk({
    store, tenant: company, company, clock, seal: sealUnder(key), publisher, report, redirect: () => `${origin()}${AUTHORISED}`, ...(onFirst === undefined ? {} : { onFirst }), ...(simulated ? { notes: null } : {}),
    makeFeed: feedMaker({ mappingFor: (layout) => store.mappingFor(company, layout), documentsFolder: documents, profile: async () => (await store.settings(company))?.profile ?? blankProfile(company) }),
  });
  return ok({
    desk,
    close: async () => {
      await desk.stop();
      publisher.close();
    },
  });
}
