import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { TryOut, TryOutOptions } from '../../src/demo/main';
import { PAGE, SAMPLE, launch, listening, openMailbox, startBuilt } from './mailbox-page';
import type { OpenMailbox } from './mailbox-page';

const PATIENCE = 120_000;

/** One browser for the tests of a file; for each of them a window on the try-out mailbox, with the test page as its add-in. */
class MailboxDesk {
  browser!: Browser;
  tryOut!: TryOut;
  box!: OpenMailbox;
}

/** @param life of the try-out: what is sent or failed in one test is there in the next, unless each has its own. */
export function aMailbox(life: 'each test' | 'whole file', options: Partial<TryOutOptions> = {}): MailboxDesk {
  const desk = new MailboxDesk();
  const start = async (): Promise<void> => { desk.tryOut = await startBuilt({ sampleFolder: SAMPLE, paneFolder: PAGE, ...options }); };
  beforeAll(async () => {
    if (life === 'whole file') await start();
    desk.browser = await launch();
  }, PATIENCE);
  afterAll(async () => {
    await desk.browser.close();
    if (life === 'whole file') await desk.tryOut.close();
  });
  beforeEach(async () => {
    if (life === 'each test') await start();
    desk.box = await openMailbox(desk.browser, desk.tryOut.url);
    await listening(desk.box);
  }, PATIENCE);
  afterEach(async () => {
    await desk.box.close();
    if (life === 'each test') await desk.tryOut.close();
  });
  return desk;
}
