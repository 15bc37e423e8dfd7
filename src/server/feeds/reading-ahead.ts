import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { completeMapping } from '../../core';
import type { ColumnMapping, Row } from '../../core';
import { mappingOf } from './build-edition';
import { Stopped } from './import-progress';
import type { SharedProgress } from './import-progress';
import { obstacleOf } from './ledger-file';
import type { TakenFile } from './ledger-file';
import type { Ahead, EditionJob, Recall, WrittenEdition } from './long-file';
import type { BuiltEdition } from '../store/edition-writer';
import { heapOfAhead } from './import-heap';
import { RowPacker, handedOver } from './packed-rows';
import type { PackedRows } from './packed-rows';
import { HEAD_ROWS } from './plain-listing';
import { isPlainSheet } from './rows-ahead';
import type { Supposed } from './rows-ahead';
import type { Table } from './table';

export interface AheadTask {
  readonly kind: 'ahead';
  readonly job: EditionJob;
}
export type ToAhead = { readonly kind: 'supposed'; readonly supposed: Supposed } | { readonly kind: 'rows'; readonly first: number; readonly packed: PackedRows } | { readonly kind: 'end' };
/** `taken`: rows of the sheet so far. null: the sheet is more than a listing. */
export type FromAhead = { readonly kind: 'taken'; readonly rows: number } | { readonly kind: 'written'; readonly written: WrittenEdition | null };

/** Rows by which the layout may be known, fewest first, and rows that go over at once. */
const SIZES: { readonly heads: readonly number[]; readonly lot: number } = { heads: [2_000, HEAD_ROWS], lot: 1_000 };

/**
 * A second thread that writes the edition of a workbook while this one is still reading its cells: opening a workbook takes as
 * long as all that follows. It supposes that the first long sheet is a plain listing. The whole file has the last word: where it says otherwise,
 * what was written is thrown away and the cells, which are here, are read as ever.
 */
export class ReadingAhead implements Ahead<BuiltEdition> {
  private rows: readonly Row[] | null = null;
  private looks = 0;
  private sent = 0;
  private taken = 0;
  private thread: Worker | null = null;
  private supposed: Supposed | null = null;
  private begun: Promise<void> = Promise.resolve();
  private outcome: Promise<WrittenEdition | null> = Promise.resolve(null);
  private readonly packer = new RowPacker();
  private over = false;
  private kept = false;

  constructor(private readonly worker: string, private readonly job: EditionJob, private readonly progress: SharedProgress, private readonly recall: Recall, private readonly sizes = SIZES) {}

  /** The thread is there and the edition open when the first rows come. */
  prepare(): void {
    const task: AheadTask = { kind: 'ahead', job: this.job };
    // One that needs more memory is given up.
    this.thread = new Worker(this.worker, { workerData: { task, shared: this.progress.shared, thread: this.worker }, resourceLimits: heapOfAhead(this.job.order.before?.file ?? null) });
    this.outcome = outcomeOf(this.thread, this.progress, (taken) => { this.taken = taken; }).finally(() => { this.over = true; });
    // Looked at when it is waited for.
    this.outcome.catch(() => undefined);
  }

  sees(table: Table): void {
    if (this.rows === null && table.rows.length >= this.nextHead() && table.facts?.hidden === false) {
      this.rows = table.rows;
      this.begun = this.begin(table);
      // Looked at when it is waited for.
      this.begun.catch(() => undefined);
    }
    const { lot } = this.sizes;
    if (table.rows === this.rows) while (this.rows.length - this.sent >= lot && this.send(this.sent + lot));
  }

  async settled(): Promise<void> {
    await this.begun;
    this.sendAll();
    // It finishes while the whole file is looked at, which has the last word all the same.
    if (this.supposed !== null) this.thread?.postMessage({ kind: 'end' } satisfies ToAhead);
  }

  async written({ rows, facts }: Table, mapping: ColumnMapping): Promise<WrittenEdition | null> {
    await this.begun;
    const { thread, supposed } = this;
    if (thread === null || supposed === null || rows !== this.rows || facts === undefined || !isPlainSheet(facts, mapping)) return null;
    if (JSON.stringify(completeMapping(rows, mapping).mapping) !== JSON.stringify(supposed.mapping)) return null;
    const above = supposed.head.length;
    const told = setInterval(() => { if (this.taken > above && this.taken < rows.length) this.progress.told('reading', this.taken - above, rows.length - above); }, 50);
    try {
      const written = await this.outcome;
      this.kept = written !== null;
      return written;
    } finally {
      clearInterval(told);
    }
  }

  async end(): Promise<void> {
    await this.begun;
    if (this.thread === null) return;
    await this.thread.terminate();
    this.thread = null;
    if (!this.kept) rmSync(this.job.order.file, { force: true, maxRetries: 20 });
  }

  private nextHead(): number {
    return this.sizes.heads[this.looks] ?? Infinity;
  }

  private async begin(table: Table): Promise<void> {
    while (this.supposed === null && table.rows.length >= this.nextHead()) {
      const rows = table.rows.slice(0, this.nextHead());
      this.looks += 1;
      await this.suppose({ ...table, rows });
    }
    // What so few rows leave open more of them may tell.
    if (this.supposed === null) this.rows = null;
  }

  private async suppose({ sheet, rows, facts }: Table): Promise<void> {
    const { file, mapping: given } = this.job;
    const first: TakenFile = { name: file.name, tables: [{ sheet, rows, ...(facts === undefined ? {} : { facts }) }], asOf: file.asOf, documentsFolder: file.documentsFolder };
    const asked = given ?? (await mappingOf(first, this.recall)).mapping;
    if (obstacleOf(first, asked) !== null) return;
    const { mapping } = completeMapping(rows, asked);
    this.supposed = { head: rows.slice(0, mapping.headerRow + 1), mapping, dates1904: facts?.dates1904 === true };
    this.sent = this.supposed.head.length;
    this.thread?.postMessage({ kind: 'supposed', supposed: this.supposed } satisfies ToAhead);
  }

  private sendAll(): void {
    const rows = this.rows?.length ?? 0;
    while (this.sent < rows && this.send(Math.min(this.sent + this.sizes.lot, rows)));
  }

  /** false: there is nobody to send them to: not yet, or not any more. */
  private send(below: number): boolean {
    if (this.thread === null || this.supposed === null || this.rows === null || this.over) return false;
    const packed = this.packer.pack(this.rows.slice(this.sent, below));
    this.thread.postMessage({ kind: 'rows', first: this.sent, packed } satisfies ToAhead, handedOver(packed));
    this.sent = below;
    return true;
  }
}

function outcomeOf(thread: Worker, progress: SharedProgress, taken: (rows: number) => void): Promise<WrittenEdition | null> {
  return new Promise((resolve, reject) => {
    thread.on('message', (word: FromAhead) => {
      if (word.kind === 'taken') taken(word.rows);
      else resolve(word.written);
    });
    thread.once('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null);
      else reject(progress.stopped ? new Stopped() : error);
    });
    thread.once('exit', () => reject(progress.stopped ? new Stopped() : new Error('the thread that reads ahead ended without a word')));
  });
}
