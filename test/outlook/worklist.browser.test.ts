import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { addDays } from '../../src/core';
import type { Debtor, DebtorId, Invoice } from '../../src/core';
import { TODAY, aContact, aDebtor, address, anInvoice, eur, held, inDays } from '../core/builders';
import { untilTrue } from '../demo/until-true';
import { aDesk } from './a-desk';
import { Office, aMail, axe, shot } from './pane-page';

const NAMES = ['Garage du Canigou', 'Boulangerie Mas', 'Menuiserie Lebrun', 'Clinique Sainte-Anne', 'Transports Vidal'];
const customer = (n: number): Debtor => aDebtor({
  id: `K-${n}` as DebtorId, code: `K-${String(n).padStart(4, '0')}`, name: NAMES[n] ?? `Client ${n}`, legalIds: { siren: null, siret: null, vat: null }, segment: n % 3 === 0 ? 'Or' : 'Bois', domains: [],
  contacts: [aContact({ name: null, address: address(`compta@client-${n}.example`), role: 'accounting' })],
});
const bill = (n: number): Invoice => anInvoice({ number: `F-${n}`, debtor: `K-${n}` as DebtorId, due: addDays(TODAY, -(60 - (n % 50))), amount: eur(10_000 - 30 * n) });
const ledger = (count: number) => ({ debtors: Array.from({ length: count }, (_, n) => customer(n)), invoices: Array.from({ length: count }, (_, n) => bill(n)) });

/** Amount x days late, reckoned here anew: neither the numbers, nor the names, nor the amounts alone, nor the days alone make this order. */
const inOrder = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => ({ name: NAMES[n] ?? `Client ${n}`, amount: 10_000 - 30 * n, days: 60 - (n % 50) }))
  .sort((a, b) => b.amount * (b.days + 1) - a.amount * (a.days + 1) || b.amount - a.amount)
  .map(({ name }) => name);

const desk = aDesk(ledger(260));
const rows = (): Locator => desk.pane.page.locator('ol.wl [data-row]');
const shown = (count: number): Promise<void> => untilTrue(desk.pane.page, `document.querySelectorAll('ol.wl [data-row]').length === ${count}`);
const onRow = (name: string): Promise<void> => untilTrue(desk.pane.page, `document.activeElement?.matches('[data-row]') && document.activeElement.textContent === ${JSON.stringify(name)}`);

async function openList(options: Parameters<typeof desk.open>[1] = {}, url = desk.office.url): Promise<void> {
  await desk.open(aMail({ from: 'personne@ailleurs.example', subject: 'Bonjour' }), options, url);
  await desk.heading(/Qui écrit|Who is writing/).waitFor();
  await desk.pane.page.keyboard.press('Alt+l');
  await rows().first().waitFor();
}

