import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import type { DebtorId } from '../../../src/core';
import { COMPANY, start } from '../../../src/server/main';
import type { Running } from '../../../src/server/main';
import { TODAY } from '../../core/builders';
import { aNote, keeper, temporaryFolder } from './a-store';
import { anInstallation } from './an-installation';

const ROWS = 'Code client;Client;Ville;Email;Numéro;Date;Échéance;Montant TTC;Reste dû';
const CANIGOU = 'C1;Garage du Canigou;Perpignan;compta@garage.fr;FA-1;01/09/2026;15/10/2026;1 200,00 €;1 200,00 €';
const MAS = 'C2;Boulangerie Mas;Prades;mas@boulangerie-mas.fr;FA-2;01/09/2026;16/10/2026;300,00 €;300,00 €';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
let ledger: string;
const { root } = anInstallation();
const running: Running[] = [];
beforeEach(() => {
  folder = temporaryFolder('edition');
  data = join(folder.path, 'data');
  mkdirSync(data);
  ledger = join(folder.path, 'clients.csv');
  writeFileSync(ledger, [ROWS, CANIGOU, MAS].join('\n'));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  folder.remove();
});

interface Started {
  readonly server: Running;
  readonly said: string;
}
async function serve(...args: readonly string[]): Promise<Started> {
  const said: string[] = [];
  const result = await start({ root, args: ['--user', 'Nadia', '--data', data, '--port', '0', ...args], env: {}, say: (line) => said.push(line) });
  if (!result.ok) throw new Error(`not started: ${result.problem.message}`);
  running.push(result.value);
  return { server: result.value, said: said.join('\n') };
}
const stop = async (): Promise<void> => { await running.pop()?.stop(); };
async function restored(): Promise<string> {
  const said: string[] = [];
  const result = await start({ root, args: ['--user', 'Nadia', '--data', data, '--restore', '--backup', '1'], env: {}, say: (line) => said.push(line) });
  return result.ok ? 'started' : result.problem.message;
}
const editions = (): readonly string[] => readdirSync(data).filter((name) => name.startsWith('relance.db.ledger-'));
const edition = (): string => join(data, editions()[0] as string);

function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  return new Promise((done, failed) => {
    const asked = request(url, { agent: new Agent({ ca: readFileSync(join(data, 'certificate/ca.crt')) }), headers, servername: 'localhost', lookup: (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => { text += part.toString('utf8'); });
      response.on('end', () => done(text));
    });
    asked.on('error', (error) => failed(new Error(error.message)));
    asked.end();
  });
}
/** As the pane asks: over HTTPS, with the secret of this start. */
async function asked(server: Running, path: string): Promise<unknown> {
  const secret = /name="relance-session" content="([^"]+)"/.exec(await get(`${server.url}/`))?.[1] ?? '';
  return JSON.parse(await get(`${server.url}${path}`, { 'x-relance-session': secret }));
}
async function note(server: Running, debtor: string, request: string): Promise<void> {
  const { entry, text } = aNote(debtor as DebtorId, request);
  expect((await server.store.append(COMPANY, { ...entry, company: COMPANY }, text, keeper)).ok).toBe(true);
}
const logOf = async (server: Running, debtor: string): Promise<number> => {
  const answer = (await asked(server, `/api/v1/debtors/${debtor}/entries`)) as { readonly value?: readonly unknown[] };
  return answer.value?.length ?? -1;
};
const LOST = { apiVersion: 1, problem: { code: 'source/no-ledger' }, reference: null };

function overwrite(path: string, from: number, length: number, byte = 0xaa): void {
  const bytes = readFileSync(path);
  bytes.fill(byte, from, Math.min(from + length, bytes.length));
  writeFileSync(path, bytes);
}

