import { basename } from 'node:path';
import { fail, layoutOf, ok } from '../../core';
import type { Clock, ColumnMapping, CompanyId, LedgerDifference, LedgerPreview, LedgerState, Result, UsualTerm } from '../../core';
import type { LedgerService, LedgerServiceProblem } from '../ledger-service';
import { stateOfStore } from '../ledger-service';
import type { LedgerContent, LedgerStore } from '../store/ledger-content';
import { problemOfFailure } from '../store/store-failure';
import type { LongFile } from './long-file';
import { contentOf, hiddenSheetOf, layoutOfFile, needsNoMapping, obstacleOf, stampByTerm } from './ledger-file';
import { LongImports } from './long-imports';
import type { LongProblem, ReadyLedger } from './long-imports';
import { changingFile } from './problem-of-file';
import { stampOf, untilQuiet } from './until-quiet';
import { Uploads, mappingOf } from './uploads';
import type { ProfileForFiles, Upload } from './uploads';
import { longWatched, takeWatched } from './watched-file';

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
  /** Milliseconds before a watched file that the database could not take is read again. */
  readonly againAfter?: number;
  /** The built thread of long imports (dist/server/import-worker.js); absent or null: they run in this one. */
  readonly worker?: string | null;
  /** Bytes from which a text file is a long one; a workbook, which is packed, from a quarter of it. */
  readonly longFrom?: number;
  /** Absent: each seller of an e-invoice is taken for us, and no term is agreed. */
  readonly profile?: () => Promise<ProfileForFiles>;
}

/** An answer does not wait longer for an import; it then says how far it is. */
const ANSWER_WITHIN_MS = 1_000;
/** Before a watched file that the database could not take is read again. */
const AGAIN_AFTER_MS = 30_000;

/**
 * A ledger that is a file: uploaded in the settings, or watched where it lies. A changed file is read again; one with
 * 30 % fewer rows or other customers waits for the clerk's word; one that cannot be read leaves the last good ledger
 * in use and says why.
 */
export class FileLedger implements LedgerService {
  private readonly long: LongImports;
  private readonly uploads: Uploads;
  private waiting: { readonly kind: 'content'; readonly content: LedgerContent; readonly difference: LedgerDifference } | (ReadyLedger & { readonly difference: LedgerDifference }) | null = null;
  private waitingUpload: string | null = null;
  private problem: LedgerState['problem'] = null;
  private reading: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private looking = false;
  /** Time and size of the file, and the term by which it is read, as it was last read; null: it was not there. */
  private seen: string | null = null;
  /** As it was at the last look: it is read when it stands still. */
  private met: string | null = null;
  /** When the same file is tried again, by the process's clock; null: when it changes. */
  private again: number | null = null;

