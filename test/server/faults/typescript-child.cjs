// Lets a child process run the TypeScript sources as they are: each file is compiled once and kept in .cache.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../../..');
const kept = join(root, '.cache/typescript-child');
const options = { target: 'ES2022', module: 'CommonJS', esModuleInterop: true };

require.extensions['.ts'] = (module, file) => {
  const source = readFileSync(file, 'utf8');
  const compiled = join(kept, `${createHash('sha256').update(source).digest('hex')}.js`);
  if (!existsSync(compiled)) {
    const ts = require('typescript');
    const { outputText } = ts.transpileModule(source, { compilerOptions: { ...options, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } });
    mkdirSync(kept, { recursive: true });
    // Several children may compile the same file at once.
    writeFileSync(`${compiled}.${process.pid}`, outputText);
    renameSync(`${compiled}.${process.pid}`, compiled);
  }
  module._compile(readFileSync(compiled, 'utf8'), file);
};

require(process.argv[2]);
