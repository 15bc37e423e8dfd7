import { randomUUID } from 'node:crypto';
import { FEED_PROOFS, fail, ok } from '../../../core';
import type { DebtorId, FeedIdentity, FeedProblem, FeedToSave, FeedView, Instant, Result } from '../../../core';
import type { SavedFeed } from '../../store/saved-feeds';
import type { FeedDocument, FeedFailure } from '../feed';
import { Consents } from './consents';
import type { LedBack } from './consents';
import { FeedPulls } from './feed-pulls';
import type { DeskProblem, FeedDeskOptions } from './feed-pulls';
import { keptValues, nameOf, openedValues, sealedConsent } from './kept-secrets';
import { waitsForConsent } from './made-feeds';
import { pullInto } from './pull-into';
import type { MadeFeeds } from './made-feeds';
import { NoteWriter } from './note-writer';

const CHECK_WITHIN_MS = 20_000;
const REREAD_WITHIN_MS = 10_000;

/**
 * All ledgers elsewhere of one company: connected, pulled one after the other, put in use together. What cannot be pulled
 * leaves the figures of the pull before in use, with their age.
 */
export class FeedDesk {
  private readonly pulls: FeedPulls;
  private readonly made: MadeFeeds;
  private readonly consents: Consents;
  private readonly notes: NoteWriter;

  constructor(private readonly options: FeedDeskOptions) {
    this.pulls = new FeedPulls(options);
    this.made = this.pulls.made;
    this.consents = new Consents(options.redirect, options.intuit);
    this.notes = new NoteWriter(options, this.made);
  }

  start(): void {
    this.pulls.start();
    this.notes.start();
  }

  /** What is being pulled or written is broken off where it stands, and goes on there after the next start. */
  async stop(): Promise<void> {
    await Promise.all([this.pulls.stop(), this.notes.stop()]);
  }

  async hasLedgers(): Promise<boolean> {
    return (await this.made.saved()).length > 0;
  }

  async views(): Promise<readonly FeedView[]> {
    return Promise.all((await this.made.saved()).map((feed) => this.viewOf(feed)));
  }

  /** Whether it would work, without keeping anything. @param id of a saved feed, whose secrets stand for absent ones. */
  async test(given: FeedToSave, id: string | null): Promise<Result<FeedIdentity, DeskProblem>> {
    const before = id === null ? null : await this.made.find(id);
    if (id !== null && before === null) return fail({ code: 'feed/unknown', feed: id });
    const kept = this.kept(id ?? 'test', given, before);
    return kept.ok ? this.checked(kept.value) : kept;
  }

  /** Saved once it answers; its first pull begins. */
  async connect(given: FeedToSave): Promise<Result<FeedView, DeskProblem>> {
    return this.keep(`f-${randomUUID().slice(0, 8)}`, given, null);
  }

  async change(id: string, given: FeedToSave): Promise<Result<FeedView, DeskProblem>> {
    const before = await this.made.find(id);
    if (before === null || before.kind !== given.kind) return fail({ code: 'feed/unknown', feed: id });
    await this.pulls.halt(id);
    return this.keep(id, given, before);
  }

  private async keep(id: string, given: FeedToSave, before: SavedFeed | null): Promise<Result<FeedView, DeskProblem>> {
    const kept = this.kept(id, given, before);
    if (!kept.ok) return kept;
    const waits = waitsForConsent(kept.value);
    const identity = waits ? ok(null) : await this.checked(kept.value);
    if (!identity.ok) return identity;
    const feed: SavedFeed = { ...kept.value, identity: identity.value, problem: null };
    const first = before === null && !(await this.hasLedgers());
    const moved = before !== null && JSON.stringify(before.values) !== JSON.stringify(feed.values);
    if (moved) {
      // Another address is another ledger: nothing that the one before said may pass for it, and no note may go to its customers.
      this.options.publisher.forget(id);
      await this.options.store.notes.moved(this.options.tenant, id);
    }
    await this.options.store.feeds.save(this.options.tenant, feed);
    this.notes.forget(id);
    if (first) await this.options.onFirst?.();
    if (!waits) this.pulls.begin(id, before === null || moved);
    return this.answered(id);
  }

