import { daysBetween } from '../calendar';
import { money } from '../money';
import type { LocalDate } from '../calendar/types';
import type { OpenItem } from '../ledger/types';
import { currenciesOf, disputedOf, numbersOf, retainedHolds } from './holds';
import type { Letter } from './letter';
import type { Plan } from './policy';
import type { LastStep, Position, Positions } from './positions';
import type { SmallSum } from './small-sums';
import type { ArithmeticFact } from './types';

/** How late, or how long until the due date. */
export function ageFact(item: OpenItem): ArithmeticFact {
  const { number, due, daysOverdue: days } = item;
  return days > 0 ? { kind: 'days-late', number, days, due } : { kind: 'due-in', number, days: 0 - days, due };
}

/** The step that the gap is counted from. */
export function lastStepFact(last: LastStep | null, plan: Plan, today: LocalDate): ArithmeticFact {
  if (last === null) return { kind: 'no-step-yet' };
  const { on, how, stage, undated } = last.step;
  // A call stays a call for an invoice that was too young for it: no reminder is told that never was.
  return { kind: 'last-step', stage: how === 'called' ? stage : (plan.policy.stages[last.place]?.id ?? stage), on, daysAgo: daysBetween(on, today), how, ...(undated === true ? { undated } : {}) };
}

/** Late, last step, possible since; then what the letter holds beside that and what it leaves out. */
export function letterFacts({ focus, proposal, otherCurrency }: Letter, positions: Positions, small: ReadonlyMap<string, SmallSum> | null, plan: Plan, today: LocalDate): readonly ArithmeticFact[] {
  const facts: ArithmeticFact[] = [ageFact(focus.item), lastStepFact(focus.last, plan, today), { kind: 'possible-since', stage: proposal.stage.id, since: proposal.possibleSince }];
  if (focus.next?.caughtUp === true) facts.push({ kind: 'caught-up', stage: proposal.stage.id, days: focus.item.daysOverdue });
  pushPassedOver(facts, focus);
  const listed = proposal.demanded.length - 1;
  if (listed > 0 || proposal.informational.length > 0) facts.push({ kind: 'other-invoices', listed, informational: proposal.informational.length });
  pushDisputed(facts, positions.disputed.filter(({ daysOverdue, outstanding }) => daysOverdue > 0 && outstanding.currency === proposal.sum.currency));
  pushRetained(facts, positions, proposal.demanded.map(({ item }) => item));
  for (const { item } of proposal.demanded) pushCredits(facts, item);
  if (otherCurrency.length > 0) facts.push({ kind: 'other-currency', totals: otherCurrency });
  if (small !== null) for (const fact of small.values()) facts.push(fact);
  return facts;
}

/** The steps that were not worth their while. */
export function pushPassedOver(facts: ArithmeticFact[], { item, next }: Position): void {
  const { currency } = item.outstanding;
  for (const { place, amount } of next?.passedOver ?? []) facts.push({ kind: 'step-passed-over', stage: place.stage.id, amount: money(amount, currency), threshold: money(place.stage.thresholdMinor ?? 0, currency) });
}

/** Disputed parts that are not asked for, one fact per currency. */
export function pushDisputed(facts: ArithmeticFact[], disputed: readonly OpenItem[]): void {
  for (const currency of currenciesOf(disputed)) {
    const some = disputed.filter((item) => item.outstanding.currency === currency);
    facts.push({ kind: 'disputed-left-out', numbers: numbersOf(some), amount: disputedOf(some, currency) });
  }
}

/** What is held back of the invoices that are asked for. */
export function pushRetained(facts: ArithmeticFact[], { guarded }: Positions, demanded: readonly OpenItem[]): void {
  const about = guarded.filter(({ item }) => demanded.some(({ invoice }) => invoice === item.invoice));
  for (const { numbers, amount, until } of retainedHolds(about)) facts.push({ kind: 'retained-left-out', numbers, amount, until });
}

export function pushCredits(facts: ArithmeticFact[], item: OpenItem): void {
  for (const { number, amount } of item.netted) facts.push({ kind: 'credit-deducted', number, amount });
}

