import type { Instant } from '../../../core';

/** Where a pull stands. Text for whoever keeps it; read by this feed alone. */
export interface QuickbooksCursor {
  /** 'whole': interrupted in its part `stage`, behind `position` rows. 'changes': the next changes begin here. */
  readonly at: 'whole' | 'changes';
  readonly stage: number;
  readonly position: number;
  readonly last: string;
  /** When the pull began whose figures these are. */
  readonly since: Instant;
  /** Customers with money on account: a deleted payment does not say whose it was. */
  readonly credits: readonly string[];
}

const MOST = 5_000_000;

export const writeCursor = (cursor: QuickbooksCursor): string => JSON.stringify(cursor);

/** null: not written by this feed, or by another version of it. */
export function readCursor(text: string): QuickbooksCursor | null {
  let read: { readonly [field: string]: unknown };
  try {
    const value: unknown = text.length > MOST ? null : JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    read = value as typeof read;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { at, stage, position, last, since, credits } = read;
  const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  const isId = (value: unknown): value is string => typeof value === 'string' && /^\d{1,20}$/.test(value);
  if ((at !== 'whole' && at !== 'changes') || !isCount(stage) || !isCount(position) || (last !== '' && !isId(last)) || typeof since !== 'string' || Number.isNaN(Date.parse(since)) || !Array.isArray(credits) || !credits.every(isId)) return null;
  return { at, stage, position, last, since: since as Instant, credits };
}

const DAY_MS = 86_400_000;
/** Clocks that differ, and what was under way at that moment: told again, which changes nothing. */
const OVERLAP_MS = 15 * 60_000;
/** "CDC operations can track changes within the last 30 days"; a day less, for clocks that differ. */
const KEPT_MS = 29 * DAY_MS;

/** null: Intuit no longer tells of it. */
export function changedFrom(since: Instant, now: Instant): string | null {
  const from = Date.parse(since) - OVERLAP_MS;
  return from < Date.parse(now) - KEPT_MS ? null : new Date(from).toISOString();
}
