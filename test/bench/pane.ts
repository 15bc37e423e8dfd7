import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launch } from '../demo/mailbox-page';
import { atMost, percentile, rounded } from './figure';
import type { Bench, Figure } from './figure';
import { buildPanes } from './pane/build';
import { serve } from './pane/serve';

const LIMIT_KB = 150;
const LIMIT_RATIO = 1.5;
const RUNS = 15;
const WARM_UP = 2;
/** The thread of Menuiserie Lebrun: one known customer with a reminder due. */
const THREAD = '#lebrun';
const DRAWN = { pane: 'section[aria-labelledby="next-step-title"] h2', baseline: 'button[data-baseline]' } as const;
type Subject = keyof typeof DRAWN;

/** What the page asks for before it draws anything; office.js comes from Microsoft. */
function firstChunk(folder: string): { readonly bytes: number; readonly names: readonly string[] } {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const names = [...html.matchAll(/<script\b[^>]*\bsrc=["']?([^"'\s>]+)/gi)].map(([, source]) => source ?? '').filter((source) => !/^https?:/.test(source));
  if (names.length === 0) throw new Error('the page of the pane loads no script of ours');
  return { names, bytes: names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0) };
}

/** Milliseconds from the pane's own navigation to the frame in which it is drawn; a fresh browser profile, so nothing is cached. */
async function once(browser: Browser, url: string, subject: Subject, delay: number): Promise<number> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } });
  try {
    // The page tells by itself: whoever looks into it from outside while it draws makes it lay out early.
    let tell = (_at: number): void => undefined;
    const drawn = new Promise<number>((done) => { tell = done; });
    await context.exposeFunction('relanceDrawn', (at: number) => tell(at));
    const page = await context.newPage();
    await page.addInitScript((selector) => {
      if (!location.pathname.startsWith('/pane/')) return;
      const look = (): void => {
        if (document.querySelector(selector) === null) return;
        watch.disconnect();
        requestAnimationFrame(() => {
          const at = performance.now();
          void (window as unknown as { relanceDrawn(at: number): Promise<void> }).relanceDrawn(at);
        });
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { subtree: true, childList: true });
    }, DRAWN[subject]);
    if (delay > 0) {
      await page.route((address) => address.pathname.startsWith('/api/'), async (route) => {
        await new Promise((done) => { setTimeout(done, delay); });
        await route.continue();
      });
    }
    await page.goto(`${url}/${THREAD}`);
    const late = new Promise<never>((_done, failed) => { setTimeout(() => failed(new Error(`${subject} was not drawn within a minute`)), 60_000).unref(); });
    return await Promise.race([drawn, late]);
  } finally {
    await context.close();
  }
}

export const bench: Bench = {
  async run({ broken, say }) {
    const folders = await buildPanes();
    const first = firstChunk(folders.pane);
    say(`first chunk: ${first.names.join(', ')}; production build`);

    const pane = await serve(folders.pane);
    const baseline = await serve(folders.baseline);
    const browser = await launch();
    const times: Record<Subject, number[]> = { pane: [], baseline: [] };
    // The planted fault: every answer of the server is a second late.
    const delay = broken ? 1_000 : 0;
    try {
      for (let run = -WARM_UP; run < RUNS; run += 1) {
        const [a, b] = [await once(browser, pane.url, 'pane', delay), await once(browser, baseline.url, 'baseline', 0)];
        if (run < 0) continue;
        times.pane.push(a);
        times.baseline.push(b);
      }
      say(`Chromium ${browser.version()}; ${RUNS} runs each, alternating, a fresh profile for each`);
    } finally {
      await browser.close();
      pane.close();
      baseline.close();
    }
    const median = { pane: percentile(times.pane, 0.5), baseline: percentile(times.baseline, 0.5) };
    say(`pane ${spread(times.pane)}; baseline ${spread(times.baseline)}`);
    const card: Figure = {
      ...atMost('navigation to debtor card', median.pane, 'ms', LIMIT_RATIO * median.baseline),
      limit: rounded(LIMIT_RATIO * median.baseline), baseline: rounded(median.baseline), ratio: rounded(median.pane / median.baseline),
    };
    return [atMost('first chunk, gzip', first.bytes / 1_000, 'kB', LIMIT_KB), card];
  },
};

const spread = (samples: readonly number[]): string => `${[0.1, 0.5, 0.9].map((p) => percentile(samples, p).toFixed(0)).join(' / ')} ms (p10 / p50 / p90)`;
