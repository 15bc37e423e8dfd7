import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { API_VERSION } from '../../src/core';
import type { DebtorId } from '../../src/core';
import { createHttpRecords } from '../../src/outlook/http-records';
import type { HttpRecords } from '../../src/outlook/http-records';
import { aNewEntry, address, noted } from '../core/builders';

type Reply = (request: IncomingMessage, response: ServerResponse, body: string) => void;
const closing: Server[] = [];
afterEach(() => { for (const server of closing.splice(0)) { server.closeAllConnections(); server.close(); } });

/** A server that answers each request by the next reply (the last one again and again) and remembers what it was asked. */
async function answering(...replies: readonly Reply[]): Promise<{ readonly records: HttpRecords; readonly asked: { readonly line: string; readonly body: string; readonly headers: IncomingMessage['headers'] }[]; readonly server: Server }> {
  const asked: { line: string; body: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString('utf8'); });
    request.on('end', () => {
      asked.push({ line: `${request.method} ${request.url}`, body, headers: request.headers });
      (replies[Math.min(asked.length, replies.length) - 1] ?? stall)(request, response, body);
    });
  });
  closing.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const records = createHttpRecords({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secret: () => 'the-secret', timeoutMs: 150, waitsMs: [5, 5] });
  return { records, asked, server };
}

const json = (status: number, value: unknown): Reply => (_, response) => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)); };
const good = (value: unknown): Reply => json(200, { apiVersion: API_VERSION, value });
const refused = (status: number, problem: object): Reply => json(status, { apiVersion: API_VERSION, problem, reference: null });
const page = (status: number, text: string): Reply => (_, response) => { response.writeHead(status, { 'content-type': 'text/html' }).end(text); };
const hangUp: Reply = (request) => { request.socket.destroy(); };
const stall: Reply = () => undefined;
const cutOff: Reply = (_, response) => { response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"apiVersion":1,"value":'); setTimeout(() => response.destroy(), 10); };
const DEBTOR = 'c/ü?1' as DebtorId;
const note = aNewEntry(noted());

test('a call carries version, secret and an escaped id', async () => {
  const { records, asked } = await answering(good({ hello: 'case file' }));
  expect(await records.caseFile(DEBTOR)).toEqual({ ok: true, value: { hello: 'case file' } });
  expect(asked[0]).toMatchObject({ line: 'GET /api/v1/debtors/c%2F%C3%BC%3F1/case-file', headers: { 'x-relance-session': 'the-secret', 'x-relance-api': '1' } });
});

describe('what the clerk is told when the server', () => {
  test.each<[string, Reply, object]>([
    ['hangs up', hangUp, { code: 'source/unreachable' }],
    ['says nothing', stall, { code: 'source/timed-out', afterMs: 150 }],
    ['stops in mid-answer', cutOff, { code: 'source/unreachable' }],
    ['has a bug', json(500, { apiVersion: 1, problem: { code: 'source/server-error', status: 500, reference: 'ab12' }, reference: 'ab12' }), { code: 'source/server-error', status: 500, reference: 'ab12' }],
    ['stands behind a proxy with a page of its own', page(502, '<h1>Bad gateway</h1>'), { code: 'source/server-error', status: 502, reference: null }],
    ['answers with a page', page(200, '<h1>Welcome to the hotel</h1>'), { code: 'source/unreadable-answer' }],
    ['answers with a list', json(200, []), { code: 'source/unreadable-answer' }],
    ['answers without a value', json(200, { apiVersion: 1 }), { code: 'source/unreadable-answer' }],
    ['speaks a newer version', json(200, { apiVersion: 2, value: 1 }), { code: 'source/version-not-served', asked: 1, served: [2] }],
    ['does not know who asks', page(401, ''), { code: 'source/not-signed-in' }],
    ['does not let in', page(403, 'no'), { code: 'source/forbidden' }],
    ['sends elsewhere', (_, response) => { response.writeHead(302, { location: 'https://login.example/' }).end(); }, { code: 'source/unreachable' }],
    ['knows no such debtor', refused(404, { code: 'source/unknown-debtor' }), { code: 'source/unknown-debtor' }],
  ])('%s', async (_, reply, problem) => {
    const { records } = await answering(reply);
    expect(await records.caseFile(DEBTOR)).toMatchObject({ ok: false, problem });
  });

  test('is stopped: since when, and all is well again once it is back', async () => {
    const { records, server } = await answering(good([]));
    const port = (server.address() as AddressInfo).port;
    await new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
    const [first, second] = [await records.search('x'), await records.search('x')];
    expect(first).toMatchObject({ ok: false, problem: { code: 'source/unreachable', since: expect.stringMatching(/Z$/) } });
    expect(second).toEqual(first);
    await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
    expect(await records.search('x')).toEqual({ ok: true, value: [] });
  });
});

describe('trying again', () => {
  test('an append is sent again with the same request id until it is answered', async () => {
    const { records, asked } = await answering(hangUp, page(503, ''), good({ outcome: 'already-there' }));
    expect(await records.append(note, null)).toMatchObject({ ok: true, value: { outcome: 'already-there' } });
    expect(asked.map((a) => (JSON.parse(a.body) as { entry: { requestId: string } }).entry.requestId)).toEqual(['request-1', 'request-1', 'request-1']);
  });
  test.each<[string, (records: HttpRecords) => Promise<unknown>, Reply, number]>([
    ['a look-up after a bug', (r) => r.lookUp({ addresses: [address('a@b.fr')], domains: [], numbers: [], sirens: [], vats: [], references: [], thread: '' }), page(500, ''), 3],
    ['a case file when the line is dead', (r) => r.caseFile(DEBTOR), hangUp, 3],
    ['a slow server is asked twice, not three times', (r) => r.caseFile(DEBTOR), stall, 2],
    ['a refusal is an answer', (r) => r.append(note, null), refused(409, { code: 'log/no-longer-due' }), 1],
    ['an upload goes once', (r) => r.uploadLedger('clients.csv', new Blob(['x'])), page(500, ''), 1],
    ['a ledger is taken into use once', (r) => r.useLedger('u'), hangUp, 1],
    ['the word on a waiting file is given once', (r) => r.answerAwaiting(true), page(503, ''), 1],
  ])('%s', async (_, act, reply, times) => {
    const { records, asked } = await answering(reply);
    expect(await act(records)).toMatchObject({ ok: false });
    expect(asked.length).toBe(times);
  });
});

test('a very long thread gives its first two hundred hints', async () => {
  const { records, asked } = await answering(good({ hits: [], debtors: [] }));
  await records.lookUp({ addresses: Array.from({ length: 300 }, (_, n) => address(`a${n}@b.fr`)), domains: [], numbers: [], sirens: [], vats: [], references: [], thread: 'x'.repeat(2_000) });
  const body = JSON.parse(asked[0]?.body ?? '') as { readonly addresses: readonly string[]; readonly thread: string };
  expect([body.addresses.length, body.addresses[0], body.thread.length]).toEqual([200, 'a0@b.fr', 1_000]);
});

test('a document comes as its bytes', async () => {
  const { records } = await answering((_, response) => { response.writeHead(200, { 'content-type': 'application/pdf' }).end(Buffer.from([37, 80, 68, 70, 0, 255])); });
  const answer = await records.document('ref/1');
  expect(answer.ok && [...answer.value]).toEqual([37, 80, 68, 70, 0, 255]);
});
