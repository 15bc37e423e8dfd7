import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { OpenItem } from '../ledger/types';
import type { StepDone } from '../log/types';
import type { Plan } from './policy';
import { placeOf } from './positions';
import type { LadderMark, StageId } from './types';

/**
 * The ladder of one open item: what was done for it, where it stands, what is left. A stage that was passed over (a
 * due-date reminder never sent, a step reached by a higher letter, one that the sum is too small for) is 'skipped', without a day. `steps` come in the order
 * in which they were done, so of each the first day stays.
 */
export function ladderOf(item: OpenItem | null, steps: readonly StepDone[], plan: Plan, current: StageId | null, state: 'now' | 'held', today: DayNumber, passedOver: readonly StageId[] = []): readonly LadderMark[] {
  const done = new Map<number, LocalDate>();
  const skipped = new Map<number, LocalDate>();
  let counter = -1;
  if (item !== null) {
    const due = today - item.daysOverdue;
    for (const step of steps) {
      const place = placeOf(step, item, due, plan);
      counter = Math.max(counter, place);
      // A call that was too early for this item stands for a reminder that was never sent.
      const tooEarly = step.how === 'called' && plan.places.get(step.stage) !== place;
      const days = step.how === 'skipped' || tooEarly ? skipped : done;
      if (!days.has(place)) days.set(place, step.on);
    }
  }
  return plan.shown.map(({ stage, index }): LadderMark => {
    const { id, name, days } = stage;
    const from = stage.basis === undefined ? {} : { basis: stage.basis };
    const doneOn = done.get(index);
    if (doneOn !== undefined) return { stage: id, name, days, ...from, state: 'done', doneOn };
    if (id === current) return { stage: id, name, days, ...from, state, doneOn: null };
    // What comes before the due date is over on that day; what is for that day, on the day after.
    const passed = index <= counter || passedOver.includes(id) || (days <= 0 && item !== null && item.daysOverdue > Math.max(days, -1));
    return { stage: id, name, days, ...from, state: passed ? 'skipped' : 'later', doneOn: skipped.get(index) ?? null };
  });
}
