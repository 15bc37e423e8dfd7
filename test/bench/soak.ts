import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { addDays, localDate } from '../../src/core';
import { SIMULATED_TODAY } from '../../src/demo/ledger/company';
import { launch } from '../demo/mailbox-page';
import { atMost, percentile, rounded } from './figure';
import type { Bench, Figure } from './figure';
import { buildTryOut } from './pane/build';
import { serve } from './pane/serve';
import { TirelessClerk, plantLeak, watchCard } from './soak/clerk';
import { writeSample } from './soak/sample';

const SWITCHES = 2_000;
/** Enough for the planted leak to show. */
const SWITCHES_BROKEN = 500;
/** Not counted: code that no browser has compiled yet would flatter every later switch. */
const WARM_UP = 30;
const HUNDRED = 100;
const INSERT_EVERY = 10;
const DAY_EVERY = 500;
const DAYS = 6;
const MB = 1_048_576;
const LIMIT_HEAP_MB = 10;
const LIMIT_RATIO = 1.2;
/** "Flat": less than a leak of 10 kB per switch would give; the pages of SQLite's cache and of the allocator stay below it. */
const LIMIT_SERVER_MB = 20;

const seconds = (ms: number): string => (ms / 1000).toFixed(0);
const told = (samples: readonly number[]): string => `${[0.5, 0.9, 0.99].map((p) => percentile(samples, p).toFixed(0)).join(' / ')} ms`;

/** One pane that is never reloaded, over some two months of a clerk's work. */
export const bench: Bench = {
  async run({ broken, say }) {
    const folder = join('.cache', 'bench', 'soak');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const built = await buildTryOut();
    // Whoever builds meanwhile does not take the chunks away from under the open pane.
    const pane = join(process.cwd(), folder, 'pane');
    cpSync(built.folder, pane, { recursive: true });
    const sample = join(process.cwd(), folder, 'sample');
    const threads = writeSample(sample);
    const server = await serve(pane, sample);
    const browser = await launch();
    const switches = broken ? SWITCHES_BROKEN : SWITCHES;
    try {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
      await page.addInitScript(watchCard);
      if (broken) await page.addInitScript(plantLeak);
      await page.goto(`${server.url}/#${threads[0]?.id ?? ''}`);
      const clerk = await TirelessClerk.sitDown(page);

      const threadAt = (turn: number): (typeof threads)[number] => {
        // Prime to the number of threads: all of them come, and never twice the same in turn.
        const thread = threads[(turn * 7 + 1) % threads.length];
        if (thread === undefined) throw new Error('no thread');
        return thread;
      };
      for (let turn = -WARM_UP; turn < 0; turn += 1) await clerk.open(threadAt(turn + 7 * threads.length));

      const from = performance.now();
      const times: number[] = [];
      let [insertions, owed, day] = [0, 0, localDate(SIMULATED_TODAY)];
      let before: { readonly pane: Awaited<ReturnType<TirelessClerk['held']>>; readonly server: NodeJS.MemoryUsage } | null = null;
      for (let turn = 0; turn < switches; turn += 1) {
        if (turn === HUNDRED) before = { pane: await clerk.held(), server: await server.memory() };
        if (turn > 0 && turn % DAY_EVERY === 0) {
          day = addDays(day, DAYS);
          await clerk.changeDate(day);
        }
        times.push(await clerk.open(threadAt(turn)));
        if (turn % INSERT_EVERY === 0) owed += 1;
        if (owed === 0 || !(await clerk.offersReminder())) continue;
        try {
          await clerk.insert(insertions % 3 !== 2);
        } catch (error) {
          throw new Error(`insertion ${insertions + 1}, at switch ${turn + 1}: ${complaints.join(' | ')}`, { cause: error });
        }
        insertions += 1;
        owed -= 1;
      }
      if (before === null) throw new Error('nothing was measured');
      const after = { pane: await clerk.held(), server: await server.memory() };
      say(`${switches} switches over ${threads.length} customers in one pane, ${insertions} insertions (two of three sent, one thrown away), ${Math.floor((switches - 1) / DAY_EVERY)} new days; ${cpus().length} cores; ${seconds(performance.now() - from)} s; Chromium ${browser.version()}`);
      const [first, last] = [times.slice(0, HUNDRED), times.slice(-HUNDRED)];
      say(`switch to card, p50 / p90 / p99: first hundred ${told(first)}, all ${told(times)}, last hundred ${told(last)}; ${WARM_UP} switches before them are not counted`);
      await clerk.closePane();
      const closed = await clerk.held();
      say(`mailbox and pane share one page and so one heap: the growth is that of both. Heap at ${HUNDRED} switches ${(before.pane.heap / MB).toFixed(1)} MB, at the end ${(after.pane.heap / MB).toFixed(1)} MB, with the pane closed ${(closed.heap / MB).toFixed(1)} MB; nodes ${before.pane.nodes} to ${after.pane.nodes}, listeners ${before.pane.listeners} to ${after.pane.listeners}`);
      say(`server's heap ${(before.server.heapUsed / MB).toFixed(1)} to ${(after.server.heapUsed / MB).toFixed(1)} MB, resident ${(before.server.rss / MB).toFixed(0)} to ${(after.server.rss / MB).toFixed(0)} MB`);
      for (const complaint of [...new Set(complaints)].slice(0, 5)) say(`the page complained: ${complaint}`);
      const beside = (samples: readonly number[], figure: string): Figure => {
        const [value, baseline] = [percentile(samples, 0.99), percentile(first, 0.99)];
        return { ...atMost(figure, value, 'ms', LIMIT_RATIO * baseline), limit: rounded(LIMIT_RATIO * baseline), baseline: rounded(baseline), ratio: rounded(value / baseline) };
      };
      return [
        atMost('growth of the page’s heap', (after.pane.heap - before.pane.heap) / MB, 'MB', LIMIT_HEAP_MB),
        beside(times, 'switch to card, p99 of all'),
        beside(last, 'switch to card, p99 of the last hundred'),
        atMost('growth of the server’s resident memory', (after.server.rss - before.server.rss) / MB, 'MB', LIMIT_SERVER_MB),
        atMost('growth of the server’s heap', (after.server.heapUsed - before.server.heapUsed) / MB, 'MB', LIMIT_SERVER_MB / 2),
        atMost('complaints of the page', complaints.length, 'errors', 0),
      ];
    } finally {
      await browser.close();
      server.close();
    }
  },
};
