import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { withLedger } from './own-ledger';
import type { OwnCompany } from './own-ledger';
import { launch, plainSpaces } from './try-out';

jest.setTimeout(60_000);

const SCRIPT = `<script>document.title='pris'</script>`;
const IMAGE = `<img src=x onerror="document.title='pris'">`;
const BACKWARDS = '\u202eLRAS euqinahcéM\u202c';
const LONG = 'Constructions '.repeat(715).slice(0, 10_000);
const cell = (text: string): string => `"${text.replace(/"/g, '""')}"`;
const row = (...cells: readonly string[]): string => cells.map(cell).join(';');
const LINES = [
  'Code client;Client;E-mail;N° facture;Échéance;Restant dû',
  row('C-1', SCRIPT, 'compta@un.example', `FA-${IMAGE}`, '17/10/2026', '100,00'),
  row('C-2', BACKWARDS, 'compta@deux.example', 'FA-2\u200f002', '18/10/2026', '200,00'),
  row('C-3', LONG, 'compta@trois.example', `FA-3${'9'.repeat(200)}`, '19/10/2026', '300,00'),
];

let browser: Browser;
let company: OwnCompany;
let dialogs = 0;
beforeAll(async () => {
  browser = await launch();
  company = await withLedger(browser, LINES);
  company.clerk.page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
}, 60_000);
afterAll(async () => {
  await company.close();
  await browser.close();
});

/** Nothing that the ledger says has become part of the page. */
async function nothingRan(): Promise<void> {
  const { clerk } = company;
  expect(dialogs).toBe(0);
  expect(await clerk.page.title()).toBe('Boîte d’essai');
  expect(await clerk.frame().evaluate(() => [document.title, document.querySelectorAll('#root script, #root img, .rl-pane [onerror]').length])).toEqual(['Relance', 0]);
}
/** The pane does not scroll sideways. */
const sideways = (): Promise<number> => company.clerk.frame().evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the worklist and the search show them as text too', async () => {
  const { clerk } = company;
  await clerk.pane.getByRole('tab', { name: /^À relancer/ }).click();
  const list = clerk.pane.getByRole('list', { name: 'À relancer aujourd’hui' });
  await list.getByText(SCRIPT).first().waitFor();
  expect(await sideways()).toBeLessThanOrEqual(0);
  await clerk.page.keyboard.press('Escape');
  await clerk.pick('Plus d’actions', 'Chercher un client');
  await clerk.pane.getByRole('combobox').fill('<script>');
  await clerk.pane.getByRole('option', { name: SCRIPT }).waitFor();
  await nothingRan();
  await clerk.press('Retour');
  await clerk.pane.getByRole('tab', { name: 'Ce message' }).click();
});

test('a name and a number that are scripts stand as text on the card, in the preview and in the draft', async () => {
  const { clerk } = company;
  await clerk.list.getByRole('button').filter({ hasText: 'onerror' }).click();
  await clerk.heading(SCRIPT).waitFor();
  await clerk.pane.getByRole('table').getByText(`FA-${IMAGE}`).waitFor();
  await clerk.step('Relance courtoise');
  await clerk.press('Aperçu');
  await clerk.pane.getByRole('textbox', { name: 'Message' }).getByText(`FA-${IMAGE}`).first().waitFor();
  await nothingRan();
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  expect(await clerk.composed.innerText()).toContain(`FA-${IMAGE}`);
  expect(await clerk.composed.evaluate((editor) => editor.querySelectorAll('script, img, [onerror]').length)).toBe(0);
  await clerk.send();
  await nothingRan();
});

test('marks that turn the writing round are taken out of names and numbers', async () => {
  const { clerk } = company;
  await clerk.list.getByRole('button').filter({ hasText: '002' }).first().click();
  await clerk.heading('LRAS euqinahcéM').waitFor();
  await clerk.step('Relance courtoise');
  expect(await clerk.pane.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  expect(await clerk.composed.innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  await clerk.send();
});

test('a name of ten thousand characters shows as text and leaves the figures and the button where they are', async () => {
  const { clerk } = company;
  await clerk.list.getByRole('button').filter({ hasText: 'Facture FA-3' }).first().click();
  await clerk.heading(/^Constructions Constructions/).waitFor();
  await clerk.step('Relance courtoise');
  expect(await sideways()).toBeLessThanOrEqual(0);
  const name = await clerk.heading(/^Constructions/).boundingBox();
  expect(name?.height ?? 1_000).toBeLessThan(80);
  expect(plainSpaces(await clerk.pane.getByRole('region', { name: 'Solde' }).innerText())).toContain('300,00 €');
  await clerk.press('Insérer la relance');
  await clerk.compose.waitFor();
  await clerk.step('Cette relance est-elle partie ?');
  await nothingRan();
});
