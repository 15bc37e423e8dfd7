import { join } from 'node:path';
import { WORKLIST_GROUPS, compareDecisions, ONLY_COMPANY, csvRow, plain, statementOfAccount } from '../../core';
import type { CsvCell, Decision, Money } from '../../core';
import { dayIn, systemClock } from '../company-day';
import { decidedOf } from '../decide';
import { inForceNow } from '../decision-keeper';
import { PackKeeper } from '../pack-keeper';
import { FROM_THE_START } from '../store/decisions';
import type { Reached } from '../store/decisions';
import { openStore } from '../store/open-store';
import { readChains } from '../store/read-chains';
import type { Store } from '../store/store';
import { loadTemplates } from '../templates';
import type { Tell } from './inspect';
import { jsonLine } from './json-line';

const LOT = 500;

async function reading<T>(database: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database, { asItStands: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Every customer with something open, the oldest debts first, some at a time. */
async function* lots(store: Store): AsyncGenerator<readonly Reached[]> {
  for (let after = FROM_THE_START; ; ) {
    const lot = await store.decisions.lot(ONLY_COMPANY, after, LOT);
    const last = lot[lot.length - 1];
    if (last === undefined) return;
    yield lot;
    after = last;
  }
}

/** Who is to be reminded, called or written to today, by group and risk. @returns 2: there is no ledger. */
export const worklist = (database: string, root: string, tell: Tell): Promise<0 | 2> => reading<0 | 2>(database, async (store) => {
  const of = await inForceNow(new PackKeeper(store, ONLY_COMPANY, loadTemplates(join(root, 'assets/templates')).templates), { clock: systemClock, company: ONLY_COMPANY });
  if (of === null) {
    tell({ kind: 'problem', code: 'source/no-ledger' });
    return 2;
  }
  const decisions: Decision[] = [];
  for await (const lot of lots(store)) {
    const { accounts } = await store.ruled(ONLY_COMPANY, lot.map(({ debtor }) => debtor));
    for (const account of accounts.values()) {
      const { decision } = decidedOf(account, of);
      if (decision.group !== 'none') decisions.push(decision);
    }
  }
  const groups: Record<string, number> = {};
  for (const group of WORKLIST_GROUPS) {
    const own = decisions.filter((decision) => decision.group === group).sort(compareDecisions);
    groups[group] = own.length;
    for (const { debtor, kind, stage, on, recheckOn, factors } of own) {
      tell({ kind: 'customer', group, debtor: debtor.id, code: debtor.code, name: debtor.name, why: kind, stage: stage?.id ?? null, on, recheckOn, overdue: debtor.overdue, open: debtor.open, daysLate: factors.daysLate });
    }
  }
  tell({ kind: 'summary', today: of.today, ledger: of.source.name, ledgerAsOf: of.source.asOf, customers: decisions.length, groups });
  return 0;
});

/** @returns 1: a chain does not hold. */
export async function verifyLog(database: string, tell: Tell): Promise<0 | 1> {
  let [chains, entries, broken] = [0, 0, 0];
  const { headless } = await readChains(database, ({ tenant, debtor, entries: own, check }) => {
    chains += 1;
    entries += own.length;
    if (check?.intact === true) return;
    broken += 1;
    tell({ kind: 'problem', code: 'log/chain-broken', company: tenant, debtor, seq: check?.brokenAt ?? null, why: check?.why ?? 'unreadable' });
  });
  if (headless > 0) tell({ kind: 'problem', code: 'log/entries-without-head', entries: headless });
  const intact = broken === 0 && headless === 0;
  tell({ kind: 'summary', chains, entries, broken, intact });
  return intact ? 0 : 1;
}

/** A table of an export: its columns, and each row as values by column. */
interface Row {
  readonly [column: string]: string | number | null | Money;
}

/** Writes rows as CSV with a header, or as lines of JSON. */
function tableOf(format: 'csv' | 'jsonl', columns: readonly string[], line: (text: string) => void, tell: Tell): (row: Row) => void {
  if (format === 'jsonl') return tell;
  line(csvRow(columns));
  return (row) => line(csvRow(columns.map((column) => cellOf(row[column] ?? null))));
}

/** No text of a ledger or log is longer; a terminal or a spreadsheet gets it on one line, without what it might obey. */
const LONGEST_TEXT = 1_000_000;

function cellOf(value: Row[string]): CsvCell {
  if (value === null) return '';
  if (typeof value === 'string') return plain(value, LONGEST_TEXT);
  if (typeof value === 'number') return { figure: String(value) };
  const digits = String(Math.abs(value.minor)).padStart(3, '0');
  return { figure: `${value.minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` };
}

const LOG_COLUMNS = ['company', 'debtor', 'seq', 'id', 'at', 'on', 'author', 'fact', 'details', 'contentHash', 'policyVersion', 'rulesVersion', 'previousHash', 'hash'];

/** @returns 1: a chain does not hold; it is exported as far as its entries can be read. */
export async function exportLog(database: string, format: 'csv' | 'jsonl', line: (text: string) => void, tell: Tell): Promise<0 | 1> {
  const write = tableOf(format, LOG_COLUMNS, line, tell);
  let whole = true;
  const { headless } = await readChains(database, ({ tenant, debtor, entries, check }) => {
    whole &&= check?.intact === true;
    for (const { seq, id, at, on, author, fact, contentHash, policyVersion, rulesVersion, previousHash, hash } of entries) {
      write({ company: tenant, debtor, seq, id, at, on, author: author.name, fact: fact.kind, details: jsonLine(fact), contentHash, policyVersion, rulesVersion, previousHash, hash });
    }
  });
  return whole && headless === 0 ? 0 : 1;
}

const ITEM_COLUMNS = ['debtor', 'code', 'name', 'number', 'kind', 'instalment', 'issued', 'due', 'dueBasis', 'currency', 'amount', 'outstanding', 'disputed', 'daysOverdue'];

export const exportOpenItems = (database: string, format: 'csv' | 'jsonl', line: (text: string) => void, tell: Tell): Promise<0> => reading<0>(database, async (store) => {
  const write = tableOf(format, ITEM_COLUMNS, line, tell);
  const today = dayIn((await store.settings(ONLY_COMPANY))?.profile.timeZone ?? 'Europe/Paris', systemClock.now());
  for await (const lot of lots(store)) {
    for (const { debtor, invoices } of (await store.openAccounts(ONLY_COMPANY, lot.map((each) => each.debtor))).values()) {
      for (const item of statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, today).items) {
        const { number, kind, instalment, issued, due, dueBasis, amount, outstanding, disputed, daysOverdue } = item;
        write({ debtor: debtor.id, code: debtor.code, name: debtor.name, number, kind, instalment, issued, due, dueBasis, currency: outstanding.currency, amount, outstanding, disputed, daysOverdue });
      }
      // Money that is on no invoice is a part of what is owed.
      for (const credit of debtor.unallocatedCredits) write({ debtor: debtor.id, code: debtor.code, name: debtor.name, number: null, kind: 'unallocated-credit', instalment: null, issued: null, due: null, dueBasis: null, currency: credit.currency, amount: null, outstanding: { ...credit, minor: -credit.minor }, disputed: null, daysOverdue: null });
    }
  }
  return 0;
});
