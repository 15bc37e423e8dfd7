// Writes assets/demo again from the data beside this file: `node src/demo/ledger/write.mjs`. A test holds the committed files to it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const ts = require('typescript');
// The sources are TypeScript and Node 20 does not read it: types are removed on the way.
require.extensions['.ts'] = (module, file) => module._compile(ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true } }).outputText, file);

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
for (const { path, content } of require('./sample-files.ts').sampleFiles()) {
  const file = join(root, 'assets/demo', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  console.log(`${path} ${content.length}`);
}
