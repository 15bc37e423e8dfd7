import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok } from '../../core';
import type { Clock, ColumnMapping, CompanyId, LedgerDifference, LedgerPreview, LedgerProblem, LedgerState, Result } from '../../core';
import type { LedgerService, LedgerServiceProblem } from '../ledger-service';
import { stateOfStore } from '../ledger-service';
import type { LedgerContent, LedgerStore } from '../store/ledger-content';
import { asOfFile, contentOf, layoutOfFile, obstacleOf, previewOf, proposeForFile, takeFile } from './ledger-file';
import type { TakenFile } from './ledger-file';
import { MAX_FILE_BYTES } from './table';

export interface FileLedgerOptions {
  readonly store: LedgerStore;
  readonly tenant: string;
  readonly company: CompanyId;
  readonly clock: Clock;
  /** The file to watch; null: the clerk uploads one. */
  readonly path: string | null;
  /** Where invoice PDFs lie; null: a folder "factures" or "invoices" beside the file, if there is one. */
  readonly documentsFolder: string | null;
  /** Told of what happened in the background; codes only. */
  readonly report: (event: { readonly code: string; readonly rows?: number; readonly unreadable?: number }) => void;
  /** Milliseconds between two looks at the file's time; polling also works on network shares. */
  readonly pollEvery?: number;
}

interface Upload {
  readonly file: TakenFile;
  mapping: ColumnMapping;
  recognised: LedgerPreview['recognised'];
}

const KEPT_UPLOADS = 5;

/**
 * A ledger that is a file: uploaded in the settings, or watched where it lies. A changed file is read again; one with
 * 30 % fewer rows or other customers waits for the clerk's word; one that cannot be read leaves the last good ledger
 * in use and says why.
 */
export class FileLedger implements LedgerService {
  private readonly uploads = new Map<string, Upload>();
  private waiting: { readonly content: LedgerContent; readonly difference: LedgerDifference } | null = null;
  private waitingUpload: string | null = null;
  private problem: LedgerProblem | null = null;
  private reading: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private looking = false;
  /** Time and size of the file as it was last read; null: it was not there. */
  private seen: string | null = null;

  constructor(private readonly options: FileLedgerOptions) {}

