import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { Client } from 'pg';
import { COMPANY } from '../../src/server/main';
import { ledgerRows, writeLedger } from '../bench/import/ledger-file';
import { noteNotRun, postgresBinaries, startCluster } from '../contracts/postgres-cluster';
import type { PostgresCluster } from '../contracts/postgres-cluster';
import { ownServer } from './own-server';
import type { OwnServer } from './own-server';
import { aMail, launch, openPane, shot } from './pane-page';
import type { OpenPane } from './pane-page';

const ROWS = 100_000;
const CUSTOMERS = 5_000;
const PATIENCE = 90_000;

const binaries = postgresBinaries();

if (binaries === null) {
  const reason = 'no PostgreSQL server (initdb) found';
  noteNotRun(reason);
  test('PostgreSQL is there where the whole suite must run', () => {
    expect([process.env['CI'], reason]).not.toEqual(['true', reason]);
  });
} else {
  let cluster: PostgresCluster;
  let url = '';
  let browser: Browser;
  let server: OwnServer;
  let pane: OpenPane;
  beforeAll(async () => {
    browser = await launch();
    cluster = await startCluster(binaries);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await cluster.stop();
  }, 60_000);
  beforeEach(async () => {
    url = await cluster.freshDatabase();
    server = await ownServer([], { RELANCE_DATABASE: url });
    writeLedger(join(server.folder, 'grand.csv'), ROWS, CUSTOMERS);
    writeFileSync(join(server.folder, 'petit.csv'), ['Code client;Client;E-mail;N° facture;Échéance;Restant dû', 'P1;Garage du Canigou;compta@garage-canigou.fr;FA-1;15/10/2026;1200,00'].join('\r\n'));
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

  test('with PostgreSQL too a ledger of 100 000 rows says how far its writing is, is cancelled, loses its database, and is read to its end', async () => {
    await upload('petit.csv');
    await button('Continuer').click();
    await button('Commencer').click();
    await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
    await button('Plus d’actions').click();
    await pane.page.getByRole('menuitem', { name: 'Réglages' }).click();
    await pane.page.getByText('petit.csv · 1 ligne').waitFor();

    const bar = pane.page.getByRole('progressbar', { name: 'Lecture de grand.csv' });
    const rows = pane.page.getByText(/factures enregistrées sur 100\s000/).and(pane.page.locator('.import-done'));
    const far = async (): Promise<readonly [number, number]> => [Number(((await rows.textContent()) ?? '').replace(/ factures.*/s, '').replace(/\D/g, '')), Number(await bar.getAttribute('value'))];
    await upload('grand.csv');
    await button('Utiliser ce grand livre').click();
    await rows.waitFor();
    const seen = await far();
    let later = seen;
    while (later[0] <= seen[0] || later[1] <= seen[1]) {
      await pane.page.waitForTimeout(100);
      later = await far();
    }
    await shot(pane.page, 'import-writing-320-light-fr');
    expect(later[0]).toBeLessThanOrEqual(ROWS);
    await button('Annuler').click();
    await pane.page.getByRole('alert').filter({ hasText: 'Lecture annulée' }).waitFor();
    await bar.waitFor({ state: 'detached' });
    await pane.page.getByText('petit.csv · 1 ligne').waitFor();
    expect([(await server.store().ledgerFacts(COMPANY))?.source.name, (await server.store().search(COMPANY, 'Canigou')).map(({ debtor }) => debtor)]).toEqual(['petit.csv', ['c-p1']]);

    await upload('grand.csv');
    await button('Utiliser ce grand livre').click();
    await rows.waitFor();
    const administrator = new Client({ connectionString: url });
    await administrator.connect();
    await administrator.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'relance import' and xact_start is not null`);
    await administrator.end();
    await pane.page.getByRole('alert').filter({ hasText: 'La base de données ne répond pas' }).waitFor();
    await pane.page.getByText('petit.csv · 1 ligne').waitFor();
    expect((await server.store().ledgerFacts(COMPANY))?.source.name).toBe('petit.csv');

    await upload('grand.csv');
    await button('Utiliser ce grand livre').click();
    await pane.page.getByRole('heading', { name: 'Garage du Canigou', level: 1 }).waitFor();
    expect((await server.store().ledgerFacts(COMPANY))?.rows).toBe(ROWS);
    const [first] = ledgerRows(ROWS, CUSTOMERS);
    const [, name = '', , from = ''] = first?.cells ?? [];
    await pane.show(aMail({ id: 'mail-2', conversation: 'thread-2', from, subject: 'Bonjour' }));
    await pane.page.getByRole('heading', { name: name.replace(/^"|"$/g, '').replace(/""/g, '"'), level: 1 }).waitFor();
    expect(pane.complaints).toEqual([]);
  }, 600_000);
}