const LOSSES: readonly (readonly [string, () => void])[] = [
  ['gone', () => rmSync(edition())],
  ['its header destroyed', () => overwrite(edition(), 0, 100, 0)],
  ['cut off half-way', () => truncateSync(edition(), Math.floor(statSync(edition()).size / 2 / 8_192) * 8_192)],
  ['empty', () => truncateSync(edition(), 0)],
  ['overwritten in the middle', () => overwrite(edition(), 8_192, 8_192)],
  ['a name in it that is no text any more', () => {
    const bytes = readFileSync(edition());
    for (let at = bytes.indexOf('Garage du Canigou'); at !== -1; at = bytes.indexOf('Garage du Canigou', at + 1)) bytes.fill(0xaa, at, at + 6);
    writeFileSync(edition(), bytes);
  }],
  ['another database in its place', () => {
    const path = edition();
    rmSync(path);
    const other = new Libsql(path);
    other.exec('create table t (x)');
    other.close();
  }],
];

describe.each(LOSSES)('the ledger’s own file %s', (_, lose) => {
  test('the server says so, reads the watched file again by itself, and the log is whole', async () => {
    const before = await serve('--ledger', ledger);
    await note(before.server, 'c-c1', 'r0');
    await note(before.server, 'c-c1', 'r1');
    await stop();
    lose();
    const { server, said } = await serve('--ledger', ledger);
    expect(said).toMatch(/The log is whole: 2 entries.*The ledger is read again from .*clients\.csv/);
    expect(said).toContain('Ledger: clients.csv, 2 rows, 0 unreadable');
    expect(await logOf(server, 'c-c1')).toBe(2);
    // In whatever group: on a Sunday nobody is reminded.
    const worklist = (await asked(server, '/api/v1/worklist/page')) as { readonly value: { readonly groups: Readonly<Record<string, number>> } };
    expect(Object.values(worklist.value.groups).reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await asked(server, '/api/v1/ledger')).toMatchObject({ value: { connected: true, rows: 2, problem: null } });
    await note(server, 'c-c1', 'r2');
    expect(editions()).toHaveLength(1);
  }, 120_000);

  test('where no file is watched nobody seems to have paid: the worklist is refused, the pane is told what to do, the log is whole', async () => {
    const before = await serve('--ledger', ledger);
    await note(before.server, 'c-c1', 'r0');
    await stop();
    lose();
    for (const start of ['the first start', 'the next one'] as const) {
      const { server, said } = await serve();
      expect([start, said]).toEqual([start, expect.stringMatching(/The log is whole: 1 entry.*The ledger must be read again: choose its file/)]);
      expect(said).not.toContain('No ledger yet');
      expect(await asked(server, '/api/v1/worklist/page')).toEqual(LOST);
      expect(await asked(server, '/api/v1/debtors/c-c1/case-file')).toEqual(LOST);
      expect(await asked(server, '/api/v1/debtors?words=Canigou')).toEqual(LOST);
      expect(await asked(server, '/api/v1/ledger')).toMatchObject({ value: { connected: false, rows: 0, problem: { code: 'ledger/lost', file: 'clients.csv' } } });
      expect(await logOf(server, 'c-c1')).toBe(1);
      await stop();
    }
  }, 120_000);
});

test('a backup put back names a ledger that is long replaced: the log is there, and the watched file is read again', async () => {
  const first = await serve('--ledger', ledger);
  await note(first.server, 'c-c1', 'r0');
  await stop();
  const second = await serve('--ledger', ledger);
  await note(second.server, 'c-c1', 'r1');
  await stop();
  // The copy is made beside the reading of the ledger: this start makes it, so that the next has none to make.
  await serve('--ledger', ledger);
  await stop();
  writeFileSync(ledger, [ROWS, CANIGOU, MAS, 'C3;Transports Vidal;Céret;vidal@vidal.fr;FA-3;01/09/2026;17/10/2026;50,00 €;50,00 €'].join('\n'));
  await serve('--ledger', ledger);
  await stop();
  overwrite(join(data, 'relance.db'), 0, 100, 0);
  expect(await restored()).toMatch(/is in place\.[^]*The ledger is no part of a backup: it is read again/);
  const { server, said } = await serve('--ledger', ledger);
  expect(said).toMatch(/The log is whole: 2 entries.*The ledger is read again/);
  expect(await logOf(server, 'c-c1')).toBe(2);
  expect(await asked(server, '/api/v1/ledger')).toMatchObject({ value: { connected: true, rows: 3, problem: null } });
}, 120_000);

