import { dayNumber, fromDayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { endOfMonthOf, onOrBefore } from './business-day-numbers';
import { planOf } from './policy';
import type { Place, Plan } from './policy';
import type { DunningStage, ReminderPolicy, StageId } from './types';

/** The first day that the item's own age and the grace allow an enabled stage after the due date. */
export const allowedByAge = (due: DayNumber, stage: DunningStage, plan: Plan): DayNumber => ofAge(due, stage, plan, due + plan.policy.graceDays + 1);

/** The first day that the age of an item due on `due` and the grace allow a stage of a policy; gaps, spacing and days off are not counted. */
export function firstDayOf(stage: StageId, due: LocalDate, policy: ReminderPolicy): LocalDate {
  const plan = planOf(policy);
  const place = plan.overdue.find((one) => one.stage.id === stage);
  return place === undefined ? due : fromDayNumber(allowedByAge(dayNumber(due), place.stage, plan));
}

/** The first day of the item's own age for a stage; `earliest`: for the first of those that it is counted from. */
export function ofAge(due: DayNumber, stage: DunningStage, plan: Plan, earliest: DayNumber = due): DayNumber {
  let first = earliest;
  for (const { days, fromEndOfMonth, after } of plan.ages.get(stage.id) ?? []) first = Math.max(first, Math.max((fromEndOfMonth ? endOfMonthOf(due) : due) + days, earliest) + after);
  return first;
}

/** A place in the policy, lowered to what an item's own age and the grace allow on a day. */
export function placeByAge(place: number, due: DayNumber, plan: Plan, on: DayNumber): number {
  let allowed = -1;
  for (const { stage, index } of plan.shown) {
    if ((stage.days > 0 ? allowedByAge(due, stage, plan) : onOrBefore(due + stage.days)) > on) break;
    allowed = index;
  }
  return Math.min(place, allowed);
}

/** A notice and what follows demand only what was firmly reminded and has reached the notice's own age. */
export function isDemandable({ due, warned }: { readonly due: DayNumber; readonly warned: boolean }, letter: number, plan: Plan, today: DayNumber): boolean {
  const { notice, firm } = plan;
  if (notice === null || letter < notice.index) return true;
  return (warned || firm === null) && ofAge(due, notice.stage, plan) <= today;
}

/**
 * The step that an item of this age begins with where the plan says so: the highest that its age allows, no further than the
 * firm reminder, without which no notice demands anything; where the plan has none, no further than the notice.
 */
export function stepOfAge(due: DayNumber, plan: Plan, today: DayNumber): Place | null {
  const furthest = plan.firm?.index ?? plan.notice?.index ?? Infinity;
  let begun: Place | null = null;
  for (const place of plan.overdue) {
    if (place.index > furthest || allowedByAge(due, place.stage, plan) > today) break;
    begun = place;
  }
  return begun;
}
