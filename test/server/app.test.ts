import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { LogFactKind } from '../../src/core';
import { SESSION_HEADER } from '../../src/server/door';
import { logFact } from '../../src/server/schemas/log-entry';
import { openStore } from '../../src/server/store/open-store';
import { aDebtor, aListed, anInvoice, at, called, COMPANY, day, drafted, idOf, skipped } from '../core/builders';
import { anApp } from './an-app';

const KINDS: Readonly<Record<LogFactKind, true>> = {
  'reminder-drafted': true, 'reminder-sent': true, 'draft-discarded': true, 'draft-rerouted': true, 'answer-noted': true, 'step-skipped': true, 'reply-inserted': true, 'invoice-resent': true, 'call-made': true, 'letter-deposited': true,
  'letter-presented': true, 'letter-delivered': true, 'letter-refused': true, 'letter-unclaimed': true, 'sms-noted': true, 'promise-recorded': true, 'dispute-opened': true, 'dispute-closed': true,
  'plan-agreed': true, 'instalment-missed': true, 'hold-set': true, 'hold-lifted': true, 'insolvency-noted': true, 'step-announced': true, 'lint-overridden': true, 'contact-changed': true,
  'debtors-merged': true, note: true, 'entry-voided': true,
};

test('every kind of fact that the log knows has a schema at the door, and no other', () => {
  expect(logFact.options.map((o) => o.shape.kind.value as string).sort()).toEqual(Object.keys(KINDS).sort());
});

test('a reminder and a call may tell their instalments at the door; entries of before tell none, and nothing else is taken', () => {
  const reached = [{ invoice: idOf('FA-1'), instalments: [{ due: day('2026-11-02'), step: 'R3' }] }];
  for (const fact of [called({ reached }), called(), skipped({ reached }), drafted({ invoices: [aListed({ instalments: [{ due: day('2026-11-02'), step: null }] })] })]) expect(logFact.safeParse(fact).success).toBe(true);
  for (const wrong of [{ ...called(), reached: [{ invoice: idOf('FA-1'), instalments: [] }] }, { ...called(), reached: [{ ...reached[0], more: 1 }] }, { ...called(), reached: [{ invoice: idOf('FA-1'), instalments: [{ due: '2026-13-02', step: 'R3' }] }] }]) expect(logFact.safeParse(wrong).success).toBe(false);
});

test('the session tells who works here, which day it is and where the ledger stands', async () => {
  const { ask, store } = await anApp();
  expect((await ask('GET', '/api/v1/session')).json).toMatchObject({ apiVersion: 1, value: { user: { name: 'Marie Lefèvre' }, today: '2026-11-23', served: [1], ledger: { connected: true, name: 'clients.xlsx', rows: 1 } } });
  await store.close();
});

