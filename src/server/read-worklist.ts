import { DUE_GROUPS, FORECAST_DAYS, WORKLIST_GROUPS, addDays, compareDecisions, endOf, filtersSet, forecastOf, withoutFilter } from '../core';
import type { Decision, DecisionProgress, FilterName, Forecast, WorklistFilter, WorklistGroup, WorklistPage, WorklistQuery } from '../core';
import { decideLot, decidedOf } from './decide';
import type { Decider, Deciding } from './decide';
import { decideLedger } from './decision-run';
import type { Run } from './store/decisions';
import type { Store } from './store/store';

/** Nobody notices that so many debtors are decided about while he waits: no run is needed beside. */
const DECIDED_AT_ONCE = 300;
/** So many of a long ledger are decided for each answer until its first lot is kept. */
const OLDEST = 100;

/** Everybody, when they are few; else as far as the run has come. null: nothing can be kept (a database that may only be read). */
async function runOf(store: Store, of: Deciding): Promise<Run | null> {
  const { company, under } = of;
  const run = (await store.decisions.run(company, under)) ?? (await store.decisions.begin(company, under));
  if (run === null || run.done || run.total > DECIDED_AT_ONCE) return run;
  const here: Decider = { decide: (ids, now) => decideLot((debtors) => store.ruled(company, debtors), ids, now), close: () => Promise.resolve() };
  await decideLedger({ store, decider: here, inForce: () => Promise.resolve(of), stopped: () => false, breathe: () => Promise.resolve() });
  return store.decisions.run(company, under);
}

const progressOf = (run: Run | null): DecisionProgress | null => (run === null || run.done ? null : { decided: run.decided, total: run.total });

/** One group of the worklist, the greatest risk first, from what was decided of each debtor for today. */
export async function readWorklist(store: Store, of: Deciding, query: WorklistQuery): Promise<WorklistPage> {
  const run = await runOf(store, of);
  if (run === null || (!run.done && run.decided === 0)) return oldestDebts(store, of, query, progressOf(run));
  const { company, today } = of;
  const counted = (filter: WorklistFilter): Promise<number> => store.decisions.count(company, run.run, query.group, filter);
  const { counts, handled } = await store.decisions.groups(company, run.run, today);
  const count = filtersSet(query).length === 0 ? counts[query.group] : await counted(query);
  const rows = count === 0 ? [] : await store.decisions.page(company, run.run, query);
  return { today, rows, count, groups: counts, handled, hidden: count > 0 ? [] : await hiddenBy(query, counted), progress: progressOf(run) };
}

async function hiddenBy(query: WorklistQuery, counted: (filter: WorklistFilter) => Promise<number> | number): Promise<WorklistPage['hidden']> {
  const hidden: { readonly filter: FilterName; readonly count: number }[] = [];
  for (const filter of filtersSet(query)) hidden.push({ filter, count: await counted(withoutFilter(query, filter)) });
  return hidden;
}

/** Nobody is decided yet: the oldest debts are decided while the clerk waits, so that he can begin. */
async function oldestDebts(store: Store, of: Deciding, query: WorklistQuery, progress: DecisionProgress | null): Promise<WorklistPage> {
  const { debtors, count: total } = await store.overdue(of.company, of.today, 0, OLDEST);
  const accounts = await store.accounts(of.company, debtors);
  const decisions = Array.from(accounts.values(), (account) => decidedOf(account, of).decision);
  const groups = Object.fromEntries(WORKLIST_GROUPS.map((group) => [group, decisions.filter((one) => one.group === group).length])) as Record<WorklistGroup, number>;
  const fitting = (filter: WorklistFilter): readonly Decision[] => decisions.filter((one) => one.group === query.group && fits(one, filter)).sort(compareDecisions);
  const rows = fitting(query);
  return {
    today: of.today, rows: rows.filter((row) => endOf(row) > query.after).slice(0, query.limit), count: rows.length, groups, handled: decisions.filter(({ group, handledOn }) => handledOn === of.today && !(DUE_GROUPS as readonly string[]).includes(group)).length,
    hidden: rows.length > 0 ? [] : await hiddenBy(query, (filter) => fitting(filter).length), progress: progress === null ? { decided: decisions.length, total } : { ...progress, decided: Math.min(decisions.length, progress.total) },
  };
}

function fits({ factors, debtor, stage, segment }: Decision, filter: WorklistFilter): boolean {
  const text = `${debtor.name} ${debtor.code ?? ''}`.toLowerCase();
  return factors.amount >= filter.amountFrom && factors.daysLate >= filter.daysFrom && text.includes(filter.words.trim().toLowerCase())
    && (filter.stage === null || stage?.id === filter.stage) && (filter.segment === null || segment === filter.segment);
}

/** How much comes on each business day if nobody pays. */
export async function readForecast(store: Store, of: Deciding): Promise<Forecast> {
  const run = await runOf(store, of);
  const steps = run === null ? [] : await store.decisions.next(of.company, run.run, addDays(of.today, FORECAST_DAYS));
  return { today: of.today, days: forecastOf(steps, of.today), progress: progressOf(run) };
}
