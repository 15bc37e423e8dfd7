import { join } from 'node:path';
import { WORKLIST_GROUPS, compareDecisions, csvRow, plain, statementOfAccount } from '../../core';
import type { CompanyId, CsvCell, Decision, Money, Template } from '../../core';
import { dayIn, systemClock } from '../company-day';
import { decidedOf } from '../decide';
import { inForceNow } from '../decision-keeper';
import { PackKeeper } from '../pack-keeper';
import { FROM_THE_START } from '../store/decisions';
import type { Reached } from '../store/decisions';
import { readChains } from '../store/read-chains';
import type { ReadChain } from '../store/read-chains';
import type { Store } from '../store/store';
import { loadTemplates } from '../templates';
import { reading } from './companies-asked';
import type { CompanyAsked } from './companies-asked';
import type { Tell } from './inspect';
import { jsonLine } from './json-line';

const LOT = 500;

/** Every customer with something open, the oldest debts first, some at a time. */
async function* lots(store: Store, company: CompanyId): AsyncGenerator<readonly Reached[]> {
  for (let after = FROM_THE_START; ; ) {
    const lot = await store.decisions.lot(company, after, LOT);
    const last = lot[lot.length - 1];
    if (last === undefined) return;
    yield lot;
    after = last;
  }
}

/** Who is to be reminded, called or written to today, company by company, by group and risk. @returns 2: none of them has a ledger. */
export async function worklist(companies: readonly CompanyAsked[], root: string, tell: Tell): Promise<0 | 2> {
  const { templates } = loadTemplates(join(root, 'assets/templates'));
  let [ledgers, customers] = [0, 0];
  for (const asked of companies) {
    const listed = await reading(asked.database, (store) => worklistOf(store, asked, templates, tell));
    if (listed === null) {
      tell({ kind: 'problem', company: asked.company, code: 'source/no-ledger' });
      continue;
    }
    ledgers += 1;
    customers += listed;
  }
  tell({ kind: 'summary', companies: companies.length, ledgers, customers });
  return ledgers === 0 ? 2 : 0;
}

/** @returns how many customers are on it; null: there is no ledger. */
async function worklistOf(store: Store, { company, name: creditor }: CompanyAsked, templates: readonly Template[], tell: Tell): Promise<number | null> {
  const of = await inForceNow(new PackKeeper(store, company, templates), { clock: systemClock, company });
  if (of === null) return null;
  const decisions: Decision[] = [];
  for await (const lot of lots(store, company)) {
    const { accounts } = await store.ruled(company, lot.map(({ debtor }) => debtor));
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
      tell({ kind: 'customer', company, group, debtor: debtor.id, code: debtor.code, name: debtor.name, why: kind, stage: stage?.id ?? null, on, recheckOn, overdue: debtor.overdue, open: debtor.open, daysLate: factors.daysLate });
    }
  }
  tell({ kind: 'company', company, name: creditor, today: of.today, ledger: of.source.name, ledgerAsOf: of.source.asOf, customers: decisions.length, groups });
  return decisions.length;
}

/** In files each company has a database of its own; PostgreSQL holds them all. */
async function chainsOf(companies: readonly CompanyAsked[], each: (chain: ReadChain) => void): Promise<number> {
  const wanted = new Set<string>(companies.map(({ company }) => company));
  let headless = 0;
  for (const database of new Set(companies.map((asked) => asked.database))) {
    headless += (await readChains(database, (chain) => { if (wanted.has(chain.tenant)) each(chain); })).headless;
  }
  return headless;
}

/** @returns 1: a chain does not hold. */
export async function verifyLog(companies: readonly CompanyAsked[], tell: Tell): Promise<0 | 1> {
  let [chains, entries, broken] = [0, 0, 0];
  const headless = await chainsOf(companies, ({ tenant, debtor, entries: own, check }) => {
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
export async function exportLog(companies: readonly CompanyAsked[], format: 'csv' | 'jsonl', line: (text: string) => void, tell: Tell): Promise<0 | 1> {
  const write = tableOf(format, LOG_COLUMNS, line, tell);
  let whole = true;
  const headless = await chainsOf(companies, ({ tenant, debtor, entries, check }) => {
    whole &&= check?.intact === true;
    for (const { seq, id, at, on, author, fact, contentHash, policyVersion, rulesVersion, previousHash, hash } of entries) {
      write({ company: tenant, debtor, seq, id, at, on, author: author.name, fact: fact.kind, details: jsonLine(fact), contentHash, policyVersion, rulesVersion, previousHash, hash });
    }
  });
  return whole && headless === 0 ? 0 : 1;
}

const ITEM_COLUMNS = ['company', 'debtor', 'code', 'name', 'number', 'kind', 'instalment', 'issued', 'due', 'dueBasis', 'currency', 'amount', 'outstanding', 'disputed', 'daysOverdue'];

export async function exportOpenItems(companies: readonly CompanyAsked[], format: 'csv' | 'jsonl', line: (text: string) => void, tell: Tell): Promise<0> {
  const write = tableOf(format, ITEM_COLUMNS, line, tell);
  for (const { database, company } of companies) await reading(database, (store) => openItemsOf(store, company, write));
  return 0;
}

async function openItemsOf(store: Store, company: CompanyId, write: (row: Row) => void): Promise<void> {
  const today = dayIn((await store.settings(company))?.profile.timeZone ?? 'Europe/Paris', systemClock.now());
  for await (const lot of lots(store, company)) {
    for (const { debtor, invoices } of (await store.openAccounts(company, lot.map((each) => each.debtor))).values()) {
      for (const item of statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: [] }, today).items) {
        const { number, kind, instalment, issued, due, dueBasis, amount, outstanding, disputed, daysOverdue } = item;
        write({ company, debtor: debtor.id, code: debtor.code, name: debtor.name, number, kind, instalment, issued, due, dueBasis, currency: outstanding.currency, amount, outstanding, disputed, daysOverdue });
      }
      // Money that is on no invoice is a part of what is owed.
      for (const credit of debtor.unallocatedCredits) write({ company, debtor: debtor.id, code: debtor.code, name: debtor.name, number: null, kind: 'unallocated-credit', instalment: null, issued: null, due: null, dueBasis: null, currency: credit.currency, amount: null, outstanding: { ...credit, minor: -credit.minor }, disputed: null, daysOverdue: null });
    }
  }
}
