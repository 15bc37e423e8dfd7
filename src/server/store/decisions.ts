import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { DebtorId, LocalDate } from '../../core';
import { BulkInsert } from './bulk-insert';
import type { StoreKind } from './dialect';
import { betweenAppends } from './ledger-locks';
import type { Db } from './read-accounts';
import type { Tables } from './schema';
import { writing } from './writing';

/**
 * What was decided of each debtor, kept to know the order of a worklist without deciding about everybody each time. It is
 * a cache (design: principle 2): nobody is shown from it, and who reads it looks at what was decided under another key.
 */

/** What a decision was made with, beside the debtor's own log. `ledger`: one reading of the ledger. `rules`: policies and code. */
export interface DecisionKey {
  readonly ledger: string;
  readonly rules: string;
}

export interface Decision {
  readonly debtor: DebtorId;
  /** How much of his log was known. */
  readonly seq: number;
  /** The first day on which it can be another; null: never without new facts. */
  readonly recheckOn: LocalDate | null;
  readonly kind: string;
  readonly stage: string | null;
  /** Of what is open; null: nothing is. */
  readonly oldestDue: LocalDate | null;
}

export interface DecidedDebtor {
  readonly debtor: DebtorId;
  readonly oldestDue: LocalDate;
}

/** Where a run stands. */
export interface RunState {
  /** Everybody was decided under this key. */
  readonly done: boolean;
  /** The last debtor decided, in the order of their ids; '': none. */
  readonly reached: string;
}

export interface Decisions {
  /** null: begun under no such key, or on a later day than this (the clock was set back). */
  run(tenant: string, key: DecisionKey, today: LocalDate): Promise<RunState | null>;
  /** Debtors of the ledger with something open, by their ids. */
  openDebtors(tenant: string, after: string, limit: number): Promise<readonly DebtorId[]>;
  /** Decided under this key, but before the end of their log or for a day that is over. */
  outOfDate(tenant: string, key: DecisionKey, today: LocalDate, limit: number): Promise<readonly DebtorId[]>;
  /** Overdue by what was decided, oldest first. */
  overdue(tenant: string, key: DecisionKey, today: LocalDate, limit: number): Promise<readonly DecidedDebtor[]>;
  /**
   * Short, and between two appends: what a newer entry has overtaken is kept as out of date.
   * `run`: where the run stands after it; null: it is no part of one.
   * @returns false when the ledger is another one by now: nothing was kept.
   */
  keep(tenant: string, key: DecisionKey, today: LocalDate, decisions: readonly Decision[], run: RunState | null): Promise<boolean>;
  /** Takes away some of what was decided under other keys. @returns how many. */
  sweep(tenant: string, key: DecisionKey, limit: number): Promise<number>;
}

/** One reading of a ledger: numbers begin anew where a ledger was lost, so that the moment belongs to it. */
export const ledgerKey = (generation: number, readAt: string): string => `${generation} ${readAt}`;

