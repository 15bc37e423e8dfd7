import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok } from '../../../core';
import type { Clock, FeedProblem, Instant, Result } from '../../../core';
import type { Followed } from '../../store/import-ledger';
import type { ImportReport, LedgerFacts, LedgerStore } from '../../store/ledger-content';
import { ledgerKey } from '../../store/read-accounts';
import { problemOfFailure } from '../../store/store-failure';
import type { StoreFailure } from '../../store/store-failure';
import { SharedProgress, Stopped } from '../import-progress';
import { ImportThread } from '../import-thread';
import type { FeedPublisher, Publication, PublishedSource, SourceMirror } from '../mirror';
import { openSourceMirror } from '../../store/mirror/source-mirror';
import type { KeptMirror } from '../../store/mirror/source-mirror';
import { publishChanged } from './publish-changed';
import type { UnionJob, WrittenUnion } from './write-union';

export interface FeedPublisherOptions {
  readonly store: LedgerStore;
  readonly tenant: string;
  readonly clock: Clock;
  /** Where the mirrors lie; made when it is not there. */
  readonly folder: string;
  /** The built thread (dist/server/import-worker.js); null: in this thread. */
  readonly worker: string | null;
}

type Failure = StoreFailure | FeedProblem;

const PROGRESS_EVERY_MS = 100;

