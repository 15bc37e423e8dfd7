import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { TryOut } from '../../../src/demo/main';
import { PAGE, SAMPLE, launch, startBuilt } from '../mailbox-page';
import { untilTrue } from '../until-true';
import { faultsOf } from './cards-page';

jest.setTimeout(120_000);

const PICTURES = join(__dirname, '../../../.cache/gallery/gmail');
let browser: Browser;
let tryOut: TryOut;
let page: Page;
let complaints: string[];

async function openGmail(path = '/gmail', context: BrowserContextOptions = {}): Promise<Page> {
  const own = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1366, height: 800 }, ...context });
  const opened = await own.newPage();
  opened.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  opened.on('pageerror', (error) => { complaints.push(error.message); });
  await opened.goto(`${tryOut.url}${path}`);
  await untilTrue(opened, () => document.body.dataset['ready'] === 'true');
  return opened;
}

beforeAll(async () => {
  browser = await launch();
  mkdirSync(PICTURES, { recursive: true });
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  complaints = [];
  tryOut = await startBuilt({ sampleFolder: SAMPLE, paneFolder: PAGE, addinFolder: join(__dirname, 'addin') });
  page = await openGmail();
});
afterEach(async () => {
  await page.context().close();
  await tryOut.close();
});

const panel = (): Locator => page.getByRole('complementary', { name: 'Panneau latéral' });
const compose = (): Locator => page.getByRole('region', { name: 'Message en cours' });
const row = (name: RegExp): Locator => page.getByRole('main').getByRole('button', { name });
const folder = (name: string): Locator => page.getByRole('navigation', { name: 'Libellés' }).getByRole('button', { name: new RegExp(`^${name}`) });
const openThread = async (): Promise<void> => {
  await row(/Sophie Marchand.*FA-2026-0297/).click();
  await panel().getByRole('heading', { name: 'Fil' }).waitFor();
};

test('the list comes with the add-on’s homepage, an open message with its contextual card', async () => {
  await panel().getByText('Rien d’ouvert').waitFor();
  await openThread();
  await panel().getByText('Sophie Marchand <compta@lebrun.example>').waitFor();
  await page.getByRole('button', { name: 'Retour à la liste' }).click();
  await panel().getByText('Rien d’ouvert').waitFor();
  expect(complaints).toEqual([]);
});

test('both mailboxes lead to each other', async () => {
  await page.getByRole('navigation', { name: 'Messagerie' }).getByRole('link', { name: 'Outlook' }).click();
  await page.getByRole('navigation', { name: 'Messagerie' }).getByRole('link', { name: 'Gmail' }).click();
  await panel().getByText('Rien d’ouvert').waitFor();
});

test('an action gets its parameters and fields, and its notification is shown', async () => {
  await openThread();
  await panel().getByLabel('Note').fill('rappeler jeudi');
  await panel().getByRole('button', { name: 'Noter' }).click();
  await page.getByRole('status').getByText('Noté : rappeler jeudi yes').waitFor();
});

test('a reply of the add-on is written in the thread; Envoyer puts it there under our name, without what a mail may not hold', async () => {
  await openThread();
  await panel().getByRole('button', { name: 'Insérer la relance' }).click();
  await compose().getByText('FA-2026-0297', { exact: true }).waitFor();
  expect(await compose().getByLabel('À', { exact: true }).inputValue()).toBe('Sophie Marchand <compta@lebrun.example>');
  expect(await compose().locator('img').count()).toBe(0);
  expect(await folder('Brouillons').innerText()).toMatch(/1/);
  await compose().getByRole('textbox', { name: 'Corps du message' }).getByText('Réf. R-7K3F').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' à part');
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await compose().waitFor({ state: 'detached' });
  await page.getByRole('status').getByText('Message envoyé').waitFor();
  await page.getByRole('article', { name: /Message de Nadia Perrin, 09:/ }).getByRole('button').click();
  await page.getByRole('article', { name: /Message de Nadia Perrin/ }).getByText('Réf. R-7K3F à part').waitFor();
  await panel().getByText('Nadia Perrin <nadia.perrin@vernet-fournitures.example>').waitFor();
  await panel().getByText('3 messages').waitFor();
  await folder('Messages envoyés').click();
  await row(/Sophie Marchand.*FA-2026-0297/).waitFor();
  expect(complaints).toEqual([]);
});

