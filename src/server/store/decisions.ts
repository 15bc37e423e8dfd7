import { sql } from 'kysely';
import type { Kysely, SelectQueryBuilder, Transaction } from 'kysely';
import { DUE_GROUPS, indexed, nameTokens, PLACE_LENGTH, placeOf, withoutNul, WORKLIST_GROUPS } from '../../core';
import type { DebtorId, Decision, DecisionProgress, LocalDate, NextSteps, StageChannel, WorklistFilter, WorklistGroup, WorklistQuery } from '../../core';
import type { Alone, DecidingAlone } from './deciding-alone';
import { decisionRows } from './decision-rows';
import type { StoreKind } from './dialect';
import { betweenAppends } from './ledger-locks';
import { ledgerKey } from './read-accounts';
import type { Db } from './read-accounts';
import { bareCode } from './search-keys';
import type { Tables } from './schema';
import type { StatementShapes } from './statement-shapes';
import { writing, writingCache } from './writing';

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

/** Of everybody decided in a run. */
export interface DecidedGroups {
  readonly counts: Readonly<Record<WorklistGroup, number>>;
  /** With whom something was done on that day, and who are in none of the groups where something is to be done. */
  readonly handled: number;
}

export interface Decisions {
  /** First thing of a run over a long ledger. null: another server decides, and what it keeps is read here too. */
  alone(tenant: string): Promise<Alone | null>;
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
  /**
   * After much was kept PostgreSQL is told to look. `spread`: until it knows how many there are of each group it sorts all of them
   * for a page. `seen`: until it knows that a row can be seen by all it fetches each one to count the groups. By itself it would
   * look within minutes; no append waits for it.
   */
  survey(what: 'spread' | 'seen'): Promise<void>;
  /** Takes away some of what was decided in other runs. @returns how many. */
  sweep(tenant: string, run: number, limit: number): Promise<number>;
  page(tenant: string, run: number, query: WorklistQuery): Promise<readonly Decision[]>;
  count(tenant: string, run: number, group: WorklistGroup, filter: WorklistFilter): Promise<number>;
  groups(tenant: string, run: number, day: LocalDate): Promise<DecidedGroups>;
  /** How many debtors' next step falls on each day up to and with `last`. */
  next(tenant: string, run: number, last: LocalDate): Promise<readonly NextSteps[]>;
}

export const FROM_THE_START: Reached = { due: '', debtor: '' };
const text = ({ ledger, rules, day }: Under): string => `${ledger} | ${rules} | ${day}`;
/** A debtor without a name that can be folded is still found by his code. */
const folded = (name: string, code: string | null): string => indexed(withoutNul([...nameTokens(name), ...(code === null ? [] : [bareCode(code)])].join(' ')).slice(0, 400));

/** `head`: how long the log was when it was decided; set to how long it is when it is written. */
function rowOf(tenant: string, run: number, { decision, seq }: Decided): Tables['decisions'] {
  const { debtor, group, factors, recheckOn, next, stage, segment, handledOn } = decision;
  return {
    tenant, debtor: debtor.id, run, seq, head: seq, recheck_on: recheckOn, grp: group, place: placeOf(factors), amount: factors.amount, days_late: factors.daysLate,
    stage: stage === null ? null : indexed(withoutNul(stage.id)), segment: segment === null ? null : indexed(withoutNul(segment)), folded: folded(debtor.name, debtor.code), handled_on: handledOn, next_on: next?.on ?? null, next_channel: next?.channel ?? null, decision: withoutNul(JSON.stringify(decision)),
  };
}

