import { expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';
import { aMailbox } from './a-mailbox';
import { listening } from './mailbox-page';
import { untilTrue } from './until-true';

jest.setTimeout(120_000);

const desk = aMailbox('each test');

const compose = (): Locator => desk.box.page.getByRole('region', { name: 'Message en cours' });
const list = (): Locator => desk.box.page.getByRole('region', { name: 'Messages' });
const folder = (name: string): Locator => desk.box.page.getByRole('navigation', { name: 'Dossiers' }).getByRole('button', { name: new RegExp(`^${name}`) });
const insert = async (html = '<p>Relance, Réf. R-7K3F</p>'): Promise<void> => {
  await desk.box.pane().evaluate(`Office.context.mailbox.item.displayReplyForm(${JSON.stringify(html)})`);
  await compose().waitFor();
};
const changes = (): Promise<number> => desk.box.pane().evaluate('window.changes.length');

test('Envoyer files the message under Envoyés and in its thread, and the pane hears of it', async () => {
  await insert();
  expect(await folder('Brouillons').innerText()).toMatch(/1/);
  expect(await changes()).toBe(0);
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await compose().waitFor({ state: 'detached' });
  await desk.box.page.getByRole('article', { name: /Message de Nadia Perrin, 09:/ }).getByText('Relance, Réf. R-7K3F').waitFor();
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect(await desk.box.pane().evaluate('new Promise((done) => Office.context.mailbox.item.body.getAsync("text", (r) => done(Office.context.mailbox.item.from.emailAddress + " " + r.value)))'))
    .toMatch(/^nadia\.perrin@vernet-fournitures\.example Relance, Réf\. R-7K3F[\s\S]*De\s: Sophie Marchand[\s\S]*Je regarde avec mon associé/);
  await folder('Envoyés').click();
  await list().getByRole('button', { name: /Sophie Marchand.*Re\s: Facture FA-2026-0297/ }).waitFor();
  expect(await folder('Brouillons').innerText()).not.toMatch(/\d/);
  expect(await desk.box.office((office) => office.unknown())).toEqual([]);
  expect(desk.box.complaints).toEqual([]);
});

test('what the clerk changed in the window is what is sent', async () => {
  await insert('<p>Avant</p>');
  await compose().getByLabel('À', { exact: true }).fill('Autre <autre@lebrun.example>');
  await compose().getByLabel('Objet').fill('Autre objet');
  const editor = compose().getByRole('textbox', { name: 'Corps du message' });
  await editor.getByText('Avant').fill('Après');
  await editor.press('Control+Enter');
  await compose().waitFor({ state: 'detached' });
  await folder('Envoyés').click();
  await list().getByRole('button', { name: /Autre.*Autre objet.*Après/ }).waitFor();
});

test('without a recipient, or with half an address, nothing is sent', async () => {
  await insert();
  await compose().getByLabel('À', { exact: true }).fill('');
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await compose().getByText('Indiquez au moins un destinataire.').waitFor();
  await compose().getByLabel('À', { exact: true }).fill('compta@lebrun');
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await compose().getByText('n’est pas une adresse').waitFor();
  await folder('Envoyés').click();
  await expect(list().getByRole('button').count()).resolves.toBe(1);
});

test('a draft left for another message stays in Brouillons with what was typed, and can be taken up again', async () => {
  await insert('<p>Inachevé</p>');
  await compose().getByLabel('Cc').fill('paul@lebrun.example');
  await list().getByRole('button', { name: /Virement effectué/ }).click();
  await compose().waitFor({ state: 'detached' });
  await folder('Brouillons').click();
  await list().getByRole('button', { name: /Inachevé/ }).click();
  await expect(compose().getByLabel('Cc').inputValue()).resolves.toBe('paul@lebrun.example');
  await untilTrue(desk.box.pane(), 'window.changes[window.changes.length - 1] === null');
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await folder('Réception').click();
  await list().getByRole('button', { name: /Facture FA-2026-0297/ }).click();
  await desk.box.page.getByRole('article', { name: /Nadia Perrin, 09:/ }).getByText('Inachevé').waitFor();
});

test('a discarded draft is gone and was never sent', async () => {
  await insert();
  await compose().getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await compose().waitFor({ state: 'detached' });
  await folder('Brouillons').click();
  await list().getByText('Aucun message ici.').waitFor();
  await folder('Envoyés').click();
  await expect(list().getByRole('button').count()).resolves.toBe(1);
  await expect(list().getByText('R-7K3F').count()).resolves.toBe(0);
});

test('a reload keeps sent mail, drafts, the open thread and the date; a new start forgets them', async () => {
  await insert();
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await list().getByRole('button', { name: /Virement effectué/ }).click();
  await insert('<p>Plus tard</p>');
  await desk.box.page.reload();
  await listening(desk.box);
  expect(await desk.box.office((office) => office.openItem())).toBe('peyron-1');
  await folder('Brouillons').click();
  await list().getByText('Plus tard').waitFor();
  await folder('Envoyés').click();
  await list().getByText('Relance, Réf. R-7K3F').waitFor();
});

test('another date is shown, kept by the server, and the pane is told to look again', async () => {
  await desk.box.page.getByText('Aujourd’hui\u00a0: lundi 23/11/2026').waitFor();
  await desk.box.page.getByRole('button', { name: 'Changer la date' }).click();
  await desk.box.page.getByLabel('Aujourd’hui, dans la boîte d’essai').fill('2026-12-04');
  await desk.box.page.getByRole('button', { name: 'Valider' }).click();
  await desk.box.page.getByText('Aujourd’hui\u00a0: vendredi 04/12/2026').waitFor();
  await untilTrue(desk.box.pane(), 'window.changes.length === 1');
  expect(desk.tryOut.today()).toBe('2026-12-04');
  await desk.box.page.getByRole('button', { name: 'Changer la date' }).click();
  await desk.box.page.getByLabel('Aujourd’hui, dans la boîte d’essai').fill('2026-12-01');
  await desk.box.page.getByRole('button', { name: 'Valider' }).click();
  await desk.box.page.getByText('La date ne recule pas').waitFor();
  expect(desk.tryOut.today()).toBe('2026-12-04');
});

test('hostile mail is drawn as text: no script, no handler, no foreign link', async () => {
  const message = desk.box.page.getByRole('article', { name: /Message de Sophie Marchand/ });
  await message.getByText('<b>texte</b>').waitFor();
  await expect(desk.box.page.title()).resolves.toBe('Boîte d’essai');
  expect(await message.evaluate((article) => [article.querySelectorAll('script, img').length, article.querySelector('.body a')?.getAttribute('href') ?? null, article.innerHTML.includes('onclick')])).toEqual([0, null, false]);
  await insert('<p onclick="x()">Bonjour <script>document.title = "pris"</script><img src="x" onerror="document.title=1"></p>');
  expect(await compose().evaluate((section) => [section.querySelectorAll('script, img').length, section.innerHTML.includes('onclick')])).toEqual([0, false]);
  await expect(desk.box.page.title()).resolves.toBe('Boîte d’essai');
});

test('what a message quotes is folded away until asked for', async () => {
  const message = desk.box.page.getByRole('article', { name: /Message de Sophie Marchand/ });
  await expect(message.getByText('Première demande.').isVisible()).resolves.toBe(false);
  await message.getByText('Afficher l’historique du message').click();
  await expect(message.getByText('Première demande.').isVisible()).resolves.toBe(true);
});

test('deleting and archiving move the thread and open the next one', async () => {
  await desk.box.page.getByRole('button', { name: 'Archiver' }).click();
  await untilTrue(desk.box.pane(), 'window.changes[0] === "peyron-1"');
  await desk.box.page.getByRole('button', { name: 'Supprimer', exact: true }).click();
  await untilTrue(desk.box.pane(), 'window.changes[1] === null');
  await folder('Archives').click();
  await list().getByRole('button', { name: /Facture FA-2026-0297/ }).waitFor();
  await folder('Corbeille').click();
  await list().getByRole('button', { name: /Virement effectué/ }).click();
  await desk.box.page.getByRole('article').getByText('Le virement est parti hier.').waitFor();
});

test('the search finds words in subjects, people and texts whatever their accents', async () => {
  await desk.box.page.getByRole('searchbox').fill('menuiserie associe');
  await list().getByText('Aucun message ne contient ces mots.').waitFor();
  await desk.box.page.getByRole('searchbox').fill('associe marchand');
  await expect(list().getByRole('button').count()).resolves.toBe(1);
});

test('an unpinned pane closes with its message', async () => {
  await desk.box.page.getByRole('button', { name: 'Épingler le volet' }).click();
  await list().getByRole('button', { name: /Virement effectué/ }).click();
  await desk.box.page.locator('iframe').waitFor({ state: 'detached' });
});

test('the whole way by keyboard: choose, answer, write, send', async () => {
  await list().getByRole('button', { name: /Facture FA-2026-0297/ }).focus();
  await desk.box.page.keyboard.press('ArrowDown');
  await desk.box.page.keyboard.press('Enter');
  await desk.box.page.getByRole('heading', { level: 1, name: 'Virement effectué' }).waitFor();
  const answer = desk.box.page.getByRole('button', { name: 'Répondre', exact: true });
  for (let step = 0; step < 12 && !(await answer.evaluate((b) => b === document.activeElement)); step += 1) await desk.box.page.keyboard.press('Tab');
  await desk.box.page.keyboard.press('Enter');
  await compose().waitFor();
  await desk.box.page.keyboard.type('Merci beaucoup');
  await desk.box.page.keyboard.press('Control+Enter');
  await desk.box.page.getByRole('article', { name: /Comptabilité, 09:/ }).getByText('Merci beaucoup').waitFor();
});

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const violations = async (): Promise<readonly string[]> => {
  await desk.box.page.evaluate(AXE);
  const results = await desk.box.page.evaluate(() => (window as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe.run({ iframes: false }));
  return results.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
};

test.each(['light', 'dark'] as const)('axe finds nothing in the %s mailbox: reading, writing, date', async (colorScheme) => {
  await desk.box.page.emulateMedia({ colorScheme });
  expect(await violations()).toEqual([]);
  await desk.box.pane().evaluate(`new Promise((done) => { const bars = Office.context.mailbox.item.notificationMessages; bars.addAsync('a', { type: 'errorMessage', message: 'Rien inséré.' }, () => bars.addAsync('b', { type: 'insightMessage', message: 'Deux clients possibles.', icon: 'Icon.16', actions: [{ actionType: 'showTaskPane', actionText: 'Ouvrir Relance', commandId: 'read.open' }] }, done)); })`);
  await desk.box.page.getByRole('button', { name: 'Ouvrir Relance' }).waitFor();
  await desk.box.page.getByRole('button', { name: 'Incidents' }).click();
  await desk.box.page.getByRole('group', { name: 'Incidents' }).getByRole('button', { name: 'Outlook ne répond plus' }).waitFor();
  expect(await violations()).toEqual([]);
  await insert();
  await compose().getByRole('button', { name: 'Texte brut' }).click();
  await compose().getByLabel('À', { exact: true }).fill('');
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await expect(desk.box.page.getByRole('group', { name: 'Incidents' }).isVisible()).resolves.toBe(false);
  expect(await violations()).toEqual([]);
  await desk.box.page.getByRole('button', { name: 'Changer la date' }).click();
  expect(await violations()).toEqual([]);
});
