// The reader of workbooks alone, in a process that has just begun as the thread of an import has: `node reader.mjs WORKBOOK` prints seconds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../typescript.cjs');
const { readXlsx } = require('../../../src/server/feeds/xlsx-table.ts');

const from = performance.now();
const read = await readXlsx(readFileSync(process.argv[2]), 'clients.xlsx');
const seconds = (performance.now() - from) / 1000;
if (!read.ok) throw new Error(`the workbook is not read: ${read.problem.code}`);
process.stdout.write(String(seconds));