  /** Its keys are taken back where that can be done, and forgotten; its invoices are no longer listed. */
  async remove(id: string): Promise<Result<null, DeskProblem>> {
    const feed = await this.made.find(id);
    if (feed === null) return fail({ code: 'feed/unknown', feed: id });
    await this.pulls.halt(id);
    const made = await this.made.of(feed);
    if (made.ok && made.value.revoke !== undefined) {
      // The vendor may be out of reach: what lets us in is forgotten here all the same.
      const revoked = await made.value.revoke(AbortSignal.timeout(CHECK_WITHIN_MS));
      if (!revoked.ok) this.options.report({ code: revoked.problem.code, feed: id });
    }
    await this.options.store.feeds.remove(this.options.tenant, id);
    this.notes.forget(id);
    this.pulls.forget(id);
    const left = await this.pulls.publish(true);
    this.options.publisher.forget(id);
    return left.ok ? ok(null) : left;
  }

  async pull(id: string, whole: boolean): Promise<Result<FeedView, DeskProblem>> {
    const feed = await this.made.find(id);
    if (feed === null) return fail({ code: 'feed/unknown', feed: id });
    if (waitsForConsent(feed)) return fail({ code: 'feed/consent-over', feed: nameOf(feed.name, feed.kind) });
    if (this.pulls.standing(id).running === null) this.pulls.begin(id, whole);
    return this.answered(id);
  }

  async cancel(id: string): Promise<Result<FeedView, DeskProblem>> {
    await this.pulls.halt(id);
    return this.answered(id);
  }

  /** The clerk's word on figures that differ much from those in use. */
  async answer(id: string, accept: boolean): Promise<Result<FeedView, DeskProblem>> {
    const standing = this.pulls.standing(id);
    if (standing.awaiting === null) return this.answered(id);
    standing.awaiting = null;
    standing.refused = !accept;
    if (accept) {
      const put = await this.pulls.publish(true);
      if (!put.ok) return put;
    }
    return this.answered(id);
  }

  /** The vendor's page, where consent is given. */
  async authorise(id: string): Promise<Result<{ readonly url: string }, DeskProblem>> {
    const feed = await this.made.find(id);
    if (feed === null) return fail({ code: 'feed/unknown', feed: id });
    const values = openedValues(this.options.seal, this.options.tenant, feed);
    if (!values.ok) return values;
    const url = await this.consents.ask(id, feed.kind, { values: values.value, context: this.made.contextOf(feed) });
    return url.ok ? ok({ url: url.value }) : url;
  }

  /** Whether consent was asked for here under that state. */
  awaits(state: string): boolean {
    return this.consents.awaits(state);
  }

  /** What the vendor's page led back with: the consent is kept, and the first pull begins. */
  async authorised(back: LedBack): Promise<Result<FeedView, DeskProblem>> {
    const asked = this.consents.taken(back.state);
    const feed = asked === null ? null : await this.made.find(asked.feed);
    if (asked === null || feed === null) return fail({ code: 'feed/unknown', feed: asked?.feed ?? '' });
    const { seal, tenant } = this.options;
    const values = openedValues(seal, tenant, feed);
    if (!values.ok) return values;
    const tokens = await this.consents.exchange({ values: values.value, context: this.made.contextOf(feed) }, asked.pending, back, AbortSignal.timeout(CHECK_WITHIN_MS));
    if (!tokens.ok) return tokens;
    await this.made.note(feed.id, { consent: sealedConsent(seal, tenant, feed.id, JSON.stringify(tokens.value)) });
    const identity = await this.checked(feed);
    await this.made.note(feed.id, identity.ok ? { identity: identity.value, problem: null } : { problem: identity.problem });
    this.pulls.begin(feed.id, true);
    return this.answered(feed.id);
  }

  /** Asks the systems behind the feeds about one customer, now. `changed`: something differs from what is in use. */
  async reread(debtor: DebtorId): Promise<Result<{ readonly changed: boolean }, DeskProblem>> {
    let changed = false;
    for (const { source, external } of await this.options.publisher.whereIs(debtor)) {
      const feed = await this.made.find(source);
      if (feed === null) continue;
      const made = await this.made.of(feed);
      if (!made.ok) return made;
      const account = await made.value.account(external, AbortSignal.timeout(REREAD_WITHIN_MS));
      if (!account.ok) return account.problem.code === 'feed/cancelled' ? fail({ code: 'feed/timed-out', feed: nameOf(feed.name, feed.kind), afterMs: REREAD_WITHIN_MS }) : account;
      changed = this.options.publisher.open(source).takeAccount(external, account.value) || changed;
    }
    changed = (await this.rereadPayments()) || changed;
    if (changed) {
      const put = await this.pulls.publish('unless-waiting');
      if (!put.ok) return put;
    }
    return ok({ changed });
  }

