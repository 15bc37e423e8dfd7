import { Worker } from 'node:worker_threads';
import type { BillTable, RowsElsewhere } from '../store/edition-rows';
import type { Lot } from '../store/row-sink';

export interface RowsTask {
  readonly kind: 'rows';
  /** Of the edition. */
  readonly file: string;
}
export type ToRows = { readonly kind: 'lots'; readonly lots: readonly (readonly [BillTable, Lot])[] } | { readonly kind: 'end' };
/** The rows stand in the file, and it is closed. */
export type FromRows = { readonly kind: 'ended' };

/** A message costs more than the lot in it. */
const LOTS_AT_ONCE = 16;
/** It holds nothing but what is on its way. */
const HEAP = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/** A thread that writes the rows of invoices: what SQLite takes for them is not taken from the thread that reads the ledger. */
export class RowsThread implements RowsElsewhere {
  private readonly thread: Worker;
  private lots: (readonly [BillTable, Lot])[] = [];
  private readonly ended: Promise<void>;

  /** @param worker the built thread (import-worker.ts) */
  constructor(worker: string, file: string, shared: SharedArrayBuffer) {
    this.thread = new Worker(worker, { workerData: { task: { kind: 'rows', file } satisfies RowsTask, shared }, resourceLimits: HEAP });
    this.ended = new Promise((resolve, reject) => {
      this.thread.once('message', (_: FromRows) => resolve());
      this.thread.once('error', reject);
      this.thread.once('exit', () => reject(new Error('the thread that writes rows ended without a word')));
    });
    // Looked at when it is waited for.
    this.ended.catch(() => undefined);
  }

  take(table: BillTable, lot: Lot): void {
    this.lots.push([table, lot]);
    if (this.lots.length >= LOTS_AT_ONCE) this.send();
  }

  /** All that was taken stands in the file, which is closed. @throws what kept it from being written */
  end(): Promise<void> {
    this.send();
    this.thread.postMessage({ kind: 'end' } satisfies ToRows);
    return this.ended;
  }

  /** What it wrote is not wanted. */
  async stop(): Promise<void> {
    await this.thread.terminate();
  }

  private send(): void {
    if (this.lots.length === 0) return;
    this.thread.postMessage({ kind: 'lots', lots: this.lots } satisfies ToRows);
    this.lots = [];
  }
}
