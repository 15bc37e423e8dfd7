import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CompanyId } from '../../src/core';
import { ownServer } from './own-server';
import type { OwnServer } from './own-server';
import { openCommands } from './command-page';
import { aMail, axe, launch, openPane, shot } from './pane-page';
import type { Mail, OpenPane } from './pane-page';

jest.setTimeout(120_000);

let browser: Browser;
let server: OwnServer;
let pane: OpenPane;
beforeAll(async () => { browser = await launch(); }, 60_000);
afterAll(() => browser.close());

const HEAD = 'Code client;Client;E-mail;N° facture;Date;Échéance;Montant TTC;Reste dû';
/** Both companies know the garage, by the same code and with the same number: 1 200 € here, 300 € there. */
const NORTH = [HEAD, 'C1;Garage du Canigou;compta@garage-canigou.fr;FA-1;01/09/2026;15/10/2026;1200,00;1200,00'].join('\r\n');
const SOUTH = [HEAD, 'C1;Garage du Canigou;compta@garage-canigou.fr;FA-1;01/09/2026;15/10/2026;300,00;300,00', 'C2;Fleurs Vidal;contact@fleurs-vidal.fr;FA-2;01/09/2026;15/10/2026;80,00;80,00'].join('\r\n');
const TO_NORTH = aMail({ id: 'n', conversation: 'north', to: ['marie@atelier-nord.fr'], subject: 'Votre facture FA-1' });
const LATER = { ...TO_NORTH, id: 'n2', conversation: 'north-2' };
const TO_SOUTH = aMail({ id: 's', conversation: 'south', to: ['factures@filiale-sud.fr', 'marie@atelier-nord.fr'], subject: 'Votre facture FA-1' });

beforeEach(async () => {
  server = await ownServer();
  const ledger = join(server.folder, 'north.csv');
  writeFileSync(ledger, NORTH);
  await server.stop();
  await server.again(['--ledger', ledger]);
}, 60_000);
afterEach(async () => {
  await pane.close();
  await server.remove();
}, 60_000);

const bar = (page: Page) => page.locator('section.company');
const owed = (page: Page, sum: string) => page.locator('.big').filter({ hasText: sum }).first();
async function settings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Plus d’actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Réglages' }).click();
}
const open = async (mail: Mail = TO_NORTH): Promise<Page> => {
  pane = await openPane(browser, server.url(), mail, { ignoreHTTPSErrors: true });
  return pane.page;
};

/** The subsidiary is added from the pane, its file uploaded, its address told. */
async function addSouth(page: Page): Promise<void> {
  await settings(page);
  await page.getByRole('button', { name: 'Sociétés' }).click();
  await page.getByLabel('Nom de la société').fill('Filiale Sud');
  await page.getByRole('button', { name: 'Ajouter une société' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'south.csv', mimeType: 'text/csv', buffer: Buffer.from(SOUTH) });
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.getByRole('button', { name: /Commencer|Ouvrir/ }).last().click();
  await settings(page);
  await page.getByLabel('Adresses de votre équipe').or(page.getByLabel(/adresses/i)).first().fill('marie@atelier-nord.fr\nfactures@filiale-sud.fr');
  await page.getByRole('button', { name: 'Enregistrer' }).first().click();
  await page.getByRole('status').filter({ hasText: 'Enregistré' }).waitFor();
  await page.getByRole('button', { name: 'Retour' }).click();
}

test('one company alone is not spoken of', async () => {
  const page = await open();
  await owed(page, '1 200,00').or(owed(page, '1\u202f200,00')).waitFor();
  expect(await bar(page).count()).toBe(0);
});

