import { SIGNS_IN_ELSEWHERE, ok } from '../../../core';
import type { Result } from '../../../core';
import type { SavedFeed } from '../../store/saved-feeds';
import type { Feed, FeedContext, FeedFailure } from '../feed';
import { keeperOf } from './consents';
import type { FeedDeskOptions } from './feed-pulls';
import { nameOf, openedConsent, openedValues, sealedConsent } from './kept-secrets';

/** The saved feeds, and each as the thing that reads: made once, so that its queue and its breaker are those of the whole process. */
export class MadeFeeds {
  private readonly feeds = new Map<string, { readonly under: string; readonly feed: Feed }>();

  constructor(private readonly options: FeedDeskOptions) {}

  async of(feed: SavedFeed): Promise<Result<Feed, FeedFailure>> {
    const { seal, tenant } = this.options;
    const under = JSON.stringify([feed.kind, feed.name, feed.values, feed.sealed]);
    const known = this.feeds.get(feed.id);
    if (known?.under === under) return ok(known.feed);
    const values = openedValues(seal, tenant, feed);
    if (!values.ok) return values;
    const keeper = keeperOf(
      async () => openedConsent(seal, tenant, (await this.find(feed.id)) ?? { id: feed.id, consent: null }),
      (text) => this.note(feed.id, { consent: text === null ? null : sealedConsent(seal, tenant, feed.id, text) }),
    );
    const made = await this.options.makeFeed(feed.kind, { values: values.value, context: this.contextOf(feed) }, keeper);
    if (made.ok) this.feeds.set(feed.id, { under, feed: made.value });
    return made;
  }

  forget(id: string): void {
    this.feeds.delete(id);
  }

  contextOf({ name, kind }: SavedFeed): FeedContext {
    const { company, clock } = this.options;
    return { company, name: nameOf(name, kind), now: () => clock.now() };
  }

  saved(): Promise<readonly SavedFeed[]> {
    return this.options.store.feeds.list(this.options.tenant);
  }

  async find(id: string): Promise<SavedFeed | null> {
    return (await this.saved()).find((feed) => feed.id === id) ?? null;
  }

  /** Beside what is kept of it already; a feed that was removed meanwhile stays removed. */
  async note(id: string, change: Partial<SavedFeed>): Promise<void> {
    const feed = await this.find(id);
    if (feed !== null) await this.options.store.feeds.save(this.options.tenant, { ...feed, ...change });
  }
}

/** The vendor's page has not been answered, or its consent was taken back. */
export const waitsForConsent = ({ kind, consent }: SavedFeed): boolean => SIGNS_IN_ELSEWHERE.has(kind) && consent === null;
