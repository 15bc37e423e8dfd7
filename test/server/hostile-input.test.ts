import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from '../property';
import { COMPANY } from '../core/builders';
import { anApp } from './an-app';
import type { AnApp } from './an-app';

/** Wrong input is answered with 4xx and a problem that names the field; it never reaches a rule or a table. */
let one: AnApp;
beforeAll(async () => { one = await anApp(); });
afterAll(() => one.store.close());

const NOTE = { kind: 'note', text: 'appeler' };
const entry = (over: object = {}) => ({ requestId: 'r1', company: COMPANY, debtor: 'c-c-0412', fact: NOTE, contentHash: null, policyVersion: null, rulesVersion: '1', ...over });
const append = (over: object = {}, rest: object = {}) => ({ entry: entry(over), text: null, ...rest });
const HINTS = { addresses: [], domains: [], numbers: [], sirens: [], vats: [], references: [], thread: '' };
const long = 'x'.repeat(10_000);
const MONEY = { minor: 100, currency: 'EUR' };
const drafted = (over: object = {}) => ({ kind: 'reminder-drafted', reference: 'R-7K3F', stage: 'R1', tone: 'courteous', language: 'fr', channel: 'reply', to: ['a@b.fr'], invoices: [{ invoice: 'i', number: 'n', outstanding: MONEY, step: 'R1' }], demanded: MONEY, ...over });

