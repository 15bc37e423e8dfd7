import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openStore } from '../../../src/server/store/open-store';
import { seed, temporaryFolder } from './a-store';
import { appendUntilCut, expectWhole } from './power-cut';

const ROUNDS = 50;

test(`a process that is killed ${ROUNDS} times while it appends leaves each entry wholly there or not at all`, async () => {
  const folder = temporaryFolder('killed');
  const url = `sqlite:${join(folder.path, 'x.db')}`;
  const store = await openStore(url);
  await seed(store);
  await store.close();
  let before = 0;
  let heard = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // Moments spread over some appends, never the same offset inside one.
    const told = await appendUntilCut(url, round, (round * 7.3) % 40, (pid) => process.kill(pid, 'SIGKILL'));
    heard += told.noted.size;
    ({ entries: before } = await expectWhole(url, told, before));
  }
  expect(before).toBeGreaterThanOrEqual(heard);
  folder.remove();
}, 280_000);
