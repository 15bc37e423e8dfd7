import type { Person } from '../mail/mail-message';
import type { Answerer, Recorded } from './channel';
import { AddinPage } from './addin-page';
import { answerCompose } from './compose-calls';
import { Faults, REPLY_FORMS } from './faults';
import { sizeOf } from './fetched-file';
import { CommandRun } from './command-run';
import type { CommandEnd } from './command-run';
import { appContext, attachmentOf, initialData } from './initial-data';
import { ItemCalls } from './item-calls';
import type { Manifest, RibbonButton } from './manifest';
import { KINDS, Notifications } from './notifications';
import type { Notification } from './notifications';
import { whyEventNotOffered, whyNotOffered } from './offered';
import type { Offer } from './offered';
import { idOf } from './open-item';
import type { OpenDraft, OpenItem, RecipientField } from './open-item';
import { ATTACHMENTS_CHANGED, CHATTER, CODES, COMMAND_INVOKED, DISPATCH, EVENTS, INFOBAR_CLICKED, RECIPIENTS_CHANGED, SHARED, fieldsOf } from './protocol';
import type { Request } from './protocol';
import { LONGEST_FORM, formOf } from './reply-form';
import type { Form } from './reply-form';

/** What the simulated Outlook needs of the mail client around it. */
export interface MailClient {
  readonly user: Person;
  /** The message in the reading pane; null: none. */
  open(): Extract<OpenItem, { kind: 'read' }> | null;
  showForm(form: Form): void;
  showThread(thread: string | null): void;
  /** Of a file of the mailbox, base64; null: nobody has told what stands in it. */
  contentOf(attachment: string): string | null;
  closePane(): void;
  /** The bars of this item are others now. */
  showNotifications(item: string): void;
  /** Something that this Outlook does not know, or does not offer, was asked of it: never in silence. */
  complain(sentence: string): void;
}

export interface SimulatedOutlookOptions extends Omit<Offer, 'permission'> {
  readonly client: MailClient;
  readonly locale: string;
  readonly manifest: Manifest;
  /** Less than the manifest asks for; null: what it asks for. */
  readonly permission: Offer['permission'] | null;
  /** Where the add-in's roaming settings stay over a reload. */
  readonly settings: Storage;
}

const SETTINGS = 'relance-boite-roaming';
/** Calls that mean the mailbox, not the open message: they outlive it. */
const MAILBOX_CALLS: readonly number[] = [DISPATCH.newMessageForm, DISPATCH.newMessageFormAsync, DISPATCH.masterCategories, DISPATCH.roamingSave, ...CHATTER];
/** Of a bar. */
const DISMISSED = 1;
const NEW_MESSAGES: readonly number[] = [DISPATCH.newMessageForm, DISPATCH.newMessageFormAsync];

/** Outlook on the web as the real office.js sees it: reading, writing and commands, up to Mailbox 1.11. */
export class SimulatedOutlook {
  readonly unknown: string[] = [];
  readonly faults = new Faults();
  readonly notifications: Notifications;
  /** Milliseconds that a command may take before Outlook gives it up. */
  commandLimitMs = 5 * 60_000;
  private readonly calls: Recorded[] = [];
  private readonly offer: Offer;
  private readonly items: ItemCalls;
  private pane: { readonly page: AddinPage; readonly beside: 'reading' | OpenDraft } | null = null;
  private command: CommandRun | null = null;

  constructor(private readonly options: SimulatedOutlookOptions) {
    const { manifest, mailboxSet, mobile, permission, client } = options;
    this.offer = { mailboxSet, mobile, permission: permission ?? manifest.permission };
    this.items = new ItemCalls((attachment) => client.contentOf(attachment));
    this.notifications = new Notifications(manifest, mailboxSet, (item) => client.showNotifications(item));
  }

  /** @param context what an action above the message hands to the pane. */
  openPane(frame: HTMLIFrameElement, url: string, beside: 'reading' | OpenDraft, context: string): void {
    const page = this.page(() => (beside === 'reading' ? this.options.client.open() : { kind: 'compose', draft: beside }), context, () => undefined);
    page.start(frame, url);
    this.pane = { page, beside };
  }

  closePane(): void {
    this.pane?.page.end();
    this.pane = null;
  }

  /** The reading pane shows another message, or the same one anew. */
  itemChanged(left: string | null): void {
    const open = this.options.client.open();
    if (left !== null && left !== open?.message.id) this.notifications.leave(left);
    const told = this.faults.missedItemChanges === 0;
    if (!told) this.faults.missedItemChanges -= 1;
    this.pane?.page.itemChanged(told, (item) => this.initialData(item));
  }

  recipientsChanged(draft: OpenDraft, field: RecipientField): void {
    if (this.pane?.beside === draft) this.pane.page.fire(RECIPIENTS_CHANGED, [JSON.stringify({ to: field === 'to', cc: field === 'cc', bcc: false })]);
  }

  attachmentsChanged(draft: OpenDraft, status: 'added' | 'removed', attachment: Parameters<typeof attachmentOf>[0]): void {
    if (this.pane?.beside === draft) this.pane.page.fire(ATTACHMENTS_CHANGED, [JSON.stringify({ attachmentStatus: status, attachmentDetails: attachmentOf(attachment) })]);
  }

  /** The clerk closes a bar. */
  dismiss(item: string, bar: Notification): void {
    this.notifications.remove(item, bar.key);
    this.pane?.page.fire(INFOBAR_CLICKED, [{ actionType: DISMISSED, infobarType: KINDS.indexOf(bar.kind) }]);
  }

