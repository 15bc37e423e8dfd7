import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { aFec, aReceipt, aSale } from '../server/feeds/a-fec';
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

const plain = (text: string | null): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');

test('a FEC is shown as what it is: nothing to match, whether it balances, what could not be told; then it is the ledger', async () => {
  server = await ownServer();
  const fec = join(server.folder, '404833048FEC20261231.txt');
  writeFileSync(fec, aFec([
    ...aSale('DUP', 'FA-1', '20260105', 1000), ...aSale('DUP', 'FA-2', '20260210', 500, { letter: 'A' }), ...aReceipt('DUP', 'VIR 12', '20260301', '600,00', { letter: 'A' }),
    ...aSale('MAR', 'FA-3', '20260115', 100), ...aReceipt('MAR', 'VIR 13', '20260301', '20,00'), { account: '411000', customer: 'MAR', piece: 'FA-9', entry: 'X-9', date: '20260401', debit: '10,00' },
  ]));
  pane = await openPane(browser, server.url(), aMail({ subject: 'Bonjour' }), { ignoreHTTPSErrors: true });
  await pane.page.locator('input[type=file]').setInputFiles(fec);
  await pane.page.getByRole('heading', { name: 'Fichier des écritures comptables (FEC)' }).waitFor();
  const body = plain(await pane.page.locator('main').innerText());
  expect(body).toContain('Non équilibré : 2 550,00 € au débit, 2 540,00 € au crédit ; écritures en écart : 1.');
  expect(await pane.page.locator('select').count()).toBe(0);
  await pane.page.getByText('À vérifier (4)').click();
  await pane.page.getByText('Ligne 15 : l’écriture VE X-9 n’est pas équilibrée').waitFor();
  await shot(pane.page, 'fec-320-light-fr');
  expect(await axe(pane.page)).toEqual([]);
  await pane.page.getByRole('button', { name: 'Continuer' }).click();
  expect(plain(await pane.page.locator('dl.figures').last().innerText())).toMatch(/1 330,00 €/);
  await shot(pane.page, 'fec-figures-320-light-fr');
  await pane.page.getByRole('button', { name: 'Commencer' }).click();
  await pane.page.getByRole('button', { name: 'Ouvrir Relance' }).waitFor();
  expect(pane.complaints).toEqual([]);
}, 120_000);
