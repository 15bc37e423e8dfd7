import type { LocalDate } from '../calendar';
import type { Money } from '../money';
import { isReachedBy } from '../dunning/policy';
import type { ReminderPolicy, StageId } from '../dunning';
import type { Announced } from '../log';
import { channelOf } from './lint/facts-of';
import { BY, MEASURES, NOTICE_GIVEN } from './lint/lexicon';
import { endsBefore } from './lint/figures';
import { isNegated } from './lint/phrases';
import { Reading } from './lint/reading';

/** "dans un délai de 8 jours à compter de la première présentation", "within 8 days of the first presentation". */
const FROM_PRESENTATION = /(\d{1,3}) (?:jours?|days?) (?:a compter de|from|of|after) (?:la |the |its )?(?:premiere |first )?presentation/i;

/**
 * What a text announces, read from the text itself: the clerk may have changed what the template said. A measure counts when
 * the plan still has a step of that kind ahead of this one, which the sum demanded reaches; the first deadline that is not past counts.
 *
 * @param today the day of the text
 */
export function announcedIn(text: string, stage: StageId, policy: ReminderPolicy, demanded: Money, today: LocalDate): Announced {
  const reading = new Reading('text', text, [], today);
  const given = reading.find(NOTICE_GIVEN);
  const at = policy.stages.findIndex(({ id }) => id === stage);
  const ahead = policy.stages.slice(at + 1).filter((stage) => isReachedBy(stage, demanded));
  const named = new Set(reading.find(MEASURES).filter((match) => !isNegated(reading.tokens, match) && !given.some(({ from, to }) => from <= match.to && match.from <= to)).map(({ key }) => key));
  const next = ahead.find(({ channel }) => [...named].some((measure) => channelOf(measure) === channel));
  const days = reading.dates.filter((written) => written.date >= today && endsBefore(reading, written, BY)).map(({ date }) => date).sort();
  const presented = FROM_PRESENTATION.exec(reading.even);
  return { deadline: days[0] ?? null, days: presented === null ? null : Number(presented[1]), next: next?.id ?? null };
}
