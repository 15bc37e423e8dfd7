import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const WAITS = 3;
/** A program that writes a file in parts makes no longer pause between two of them. */
const QUIET_MS = 200;
const AHEAD_MS = 500;

/** Waits until nobody has written to the file for a moment: the first half of one that is being exported is a file too. false: somebody still does. */
export async function untilQuiet(path: string): Promise<boolean> {
  for (let waited = 0; ; waited += 1) {
    const now = await stat(path).catch((error: NodeJS.ErrnoException) => { if (error.code === undefined) throw error; return null; });
    // A share's clock may be ahead of ours: its files are not waited for. Within half a second it counts as ours, whose times are cut to milliseconds.
    const age = now === null ? QUIET_MS : Date.now() - now.mtimeMs;
    if (age < -AHEAD_MS || age >= QUIET_MS) return true;
    if (waited === WAITS) return false;
    await pause(QUIET_MS - age);
  }
}

/** Changes with every save; null: no such file. */
export async function stampOf(path: string): Promise<string | null> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs} ${size}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}