export function feedPublisher({ store, tenant, clock, folder, worker }: FeedPublisherOptions): FeedPublisher & { close(): void } {
  const mirrors = new Map<string, KeptMirror>();
  const thread = new ImportThread(worker, () => Promise.resolve(null));
  const fileOf = (source: string): string => join(folder, `${source}.mirror`);

  const open = (source: string): KeptMirror => {
    const known = mirrors.get(source);
    if (known !== undefined) return known;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const mirror = openSourceMirror(fileOf(source));
    mirrors.set(source, mirror);
    return mirror;
  };

  /** What was written is put in use, unless the clerk must be asked. Whatever happens, nothing of it is left but that. */
  const putInUse = async (written: WrittenUnion['written'], job: UnionJob, confirmed: boolean, progress: SharedProgress): Promise<Result<Publication, Failure>> => {
    const { beside } = store;
    const readAt = clock.now();
    const published = (report: ImportReport): Result<Publication, Failure> => ok({ kind: 'published', report, touched: report.invoices });
    if (written.kind === 'edition') {
      if (beside.kind !== 'editions') throw new Error('an edition for a store without editions');
      const difference = confirmed ? null : await beside.compare(tenant, written.built, written.facts.rows);
      progress.check();
      if (difference !== null) return ok({ kind: 'awaiting', difference });
      return published(await beside.publish(tenant, written.built, written.facts, readAt));
    }
    if (written.difference !== null && !confirmed) return ok({ kind: 'awaiting', difference: written.difference });
    if (job.to.kind !== 'spool') throw new Error('a spool that nobody ordered');
    const report = await thread.transfer({ order: job.to.order, spool: written.built, facts: written.facts, readAt }, progress);
    return report.ok ? published(report.value) : report;
  };

  const publishWhole = async (sources: readonly PublishedSource[], upTo: readonly number[], confirmed: boolean, followed: Followed): Promise<Result<Publication, Failure>> => {
    const { beside } = store;
    const summaries = sources.map(({ mirror }) => mirror.summary());
    const to: UnionJob['to'] = beside.kind === 'editions' ? { kind: 'edition', ...(await beside.order(tenant, true)) } : { kind: 'spool', order: await beside.order(tenant) };
    const job: UnionJob = {
      sources: sources.map(({ id }) => ({ id, path: open(id).path })), name: nameOf(sources), asOf: oldest(sources), to,
      unreadable: summaries.flatMap(({ unreadable }) => unreadable), unreadableCount: summaries.reduce((sum, { unreadableCount }) => sum + unreadableCount, 0),
    };
    const progress = new SharedProgress();
    const watch = setInterval(() => {
      const { done, of } = progress.now();
      followed.told(done, of);
      if (isStopped(followed)) progress.stop();
    }, PROGRESS_EVERY_MS);
    let kept = false;
    try {
      const written = await thread.union(job, progress);
      if (!written.ok) return written;
      const put = await putInUse(written.value.written, job, confirmed, progress);
      if (put.ok && put.value.kind === 'published') {
        kept = written.value.written.kind === 'edition';
        const as = keyOf(sources, await store.ledgerFacts(tenant));
        sources.forEach(({ id }, at) => {
          open(id).settled(written.value.payments[at] ?? null);
          open(id).published(as, written.value.elsewhere[at] ?? 0, upTo[at] ?? 0);
        });
      }
      return put;
    } finally {
      clearInterval(watch);
      if (!kept) beside.discard(to.order.file);
    }
  };

  return {
    open: (source): SourceMirror => open(source),
    forget: (source) => {
      mirrors.get(source)?.close();
      mirrors.delete(source);
      for (const end of ['', '-wal', '-shm']) rmSync(`${fileOf(source)}${end}`, { force: true, maxRetries: 20 });
    },
    publish: async (sources, confirmed, followed) => {
      try {
        const upTo = sources.map(({ id }) => open(id).reached);
        const facts = await store.ledgerFacts(tenant);
        const inUse = facts !== null && sources.length > 0 && sources.every(({ id }) => open(id).publishedAs === keyOf(sources, facts));
        if (inUse && sources.every(({ id }) => open(id).changed()?.length === 0 && open(id).touched().length === 0)) {
          await store.confirmLedger(tenant, oldest(sources));
          return ok({ kind: 'published', report: { generation: facts.generation, debtors: 0, invoices: 0, written: 0, missing: 0 }, touched: 0 });
        }
        const changed = !inUse ? null : await publishChanged(store, tenant, sources.map(({ id }) => ({ id, mirror: open(id) })), { name: nameOf(sources), kind: 'accounting-system', asOf: oldest(sources) }, ledgerKey(facts.generation, facts.readAt), clock.now());
        if (changed !== null) {
          const as = keyOf(sources, await store.ledgerFacts(tenant));
          sources.forEach(({ id }, at) => {
            open(id).settled(changed.payments[at] ?? null);
            open(id).published(as, null, upTo[at] ?? 0);
          });
          return ok({ kind: 'published', report: changed.report, touched: changed.report.touched });
        }
        return await publishWhole(sources, upTo, confirmed, followed);
      } catch (error) {
        if (error instanceof Stopped) return fail({ code: 'feed/cancelled', feed: sources.map(({ name }) => name).join(' + ') });
        const problem = problemOfFailure(error);
        if (problem === null) throw error;
        return fail(problem);
      }
    },
    whereIs: async (debtor) => (await store.placesOf(tenant, debtor)).flatMap((place) => {
      const at = place.indexOf(':');
      const source = place.slice(0, at);
      return at > 0 && (mirrors.has(source) || existsSync(fileOf(source))) ? [{ source, external: place.slice(at + 1) }] : [];
    }),
    close: () => {
      for (const mirror of mirrors.values()) mirror.close();
      mirrors.clear();
    },
  };
}

/** What the clerk reads as where the figures come from. */
const nameOf = (sources: readonly PublishedSource[]): string => sources.map(({ name }) => name).join(' + ').slice(0, 120);

/** Of union.ts, for several sources: what was put in use by other rules is written as a whole. */
const RULES = 'by-2';

/** Names one reading in use, and the sources that it was made of, in their order. */
const keyOf = (sources: readonly PublishedSource[], facts: LedgerFacts | null): string => (facts === null ? '' : [ledgerKey(facts.generation, facts.readAt), ...sources.map(({ id }) => id), ...(sources.length > 1 ? [RULES] : [])].join(' '));

/** What stands in the ledger is at least as new as this. */
const oldest = (sources: readonly PublishedSource[]): Instant => sources.reduce<Instant | null>((first, { asOf }) => (first === null || asOf < first ? asOf : first), null) ?? ('1970-01-01T00:00:00.000Z' as Instant);

function isStopped(followed: Followed): boolean {
  try {
    followed.check();
    return false;
  } catch (error) {
    if (error instanceof Stopped) return true;
    throw error;
  }
}