test('the API describes itself from its schemas', async () => {
  const { ask, store } = await anApp();
  const document = (await ask('GET', '/api/v1/openapi.json')).json as { readonly openapi: string; readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`)).sort()).toEqual([
    'DELETE /api/v1/choices', 'DELETE /api/v1/policies', 'GET /api/v1/choices', 'GET /api/v1/debtors', 'GET /api/v1/debtors/{id}/case-file', 'GET /api/v1/debtors/{id}/entries', 'GET /api/v1/debtors/{id}/entries/{entry}/text', 'GET /api/v1/documents/{reference}', 'GET /api/v1/dry-run', 'GET /api/v1/ledger',
    'GET /api/v1/ledger/uploads/{id}', 'GET /api/v1/log/verify/{id}', 'GET /api/v1/pack', 'GET /api/v1/policies', 'GET /api/v1/rates', 'GET /api/v1/session', 'GET /api/v1/templates', 'GET /api/v1/templates/versions/{id}', 'GET /api/v1/worklist/forecast', 'GET /api/v1/worklist/page', 'POST /api/v1/ledger/awaiting', 'POST /api/v1/ledger/import/cancel', 'POST /api/v1/ledger/refresh',
    'POST /api/v1/ledger/uploads', 'POST /api/v1/ledger/uploads/{id}/use', 'POST /api/v1/log', 'POST /api/v1/log/import', 'POST /api/v1/look-up', 'POST /api/v1/policies', 'POST /api/v1/policies/preview', 'POST /api/v1/templates', 'POST /api/v1/templates/reset', 'PUT /api/v1/choices', 'PUT /api/v1/ledger/uploads/{id}/mapping', 'PUT /api/v1/policies/assignments', 'PUT /api/v1/profile',
  ]);
  expect(JSON.stringify(document.paths['/api/v1/log'])).toContain('reminder-drafted');
  await store.close();
});

test('a version that is not served is named with those that are', async () => {
  const { ask, store } = await anApp();
  expect((await ask('GET', '/api/v1/pack', undefined, { 'x-relance-api': '7' })).json).toMatchObject({ problem: { code: 'source/version-not-served', asked: 7, served: [1] } });
  expect(await ask('GET', '/api/v2/pack')).toMatchObject({ status: 400, json: { problem: { code: 'source/version-not-served', asked: 2 } } });
  expect(await ask('GET', '/api/v1/nothing')).toMatchObject({ status: 404 });
  await store.close();
});

test('a bug is answered with a reference, and the log names the same reference and no data', async () => {
  const store = await openStore('sqlite::memory:');
  const { ask, lines } = await anApp({ store: { ...store, search: () => { throw new Error('secret words of a debtor'); } } });
  const answer = (await ask('GET', '/api/v1/debtors?words=garage')) as { readonly status: number; readonly json: { readonly reference: string; readonly problem: object } };
  expect(answer).toMatchObject({ status: 500, json: { problem: { code: 'source/server-error', status: 500, reference: answer.json.reference }, reference: expect.stringMatching(/^[0-9a-f]{8}$/) } });
  expect(lines).toContainEqual(expect.objectContaining({ code: 'bug', reference: answer.json.reference, route: 'GET /api/v1/debtors', error: 'Error' }));
  expect(JSON.stringify(lines) + JSON.stringify(answer)).not.toContain('secret words');
  await store.close();
});

test('the profile is changed piece by piece and names a new pack', async () => {
  const { ask, store } = await anApp();
  const before = (await ask('GET', '/api/v1/pack')).json as { readonly value: { readonly id: string } };
  const after = (await ask('PUT', '/api/v1/profile', { signature: 'relance', addresses: [' Compta@Atelier-Nord.fr '], iban: null })).json as { readonly value: { readonly id: string } };
  expect(after).toMatchObject({ value: { profile: { name: 'Atelier Nord', signature: 'relance', iban: null, addresses: ['compta@atelier-nord.fr'], domains: ['atelier-nord.fr'] } } });
  expect(after.value.id).not.toBe(before.value.id);
  // Of consumers nobody has said anything: they are not reminded, until somebody does.
  expect(after).not.toHaveProperty('value.profile.remindsConsumers');
  expect((await ask('PUT', '/api/v1/profile', { remindsConsumers: true })).json).toMatchObject({ value: { profile: { signature: 'relance', remindsConsumers: true } } });
  expect((await ask('PUT', '/api/v1/profile', { bic: null })).json).toMatchObject({ value: { profile: { remindsConsumers: true } } });
  await store.close();
});

test('the chain of a debtor can be checked, and a changed or cut entry is named', async () => {
  const { ask, store } = await anApp();
  const note = (n: number) => ask('POST', '/api/v1/log', { entry: { requestId: `r${n}`, company: COMPANY, debtor: 'c-c-0412', fact: { kind: 'note', text: `n${n}` }, contentHash: null, policyVersion: null, rulesVersion: '1' }, text: null });
  for (const n of [1, 2, 3]) expect((await note(n)).status).toBe(200);
  expect((await ask('GET', '/api/v1/log/verify/c-c-0412')).json).toMatchObject({ value: { entries: 3, intact: true, brokenAt: null } });
  const { ask: askFake } = await anApp({ store: { ...store, entries: async (tenant, debtor) => ((await store.entries(tenant, debtor)) ?? []).map((e) => (e.seq === 2 ? { ...e, at: at('2026-11-20T08:00:00.000Z') } : e)) } });
  expect((await askFake('GET', '/api/v1/log/verify/c-c-0412')).json).toMatchObject({ value: { intact: false, brokenAt: 2 } });
  const { ask: askCut } = await anApp({ store: { ...store, entries: async (tenant, debtor) => ((await store.entries(tenant, debtor)) ?? []).slice(0, 2) } });
  expect((await askCut('GET', '/api/v1/log/verify/c-c-0412')).json).toMatchObject({ value: { intact: false, brokenAt: 3 } });
  await store.close();
});

test('only the try-out may move the clock', async () => {
  const plain = await anApp();
  expect((await plain.ask('PUT', '/api/v1/clock', { now: '2026-12-01T08:00:00.000Z' })).status).toBe(404);
  await plain.store.close();
  let now = at('2026-11-23T08:00:00.000Z');
  const tryOut = await anApp({ clock: { now: () => now }, moveClock: (to) => { now = to; } });
  expect((await tryOut.ask('PUT', '/api/v1/clock', { now: '2026-12-01T08:00:00.000Z' })).json).toMatchObject({ value: { today: '2026-12-01' } });
  await tryOut.store.close();
});

describe('who may call', () => {
  const SECRET = 'a-secret';
  const door = { hosts: ['localhost', '127.0.0.1'], secret: SECRET };
  const ours = { [SESSION_HEADER]: SECRET };
  test.each<[string, Readonly<Record<string, string>>, number, string | null]>([
    ['the pane', { ...ours, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }, 200, null],
    ['a caller without the secret', {}, 401, 'source/not-signed-in'],
    ['a caller with a wrong secret', { [SESSION_HEADER]: 'b-secret' }, 401, 'source/not-signed-in'],
    ['a caller with a longer secret', { [SESSION_HEADER]: 'a-secret-and-more' }, 401, 'source/not-signed-in'],
    ['another site, even with the secret', { ...ours, origin: 'https://evil.example' }, 403, 'source/forbidden'],
    ['another port of this machine', { ...ours, origin: 'http://localhost:8080' }, 403, 'source/forbidden'],
    ['a sandboxed frame', { ...ours, origin: 'null' }, 403, 'source/forbidden'],
    ['a cross-site request by its own word', { ...ours, 'sec-fetch-site': 'cross-site' }, 403, 'source/forbidden'],
    ['a same-site request of another origin', { ...ours, 'sec-fetch-site': 'same-site' }, 403, 'source/forbidden'],
    ['a rebound DNS name', { ...ours, host: 'evil.example' }, 403, 'source/forbidden'],
    ['a name that only begins like ours', { ...ours, host: 'localhost.evil.example' }, 403, 'source/forbidden'],
    ['ours with a port', { ...ours, host: 'localhost:3000', origin: 'https://localhost:3000' }, 200, null],
  ])('%s', async (_, headers, status, code) => {
    const { ask, store } = await anApp({ door });
    const answer = await ask('GET', '/api/v1/session', undefined, headers);
    expect(answer.status).toBe(status);
    if (code !== null) expect(answer.json).toMatchObject({ problem: { code } });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    await store.close();
  });

  test('answers cannot be framed, sniffed or kept', async () => {
    const { ask, store } = await anApp();
    const { headers } = await ask('GET', '/api/v1/session');
    expect([headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('cache-control'), headers.get('content-security-policy')]).toEqual(['nosniff', 'DENY', 'no-store', "default-src 'none'; frame-ancestors 'none'"]);
    await store.close();
  });
});

test('a document is given by its reference, only from below its folder and only if it is a PDF', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-documents-'));
  const root = join(folder, 'factures');
  mkdirSync(root);
  const file = (path: string, text: string): string => {
    writeFileSync(path, text);
    return path;
  };
  const outside = file(join(folder, 'secret.pdf'), '%PDF-1.7 secret');
  symlinkSync(outside, join(root, 'link.pdf'));
  const paths = {
    good: file(join(root, 'FA "1".pdf'), '%PDF-1.7 hello'), outside, link: join(root, 'link.pdf'), dots: join(root, '../secret.pdf'), text: file(join(root, 'notes.pdf'), 'not a pdf'),
    short: file(join(root, 'short.pdf'), '%P'), gone: join(root, 'gone.pdf'), folder: root,
  };
  const { ask, store } = await anApp({ documentsRoot: root });
  await store.importLedger(COMPANY, {
    source: { name: 'clients.xlsx', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor()], invoices: [anInvoice({ document: 'good' })], problems: [], rows: 1,
    documents: Object.entries(paths).map(([reference, path]) => ({ reference, path })),
  }, at('2026-11-23T07:13:00.000Z'));
  const good = await ask('GET', '/api/v1/documents/good');
  expect([good.status, good.text, good.headers.get('content-type'), good.headers.get('content-disposition')]).toEqual([200, '%PDF-1.7 hello', 'application/pdf', 'attachment; filename="FA__1_.pdf"']);
  for (const reference of ['outside', 'link', 'dots', 'text', 'short', 'gone', 'folder', 'unknown', '..%2f..%2fetc%2fpasswd']) {
    expect([reference, (await ask('GET', `/api/v1/documents/${reference}`)).status]).toEqual([reference, 404]);
  }
  const without = await anApp({ store });
  expect((await without.ask('GET', '/api/v1/documents/good')).status).toBe(404);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
