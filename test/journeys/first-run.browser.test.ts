import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { LedgerState } from '../../src/core';
import { untilTrue } from '../demo/until-true';
import { withLedger } from './own-ledger';
import type { OwnCompany } from './own-ledger';
import { launch, plainSpaces } from './try-out';
import type { Clerk } from './try-out';

jest.setTimeout(60_000);

let browser: Browser;
let company: OwnCompany | null = null;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterEach(async () => {
  await company?.close();
  company = null;
});
afterAll(() => browser.close());

const HEADERS = 'Code client;Client;Courriel;N° facture;Échéance;À recouvrer';
const line = (n: number, due: string): string => `C-${n};Client ${n};compta@client-${n}.example;FA-${1_000 + n};${due};${n}00,00`;
const ledgerOf = (clerk: Clerk): Promise<LedgerState> => clerk.frame().evaluate(async () => ((await (await fetch('/api/v1/ledger')).json()) as { value: LedgerState }).value);
const upload = (clerk: Clerk, name: string, text: string): Promise<void> => clerk.pane.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('first run: the file is uploaded, its columns are seen and corrected, the day is asked, unreadable rows are listed, and work begins', async () => {
  company = await withLedger(browser, null);
  const { clerk } = company;
  await clerk.heading('Connectez votre grand livre').waitFor();
  const lines = [HEADERS, ...[1, 2, 3, 4, 5, 6].map((n) => line(n, `0${n}/10/2026`)), 'C-7;Client 7;compta@client-7.example;FA-1007;pas de date;700,00'];
  await upload(clerk, 'factures.csv', `\ufeff${lines.join('\r\n')}`);
  await clerk.pane.getByRole('heading', { name: 'factures.csv' }).waitFor();
  expect(plainSpaces(await clerk.pane.getByRole('region', { name: 'Premières lignes' }).innerText())).toContain('C-1 Client 1 compta@client-1.example FA-1001 01/10/2026 100,00');

  // "À recouvrer" is nobody's usual word for it: the clerk says which column it is.
  await clerk.pane.getByLabel('Restant dû').selectOption({ label: 'À recouvrer' });
  const question = clerk.pane.getByRole('group', { name: /« 0\d\/10\/2026 », c’est quel jour \?/ });
  await question.waitFor();
  expect(await question.getByRole('radio', { checked: true }).count()).toBe(0);
  await clerk.pane.getByRole('button', { name: 'Continuer' }).and(clerk.pane.locator('[aria-disabled="true"]')).waitFor();
  await question.getByRole('radio', { name: /octobre/ }).check();
  await clerk.pane.getByText('6 factures, 6 clients.').waitFor();
  await clerk.pane.getByText('Lignes à vérifier (1)').click();
  await clerk.pane.getByText(/^Ligne 8, Échéance/).waitFor();
  await clerk.press('Continuer');

  // The third step: the figures beside the clerk's own books; nothing is used before his word, and he can go back.
  await clerk.pane.getByRole('heading', { name: /Comparez avec vos comptes/ }).waitFor();
  const figures = clerk.pane.locator('dl.figures');
  expect(plainSpaces(await figures.innerText())).toBe('Factures ouvertes 6 Clients 6 Total ouvert 2 100,00 € Plus ancienne échéance 1er octobre 2026');
  expect((await ledgerOf(clerk)).connected).toBe(false);
  await clerk.press('Retour');
  expect(await clerk.pane.getByLabel('Restant dû').inputValue()).toBe('5');
  expect(await question.getByRole('radio', { name: /octobre/ }).isChecked()).toBe(true);
  await clerk.press('Continuer');
  await clerk.press('Commencer');
  await clerk.press('Ouvrir Relance');

  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.heading('À relancer aujourd’hui').waitFor();
  // The largest first: each is as late as the others.
  await untilTrue(clerk.frame(), "Array.from(document.querySelectorAll('ol.wl [data-row]'), (row) => row.textContent).join() === 'Client 6,Client 5,Client 4,Client 3,Client 2,Client 1'");
  await clerk.pane.locator('ol.wl [data-row]').last().click();
  await clerk.heading('Client 1').waitFor();
  await clerk.step('Relance courtoise');
  await clerk.press('1 ligne illisible');
  await clerk.pane.getByText('Lignes à vérifier (1)').waitFor();
  expect(clerk.complaints).toEqual([]);
});