  constructor(private readonly options: FileLedgerOptions) {
    const { store, tenant, company, clock, worker } = options;
    this.long = new LongImports({ store, tenant, company, clock, worker: worker ?? null });
    this.uploads = new Uploads(options, this.long);
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

  /** The file is left to others; what it said stays in use until they say something else. */
  stopWatching(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  stop(): void {
    this.stopWatching();
    this.long.cancel();
    this.uploads.close();
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      await this.oneAtATime(async () => {
        const due = this.again !== null && performance.now() >= this.again;
        const [now, before] = [await this.stampOfWatched(), this.met];
        this.met = now;
        if ((due || (now !== this.seen && now === before)) && this.timer !== null) await this.readWatched();
      });
    } catch (error) {
      const problem = problemOfFailure(error);
      if (problem === null) this.options.report({ code: `ledger/bug ${error instanceof Error ? error.name : 'unknown'}` });
      else {
        this.laterIfBusy(problem);
        this.stumble(problem);
      }
    } finally {
      this.looking = false;
    }
  }

  get isImporting(): boolean {
    return this.long.now() !== null;
  }

  async state(): Promise<LedgerState> {
    const state = await stateOfStore(this.options.store, this.options.tenant);
    return { ...state, awaiting: this.waiting?.difference ?? null, waitingUpload: this.waitingUpload, problem: this.lost(state) ?? this.problem, importing: this.long.now() };
  }

  /** That a file is missing while no figures stand is said as what it is: no last figures stay in use. */
  private lost({ problem }: LedgerState): LedgerState['problem'] {
    return this.problem === null || this.problem.code === 'ledger/file-unreadable' ? problem : null;
  }

  async upload(fileName: string, bytes: Uint8Array): Promise<Result<LedgerPreview, LedgerServiceProblem>> {
    const running = this.long.busy();
    return running === null ? this.uploads.take(fileName, bytes) : fail(running);
  }

  preview(uploadId: string): Promise<LedgerPreview | null> {
    return Promise.resolve(this.uploads.show(uploadId));
  }

  map(uploadId: string, mapping: ColumnMapping): Promise<Result<LedgerPreview, LedgerServiceProblem> | null> {
    return this.uploads.map(uploadId, mapping);
  }

  async use(uploadId: string, by: string | null = null): Promise<Result<LedgerState, LedgerServiceProblem> | null> {
    const running = this.long.busy();
    if (running !== null) return fail(running);
    const upload = this.uploads.find(uploadId);
    if (upload === null) return null;
    return upload.kind === 'long' ? this.useLong(uploadId, upload, by) : this.useShort(uploadId, upload);
  }

  async refresh(): Promise<Result<LedgerState, LedgerServiceProblem>> {
    if (this.options.path !== null && this.long.busy() === null) await this.orLater(this.oneAtATime(() => this.readWatched()));
    return ok(await this.state());
  }

  async cancelImport(): Promise<Result<LedgerState, LedgerServiceProblem>> {
    this.long.cancel();
    await this.reading;
    return ok(await this.state());
  }

  async answerAwaiting(accept: boolean): Promise<Result<LedgerState, LedgerServiceProblem>> {
    const work = this.oneAtATime(async (): Promise<Result<LedgerState, LedgerServiceProblem>> => {
      const { waiting } = this;
      this.waiting = null;
      if (waiting?.kind === 'content' && accept) await this.take(waiting.content);
      else if (waiting !== null && waiting.kind !== 'content') {
        if (!accept) this.long.discard(waiting);
        else {
          const put = await this.publish(waiting, false);
          if (!put.ok) {
            this.laterIfBusy(put.problem);
            return put;
          }
        }
      }
      return ok(await this.state());
    });
    return (await this.orLater(work)) ?? ok(await this.state());
  }

  private async readWatched(): Promise<void> {
    const path = this.options.path as string;
    const name = basename(path);
    this.again = null;
    const [{ stamp }, term] = [await untilQuiet(path), await this.term()];
    this.seen = stampByTerm(stamp, term);
    const long = await longWatched(path, this.options.longFrom, this.options.documentsFolder);
    if (long !== null) return this.readLongWatched({ ...long, term });
    const read = await takeWatched(path, name, this.options.documentsFolder);
    const taken = read.ok ? ok({ ...read.value, term }) : read;
    if (!taken.ok) {
      this.laterIfBusy(taken.problem);
      return this.stumble(taken.problem);
    }
    const { mapping, recognised } = await mappingOf(this.options.store, this.options.tenant, taken.value);
    const obstacle = obstacleOf(taken.value, mapping) ?? (recognised === 'remembered' ? null : hiddenSheetOf(taken.value, mapping));
    if (obstacle !== null) {
      this.waitingUpload = await this.uploads.keep(taken.value);
      return this.stumble(obstacle);
    }
    const { content } = contentOf(taken.value, mapping, this.options.company);
    if (content.invoices.length === 0) {
      this.waitingUpload = await this.uploads.keep(taken.value);
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

  private async readLongWatched(file: LongFile): Promise<void> {
    const stamp = this.seen;
    // One that was replaced meanwhile is read again by the next look.
    const read = await this.long.read(file, null, null, () => this.hasChanged(file, stamp));
    if (!read.ok) {
      if (COLUMNS_WAIT.has(read.problem.code)) {
        const seen = await this.long.preview(file, null, null);
        if (await this.hasChanged(file, stamp)) return this.stumble(changingFile(file.name));
        if (seen.ok) this.waitingUpload = this.uploads.keepLong(file, stamp, seen.value);
      }
      this.laterIfBusy(read.problem);
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
    const put = await this.publish(read.value, true);
    if (!put.ok) this.laterIfBusy(put.problem);
  }

  private useShort(id: string, { file, mapping }: Extract<Upload, { kind: 'short' }>): Promise<Result<LedgerState, LedgerServiceProblem>> {
    const obstacle = obstacleOf(file, mapping);
    if (obstacle !== null) return Promise.resolve(fail(obstacle));
    return this.oneAtATime(async () => {
      if (!needsNoMapping(file)) await this.options.store.rememberMapping(this.options.tenant, layoutOfFile(file, mapping), mapping, this.options.clock.now());
      // The clerk has just seen the figures of this very file: it does not wait for a second word.
      await this.take(contentOf(file, mapping, this.options.company).content);
      this.used(id);
      return ok(await this.state());
    });
  }

  private async useLong(id: string, { file, stamp, preview }: Extract<Upload, { kind: 'long' }>, by: string | null): Promise<Result<LedgerState, LedgerServiceProblem>> {
    const work = this.oneAtATime(async (): Promise<Result<LedgerState, LedgerServiceProblem>> => {
      // The clerk saw the figures of another file.
      if (await this.hasChanged(file, stamp)) {
        this.stumble(changingFile(file.name));
        return fail(changingFile(file.name));
      }
      if (preview.standard === undefined) await this.options.store.rememberMapping(this.options.tenant, layoutOf(preview.headers), preview.mapping, this.options.clock.now());
      const read = await this.long.read(file, preview.mapping, by, () => this.hasChanged(file, stamp));
      if (!read.ok) {
        this.stumble(read.problem);
        return read;
      }
      this.dropWaiting();
      const put = await this.publish(read.value, true);
      if (!put.ok) return put;
      this.used(id);
      return ok(await this.state());
    });
    return (await this.orLater(work)) ?? ok(await this.state());
  }

  /** @param stamp null: of a copy that nobody else writes. */
  private hasChanged = async ({ path }: LongFile, stamp: string | null): Promise<boolean> => stamp !== null && (await this.stampOf(path)) !== stamp;

  private async term(): Promise<UsualTerm | null> {
    return (await this.options.profile?.())?.usualTerm ?? null;
  }

  private stampOfWatched(): Promise<string | null> {
    return this.stampOf(this.options.path as string);
  }

  private async stampOf(path: string): Promise<string | null> {
    return stampByTerm(await stampOf(path), await this.term());
  }

  private used(id: string): void {
    this.uploads.drop(id);
    if (this.waitingUpload === id) this.waitingUpload = null;
  }

  /** null: it goes on; what becomes of it is told by the state. */
  private async orLater<T>(work: Promise<T>): Promise<T | null> {
    // Nobody may be waiting any more when it fails.
    work.catch((error: unknown) => this.options.report({ code: `ledger/bug ${error instanceof Error ? error.name : 'unknown'}` }));
    let timer: NodeJS.Timeout | undefined;
    const soon = new Promise<null>((resolve) => { timer = setInterval(() => { if (this.long.busy() !== null) resolve(null); }, ANSWER_WITHIN_MS); });
    const done = await Promise.race([work.then((value) => ({ value })), soon]);
    clearInterval(timer);
    return done === null ? null : done.value;
  }

  private dropWaiting(): void {
    if (this.waiting !== null && this.waiting.kind !== 'content') this.long.discard(this.waiting);
    this.waiting = null;
  }

  private async publish(ready: ReadyLedger, continued: boolean): Promise<Result<null, LongProblem>> {
    const put = await this.long.publish(ready, continued);
    if (!put.ok) {
      this.stumble(put.problem);
      return put;
    }
    this.problem = null;
    this.options.report({ code: 'ledger/read', rows: ready.facts.rows, unreadable: ready.facts.unreadable });
    return put;
  }

  private stumble(problem: LongProblem): void {
    this.problem = problem;
    this.options.report({ code: problem.code });
  }

  /** Of the watched file: a database that is not there now, or is held, is no word on the file; a file that another program holds is let go without a change. */
  private laterIfBusy(problem: LongProblem): void {
    if (problem.code === 'store/not-answering' || problem.code === 'store/busy' || (problem.code === 'ledger/file-unreadable' && problem.because === 'locked')) this.again = performance.now() + (this.options.againAfter ?? AGAIN_AFTER_MS);
  }

  private async take(content: LedgerContent): Promise<void> {
    // What waits was compared with the ledger that is replaced now.
    this.dropWaiting();
    await this.options.store.importLedger(this.options.tenant, content, this.options.clock.now());
    this.problem = null;
    this.options.report({ code: 'ledger/read', rows: content.rows, unreadable: content.problems.length });
  }

  /** Two readings at once would race for the same store. */
  private oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const next = this.reading.then(work, work);
    this.reading = next.catch(() => undefined);
    return next;
  }
}

/** The clerk says what the columns or dates mean before such a file can be read. */
const COLUMNS_WAIT: ReadonlySet<string> = new Set(['ledger/no-usable-column', 'ledger/column-missing', 'ledger/account-statement', 'ledger/date-order-undecided', 'ledger/empty', 'ledger/row-unreadable', 'ledger/sheet-remark']);
