import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
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
  await clerk.pane.getByRole('button', { name: 'Utiliser ce grand livre' }).and(clerk.pane.locator('[aria-disabled="true"]')).waitFor();
  await question.getByRole('radio', { name: /octobre/ }).check();
  await clerk.pane.getByText('6 factures, 6 clients.').waitFor();
  await clerk.pane.getByText('Lignes à vérifier (1)').click();
  await clerk.pane.getByText(/^Ligne 8, Échéance/).waitFor();
  await clerk.press('Utiliser ce grand livre');

  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.heading('À relancer aujourd’hui').waitFor();
  expect(await clerk.pane.locator('ol.wl [data-row]').allInnerTexts()).toEqual(['Client 1', 'Client 2', 'Client 3', 'Client 4', 'Client 5', 'Client 6']);
  await clerk.pane.locator('ol.wl [data-row]').first().click();
  await clerk.heading('Client 1').waitFor();
  await clerk.step('Relance courtoise');
  await clerk.press('1 ligne illisible');
  await clerk.pane.getByText('Lignes à vérifier (1)').waitFor();
  expect(clerk.complaints).toEqual([]);
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
  await clerk.alerted('Un fichier plus récent attend votre accord');
  expect(plainSpaces(await clerk.pane.getByText(/Clients disparus/).innerText())).toMatch(/^Clients disparus \(6\) . Client 10, Client 5, Client 6, Client 7, Client 8, Client 9$/);
  await clerk.press('Garder l’actuel');
  await clerk.pane.getByText('clients.csv · 10 lignes lues').waitFor();
  company.save(ten.slice(0, 4));
  await clerk.press('Relire le fichier');
  await clerk.press('Utiliser le nouveau');
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  await clerk.heading('À relancer aujourd’hui').waitFor();
  expect(await clerk.pane.locator('ol.wl [data-row]').count()).toBe(3);
});
