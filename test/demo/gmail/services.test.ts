import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BlockingFetch } from '../../../src/demo/gmail/host';
import type { FailureName, FetchRequest, World } from '../../../src/demo/gmail/host';
import { aWorld, CLAIRE } from './a-world';
import { said } from './run-script';

describe('UrlFetchApp', () => {
  const answering = (status: number, asked: FetchRequest[] = []): World => {
    const world = aWorld();
    world.fetch = (request) => { asked.push(request); return { status, headers: { 'content-type': 'application/json' }, body: '{"a":1}' }; };
    return world;
  };
  const ask = (params: string): string => `return caught(function () { UrlFetchApp.fetch('https://api.test/x?token=1', ${params}) })`;

  test('hands over what was asked and answered', () => {
    const asked: FetchRequest[] = [];
    expect(said("var r = UrlFetchApp.fetch('https://api.test/x', { method: 'post', contentType: 'application/json', headers: { Authorization: 'Bearer t' }, payload: '{\"é\":1}', muteHttpExceptions: true }); return [r.getResponseCode(), r.getContentText(), r.getHeaders(), r.getContent().length]", answering(200, asked))).toEqual([200, '{"a":1}', { 'content-type': 'application/json' }, 7]);
    expect(asked).toMatchObject([{ url: 'https://api.test/x', method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer t' } }]);
    expect(new TextDecoder().decode(asked[0]?.body ?? undefined)).toBe('{"é":1}');
  });

  test.each([[199, true], [200, false], [299, false], [300, true], [404, true]])('the status %i throws unless it is muted: %s', (status, throws) => {
    const told = said(ask('{}'), answering(status));
    if (throws) expect(told).toBe(`Exception: Request failed for https://api.test returned code ${status}. Truncated server response: {"a":1} (use muteHttpExceptions option to examine full response)`);
    else expect(told).toBe('nothing thrown');
    expect(said(ask('{ muteHttpExceptions: true }'), answering(status))).toBe('nothing thrown');
  });

  test.each<[FailureName, string]>([['server-down', 'Address unavailable'], ['server-slow', 'Timeout'], ['fetch-quota', 'Service invoked too many times for one day: urlfetch.']])('%s', (what, sentence) => {
    const world = answering(200);
    world.faults.failNext(what);
    // The time that Google waits for an answer is longer than an add-on may run.
    if (what === 'server-slow') expect(() => said(ask('{}'), world)).toThrow('Exceeded maximum execution time');
    else expect(said(ask('{}'), world)).toContain(sentence);
    expect(said(ask('{}'), world)).toBe('nothing thrown');
  });

  test('a lost answer leaves done what was asked', () => {
    const asked: FetchRequest[] = [];
    const world = answering(200, asked);
    world.faults.failNext('server-answer-lost');
    expect(said(ask('{}'), world)).toBe('Exception: Address unavailable: https://api.test/x?token=1 (ECONNRESET)');
    expect(asked).toHaveLength(1);
  });

  test('an address that the manifest does not name is refused', () => {
    const world = aWorld({ fetchable: ['https://server.test/'] });
    expect(said(ask('{}'), world)).toMatch(/urlFetchWhitelist/);
  });

  test('nobody answers in a world without a server', () => {
    expect(said(ask('{}'))).toMatch(/^Exception: Address unavailable: https:\/\/api\.test/);
  });
});

describe('BlockingFetch', () => {
  let server: Worker;
  let port = 0;
  const fetch = new BlockingFetch({ timeoutMs: 5000 });

  beforeAll(async () => {
    server = new Worker("const { parentPort } = require('node:worker_threads'); require('node:http').createServer((q, s) => { let body = ''; q.on('data', (part) => { body += part; }); q.on('end', () => { s.writeHead(q.url === '/no' ? 409 : 200, { 'content-type': 'text/plain', 'x-method': q.method }); s.end(body + q.url); }); }).listen(0, '127.0.0.1', function () { parentPort.postMessage(this.address().port); });", { eval: true });
    port = await new Promise<number>((done) => server.once('message', done));
  });
  afterAll(async () => {
    await fetch.close();
    await server.terminate();
  });

  test('a script that cannot wait gets the answer of a real server', () => {
    const world = aWorld();
    world.fetch = fetch.fetch;
    expect(said(`return ['/a', '/no'].map(function (path) { var r = UrlFetchApp.fetch('http://127.0.0.1:${port}' + path, { method: 'put', payload: 'é', muteHttpExceptions: true }); return [r.getResponseCode(), r.getContentText(), r.getHeaders()['x-method']] })`, world)).toEqual([[200, 'é/a', 'PUT'], [409, 'é/no', 'PUT']]);
  });

  test('a port where nobody listens is an unavailable address', () => {
    const world = aWorld();
    world.fetch = fetch.fetch;
    expect(said("return caught(function () { UrlFetchApp.fetch('http://127.0.0.1:1/') })", world)).toBe('Exception: Address unavailable: http://127.0.0.1:1/ (ECONNREFUSED)');
  });
});

describe('Utilities', () => {
  test('bytes are signed, as in Java', () => {
    expect(said("return [Utilities.base64Decode('gH8='), Utilities.base64Encode([-128, 127]), Utilities.base64Encode([128, 127]), Utilities.base64Encode('é'), Utilities.base64EncodeWebSafe([-5, -1])]")).toEqual([[-128, 127], 'gH8=', 'gH8=', 'w6k=', '-_8=']);
    expect(said("return caught(function () { Utilities.base64Decode('é') })")).toBe('Exception: Could not decode string.');
  });

  test('digests are those of Node', () => {
    const signed = [...createHash('sha256').update('é').digest()].map((byte) => (byte > 127 ? byte - 256 : byte));
    expect(said("return [Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'é'), Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'é', Utilities.Charset.UTF_8)]")).toEqual([signed, signed]);
  });

  test('what is packed comes out again; what is no gzip is refused', () => {
    expect(said("var packed = Utilities.gzip(Utilities.newBlob('Échéance', 'text/plain', 'a.txt')); return [packed.getContentType(), packed.getName(), Utilities.ungzip(Utilities.newBlob(packed.getBytes(), 'application/x-gzip')).getDataAsString()]")).toEqual(['application/x-gzip', 'a.txt.gz', 'Échéance']);
    expect(said("return caught(function () { Utilities.ungzip(Utilities.newBlob([1, 2], 'application/x-gzip')) })")).toMatch(/Could not decompress gzip/);
    expect(said("return caught(function () { Utilities.ungzip(Utilities.newBlob([1, 2])) })")).toMatch(/must have content type of application\/x-gzip/);
  });

  test.each([
    ['Europe/Paris', 'yyyy-MM-dd', '2026-10-25'], ['Pacific/Auckland', 'yyyy-MM-dd', '2026-10-25'], ['America/Los_Angeles', 'yyyy-MM-dd', '2026-10-24'],
    ['Europe/Paris', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-10-25T02:30:00.007+02:00'], ['UTC', "EEE d MMM yyyy 'at' H:mm XXX", 'Sun 25 Oct 2026 at 0:30 Z'], ['Asia/Kolkata', 'Z', '+0530'],
  ])('a date in %s as %s', (zone, pattern, text) => {
    expect(said(`return Utilities.formatDate(new Date(${Date.UTC(2026, 9, 25, 0, 30, 0, 7)}), ${JSON.stringify(zone)}, ${JSON.stringify(pattern)})`)).toBe(text);
  });

  test('a letter that is not modelled says so, an unknown zone is refused', () => {
    expect(() => said("Utilities.formatDate(new Date(), 'UTC', 'ww')")).toThrow('the letter ww of Utilities.formatDate is not simulated');
    expect(said("return caught(function () { Utilities.formatDate(new Date(), 'Europe/Paname', 'd') })")).toMatch(/Invalid argument: timeZone/);
  });

  test('every id is another one', () => {
    expect(said('return Utilities.getUuid() === Utilities.getUuid()')).toBe(false);
  });
});

describe('who is there', () => {
  test('Session tells the account, ScriptApp the token that Google signed', () => {
    const world = aWorld({ scriptTimeZone: 'Europe/Brussels' });
    world.identityToken = () => 'signed';
    expect(said('return [Session.getActiveUser().getEmail(), Session.getScriptTimeZone(), Session.getActiveUserLocale(), ScriptApp.getIdentityToken()]', world)).toEqual([CLAIRE.email, 'Europe/Brussels', 'fr', 'signed']);
    world.faults.failNext('no-identity');
    expect(said('return ScriptApp.getIdentityToken()', world)).toBeNull();
  });

  test('what the script logs is kept beside it', () => {
    const world = aWorld();
    said("console.log('a'); console.error('b')", world);
    expect(world.log).toEqual(['a', 'b']);
    expect(() => said("console.info('a')", world)).toThrow('console.info is not simulated');
  });
});
