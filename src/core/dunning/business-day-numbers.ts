import { dayNumber, endOfMonth, fromDayNumber, isBusinessDay } from '../calendar';
import type { DayNumber } from '../calendar';

/**
 * Business days over day numbers. An assessment asks for a score of them and ten thousand assessments a second are
 * promised, so each day is looked up in the calendar once.
 */
const known = new Map<DayNumber, boolean>();

export function isBusiness(day: DayNumber): boolean {
  let answer = known.get(day);
  if (answer === undefined) {
    answer = isBusinessDay(fromDayNumber(day));
    known.set(day, answer);
  }
  return answer;
}

/** The day itself if it is a business day, else the next one. */
export function onOrAfter(day: DayNumber): DayNumber {
  let at = day;
  while (!isBusiness(at)) at += 1;
  return at;
}

/** The day itself if it is a business day, else the one before. */
export function onOrBefore(day: DayNumber): DayNumber {
  let at = day;
  while (!isBusiness(at)) at -= 1;
  return at;
}

/** `count` business days after the day; 0 is the day itself. */
export function businessDaysLater(day: DayNumber, count: number): DayNumber {
  let at = day;
  for (let left = count; left > 0; ) {
    at += 1;
    if (isBusiness(at)) left -= 1;
  }
  return at;
}

/** The first day after `day` that is no business day. */
export function nextDayOff(day: DayNumber): DayNumber {
  let at = day + 1;
  while (isBusiness(at)) at += 1;
  return at;
}

const monthEnds = new Map<DayNumber, DayNumber>();

/** The last day of the day's month, looked up once likewise. */
export function endOfMonthOf(day: DayNumber): DayNumber {
  let answer = monthEnds.get(day);
  if (answer === undefined) {
    answer = dayNumber(endOfMonth(fromDayNumber(day)));
    monthEnds.set(day, answer);
  }
  return answer;
}
