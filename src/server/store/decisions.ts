import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { nameTokens, placeOf, WORKLIST_GROUPS } from '../../core';
import type { DebtorId, Decision, DecisionProgress, LocalDate, NextSteps, StageChannel, WorklistGroup, WorklistQuery } from '../../core';
import { BulkInsert } from './bulk-insert';
import type { StoreKind } from './dialect';
import { indexed, withoutNul } from './indexed-value';
import { betweenAppends } from './ledger-locks';
import { ledgerKey } from './read-accounts';
import type { Db } from './read-accounts';
import { bareCode } from './search-keys';
import type { Tables } from './schema';
import { writing } from './writing';

/**
 * What was decided of each debtor, kept to know the order of a worklist without deciding about everybody each time. It is
 * a cache (design: principle 2): it names no stage that anybody acts on, and what was decided under anything else than
 * what is in force is never read.
 */

/** What decisions are made under, beside each debtor's own log. `ledger`: one reading of it. `rules`: policies and code. */
export interface Under {
  readonly ledger: string;
  readonly rules: string;
  readonly day: LocalDate;
}

/** A decision and how much of the log it knew. */
export interface Decided {
  readonly decision: Decision;
  readonly seq: number;
}

/** Where in the ledger a run stands: the oldest debts first. */
export interface Reached {
  readonly due: string;
  readonly debtor: string;
}

export interface Run extends DecisionProgress {
  readonly run: number;
  readonly done: boolean;
  readonly reached: Reached;
}

export interface DecidedPage {
  readonly rows: readonly Decision[];
  /** null: as many as the group has. */
  readonly count: number | null;
}

export interface Decisions {
  /** The run under what is in force; null: not begun. */
  run(tenant: string, under: Under): Promise<Run | null>;
  /** Begins a run under what is in force; null: the ledger is another one by now. */
  begin(tenant: string, under: Under): Promise<Run | null>;
  /** Debtors of the ledger with something open behind `after`, the oldest debts first. */
  lot(tenant: string, after: Reached, limit: number): Promise<readonly Reached[]>;
  /** Decided in this run, but before the end of their log. */
  behind(tenant: string, run: number, limit: number): Promise<readonly DebtorId[]>;
  /**
   * Short, and between two appends: what a newer entry has overtaken stays behind. `advance`: where the run stands after it.
   * @returns false when another run or ledger is in force by now: nothing was kept.
   */
  keep(tenant: string, run: number, under: Under, decided: readonly Decided[], advance: { readonly reached: Reached; readonly done: boolean } | null): Promise<boolean>;
  /** Takes away some of what was decided in other runs. @returns how many. */
  sweep(tenant: string, run: number, limit: number): Promise<number>;
  page(tenant: string, run: number, query: WorklistQuery): Promise<DecidedPage>;
  groups(tenant: string, run: number): Promise<Readonly<Record<WorklistGroup, number>>>;
  /** How many debtors' next step falls on each day up to and with `last`. */
  next(tenant: string, run: number, last: LocalDate): Promise<readonly NextSteps[]>;
}

export const FROM_THE_START: Reached = { due: '', debtor: '' };
const text = ({ ledger, rules, day }: Under): string => `${ledger} | ${rules} | ${day}`;
/** A debtor without a name that can be folded is still found by his code. */
const folded = (name: string, code: string | null): string => indexed(withoutNul([...nameTokens(name), ...(code === null ? [] : [bareCode(code)])].join(' ')).slice(0, 400));

function rowOf(tenant: string, run: number, { decision, seq }: Decided, head: number): Tables['decisions'] {
  const { debtor, group, factors, recheckOn, next } = decision;
  return {
    tenant, debtor: debtor.id, run, seq, head, recheck_on: recheckOn, grp: group, place: placeOf(factors), amount: factors.amount, days_late: factors.daysLate, folded: folded(debtor.name, debtor.code),
    next_on: next?.on ?? null, next_channel: next?.channel ?? null, decision: withoutNul(JSON.stringify(decision)),
  };
}

