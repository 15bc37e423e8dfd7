import { FEEDS_WITH_NOTES, SHIPPED_POLICIES, noteMark, noteText } from '../../../core';
import type { FeedNotes, Instant, Problem } from '../../../core';
import type { WaitingNote } from '../../store/feed-notes';
import type { SavedFeed } from '../../store/saved-feeds';
import { problemOfFailure } from '../../store/store-failure';
import { blankProfile } from '../../pack-keeper';
import type { Feed } from '../feed';
import type { FeedDeskOptions } from './feed-pulls';
import type { MadeFeeds } from './made-feeds';

/** How the notes of a feed go; lost with the process, and found out anew. */
interface Standing {
  problem: Problem | null;
  stopped: boolean;
  /** In a row. */
  failures: number;
  /** Milliseconds of `performance.now()`: the company's clock may be set. */
  nextAt: number;
}

const LOOK_EVERY_MS = 5_000;
const PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** Longer than a note takes with all its retries: several servers may work on one PostgreSQL, and one of them may end in between. */
const HELD_MS = 600_000;
/** After so many refusals of a note itself it is given up: those behind it go on. */
const MOST_TRIES = 5;

/** Somebody has to do something about them: asking again would only lock the account. */
const STOPS: ReadonlySet<Problem['code']> = new Set<Problem['code']>(['feed/credential-refused', 'feed/no-rights', 'feed/consent-over', 'feed/secret-unreadable']);
/** Of the note or its customer, not of the connection. */
const isOfTheNote = (problem: Problem): boolean => problem.code === 'feed/unreadable-answer' || (problem.code === 'feed/not-found' && problem.what === 'customer');

/**
 * Writes into connected systems what the log tells of reminders, in the background and one note at a time. A note whose answer
 * never came is looked for before it is written again: it stands there once, as far as the system can be asked.
 */
export class NoteWriter {
  private readonly standings = new Map<string, Standing>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> | null = null;

  constructor(private readonly options: FeedDeskOptions, private readonly made: MadeFeeds) {}

  start(): void {
    if (this.options.notes === null) return;
    this.timer = setInterval(() => this.look(), this.options.notes?.every ?? LOOK_EVERY_MS);
    this.timer.unref();
    this.look();
  }

  /** What is being written is broken off, and looked for after the next start. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.stopping.abort();
    await this.round;
  }

  /** Whether notes are written into that kind of system from here. */
  can(kind: SavedFeed['kind']): boolean {
    return this.options.notes !== null && FEEDS_WITH_NOTES.has(kind);
  }

  /** The feed was saved anew, or is gone. */
  forget(id: string): void {
    this.standings.delete(id);
  }

  async view({ id, kind, notes }: SavedFeed): Promise<FeedNotes | null> {
    if (!this.can(kind)) return null;
    const { waiting, written, refused } = await this.options.store.notes.counts(this.options.tenant, id);
    const { problem, stopped } = this.standing(id);
    return { on: notes, waiting, written, refused, problem: notes ? problem : null, stopped: notes && stopped };
  }

  private look(): void {
    this.round ??= this.writeAll().finally(() => { this.round = null; });
  }

  private async writeAll(): Promise<void> {
    try {
      for (const { id } of await this.made.saved()) {
        for (let more = true; more && !this.stopping.signal.aborted;) more = await this.writeOne(id);
      }
    } catch (error) {
      this.told(error, null);
    }
  }

  /** Asked anew each time: what is wanted, and where, may change between two notes. @returns whether there may be another one. */
  private async writeOne(id: string): Promise<boolean> {
    const { store, tenant } = this.options;
    const feed = await this.made.find(id);
    const standing = this.standing(id);
    if (feed === null || !feed.notes || !this.can(feed.kind) || standing.stopped || performance.now() < standing.nextAt) return false;
    const note = await store.notes.next(tenant, id, this.options.clock.now());
    if (note === null) return false;
    try {
      const problem = await this.write(feed, note);
      if (problem === 'not-yet') {
        standing.nextAt = performance.now() + this.pause;
        return false;
      }
      if (problem === null) {
        this.standings.delete(id);
        return true;
      }
      return await this.failed(id, note, problem);
    } catch (error) {
      await store.notes.release(tenant, id, note.entry).catch((unreleased: unknown) => this.told(unreleased, id));
      this.later(standing, null);
      this.told(error, id);
      return false;
    }
  }

