import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import Libsql from 'libsql';
import type { DebtorId, Instant } from '../../../src/core';
import { COMPANY, start } from '../../../src/server/main';
import type { Running } from '../../../src/server/main';
import { Backups } from '../../../src/server/store/backups';
import { dialectOf } from '../../../src/server/store/dialect';
import { MIRROR_TABLES, addressOf, rowsOf } from '../../../src/server/store/edition-schema';
import { checkFile } from '../../../src/server/store/file-health';
import { unmigrate } from '../../../src/server/store/migrations';
import type { Tables } from '../../../src/server/store/schema';
import { TODAY } from '../../core/builders';
import { aNote, keeper, temporaryFolder } from './a-store';
import { anInstallation } from './an-installation';

const CSV = ['Code client;Client;Email;Numéro;Date;Échéance;Montant TTC;Reste dû', 'C1;Garage du Canigou;compta@garage.fr;FA-1;01/09/2026;15/10/2026;1 200,00 €;1 200,00 €', 'C2;Boulangerie Mas;mas@mas.fr;FA-2;01/09/2026;16/10/2026;300,00 €;300,00 €'].join('\n');

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
let database: string;
const { root } = anInstallation();
const running: Running[] = [];
let starts = 0;
beforeEach(async () => {
  starts = 0;
  folder = temporaryFolder('migrated');
  data = join(folder.path, 'data');
  database = join(data, 'relance.db');
  writeFileSync(join(folder.path, 'clients.csv'), CSV);
  await makeOld();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  folder.remove();
});

const backups = (): Backups => new Backups({ database, folder: join(folder.path, 'data-backups'), root: process.cwd() });

const linesOfStarts = (): number => (existsSync(join(data, 'relance.log')) ? readFileSync(join(data, 'relance.log'), 'utf8').split('"code":"started"').length - 1 : 0);

