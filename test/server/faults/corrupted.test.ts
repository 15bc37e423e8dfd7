import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import type { Instant } from '../../../src/core';
import { createApp } from '../../../src/server/app';
import { withoutFeed } from '../../../src/server/ledger-service';
import { start } from '../../../src/server/main';
import type { Running } from '../../../src/server/main';
import { Backups } from '../../../src/server/store/backups';
import { checkFile } from '../../../src/server/store/file-health';
import { openStore } from '../../../src/server/store/open-store';
import { COMPANY, MARIE } from '../../core/builders';
import { NOW, aNote, child, garageOf, keeper, seed, temporaryFolder } from './a-store';
import { anInstallation } from './an-installation';

let folder: ReturnType<typeof temporaryFolder>;
let database: string;
const { root } = anInstallation();
const running: Running[] = [];
beforeEach(() => {
  folder = temporaryFolder('damaged');
  mkdirSync(join(folder.path, 'data'));
  database = join(folder.path, 'data/relance.db');
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  folder.remove();
});

const backups = (): Backups => new Backups({ database, folder: join(folder.path, 'data-backups'), root: process.cwd() });

async function append(from: number, to: number): Promise<void> {
  const store = await openStore(`sqlite:${database}`);
  if (from === 0) await seed(store);
  const garage = await garageOf(store);
  for (let n = from; n < to; n += 1) {
    const { entry, text } = aNote(garage, `r${n}`);
    expect((await store.append(COMPANY, entry, text, keeper)).ok).toBe(true);
  }
  await store.close();
}

async function entriesNow(): Promise<number> {
  const store = await openStore(`sqlite:${database}`);
  const entries = await store.entries(COMPANY, await garageOf(store));
  await store.close();
  return entries?.length ?? -1;
}

async function serve(...args: readonly string[]): Promise<{ readonly result: Awaited<ReturnType<typeof start>>; readonly said: string }> {
  const said: string[] = [];
  const result = await start({ root, args: ['--user', 'Nadia', '--data', join(folder.path, 'data'), '--port', '0', ...args], env: {}, say: (line) => said.push(line) });
  if (result.ok) running.push(result.value);
  return { result, said: said.join('\n') };
}

const made = async (at: string): Promise<number> => {
  const backup = await backups().make(at as Instant);
  if (!backup.ok) throw new Error(backup.problem.because);
  return backup.value.entries;
};

function overwrite(path: string, from: number, length: number, byte = 0xaa): void {
  const bytes = readFileSync(path);
  bytes.fill(byte, from, Math.min(from + length, bytes.length));
  writeFileSync(path, bytes);
}

const DAMAGES: readonly (readonly [string, () => void])[] = [
  ['bytes overwritten in the middle', () => overwrite(database, Math.floor(statSync(database).size / 2 / 4_096) * 4_096, 40_960)],
  ['its header destroyed', () => overwrite(database, 0, 100, 0)],
  ['cut off half-way', () => truncateSync(database, Math.floor(statSync(database).size / 2))],
  ['one word of an entry changed', () => {
    const bytes = readFileSync(database);
    for (let at = bytes.indexOf('appel r2'); at !== -1; at = bytes.indexOf('appel r2', at + 1)) bytes.write('Appel', at);
    writeFileSync(database, bytes);
  }],
  ['gone', () => rmSync(database)],
];

test.each(DAMAGES)('a database with %s is found out at the start, left as it is, and its last backup is offered and put back', async (_, damage) => {
  await append(0, 5);
  expect(await made('2026-11-20T18:00:00.000Z')).toBe(5);
  await append(5, 8);
  damage();
  const broken = existsSync(database) ? readFileSync(database) : null;

  const { result } = await serve();
  expect(result).toMatchObject({ ok: false, problem: { exit: 1, message: expect.stringMatching(/is damaged: .*\. Nothing was changed\.\n.*2026-11-20 18:00 UTC and holds 5 log entries.*npm run serve -- --restore/) } });
  expect(existsSync(database) ? readFileSync(database).equals(broken ?? Buffer.alloc(0)) : null).toBe(broken === null ? null : true);

  const restored = await serve('--restore', '--backup', '1');
  expect(restored.said).toContain('1. 2026-11-20 18:00 UTC, 5 log entries');
  expect(restored.result).toMatchObject({ ok: false, problem: { exit: 0, message: expect.stringMatching(/with 5 log entries is in place\..*(3 log entries written after it are not in it|cannot be read)/) } });
  expect(await entriesNow()).toBe(5);
  const aside = readdirSync(join(folder.path, 'data')).find((name) => /^relance\.db\.damaged-[^.]*$/.test(name));
  if (broken !== null) expect(readFileSync(join(folder.path, 'data', aside ?? '')).equals(broken)).toBe(true);
  await append(5, 6);
  expect((await serve()).result.ok).toBe(true);
}, 60_000);

test('the entries written after the backup are counted where the damaged file can still be read', async () => {
  await append(0, 5);
  await made('2026-11-20T18:00:00.000Z');
  await append(5, 8);
  DAMAGES[3]?.[1]();
  expect((await serve('--restore', '--backup', '1')).result).toMatchObject({ problem: { message: expect.stringContaining('3 log entries written after it are not in it') } });
});

test('nobody at the terminal: the backups are listed and nothing is changed', async () => {
  await append(0, 2);
  await made('2026-11-20T18:00:00.000Z');
  const before = readFileSync(database);
  const { result, said } = await serve('--restore');
  expect(said).toContain('1. 2026-11-20 18:00 UTC, 2 log entries');
  expect(result).toMatchObject({ ok: false, problem: { exit: 2, message: expect.stringContaining('--backup 1') } });
  expect(readFileSync(database).equals(before)).toBe(true);
});

