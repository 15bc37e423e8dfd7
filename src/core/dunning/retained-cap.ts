import type { Debtor, Invoice, StatementOfAccount } from '../ledger/types';
import type { ArithmeticFact } from './types';

/** The cap is a twentieth of what the invoice is for. */
const TWENTIETH = 20;

/**
 * Sums held back that are more than the law allows: at most five per cent of the amount (loi 71-584 of 16 July 1971, article 1,
 * on works; whether an invoice is for works the ledger does not say). Told beside every answer while such a sum is open; what is
 * asked for stays as the ledger has it, for the contract may be of another kind or country. A cent of rounding is none.
 */
export function aboveCap(invoices: readonly Invoice[], { lawCountry }: Debtor, { items }: StatementOfAccount): readonly ArithmeticFact[] {
  if (lawCountry !== 'FR') return [];
  const numbers = new Set<string>();
  for (const { invoice, retained, outstanding, number } of items) {
    if (retained === undefined || outstanding.minor <= 0) continue;
    const of = invoices.find(({ id }) => id === invoice);
    if (of === undefined || of.retained === null) continue;
    const whole = of.instalments.reduce((sum, { amount }) => sum + amount.minor, 0);
    if (of.retained.amount.minor > Math.ceil(whole / TWENTIETH)) numbers.add(number);
  }
  return numbers.size === 0 ? [] : [{ kind: 'retained-above-cap', numbers: [...numbers] }];
}
