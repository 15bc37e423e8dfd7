import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CompanyId, RequestId } from '../../../src/core';
import { createHttpRecords } from '../../../src/outlook/http-records';
import { start } from '../../../src/server/main';
import type { Running } from '../../../src/server/main';
import { TODAY, aNewEntry, noted } from '../../core/builders';
import { temporaryFolder } from './a-store';

const before = globalThis.fetch;
/** The certificate is the server's own; trusting it is not what is tried here. */
const overTls = (url: URL, init: RequestInit = {}): Promise<Response> => new Promise((done, reject) => {
  const asked = request(url, { method: init.method ?? 'GET', headers: (init.headers ?? {}) as Record<string, string>, rejectUnauthorized: false, agent: false }, (response) => {
    let text = '';
    response.on('data', (part: Buffer) => { text += part.toString('utf8'); });
    response.on('end', () => done(new Response(text, { status: response.statusCode ?? 0 })));
  });
  // As fetch tells it, whatever kept it from the server.
  asked.on('error', (error) => reject(new TypeError(error.message)));
  asked.end(typeof init.body === 'string' ? init.body : undefined);
});
let folder: ReturnType<typeof temporaryFolder>;
let running: Running | null = null;
beforeEach(() => {
  folder = temporaryFolder('restarted');
  mkdirSync(join(folder.path, 'root/dist/outlook'), { recursive: true });
  writeFileSync(join(folder.path, 'root/dist/outlook/index.html'), '<!doctype html><html><head><title>Relance</title></head><body></body></html>');
  for (const part of ['assets', 'node_modules']) symlinkSync(resolve(part), join(folder.path, 'root', part));
  writeFileSync(join(folder.path, 'clients.csv'), 'Code client;Client;Email;Numéro;Date;Échéance;Montant TTC;Reste dû\nC1;Garage du Canigou;compta@garage.fr;FA-1;01/09/2026;15/10/2026;1 200,00 €;1 200,00 €\n');
});
afterEach(async () => {
  await running?.stop();
  running = null;
  globalThis.fetch = before;
  folder.remove();
});

async function serve(port: string): Promise<Running> {
  const started = await start({ root: join(folder.path, 'root'), args: ['--user', 'Nadia', '--data', join(folder.path, 'data'), '--ledger', join(folder.path, 'clients.csv'), '--port', port], env: {}, say: () => undefined });
  if (!started.ok) throw new Error(started.problem.message);
  running = started.value;
  return started.value;
}

/** The pane's page as its script sees it: the one element that it reads and renews. */
function openPage(url: string, secret: string): { readonly secret: () => string } {
  let content = secret;
  const meta = { getAttribute: () => content, setAttribute: (_: string, value: string) => { content = value; } };
  Object.assign(globalThis, { document: { querySelector: (selector: string) => (selector === 'meta[name="relance-session"]' ? meta : null) }, location: { pathname: '/' } });
  globalThis.fetch = (path, init) => overTls(new URL(String(path), url), init);
  return { secret: () => content };
}

test('a pane that outlives its server is let in again without being reloaded, and the request that it repeats is one entry', async () => {
  const first = await serve('0');
  const { url } = first;
  const secret = /<meta name="relance-session" content="([\w-]+)">/.exec(await (await overTls(new URL(url))).text())?.[1] ?? '';
  const page = openPage(url, secret);
  const records = createHttpRecords({ waitsMs: [5, 5] });
  const [debtor] = (await first.store.overdue('company', TODAY, 0, 1)).debtors;
  if (debtor === undefined) throw new Error('the ledger was not read');
  const entry = aNewEntry(noted('vu'), { company: 'company' as CompanyId, debtor, requestId: 'mid-click' as RequestId });
  expect(await records.append(entry, null)).toMatchObject({ ok: true, value: { outcome: 'appended' } });
  await first.stop();
  running = null;
  expect(await records.append(entry, null)).toMatchObject({ ok: false, problem: { code: 'source/unreachable' } });
  await serve(new URL(url).port);
  expect(await records.append(entry, null)).toMatchObject({ ok: true, value: { outcome: 'already-there', entry: { seq: 1 } } });
  expect(page.secret()).not.toBe(secret);
  expect(await records.entriesOf(debtor)).toMatchObject({ ok: true, value: [{ requestId: 'mid-click' }] });
}, 60_000);
