import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { TryOut, TryOutOptions } from '../../src/demo/main';
import { launch, sitDown, startTryOut } from './try-out';
import type { Clerk, Day, OpenOptions } from './try-out';

/** One browser for a file; a fresh company and a fresh window for each of its journeys. */
export function aDay(options: TryOutOptions = {}, open: OpenOptions = {}): Day {
  let browser: Browser;
  let tryOut: TryOut;
  let clerk: Clerk;
  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    tryOut = await startTryOut(options);
    clerk = await sitDown(browser, tryOut, open);
  }, 60_000);
  afterEach(async () => {
    const unknown = await clerk.office((office) => office.unknown());
    await clerk.close();
    await tryOut.close();
    expect(unknown).toEqual([]);
  }, 60_000);
  return { browser: () => browser, tryOut: () => tryOut, clerk: () => clerk };
}
