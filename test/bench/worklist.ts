import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { Client } from 'pg';
import type { Answer, Appended, DebtorId, EntryId, LogFact, RequestId, WorklistPage } from '../../src/core';
import { createApp } from '../../src/server/app';
import { decideLot } from '../../src/server/decide';
import type { Decider } from '../../src/server/decide';
import { inForceNow } from '../../src/server/decision-keeper';
import { decideLedger } from '../../src/server/decision-run';
import { withoutFeed } from '../../src/server/ledger-service';
import { PackKeeper } from '../../src/server/pack-keeper';
import { openStore } from '../../src/server/store/open-store';
import type { Store } from '../../src/server/store/store';
import { postgresBinaries, startCluster } from '../contracts/start-postgres';
import { COMPANY, MARIE, aNewEntry, held, inDays, voided } from '../core/builders';
import { atMost, percentile, rounded } from './figure';
import type { Bench, Figure } from './figure';
import { FILLING, INVOICES_EACH, NOW, fillLedger, overdueLines } from './worklist/ledger';

/**
 * The worklist of a large ledger, on SQLite and PostgreSQL: everybody decided once, then the first page, then the first
 * page after a clerk's entry about somebody on it. `--debtors N`: another size than the issue's; the figures say so.
 */
const FULL_SIZE = 100_000;
const PAGE = 50;
const MEASURED = 200;
const WARM_UP = 20;
const CHANGES = PAGE;
/** What a well-known dunning engine takes per overdue line on this kind of machine (issue 5). */
const ENGINE_MS_PER_LINE = 3.4;

function sizeAsked(): number {
  const place = process.argv.indexOf('--debtors');
  if (place < 0) return FULL_SIZE;
  const debtors = Number(process.argv[place + 1]);
  if (!Number.isInteger(debtors) || debtors < PAGE * 2) throw new RangeError(`--debtors is followed by a whole number from ${PAGE * 2}`);
  return debtors;
}

/** Filled once per version of the schema and of the filling. */
async function filledFile(debtors: number, say: (fact: string) => void): Promise<string> {
  const sources = ['src/server/store/migrations.ts', 'src/server/store/edition-schema.ts', 'src/server/store/import-ledger.ts', 'src/server/store/rows.ts', 'test/bench/worklist/ledger.ts'];
  const version = createHash('sha256').update([FILLING, ...sources.map((file) => readFileSync(file, 'utf8'))].join()).digest('hex').slice(0, 12);
  const folder = join('.cache', 'bench');
  const file = join(folder, `worklist-${debtors}-${version}.db`);
  if (existsSync(file)) {
    say('sqlite: filled by an earlier run');
    return file;
  }
  mkdirSync(folder, { recursive: true });
  const half = `${file}.half`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(half + suffix, { force: true });
  await fillLedger(`sqlite:${half}`, debtors, say);
  renameSync(half, file);
  return file;
}

/** As the server does it (decision-keeper.ts), from nothing: read and decided in this one thread, so that one core does it all; written in its lots. */
async function decideAll(store: Store, wrote: (ms: number) => void): Promise<number> {
  const packs = new PackKeeper(store, COMPANY, []);
  const { decisions } = store;
  const timed: Store = { ...store, decisions: { ...decisions, keep: async (...given) => {
    const from = performance.now();
    const kept = await decisions.keep(...given);
    wrote(performance.now() - from);
    return kept;
  } } };
  const decider: Decider = { decide: (ids, of) => decideLot((debtors) => store.ruled(COMPANY, debtors), ids, of), close: () => Promise.resolve() };
  return decideLedger({ store: timed, decider, inForce: () => inForceNow(packs, { clock: { now: () => NOW }, company: COMPANY }), stopped: () => false, breathe: () => new Promise((resolve) => { setImmediate(resolve); }) });
}

interface Measured {
  readonly url: string;
  readonly debtors: number;
  readonly broken: boolean;
  readonly say: (fact: string) => void;
  /** Takes away what the first page cannot do without. */
  readonly spoil: () => Promise<void>;
}

