import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { describeLiveChanges } from './live-changes-contract';

const folders: string[] = [];
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

describeLiveChanges('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-live-db-'));
  folders.push(folder);
  return Promise.resolve(`sqlite:${join(folder, 'relance.db')}`);
});