export function decisionsIn(db: Kysely<Tables>, kind: StoreKind): Decisions {
  const bulk = new BulkInsert();
  const under = (of: Db, tenant: string, { ledger, rules }: DecisionKey) => of.selectFrom('decisions').where('tenant', '=', tenant).where('ledger', '=', ledger).where('rules', '=', rules);
  return {
    run: async (tenant, { ledger, rules }, today) => {
      const row = await db.selectFrom('decision_runs').select(['done', 'reached']).where('tenant', '=', tenant).where('ledger', '=', ledger).where('rules', '=', rules).where('on_day', '<=', today).executeTakeFirst();
      return row === undefined ? null : { done: row.done === 1, reached: row.reached };
    },
    openDebtors: async (tenant, after, limit) =>
      (await db.selectFrom('debtors').select('id').where('tenant', '=', tenant).where('id', '>', after).where('oldest_due', 'is not', null).orderBy('id').limit(limit).execute()).map(({ id }) => id as DebtorId),
    outOfDate: async (tenant, key, today, limit) => {
      // Each by an index of its own (migrations.ts).
      const behind = await under(db, tenant, key).select('debtor').whereRef('seq', '<>', 'head').limit(limit).execute();
      const over = await under(db, tenant, key).select('debtor').where('recheck_on', '<=', today).limit(limit).execute();
      return [...new Set([...behind, ...over].map(({ debtor }) => debtor as DebtorId))].slice(0, limit);
    },
    overdue: async (tenant, key, today, limit) =>
      (await under(db, tenant, key).select(['debtor', 'oldest_due']).where('oldest_due', '<', today).orderBy('oldest_due').orderBy('debtor').limit(limit).execute())
        .map(({ debtor, oldest_due: due }) => ({ debtor: debtor as DebtorId, oldestDue: due as LocalDate })),
    keep: async (tenant, key, today, decisions, run) => {
      const kept = await writing(db, kind, async (trx) => {
        if (kind === 'postgres') await betweenAppends(trx, tenant);
        if (!(await isInUse(trx, tenant, key.ledger))) return false;
        const heads = await headsOf(trx, tenant, decisions.map(({ debtor }) => debtor));
        await bulk.insert(trx, 'decisions', decisions.map(({ debtor, seq, recheckOn, kind: of, stage, oldestDue }) =>
          ({ tenant, debtor, ...key, seq, head: heads.get(debtor) ?? 0, recheck_on: recheckOn, kind: of, stage, oldest_due: oldestDue })));
        if (run !== null) {
          const row = { ...key, on_day: today, reached: run.reached, done: run.done ? 1 : 0 };
          await trx.insertInto('decision_runs').values({ tenant, ...row }).onConflict((on) => on.column('tenant').doUpdateSet(row)).execute();
        } else await trx.updateTable('decision_runs').set({ on_day: today }).where('tenant', '=', tenant).where('on_day', '<', today).execute();
        return true;
      });
      // Until it knows how many there are PostgreSQL sorts all of them for a page; by itself it would look within minutes.
      if (kept && run?.done === true && kind === 'postgres') await sql`analyze decisions`.execute(db);
      return kept;
    },
    sweep: async (tenant, { ledger, rules }, limit) => {
      const old = await db.selectFrom('decisions').select('debtor').where('tenant', '=', tenant).where((eb) => eb.or([eb('ledger', '<>', ledger), eb('rules', '<>', rules)])).limit(limit).execute();
      if (old.length > 0) await writing(db, kind, (trx) => trx.deleteFrom('decisions').where('tenant', '=', tenant).where('debtor', 'in', old.map(({ debtor }) => debtor)).where((eb) => eb.or([eb('ledger', '<>', ledger), eb('rules', '<>', rules)])).execute());
      return old.length;
    },
  };
}

/** In the transaction of an append: whatever was decided of this debtor no longer knows his whole log. */
export const logMoved = (trx: Transaction<Tables>, tenant: string, debtor: string, seq: number): Promise<unknown> =>
  trx.updateTable('decisions').set({ head: seq }).where('tenant', '=', tenant).where('debtor', '=', debtor).execute();

async function isInUse(trx: Transaction<Tables>, tenant: string, ledger: string): Promise<boolean> {
  const row = await trx.selectFrom('ledger_state').select(['generation', 'read_at']).where('tenant', '=', tenant).executeTakeFirst();
  return row !== undefined && ledgerKey(row.generation, row.read_at) === ledger;
}

async function headsOf(trx: Transaction<Tables>, tenant: string, debtors: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (debtors.length === 0) return new Map();
  const rows = await trx.selectFrom('log_head').select(['debtor', 'seq']).where('tenant', '=', tenant).where('debtor', 'in', debtors).execute();
  return new Map(rows.map(({ debtor, seq }) => [debtor, seq]));
}
