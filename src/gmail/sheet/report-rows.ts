import { AGEING_BUCKETS, CURRENCIES, DUE_GROUPS, WORKLIST_GROUPS, add, chartDataTitle, compareDecisions, decisionOf, foldHistory, formatMoney, groupName, notListed, plain, reasonInWords, reportTitle, sheetWords, statementOfAccount, stepInWords, words, zero } from '../../core';
import type { CaseFile, Currency, Decision, Language, LocalDate, Money, Pack, StatementOfCurrency, WorklistGroup } from '../../core';
import { serialOf } from './tab-design';
import type { ColumnShape, DesignCell } from './tab-design';

/** Everybody of the ledger, as of one day. */
export interface Everybody {
  readonly files: readonly CaseFile[];
  readonly pack: Pack;
  readonly today: LocalDate;
}
/** When a report is written, on the clock of the spreadsheet. */
export interface ReportMoment {
  readonly today: LocalDate;
  /** "09:12" */
  readonly time: string;
  readonly language: Language;
}

/** One report as it will stand in its tab. */
export interface ReportTable {
  readonly title: string;
  readonly note: string;
  readonly headers: readonly { readonly header: string; readonly shape: ColumnShape; readonly width: number }[];
  readonly rows: readonly (readonly DesignCell[])[];
  /** Below the rows; empty: there are none. */
  readonly totals: readonly (readonly DesignCell[])[];
  readonly chart: ReportChart;
}
/** The chart reads a block of its own: what it shows does not depend on how many rows the report has. */
export interface ReportChart {
  readonly kind: 'stacked-columns' | 'bars';
  readonly title: string;
  readonly dataTitle: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly DesignCell[])[];
}

/** Customers in a chart: more cannot be told apart. */
export const CHART_ROWS = 15;
const NAME = 120;
const CHART_NAME = 28;

const amount = (money: Money): number => money.minor / 100;

interface Owing {
  readonly name: string;
  readonly code: string;
  readonly of: StatementOfCurrency;
}

