import { add, isZero, smaller, subtract, zero } from '../money';
import type { Money } from '../money';
import type { Allocation, ClaimEvent, PaymentView } from './types';

/** What is open of one claim. */
export interface Balance {
  readonly principal: Money;
  /** Interest that accrued since the last capitalisation, less what was paid of it. */
  readonly accrued: Money;
  /** Interest that bears interest itself. */
  readonly capitalised: Money;
  readonly surplus: Money;
}

export const opened = (amount: Money): Balance => ({ principal: amount, accrued: zero(amount.currency), capitalised: zero(amount.currency), surplus: zero(amount.currency) });

/** What interest is counted on. */
export const bearing = ({ principal, capitalised }: Balance): Money => add(principal, capitalised);

export const interestOpen = ({ accrued, capitalised }: Balance): Money => add(accrued, capitalised);

type Part = 'principal' | 'accrued' | 'capitalised';

/**
 * What an event pays first. A payment: in the formal view interest before principal (C. civ. 1343-1), in the ledger view the
 * principal alone, as the ledger matches it: what is paid above it is the customer's credit, and it is not for us to spend it
 * on interest. A credit note reduces the price and never the interest that accrued on it. The fixed charge is never taken out
 * of a payment: no text says how.
 */
function order(kind: ClaimEvent['kind'], view: PaymentView): readonly Part[] {
  return kind === 'payment' && view === 'formal' ? ['accrued', 'capitalised', 'principal'] : ['principal'];
}

/** Allocates an event; what finds nothing to pay is surplus. */
export function allocate(balance: Balance, { on, kind, amount }: ClaimEvent, view: PaymentView): { readonly balance: Balance; readonly allocation: Allocation } {
  const none = zero(amount.currency);
  let left = amount;
  let next = balance;
  const paid: Record<Part, Money> = { principal: none, accrued: none, capitalised: none };
  for (const part of order(kind, view)) {
    if (isZero(left)) break;
    const taken = smaller(left, next[part]);
    paid[part] = taken;
    next = { ...next, [part]: subtract(next[part], taken) };
    left = subtract(left, taken);
  }
  return {
    balance: { ...next, surplus: add(next.surplus, left) },
    allocation: { on, kind, amount, toInterest: add(paid.accrued, paid.capitalised), toPrincipal: paid.principal, surplus: left },
  };
}
