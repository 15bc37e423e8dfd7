import type { DebtorId } from '../core';
import { decisionOf } from './decide';
import type { Deciding } from './decide';
import type { Decision, RunState } from './store/decisions';
import type { Store } from './store/store';

/** Debtors read and decided at once: nobody waits for more than a few hundredths of a second. */
const READ_AT_ONCE = 40;
/** Debtors written at once: each time costs a commit, which waits for the disk. */
export const LOT = 400;
const MOST_SWEPT = 500;
/** A lot that comes back as it was is tried again so many times: an entry may have overtaken it. */
const TRIES = 3;

export interface DecisionRunOptions {
  readonly store: Store;
  /** Asked before each lot: policies, ledger and day may change meanwhile. null: no ledger. */
  readonly inForce: () => Promise<Deciding | null>;
  /** Taken to be out of date whatever their decision says; emptied as they are decided. */
  readonly doubted: Set<DebtorId>;
  readonly stopped: () => boolean;
  /** Every few debtors: others have their turn. */
  readonly breathe: () => Promise<void>;
}

/**
 * Decides about every debtor with something open, goes on where an earlier run was stopped, and then about whose decision
 * is out of date. @returns how many were decided about.
 */
export async function decideLedger({ store, inForce, doubted, stopped, breathe }: DecisionRunOptions): Promise<number> {
  const { decisions } = store;
  let decided = 0;
  let tries = 0;
  let last = '';
  while (!stopped()) {
    const of = await inForce();
    if (of === null) return decided;
    /** As far as it comes before it is stopped. */
    const decide = async (ids: readonly DebtorId[], reached: (to: DebtorId | undefined, all: boolean) => RunState | null): Promise<void> => {
      const lot: Decision[] = [];
      let at = 0;
      for (; at < ids.length && !stopped(); at += READ_AT_ONCE) {
        if (at > 0) await breathe();
        for (const account of (await store.accounts(of.company, ids.slice(at, at + READ_AT_ONCE))).values()) lot.push(decisionOf(account, of));
      }
      if (await decisions.keep(of.company, of.key, of.today, lot, reached(ids[Math.min(at, ids.length) - 1], at >= ids.length))) decided += lot.length;
    };
    const run = await decisions.run(of.company, of.key, of.today);
    if (run?.done !== true) {
      const ids = await decisions.openDebtors(of.company, run?.reached ?? '', LOT);
      await decide(ids, (to, all) => ({ done: all && ids.length < LOT, reached: to ?? run?.reached ?? '' }));
    } else {
      const ids = [...new Set([...[...doubted].slice(0, LOT), ...(await decisions.outOfDate(of.company, of.key, of.today, LOT))])];
      if (ids.length === 0) break;
      const same = ids.join('\n');
      tries = same === last ? tries + 1 : 0;
      if (tries >= TRIES) break;
      last = same;
      await decide(ids, () => null);
      for (const id of ids) doubted.delete(id);
    }
    await breathe();
  }
  while (!stopped()) {
    const of = await inForce();
    if (of === null || (await decisions.sweep(of.company, of.key, MOST_SWEPT)) === 0) break;
    await breathe();
  }
  return decided;
}
