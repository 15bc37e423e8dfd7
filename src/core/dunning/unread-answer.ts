import { dayNumber, fromDayNumber } from '../calendar';
import type { LocalDate } from '../calendar/types';
import type { History } from '../log/types';
import { businessDaysLater } from './business-day-numbers';
import type { ThreadFacts } from './thread-facts';

/** Business days for which an answer holds what was not asked for (law sheet, section 5: "reply from the customer unread"). */
const PAUSE = 2;

/** The last day of that pause. */
export const answerHeldUntil = (receivedOn: LocalDate): LocalDate => fromDayNumber(businessDaysLater(dayNumber(receivedOn), PAUSE));

/**
 * The day of an answer that bears on a reminder and that nobody has settled; null: there is none. The log tells of one that
 * was seen; of the open message the thread itself. What was noted on its day or later is about it, as is a reminder that
 * left later: the clerk who sent it had the answer before him.
 */
export function answerToSettle({ answerToSettle: logged, lastSettledOn, lastOverdueMailOn }: Pick<History, 'answerToSettle' | 'lastSettledOn' | 'lastOverdueMailOn'>, thread: ThreadFacts | null): LocalDate | null {
  const open = thread?.answer ?? null;
  const seen = open !== null && (lastSettledOn === null || lastSettledOn < open) && (logged === null || open > logged) ? open : logged;
  return seen === null || (lastOverdueMailOn !== null && lastOverdueMailOn > seen) ? null : seen;
}
