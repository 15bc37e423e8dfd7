import type { FolderName, Message, Person } from './mail/mail-message';
import { sameAddress } from './mail/mail-message';
import type { Answering } from './mail/drafts';
import type { MailboxState, Row } from './mail/mailbox-state';
import type { Manifest, RibbonButton } from './host/manifest';
import type { Notification } from './host/notifications';
import type { OpenItem } from './host/open-item';
import type { Permission } from './host/offered';
import type { Form } from './host/reply-form';
import { SimulatedOutlook } from './host/simulated-outlook';
import type { MailClient } from './host/simulated-outlook';
import { ComposeDesk } from './compose-desk';
import type { DemoClock } from './demo-clock';
import { Incidents } from './incidents';
import type { OfficeControl } from './office-control';
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
  readonly manifest: Manifest;
  /** The newest Mailbox requirement set that this Outlook has. */
  readonly mailboxSet: string;
  /** As on a phone: shows, and lets nothing be written. */
  readonly mobile: boolean;
  /** null: what the manifest asks for. */
  readonly permission: Permission | null;
}

/** Outlook's own words, under no key of the add-in. */
const HOST_KEY = 'outlook:command';

/** The mail client of the try-out: what is chosen, what is being written, and the add-in beside it. */
export class MailboxWindow implements MailClient {
  readonly user: Person;
  private readonly state: MailboxState;
  private readonly clock: DemoClock;
  private readonly manifest: Manifest;
  private readonly outlook: SimulatedOutlook;
  private readonly pane: PaneFrame;
  private readonly desk: ComposeDesk;
  private readonly incidents: Incidents;
  private folder: FolderName = 'inbox';
  private thread: string | null = null;
  private item: string | null = null;
  private running = false;
  private notice: Notification | null = null;
  private words = '';