/** What each customer owes by age, per currency: as the core's statements say. */
export function ageingReport({ files, today }: Everybody, at: ReportMoment): ReportTable {
  const { ageing, tabs } = sheetWords(at.language);
  const { buckets } = words(at.language);
  const owing = files.flatMap(({ debtor, invoices, entries }): readonly Owing[] =>
    statementOfAccount({ invoices, unallocatedCredits: debtor.unallocatedCredits, disputes: foldHistory(entries).disputes }, today).perCurrency.map((of) => ({ name: plain(debtor.name, NAME), code: plain(debtor.code ?? '', 60), of })));
  const order = currenciesOf(owing.map(({ of }) => of.currency));
  const sorted = [...owing].sort((a, b) => order.indexOf(a.of.currency) - order.indexOf(b.of.currency) || b.of.overdue.minor - a.of.overdue.minor || b.of.notDue.minor - a.of.notDue.minor || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const main = order[0] ?? null;
  const figures = (of: StatementOfCurrency): readonly DesignCell[] => [...of.ageing.map((column) => amount(column.amount)), amount(add(of.overdue, of.notDue)), amount(of.credits), amount(of.open)];
  const bucketNames = AGEING_BUCKETS.map((bucket) => buckets[bucket]);
  return {
    title: reportTitle('ageing', at.today, at.time, at.language), note: ageing.noteSums,
    headers: [
      { header: ageing.customer, shape: 'text', width: 230 }, { header: ageing.code, shape: 'text', width: 110 }, { header: ageing.currency, shape: 'text', width: 70 },
      ...[...bucketNames, ageing.total, ageing.credits, ageing.balance].map((header) => ({ header, shape: 'amount' as const, width: 110 })),
    ],
    rows: sorted.map(({ name, code, of }) => [name, code, of.currency, ...figures(of)]),
    totals: order.map((currency) => [`${ageing.totalOf} ${currency}`, '', currency, ...figures(totalOf(currency, sorted.flatMap(({ of }) => (of.currency === currency ? [of] : []))))]),
    chart: {
      kind: 'stacked-columns', title: ageing.chart, dataTitle: chartDataTitle(ageing.chartData, main), headers: [tabs.customers, ...bucketNames],
      rows: sorted.filter(({ of }) => of.currency === main && of.overdue.minor + of.notDue.minor > 0).slice(0, CHART_ROWS).map(({ name, of }) => [plain(name, CHART_NAME), ...of.ageing.map((column) => amount(column.amount))]),
    },
  };
}

/** The currency that most customers owe in comes first; of two alike the order of CURRENCIES. */
function currenciesOf(all: readonly Currency[]): readonly Currency[] {
  const count = (currency: Currency): number => all.filter((each) => each === currency).length;
  return CURRENCIES.filter((currency) => all.includes(currency)).sort((a, b) => count(b) - count(a));
}

function totalOf(currency: Currency, all: readonly StatementOfCurrency[]): StatementOfCurrency {
  const added = (pick: (of: StatementOfCurrency) => Money): Money => all.reduce((total, of) => add(total, pick(of)), zero(currency) as Money);
  return {
    currency, open: added(({ open }) => open), overdue: added(({ overdue }) => overdue), notDue: added(({ notDue }) => notDue), credits: added(({ credits }) => credits),
    ageing: AGEING_BUCKETS.map((bucket, at) => ({ bucket, amount: added((of) => of.ageing[at]?.amount ?? zero(currency)), items: 0 })),
  };
}

/** Where something is to be done today. */
const LISTED: readonly WorklistGroup[] = WORKLIST_GROUPS.filter((group) => (DUE_GROUPS as readonly string[]).includes(group) || group === 'to-confirm' || group === 'promise-today');

/** Whom to see to today, in the order of the worklist. */
export function toRemindReport({ files, pack, today }: Everybody, at: ReportMoment): ReportTable {
  const { toRemind, tabs } = sheetWords(at.language);
  const all = files.map((file) => ({ file, decision: decisionOf(file, pack, today) }));
  const group = ({ decision }: (typeof all)[number]): number => LISTED.findIndex((each) => each === decision.group);
  const listed = all.filter((each) => group(each) !== -1).sort((a, b) => group(a) - group(b) || compareDecisions(a.decision, b.decision));
  const others = all.filter(({ decision }) => decision.group !== 'none' && !LISTED.includes(decision.group)).length;
  const largest = listed.map(({ decision }) => ({ decision, overdue: largestOf(decision) }));
  const main = currenciesOf(largest.flatMap(({ overdue }) => (overdue === null ? [] : [overdue.currency])))[0] ?? null;
  return {
    title: reportTitle('to-remind', at.today, at.time, at.language), note: [listed.length === 0 ? toRemind.nobody : '', notListed(others, at.language) ?? ''].filter((each) => each !== '').join(' '),
    headers: [
      { header: toRemind.customer, shape: 'text', width: 230 }, { header: toRemind.code, shape: 'text', width: 110 }, { header: toRemind.group, shape: 'text', width: 170 }, { header: toRemind.step, shape: 'text', width: 250 },
      { header: toRemind.overdue, shape: 'amount', width: 110 }, { header: toRemind.currency, shape: 'text', width: 70 }, { header: toRemind.others, shape: 'text', width: 130 }, { header: toRemind.daysLate, shape: 'count', width: 90 },
      { header: toRemind.why, shape: 'text', width: 320 }, { header: toRemind.lastReminder, shape: 'day', width: 110 },
    ],
    rows: listed.map(({ file, decision }) => rowOf(file, decision, at)),
    totals: [],
    chart: {
      kind: 'bars', title: toRemind.chart, dataTitle: chartDataTitle(toRemind.chartData, main), headers: [tabs.customers, toRemind.overdue],
      rows: largest.flatMap(({ decision, overdue }) => (overdue === null || overdue.currency !== main ? [] : [{ name: plain(decision.debtor.name, CHART_NAME), overdue }]))
        .sort((a, b) => b.overdue.minor - a.overdue.minor).slice(0, CHART_ROWS).map(({ name, overdue }) => [name, amount(overdue)]),
    },
  };
}

function rowOf({ entries }: CaseFile, decision: Decision, { language, today }: ReportMoment): readonly DesignCell[] {
  const { debtor, factors, group } = decision;
  const overdue = largestOf(decision);
  const last = foldHistory(entries).lastOverdueMailOn;
  return [
    plain(debtor.name, NAME), plain(debtor.code ?? '', 60), group === 'none' ? '' : groupName(group, language), stepInWords(decision, language, today), overdue === null ? null : amount(overdue), overdue?.currency ?? '',
    debtor.overdue.filter(({ currency }) => currency !== overdue?.currency).map((total) => formatMoney(total, language)).join(' + '), factors.daysLate, reasonInWords(decision, language), last === null ? null : serialOf(last),
  ];
}

/** The overdue sum by which the worklist is ordered. */
const largestOf = ({ debtor }: Decision): Money | null => debtor.overdue.reduce<Money | null>((most, each) => (most === null || each.minor > most.minor ? each : most), null);
