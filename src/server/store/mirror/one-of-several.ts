import { money } from '../../../core';
import type { Invoice, MeansOfPayment } from '../../../core';

/** Minor units that are open of all its instalments. */
export const openMinor = ({ instalments }: Invoice): number => instalments.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);

const IN_HAND: ReadonlySet<MeansOfPayment> = new Set<MeansOfPayment>(['direct-debit-presented', 'bill-in-hand', 'cheque-in-hand']);

/**
 * One invoice that several sources list. A payment that one of them knows is a payment, so that no more is open than the one
 * says that says least; what stands against asking for it (a dispute, a means of payment in hand, a factor) is known when one
 * of them knows it. Everything else is as the first says it. A credit note is left as the first says it: what the others know
 * of its use is `lessLeft`'s.
 * @param said by source, one at least, of one currency.
 */
export function oneOfSeveral(said: readonly Invoice[]): Invoice {
  const [first, ...others] = said as readonly [Invoice, ...Invoice[]];
  return others.reduce(withWordOf, first);
}

function withWordOf(one: Invoice, other: Invoice): Invoice {
  const known: Invoice = {
    ...one, disputed: moreDisputed(one, other), means: IN_HAND.has(one.means) || !IN_HAND.has(other.means) ? one.means : other.means,
    assignee: one.assignee ?? other.assignee, document: one.document ?? other.document,
  };
  if (one.kind === 'credit-note') return known;
  const least = Math.max(0, openMinor(other));
  if (least < openMinor(one)) return { ...openAtMost(known, least), payments: other.payments };
  return one.payments.length === 0 && least === openMinor(one) ? { ...known, payments: other.payments } : known;
}

const moreDisputed = ({ disputed: one }: Invoice, { disputed: other }: Invoice): Invoice['disputed'] => (one === null || (other !== null && other.minor > one.minor) ? other : one);

/** The same invoice of which no more than so many minor units are open: what came in fills its earliest instalments first. */
export function openAtMost(invoice: Invoice, minor: number): Invoice {
  let over = openMinor(invoice) - minor;
  if (over <= 0) return invoice;
  const instalments = [...invoice.instalments].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).map((part) => {
    const taken = Math.min(over, Math.max(0, part.outstanding.minor));
    over -= taken;
    return taken === 0 ? part : { ...part, outstanding: money(part.outstanding.minor - taken, part.outstanding.currency) };
  });
  return { ...invoice, instalments };
}

/** What became of one invoice or credit note that stands in several sources. */
export interface Merged {
  readonly said: readonly Invoice[];
  readonly invoice: Invoice;
}

/**
 * Credit notes of one account of which another source says that less is left. It was used there: on an invoice of which that
 * source then says less is open, and which counts as low already. As much as the invoices of the account were lowered by, in
 * the same currency, the credit notes lose, so that one credit is not deducted twice; and no more, so that the account never
 * owes more than its first sources say together.
 */
export function withCreditsUsedOnce(all: readonly Merged[]): readonly Invoice[] {
  const lowered = new Map<string, number>();
  for (const { said, invoice } of all) {
    const currency = invoice.instalments[0]?.outstanding.currency;
    if (invoice.kind !== 'credit-note' && currency !== undefined) lowered.set(currency, (lowered.get(currency) ?? 0) + openMinor(said[0] as Invoice) - openMinor(invoice));
  }
  return all.map(({ said, invoice }) => {
    const currency = invoice.instalments[0]?.outstanding.currency;
    if (invoice.kind !== 'credit-note' || currency === undefined || said.length < 2) return invoice;
    const left = Math.min(0, Math.max(...said.map(openMinor)));
    const used = Math.min(Math.max(0, left - openMinor(invoice)), lowered.get(currency) ?? 0);
    if (used === 0) return invoice;
    lowered.set(currency, (lowered.get(currency) ?? 0) - used);
    return lessLeft(invoice, used);
  });
}

/** The same credit note of which so many minor units more are used. */
function lessLeft(note: Invoice, minor: number): Invoice {
  let used = minor;
  const instalments = note.instalments.map((part) => {
    const taken = Math.min(used, Math.max(0, -part.outstanding.minor));
    used -= taken;
    return taken === 0 ? part : { ...part, outstanding: money(part.outstanding.minor + taken, part.outstanding.currency) };
  });
  return { ...note, instalments };
}
