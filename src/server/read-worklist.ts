import type { DebtorId, LocalDate, Worklist, WorklistRow } from '../core';
import { rank } from './decide';
import type { Deciding, Ranked } from './decide';
import type { DecidedDebtor } from './store/decisions';
import type { OverduePage, Store } from './store/store';

/** Debtors looked at per answer where nobody was decided: those that turn out to owe nothing are replaced by the next. */
const MOST_PAGES = 4;
/** Beyond, deciding about them again is the run's work (decision-run.ts). */
const MOST_OUT_OF_DATE = 50;

/**
 * Debtors with something overdue, oldest first; each is decided now, whatever was kept of an earlier decision.
 * @param doubt told of debtors who stand in the wrong place among what was decided.
 */
export async function readWorklist(store: Store, of: Deciding, limit: number, doubt: (debtors: readonly DebtorId[]) => void): Promise<Worklist> {
  const first = await store.overdue(of.company, of.today, 0, limit);
  return (await fromDecisions(store, of, first, limit, doubt)) ?? fromLedger(store, of, first, limit);
}

const listed = ({ oldestDue, debtor }: Ranked): boolean => oldestDue !== null && debtor.oldestDaysOverdue > 0;
const shown = ({ debtor, assessment }: Ranked): WorklistRow => ({ debtor, assessment });

/** In the order in which the ledger was read: slower where many turn out to owe nothing. */
async function fromLedger(store: Store, of: Deciding, first: OverduePage, limit: number): Promise<Worklist> {
  const rows: WorklistRow[] = [];
  let count = first.count;
  for (let page = 0; page < MOST_PAGES && rows.length < limit; page += 1) {
    const overdue = page === 0 ? first : await store.overdue(of.company, of.today, page * limit, limit);
    count = overdue.count;
    const accounts = await store.accounts(of.company, overdue.debtors);
    for (const id of overdue.debtors) {
      const account = accounts.get(id);
      if (account === undefined || rows.length >= limit) continue;
      const ranked = rank(account, of);
      if (listed(ranked)) rows.push(shown(ranked));
    }
    if (overdue.debtors.length < limit) break;
  }
  return { rows, count: Math.max(count, rows.length) };
}

interface Place {
  readonly debtor: DebtorId;
  readonly oldestDue: LocalDate;
}
const before = (a: Place, b: Place): boolean => a.oldestDue < b.oldestDue || (a.oldestDue === b.oldestDue && a.debtor < b.debtor);

/** null: nobody can be told from what was decided, or it does not agree with what is so now. */
async function fromDecisions(store: Store, of: Deciding, first: OverduePage, limit: number, doubt: (debtors: readonly DebtorId[]) => void): Promise<Worklist | null> {
  const { decisions } = store;
  const run = await decisions.run(of.company, of.key, of.today);
  if (run?.done !== true) return null;
  const outOfDate = new Set(await decisions.outOfDate(of.company, of.key, of.today, MOST_OUT_OF_DATE + 1));
  if (outOfDate.size > MOST_OUT_OF_DATE) return null;
  const told = (await decisions.overdue(of.company, of.key, of.today, limit + outOfDate.size)).filter(({ debtor }) => !outOfDate.has(debtor)).slice(0, limit);

  // The oldest of the ledger are looked at too: who was left out by what was decided is found there.
  const accounts = await store.accounts(of.company, [...new Set([...told.map(({ debtor }) => debtor), ...outOfDate, ...first.debtors])]);
  const now = new Map(Array.from(accounts, ([id, account]) => [id, rank(account, of)]));
  const wrong = told.filter(({ debtor, oldestDue }) => now.get(debtor)?.oldestDue !== oldestDue).map(({ debtor }) => debtor);
  const leftOut = missingFrom(told, first.debtors, outOfDate, now, limit);
  if (wrong.length > 0 || leftOut.length > 0) {
    doubt([...wrong, ...leftOut]);
    return null;
  }
  const rows = merged(told, outOfDate, now).flatMap((debtor) => now.get(debtor) ?? []).filter(listed).slice(0, limit).map(shown);
  return { rows, count: Math.max(first.count, rows.length) };
}

function missingFrom(told: readonly DecidedDebtor[], oldest: readonly DebtorId[], outOfDate: ReadonlySet<DebtorId>, now: ReadonlyMap<DebtorId, Ranked>, limit: number): readonly DebtorId[] {
  const known = new Set(told.map(({ debtor }) => debtor));
  const last = told.length < limit ? undefined : told[told.length - 1];
  return oldest.filter((debtor) => {
    const ranked = now.get(debtor);
    if (ranked === undefined || ranked.oldestDue === null || known.has(debtor) || outOfDate.has(debtor) || !listed(ranked)) return false;
    return last === undefined || before({ debtor, oldestDue: ranked.oldestDue }, last);
  });
}

/** Those whose decision is out of date take the place that they have now; the order of the others is the database's. */
function merged(told: readonly DecidedDebtor[], outOfDate: ReadonlySet<DebtorId>, now: ReadonlyMap<DebtorId, Ranked>): readonly DebtorId[] {
  const order: Place[] = [...told];
  for (const debtor of outOfDate) {
    const oldestDue = now.get(debtor)?.oldestDue ?? null;
    if (oldestDue === null) continue;
    const place = order.findIndex((other) => before({ debtor, oldestDue }, other));
    order.splice(place < 0 ? order.length : place, 0, { debtor, oldestDue });
  }
  return order.map(({ debtor }) => debtor);
}
