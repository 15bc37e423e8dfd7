import { ENGLISH, FRENCH } from './spoken';
import type { Language } from './states';
import type { Clerk } from './try-out';

/** Several companies in one pane: the page where they are listed, and the name above everything. */
export async function companyStates(clerk: Clerk, language: Language, stop: (state: string) => Promise<void>): Promise<void> {
  const say = language === 'fr' ? FRENCH : ENGLISH;
  const { pane } = clerk;
  const bar = pane.locator('section.company');
  const openCompanies = async (): Promise<void> => {
    await clerk.button(say.menu).click();
    await pane.getByRole('menuitem').first().click();
    await pane.locator('[data-focus="companies"]').click();
    await pane.locator('li.card').first().waitFor();
  };
  await clerk.openThread('ma facture', 'Fleurs Vidal');
  await clerk.menusReady();
  await openCompanies();
  await stop('companies, one alone');
  await pane.locator('form [type=submit]').click();
  await pane.locator('form .mb, form [role=alert]').first().waitFor();
  await stop('companies, no name');
  await pane.locator('form input').fill('Établissements Villeneuve-lès-Avignon et Cie, succursale de Perpignan');
  await pane.locator('form [type=submit]').click();
  await bar.waitFor();
  await pane.locator('input[type=file]').waitFor({ state: 'attached' });
  await stop('another company, first run');
  await bar.getByRole('button').click();
  await pane.getByRole('menuitemradio').first().waitFor();
  await stop('companies, menu');
  await pane.getByRole('menuitemradio').first().click();
  await clerk.card.waitFor();
  await clerk.menusReady();
  await stop('card, under its company’s name');
  await openCompanies();
  await stop('companies, two');
  await pane.locator('li.card [data-focus^="remove "]').click();
  await pane.locator('li.card [role=group]').waitFor();
  await stop('companies, removing');
  await pane.locator('li.card [role=group] button').last().click();
  await bar.waitFor({ state: 'detached' });
  await clerk.press(say.back);
  await clerk.card.waitFor();
}
