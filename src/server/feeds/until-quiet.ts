import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const WAITS = 3;
/** A program that writes a file in parts makes no longer pause between two of them. */
const QUIET_MS = 200;
const AHEAD_MS = 500;

export interface Quiet {
  /** false: somebody still writes. */
  readonly still: boolean;
  /** Of the file as it was seen then: one that is read must bear it before and after, or somebody emptied it meanwhile to write it again. null: no such file. */
  readonly stamp: string | null;
}

/** Waits until nobody has written to the file for a moment: the first half of one that is being exported is a file too. */
export async function untilQuiet(path: string): Promise<Quiet> {
  for (let waited = 0; ; waited += 1) {
    const now = await seen(path);
    const stamp = now === null ? null : asStamp(now);
    // A share's clock may be ahead of ours: its files are not waited for. Within half a second it counts as ours, whose times are cut to milliseconds.
    const age = now === null ? QUIET_MS : Date.now() - now.mtimeMs;
    if (age < -AHEAD_MS || age >= QUIET_MS) return { still: true, stamp };
    if (waited === WAITS) return { still: false, stamp };
    await pause(QUIET_MS - age);
  }
}

/** Changes with every save; null: no such file. */
export async function stampOf(path: string): Promise<string | null> {
  const now = await seen(path);
  return now === null ? null : asStamp(now);
}

export const asStamp = ({ mtimeMs, size }: Pick<Stats, 'mtimeMs' | 'size'>): string => `${mtimeMs} ${size}`;

async function seen(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}
