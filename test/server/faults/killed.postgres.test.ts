import { beforeAll, expect, test } from '@jest/globals';
import { openStore } from '../../../src/server/store/open-store';
import { COMPANY } from '../../core/builders';
import { withPostgres } from '../../contracts/postgres-cluster';
import type { PostgresCluster } from '../../contracts/postgres-cluster';
import { problemOfFailure } from '../../../src/server/store/store-failure';
import { aNote, garageOf, keeper, seed } from './a-store';
import { appendUntilCut, expectWhole } from './power-cut';

withPostgres((postgres) => {
  let cluster: PostgresCluster;
  let url: string;
  beforeAll(async () => {
    cluster = postgres();
    url = await cluster.freshDatabase();
    const store = await openStore(url);
    await seed(store);
    await store.close();
  }, 60_000);

  const written = async (): Promise<number> => {
    const store = await openStore(url);
    try {
      return (await store.entries(COMPANY, await garageOf(store)))?.length ?? 0;
    } finally {
      await store.close();
    }
  };

  test('a server that is killed while it appends to PostgreSQL leaves each entry wholly there or not at all', async () => {
    for (let round = 0; round < 15; round += 1) {
      const before = await written();
      await expectWhole(url, await appendUntilCut(url, round, (round * 7.3) % 40, (pid) => process.kill(pid, 'SIGKILL')), before);
    }
  }, 200_000);

  test('PostgreSQL itself is cut off while a server appends: after its recovery the log is whole', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = await written();
      const told = await appendUntilCut(url, 100 + round, 10 + round * 9, (pid) => {
        void cluster.cut();
        process.kill(pid, 'SIGKILL');
      });
      await cluster.start();
      await expectWhole(url, told, before);
    }
  }, 200_000);

  test('PostgreSQL goes away and comes back under a running server: it says so, lives on, and the same request is one entry', async () => {
    const store = await openStore(url);
    const garage = await garageOf(store);
    const { entry, text } = aNote(garage, 'away');
    const before = (await store.entries(COMPANY, garage))?.length ?? 0;
    await cluster.cut();
    // Not over HTTP: an error of Node itself is of another realm than the tests', and Hono knows errors by their class.
    const met: unknown = await store.append(COMPANY, entry, text, keeper).catch((error: unknown) => error);
    expect([problemOfFailure(met), String(met)]).toEqual([{ code: 'store/not-answering' }, expect.any(String)]);
    await cluster.start();
    expect(await store.append(COMPANY, entry, text, keeper)).toMatchObject({ ok: true });
    expect(await store.append(COMPANY, entry, text, keeper)).toMatchObject({ ok: true, value: { outcome: 'already-there' } });
    expect((await store.entries(COMPANY, garage))?.length).toBe(before + 1);
    await store.close();
  }, 60_000);
});
