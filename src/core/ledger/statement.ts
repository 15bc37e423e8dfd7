import { daysBetween } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { CURRENCIES, money } from '../money';
import type { Currency, Money, Totals } from '../money/types';
import { bucketOf } from './ageing';
import { disputedMinor } from './disputes';
import type { OpenDispute } from './disputes';
import { netInstalments } from './netting';
import { AGEING_BUCKETS } from './types';
import type { DebtorSummary, Debtor, Invoice, OpenItem, StatementOfAccount, StatementOfCurrency } from './types';

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
  rows.forEach(({ invoice, position, instalment, minor, netted }, at) => {
    if (minor === 0) return;
    const { currency } = instalment.outstanding;
    const daysOverdue = daysBetween(instalment.due, today);
    items.push({
      invoice: invoice.id,
      number: invoice.number,
      kind: invoice.kind,
      instalment: position,
      instalments: invoice.instalments.length,
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
    });
  });
  return { asOf: today, items, perCurrency: perCurrencyOf(items, unallocatedCredits), missing: missingOf(invoices) };
}

/** Oldest debt first, so that the currency in trouble is seen first; a currency with credits alone comes last. */
function perCurrencyOf(items: readonly OpenItem[], unallocated: Totals): readonly StatementOfCurrency[] {
  const oldest = (currency: Currency): number =>
    items.reduce((days, { outstanding, daysOverdue }) => (outstanding.currency === currency && outstanding.minor > 0 ? Math.max(days, daysOverdue) : days), -Infinity);
  return CURRENCIES.map((currency) => ({
    days: oldest(currency),
    mine: items.filter(({ outstanding }) => outstanding.currency === currency),
    received: unallocated.reduce((total, credit) => (credit.currency === currency ? total + credit.minor : total), 0),
    currency,
  }))
    .filter(({ mine, received }) => mine.length > 0 || received !== 0)
    .sort((a, b) => (a.days === b.days ? 0 : b.days - a.days))
    .map(({ currency, mine, received }) => statementOfCurrency(currency, mine, received));
}

function statementOfCurrency(currency: Currency, items: readonly OpenItem[], received: number): StatementOfCurrency {
  const owed = items.filter(({ outstanding }) => outstanding.minor > 0);
  const total = (some: readonly OpenItem[]): number => some.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);
  const credits = received - total(items.filter(({ outstanding }) => outstanding.minor < 0));
  const amount = (minor: number): Money => money(minor, currency);
  return {
    currency,
    open: amount(total(owed) - credits),
    overdue: amount(total(owed.filter(({ daysOverdue }) => daysOverdue > 0))),
    notDue: amount(total(owed.filter(({ daysOverdue }) => daysOverdue <= 0))),
    credits: amount(credits),
    ageing: AGEING_BUCKETS.map((bucket) => {
      const inBucket = owed.filter((item) => item.bucket === bucket);
      return { bucket, amount: amount(total(inBucket)), items: inBucket.length };
    }),
  };
}

/** Only what was open when it was last seen: a paid invoice that leaves the list of open ones needs no remark. */
function missingOf(invoices: readonly Invoice[]): StatementOfAccount['missing'] {
  const missing: { readonly number: string; readonly since: LocalDate }[] = [];
  for (const { missingSince, number, instalments } of invoices) {
    if (missingSince !== null && instalments.some(({ outstanding }) => outstanding.minor !== 0)) missing.push({ number, since: missingSince });
  }
  return missing.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
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
