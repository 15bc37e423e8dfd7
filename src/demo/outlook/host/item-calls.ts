import type { Message, Thread } from '../mail/mail-message';
import { textOfHtml } from '../mail/safe-html';
import type { Answerer } from './channel';
import { CODES, DISPATCH, HTML, fieldsOf, wordOf } from './protocol';
import type { Fields } from './protocol';

export interface Notification {
  readonly key: string;
  readonly message: string;
  /** 0 information, 1 progress, 2 error, 3 insight */
  readonly type: number;
}

const MOST_NOTIFICATIONS = 5;
const TYPE_NAMES = ['informationalMessage', 'progressIndicator', 'errorMessage', 'insightMessage'];
/** Delegate may read, write and delete. */
const DELEGATE = 7;

/** Calls about the message in the reading pane. */
export class ItemCalls {
  private readonly properties = new Map<string, Fields>();
  private readonly notifications = new Map<string, Notification>();

  constructor(private readonly show: (list: readonly Notification[]) => void) {}

  /** Outlook drops them when another message is opened. */
  forgetNotifications(): void {
    this.notifications.clear();
    this.show([]);
  }

  /** @returns false when the id is none of these. */
  answer(id: number, params: Fields, message: Message, thread: Thread, answer: Answerer): boolean {
    switch (id) {
      case DISPATCH.bodyType:
        answer.ok('html');
        return true;
      case DISPATCH.bodyGet:
        answer.ok(params['coercionType'] === HTML ? pageOf(message.html) : textOfHtml(message.html));
        return true;
      case DISPATCH.loadCustomProperties:
        answer.raw({ wasSuccessful: true, customProperties: JSON.stringify(this.properties.get(message.id) ?? {}) });
        return true;
      case DISPATCH.saveCustomProperties:
        this.properties.set(message.id, fieldsOf(params['customProperties']));
        answer.ok(undefined);
        return true;
      case DISPATCH.addNotification:
      case DISPATCH.replaceNotification:
        this.notify(id, params, answer);
        return true;
      case DISPATCH.allNotifications:
        answer.ok([...this.notifications.values()].map((n) => ({ ...n, type: TYPE_NAMES[n.type] ?? TYPE_NAMES[0] })));
        return true;
      case DISPATCH.removeNotification:
        if (!this.notifications.delete(wordOf(params['key']))) answer.fail(CODES.noSuchNotification);
        else answer.ok(undefined);
        this.show([...this.notifications.values()]);
        return true;
      case DISPATCH.categories:
        answer.ok([]);
        return true;
      case DISPATCH.internetHeaders:
        answer.ok(`Message-ID: ${message.internetMessageId}\r\n`);
        return true;
      case DISPATCH.initializationContext:
        answer.ok('');
        return true;
      case DISPATCH.sharedProperties:
        if (thread.sharedMailbox === null) return false;
        answer.ok({ owner: thread.sharedMailbox.address, targetMailbox: thread.sharedMailbox.address, remoteUrl: 'https://outlook.office.com', delegatePermissions: DELEGATE });
        return true;
      default:
        return false;
    }
  }

  private notify(id: number, params: Fields, answer: Answerer): void {
    const key = wordOf(params['key']);
    if (id === DISPATCH.addNotification && this.notifications.has(key)) return answer.fail(CODES.duplicateNotification);
    if (!this.notifications.has(key) && this.notifications.size >= MOST_NOTIFICATIONS) return answer.fail(CODES.tooManyNotifications);
    this.notifications.set(key, { key, message: wordOf(params['message']), type: typeof params['type'] === 'number' ? params['type'] : 0 });
    this.show([...this.notifications.values()]);
    answer.ok(undefined);
  }
}

/** Outlook on the web gives a whole page. */
const pageOf = (html: string): string => (/<body[\s>]/i.test(html) ? html : `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>${html}</body></html>`);
