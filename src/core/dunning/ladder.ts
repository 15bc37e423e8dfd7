import { dayNumber } from '../calendar';
import type { DayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { OpenItem } from '../ledger/types';
import type { StepDone } from '../log/types';
import type { Plan } from './policy';
import { placeOf } from './positions';
import type { LadderMark, StageId } from './types';

/**
 * The ladder of one open item: what was done for it, where it stands, what is left. A stage that was passed over (a
 * due-date reminder never sent, a step reached by a higher letter) is 'skipped', without a day.
 */
export function ladderOf(item: OpenItem | null, steps: Iterable<StepDone>, plan: Plan, current: StageId | null, state: 'now' | 'held', today: DayNumber): readonly LadderMark[] {
  const done: (LocalDate | undefined)[] = [];
  const skipped: (LocalDate | undefined)[] = [];
  let counter = -1;
  if (item !== null) {
    const due = today - item.daysOverdue;
    for (const step of steps) {
      const place = placeOf(step, dayNumber(step.on), item, due, plan);
      if (place < 0) continue;
      if (place > counter) counter = place;
      const days = step.how === 'skipped' ? skipped : done;
      const before = days[place];
      if (before === undefined || step.on < before) days[place] = step.on;
    }
  }
  return plan.shown.map(({ stage, index }): LadderMark => {
    const { id, name, days } = stage;
    const on = done[index] ?? skipped[index] ?? null;
    if (done[index] !== undefined) return { stage: id, name, days, state: 'done', doneOn: on };
    if (id === current) return { stage: id, name, days, state, doneOn: null };
    const passed = on !== null || index < counter || (days <= 0 && item !== null && item.daysOverdue > 0);
    return { stage: id, name, days, state: passed ? 'skipped' : 'later', doneOn: on };
  });
}
