import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
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

const HEAD = 'Code client;Client;SIREN;E-mail;N° facture;Date;Échéance;Montant TTC;Reste dû';
const row = (number: string, due = '15/10/2026', siren = ''): string => `C1;Garage du Canigou;${siren};compta@garage-canigou.fr;${number};01/09/2026;${due};100,00;100,00`;
const plain = (text: string | null): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');

test('after the watched file was read the settings say again what was passed over and what was not used, by the rows of the file, in both languages', async () => {
  server = await ownServer();
  const ledger = join(server.folder, 'clients.csv');
  const odd = Array.from({ length: 120 }, (_, n) => row(`FB-${n}`, '15/10/2026', '123'));
  writeFileSync(ledger, [HEAD, row('FA-1'), 'Total Garage du Canigou;;;;;;;;100,00', row('FA-2', 'demain'), ...odd].join('\r\n'));
  await server.stop();
  await server.again(['--ledger', ledger]);
  pane = await openPane(browser, server.url(), aMail({ subject: 'Bonjour' }), { ignoreHTTPSErrors: true });
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await pane.page.getByRole('button', { name: 'Plus d’actions' }).click();
  await pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await pane.page.getByText('Lignes à vérifier (1)').click();
  await pane.page.getByText(/^Ligne 4, Échéance/).waitFor();
  await pane.page.getByText('Comment le fichier a été lu (121)').click();
  const told = pane.page.locator('details', { hasText: 'Comment le fichier a été lu' });
  const text = plain(await told.innerText());
  expect(text).toContain('1 ligne ignorée : total');
  expect(text).toContain('Ligne 3, « Total Garage du Canigou »');
  expect(text).toMatch(/Ligne 5, SIREN/);
  expect(text).toContain('Les 100 premières sur 121.');
  // A list that is opened does not shout each of its lines.
  expect(await told.getByRole('alert').count()).toBe(0);
  await shot(pane.page, 'ledger-remarks-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await pane.page.getByRole('radio', { name: 'English' }).check();
  await pane.page.getByText('How the file was read (121)').waitFor();
  expect(plain(await pane.page.locator('details', { hasText: 'How the file was read' }).innerText())).toMatch(/1 row skipped: total[^]*The first 100 of 121\./);
  expect(pane.complaints).toEqual([]);
}, 120_000);

test('a lost ledger is said where the clerk chooses its file again, and reading it brings the figures and the log back', async () => {
  server = await ownServer();
  const ledger = join(server.folder, 'clients.csv');
  writeFileSync(ledger, [HEAD, row('FA-1')].join('\r\n'));
  await server.stop();
  await server.again(['--ledger', ledger]);
  await server.stop();
  for (const name of readdirSync(server.data)) if (name.includes('.ledger-')) rmSync(join(server.data, name));
  await server.again();
  pane = await openPane(browser, server.url(), aMail({ subject: 'Bonjour' }), { ignoreHTTPSErrors: true });
  await pane.page.getByRole('alert').filter({ hasText: 'Le grand livre doit être relu' }).waitFor();
  await pane.page.getByText(/Le journal des relances et les réglages sont intacts/).waitFor();
  await shot(pane.page, 'ledger-lost-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await pane.page.locator('input[type=file]').setInputFiles(ledger);
  await pane.page.getByRole('button', { name: 'Continuer' }).click();
  await pane.page.getByRole('button', { name: 'Commencer' }).click();
  await pane.page.getByRole('button', { name: 'Ouvrir Relance' }).click();
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  expect(pane.complaints).toEqual([]);
}, 120_000);

test('another file is chosen in the settings: why it cannot be used stands in sight, and its total is there before it is used', async () => {
  server = await ownServer();
  const ledger = join(server.folder, 'clients.csv');
  const [statement, next] = [join(server.folder, 'grand-livre.csv'), join(server.folder, 'decembre.csv')];
  writeFileSync(ledger, [HEAD, row('FA-1')].join('\r\n'));
  writeFileSync(statement, ['Compte;Nom;N° facture;Échéance;Débit;Crédit;Solde', '411A;A;F1;15/09/2026;3 000,00;;3 000,00', '411A;A;VIR;20/09/2026;;3 000,00;0,00', '411A;A;F2;19/11/2026;200,00;;200,00', '411A;A;F3;19/11/2026;50,00;;250,00'].join('\r\n'));
  writeFileSync(next, [HEAD, row('FA-1'), row('FA-2'), row('FA-3', '20/10/2026')].join('\r\n'));
  await server.stop();
  await server.again(['--ledger', ledger]);
  pane = await openPane(browser, server.url(), aMail({ subject: 'Bonjour' }), { ignoreHTTPSErrors: true });
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await pane.page.getByRole('button', { name: 'Plus d’actions' }).click();
  await pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await pane.page.locator('input[type=file]').setInputFiles(statement);
  await pane.page.getByText(/c’est un extrait de compte, pas une liste de factures/).waitFor();
  expect(await pane.page.getByText('Lignes à vérifier').count()).toBe(0);
  await pane.page.locator('input[type=file]').setInputFiles(next);
  await pane.page.getByText('3 factures, 1 client.').waitFor();
  expect(plain(await pane.page.getByText('3 factures, 1 client.').innerText())).toBe('3 factures, 1 client. Total ouvert : 300,00 €.');
  expect(await axe(pane.page)).toEqual([]);
  expect(pane.complaints).toEqual([]);
}, 120_000);
