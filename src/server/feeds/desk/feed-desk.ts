import { randomUUID } from 'node:crypto';
import { FEED_PROOFS, fail, ok } from '../../../core';
import type { Clock, CompanyId, DebtorId, FeedIdentity, FeedProblem, FeedToSave, FeedView, FeedProgress, Instant, LedgerDifference, Problem, Result } from '../../../core';
import type { SavedFeed } from '../../store/saved-feeds';
import type { Store } from '../../store/store';
import { problemOfFailure } from '../../store/store-failure';
import type { StoreFailure } from '../../store/store-failure';
import type { Feed, FeedDocument, FeedFailure } from '../feed';
import { Stopped } from '../import-progress';
import type { FeedPublisher, PublishedSource } from '../mirror';
import type { Seal } from '../sealed';
import type { MakeFeed } from './feed-maker';
import { keptValues, nameOf, openedValues } from './kept-secrets';
import { pullInto } from './pull-into';

export interface FeedDeskOptions {
  readonly store: Pick<Store, 'feeds'>;
  readonly tenant: string;
  readonly company: CompanyId;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly publisher: FeedPublisher;
  readonly makeFeed: MakeFeed;
  /** Told of what happened in the background: codes, ids and numbers only. */
  readonly report: (event: Readonly<Record<string, unknown>>) => void;
  /** The first ledger was connected: whatever filled the ledger until now steps back. */
  readonly onFirst?: () => Promise<void>;
  /** Between two pulls of a source, milliseconds; absent: 15 minutes. */
  readonly every?: number;
}

