import { ok } from '../../../core';
import type { Clock, CompanyId, FeedProblem, FeedProgress, LedgerDifference, Problem, Result } from '../../../core';
import type { Store } from '../../store/store';
import { problemOfFailure } from '../../store/store-failure';
import type { StoreFailure } from '../../store/store-failure';
import { Stopped } from '../import-progress';
import type { FeedPublisher, PublishedSource } from '../mirror';
import type { QuickbooksEndpoints } from '../quickbooks/quickbooks-consent';
import type { Seal } from '../sealed';
import type { MakeFeed } from './feed-maker';
import { nameOf } from './kept-secrets';
import { MadeFeeds, waitsForConsent } from './made-feeds';
import { pullInto } from './pull-into';

export interface FeedDeskOptions {
  readonly store: Pick<Store, 'feeds' | 'notes' | 'entries' | 'settings' | 'ownPolicies'>;
  readonly tenant: string;
  readonly company: CompanyId;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly publisher: FeedPublisher;
  readonly makeFeed: MakeFeed;
  /** Told of what happened in the background: codes, ids and numbers only. */
  readonly report: (event: Readonly<Record<string, unknown>>) => void;
  /** Where a vendor's page of consent leads back to. */
  readonly redirect: () => string;
  /** Where QuickBooks answers; absent: at Intuit's. */
  readonly intuit?: QuickbooksEndpoints;
  /** The first ledger was connected: whatever filled the ledger until now steps back. */
  readonly onFirst?: () => Promise<void>;
  /** Between two pulls of a source, milliseconds; absent: 15 minutes. */
  readonly every?: number;
  /** Notes of reminders: how often is looked for one (5 s), and the first pause after a failure (a minute), milliseconds. null: none is written from here. */
  readonly notes?: { readonly every: number; readonly pause: number } | null;
}

/** What a feed is doing now; lost with the process, and pulled anew. */
export interface Standing {
  running: { readonly stop: AbortController; progress: Omit<FeedProgress, 'seconds'>; readonly since: number } | null;
  awaiting: LedgerDifference | null;
  /** The clerk refused what was pulled: nothing more is pulled until he asks for it. */
  refused: boolean;
  nextAt: number | null;
}

export type DeskProblem = FeedProblem | StoreFailure | Problem;

const EVERY_MS = 15 * 60_000;
const LOOK_EVERY_MS = 5_000;
/** Changes may be missed by a system that tells of them badly: everything is read again so often. */
const WHOLE_EVERY_MS = 7 * 24 * 3_600_000;

