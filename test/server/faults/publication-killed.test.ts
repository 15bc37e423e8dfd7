import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describeKilledPublication } from './publication-killed-contract';

describeKilledPublication('SQLite', (folder) => Promise.resolve(`sqlite:${join(mkdtempSync(join(folder, 'db-')), 'x.db')}`), false);
