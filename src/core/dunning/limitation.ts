import { addDays, dayOfMonth, daysInMonth, localDate, monthOf, yearOf } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Debtor, DebtorKind, Invoice, OpenItem } from '../ledger/types';
import { voidedIn } from '../log/voided';
import type { LogEntry, StepDone } from '../log/types';

/** When the claim behind an item lapses, as far as ledger and log tell. */
export interface Limitation {
  /** The first day on which the period is over. */
  readonly reachedOn: LocalDate;
  /** The first day of the warning: six months before. */
  readonly nearFrom: LocalDate;
  readonly years: number;
}

/** C. com. L110-4; C. conso. L218-2; loi 68-1250, article 1 (law sheet, 1.9). */
const YEARS: Readonly<Record<DebtorKind, number>> = { business: 5, consumer: 2, public: 4 };
const WARNING_MONTHS = 6;

/**
 * The limitation of an item under French law.
 *
 * It runs from the due date. An acknowledgment of debt (C. civ. 2240: a promise, a payment plan, a part payment) begins it
 * anew while it has not run out; a reminder or a registered letter does not (Cass. com. 18 May 2022, 20-23.204). Against a
 * public buyer it runs from the first of January that follows, and there a written claim begins it anew (loi 68-1250, articles 1
 * and 2). What the log does not know (a court claim, a part payment without a day) is not counted: it would only be later.
 * Carriage of goods (one year, C. com. L133-6) is not known as such from a ledger.
 */
export function limitationOf(item: OpenItem, invoice: Invoice, debtor: Debtor, entries: readonly LogEntry[], steps: readonly StepDone[], today: LocalDate): Limitation {
  const { kind } = debtor;
  const years = YEARS[kind];
  let reachedOn = endOf(item.due, kind);
  for (const on of interruptions(invoice, kind, entries, steps).sort()) if (on >= item.due && on < reachedOn && on <= today) reachedOn = maxOf(reachedOn, endOf(on, kind));
  return { reachedOn, nearFrom: monthsBefore(reachedOn, WARNING_MONTHS), years };
}

const maxOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** Days to go until the limitation of an item is looked at, well before it comes near; null: never, by another law or without a day. */
export function daysToLimitation({ outstanding, retained, daysOverdue }: OpenItem, { lawCountry, kind }: Debtor): number | null {
  if (lawCountry !== 'FR' || outstanding.minor <= 0 || retained?.releasedOn === null) return null;
  return (YEARS[kind] - 1) * 365 - daysOverdue;
}

/** The day after the last day of the period (C. civ. 2228 and 2229: whole days, the first not counted). */
function endOf(start: LocalDate, kind: DebtorKind): LocalDate {
  if (kind === 'public') return localDate(`${yearOf(start) + 1 + YEARS.public}-01-01`);
  return addDays(sameDay(yearOf(start) + YEARS[kind], monthOf(start), dayOfMonth(start)), 1);
}

function interruptions({ id, payments }: Invoice, kind: DebtorKind, entries: readonly LogEntry[], steps: readonly StepDone[]): LocalDate[] {
  const voided = voidedIn(entries);
  const days: LocalDate[] = [];
  for (const { id: entry, fact, on } of entries) {
    if (voided.has(entry) || (fact.kind !== 'promise-recorded' && fact.kind !== 'plan-agreed')) continue;
    if (fact.invoices.length === 0 || fact.invoices.includes(id)) days.push(on);
  }
  for (const payment of payments) if (payment.kind === 'payment' && payment.amount.minor > 0) days.push(payment.on);
  if (kind === 'public') for (const { on, how } of steps) if (how === 'sent' || how === 'deposited') days.push(on);
  return days;
}

function monthsBefore(date: LocalDate, months: number): LocalDate {
  const count = yearOf(date) * 12 + monthOf(date) - 1 - months;
  return sameDay(Math.floor(count / 12), (count % 12) + 1, dayOfMonth(date));
}

/** The day of that month, or its last one. */
function sameDay(year: number, month: number, day: number): LocalDate {
  const two = (value: number): string => String(value).padStart(2, '0');
  return localDate(`${year}-${two(month)}-${two(Math.min(day, daysInMonth(year, month)))}`);
}

/** The next day on which a limitation makes a difference: it comes near, or is reached; `known`: one that is known already. */
export function nextLimitationDay(limitations: Iterable<Limitation>, known: LocalDate | null, today: LocalDate): LocalDate | null {
  let first = known;
  for (const { nearFrom, reachedOn } of limitations) {
    for (const day of [nearFrom, reachedOn]) if (day > today && (first === null || day < first)) first = day;
  }
  return first;
}
