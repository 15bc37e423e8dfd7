import { FIRST_HASH, stampEntry } from '../../../src/core';
import type { DebtorId, EntryId, RequestId } from '../../../src/core';
import { createApp } from '../../../src/server/app';
import { FileLedger } from '../../../src/server/feeds/file-ledger';
import { openStore } from '../../../src/server/store/open-store';
import { COMPANY, MARIE, TODAY, aDebtor, aNewEntry, aProfile, anInvoice, at, noted } from '../../core/builders';
import { piece, text } from './pieces';
import type { Random } from './random';
import { brokenWorkbook } from './workbooks';

/** One request as it is sent; kept as JSON when it breaks something. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64; null: none. */
  readonly body: string | null;
}

const NOW = at('2026-11-23T08:12:00.000Z');
const DEBTOR = 'c-c-0412';
const MONEY = { minor: 100, currency: 'EUR' };
const HINTS = { addresses: ['compta@garage-canigou.fr'], domains: ['garage-canigou.fr'], numbers: ['FA-2026-0297'], sirens: ['812345676'], vats: ['FR19812345676'], references: ['R-7K3F'], thread: 'thread-1' };
const DRAFTED = { kind: 'reminder-drafted', reference: 'R-7K3F', stage: 'R1', tone: 'courteous', language: 'fr', channel: 'reply', to: ['a@b.fr'], invoices: [{ invoice: 'i', number: 'n', outstanding: MONEY, step: 'R1' }], demanded: MONEY };
const FACTS: readonly unknown[] = [
  DRAFTED, { kind: 'note', text: 'appeler' }, { kind: 'reminder-sent', reference: 'R-7K3F', sentOn: '2026-11-20', proof: 'clerk' }, { kind: 'draft-discarded', reference: 'R-7K3F', reason: 'clerk' }, { kind: 'promise-recorded', amount: MONEY, promisedFor: '2026-12-01', invoices: ['i'], quotation: 'vendredi' },
  { kind: 'dispute-opened', invoices: ['i'], amount: null, reason: 'prix', quotation: null }, { kind: 'hold-set', until: null, reason: 'attente' }, { kind: 'hold-lifted', hold: 'e-1' }, { kind: 'entry-voided', entry: 'e-1', reason: 'undo' }, { kind: 'call-made', stage: 'R3', outcome: 'reached', invoices: [], note: null },
  { kind: 'plan-agreed', instalments: [{ due: '2026-12-01', amount: MONEY }], invoices: ['i'] }, { kind: 'debtors-merged', merged: DEBTOR }, { kind: 'contact-changed', address: 'a@b.fr', change: 'added' },
];
const entry = (fact: unknown): unknown => ({ entry: { requestId: 'r-1', company: COMPANY, debtor: DEBTOR, fact, contentHash: null, policyVersion: null, rulesVersion: '1' }, text: { subject: 's', html: '<p>h</p>', text: 't' } });
const MOVED = { chains: [{ debtor: DEBTOR, name: 'Garage du Canigou', listed: true, entries: [stampEntry(aNewEntry(noted(), { debtor: DEBTOR as DebtorId }), { id: 'e-1' as EntryId, seq: 1, author: MARIE, at: NOW, on: TODAY, previousHash: FIRST_HASH, salt: 'a'.repeat(32) })], texts: [] }] };
const MAPPING = { columns: { 'debtor-name': 0, 'invoice-number': 1, due: 2, amount: 3 }, headerRow: 0, sheet: null, dateOrder: 'day-first', decimal: 'comma', defaultCurrency: 'EUR' };

/** Every route of the server with a body that it takes. */
const ROUTES: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['POST', '/api/v1/look-up', [HINTS]], ['POST', '/api/v1/look-up?file=true', [HINTS]], ['GET', '/api/v1/debtors?words=garage', []], ['GET', `/api/v1/debtors/${DEBTOR}/case-file`, []], ['GET', `/api/v1/debtors/${DEBTOR}/entries`, []], ['GET', '/api/v1/worklist/page?limit=50', []], ['GET', `/api/v1/worklist/page?group=held&stage=R1&segment=x&words=a&amountFrom=1&after=${'0'.repeat(40)}c-1`, []], ['GET', '/api/v1/worklist/forecast', []],
  ['POST', '/api/v1/log', FACTS.map(entry)], ['POST', '/api/v1/log/import', [MOVED]], ['GET', `/api/v1/log/verify/${DEBTOR}`, []], ['GET', '/api/v1/pack', []], ['PUT', '/api/v1/choices', [{ scope: 'thread', value: 'x', debtor: DEBTOR }]], ['DELETE', '/api/v1/choices', [{ scope: 'thread', value: 'x' }]],
  ['PUT', '/api/v1/profile', [{ name: 'Atelier Nord', iban: 'FR7630006000011234567890189', addresses: ['a@b.fr'], domains: ['b.fr'], signature: 'relance' }]], ['GET', '/api/v1/session', []], ['GET', '/api/v1/ledger', []], ['POST', '/api/v1/ledger/refresh', []], ['POST', '/api/v1/ledger/awaiting', [{ accept: true }]],
  ['POST', '/api/v1/ledger/uploads', []], ['GET', '/api/v1/ledger/uploads/u', []], ['PUT', '/api/v1/ledger/uploads/u/mapping', [MAPPING]], ['POST', '/api/v1/ledger/uploads/u/use', []], ['GET', '/api/v1/documents/x.pdf', []], ['GET', '/api/v1/openapi.json', []], ['GET', '/api/v1/nothing', []],
];

