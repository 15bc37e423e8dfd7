import { expect, test } from '@jest/globals';
import { untilTrue } from '../demo/until-true';
import { aLongImportDesk } from './long-import-desk';
import { shot } from './pane-page';

const READ = /lignes lues sur 100\s000/;

const desk = aLongImportDesk();

/** What a screen reader is given by polite regions, in order. */
const listen = (): Promise<unknown> => desk.pane.page.evaluate(`(() => {
  window.heard = [];
  const regions = '[role=status], [aria-live=polite]';
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(regions);
      const text = region?.textContent ?? '';
      if (text !== '' && window.heard[window.heard.length - 1] !== text) window.heard.push(text);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`);
const heard = (): Promise<readonly string[]> => desk.pane.page.evaluate('window.heard') as Promise<readonly string[]>;

test('a ledger of 100 000 rows says how far it is, is cancelled and leaves the old one in use; the next time it is read to its end', async () => {
  const { page } = desk.pane;
  await desk.firstLedger();
  await desk.upload('grand.csv');
  await page.getByText(/100\s000 factures, 5\s000 clients/).waitFor();
  await listen();
  desk.server.slowDisk(150);
  await desk.button('Utiliser ce grand livre').click();
  await page.getByText(READ).and(page.locator('.import-done')).waitFor();
  await shot(page, 'import-progress-320-light-fr');
  await desk.moves(READ);
  expect(await heard()).toContain('Lecture de grand.csv');

  await desk.cancel();
  await page.locator('button:focus', { hasText: 'Choisir un fichier' }).waitFor();
  await desk.bar().waitFor({ state: 'detached' });
  await page.getByText(/Le dernier grand livre reste en service/).waitFor();
  await desk.smallIsInUse();

  desk.server.slowDisk(40);
  await desk.upload('grand.csv');
  await page.evaluate('window.heard.length = 0');
  await desk.button('Utiliser ce grand livre').click();
  await desk.settingsAreClosed();
  // What follows at once is said together, a moment later; the next mail would be spoken of instead.
  await untilTrue(page, "window.heard.some((text) => text.includes('grand.csv est en service'))");
  await desk.longIsInUse();

  // Told at its beginning, at each quarter, while it is sorted and at its end, however long it took.
  const told = (await heard()).filter((text) => /grand\.csv|lignes lues|Classement|Premier examen|examinées/.test(text));
  expect(told).toContain('Lecture de grand.csv');
  expect(told.length).toBeLessThanOrEqual(6);
  expect(desk.pane.complaints).toEqual([]);
}, 600_000);
