import type { LocalDate } from '../calendar';
import { foldNumber } from '../ledger/invoice-id';
import type { Instalment, Invoice, OpenItem } from '../ledger/types';
import { money } from '../money';
import type { Money } from '../money';
import type { ClaimEvent, PenaltyClaim } from './types';

/** What the ledger does not say of a claim. */
export type ClaimTerms = Pick<PenaltyClaim, 'view' | 'noticeOn' | 'contract' | 'insolvency' | 'interestStops'>;

/** A claim as the ledger tells it, and what was left out of it. */
export interface ItemClaim {
  readonly claim: PenaltyClaim;
  /** Paid or credited on a day that nobody knows: counted as paid in time, so that no interest is claimed on it. */
  readonly undated: Money;
  /** Not demanded while it is disputed; the claim is the rest. */
  readonly disputed: Money;
}

/**
 * The claims behind the open items of a debtor, one for each instalment, credits and what is wholly disputed left aside. The ledger's `outstanding` is
 * right about how much is open; payment events say when the rest was paid, oldest first to the oldest instalment, and a credit
 * note that was netted counts from the day it was issued. What no event up to `today` explains is counted as paid in time: too
 * little interest is a gift, too much is a wrong claim. So what the ledger has open, less what is disputed, is what the ledger
 * view demands, never more.
 *
 * `items`: of the statement of account; `invoices`: the same debtor's, credit notes included. Amounts in minor units. No errors:
 * an item whose invoice is not given is left out. Source: C. com. L441-10 II; the rules of netting (ledger/netting.ts).
 */
export function claimsOfItems(items: readonly OpenItem[], invoices: readonly Invoice[], terms: ClaimTerms, today: LocalDate): readonly ItemClaim[] {
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  return items.flatMap((item): readonly ItemClaim[] => {
    const invoice = byId.get(item.invoice);
    if (invoice === undefined || item.kind === 'credit-note' || item.outstanding.minor <= Math.max(0, item.disputed.minor)) return [];
    // A sum held back is owed from the day of its release alone: nobody is late with it while that is not known.
    if (item.retained?.releasedOn === null) return [];
    return [claimOf(item, invoice, invoices, terms, today)];
  });
}

function claimOf(item: OpenItem, invoice: Invoice, invoices: readonly Invoice[], terms: ClaimTerms, today: LocalDate): ItemClaim {
  const { currency } = item.outstanding;
  const events = [...(paymentsByInstalment(invoice, today)[item.instalment - 1] ?? [])];
  for (const { number, amount } of item.netted) {
    const issued = issueOfCredit(number, invoice, invoices);
    if (issued !== null && issued <= today) events.push({ on: issued, kind: 'credit-note', amount });
  }
  const dated = events.reduce((total, { amount }) => total + amount.minor, 0);
  const disputed = Math.min(item.disputed.minor, item.outstanding.minor);
  // An instalment may be more than its amount says (costs that the ledger added): what is open decides.
  const undated = Math.max(0, item.amount.minor - item.outstanding.minor - dated);
  return {
    claim: {
      ...terms,
      invoice: item.invoice, number: item.number, due: item.due, events,
      amount: money(item.outstanding.minor - disputed + dated, currency),
      dayCount: null, rounding: null, fixedCharge: 'here',
    },
    undated: money(undated, currency),
    disputed: money(disputed, currency),
  };
}

/** The payment events of an invoice, shared among its instalments as far as the ledger says that they were reduced. */
function paymentsByInstalment({ instalments, payments }: Invoice, today: LocalDate): readonly (readonly ClaimEvent[])[] {
  const left = payments
    .filter(({ on, amount }) => amount.minor > 0 && on <= today)
    .map(({ on, amount, kind }) => ({ on, kind: kind === 'payment' ? ('payment' as const) : ('credit-note' as const), currency: amount.currency, minor: amount.minor }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return instalments.map((instalment) => {
    const events: ClaimEvent[] = [];
    let reduced = reductionOf(instalment);
    for (const event of left) {
      if (reduced <= 0) break;
      const taken = event.currency === instalment.amount.currency ? Math.min(event.minor, reduced) : 0;
      if (taken === 0) continue;
      event.minor -= taken;
      reduced -= taken;
      events.push({ on: event.on, kind: event.kind, amount: money(taken, event.currency) });
    }
    return events;
  });
}

const reductionOf = ({ amount, outstanding }: Instalment): number => Math.max(0, amount.minor - Math.max(0, outstanding.minor));

/** The day of the credit note that was netted; null when it is not known or not the only one of its number. */
function issueOfCredit(number: string, { company, debtor }: Invoice, invoices: readonly Invoice[]): LocalDate | null {
  const folded = foldNumber(number);
  const found = invoices.filter((other) => other.kind === 'credit-note' && other.company === company && other.debtor === debtor && foldNumber(other.number) === folded);
  return found.length === 1 ? (found[0]?.issued ?? null) : null;
}
