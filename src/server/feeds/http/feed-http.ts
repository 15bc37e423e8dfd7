import { BrokenCircuitError, ConsecutiveBreaker, DelegateBackoff, TaskCancelledError, circuitBreaker, handleType, retry, wrap } from 'cockatiel';
import type { IPolicy } from 'cockatiel';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { fail, ok } from '../../../core';
import type { FeedProblem, Result } from '../../../core';
import { unreachable } from './unreachable';

export interface FeedHttpOptions {
  /** Named in problems. */
  readonly feed: string;
  /** Where the system answers; paths are added to it. */
  readonly base: URL;
  /** Sent with every request; asked anew each time (a token may have been renewed). */
  readonly headers: () => Readonly<Record<string, string>>;
  /** What the vendor allows: so many calls in so many seconds. */
  readonly limit: { readonly calls: number; readonly seconds: number };
  /** Of one call, its body included; milliseconds. */
  readonly timeout?: number;
  /** Tries after the first one. */
  readonly retries?: number;
  /** The first pause before a retry, doubled each time; milliseconds. Absent: a sixtieth of the time limit. */
  readonly pause?: number;
  /** A Retry-After that is longer is told instead of waited for; seconds. */
  readonly longestWait?: number;
  /** What the system itself says of an answer of 400 and above, where that is more than the status tells; null: the status alone counts. */
  readonly told?: (status: number, body: Uint8Array) => FeedProblem | null;
  /** After so many failures in a row nothing is asked for `rest` milliseconds. */
  readonly breaker?: { readonly failures: number; readonly rest: number };
}

export interface FeedRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base, without a leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** false: once only (a note that would be written twice). */
  readonly again?: boolean;
}

/** Any answer that is the system's word on the request: 2xx, and 4xx that are neither 401, 403 nor 429. */
export interface FeedAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

const TIME_LIMIT_MS = 30_000;
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** An expected failure on its way through the policies. */
class Failed extends Error {
  constructor(readonly problem: FeedProblem, readonly waits: number | null = null) {
    super(problem.code);
  }
}
/** One that may end otherwise the next time. */
class MayPass extends Failed {}

/**
 * Calls to one system, within its limits: one queue for its rate, a time limit and a size limit for each call, retries with
 * growing pauses or as Retry-After says, and a breaker that leaves a failing system alone. What the other side says of
 * itself (texts, traces) goes nowhere.
 */
export class FeedHttp {
  private readonly queue: RateLimiterQueue;
  private readonly again: IPolicy;
  private readonly once: IPolicy;
  private brokenAt = 0;

  constructor(private readonly options: FeedHttpOptions) {
    const { limit, retries = 4, timeout = TIME_LIMIT_MS, pause = timeout / 60, breaker = { failures: 8, rest: 30_000 } } = options;
    this.queue = new RateLimiterQueue(new RateLimiterMemory({ points: limit.calls, duration: limit.seconds }), { maxQueueSize: 10_000 });
    const mayPass = handleType(MayPass);
    const circuit = circuitBreaker(mayPass, { halfOpenAfter: breaker.rest, breaker: new ConsecutiveBreaker(breaker.failures) });
    circuit.onBreak(() => { this.brokenAt = Date.now(); });
    const backoff = new DelegateBackoff<{ readonly attempt: number; readonly result: { readonly error?: Error } | object }>(({ attempt, result }) => {
      const { error } = result as { readonly error?: Error };
      // Half as much again at most, by chance: several ledgers of one vendor do not come back at the same moment.
      const grown = pause * 2 ** (attempt - 1) * (1 + Math.random() / 2);
      return error instanceof Failed && error.waits !== null ? Math.max(error.waits * 1000, 1) : grown;
    });
    this.again = wrap(retry(mayPass, { maxAttempts: retries, backoff: backoff as never }), circuit);
    this.once = circuit;
  }

