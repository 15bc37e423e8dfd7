/** What core's engine takes out at once when it is made (core/reminder/engine.ts): left in the file, it could never be shaken out of the bundle. */
const NOT_USED = ['forOwn(tags, (conf, name) => this.registerTag(name, conf));', 'forOwn(filters, (handler, name) => this.registerFilter(name, handler));'];
/** Built of calls, which a minifier must keep. */
const ALL_FILTERS = /^const filters = Object\.assign\(.*\);$/m;

/** Methods that answer later: core is synchronous. */
const ANSWERS_LATER = /^    \w+\([^)]*\) \{\n        return __awaiter\(this[^]*?\n        \}\);\n    \}\n/gm;

/** The template engine without the 20 tags and 90 filters that no text of ours may use: 80 kB less to read before every callback. */
module.exports = function leanLiquid(source) {
  let lean = source.replace(/\r\n/g, '\n');
  const without = (piece) => {
    const left = lean.replace(piece, '');
    if (left === lean) throw new Error(`liquidjs is another version: ${String(piece)} is not in it`);
    lean = left;
  };
  NOT_USED.forEach(without);
  without(ANSWERS_LATER);
  return lean.replace(ALL_FILTERS, 'const filters = {};');
};
