import { beforeEach, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { aDesk } from './a-desk';
import { LEDGER } from './cases';
import { aMail } from './pane-page';

const desk = aDesk(LEDGER);
beforeEach(async () => {
  await desk.open(aMail());
  await card().waitFor();
}, 30_000);
const button = (name: string | RegExp): Locator => desk.button(name);
const card = (): Locator => desk.heading('Garage du Canigou', 1);
const unreachable = (): Locator => desk.pane.page.getByText(/Serveur injoignable/);

async function noteWhileDown(): Promise<void> {
  await button('Noter').click();
  await desk.pane.page.getByRole('menuitem', { name: 'Note' }).click();
  await desk.pane.page.getByLabel('Texte').fill('Rappeler jeudi.');
  desk.office.down = true;
  await button('Enregistrer la note').click();
  await unreachable().waitFor();
  await button('Retour').click();
  await button('Insérer la relance').and(desk.pane.page.locator('[aria-disabled=true]')).waitFor();
}

test('when the server is back the pane notices by itself: the bar goes, inserting is possible, the note still waits', async () => {
  await noteWhileDown();
  await desk.pane.page.getByText(/Nouvel essai dans \d+\s*s/).waitFor();
  desk.office.down = false;
  await unreachable().waitFor({ state: 'detached', timeout: 15_000 });
  await desk.pane.page.getByText('à enregistrer').waitFor();
  expect(await desk.office.log(await desk.office.debtor('C-0412'))).toEqual([]);
  await button('Insérer la relance').click();
  await desk.pane.page.getByRole('heading', { name: /Cette relance est-elle partie/ }).waitFor();
}, 60_000);

test('a server that is back is not called unreachable beside another message', async () => {
  await noteWhileDown();
  desk.office.down = false;
  await desk.pane.show(aMail({ conversation: 'thread-7', subject: 'Bonjour', from: 'j.inconnu@orange.fr', text: 'Bonjour.' }));
  await desk.pane.page.getByRole('heading', { name: /Qui écrit/ }).waitFor();
  expect(await unreachable().count()).toBe(0);
}, 60_000);

test('several requests that the same stopped server refuses are told as one trouble', async () => {
  await noteWhileDown();
  await desk.pane.page.getByRole('tab', { name: /À relancer/ }).click();
  await desk.pane.page.waitForTimeout(2_500);
  expect(await desk.pane.page.getByRole('alert').innerText()).not.toMatch(/autre/);
}, 60_000);
