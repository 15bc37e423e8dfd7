import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { aDesk } from './a-desk';
import { LEDGER } from './cases';
import { aMail, axe, shot } from './pane-page';
import type { Mail } from './pane-page';
import { untilTrue } from '../demo/until-true';

const desk = aDesk(LEDGER);
const open = (mail: Mail, language = 'fr-FR'): Promise<void> => desk.open(mail, { language });
const button = (name: string | RegExp): Locator => desk.button(name);
const title = (name: string | RegExp): Locator => desk.heading(name, 1);
const silent = (conversation: string, from: string): Mail => aMail({ id: `mail-${conversation}`, conversation, subject: 'Bonjour', from, text: 'Bonjour, une question.' });
async function settings(): Promise<void> {
  await button('Plus d’actions').click();
  await desk.pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await desk.pane.page.getByRole('heading', { name: 'Choix retenus' }).waitFor();
}
const rows = (): Locator => desk.pane.page.getByRole('region', { name: 'Choix retenus' }).getByRole('listitem');

test('what a colleague had remembered is seen with whom and when, forgotten, and the forgetting taken back; the open message follows', async () => {
  const debtor = await desk.office.debtor('canigou');
  await desk.office.learn({ scope: 'address', value: 'j.inconnu@orange.fr', debtor });
  await desk.office.learn({ scope: 'domain', value: 'lettre-du-btp.fr', debtor: null });
  await desk.office.learn({ scope: 'thread', value: 'AAQkAGI', debtor });
  await open(silent('first', 'j.inconnu@orange.fr'));
  await title('Garage du Canigou').waitFor();
  await settings();
  await untilTrue(desk.pane.page, "document.querySelectorAll('.chs li').length === 3");
  expect((await rows().allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
    'j.inconnu@orange.fr → Garage du Canigou Par Paul Garnier, le 23/11 à 09:12 Oublier',
    'lettre-du-btp.fr → Ce n’est pas un client Par Paul Garnier, le 23/11 à 09:12 Oublier',
    'Un fil → Garage du Canigou Par Paul Garnier, le 23/11 à 09:12 Oublier',
  ]);
  expect(await axe(desk.pane.page)).toEqual([]);
  await shot(desk.pane.page, 'choices-320-light-fr');

  await button('Oublier j.inconnu@orange.fr').click();
  await rows().first().getByText('Choix oublié').waitFor();
  await untilTrue(desk.pane.page, "(document.activeElement.getAttribute('aria-label') ?? '').startsWith('Annuler')");
  await button('Retour').click();
  await title(/Qui écrit/).waitFor();

  await settings();
  await untilTrue(desk.pane.page, "document.querySelectorAll('.chs li').length === 2");
  await button('Oublier lettre-du-btp.fr').click();
  await button('Annuler, Oublier lettre-du-btp.fr').click();
  await button('Oublier lettre-du-btp.fr').waitFor();
  await button('Retour').click();
  await desk.pane.show(silent('second', 'redaction@lettre-du-btp.fr'));
  await title('Ce n’est pas un client').waitFor();
  await button('Choix retenus').click();
  await untilTrue(desk.pane.page, "document.activeElement.dataset.focus === 'choices'");
  await rows().filter({ hasText: 'lettre-du-btp.fr' }).getByText(/Par Marie/).waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('"not a customer" is remembered for the address, and the next mail of that sender is answered by it', async () => {
  await open(silent('first', 'info@salon-du-bois.fr'));
  await title(/Qui écrit/).waitFor();
  expect(await desk.pane.page.getByRole('combobox', { name: 'Retenir mon choix' }).locator('option').allTextContents()).toEqual(['Pour ce fil seulement', 'Pour info@salon-du-bois.fr', 'Pour tous chez salon-du-bois.fr']);
  await button('Ce n’est pas un client').click();
  await title('Ce n’est pas un client').waitFor();
  await desk.pane.show(silent('second', 'info@salon-du-bois.fr'));
  await title('Ce n’est pas un client').waitFor();
  await desk.pane.show(silent('third', 'autre@salon-du-bois.fr'));
  await title(/Qui écrit/).waitFor();
}, 40_000);

test('a remembered address never outweighs an invoice of somebody else: it is asked, and said why', async () => {
  await desk.office.learn({ scope: 'address', value: 'j.inconnu@orange.fr', debtor: await desk.office.debtor('canigou') });
  await open(aMail({ id: 'x', conversation: 'x', subject: 'Votre facture FA-2026-0266', from: 'j.inconnu@orange.fr', text: 'Bonjour,\nla facture FA-2026-0266 est réglée.\n' }));
  await title('Deux clients possibles').waitFor();
  await desk.pane.page.getByText(/Vous avez retenu Garage du Canigou pour cet expéditeur.*; la facture FA-2026-0266 est à Boulangerie Mas\./).last().waitFor();
  await shot(desk.pane.page, 'contradiction-320-light-fr');
}, 40_000);

test('a choice made where the clues contradict one another opens that customer; opened again, it is asked with him first, and why is said', async () => {
  const mail = aMail({ id: 'y', conversation: 'y', subject: 'Votre facture FA-2026-0266', from: 'compta@garage-canigou.fr', text: 'Bonjour,\nla facture FA-2026-0266 est réglée.\n' });
  await open(mail);
  await title('Deux clients possibles').waitFor();
  await button('Choisir Garage du Canigou').click();
  await title('Garage du Canigou').waitFor();
  await desk.pane.close();
  await open(mail);
  await title('Deux clients possibles').waitFor();
  await desk.pane.page.getByText('Vous avez retenu Garage du Canigou pour ce fil').last().waitFor();
  expect(await desk.pane.page.getByRole('button', { name: /^Choisir / }).first().innerText()).toContain('Garage du Canigou');
}, 40_000);

test('the words around a clue are shown on demand, from this client’s own copy: nothing is asked of the server', async () => {
  await open(aMail({ subject: 'Re : Facture FA-2026-0297', text: 'Bonjour,\nnotre directeur a validé la facture FA-2026-0297 ce matin.\n' }));
  await title('Garage du Canigou').waitFor();
  await desk.pane.page.getByText('Contact connu · facture FA-2026-0297 dans l’objet').waitFor();
  await button(/indice/).click();
  const asked: string[] = [];
  desk.pane.page.on('request', (request) => { if (request.url().includes('/api/')) asked.push(request.url()); });
  const shown = desk.pane.page.getByRole('list', { name: 'Indices' }).getByRole('listitem').filter({ hasText: 'Facture FA-2026-0297' });
  await shown.getByRole('button', { name: /^Montrer dans le message/ }).click();
  await shown.locator('mark').waitFor();
  expect((await shown.locator('[role=status]').innerText()).replace(/\s+/g, ' ')).toBe('Objet Re : Facture FA-2026-0297');
  expect(await shown.locator('mark').innerText()).toBe('FA-2026-0297');
  const sender = desk.pane.page.getByRole('list', { name: 'Indices' }).getByRole('listitem').filter({ hasText: 'contact de ce client' });
  await sender.getByRole('button').click();
  await sender.locator('mark').getByText('compta@garage-canigou.fr').waitFor();
  expect(await axe(desk.pane.page)).toEqual([]);
  await shot(desk.pane.page, 'passage-320-light-fr');
  await shown.getByRole('button', { name: /^Masquer/ }).click();
  expect(await shown.locator('mark').count()).toBe(0);
  expect(asked).toEqual([]);
  expect(desk.pane.complaints).toEqual([]);
}, 40_000);

test('an answer to letters that have changed since is dropped, and why each customer was found is said', async () => {
  await open(silent('first', 'j.inconnu@orange.fr'));
  await title(/Qui écrit/).waitFor();
  const box = desk.pane.page.getByRole('combobox', { name: 'Chercher un client' });
  let release = (): void => undefined;
  const held = new Promise<void>((done) => { release = done; });
  const waiting: string[] = [];
  await desk.pane.page.route((url) => url.pathname === '/api/v1/debtors' && url.searchParams.get('words') === 'peyron', async (route) => {
    waiting.push('peyron');
    await held;
    await route.continue();
  });
  await box.fill('peyron');
  for (let tries = 0; waiting.length === 0 && tries < 200; tries += 1) await desk.pane.page.waitForTimeout(50);
  await box.fill('c041');
  const option = desk.pane.page.locator('[role=listbox] [role=option]');
  await option.filter({ hasText: 'code C-0412' }).waitFor();
  const late = desk.pane.page.waitForResponse((response) => response.url().includes('peyron'));
  release();
  await late;
  await desk.pane.page.waitForTimeout(200);
  expect(await option.allInnerTexts()).toEqual([expect.stringContaining('Garage du Canigou')]);

  await box.fill('Boulanjerie Maas');
  await option.filter({ hasText: 'nom proche' }).waitFor();
  expect(await option.first().innerText()).toContain('Boulangerie Mas');
  await shot(desk.pane.page, 'search-320-light-fr');
  // A line marked among the last answers is not chosen among these.
  await box.press('ArrowDown');
  await box.fill('garage');
  await option.filter({ hasText: 'Garage Peyron' }).waitFor();
  await box.press('Enter');
  await desk.pane.page.waitForTimeout(200);
  expect(await title(/Qui écrit/).count()).toBe(1);
  await box.press('ArrowDown');
  await untilTrue(desk.pane.page, "document.querySelectorAll('[role=option][aria-selected=true]').length === 1");
  const first = (await option.first().locator('span').first().innerText()).trim();
  await box.press('Enter');
  await title(first).waitFor();
}, 60_000);
