import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { CardsOnly } from '../../../src/demo/gmail/view/cards-page';

const WWW = join(__dirname, '../../../dist/demo/www');
const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' };
/** As the try-out's server says it. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";

export interface CardsPage {
  readonly page: Page;
  readonly complaints: string[];
  cards<A, T>(ask: (cards: CardsOnly, given: A) => T, given: A): Promise<T>;
  close(): Promise<void>;
}

/** The built page that shows nothing but cards, as wide as Gmail's side panel. */
export async function openCards(browser: Browser, context: BrowserContextOptions = {}): Promise<CardsPage> {
  const own = await browser.newContext({ viewport: { width: 360, height: 720 }, ...context });
  const page = await own.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname;
    await route.fulfill({ body: readFileSync(join(WWW, path)), headers: { 'content-type': TYPES[path.split('.').pop() ?? ''] ?? 'text/plain', 'content-security-policy': POLICY } });
  });
  await page.goto('https://cards.example/gmail/cards.html');
  return {
    page, complaints,
    cards: <A, T>(ask: (cards: CardsOnly, given: A) => T, given: A) => page.evaluate(`(${ask.toString()})(window.cards, ${JSON.stringify(given)})`) as Promise<T>,
    close: () => own.close(),
  };
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong in the page as it stands. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })") as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`);
}