async function measured({ url, debtors, broken, say, spoil }: Measured): Promise<readonly Figure[]> {
  const store = await openStore(url);
  const where = `${store.kind}${debtors === FULL_SIZE ? '' : `, ${debtors} debtors: NOT the full size`}`;
  const silent = { info: () => undefined, error: (fields: object) => { say(JSON.stringify(fields)); } };
  const app = createApp({ store, clock: { now: () => NOW }, company: COMPANY, user: MARIE, ledger: withoutFeed(store, COMPANY), templates: [], rates: null, log: silent });
  const answered = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await app.request(path, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return (JSON.parse(await response.text()) as Answer<T>).value;
  };
  const page = (): Promise<WorklistPage> => answered(`/api/v1/worklist/page?limit=${PAGE}`);
  const log = (debtor: DebtorId, fact: LogFact): Promise<Appended> => answered('/api/v1/log', { entry: aNewEntry(fact, { debtor, requestId: randomUUID() as string as RequestId }), text: null });
  const figures: Figure[] = [];

  const from = performance.now();
  const writes: number[] = [];
  const decided = await decideAll(store, (ms) => writes.push(ms));
  const took = performance.now() - from;
  if (decided !== debtors) throw new Error(`${decided} debtors were decided about`);
  const lines = overdueLines(debtors);
  const engine = (lines * ENGINE_MS_PER_LINE) / 1000;
  say(`${where}: ${decided} debtors decided and written, ${lines} overdue lines, ${rounded(took / lines)} ms each; the engine takes ${ENGINE_MS_PER_LINE} ms each`);
  say(`${where}: written in ${writes.length} transactions, p50 ${rounded(percentile(writes, 0.5))} ms, the longest ${rounded(Math.max(...writes))} ms (design: 50)`);
  figures.push({ ...atMost(`full decision run (${where})`, took / 1000, 's', (30 * debtors) / FULL_SIZE), baseline: rounded(engine), ratio: rounded(took / 1000 / engine) });
  if (broken) await spoil();

  const reads: number[] = [];
  for (let k = 0; k < (broken ? 2 : WARM_UP); k += 1) await page();
  for (let k = 0; k < (broken ? 5 : MEASURED); k += 1) {
    const from = performance.now();
    const { rows } = await page();
    reads.push(performance.now() - from);
    if (rows.length !== PAGE) throw new Error(`a page of ${rows.length}`);
  }
  figures.push(atMost(`first page, p50 (${where})`, percentile(reads, 0.5), 'ms', 20));
  say(`${where}: first page p99 ${rounded(percentile(reads, 0.99))} ms`);

  const changes: number[] = [];
  const on = (await page()).rows.map(({ debtor }) => debtor.id);
  for (const debtor of on.slice(0, broken ? 3 : CHANGES)) {
    const from = performance.now();
    const { entry } = await log(debtor, held({ until: inDays(400) }));
    const { rows } = await page();
    changes.push(performance.now() - from);
    if (rows.some((row) => row.debtor.id === debtor)) throw new Error('the worklist does not know of the change');
    await log(debtor, voided(entry.id as EntryId));
  }
  figures.push(atMost(`a change and the first page after it, p50 (${where})`, percentile(changes, 0.5), 'ms', 50));
  await store.close();
  return figures;
}

/** What the first page cannot do without: its places in order, and the counts of its groups. */
const SPOILED = [['decisions_by_place', 'tenant, run, grp, place, debtor'], ['decisions_by_run', 'tenant, run, grp'], ['decisions_by_next', 'tenant, run, next_on, next_channel']] as const;
const SPOIL = SPOILED.map(([name]) => `drop index if exists ${name}`).join('; ');
const MEND = SPOILED.map(([name, on]) => `create index if not exists ${name} on decisions (${on})`).join('; ');

async function onSqlite(options: Omit<Measured, 'url' | 'spoil'>): Promise<readonly Figure[]> {
  const file = await filledFile(options.debtors, options.say);
  const beside = new Libsql(file);
  // A run begins from nothing.
  beside.exec(`${MEND}; delete from decisions; delete from decision_runs`);
  try {
    return await measured({ ...options, url: `sqlite:${file}`, spoil: () => Promise.resolve(void beside.exec(SPOIL)) });
  } finally {
    beside.exec(MEND);
    beside.close();
  }
}

async function onPostgres(options: Omit<Measured, 'url' | 'spoil'>): Promise<readonly Figure[]> {
  const binaries = postgresBinaries();
  if (binaries === null) throw new Error('no PostgreSQL server (initdb) found: half of this bench cannot run');
  const cluster = await startCluster(binaries, 'on');
  try {
    const url = await cluster.freshDatabase();
    await fillLedger(url, options.debtors, options.say);
    const client = new Client({ connectionString: url });
    await client.connect();
    // What the server does by itself after a while.
    await client.query('vacuum analyze');
    try {
      return await measured({ ...options, url, spoil: async () => void (await client.query(SPOIL)) });
    } finally {
      await client.end();
    }
  } finally {
    await cluster.stop();
  }
}

export const bench: Bench = {
  run: async ({ broken, say }): Promise<readonly Figure[]> => {
    const debtors = sizeAsked();
    say(`${debtors} debtors with ${INVOICES_EACH} open invoices each; one process, one client, answers written and parsed as JSON, no socket; commits wait for the disk`);
    return [...(await onSqlite({ debtors, broken, say })), ...(await onPostgres({ debtors, broken, say }))];
  },
};