/** Pulls of all connected ledgers: each in its turn, what they bring put in use together. */
export class FeedPulls {
  readonly made: MadeFeeds;
  private readonly standings = new Map<string, Standing>();
  private pulling: Promise<unknown> = Promise.resolve();
  private publishing: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: FeedDeskOptions) {
    this.made = new MadeFeeds(options);
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    void this.look();
  }

  /** What is being pulled is broken off where it stands, and goes on there after the next start. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    for (const { running } of this.standings.values()) running?.stop.abort();
    await this.over();
    await this.publishing;
  }

  /** Every pull that was begun has ended. */
  async over(): Promise<void> {
    await this.pulling;
  }

  standing(id: string): Standing {
    const known = this.standings.get(id);
    if (known !== undefined) return known;
    const fresh: Standing = { running: null, awaiting: null, refused: false, nextAt: null };
    this.standings.set(id, fresh);
    return fresh;
  }

  forget(id: string): void {
    this.standings.delete(id);
    this.made.forget(id);
  }

  /** In its turn: two pulls at once would want the disk and the store for themselves. */
  begin(id: string, whole: boolean): void {
    const standing = this.standing(id);
    const running: NonNullable<Standing['running']> = { stop: new AbortController(), progress: { what: whole ? 'whole' : 'changes', done: 0, of: null }, since: performance.now() };
    standing.running = running;
    standing.refused = false;
    const work = async (): Promise<void> => {
      try {
        if (!running.stop.signal.aborted) await this.pullOne(id, whole, running);
      } catch (error) {
        const problem = problemOfFailure(error);
        this.options.report({ code: problem?.code ?? `feeds/bug ${error instanceof Error ? error.name : 'unknown'}`, feed: id });
        await this.made.note(id, { problem: problem ?? { code: 'feed/unreadable-answer', feed: id, at: '$' } }).catch(() => { this.options.report({ code: 'feeds/not-noted', feed: id }); });
      } finally {
        standing.running = null;
        standing.nextAt = this.now() + this.every;
      }
    };
    this.pulling = this.pulling.then(work);
  }

  async halt(id: string): Promise<void> {
    const { running } = this.standing(id);
    if (running === null) return;
    running.stop.abort();
    await this.over();
  }

  /**
   * Everything that was pulled whole becomes the ledger in use. @returns what the clerk is asked first; null: it is in use.
   * @param confirmed `unless-waiting`: changes that a system told one by one are not asked about, but for a pull that waits already.
   */
  publish(confirmed: boolean | 'unless-waiting', running: Standing['running'] = null): Promise<Result<LedgerDifference | null, DeskProblem>> {
    const work = async (): Promise<Result<LedgerDifference | null, DeskProblem>> => {
      const sources: PublishedSource[] = [];
      const payments = new Set<string>();
      for (const feed of await this.made.saved()) {
        const mirror = this.options.publisher.open(feed.id);
        // It was in use and is pulled anew: without it the others would end its invoices.
        if (feed.asOf !== null && mirror.cursor === null) return ok(null);
        if (feed.asOf !== null && feed.kind === 'payments-file') payments.add(feed.id);
        if (feed.asOf !== null) sources.push({ id: feed.id, name: nameOf(feed.name, feed.kind), asOf: feed.asOf, mirror });
      }
      // Payments alone are no ledger: what is in use stays.
      if (sources.length > 0 && payments.size === sources.length) return ok(null);
      const check = (): void => { if (running?.stop.signal.aborted === true) throw new Stopped(); };
      const told = (done: number, of: number): void => { if (running !== null) running.progress = { what: 'writing', done, of }; };
      const waiting = [...this.standings.values()].some(({ awaiting, refused }) => awaiting !== null || refused);
      const put = await this.options.publisher.publish(sources, confirmed === 'unless-waiting' ? !waiting : confirmed, { told, check, seal: check });
      return put.ok ? ok(put.value.kind === 'awaiting' ? put.value.difference : null) : put;
    };
    const next = this.publishing.then(work, work);
    this.publishing = next.catch(() => undefined);
    return next;
  }

  private async look(): Promise<void> {
    try {
      for (const feed of await this.made.saved()) {
        const { id, triedAt } = feed;
        const standing = this.standing(id);
        if (standing.running !== null || standing.refused || waitsForConsent(feed)) continue;
        const tried = triedAt === null ? 0 : Date.parse(triedAt);
        const next = standing.nextAt ?? tried + this.every;
        if (this.timer !== null && this.now() >= next) this.begin(id, false);
      }
    } catch (error) {
      this.options.report({ code: problemOfFailure(error)?.code ?? `feeds/bug ${error instanceof Error ? error.name : 'unknown'}` });
    }
  }

  private async pullOne(id: string, whole: boolean, running: NonNullable<Standing['running']>): Promise<void> {
    const feed = await this.made.find(id);
    if (feed === null) return;
    const made = await this.made.of(feed);
    const triedAt = this.options.clock.now();
    if (!made.ok) return this.made.note(id, { triedAt, problem: made.problem });
    const mirror = this.options.publisher.open(id);
    const due = feed.wholeAt === null || Date.parse(triedAt) - Date.parse(feed.wholeAt) >= WHOLE_EVERY_MS;
    const pulled = await pullInto(made.value, mirror, { whole: whole || due, signal: running.stop.signal, told: (what, done, of) => { running.progress = { what, done, of }; } });
    if (!pulled.ok) {
      this.options.report({ code: pulled.problem.code, feed: id });
      // Taken back at the vendor's: his page must be answered again.
      return this.made.note(id, { triedAt, problem: pulled.problem, ...(pulled.problem.code === 'feed/consent-over' ? { consent: null } : {}) });
    }
    await this.made.note(id, { triedAt, asOf: triedAt, problem: null, ...(pulled.value.what === 'whole' ? { wholeAt: triedAt } : {}) });
    running.progress = { what: 'writing', done: 0, of: null };
    const put = await this.publish(pulled.value.what === 'changes' ? 'unless-waiting' : false, running);
    if (!put.ok) await this.made.note(id, { problem: put.problem });
    else {
      this.standing(id).awaiting = put.value;
      this.options.report({ code: put.value === null ? 'feed/read' : 'feed/awaits-confirmation', feed: id, what: pulled.value.what, records: pulled.value.records, ms: Math.round(performance.now() - running.since) });
    }
  }

  private get every(): number {
    return this.options.every ?? EVERY_MS;
  }

  private now(): number {
    return Date.parse(this.options.clock.now());
  }
}
