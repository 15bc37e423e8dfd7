import type { CallKind } from './calls';
import { ServiceError } from './service-error';

/** Calls of a day that a consumer account has. Source: "Quotas for Google Services". */
const DAILY: Readonly<Partial<Record<CallKind, { readonly most: number; readonly name: string }>>> = {
  properties: { most: 50_000, name: 'properties' },
  fetch: { most: 20_000, name: 'urlfetch' },
  thread: { most: 20_000, name: 'gmail' },
};
/** Google's day ends at midnight of the Pacific coast. */
const PACIFIC_MS = 8 * 3_600_000;

/** What one user has used of the day's quotas. */
export class DailyUse {
  private day = Number.NaN;
  private readonly used = new Map<CallKind, number>();

  /** @param now milliseconds; @throws ServiceError in Google's words. */
  count(kind: CallKind, now: number): void {
    const today = Math.floor((now - PACIFIC_MS) / 86_400_000);
    if (today !== this.day) this.used.clear();
    this.day = today;
    const used = (this.used.get(kind) ?? 0) + 1;
    this.used.set(kind, used);
    const limit = DAILY[kind];
    if (limit !== undefined && used > limit.most) throw new ServiceError(`Service invoked too many times for one day: ${limit.name}.`);
  }
}

/** What one user has used of a quota by the minute, each kind of request for itself. */
export class MinuteUse {
  private minute = Number.NaN;
  private readonly used = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @param now milliseconds; @returns whether one more is within the quota; counts it. */
  allows(kind: string, now: number): boolean {
    const minute = Math.floor(now / 60_000);
    if (minute !== this.minute) this.used.clear();
    this.minute = minute;
    const used = (this.used.get(kind) ?? 0) + 1;
    this.used.set(kind, used);
    return used <= this.most;
  }
}
