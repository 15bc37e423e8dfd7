// A file that takes a minute and begins last keeps one core busy and the others waiting. Jest knows how long a file took the last time; a fresh
// clone has no last time, and the size of a file says little. What is not named here is short, and comes as jest would have it.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds on an idle machine of four cores, November 2026; only their order matters. */
const SECONDS = {
  'server/long-import.postgres.test.ts': 117,
  'journeys/every-state-in-french.browser.test.ts': 80,
  'journeys/every-state-in-english.browser.test.ts': 80,
  'journeys/behind-the-card.browser.test.ts': 60,
  'journeys/trouble.browser.test.ts': 75,
  'gmail/every-press.test.ts': 60,
  'contracts/ledger.postgres.test.ts': 58,
  'contracts/quickbooks.test.ts': 55,
  'contracts/pennylane.test.ts': 48,
  'outlook/thread.browser.test.ts': 50,
  'outlook/drafts.browser.test.ts': 44,
  'server/long-import.test.ts': 43,
  'server/transfer.postgres.test.ts': 39,
  'outlook/long-import.browser.test.ts': 36,
  'server/faults/edition-lost.test.ts': 34,
  'contracts/odoo-recorded.test.ts': 34,
  'outlook/long-import.postgres.browser.test.ts': 30,
  'journeys/waiting.browser.test.ts': 30,
  'contracts/gmail-http.test.ts': 29,
  'journeys/one-click.browser.test.ts': 29,
  'outlook/same-answers.browser.test.ts': 26,
  'demo/protocol.browser.test.ts': 26,
  'journeys/comfort.browser.test.ts': 25,
  'core/identify/properties.test.ts': 24,
  'server/feeds/reading-ahead.test.ts': 23,
  'demo/incidents.browser.test.ts': 23,
  'server/faults/corrupted.test.ts': 22,
  'contracts/http.test.ts': 22,
  'contracts/sqlite.test.ts': 21,
  'contracts/google-sheets.test.ts': 20,
  'server/feeds/feed-desk.test.ts': 19,
  'server/decisions.test.ts': 19,
  'server/cli.test.ts': 18,
  'journeys/pinned-pane.browser.test.ts': 22,
  'server/faults/killed.postgres.test.ts': 21,
  'outlook/penalties.browser.test.ts': 21,
  'outlook/server-back.browser.test.ts': 20,
  'journeys/next-stage.browser.test.ts': 20,
  'journeys/life-of-a-debt.browser.test.ts': 16,
  'server/faults/killed.test.ts': 19,
  'journeys/weather.browser.test.ts': 19,
  'architecture.test.ts': 17,
  'core/reminder/lint-shipped.test.ts': 17,
  'core/identify/identify-fuzz.test.ts': 16,
  'bench/identify/score.test.ts': 14,
  'server/faults/migrated.test.ts': 13,
  'server/faults/locked.test.ts': 12,
  'server/feeds/reading-ahead-faults.test.ts': 11,
};

const seconds = new Map(Object.entries(SECONDS).map(([file, took]) => [join(__dirname, file), took]));
for (const file of seconds.keys()) if (!existsSync(file)) throw new Error(`test/longest-first.cjs names ${file}, which is not there`);
const known = ({ path }) => seconds.get(path) ?? 0;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => known(b) - known(a));
  }
};