test.each<[string, string, string, unknown, string]>([
  ['a NUL in a note', 'POST', '/api/v1/log', append({ fact: { kind: 'note', text: 'a\u0000b' } }), 'entry.fact.text'],
  ['half of a surrogate pair', 'POST', '/api/v1/log', append({ fact: { kind: 'note', text: '\ud800' } }), 'entry.fact.text'],
  ['a note of 10 000 characters', 'POST', '/api/v1/log', append({ fact: { kind: 'note', text: long } }), 'entry.fact.text'],
  ['an empty note', 'POST', '/api/v1/log', append({ fact: { kind: 'note', text: ' \n' } }), 'entry.fact.text'],
  ['a quotation of 201 characters', 'POST', '/api/v1/log', append({ fact: { kind: 'promise-recorded', amount: null, promisedFor: '2026-12-01', invoices: [], quotation: 'x'.repeat(201) } }), 'entry.fact.quotation'],
  ['a fact of no known kind', 'POST', '/api/v1/log', append({ fact: { kind: 'reminder-paid' } }), 'entry.fact.kind'],
  ['a fact that is a list', 'POST', '/api/v1/log', append({ fact: [] }), 'entry.fact'],
  ['a field that nobody asked for', 'POST', '/api/v1/log', append({ seq: 1 }), 'entry.seq'],
  ['an author of the caller\u2019s own choice', 'POST', '/api/v1/log', append({ author: { id: 'x', name: 'y' } }), 'entry.author'],
  ['an unknown field of a fact', 'POST', '/api/v1/log', append({ fact: { ...NOTE, html: '<b>' } }), 'entry.fact.html'],
  ['a request id that is a number', 'POST', '/api/v1/log', append({ requestId: 1 }), 'entry.requestId'],
  ['an empty request id', 'POST', '/api/v1/log', append({ requestId: '' }), 'entry.requestId'],
  ['a request id of 10 000 characters', 'POST', '/api/v1/log', append({ requestId: long }), 'entry.requestId'],
  ['a hash that is none', 'POST', '/api/v1/log', append({ contentHash: 'ABC' }), 'entry.contentHash'],
  ['a day that does not exist', 'POST', '/api/v1/log', append({ fact: { kind: 'reminder-sent', reference: 'R-7K3F', sentOn: '2026-02-30', proof: 'clerk' } }), 'entry.fact.sentOn'],
  ['cents with a fraction', 'POST', '/api/v1/log', append({ fact: drafted({ demanded: { minor: 1.5, currency: 'EUR' } }) }), 'entry.fact.demanded.minor'],
  ['a sum beyond 10^15', 'POST', '/api/v1/log', append({ fact: drafted({ demanded: { minor: 1e16, currency: 'EUR' } }) }), 'entry.fact.demanded.minor'],
  ['a currency we do not keep', 'POST', '/api/v1/log', append({ fact: drafted({ demanded: { minor: 1, currency: 'XXX' } }) }), 'entry.fact.demanded.currency'],
  ['a reminder that lists nothing', 'POST', '/api/v1/log', append({ fact: drafted({ invoices: [] }) }), 'entry.fact.invoices'],
  ['a listed invoice without a sum', 'POST', '/api/v1/log', append({ fact: drafted({ invoices: [{ invoice: 'i', number: 'n', step: null }] }) }), 'entry.fact.invoices.0.outstanding'],
  ['another company', 'POST', '/api/v1/log', append({ company: 'somebody-else' }), 'entry.company'],
  ['a text without a subject', 'POST', '/api/v1/log', append({}, { text: { html: '', text: '' } }), 'text.subject'],
  ['no entry', 'POST', '/api/v1/log', {}, 'entry'],
  ['a body that is a list', 'POST', '/api/v1/log', [], 'body'],
  ['a body that is no JSON', 'POST', '/api/v1/log', '{"entry":', 'body'],
  ['no body', 'POST', '/api/v1/log', undefined, 'entry'],
  ['a SIREN that is SQL', 'POST', '/api/v1/look-up', { ...HINTS, sirens: ["1' or '1'='1"] }, 'sirens.0'],
  ['an address that is a number', 'POST', '/api/v1/look-up', { ...HINTS, addresses: [7] }, 'addresses.0'],
  ['more hints than a thread holds', 'POST', '/api/v1/look-up', { ...HINTS, numbers: Array.from({ length: 201 }, (_, n) => `F${n}`) }, 'numbers'],
  ['hints without a thread', 'POST', '/api/v1/look-up', { ...HINTS, thread: undefined }, 'thread'],
  ['mail text among the hints', 'POST', '/api/v1/look-up', { ...HINTS, text: 'Bonjour' }, 'text'],
  ['a choice of no scope', 'PUT', '/api/v1/choices', { scope: 'world', value: 'x', debtor: null }, 'scope'],
  ['a choice without a debtor', 'PUT', '/api/v1/choices', { scope: 'thread', value: 'x' }, 'debtor'],
  ['forgetting 10 000 characters', 'DELETE', '/api/v1/choices', { scope: 'thread', value: long }, 'value'],
  ['a worklist of a million', 'GET', '/api/v1/worklist/page?limit=1000000', undefined, 'limit'],
  ['a worklist of none', 'GET', '/api/v1/worklist/page?limit=0', undefined, 'limit'],
  ['a worklist of many words', 'GET', '/api/v1/worklist/page?limit=abc', undefined, 'limit'],
  ['a worklist behind nobody', 'GET', '/api/v1/worklist/page?after=c-c1', undefined, 'after'],
  ['search without words', 'GET', '/api/v1/debtors', undefined, 'words'],
  ['search by 10 000 characters', 'GET', `/api/v1/debtors?words=${long}`, undefined, 'words'],
  ['search by NUL', 'GET', '/api/v1/debtors?words=%00', undefined, 'words'],
  ['an id with NUL', 'GET', '/api/v1/debtors/%00/case-file', undefined, 'id'],
  ['an IBAN of 10 000 characters', 'PUT', '/api/v1/profile', { iban: long }, 'iban'],
  ['a switch that is a word', 'PUT', '/api/v1/profile', { remindsConsumers: 'yes' }, 'remindsConsumers'],
  ['a profile of another id', 'PUT', '/api/v1/profile', { id: 'x' }, 'id'],
  ['a column that is text', 'PUT', '/api/v1/ledger/uploads/u/mapping', { columns: { due: 'A' }, headerRow: 0, sheet: null, dateOrder: null, decimal: null, defaultCurrency: 'EUR' }, 'columns.due'],
  ['a field that no ledger has', 'PUT', '/api/v1/ledger/uploads/u/mapping', { columns: { iban: 1 }, headerRow: 0, sheet: null, dateOrder: null, decimal: null, defaultCurrency: 'EUR' }, 'columns.iban'],
  ['an upload without a file', 'POST', '/api/v1/ledger/uploads', new FormData(), 'file'],
  ['an upload that is JSON', 'POST', '/api/v1/ledger/uploads', { file: 'x' }, 'file'],
])('%s', async (_, method, path, body, field) => {
  const answer = await one.ask(method, path, body, typeof body === 'string' ? { 'content-type': 'application/json' } : {});
  expect(answer).toMatchObject({ status: 400, json: { apiVersion: 1, problem: { code: 'log/invalid-entry', field }, reference: null } });
});

