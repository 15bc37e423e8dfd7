import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import Libsql from 'libsql';
import { addDays, invoiceId, ok } from '../../src/core';
import type { Answer, CaseFile, Debtor, DebtorHints, DebtorId, HintHits, Instant, Invoice, RequestId } from '../../src/core';
import { createApp } from '../../src/server/app';
import { withoutFeed } from '../../src/server/ledger-service';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { COMPANY, MARIE, TODAY, aDebtor, aNewEntry, aProfile, address, anInvoice, at, eur, noted } from '../core/builders';
import { atMost, percentile, rounded } from './figure';
import type { Bench, Figure } from './figure';

/** Look-up and case file over HTTP, one client, on a ledger of 100 000 debtors and 1 000 000 invoices in SQLite. */
const DEBTORS = 100_000;
const INVOICES_EACH = 10;
const MEASURED = 2_000;
const ENTRIES_EACH = 4;
const WARM_UP = 300;
const NOW = at('2026-11-23T08:12:00.000Z');

const debtorAt = (n: number): Debtor => aDebtor({
  id: `C-${n}` as DebtorId, code: `C-${n}`, name: `Entreprise ${n.toString(36)} ${(n * 7919).toString(36)}`, legalIds: { siren: String(100_000_000 + n), siret: null, vat: null },
  contacts: [{ name: null, address: address(`compta@client-${n}.fr`), role: 'accounting' }, { name: 'Direction', address: address(`direction@client-${n}.fr`), role: 'management' }], domains: [],
});

export const numberAt = (n: number, i: number): string => `FA-${2024 + (i % 3)}-${String(n * INVOICES_EACH + i).padStart(7, '0')}`;

/** Three of ten are open, at ages from not due to very late; the others are paid, as ledgers are. */
function invoiceAt(n: number, i: number): Invoice {
  const amount = eur(100 + ((n * 31 + i * 17) % 9_000));
  const due = addDays(TODAY, -((n + i * 37) % 120) + 20);
  const number = numberAt(n, i);
  const paid = { payments: [{ on: addDays(due, 12), amount, kind: 'payment' as const, reference: null }], outstanding: eur(0) };
  return anInvoice({ id: invoiceId(COMPANY, number, 'invoice'), number, debtor: `C-${n}` as DebtorId, due, amount, ...(i < 3 ? {} : paid) });
}

const measuredDebtor = (k: number): number => (k * 49_999 + 17) % DEBTORS;

async function fill(store: Store, say: (fact: string) => void): Promise<void> {
  await store.saveSettings(COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  const debtors: Debtor[] = [];
  const invoices: Invoice[] = [];
  for (let n = 0; n < DEBTORS; n += 1) {
    debtors.push(debtorAt(n));
    for (let i = 0; i < INVOICES_EACH; i += 1) invoices.push(invoiceAt(n, i));
  }
  const from = performance.now();
  await store.importLedger(COMPANY, { source: { name: 'bench', kind: 'accounting-system', asOf: NOW }, debtors, invoices, problems: [], rows: invoices.length }, NOW);
  say(`import: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  for (let k = 0; k < MEASURED; k += 1) {
    for (let e = 0; e < ENTRIES_EACH; e += 1) {
      const entry = aNewEntry(noted(`appel ${e}`), { debtor: `c-c-${measuredDebtor(k)}` as DebtorId, requestId: `bench-${k}-${e}` as RequestId });
      const appended = await store.append(COMPANY, entry, null, { author: MARIE, at: NOW, on: TODAY, check: () => ok(null) });
      if (!appended.ok) throw new Error(`not appended: ${appended.problem.code}`);
    }
  }
}

/** To be raised when `fill` changes. */
const FILLING = 'v1';

/** Filled once per version of the schema and of the filling; filling takes minutes, measuring seconds. */
export async function filledDatabase(say: (fact: string) => void): Promise<string> {
  const sources = ['src/server/store/migrations.ts', 'src/server/store/import-ledger.ts', 'src/server/store/rows.ts'];
  const version = createHash('sha256').update([FILLING, ...sources.map((file) => readFileSync(file, 'utf8'))].join()).digest('hex').slice(0, 12);
  const folder = join('.cache', 'bench');
  const file = join(folder, `case-file-${version}.db`);
  if (existsSync(file)) {
    say('ledger: filled by an earlier run');
    return file;
  }
  mkdirSync(folder, { recursive: true });
  const half = `${file}.half`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(half + suffix, { force: true });
  const store = await openStore(`sqlite:${half}`);
  await fill(store, say);
  await store.close();
  const db = new Libsql(half);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  renameSync(half, file);
  return file;
}

const FAULT = 'bills_by_debtor';

/** The file that holds the ledger in use (store/edition-schema.ts). */
export function editionOf(file: string): string {
  const db = new Libsql(file);
  const row = db.prepare('select file from ledger_edition').get() as { readonly file: string };
  db.close();
  return join('.cache', 'bench', row.file);
}

/** The same rows by prepared statements on the bare driver, parsed into nothing. */
function bareSql(file: string): (n: number) => void {
  const db = new Libsql(file);
  db.prepare('attach ? as edition').run([editionOf(file)]);
  const statements = [
    'select debtor from edition.contacts where tenant = ? and address = ?', 'select * from edition.debtors where tenant = ? and id = ?', 'select * from edition.contacts where tenant = ? and debtor = ?',
    'select * from edition.bills where tenant = ? and debtor = ?', 'select * from edition.more_instalments where tenant = ? and debtor = ?', 'select * from edition.payment_events where tenant = ? and debtor = ?',
    'select * from log_entries where tenant = ? and debtor = ? order by seq',
  ].map((text) => db.prepare(text));
  return (n) => {
    statements.forEach((statement, index) => statement.all([COMPANY, index === 0 ? `compta@client-${n}.fr` : `c-c-${n}`]));
  };
}

interface OneClient {
  ask<T>(method: string, path: string, body: string | null): Promise<T>;
  close(): void;
}

/** One kept-alive connection and little else: what is measured is the server. The answer is read and parsed. */
function oneClient(port: number): OneClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: <T>(method: string, path: string, body: string | null) => new Promise<T>((resolve, reject) => {
      const headers = body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const asked = request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode ?? 0}`));
          else resolve((JSON.parse(Buffer.concat(parts).toString('utf8')) as Answer<T>).value);
        });
      });
      asked.on('error', reject);
      asked.end(body ?? undefined);
    }),
    close: () => agent.destroy(),
  };
}

