import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { ONLY_COMPANY } from '../../src/core';
import type { DebtorId } from '../../src/core';
import { openStore } from '../../src/server/store/open-store';
import { withPostgres } from '../contracts/postgres-cluster';
import { aDebtor, aProfile, anInvoice, at, noted } from '../core/builders';
import { chainOf } from './log-import-contract';

const root = join(__dirname, '../..');
const GARAGE = 'c-c-0412' as DebtorId;

function relance(database: string, ...words: readonly string[]): { readonly code: number | null; readonly json: readonly unknown[]; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/server/cli.mjs'), ...words], { encoding: 'utf8', env: { ...process.env, RELANCE_DATABASE: database } });
  return { code: status, json: stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown), err: stderr };
}

withPostgres((cluster) => {
  test('the command line asks a PostgreSQL database the same, and finds an entry that was changed in it', async () => {
    const url = await cluster().freshDatabase();
    expect(relance(url, 'worklist')).toMatchObject({ code: 2, json: [], err: expect.stringContaining('older Relance') });
    const store = await openStore(url);
    await store.saveSettings(ONLY_COMPANY, { profile: aProfile(), overrides: { company: [], freeMail: [] } });
    await store.importLedger(ONLY_COMPANY, { source: { name: 'clients.xlsx', kind: 'file', asOf: at('2026-11-23T07:12:00.000Z') }, debtors: [aDebtor()], invoices: [anInvoice()], problems: [], rows: 1 }, at('2026-11-23T07:13:00.000Z'));
    await store.importLog(ONLY_COMPANY, [{ debtor: GARAGE, name: 'Garage', listed: true, entries: chainOf(GARAGE, [noted('un'), noted('deux')]), texts: [] }]);
    await store.close();
    expect(relance(url, 'worklist')).toMatchObject({ code: 0, json: [{ kind: 'customer', company: ONLY_COMPANY, debtor: GARAGE }, { kind: 'company', company: ONLY_COMPANY }, { kind: 'summary', customers: 1 }] });
    expect(relance(url, 'export', 'open-items')).toMatchObject({ code: 0, json: [{ number: 'FA-2026-0297' }] });
    expect(relance(url, 'verify-log')).toMatchObject({ code: 0, json: [{ chains: 1, entries: 2, intact: true }] });
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`update log_entries set fact = replace(fact, 'note', 'held') where seq = 2`);
    await client.end();
    expect(relance(url, 'verify-log')).toMatchObject({ code: 1, json: [{ code: 'log/chain-broken', seq: 2 }, { intact: false }] });
  }, 120_000);
});
