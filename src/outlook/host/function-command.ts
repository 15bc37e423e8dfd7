/** What a ribbon command runs; it ends whatever happens, and never throws. */
export type Run = () => Promise<void>;

/** Outlook cancels a command after five minutes and shows "working" until then: nobody waits that long. */
const LONGEST_MS = 20_000;

/**
 * Tells Outlook which function stands behind which name of the manifest: at once, at the top of the script, since Outlook
 * may call as soon as the page is there. Each call is completed exactly once, after 20 seconds at the latest: a command that is not
 * completed blocks the next one.
 */
export function registerCommands({ insertReminder, undoReminder }: { readonly insertReminder: Run; readonly undoReminder: Run }): void {
  // A page that was opened beside Outlook, by a person who typed its address.
  if (typeof Office === 'undefined') return;
  Office.actions.associate('insertReminder', (event: Office.AddinCommands.Event) => completing(event, insertReminder));
  Office.actions.associate('undoReminder', (event: Office.AddinCommands.Event) => completing(event, undoReminder));
  // Without it office.js waits for a page to say that it is there, and calls no function (nothing is told either).
  void Office.onReady();
}

function completing(event: Office.AddinCommands.Event, run: Run): void {
  let completed = false;
  const complete = (): void => {
    if (completed) return;
    completed = true;
    clearTimeout(timer);
    event.completed();
  };
  const timer = setTimeout(complete, LONGEST_MS);
  run().finally(complete).catch((error: unknown) => console.error('command', error instanceof Error ? error.name : 'unknown'));
}
