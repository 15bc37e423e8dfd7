import { fail, ok } from '../../../core';
import type { ColumnMapping, LedgerPreview, LedgerState, Result } from '../../../core';
import type { LedgerService, LedgerServiceProblem } from '../../ledger-service';
import { stateOfStore } from '../../ledger-service';
import type { LedgerStore } from '../../store/ledger-content';
import type { FileLedger } from '../file-ledger';
import type { FeedDesk } from './feed-desk';

export interface LedgersOptions {
  readonly store: LedgerStore;
  readonly tenant: string;
  readonly file: FileLedger;
  readonly desk: FeedDesk;
}

/**
 * What the settings know as "the ledger": a file, or, once a system is connected, all connected ledgers together. A file
 * that were put in use as the whole ledger would then end everybody else's invoices: it is connected as a ledger of its own.
 */
export class Ledgers implements LedgerService {
  constructor(private readonly options: LedgersOptions) {}

  async state(): Promise<LedgerState> {
    const { store, tenant, file, desk } = this.options;
    const views = await desk.views();
    if (views.length === 0) return file.state();
    const problem = views.find((view) => view.problem !== null)?.problem ?? null;
    return { ...(await stateOfStore(store, tenant)), problem };
  }

  async upload(fileName: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LedgerServiceProblem>> {
    return (await this.connected()) ? fail({ code: 'ledger/others-connected', file: fileName }) : this.options.file.upload(fileName, bytes);
  }

  preview(uploadId: string): Promise<LedgerPreview | null> {
    return this.options.file.preview(uploadId);
  }

  map(uploadId: string, mapping: ColumnMapping): Promise<Result<LedgerPreview, LedgerServiceProblem> | null> {
    return this.options.file.map(uploadId, mapping);
  }

  async use(uploadId: string, by: string | null): Promise<Result<LedgerState, LedgerServiceProblem> | null> {
    if (!(await this.connected())) return this.options.file.use(uploadId, by);
    const preview = await this.options.file.preview(uploadId);
    return preview === null ? null : fail({ code: 'ledger/others-connected', file: preview.fileName });
  }

  cancelImport(): Promise<Result<LedgerState, LedgerServiceProblem>> {
    return this.options.file.cancelImport();
  }

  async refresh(): Promise<Result<LedgerState, LedgerServiceProblem>> {
    if (!(await this.connected())) return this.options.file.refresh();
    await this.options.desk.pullAll();
    return ok(await this.state());
  }

  async answerAwaiting(accept: boolean): Promise<Result<LedgerState, LedgerServiceProblem>> {
    return (await this.connected()) ? ok(await this.state()) : this.options.file.answerAwaiting(accept);
  }

  private async connected(): Promise<boolean> {
    return this.options.desk.hasLedgers();
  }
}
