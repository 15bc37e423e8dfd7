import { X509Certificate } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { trustStep, localCertificate } from '../../src/server/certificate';
import { readConfig } from '../../src/server/config';
import { start } from '../../src/server/main';
import type { Running } from '../../src/server/main';

const folder = mkdtempSync(join(tmpdir(), 'relance-start-'));
const root = join(folder, 'root');
const running: Running[] = [];
beforeAll(() => {
  mkdirSync(join(root, 'dist/outlook'), { recursive: true });
  writeFileSync(join(root, 'dist/outlook/index.html'), '<!doctype html><html><head><title>Relance</title></head><body></body></html>');
  writeFileSync(join(root, 'dist/outlook/pane.0123abcd.js'), 'void 0;');
  writeFileSync(join(root, 'secret.txt'), 'outside');
  cpSync('assets', join(root, 'assets'), { recursive: true });
});
afterAll(async () => {
  for (const server of running) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function started(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly result: Awaited<ReturnType<typeof start>>; readonly said: string }> {
  const said: string[] = [];
  const result = await start({ root, args, env, say: (line) => said.push(line) });
  if (result.ok) running.push(result.value);
  return { result, said: said.join('\n') };
}
const data = (name: string): string => join(folder, name);

interface Got {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}
function get(url: string, authority: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: new Agent({ ca: readFileSync(authority) }), headers, servername: 'localhost', lookup: (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => { text += part.toString('utf8'); });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    // Only its words: an error of TLS holds the whole certificate, in a circle.
    asked.on('error', (error) => reject(new Error(error.message)));
    asked.end();
  });
}

test.each<[string, readonly string[], string]>([
  ['without a name', [], 'no-name'],
  ['with an empty name', ['--user', '  '], 'no-name'],
  ['with an address that is none', ['--user', 'N', '--email', 'nadia'], 'bad-email'],
  ['with a port that is none', ['--user', 'N', '--port', '99999'], 'bad-port'],
  ['with an option that nobody knows', ['--user', 'N', '--prot', '3000'], 'unknown-option'],
  ['with a word too many', ['Nadia'], 'unknown-option'],
])('it does not start %s, and says how to', (_, args, code) => {
  expect(readConfig(args, {})).toMatchObject({ ok: false, problem: { code, message: expect.stringContaining('npm run serve --') } });
});

test('flags win over the environment', () => {
  expect(readConfig(['--user', 'Nadia Perrin', '--data', '/d'], { RELANCE_USER: 'X', RELANCE_PORT: '4000', RELANCE_EMAIL: 'Nadia@Atelier.fr' })).toMatchObject({
    ok: true, value: { user: 'Nadia Perrin', email: 'nadia@atelier.fr', port: 4000, data: '/d', database: 'sqlite:/d/relance.db', ledger: null },
  });
});

describe('a server of one named person', () => {
  let url: string;
  let authority: string;
  let said: string;
  beforeAll(async () => {
    writeFileSync(join(folder, 'clients.csv'), 'Code client;Client;Email;Numéro;Date;Échéance;Montant TTC;Reste dû\nC1;Garage du Canigou;compta@garage.fr;FA-1;01/09/2026;15/10/2026;1 200,00 €;1 200,00 €\n');
    const one = await started(['--user', 'Nadia Perrin', '--email', 'nadia@atelier-nord.fr', '--company', 'Atelier Nord', '--ledger', join(folder, 'clients.csv'), '--data', data('one'), '--port', '0']);
    if (!one.result.ok) throw new Error(one.result.problem.message);
    ({ url } = one.result.value);
    ({ said } = one);
    authority = join(data('one'), 'certificate/ca.crt');
  }, 30_000);

  test('it says where it is, what it read and how to trust its certificate, and installs nothing', () => {
    expect(said).toContain(`Relance serves Nadia Perrin on ${url}`);
    expect(said).toContain('clients.csv, 1 rows, 0 unreadable');
    expect(said).toContain(authority);
    expect(statSync(join(data('one'), 'certificate/localhost.key')).mode & 0o077).toBe(0);
    expect(existsSync(join(data('one'), 'certificate/ca.key'))).toBe(false);
  });

  test('the pane carries the secret of this start, and only who has it is answered', async () => {
    const page = await get(`${url}/`, authority);
    const secret = /<meta name="relance-session" content="([\w-]{40,})">/.exec(page.text)?.[1] ?? '';
    expect([page.status, page.headers['cache-control'], secret === '']).toEqual([200, 'no-store', false]);
    expect(String(page.headers['content-security-policy'])).toContain("frame-ancestors 'self' https://*.office.com");
    expect((await get(`${url}/api/v1/session`, authority)).status).toBe(401);
    const session = await get(`${url}/api/v1/session`, authority, { 'x-relance-session': secret });
    expect(JSON.parse(session.text)).toMatchObject({ value: { user: { name: 'Nadia Perrin' }, ledger: { connected: true, rows: 1 } } });
    const pack = await get(`${url}/api/v1/pack`, authority, { 'x-relance-session': secret });
    expect(JSON.parse(pack.text)).toMatchObject({ value: { profile: { name: 'Atelier Nord', domains: ['atelier-nord.fr'], addresses: ['nadia@atelier-nord.fr'] }, templates: expect.arrayContaining([expect.objectContaining({ stage: 'R1', language: 'fr' })]) } });
    expect((await get(`${url}/api/v1/session`, authority, { 'x-relance-session': secret, host: 'evil.example' })).status).toBe(403);
    expect((await get(`${url}/`, authority, { host: 'evil.example' })).status).toBe(403);
  });

  test('hashed files are kept for good, and nothing beside the pane is served', async () => {
    expect((await get(`${url}/pane.0123abcd.js`, authority)).headers['cache-control']).toContain('immutable');
    for (const path of ['/..%2f..%2fsecret.txt', '/%2e%2e/%2e%2e/secret.txt', '/..%5c..%5csecret.txt', '/.env', '/nothing.js', '/%00', '/%zz']) {
      expect([path, (await get(`${url}${path}`, authority)).status]).toEqual([path, 404]);
    }
  });

  test('its log file holds no address, no secret and no word of the ledger', () => {
    expect(readFileSync(join(data('one'), 'relance.log'), 'utf8')).not.toMatch(/atelier-nord|Canigou|garage\.fr|Nadia/);
  });

  test('a second server on its port says so', async () => {
    const second = await started(['--user', 'N', '--data', data('second'), '--port', new URL(url).port]);
    expect(second.result).toMatchObject({ ok: false, problem: { exit: 1, message: expect.stringContaining(`Port ${new URL(url).port} is in use`) } });
  }, 30_000);
});