export function decisionsIn(db: Kysely<Tables>, kind: StoreKind, shapes: StatementShapes, one: DecidingAlone): Decisions {
  const write = decisionRows(kind);
  const of = (tenant: string, run: number) => db.selectFrom('decisions').where('tenant', '=', tenant).where('run', '=', run);
  return {
    alone: (tenant) => one.take(tenant),
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
    keep: (tenant, run, under, decided, advance) => {
      // What can be done before is: appends wait from betweenAppends on.
      const rows = decided.map((one) => rowOf(tenant, run, one));
      return writingCache(db, kind, async (trx) => {
        if (kind === 'postgres') await betweenAppends(trx, tenant);
        const now = await runOf(trx, tenant, under);
        if (now?.run !== run || !(await isInUse(trx, tenant, under.ledger))) return false;
        await write(trx, await notOvertaken(trx, shapes, tenant, run, rows));
        if (advance === null) return true;
        await trx.updateTable('decision_runs').set({ reached_due: advance.reached.due, reached: advance.reached.debtor, decided: Math.min(now.total, now.decided + decided.length), done: advance.done ? 1 : 0 }).where('tenant', '=', tenant).execute();
        return true;
      });
    },
    survey: async (what) => {
      if (kind === 'postgres') await (what === 'spread' ? sql`vacuum analyze decisions` : sql`vacuum (index_cleanup off) decisions`).execute(db);
    },
    sweep: async (tenant, run, limit) => {
      const old = await db.selectFrom('decisions').select('debtor').where('tenant', '=', tenant).where('run', '<>', run).limit(limit).execute();
      if (old.length > 0) await writingCache(db, kind, (trx) => trx.deleteFrom('decisions').where('tenant', '=', tenant).where('run', '<>', run).where('debtor', 'in', old.map(({ debtor }) => debtor)).execute());
      return old.length;
    },
    page: async (tenant, run, { group, after, limit, ...filter }) => {
      const fitting = fitted(of(tenant, run).where('grp', '=', group), filter);
      if (fitting === null) return [];
      const behind = after === '' ? fitting : fitting.where(sql<boolean>`(place, debtor) > (${after.slice(0, PLACE_LENGTH)}, ${after.slice(PLACE_LENGTH)})`);
      return (await behind.select('decision').orderBy('place').orderBy('debtor').limit(limit).execute()).map(({ decision }) => JSON.parse(decision) as Decision);
    },
    count: async (tenant, run, group, filter) =>
      (await fitted(of(tenant, run).where('grp', '=', group), filter)?.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow())?.count ?? 0,
    groups: async (tenant, run, day) => {
      const rows = await of(tenant, run).select(['grp', 'handled_on', (eb) => eb.fn.countAll<number>().as('count')]).groupBy(['grp', 'handled_on']).execute();
      const counted = (fits: (row: { readonly grp: string; readonly handled_on: string | null }) => boolean): number => rows.reduce((sum, row) => (fits(row) ? sum + row.count : sum), 0);
      return {
        counts: Object.fromEntries(WORKLIST_GROUPS.map((group) => [group, counted(({ grp }) => grp === group)])) as Record<WorklistGroup, number>,
        handled: counted(({ grp, handled_on: on }) => on === day && !(DUE_GROUPS as readonly string[]).includes(grp)),
      };
    },
    next: async (tenant, run, last) =>
      (await of(tenant, run).select(['next_on', 'next_channel', (eb) => eb.fn.countAll<number>().as('debtors')]).where('next_on', '<=', last).groupBy(['next_on', 'next_channel']).execute())
        .map(({ next_on: on, next_channel: channel, debtors }) => ({ on: on as LocalDate, channel: channel as StageChannel, debtors })),
  };
}

/** null: nobody can fit. */
function fitted<Q extends SelectQueryBuilder<Tables, 'decisions', object>>(of: Q, { stage, amountFrom, daysFrom, segment, words }: WorklistFilter): Q | null {
  // Letters and digits only: nothing in it is a pattern.
  const asked = words.trim() === '' ? [] : [...new Set([...nameTokens(words).slice(0, 5)])];
  const bare = bareCode(words);
  if (words.trim() !== '' && asked.length === 0 && bare === '') return null;
  let fitting: SelectQueryBuilder<Tables, 'decisions', object> = of;
  if (stage !== null) fitting = fitting.where('stage', '=', indexed(stage));
  if (amountFrom > 0) fitting = fitting.where('amount', '>=', amountFrom);
  if (daysFrom > 0) fitting = fitting.where('days_late', '>=', daysFrom);
  if (segment !== null) fitting = fitting.where('segment', '=', indexed(segment));
  if (bare !== '' || asked.length > 0) {
    fitting = fitting.where((eb) => eb.or([eb.and((asked.length > 0 ? asked : [bare]).map((token) => eb('folded', 'like', `%${token}%`))), ...(bare === '' ? [] : [eb('folded', 'like', `%${bare}%`)])]));
  }
  return fitting as Q;
}

/**
 * In the transaction of an append: what is decided of this debtor with the new entry. Kept where a run stands under the
 * same; else what was decided before no longer knows his whole log.
 */
export async function decidedWithEntry(trx: Transaction<Tables>, tenant: string, debtor: DebtorId, seq: number, given: { readonly under: Under; readonly decision: Decision } | null): Promise<void> {
  const now = given === null ? null : await runOf(trx, tenant, given.under);
  if (given !== null && now !== null && (await isInUse(trx, tenant, given.under.ledger))) {
    const { tenant: _, debtor: __, ...row } = rowOf(tenant, now.run, { decision: given.decision, seq });
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
async function notOvertaken(trx: Transaction<Tables>, shapes: StatementShapes, tenant: string, run: number, rows: readonly Tables['decisions'][]): Promise<readonly Tables['decisions'][]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ debtor }) => debtor);
  const { parameters, shape } = shapes.given(ids);
  const logged = await shapes.rows(trx, `log heads${shape}`, [tenant, ...parameters], () => trx.selectFrom('log_head').select(['debtor', 'seq']).where('tenant', '=', tenant).where(shapes.among('debtor', ids)), { again: true });
  const heads = new Map(logged.map(({ debtor, seq }) => [debtor, seq]));
  const late = rows.filter(({ debtor, seq }) => seq !== (heads.get(debtor) ?? 0)).map(({ debtor }) => debtor);
  if (late.length === 0) return rows;
  const newer = await trx.selectFrom('decisions').select('debtor').where('tenant', '=', tenant).where('run', '=', run).whereRef('seq', '=', 'head').where('debtor', 'in', late).execute();
  const leave = new Set(newer.map(({ debtor }) => debtor));
  return rows.filter(({ debtor }) => !leave.has(debtor)).map((row) => ({ ...row, head: heads.get(row.debtor) ?? 0 }));
}
