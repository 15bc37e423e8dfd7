import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FeedHttp } from '../../../src/server/feeds/http/feed-http';
import type { FeedHttpOptions, FeedRequest } from '../../../src/server/feeds/http/feed-http';

const servers: Server[] = [];
const close = (server: Server): Promise<void> => new Promise((resolve) => {
  server.close(() => resolve());
  server.closeAllConnections();
});
afterEach(async () => { await Promise.all(servers.splice(0).map(close)); });

async function answering(answer: (call: number, request: IncomingMessage, response: ServerResponse) => void, options: Partial<FeedHttpOptions> = {}): Promise<{ readonly http: FeedHttp; readonly times: number[] }> {
  const times: number[] = [];
  const server = createServer((request, response) => {
    times.push(performance.now());
    answer(times.length, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { times, http: new FeedHttp({ feed: 'Odoo', base: new URL(`http://127.0.0.1:${port}/base/`), headers: () => ({ authorization: 'Bearer k-e-y' }), limit: { calls: 1_000, seconds: 1 }, timeout: 1_000, retries: 3, pause: 10, ...options }) };
}

const GET: FeedRequest = { method: 'GET', path: 'things', query: { limit: 2, name: 'a&b' } };
const say = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => { response.writeHead(status, headers).end(body); };
const ask = (http: FeedHttp, request: FeedRequest = GET) => http.json(request, new AbortController().signal);

describe('calls to a system', () => {
  it('ask below the base, with the key, and give what was answered', async () => {
    const seen: string[] = [];
    const { http } = await answering((_, request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      say(response, 200, '{"a":1}');
    });
    expect(await ask(http)).toMatchObject({ ok: true, value: { status: 200, body: { a: 1 } } });
    expect(seen).toEqual(['GET /base/things?limit=2&name=a%26b Bearer k-e-y']);
  });

  it.each([[400, true], [404, true], [409, true], [422, true]])('%i is the system’s word on the request: given back, asked once', async (status, given) => {
    const { http, times } = await answering((_, __, response) => say(response, status, '{"error":"x"}'));
    expect(await ask(http)).toMatchObject({ ok: given, value: { status } });
    expect(times).toHaveLength(1);
  });

  it.each([[401, 'feed/credential-refused'], [403, 'feed/no-rights'], [302, 'feed/address-refused']])('%i ends it at once', async (status, code) => {
    const { http, times } = await answering((_, __, response) => say(response, status, '', { location: 'https://www.exemple.fr/login?next=1' }));
    expect(await ask(http)).toMatchObject({ ok: false, problem: { code } });
    expect(times).toHaveLength(1);
  });

  it('a key does not follow a redirect: where it leads is told', async () => {
    const { http } = await answering((_, __, response) => say(response, 301, '', { location: 'https://www.exemple.fr/login?next=1' }));
    expect(await ask(http)).toEqual({ ok: false, problem: { code: 'feed/address-refused', feed: 'Odoo', because: 'redirects', host: 'www.exemple.fr' } });
  });

  it.each([[0, 1], [1, 2], [3, 4]])('%i failures in a row: answered at call %i', async (failures, calls) => {
    const { http, times } = await answering((call, _, response) => (call <= failures ? say(response, 502, 'Bad gateway') : say(response, 200, '[]')));
    expect(await ask(http)).toMatchObject({ ok: true, value: { body: [] } });
    expect(times).toHaveLength(calls);
  });

  it('more failures than retries are told with their status', async () => {
    const { http, times } = await answering((_, __, response) => say(response, 500, 'Traceback: password=secret'));
    const answer = await ask(http);
    expect(answer).toEqual({ ok: false, problem: { code: 'feed/server-error', feed: 'Odoo', status: 500 } });
    expect(times).toHaveLength(4);
  });

  it.each([['1', 1_000], [new Date(Date.now() + 90_000).toUTCString(), null]])('Retry-After %s: waited for when it is short, told when it is long', async (retryAfter, waits) => {
    const { http, times } = await answering((call, _, response) => (call === 1 ? say(response, 429, 'slow down', { 'retry-after': retryAfter }) : say(response, 200, '1')));
    const answer = await ask(http);
    if (waits === null) expect(answer).toMatchObject({ ok: false, problem: { code: 'feed/too-many-requests', retryAfter: expect.any(Number) } });
    else {
      expect(answer).toMatchObject({ ok: true });
      expect((times[1] as number) - (times[0] as number)).toBeGreaterThanOrEqual(waits - 20);
    }
  });

  it('a system that is asked too often and says nothing of how long is left alone for as long as its calls are counted', async () => {
    const { http, times } = await answering((call, _, response) => (call <= 2 ? say(response, 429, 'slow down') : say(response, 200, '1')));
    expect(await ask(http)).toMatchObject({ ok: true });
    for (const call of [1, 2]) expect((times[call] as number) - (times[call - 1] as number)).toBeGreaterThanOrEqual(980);
  });

  it('half an answer is asked again, and told when it stays half', async () => {
    const { http } = await answering((call, _, response) => say(response, 200, call < 2 ? '{"a":' : '{"a":1}'));
    expect(await ask(http)).toMatchObject({ ok: true, value: { body: { a: 1 } } });
    const always = await answering((_, __, response) => say(response, 200, '{"a":'));
    expect(await ask(always.http)).toMatchObject({ ok: false, problem: { code: 'feed/unreadable-answer' } });
  });

  it('a web page instead of an answer: something else lives at that address', async () => {
    const { http } = await answering((_, __, response) => say(response, 200, '<html>', { 'content-type': 'text/html' }));
    expect(await ask(http)).toMatchObject({ ok: false, problem: { code: 'feed/not-found', what: 'address' } });
  });

  it('a connection that is cut off is tried again, then told', async () => {
    const { http, times } = await answering((call, _, response) => (call < 3 ? response.socket?.destroy() : say(response, 200, '2')));
    expect(await ask(http)).toMatchObject({ ok: true, value: { body: 2 } });
    expect(times).toHaveLength(3);
  });

  it('nobody there, or no such name: told apart', async () => {
    const { http } = await answering((_, __, response) => say(response, 200, '1'), { retries: 0 });
    await Promise.all(servers.splice(0).map(close));
    expect(await ask(http)).toMatchObject({ ok: false, problem: { code: 'feed/unreachable', because: 'refused' } });
    const nowhere = new FeedHttp({ feed: 'Odoo', base: new URL('https://relance.invalid/'), headers: () => ({}), limit: { calls: 10, seconds: 1 }, retries: 0 });
    expect(await ask(nowhere)).toMatchObject({ ok: false, problem: { code: 'feed/unreachable', because: 'no-such-host' } });
  });

  it('an answer that does not come is told after its time', async () => {
    const { http } = await answering(() => undefined, { timeout: 150, retries: 1 });
    expect(await ask(http)).toEqual({ ok: false, problem: { code: 'feed/timed-out', feed: 'Odoo', afterMs: 150 } });
  });

  it('a system that always fails is left alone for a while, then asked again', async () => {
    let well = false;
    const { http, times } = await answering((_, __, response) => (well ? say(response, 200, '1') : say(response, 500, '')), { retries: 1, breaker: { failures: 4, rest: 300 } });
    await ask(http);
    await ask(http);
    const before = times.length;
    expect(await ask(http)).toMatchObject({ ok: false, problem: { code: 'feed/paused', seconds: 1 } });
    expect(times).toHaveLength(before);
    well = true;
    await new Promise((resolve) => { setTimeout(resolve, 350); });
    expect(await ask(http)).toMatchObject({ ok: true });
  });

  it('keeps to the vendor’s rate', async () => {
    const { http, times } = await answering((_, __, response) => say(response, 200, '1'), { limit: { calls: 3, seconds: 1 } });
    await Promise.all(Array.from({ length: 8 }, () => ask(http)));
    for (let at = 3; at < times.length; at += 1) expect((times[at] as number) - (times[at - 3] as number)).toBeGreaterThan(150);
    expect((times[7] as number) - (times[0] as number)).toBeGreaterThan(1_000);
  });

  it('what must not happen twice is sent once', async () => {
    const { http, times } = await answering((_, __, response) => say(response, 502, ''));
    expect(await ask(http, { method: 'POST', path: 'note', json: { text: 'x' }, again: false })).toMatchObject({ ok: false, problem: { code: 'feed/server-error' } });
    expect(times).toHaveLength(1);
  });

  it('a pull that nobody wants any more ends at once, also between two tries', async () => {
    const { http } = await answering((_, __, response) => say(response, 503, ''), { pause: 900 });
    const wanted = new AbortController();
    setTimeout(() => wanted.abort(), 100);
    const since = performance.now();
    expect(await http.json(GET, wanted.signal)).toEqual({ ok: false, problem: { code: 'feed/cancelled', feed: 'Odoo' } });
    expect(performance.now() - since).toBeLessThan(700);
  });

  it('an answer without end is not held in memory', async () => {
    const { http } = await answering((_, __, response) => {
      const lump = Buffer.alloc(4 * 1024 * 1024, 0x20);
      const more = (): void => { if (!response.destroyed) response.write(lump, () => setImmediate(more)); };
      more();
    }, { timeout: 30_000, retries: 0 });
    expect(await ask(http)).toMatchObject({ ok: false, problem: { code: 'feed/unreadable-answer' } });
  }, 40_000);
});
