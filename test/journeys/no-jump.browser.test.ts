import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { sitDown } from './try-out';
import type { Clerk } from './try-out';

jest.setTimeout(90_000);
const day = aDay();

type Places = Readonly<Record<string, readonly number[]>>;

/** Left, top and width of the first element of each kind, in CSS pixels; `high`: its height too. */
const places = (clerk: Clerk, kinds: readonly string[], high = false): Promise<Places> =>
  clerk.frame().evaluate(([selectors, withHeight]) => Object.fromEntries(selectors.map((selector) => {
    const { left, top, width, height } = document.querySelector(selector)?.getBoundingClientRect() ?? { left: -1, top: -1, width: -1, height: -1 };
    return [selector, [left, top, width, ...(withHeight ? [height] : [])].map(Math.round)];
  })), [kinds, high] as const);

const TOP_BLOCKS = ['.top', '.av', '.bal', '.bars', '.asof', '.card', '.card .title', '.card .lad'];

test('the boxes of the opening pane and of the waiting pane stand where the card then stands', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  const session = await clerk.stalling(/^\/api\/v1\/session$/);
  const lookUp = await clerk.stalling(/^\/api\/v1\/look-up$/);
  await clerk.page.reload();
  await clerk.pane.locator('.sk').first().waitFor();
  const opening = await places(clerk, TOP_BLOCKS);
  await session.end();
  await clerk.pane.getByRole('tab').first().waitFor();
  await clerk.row('Re : Facture FA-2026-0297').click();
  await clerk.pane.locator('.card .sk').first().waitFor();
  const waiting = await places(clerk, TOP_BLOCKS);
  await lookUp.end();
  await clerk.heading('Menuiserie Lebrun').waitFor();
  await clerk.step('Relance ferme');
  const card = await places(clerk, TOP_BLOCKS);
  expect(card['.card']?.[1]).toBeGreaterThan(200);
  expect(waiting).toEqual(card);
  expect(opening).toEqual(card);
});

test('when the menus come nothing moves, and the keyboard stays on the one it stood on', async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  const clerk = await sitDown(day.browser(), day.tryOut(), {
    // The preview's file brings the menus too.
    before: (page) => page.route((url) => /\/(menus|preview)\.[^/]*\.js$/.test(url.pathname), async (route) => {
      await released;
      await route.continue();
    }),
  });
  await clerk.openThread('Re : Facture FA-2026-0297', 'Menuiserie Lebrun');
  await clerk.button('Noter').focus();
  const kinds = ['.card .kv', '.picks', '.card .acts', '.rl-split', '.rl-split .hold button', '#invoices-title', '.tbl', '#log-title', '.tl', '[data-place="reply"] button', '[data-place="note"] button', '[data-place="more"] button', '[data-place="tone"] button', '[data-place="language"] button'];
  expect(await clerk.pane.locator('[aria-haspopup="menu"]').count()).toBe(0);
  const before = await places(clerk, kinds, true);
  release();
  await clerk.pane.locator('[data-place="note"] [aria-haspopup="menu"]').and(clerk.pane.locator(':focus')).waitFor();
  expect(await places(clerk, kinds, true)).toEqual(before);
  await clerk.page.keyboard.press('Enter');
  await clerk.pane.getByRole('menuitem', { name: 'Promesse de paiement' }).waitFor();
  await clerk.close();
});
