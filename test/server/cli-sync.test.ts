import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ONLY_COMPANY } from '../../src/core';
import { openStore } from '../../src/server/store/open-store';
import { holdFolder } from '../../src/server/store/one-server';
import { aProfile } from '../core/builders';
import { aFec, aReceipt, aSale } from './feeds/a-fec';

const root = join(__dirname, '../..');
let folder = '';
let data = '';
let fec = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relance-sync-'));
  data = join(folder, 'data');
  fec = join(folder, 'fec.txt');
  mkdirSync(data);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function relance(...words: readonly string[]): { readonly code: number | null; readonly json: readonly Readonly<Record<string, unknown>>[]; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/server/cli.mjs'), ...words, '--data', data], { encoding: 'utf8', env: { ...process.env, RELANCE_DATABASE: undefined } as NodeJS.ProcessEnv });
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code: status, json: stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>), err: stderr };
}

/** A feed as the settings save it. */
async function connect(id: string, file: string): Promise<void> {
  const store = await openStore(`sqlite:${join(data, 'relance.db')}`);
  await store.saveSettings(ONLY_COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
  await store.feeds.save(ONLY_COMPANY, { id, kind: 'ledger-file', name: '', values: { file }, sealed: {}, consent: null, identity: null, asOf: null, triedAt: null, wholeAt: null, problem: null, notes: false });
  await store.close();
}

test('sync pulls what is connected, says what each brought, and leaves it in use', async () => {
  const sales = [...aSale('DUP', 'FA-1', '20260105', 1000), ...aSale('MAR', 'FA-2', '20260210', 500)];
  await connect('f-1', fec);
  expect(relance('sync')).toMatchObject({ code: 2, json: [{ kind: 'feed', id: 'f-1', state: 'failed', problem: { code: 'ledger/file-unreadable', because: 'missing' } }, { kind: 'summary', feeds: 1, failed: 1 }] });
  writeFileSync(fec, aFec(sales));
  expect(relance('sync')).toMatchObject({ code: 0, json: [{ kind: 'feed', system: 'ledger-file', state: 'ready', summary: { customers: 2, openInvoices: 2, open: [{ minor: 180_000, currency: 'EUR' }] } }, { kind: 'summary', feeds: 1, ready: 1 }] });
  expect(relance('worklist').json).toContainEqual(expect.objectContaining({ kind: 'customer', code: 'DUP' }));
  writeFileSync(fec, aFec([...sales, ...aReceipt('DUP', 'FA-1', '20260601', '1200,00')]));
  utimesSync(fec, new Date(), new Date(Date.now() + 5_000));
  expect(relance('sync')).toMatchObject({ code: 0, json: [{ summary: { openInvoices: 1, settledInvoices: 1, open: [{ minor: 60_000 }] } }, { ready: 1 }] });
  expect(relance('export', 'open-items').json).toMatchObject([{ number: 'FA-2', outstanding: { minor: 60_000 } }]);
}, 120_000);

test('a server that works with the database pulls by itself: sync stays out and says so', async () => {
  await connect('f-2', join(folder, 'nothing.csv'));
  const held = holdFolder(join(data, 'relance.db.lock'));
  expect(relance('sync')).toMatchObject({ code: 2, json: [], err: expect.stringContaining('Another Relance works with this database') });
  held?.release();
  expect(relance('sync')).toMatchObject({ code: 1, json: [{ id: 'f-1', state: 'ready' }, { id: 'f-2', state: 'failed' }, { ready: 1, failed: 1 }] });
}, 120_000);