test('a door to the outside gives the API alone, by token alone: never the pane, whose pages bear the secret of this machine', async () => {
  const google = { RELANCE_GOOGLE_CLIENT_IDS: '1234-relance.apps.googleusercontent.com', RELANCE_GOOGLE_DOMAINS: 'atelier-nord.fr', RELANCE_PUBLIC_HOST: 'relance.atelier-nord.fr', RELANCE_PUBLIC_PORT: '0' };
  const { result, said } = await started(['--user', 'N', '--data', data('outside'), '--port', '0'], google);
  if (!result.ok || result.value.outside === null) throw new Error('not started');
  const { outside } = result.value;
  expect(said).toContain(`https://relance.atelier-nord.fr, which your proxy passes on to ${outside}`);
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly [number, string]> => new Promise((resolve, reject) => {
    plainRequest(`${outside}${path}`, { headers: { host: 'relance.atelier-nord.fr', ...headers } }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => { text += part.toString('utf8'); });
      response.on('end', () => resolve([response.statusCode ?? 0, text]));
    }).on('error', reject).end();
  });
  const page = await get(`${result.value.url}/`, join(data('outside'), 'certificate/ca.crt'));
  const secret = /<meta name="relance-session" content="([\w-]{40,})">/.exec(page.text)?.[1] ?? '';
  expect(secret).not.toBe('');
  for (const path of ['/', '/index.html', '/pane.0123abcd.js']) expect([path, (await ask(path))[0]]).toEqual([path, 404]);
  expect(await ask('/', { host: 'localhost' })).toEqual([403, expect.not.stringContaining('meta')]);
  expect(await ask('/api/v1/session')).toEqual([401, expect.stringContaining('source/not-signed-in')]);
  expect(await ask('/api/v1/session', { 'x-relance-session': secret })).toEqual([401, expect.stringContaining('source/not-signed-in')]);
  expect(await ask('/api/v1/session', { authorization: 'Bearer a.b.c' })).toEqual([401, expect.stringContaining('source/sign-in-refused')]);
  expect(await ask('/api/v1/session', { authorization: 'Bearer a.b.c', host: 'evil.example' })).toEqual([403, expect.stringContaining('source/forbidden')]);
}, 30_000);

test('a ledger file that cannot be read does not keep the server from starting: the pane says what is wrong', async () => {
  writeFileSync(join(folder, 'bad.xlsx'), 'this is no workbook');
  const { result, said } = await started(['--user', 'N', '--ledger', join(folder, 'bad.xlsx'), '--data', data('bad'), '--port', '0']);
  expect(result.ok).toBe(true);
  expect(said).toContain('The ledger file could not be used (ledger/');
}, 30_000);

test('a data folder that cannot be written is named', async () => {
  writeFileSync(join(folder, 'a-file'), '');
  expect((await started(['--user', 'N', '--data', join(folder, 'a-file')])).result).toMatchObject({ ok: false, problem: { exit: 1, message: expect.stringMatching(/a-file cannot be written .*--data/) } });
});

test('a database that is none is named', async () => {
  mkdirSync(data('junk'));
  writeFileSync(join(data('junk'), 'relance.db'), 'x'.repeat(5_000));
  expect((await started(['--user', 'N', '--data', data('junk')])).result).toMatchObject({ ok: false, problem: { exit: 1, message: expect.stringMatching(/relance\.db is damaged: SQLITE_NOTADB\. Nothing was changed/) } });
});

test('the certificate is kept until a week before its end, then made anew', async () => {
  const where = data('certificate');
  const first = await localCertificate(where, Date.now());
  const end = Date.parse(new X509Certificate(first.cert).validTo);
  expect([first.fresh, (await localCertificate(where, end - 8 * 86_400_000)).fresh]).toEqual([true, false]);
  expect((await localCertificate(where, end - 6 * 86_400_000)).fresh).toBe(true);
  expect([trustStep('/x/ca.crt', 'win32'), trustStep('/x/ca.crt', 'darwin'), trustStep('/x/ca.crt', 'linux')].every((step) => step.includes('/x/ca.crt'))).toBe(true);
}, 30_000);