test('a draft thrown away is gone; one that is left stays in Brouillons as it was typed', async () => {
  await openThread();
  await panel().getByRole('button', { name: 'Insérer la relance' }).click();
  await compose().getByLabel('Objet').fill('Autre objet');
  await page.getByRole('button', { name: 'Retour à la liste' }).click();
  await folder('Brouillons').click();
  await row(/Autre objet/).click();
  await compose().getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await compose().waitFor({ state: 'detached' });
  await folder('Brouillons').click();
  await page.getByText('Aucun message ici.').waitFor();
});

test('nothing is sent without a recipient, or to half an address', async () => {
  await page.getByRole('button', { name: 'Nouveau message' }).click();
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await compose().getByText('Indiquez au moins un destinataire.').waitFor();
  await compose().getByLabel('À', { exact: true }).fill('compta@lebrun');
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await compose().getByText('n’est pas une adresse').waitFor();
});

test('a new message of the add-on is written at the foot of the window', async () => {
  await panel().getByRole('button', { name: 'Écrire' }).click();
  expect(await compose().getByLabel('Objet').inputValue()).toBe('Relevé');
  await compose().getByRole('button', { name: 'Envoyer' }).click();
  await compose().waitFor({ state: 'detached' });
  await folder('Messages envoyés').click();
  await row(/compta@lebrun\.example.*Relevé/).waitFor();
});

test('while a message is written the add-on inserts at the cursor', async () => {
  await page.getByRole('button', { name: 'Nouveau message' }).click();
  const body = compose().getByRole('textbox', { name: 'Corps du message' });
  await body.click();
  await page.keyboard.type('Avant');
  await compose().getByRole('button', { name: 'Insérer un texte' }).click();
  await compose().getByRole('button', { name: 'Insérer', exact: true }).click();
  await body.getByText('Texte inséré').waitFor();
  expect((await body.innerText()).replace(/\s+/g, ' ').trim()).toBe('Avant Texte inséré');
});

test('a universal action shows its card, with the message that is open', async () => {
  await openThread();
  await panel().getByRole('button', { name: 'Autres actions' }).click();
  await panel().getByRole('menuitem', { name: 'Actualiser' }).click();
  await panel().getByText(/^msg-f:\d+$/).waitFor();
});

test('what breaks in the add-on is told as text', async () => {
  await openThread();
  await panel().getByRole('button', { name: 'Casser' }).click();
  await panel().getByText('<b>cassé</b>').waitFor();
});

test('in the server’s mode the sidebar reaches Relance’s server as the signed-in person', async () => {
  await page.getByLabel('Créances').selectOption('server');
  await page.waitForURL('**/gmail?mode=server');
  await openThread();
  await panel().getByRole('button', { name: 'Serveur' }).click();
  await panel().getByText('200 Nadia Perrin').waitFor();
});

test('the date moves on for Gmail and for the add-on', async () => {
  await page.getByRole('button', { name: 'Changer la date' }).click();
  await page.getByLabel('Aujourd’hui, dans la boîte d’essai').fill('2026-12-04');
  await page.getByRole('button', { name: 'Valider' }).click();
  await page.getByText('vendredi 04/12/2026').waitFor();
});

describe('looks', () => {
  test.each(['light', 'dark'] as const)('axe finds nothing wrong in list, thread and compose window, %s', async (colorScheme) => {
    await page.context().close();
    page = await openGmail('/gmail', { colorScheme });
    await panel().getByText('Rien d’ouvert').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.screenshot({ path: join(PICTURES, `list-${colorScheme}.png`) });
    await openThread();
    expect(await faultsOf(page)).toEqual([]);
    await panel().getByRole('button', { name: 'Insérer la relance' }).click();
    await compose().waitFor();
    await compose().getByRole('button', { name: 'Insérer un texte' }).click();
    await compose().getByText('Choisissez').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.screenshot({ path: join(PICTURES, `thread-compose-${colorScheme}.png`) });
  });
});
