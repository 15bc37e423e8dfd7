import { daysBetween } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { Invoice, PaymentBehaviour } from './types';

/**
 * How late this debtor usually pays: over the invoices and deposits paid in full, the mean of the days from the last
 * instalment's due date to the last payment (negative: early), rounded half up. An invoice settled by credit or
 * write-off alone says nothing about paying, and one that only vanished from the ledger is not called paid.
 */
export function paymentBehaviour(invoices: readonly Invoice[]): PaymentBehaviour {
  let paidInvoices = 0;
  let days = 0;
  for (const invoice of invoices) {
    const late = daysLateWhenPaid(invoice);
    if (late === null) continue;
    paidInvoices += 1;
    days += late;
  }
  // Half up, in whole numbers.
  return { paidInvoices, averageDaysLate: paidInvoices === 0 ? null : Math.floor((2 * days + paidInvoices) / (2 * paidInvoices)) };
}

function daysLateWhenPaid({ kind, instalments, payments }: Invoice): number | null {
  if (kind === 'credit-note' || instalments.some(({ outstanding }) => outstanding.minor !== 0)) return null;
  const latest = (days: readonly LocalDate[]): LocalDate | null => days.reduce<LocalDate | null>((last, on) => (last === null || on > last ? on : last), null);
  const paidOn = latest(payments.filter(({ kind: how, amount }) => how === 'payment' && amount.minor > 0).map(({ on }) => on));
  const due = latest(instalments.map((instalment) => instalment.due));
  return paidOn === null || due === null ? null : daysBetween(due, paidOn);
}
