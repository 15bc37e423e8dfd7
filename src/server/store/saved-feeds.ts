import type { Kysely } from 'kysely';
import type { FeedField, FeedIdentity, FeedKind, FeedValues, Instant, Problem } from '../../core';
import type { StoreKind } from './dialect';
import type { Tables } from './schema';
import { writing } from './writing';

/** A ledger elsewhere, as it is kept. Secrets are sealed before they come here (feeds/sealed.ts). */
export interface SavedFeed {
  readonly id: string;
  readonly kind: FeedKind;
  readonly name: string;
  readonly values: FeedValues;
  readonly sealed: Readonly<Partial<Record<FeedField['name'], string>>>;
  /** What the vendor's consent gave, sealed; null: none was given, or it is over. */
  readonly consent: string | null;
  readonly identity: FeedIdentity | null;
  /** The moment that its figures describe; null: never pulled. */
  readonly asOf: Instant | null;
  readonly triedAt: Instant | null;
  /** When everything was pulled the last time. */
  readonly wholeAt: Instant | null;
  /** Of the last try. */
  readonly problem: Problem | null;
  /** Reminders are noted there. */
  readonly notes: boolean;
}

export interface SavedFeeds {
  /** In the order in which they were connected: the first names a customer that several know. */
  list(tenant: string): Promise<readonly SavedFeed[]>;
  /** A new one is added behind the others; one that is there is replaced where it stands. No note waits longer than notes are wanted. */
  save(tenant: string, feed: SavedFeed): Promise<void>;
  /** With all its notes. */
  remove(tenant: string, id: string): Promise<void>;
}

export function savedFeedsIn(db: Kysely<Tables>, kind: StoreKind): SavedFeeds {
  return {
    list: async (tenant) => {
      const rows = await db.selectFrom('feeds').selectAll().where('tenant', '=', tenant).orderBy('position').execute();
      return rows.map((row) => ({
        id: row.id, kind: row.kind as FeedKind, name: row.name, values: JSON.parse(row.open) as FeedValues, sealed: JSON.parse(row.sealed) as SavedFeed['sealed'], consent: row.consent,
        identity: row.identity === null ? null : (JSON.parse(row.identity) as FeedIdentity), asOf: row.as_of as Instant | null, triedAt: row.tried_at as Instant | null, wholeAt: row.whole_at as Instant | null,
        problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem), notes: row.notes === 1,
      }));
    },
    save: (tenant, feed) => writing(db, kind, async (trx) => {
      const said = {
        kind: feed.kind, name: feed.name, open: JSON.stringify(feed.values), sealed: JSON.stringify(feed.sealed), consent: feed.consent, identity: feed.identity === null ? null : JSON.stringify(feed.identity),
        as_of: feed.asOf, tried_at: feed.triedAt, whole_at: feed.wholeAt, problem: feed.problem === null ? null : JSON.stringify(feed.problem), notes: feed.notes ? 1 : 0,
      };
      const last = await trx.selectFrom('feeds').select((of) => of.fn.max('position').as('position')).where('tenant', '=', tenant).executeTakeFirst();
      // Also when it is switched on: an append that began before it was switched off may have left a note behind.
      const before = await trx.selectFrom('feeds').select('notes').where('tenant', '=', tenant).where('id', '=', feed.id).executeTakeFirst();
      if (before !== undefined && (before.notes === 0 || !feed.notes)) await trx.deleteFrom('feed_notes').where('tenant', '=', tenant).where('feed', '=', feed.id).where('state', '=', 'waiting').execute();
      await trx.insertInto('feeds').values({ tenant, id: feed.id, position: (last?.position ?? 0) + 1, ...said }).onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(said)).execute();
    }),
    remove: (tenant, id) => writing(db, kind, async (trx) => {
      await trx.deleteFrom('feed_notes').where('tenant', '=', tenant).where('feed', '=', id).execute();
      await trx.deleteFrom('feeds').where('tenant', '=', tenant).where('id', '=', id).execute();
    }),
  };
}