const VALUES: readonly unknown[] = [null, true, false, 0, -1, 1.5, 1e15, 1e16, 9_007_199_254_740_993, -0, 1e308, '', ' ', 'x'.repeat(100_000), [], {}, [[[[[[]]]]]], { __proto__: null, constructor: 1 }, '2026-02-30', '9999-12-31', '0000-01-01', '-271821-04-20', 'R-7K3F', MONEY, DEBTOR];

const anyValue = (random: Random): unknown => (random.chance(0.7) ? random.one(VALUES) : random.chance(0.5) ? text(random, random.one(['mail', 'csv', 'html']), random.size(400)) : Array.from({ length: random.size(300) }, () => piece(random, 'mail')));

/** The same value with some of its parts replaced, left out, doubled or added. */
function changed(random: Random, value: unknown): unknown {
  if (random.chance(0.08)) return anyValue(random);
  if (Array.isArray(value)) {
    const list = (value as readonly unknown[]).map((each) => changed(random, each));
    return random.chance(0.05) ? Array.from({ length: random.size(3_000) }, () => list[0]) : list;
  }
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value).filter(() => !random.chance(0.04)).map(([key, each]) => [random.chance(0.01) ? piece(random, 'mail') : key, changed(random, each)]);
    return Object.fromEntries(random.chance(0.05) ? [...kept, [piece(random, 'mail'), anyValue(random)]] : kept) as unknown;
  }
  if (typeof value === 'string' && random.chance(0.15)) return value.slice(0, random.below(value.length + 1)) + text(random, 'mail', random.size(60));
  return value;
}

const HEADERS = ['application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data; boundary=b', 'multipart/form-data', 'application/x-www-form-urlencoded', '', 'application/json\u00e9', 'APPLICATION/JSON;;;'];
const OTHERS: readonly (readonly [string, readonly string[]])[] = [
  ['x-relance-api', ['1', '0', '2', '-1', '1e999', 'NaN', '', '999999999999999999999']], ['origin', ['http://localhost', 'null', 'https://evil.example', 'x', 'http://[']], ['sec-fetch-site', ['same-origin', 'cross-site', 'none', '']], ['host', ['localhost', 'localhost:99999', '', 'evil.example']],
  ['content-length', ['0', '-1', '99999999999', 'x']], ['accept', ['*/*', 'text/html']], ['authorization', ['', 'Bearer', 'Bearer a.b.c', 'Basic bmFkaWE6eA==', `Bearer ${'x'.repeat(9_000)}`]], ['x-relance-session', ['', 'x'.repeat(9_000)]],
];

/** Half a surrogate pair has no UTF-8. */
const wellFormed = (words: string): string => Buffer.from(words, 'utf8').toString('utf8');

const pathOf = (random: Random, path: string): string => {
  if (random.chance(0.6)) return path;
  const strange = random.one(['%00', '%', '%zz', '%ED%A0%80', '..%2f..%2fetc%2fpasswd', '\u{1f469}', 'x'.repeat(3_000), '?words=', '&limit=-1', '?limit=1e9', '/', '//', ';', '%2e%2e', '?file=maybe', '?words=%F0%9F', '*', '"\'', '%C3%28', '?words=' + encodeURIComponent(wellFormed(text(random, 'mail', 40)))]);
  const cut = random.below(path.length - 7) + 8;
  return path.slice(0, cut) + strange + (random.chance(0.5) ? path.slice(cut) : '');
};

const multipart = (random: Random, bytes: Uint8Array): Buffer => Buffer.concat([
  Buffer.from(`--b\r\nContent-Disposition: form-data; name="${random.chance(0.9) ? 'file' : piece(random, 'mail')}"; filename="${random.chance(0.5) ? 'clients.xlsx' : text(random, 'csv', 40)}"\r\n\r\n`, 'utf8'), bytes, Buffer.from(random.chance(0.9) ? '\r\n--b--\r\n' : '', 'utf8'),
]);

