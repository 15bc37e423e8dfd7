import { sizeOf } from './host/fetched-file';
import type { RibbonButton } from './host/manifest';
import type { OpenDraft } from './host/open-item';
import type { Form } from './host/reply-form';
import type { SimulatedOutlook } from './host/simulated-outlook';
import type { DemoClock } from './demo-clock';
import { newAttachmentId, openDraft, sendDraft } from './mail/drafts';
import type { Answering } from './mail/drafts';
import type { MailboxState } from './mail/mailbox-state';
import { contentTypeOf } from './mail/mail-message';
import type { Attachment, Message } from './mail/mail-message';
import { ComposeWindow } from './view/compose-window';
import { place } from './view/element';

export interface ComposeDeskOptions {
  readonly state: MailboxState;
  readonly clock: DemoClock;
  readonly outlook: SimulatedOutlook;
  /** The manifest's button of this surface; null: none. */
  readonly addin: RibbonButton | null;
  /** Another draft is in front, or none. */
  readonly changed: () => void;
  readonly closed: () => void;
  readonly sent: (message: Message) => void;
  readonly openPane: (draft: OpenDraft, context: string) => void;
}

/** What is being written: at most one draft is in front, as in Outlook on the web. */
export class ComposeDesk {
  private window: ComposeWindow | null = null;

  constructor(private readonly options: ComposeDeskOptions) {}

  get open(): ComposeWindow | null {
    return this.window;
  }

  answer(kind: Answering, original: Message | null): void {
    this.show(openDraft(this.options.state, { kind, original, html: '', attachments: [] }, this.options.clock.now()));
  }

  /** A window that the add-in asks for. */
  form({ kind, html, attachments, to, cc, subject }: Form, original: Message | null): void {
    const draft = openDraft(this.options.state, kind === 'new' ? { kind, original: null, html, attachments: [], to, cc, subject } : { kind, original, html, attachments: [] }, this.options.clock.now());
    this.show(draft);
    void this.fetch(draft.id, attachments);
  }

  show(draft: Message): void {
    this.leave();
    const { state, clock, outlook, addin } = this.options;
    const thread = state.thread(draft.thread);
    const window: ComposeWindow = new ComposeWindow({
      draft, conversationId: draft.answering === 'new' || draft.answering === 'forward' ? null : (thread?.conversationId ?? null), sharedMailbox: thread?.sharedMailbox ?? null,
      identities: state.identities(), signatureHtml: state.signatureHtml, addin, now: () => clock.now(),
      newAttachment: (name, size, base64) => this.newAttachment(name, size, base64),
      contentOf: (id) => state.contentOf(id),
      save: (changed) => state.put(changed),
      send: (ready) => this.send(ready),
      discard: (discarded) => this.discard(discarded.id),
      close: () => this.close(),
      openPane: (open) => this.options.openPane(open, ''),
      recipientsChanged: (open, field) => outlook.recipientsChanged(open, field),
      attachmentsChanged: (open, status, attachment) => outlook.attachmentsChanged(open, status, attachment),
      dismiss: (bar) => outlook.dismiss(draft.id, bar),
      act: (bar) => this.options.openPane(window, bar.action?.context ?? ''),
    });
    this.window = window;
    this.options.changed();
    window.focus();
  }

  discard(draft: string): void {
    this.options.state.remove(draft);
    this.close();
  }

  /** Another message is opened: what was being written stays in Brouillons. */
  leave(): void {
    const { window } = this;
    if (window === null) return;
    if (this.options.state.message(window.id) !== null) window.save();
    this.options.outlook.notifications.leave(window.id);
    this.end();
  }

  private send(ready: Message): void {
    const sent = sendDraft(this.options.state, ready, this.options.clock.now());
    this.end();
    this.options.sent(sent);
  }

  private end(): void {
    this.window?.end();
    this.window = null;
    this.options.closed();
  }

  private close(): void {
    this.end();
    this.options.changed();
    place('reading').focus();
  }

  private newAttachment(name: string, size: number, base64: string | null): Attachment {
    const id = newAttachmentId(this.options.clock.now());
    if (base64 !== null) this.options.state.keepContent(id, base64);
    return { id, name, size, contentType: contentTypeOf(name) };
  }

  /** In Outlook Exchange fetches the files while the window is already open. */
  private async fetch(draft: string, attachments: Form['attachments']): Promise<void> {
    for (const { name, url } of attachments) {
      const size = await sizeOf(url);
      const window = this.window?.id === draft ? this.window : null;
      if (window === null) return;
      if (size === null) window.complain(`${name} n’a pas pu être joint.`);
      else window.attach(name, size, null);
    }
  }
}
