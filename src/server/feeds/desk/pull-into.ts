import { ok } from '../../../core';
import type { Result } from '../../../core';
import type { Feed, FeedFailure, FeedPage } from '../feed';
import type { SourceMirror } from '../mirror';

export interface Pulled {
  readonly what: 'whole' | 'changes';
  readonly records: number;
}

export interface PullOptions {
  /** Everything is asked for, also where changes would do. */
  readonly whole: boolean;
  readonly signal: AbortSignal;
  readonly told: (what: Pulled['what'], done: number, of: number | null) => void;
}

/**
 * One pull of a source into its mirror. Every page lies there before the next is asked for: whatever ends a pull, the next
 * one goes on behind the last page.
 */
export async function pullInto(feed: Feed, mirror: SourceMirror, options: PullOptions): Promise<Result<Pulled, FeedFailure>> {
  const { signal } = options;
  if (!options.whole && mirror.cursor !== null && mirror.unfinished === null) {
    const changes = await takeAll(feed.changes(mirror.cursor, signal), mirror, 'changes', options);
    if (changes.ok || changes.problem.code !== 'feed/too-old') return changes;
  }
  const [begun, before] = [mirror.unfinished, mirror.cursor];
  if (begun === null) mirror.begin();
  let pulled = await takeAll(feed.whole(begun, signal, before), mirror, 'whole', options);
  if (!pulled.ok && pulled.problem.code === 'feed/too-old' && begun !== null) {
    mirror.begin();
    pulled = await takeAll(feed.whole(null, signal, before), mirror, 'whole', options);
  }
  if (pulled.ok) mirror.finish();
  return pulled;
}

async function takeAll(pages: AsyncGenerator<Result<FeedPage, FeedFailure>, void>, mirror: SourceMirror, what: Pulled['what'], { told }: PullOptions): Promise<Result<Pulled, FeedFailure>> {
  let records = 0;
  for await (const page of pages) {
    if (!page.ok) return page;
    mirror.take(page.value);
    records += page.value.debtors.length + page.value.invoices.length;
    told(what, page.value.done, page.value.of);
  }
  return ok({ what, records });
}
