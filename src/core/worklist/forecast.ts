import { addDays, isBusinessDay } from '../calendar';
import type { LocalDate } from '../calendar/types';
import { assertNever } from '../result';
import type { StageChannel } from '../dunning/types';
import { FORECAST_DAYS } from './decision';
import type { ForecastDay } from './types';

/** How many debtors' next step falls on a day. */
export interface NextSteps {
  readonly on: LocalDate;
  readonly channel: StageChannel;
  readonly debtors: number;
}

/** Business days of the next thirty calendar days, today among them; French holidays left out. */
export function forecastOf(steps: readonly NextSteps[], today: LocalDate, days = 30): readonly ForecastDay[] {
  if (days > FORECAST_DAYS) throw new RangeError(`no forecast beyond ${FORECAST_DAYS} days`);
  const counts = new Map<LocalDate, { mails: number; calls: number; letters: number }>();
  for (let day = today, n = 0; n <= days; n += 1, day = addDays(day, 1)) if (isBusinessDay(day)) counts.set(day, { mails: 0, calls: 0, letters: 0 });
  for (const { on, channel, debtors } of steps) {
    const count = counts.get(on);
    if (count === undefined) continue;
    switch (channel) {
      case 'mail': count.mails += debtors; break;
      case 'call': count.calls += debtors; break;
      case 'letter':
      case 'hand-over': count.letters += debtors; break;
      default: assertNever(channel);
    }
  }
  return [...counts].map(([day, count]) => ({ day, ...count }));
}
