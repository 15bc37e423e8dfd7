import { fromDayNumber } from '../../../core';
import type { Instant } from '../../../core';

/** Where a pull stands. Text for whoever keeps it; read by this feed alone. */
export interface DolibarrCursor {
  /** 'whole': interrupted behind the row `after`. 'changes': the next changes begin here. */
  readonly at: 'whole' | 'changes';
  readonly after: number;
  /** When the pull began whose figures these are. */
  readonly since: Instant;
  /**
   * Rows that were open, and closed ones with a credit left: a deletion leaves no trace in Dolibarr, and neither does a
   * credit that is used, so that both are looked up again.
   */
  readonly open: ReadonlySet<number>;
  readonly credits: ReadonlySet<number>;
}

const MOST = 5_000_000;

/** Ascending, each as its distance from the one before, base 36: fifty thousand open invoices take about 100 kB. */
function packed(ids: ReadonlySet<number>): string {
  let last = 0;
  return [...ids].sort((a, b) => a - b).map((id) => {
    const step = (id - last).toString(36);
    last = id;
    return step;
  }).join('.');
}

function unpacked(text: unknown): ReadonlySet<number> | null {
  if (typeof text !== 'string' || text.length > MOST || !/^(?:[1-9a-z][0-9a-z]{0,6}(?:\.[1-9a-z][0-9a-z]{0,6})*)?$/.test(text)) return null;
  const ids = new Set<number>();
  let last = 0;
  for (const step of text === '' ? [] : text.split('.')) ids.add((last += parseInt(step, 36)));
  return ids;
}

export function writeCursor({ at, after, since, open, credits }: DolibarrCursor): string {
  return JSON.stringify({ at, after, since, open: packed(open), credits: packed(credits) });
}

/** null: not written by this feed, or by another version of it. */
export function readCursor(text: string): DolibarrCursor | null {
  let read: { readonly [field: string]: unknown };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    read = value as typeof read;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { at, after, since } = read;
  const [open, credits] = [unpacked(read['open']), unpacked(read['credits'])];
  if ((at !== 'whole' && at !== 'changes') || typeof after !== 'number' || !Number.isSafeInteger(after) || after < 0) return null;
  if (typeof since !== 'string' || Number.isNaN(Date.parse(since)) || open === null || credits === null) return null;
  return { at, after, since: since as Instant, open, credits };
}

const HOUR = 3_600_000;
/** Twelve hours west of UTC, and as much for clocks that differ and what was under way at that moment. */
const OVERLAP = 26 * HOUR;

/**
 * The day from which changes are asked for. `tms` is compared as the database's own local time, in a zone that nobody tells
 * and that need not be PHP's; with a time of day in it, Dolibarr 18 and 19 cut the value at its first colon.
 */
export const changedFrom = (since: Instant): string => compact(Date.parse(since) - OVERLAP);

/** "20261122" */
const compact = (at: number): string => fromDayNumber(Math.floor(at / (24 * HOUR))).replace(/-/g, '');

/** The first day of the last so many months, as Dolibarr's filters want it. */
export function monthsBefore(now: Instant, months: number): string {
  const day = new Date(Date.parse(now));
  // A month more than asked for is a day more at most: the 31st has no namesake in every month.
  return compact(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, Math.min(day.getUTCDate(), 28)));
}