export function decisionsIn(db: Kysely<Tables>, kind: StoreKind): Decisions {
  const bulk = new BulkInsert();
  const of = (tenant: string, run: number) => db.selectFrom('decisions').where('tenant', '=', tenant).where('run', '=', run);
  return {
    run: (tenant, under) => runOf(db, tenant, under),
    begin: (tenant, under) => writing(db, kind, async (trx) => {
      // Two that begin at once (a request and the run beside it, two servers) begin one run: the second waits, and finds it.
      const none = { run: 0, under: '', day: under.day, reached_due: '', reached: '', decided: 0, total: 0, done: 0 };
      await trx.insertInto('decision_runs').values({ tenant, ...none }).onConflict((on) => on.column('tenant').doNothing()).execute();
      const locked = trx.selectFrom('decision_runs').select('run').where('tenant', '=', tenant);
      const before = await (kind === 'postgres' ? locked.forUpdate() : locked).executeTakeFirstOrThrow();
      const known = await runOf(trx, tenant, under);
      if (known !== null) return known;
      if (!(await isInUse(trx, tenant, under.ledger))) return null;
      const { total } = await trx.selectFrom('debtors').select((eb) => eb.fn.countAll<number>().as('total')).where('tenant', '=', tenant).where('oldest_due', 'is not', null).executeTakeFirstOrThrow();
      const row = { run: before.run + 1, under: text(under), day: under.day, reached_due: '', reached: '', decided: 0, total, done: 0 };
      await trx.updateTable('decision_runs').set(row).where('tenant', '=', tenant).execute();
      return { run: row.run, done: false, reached: FROM_THE_START, decided: 0, total };
    }),
    lot: async (tenant, after, limit) =>
      (await db.selectFrom('debtors').select(['id', 'oldest_due']).where('tenant', '=', tenant).where('oldest_due', 'is not', null).where(sql<boolean>`(oldest_due, id) > (${after.due}, ${after.debtor})`)
        .orderBy('oldest_due').orderBy('id').limit(limit).execute()).map(({ id, oldest_due: due }) => ({ due: due as string, debtor: id })),
    behind: async (tenant, run, limit) => (await of(tenant, run).select('debtor').whereRef('seq', '<>', 'head').limit(limit).execute()).map(({ debtor }) => debtor as DebtorId),
    keep: async (tenant, run, under, decided, advance) => {
      const kept = await writing(db, kind, async (trx) => {
        if (kind === 'postgres') await betweenAppends(trx, tenant);
        const now = await runOf(trx, tenant, under);
        if (now?.run !== run || !(await isInUse(trx, tenant, under.ledger))) return false;
        await bulk.insert(trx, 'decisions', await notOvertaken(trx, tenant, run, decided));
        if (advance === null) return true;
        await trx.updateTable('decision_runs').set({ reached_due: advance.reached.due, reached: advance.reached.debtor, decided: Math.min(now.total, now.decided + decided.length), done: advance.done ? 1 : 0 }).where('tenant', '=', tenant).execute();
        return true;
      });
      // Until it knows how many there are PostgreSQL sorts all of them for a page; by itself it would look within minutes.
      if (kept && advance?.done === true && kind === 'postgres') await sql`analyze decisions`.execute(db);
      return kept;
    },
    sweep: async (tenant, run, limit) => {
      const old = await db.selectFrom('decisions').select('debtor').where('tenant', '=', tenant).where('run', '<>', run).limit(limit).execute();
      if (old.length > 0) await writing(db, kind, (trx) => trx.deleteFrom('decisions').where('tenant', '=', tenant).where('run', '<>', run).where('debtor', 'in', old.map(({ debtor }) => debtor)).execute());
      return old.length;
    },
    page: async (tenant, run, { group, amountFrom, daysFrom, words, offset, limit }) => {
      // Letters and digits only: nothing in it is a pattern.
      const asked = words.trim() === '' ? [] : [...new Set([...nameTokens(words).slice(0, 5)])];
      const bare = bareCode(words);
      if (words.trim() !== '' && asked.length === 0 && bare === '') return { rows: [], count: 0 };
      let fitting = of(tenant, run).where('grp', '=', group);
      if (amountFrom > 0) fitting = fitting.where('amount', '>=', amountFrom);
      if (daysFrom > 0) fitting = fitting.where('days_late', '>=', daysFrom);
      if (bare !== '' || asked.length > 0) {
        fitting = fitting.where((eb) => eb.or([eb.and((asked.length > 0 ? asked : [bare]).map((token) => eb('folded', 'like', `%${token}%`))), ...(bare === '' ? [] : [eb('folded', 'like', `%${bare}%`)])]));
      }
      const rows = await fitting.select('decision').orderBy('place').orderBy('debtor').offset(offset).limit(limit).execute();
      // Of a whole group the count is known already (groups).
      const filtered = amountFrom > 0 || daysFrom > 0 || words.trim() !== '';
      const count = filtered ? (await fitting.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count : null;
      return { rows: rows.map(({ decision }) => JSON.parse(decision) as Decision), count };
    },
    groups: async (tenant, run) => {
      const rows = await of(tenant, run).select(['grp', (eb) => eb.fn.countAll<number>().as('count')]).groupBy('grp').execute();
      const counts = new Map(rows.map(({ grp, count }) => [grp, count]));
      return Object.fromEntries(WORKLIST_GROUPS.map((group) => [group, counts.get(group) ?? 0])) as Record<WorklistGroup, number>;
    },
    next: async (tenant, run, last) =>
      (await of(tenant, run).select(['next_on', 'next_channel', (eb) => eb.fn.countAll<number>().as('debtors')]).where('next_on', '<=', last).groupBy(['next_on', 'next_channel']).execute())
        .map(({ next_on: on, next_channel: channel, debtors }) => ({ on: on as LocalDate, channel: channel as StageChannel, debtors })),
  };
}

/**
 * In the transaction of an append: what is decided of this debtor with the new entry. Kept where a run stands under the
 * same; else what was decided before no longer knows his whole log.
 */
export async function decidedWithEntry(trx: Transaction<Tables>, tenant: string, debtor: DebtorId, seq: number, given: { readonly under: Under; readonly decision: Decision } | null): Promise<void> {
  const now = given === null ? null : await runOf(trx, tenant, given.under);
  if (given !== null && now !== null && (await isInUse(trx, tenant, given.under.ledger))) {
    const { tenant: _, debtor: __, ...row } = rowOf(tenant, now.run, { decision: given.decision, seq }, seq);
    await trx.insertInto('decisions').values({ tenant, debtor, ...row }).onConflict((on) => on.columns(['tenant', 'debtor']).doUpdateSet(row)).execute();
  } else await trx.updateTable('decisions').set({ head: seq }).where('tenant', '=', tenant).where('debtor', '=', debtor).execute();
}

async function runOf(db: Db, tenant: string, under: Under): Promise<Run | null> {
  const row = await db.selectFrom('decision_runs').select(['run', 'done', 'reached', 'reached_due', 'decided', 'total']).where('tenant', '=', tenant).where('under', '=', text(under)).executeTakeFirst();
  return row === undefined ? null : { run: row.run, done: row.done === 1, reached: { due: row.reached_due, debtor: row.reached }, decided: row.decided, total: row.total };
}

async function isInUse(trx: Transaction<Tables>, tenant: string, ledger: string): Promise<boolean> {
  const row = await trx.selectFrom('ledger_state').select(['generation', 'read_at']).where('tenant', '=', tenant).executeTakeFirst();
  return row !== undefined && ledgerKey(row.generation, row.read_at) === ledger;
}

/** An append decides by itself: its word, where it was given in this run, is the newer one. */
async function notOvertaken(trx: Transaction<Tables>, tenant: string, run: number, decided: readonly Decided[]): Promise<readonly Tables['decisions'][]> {
  if (decided.length === 0) return [];
  const ids = decided.map(({ decision }) => decision.debtor.id);
  const heads = new Map((await trx.selectFrom('log_head').select(['debtor', 'seq']).where('tenant', '=', tenant).where('debtor', 'in', ids).execute()).map(({ debtor, seq }) => [debtor, seq]));
  const late = decided.filter(({ decision, seq }) => seq !== (heads.get(decision.debtor.id) ?? 0)).map(({ decision }) => decision.debtor.id);
  const newer = late.length === 0 ? [] : await trx.selectFrom('decisions').select('debtor').where('tenant', '=', tenant).where('run', '=', run).whereRef('seq', '=', 'head').where('debtor', 'in', late).execute();
  const leave = new Set(newer.map(({ debtor }) => debtor));
  return decided.filter(({ decision }) => !leave.has(decision.debtor.id)).map((one) => rowOf(tenant, run, one, heads.get(one.decision.debtor.id) ?? 0));
}
