import { ENGLISH, FRENCH } from './spoken';
import type { Language } from './states';
import type { Clerk } from './try-out';

/** The pages behind the card: the letter, what it may claim, a text that is held back, plans, texts, the worklist's groups. Nothing is noted on the way. */
export async function deeperStates(clerk: Clerk, language: Language, stop: (state: string) => Promise<void>): Promise<void> {
  const say = language === 'fr' ? FRENCH : ENGLISH;
  const { pane } = clerk;
  const editor = pane.locator('.ed [contenteditable="true"]');
  const page = () => pane.locator('header.page h1').waitFor();
  const back = async (): Promise<void> => {
    await clerk.press(say.back);
    await clerk.card.waitFor();
  };
  await clerk.openThread('TR : Échéances Lebrasseur', 'Transports Lebrasseur');
  await clerk.menusReady();
  await clerk.card.locator('[data-focus="preview"]').click();
  await editor.locator('p').first().waitFor();
  await stop('letter');
  await back();
  await clerk.card.locator('[data-focus="record-letter"]').click();
  await pane.locator('form footer button[type="submit"]').click();
  await pane.locator('.err').first().waitFor();
  await stop('form letter, not filled in');
  await back();
  await clerk.press(say.penalties);
  await page();
  await pane.locator('main h2').first().waitFor();
  await stop('penalties');
  await back();

  await clerk.openThread('ma facture', 'Fleurs Vidal');
  await clerk.menusReady();
  await clerk.press(say.preview);
  await editor.getByText('FA-2026-0305').first().waitFor();
  await editor.press('ControlOrMeta+End');
  await editor.pressSequentially(` ${say.threat}`);
  await pane.locator('[data-finding]').first().waitFor();
  await pane.locator('footer .fui-Button').first().click();
  await pane.locator('[data-place="override"] .err').waitFor();
  await stop('preview, held back');
  await pane.locator('.ed .lnk').click();
  await pane.locator('[data-finding]').waitFor({ state: 'detached' });
  await back();

  const settings = async (place: 'plans' | 'texts'): Promise<void> => {
    await clerk.button(say.menu).click();
    await pane.getByRole('menuitem').first().click();
    await pane.locator(`[data-focus="${place}"]`).click();
  };
  /** However deep the page lies. */
  const toTheCard = async (): Promise<void> => {
    for (let pages = 0; pages < 4 && !(await clerk.card.isVisible()); pages += 1) {
      await clerk.press(say.back);
      await pane.locator('header.page h1').or(clerk.card).first().waitFor();
    }
    await clerk.card.waitFor();
  };
  await settings('plans');
  await clerk.button(say.copyPlan).first().waitFor();
  await stop('plans');
  await clerk.button(say.copyPlan).first().click();
  await pane.locator('form input').nth(1).waitFor();
  await stop('plan, being changed');
  await toTheCard();
  await settings('texts');
  await pane.locator('[data-focus^="text "]').first().waitFor();
  await stop('texts');
  await pane.locator('[data-focus^="text "]').first().click();
  await pane.locator('textarea').first().waitFor();
  await stop('text, being changed');
  await toTheCard();

  await pane.getByRole('tab').nth(1).click();
  await pane.locator('ol.wl [data-row]').first().waitFor();
  for (const group of ['to-call', 'to-confirm'] as const) {
    await pane.locator('select.rl-input').selectOption(group);
    await pane.locator('ol.wl [data-row]').first().waitFor();
    await stop(`worklist, ${group}`);
  }
  await pane.locator('[data-focus="filters"]').click();
  await pane.locator('form input').first().waitFor();
  await stop('worklist, filters');
  await pane.locator('[data-focus="filters"]').click();
  await pane.locator('[data-focus="forecast"]').click();
  await pane.locator('.fc li').first().waitFor();
  await stop('forecast');
  await clerk.press(say.back);
  await pane.getByRole('tab').nth(0).click();
  await clerk.heading('Fleurs Vidal').waitFor();
}