  /** @returns what went wrong; null: nothing is left to be done for this note; `not-yet`: where the customer stands is not known. */
  private async write(feed: SavedFeed, note: WaitingNote): Promise<Problem | 'not-yet' | null> {
    const { store, tenant, publisher, report } = this.options;
    const mirror = publisher.open(feed.id);
    // Before its figures are in use, the customers' ids are those of the ledger that was there before: of somebody else.
    if (mirror.cursor === null || mirror.changed() === null) return 'not-yet';
    const place = (await publisher.whereIs(note.debtor)).find(({ source }) => source === feed.id);
    // Whom the source names no longer keeps his place in the store, for his log's sake; it may be somebody else's by now.
    if (place === undefined || !mirror.knows(place.external)) {
      await store.notes.settle(tenant, feed.id, note.entry, 'elsewhere');
      return null;
    }
    const made = await this.made.of(feed);
    if (!made.ok) return made.problem;
    if (!(await store.notes.takeOn(tenant, feed.id, note, this.until()))) return null;
    const stands = note.tries === 0 ? false : await this.stands(made.value, place.external, note);
    if (stands !== true) {
      if (stands !== false) return stands;
      const text = await this.textOf(note);
      const written = await made.value.note?.(place.external, text, this.stopping.signal);
      if (written === undefined) throw new Error(`${feed.kind} has no place for notes`);
      if (!written.ok) return written.problem;
    }
    await store.notes.settle(tenant, feed.id, note.entry, 'written');
    report({ code: stands ? 'feed/note-found' : 'feed/note-written', feed: feed.id, entry: note.entry });
    return null;
  }

  /** Whether a note that was handed over stands there after all. Who may not look (only write) cannot know: it is written again. */
  private async stands(feed: Feed, external: string, { entry }: WaitingNote): Promise<boolean | Problem> {
    const found = await feed.hasNote?.(external, noteMark(entry), this.stopping.signal);
    if (found === undefined) return false;
    if (found.ok) return found.value;
    return found.problem.code === 'feed/no-rights' ? false : found.problem;
  }

  private async textOf({ entry: id, debtor }: WaitingNote): Promise<string> {
    const { store, tenant, company } = this.options;
    const log = (await store.entries(tenant, debtor)) ?? [];
    const entry = log.find((each) => each.id === id);
    const { language } = (await store.settings(tenant))?.profile ?? blankProfile(company);
    const policies = [...(await store.ownPolicies(tenant)).map(({ policy }) => policy), ...SHIPPED_POLICIES];
    const text = entry === undefined ? null : noteText(entry, log, { language, policies });
    if (text === null) throw new Error('a note of an entry that tells of no reminder');
    return text;
  }

  /** @returns whether the next note is tried at once. */
  private async failed(id: string, { entry, tries }: WaitingNote, problem: Problem): Promise<boolean> {
    const { store, tenant, report } = this.options;
    await store.notes.release(tenant, id, entry);
    // Broken off by us: it goes on after the next start.
    if (this.stopping.signal.aborted) return false;
    const standing = this.standing(id);
    report({ code: problem.code, feed: id, entry, what: 'note' });
    standing.problem = problem;
    standing.stopped = STOPS.has(problem.code);
    if (isOfTheNote(problem) && tries + 1 >= MOST_TRIES) {
      await store.notes.settle(tenant, id, entry, 'refused');
      report({ code: 'feed/note-given-up', feed: id, entry });
      return true;
    }
    this.later(standing, problem);
    return false;
  }

  private later(standing: Standing, problem: Problem | null): void {
    const grown = Math.min(this.pause * 2 ** standing.failures, LONGEST_PAUSE_MS);
    const asked = problem?.code === 'feed/paused' ? problem.seconds : problem?.code === 'feed/too-many-requests' ? (problem.retryAfter ?? 0) : 0;
    standing.failures += 1;
    standing.nextAt = performance.now() + Math.max(grown, asked * 1000);
  }

  private until(): Instant {
    return new Date(Date.parse(this.options.clock.now()) + HELD_MS).toISOString() as Instant;
  }

  private get pause(): number {
    return this.options.notes?.pause ?? PAUSE_MS;
  }

  private told(error: unknown, feed: string | null): void {
    this.options.report({ code: problemOfFailure(error)?.code ?? `feeds/bug ${error instanceof Error ? error.name : 'unknown'}`, ...(feed === null ? {} : { feed }), what: 'note' });
  }

  private standing(id: string): Standing {
    const known = this.standings.get(id);
    if (known !== undefined) return known;
    const fresh: Standing = { problem: null, stopped: false, failures: 0, nextAt: 0 };
    this.standings.set(id, fresh);
    return fresh;
  }
}
