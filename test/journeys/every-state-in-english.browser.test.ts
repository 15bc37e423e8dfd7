import { afterAll, beforeAll, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { expectFit, lookEverywhere } from './every-state';
import { launch } from './try-out';

jest.setTimeout(300_000);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());

test('every state in English fits at every width and reads well', async () => {
  expectFit(await lookEverywhere(browser, 'en'), 35);
});
