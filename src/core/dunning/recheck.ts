import { dayNumber, fromDayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { StatementOfAccount } from '../ledger/types';
import { nextDayOff, onOrBefore } from './business-day-numbers';
import { firstGuardOver } from './holds';
import type { Opening } from './letter';
import type { Plan } from './policy';
import { sendableFrom } from './positions';
import type { Positions } from './positions';

/**
 * The first day after today on which the answer can change without new facts. Never too late, sometimes too early: every
 * day on which a rule's input crosses a line is a candidate, whether or not it decides this case.
 *
 * @param of.offered whether a step is offered today: it is withdrawn on the next day off.
 */
export function nextChange(
  { statement, positions, openings, plan, offered }: { readonly statement: StatementOfAccount; readonly positions: Positions; readonly openings: readonly Opening[]; readonly plan: Plan; readonly offered: boolean },
  today: DayNumber,
): LocalDate | null {
  let first = Infinity;
  const at = (day: DayNumber): void => {
    if (day > today && day < first) first = day;
  };
  if (offered) at(nextDayOff(today));
  for (const { possible, sendable } of openings) {
    at(possible);
    at(sendable);
  }
  for (const { daysOverdue, outstanding, retained } of statement.items) {
    if (outstanding.minor <= 0 || retained?.releasedOn === null) continue;
    // Falls due, becomes overdue, and askable after the grace.
    at(today - daysOverdue);
    at(today - daysOverdue + 1);
    at(today - daysOverdue + 1 + plan.policy.graceDays);
  }
  // The step that a letter gives to each listed item, and whether a notice demands it, follow its age.
  if (offered) for (const { due } of positions.overdue) for (const { stage } of plan.overdue) at(due + stage.days);
  const unguarded = firstGuardOver(positions.guarded);
  if (unguarded !== null) at(dayNumber(unguarded));
  // A reminder before the due date opens; it is over on the due date, one on that date the day after: both are named above.
  for (const candidate of positions.upcoming) {
    for (const { stage } of plan.early) at(onOrBefore(candidate.due + stage.days));
    const sendable = sendableFrom(candidate.next, today);
    if (sendable !== null) at(sendable.from);
  }
  return first === Infinity ? null : fromDayNumber(first);
}
