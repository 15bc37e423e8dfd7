import { Worker } from 'node:worker_threads';
import type { Statements, Value } from '../store/statements';

export interface RowsTask {
  readonly kind: 'rows';
  /** Of the edition. */
  readonly file: string;
}
type Asked = readonly [sql: string, values: readonly Value[]];
export type ToRows = { readonly kind: 'run'; readonly statements: readonly Asked[] } | { readonly kind: 'end' };
/** The rows stand in the file, and it is closed. */
export type FromRows = { readonly kind: 'ended' };

/** A message costs more than the statement in it. */
const STATEMENTS_AT_ONCE = 16;
/** It holds nothing but what is on its way. */
const HEAP = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/** A thread that writes the rows of an edition: what SQLite takes for them is not taken from the thread that makes them. */
export class RowsThread implements Statements {
  private readonly thread: Worker;
  private asked: Asked[] = [];
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

  run(sql: string, values: readonly Value[]): void {
    this.asked.push([sql, values]);
    if (this.asked.length >= STATEMENTS_AT_ONCE) this.send();
  }

  /** All that was asked stands in the file, which is closed. @throws what kept it from being written */
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
    if (this.asked.length === 0) return;
    this.thread.postMessage({ kind: 'run', statements: this.asked } satisfies ToRows);
    this.asked = [];
  }
}