  /** Reads the watched file for the first time and begins to watch. */
  async start(): Promise<void> {
    if (this.options.path === null) return;
    await this.oneAtATime(() => this.readWatched());
    // Against what was last read, not against the last look: a change between reading and watching is not lost. Polling
    // also works on network shares, where change events do not.
    this.timer = setInterval(() => void this.look(), this.options.pollEvery ?? 2000);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      await this.oneAtATime(async () => {
        if ((await stampOf(this.options.path as string)) !== this.seen && this.timer !== null) await this.readWatched();
      });
    } catch (error) {
      this.options.report({ code: `ledger/bug ${error instanceof Error ? error.name : 'unknown'}` });
    } finally {
      this.looking = false;
    }
  }

  async state(): Promise<LedgerState> {
    const state = await stateOfStore(this.options.store, this.options.tenant);
    return { ...state, awaiting: this.waiting?.difference ?? null, waitingUpload: this.waitingUpload, problem: this.problem };
  }

  async upload(fileName: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LedgerServiceProblem>> {
    const taken = await takeFile(basename(fileName).slice(0, 200), bytes, this.options.clock.now(), this.options.documentsFolder);
    if (!taken.ok) return taken;
    const id = await this.keep(taken.value);
    return ok(this.show(id));
  }

  preview(uploadId: string): Promise<LedgerPreview | null> {
    return Promise.resolve(this.uploads.has(uploadId) ? this.show(uploadId) : null);
  }

  map(uploadId: string, mapping: ColumnMapping): Promise<Result<LedgerPreview, LedgerServiceProblem> | null> {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return Promise.resolve(null);
    upload.mapping = mapping;
    return Promise.resolve(ok(this.show(uploadId)));
  }

  async use(uploadId: string): Promise<Result<LedgerState, LedgerServiceProblem> | null> {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return null;
    const obstacle = obstacleOf(upload.file, upload.mapping);
    if (obstacle !== null) return fail(obstacle);
    return this.oneAtATime(async () => {
      await this.options.store.rememberMapping(this.options.tenant, layoutOfFile(upload.file, upload.mapping), upload.mapping, this.options.clock.now());
      // The clerk has just seen the figures of this very file: it does not wait for a second word.
      await this.take(contentOf(upload.file, upload.mapping, this.options.company).content);
      this.uploads.delete(uploadId);
      if (this.waitingUpload === uploadId) this.waitingUpload = null;
      return ok(await this.state());
    });
  }

  async refresh(): Promise<Result<LedgerState, LedgerServiceProblem>> {
    if (this.options.path !== null) await this.oneAtATime(() => this.readWatched());
    return ok(await this.state());
  }

  async answerAwaiting(accept: boolean): Promise<Result<LedgerState, LedgerServiceProblem>> {
    return this.oneAtATime(async () => {
      const { waiting } = this;
      this.waiting = null;
      if (accept && waiting !== null) await this.take(waiting.content);
      return ok(await this.state());
    });
  }

  private async readWatched(): Promise<void> {
    const path = this.options.path as string;
    const name = basename(path);
    this.seen = await stampOf(path);
    const taken = await this.takeWatched(path, name);
    if (!taken.ok) return this.stumble(taken.problem);
    const { mapping } = await this.mappingOf(taken.value);
    const obstacle = obstacleOf(taken.value, mapping);
    if (obstacle !== null) {
      this.waitingUpload = await this.keep(taken.value);
      return this.stumble(obstacle);
    }
    const { content } = contentOf(taken.value, mapping, this.options.company);
    if (content.invoices.length === 0) {
      this.waitingUpload = await this.keep(taken.value);
      return this.stumble(content.problems[0] ?? { code: 'ledger/empty', file: name });
    }
    const difference = await this.options.store.compareLedger(this.options.tenant, content);
    this.problem = null;
    if (difference !== null) {
      this.waiting = { content, difference };
      this.options.report({ code: 'ledger/awaits-confirmation', rows: content.rows });
      return;
    }
    this.waiting = null;
    this.waitingUpload = null;
    await this.take(content);
  }

  private async takeWatched(path: string, name: string): Promise<Result<TakenFile, LedgerProblem>> {
    try {
      const before = await stat(path);
      if (before.size > MAX_FILE_BYTES) return fail({ code: 'ledger/too-large', file: name, limit: MAX_FILE_BYTES });
      const bytes = await readFile(path);
      return await takeFile(name, bytes, asOfFile(before.mtimeMs), this.options.documentsFolder ?? (await folderBeside(path)));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === undefined) throw error;
      return fail({ code: 'ledger/file-unreadable', file: name, because: code === 'ENOENT' ? 'missing' : code === 'EACCES' || code === 'EPERM' ? 'no-rights' : code === 'EBUSY' ? 'locked' : 'other' });
    }
  }

  private stumble(problem: LedgerProblem): void {
    this.problem = problem;
    this.options.report({ code: problem.code });
  }

  private async take(content: LedgerContent): Promise<void> {
    await this.options.store.importLedger(this.options.tenant, content, this.options.clock.now());
    this.problem = null;
    this.options.report({ code: 'ledger/read', rows: content.rows, unreadable: content.problems.length });
  }

  private async mappingOf(file: TakenFile): Promise<{ readonly mapping: ColumnMapping; readonly recognised: LedgerPreview['recognised'] }> {
    const proposal = proposeForFile(file);
    const remembered = await this.options.store.mappingFor(this.options.tenant, layoutOfFile(file, proposal.mapping));
    if (remembered !== null) return { mapping: { ...remembered, sheet: proposal.mapping.sheet, headerRow: proposal.mapping.headerRow }, recognised: 'remembered' };
    return { mapping: proposal.mapping, recognised: obstacleOf(file, proposal.mapping) === null ? 'by-headers' : 'partly' };
  }

  private async keep(file: TakenFile): Promise<string> {
    const id = randomUUID();
    this.uploads.set(id, { file, ...(await this.mappingOf(file)) });
    for (const old of [...this.uploads.keys()].slice(0, -KEPT_UPLOADS)) this.uploads.delete(old);
    return id;
  }

  private show(uploadId: string): LedgerPreview {
    const upload = this.uploads.get(uploadId) as Upload;
    return previewOf(upload.file, uploadId, upload.mapping, upload.recognised, this.options.company);
  }

  /** Two readings at once would race for the same store. */
  private oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const next = this.reading.then(work, work);
    this.reading = next.catch(() => undefined);
    return next;
  }
}

/** Changes with every save; null: no such file. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs} ${size}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}

async function folderBeside(path: string): Promise<string | null> {
  for (const name of ['factures', 'invoices']) {
    const folder = join(dirname(path), name);
    const found = await stat(folder).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error)));
    if (found?.isDirectory() === true) return folder;
  }
  return null;
}
