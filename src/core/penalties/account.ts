import type { LocalDate } from '../calendar';
import { isZero, totalsOf } from '../money';
import type { Money, Totals } from '../money';
import type { InvoiceId } from '../ledger/types';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { penaltyStatement } from './statement';
import type { LawPack, PenaltyClaim, PenaltyProblem, PenaltyStatement, RateTable } from './types';

/** `paid-late`: the principal is paid, its interest and charge are not. */
export type PenaltyStatus = 'late' | 'paid-late' | 'paid' | 'not-due';

export interface PenaltyLine {
  readonly statement: PenaltyStatement;
  readonly status: PenaltyStatus;
}

/** What one debtor owes for late payment as of a day; sums per currency, never converted. */
export interface PenaltyAccount {
  readonly asOf: LocalDate;
  /** In the order of the claims. */
  readonly lines: readonly PenaltyLine[];
  /** Of the lines that are late. */
  readonly overduePrincipal: Totals;
  /** All interest that accrued. */
  readonly interest: Totals;
  readonly interestOutstanding: Totals;
  readonly fixedCharges: Totals;
  /** What may be demanded: overdue principal, interest outstanding, fixed charges. */
  readonly claim: Totals;
}

/**
 * Statements of several claims of one debtor. The fixed charge stands once for each invoice paid late, on its first late
 * instalment, whatever the number of instalments or reminders (C. com. D441-5; Service-Public F23211; CJEU C-78/22); there is
 * no least amount (CJEU C-279/23).
 *
 * @returns the first claim's problem that keeps a sum from being told, with the invoice's number: a part is never shown as the whole.
 */
export function penaltyAccount(claims: readonly PenaltyClaim[], pack: LawPack, rates: RateTable, asOf: LocalDate): Result<PenaltyAccount, PenaltyProblem> {
  const charged = new Set<InvoiceId>();
  const statements = new Map<PenaltyClaim, PenaltyStatement>();
  for (const claim of [...claims].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))) {
    const statement = penaltyStatement(charged.has(claim.invoice) ? { ...claim, fixedCharge: 'elsewhere' } : claim, pack, rates, asOf);
    if (!statement.ok) return statement;
    if (statement.value.fixedCharge !== null) charged.add(claim.invoice);
    statements.set(claim, statement.value);
  }
  if (!fits([...statements.values()])) return fail({ code: 'penalties/invalid-claim', number: claims[0]?.number ?? '', field: 'amount', because: 'too-large' });
  const lines = claims.map((claim): PenaltyLine => {
    const statement = statements.get(claim) as PenaltyStatement;
    return { statement, status: statusOf(statement) };
  });
  const totals = (amountOf: (line: PenaltyLine) => Money | null): Totals => totalsOf(lines.map(amountOf).filter((amount): amount is Money => amount !== null));
  return ok({
    asOf, lines,
    overduePrincipal: totals(({ statement, status }) => (status === 'late' ? statement.principalOutstanding : null)),
    interest: totals(({ statement }) => statement.interest),
    interestOutstanding: totals(({ statement }) => statement.interestOutstanding),
    fixedCharges: totals(({ statement }) => statement.fixedCharge),
    claim: totalsOf(lines.flatMap(({ statement }) => statement.claim)),
  });
}

/** The largest amount there is, in minor units: sums of very large claims may pass it. */
const LARGEST = 1e15;

/** Whether every sum over these statements is still an amount. */
export const fits = (statements: readonly PenaltyStatement[]): boolean =>
  statements.reduce((total, { amount, interest, fixedCharge }) => total + amount.minor + interest.minor + (fixedCharge?.minor ?? 0), 0) <= LARGEST;

function statusOf({ asOf, due, principalOutstanding, interestOutstanding, fixedCharge }: PenaltyStatement): PenaltyStatus {
  if (!isZero(principalOutstanding)) return asOf > due ? 'late' : 'not-due';
  return isZero(interestOutstanding) && fixedCharge === null ? 'paid' : 'paid-late';
}
