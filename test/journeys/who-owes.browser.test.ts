import { expect, jest, test } from '@jest/globals';
import { aDay } from './day';
import { plainSpaces } from './try-out';

jest.setTimeout(60_000);
const day = aDay();

test('the accountant of two customers: nothing is preselected, the choice is the clerk’s, and it is remembered for the address', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Règlement FA-2026-0266', 'Deux clients possibles');
  await clerk.pane.getByText('À vous de choisir').waitFor();
  const evidence = plainSpaces(await clerk.pane.getByRole('list', { name: /^Indices.*Garage Peyron/ }).innerText());
  expect(evidence).toContain('Facture FA-2026-0258 (message)');
  expect(evidence).toContain('Contre : adresse commune à 2 clients');
  // The product does not lean: two equal cards, no primary button, no answer given in advance.
  expect(await clerk.pane.getByRole('button', { name: /^Choisir / }).allInnerTexts()).toEqual(['Choisir Boulangerie Mas', 'Choisir Garage Peyron']);
  expect(await clerk.pane.locator('[aria-checked="true"], [aria-pressed="true"], .fui-Button--primary').count()).toBe(0);
  expect(await clerk.pane.getByLabel('Retenir mon choix').inputValue()).toBe('thread');

  await clerk.pane.getByLabel('Retenir mon choix').selectOption({ label: 'Pour a.dorval@cabinet-dorval.example' });
  await clerk.press('Choisir Boulangerie Mas');
  await clerk.heading('Boulangerie Mas').waitFor();
  await clerk.toast.getByText('Choix retenu').waitFor();

  // Another message of the same person, then this one again: the choice is known. In a new window the other customer's
  // invoice, which the message cites too, is asked about again: a choice outweighs no clue.
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.openThread('Règlement FA-2026-0266', 'Boulangerie Mas');
  await clerk.pane.getByRole('button', { name: /Choix retenu/ }).click();
  await clerk.pane.getByRole('list', { name: 'Indices' }).getByText(/Choix retenu pour/).first().waitFor();
  await clerk.page.reload();
  await clerk.openThread('Règlement FA-2026-0266', 'Deux clients possibles');
  await clerk.pane.getByText(/Vous avez retenu Boulangerie Mas/).last().waitFor();
  expect(await clerk.pane.getByRole('button', { name: /^Choisir / }).allInnerTexts()).toEqual(['Choisir Boulangerie Mas', 'Choisir Garage Peyron']);
  expect(clerk.complaints).toEqual([]);
});

test('a choice taken back asks again', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Chantier du mas Riquer : vos deux factures', 'Deux clients possibles');
  await clerk.press('Choisir Charpentes Roca');
  await clerk.heading('Charpentes Roca').waitFor();
  await clerk.toast.getByRole('button', { name: 'Annuler' }).click();
  await clerk.heading('Deux clients possibles').waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('nobody is recognised: the clerk searches, chooses, and the thread is that customer’s from then on', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Question sur une livraison', 'Qui écrit ?');
  await clerk.pane.getByRole('combobox', { name: 'Chercher un client' }).fill('menuis');
  await clerk.pane.getByRole('option', { name: /Menuiserie Lebrun/ }).click();
  await clerk.heading('Menuiserie Lebrun').waitFor();
  // Something is missing from the delivery: nothing is demanded before that is dealt with.
  await clerk.step(/^Réponse du \S+ à traiter$/);
  await clerk.openThread('Lettre de novembre', 'Qui écrit ?');
  await clerk.openThread('Question sur une livraison', 'Menuiserie Lebrun');
  expect(clerk.complaints).toEqual([]);
});

test('a newsletter is nobody’s: it is said once and remembered; a colleague’s mail is called what it is', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Lettre de novembre', 'Qui écrit ?');
  await clerk.press('Ce n’est pas un client');
  await clerk.heading('Ce n’est pas un client').waitFor();
  await clerk.openThread('Point du lundi', 'Message interne');
  await clerk.openThread('Lettre de novembre', 'Ce n’est pas un client');
  expect(clerk.complaints).toEqual([]);
});

test('the wrong customer on the card is changed by search', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Virement effectué', 'Garage Peyron');
  await clerk.press('Changer de client');
  await clerk.pane.getByRole('combobox', { name: 'Chercher un client' }).fill('FA-2026-0279');
  await clerk.pane.getByRole('option', { name: /Clinique Sainte-Anne/ }).click();
  await clerk.heading('Clinique Sainte-Anne').waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('the worklist leads to a customer without a thread, and to a new message for him', async () => {
  const clerk = day.clerk();
  await clerk.openThread('Point du lundi', 'Message interne');
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.heading('À relancer aujourd’hui').waitFor();
  const rows = clerk.pane.getByRole('list', { name: 'À relancer aujourd’hui' }).getByRole('listitem');
  await rows.first().waitFor();
  const reasons = (await rows.locator('p.sec').allInnerTexts()).map(plainSpaces);
  expect(reasons.length).toBeGreaterThan(5);
  for (const reason of reasons) expect(reason).toMatch(/^[\d ]+,\d\d [€£$].*, \d+ jours?/);
  const row = rows.filter({ hasText: 'Garage Peyron' });
  await row.click({ position: { x: 5, y: 5 } });
  await row.getByRole('button', { name: 'Fiche' }).click();
  await clerk.heading('Garage Peyron').waitFor();
  await clerk.step('Relance ferme');
  await clerk.press(/^Retour/);
  await clerk.heading('À relancer aujourd’hui').waitFor();
  await row.click({ position: { x: 5, y: 5 } });
  await row.getByRole('button', { name: 'Nouveau message' }).click();
  await clerk.compose.waitFor();
  expect(await clerk.compose.getByLabel('À', { exact: true }).inputValue()).toContain('compta@garage-peyron.example');
  expect(plainSpaces(await clerk.compose.getByLabel('Objet').inputValue())).toMatch(/^Facture FA-2026-0258/);
  expect(plainSpaces(await clerk.composed.innerText())).toMatch(/3 210,00 €/);
  await clerk.step('Cette relance est-elle partie ?');
  await clerk.send();
  await clerk.press('Oui, envoyée');
  await clerk.step(/^Appel dès/);
  expect((await clerk.noted('c-c-0178', 2)).map((fact) => fact.kind)).toEqual(['reminder-drafted', 'reminder-sent']);
  expect(clerk.complaints).toEqual([]);
});

test('one click on a customer further down the worklist opens him: the list does not move under the mouse', async () => {
  const clerk = day.clerk();
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  const row = clerk.pane.locator('ol.wl [data-row]').last();
  await row.waitFor();
  await row.scrollIntoViewIfNeeded();
  const name = await row.innerText();
  const box = await row.boundingBox();
  if (box === null) throw new Error('no row');
  await clerk.page.mouse.move(box.x + 4, box.y + box.height - 2);
  await clerk.page.mouse.down();
  const pressed = await row.boundingBox();
  await clerk.page.mouse.up();
  await clerk.heading(name).waitFor();
  expect(pressed).toEqual(box);
  // The tab pressed again is the way back to the list.
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.heading('À relancer aujourd’hui').waitFor();
});
