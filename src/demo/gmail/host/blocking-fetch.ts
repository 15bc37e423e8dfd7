import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Fetch, FetchAnswer, FetchRequest } from './world';

/** A real request, made in a thread of its own; plain JavaScript, for it is started from its text, built or not. */
const THREAD = `
const { workerData: { signal, port, ca, timeoutMs } } = require('node:worker_threads');
const flag = new Int32Array(signal);
const { request: overHttp } = require('node:http');
const { request: overHttps } = require('node:https');
const send = ({ url, method, headers, body }) => new Promise((done, fail) => {
  const request = (url.startsWith('https:') ? overHttps : overHttp)(url, { method, headers: body === null ? headers : { ...headers, 'content-length': String(body.length) }, ...(ca === null ? {} : { ca }), timeout: timeoutMs, agent: false }, (response) => {
    const parts = [];
    response.on('data', (part) => parts.push(part));
    response.on('error', fail);
    response.on('end', () => done({ status: response.statusCode, headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])), body: new Uint8Array(Buffer.concat(parts)) }));
  });
  request.on('timeout', () => request.destroy(new Error('timeout')));
  request.on('error', fail);
  request.end(body === null ? undefined : body);
});
port.on('message', async (message) => {
  const answer = await send(message).catch((error) => ({ failed: String(error.code ?? error.message) }));
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
`;

export interface BlockingFetchOptions {
  /** A certificate that is trusted besides, PEM: the try-out's own. */
  readonly ca?: string | null;
  /** Milliseconds; default 20 000. */
  readonly timeoutMs?: number;
}

/**
 * Real requests for a script that cannot wait: this thread sleeps until the other one has the answer.
 * A server in this very thread can therefore not answer; it has to run in another thread or process.
 */
export class BlockingFetch {
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;
  private readonly worker: Worker;
  private readonly timeoutMs: number;

  constructor({ ca = null, timeoutMs = 20_000 }: BlockingFetchOptions = {}) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.timeoutMs = timeoutMs;
    this.worker = new Worker(THREAD, { eval: true, workerData: { signal: this.signal.buffer, port: port2, ca, timeoutMs }, transferList: [port2] });
    this.worker.unref();
    this.port.unref();
  }

  /** @throws Error when nobody answers at that address, or not in time. */
  readonly fetch: Fetch = (request: FetchRequest): FetchAnswer => {
    Atomics.store(this.signal, 0, 0);
    this.port.postMessage(request);
    Atomics.wait(this.signal, 0, 0, this.timeoutMs + 5000);
    const received = receiveMessageOnPort(this.port) as { readonly message: FetchAnswer | { readonly failed: string } } | undefined;
    if (received === undefined) throw new Error(`no answer from ${new URL(request.url).origin}`, { cause: 'ETIMEDOUT' });
    const { message } = received;
    if ('failed' in message) throw new Error(`no answer from ${new URL(request.url).origin}`, { cause: message.failed });
    return message;
  };

  async close(): Promise<void> {
    this.port.close();
    await this.worker.terminate();
  }
}
