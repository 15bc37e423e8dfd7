import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { dress, THEMES } from './looks';
import { withLedger } from './own-ledger';
import { everyState, firstRunStates } from './states';
import { launch, sitDown, startTryOut } from './try-out';
import type { Language } from './states';
import type { Clerk } from './try-out';

jest.setTimeout(300_000);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test('axe finds nothing in any state of the pane, in the light, in the dark and in high contrast', async () => {
    const found: Record<string, readonly string[]> = {};
    let states = 0;
    const look = (clerk: Clerk) => async (state: string): Promise<void> => {
      states += 1;
      for (const theme of THEMES) {
        await dress(clerk, theme);
        const violations = await clerk.violations();
        if (violations.length > 0) found[`${state}, ${theme}`] = violations;
      }
      await dress(clerk, 'light');
    };
    const path = `/?locale=${LOCALES[language]}`;
    const tryOut = await startTryOut();
    const clerk = await sitDown(browser, tryOut, { path, context: { reducedMotion: 'reduce' } });
    await everyState(clerk, language, look(clerk));
    const mailbox = await clerk.violations(clerk.page);
    await clerk.close();
    await tryOut.close();
    const company = await withLedger(browser, null, { reducedMotion: 'reduce' }, path);
    await firstRunStates(company.clerk, language, look(company.clerk));
    await company.close();
    expect(found).toEqual({});
    expect(mailbox).toEqual([]);
    expect(states).toBeGreaterThan(35);
  });
});
