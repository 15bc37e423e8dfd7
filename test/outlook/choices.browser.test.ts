import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { aDesk } from './a-desk';
import { GARAGE, LEDGER } from './cases';
import { aMail, axe, shot } from './pane-page';
import type { Mail } from './pane-page';
import { untilTrue } from '../demo/until-true';

const desk = aDesk(LEDGER);
const open = (mail: Mail): Promise<void> => desk.open(mail);
const button = (name: string | RegExp): Locator => desk.button(name);
const heading = (name: string | RegExp): Locator => desk.heading(name);
const remember = (): Locator => desk.pane.page.getByRole('combobox', { name: 'Retenir mon choix' });

/** Nothing but the sender: no number, no name. */
const silent = (conversation: string, from: string): Mail => aMail({ id: `mail-${conversation}`, conversation, subject: 'Bonjour', from, text: 'Bonjour, une question.' });

async function findCanigou(): Promise<void> {
  const box = desk.pane.page.getByRole('combobox', { name: 'Chercher un client' });
  await box.fill('canig');
  await desk.pane.page.getByRole('option', { name: /Garage du Canigou/ }).waitFor();
  await box.press('ArrowDown');
  await box.press('Enter');
  await desk.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
}

test('a sender found by name is known in the next thread only when the clerk said so', async () => {
  await open(silent('first', 'j.inconnu@orange.fr'));
  await heading(/Qui écrit/).waitFor();
  expect(await remember().locator('option').allTextContents()).toEqual(['Pour ce fil seulement', 'Pour j.inconnu@orange.fr']);
  expect(await remember().inputValue()).toBe('address');
  await remember().selectOption('thread');
  await findCanigou();
  await desk.pane.show(silent('second', 'j.inconnu@orange.fr'));
  await heading(/Qui écrit/).waitFor();
  await remember().selectOption('address');
  await findCanigou();
  await desk.pane.show(silent('third', 'j.inconnu@orange.fr'));
  await desk.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await desk.pane.show(silent('fourth', 'k.autre@orange.fr'));
  await heading(/Qui écrit/).waitFor();
}, 60_000);

test('the clerk confirms the customer from the evidence, and the whole domain is known from then on', async () => {
  await open(aMail({ conversation: 'invoice', from: 'service@courrier-canigou.fr', text: `Bonjour,\nGarage du Canigou, SIREN ${GARAGE.legalIds.siren ?? ''}\n` }));
  await desk.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await button(/indice/).click();
  await remember().selectOption('domain');
  await shot(desk.pane.page, 'a2-320-light-fr');
  expect(await axe(desk.pane.page)).toEqual([]);
  await button('C’est bien ce client').click();
  await desk.pane.page.getByText('Choix retenu').first().waitFor();
  await untilTrue(desk.pane.page, "document.activeElement.dataset.focus === 'heading'");
  await desk.pane.show(silent('another', 'compta@courrier-canigou.fr'));
  await button(/(1 indice|Replier)$/).waitFor();
  await desk.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await desk.pane.show(silent('elsewhere', 'compta@ailleurs-canigou.fr'));
  await heading(/Qui écrit/).waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 40_000);

test('a choice taken back leaves the question open again', async () => {
  await open(silent('once', 'service@courrier-canigou.fr'));
  await heading(/Qui écrit/).waitFor();
  await remember().selectOption('domain');
  await findCanigou();
  await button('Annuler').click();
  await heading(/Qui écrit/).waitFor();
  await desk.pane.show(silent('twice', 'autre@courrier-canigou.fr'));
  await heading(/Qui écrit/).waitFor();
}, 40_000);

test('a domain that the team calls shared names nobody any more; one that cannot be is refused by name and stays in the field', async () => {
  await open(silent('before', 'nouveau@garage-canigou.fr'));
  await desk.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await button('Plus d’actions').click();
  await desk.pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  const shared = desk.pane.page.getByLabel('Domaines communs à plusieurs clients');
  await shared.fill('garage-canigou');
  await button('Enregistrer').click();
  await desk.pane.page.getByText(/«\sgarage-canigou\s» n’est pas un nom de domaine entier/).waitFor();
  expect(await shared.inputValue()).toBe('garage-canigou');
  await shared.fill('@garage-canigou.fr');
  await button('Enregistrer').click();
  await desk.pane.page.getByText('Enregistré').waitFor();
  await shot(desk.pane.page, 'settings-domains-320-light-fr');
  await button('Retour').click();
  await desk.pane.show(silent('after', 'nouveau@garage-canigou.fr'));
  await heading(/Qui écrit/).waitFor();
  await desk.pane.show(aMail({ conversation: 'known', subject: 'Bonjour', text: 'Bonjour, une question.' }));
  await desk.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
}, 60_000);
