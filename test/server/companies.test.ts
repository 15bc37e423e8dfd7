import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COMPANY_HEADER } from '../../src/core';
import type { CaseFile, CompanyView, FoundDebtor, LedgerPreview, SessionInfo } from '../../src/core';
import { start } from '../../src/server/main';
import type { Running } from '../../src/server/main';

const folder = mkdtempSync(join(tmpdir(), 'relance-companies-'));
const root = join(folder, 'root');
const data = join(folder, 'data');
const north = join(folder, 'clients.csv');
const HEADER = 'Code client;Client;Email;Numéro;Date;Échéance;Montant TTC;Reste dû';
const NORTH = `${HEADER}\nC1;Garage du Canigou;compta@garage.fr;FA-1;01/09/2026;15/10/2026;1 200,00 €;1 200,00 €\n`;
/** The same code, the same number, the same customer by name: another creditor's. */
const SOUTH = `${HEADER}\nC1;Garage du Canigou;compta@garage.fr;FA-1;01/09/2026;15/10/2026;300,00 €;300,00 €\nC2;Fleurs Vidal;fleurs@vidal.fr;FA-2;01/09/2026;15/10/2026;80,00 €;80,00 €\n`;

let server: Running;
let secret = '';
beforeAll(async () => {
  mkdirSync(join(root, 'dist/outlook'), { recursive: true });
  writeFileSync(join(root, 'dist/outlook/index.html'), '<!doctype html><html><head><title>Relance</title></head><body></body></html>');
  cpSync('assets', join(root, 'assets'), { recursive: true });
  writeFileSync(north, NORTH);
  await begin();
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(): Promise<void> {
  const started = await start({ root, args: ['--user', 'Nadia Perrin', '--company', 'Atelier Nord', '--ledger', north, '--data', data, '--port', '0'], env: {}, say: () => undefined });
  if (!started.ok) throw new Error(started.problem.message);
  server = started.value;
  secret = /relance-session" content="([^"]+)"/.exec((await ask('GET', '/', null)).text)?.[1] ?? '';
}

interface Told {
  readonly status: number;
  readonly text: string;
}

function ask(method: string, path: string, company: string | null, body?: string | Buffer, type = 'application/json', withSecret = true): Promise<Told> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}${path}`, {
      method, agent: new Agent({ ca: readFileSync(join(data, 'certificate/ca.crt')) }), servername: 'localhost', lookup: (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
      headers: { ...(withSecret ? { 'x-relance-session': secret } : {}), ...(company === null ? {} : { [COMPANY_HEADER]: company }), ...(body === undefined ? {} : { 'content-type': type }) },
    }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => { text += part.toString('utf8'); });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', (error) => reject(new Error(error.message)));
    asked.end(body);
  });
}

async function value<T>(method: string, path: string, company: string | null, body?: unknown): Promise<T> {
  const { status, text } = await ask(method, path, company, body === undefined ? undefined : JSON.stringify(body));
  if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text}`);
  return (JSON.parse(text) as { readonly value: T }).value;
}

async function upload(company: string, csv: string): Promise<void> {
  const edge = '----sheet';
  const body = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="clients.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${edge}--\r\n`;
  const { status, text } = await ask('POST', '/api/v1/ledger/uploads', company, Buffer.from(body), `multipart/form-data; boundary=${edge}`);
  expect(status).toBe(200);
  const { uploadId } = (JSON.parse(text) as { readonly value: LedgerPreview }).value;
  await value('POST', `/api/v1/ledger/uploads/${uploadId}/use`, company);
}

const session = (company: string | null): Promise<SessionInfo> => value('GET', '/api/v1/session', company);
const open = async (company: string | null): Promise<readonly (readonly [string, number])[]> => {
  const found = await value<readonly FoundDebtor[]>('GET', '/api/v1/debtors?words=garage', company);
  const files = await Promise.all(found.map(({ id }) => value<CaseFile>('GET', `/api/v1/debtors/${encodeURIComponent(id)}/case-file`, company)));
  return files.map((file) => [file.company, file.invoices.flatMap(({ instalments }) => instalments).reduce((sum, { outstanding }) => sum + outstanding.minor, 0)] as const);
};

let south = '';
test('another company begins without a ledger; the first one stays as it is', async () => {
  expect((await session(null)).companies).toMatchObject([{ id: 'company', name: 'Atelier Nord', connected: true }]);
  const added = await value<CompanyView>('POST', '/api/v1/companies', null, { name: '  Filiale Sud ' });
  south = added.id;
  expect(added).toMatchObject({ name: 'Filiale Sud', connected: false });
  expect(await session(south)).toMatchObject({ company: south, ledger: { connected: false }, companies: [{ name: 'Atelier Nord' }, { name: 'Filiale Sud' }] });
  expect(await session(null)).toMatchObject({ company: 'company', ledger: { connected: true } });
});

test('each has its own ledger: one code, one number and one name of two creditors stay two debts', async () => {
  await upload(south, SOUTH);
  expect(await open(null)).toEqual([['company', 120_000]]);
  expect(await open(south)).toEqual([[south, 30_000]]);
  expect(await value<readonly FoundDebtor[]>('GET', '/api/v1/debtors?words=vidal', null)).toEqual([]);
});

test('each has its own profile', async () => {
  await value('PUT', '/api/v1/profile', south, { language: 'en' });
  const pack = (company: string | null) => value<{ readonly profile: { readonly language: string; readonly name: string } }>('GET', '/api/v1/pack', company);
  expect((await pack(south)).profile).toMatchObject({ name: 'Filiale Sud', language: 'en' });
  expect((await pack(null)).profile).toMatchObject({ name: 'Atelier Nord', language: 'fr' });
});

test('a log entry of one company is in no other', async () => {
  const [garage] = await value<readonly FoundDebtor[]>('GET', '/api/v1/debtors?words=garage', south);
  const debtor = encodeURIComponent(garage?.id ?? '');
  const { pack } = await value<CaseFile>('GET', `/api/v1/debtors/${debtor}/case-file`, south);
  expect(pack).not.toBe('');
  await value('POST', '/api/v1/log', south, { entry: { requestId: 'r-1', company: south, debtor: garage?.id, fact: { kind: 'note', text: 'rappeler lundi' }, contentHash: null, policyVersion: null, rulesVersion: '1' }, text: null });
  expect(await value<readonly unknown[]>('GET', `/api/v1/debtors/${debtor}/entries`, south)).toHaveLength(1);
  expect(await value<readonly unknown[]>('GET', `/api/v1/debtors/${debtor}/entries`, null)).toHaveLength(0);
});

test('a company that is not there is refused by name; without the secret nobody learns which there are', async () => {
  expect(await ask('GET', '/api/v1/session', 'c-000000000000')).toMatchObject({ status: 404, text: expect.stringContaining('company/unknown') });
  expect(await ask('GET', '/api/v1/session', '../../etc')).toMatchObject({ status: 404 });
  expect(await ask('GET', '/api/v1/session', south, undefined, undefined, false)).toMatchObject({ status: 401 });
  expect(await ask('GET', '/api/v1/session', 'c-000000000000', undefined, undefined, false)).toMatchObject({ status: 401 });
});

test.each<[string, string, string]>([['no name', ' ', 'missing'], ['a name that is there', 'filiale SUD', 'taken'], ['a name without end', 'x'.repeat(201), 'too-long']])('%s is refused', async (_, name, because) => {
  const { status, text } = await ask('POST', '/api/v1/companies', null, JSON.stringify({ name }));
  expect(status).toBe(422);
  expect(JSON.parse(text)).toMatchObject({ problem: { code: 'company/name-refused', because } });
});

test('one with a log is kept, one without goes with its files, the first one stays', async () => {
  const empty = await value<CompanyView>('POST', '/api/v1/companies', null, { name: 'Essai' });
  await upload(empty.id, SOUTH);
  expect(existsSync(join(data, 'companies', empty.id, 'relance.db'))).toBe(true);
  expect((await ask('DELETE', `/api/v1/companies/${south}`, null)).text).toContain('"because":"log"');
  expect((await ask('DELETE', '/api/v1/companies/company', null)).text).toContain('"because":"first"');
  await value('DELETE', `/api/v1/companies/${empty.id}`, null);
  expect(existsSync(join(data, 'companies', empty.id))).toBe(false);
  expect((await session(null)).companies.map(({ name }) => name)).toEqual(['Atelier Nord', 'Filiale Sud']);
});

test('after a restart all of them are there again', async () => {
  await server.stop();
  await begin();
  expect((await session(south)).companies).toMatchObject([{ name: 'Atelier Nord', connected: true }, { id: south, name: 'Filiale Sud', connected: true }]);
  expect(await open(south)).toEqual([[south, 30_000]]);
  expect(await open(null)).toEqual([['company', 120_000]]);
}, 60_000);

test('the command line speaks of all of them, or of the one that is asked for', async () => {
  const relance = (...words: readonly string[]): { readonly code: number | null; readonly json: readonly Readonly<Record<string, unknown>>[]; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, '../../src/server/cli.mjs'), ...words, '--data', data], { encoding: 'utf8', env: { ...process.env, RELANCE_DATABASE: undefined } as NodeJS.ProcessEnv });
    return { code: status, json: stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>), err: stderr };
  };
  expect(relance('export', 'open-items').json.map(({ company, number }) => [company, number])).toEqual([['company', 'FA-1'], [south, 'FA-1'], [south, 'FA-2']]);
  expect(relance('export', 'open-items', '--company', 'filiale sud').json).toHaveLength(2);
  expect(relance('worklist').json).toContainEqual(expect.objectContaining({ kind: 'company', company: south, name: 'Filiale Sud' }));
  expect(relance('verify-log')).toMatchObject({ code: 0, json: [{ chains: 1, entries: 1, intact: true }] });
  expect(relance('verify-log', '--company', 'Atelier Nord')).toMatchObject({ code: 0, json: [{ chains: 0 }] });
  expect(relance('worklist', '--company', 'Nord')).toMatchObject({ code: 2, err: expect.stringContaining('Filiale Sud') });
}, 60_000);

test('a company whose books cannot be opened keeps the server from starting: its mails would be taken for another’s', async () => {
  await server.stop();
  const file = join(data, 'companies', south, 'relance.db');
  const kept = readFileSync(file);
  writeFileSync(file, 'no database at all, and long enough to look like one '.repeat(100));
  const started = await start({ root, args: ['--user', 'Nadia Perrin', '--data', data, '--port', '0'], env: {}, say: () => undefined });
  expect(started).toMatchObject({ ok: false, problem: { message: expect.stringContaining(south) } });
  writeFileSync(file, kept);
  await begin();
  expect((await session(null)).companies).toHaveLength(2);
}, 60_000);
