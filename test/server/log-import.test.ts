import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { logImportContract } from './log-import-contract';

const folder = mkdtempSync(join(tmpdir(), 'relance-move-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let stores = 0;

logImportContract('SQLite', () => {
  stores += 1;
  return Promise.resolve(`sqlite:${join(folder, `${stores}.db`)}`);
});