  /**
   * Runs a function of the manifest's FunctionFile in a hidden page, for the message that is open now.
   * @returns how it ended; 'busy' while another one runs.
   */
  async runCommand(button: RibbonButton, into: HTMLElement): Promise<CommandEnd | 'busy'> {
    const { functionFile } = this.options.manifest;
    const { action } = button;
    if (action.kind !== 'function' || functionFile === null) throw new Error(`the button ${button.id} names no function`);
    const open = this.options.client.open();
    if (this.command !== null) return 'busy';
    const run = new CommandRun(button.id, action.name, this.commandLimitMs);
    this.command = run;
    const page = this.page(() => {
      const now = this.options.client.open();
      return now !== null && now.message.id === open?.message.id ? now : null;
    }, '', (event) => { if (event === COMMAND_INVOKED) page.fire(COMMAND_INVOKED, run.invocation()); });
    const end = await run.in(into, (frame) => page.start(frame, functionFile));
    page.end();
    this.command = null;
    if (end === 'no-such-function') this.complain(`the function ${action.name}, which ${functionFile} does not associate,`, 'is refused');
    return end;
  }

  recorded(): readonly Recorded[] {
    return structuredClone(this.calls);
  }

  private page(item: () => OpenItem | null, context: string, onListening: (event: string) => void): AddinPage {
    return new AddinPage({
      item, context, locale: this.options.locale, recorded: this.calls, beforeListening: () => this.faults.delay(), onUnknown: (what, how) => this.complain(what, how), onCall: (page, ...call) => this.call(page, ...call),
      onListening: (event) => {
        const why = EVENTS.includes(event) ? whyEventNotOffered(event, this.offer) : null;
        if (why !== null) this.complain(why, 'is refused');
        onListening(event);
      },
    });
  }

  private complain(what: string, how = 'is not simulated'): void {
    this.unknown.push(what);
    this.options.client.complain(`${what} ${how}`);
  }

  private async call(page: AddinPage, request: Request, answer: Answerer, recorded: Recorded): Promise<void> {
    const id = recorded.dispatchId ?? request._actionName;
    const { generation } = page;
    const switchTo = this.faults.takeSwitch(id);
    if (switchTo !== undefined) this.options.client.showThread(switchTo);
    const fault = this.faults.take(id);
    await this.faults.delay();
    if (fault === 'silence' || (this.faults.silent && request._actionName === 'ExecuteMethod')) return answer.silence();
    if (fault === 'transport') return answer.transport();
    if (fault !== undefined) return answer.fail(fault);
    switch (request._actionName) {
      case 'ContextActivationManager_getAppContextAsync':
        return answer.raw(appContext({ appId: page.appId, locale: this.options.locale, mailboxSet: this.options.mailboxSet, settings: this.settings() }));
      case 'ContextActivationManager_notifyHost':
        return answer.none();
      case 'GetInitialData': {
        const item = page.tell();
        return answer.raw(item === null ? null : this.initialData(item));
      }
      case 'ExecuteMethod':
        return this.execute(page, recorded, answer, generation);
      case 'executeMethod':
        return this.executeShared(page, recorded, answer);
      default:
        recorded.answer = 'not-simulated';
        this.complain(`the action ${request._actionName}`);
        return answer.transport();
    }
  }

  private async execute(page: AddinPage, recorded: Recorded, answer: Answerer, generation: number): Promise<void> {
    const { dispatchId: id, params } = recorded;
    if (id === null) return this.refuse('a call without a dispatch id', recorded, answer);
    if (CHATTER.includes(id)) return answer.ok(undefined);
    const why = whyNotOffered(id, this.offer);
    if (why !== null) {
      answer.fail(CODES.notSimulated);
      recorded.answer = 'refused';
      return this.complain(why, 'is refused');
    }
    const item = page.item();
    if (!MAILBOX_CALLS.includes(id) && (item === null || generation !== page.generation)) return answer.fail(CODES.itemChanged);
    if (id === DISPATCH.roamingSave) return this.saveSettings(params, answer);
    const fields = fieldsOf(params);
    if (NEW_MESSAGES.includes(id) || (item?.kind === 'read' && REPLY_FORMS.includes(id))) return this.showForm(id, params, answer);
    if (item === null) return this.refuse(`dispatch id ${id}`, recorded, answer);
    if (id === DISPATCH.initializationContext) return answer.ok(page.context);
    if (this.notifications.answer(id, fields, idOf(item), answer)) return;
    const known = item.kind === 'read' ? this.items.answer(id, fields, item.message, item.thread, answer) : await answerCompose(id, fields, item.draft, answer, sizeOf);
    if (!known) this.refuse(`dispatch id ${id}`, recorded, answer);
  }

  private showForm(id: number, params: unknown, answer: Answerer): void {
    const form = formOf(id, params);
    if (form.html.length > LONGEST_FORM) throw new Error(`a form with a text of ${form.html.length} characters (at most ${LONGEST_FORM})`);
    if (this.faults.formFails(id) !== null) return answer.fail(CODES.response);
    this.options.client.showForm(form);
    answer.ok(undefined);
  }

  private executeShared(page: AddinPage, recorded: Recorded, answer: Answerer): void {
    switch (recorded.dispatchId) {
      case SHARED.closeContainer:
        answer.raw({ Version: 1, Error: 0 });
        if (page === this.pane?.page) this.options.client.closePane();
        return;
      case SHARED.accessToken:
        // The try-out signs nobody in: as in a tenant without single sign-on.
        return answer.raw({ Version: 1, Error: 13001 }, 13001);
      case SHARED.eventCompleted: {
        answer.raw({ Version: 1, Error: 0 });
        const { 0: id, 1: status } = fieldsOf(recorded.params);
        if (this.command?.completed(id, status) !== true) this.complain('the end of a command that does not run');
        return;
      }
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

  private initialData(item: OpenItem): Readonly<Record<string, unknown>> {
    return initialData(item, this.options.client.user, this.offer.permission);
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
