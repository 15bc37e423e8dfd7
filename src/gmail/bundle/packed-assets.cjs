const { join } = require('node:path');
const { gzipSync } = require('node:zlib');
const { ASSETS, readAssets } = require('./assets.cjs');

const CORE = join(__dirname, '../../core');

/** Packed, because the whole of Code.js is read before every callback: 170 kB of texts and rates are 25 kB of letters. */
const unpacking = (name, value) =>
  `export function ${name}() { return JSON.parse(Utilities.ungzip(Utilities.newBlob(Utilities.base64Decode(${JSON.stringify(gzipSync(JSON.stringify(value), { level: 9 }).toString('base64'))}), 'application/x-gzip')).getDataAsString('UTF-8')); }\n`;

/** In the place of `assets.cjs`: what it would read, already read and checked by core, unpacked when it is asked for. */
module.exports = async function packAssets() {
  this.addContextDependency(join(ASSETS, 'templates'));
  this.addContextDependency(join(ASSETS, 'rates'));
  const [{ parseRates }, { parseTemplate }] = await Promise.all([this.importModule(join(CORE, 'index.ts')), this.importModule(join(CORE, 'writing.ts'))]);
  const assets = readAssets({ parseRates, parseTemplate });
  return unpacking('readTemplates', assets.templates()) + unpacking('readRates', assets.rates());
};
