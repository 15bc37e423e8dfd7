import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { verifyChain } from '../../../src/core';
import { openStore } from '../../../src/server/store/open-store';
import type { Store } from '../../../src/server/store/store';
import { COMPANY } from '../../core/builders';
import { anApp } from '../an-app';
import { aNote, child, exited, garageOf, seed, temporaryFolder } from './a-store';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
beforeEach(async () => {
  folder = temporaryFolder('locked');
  store = await openStore(`sqlite:${join(folder.path, 'x.db')}`);
  await seed(store);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

interface Holder {
  readonly ended: Promise<number | null>;
}

/** Comes back when another process holds the database. */
async function heldFor(ms: number): Promise<Holder> {
  const holder = child('hold-database.ts', [join(folder.path, 'x.db'), String(ms)]);
  const ended = exited(holder);
  await new Promise((resolve) => { holder.stdout.once('data', resolve); });
  return { ended };
}

test('a database that another program holds for a moment is waited for: readers are answered meanwhile', async () => {
  const { ask } = await anApp({ store });
  const garage = await garageOf(store);
  const { ended } = await heldFor(1_500);
  const order: string[] = [];
  const appending = ask('POST', '/api/v1/log', aNote(garage, 'r1')).then((answer) => { order.push('noted'); return answer; });
  const reading = ask('GET', `/api/v1/debtors/${garage}/case-file`).then((answer) => { order.push('read'); return answer; });
  expect([(await appending).status, (await reading).status, order]).toEqual([200, 200, ['read', 'noted']]);
  await ended;
});

test('held for ten seconds: the server says that it is busy, and the same request sent again is one entry', async () => {
  const { ask } = await anApp({ store });
  const garage = await garageOf(store);
  const { ended } = await heldFor(10_000);
  const note = aNote(garage, 'r1');
  const refused = await ask('POST', '/api/v1/log', note);
  expect(refused).toMatchObject({ status: 503, json: { problem: { code: 'store/busy', afterMs: 5_000 } } });
  expect((await ask('GET', `/api/v1/debtors/${garage}/entries`)).json).toMatchObject({ value: [] });
  await ended;
  expect((await ask('POST', '/api/v1/log', note)).json).toMatchObject({ value: { outcome: 'appended', entry: { seq: 1, requestId: 'r1' } } });
  expect((await ask('POST', '/api/v1/log', note)).json).toMatchObject({ value: { outcome: 'already-there', entry: { seq: 1 } } });
  const entries = (await store.entries(COMPANY, garage)) ?? [];
  expect([entries.length, verifyChain(entries, await store.logHead(COMPANY, garage)).intact]).toEqual([1, true]);
});
