import { localDate } from '../core';
import type { Clock, Instant, LocalDate } from '../core';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in an IANA zone: here `today` is made, core only receives it. */
export function dayIn(zone: string, at: Instant): LocalDate {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  const parts = format.formatToParts(new Date(at));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((p) => p.type === type)?.value ?? '';
  return localDate(`${of('year')}-${of('month')}-${of('day')}`);
}

export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };
