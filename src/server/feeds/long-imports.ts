import { fail, ok } from '../../core';
import type { Clock, ColumnMapping, CompanyId, LedgerDifference, LedgerImporting, LedgerPreview, LedgerProblem, Result } from '../../core';
import type { LedgerEditions, LedgerStore } from '../store/ledger-content';
import type { LongFile, WrittenEdition } from './build-edition';
import { SharedProgress, Stopped } from './import-progress';
import { ImportThread } from './import-thread';

export interface LongImportOptions {
  readonly store: LedgerStore;
  readonly editions: LedgerEditions;
  readonly tenant: string;
  readonly company: CompanyId;
  readonly clock: Clock;
  /** The built thread; null: in this thread. */
  readonly worker: string | null;
}

/** A ledger that was read and is not in use yet. */
export interface ReadyEdition extends WrittenEdition {
  readonly kind: 'edition';
  readonly difference: LedgerDifference | null;
}

interface Running {
  readonly file: string;
  readonly by: string | null;
  readonly preview: boolean;
  readonly since: number;
  readonly progress: SharedProgress;
}

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

  cancel(): void {
    this.running?.progress.stop();
  }

  preview(file: LongFile, mapping: ColumnMapping | null, by: string | null): Promise<Result<LedgerPreview, LedgerProblem>> {
    return this.follow(file, by, true, (progress) => this.thread.preview(file, mapping, this.options.company, progress));
  }

  /** Reads the file into an edition, which is then put in use or thrown away. */
  async read(file: LongFile, mapping: ColumnMapping | null, by: string | null): Promise<Result<ReadyEdition, LedgerProblem>> {
    const { editions, tenant, company } = this.options;
    const { order, rules } = await editions.order(tenant);
    const answer = await this.follow(file, by, false, (progress) => this.thread.write({ file, company, mapping, order, rules }, progress)).catch((error: unknown) => {
      editions.discard(order.file);
      throw error;
    });
    if (!answer.ok) {
      editions.discard(order.file);
      return answer;
    }
    return ok({ kind: 'edition', ...answer.value, difference: await editions.compare(tenant, answer.value.built, answer.value.facts.rows) });
  }

  async publish({ built, facts }: WrittenEdition): Promise<void> {
    await this.options.editions.publish(this.options.tenant, built, facts, this.options.clock.now());
  }

  discard({ built }: WrittenEdition): void {
    this.options.editions.discard(built.file);
  }

  private async follow<T>(file: LongFile, by: string | null, preview: boolean, work: (progress: SharedProgress) => Promise<Result<T, LedgerProblem>>): Promise<Result<T, LedgerProblem>> {
    const progress = new SharedProgress();
    this.running = { file: file.name, by, preview, since: performance.now(), progress };
    try {
      return await work(progress);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return fail({ code: 'ledger/import-cancelled', file: file.name });
    } finally {
      this.running = null;
    }
  }
}