test('filters by keyboard: a step, an amount, words; each a chip that is taken away; an empty list says what hides whom', async () => {
  await openList();
  const { page } = desk.pane;
  await page.getByText('260 clients · 50 en tête de liste').waitFor();
  await rows().first().focus();
  await page.keyboard.press('f');
  await untilTrue(page, "document.activeElement?.closest('form[aria-label=\"Filtrer\"]') !== null && document.activeElement?.tagName === 'INPUT'");
  await page.getByRole('option', { name: 'Bois' }).waitFor({ state: 'attached' });
  await page.keyboard.type('lebrun');
  await page.getByRole('textbox', { name: 'Montant échu à partir de' }).fill('cent');
  await page.keyboard.press('Enter');
  await page.getByText('Ce n’est pas un montant').waitFor();
  await shot(page, 'list-filter-320-light-fr');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Montant échu à partir de' }).fill('9 000');
  await page.keyboard.press('Enter');
  await shown(1);
  await onRow('Menuiserie Lebrun');
  await page.getByText('1 client sur 260', { exact: true }).waitFor();
  expect(await page.locator('.chip').allInnerTexts()).toEqual(['lebrun', expect.stringMatching(/^Montant.: 9.000 et plus$/)]);
  // The list keeps its filters while a customer is open, and the keys go on in what is left.
  await page.keyboard.press('Enter');
  await desk.heading('Menuiserie Lebrun').waitFor();
  await page.keyboard.press('Alt+l');
  await shown(1);
  await desk.button(/^Retirer le filtre.*lebrun/).click();
  await untilTrue(page, "document.querySelectorAll('ol.wl [data-row]').length > 20");
  await onRow('Garage du Canigou');
  await page.keyboard.press('j');
  await onRow('Boulangerie Mas');
  await page.keyboard.press('f');
  await page.getByRole('combobox', { name: 'Étape' }).selectOption('R2');
  await page.getByRole('combobox', { name: 'Catégorie' }).selectOption('Or');
  await page.locator('form button[type=submit]').click();
  await page.getByText('Aucun client ne passe tous ces filtres.').waitFor();
  await untilTrue(page, "document.activeElement?.getAttribute('data-focus') === 'list'");
  await shot(page, 'list-empty-320-light-fr');
  expect(await axe(page)).toEqual([]);
  await desk.button(/^Sans.*Relance ferme.*clients$/).click();
  await untilTrue(page, "document.querySelectorAll('ol.wl [data-row]').length > 5");
  await desk.button('Tout retirer').click();
  await shown(50);
  // Written to from a filtered list: the customer whose row it is, at his own address.
  await rows().first().focus();
  await page.keyboard.press('f');
  await page.getByRole('textbox', { name: 'Nom ou code' }).fill('sainte');
  await page.keyboard.press('Enter');
  await onRow('Clinique Sainte-Anne');
  await desk.button('Nouveau message').click();
  await desk.heading(/Cette relance est-elle partie/).waitFor();
  expect((await desk.pane.forms()).map(({ how, toRecipients }) => [how, toRecipients])).toEqual([['new-message', ['compta@client-3.example']]]);
  await desk.button(/^Retour/).click();
  await page.getByText('Aucun client ne passe le filtre').waitFor();
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('a customer is passed over until a day with a reason, and taken back', async () => {
  await openList({ viewport: { width: 320, height: 900 } });
  const { page } = desk.pane;
  await rows().first().focus();
  await page.keyboard.press('j');
  await onRow('Boulangerie Mas');
  await page.keyboard.press('p');
  await desk.heading('Passer jusqu’au…').waitFor();
  expect(await page.getByLabel('Jusqu’au').inputValue()).toBe(inDays(7));
  await page.getByText(/^lundi.30.novembre.2026/).waitFor();
  await desk.button('Passer ce client').click();
  await page.getByText('À remplir.').waitFor();
  await shot(page, 'list-pass-320-light-fr');
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('Motif').fill('Attend son comptable');
  await desk.button('Passer ce client').click();
  await page.getByText('Passé jusqu’au 30/11').first().waitFor();
  // The next one stands where he stood, under the clerk's hands.
  await onRow('Menuiserie Lebrun');
  await page.getByText('1 sur 260 faite').waitFor();
  const debtor = await desk.office.debtor('K-0001');
  expect(await desk.office.log(debtor)).toEqual([{ kind: 'hold-set', until: inDays(7), reason: 'Attend son comptable' }]);
  await shot(page, 'list-passed-320-light-fr');
  await desk.button('Annuler').click();
  await page.getByText('0 sur 260 faite').waitFor();
  await page.getByRole('button', { name: 'Boulangerie Mas' }).waitFor();
  expect((await desk.office.log(debtor)).map(({ kind }) => kind)).toEqual(['hold-set', 'entry-voided']);
  // Given up, the form leads back to the list, and nothing is noted.
  await page.getByRole('button', { name: 'Boulangerie Mas' }).focus();
  await page.keyboard.press('p');
  await desk.heading('Passer jusqu’au…').waitFor();
  await page.keyboard.press('Escape');
  await desk.heading('À relancer aujourd’hui').waitFor();
  expect(await desk.office.log(debtor)).toHaveLength(2);
  expect(desk.pane.complaints).toEqual([]);
}, 60_000);

test('what is worth most and latest stands first, on every page; all are read again where a colleague took one away, beyond two hundred too', async () => {
  await openList();
  const { page } = desk.pane;
  await shown(50);
  expect(await rows().allInnerTexts()).toEqual(inOrder(260).slice(0, 50));
  for (const more of [100, 150, 200, 250]) {
    await desk.button('Afficher la suite').click();
    await shown(more);
  }
  await desk.office.note(await desk.office.debtor('K-0003'), held({ until: inDays(20) }));
  await desk.button('Afficher la suite').click();
  await shown(259);
  const names = await rows().allInnerTexts();
  expect(names).toEqual(inOrder(260).filter((name) => name !== 'Clinique Sainte-Anne'));
  await page.getByRole('tab', { name: /^À relancer/ }).click();
  await page.getByRole('tab', { name: /^À relancer/ }).filter({ hasText: '259' }).waitFor();
  await shown(259);
}, 60_000);

test('what comes in thirty days: each day with its steps, weekends as such; Escape leads back', async () => {
  await openList();
  const { page } = desk.pane;
  await desk.button('Prévision sur 30 jours').click();
  await desk.heading('Prévision sur 30 jours').waitFor();
  const days = page.getByRole('list', { name: 'Prévision sur 30 jours' }).getByRole('listitem');
  await days.first().waitFor();
  const said = (await days.allInnerTexts()).map((text) => text.replace(/[\u00a0\u202f]/g, ' '));
  expect([said[0], said[5]]).toEqual(['lundi 23/11 : 260 relances', 'samedi 28/11 et dimanche 29/11 : week-end']);
  await shot(page, 'list-forecast-320-light-fr');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await untilTrue(page, "document.activeElement?.getAttribute('data-focus') === 'forecast'");
  // A server that takes its time: the boxes of the list, then the list.
  let answer = (): void => undefined;
  const late = new Promise<void>((done) => { answer = done; });
  await page.route('**/worklist/page*', async (route) => {
    await late;
    await route.continue();
  });
  await page.reload();
  await desk.heading(/Qui écrit/).waitFor();
  await page.keyboard.press('Alt+l');
  await page.getByRole('heading', { name: 'Lecture de la liste…' }).waitFor();
  await untilTrue(page, "document.querySelectorAll('[aria-busy=true] .sk').length > 10");
  await shot(page, 'list-boxes-320-light-fr');
  expect(await axe(page)).toEqual([]);
  answer();
  await shown(50);
  expect(await page.locator('.sk').count()).toBe(0);
}, 60_000);

test('while a long ledger is analysed the list says how far it is, and asks again only while somebody looks', async () => {
  const large = await Office.open(ledger(310));
  try {
    await openList({}, large.url);
    const { page } = desk.pane;
    await page.getByText(/^Analyse en cours.: \d+ clients sur 310$/).waitFor();
    await page.getByRole('tab', { name: /^À relancer/ }).filter({ hasText: /\d+\+$/ }).waitFor();
    let [asked, answered] = [0, 0];
    page.on('response', (response) => { answered += response.url().includes('/worklist/page') ? 1 : 0; });
    page.on('request', (request) => { asked += request.url().includes('/worklist/page') ? 1 : 0; });
    await page.clock.install();
    await page.getByRole('tab', { name: /^À relancer/ }).click();
    for (let tries = 0; answered === 0 && tries < 200; tries += 1) await page.evaluate('new Promise((done) => { requestAnimationFrame(done); })').catch(() => undefined);
    await page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })");
    await page.clock.runFor(30_000);
    const hidden = asked;
    await page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))");
    for (let tries = 0; asked === hidden && tries < 200; tries += 1) await page.clock.runFor(50);
    expect([hidden, asked]).toEqual([1, 2]);
  } finally {
    await large.close();
  }
}, 60_000);
