import { ask, READ_TIMEOUT_MS } from './calls';
import type { OpenItem } from './item';
import { currentItem, isReading, keyOf, supports } from './item';
import { onLateReplyTo } from './reply-to';

const FIRST_CARD_MS = 500;

/**
 * ItemChanged comes only to a pinned pane, and not always (OfficeDev/office-js issues 5965 and 6287): the item is compared
 * again whenever the pane is looked at.
 */
export function watchItem(listener: () => void): void {
  let known = keyOf(currentItem());
  const changed = (): void => {
    known = keyOf(currentItem());
    watchRecipients(currentItem(), listener);
    listener();
  };
  const look = (): void => {
    if (keyOf(currentItem()) !== known) changed();
  };
  const lookHarder = async (): Promise<void> => {
    look();
    const before = known;
    if ((await isGone()) && known === before) listener();
  };
  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void lookHarder();
  });
  watchRecipients(currentItem(), listener);
  onLateReplyTo(listener);
  const { mailbox } = Office.context;
  if (typeof mailbox?.addHandlerAsync !== 'function') return;
  // Until Outlook has answered, and for good where it refuses, a change is told to nobody. The call waits for the first card.
  void ask<void>('addHandlerAsync', READ_TIMEOUT_MS, (callback) => mailbox.addHandlerAsync(Office.EventType.ItemChanged, changed, callback)).then(() => {
    look();
    setTimeout(() => void lookHarder(), FIRST_CARD_MS);
  });
}

/** office.js shows the item that it was last told of, whatever is open; but a call about another one is refused (9030). The cheapest call is asked. */
async function isGone(): Promise<boolean> {
  const board = (currentItem() as { readonly notificationMessages?: Partial<Office.NotificationMessages> } | null)?.notificationMessages;
  if (typeof board?.getAllAsync !== 'function') return false;
  const told = await ask('notificationMessages.getAllAsync', READ_TIMEOUT_MS, (callback) => board.getAllAsync?.(callback));
  return !told.ok && told.problem.code === 'mail/item-changed';
}

const watched = new WeakSet<OpenItem>();

/** A draft's recipients say whom it is about: another one, another card (Mailbox 1.7). */
function watchRecipients(item: OpenItem | null, listener: () => void): void {
  if (item === null || isReading(item) || watched.has(item) || !supports('1.7')) return;
  const draft = item as unknown as Partial<Office.MessageCompose>;
  if (typeof draft.addHandlerAsync !== 'function') return;
  watched.add(item);
  const told = (): void => {
    if (currentItem() === item) listener();
  };
  void ask<void>('item.addHandlerAsync', READ_TIMEOUT_MS, (callback) => draft.addHandlerAsync?.(Office.EventType.RecipientsChanged, told, callback));
}

const THEMES_SINCE = '1.14';

/** Outlook tells colours, not a name: dark is what has a dark ground. */
export function darkTheme(): boolean | null {
  if (!supports(THEMES_SINCE)) return null;
  const ground = (Office.context.officeTheme as Partial<Office.OfficeTheme> | undefined)?.bodyBackgroundColor ?? '';
  const digits = /^#([0-9a-f]{6})/i.exec(ground)?.[1];
  if (digits === undefined) return null;
  const part = (at: number): number => parseInt(digits.slice(at, at + 2), 16);
  return 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4) < 128;
}

export function watchTheme(listener: () => void): void {
  const { mailbox } = Office.context;
  if (!supports(THEMES_SINCE) || typeof mailbox?.addHandlerAsync !== 'function') return;
  void ask<void>('addHandlerAsync', READ_TIMEOUT_MS, (callback) => mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, listener, callback));
}
