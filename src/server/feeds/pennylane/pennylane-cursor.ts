import type { Instant } from '../../../core';

/** Where a pull stands. Text for whoever keeps it; read by this feed alone. */
export interface PennylaneCursor {
  /** 'whole': interrupted behind the id `after`. 'changes': the next changes begin here. */
  readonly at: 'whole' | 'changes';
  readonly after: number;
  /** When the pull began whose figures these are. */
  readonly since: Instant;
  /** What was open: looked up again each time, for no text of the vendor says that a matched payment is told as a change. */
  readonly open: ReadonlySet<string>;
}

const MOST = 5_000_000;

export const writeCursor = ({ at, after, since, open }: PennylaneCursor): string => JSON.stringify({ at, after, since, open: [...open].map(Number) });

/** null: not written by this feed, or by another version of it. */
export function readCursor(text: string): PennylaneCursor | null {
  let read: { readonly [field: string]: unknown };
  try {
    const value: unknown = text.length > MOST ? null : JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    read = value as typeof read;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { at, after, since, open } = read;
  const isId = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if ((at !== 'whole' && at !== 'changes') || !isId(after) || typeof since !== 'string' || Number.isNaN(Date.parse(since)) || !Array.isArray(open) || !open.every(isId)) return null;
  return { at, after, since: since as Instant, open: new Set(open.map(String)) };
}

/** Clocks that differ, and what was under way at that moment: told again, which changes nothing. */
const OVERLAP_MS = 60 * 60_000;

/** RFC 3339, as `start_date` wants it. */
export const changedFrom = (since: Instant): string => new Date(Date.parse(since) - OVERLAP_MS).toISOString();
