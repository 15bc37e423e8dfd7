import { beforeEach, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { aDesk } from './a-desk';
import { LEDGER } from './cases';
import { aMail, axe, shot } from './pane-page';

const desk = aDesk(LEDGER);
beforeEach(async () => {
  await desk.open(aMail());
}, 30_000);
const button = (name: string | RegExp): Locator => desk.button(name);
const heading = (name: string | RegExp): Locator => desk.heading(name);
const editor = (): Locator => desk.editor();

const preview = (): Promise<void> => desk.preview();
/** As the desk.browser hands it over: the event alone, for the clipboard of a headless desk.browser holds no HTML of another program. */
const transfer = (event: 'paste' | 'drop', html: string, text: string): Promise<void> =>
  editor().evaluate((node, { event, html, text }) => {
    const data = new DataTransfer();
    if (html !== '') data.setData('text/html', html);
    data.setData('text/plain', text);
    (node as HTMLElement).focus();
    const selection = getSelection();
    selection?.selectAllChildren(node);
    selection?.collapseToEnd();
    node.dispatchEvent(event === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, { event, html, text });

test.each(['paste', 'drop'] as const)('what comes in by %s brings its words and its bold, and nothing that runs, links or reports', async (event) => {
  await preview();
  await transfer(event, '<p onclick="x()" style="position:fixed">Voir <b>ci-joint</b><img src="https://suivi.example/p.gif" onerror="window.ran = true"><a href="https://mal.example">ici</a></p><script>window.ran = true</script>', 'Voir ci-joint');
  await editor().getByText('ci-joint').waitFor();
  expect(await editor().locator('img, script, a, [onclick]').count()).toBe(0);
  expect(await desk.pane.page.evaluate('window.ran')).toBeUndefined();
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  const [form] = await desk.pane.forms();
  expect(form?.htmlBody).toContain('<strong>ci-joint</strong>');
  expect(form?.htmlBody).not.toMatch(/suivi\.example|mal\.example|<script|onclick/);
  expect(desk.pane.complaints).toEqual([]);
}, 40_000);

test('plain text that looks like HTML stays text', async () => {
  await preview();
  await transfer('paste', '', '<b>gras</b> & fin');
  await editor().getByText('<b>gras</b> & fin').waitFor();
}, 40_000);

test('the template comes back on the screen when the clerk drops the changes', async () => {
  await preview();
  await transfer('paste', '', 'Merci de rappeler jeudi.');
  await editor().getByText('Merci de rappeler jeudi.').waitFor();
  await button('Revenir au modèle').click();
  await editor().getByText('Merci de rappeler jeudi.').waitFor({ state: 'detached' });
  expect(await button('Revenir au modèle').count()).toBe(0);
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect((await desk.pane.forms())[0]?.htmlBody).not.toContain('rappeler jeudi');
}, 40_000);

test('a reply keeps the thread’s subject; a new message has one of its own', async () => {
  await preview();
  const subject = desk.pane.page.getByRole('textbox', { name: 'Objet' });
  expect(await subject.isEditable()).toBe(false);
  await desk.pane.page.keyboard.press('Escape');
  await button(/^Autres façons d’insérer/).click();
  await desk.pane.page.getByRole('menuitemradio', { name: 'Nouveau message' }).click();
  await preview();
  expect(await subject.isEditable()).toBe(true);
  await subject.fill('Votre facture, notre relance');
  await button('Insérer la relance').click();
  await heading(/Cette relance est-elle partie/).waitFor();
  expect((await desk.pane.forms())[0]).toMatchObject({ how: 'new-message', subject: 'Votre facture, notre relance' });
}, 40_000);

test('another answer is shown before it goes, says what it inserts, and reserves no step', async () => {
  await heading('Garage du Canigou').waitFor();
  await button('Insérer une réponse').click();
  await desk.pane.page.getByRole('menuitem', { name: 'Relevé de compte' }).click();
  await editor().getByText('FA-2026-0297').first().waitFor();
  expect(await button('Insérer la relance').count()).toBe(0);
  expect(await button(/^Ton/).count()).toBe(0);
  await shot(desk.pane.page, 'statement-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('Insérer ce texte').click();
  await heading('Garage du Canigou').waitFor();
  expect((await desk.pane.forms()).length).toBe(1);
  expect((await desk.office.log(await desk.office.debtor('C-0412'))).map(({ kind }) => kind)).toEqual(['reply-inserted']);
}, 40_000);
