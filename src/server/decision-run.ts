import type { DebtorId } from '../core';
import type { Decider, Deciding } from './decide';
import { FROM_THE_START } from './store/decisions';
import type { Decisions } from './store/decisions';
import type { Store } from './store/store';

/** Debtors decided and written at once: each time costs a commit, which waits for the disk, and holds the write lock. */
export const LOT = 200;
const MOST_SWEPT = 500;
/** A lot that comes back as it was is tried again so many times: an entry may have overtaken it. */
const TRIES = 3;

export interface DecisionRunOptions {
  readonly store: Store;
  readonly decider: Decider;
  /** Asked before each lot: policies, ledger and day may change meanwhile. null: no ledger. */
  readonly inForce: () => Promise<Deciding | null>;
  readonly stopped: () => boolean;
  /** Between two lots: others have their turn. */
  readonly breathe: () => Promise<void>;
}

/** How many were kept when the database last looked how they are spread, and when it last looked at them at all. */
interface Surveyed {
  readonly spread: number;
  readonly seen: number;
}

const FIRST_LOOK = 1_000;
/** How they are spread is looked at when there are so many times more; what came since, each so many. */
const GROWTH = 4;
const LOOK_EACH = 10_000;

async function surveyed(decisions: Decisions, { spread, seen }: Surveyed, kept: number, done: boolean): Promise<Surveyed> {
  if (done || kept >= Math.max(FIRST_LOOK, spread * GROWTH)) {
    await decisions.survey('spread');
    return { spread: kept, seen: kept };
  }
  if (kept < seen + LOOK_EACH) return { spread, seen };
  await decisions.survey('seen');
  return { spread, seen: kept };
}

/**
 * Decides about every debtor with something open, the oldest debts first, goes on where an earlier run was stopped, and then
 * about those whom an entry overtook. @returns how many were decided about.
 */
export async function decideLedger({ store, decider, inForce, stopped, breathe }: DecisionRunOptions): Promise<number> {
  const { decisions } = store;
  let decided = 0;
  let tries = 0;
  let last = '';
  let looked: Surveyed = { spread: 0, seen: 0 };
  while (!stopped()) {
    const of = await inForce();
    if (of === null) return decided;
    const { company, under } = of;
    const run = (await decisions.run(company, under)) ?? (await decisions.begin(company, under));
    if (run === null) continue;
    if (run.done) {
      const ids = await decisions.behind(company, run.run, LOT);
      const same = ids.join('\n');
      tries = same === last ? tries + 1 : 0;
      if (ids.length === 0 || tries >= TRIES) break;
      last = same;
      const lot = await decider.decide(ids, of);
      if (lot !== null && (await decisions.keep(company, run.run, under, lot, null))) decided += lot.length;
    } else {
      const lot = await decisions.lot(company, run.reached, LOT);
      const made = await decider.decide(lot.map(({ debtor }) => debtor as DebtorId), of);
      const reached = lot[lot.length - 1] ?? run.reached ?? FROM_THE_START;
      const done = lot.length < LOT;
      if (made !== null && (await decisions.keep(company, run.run, under, made, { reached, done }))) {
        decided += made.length;
        looked = await surveyed(decisions, looked, run.decided + made.length, done);
      }
    }
    await breathe();
  }
  while (!stopped()) {
    const of = await inForce();
    const run = of === null ? null : await decisions.run(of.company, of.under);
    if (of === null || run?.done !== true || (await decisions.sweep(of.company, run.run, MOST_SWEPT)) === 0) break;
    await breathe();
  }
  return decided;
}
