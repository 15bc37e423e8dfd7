import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { untilTrue } from '../demo/until-true';
import { LEDGER } from './cases';
import { Office, aMail, axe, launch, openPane, shot } from './pane-page';
import type { OpenPane } from './pane-page';

let browser: Browser;
let office: Office;
let pane: OpenPane;
beforeAll(async () => { browser = await launch(); }, 60_000);
afterAll(() => browser.close());
afterEach(async () => {
  await pane.close();
  await office.close();
});

const SHEET = ['Code;Client;Facture;Date;Echeance;Montant;Solde;Email', 'C-0412;Garage du Canigou;FA-2026-0297;02/09/2026;03/10/2026;1200,00;1200,00;compta@garage-canigou.fr', 'C-0413;Boulangerie Mas;FA-2026-0298;05/09/2026;05/10/2026;300,00;voir avoir;'].join('\r\n');

test('without a ledger the first page asks for one, shows its columns and asks which day an undecidable date is', async () => {
  office = await Office.open(null);
  pane = await openPane(browser, office.url, aMail());
  await pane.page.getByRole('heading', { name: 'Connectez votre grand livre' }).waitFor();
  await shot(pane.page, 'n-start-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await pane.page.getByLabel('Choisir un fichier').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
  await pane.page.getByRole('button', { name: 'Continuer' }).waitFor();
  await shot(pane.page, 'n-columns-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  const question = pane.page.getByRole('group', { name: /quel jour/ });
  await question.waitFor();
  expect(await question.getByRole('radio', { checked: true }).count()).toBe(0);
  await question.getByRole('radio', { name: /3 octobre|9 février|2 septembre/ }).first().check();
  await pane.page.getByRole('button', { name: 'Continuer' }).click();
  await shot(pane.page, 'n-figures-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await pane.page.getByRole('button', { name: 'Commencer' }).click();
  // Before anybody writes: what the plans would propose to everybody today.
  await pane.page.getByRole('heading', { name: 'Votre grand livre est prêt' }).waitFor();
  await pane.page.getByText(/^\d+ clients? à relancer$/).waitFor();
  await untilTrue(pane.page, 'document.activeElement?.textContent === "Votre grand livre est prêt"');
  await shot(pane.page, 'n-dry-run-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await pane.page.getByRole('button', { name: 'Ouvrir Relance' }).click();
  await pane.page.getByRole('heading', { name: 'Garage du Canigou' }).waitFor();
  await pane.page.getByText('1 ligne illisible').waitFor();
  await shot(pane.page, 'after-first-run-320-light-fr');
}, 60_000);

test('the settings change the language of the screen at once and keep the company’s details', async () => {
  office = await Office.open(LEDGER);
  pane = await openPane(browser, office.url, aMail());
  await pane.page.getByRole('heading', { name: 'Garage du Canigou' }).waitFor();
  await pane.page.getByRole('button', { name: 'Plus d’actions' }).click();
  await pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await pane.page.getByLabel('Téléphone').fill('04 68 11 22 33');
  await pane.page.getByRole('button', { name: 'Enregistrer' }).click();
  await pane.page.getByText('Enregistré', { exact: true }).waitFor();
  await shot(pane.page, 'settings-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await pane.page.getByRole('radio', { name: 'English' }).check();
  await pane.page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await pane.page.evaluate('document.documentElement.lang')).toBe('en');
  expect(await pane.page.getByLabel('Phone').inputValue()).toBe('04 68 11 22 33');
  await pane.page.getByRole('button', { name: 'Back' }).click();
  await pane.page.getByRole('button', { name: 'Insert reminder' }).waitFor();
}, 60_000);
