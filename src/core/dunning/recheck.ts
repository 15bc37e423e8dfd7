import { dayNumber, fromDayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { StatementOfAccount } from '../ledger/types';
import { nextDayOff, onOrBefore } from './business-day-numbers';
import { firstGuardOver } from './holds';
import type { Opening } from './letter';
import type { Plan } from './policy';
import { allowedByAge, ofAge } from './ages';
import { sendableFrom } from './positions';
import type { Positions } from './positions';

/**
 * The first day after today on which the answer can change without new facts. Never too late, sometimes too early: every
 * day on which a rule's input crosses a line is a candidate, whether or not it decides this case.
 *
 * @param of.offered whether a step is offered today: it is withdrawn on the next day off.
 */
export function nextChange(
  { statement, positions, openings, plan, offered, announcedOn }: { readonly statement: StatementOfAccount; readonly positions: Positions; readonly openings: readonly Opening[]; readonly plan: Plan; readonly offered: boolean; readonly announcedOn: LocalDate | null },
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
  if (offered) for (const { due } of positions.overdue) for (const { stage } of plan.overdue) at(ofAge(due, stage, plan));
  if (offered) for (const { due } of positions.overdue) for (const { stage } of plan.overdue) at(allowedByAge(due, stage, plan));
  // What a notice could demand grows with its age: then it is worth its while. An item that nothing was done for begins with a later step.
  const { notice } = plan;
  const [youngest] = plan.overdue;
  for (const { below } of positions.overdue) if (below !== null && below.worthFrom !== null) at(below.worthFrom);
  if (positions.overdue.some(({ below }) => below !== null)) {
    for (const { due } of positions.overdue) {
      if (notice !== null) at(ofAge(due, notice.stage, plan));
      if (youngest !== undefined) at(allowedByAge(due, youngest.stage, plan));
    }
  }
  const begins = nextBeginning(positions, plan, today);
  if (begins !== null) at(dayNumber(begins));
  const unguarded = firstGuardOver(positions.guarded);
  if (unguarded !== null) at(dayNumber(unguarded));
  // On that day the other currencies may still have theirs.
  if (announcedOn !== null && positions.upcoming.length > 0) at(dayNumber(announcedOn) + 1);
  // A reminder before the due date opens; it is over on the due date, one on that date the day after: both are named above.
  for (const candidate of positions.upcoming) {
    for (const { stage } of plan.early) at(onOrBefore(candidate.due + stage.days));
    const sendable = sendableFrom(candidate.next, today);
    if (sendable !== null) at(sendable.from);
  }
  return first === Infinity ? null : fromDayNumber(first);
}

/**
 * Where a plan catches up: the next day on which an item that nothing was done for would begin with another step, by its own age
 * or by what falls due beside it. null: the plan does not, or never.
 */
export function nextBeginning({ overdue, upcoming }: Pick<Positions, 'overdue' | 'upcoming'>, plan: Plan, today: DayNumber): LocalDate | null {
  if (plan.policy.catchUp !== true) return null;
  let first = Infinity;
  for (const { due } of [...overdue, ...upcoming]) {
    for (const { stage } of plan.overdue) {
      const day = allowedByAge(due, stage, plan);
      if (day > today && day < first) first = day;
    }
  }
  return first === Infinity ? null : fromDayNumber(first);
}
