import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { TryOut } from '../../../src/demo/main';
import { launch, startBuilt } from '../mailbox-page';
import { untilTrue } from '../until-true';
import { faultsOf } from './cards-page';

jest.setTimeout(120_000);

const PICTURES = join(__dirname, '../../../.cache/gallery/gmail');
let browser: Browser;
let tryOut: TryOut;
beforeAll(async () => {
  browser = await launch();
  mkdirSync(PICTURES, { recursive: true });
  tryOut = await startBuilt({});
}, 60_000);
afterAll(async () => {
  await browser.close();
  await tryOut.close();
});

test.each(['sheet', 'server'])('the built sidebar in the Gmail mailbox (%s): a reminder is inserted, sent, and known as sent', async (mode) => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1366, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  await page.goto(`${tryOut.url}/gmail?mode=${mode}`);
  await untilTrue(page, () => document.body.dataset['ready'] === 'true');
  const panel = page.getByRole('complementary', { name: 'Panneau latéral' });
  await panel.getByRole('heading', { name: 'À relancer aujourd’hui' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('main').getByRole('button', { name: /Sophie Marchand.*FA-2026-0297/ }).click();
  await panel.getByRole('heading', { name: 'Menuiserie Lebrun' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: join(PICTURES, `lebrun-${mode}.png`) });
  await panel.getByRole('button', { name: 'Insérer la relance', exact: true }).click();
  const compose = page.getByRole('region', { name: 'Message en cours' });
  await compose.getByText('Réf. R-').waitFor();
  await compose.getByRole('button', { name: 'Envoyer' }).click();
  await compose.waitFor({ state: 'detached' });
  await panel.getByRole('button', { name: 'Autres actions' }).click();
  await panel.getByRole('menuitem', { name: /Actualiser/ }).click();
  await panel.getByText(/Relance ferme envoyée aujourd’hui/).first().waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
