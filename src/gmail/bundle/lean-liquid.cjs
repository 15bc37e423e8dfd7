const { replacer } = require('./replacer.cjs');

/** Files, a page, another clock: what the engine would ask of a browser, and core never lets it. */
const OF_A_BROWSER = ['domResolve', 'readFile', 'readFileSync'];
/** Built of calls, which a minifier must keep. */
const ALL_FILTERS = /^const filters = Object\.assign\(.*\);$/m;
/** Methods that answer later: core is synchronous. */
const ANSWERS_LATER = /^    \w+\([^)]*\) \{\n        return __awaiter\(this[^]*?\n        \}\);\n    \}\n/gm;

/**
 * The template engine without the 20 tags and 90 filters that no text of ours may use, and without its browser: 80 kB less
 * to read before every callback, and no name that Apps Script lacks. What core's engine takes out at once when it is made
 * (core/reminder/engine.ts) could never be shaken out of the bundle if it were left in the file.
 */
module.exports = function leanLiquid(source) {
  const { replace, done } = replacer(source, 'liquidjs');
  replace('forOwn(tags, (conf, name) => this.registerTag(name, conf));', '');
  replace('forOwn(filters, (handler, name) => this.registerFilter(name, handler));', '');
  replace(ALL_FILTERS, 'const filters = {};');
  replace(ANSWERS_LATER, '');
  for (const name of OF_A_BROWSER) replace(new RegExp(`^function ${name}\\([^)]*\\) \\{\\n[^]*?\\n\\}\\n`, 'm'), `function ${name}() { throw new Error('no files here'); }\n`);
  replace(/^function getPerformance\(\) \{\n[^]*?\n\}\n/m, 'function getPerformance() { return polyfill; }\n');
  replace(/^function getDateTimeFormat\(\) \{\n[^]*?\n\}\n/m, 'function getDateTimeFormat() { return undefined; }\n');
  replace(/console\.warn\(.*\);/, '');
  replace('toString.call(outputEscape)', 'String(outputEscape)');
  return done();
};
