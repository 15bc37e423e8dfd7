// `npm run gallery`: pictures of every state of the built pane into .cache/gallery with a page to look at (index.html), and the README's picture
// of the try-out. `-- --state menu` draws the states whose name holds that word, `-- --language en` one language, `-- --state texts` every shipped
// text in the simulated compose window (.cache/gallery/texts/index.html).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ts = require('typescript');
require.extensions['.ts'] = (module, file) =>
  module._compile(ts.transpileModule(readFileSync(file, 'utf8'), { fileName: file, compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true } }).outputText, file);
const { drawGallery } = require('./gallery.ts');
const value = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const language = value('--language');
const { pictures, misfits } = await drawGallery({ state: value('--state') ?? null, languages: language === undefined ? ['fr', 'en'] : [language] }, (line) => console.log(line));
console.log(`${pictures} pictures: .cache/gallery/index.html${misfits === 0 ? '' : `; something does not fit in ${misfits} of them (marked in the page)`}`);