  constructor({ state, clock, manifest, ...offer }: MailboxWindowOptions) {
    this.state = state;
    this.clock = clock;
    this.manifest = manifest;
    this.user = state.user;
    this.outlook = new SimulatedOutlook({ client: this, manifest, settings: sessionStorage, ...offer });
    const page = (surface: RibbonButton['surface']): string => {
      const action = this.buttons(surface, 'pane')[0]?.action;
      return action?.kind === 'pane' ? action.page : '/pane/index.html';
    };
    this.pane = new PaneFrame(this.outlook, { reading: page('read'), compose: page('compose') }, () => this.paneChanged());
    this.desk = new ComposeDesk({
      state, clock, outlook: this.outlook, addin: this.buttons('compose', 'pane')[0] ?? null,
      changed: () => this.draw(), closed: () => this.pane.draftClosed(), sent: (message) => this.sent(message),
      openPane: (draft, context) => (this.pane.beside === draft && context === '' ? this.pane.close() : this.pane.open(draft, context)),
    });
    this.incidents = new Incidents({ outlook: this.outlook, state, clock, open: () => this.open(), moved: (id) => this.moved(id), reloadPane: () => this.pane.reopen(), draft: () => this.desk.open, redraw: () => this.draw() });
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

  open(): Extract<OpenItem, { kind: 'read' }> | null {
    const message = this.item === null ? null : this.state.message(this.item);
    const thread = message === null ? null : this.state.thread(message.thread);
    return message === null || thread === null ? null : { kind: 'read', message, thread };
  }

  showForm(form: Form): void {
    this.desk.form(form, this.open()?.message ?? null);
  }

  showThread(thread: string | null): void {
    this.desk.leave();
    const message = thread === null ? null : this.newestOf(thread);
    this.thread = message === null ? null : thread;
    const left = this.item;
    this.item = message?.id ?? null;
    if (thread !== null) this.state.markRead(thread);
    history.replaceState(null, '', `${location.pathname}${location.search}#${this.thread ?? ''}`);
    this.draw();
    if (left !== this.item) this.itemChanged(left);
  }

  contentOf(attachment: string): string | null {
    return this.state.contentOf(attachment);
  }

  closePane(): void {
    this.pane.close();
  }

  showNotifications(item: string): void {
    if (this.desk.open?.id === item) this.desk.open.showBars(this.outlook.notifications.of(item));
    else if (item === this.item) this.drawReading();
  }

  complain(sentence: string): void {
    console.error(sentence);
    this.alert(sentence);
  }

  control(): OfficeControl {
    const { outlook, state, incidents } = this;
    return {
      ...incidents.control(),
      failNext: (id, fault, times) => outlook.faults.failNext(id, fault, times),
      selectThread: (thread) => this.showThread(thread),
      switchDuring: (id, thread) => outlook.faults.switchDuring(id, thread),
      recorded: () => outlook.recorded(),
      unknown: () => [...outlook.unknown],
      threads: () => [...new Map((['trash', 'archive', 'sent', 'inbox'] as const).flatMap((folder) => state.rows(folder)).map((row) => [row.thread, { id: row.thread, subject: row.newest.subject }])).values()],
      openItem: () => this.item,
    };
  }

  // What the person does.

  private chooseFolder(folder: FolderName): void {
    this.desk.leave();
    this.folder = folder;
    this.draw();
  }

  private chooseRow(row: Row): void {
    if (this.folder === 'drafts') return this.reopenDraft(row.newest);
    this.showThread(row.thread);
  }

  private chooseMessage(id: string): void {
    if (id === this.item) return;
    const left = this.item;
    this.item = id;
    this.draw();
    this.itemChanged(left);
  }

  private answer(kind: Answering): void {
    this.desk.answer(kind, kind === 'new' ? null : (this.open()?.message ?? null));
  }

  private reopenDraft(draft: Message): void {
    this.desk.leave();
    // The pinned pane does not go along from reading to writing: it is told that nothing is open.
    const left = this.item;
    this.thread = null;
    this.item = null;
    this.desk.show(this.state.message(draft.id) ?? draft);
    if (left !== null) this.itemChanged(left);
  }

  private moveChosen(to: 'archive' | 'trash'): void {
    if (this.folder === 'drafts') {
      const { open } = this.desk;
      if (open !== null) this.desk.discard(open.id);
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

  private pressAddin(button: RibbonButton): void {
    if (button.action.kind === 'function') void this.runCommand(button);
    else if (this.pane.beside === null) this.pane.open();
    else this.pane.close();
  }

  private async runCommand(button: RibbonButton): Promise<void> {
    const item = this.item;
    if (item === null || this.running) return;
    this.running = true;
    this.tell({ message: 'Relance traite votre demande…', kind: 'progressIndicator' });
    const end = await this.outlook.runCommand(button, document.body);
    this.running = false;
    this.tell(end === 'never' ? { message: `Relance n’a pas terminé «\u00a0${button.label}\u00a0».`, kind: 'errorMessage' } : null);
  }

  private tell(words: Pick<Notification, 'message' | 'kind'> | null): void {
    this.notice = words === null ? null : { ...words, key: HOST_KEY, icon: null, persistent: false, action: null };
    this.drawRibbon();
    this.drawReading();
  }

  private dismiss(bar: Notification): void {
    if (bar.key === HOST_KEY) return this.tell(null);
    if (this.item !== null) this.outlook.dismiss(this.item, bar);
  }

  private sent(message: Message): void {
    const inView = message.thread === this.thread;
    const left = this.item;
    // Outlook's conversation view goes on to its newest message.
    if (inView) this.item = message.id;
    this.draw();
    place('reading').focus();
    if (inView) this.itemChanged(left);
  }

  private moved(id: string): void {
    const left = this.item;
    this.item = id;
    this.draw();
    this.itemChanged(left);
  }

  private itemChanged(left: string | null): void {
    if (!this.running) this.notice = null;
    this.pane.itemChanged(left);
  }

  // Drawing.

  private newestOf(thread: string): Message | null {
    const view = this.state.messagesOf(thread, this.folder);
    const messages = view.length > 0 ? view : this.state.messagesOf(thread, 'inbox');
    return messages[messages.length - 1] ?? null;
  }

  private buttons(surface: RibbonButton['surface'], kind: RibbonButton['action']['kind']): readonly RibbonButton[] {
    return this.manifest.buttons.filter((each) => each.surface === surface && each.action.kind === kind);
  }

  private paneChanged(): void {
    this.drawRibbon();
    const { open } = this.desk;
    open?.showPane(this.pane.beside === open);
  }

  private draw(): void {
    this.drawRibbon();
    this.drawLists();
    this.drawReading();
  }

  private drawRibbon(): void {
    drawRibbon({
      now: this.clock.now(), user: this.user, paneOpen: this.pane.beside === 'reading', canMove: this.thread !== null || this.desk.open !== null, running: this.running, canRun: this.item !== null,
      buttons: [...this.buttons('read', 'function'), ...this.buttons('read', 'pane')], incidents: this.incidents.list(),
      write: () => this.answer('new'), trash: () => this.moveChosen('trash'), archive: () => this.moveChosen('archive'),
      press: (button) => this.pressAddin(button), changeDate: (today) => this.changeDate(today),
    });
  }

  private drawLists(): void {
    drawFolders(place('folders'), this.state, this.folder, (folder) => this.chooseFolder(folder));
    const chosen = this.folder === 'drafts' ? (this.desk.open?.id ?? null) : this.thread;
    drawList(place('list'), { state: this.state, folder: this.folder, words: this.words, chosen, now: this.clock.now(), choose: (row) => this.chooseRow(row) });
  }

  private drawReading(): void {
    const open = this.open();
    const shared = open?.thread.sharedMailbox ?? null;
    const compose = this.desk.open;
    drawReading(place('reading'), {
      messages: open === null ? [] : this.state.messagesOf(open.message.thread, open.message.folder === 'trash' ? 'trash' : this.folder === 'trash' ? 'inbox' : this.folder), open: this.item, now: this.clock.now(),
      notifications: [...(this.notice === null ? [] : [this.notice]), ...(this.item === null ? [] : this.outlook.notifications.of(this.item))], compose: compose?.root ?? null,
      own: (person) => sameAddress(person.address, this.user.address) || (shared !== null && sameAddress(person.address, shared.address)),
      choose: (id) => this.chooseMessage(id), answer: (kind) => this.answer(kind),
      dismiss: (bar) => this.dismiss(bar), act: (bar) => this.pane.open('reading', bar.action?.context ?? ''),
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
