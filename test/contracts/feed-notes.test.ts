import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { feedNotesContract } from './feed-notes-contract';

const folder = mkdtempSync(join(tmpdir(), 'relance-notes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let stores = 0;

feedNotesContract('SQLite', () => {
  stores += 1;
  return Promise.resolve(`sqlite:${join(folder, `${stores}.db`)}`);
});
