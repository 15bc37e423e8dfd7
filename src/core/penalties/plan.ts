import { minDate } from '../calendar';
import type { LocalDate } from '../calendar';
import { isZero, sum } from '../money';
import type { Money } from '../money';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { fits } from './account';
import { penaltyStatement } from './statement';
import type { ClaimEvent, LawPack, PenaltyClaim, PenaltyProblem, PenaltyStatement, RateTable } from './types';

export interface PlanInstalment {
  readonly due: LocalDate;
  readonly amount: Money;
  readonly events: readonly ClaimEvent[];
}

/** A payment plan in place of the invoice's due date. What is not said here is said of the claim. */
export interface PlanClaim extends Omit<PenaltyClaim, 'amount' | 'due' | 'events' | 'fixedCharge'> {
  /** At least one, in one currency. */
  readonly instalments: readonly PlanInstalment[];
  /** The day on which a clause made all that was left fall due; null: no such clause, or not yet used. Never assumed. */
  readonly acceleratedOn: LocalDate | null;
}

export interface PlanStatement {
  readonly asOf: LocalDate;
  readonly instalments: readonly PenaltyStatement[];
  readonly overduePrincipal: Money;
  readonly interest: Money;
  readonly interestOutstanding: Money;
  /** `plan-default`: an instalment is late, tell the debtor; while the plan runs the usual reminders rest. */
  readonly flags: readonly ('plan-default' | 'standard-reminders-paused')[];
}

/**
 * Interest of a payment plan: each instalment runs by itself, one that was missed does not make the others fall due unless the
 * plan says so. The fixed charge stays with the statement of the invoice.
 *
 * @returns the problem of the first instalment that has one; `penalties/invalid-claim` for a plan without instalments or in two currencies.
 * Source: C. com. L441-10 II; C. civ. 1343-5; the plan itself.
 */
export function planStatement(plan: PlanClaim, pack: LawPack, rates: RateTable, asOf: LocalDate): Result<PlanStatement, PenaltyProblem> {
  const { instalments, acceleratedOn, ...shared } = plan;
  const currency = instalments[0]?.amount.currency;
  if (currency === undefined || instalments.some(({ amount }) => amount.currency !== currency)) return fail({ code: 'penalties/invalid-claim', number: plan.number, field: 'amount', because: currency === undefined ? 'missing' : 'two-currencies' });
  const accelerated = acceleratedOn !== null && acceleratedOn <= asOf ? acceleratedOn : null;
  const statements: PenaltyStatement[] = [];
  for (const { due, amount, events } of instalments) {
    const statement = penaltyStatement({ ...shared, amount, events, due: accelerated === null ? due : minDate(due, accelerated), fixedCharge: 'elsewhere' }, pack, rates, asOf);
    if (!statement.ok) return statement;
    statements.push(statement.value);
  }
  if (!fits(statements)) return fail({ code: 'penalties/invalid-claim', number: plan.number, field: 'amount', because: 'too-large' });
  const late = statements.filter(({ due, principalOutstanding }) => asOf > due && !isZero(principalOutstanding));
  const open = statements.some(({ principalOutstanding }) => !isZero(principalOutstanding));
  return ok({
    asOf,
    instalments: statements,
    overduePrincipal: sum(late.map(({ principalOutstanding }) => principalOutstanding), currency),
    interest: sum(statements.map(({ interest }) => interest), currency),
    interestOutstanding: sum(statements.map(({ interestOutstanding }) => interestOutstanding), currency),
    flags: [...(late.length > 0 ? (['plan-default'] as const) : []), ...(open && accelerated === null ? (['standard-reminders-paused'] as const) : [])],
  });
}
