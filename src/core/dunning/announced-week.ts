import { dayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Currency } from '../money/types';
import type { Invoice, InvoiceId } from '../ledger/types';
import { onOrAfter } from './business-day-numbers';
import type { Plan } from './policy';
import type { StepsOf, Window } from './positions';

/** Days from one due-date reminder of a debtor to the next: they are grouped once a week. Calendar days. */
export const ANNOUNCED_EVERY = 7;

/** The last due-date reminder really sent to a debtor, and the currencies of what it listed, as far as the ledger still knows them. */
export interface LastAnnounced {
  readonly on: LocalDate;
  readonly currencies: ReadonlySet<Currency>;
}

/** @param known every invoice that the ledger, the log or the thread knows of. null: none was sent by a step that this plan still holds. */
export function lastAnnounced(invoices: readonly Invoice[], known: Iterable<InvoiceId>, stepsOf: StepsOf, plan: Plan): LastAnnounced | null {
  let on: LocalDate | null = null;
  let listed = new Set<InvoiceId>();
  for (const invoice of known) {
    for (const step of stepsOf(invoice)) {
      if (step.how !== 'sent' || !plan.places.has(step.stage) || plan.isOverdueStage(step.stage)) continue;
      if (on === null || step.on > on) [on, listed] = [step.on, new Set<InvoiceId>()];
      if (step.on === on) listed.add(invoice);
    }
  }
  if (on === null) return null;
  const currencies = new Set<Currency>();
  for (const { id, instalments: [first] } of invoices) if (first !== undefined && listed.has(id)) currencies.add(first.amount.currency);
  return { on, currencies };
}

/**
 * The first day on which a debtor may have another due-date reminder. A mail is for one currency: those of the other ones may
 * leave on the same day, else they would wait a week for nothing.
 */
export function nextAnnouncedFrom(last: LastAnnounced | null, currency: Currency, today: DayNumber): DayNumber {
  if (last === null) return 0;
  const on = dayNumber(last.on);
  if (on === today && last.currencies.size > 0 && !last.currencies.has(currency)) return today;
  return on + ANNOUNCED_EVERY;
}

/** The days that a week from the last one leaves of a window; null: none. */
export function afterTheWeek(window: Window, from: DayNumber): Window | null {
  if (from <= window.opens) return window;
  const opens = onOrAfter(from);
  return opens > window.closes ? null : { ...window, opens, waits: true };
}
