import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { API_VERSION } from '../../src/core';
import type { OwnText, TemplateBook, TemplateKey } from '../../src/core';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { GARAGE, LEDGER } from './cases';
import { aMail, axe, shot } from './pane-page';

const desk = aDesk(LEDGER);
const shots = (process.env['PANE_SHOTS'] ?? '') !== '';

async function openTexts(first: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<void> {
  await desk.open(aMail());
  await first(desk.pane.page);
  await desk.heading(GARAGE.name, 1).waitFor();
  await desk.button('Plus d’actions').first().click();
  await desk.pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await desk.button('Textes des messages').click();
  await desk.heading('Relances').waitFor();
}
const box = (label: string): Locator => desk.pane.page.getByRole('textbox', { name: label, exact: true });
const fits = (): Promise<void> => untilTrue(desk.pane.page, 'document.documentElement.scrollWidth <= window.innerWidth');

test('a text is changed: faults beside their lines, the customer on the card in the preview, saved, used, and taken back', async () => {
  await openTexts();
  const { page } = desk.pane;
  await page.getByText('fourni').first().waitFor();
  expect(await axe(page)).toEqual([]);
  await fits();
  if (shots) await shot(page, 'texts-list-fr');
  await desk.button(/^R1 .*ton courtois$/).click();
  // The customer on the card first: what he would get.
  await page.getByText(/Garage du Canigou \(client affiché\)/).first().waitFor({ state: 'attached' });
  const mail = page.getByRole('region', { name: 'Comme e-mail' });
  await mail.getByText('Sauf erreur').first().waitFor();
  expect(await axe(page)).toEqual([]);
  await fits();
  if (shots) await shot(page, 'texts-editor-fr');

  const body = await box('Texte').inputValue();
  await box('Texte').fill(`Bonjour {{ client.nme }},\n{% for a in factures %}{% for b in factures %}x{% endfor %}{% endfor %}\n${body}`);
  await page.getByText('La variable « client.nme » n’existe pas ici.').waitFor();
  await page.getByText('Une boucle dans une autre').waitFor();
  await desk.button('Enregistrer').click();
  await untilTrue(page, 'document.activeElement?.tagName === "TEXTAREA" && document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd) === "Bonjour {{ client.nme }},"');
  if (shots) await shot(page, 'texts-fault-fr');
  expect(await axe(page)).toEqual([]);

  // A threat needs a reason.
  await box('Texte').fill(`${body}\n\nNous porterons plainte à la police.`);
  await page.getByText('Raison de l’enregistrer quand même').waitFor();
  if (shots) await shot(page, 'texts-held-fr');
  await box('Texte').fill(body.replace('{{ salutation }}', 'Chère cliente, cher client,'));
  await desk.button('Enregistrer').click();
  await page.getByText(/^modifié le\s.* par Marie Lefèvre$/).waitFor();
  await mail.getByText('Chère cliente, cher client,').waitFor();

  // What is typed and not saved waits.
  await box('Objet').fill('Autre objet {{ liste_factures }}');
  await desk.button('Retour').click();
  await page.getByText('modification non enregistrée').waitFor();
  await untilTrue(page, 'document.activeElement?.getAttribute("data-focus") === "text fr/r1-courteous"');
  await desk.button(/^R1 .*ton courtois$/).click();
  expect(await box('Objet').inputValue()).toBe('Autre objet {{ liste_factures }}');
  await desk.button('Abandonner la modification').click();

  // The version before is read and taken over; the shipped text comes back, and that is undone.
  await desk.button('Voir, Texte fourni').click();
  await page.locator('pre', { hasText: '{{ salutation }}' }).waitFor();
  await desk.button('Revenir au texte fourni').click();
  await page.getByText('Le texte fourni est de nouveau utilisé.').first().waitFor();
  expect(await box('Texte').inputValue()).toBe(body);
  await desk.button('Revenir à la version d’avant').click();
  await untilTrue(page, 'document.querySelector("textarea").value.includes("Chère cliente")');
  await page.getByText(/retour au texte fourni/).waitFor();
  await fits();
  if (shots) await shot(page, 'texts-versions-fr');
  expect(await axe(page)).toEqual([]);

  // The card behind writes with it.
  await desk.button('Retour').click();
  await desk.button('Retour').click();
  await desk.button('Aperçu').click();
  await desk.editor().getByText('Chère cliente, cher client,').waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 90_000);

test('a colleague was faster, the server is away: both are told, and what was typed stays', async () => {
  const { office } = desk;
  await desk.open(aMail(), { language: 'en', colorScheme: 'dark' });
  const { page } = desk.pane;
  await desk.heading(GARAGE.name, 1).waitFor();
  await desk.button('More actions').first().click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  office.down = true;
  await desk.button('Message texts').click();
  await page.getByText(/^Server (unreachable|cannot be reached|not reachable)/i).waitFor();
  office.down = false;
  await desk.button('Try again').click();
  await desk.button(/^Thank/).click();
  // A colleague changes the same text meanwhile.
  await office.saveText({ key: 'en/thank-you' as TemplateKey, subject: 'Thank you', body: 'Hello,\n\nThank you, says Paul.\n\n{{ signature }}', replaces: null, reason: null });
  await box('Subject').fill('Thank you very much');
  office.down = true;
  await desk.button('Save').click();
  await page.getByText(/^Server (unreachable|cannot be reached|not reachable)/i).waitFor();
  expect(await box('Subject').inputValue()).toBe('Thank you very much');
  office.down = false;
  await desk.button('Save').click();
  await page.getByText('Text changed in the meantime').waitFor();
  expect(await box('Subject').inputValue()).toBe('Thank you very much');
  // His version stands in the list and can be read before it is replaced.
  await desk.button(/^Show, .*Paul Garnier/).click();
  await page.locator('pre', { hasText: 'Thank you, says Paul.' }).waitFor();
  if (shots) await shot(page, 'texts-conflict-en-dark');
  expect(await axe(page)).toEqual([]);
  await fits();
  await desk.button('Save').click();
  await page.getByText(/^changed on .* by Marie Lefèvre$/).waitFor();
  await desk.button(/^Hide, .*Paul Garnier/).waitFor();
  expect(desk.pane.complaints.filter((each) => !/ERR_|Failed to load resource/.test(each))).toEqual([]);
}, 90_000);

test('a newer supplied text is told, compared line by line, and left aside or taken', async () => {
  const own = { key: 'fr/thank-you' as TemplateKey, subject: 'Merci', body: 'Bonjour,\n\nMerci, dit <b>Paul</b>.\n\n{{ signature }}', replaces: null, reason: null };
  await desk.office.saveText(own);
  await openTexts(async (page) => {
    // As it stands after a release that ships another text than the one that Paul changed.
    const older = <T extends OwnText>(text: T): T => ({ ...text, versions: text.versions.map((version, at) => (at === text.versions.length - 1 ? { ...version, basedOn: 'of-an-older-release' } : version)) });
    await page.route('**/api/v1/templates', async (route) => {
      const answer = await route.fetch();
      const json = (await answer.json()) as { readonly value: TemplateBook | OwnText };
      const { value } = json;
      await route.fulfill({ response: answer, json: { ...json, value: 'own' in value ? { ...value, own: value.own.map(older) } : older(value) } });
    });
    await page.route('**/api/v1/templates/versions/of-an-older-release', async (route) => {
      const shipped = { name: 'thank-you', stage: null, reply: 'thank-you', language: 'fr', tone: null, subject: 'Merci pour votre règlement', body: 'Bonjour,\n\nUn ancien texte.\n\n{{ signature }}', version: 'of-an-older-release' };
      await route.fulfill({ json: { apiVersion: API_VERSION, value: { template: shipped, saved: null } } });
    });
  });
  const { page } = desk.pane;
  await page.getByText('nouveau texte fourni').waitFor();
  await desk.button('Remerciement').click();
  const change = page.getByRole('region', { name: 'Le texte fourni a changé' });
  await change.getByText('− Merci, dit <b>Paul</b>.').waitFor();
  expect(await axe(page)).toEqual([]);
  await fits();
  if (shots) await shot(page, 'texts-newer-fr');
  await change.getByLabel('Comparer').selectOption({ label: 'l’ancien texte fourni et le nouveau' });
  await change.getByText('− Un ancien texte.').waitFor();

  // What is typed comes first.
  await box('Objet').fill('Merci beaucoup');
  await change.getByText('Enregistrez ou abandonnez d’abord votre modification.').waitFor();
  await desk.button('Abandonner la modification').click();
  await change.getByText('Enregistrez ou abandonnez').waitFor({ state: 'detached' });
  await desk.button('Garder mon texte').click();
  await change.waitFor({ state: 'detached' });
  expect(await box('Texte').inputValue()).toBe(own.body);
  await page.getByText(/, Marie Lefèvre, gardé face au nouveau texte fourni$/).waitFor();
  await desk.button('Retour').click();
  await desk.heading('Relances').waitFor();
  expect(await page.getByText('nouveau texte fourni').count()).toBe(0);
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);