test('a write-ahead log of another database is found out before it is written into this one', async () => {
  await append(0, 30);
  await made('2026-11-20T18:00:00.000Z');
  // In a place of its own: this process may still hold the file that it wrote.
  const elsewhere = join(folder.path, 'elsewhere');
  cpSync(join(folder.path, 'data'), elsewhere, { recursive: true });
  database = join(elsewhere, 'relance.db');
  const before = readFileSync(database);
  const other = new Libsql(join(folder.path, 'other.db'));
  other.exec('pragma journal_mode = wal');
  other.exec('pragma wal_autocheckpoint = 0');
  other.exec('create table t (x)');
  for (let n = 0; n < 200; n += 1) other.prepare('insert into t values (?)').run('z'.repeat(3_000));
  writeFileSync(`${database}-wal`, readFileSync(join(folder.path, 'other.db-wal')));
  other.close();
  const there = ['--data', elsewhere, '--backups', join(folder.path, 'data-backups')];
  expect((await checkFile(database, root)).kind).toBe('damaged');
  expect((await serve(...there)).result).toMatchObject({ ok: false, problem: { message: expect.stringContaining('holds 30 log entries') } });
  expect(readFileSync(database).equals(before)).toBe(true);
  await serve('--restore', '--backup', '1', ...there);
  expect(await entriesNow()).toBe(30);
});

test('damage met while the server runs is told with the last backup, and nothing else is answered in its place', async () => {
  await append(0, 60);
  const bare = new Libsql(database);
  const { rootpage } = bare.prepare("select rootpage from sqlite_master where name = 'log_entries'").get() as { readonly rootpage: number };
  bare.close();
  const store = await openStore(`sqlite:${database}`);
  const garage = await garageOf(store);
  overwrite(database, (rootpage - 1) * 4_096, 4_096);
  const lines: Readonly<Record<string, unknown>>[] = [];
  const note = (fields: Readonly<Record<string, unknown>>): void => { lines.push(fields); };
  const app = createApp({
    store, clock: { now: () => NOW }, company: COMPANY, user: MARIE, ledger: withoutFeed(store, COMPANY), templates: [], rates: null, log: { info: note, error: note }, newestBackup: () => ({ at: '2026-11-20T18:00:00.000Z' as Instant, entries: 38 }),
  });
  const read = await app.request(`http://localhost/api/v1/debtors/${garage}/entries`);
  expect([read.status, await read.json()]).toEqual([500, { apiVersion: 1, problem: { code: 'store/damaged', backup: { at: '2026-11-20T18:00:00.000Z', entries: 38 } }, reference: null }]);
  const written = await app.request('http://localhost/api/v1/log', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(aNote(garage, 'r60')) });
  expect(((await written.json()) as { problem: unknown }).problem).toMatchObject({ code: 'store/damaged' });
  expect(lines).toContainEqual(expect.objectContaining({ code: 'store/damaged', because: 'SQLITE_CORRUPT' }));
  await store.close();
});

test('the newest backup of each of seven days is kept, and none is taken away while it holds more than the newest', async () => {
  await append(0, 1);
  for (let day = 10; day < 19; day += 1) for (const hour of ['08', '18']) await made(`2026-11-${day}T${hour}:00:00.000Z`);
  expect(backups().list().map(({ at }) => at.slice(8, 13))).toEqual(['18T18', '17T18', '16T18', '15T18', '14T18', '13T18', '12T18']);
  await append(1, 3);
  await made('2026-11-19T08:00:00.000Z');
  rmSync(database);
  await append(0, 2);
  await made('2026-11-19T18:00:00.000Z');
  expect(backups().list().map(({ at, entries }) => `${at.slice(8, 13)} ${entries}`).slice(0, 2)).toEqual(['19T18 2', '19T08 3']);
}, 60_000);

test('a backup is made while a server appends, holds only whole entries, and a copy that was broken off never counts', async () => {
  await append(0, 5);
  const busy = child('append-forever.ts', [`sqlite:${database}`, 'b']);
  await new Promise((resolve) => { busy.stdout.once('data', resolve); });
  writeFileSync(join(folder.path, 'other'), '');
  mkdirSync(join(folder.path, 'data-backups'));
  writeFileSync(join(folder.path, 'data-backups/.unfinished-2026-11-19T08-00-00Z'), 'half');
  const entries = await made('2026-11-20T18:00:00.000Z');
  busy.kill('SIGKILL');
  expect(entries).toBeGreaterThanOrEqual(5);
  expect(await checkFile(backups().newest()?.path ?? '', process.cwd())).toMatchObject({ kind: 'sound', entries });
  expect(readdirSync(join(folder.path, 'data-backups'))).toEqual([`relance-2026-11-20T18-00-00Z-${entries}.db`]);
});

test('a second server on the same data is refused, and so is putting a backup back under a running one', async () => {
  await append(0, 2);
  await made('2026-11-20T18:00:00.000Z');
  const first = await serve();
  expect(first.result.ok).toBe(true);
  expect((await serve()).result).toMatchObject({ ok: false, problem: { message: expect.stringContaining('Another Relance works with this database') } });
  expect((await serve('--restore', '--backup', '1')).result).toMatchObject({ ok: false, problem: { exit: 1, message: expect.stringContaining('Stop it first') } });
});

test('a start makes a backup beside the data folder, and a newer one when the log has grown', async () => {
  await append(0, 3);
  expect((await serve()).result.ok).toBe(true);
  await running.pop()?.stop();
  expect(backups().list().map(({ entries }) => entries)).toEqual([3]);
  await append(3, 4);
  expect((await serve()).result.ok).toBe(true);
  await running.pop()?.stop();
  expect(backups().newest()?.entries).toBe(4);
});
