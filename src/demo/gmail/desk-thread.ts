import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { DeskCall } from './desk-call';
import type { DeskAnswer, DeskQuestion, DeskSetting, FetchQuestion, FetchReply, SampleOfSheet } from './desk-words';
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
  /** Milliseconds. */
  readonly now: () => number;
  /** Relance's server, asked without the network. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
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
    const { addinFolder, mail, sample, address, token, worker: path } = this.deps;
    const { port1: ours, port2: fetchPort } = new MessageChannel();
    const fetched = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const setting: DeskSetting = { addinFolder, mail: await mail(), sample: await sample(), address: address(), token, fetchPort, fetched };
    const worker = new Worker(path, { workerData: setting, transferList: [fetchPort] });
    worker.unref();
    ours.on('message', (question: FetchQuestion) => void this.fetch(question).then((reply) => {
      ours.postMessage(reply);
      Atomics.store(new Int32Array(fetched), 0, 1);
      Atomics.notify(new Int32Array(fetched), 0);
    }));
    ours.unref();
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

  private async fetch({ url, method, headers, body }: FetchQuestion): Promise<FetchReply> {
    if (!url.startsWith(`${this.deps.address()}/`)) return null;
    const answer = await this.deps.fetch(new Request(url, { method, headers, ...(body === null ? {} : { body: new Uint8Array(body) }) }));
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: new Uint8Array(await answer.arrayBuffer()) };
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
