import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilQuiet } from '../../../src/server/feeds/until-quiet';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relance-quiet-'));
  path = join(folder, 'clients.csv');
  writeFileSync(path, 'x');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const savedAt = (ahead: number): void => utimesSync(path, new Date(), (Date.now() + ahead) / 1_000);
const waited = async (): Promise<number> => {
  const from = performance.now();
  expect(await untilQuiet(path)).toMatchObject({ still: true });
  return performance.now() - from;
};

test('a file whose time is a fraction of a millisecond ahead of the clock was written just now: it is waited for', async () => {
  savedAt(0.9);
  expect(await waited()).toBeGreaterThan(150);
});

test('one of a share whose clock is a minute ahead is not waited for that long', async () => {
  savedAt(60_000);
  expect(await untilQuiet(path)).toMatchObject({ still: true });
});

test('one that is written again and again is not read', async () => {
  let writing = true;
  const writer = (async () => {
    while (writing) {
      writeFileSync(path, 'y');
      await new Promise((done) => { setTimeout(done, 20); });
    }
  })();
  expect(await untilQuiet(path)).toMatchObject({ still: false });
  writing = false;
  await writer;
});
