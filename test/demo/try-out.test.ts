import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTryOut } from '../../src/demo/main';
import type { TryOut } from '../../src/demo/main';
import { PAGE, SAMPLE } from './mailbox-page';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(url: string, { method = 'GET', headers = {}, body = '' }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, rejectUnauthorized: false, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString('utf8') }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const started: TryOut[] = [];
const start = async (options: Parameters<typeof startTryOut>[0] = {}): Promise<TryOut> => {
  const tryOut = await startTryOut({ port: 0, quiet: true, sampleFolder: SAMPLE, paneFolder: PAGE, ...options });
  started.push(tryOut);
  return tryOut;
};

let tryOut: TryOut;
beforeAll(async () => {
  tryOut = await start();
}, 60_000);
afterAll(() => Promise.all(started.map((each) => each.close())));

test('the pane is served with office.js and the stand-in from this origin, and with nothing from elsewhere', async () => {
  const { status, body, headers } = await ask(`${tryOut.url}/pane/index.html`);
  expect(status).toBe(200);
  expect(body).toContain('<script src="/microsoft-ajax.js"></script><script src="/office-js/office.js"></script>');
  expect(body).not.toMatch(/https?:\/\//);
  expect(headers['content-security-policy']).toContain("default-src 'self'");
});

test('office.js finds its files whatever case it asks in', async () => {
  const [asked, stored] = [await ask(`${tryOut.url}/office-js/Outlook-Web-16.01.JS`), await ask(`${tryOut.url}/office-js/outlook-web-16.01.js`)];
  expect(asked.status).toBe(200);
  expect(asked.body).toBe(stored.body);
});

test.each(['/pane/../../package.json', '/pane/%2e%2e/%2e%2e/package.json', '/..%2fpackage.json', '/office-js/..%5c..%5cpackage.json', '/%00', '/%E0%A4%A', '/.env', '/pane/other.html'])('%s is not found', async (path) => {
  const { hostname, port } = new URL(tryOut.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ hostname, port, path, rejectUnauthorized: false, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject).end();
  });
  expect([400, 404]).toContain(status);
});

test('a page of another site can neither read the mail nor move the date', async () => {
  expect((await ask(`${tryOut.url}/demo/mail.json`, { headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  expect((await ask(`${tryOut.url}/demo/clock`, { method: 'POST', headers: { ...json, 'sec-fetch-site': 'cross-site' }, body: '{"today":"2026-12-01"}' })).status).toBe(403);
  expect((await ask(`${tryOut.url}/`, { headers: { host: 'rebound.example' } })).status).toBe(403);
});

test('the date runs on from Monday morning, moves forward, and moves the server with it', async () => {
  const own = await start();
  const clock = async (): Promise<{ readonly now: number }> => JSON.parse((await ask(`${own.url}/demo/clock`)).body) as { readonly now: number };
  expect(new Date((await clock()).now).toISOString()).toMatch(/^2026-11-23T08:0/);
  expect((await ask(`${own.url}/demo/clock`, { method: 'POST', headers: json, body: '{"today":"2026-11-24"}' })).status).toBe(200);
  expect(new Date((await clock()).now).toISOString()).toMatch(/^2026-11-24T08:0/);
  expect((JSON.parse((await ask(`${own.url}/api/v1/session`)).body) as { value: unknown })).toMatchObject({ value: { today: '2026-11-24', user: { name: 'Nadia Perrin' } } });
  for (const [body, status] of [['{"today":"2026-11-23"}', 409], ['{"today":"2026-02-30"}', 400], ['{"today":20261201}', 400], ['not json', 400], ['{}', 400]] as const) {
    expect((await ask(`${own.url}/demo/clock`, { method: 'POST', headers: json, body })).status).toBe(status);
  }
  expect(own.today()).toBe('2026-11-24');
});

test('the ledger of the sample company is as old as this morning, also after the date has moved', async () => {
  const own = await start();
  expect(await own.ledger()).toMatchObject({ connected: true, rows: 3, problem: null, asOf: '2026-11-23T07:12:00.000Z' });
  await ask(`${own.url}/demo/clock`, { method: 'POST', headers: json, body: '{"today":"2026-12-04"}' });
  expect((await own.ledger()).asOf).toBe('2026-12-04T07:12:00.000Z');
});

test("with a ledger of one's own the date is the real one and its debtors have written", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-own-'));
  const file = join(folder, 'own.csv');
  writeFileSync(file, 'Client;E-mail;Facture;Échéance;Reste dû\nAtelier <script>alert(1)</script>;a@atelier.example;F-1;13/01/2020;100,00\nBoutique;;F-2;14/01/2020;50,00\n');
  const own = await start({ ledger: file });
  expect(own.today()).toBe(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date()));
  const mail = JSON.parse((await ask(`${own.url}/demo/mail.json`)).body) as { threads: { subject: string; messages: { from: { address: string }; html: string }[] }[] };
  expect(mail.threads.map((t) => [t.subject, t.messages[0]?.from.address])).toEqual([['Facture F-1', 'a@atelier.example'], ['Facture F-2', 'contact-2@sans-adresse.example'], ['Bienvenue dans la boîte d’essai', 'vous@votre-entreprise.example']]);
  expect(mail.threads[0]?.messages[0]?.html).toContain('Atelier &lt;script&gt;');
  rmSync(folder, { recursive: true });
});

test('while the own ledger waits for an answer there is a message behind which to give it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-own-'));
  const file = join(folder, 'undecided.csv');
  writeFileSync(file, 'Client;Facture;Échéance;Reste dû\nAtelier;F-1;02/01/2020;100,00\n');
  const own = await start({ ledger: file });
  expect(await own.ledger()).toMatchObject({ connected: false });
  expect((JSON.parse((await ask(`${own.url}/demo/mail.json`)).body) as { threads: { id: string }[] }).threads.map((t) => t.id)).toEqual(['welcome']);
  rmSync(folder, { recursive: true });
});

test('a taken port is left alone: the next one serves', async () => {
  const first = Number(new URL(tryOut.url).port);
  const second = await start({ port: first });
  expect(Number(new URL(second.url).port)).toBeGreaterThan(first);
});

test('a data folder of its own is removed at the end, one that was named stays, and its date goes on', async () => {
  const named = mkdtempSync(join(tmpdir(), 'relance-named-'));
  const kept = await startTryOut({ port: 0, quiet: true, sampleFolder: SAMPLE, paneFolder: PAGE, dataFolder: named });
  await ask(`${kept.url}/demo/clock`, { method: 'POST', headers: json, body: '{"today":"2026-12-04"}' });
  await kept.close();
  expect(existsSync(join(named, 'try-out.db'))).toBe(true);
  const again = await startTryOut({ port: 0, quiet: true, sampleFolder: SAMPLE, paneFolder: PAGE, dataFolder: named });
  expect(again.today()).toBe('2026-12-04');
  await again.close();
  rmSync(named, { recursive: true });
});
