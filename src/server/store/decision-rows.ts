import { CompiledQuery } from 'kysely';
import type { Transaction } from 'kysely';
import { BulkInsert } from './bulk-insert';
import { PREPARED } from './dialect';
import type { StoreKind } from './dialect';
import type { Tables } from './schema';

type Row = Tables['decisions'];

/** In the table's order, with PostgreSQL's type of each. */
const COLUMNS: Readonly<Record<keyof Row, 'text' | 'int4' | 'int8'>> = {
  tenant: 'text', debtor: 'text', run: 'int4', seq: 'int4', head: 'int4', recheck_on: 'text', grp: 'text', place: 'text', amount: 'int8', days_late: 'int4', stage: 'text', segment: 'text', folded: 'text',
  handled_on: 'text', next_on: 'text', next_channel: 'text', decision: 'text',
};
const NAMES = Object.keys(COLUMNS) as readonly (keyof Row)[];
const KEY: readonly string[] = ['tenant', 'debtor'];

/** A column is one value: thousands of placeholders cost more to read than the rows to write. */
const UPSERT = `insert into decisions (${NAMES.join(', ')}) select * from unnest(${NAMES.map((name, at) => `$${at + 1}::${COLUMNS[name]}[]`).join(', ')}) `
  + `on conflict (${KEY.join(', ')}) do update set ${NAMES.filter((name) => !KEY.includes(name)).map((name) => `${name} = excluded.${name}`).join(', ')}${PREPARED}`;

/** Writes what was decided, over what was decided of the same debtors before. */
export function decisionRows(kind: StoreKind): (trx: Transaction<Tables>, rows: readonly Row[]) => Promise<void> {
  if (kind === 'sqlite') {
    const bulk = new BulkInsert();
    return (trx, rows) => bulk.insert(trx, 'decisions', rows);
  }
  return async (trx, rows) => {
    if (rows.length > 0) await trx.executeQuery(CompiledQuery.raw(UPSERT, NAMES.map((name) => rows.map((row) => row[name]))));
  };
}
