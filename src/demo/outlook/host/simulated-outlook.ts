import type { Message, Person, Thread } from '../mail/mail-message';
import { Channel } from './channel';
import type { Answerer, Recorded } from './channel';
import { appContext, initialData } from './initial-data';
import { ItemCalls } from './item-calls';
import type { Notification } from './item-calls';
import { CHATTER, CODES, DISPATCH, ITEM_CHANGED, SHARED, fieldsOf } from './protocol';
import type { Request } from './protocol';
import { formOf } from './reply-form';
import type { Form } from './reply-form';

export type Fault = number | 'transport' | 'silence';

/** What the simulated Outlook needs of the mail client around it. */
export interface MailClient {
  readonly user: Person;
  /** The message in the reading pane; null: none. */
  open(): { readonly message: Message; readonly thread: Thread } | null;
  showForm(form: Form): void;
  showThread(thread: string | null): void;
  closePane(): void;
  showNotifications(list: readonly Notification[]): void;
  /** Something that this Outlook does not know was asked of it: never in silence. */
  complain(what: string): void;
}

export interface SimulatedOutlookOptions {
  readonly client: MailClient;
  readonly locale: string;
  readonly mailboxSet: string;
  /** Where the add-in's roaming settings stay over a reload. */
  readonly settings: Storage;
}

const SETTINGS = 'relance-boite-roaming';
/** Calls that mean the mailbox, not the open message: they outlive it. */
const MAILBOX_CALLS: readonly number[] = [DISPATCH.newMessageForm, DISPATCH.newMessageFormAsync, DISPATCH.masterCategories, DISPATCH.roamingSave, ...CHATTER];
const REPLY_FORMS: readonly number[] = [DISPATCH.replyForm, DISPATCH.replyAllForm, DISPATCH.replyFormObject, DISPATCH.replyAllFormObject, DISPATCH.replyFormObjectAsync, DISPATCH.replyAllFormObjectAsync, DISPATCH.replyFormAsync, DISPATCH.replyAllFormAsync];

/** Outlook on the web as the real office.js sees it, read mode, Mailbox 1.11. */
export class SimulatedOutlook {
  readonly unknown: string[] = [];
  private readonly channel: Channel;
  private readonly faults = new Map<number | string, Fault[]>();
  private readonly switches = new Map<number | string, string | null>();
  private readonly items: ItemCalls;
  private latencyMs = 0;
  /** Grows with every change of the open message: an answer to a call from before is 9030. */
  private generation = 0;
  private appId = '';

  constructor(private readonly options: SimulatedOutlookOptions) {
    this.channel = new Channel({ onCall: (request, answer, recorded) => this.call(request, answer, recorded), onUnknown: (what) => this.complain(what) });
    this.items = new ItemCalls((list) => options.client.showNotifications(list));
  }

  /** Starts the add-in in this frame, which must not be in the page yet. */
  openPane(frame: HTMLIFrameElement, url: string): void {
    const conversation = `conversation-${crypto.randomUUID().slice(0, 8)}`;
    this.appId = crypto.randomUUID();
    // No telemetry: the try-out promises that nothing leaves the machine.
    const hostInfo = ['Outlook', 'Web', '16.01', this.options.locale, crypto.randomUUID(), '', 'disableLogging', ''].join('|');
    const target = new URL(url, location.href);
    frame.name = JSON.stringify({ baseFrameName: 'agave0', hostInfo, xdmInfo: [conversation, this.appId, location.origin].join('|'), serializerVersion: '1', flights: '[]' });
    frame.src = target.href;
    this.channel.connect(frame, target.origin);
  }

  closePane(): void {
    this.channel.disconnect();
  }

  /** The reading pane shows another message, or the same one anew. */
  itemChanged(): void {
    this.generation += 1;
    this.items.forgetNotifications();
    const open = this.options.client.open();
    this.channel.fire(ITEM_CHANGED, open === null ? '' : initialData(open.message, open.thread, this.options.client.user));
  }

  failNext(id: number | string, fault: Fault, times = 1): void {
    this.faults.set(id, [...(this.faults.get(id) ?? []), ...Array.from({ length: times }, () => fault)]);
  }