  /** The body as JSON. `feed/unreadable-answer` where it is none, also after it was asked again (cut off half-way). */
  json(request: FeedRequest, signal: AbortSignal): Promise<Result<FeedAnswer<unknown>, FeedProblem>> {
    return this.ask(request, signal, (bytes, contentType) => {
      if (bytes.length === 0) return null;
      try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
      } catch (error) {
        // JSON that is none, or bytes that are no UTF-8; by name, for the latter may come from another realm.
        if (!['SyntaxError', 'TypeError'].includes(String((error as { readonly name?: unknown }).name))) throw error;
        throw new MayPass(/html/i.test(contentType) ? { code: 'feed/not-found', feed: this.options.feed, what: 'address' } : { code: 'feed/unreadable-answer', feed: this.options.feed, at: '$' });
      }
    });
  }

  bytes(request: FeedRequest, signal: AbortSignal): Promise<Result<FeedAnswer<Uint8Array>, FeedProblem>> {
    return this.ask(request, signal, (bytes) => bytes);
  }

  private async ask<T>(request: FeedRequest, signal: AbortSignal, read: (bytes: Uint8Array, contentType: string) => T): Promise<Result<FeedAnswer<T>, FeedProblem>> {
    const { feed, breaker = { failures: 8, rest: 30_000 } } = this.options;
    try {
      const policy = request.again === false ? this.once : this.again;
      return ok(await unlessStopped(policy.execute(({ signal: ours }) => this.call(request, ours, read), signal), signal));
    } catch (error) {
      if (signal.aborted || error instanceof TaskCancelledError) return fail({ code: 'feed/cancelled', feed });
      if (error instanceof BrokenCircuitError) return fail({ code: 'feed/paused', feed, seconds: Math.max(1, Math.ceil((this.brokenAt + breaker.rest - Date.now()) / 1000)) });
      if (error instanceof Failed) return fail(error.problem);
      throw error;
    }
  }

  private async call<T>({ method, path, query, json, form, headers }: FeedRequest, signal: AbortSignal, read: (bytes: Uint8Array, contentType: string) => T): Promise<FeedAnswer<T>> {
    const { feed, base, timeout = TIME_LIMIT_MS } = this.options;
    await this.queue.removeTokens(1);
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, String(value));
    const late = AbortSignal.timeout(timeout);
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await fetch(url, {
        method, redirect: 'manual', signal: AbortSignal.any([signal, late]),
        headers: { accept: 'application/json', 'user-agent': 'Relance', ...this.options.headers(), ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      });
      bytes = await bodyOf(response);
    } catch (error) {
      if (signal.aborted) throw error;
      if (late.aborted) throw new MayPass({ code: 'feed/timed-out', feed, afterMs: timeout });
      if (error instanceof TooLarge) throw new Failed({ code: 'feed/unreadable-answer', feed, at: '$' });
      const because = unreachable(error);
      if (because === null) throw error;
      throw new MayPass({ code: 'feed/unreachable', feed, because });
    }
    const told = response.status >= 400 ? (this.options.told?.(response.status, bytes) ?? null) : null;
    if (told !== null) throw new Failed(told);
    this.refusal(response, url);
    return { status: response.status, headers: response.headers, body: read(bytes, response.headers.get('content-type') ?? '') };
  }

  /** @throws Failed where the status says that there is no answer. */
  private refusal({ status, headers }: Response, url: URL): void {
    const { feed, limit, longestWait = 60 } = this.options;
    if (status >= 300 && status < 400) {
      const target = headers.get('location') ?? '';
      throw new Failed({ code: 'feed/address-refused', feed, because: 'redirects', host: (URL.canParse(target, url.href) ? new URL(target, url).host : target).slice(0, 100) });
    }
    if (status === 401) throw new Failed({ code: 'feed/credential-refused', feed });
    if (status === 403) throw new Failed({ code: 'feed/no-rights', feed, what: url.pathname.split('/').slice(-2).join('/').slice(0, 60) });
    if (status === 429 || (status === 503 && headers.has('retry-after'))) {
      const wait = secondsOf(headers.get('retry-after'));
      const problem: FeedProblem = { code: 'feed/too-many-requests', feed, retryAfter: wait };
      if (wait !== null && wait > longestWait) throw new Failed(problem);
      // Who says nothing of how long counts calls as we do: its time must be over, or what is asked again is counted against us too.
      throw new MayPass(problem, wait ?? limit.seconds);
    }
    if (status >= 500 || status === 408 || status === 425) throw new MayPass({ code: 'feed/server-error', feed, status });
  }
}

/** A pause between two tries, or a place in the queue, does not keep whoever has stopped waiting. */
function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new TaskCancelledError());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3); null: neither. */
function secondsOf(text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,6}$/.test(text.trim())) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

class TooLarge extends Error {}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return new Uint8Array();
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > LARGEST_ANSWER) throw new TooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
