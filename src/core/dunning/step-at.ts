import { dayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import { allowedByAge } from './ages';
import { gapOf, noticeDaysOf } from './policy';
import type { Place, Plan } from './policy';
import type { LastStep, NextStep } from './positions';
import type { DunningStage } from './types';

/** When a step is possible for what is due on a day, by its age and after the step before it. `caughtUp`: nothing was done, no gap is counted. */
export function stepAt(place: Place, due: DayNumber, last: LastStep | null, plan: Plan, caughtUp: boolean): NextStep {
  const age = allowedByAge(due, place.stage, plan);
  const gap = last === null || caughtUp ? age : last.on + gapOf(place.stage);
  const noticed = last === null ? age : noticeOver(last, place.stage, plan);
  const possible = Math.max(age, gap, noticed);
  return { place, possible, decidedBy: possible === age ? 'age' : possible === gap ? 'gap' : 'notice', caughtUp, passedOver: NONE };
}
const NONE: NextStep['passedOver'] = [];

/** Days after the time that a notice gives, for a transfer that is on its way (law sheet 5: "the notice deadline + 3 days after first presentation"). */
const AFTER_NOTICE = 3;

/** What a hand-over waits for beside its gap. A letter whose presentation nobody noted was presented on the day of its posting at the earliest. */
function noticeOver({ step, on, place: at }: LastStep, { channel }: DunningStage, { policy }: Plan): DayNumber {
  if (channel !== 'hand-over' || step.how !== 'deposited' || policy.stages[at]?.channel !== 'letter') return on;
  return (step.presentedOn === undefined ? on : dayNumber(step.presentedOn)) + noticeDaysOf(policy) + AFTER_NOTICE;
}
