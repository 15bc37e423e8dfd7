import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fail, layoutOf, ok } from '../../core';
import type { Clock, ColumnMapping, CompanyId, LedgerDifference, LedgerPreview, LedgerProblem, LedgerState, Result } from '../../core';
import type { LedgerService, LedgerServiceProblem } from '../ledger-service';
import { stateOfStore } from '../ledger-service';
import type { LedgerContent, LedgerStore } from '../store/ledger-content';
import { asOfFile, contentOf, hiddenSheetOf, layoutOfFile, mappingOnSheet, obstacleOf, previewOf, proposeForFile, takeFile, withoutOtherSheet } from './ledger-file';
import type { TakenFile } from './ledger-file';
import type { LongFile } from './build-edition';
import { LongImports } from './long-imports';
import type { ReadyEdition } from './long-imports';
import { MAX_FILE_BYTES } from './table';
import { firstBytes, folderBeside, stampOf, takeWatched } from './watched-file';

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
  /** The built thread of long imports (dist/server/import-worker.js); absent or null: they run in this one. */
  readonly worker?: string | null;
  /** Bytes from which a text file is a long one; a workbook, which is packed, from a quarter of it. */
  readonly longFrom?: number;
}

interface Upload {
  readonly file: TakenFile;
  mapping: ColumnMapping;
  recognised: LedgerPreview['recognised'];
}

/** A long file is not held: it is read again each time that it is needed. */
interface LongUpload {
  readonly file: LongFile;
  preview: LedgerPreview;
}

/** About 20 000 rows, which are read in less than a second. */
const LONG_FROM_BYTES = 2 * 1024 * 1024;
/** An answer does not wait longer for an import; it then says how far it is. */
const ANSWER_WITHIN_MS = 1_000;

const KEPT_UPLOADS = 5;

/**
 * A ledger that is a file: uploaded in the settings, or watched where it lies. A changed file is read again; one with
 * 30 % fewer rows or other customers waits for the clerk's word; one that cannot be read leaves the last good ledger
 * in use and says why.
 */
export class FileLedger implements LedgerService {
  private readonly uploads = new Map<string, Upload>();
  private readonly longUploads = new Map<string, LongUpload>();
  private readonly long: LongImports | null;
  /** Long uploads lie here until they are used. */
  private folder: string | null = null;
  private waiting: { readonly kind: 'content'; readonly content: LedgerContent; readonly difference: LedgerDifference } | (ReadyEdition & { readonly difference: LedgerDifference }) | null = null;
  private waitingUpload: string | null = null;
  private problem: LedgerProblem | null = null;
  private reading: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private looking = false;
  /** Time and size of the file as it was last read; null: it was not there. */
  private seen: string | null = null;

  constructor(private readonly options: FileLedgerOptions) {
    const { store, tenant, company, clock, worker } = options;
    this.long = store.editions === null ? null : new LongImports({ store, editions: store.editions, tenant, company, clock, worker: worker ?? null });
  }

  /** Reads the watched file for the first time and begins to watch. */
  async start(): Promise<void> {
    if (this.options.path === null) return;
    // A long file is read on while the server already answers.
    await this.orLater(this.oneAtATime(() => this.readWatched()));
    // Against what was last read, not against the last look: a change between reading and watching is not lost. Polling
    // also works on network shares, where change events do not.
    this.timer = setInterval(() => void this.look(), this.options.pollEvery ?? 2000);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.long?.cancel();
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
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
    return { ...state, awaiting: this.waiting?.difference ?? null, waitingUpload: this.waitingUpload, problem: this.lost(state) ?? this.problem, importing: this.long?.now() ?? null };
  }

  /** That a file is missing while no figures stand is said as what it is: no last figures stay in use. */
  private lost({ problem }: LedgerState): LedgerState['problem'] {
    return this.problem === null || this.problem.code === 'ledger/file-unreadable' ? problem : null;
  }

