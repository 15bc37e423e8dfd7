import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import { verifyChain } from '../../../src/core';
import { openStore } from '../../../src/server/store/open-store';
import { problemOfFailure } from '../../../src/server/store/store-failure';
import { COMPANY } from '../../core/builders';
import { anApp } from '../an-app';
import { aNote, child, exited, garageOf, keeper, seed, temporaryFolder } from './a-store';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => { folder = temporaryFolder('full'); });
afterEach(() => folder.remove());

test('a full database says so and nothing is half-written; reading goes on, and with room the same request is one entry', async () => {
  // The limit of pages belongs to a connection: the store under test keeps one open, as the server does.
  const store = await openStore(`sqlite:${join(folder.path, 'x.db')}`, { pageLimit: 140 });
  await seed(store);
  const { ask } = await anApp({ store });
  const garage = await garageOf(store);
  let noted = 0;
  let refused: Awaited<ReturnType<typeof ask>> | null = null;
  while (refused === null && noted < 500) {
    const answer = await ask('POST', '/api/v1/log', aNote(garage, `r${noted}`));
    if (answer.status === 200) noted += 1;
    else refused = answer;
  }
  expect(refused).toMatchObject({ status: 507, json: { problem: { code: 'store/disk-full' } } });
  expect(noted).toBeGreaterThan(5);
  const file = await ask('GET', `/api/v1/debtors/${garage}/case-file`);
  expect([file.status, (file.json as { value: { entries: unknown[] } }).value.entries.length]).toEqual([200, noted]);
  expect(verifyChain((await store.entries(COMPANY, garage)) ?? [], await store.logHead(COMPANY, garage)).intact).toBe(true);
  await store.close();

  const roomy = await openStore(`sqlite:${join(folder.path, 'x.db')}`);
  const again = aNote(garage, `r${noted}`);
  expect(await roomy.append(COMPANY, again.entry, again.text, keeper)).toMatchObject({ ok: true, value: { outcome: 'appended', entry: { seq: noted + 1 } } });
  expect(verifyChain((await roomy.entries(COMPANY, garage)) ?? [], await roomy.logHead(COMPANY, garage)).intact).toBe(true);
  await roomy.close();
});

test('the system itself refuses to let the file grow: the process lives on, says so, and the log is whole', async () => {
  const path = join(folder.path, 'x.db');
  const store = await openStore(`sqlite:${path}`);
  await seed(store);
  await store.close();
  // 4 096 blocks of 512 or 1 024 bytes, as the shell counts: what one file of this process may hold.
  const limited = child('append-until-refused.ts', [`sqlite:${path}`], { blocksPerFile: 4_096 });
  let said = '';
  let cried = '';
  limited.stdout.on('data', (part: Buffer) => { said += part.toString('utf8'); });
  limited.stderr.on('data', (part: Buffer) => { cried += part.toString('utf8'); });
  expect([await exited(limited), cried]).toEqual([0, '']);
  const told = JSON.parse(said) as { readonly noted: number; readonly code: string; readonly readAfter: number };
  expect(told).toMatchObject({ code: 'store/disk-full', readAfter: told.noted });
  const after = await openStore(`sqlite:${path}`);
  const garage = await garageOf(after);
  const entries = (await after.entries(COMPANY, garage)) ?? [];
  expect(entries.length).toBe(told.noted);
  expect(verifyChain(entries, await after.logHead(COMPANY, garage)).intact).toBe(true);
  await after.close();
});

test('what SQLite says of a full disk is not covered up by the rollback that it did by itself', () => {
  const bare = new Libsql(':memory:');
  bare.exec('create table t (x)');
  bare.exec('pragma max_page_count = 3');
  let met: unknown = null;
  try {
    for (let n = 0; n < 100; n += 1) bare.prepare('insert into t values (?)').run('y'.repeat(2_000));
  } catch (error) {
    met = error;
  }
  expect(problemOfFailure(met)).toEqual({ code: 'store/disk-full' });
  bare.close();
});