  /** When the next call with this id arrives, another message is opened before it is answered. */
  switchDuring(id: number | string, thread: string | null): void {
    this.switches.set(id, thread);
  }

  latency(ms: number): void {
    this.latencyMs = ms;
  }

  recorded(): readonly Recorded[] {
    return structuredClone(this.channel.recorded);
  }

  private complain(what: string): void {
    this.unknown.push(what);
    this.options.client.complain(what);
  }

  private async call(request: Request, answer: Answerer, recorded: Recorded): Promise<void> {
    const id = recorded.dispatchId ?? request._actionName;
    const generation = this.generation;
    const switchTo = this.switches.get(id);
    if (switchTo !== undefined) {
      this.switches.delete(id);
      this.options.client.showThread(switchTo);
    }
    const fault = this.faults.get(id)?.shift();
    if (this.latencyMs > 0) await new Promise((done) => setTimeout(done, this.latencyMs));
    if (fault === 'silence') return answer.silence();
    if (fault === 'transport') return answer.transport();
    if (fault !== undefined) return answer.fail(fault);
    switch (request._actionName) {
      case 'ContextActivationManager_getAppContextAsync':
        return answer.raw(appContext({ appId: this.appId, locale: this.options.locale, mailboxSet: this.options.mailboxSet, settings: this.settings() }));
      case 'ContextActivationManager_notifyHost':
        return answer.none();
      case 'GetInitialData': {
        const open = this.options.client.open();
        return answer.raw(open === null ? null : initialData(open.message, open.thread, this.options.client.user));
      }
      case 'ExecuteMethod':
        return this.execute(recorded, answer, generation);
      case 'executeMethod':
        return this.executeShared(recorded, answer);
      default:
        recorded.answer = 'not-simulated';
        this.complain(`the action ${request._actionName}`);
        return answer.transport();
    }
  }

  private execute(recorded: Recorded, answer: Answerer, generation: number): void {
    const { dispatchId: id, params } = recorded;
    if (id === null) return this.refuse('a call without a dispatch id', recorded, answer);
    if (CHATTER.includes(id)) return answer.ok(undefined);
    const open = this.options.client.open();
    if (!MAILBOX_CALLS.includes(id) && (open === null || generation !== this.generation)) return answer.fail(CODES.itemChanged);
    if (id === DISPATCH.roamingSave) return this.saveSettings(params, answer);
    if (id === DISPATCH.masterCategories) return answer.ok([]);
    if (id === DISPATCH.newMessageForm || id === DISPATCH.newMessageFormAsync || REPLY_FORMS.includes(id)) {
      this.options.client.showForm(formOf(id, params));
      return answer.ok(undefined);
    }
    if (open === null || !this.items.answer(id, fieldsOf(params), open.message, open.thread, answer)) this.refuse(`dispatch id ${id}`, recorded, answer);
  }

  private executeShared(recorded: Recorded, answer: Answerer): void {
    switch (recorded.dispatchId) {
      case SHARED.closeContainer:
        answer.raw({ Version: 1, Error: 0 });
        return this.options.client.closePane();
      case SHARED.accessToken:
        // The try-out signs nobody in: as in a tenant without single sign-on.
        return answer.raw({ Version: 1, Error: 13001 }, 13001);
      default:
        recorded.answer = 'not-simulated';
        this.complain(`the shared dispatch id ${String(recorded.dispatchId)}`);
        return answer.raw({ Version: 1, Error: 5001 }, 5001);
    }
  }

  private refuse(what: string, recorded: Recorded, answer: Answerer): void {
    answer.fail(CODES.notSimulated);
    recorded.answer = 'not-simulated';
    this.complain(what);
  }

  private settings(): Readonly<Record<string, string>> {
    return JSON.parse(this.options.settings.getItem(SETTINGS) ?? '{}') as Readonly<Record<string, string>>;
  }

  private saveSettings(params: unknown, answer: Answerer): void {
    const settings = Array.isArray(params) ? (params as readonly unknown[])[0] : fieldsOf(params)['0'];
    if (typeof settings !== 'object' || settings === null) return answer.fail(CODES.settings);
    this.options.settings.setItem(SETTINGS, JSON.stringify(settings));
    answer.ok(undefined);
  }
}
