import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import type { TryOut, TryOutOptions } from '../../src/demo/main';
import type { OfficeControl } from '../../src/demo/outlook/mailbox';
import { untilTrue } from './until-true';

const root = join(__dirname, '../..');
export const SAMPLE = join(__dirname, 'sample');
export const PAGE = join(__dirname, 'page');
/** The manifest of the test page. */
export const MANIFEST = join(PAGE, 'manifest.xml');

/** The built program, as `npm start` runs it. */
export function startBuilt(options: TryOutOptions): Promise<TryOut> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- built by webpack: there are no types to import
  const { startTryOut } = require('../../dist/demo/main.js') as { startTryOut(options: TryOutOptions): Promise<TryOut> };
  return startTryOut({ port: 0, quiet: true, ...options });
}

function findChromium(): string {
  const named = process.env['RELANCE_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const module = pathToFileURL(join(root, 'src/demo/browser.mjs')).href;
  const found = spawnSync(process.execPath, ['--input-type=module', '-e', `import { findBrowser } from ${JSON.stringify(module)}; process.stdout.write(findBrowser() ?? '')`], { encoding: 'utf8' }).stdout;
  if (found === '') throw new Error('no Chromium, Chrome or Edge on this machine');
  return found;
}

/** Names other than this machine's do not resolve: whatever wants to leave shows as a failed request. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--ignore-certificate-errors', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'];

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args: FLAGS });

export interface OpenMailbox {
  readonly page: Page;
  /** What the page complained of: console errors, uncaught errors, failed requests. */
  readonly complaints: string[];
  pane(): Frame;
  office<T>(ask: (office: OfficeControl) => T): Promise<T>;
  close(): Promise<void>;
}

/** `before`: what is set up on the page before its first request. */
export async function openMailbox(browser: Browser, url: string, context: BrowserContextOptions = {}, before: (page: Page) => Promise<unknown> = () => Promise.resolve()): Promise<OpenMailbox> {
  const own = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 }, ...context });
  const page = await own.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  // Given up by the page itself: a pane that is closed while something is fetched ahead. What misses a script says so in the console.
  page.on('requestfailed', (request) => { if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()} ${request.failure()?.errorText ?? ''}`); });
  await before(page);
  await page.goto(url);
  await untilTrue(page, () => window.office !== undefined);
  return {
    page, complaints,
    pane: () => {
      const frame = page.frames().find((f) => f.url().includes('/pane/'));
      if (frame === undefined) throw new Error('the pane is not open');
      return frame;
    },
    office: <T>(ask: (office: OfficeControl) => T) => page.evaluate(`(${ask.toString()})(window.office)`) as Promise<T>,
    close: () => own.close(),
  };
}

/** The test page's add-in is listening. */
export const listening = async (box: OpenMailbox): Promise<void> => {
  await untilTrue(box.page, () => document.querySelector('iframe') !== null);
  await box.page.frameLocator('iframe').locator('#subject').waitFor();
  await untilTrue(box.pane(), () => (window as unknown as { listening?: string }).listening === 'succeeded');
};