/** What a feed is doing now; lost with the process, and pulled anew. */
interface Standing {
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
const CHECK_WITHIN_MS = 20_000;
const REREAD_WITHIN_MS = 10_000;

/**
 * All ledgers elsewhere of one company: connected, pulled one after the other, put in use together. What cannot be pulled
 * leaves the figures of the pull before in use, with their age.
 */
export class FeedDesk {
  private readonly standings = new Map<string, Standing>();
  private readonly feeds = new Map<string, { readonly under: string; readonly feed: Feed }>();
  private pulling: Promise<unknown> = Promise.resolve();
  private publishing: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: FeedDeskOptions) {}

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
    await this.pulling;
    await this.publishing;
  }

  get isPulling(): boolean {
    return [...this.standings.values()].some(({ running }) => running !== null);
  }

  async hasLedgers(): Promise<boolean> {
    return (await this.saved()).length > 0;
  }

  async views(): Promise<readonly FeedView[]> {
    return (await this.saved()).map((feed) => this.viewOf(feed));
  }

  /** Whether it would work, without keeping anything. @param id of a saved feed, whose secrets stand for absent ones. */
  async test(given: FeedToSave, id: string | null): Promise<Result<FeedIdentity, DeskProblem>> {
    const before = id === null ? null : await this.find(id);
    if (id !== null && before === null) return fail({ code: 'feed/unknown', feed: id });
    const kept = this.kept(id ?? 'test', given, before);
    return kept.ok ? this.checked(kept.value) : kept;
  }

  /** Saved once it answers; its first pull begins. */
  async connect(given: FeedToSave): Promise<Result<FeedView, DeskProblem>> {
    return this.keep(`f-${randomUUID().slice(0, 8)}`, given, null);
  }

  async change(id: string, given: FeedToSave): Promise<Result<FeedView, DeskProblem>> {
    const before = await this.find(id);
    if (before === null || before.kind !== given.kind) return fail({ code: 'feed/unknown', feed: id });
    await this.halt(id);
    return this.keep(id, given, before);
  }

  private async keep(id: string, given: FeedToSave, before: SavedFeed | null): Promise<Result<FeedView, DeskProblem>> {
    const kept = this.kept(id, given, before);
    if (!kept.ok) return kept;
    const identity = await this.checked(kept.value);
    if (!identity.ok) return identity;
    const feed: SavedFeed = { ...kept.value, identity: identity.value, problem: null };
    const first = before === null && !(await this.hasLedgers());
    await this.options.store.feeds.save(this.options.tenant, feed);
    if (first) await this.options.onFirst?.();
    this.begin(id, before === null);
    return this.answered(id);
  }

  /** Its keys are taken back where that can be done, and forgotten; its invoices are no longer listed. */
  async remove(id: string): Promise<Result<null, DeskProblem>> {
    const feed = await this.find(id);
    if (feed === null) return fail({ code: 'feed/unknown', feed: id });
    await this.halt(id);
    const made = await this.made(feed);
    if (made.ok && made.value.revoke !== undefined) {
      // The vendor may be out of reach: what lets us in is forgotten here all the same.
      const revoked = await made.value.revoke(AbortSignal.timeout(CHECK_WITHIN_MS));
      if (!revoked.ok) this.options.report({ code: revoked.problem.code, feed: id });
    }
    await this.options.store.feeds.remove(this.options.tenant, id);
    this.standings.delete(id);
    this.feeds.delete(id);
    const left = await this.publish(true);
    this.options.publisher.forget(id);
    return left.ok ? ok(null) : left;
  }

  async pull(id: string, whole: boolean): Promise<Result<FeedView, DeskProblem>> {
    const feed = await this.find(id);
    if (feed === null) return fail({ code: 'feed/unknown', feed: id });
    if (this.standing(id).running === null) this.begin(id, whole);
    return this.answered(id);
  }

  async cancel(id: string): Promise<Result<FeedView, DeskProblem>> {
    await this.halt(id);
    return this.answered(id);
  }

  /** The clerk's word on figures that differ much from those in use. */
  async answer(id: string, accept: boolean): Promise<Result<FeedView, DeskProblem>> {
    const standing = this.standing(id);
    if (standing.awaiting === null) return this.answered(id);
    standing.awaiting = null;
    standing.refused = !accept;
    if (accept) {
      const put = await this.publish(true);
      if (!put.ok) return put;
    }
    return this.answered(id);
  }

  /** Asks the systems behind the feeds about one customer, now. `changed`: something differs from what is in use. */
  async reread(debtor: DebtorId): Promise<Result<{ readonly changed: boolean }, DeskProblem>> {
    let changed = false;
    for (const { source, external } of await this.options.publisher.whereIs(debtor)) {
      const feed = await this.find(source);
      if (feed === null) continue;
      const made = await this.made(feed);
      if (!made.ok) return made;
      const account = await made.value.account(external, AbortSignal.timeout(REREAD_WITHIN_MS));
      if (!account.ok) return account.problem.code === 'feed/cancelled' ? fail({ code: 'feed/timed-out', feed: nameOf(feed.name, feed.kind), afterMs: REREAD_WITHIN_MS }) : account;
      changed = this.options.publisher.open(source).takeAccount(external, account.value) || changed;
    }
    if (changed) {
      const put = await this.publish('unless-waiting');
      if (!put.ok) return put;
    }
    return ok({ changed });
  }

  /** @param reference of an invoice in use: the source, and what its feed wants to be asked. null: no feed's. */
  async document(reference: string, signal: AbortSignal): Promise<Result<FeedDocument, DeskProblem> | null> {
    const at = reference.indexOf('/');
    const feed = at < 1 ? null : await this.find(reference.slice(0, at));
    if (feed === null) return null;
    const made = await this.made(feed);
    return made.ok ? made.value.document(reference.slice(at + 1), signal) : made;
  }

  /** Pulls every source once, one after the other, and waits for it. @returns what each came to. */
  async pullAll(): Promise<readonly FeedView[]> {
    for (const { id } of await this.saved()) this.begin(id, false);
    await this.pulling;
    return this.views();
  }

  private async look(): Promise<void> {
    try {
      for (const { id, triedAt } of await this.saved()) {
        const standing = this.standing(id);
        if (standing.running !== null || standing.refused) continue;
        const tried = triedAt === null ? 0 : Date.parse(triedAt);
        const next = standing.nextAt ?? tried + this.every;
        if (this.timer !== null && this.now() >= next) this.begin(id, false);
      }
    } catch (error) {
      this.options.report({ code: problemOfFailure(error)?.code ?? `feeds/bug ${error instanceof Error ? error.name : 'unknown'}` });
    }
  }

  /** In its turn: two pulls at once would want the disk and the store for themselves. */
  private begin(id: string, whole: boolean): void {
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
        await this.note(id, { problem: problem ?? { code: 'feed/unreadable-answer', feed: id, at: '$' } }).catch(() => { this.options.report({ code: 'feeds/not-noted', feed: id }); });
      } finally {
        standing.running = null;
        standing.nextAt = this.now() + this.every;
      }
    };
    this.pulling = this.pulling.then(work);
  }

  private async pullOne(id: string, whole: boolean, running: NonNullable<Standing['running']>): Promise<void> {
    const feed = await this.find(id);
    if (feed === null) return;
    const made = await this.made(feed);
    const triedAt = this.options.clock.now();
    if (!made.ok) return this.note(id, { triedAt, problem: made.problem });
    const mirror = this.options.publisher.open(id);
    const due = feed.wholeAt === null || Date.parse(triedAt) - Date.parse(feed.wholeAt) >= WHOLE_EVERY_MS;
    const pulled = await pullInto(made.value, mirror, { whole: whole || due, signal: running.stop.signal, told: (what, done, of) => { running.progress = { what, done, of }; } });
    if (!pulled.ok) {
      this.options.report({ code: pulled.problem.code, feed: id });
      return this.note(id, { triedAt, problem: pulled.problem });
    }
    await this.note(id, { triedAt, asOf: triedAt, problem: null, ...(pulled.value.what === 'whole' ? { wholeAt: triedAt } : {}) });
    running.progress = { what: 'writing', done: 0, of: null };
    const put = await this.publish(pulled.value.what === 'changes' ? 'unless-waiting' : false, running);
    if (!put.ok) await this.note(id, { problem: put.problem });
    else {
      this.standing(id).awaiting = put.value;
      this.options.report({ code: put.value === null ? 'feed/read' : 'feed/awaits-confirmation', feed: id, what: pulled.value.what, records: pulled.value.records, ms: Math.round(performance.now() - running.since) });
    }
  }

  /**
   * Everything that was pulled whole becomes the ledger in use. @returns what the clerk is asked first; null: it is in use.
   * @param confirmed `unless-waiting`: changes that a system told one by one are not asked about, but for a pull that waits already.
   */
  private publish(confirmed: boolean | 'unless-waiting', running: Standing['running'] = null): Promise<Result<LedgerDifference | null, DeskProblem>> {
    const work = async (): Promise<Result<LedgerDifference | null, DeskProblem>> => {
      const sources: PublishedSource[] = [];
      for (const feed of await this.saved()) {
        const mirror = this.options.publisher.open(feed.id);
        if (feed.asOf !== null && mirror.cursor !== null) sources.push({ id: feed.id, name: nameOf(feed.name, feed.kind), asOf: feed.asOf, mirror });
      }
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

  private kept(id: string, given: FeedToSave, before: SavedFeed | null): Result<SavedFeed, FeedProblem> {
    const kept = keptValues(this.options.seal, this.options.tenant, id, given, before);
    if (!kept.ok) return kept;
    const blank = { consent: null, identity: null, asOf: null, triedAt: null, wholeAt: null, problem: null };
    return ok({ ...(before ?? blank), id, kind: given.kind, ...kept.value });
  }

  private async checked(feed: SavedFeed): Promise<Result<FeedIdentity, FeedFailure>> {
    const made = await this.made(feed);
    if (!made.ok) return made;
    const checked = await made.value.check(AbortSignal.timeout(CHECK_WITHIN_MS));
    return !checked.ok && checked.problem.code === 'feed/cancelled' ? fail({ code: 'feed/timed-out', feed: nameOf(feed.name, feed.kind), afterMs: CHECK_WITHIN_MS }) : checked;
  }

  private async made(feed: SavedFeed): Promise<Result<Feed, FeedFailure>> {
    const { seal, tenant, company, clock } = this.options;
    // Its queue and its breaker are those of the whole process: made again only with other settings.
    const under = JSON.stringify([feed.kind, feed.name, feed.values, feed.sealed]);
    const known = this.feeds.get(feed.id);
    if (known?.under === under) return ok(known.feed);
    const values = openedValues(seal, tenant, feed);
    if (!values.ok) return values;
    const made = await this.options.makeFeed(feed.kind, { values: values.value, context: { company, name: nameOf(feed.name, feed.kind), now: () => clock.now() } });
    if (made.ok) this.feeds.set(feed.id, { under, feed: made.value });
    return made;
  }

  private async halt(id: string): Promise<void> {
    const { running } = this.standing(id);
    if (running === null) return;
    running.stop.abort();
    await this.pulling;
  }

  private async answered(id: string): Promise<Result<FeedView, FeedProblem>> {
    const feed = await this.find(id);
    return feed === null ? fail({ code: 'feed/unknown', feed: id }) : ok(this.viewOf(feed));
  }

  private viewOf({ id, kind, name, values, sealed, identity, asOf, triedAt, problem }: SavedFeed): FeedView {
    const { running, awaiting, nextAt } = this.standing(id);
    return {
      id, kind, name: nameOf(name, kind), proof: FEED_PROOFS[kind], state: running !== null ? 'pulling' : awaiting !== null ? 'awaiting' : problem !== null ? 'failed' : 'ready', identity, values, sealed: Object.keys(sealed) as FeedView['sealed'], asOf, triedAt,
      nextAt: nextAt === null ? null : (new Date(nextAt).toISOString() as Instant), progress: running === null ? null : { ...running.progress, seconds: Math.round((performance.now() - running.since) / 1000) },
      problem: running !== null ? null : problem, summary: asOf === null ? null : this.options.publisher.open(id).summary(), awaiting,
    };
  }

  private async note(id: string, change: Partial<SavedFeed>): Promise<void> {
    const feed = await this.find(id);
    if (feed !== null) await this.options.store.feeds.save(this.options.tenant, { ...feed, ...change });
  }

  private saved(): Promise<readonly SavedFeed[]> {
    return this.options.store.feeds.list(this.options.tenant);
  }

  private async find(id: string): Promise<SavedFeed | null> {
    return (await this.saved()).find((feed) => feed.id === id) ?? null;
  }

  private standing(id: string): Standing {
    const known = this.standings.get(id);
    if (known !== undefined) return known;
    const fresh: Standing = { running: null, awaiting: null, refused: false, nextAt: null };
    this.standings.set(id, fresh);
    return fresh;
  }

  private get every(): number {
    return this.options.every ?? EVERY_MS;
  }

  private now(): number {
    return Date.parse(this.options.clock.now());
  }
}
