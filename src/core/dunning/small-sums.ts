import { fromDayNumber } from '../calendar';
import { CURRENCIES, money } from '../money';
import type { Currency, Money } from '../money/types';
import type { StatementOfAccount } from '../ledger/types';
import type { Plan } from './policy';
import type { Position, Upcoming } from './positions';
import type { LocalDate } from '../calendar/types';
import type { Hold } from './types';

/** Why the items of one currency are not worth, or not open to, a reminder. */
export type SmallSum =
  | { readonly kind: 'credit-covers'; readonly credits: Money; readonly overdue: Money }
  | { readonly kind: 'below-tolerance'; readonly amount: Money; readonly tolerance: Money };

/** Of a list of claims, the currencies that fall away: unused credits cover them, or they are below the plan's tolerance. */
export function smallSums(claims: readonly { readonly item: { readonly outstanding: Money }; readonly claim: number }[], statement: StatementOfAccount, plan: Plan): ReadonlyMap<Currency, SmallSum> | null {
  const totals = new Map<Currency, number>();
  for (const { item, claim } of claims) totals.set(item.outstanding.currency, (totals.get(item.outstanding.currency) ?? 0) + claim);
  let found: Map<Currency, SmallSum> | null = null;
  for (const currency of CURRENCIES) {
    const total = totals.get(currency);
    if (total === undefined) continue;
    let credits = 0;
    for (const part of statement.perCurrency) if (part.currency === currency) credits = part.credits.minor;
    const tolerance = plan.policy.toleranceMinor;
    const small: SmallSum | null =
      credits >= total
        ? { kind: 'credit-covers', credits: money(credits, currency), overdue: money(total, currency) }
        : total < tolerance
          ? { kind: 'below-tolerance', amount: money(total, currency), tolerance: money(tolerance, currency) }
          : null;
    if (small === null) continue;
    found = found ?? new Map<Currency, SmallSum>();
    found.set(currency, small);
  }
  return found;
}

/** The steps that wait because too little is asked for by them, one hold for each currency. */
export function belowThreshold(positions: readonly Position[]): readonly Extract<Hold, { readonly kind: 'below-tolerance' }>[] {
  const holds: Extract<Hold, { readonly kind: 'below-tolerance' }>[] = [];
  for (const { item, below } of positions) {
    const { currency } = item.outstanding;
    if (below === null || holds.some(({ amount }) => amount.currency === currency)) continue;
    const { stage } = below.place;
    const small: SmallSum = { kind: 'below-tolerance', amount: money(below.amount, currency), tolerance: money(stage.thresholdMinor ?? 0, currency) };
    holds.push({ ...small, until: below.worthFrom === null ? null : fromDayNumber(below.worthFrom - 1), stage: stage.id });
  }
  return holds;
}

/** The same as a hold. `upcoming` by due date: what falls due lifts the sum over the tolerance on the day after. */
export function smallHold(small: SmallSum, upcoming: readonly Upcoming[]): Hold {
  if (small.kind !== 'below-tolerance') return small;
  return { ...small, until: reachedWith(small, upcoming) };
}

/** The due date with which a sum is no longer too small; null: none is known. */
function reachedWith({ amount, tolerance }: Extract<SmallSum, { readonly kind: 'below-tolerance' }>, upcoming: readonly Upcoming[]): LocalDate | null {
  let total = amount.minor;
  for (const { item, claim } of upcoming) {
    if (item.outstanding.currency !== amount.currency) continue;
    total += claim;
    if (total >= tolerance.minor) return item.due;
  }
  return null;
}
