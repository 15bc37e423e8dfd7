import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { COMPANY } from '../../src/server/main';
import { ledgerRows, writeLedger } from '../bench/import/ledger-file';
import { ownServer } from './own-server';
import type { OwnServer } from './own-server';
import { aMail, launch, openPane, shot } from './pane-page';
import type { OpenPane } from './pane-page';
import { untilTrue } from '../demo/until-true';

const ROWS = 100_000;
const CUSTOMERS = 5_000;
const PATIENCE = 60_000;

let browser: Browser;
let server: OwnServer;
let pane: OpenPane;
beforeAll(async () => { browser = await launch(); }, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  server = await ownServer();
  writeLedger(join(server.folder, 'grand.csv'), ROWS, CUSTOMERS);
  writeFileSync(join(server.folder, 'petit.csv'), ['Code client;Client;E-mail;N° facture;Échéance;Restant dû', 'P1;Garage du Canigou;compta@garage-canigou.fr;FA-1;15/10/2026;1200,00', 'P2;Boulangerie Mas;mas@boulangerie-mas.fr;FA-2;16/10/2026;300,00'].join('\r\n'));
  pane = await openPane(browser, server.url(), aMail({ subject: 'Bonjour' }), { ignoreHTTPSErrors: true });
  pane.page.setDefaultTimeout(PATIENCE);
}, 120_000);
afterEach(async () => {
  await pane.close();
  await server.remove();
}, 60_000);

const button = (name: string | RegExp): Locator => pane.page.getByRole('button', { name });
const upload = async (name: string): Promise<void> => {
  await pane.page.locator('input[type=file]').setInputFiles(join(server.folder, name));
  await pane.page.getByRole('heading', { name }).waitFor();
};

/** What a screen reader is given by polite regions, in order. */
const listen = (): Promise<unknown> => pane.page.evaluate(`(() => {
  window.heard = [];
  const regions = '[role=status], [aria-live=polite]';
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(regions);
      const text = region?.textContent ?? '';
      if (text !== '' && window.heard[window.heard.length - 1] !== text) window.heard.push(text);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`);
const heard = (): Promise<readonly string[]> => pane.page.evaluate('window.heard') as Promise<readonly string[]>;

async function firstLedger(): Promise<void> {
  await upload('petit.csv');
  await button('Continuer').click();
  await button('Commencer').click();
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  await button('Plus d’actions').click();
  await pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
  await pane.page.getByText('petit.csv · 2 lignes').waitFor();
}

test('a ledger of 100 000 rows says how far it is, is cancelled and leaves the old one in use; the next time it is read to its end', async () => {
  await firstLedger();
  await upload('grand.csv');
  await pane.page.getByText(/100\s000 factures, 5\s000 clients/).waitFor();
  await listen();
  server.slowDisk(150);
  await button('Utiliser ce grand livre').click();
  const bar = pane.page.getByRole('progressbar', { name: 'Lecture de grand.csv' });
  await bar.waitFor();
  const rows = pane.page.getByText(/lignes lues sur 100\s000/).and(pane.page.locator('.import-done'));
  await rows.waitFor();
  await shot(pane.page, 'import-progress-320-light-fr');
  // It moves, in words and in the bar.
  const far = async (): Promise<readonly [number, number]> => [Number(((await rows.textContent()) ?? '').replace(/ lignes.*/s, '').replace(/\D/g, '')), Number(await bar.getAttribute('value'))];
  const seen = await far();
  let later = seen;
  while (later[0] <= seen[0] || later[1] <= seen[1]) {
    await pane.page.waitForTimeout(100);
    later = await far();
  }
  expect(later[0]).toBeLessThanOrEqual(ROWS);
  expect(await heard()).toContain('Lecture de grand.csv');

  await button('Annuler').click();
  await pane.page.getByRole('alert').filter({ hasText: 'Lecture annulée' }).waitFor();
  await pane.page.locator('button:focus', { hasText: 'Choisir un fichier' }).waitFor();
  await bar.waitFor({ state: 'detached' });
  await pane.page.getByText('petit.csv · 2 lignes').waitFor();
  await pane.page.getByText(/Le dernier grand livre reste en service/).waitFor();
  expect([(await server.store().ledgerFacts(COMPANY))?.source.name, (await server.store().search(COMPANY, 'Canigou')).map(({ debtor }) => debtor)]).toEqual(['petit.csv', ['c-p1']]);

  server.slowDisk(40);
  await upload('grand.csv');
  await pane.page.evaluate('window.heard.length = 0');
  await button('Utiliser ce grand livre').click();
  // Settings are closed by the ledger that is in use; the message of a customer of the new one is known at once.
  await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  expect((await server.store().ledgerFacts(COMPANY))?.rows).toBe(ROWS);
  const [first] = ledgerRows(ROWS, CUSTOMERS);
  const [, name = '', , from = ''] = first?.cells ?? [];
  await pane.show(aMail({ id: 'mail-2', conversation: 'thread-2', from, subject: 'Bonjour' }));
  await pane.page.getByRole('heading', { name: name.replace(/^"|"$/g, '').replace(/""/g, '"'), level: 1 }).waitFor();

  // What follows at once is said together, a moment later.
  await untilTrue(pane.page, "window.heard.some((text) => text.includes('grand.csv est en service'))");
  // Told at its beginning, at each quarter, while it is sorted and at its end, however long it took.
  const told = (await heard()).filter((text) => /grand\.csv|lignes lues|Classement|Premier examen|examinées/.test(text));
  expect(told).toContain('Lecture de grand.csv');
  expect(told.length).toBeLessThanOrEqual(6);
  expect(pane.complaints).toEqual([]);
}, 600_000);