test('a body of more than a megabyte is refused before it is read', async () => {
  const answer = await one.ask('POST', '/api/v1/log', append({ fact: { kind: 'note', text: 'x'.repeat(1_100_000) } }));
  expect(answer).toMatchObject({ status: 413, json: { problem: { code: 'log/invalid-entry', field: 'body' } } });
});

test.each<[string, string]>([
  ['cut off on the way', '--b\r\nContent-Disposition: form-data; name="file"; filename="clients.csv"\r\n\r\nClient;Facture\r\n'],
  ['with a file name that is no header', '--b\r\nContent-Disposition: form-data; name="file"; filename="cli\nents"\r\n\r\nx\r\n--b--\r\n'],
  ['without any part', 'x'],
])('an upload %s is refused, it is no bug', async (_, body) => {
  expect(await one.ask('POST', '/api/v1/ledger/uploads', body, { 'content-type': 'multipart/form-data; boundary=b' })).toMatchObject({ status: 400, json: { problem: { code: 'log/invalid-entry', field: 'body' } } });
});

test('nothing of all this was written', async () => {
  expect(await one.store.entries(COMPANY, 'c-c-0412')).toEqual([]);
});

test('whatever JSON is sent to the log, the answer is a problem or an entry, never a bug', async () => {
  const part = fc.oneof(fc.json().map((j) => JSON.parse(j) as unknown), fc.constantFrom<unknown>(entry(), NOTE, drafted(), null, HINTS));
  const body = fc.oneof(part, fc.record({ entry: part, text: part }), fc.record({ entry: fc.record({ requestId: fc.string(), company: fc.constant(COMPANY), debtor: fc.string(), fact: part, contentHash: fc.constant(null), policyVersion: fc.constant(null), rulesVersion: fc.constant('1') }), text: fc.constant(null) }));
  await fc.assert(fc.asyncProperty(body, async (json) => {
    expect((await one.ask('POST', '/api/v1/log', json)).status).toBeLessThan(500);
  }), { numRuns: 150 });
});

describe('what the log of the server says', () => {
  test('codes, routes and durations, never what was in the request', async () => {
    await one.ask('GET', '/api/v1/debtors?words=secretword');
    await one.ask('GET', '/api/v1/debtors/secretword/case-file');
    await one.ask('POST', '/api/v1/look-up', { ...HINTS, addresses: ['secretword@example.fr'] });
    await one.ask('POST', '/api/v1/log', append({ requestId: 'secretword', fact: { kind: 'note', text: 'secretword\u0000' } }));
    expect(JSON.stringify(one.lines)).not.toContain('secretword');
    expect(one.lines).toContainEqual(expect.objectContaining({ route: 'GET /api/v1/debtors/:id/case-file', status: 404, code: 'source/unknown-debtor', ms: expect.any(Number) }));
    expect(new Set(one.lines.flatMap((line) => Object.keys(line)))).toEqual(new Set(['route', 'status', 'ms', 'code']));
  });
});