export const bench: Bench = {
  run: async ({ broken, say }): Promise<readonly Figure[]> => {
    const file = await filledDatabase(say);
    const repair = new Libsql(editionOf(file));
    repair.exec(`create index if not exists ${FAULT} on bills (debtor, tenant)`);
    if (broken) repair.exec(`drop index ${FAULT}`);
    const store = await openStore(`sqlite:${file}`);
    const silent = { info: () => undefined, error: (fields: object) => { say(JSON.stringify(fields)); } };
    const app = createApp({ store, clock: { now: (): Instant => NOW }, company: COMPANY, user: MARIE, ledger: withoutFeed(store, COMPANY), templates: [], rates: null, log: silent });
    const server = createServer(getRequestListener(app.fetch));
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const client = oneClient((server.address() as AddressInfo).port);

    const once = async (n: number): Promise<number> => {
      const hints: DebtorHints = { addresses: [address(`compta@client-${n}.fr`)], domains: [`client-${n}.fr`], numbers: [numberAt(n, 1)], sirens: [], vats: [], references: [], thread: `thread-${n}` };
      const from = performance.now();
      const [debtor] = (await client.ask<HintHits>('POST', '/api/v1/look-up', JSON.stringify(hints))).debtors;
      if (debtor === undefined) throw new Error('the look-up found nobody');
      const file = await client.ask<CaseFile>('GET', `/api/v1/debtors/${debtor.id}/case-file`, null);
      const took = performance.now() - from;
      if (file.debtor.code !== `C-${n}` || file.invoices.length !== INVOICES_EACH || file.entries.length !== ENTRIES_EACH) throw new Error('not the case file that was asked for');
      return took;
    };
    const bare = bareSql(file);
    const samples = broken ? 30 : MEASURED;
    const [http, sql]: [number[], number[]] = [[], []];
    for (let k = 0; k < (broken ? 3 : WARM_UP); k += 1) {
      await once(measuredDebtor(MEASURED - 1 - k));
      bare(measuredDebtor(MEASURED - 1 - k));
    }
    // In turn, so that a busy machine troubles both alike.
    for (let k = 0; k < samples; k += 1) {
      http.push(await once(measuredDebtor(k)));
      const from = performance.now();
      bare(measuredDebtor(k));
      sql.push(performance.now() - from);
    }
    const count = (table: string): number => (repair.prepare(`select count(*) as n from ${table}`).get() as { readonly n: number }).n;
    say(`${count('debtors')} debtors, ${count('bills')} invoices, ${MEASURED * ENTRIES_EACH} log entries in SQLite; ${samples} samples, ${cpus().length} cores; client and server in one process, plain HTTP, keep-alive`);
    client.close();
    server.closeAllConnections();
    server.close();
    await store.close();
    if (broken) repair.exec(`create index if not exists ${FAULT} on bills (debtor, tenant)`);
    repair.close();
    const beside = (figure: Figure, p: number): Figure => ({ ...figure, baseline: rounded(percentile(sql, p)), ratio: rounded(figure.value / percentile(sql, p)) });
    return [beside(atMost('look-up + case file, p50', percentile(http, 0.5), 'ms', 5), 0.5), beside(atMost('look-up + case file, p99', percentile(http, 0.99), 'ms', 25), 0.99)];
  },
};
