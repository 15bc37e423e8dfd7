// @ts-check
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const ASSETS = join(__dirname, '../../../assets');

const textsBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? textsBelow(join(folder, entry.name)) : entry.name.endsWith('.md') && entry.name !== 'README.md' ? [join(folder, entry.name)] : []));

/** What a fault in our own files is: no build goes on with it. */
const sound = (read, file) => {
  if (read.ok) return read.value;
  throw new Error(`${file}: ${JSON.stringify(read.problem)}`);
};

/**
 * The shipped texts and the newest dated file of rates, read by core as the server reads them. Apps Script has no files: this
 * runs while the bundle is built, or in Node where nothing is bundled.
 */
const readAssets = ({ parseTemplate, parseRates }) => ({
  templates: () => textsBelow(join(ASSETS, 'templates')).map((file) => sound(parseTemplate(readFileSync(file, 'utf8'), file.slice(ASSETS.length + 1)), file)),
  rates: () => {
    const [newest] = readdirSync(join(ASSETS, 'rates')).filter((name) => /^rates-\d{4}-\d{2}-\d{2}\.json$/.test(name)).sort().reverse();
    return newest === undefined ? null : sound(parseRates(JSON.parse(readFileSync(join(ASSETS, 'rates', newest), 'utf8'))), newest);
  },
});

const inNode = () => readAssets({ ...require('../../core/index'), ...require('../../core/writing') });

module.exports = { ASSETS, readAssets, readTemplates: () => inNode().templates(), readRates: () => inNode().rates() };
