import { localDate } from '../core';
import type { Clock, Instant, LocalDate } from '../core';

const formats = new Map<string, Intl.DateTimeFormat>();

/** No zone changes its day but on a quarter of an hour. */
const QUARTER_MS = 900_000;
const last = { zone: '', quarter: Number.NaN, day: localDate('1970-01-01') };

/** The calendar day of a moment in an IANA zone: here `today` is made, core only receives it. */
export function dayIn(zone: string, at: Instant): LocalDate {
  const quarter = Math.floor(Date.parse(at) / QUARTER_MS);
  if (last.zone !== zone || last.quarter !== quarter) Object.assign(last, { zone, quarter, day: formatted(zone, at) });
  return last.day;
}

function formatted(zone: string, at: Instant): LocalDate {
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
