import { expect } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { dress, misfits, putBack, resize, SIZES, THEMES } from './looks';
import { withLedger } from './own-ledger';
import { everyState, firstRunStates } from './states';
import { sitDown, startTryOut } from './try-out';
import type { Size, Theme } from './looks';
import type { Language } from './states';
import type { Clerk } from './try-out';

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };
const WINDOW: BrowserContextOptions = { viewport: { width: 1_300, height: 1_000 }, reducedMotion: 'reduce' };

/** In which colours axe looks at a state, and in which colours and widths it must fit. */
interface Glasses {
  readonly barred: readonly Theme[];
  readonly unfit: readonly Theme[];
  readonly sizes: readonly Size[];
}
const EVERY_LOOK: Glasses = { barred: THEMES, unfit: ['light', 'high-contrast'], sizes: SIZES };
/** Colours know no language: other words need room and names, and nothing more. */
const OTHER_WORDS: Glasses = { barred: ['light'], unfit: ['light'], sizes: SIZES };
/** For long ways: the colours and the widths where most was found. */
const A_GLANCE: Glasses = { barred: ['dark', 'light'], unfit: ['light'], sizes: SIZES.filter(({ name }) => name.startsWith('320')) };

export interface Looked {
  states: number;
  /** What does not fit, by state, colours and width. */
  readonly unfit: Record<string, readonly string[]>;
  /** What axe finds, by state and colours. */
  readonly barred: Record<string, readonly string[]>;
}

/** Looks at each state where a way through the pane stops. */
function looker({ barred, unfit, sizes }: Glasses, clerk: Clerk, looked: Looked) {
  return async (state: string): Promise<void> => {
    looked.states += 1;
    for (const theme of barred) {
      await dress(clerk, theme);
      const violations = await clerk.violations();
      if (violations.length > 0) looked.barred[`${state}, ${theme}`] = violations;
    }
    for (const theme of unfit) {
      await dress(clerk, theme);
      for (const size of sizes) {
        await resize(clerk, size);
        const wrong = await misfits(clerk);
        if (wrong.length > 0) looked.unfit[`${state}, ${theme}, ${size.name}`] = wrong;
      }
    }
    await putBack(clerk);
  };
}

/** One way through the whole pane for both looks: the way there takes longer than looking. The mailbox around it is looked at once. */
export async function lookEverywhere(browser: Browser, language: Language): Promise<Looked> {
  const looked: Looked = { states: 0, unfit: {}, barred: {} };
  const path = `/?locale=${LOCALES[language]}`;
  const tryOut = await startTryOut();
  const clerk = await sitDown(browser, tryOut, { path, context: WINDOW });
  const glasses = language === 'fr' ? EVERY_LOOK : OTHER_WORDS;
  await everyState(clerk, language, looker(glasses, clerk, looked));
  const mailbox = await clerk.violations(clerk.page);
  if (mailbox.length > 0) looked.barred['the mailbox'] = mailbox;
  await clerk.close();
  await tryOut.close();
  const company = await withLedger(browser, null, WINDOW, path);
  await firstRunStates(company.clerk, language, looker(glasses, company.clerk, looked));
  await company.close();
  return looked;
}

/** A long way behind the card, in one language. */
export async function lookBehindTheCard(browser: Browser, tour: typeof everyState): Promise<Looked> {
  const looked: Looked = { states: 0, unfit: {}, barred: {} };
  const tryOut = await startTryOut();
  const clerk = await sitDown(browser, tryOut, { path: `/?locale=${LOCALES.en}`, context: WINDOW });
  await tour(clerk, 'en', looker(A_GLANCE, clerk, looked));
  await clerk.close();
  await tryOut.close();
  return looked;
}

/** What is seen only over a ledger of its own. */
export async function lookOver(browser: Browser, lines: readonly string[], tour: typeof everyState): Promise<Looked> {
  const looked: Looked = { states: 0, unfit: {}, barred: {} };
  const company = await withLedger(browser, lines, WINDOW, `/?locale=${LOCALES.fr}`);
  await tour(company.clerk, 'fr', looker(A_GLANCE, company.clerk, looked));
  await company.close();
  return looked;
}

/** Nothing scrolls sideways, is cut or too small to hit from 300 to 600 pixels and at 200 % of 320, and axe found nothing, in whatever colours were looked at. */
export function expectFit({ states, unfit, barred }: Looked, atLeast: number): void {
  expect(unfit).toEqual({});
  expect(barred).toEqual({});
  expect(states).toBeGreaterThan(atLeast);
}
