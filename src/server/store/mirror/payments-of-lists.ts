import { foldHeader } from '../../../core';
import type { Invoice, PaymentEvent, PaymentsSummary } from '../../../core';
import type { FeedPayment } from '../../feeds/feed';
import { openAtMost, openMinor } from './one-of-several';
import { currencyOf, totalOf } from './same-invoice';
import type { Listed } from './same-invoice';

const FIRST_TOLD = 10;
/** A name is compared as a header is: without case, accents and punctuation. */
const sameName = (a: string, b: string): boolean => foldHeader(a) !== '' && foldHeader(a) === foldHeader(b);
const sameCode = (a: string, b: string): boolean => a.trim() !== '' && a.trim().toUpperCase() === b.trim().toUpperCase();

const isOf = ({ code, name }: FeedPayment, group: readonly Listed[]): boolean =>
  group.some(({ at, debtor }) => (code !== null && (sameCode(code, at) || sameCode(code, debtor?.code ?? ''))) || (name !== null && debtor !== null && sameName(name, debtor.name)));

/**
 * Which invoice a payment is of, among those of its number. One of its currency: that one, whoever paid it. Several: the row
 * must say by code or name whose it is. `none`: no ledger lists one; `undecided`: it is not told which.
 */
export function meantBy(payment: FeedPayment, groups: readonly (readonly Listed[])[]): readonly Listed[] | 'none' | 'undecided' {
  const ofCurrency = groups.filter(([first]) => currencyOf((first as Listed).invoice) === payment.amount.currency);
  if (ofCurrency.length <= 1) return ofCurrency[0] ?? 'none';
  const named = ofCurrency.filter((group) => isOf(payment, group));
  return named.length === 1 ? (named[0] as readonly Listed[]) : 'undecided';
}

/**
 * Payments of several lists as one: what two of them tell of one day and amount is one payment, as often as the list says that
 * says it most often. The same list twice changes nothing; two banks' lists of different payments add up.
 */
export function ofAllLists(lists: readonly (readonly FeedPayment[])[]): readonly FeedPayment[] {
  const all = new Map<string, FeedPayment>();
  for (const list of lists) {
    const times = new Map<string, number>();
    for (const payment of list) {
      const said = `${payment.on} ${payment.amount.minor}`;
      times.set(said, (times.get(said) ?? 0) + 1);
      const key = `${said} ${times.get(said) ?? 0}`;
      if (!all.has(key)) all.set(key, payment);
    }
  }
  return [...all.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

const sumOf = (payments: readonly FeedPayment[]): number => payments.reduce((sum, { amount }) => sum + amount.minor, 0);

/** More came in than it is over: that is told, and credited to nobody. */
export const isOverpaid = (invoice: Invoice, payments: readonly FeedPayment[]): boolean => sumOf(payments) > totalOf(invoice);

/**
 * An invoice with what lists say was paid of it: no more is open than its total without these payments, and never more than
 * its own source says, which may know others. A payment taken back opens it again as far as that.
 */
export function withPaymentsOf(invoice: Invoice, payments: readonly FeedPayment[]): Invoice {
  if (payments.length === 0) return invoice;
  const left = Math.max(0, totalOf(invoice) - sumOf(payments));
  const before = openMinor(invoice);
  if (left > before || (left === before && invoice.payments.length > 0)) return invoice;
  return { ...openAtMost(invoice, left), payments: payments.map(({ on, amount, reference }): PaymentEvent => ({ on, amount, kind: 'payment', reference })) };
}

/** Counts what becomes of the payments of one list. */
export class PaymentsTold {
  private readonly first: string[] = [];
  private readonly counts = { read: 0, applied: 0, withoutInvoice: 0, undecided: 0, overpaid: 0 };

  /** @param payments of one number. @param groups its invoices, in all ledgers. */
  add(payments: readonly FeedPayment[], groups: readonly (readonly Listed[])[]): void {
    const met = new Map<readonly Listed[], FeedPayment[]>();
    for (const payment of payments) {
      this.counts.read += 1;
      const meant = meantBy(payment, groups);
      if (typeof meant !== 'string') {
        this.counts.applied += 1;
        met.set(meant, [...(met.get(meant) ?? []), payment]);
        continue;
      }
      this.counts[meant === 'none' ? 'withoutInvoice' : 'undecided'] += 1;
      if (this.first.length < FIRST_TOLD && !this.first.includes(payment.number)) this.first.push(payment.number);
    }
    for (const [group, all] of met) if (isOverpaid((group[0] as Listed).invoice, all)) this.counts.overpaid += 1;
  }

  get summary(): PaymentsSummary {
    return { ...this.counts, first: [...this.first] };
  }
}
