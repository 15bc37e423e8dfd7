import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { deeperStates } from './deeper-states';
import { feedStates } from './feed-states';
import { dress, misfits, putBack, resize, SIZES, THEMES } from './looks';
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
const WINDOW = { viewport: { width: 1_300, height: 1_000 }, reducedMotion: 'reduce' } as const;

/** One way through the pane for both looks: the way there takes longer than looking. */
describe.each(['fr', 'en'] as const)('in %s', (language) => {
  const unfit: Record<string, readonly string[]> = {};
  const barred: Record<string, readonly string[]> = {};
  let mailbox: readonly string[] | null = null;
  let states = 0;

  const look = (clerk: Clerk) => async (state: string): Promise<void> => {
    states += 1;
    for (const theme of THEMES) {
      await dress(clerk, theme);
      const violations = await clerk.violations();
      if (violations.length > 0) barred[`${state}, ${theme}`] = violations;
    }
    for (const theme of ['light', 'high-contrast'] as const) {
      await dress(clerk, theme);
      for (const size of SIZES) {
        await resize(clerk, size);
        const wrong = await misfits(clerk);
        if (wrong.length > 0) unfit[`${state}, ${theme}, ${size.name}`] = wrong;
      }
    }
    await putBack(clerk);
  };

  test('every state fits from 300 to 600 pixels and at 200 % of 320: nothing scrolls sideways, is cut or too small to hit', async () => {
    const path = `/?locale=${LOCALES[language]}`;
    const tryOut = await startTryOut();
    const clerk = await sitDown(browser, tryOut, { path, context: WINDOW });
    await everyState(clerk, language, look(clerk));
    mailbox = await clerk.violations(clerk.page);
    await clerk.close();
    await tryOut.close();
    const company = await withLedger(browser, null, WINDOW, path);
    await firstRunStates(company.clerk, language, look(company.clerk));
    await company.close();
    expect(unfit).toEqual({});
    expect(states).toBeGreaterThan(35);
  });

  /** Long ways: in one language, in the colours and at the widths where most was found. */
  const glance = (clerk: Clerk) => async (state: string): Promise<void> => {
    for (const theme of ['dark', 'light'] as const) {
      await dress(clerk, theme);
      const violations = await clerk.violations();
      if (violations.length > 0) barred[`${state}, ${theme}`] = violations;
    }
    for (const size of SIZES.filter(({ name }) => name.startsWith('320'))) {
      await resize(clerk, size);
      const wrong = await misfits(clerk);
      if (wrong.length > 0) unfit[`${state}, ${size.name}`] = wrong;
    }
    await putBack(clerk);
  };
  if (language === 'en') test.each<[string, typeof deeperStates]>([['letter, plans, texts, filters, forecast', deeperStates], ['connected ledgers', feedStates]])('the pages behind the card fit too: %s', async (_name, tour) => {
    const tryOut = await startTryOut();
    const clerk = await sitDown(browser, tryOut, { path: `/?locale=${LOCALES[language]}`, context: WINDOW });
    await tour(clerk, language, glance(clerk));
    await clerk.close();
    await tryOut.close();
    expect(unfit).toEqual({});
  });

  test('axe finds nothing in any of these states, in the light, in the dark and in high contrast', () => {
    expect(barred).toEqual({});
    expect(mailbox).toEqual([]);
  });
});
