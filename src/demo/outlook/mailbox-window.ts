import type { FolderName, Message, Person, Thread } from './mail/mail-message';
import { contentTypeOf, sameAddress } from './mail/mail-message';
import { newAttachmentId, openDraft, sendDraft } from './mail/drafts';
import type { Answering } from './mail/drafts';
import type { MailboxState, Row } from './mail/mailbox-state';
import type { Notification } from './host/item-calls';
import type { Form, FormAttachment } from './host/reply-form';
import { SimulatedOutlook } from './host/simulated-outlook';
import type { MailClient } from './host/simulated-outlook';
import type { DemoClock } from './demo-clock';
import type { OfficeControl } from './mailbox';
import { ComposeWindow } from './view/compose-window';
import { place } from './view/element';
import { drawFolders } from './view/folder-list';
import { drawList, keyOf } from './view/message-list';
import { PaneFrame } from './view/pane-frame';
import { drawReading } from './view/reading-pane';
import { drawRibbon } from './view/ribbon';

export interface MailboxWindowOptions {
  readonly state: MailboxState;
  readonly clock: DemoClock;
  readonly locale: string;
  /** The newest Mailbox requirement set that this Outlook has. */
  readonly mailboxSet: string;
}

/** The mail client of the try-out: what is chosen, what is being written, and the add-in beside it. */
export class MailboxWindow implements MailClient {
  readonly user: Person;
  private readonly state: MailboxState;
  private readonly clock: DemoClock;
  private readonly outlook: SimulatedOutlook;
  private readonly pane: PaneFrame;
  private folder: FolderName = 'inbox';
  private thread: string | null = null;
  private item: string | null = null;
  private compose: { readonly window: ComposeWindow; readonly draft: string } | null = null;
  private notifications: readonly Notification[] = [];
  private words = '';

  constructor({ state, clock, locale, mailboxSet }: MailboxWindowOptions) {
    this.state = state;
    this.clock = clock;
    this.user = state.user;
    this.outlook = new SimulatedOutlook({ client: this, locale, mailboxSet, settings: sessionStorage });
    this.pane = new PaneFrame(this.outlook, () => this.drawRibbon());
    state.onChange(() => this.drawLists());
    place('search').addEventListener('input', (event) => {
      this.words = (event.target as HTMLInputElement).value;
      this.drawLists();
    });
    this.restorePlace();
    this.draw();
    this.pane.open();
  }

  // What the simulated Outlook asks of its client.

  open(): { readonly message: Message; readonly thread: Thread } | null {
    const message = this.item === null ? null : this.state.message(this.item);
    const thread = message === null ? null : this.state.thread(message.thread);
    return message === null || thread === null ? null : { message, thread };
  }

  showForm(form: Form): void {
    const original = this.open()?.message ?? null;
    const { html, to, cc, subject } = form;
    const draft = openDraft(this.state, form.kind === 'new'
      ? { kind: 'new', original: null, html, attachments: [], to, cc, subject }
      : { kind: form.kind, original, html, attachments: [] }, this.clock.now());
    this.showCompose(draft);
    void this.fetchAttachments(draft.id, form.attachments);
  }

  showThread(thread: string | null): void {
    this.leaveCompose();
    const message = thread === null ? null : this.newestOf(thread);
    this.thread = message === null ? null : thread;
    const changed = this.item !== (message?.id ?? null);
    this.item = message?.id ?? null;
    if (thread !== null) this.state.markRead(thread);
    history.replaceState(null, '', `${location.pathname}${location.search}#${this.thread ?? ''}`);
    this.draw();
    if (changed) this.pane.itemChanged();
  }

  closePane(): void {
    this.pane.close();
  }

  showNotifications(list: readonly Notification[]): void {
    if (list.length === 0 && this.notifications.length === 0) return;
    this.notifications = list;
    if (this.compose === null) this.drawReading();
  }

  complain(what: string): void {
    console.error(`${what} is not simulated`);
    this.alert(`${what} is not simulated`);
  }

  control(): OfficeControl {
    const { outlook, state } = this;
    return {
      failNext: (id, fault, times) => outlook.failNext(id, fault, times),
      latency: (ms) => outlook.latency(ms),
      selectThread: (thread) => this.showThread(thread),
      switchDuring: (id, thread) => outlook.switchDuring(id, thread),
      recorded: () => outlook.recorded(),
      unknown: () => [...outlook.unknown],
      threads: () => [...new Map((['trash', 'archive', 'sent', 'inbox'] as const).flatMap((folder) => state.rows(folder)).map((row) => [row.thread, { id: row.thread, subject: row.newest.subject }])).values()],
      openItem: () => this.item,
      reloadPane: () => this.pane.open(),
    };
  }

  // What the person does.

  private chooseFolder(folder: FolderName): void {
    this.leaveCompose();
    this.folder = folder;
    this.draw();
  }

  private chooseRow(row: Row): void {
    if (this.folder === 'drafts') return this.reopenDraft(row.newest);
    this.showThread(row.thread);
  }

  private chooseMessage(id: string): void {
    if (id === this.item) return;
    this.item = id;
    this.draw();
    this.pane.itemChanged();
  }

  private answer(kind: Answering): void {
    const original = kind === 'new' ? null : (this.open()?.message ?? null);
    this.showCompose(openDraft(this.state, { kind, original, html: '', attachments: [] }, this.clock.now()));
  }

  private reopenDraft(draft: Message): void {
    this.leaveCompose();
    // The pinned pane does not go along from reading to writing: it is told that nothing is open.
    const changed = this.item !== null;
    this.thread = null;
    this.item = null;
    this.showCompose(draft);
    if (changed) this.pane.itemChanged();
  }

