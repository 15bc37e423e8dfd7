import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { LEDGER } from './cases';
import { aDraft, aMail, axe, shot } from './pane-page';

const desk = aDesk(LEDGER);
beforeEach(async () => {
  await desk.open(aMail());
}, 30_000);
const button = (name: string | RegExp): Locator => desk.button(name);
const heading = (name: string | RegExp): Locator => desk.heading(name);
const editor = (): Locator => desk.editor();
const remarks = (): Locator => desk.pane.page.locator('[data-finding]');
const codes = async (): Promise<readonly (string | null)[]> => Promise.all((await remarks().all()).map((each) => each.getAttribute('data-finding')));
/** In the end: where keys come slowly the text is judged in between too. */
const remarked = (of: readonly string[]): Promise<void> => untilTrue(desk.pane.page, `[...document.querySelectorAll('[data-finding]')].map((each) => each.dataset.finding).join() === ${JSON.stringify(of.join())}`);
const log = async (): Promise<readonly string[]> => (await desk.office.log(await desk.office.debtor('C-0412'))).map(({ kind }) => kind);

const preview = (): Promise<void> => desk.preview();
/** At the end of the text, as one types it. */
async function type(text: string): Promise<void> {
  await editor().press('ControlOrMeta+End');
  await editor().pressSequentially(` ${text}`);
}

test('the template as it is is remarked on by nothing, and goes in with one click', async () => {
  await preview();
  expect(await remarks().count()).toBe(0);
  expect(await heading('À vérifier avant l’envoi').count()).toBe(0);
  await desk.pane.page.keyboard.press('Escape');
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect(await log()).toEqual(['reminder-drafted']);
}, 40_000);

test('an unlawful sentence is shown while it is typed, holds the insertion, and leaves with a reason that is logged', async () => {
  await preview();
  await type('Sinon nous porterons plainte.');
  await remarked(['unlawful']);
  expect(await remarks().first().textContent()).toContain('« porterons plainte ».'.replace('« ', '«\u00a0').replace(' »', '\u00a0»'));
  // The caret stays where the clerk types.
  await editor().pressSequentially(' Merci.');
  await editor().getByText('Merci.').waitFor();
  await shot(desk.pane.page, 'lint-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);

  // Nor does it leave by the clipboard.
  const clipboard = (): Promise<unknown> => desk.pane.page.evaluate('navigator.clipboard.readText()');
  await desk.pane.page.evaluate("navigator.clipboard.writeText('untouched')");
  await button('Copier le texte').click();
  await desk.pane.page.getByText('Corrigez le texte, ou dites pourquoi vous l’insérez ainsi.').waitFor();
  expect(await clipboard()).toBe('untouched');
  await button('Insérer quand même').click();
  await desk.pane.page.getByText('Corrigez le texte, ou dites pourquoi vous l’insérez ainsi.').waitFor();
  expect(await desk.pane.forms()).toEqual([]);
  expect(await log()).toEqual([]);

  const reason = desk.pane.page.getByRole('textbox', { name: 'Motif' });
  await untilTrue(desk.pane.page, 'document.activeElement.dataset.focus === "override"');
  await reason.fill('vu avec notre avocat');
  await button('Copier le texte').click();
  await desk.pane.page.locator('.toast').getByText('Texte copié').waitFor();
  expect(await clipboard()).toContain('porterons plainte');
  await button('Insérer quand même').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect((await desk.pane.forms())[0]?.htmlBody).toContain('porterons plainte');
  await desk.pane.page.getByText('Vérification passée outre').first().waitFor();
  const entries = await desk.office.log(await desk.office.debtor('C-0412'));
  expect(entries.map(({ kind }) => kind)).toEqual(['note', 'reminder-drafted', 'lint-overridden']);
  expect(entries[0]).toEqual({ kind: 'note', text: 'Texte copié malgré la vérification (menace ou affirmation illicite)\u00a0: vu avec notre avocat' });
}, 60_000);

test('what only warns holds nothing', async () => {
  await preview();
  await type('C’est inadmissible.');
  await remarked(['harsh']);
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect(await log()).toEqual(['reminder-drafted']);
}, 40_000);

test('a fault that was put right is no longer remarked on', async () => {
  await preview();
  await type('Merci de régler XXX.');
  await remarked(['placeholder']);
  await button('Revenir au modèle').click();
  await remarks().first().waitFor({ state: 'detached' });
  expect(await button('Insérer la relance').count()).toBe(1);
}, 40_000);

test('what was changed, and left for the card, is shown again before it goes in', async () => {
  await preview();
  await type('Nous porterons plainte.');
  await remarks().first().waitFor();
  await desk.pane.page.keyboard.press('Escape');
  await button('Insérer la relance').click();
  await desk.pane.page.getByText('Corrigez le texte, ou dites pourquoi vous l’insérez ainsi.').waitFor();
  expect(await codes()).toEqual(['unlawful']);
  expect(await log()).toEqual([]);
  expect(await desk.pane.forms()).toEqual([]);
}, 40_000);

describe('beside a message that is being written', () => {
  const text = (of: string | RegExp): Locator => desk.pane.page.getByText(of).first();

  test('a threat in the clerk’s own words is told, without holding anything', async () => {
    await desk.pane.close();
    await desk.open(aDraft({ text: 'Bonjour,<br>Nous porterons plainte.<br>Cordialement<br>' }));
    await heading('Garage du Canigou').waitFor();
    await text(/À corriger avant l’envoi\u00a0: Menace de plainte ou de poursuites pénales «\u00a0porterons plainte\u00a0»\./).waitFor();
    expect(await axe(desk.pane.page)).toEqual([]);
    await shot(desk.pane.page, 'lint-compose-320-light-fr');
    expect(desk.pane.complaints).toEqual([]);
  }, 40_000);

  test('what is quoted below is not the clerk’s', async () => {
    await desk.pane.close();
    await desk.open(aDraft({ text: 'Bonjour,<br>Nous exigeons la copie demandée.<br>Cordialement<br><br>-----Message d’origine-----<br>De : compta@garage-canigou.fr<br>Envoyé : lundi 16 novembre 2026 09:12<br>À : marie@atelier-nord.fr<br>Objet : votre relance<br><br>Si cela continue nous porterons plainte.<br>' }));
    await heading('Garage du Canigou').waitFor();
    await text(/Ton dur «\u00a0exigeons\u00a0»/).waitFor();
    expect(await desk.pane.page.getByText('porterons plainte').count()).toBe(0);
  }, 40_000);

  test('the reminder that was put there is read, and read again when asked', async () => {
    await desk.pane.close();
    await desk.open(aDraft());
    await button('Insérer la relance').click();
    await heading(/Cette relance est-elle partie/).waitFor();
    await text('Brouillon relu\u00a0: rien à signaler.').waitFor();
    // As the clerk types in Outlook's own window.
    await desk.pane.page.evaluate("window.mail.draft.body = window.mail.draft.body.split('4\\u202f316,40').join('4 361,40')");
    await button('Relire le brouillon').click();
    await text(/Montant différent de la somme demandée «\u00a04 361,40/).waitFor();
  }, 60_000);
});