async function serve(...args: readonly string[]): Promise<{ readonly result: Awaited<ReturnType<typeof start>>; readonly said: string }> {
  const said: string[] = [];
  const result = await start({ root, args: ['--user', 'Nadia', '--data', data, '--port', '0', ...args], env: {}, say: (line) => said.push(line) });
  if (result.ok) {
    running.push(result.value);
    starts += 1;
    // It opens its log beside its work; the folder is not taken away from under that.
    while (linesOfStarts() < starts) await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  return { result, said: said.join('\n') };
}

/** As the first version left it: log and ledger in one file, nothing known of ledgers in files of their own or of remarks. */
async function makeOld(): Promise<void> {
  const { result } = await serve('--ledger', join(folder.path, 'clients.csv'));
  if (!result.ok) throw new Error(result.problem.message);
  for (const request of ['r0', 'r1', 'r2']) {
    const { entry, text } = aNote('c-c1' as DebtorId, request);
    expect((await result.value.store.append(COMPANY, { ...entry, company: COMPANY }, text, keeper)).ok).toBe(true);
  }
  await running.pop()?.stop();
  const edition = join(data, readdirSync(data).find((name) => name.includes('.ledger-')) as string);
  const old = new Libsql(database);
  old.exec('pragma foreign_keys = off');
  old.prepare('attach ? as edition').run(addressOf(edition, 'edition'));
  for (const table of MIRROR_TABLES) old.exec(`delete from main.${table}; insert into main.${table} ${rowsOf(table, 'edition', 'edition')}`);
  old.exec('detach edition');
  old.close();
  const back = new Kysely<Tables>({ dialect: dialectOf(`sqlite:${database}`).dialect });
  await unmigrate(back, '001-ledger-and-log');
  await back.destroy();
  rmSync(edition);
  rmSync(join(folder.path, 'data-backups'), { recursive: true, force: true });
}

/** What an older version would meet: tables, the changes it knows of, the log. */
function found(path: string): unknown {
  const file = new Libsql(path);
  const all = (sql: string): unknown => file.prepare(sql).all();
  const answer = { tables: all('select name, sql from sqlite_master order by name'), changes: all('select name from kysely_migration order by name'), log: all('select * from log_entries order by seq'), texts: all('select * from kept_texts order by entry'), bills: all('select * from invoices order by id') };
  file.close();
  return answer;
}

test('an older database is copied before it is changed: the copy opens, holds the whole log, and is as old as it was', async () => {
  const before = found(database);
  const { result, said } = await serve();
  if (!result.ok) throw new Error(result.problem.message);
  const [made, ...others] = backups().list();
  expect(others).toEqual([]);
  expect(said).toContain(`The database is brought up to date; as it was it is kept as ${made?.path ?? ''} (3 log entries).`);
  expect(await checkFile(made?.path ?? '', process.cwd())).toEqual({ kind: 'sound', entries: 3 });
  expect(found(made?.path ?? '')).toEqual(before);
  // And work goes on with what was there: log and ledger.
  const { store } = result.value;
  expect([(await store.entries(COMPANY, 'c-c1'))?.length, (await store.overdue(COMPANY, TODAY, 0, 10)).count, (await store.ledgerFacts(COMPANY))?.rows]).toEqual([3, 2, 2]);
}, 60_000);

test('a second start has nothing to change and says nothing of it', async () => {
  await serve();
  await running.pop()?.stop();
  expect((await serve()).said).not.toContain('brought up to date');
}, 60_000);

test.each([
  ['the first of its changes', 'create table ledger_edition (file text)', 'drop table ledger_edition'],
  ['one that comes after another', 'alter table ledger_state add column remarks text', 'alter table ledger_state drop column remarks'],
])('where %s fails the file stands as it stood, and it is said what to do', async (_, obstacle, away) => {
  const file = new Libsql(database);
  file.exec(obstacle);
  file.close();
  const before = found(database);
  const { result } = await serve();
  expect(result).toMatchObject({ ok: false, problem: { exit: 1, message: expect.stringMatching(/could not be brought up to date \(SQLITE_ERROR\)\. It stands as it stood: the version of Relance that used it last goes on with it\. A backup of .* with 3 log entries lies in .*data-backups/) } });
  expect(found(database)).toEqual(before);
  expect(backups().newest()?.entries).toBe(3);
  // Nothing holds it: the next start, once the obstacle is gone, goes through.
  const again = new Libsql(database);
  again.exec(away);
  again.close();
  expect((await serve()).result.ok).toBe(true);
}, 60_000);

test('where no backup can be made nothing is changed, and it is said what to do', async () => {
  writeFileSync(join(folder.path, 'a-file'), '');
  const before = found(database);
  const { result } = await serve('--backups', join(folder.path, 'a-file/backups'));
  expect(result).toMatchObject({ ok: false, problem: { exit: 1, message: expect.stringMatching(/none could be made in .*a-file.*\(ENOTDIR\)\. Nothing was changed\. Make room there or choose another place with --backups DIR/) } });
  expect(found(database)).toEqual(before);
}, 60_000);

test('the copy that was made before the change can be put back, and is brought up to date when it is used', async () => {
  await serve();
  await running.pop()?.stop();
  writeFileSync(database, Buffer.alloc(4_096));
  const restored = await serve('--restore', '--backup', '1');
  expect(restored.result).toMatchObject({ ok: false, problem: { exit: 0, message: expect.stringContaining('with 3 log entries is in place') } });
  const { result, said } = await serve('--ledger', join(folder.path, 'clients.csv'));
  expect(said).toContain('The database is brought up to date');
  if (!result.ok) throw new Error(result.problem.message);
  expect([(await result.value.store.entries(COMPANY, 'c-c1'))?.length, (await result.value.store.overdue(COMPANY, TODAY, 0, 10)).count]).toEqual([3, 2]);
  expect(existsSync(join(data, 'relance.db'))).toBe(true);
  expect(backups().list().every(({ at }) => (at as Instant) > '2026')).toBe(true);
}, 60_000);