  async upload(fileName: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LedgerServiceProblem>> {
    const running = this.long?.busy() ?? null;
    if (running !== null) return fail(running);
    if (this.long !== null && this.isLong(bytes, bytes.length)) return this.uploadLong(this.long, basename(fileName).slice(0, 200), bytes);
    const taken = await takeFile(basename(fileName).slice(0, 200), bytes, this.options.clock.now(), this.options.documentsFolder);
    if (!taken.ok) return taken;
    const id = await this.keep(taken.value);
    return ok(this.show(id));
  }

  preview(uploadId: string): Promise<LedgerPreview | null> {
    return Promise.resolve(this.longUploads.get(uploadId)?.preview ?? (this.uploads.has(uploadId) ? this.show(uploadId) : null));
  }

  async map(uploadId: string, mapping: ColumnMapping): Promise<Result<LedgerPreview, LedgerServiceProblem> | null> {
    const long = this.longUploads.get(uploadId);
    if (long !== undefined && this.long !== null) {
      const seen = await this.long.preview(long.file, withoutOtherSheet(long.preview.mapping, mapping), null);
      if (seen.ok) long.preview = { ...seen.value, uploadId, recognised: long.preview.recognised };
      return seen.ok ? ok(long.preview) : seen;
    }
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return Promise.resolve(null);
    upload.mapping = mappingOnSheet(upload.file, withoutOtherSheet(upload.mapping, mapping));
    return Promise.resolve(ok(this.show(uploadId)));
  }

  async use(uploadId: string, by: string | null = null): Promise<Result<LedgerState, LedgerServiceProblem> | null> {
    const running = this.long?.busy() ?? null;
    if (running !== null) return fail(running);
    const long = this.longUploads.get(uploadId);
    if (long !== undefined && this.long !== null) return this.useLong(this.long, uploadId, long, by);
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
    if (this.options.path !== null && this.long?.busy() === null) await this.orLater(this.oneAtATime(() => this.readWatched()));
    else if (this.options.path !== null && this.long === null) await this.oneAtATime(() => this.readWatched());
    return ok(await this.state());
  }

  async cancelImport(): Promise<Result<LedgerState, LedgerServiceProblem>> {
    this.long?.cancel();
    await this.reading;
    return ok(await this.state());
  }

  async answerAwaiting(accept: boolean): Promise<Result<LedgerState, LedgerServiceProblem>> {
    return this.oneAtATime(async () => {
      const { waiting } = this;
      this.waiting = null;
      if (waiting?.kind === 'content' && accept) await this.take(waiting.content);
      if (waiting?.kind === 'edition' && accept) await this.publish(waiting);
      if (waiting?.kind === 'edition' && !accept) this.long?.discard(waiting);
      return ok(await this.state());
    });
  }

  private async readWatched(): Promise<void> {
    const path = this.options.path as string;
    const name = basename(path);
    this.seen = await stampOf(path);
    const long = await this.longWatched(path, name);
    if (long !== null) return this.readLongWatched(long.imports, long.file);
    const taken = await takeWatched(path, name, this.options.documentsFolder);
    if (!taken.ok) return this.stumble(taken.problem);
    const { mapping, recognised } = await this.mappingOf(taken.value);
    const obstacle = obstacleOf(taken.value, mapping) ?? (recognised === 'remembered' ? null : hiddenSheetOf(taken.value, mapping));
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
    this.dropWaiting();
    if (difference !== null) {
      this.waiting = { kind: 'content', content, difference };
      this.options.report({ code: 'ledger/awaits-confirmation', rows: content.rows });
      return;
    }
    this.waitingUpload = null;
    await this.take(content);
  }

  private async longWatched(path: string, name: string): Promise<{ readonly imports: LongImports; readonly file: LongFile } | null> {
    if (this.long === null) return null;
    try {
      const { size, mtimeMs } = await stat(path);
      if (size > MAX_FILE_BYTES || !this.isLong(await firstBytes(path), size)) return null;
      return { imports: this.long, file: { path, name, asOf: asOfFile(mtimeMs), documentsFolder: this.options.documentsFolder ?? (await folderBeside(path)) } };
    } catch (error) {
      // What is wrong with the file is said where it is read.
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      return null;
    }
  }

  private async readLongWatched(imports: LongImports, file: LongFile): Promise<void> {
    const read = await imports.read(file, null, null);
    if (!read.ok) {
      if (COLUMNS_WAIT.has(read.problem.code)) {
        const seen = await imports.preview(file, null, null);
        if (seen.ok) this.waitingUpload = this.keepLong(file, seen.value);
      }
      return this.stumble(read.problem);
    }
    this.problem = null;
    this.dropWaiting();
    const { difference } = read.value;
    if (difference !== null) {
      this.waiting = { ...read.value, difference };
      this.options.report({ code: 'ledger/awaits-confirmation', rows: read.value.facts.rows });
      return;
    }
    this.waitingUpload = null;
    await this.publish(read.value);
  }

  private async uploadLong(imports: LongImports, name: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LedgerServiceProblem>> {
    this.folder ??= mkdtempSync(join(tmpdir(), 'relance-uploads-'));
    const file = { path: join(this.folder, randomUUID()), name, asOf: this.options.clock.now(), documentsFolder: this.options.documentsFolder };
    await writeFile(file.path, bytes, { mode: 0o600 });
    const seen = await imports.preview(file, null, null);
    if (seen.ok) return ok((this.longUploads.get(this.keepLong(file, seen.value)) as LongUpload).preview);
    this.dropFile(file);
    return seen;
  }

  private async useLong(imports: LongImports, id: string, { file, preview }: LongUpload, by: string | null): Promise<Result<LedgerState, LedgerServiceProblem>> {
    const work = this.oneAtATime(async (): Promise<Result<LedgerState, LedgerServiceProblem>> => {
      await this.options.store.rememberMapping(this.options.tenant, layoutOf(preview.headers), preview.mapping, this.options.clock.now());
      const read = await imports.read(file, preview.mapping, by);
      if (!read.ok) {
        this.stumble(read.problem);
        return read;
      }
      this.dropWaiting();
      await this.publish(read.value);
      this.longUploads.delete(id);
      if (this.waitingUpload === id) this.waitingUpload = null;
      this.dropFile(file);
      return ok(await this.state());
    });
    return (await this.orLater(work)) ?? ok(await this.state());
  }

  /** null: it goes on; what becomes of it is told by the state. */
  private async orLater<T>(work: Promise<T>): Promise<T | null> {
    if (this.long === null) return work;
    // Nobody may be waiting any more when it fails.
    work.catch((error: unknown) => this.options.report({ code: `ledger/bug ${error instanceof Error ? error.name : 'unknown'}` }));
    let timer: NodeJS.Timeout | undefined;
    const soon = new Promise<null>((resolve) => { timer = setInterval(() => { if (this.long?.busy() !== null) resolve(null); }, ANSWER_WITHIN_MS); });
    const done = await Promise.race([work.then((value) => ({ value })), soon]);
    clearInterval(timer);
    return done === null ? null : done.value;
  }

  private isLong(head: Uint8Array, size: number): boolean {
    const from = this.options.longFrom ?? LONG_FROM_BYTES;
    return size >= (head[0] === 0x50 && head[1] === 0x4b ? from / 4 : from);
  }

  private keepLong(file: LongFile, preview: LedgerPreview): string {
    const id = randomUUID();
    this.longUploads.set(id, { file, preview: { ...preview, uploadId: id } });
    for (const old of [...this.longUploads.keys()].slice(0, -KEPT_UPLOADS)) {
      this.dropFile((this.longUploads.get(old) as LongUpload).file);
      this.longUploads.delete(old);
    }
    return id;
  }

  /** The clerk's own file stays where it is. */
  private dropFile({ path }: LongFile): void {
    if (path !== this.options.path) rmSync(path, { force: true });
  }

  private dropWaiting(): void {
    if (this.waiting?.kind === 'edition') this.long?.discard(this.waiting);
    this.waiting = null;
  }

  private async publish(edition: ReadyEdition): Promise<void> {
    await this.long?.publish(edition);
    this.problem = null;
    this.options.report({ code: 'ledger/read', rows: edition.facts.rows, unreadable: edition.facts.unreadable });
  }

  private stumble(problem: LedgerProblem): void {
    this.problem = problem;
    this.options.report({ code: problem.code });
  }

  private async take(content: LedgerContent): Promise<void> {
    // What waits was compared with the ledger that is replaced now.
    this.dropWaiting();
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

/** The clerk says what the columns or dates mean before such a file can be read. */
const COLUMNS_WAIT: ReadonlySet<string> = new Set(['ledger/no-usable-column', 'ledger/column-missing', 'ledger/date-order-undecided', 'ledger/empty', 'ledger/row-unreadable', 'ledger/sheet-remark']);
