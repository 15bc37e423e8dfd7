// `node test/journeys/gallery.mjs`: pictures of every state of the pane into .cache/gallery, and the README's picture of the try-out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ts = require('typescript');
require.extensions['.ts'] = (module, file) =>
  module._compile(ts.transpileModule(readFileSync(file, 'utf8'), { fileName: file, compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true } }).outputText, file);
const { drawGallery } = require('./gallery.ts');
console.log(`${await drawGallery()} pictures`);
