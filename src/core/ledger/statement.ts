import { dayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { CURRENCIES, money } from '../money';
import type { Currency, Money, Totals } from '../money/types';
import { bucketOf } from './ageing';
import { disputedMinor } from './disputes';
import type { OpenDispute } from './disputes';
import { byText, netInstalments } from './netting';
import { AGEING_BUCKETS } from './types';
import type { AgeingBucket, DebtorSummary, Debtor, Invoice, OpenItem, StatementOfAccount, StatementOfCurrency } from './types';

export interface StatementInput {
  readonly invoices: readonly Invoice[];
  /** Positive: money received that the ledger has matched with nothing. */
  readonly unallocatedCredits: Totals;
  /** The disputes open in the log. */
  readonly disputes: readonly OpenDispute[];
}

/**
 * What one debtor owes as of `today`: open items (each instalment one; settled ones absent), sums and ageing per
 * currency, and what a newer ledger no longer lists. The rules of netting stand in netting.ts, those of disputes in
 * disputes.ts. The order of the input does not matter. Currencies are never added up.
 */
export function statementOfAccount({ invoices, unallocatedCredits, disputes }: StatementInput, today: LocalDate): StatementOfAccount {
  const rows = netInstalments(invoices);
  const disputed = disputedMinor(rows, disputes);
  const items: OpenItem[] = [];
  const todayNumber = dayNumber(today);
  rows.forEach(({ invoice, position, instalment, minor, netted, retained }, at) => {
    if (minor === 0) return;
    const { currency } = instalment.outstanding;
    const age = todayNumber - dayNumber(instalment.due);
    // Nobody knows when it is released: it is never late.
    const daysOverdue = retained !== null && retained.releasedOn === null ? Math.min(0, age) : age;
    items.push({
      invoice: invoice.id,
      number: invoice.number,
      kind: invoice.kind,
      instalment: position,
      // The remainder of an invoice is no first of two parts because something of it is held back.
      instalments: retained === null ? invoice.instalments.length : position,
      issued: invoice.issued,
      due: instalment.due,
      dueBasis: instalment.dueBasis,
      amount: instalment.amount,
      outstanding: money(minor, currency),
      disputed: money(disputed[at] ?? 0, currency),
      daysOverdue,
      bucket: bucketOf(daysOverdue),
      netted: netted.map(({ number, minor: used }) => ({ number, amount: money(used, currency) })),
      document: invoice.document,
      ...(retained === null ? {} : { retained }),
    });
  });
  return { asOf: today, items, perCurrency: perCurrencyOf(items, unallocatedCredits), missing: missingOf(invoices) };
}

/** Sums of one currency, in minor units. */
interface Sums {
  readonly currency: Currency;
  /** Of the oldest debt; minus infinity without one. */
  days: number;
  overdue: number;
  notDue: number;
  credits: number;
  readonly ageing: Readonly<Record<AgeingBucket, Column>>;
}
interface Column {
  minor: number;
  items: number;
}
const none = (): Column => ({ minor: 0, items: 0 });

/** Oldest debt first, so that the currency in trouble is seen first; a currency with credits alone comes last. */
function perCurrencyOf(items: readonly OpenItem[], unallocated: Totals): readonly StatementOfCurrency[] {
  const byCurrency = new Map<Currency, Sums>();
  const sumsOf = (currency: Currency): Sums => {
    let sums = byCurrency.get(currency);
    if (sums === undefined) {
      sums = { currency, days: -Infinity, overdue: 0, notDue: 0, credits: 0, ageing: { 'not-due': none(), '1-30': none(), '31-60': none(), '61-90': none(), '90+': none() } };
      byCurrency.set(currency, sums);
    }
    return sums;
  };
  for (const { currency, minor } of unallocated) if (minor !== 0) sumsOf(currency).credits += minor;
  for (const { outstanding, daysOverdue, bucket } of items) {
    const sums = sumsOf(outstanding.currency);
    if (outstanding.minor < 0) {
      sums.credits -= outstanding.minor;
      continue;
    }
    sums.days = Math.max(sums.days, daysOverdue);
    if (daysOverdue > 0) sums.overdue += outstanding.minor;
    else sums.notDue += outstanding.minor;
    const column = sums.ageing[bucket];
    column.minor += outstanding.minor;
    column.items += 1;
  }
  return [...byCurrency.values()]
    .sort((a, b) => (a.days === b.days ? CURRENCIES.indexOf(a.currency) - CURRENCIES.indexOf(b.currency) : b.days - a.days))
    .map(({ currency, overdue, notDue, credits, ageing }) => ({
      currency,
      open: money(overdue + notDue - credits, currency),
      overdue: money(overdue, currency),
      notDue: money(notDue, currency),
      credits: money(credits, currency),
      ageing: AGEING_BUCKETS.map((bucket) => ({ bucket, amount: money(ageing[bucket].minor, currency), items: ageing[bucket].items })),
    }));
}

/** Only what was open when it was last seen: a paid invoice that leaves the list of open ones needs no remark. */
function missingOf(invoices: readonly Invoice[]): StatementOfAccount['missing'] {
  const missing: { readonly number: string; readonly since: LocalDate }[] = [];
  for (const { missingSince, number, instalments } of invoices) {
    if (missingSince !== null && instalments.some(({ outstanding }) => outstanding.minor !== 0)) missing.push({ number, since: missingSince });
  }
  return missing.sort((a, b) => byText(a.since, b.since) || byText(a.number, b.number));
}

/** Enough of the debtor to list and choose; totals in the order of CURRENCIES, zero totals absent; never a negative age. */
export function summaryOf(debtor: Debtor, statement: StatementOfAccount): DebtorSummary {
  const totals = (pick: (of: StatementOfCurrency) => Money): Totals =>
    CURRENCIES.flatMap((currency) => statement.perCurrency.filter((of) => of.currency === currency).map(pick)).filter(({ minor }) => minor !== 0);
  return {
    id: debtor.id,
    code: debtor.code,
    name: debtor.name,
    legalIds: debtor.legalIds,
    town: debtor.town,
    overdue: totals(({ overdue }) => overdue),
    open: totals(({ open }) => open),
    oldestDaysOverdue: statement.items.reduce((days, { outstanding, daysOverdue }) => (outstanding.minor > 0 ? Math.max(days, daysOverdue) : days), 0),
  };
}
