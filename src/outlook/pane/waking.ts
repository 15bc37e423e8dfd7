/** A tick that comes this much later than asked for: the machine slept, or the browser froze the pane. */
const EVERY_MS = 60_000;
const LATE_MS = 90_000;

/**
 * Calls when the machine wakes from sleep or the pane is looked at again. What a pane shows is counted from a day: after a
 * night in a sleeping machine it stands there unchanged, with yesterday's steps. No timer runs in sleep, so the first
 * tick after it is late.
 */
export function onWaking(woke: () => void): void {
  let ticked = Date.now();
  setInterval(() => {
    const now = Date.now();
    const slept = now - ticked > EVERY_MS + LATE_MS;
    ticked = now;
    if (slept) woke();
  }, EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') woke();
  });
  // Restored from the browser's cache of pages: scripts go on where they stood.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) woke();
  });
}
