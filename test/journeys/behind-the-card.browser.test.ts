import { afterAll, beforeAll, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { companyStates } from './company-states';
import { deeperStates } from './deeper-states';
import { expectFit, lookBehindTheCard, lookOver } from './every-state';
import { feedStates } from './feed-states';
import { NOTHING_LATE, nothingLate, oldFigures, TWO_LATE } from './rare-states';
import { launch } from './try-out';

jest.setTimeout(300_000);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());

test.each<[string, typeof deeperStates, number]>([
  ['letter, plans, texts, filters, forecast', deeperStates, 8],
  ['connected ledgers', feedStates, 8],
  ['several companies', companyStates, 6],
])('the pages behind the card fit and read well too: %s', async (_name, tour, atLeast) => {
  expectFit(await lookBehindTheCard(browser, tour), atLeast);
});

test('figures that are two weeks old, a customer without an address, and a day on which nothing is late fit too', async () => {
  expectFit(await lookOver(browser, TWO_LATE, oldFigures), 1);
  expectFit(await lookOver(browser, NOTHING_LATE, nothingLate), 0);
});
