import { expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aDay } from './day';
import { sitDown } from './try-out';
import type { Clerk } from './try-out';
import { untilTrue } from '../demo/until-true';

jest.setTimeout(90_000);
const day = aDay();
const LEBRUN = 'c-c-0412';
const THREAD = 'Re : Facture FA-2026-0297';

const pressRibbon = async (clerk: Clerk, name: string): Promise<void> => {
  const button = clerk.page.getByRole('button', { name, exact: true }).and(clerk.page.locator('#ribbon button'));
  await untilTrue(clerk.page, (label) => [...document.querySelectorAll<HTMLButtonElement>('#ribbon button')].find((each) => each.textContent === label)?.disabled === false, name);
  await button.click();
};

/** As in a web view from before 2022. */
const withoutChannel = (page: Page): Promise<unknown> => page.addInitScript(() => { delete (window as { BroadcastChannel?: unknown }).BroadcastChannel; });

test('what the ribbon inserts and takes back beside an open pane stands on its card at once, untouched', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await clerk.step('Relance ferme');
  await pressRibbon(clerk, 'Insérer la relance');
  await clerk.compose.waitFor();
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.journal.getByText(/^Relance ferme insérée/).waitFor();
  expect(await clerk.button('Insérer la relance').count()).toBe(0);
  await pressRibbon(clerk, 'Annuler la relance');
  await clerk.step('Relance ferme');
  await clerk.journal.getByText(/^Brouillon supprimé/).waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('a card of another customer, reached from the worklist, is left as it is, and the one behind it is right when it comes back', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await clerk.step('Relance ferme');
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.pane.locator('ol.wl').getByRole('button', { name: 'Garage Peyron' }).first().click();
  await clerk.heading('Garage Peyron').waitFor();
  const before = await clerk.cardText();
  await pressRibbon(clerk, 'Insérer la relance');
  await clerk.compose.waitFor();
  await clerk.pane.getByRole('tab', { name: 'Ce message' }).click();
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  expect(await clerk.cardText()).toContain(before.slice(0, 12));
});

test('where windows cannot speak to each other the command works all the same, and the pane looks again when it is looked at', async () => {
  const clerk = await sitDown(day.browser(), day.tryOut(), { before: withoutChannel });
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await clerk.step('Relance ferme');
  const before = (await clerk.entries(LEBRUN)).length;
  await pressRibbon(clerk, 'Insérer la relance');
  await clerk.compose.waitFor();
  expect((await clerk.noted(LEBRUN, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted']);
  await clerk.button('Changer de client').focus();
  await clerk.step('Cette relance est-elle partie ?');
  expect(clerk.complaints).toEqual([]);
  await clerk.close();
});

/** Of the pane: how many events it has asked to be told of. */
const registering = (clerk: Clerk) => untilTrue(clerk.page, () => window.office?.recorded().some(({ action, answer }) => action === 'olkItemSelectedChanged' && answer === 'open') === true);

const ALL_NOTIFICATIONS = 34;

/** The pane has looked at the open mail once more by itself, as it does a moment after it began to listen; left alone it does not again. */
const lookedAgain = (clerk: Clerk) => untilTrue(clerk.page, (asked) => {
  const calls = window.office?.recorded() ?? [];
  const listens = calls.map(({ action }) => action).lastIndexOf('olkItemSelectedChanged');
  return calls.slice(listens + 1).some(({ dispatchId, answer }) => dispatchId === asked && answer === 'ok');
}, ALL_NOTIFICATIONS);

test('another mail is opened before Outlook has noted that the pane listens: the pane ends with that mail’s customer', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await clerk.office((office) => { office.latency(1_500); office.reloadPane(); });
  await registering(clerk);
  await clerk.row('Virement effectué').click();
  await clerk.office((office) => office.latency(0));
  await clerk.heading('Garage Peyron').waitFor();
  await clerk.step('Relance ferme');
  expect(await clerk.heading('Menuiserie Lebrun').count()).toBe(0);
  // From then on it is told.
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
});

test('a change of mail of which the pane is never told: looked at again, it ends with the customer of the open mail', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await lookedAgain(clerk);
  await clerk.office((office) => office.missItemChanged(1));
  await clerk.row('Virement effectué').click();
  await clerk.frame().evaluate(() => { document.dispatchEvent(new Event('visibilitychange')); });
  await clerk.heading('Garage Peyron').waitFor();
});

test('a change of mail of which the pane is not told, and a reminder is asked for: nothing is inserted, and that is said', async () => {
  const clerk = day.clerk();
  await clerk.openThread(THREAD, 'Menuiserie Lebrun');
  await clerk.step('Relance ferme');
  await lookedAgain(clerk);
  const before = (await clerk.entries(LEBRUN)).length;
  await clerk.office((office) => office.missItemChanged(1));
  await clerk.row('Virement effectué').click();
  // Not by the mouse: coming back into the pane makes it look at the open mail by itself, now and then before the click is over.
  await clerk.button('Insérer la relance').evaluate((button: HTMLElement) => { button.click(); });
  await clerk.alerted('Le message ouvert a changé');
  expect(await clerk.heading('Menuiserie Lebrun').count()).toBe(0);
  expect(await clerk.compose.count()).toBe(0);
  expect((await clerk.noted(LEBRUN, before)).map(({ kind }) => kind)).toEqual(['reminder-drafted', 'draft-discarded']);
  await clerk.press('Réessayer');
  await clerk.heading('Garage Peyron').waitFor();
});