export function anyRequest(random: Random): Asked {
  const [method, path, bodies] = random.one(ROUTES);
  const headers: Record<string, string> = {};
  for (const [name, values] of OTHERS) if (random.chance(0.03)) headers[name] = random.one(values);
  let body: Buffer | null = null;
  if (path.endsWith('/uploads')) {
    headers['content-type'] = 'multipart/form-data; boundary=b';
    body = multipart(random, random.chance(0.5) ? brokenWorkbook(random).bytes : Buffer.from(text(random, 'csv', random.size(5_000)), 'utf8'));
  } else if (bodies.length > 0) {
    headers['content-type'] = 'application/json';
    const json = JSON.stringify(changed(random, random.one(bodies)));
    const dice = random.next();
    body = Buffer.from(dice < 0.8 ? json : dice < 0.9 ? json.slice(0, random.below(json.length + 1)) : dice < 0.95 ? text(random, 'mail', random.size(2_000)) : '['.repeat(random.size(200_000)), 'utf8');
  }
  if (random.chance(0.05)) headers['content-type'] = random.one(HEADERS);
  return { method: random.chance(0.03) ? random.one(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) : method, path: pathOf(random, path), headers, body: body === null ? null : body.toString('base64') };
}

/** Bodies of any length that a route takes in whole. */
export function requestShape(random: Random): (length: number) => Asked {
  const of = (method: string, path: string, json: (length: number) => unknown) => (length: number): Asked => ({ method, path, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(json(length)), 'utf8').toString('base64') });
  const word = wellFormed(text(random, 'mail', 1 + random.size(60)));
  const many = (length: number, each: string): string[] => Array.from({ length: Math.ceil(length / (each.length + 3)) }, () => each);
  return random.one([
    of('POST', '/api/v1/look-up', (length) => ({ ...HINTS, numbers: many(length, word), addresses: many(length, word) })),
    of('POST', '/api/v1/look-up', (length) => ({ ...HINTS, numbers: Array.from({ length: 190 }, (_, at) => `${word}${at}`.slice(-100)), thread: word.repeat(Math.ceil(length / word.length)) })),
    of('POST', '/api/v1/log', (length) => ({ ...(entry(random.one(FACTS)) as object), text: { subject: 's', html: word.repeat(Math.ceil(length / word.length)), text: 't' } })),
    of('POST', '/api/v1/log', (length) => entry({ ...DRAFTED, to: many(length, word) })),
    of('POST', '/api/v1/log', (length) => entry({ ...DRAFTED, invoices: Array.from({ length: Math.ceil(length / 100) }, () => DRAFTED.invoices[0]) })),
    of('PUT', '/api/v1/profile', (length) => ({ legalMentions: word.repeat(Math.ceil(length / word.length)), domains: many(length, word) })),
    of('PUT', '/api/v1/ledger/uploads/u/mapping', (length) => ({ ...MAPPING, columns: Object.fromEntries(many(length, 'due').map((_, at) => [`due${at}`, 1])) })),
  ]);
}

export interface FuzzedServer {
  /** @throws on an answer of 500 or above: nothing is wrong with this server but what it was sent. */
  ask(asked: Asked): Promise<void>;
}

/** The real app over a store in memory, with the real reader of ledger files. */
export async function fuzzedServer(): Promise<FuzzedServer> {
  const store = await openStore('sqlite::memory:');
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await store.importLedger(COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor()], invoices: [anInvoice()], problems: [], rows: 1 }, NOW);
  const clock = { now: () => NOW };
  const bugs: string[] = [];
  const log = { info: () => undefined, error: (fields: object) => { bugs.push(JSON.stringify(fields)); } };
  const ledger = new FileLedger({ store, tenant: COMPANY, company: COMPANY, clock, path: null, documentsFolder: null, report: () => undefined });
  const app = createApp({ store, clock, company: COMPANY, user: MARIE, ledger, templates: [], rates: null, log, documentsRoot: '/nowhere' });
  await store.append(COMPANY, aNewEntry(noted('début'), { debtor: DEBTOR as never, requestId: 'first' as RequestId }), null, { author: MARIE, at: NOW, on: '2026-11-23' as never, check: () => ({ ok: true, value: null }) });
  return {
    ask: async ({ method, path, headers, body }) => {
      let request: Request;
      try {
        request = new Request(`http://localhost${path}`, { method, headers, ...(body === null || method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.from(body, 'base64') }) });
      } catch (error) {
        // What no client can send (a header that is none) reaches no server.
        if (error instanceof TypeError) return;
        throw error;
      }
      bugs.length = 0;
      const answer = await app.fetch(request);
      const said = await answer.text();
      if (answer.status >= 500) throw new Error(`${method} ${path.slice(0, 80)} answered ${answer.status}: ${bugs.join(' ')} ${said.slice(0, 200)}`);
      if (/json/.test(answer.headers.get('content-type') ?? '')) JSON.parse(said === '' ? 'null' : said);
    },
  };
}
