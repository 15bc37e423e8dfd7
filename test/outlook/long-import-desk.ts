import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { COMPANY } from '../../src/server/main';
import { ledgerRows, writeLedger } from '../bench/import/ledger-file';
import { ownServer } from './own-server';
import type { OwnServer } from './own-server';
import { aMail, launch, openPane } from './pane-page';
import type { OpenPane } from './pane-page';

export const ROWS = 100_000;
const CUSTOMERS = 5_000;
const PATIENCE = 90_000;

/** Production's server with a small ledger and a long one in its folder, and the pane of a company that has none yet. */
export class LongImportDesk {
  browser!: Browser;
  server!: OwnServer;
  pane!: OpenPane;

  button(name: string | RegExp): Locator {
    return this.pane.page.getByRole('button', { name });
  }

  async upload(name: string): Promise<void> {
    await this.pane.page.locator('input[type=file]').setInputFiles(join(this.server.folder, name));
    await this.pane.page.getByRole('heading', { name }).waitFor();
  }

  bar(): Locator {
    return this.pane.page.getByRole('progressbar', { name: 'Lecture de grand.csv' });
  }

  /** The small ledger is in use, and its settings are open. */
  async firstLedger(): Promise<void> {
    await this.upload('petit.csv');
    await this.button('Continuer').click();
    await this.button('Commencer').click();
    await this.button('Ouvrir Relance').click();
    await this.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
    await this.button('Plus d’actions').click();
    await this.pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
    await this.smallIsInUse();
  }

  async smallIsInUse(): Promise<void> {
    await this.pane.page.getByText('petit.csv · 2 lignes').waitFor();
    expect([(await this.server.store().ledgerFacts(COMPANY))?.source.name, (await this.server.store().search(COMPANY, 'Canigou')).map(({ debtor }) => debtor)]).toEqual(['petit.csv', ['c-p1']]);
  }

  /** How far the work is moves, in words and in the bar. @param words "… factures enregistrées sur 100 000" */
  async moves(words: RegExp): Promise<void> {
    const said = this.pane.page.getByText(words).and(this.pane.page.locator('.import-done'));
    const far = async (): Promise<readonly [number, number]> => [Number(((await said.textContent()) ?? '').replace(/[a-z].*/s, '').replace(/\D/g, '')), Number(await this.bar().getAttribute('value'))];
    const seen = await far();
    let later = seen;
    while (later[0] <= seen[0] || later[1] <= seen[1]) {
      await this.pane.page.waitForTimeout(100);
      later = await far();
    }
    expect(later[0]).toBeLessThanOrEqual(ROWS);
  }

  async cancel(): Promise<void> {
    await this.button('Annuler').click();
    await this.pane.page.getByRole('alert').filter({ hasText: 'Lecture annulée' }).waitFor();
  }

  /** Settings are closed by the ledger that is in use. */
  async settingsAreClosed(): Promise<void> {
    await this.pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
  }

  /** The message of a customer of the long one is known at once. */
  async longIsInUse(): Promise<void> {
    await this.settingsAreClosed();
    expect((await this.server.store().ledgerFacts(COMPANY))?.rows).toBe(ROWS);
    const [first] = ledgerRows(ROWS, CUSTOMERS);
    const [, name = '', , from = ''] = first?.cells ?? [];
    await this.pane.show(aMail({ id: 'mail-2', conversation: 'thread-2', from, subject: 'Bonjour' }));
    await this.pane.page.getByRole('heading', { name: name.replace(/^"|"$/g, '').replace(/""/g, '"'), level: 1 }).waitFor();
  }
}

/** @param environment of the server of each test, e.g. another database. */
export function aLongImportDesk(environment: () => Promise<Readonly<Record<string, string>>> = () => Promise.resolve({})): LongImportDesk {
  const desk = new LongImportDesk();
  beforeAll(async () => { desk.browser = await launch(); }, 60_000);
  afterAll(() => desk.browser.close());
  beforeEach(async () => {
    desk.server = await ownServer([], await environment());
    writeLedger(join(desk.server.folder, 'grand.csv'), ROWS, CUSTOMERS);
    writeFileSync(join(desk.server.folder, 'petit.csv'), ['Code client;Client;E-mail;N° facture;Échéance;Restant dû', 'P1;Garage du Canigou;compta@garage-canigou.fr;FA-1;15/10/2026;1200,00', 'P2;Boulangerie Mas;mas@boulangerie-mas.fr;FA-2;16/10/2026;300,00'].join('\r\n'));
    desk.pane = await openPane(desk.browser, desk.server.url(), aMail({ subject: 'Bonjour' }), { ignoreHTTPSErrors: true });
    desk.pane.page.setDefaultTimeout(PATIENCE);
  }, 120_000);
  afterEach(async () => {
    await desk.pane.close();
    await desk.server.remove();
  }, 60_000);
  return desk;
}
