import { dayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { Invoice, OpenItem } from '../ledger/types';
import { businessDaysLater } from './business-day-numbers';

/** Why the e-invoicing life cycle of an invoice keeps it from being asked for. */
export interface EInvoiceStop {
  readonly status: number;
  /** The last day of it; null: it ends only by another status, or by a fact of the ledger or the log. */
  readonly until: DayNumber | null;
}

/** Submitted, under way, received, taken in hand, approved, completed: nothing stands against a reminder. */
const GOES_ON: readonly number[] = [200, 201, 202, 203, 204, 205, 209];
const PARTLY_APPROVED = 206;
const PAYMENT_SENT = 211;
const CASHED = 212;
/** What the law sheet gives a payment that the buyer says is under way. */
const UNDER_WAY = 5;

/**
 * The life-cycle codes of the French e-invoicing reform and what they do to a reminder (law sheet, 1.16).
 *
 * - 207, 208, 210, 213 (in dispute, suspended, refused, rejected) stop it until there is another status.
 * - 206 (partly approved): only the approved part is asked for, and no status says which that is. It is known once the rest
 *   is disputed, in the ledger or by the clerk, or credited.
 * - 211 (payment sent): five business days from the status. Without its day they cannot be counted.
 * - 212 (cashed): closed; part amounts are possible. What the ledger shows as left of a part payment is asked for; a
 *   ledger in which nothing came in lags behind.
 * - A code that the law sheet does not name is not taken for harmless.
 *
 * @param items the statement's
 */
export function eInvoiceStop(invoice: Invoice, items: readonly OpenItem[], today: DayNumber): EInvoiceStop | null {
  const { eInvoiceStatus: status } = invoice;
  if (status === null || GOES_ON.includes(status)) return null;
  if (status === PARTLY_APPROVED && isRestKnown(invoice, items)) return null;
  if (status === CASHED && isPartPaid(invoice)) return null;
  const until = paymentSentUntil(invoice);
  if (until === null) return { status, until };
  return until < today ? null : { status, until };
}

/** The last day of the time that "payment sent" is given, past or to come; null: no such status, or its day is not known. */
export const paymentSentUntil = ({ eInvoiceStatus, eInvoiceStatusOn: on = null }: Invoice): DayNumber | null =>
  eInvoiceStatus !== PAYMENT_SENT || on === null ? null : businessDaysLater(dayNumber(on), UNDER_WAY);

const isRestKnown = ({ id, payments }: Invoice, items: readonly OpenItem[]): boolean =>
  payments.some(({ kind }) => kind !== 'payment') || items.some(({ invoice, disputed, netted }) => invoice === id && (disputed.minor > 0 || netted.length > 0));

const isPartPaid = ({ instalments }: Invoice): boolean => instalments.some(({ amount, outstanding }) => outstanding.minor < amount.minor);
