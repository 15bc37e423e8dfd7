import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionsContract } from './decisions-contract';

const folder = mkdtempSync(join(tmpdir(), 'relance-decisions-'));

decisionsContract('SQLite', () => Promise.resolve(`sqlite:${join(folder, 'relance.db')}`));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
