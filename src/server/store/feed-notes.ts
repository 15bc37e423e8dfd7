import type { Kysely, Transaction } from 'kysely';
import { reminderTurn } from '../../core';
import type { DebtorId, EntryId, Instant, LogEntry } from '../../core';
import type { StoreKind } from './dialect';
import type { Tables } from './schema';
import { writing } from './writing';

/** `elsewhere`: the customer stands in no ledger of that feed; `refused`: given up. */
export type NoteState = 'waiting' | 'written' | 'elsewhere' | 'refused';

/** A note that is still to be written. */
export interface WaitingNote {
  readonly entry: EntryId;
  readonly debtor: DebtorId;
  /** How often it was taken on without an answer that it stands: from one on it may stand there. */
  readonly tries: number;
}

export type NoteCounts = Readonly<Record<NoteState, number>>;

/** What of the log is to be written into connected ledgers, and was. */
export interface NotesOfFeeds {
  /** What was tried least comes first, then the oldest; of one customer in the order of his log. null: none waits, or another server has it. */
  next(tenant: string, feed: string, now: Instant): Promise<WaitingNote | null>;
  /** Before it is written: one server has it, and after a crash it is known that it may stand there. @returns whether it is ours, until then. */
  takeOn(tenant: string, feed: string, note: WaitingNote, until: Instant): Promise<boolean>;
  /** It could not be written; whoever looks next may have it. */
  release(tenant: string, feed: string, entry: EntryId): Promise<void>;
  settle(tenant: string, feed: string, entry: EntryId, state: Exclude<NoteState, 'waiting'>): Promise<void>;
  /** The feed reads another ledger now: what waits is given up, and what was written stands elsewhere. */
  moved(tenant: string, feed: string): Promise<void>;
  counts(tenant: string, feed: string): Promise<NoteCounts>;
}

export function notesIn(db: Kysely<Tables>, kind: StoreKind): NotesOfFeeds {
  return {
    next: async (tenant, feed, now) => {
      const row = await db.selectFrom('feed_notes as n').select(['n.entry', 'n.debtor', 'n.tries']).where('n.tenant', '=', tenant).where('n.feed', '=', feed).where('n.state', '=', 'waiting')
        .where((eb) => eb.or([eb('n.held', 'is', null), eb('n.held', '<', now)]))
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('feed_notes as b').select('b.entry').where('b.tenant', '=', tenant).where('b.feed', '=', feed).where('b.state', '=', 'waiting').whereRef('b.debtor', '=', 'n.debtor').whereRef('b.seq', '<', 'n.seq'))))
        .orderBy('n.tries').orderBy('n.at').limit(1).executeTakeFirst();
      return row === undefined ? null : { entry: row.entry as EntryId, debtor: row.debtor as DebtorId, tries: row.tries };
    },
    takeOn: (tenant, feed, { entry, tries }, until) => writing(db, kind, async (trx) => {
      const { numUpdatedRows } = await trx.updateTable('feed_notes').set({ tries: tries + 1, held: until }).where('tenant', '=', tenant).where('feed', '=', feed).where('entry', '=', entry).where('state', '=', 'waiting').where('tries', '=', tries).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    }),
    release: (tenant, feed, entry) => writing(db, kind, async (trx) => {
      await trx.updateTable('feed_notes').set({ held: null }).where('tenant', '=', tenant).where('feed', '=', feed).where('entry', '=', entry).execute();
    }),
    settle: (tenant, feed, entry, state) => writing(db, kind, async (trx) => {
      await trx.updateTable('feed_notes').set({ state }).where('tenant', '=', tenant).where('feed', '=', feed).where('entry', '=', entry).execute();
    }),
    moved: (tenant, feed) => writing(db, kind, async (trx) => {
      for (const [before, after] of [['written', 'elsewhere'], ['waiting', 'refused']] as const) await trx.updateTable('feed_notes').set({ state: after }).where('tenant', '=', tenant).where('feed', '=', feed).where('state', '=', before).execute();
    }),
    counts: async (tenant, feed) => {
      const rows = await db.selectFrom('feed_notes').select((eb) => ['state', eb.fn.countAll<number>().as('count')]).where('tenant', '=', tenant).where('feed', '=', feed).groupBy('state').execute();
      const of = (state: NoteState): number => rows.find((row) => row.state === state)?.count ?? 0;
      return { waiting: of('waiting'), written: of('written'), elsewhere: of('elsewhere'), refused: of('refused') };
    },
  };
}

/**
 * Inside the append: the entry and its notes stand together or not at all, so that nothing is lost between the two, whatever
 * ends the process. Only feeds that want notes at this moment get one; that a reminder no longer counts, or counts again, is
 * noted where the reminder was. Where the customer stands is looked up when it is written.
 */
export async function queueNotes(trx: Transaction<Tables>, tenant: string, entry: LogEntry, log: readonly LogEntry[]): Promise<void> {
  const told = reminderTurn(entry, log);
  if (told === null) return;
  let wanting = trx.selectFrom('feeds').select('id').where('tenant', '=', tenant).where('notes', '=', 1);
  if (told.turn !== 'out') wanting = wanting.where('id', 'in', (eb) => eb.selectFrom('feed_notes').select('feed').where('entry', '=', told.about.id).where('tenant', '=', tenant).where('state', '<>', 'elsewhere'));
  const feeds = await wanting.execute();
  if (feeds.length === 0) return;
  await trx.insertInto('feed_notes').values(feeds.map(({ id }) => ({ tenant, feed: id, entry: entry.id, debtor: entry.debtor, seq: entry.seq, at: entry.at, state: 'waiting', tries: 0, held: null }))).execute();
}
