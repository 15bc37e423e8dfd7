import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { LEDGER } from './cases';
import { Office, aMail, launch, openPane } from './pane-page';
import type { OpenPane } from './pane-page';

let browser: Browser;
let office: Office;
let pane: OpenPane;
beforeAll(async () => { browser = await launch(); }, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  office = await Office.open(LEDGER);
  pane = await openPane(browser, office.url, aMail());
  await card().waitFor();
}, 30_000);
afterEach(async () => {
  await pane.close();
  await office.close();
});
const button = (name: string | RegExp): Locator => pane.page.getByRole('button', { name });
const card = (): Locator => pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 });
const unreachable = (): Locator => pane.page.getByText(/Serveur injoignable/);

async function noteWhileDown(): Promise<void> {
  await button('Noter').click();
  await pane.page.getByRole('menuitem', { name: 'Note' }).click();
  await pane.page.getByLabel('Texte').fill('Rappeler jeudi.');
  office.down = true;
  await button('Enregistrer la note').click();
  await unreachable().waitFor();
  await button('Retour').click();
  await button('Insérer la relance').and(pane.page.locator('[aria-disabled=true]')).waitFor();
}

test('when the server is back the pane notices by itself: the bar goes, inserting is possible, the note still waits', async () => {
  await noteWhileDown();
  await pane.page.getByText(/Nouvel essai dans \d+\s*s/).waitFor();
  office.down = false;
  await unreachable().waitFor({ state: 'detached', timeout: 15_000 });
  await pane.page.getByText('à enregistrer').waitFor();
  expect(await office.log(await office.debtor('C-0412'))).toEqual([]);
  await button('Insérer la relance').click();
  await pane.page.getByRole('heading', { name: /Cette relance est-elle partie/ }).waitFor();
}, 60_000);

test('a server that is back is not called unreachable beside another message', async () => {
  await noteWhileDown();
  office.down = false;
  await pane.show(aMail({ conversation: 'thread-7', subject: 'Bonjour', from: 'j.inconnu@orange.fr', text: 'Bonjour.' }));
  await pane.page.getByRole('heading', { name: /Qui écrit/ }).waitFor();
  expect(await unreachable().count()).toBe(0);
}, 60_000);

test('several requests that the same stopped server refuses are told as one trouble', async () => {
  await noteWhileDown();
  await pane.page.getByRole('tab', { name: /À relancer/ }).click();
  await pane.page.waitForTimeout(2_500);
  expect(await pane.page.getByRole('alert').innerText()).not.toMatch(/autre/);
}, 60_000);