test('with the sample: marked wherever it stands, apart from one’s own data, gone with one click', async () => {
  company = await withLedger(browser, null);
  const { clerk } = company;
  await clerk.press('Essayer avec un exemple');
  await clerk.pane.getByRole('heading', { name: /Vérifiez les colonnes/ }).waitFor();
  await clerk.press('Continuer');
  expect(plainSpaces(await clerk.pane.locator('dl.figures').innerText())).toContain('Clients 9');
  await clerk.press('Commencer');
  await clerk.press('Ouvrir Relance');
  const mark = clerk.pane.getByRole('region', { name: 'Exemple : clients et factures inventés.' });
  await mark.waitFor();

  // An invented customer is never the answer to somebody's mail: it is found by name only, and a letter to it is a message of its own.
  await clerk.pick('Plus d’actions', 'Chercher un client');
  await clerk.pane.getByRole('combobox').fill('menuiserie');
  await clerk.pane.getByRole('option', { name: /Menuiserie du Parc \(exemple\)/ }).click();
  await clerk.heading('Menuiserie du Parc (exemple)').waitFor();
  expect(await clerk.cardText()).toContain('compta@menuiserie.example');
  await clerk.press('Insérer la relance');
  await clerk.step('Cette relance est-elle partie ?');
  await mark.waitFor();
  await clerk.pick('Plus d’actions', 'Réglages');
  await clerk.pane.getByRole('heading', { name: 'Notre société' }).waitFor();
  expect(await clerk.button('Choisir un fichier').count()).toBe(0);
  await mark.waitFor();
  await clerk.press('Retour');

  await mark.getByRole('button', { name: 'Retirer l’exemple' }).click();
  await clerk.heading('Connectez votre grand livre').waitFor();
  expect(await ledgerOf(clerk)).toMatchObject({ connected: false, rows: 0 });
  expect(await mark.count()).toBe(0);

  // One's own ledger after it holds nothing of the sample: neither customers nor the log.
  await upload(clerk, 'factures.csv', [HEADERS.replace('À recouvrer', 'Restant dû'), line(1, '13/10/2026')].join('\r\n'));
  await clerk.press('Continuer');
  await clerk.press('Commencer');
  await clerk.press('Ouvrir Relance');
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.heading('À relancer aujourd’hui').waitFor();
  expect(await clerk.pane.locator('ol.wl [data-row]').allInnerTexts()).toEqual(['Client 1']);
  expect(clerk.complaints).toEqual([]);
  // The server knows no such customer: it answers with a problem, not with entries.
  expect(await clerk.entries('c-x-01')).toBeUndefined();
});

test('the sample after all, or one’s own file after all: each way back is open, and nothing is mixed', async () => {
  company = await withLedger(browser, null);
  const { clerk } = company;
  await clerk.press('Essayer avec un exemple');
  await clerk.pane.getByRole('heading', { name: /Vérifiez les colonnes/ }).waitFor();
  await clerk.page.keyboard.press('Escape');
  await clerk.pane.getByRole('heading', { name: /Choisir un fichier/ }).waitFor();
  await upload(clerk, 'factures.csv', [HEADERS.replace('À recouvrer', 'Restant dû'), line(1, '13/10/2026')].join('\r\n'));
  await clerk.press('Continuer');
  expect(plainSpaces(await clerk.pane.locator('dl.figures').innerText())).toContain('Clients 1 ');
  await clerk.press('Commencer');
  await clerk.press('Ouvrir Relance');
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).waitFor();
  expect(await ledgerOf(clerk)).toMatchObject({ connected: true, name: 'factures.csv', rows: 1 });
  expect(await clerk.pane.getByText('Exemple : clients et factures inventés.').count()).toBe(0);
});

test.each([
  ['no workbook', 'photo.xlsx', readFileSync(join(__dirname, '../../assets/icons/icon-32.png')), 'photo.xlsx : fichier non reconnu', /Enregistrez-le en XLSX ou en CSV/],
  ['an empty file', 'vide.csv', Buffer.from(''), 'vide.csv : aucune ligne', /Exportez de nouveau vos factures/],
])('%s: the pane says what to do', async (_, name, buffer, title, told) => {
  company = await withLedger(browser, null);
  const { clerk } = company;
  await clerk.pane.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await clerk.alerted(title);
  await clerk.pane.getByText(told).waitFor();
});

test('no usable column: the pane shows what it read and lets the clerk say', async () => {
  company = await withLedger(browser, null);
  const { clerk } = company;
  await upload(clerk, 'divers.csv', 'Poids;Couleur\r\n12;rouge\r\n14;bleu');
  await clerk.pane.getByText('aucune colonne reconnue').first().waitFor({ state: 'attached' });
  await clerk.pane.getByLabel('Restant dû').waitFor();
});

test('a newer file with far fewer rows waits for the clerk’s word, with the customers that are gone', async () => {
  const ten = [HEADERS.replace('À recouvrer', 'Restant dû'), ...Array.from({ length: 10 }, (_, at) => line(at + 1, `${13 + at}/10/2026`))];
  company = await withLedger(browser, ten);
  const { clerk } = company;
  company.save(ten.slice(0, 5));
  await clerk.pick('Plus d’actions', 'Réglages');
  await clerk.press('Relire le fichier');
  await clerk.alerted('Des chiffres plus récents attendent votre accord');
  expect(plainSpaces(await clerk.pane.getByText(/Clients disparus/).innerText())).toMatch(/^Clients disparus \(6\) . Client 5, Client 6, Client 7, Client 8, Client 9, Client 10$/);
  await clerk.press('Garder l’actuel');
  await clerk.pane.getByText('clients.csv · 10 lignes lues').waitFor();
  company.save(ten.slice(0, 4));
  await clerk.press('Relire le fichier');
  await clerk.press('Utiliser le nouveau');
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.heading('À relancer aujourd’hui').waitFor();
  expect(await clerk.pane.locator('ol.wl [data-row]').count()).toBe(3);
});
