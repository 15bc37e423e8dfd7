import { fail, ok } from '../../core';
import type { Clock, ColumnMapping, CompanyId, LedgerDifference, LedgerImporting, LedgerPreview, LedgerProblem, Result } from '../../core';
import type { BuiltEdition } from '../store/edition-writer';
import type { LedgerEditions, LedgerStore, LedgerTransfers, TransferOrder } from '../store/ledger-content';
import type { Spool } from '../store/spool';
import { problemOfFailure } from '../store/store-failure';
import type { StoreFailure } from '../store/store-failure';
import type { LongFile, Written } from './long-file';
import { SharedProgress, Stopped } from './import-progress';
import { ImportThread } from './import-thread';
import { changingFile, problemOfFile } from './problem-of-file';

export interface LongImportOptions {
  readonly store: LedgerStore;
  readonly tenant: string;
  readonly company: CompanyId;
  readonly clock: Clock;
  /** The built thread; null: in this thread. */
  readonly worker: string | null;
}

export type LongProblem = LedgerProblem | StoreFailure;

/** An import as others are told of it. */
interface Told {
  readonly file: string;
  readonly by: string | null;
  readonly since: number;
}

type Held = (Written<BuiltEdition> & { readonly kind: 'edition' }) | (Written<Spool> & { readonly kind: 'spool'; readonly order: TransferOrder });

/** A ledger that was read and is not in use yet. */
export type ReadyLedger = Held & { readonly difference: LedgerDifference | null; readonly told: Told };

interface Running extends Told {
  readonly preview: boolean;
  readonly progress: SharedProgress;
}

/** About 20 000 rows, which are read in less than a second. */
const LONG_FROM_BYTES = 2 * 1024 * 1024;

/** @param from bytes from which a text file is a long one; a workbook, which is packed, from a quarter of it. */
export const isLong = (head: Uint8Array, size: number, from = LONG_FROM_BYTES): boolean => size >= (head[0] === 0x50 && head[1] === 0x4b ? from / 4 : from);

/** Imports that take long enough to be watched: what is going on is known here, not in the pane that began it. */
export class LongImports {
  private readonly thread: ImportThread;
  private running: Running | null = null;

  constructor(private readonly options: LongImportOptions) {
    this.thread = new ImportThread(options.worker, (layout) => options.store.mappingFor(options.tenant, layout));
  }

  now(): LedgerImporting | null {
    if (this.running === null) return null;
    const { file, by, preview, since, progress } = this.running;
    return { file, by, preview, ...progress.now(), seconds: Math.floor((performance.now() - since) / 1000) };
  }

  /** Why another import cannot begin; null: it can. */
  busy(): Extract<LedgerProblem, { code: 'ledger/import-running' }> | null {
    return this.running === null ? null : { code: 'ledger/import-running', file: this.running.file, by: this.running.by };
  }

  /** What is put in use at this moment is not stopped any more. */
  cancel(): void {
    this.running?.progress.stop();
  }

  preview(file: LongFile, mapping: ColumnMapping | null, by: string | null): Promise<Result<LedgerPreview, LongProblem>> {
    return this.follow(begun(file.name, by), true, (progress) => this.thread.preview(file, mapping, this.options.company, progress), file.path);
  }

  /**
   * Reads the file beside the ledger in use; what was read is then put in use or thrown away.
   * @param changed asked when it is read: what a file is that was replaced meanwhile nobody can say
   */
  read(file: LongFile, mapping: ColumnMapping | null, by: string | null, changed: () => Promise<boolean>): Promise<Result<ReadyLedger, LongProblem>> {
    const { beside } = this.options.store;
    const told = begun(file.name, by);
    return this.follow(told, false, async (progress) => {
      const read = await (beside.kind === 'editions' ? this.readEdition(beside, told, file, mapping, progress) : this.readSpool(beside, told, file, mapping, progress));
      if (!(await changed())) return read;
      if (read.ok) this.discard(read.value);
      return fail(changingFile(file.name));
    }, file.path);
  }

  /** Puts it in use; it is thrown away when that fails. `continued`: those who follow its reading follow this too. */
  async publish(ready: ReadyLedger, continued: boolean): Promise<Result<null, LongProblem>> {
    const { store: { beside }, tenant, clock } = this.options;
    if (ready.kind === 'edition') {
      if (beside.kind === 'editions') await beside.publish(tenant, ready.built, ready.facts, clock.now());
      return ok(null);
    }
    const { order, built, facts, told } = ready;
    try {
      const written = await this.follow(continued ? told : begun(told.file, told.by), false, (progress) => {
        // Before the thread has begun: whoever follows is not sent back to the first look.
        progress.told('writing', 0, built.invoices);
        return this.thread.transfer({ order, spool: built, facts, readAt: clock.now() }, progress);
      });
      return written.ok ? ok(null) : written;
    } finally {
      this.discard(ready);
    }
  }

  discard({ built }: ReadyLedger): void {
    this.options.store.beside.discard(built.file);
  }

  private async readEdition(editions: LedgerEditions, told: Told, file: LongFile, mapping: ColumnMapping | null, progress: SharedProgress): Promise<Result<ReadyLedger, LongProblem>> {
    const { tenant, company } = this.options;
    const { order, rules } = await editions.order(tenant);
    return this.orNothing(order.file, async () => {
      const answer = await this.thread.write({ file, company, mapping, order, rules }, progress);
      if (!answer.ok) return answer;
      const { built, facts } = answer.value;
      const difference = await editions.compare(tenant, built, facts.rows);
      progress.check();
      return ok({ kind: 'edition', built, facts, told, difference });
    });
  }

  private async readSpool(transfers: LedgerTransfers, told: Told, file: LongFile, mapping: ColumnMapping | null, progress: SharedProgress): Promise<Result<ReadyLedger, LongProblem>> {
    const order = await transfers.order(this.options.tenant);
    return this.orNothing(order.file, async () => {
      const answer = await this.thread.spool({ file, company: this.options.company, mapping, order }, progress);
      return answer.ok ? ok({ kind: 'spool', ...answer.value, order, told }) : answer;
    });
  }

  /** Nothing is left of what was written when it does not come to a ledger. */
  private async orNothing<T>(written: string, work: () => Promise<Result<T, LongProblem>>): Promise<Result<T, LongProblem>> {
    let kept = false;
    try {
      const answer = await work();
      kept = answer.ok;
      return answer;
    } finally {
      if (!kept) this.options.store.beside.discard(written);
    }
  }

  /** @param reads the file that is read: it may go away meanwhile. Absent: none. */
  private async follow<T>(told: Told, preview: boolean, work: (progress: SharedProgress) => Promise<Result<T, LongProblem>>, reads?: string): Promise<Result<T, LongProblem>> {
    const progress = new SharedProgress();
    this.running = { ...told, preview, progress };
    try {
      return await work(progress);
    } catch (error) {
      if (error instanceof Stopped) return fail({ code: 'ledger/import-cancelled', file: told.file });
      const problem = problemOfFailure(error) ?? (reads === undefined ? null : problemOfFile(error, told.file, reads));
      if (problem === null) throw error;
      return fail(problem);
    } finally {
      this.running = null;
    }
  }
}

const begun = (file: string, by: string | null): Told => ({ file, by, since: performance.now() });
