import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ownServer } from './own-server';
import type { OwnServer } from './own-server';
import { aMail, axe, launch, openPane, shot } from './pane-page';
import type { OpenPane } from './pane-page';

let browser: Browser;
let server: OwnServer;
let pane: OpenPane;
beforeAll(async () => { browser = await launch(); }, 60_000);
afterAll(() => browser.close());
afterEach(async () => {
  await pane.close();
  await server.remove();
}, 60_000);

const HEAD = 'Code client;Client;E-mail;N° facture;Date;Échéance;Montant TTC;Reste dû';
const row = (number: string, left: string): string => `C1;Garage du Canigou;compta@garage-canigou.fr;${number};01/09/2026;15/10/2026;100,00;${left}`;

test('on the first day a ledger is connected instead of a file, its figures are checked, and one customer is read again from his card', async () => {
  server = await ownServer();
  const ledger = join(server.folder, 'clients.csv');
  writeFileSync(ledger, [HEAD, row('FA-1', '100,00'), row('FA-2', '100,00')].join('\r\n'));
  pane = await openPane(browser, server.url(), aMail({ subject: 'Bonjour' }), { ignoreHTTPSErrors: true });
  const { page } = pane;
  await page.getByRole('button', { name: 'Connecter un logiciel' }).waitFor();
  await shot(page, 'feeds-first-run-fr');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connecter un logiciel' }).click();
  await page.getByRole('button', { name: 'Connecter un logiciel' }).click();
  await page.getByRole('button', { name: 'Connecter, Fichier' }).click();
  await page.getByLabel('Chemin du fichier').fill(join(server.folder, 'nowhere.csv'));
  await page.getByRole('button', { name: 'Tester' }).click();
  await page.locator('footer [role=alert]').waitFor();
  await page.getByLabel('Chemin du fichier').fill(ledger);
  await page.getByRole('button', { name: 'Tester' }).click();
  await page.getByText(/Connexion réussie/).waitFor();
  await page.getByRole('button', { name: 'Enregistrer et lire' }).click();
  await page.getByText('Vérifiez ces chiffres').waitFor();
  expect((await page.locator('dl.figures').innerText()).replace(/[\u00a0\u202f]/g, ' ')).toMatch(/Clients\s+1\s+Factures ouvertes\s+2[^]*200,00 €/);
  await page.getByRole('button', { name: 'Les chiffres sont justes' }).click();
  await page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  writeFileSync(ledger, [HEAD, row('FA-1', '40,00'), row('FA-2', '100,00')].join('\r\n'));
  await page.getByRole('button', { name: 'Relire ce client' }).click();
  await page.locator('.big').filter({ hasText: '140,00' }).first().waitFor();
  // The path that leads nowhere.
  expect(pane.complaints).toHaveLength(1);
}, 120_000);
