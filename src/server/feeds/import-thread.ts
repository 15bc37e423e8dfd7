import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ColumnMapping, CompanyId, LedgerPreview, LedgerProblem, Result } from '../../core';
import type { ImportReport } from '../store/ledger-content';
import type { StoreFailure } from '../store/store-failure';
import { buildEdition, isText } from './build-edition';
import type { EditionJob, LongFile, ReadingJob, Recall, WrittenEdition } from './long-file';
import { HEAP_MB, YOUNG_MB, heapMbOfListing } from './import-heap';
import { Stopped } from './import-progress';
import type { SharedProgress } from './import-progress';
import { previewLongFile } from './preview-long-file';
import { writeUnion } from './mirror/write-union';
import type { UnionJob, WrittenUnion } from './mirror/write-union';
import { spoolLedger, transferLedger } from './transfer-ledger';
import type { SpoolJob, SpooledLedger, TransferJob } from './transfer-ledger';

export type ImportTask =
  | { readonly kind: 'edition'; readonly job: EditionJob }
  | { readonly kind: 'spool'; readonly job: SpoolJob }
  | { readonly kind: 'transfer'; readonly job: TransferJob }
  | { readonly kind: 'union'; readonly job: UnionJob }
  | { readonly kind: 'preview'; readonly file: LongFile; readonly mapping: ColumnMapping | null; readonly company: CompanyId };

/** The thread as it was built beside the server; null: not built, long imports then run in the server's own. */
export function builtThread(folder: string): string | null {
  const path = join(folder, 'import-worker.js');
  return existsSync(path) ? path : null;
}

/** How long a thread is asked to stop before it is ended. */
const STOPS_WITHIN_MS = 500;

/** The customers that PostgreSQL knows are held beside those that are read. */
const AND_WHAT_IS_KNOWN = 2;

/** How much an import may use at first: a listing is never held as a whole. null: other files are, and no limit is known for them. */
function heapFor({ file }: ReadingJob, before: string | null, least: number): number | null {
  return isText(file.path) ? heapMbOfListing(before, least) : null;
}

const outOfMemory = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * Long work on a file, in a thread of its own where the built thread is known (dist/server/import-worker.js), else here.
 * @throws Stopped when it was cancelled: nothing of it is left.
 */
export class ImportThread {
  /** @param heapMb what an import gets at first; one that needs more begins again without a limit. */
  constructor(private readonly worker: string | null, private readonly recall: Recall, private readonly heapMb = HEAP_MB) {}

  async write(job: EditionJob, progress: SharedProgress): Promise<Result<WrittenEdition, LedgerProblem>> {
    if (this.worker === null) return buildEdition(job, progress, this.recall);
    return this.withEnough(this.worker, { kind: 'edition', job }, heapFor(job, job.order.before?.file ?? null, this.heapMb), progress);
  }

  spool(job: SpoolJob, progress: SharedProgress): Promise<Result<SpooledLedger, LedgerProblem | StoreFailure>> {
    if (this.worker === null) return spoolLedger(job, progress, this.recall);
    return this.withEnough(this.worker, { kind: 'spool', job }, heapFor(job, null, this.heapMb * AND_WHAT_IS_KNOWN), progress);
  }

  transfer(job: TransferJob, progress: SharedProgress): Promise<Result<ImportReport, StoreFailure>> {
    if (this.worker === null) return transferLedger(job, progress);
    return inThread(this.worker, { kind: 'transfer', job }, progress, this.recall, null);
  }

  /** @throws Stopped when it was cancelled. */
  union(job: UnionJob, progress: SharedProgress): Promise<Result<WrittenUnion, StoreFailure>> {
    return this.worker === null ? writeUnion(job, progress) : inThread(this.worker, { kind: 'union', job }, progress, this.recall, null);
  }

  private async withEnough<T>(worker: string, task: Extract<ImportTask, { kind: 'edition' | 'spool' }>, heap: number | null, progress: SharedProgress): Promise<T> {
    try {
      return await inThread(worker, task, progress, this.recall, heap);
    } catch (error) {
      if (heap === null || !outOfMemory(error)) throw error;
      rmSync(task.job.order.file, { force: true, maxRetries: 20 });
      return inThread(worker, task, progress, this.recall, null);
    }
  }

  preview(file: LongFile, mapping: ColumnMapping | null, company: CompanyId, progress: SharedProgress): Promise<Result<LedgerPreview, LedgerProblem>> {
    return this.worker === null ? previewLongFile(file, mapping, company, progress, this.recall) : inThread(this.worker, { kind: 'preview', file, mapping, company }, progress, this.recall, null);
  }
}

/** What a thread says: a question about a layout, or its last word. */
export type ThreadWord = { readonly kind: 'recall'; readonly layout: string } | { readonly kind: 'answer'; readonly answer: unknown };

function inThread<T>(path: string, task: ImportTask, progress: SharedProgress, recall: Recall, heapMb: number | null): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const worker = new Worker(path, { workerData: { task, shared: progress.shared, thread: path }, resourceLimits: heapMb === null ? {} : { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB } });
    let ending: NodeJS.Timeout | null = null;
    const watch = setInterval(() => {
      // A parser that is in the middle of a file looks up too late: then the thread is ended from outside.
      if (progress.stopped && ending === null) ending = setTimeout(() => void worker.terminate(), STOPS_WITHIN_MS);
    }, 50);
    const done = (): void => {
      clearInterval(watch);
      if (ending !== null) clearTimeout(ending);
    };
    let answered = false;
    worker.on('message', (word: ThreadWord) => {
      if (word.kind === 'recall') {
        recall(word.layout).then((mapping) => worker.postMessage(mapping), reject);
        return;
      }
      answered = true;
      // Its memory is given back before the next thing begins.
      void worker.terminate().then(() => {
        done();
        if (progress.stopped) reject(new Stopped());
        else resolve(word.answer as T);
      });
    });
    worker.once('error', (error) => {
      answered = true;
      done();
      reject(progress.stopped ? new Stopped() : error);
    });
    worker.once('exit', () => {
      if (answered) return;
      done();
      reject(progress.stopped ? new Stopped() : new Error('the thread of an import ended without a word'));
    });
  });
}
