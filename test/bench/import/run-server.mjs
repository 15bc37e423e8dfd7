// The built server with a ledger file, in a process of its own, so that its memory is its own: `node run-server.mjs DATA LEDGER [appends] [hold]`.
// It begins with a small ledger, which the long one then replaces while entries are appended to the log.
import { copyFileSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { get, request } from 'node:https';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const [, , data, ledger, customers, broken] = process.argv;
const { start } = createRequire(import.meta.url)(join(root, 'dist/server/main.js'));

for (const gone of [data, `${data}-backups`]) rmSync(gone, { recursive: true, force: true });
mkdirSync(data, { recursive: true });
const extension = ledger.endsWith('.xlsx') ? 'xlsx' : 'csv';
const watched = join(data, `clients.${extension}`);
const CUSTOMERS = Number(customers);
const small = join(data, 'small.csv');
const lines = readFileSync(ledger.replace(/(-as-excel)?\.xlsx$/, '.csv')).subarray(0, 4 * 1024 * 1024).toString('utf8').split('\r\n').slice(0, CUSTOMERS + 1);
writeFileSync(small, `${lines.join('\r\n')}\r\n`);
copyFileSync(small, watched);

const running = await start({ root, args: ['--data', data, '--ledger', watched, '--port', '0', '--user', 'Bench'], env: {}, say: () => undefined });
if (!running.ok) throw new Error(running.problem.message);
const { url, store, stop } = running.value;

const fetched = (path, headers, method = 'GET', body = null) => new Promise((resolve, reject) => {
  const sent = (method === 'GET' ? get : request)(`${url}${path}`, { method, headers: { ...headers, ...(body === null ? {} : { 'content-type': 'application/json' }) }, rejectUnauthorized: false }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString('utf8') }));
  });
  sent.on('error', reject);
  if (method !== 'GET') sent.end(body ?? '');
});
const page = await fetched('/', {});
const secret = /<meta name="relance-session" content="([\w-]{40,})">/.exec(page.text)[1];
const headers = { 'x-relance-session': secret, 'x-relance-api': '1' };
const state = async () => {
  const answer = JSON.parse((await fetched('/api/v1/ledger', headers)).text);
  return answer.value ?? answer;
};
const before = await state();

let importing = true;
const waits = [];
const failed = [];
async function append(n) {
  const debtor = `c-c${String(n % CUSTOMERS).padStart(6, '0')}`;
  const entry = { requestId: `bench-${n}-${process.pid}`, company: 'company', debtor, fact: { kind: 'note', text: `appel ${n}` }, contentHash: null, policyVersion: null, rulesVersion: '1' };
  const from = performance.now();
  const answer = await fetched('/api/v1/log', headers, 'POST', JSON.stringify({ entry, text: null }));
  waits.push(performance.now() - from);
  if (answer.status !== 200) failed.push(`${answer.status} ${answer.text.slice(0, 200)}`);
}
/** At a steady pace whether the last one is answered or not: who waits is not left out of the figure. */
async function clerk() {
  const answers = [];
  for (let n = 0; importing; n += 1) {
    answers.push(append(n));
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  await Promise.all(answers);
}

copyFileSync(ledger, watched);
// How long an export is waited for until it stands still is no part of an import.
utimesSync(watched, new Date(), new Date(Date.now() - 1_000));
const from = performance.now();
const appending = clerk();
const answer = await fetched('/api/v1/ledger/refresh', headers, 'POST');
if (answer.status !== 200) throw new Error(answer.text);
if (broken === 'break') for (const until = performance.now() + 3_000; performance.now() < until; );
let now = await state();
let halves = 0;
while ((now.importing ?? null) !== null) {
  const seen = await store.overdue('company', '2026-12-31', 0, 1);
  if (now.rows === before.rows && seen.count > CUSTOMERS) halves += 1;
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  now = await state();
}
const seconds = (performance.now() - from) / 1000;
importing = false;
await appending;
const facts = await store.ledgerFacts('company');
const { count } = await store.overdue('company', '2099-01-01', 0, 1);
const { resourceUsage } = process;
process.stdout.write(`${JSON.stringify({ seconds, waits, failed: failed.slice(0, 3), failures: failed.length, halves, rows: facts.rows, unreadable: facts.source.unreadableRows, debtors: count, peak: resourceUsage().maxRSS / 1024, cpu: process.cpuUsage().user / 1e6, problem: now.problem })}\n`);
await stop();
process.exit(0);