  /** Lists of payments that changed since they were read. One that cannot be read now leaves its payments of before in use, as a pull does. */
  private async rereadPayments(): Promise<boolean> {
    let changed = false;
    for (const feed of await this.made.saved()) {
      if (feed.kind !== 'payments-file' || feed.asOf === null || this.pulls.standing(feed.id).running !== null) continue;
      const made = await this.made.of(feed);
      const mirror = this.options.publisher.open(feed.id);
      const before = mirror.reached;
      const pulled = made.ok ? await pullInto(made.value, mirror, { whole: false, signal: AbortSignal.timeout(REREAD_WITHIN_MS), told: () => undefined }) : made;
      if (!pulled.ok) this.options.report({ code: pulled.problem.code, feed: feed.id });
      changed = mirror.reached !== before || changed;
    }
    return changed;
  }

  /** @param reference of an invoice in use: the source, and what its feed wants to be asked. null: no feed's. */
  async document(reference: string, signal: AbortSignal): Promise<Result<FeedDocument, DeskProblem> | null> {
    const at = reference.indexOf('/');
    const feed = at < 1 ? null : await this.made.find(reference.slice(0, at));
    if (feed === null) return null;
    const made = await this.made.of(feed);
    return made.ok ? made.value.document(reference.slice(at + 1), signal) : made;
  }

  /** Pulls every source once, one after the other, and waits for it. @returns what each came to. */
  async pullAll(): Promise<readonly FeedView[]> {
    for (const feed of await this.made.saved()) if (!waitsForConsent(feed)) this.pulls.begin(feed.id, false);
    await this.pulls.over();
    return this.views();
  }

  private kept(id: string, given: FeedToSave, before: SavedFeed | null): Result<SavedFeed, FeedProblem> {
    const kept = keptValues(this.options.seal, this.options.tenant, id, given, before);
    if (!kept.ok) return kept;
    const blank = { consent: null, identity: null, asOf: null, triedAt: null, wholeAt: null, problem: null };
    const notes = this.notes.can(given.kind) && (given.notes ?? before?.notes ?? false);
    return ok({ ...(before ?? blank), id, kind: given.kind, ...kept.value, notes });
  }

  private async checked(feed: SavedFeed): Promise<Result<FeedIdentity, FeedFailure>> {
    const made = await this.made.of(feed);
    if (!made.ok) return made;
    const checked = await made.value.check(AbortSignal.timeout(CHECK_WITHIN_MS));
    return !checked.ok && checked.problem.code === 'feed/cancelled' ? fail({ code: 'feed/timed-out', feed: nameOf(feed.name, feed.kind), afterMs: CHECK_WITHIN_MS }) : checked;
  }

  private async answered(id: string): Promise<Result<FeedView, FeedProblem>> {
    const feed = await this.made.find(id);
    return feed === null ? fail({ code: 'feed/unknown', feed: id }) : ok(await this.viewOf(feed));
  }

  private async viewOf(feed: SavedFeed): Promise<FeedView> {
    const { id, kind, name, values, sealed, identity, asOf, triedAt, problem } = feed;
    const notes = await this.notes.view(feed);
    const { running, awaiting, nextAt } = this.pulls.standing(id);
    return {
      id, kind, name: nameOf(name, kind), proof: FEED_PROOFS[kind], state: running !== null ? 'pulling' : waitsForConsent(feed) ? 'to-authorise' : awaiting !== null ? 'awaiting' : problem !== null ? 'failed' : 'ready', identity, values, sealed: Object.keys(sealed) as FeedView['sealed'], asOf, triedAt,
      nextAt: nextAt === null ? null : (new Date(nextAt).toISOString() as Instant), progress: running === null ? null : { ...running.progress, seconds: Math.round((performance.now() - running.since) / 1000) },
      problem: running !== null ? null : problem, summary: asOf === null ? null : this.options.publisher.open(id).summary(), awaiting, notes,
    };
  }
}
