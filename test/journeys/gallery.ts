import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { everyState } from './states';
import type { Language } from './states';
import { launch, sitDown, startTryOut } from './try-out';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, '.cache/gallery');
const README_PICTURE = join(ROOT, 'assets/help/try-out.png');
const TALL = 1_400;

interface Look {
  readonly name: string;
  readonly width: number;
  readonly language: Language;
  readonly context: BrowserContextOptions;
}

const LOOKS: readonly Look[] = [
  { name: '320-light-fr', width: 320, language: 'fr', context: { colorScheme: 'light' } },
  { name: '450-light-fr', width: 450, language: 'fr', context: { colorScheme: 'light' } },
  { name: '320-dark-fr', width: 320, language: 'fr', context: { colorScheme: 'dark' } },
  { name: '320-light-en', width: 320, language: 'en', context: { colorScheme: 'light' } },
  { name: '450-dark-en', width: 450, language: 'en', context: { colorScheme: 'dark' } },
  { name: '320-forced-colors-fr', width: 320, language: 'fr', context: { forcedColors: 'active' } },
];

async function drawLook(browser: Browser, { name, width, language, context }: Look): Promise<number> {
  const tryOut = await startTryOut();
  const clerk = await sitDown(browser, tryOut, { path: language === 'fr' ? '' : '/?locale=en-GB', context: { ...context, reducedMotion: 'reduce', viewport: { width: 1_700, height: TALL } } });
  const frame = clerk.page.locator('iframe[title="Relance"]');
  const [across, down] = [`${width}px`, `${TALL}px`];
  await frame.evaluate((element, [w, h]) => {
    // Outlook's panes are 320 to 450 px wide: beside the mail client, as high as the whole card.
    document.body.style.marginRight = '480px';
    Object.assign(element.style, { position: 'fixed', top: '0', right: '0', width: w, height: h, background: 'Canvas' });
  }, [across, down] as const);
  let drawn = 0;
  await everyState(clerk, language, async (state) => {
    drawn += 1;
    await frame.screenshot({ path: join(FOLDER, `${name}-${String(drawn).padStart(2, '0')}-${state.replace(/\W+/g, '-')}.png`), animations: 'disabled', caret: 'hide' });
  });
  await clerk.close();
  await tryOut.close();
  return drawn;
}

async function drawReadme(browser: Browser): Promise<void> {
  const tryOut = await startTryOut();
  const clerk = await sitDown(browser, tryOut, { context: { viewport: { width: 1_280, height: 800 }, reducedMotion: 'reduce' } });
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.step('Relance ferme');
  await clerk.button('Noter').waitFor();
  await clerk.page.mouse.move(640, 790);
  await clerk.page.screenshot({ path: README_PICTURE, animations: 'disabled', caret: 'hide' });
  await clerk.close();
  await tryOut.close();
}

/** @returns how many pictures were written. */
export async function drawGallery(): Promise<number> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launch();
  try {
    await drawReadme(browser);
    let drawn = 1;
    for (const look of LOOKS) drawn += await drawLook(browser, look);
    return drawn;
  } finally {
    await browser.close();
  }
}
