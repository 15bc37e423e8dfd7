import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import Libsql from 'libsql';
import { describeLiveChanges } from './live-changes-contract';
import type { LedgerRows } from './live-changes-contract';

const folders: string[] = [];
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

const TABLES = ['debtors', 'bills', 'more_instalments', 'payment_events', 'debtor_keys', 'debtor_credits', 'debtor_ibans', 'contacts', 'domains', 'name_grams'];

const rowsIn: LedgerRows = (url) => {
  const folder = dirname(url.slice('sqlite:'.length));
  const edition = readdirSync(folder).find((name) => /\.ledger-live-[0-9a-f-]{36}$/.test(name));
  if (edition === undefined) throw new Error('no edition');
  const db = new Libsql(join(folder, edition));
  try {
    return Promise.resolve(Object.fromEntries(TABLES.map((table) => [table, db.prepare(`select * from ${table}`).all([]).map((row) => JSON.stringify(row)).sort()])));
  } finally {
    db.close();
  }
};

describeLiveChanges('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-live-db-'));
  folders.push(folder);
  return Promise.resolve(`sqlite:${join(folder, 'relance.db')}`);
}, rowsIn);
