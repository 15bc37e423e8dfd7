import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { dress, misfits, putBack, resize, SIZES } from './looks';
import { withLedger } from './own-ledger';
import { everyState, firstRunStates } from './states';
import { launch, sitDown, startTryOut } from './try-out';
import type { Language } from './states';
import type { Clerk } from './try-out';

jest.setTimeout(240_000);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());

const WINDOW = { viewport: { width: 1_300, height: 1_000 }, reducedMotion: 'reduce' } as const;

test.each(['fr', 'en'] as const)('every state fits from 300 to 600 pixels and at 200 %% of 320, in %s: nothing scrolls sideways, is cut or too small to hit', async (language: Language) => {
  const path = `/?locale=${language === 'fr' ? 'fr-FR' : 'en-GB'}`;
  const found: Record<string, readonly string[]> = {};
  const measure = (clerk: Clerk) => async (state: string): Promise<void> => {
    for (const theme of ['light', 'high-contrast'] as const) {
      await dress(clerk, theme);
      for (const size of SIZES) {
        await resize(clerk, size);
        const wrong = await misfits(clerk);
        if (wrong.length > 0) found[`${state}, ${theme}, ${size.name}`] = wrong;
      }
    }
    await putBack(clerk);
  };
  const tryOut = await startTryOut();
  const clerk = await sitDown(browser, tryOut, { path, context: WINDOW });
  await everyState(clerk, language, measure(clerk));
  await clerk.close();
  await tryOut.close();
  const company = await withLedger(browser, null, WINDOW, path);
  await firstRunStates(company.clerk, language, measure(company.clerk));
  await company.close();
  expect(found).toEqual({});
});
