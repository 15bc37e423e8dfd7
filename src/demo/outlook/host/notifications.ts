import type { Answerer } from './channel';
import type { Manifest } from './manifest';
import { INSIGHT_SINCE, setNumber } from './offered';
import { CODES, DISPATCH, fieldsOf, listOf, wordOf } from './protocol';
import type { Fields } from './protocol';

export type NotificationKind = 'informationalMessage' | 'progressIndicator' | 'errorMessage' | 'insightMessage';
/** In the order of their numbers on the wire. */
export const KINDS: readonly NotificationKind[] = ['informationalMessage', 'progressIndicator', 'errorMessage', 'insightMessage'];

export interface NotificationAction {
  readonly text: string;
  /** The manifest's button whose pane opens. */
  readonly button: string;
  /** Handed to that pane. */
  readonly context: string;
}

/** A bar above a message. */
export interface Notification {
  readonly key: string;
  readonly message: string;
  readonly kind: NotificationKind;
  /** Address of the picture; null: none. */
  readonly icon: string | null;
  readonly persistent: boolean;
  readonly action: NotificationAction | null;
}

const MOST = 5;
const LONGEST_MESSAGE = 150;
const LONGEST_NAME = 32;
const LONGEST_ACTION = 30;
const IDS: readonly number[] = [DISPATCH.addNotification, DISPATCH.allNotifications, DISPATCH.replaceNotification, DISPATCH.removeNotification];

/** The bars of every item that is or was open. */
export class Notifications {
  private readonly byItem = new Map<string, Map<string, Notification>>();

  constructor(private readonly manifest: Manifest, private readonly mailboxSet: string, private readonly show: (item: string) => void) {}

  of(item: string): readonly Notification[] {
    return [...(this.byItem.get(item)?.values() ?? [])];
  }

  /** Another item is opened: only what was called persistent is there again when the clerk comes back. */
  leave(item: string): void {
    const bars = this.byItem.get(item);
    if (bars === undefined) return;
    for (const [key, bar] of bars) if (!bar.persistent) bars.delete(key);
    this.show(item);
  }

  /** The clerk's own click, or the add-in's call. */
  remove(item: string, key: string): boolean {
    const there = this.byItem.get(item)?.delete(key) === true;
    if (there) this.show(item);
    return there;
  }

  /** @returns false when the id is none of these. @throws Error for parameters that the real office.js would never send. */
  answer(id: number, params: Fields, item: string, answer: Answerer): boolean {
    if (!IDS.includes(id)) return false;
    if (id === DISPATCH.allNotifications) {
      answer.ok(this.of(item).map(({ key, message, kind, persistent }) => ({ key, message, type: kind, persistent })));
      return true;
    }
    const key = name(params, 'key');
    if (id === DISPATCH.removeNotification) {
      if (this.remove(item, key)) answer.ok(undefined);
      else answer.fail(CODES.noSuchNotification);
      return true;
    }
    const bar = this.barOf(key, params);
    const bars = this.byItem.get(item) ?? new Map<string, Notification>();
    if (id === DISPATCH.addNotification && bars.has(key)) answer.fail(CODES.duplicateNotification);
    else if (!bars.has(key) && bars.size >= MOST) answer.fail(CODES.tooManyNotifications);
    else {
      this.byItem.set(item, bars.set(key, bar));
      this.show(item);
      answer.ok(undefined);
    }
    return true;
  }

  private barOf(key: string, params: Fields): Notification {
    const kind = KINDS[typeof params['type'] === 'number' ? params['type'] : -1];
    if (kind === undefined) throw new Error(`a notification of the type ${String(params['type'])}`);
    const message = wordOf(params['message']);
    if (message === '' || message.length > LONGEST_MESSAGE) throw new Error(`a notification of ${message.length} characters (1 to ${LONGEST_MESSAGE})`);
    const withIcon = kind === 'informationalMessage' || kind === 'insightMessage';
    if (!withIcon && params['icon'] !== undefined) throw new Error(`an icon on a notification of the type ${kind}`);
    return { key, message, kind, icon: withIcon ? this.icon(params) : null, persistent: params['persistent'] === true, action: kind === 'insightMessage' ? this.action(params) : null };
  }

  private icon(params: Fields): string {
    const resid = name(params, 'icon');
    const image = this.manifest.images.get(resid);
    if (image === undefined) throw new Error(`the icon ${resid}, which the manifest does not name,`);
    return image;
  }

  private action(params: Fields): NotificationAction | null {
    if (setNumber(this.mailboxSet) < INSIGHT_SINCE) throw new Error(`an insight message (Mailbox 1.${INSIGHT_SINCE}) in Mailbox ${this.mailboxSet}`);
    const { actionType, actionText, commandId, contextData } = fieldsOf(listOf(params['actions'])[0]);
    if (actionType === undefined) return null;
    if (actionType !== 'showTaskPane') throw new Error(`the action ${wordOf(actionType)}`);
    const text = wordOf(actionText);
    if (text === '' || text.length > LONGEST_ACTION) throw new Error(`an action of ${text.length} characters (1 to ${LONGEST_ACTION})`);
    const button = this.manifest.buttons.find((each) => each.id === commandId && each.action.kind === 'pane');
    if (button === undefined) throw new Error(`the action of the button ${wordOf(commandId)}, which opens no pane in the manifest,`);
    return { text, button: button.id, context: contextData === undefined || contextData === null ? '' : typeof contextData === 'string' ? contextData : JSON.stringify(contextData) };
  }
}

function name(params: Fields, field: string): string {
  const value = wordOf(params[field]);
  if (value === '' || value.length > LONGEST_NAME) throw new Error(`a notification whose ${field} has ${value.length} characters (1 to ${LONGEST_NAME})`);
  return value;
}
