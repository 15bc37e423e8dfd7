// `npm run bench -- <name> [--break]`: one JSON line per figure; leaves with 1 when one is not ok.
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../../src/demo/install.mjs';

const here = dirname(fileURLToPath(import.meta.url));
installMissing(join(here, '../..'));
const require = createRequire(import.meta.url);
require('./typescript.cjs');

const BENCHES = ['pane', 'assess', 'case-file', 'soak', 'fuzz', 'import', 'identify', 'hints', 'quotes', 'search', 'penalties', 'policy', 'worklist', 'gmail', 'feeds'];
const name = process.argv[2];
if (!BENCHES.includes(name)) {
  console.error(`usage: npm run bench -- <${BENCHES.join(' | ')}> [--break]`);
  process.exit(2);
}
const { bench } = require(`./${name}.ts`);
const facts = [];
const figures = await bench.run({ broken: process.argv.includes('--break'), say: (fact) => facts.push(fact) });
console.log(`# ${name}: ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`);
for (const fact of facts) console.log(`# ${fact}`);
for (const figure of figures) console.log(JSON.stringify({ bench: name, ...figure }));
process.exit(figures.length > 0 && figures.every((figure) => figure.ok) ? 0 : 1);
