import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { galleryPage } from './gallery-page';
import type { Picture } from './gallery-page';
import { companyStates } from './company-states';
import { deeperStates } from './deeper-states';
import { feedStates } from './feed-states';
import { dress, misfits, putBack, resize, SIZES, THEMES } from './looks';
import { NOTHING_LATE, nothingLate, oldFigures, rareStates, TWO_LATE } from './rare-states';
import { everyState, firstRunStates } from './states';
import { drawTexts } from './text-pictures';
import type { Language } from './states';
import { withLedger } from './own-ledger';
import { launch, sitDown, startTryOut } from './try-out';
import type { Clerk } from './try-out';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, '.cache/gallery');
const TEXTS = join(ROOT, '.cache/gallery/texts');
const README_PICTURE = join(ROOT, 'assets/help/try-out.png');
const TALLEST = 4_000;
const WINDOW = { viewport: { width: 1_300, height: 1_000 }, reducedMotion: 'reduce' } as const;

const fileName = (text: string): string => text.replace(/\W+/g, '-').replace(/-$/, '');

interface Wanted {
  /** Part of a state's name; null: every state; 'texts': the shipped texts in the compose window instead. */
  readonly state: string | null;
  readonly languages: readonly Language[];
}

/** Every theme and width of the state that the pane is in now. */
async function drawState(clerk: Clerk, language: Language, state: string, drawn: Picture[]): Promise<void> {
  for (const theme of THEMES) {
    await dress(clerk, theme);
    for (const size of SIZES) {
      await resize(clerk, size, true);
      const file = `${fileName(state)}-${language}-${theme}-${size.name}.png`;
      const { width, height } = await clerk.page.locator('iframe[title="Relance"]').evaluate((frame) => frame.getBoundingClientRect());
      await clerk.page.setViewportSize({ width: WINDOW.viewport.width, height: Math.min(TALLEST, Math.max(WINDOW.viewport.height, Math.ceil(height))) });
      await clerk.page.screenshot({ path: join(FOLDER, file), clip: { x: 0, y: 0, width, height: Math.min(TALLEST, height) }, animations: 'disabled', caret: 'hide' });
      drawn.push({ state, language, theme, size: size.name, file, misfits: await misfits(clerk) });
    }
  }
  await clerk.page.setViewportSize(WINDOW.viewport);
  await putBack(clerk);
}

async function drawReadme(browser: Browser): Promise<void> {
  const tryOut = await startTryOut();
  const clerk = await sitDown(browser, tryOut, { context: { viewport: { width: 1_280, height: 800 }, reducedMotion: 'reduce' } });
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.step('Relance ferme');
  await clerk.menusReady();
  await clerk.page.mouse.move(640, 790);
  await clerk.page.screenshot({ path: README_PICTURE, animations: 'disabled', caret: 'hide' });
  await clerk.close();
  await tryOut.close();
}

/** Pictures of the built pane in a real browser, and a page to look at them. @returns how many, and what does not fit. */
export async function drawGallery(wanted: Wanted, say: (line: string) => void): Promise<{ readonly pictures: number; readonly misfits: number }> {
  if (wanted.state === 'texts') return drawTexts(TEXTS, say);
  if (wanted.state === null) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launch();
  const drawn: Picture[] = [];
  const draw = (clerk: Clerk, language: Language) => async (state: string): Promise<void> => {
    if (wanted.state !== null && !state.includes(wanted.state)) return;
    await drawState(clerk, language, state, drawn);
    say(`${state} (${language})`);
  };
  try {
    if (wanted.state === null) await drawReadme(browser);
    for (const language of wanted.languages) {
      const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
      const path = `/?locale=${locale}`;
      const context = { ...WINDOW, locale };
      for (const tour of [everyState, deeperStates, feedStates, companyStates, rareStates]) {
        const tryOut = await startTryOut();
        const clerk = await sitDown(browser, tryOut, { path, context });
        await tour(clerk, language, draw(clerk, language));
        await clerk.close();
        await tryOut.close();
      }
      const company = await withLedger(browser, null, context, path);
      await firstRunStates(company.clerk, language, draw(company.clerk, language));
      await company.close();
      for (const [lines, tour] of [[TWO_LATE, oldFigures], [NOTHING_LATE, nothingLate]] as const) {
        const other = await withLedger(browser, lines, context, path);
        await tour(other.clerk, language, draw(other.clerk, language));
        await other.close();
      }
    }
  } finally {
    await browser.close();
  }
  writeFileSync(join(FOLDER, 'index.html'), galleryPage(drawn));
  return { pictures: drawn.length, misfits: drawn.filter((each) => each.misfits.length > 0).length };
}
