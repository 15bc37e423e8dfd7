import { Kysely } from 'kysely';
import { dialectOf } from '../../../src/server/store/dialect';
import type { Tables } from '../../../src/server/store/schema';
import { withPostgres } from '../../contracts/postgres-cluster';
import { describeLiveChanges } from './live-changes-contract';
import type { LedgerRows } from './live-changes-contract';

const TABLES = ['debtors', 'invoices', 'instalments', 'payment_events', 'invoice_keys', 'debtor_keys', 'debtor_credits', 'debtor_ibans', 'contacts', 'domains', 'name_grams'] as const;

const rowsIn: LedgerRows = async (url) => {
  const db = new Kysely<Tables>({ dialect: dialectOf(url, null, 'relance test').dialect });
  try {
    const rows: Record<string, readonly string[]> = {};
    for (const table of TABLES) rows[table] = (await db.selectFrom(table as 'debtors').selectAll().execute()).map((row) => JSON.stringify(row)).sort();
    return rows;
  } finally {
    await db.destroy();
  }
};

withPostgres((cluster) => describeLiveChanges('PostgreSQL', () => cluster().freshDatabase(), rowsIn));
