import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { COMPANY } from '../../src/server/main';
import { withPostgres } from '../contracts/postgres-cluster';
import { aLongImportDesk } from './long-import-desk';
import { shot } from './pane-page';

const WRITTEN = /factures enregistrées sur 100\s000/;

withPostgres((cluster) => {
  let url = '';
  const desk = aLongImportDesk(async () => {
    url = await cluster().freshDatabase();
    return { RELANCE_DATABASE: url };
  });

  test('with PostgreSQL too a ledger of 100 000 rows says how far its writing is, is cancelled, loses its database, and is read to its end', async () => {
    const { page } = desk.pane;
    await desk.firstLedger();
    await desk.upload('grand.csv');
    await desk.button('Utiliser ce grand livre').click();
    await page.getByText(WRITTEN).and(page.locator('.import-done')).waitFor();
    await desk.moves(WRITTEN);
    await shot(page, 'import-writing-320-light-fr');
    await desk.cancel();
    await desk.bar().waitFor({ state: 'detached' });
    await desk.smallIsInUse();

    await desk.upload('grand.csv');
    await desk.button('Utiliser ce grand livre').click();
    await page.getByText(WRITTEN).and(page.locator('.import-done')).waitFor();
    const administrator = new Client({ connectionString: url });
    await administrator.connect();
    await administrator.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'relance import' and xact_start is not null`);
    await administrator.end();
    await page.getByRole('alert').filter({ hasText: 'La base de données ne répond pas' }).waitFor();
    await page.getByText('petit.csv · 2 lignes').waitFor();
    expect((await desk.server.store().ledgerFacts(COMPANY))?.source.name).toBe('petit.csv');

    await desk.upload('grand.csv');
    await desk.button('Utiliser ce grand livre').click();
    await desk.longIsInUse();
    expect(desk.pane.complaints).toEqual([]);
  }, 600_000);
});
