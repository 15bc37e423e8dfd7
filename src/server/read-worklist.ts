import { FORECAST_DAYS, WORKLIST_GROUPS, addDays, compareDecisions, forecastOf } from '../core';
import type { Decision, DecisionProgress, Forecast, WorklistGroup, WorklistPage, WorklistQuery } from '../core';
import { decideLot, decidedOf } from './decide';
import type { Decider, Deciding } from './decide';
import { decideLedger } from './decision-run';
import type { Run } from './store/decisions';
import type { Store } from './store/store';

/** Nobody notices that so many debtors are decided about while he waits: no run is needed beside. */
const DECIDED_AT_ONCE = 300;

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
  const [{ rows, count }, groups] = [await store.decisions.page(of.company, run.run, query), await store.decisions.groups(of.company, run.run)];
  return { today: of.today, rows, count: count ?? groups[query.group], groups, progress: progressOf(run) };
}

/** Nobody is decided yet: the oldest debts are decided while the clerk waits, so that he can begin. */
async function oldestDebts(store: Store, of: Deciding, query: WorklistQuery, progress: DecisionProgress | null): Promise<WorklistPage> {
  const { debtors, count: total } = await store.overdue(of.company, of.today, 0, query.limit);
  const accounts = await store.accounts(of.company, debtors);
  const decisions = Array.from(accounts.values(), (account) => decidedOf(account, of).decision);
  const groups = Object.fromEntries(WORKLIST_GROUPS.map((group) => [group, decisions.filter((one) => one.group === group).length])) as Record<WorklistGroup, number>;
  const fits = ({ group, factors, debtor }: Decision): boolean =>
    group === query.group && factors.amount >= query.amountFrom && factors.daysLate >= query.daysFrom && (query.words === '' || `${debtor.name} ${debtor.code ?? ''}`.toLowerCase().includes(query.words.toLowerCase()));
  const rows = decisions.filter(fits).sort(compareDecisions);
  return { today: of.today, rows: rows.slice(query.offset, query.offset + query.limit), count: rows.length, groups, progress: progress === null ? { decided: decisions.length, total } : { ...progress, decided: Math.min(decisions.length, progress.total) } };
}

/** How much comes on each business day if nobody pays. */
export async function readForecast(store: Store, of: Deciding): Promise<Forecast> {
  const run = await runOf(store, of);
  const steps = run === null ? [] : await store.decisions.next(of.company, run.run, addDays(of.today, FORECAST_DAYS));
  return { today: of.today, days: forecastOf(steps, of.today), progress: progressOf(run) };
}
