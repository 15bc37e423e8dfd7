import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';
import type { Clerk } from './try-out';

jest.setTimeout(60_000);
const day = aDay();

/** What the keyboard stands on, in the page or in the pane. */
async function focused(clerk: Clerk): Promise<string> {
  const name = (): string => {
    const at = document.activeElement as HTMLElement | null;
    return at === null || at === document.body ? '' : at.tagName === 'IFRAME' ? 'iframe' : (at.getAttribute('aria-label') ?? at.innerText ?? at.id);
  };
  const inPage = await clerk.page.evaluate(name);
  return plainSpaces(inPage === 'iframe' ? `pane: ${await clerk.frame().evaluate(name)}` : inPage);
}
async function tabTo(clerk: Clerk, wanted: RegExp, most = 60): Promise<void> {
  const met: string[] = [];
  for (let step = 0; step < most; step += 1) {
    const on = await focused(clerk);
    if (wanted.test(on)) return;
    met.push(on);
    await clerk.page.keyboard.press('Tab');
  }
  throw new Error(`${wanted.source} was not reached by Tab: ${met.join(' > ')}`);
}

test('the main journey without a mouse: open, preview, insert, send, note the next step, and on to the worklist', async () => {
  const clerk = day.clerk();
  const { keyboard } = clerk.page;
  // The first row of the list, then down to the thread.
  await tabTo(clerk, /Anne Dorval.*Règlement FA-2026-0266/);
  for (let step = 0; step < 20 && !/Re : Facture FA-2026-0297/.test(await focused(clerk)); step += 1) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await clerk.heading('Menuiserie Lebrun').waitFor();
  await clerk.step('Relance ferme');

  // Into the pane: its first stop leads to the primary button.
  await tabTo(clerk, /^pane: Aller à la prochaine étape/);
  await keyboard.press('Enter');
  expect(await focused(clerk)).toBe('pane: Insérer la relance');
  await keyboard.press('Alt+p');
  const editor = clerk.pane.getByRole('textbox', { name: 'Message' });
  await editor.getByText('Malgré notre message').waitFor();
  await tabTo(clerk, /^pane: Retour/);
  await tabTo(clerk, /^pane: (Madame|Message|Bonjour)/);
  await keyboard.press('Control+Home');
  await keyboard.type('Chère Madame, ');
  await clerk.pane.getByText('Texte modifié').waitFor();
  await keyboard.press('Escape');
  await clerk.step('Relance ferme');
  await clerk.pane.locator('[data-focus="preview"]:focus').waitFor();
  await keyboard.press('Alt+i');
  await clerk.compose.waitFor();
  expect(plainSpaces(await clerk.composed.innerText())).toContain('Chère Madame, ');

  // The window of the draft: sent with the client's own key.
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.composed.focus();
  await keyboard.press('Control+Enter');
  await clerk.compose.waitFor({ state: 'detached' });
  await clerk.step('Appel dès jeudi 26/11');

  // Worklist: J and K move, Enter opens, Alt+M comes back.
  await tabTo(clerk, /^pane: /);
  await keyboard.press('Alt+l');
  await clerk.heading('À relancer aujourd’hui').waitFor();
  const rows = clerk.pane.locator('ol.wl [data-row]');
  const names = await rows.allInnerTexts();
  await tabTo(clerk, new RegExp(`^pane: ${(names[0] ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('k');
  await clerk.pane.locator('ol.wl li.on [data-row]:focus').filter({ hasText: names[1] ?? '' }).waitFor();
  await keyboard.press('Enter');
  await clerk.heading(names[1] ?? '').waitFor();
  await keyboard.press('Alt+m');
  await clerk.heading('Menuiserie Lebrun').waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('Tab goes through the card in the order in which it is read', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.button(/^Langue de la relance/).waitFor();
  await clerk.button('Insérer une réponse').waitFor();
  await clerk.page.locator('iframe[title="Relance"]').focus();
  await tabTo(clerk, /^pane: Aller à la prochaine étape/);
  const met: string[] = [];
  for (let step = 0; step < 13; step += 1) {
    met.push((await focused(clerk)).replace('pane: ', ''));
    await clerk.page.keyboard.press('Tab');
  }
  const wanted = [/^Aller à la prochaine étape/, /^Ce message/, /^Plus d’actions/, /^Changer de client/, /^Contact connu/, /^Relire ce client/, /lignes illisibles/, /^Ton/, /^Langue de la relance/, /^Insérer la relance/, /^Autres façons/, /^Aperçu/, /^Insérer une réponse/];
  expect(met.map((name, at) => (wanted[at]?.test(name) === true ? 'ok' : `${at}: ${name}`))).toEqual(wanted.map(() => 'ok'));
});

test('/ searches from anywhere but a field, Escape goes back, and a note is written with the keyboard alone', async () => {
  const clerk = day.clerk();
  const { keyboard } = clerk.page;
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.page.locator('iframe[title="Relance"]').focus();
  await tabTo(clerk, /^pane: Changer de client/);
  await keyboard.press('/');
  await clerk.pane.getByRole('combobox', { name: 'Chercher un client' }).and(clerk.pane.locator(':focus')).waitFor();
  await keyboard.type('clinique');
  await clerk.pane.getByRole('option', { name: /Clinique Sainte-Anne/ }).waitFor();
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await clerk.step('Relance ferme');
  await tabTo(clerk, /^pane: Noter/);
  await keyboard.press('Enter');
  await clerk.pane.getByRole('menuitem', { name: 'Promesse de paiement' }).and(clerk.pane.locator(':focus')).waitFor();
  await keyboard.press('End');
  await clerk.pane.getByRole('menuitem', { name: 'Changer de plan' }).and(clerk.pane.locator(':focus')).waitFor();
  await keyboard.press('ArrowUp');
  await clerk.pane.getByRole('menuitem', { name: 'Note', exact: true }).and(clerk.pane.locator(':focus')).waitFor();
  await keyboard.press('Enter');
  await clerk.pane.getByRole('button', { name: 'Enregistrer la note' }).waitFor();
  await tabTo(clerk, /^pane: .*$/);
  for (let step = 0; step < 5 && (await clerk.frame().evaluate(() => document.activeElement?.tagName)) !== 'TEXTAREA'; step += 1) await keyboard.press('Tab');
  await keyboard.type('Rappelé, / et tout va bien.');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await clerk.journal.getByText(/Rappelé, \/ et tout va bien\./).waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('? shows every key from anywhere but a field, on any keyboard; Escape and Back return to where the keyboard stood', async () => {
  const clerk = day.clerk();
  const { keyboard } = clerk.page;
  const list = clerk.pane.getByRole('heading', { level: 1, name: 'Raccourcis' });
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.menusReady();
  await clerk.button(/^Contact connu/).focus();
  await clerk.button('Changer de client').focus();
  // An AZERTY keyboard gives "?" with Shift and the comma's key: the character counts, not the key.
  await clerk.pane.locator('body').dispatchEvent('keydown', { key: '?', code: 'KeyM', shiftKey: true, bubbles: true });
  await list.and(clerk.pane.locator(':focus')).waitFor();
  const keys = plainSpaces((await clerk.pane.locator('dl.keys dt').allInnerTexts()).join(' | '));
  for (const key of ['Alt+I', 'Alt+P', 'Alt+L', 'Alt+M', '/', '?', 'J', 'K', 'Entrée', 'Échap', 'Tab', 'Début']) expect(keys).toContain(key);
  await keyboard.press('Escape');
  await clerk.button('Changer de client').and(clerk.pane.locator(':focus')).waitFor();

  // From a form, and back to the form with what was typed; in the field itself "?" is only a letter.
  await clerk.button('Noter').focus();
  await keyboard.press('Enter');
  await clerk.pane.getByRole('menuitem', { name: 'Note', exact: true }).press('Enter');
  await clerk.pane.getByLabel('Texte').fill('Rappeler lundi');
  await clerk.pane.getByLabel('Texte').press('End');
  await keyboard.type(' ?');
  expect(await clerk.pane.getByLabel('Texte').inputValue()).toBe('Rappeler lundi ?');
  await clerk.button('Enregistrer la note').focus();
  await keyboard.press('?');
  await list.waitFor();
  await keyboard.press('Escape');
  expect(await clerk.pane.getByLabel('Texte').inputValue()).toBe('Rappeler lundi ?');
  await keyboard.press('Escape');
  await clerk.button('Noter').and(clerk.pane.locator(':focus')).waitFor();

  // Switched off, both keys are dead; the menu still leads to the list.
  await keyboard.press('?');
  await clerk.pane.getByRole('checkbox', { name: /^Touches seules/ }).uncheck();
  await keyboard.press('Escape');
  await clerk.card.waitFor();
  await keyboard.press('/');
  await keyboard.press('?');
  await clerk.card.waitFor();
  await clerk.pick('Plus d’actions', 'Raccourcis');
  await clerk.pane.getByRole('checkbox', { name: /^Touches seules/ }).check();
  await keyboard.press('Escape');
  await clerk.button('Plus d’actions').and(clerk.pane.locator(':focus')).waitFor();
  expect(clerk.complaints).toEqual([]);
});