test('a backup put back on another machine, where the file to watch is not yet, says what to do and keeps the log', async () => {
  const first = await serve('--ledger', ledger);
  await note(first.server, 'c-c1', 'r0');
  await stop();
  await serve('--ledger', ledger);
  await stop();
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  rmSync(ledger);
  expect(await restored()).toContain('is in place');
  const { server } = await serve('--ledger', ledger);
  expect(await asked(server, '/api/v1/worklist/page')).toEqual(LOST);
  expect(await asked(server, '/api/v1/ledger')).toMatchObject({ value: { connected: false, problem: { code: 'ledger/lost', file: 'clients.csv' } } });
  expect(await logOf(server, 'c-c1')).toBe(1);
  // The file is put in its place while the server runs: it is read by itself.
  writeFileSync(ledger, [ROWS, CANIGOU, MAS].join('\n'));
  for (let waited = 0; (await server.store.ledgerFacts(COMPANY)) === null; waited += 100) {
    if (waited > 60_000) throw new Error('never read');
    await new Promise((done) => { setTimeout(done, 100); });
  }
  expect((await server.store.overdue(COMPANY, TODAY, 0, 10)).count).toBe(2);
  expect(await logOf(server, 'c-c1')).toBe(1);
}, 120_000);

test('a customer keeps the id of its log through the loss, also when the file has come to name it by another key', async () => {
  const nameless = ['Client;Ville;Email;Numéro;Date;Échéance;Montant TTC;Reste dû', CANIGOU.replace('C1;', ''), MAS.replace('C2;', '')].join('\n');
  writeFileSync(ledger, nameless);
  const first = await serve('--ledger', ledger);
  const id = (await first.server.store.search(COMPANY, 'Canigou'))[0]?.debtor;
  await note(first.server, id as string, 'r0');
  await stop();
  rmSync(edition());
  writeFileSync(ledger, [ROWS, CANIGOU, MAS].join('\n'));
  const { server } = await serve('--ledger', ledger);
  expect((await server.store.search(COMPANY, 'Canigou')).map(({ debtor }) => debtor)).toEqual([id]);
  expect(await logOf(server, id as string)).toBe(1);
  // Its code was learned after its first entry, and its name changed after that: the code holds.
  await stop();
  rmSync(edition());
  writeFileSync(ledger, [ROWS, CANIGOU.replace('Garage du Canigou', 'Canigou Automobiles'), MAS].join('\n'));
  const third = await serve('--ledger', ledger);
  expect((await third.server.store.search(COMPANY, 'Canigou Automobiles')).map(({ debtor }) => debtor)).toEqual([id]);
  expect(await logOf(third.server, id as string)).toBe(1);
}, 120_000);

test('a customer with a log that the file no longer names is still there after the loss', async () => {
  const first = await serve('--ledger', ledger);
  await note(first.server, 'c-c2', 'r0');
  await stop();
  rmSync(edition());
  writeFileSync(ledger, [ROWS, CANIGOU].join('\n'));
  const { server } = await serve('--ledger', ledger);
  expect(await logOf(server, 'c-c2')).toBe(1);
  expect(await asked(server, '/api/v1/debtors/c-c2/case-file')).toMatchObject({ value: { debtor: { name: 'Boulangerie Mas' }, invoices: [] } });
  expect(existsSync(edition())).toBe(true);
}, 120_000);
