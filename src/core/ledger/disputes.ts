import type { LocalDate } from '../calendar/types';
import type { Money } from '../money/types';
import { byText } from './netting';
import type { NettedInstalment } from './netting';
import type { InvoiceId } from './types';

/** A dispute that is open in the log. `amount` null: the whole of what is outstanding on each of its invoices. */
export interface OpenDispute {
  readonly openedOn: LocalDate;
  readonly invoices: readonly InvoiceId[];
  readonly amount: Money | null;
}

/**
 * What is disputed of each row, in minor units, never more than its outstanding; a credit is never disputed.
 *
 * - A dispute over whole invoices takes all that is outstanding on them.
 * - A partial one takes its amount from its invoices, oldest due date first, from what no other dispute of the log took:
 *   two disputes are two complaints. Whole ones go first, then by day of opening, then as the log has them.
 * - The ledger's own mark (`disputed`) is allocated inside its invoice, oldest instalment first. Where log and ledger both
 *   speak of a row, the larger counts and not the sum: it is usually one complaint, written down twice.
 */
export function disputedMinor(rows: readonly NettedInstalment[], disputes: readonly OpenDispute[]): readonly number[] {
  const byLog: number[] = [];
  const inTurn = [...disputes].sort(
    (a, b) => Number(a.amount !== null) - Number(b.amount !== null) || byText(a.openedOn, b.openedOn),
  );
  for (const dispute of inTurn) {
    const about = new Set<InvoiceId>(dispute.invoices);
    take(rows, byLog, ({ invoice }) => about.has(invoice.id), dispute.amount);
  }
  const byLedger: number[] = [];
  const marked = new Set(rows.filter(({ invoice }) => invoice.disputed !== null).map(({ invoice }) => invoice));
  for (const invoice of marked) take(rows, byLedger, (row) => row.invoice === invoice, invoice.disputed);
  return rows.map((_, at) => Math.max(byLog[at] ?? 0, byLedger[at] ?? 0));
}

function take(rows: readonly NettedInstalment[], taken: number[], isMeant: (row: NettedInstalment) => boolean, amount: Money | null): void {
  let left = amount === null ? Infinity : amount.minor;
  rows.forEach((row, at) => {
    if (!isMeant(row) || (amount !== null && amount.currency !== row.instalment.outstanding.currency)) return;
    const part = Math.max(0, Math.min(left, row.minor - (taken[at] ?? 0)));
    taken[at] = (taken[at] ?? 0) + part;
    left -= part;
  });
}
