import type { Kysely } from 'kysely';
import { assignIds } from '../../core';
import type { LedgerDifference } from '../../core';
import { knownDebtors, slices } from './import-ledger';
import { MISSING } from './rows';
import type { BuiltEdition } from './edition-writer';
import type { Tables } from './schema';
import type { Reading } from './whole-reading';

/** A file with 30 % fewer rows, or without 30 % of the customers, is more often the wrong file than a good month. */
const TENTHS_GONE = 3;
const isMuch = (gone: number, of: number): boolean => gone * 10 >= of * TENTHS_GONE;
const isFewer = (now: number, before: number): boolean => now < before && isMuch(before - now, before);
const areOthers = (gone: number, before: number): boolean => (gone >= 2 && isMuch(gone, before)) || gone === before;
const NAMES_SHOWN = 20;

/**
 * What a newer reading would change so much that the clerk is asked first; null: nothing.
 * Also asked: a customer with a log whose invoices the new reading puts under another customer (its log would be orphaned).
 */
export async function compareLedger(db: Kysely<Tables>, tenant: string, reading: Reading): Promise<LedgerDifference | null> {
  const state = await db.selectFrom('ledger_state').select('rows').where('tenant', '=', tenant).executeTakeFirst();
  if (state === undefined) return null;
  const before = await db.selectFrom('debtors').select(['id', 'name']).where('tenant', '=', tenant).where('fingerprint', '<>', MISSING).execute();
  const ids = assignIds(reading.debtors(), await knownDebtors(db, tenant));
  const present = new Set<string>(ids.values());
  const known = new Set(before.map((d) => d.id));
  const gone = before.filter((d) => !present.has(d.id));
  const added: string[] = [];
  for (const d of reading.debtors()) if (!known.has(ids.get(d.id) ?? '')) added.push(d.name);
  const { rows } = reading.facts;
  const fewer = isFewer(rows, state.rows);
  const others = before.length > 0 && (areOthers(gone.length, before.length) || (await orphansLog(db, tenant, reading, gone.map((d) => d.id))));
  if (!fewer && !others) return null;
  return {
    reason: others ? 'other-customers' : 'fewer-rows', rowsBefore: state.rows, rowsNow: rows,
    customersGone: gone.slice(0, NAMES_SHOWN).map((d) => d.name), customersGoneCount: gone.length, customersNew: added.slice(0, NAMES_SHOWN), customersNewCount: added.length,
  };
}

/** The same question about a reading that is written already (edition-writer.ts). */
export async function compareEdition(db: Kysely<Tables>, tenant: string, { difference }: BuiltEdition, rows: number): Promise<LedgerDifference | null> {
  const state = await db.selectFrom('ledger_state').select('rows').where('tenant', '=', tenant).executeTakeFirst();
  if (state === undefined) return null;
  const { before, goneCount, gone, addedCount, added, moved } = difference;
  const others = before > 0 && (areOthers(goneCount, before) || (await haveLog(db, tenant, moved)));
  if (!others && !isFewer(rows, state.rows)) return null;
  return {
    reason: others ? 'other-customers' : 'fewer-rows', rowsBefore: state.rows, rowsNow: rows,
    customersGone: gone, customersGoneCount: goneCount, customersNew: added, customersNewCount: addedCount,
  };
}

async function haveLog(db: Kysely<Tables>, tenant: string, debtors: readonly string[]): Promise<boolean> {
  for (const slice of slices(debtors, 500)) {
    if ((await db.selectFrom('log_head').select('debtor').where('tenant', '=', tenant).where('debtor', 'in', slice).where('seq', '>', 0).limit(1).executeTakeFirst()) !== undefined) return true;
  }
  return false;
}

async function orphansLog(db: Kysely<Tables>, tenant: string, reading: Reading, gone: readonly string[]): Promise<boolean> {
  for (const slice of slices(gone, 500)) {
    const logged = await db.selectFrom('log_head').select('debtor').where('tenant', '=', tenant).where('debtor', 'in', slice).where('seq', '>', 0).execute();
    if (logged.length === 0) continue;
    const invoices = await db.selectFrom('invoices').select('id').where('tenant', '=', tenant).where('debtor', 'in', logged.map((l) => l.debtor)).where('missing_since', 'is', null).execute();
    if (invoices.some((i) => reading.lists(i.id))) return true;
  }
  return false;
}