describe('two companies', () => {
  test('the second is added from the pane, and each message is shown in the books of the one to which it is addressed', async () => {
    const page = await open();
    await owed(page, '200,00').waitFor();
    await addSouth(page);
    await bar(page).getByText('Filiale Sud').waitFor();
    await pane.show(TO_SOUTH);
    await owed(page, '300,00').waitFor();
    await shot(page, 'companies-south-fr');
    expect(await axe(page)).toEqual([]);
    await pane.show(LATER);
    await bar(page).getByText('Atelier Nord').waitFor();
    await page.getByText('Ce message est adressé à Atelier Nord.').waitFor();
    await owed(page, '1\u202f200,00').waitFor();
    await shot(page, 'companies-arrived-fr');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Rester avec Filiale Sud' }).click();
    await owed(page, '300,00').waitFor();
    expect(await bar(page).innerText()).toContain('Filiale Sud');
    await pane.show(TO_SOUTH);
    await page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
    await pane.show(LATER);
    // The clerk has said for which company this conversation is looked at.
    await owed(page, '300,00').waitFor();
    expect(await bar(page).innerText()).toContain('Filiale Sud');
    expect(pane.complaints).toEqual([]);
  });

  test('another one is chosen by the keyboard; what was typed for the first is still there when it comes back, and is recorded there', async () => {
    const page = await open();
    await owed(page, '200,00').waitFor();
    await addSouth(page);
    await pane.show(LATER);
    await owed(page, '1\u202f200,00').waitFor();
    await page.getByRole('button', { name: 'Noter' }).first().click();
    await page.getByRole('menuitem', { name: /note/i }).last().click();
    await page.locator('form textarea').first().fill('Rappeler lundi');
    await bar(page).getByRole('button').click();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('menuitemradio', { name: 'Filiale Sud' }).click();
    await owed(page, '300,00').waitFor();
    await bar(page).getByRole('button').click();
    await page.getByRole('menuitemradio', { name: 'Atelier Nord' }).click();
    await owed(page, '1\u202f200,00').waitFor();
    await page.getByText('à enregistrer').first().waitFor();
    await page.locator('ul.s.stack button.lnk').first().click();
    await page.locator('form footer [type=submit]').click();
    await page.locator('[role=status], .toast').filter({ hasText: /not/i }).first().waitFor();
    const [south] = await server.store().otherCompanies.list();
    const logged = async (company: CompanyId): Promise<unknown> => (await server.store().newestEntryAt(company)) !== null;
    expect(await logged('company' as CompanyId)).toBe(true);
    expect(await logged(south as CompanyId)).toBe(false);
  });

  test('the one click of the ribbon reminds in the name of the company that was written to, and of none where nothing says which', async () => {
    const page = await open();
    await owed(page, '200,00').waitFor();
    await addSouth(page);
    const commands = await openCommands(browser, server.url(), TO_SOUTH);
    await commands.press('insertReminder');
    const [form] = await commands.forms();
    expect(form?.htmlBody).toContain('300,00');
    expect(form?.htmlBody).not.toContain('200,00');
    await commands.show(aMail({ id: 'x', conversation: 'x', to: ['quelquun@ailleurs.fr'], subject: 'Votre facture FA-1' }));
    await commands.press('insertReminder');
    expect((await commands.bar()).map(({ message }) => message).join()).toContain('laquelle de vos sociétés');
    expect(await commands.forms()).toHaveLength(1);
    await commands.close();
  });

  test('one without a log is removed after a question; one that is remembered and gone gives way to the first', async () => {
    const page = await open();
    await owed(page, '200,00').waitFor();
    await addSouth(page);
    await bar(page).getByRole('button').click();
    await page.getByRole('menuitemradio', { name: 'Atelier Nord' }).click();
    await owed(page, '1\u202f200,00').waitFor();
    await settings(page);
    await page.getByRole('button', { name: 'Sociétés' }).click();
    await shot(page, 'companies-list-fr');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Retirer, Filiale Sud' }).click();
    await page.getByRole('group', { name: /Retirer Filiale Sud/ }).getByRole('button', { name: 'Retirer' }).click();
    await page.locator('li.card').nth(1).waitFor({ state: 'detached' });
    expect(await bar(page).count()).toBe(0);
    await page.evaluate("localStorage.setItem('relance.company', 'c-000000000000')");
    await page.reload();
    await owed(page, '1\u202f200,00').waitFor();
    expect(await page.evaluate("localStorage.getItem('relance.company')")).toBeNull();
  });
});
