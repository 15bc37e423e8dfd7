import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { GARAGE, LEDGER } from './cases';
import { Office, aMail, axe, launch, openPane, shot, untilTrue } from './pane-page';
import type { Mail, OpenPane } from './pane-page';

let browser: Browser;
let office: Office;
let pane: OpenPane;
beforeAll(async () => { browser = await launch(); }, 60_000);
afterAll(() => browser.close());
beforeEach(async () => { office = await Office.open(LEDGER); }, 30_000);
afterEach(async () => {
  await pane.close();
  await office.close();
});
const open = async (mail: Mail): Promise<void> => { pane = await openPane(browser, office.url, mail); };
const button = (name: string | RegExp): Locator => pane.page.getByRole('button', { name });
const heading = (name: string | RegExp): Locator => pane.page.getByRole('heading', { name });
const remember = (): Locator => pane.page.getByRole('combobox', { name: 'Retenir mon choix' });

/** Nothing but the sender: no number, no name. */
const silent = (conversation: string, from: string): Mail => aMail({ id: `mail-${conversation}`, conversation, subject: 'Bonjour', from, text: 'Bonjour, une question.' });

async function findCanigou(): Promise<void> {
  const box = pane.page.getByRole('combobox', { name: 'Chercher un client' });
  await box.fill('canig');
  await pane.page.getByRole('option', { name: /Garage du Canigou/ }).waitFor();
  await box.press('ArrowDown');
  await box.press('Enter');
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
}

test('a sender found by name is known in the next thread only when the clerk said so', async () => {
  await open(silent('first', 'j.inconnu@orange.fr'));
  await heading(/Qui écrit/).waitFor();
  expect(await remember().locator('option').allTextContents()).toEqual(['Pour ce fil seulement', 'Pour j.inconnu@orange.fr']);
  expect(await remember().inputValue()).toBe('address');
  await remember().selectOption('thread');
  await findCanigou();
  await pane.show(silent('second', 'j.inconnu@orange.fr'));
  await heading(/Qui écrit/).waitFor();
  await remember().selectOption('address');
  await findCanigou();
  await pane.show(silent('third', 'j.inconnu@orange.fr'));
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await pane.show(silent('fourth', 'k.autre@orange.fr'));
  await heading(/Qui écrit/).waitFor();
}, 60_000);

test('the clerk confirms the customer from the evidence, and the whole domain is known from then on', async () => {
  await open(aMail({ conversation: 'invoice', from: 'service@courrier-canigou.fr', text: `Bonjour,\nGarage du Canigou, SIREN ${GARAGE.legalIds.siren ?? ''}\n` }));
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await button(/indice/).click();
  await remember().selectOption('domain');
  await shot(pane.page, 'a2-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await button('C’est bien ce client').click();
  await pane.page.getByText('Choix retenu').first().waitFor();
  await untilTrue(pane.page, "document.activeElement.dataset.focus === 'heading'");
  await pane.show(silent('another', 'compta@courrier-canigou.fr'));
  await button(/(1 indice|Replier)$/).waitFor();
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await pane.show(silent('elsewhere', 'compta@ailleurs-canigou.fr'));
  await heading(/Qui écrit/).waitFor();
  expect(pane.complaints).toEqual([]);
}, 40_000);

test('a choice taken back leaves the question open again', async () => {
  await open(silent('once', 'service@courrier-canigou.fr'));
  await heading(/Qui écrit/).waitFor();
  await remember().selectOption('domain');
  await findCanigou();
  await button('Annuler').click();
  await heading(/Qui écrit/).waitFor();
  await pane.show(silent('twice', 'autre@courrier-canigou.fr'));
  await heading(/Qui écrit/).waitFor();
}, 40_000);