  private moveChosen(to: 'archive' | 'trash'): void {
    if (this.folder === 'drafts') {
      const { compose } = this;
      if (compose !== null) this.discard(compose.draft);
      return;
    }
    const { thread, folder } = this;
    if (thread === null || folder === to) return;
    const keys = this.state.rows(folder).map((row) => row.thread);
    const next = keys[keys.indexOf(thread) + 1] ?? keys[keys.indexOf(thread) - 1] ?? null;
    this.state.move(thread, folder, to);
    this.showThread(next);
  }

  private async changeDate(today: string): Promise<'moved' | 'back'> {
    const outcome = await this.clock.move(today);
    if (outcome === 'back') return outcome;
    this.draw();
    this.pane.reload();
    return outcome;
  }

  // Writing.

  private showCompose(draft: Message): void {
    this.leaveCompose();
    const window = new ComposeWindow({
      draft, now: () => this.clock.now(),
      save: (changed) => this.state.put(changed),
      send: (ready) => this.send(ready),
      discard: () => this.discard(draft.id),
      close: () => this.closeCompose(),
    });
    this.compose = { window, draft: draft.id };
    place('reading').replaceChildren(window.root);
    this.drawLists();
    window.focus();
  }

  private send(ready: Message): void {
    const sent = sendDraft(this.state, ready, this.clock.now());
    const inView = sent.thread === this.thread;
    // Outlook's conversation view goes on to its newest message.
    if (inView) this.item = sent.id;
    this.closeCompose();
    if (inView) this.pane.itemChanged();
  }

  private discard(draft: string): void {
    this.state.remove(draft);
    this.closeCompose();
  }

  private closeCompose(): void {
    this.compose = null;
    this.draw();
    place('reading').focus();
  }

  /** Another message is opened: what was being written stays in Brouillons. */
  private leaveCompose(): void {
    const { compose } = this;
    this.compose = null;
    if (compose !== null && this.state.message(compose.draft) !== null) compose.window.saveNow();
  }

  /** In Outlook Exchange fetches the files while the window is already open. */
  private async fetchAttachments(draft: string, attachments: readonly FormAttachment[]): Promise<void> {
    for (const { name, url } of attachments) {
      const size = await sizeOf(url);
      const window = this.compose?.draft === draft ? this.compose.window : null;
      if (window === null) return;
      if (size === null) window.complain(`${name} n’a pas pu être joint.`);
      else window.attach({ id: newAttachmentId(this.clock.now()), name, size, contentType: contentTypeOf(name) });
    }
  }

  // Drawing.

  private newestOf(thread: string): Message | null {
    const view = this.state.messagesOf(thread, this.folder);
    const messages = view.length > 0 ? view : this.state.messagesOf(thread, 'inbox');
    return messages[messages.length - 1] ?? null;
  }

  private draw(): void {
    this.drawRibbon();
    this.drawLists();
    if (this.compose === null) this.drawReading();
  }

  private drawRibbon(): void {
    drawRibbon({
      now: this.clock.now(), user: this.user, paneOpen: this.pane.isOpen, canMove: this.thread !== null || this.compose !== null,
      write: () => this.answer('new'), trash: () => this.moveChosen('trash'), archive: () => this.moveChosen('archive'),
      togglePane: () => (this.pane.isOpen ? this.pane.close() : this.pane.open()), changeDate: (today) => this.changeDate(today),
    });
  }

  private drawLists(): void {
    drawFolders(place('folders'), this.state, this.folder, (folder) => this.chooseFolder(folder));
    const chosen = this.folder === 'drafts' ? (this.compose?.draft ?? null) : this.thread;
    drawList(place('list'), { state: this.state, folder: this.folder, words: this.words, chosen, now: this.clock.now(), choose: (row) => this.chooseRow(row) });
  }

  private drawReading(): void {
    const open = this.open();
    const shared = open?.thread.sharedMailbox ?? null;
    drawReading(place('reading'), {
      messages: open === null ? [] : this.state.messagesOf(open.message.thread, open.message.folder === 'trash' ? 'trash' : this.folder === 'trash' ? 'inbox' : this.folder), open: this.item, now: this.clock.now(), notifications: this.notifications,
      own: (person) => sameAddress(person.address, this.user.address) || (shared !== null && sameAddress(person.address, shared.address)),
      choose: (id) => this.chooseMessage(id), answer: (kind) => this.answer(kind),
    });
  }

  private alert(text: string): void {
    const alert = place('alert');
    alert.hidden = false;
    alert.textContent = text;
  }

  /** A reload comes back to the thread that was open; the first visit to the newest message. */
  private restorePlace(): void {
    const wanted = location.hash.slice(1);
    const folders = ['inbox', 'sent', 'archive', 'trash'] as const;
    this.folder = folders.find((folder) => this.state.rows(folder).some((row) => row.thread === wanted)) ?? 'inbox';
    const row = this.state.rows(this.folder).find((each) => keyOf(each, this.folder) === wanted) ?? this.state.rows('inbox')[0];
    if (row === undefined) return;
    this.thread = row.thread;
    this.item = this.newestOf(row.thread)?.id ?? null;
    this.state.markRead(row.thread);
  }
}

async function sizeOf(url: string): Promise<number | null> {
  try {
    const { protocol } = new URL(url);
    if (protocol !== 'https:') return null;
    const answer = await fetch(url, { credentials: 'omit', cache: 'no-store' });
    return answer.ok ? (await answer.blob()).size : null;
  } catch (error) {
    // No such address, or nobody answers there.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
