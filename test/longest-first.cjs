// A file that takes a minute and begins last keeps one core busy and the others waiting. Jest knows how long a file took the last time; a fresh
// clone has no last time, and the size of a file says little. What is not named here is short, and comes as jest would have it.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds on four cores, November 2026; only their order matters. What takes less than five is not named. */
const SECONDS = require('./run/long-suites.json');

const seconds = new Map(Object.entries(SECONDS).map(([file, took]) => [join(__dirname, file), took]));
for (const file of seconds.keys()) if (!existsSync(file)) throw new Error(`test/run/long-suites.json names ${file}, which is not there`);
const known = ({ path }) => seconds.get(path) ?? 0;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => known(b) - known(a));
  }
};
