import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DeskCall } from './desk-call';
import type { DeskAnswer, DeskQuestion, DeskSetting, SampleOfSheet } from './desk-words';
import type { Mode } from './view/mailbox-json';

export interface DeskThreadDeps {
  /** dist/demo/gmail-worker.js */
  readonly worker: string;
  /** dist/appsscript */
  readonly addinFolder: string;
  readonly mail: () => Promise<string>;
  readonly sample: () => Promise<SampleOfSheet | null>;
  readonly address: () => string;
  readonly token: string;
  /** Who signed the server's certificate, PEM. */
  readonly authority: () => string;
  /** Milliseconds. */
  readonly now: () => number;
}

type Waiting = { readonly resolve: (answer: object) => void; readonly reject: (error: Error) => void };

/**
 * The sidebar in a thread of its own: every service of Google blocks, UrlFetchApp too, and the server that it asks lives in
 * this thread. Begins with the first question.
 */
export class DeskThread {
  private begun: Promise<Worker> | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private turn = 0;

  constructor(private readonly deps: DeskThreadDeps) {}

  /** null: it can run; else what has to be built first. */
  missing(): string | null {
    return [this.deps.worker, join(this.deps.addinFolder, 'Code.js'), join(this.deps.addinFolder, 'appsscript.json')].find((file) => !existsSync(file)) ?? null;
  }

  async ask(mode: Mode, call: DeskCall): Promise<object> {
    const begun = (this.begun ??= this.begin());
    const worker = await begun.catch((error: unknown) => {
      this.begun = null;
      throw error;
    });
    const turn = (this.turn += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(turn, { resolve, reject });
      worker.postMessage({ turn, now: this.deps.now(), mode, call } satisfies DeskQuestion);
    });
  }

  async close(): Promise<void> {
    const worker = await this.begun;
    this.begun = null;
    await worker?.terminate();
    this.fail(new Error('the try-out has ended'));
  }

  private async begin(): Promise<Worker> {
    const { addinFolder, mail, sample, address, authority, token, worker: path } = this.deps;
    const setting: DeskSetting = { addinFolder, mail: await mail(), sample: await sample(), address: address(), authority: authority(), token };
    const worker = new Worker(path, { workerData: setting });
    worker.unref();
    worker.on('message', ({ turn, answer, failure }: DeskAnswer) => {
      const waiting = this.waiting.get(turn);
      this.waiting.delete(turn);
      if (answer === null) waiting?.reject(new Error(failure ?? 'no answer'));
      else waiting?.resolve(answer);
    });
    worker.once('error', (error) => {
      this.begun = null;
      this.fail(error);
    });
    return worker;
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
