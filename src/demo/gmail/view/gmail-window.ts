import type { DemoClock } from '../../outlook/demo-clock';
import { nameOf } from '../../outlook/mail/mail-message';
import { button, element, place } from '../../outlook/view/element';
import { askDate } from '../../outlook/view/ribbon';
import { initials, todayInWords } from '../../outlook/view/wording';
import { glyph } from './card-icons';
import type { Glyph } from './card-icons';
import { CardPanel } from './card-panel';
import { ComposeBox, parametersOf } from './compose-box';
import type { GmailApi } from './gmail-api';
import type { Folder, Mailbox, MailItem, Mode } from './mailbox-json';
import { drawThreadList, rowsOf } from './thread-list';
import type { Row } from './thread-list';
import { drawThread } from './thread-view';

const FOLDERS: readonly { readonly name: Folder; readonly label: string; readonly shape: Glyph }[] = [
  { name: 'inbox', label: 'Boîte de réception', shape: 'inbox' },
  { name: 'sent', label: 'Messages envoyés', shape: 'send' },
  { name: 'drafts', label: 'Brouillons', shape: 'draft' },
  { name: 'archive', label: 'Archives', shape: 'archive' },
  { name: 'trash', label: 'Corbeille', shape: 'delete' },
];
const SNACKBAR_MS = 8_000;

/** Gmail on the web, as far as an add-on's user needs it: lists, one thread, drafts, and the side panel. */
export class GmailWindow {
  private folder: Folder = 'inbox';
  private words = '';
  private message: string | null = null;
  private compose: ComposeBox | null = null;
  private readonly panel: CardPanel;
  private snackbar: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly api: GmailApi, private readonly clock: DemoClock, private mailbox: Mailbox, switchMode: (mode: Mode) => void) {
    this.panel = new CardPanel({
      name: mailbox.addin.name, universal: mailbox.addin.universal, close: () => this.showPanel(false), tell: (words) => this.tell(words), openDraft: (draft) => void this.openDraft(draft),
      insert: () => this.tell('Ouvrez un message pour y insérer du texte.'),
      run: (action, inputs) => api.card({ kind: 'action', runFunction: action.function ?? '', parameters: parametersOf(action.parameters), inputs, message: this.message }),
    });
    place('panel').replaceChildren(this.panel.root);
    const mode = place('mode') as HTMLSelectElement;
    mode.value = api.mode;
    mode.addEventListener('change', () => switchMode(mode.value as Mode));
    const search = place('search') as HTMLInputElement;
    search.addEventListener('input', () => {
      this.words = search.value;
      this.message = null;
      this.draw();
    });
    place('me').textContent = initials(nameOf(mailbox.user));
    place('me').title = `${mailbox.user.name} <${mailbox.user.address}>`;
    this.drawRail();
    this.drawDate();
    const wanted = decodeURIComponent(location.hash.slice(1));
    const named = mailbox.messages.filter(({ thread, draft }) => thread === wanted && !draft);
    const newest = named[named.length - 1];
    if (newest === undefined) this.leaveThread();
    else this.choose(newest.id);
  }

  private get open(): MailItem | null {
    return this.mailbox.messages.find(({ id }) => id === this.message) ?? null;
  }

  // What the person does.

  private chooseFolder(folder: Folder): void {
    this.folder = folder;
    this.leaveThread();
  }

  private chooseRow(row: Row): void {
    if (row.newest.draft) void this.openDraft(row.newest.id);
    else this.choose((this.threadOf(row.key).pop() ?? row.newest).id);
  }

  /** The add-on's contextual trigger goes off with the message. */
  private choose(message: string): void {
    const opened = this.mailbox.messages.find(({ id }) => id === message);
    if (opened === undefined) return;
    if (this.compose !== null && this.open?.thread !== opened.thread) void this.leaveDraft();
    this.message = message;
    if (this.threadOf(opened.thread).some(({ unread }) => unread)) void this.api.read(opened.thread).then(() => this.refresh());
    history.replaceState(null, '', `${location.pathname}${location.search}#${encodeURIComponent(opened.thread)}`);
    this.draw();
    this.panel.load(() => this.api.card({ kind: 'message', message }));
  }

  private leaveThread(): void {
    void this.leaveDraft();
    this.message = null;
    history.replaceState(null, '', `${location.pathname}${location.search}`);
    this.draw();
    this.panel.load(() => this.api.card({ kind: 'homepage' }));
  }

  private async write(message: string | null, all: boolean): Promise<void> {
    await this.openDraft(await this.api.newDraft(message, all));
  }

  /** A draft of the add-on or one's own, in its thread or at the foot of the window. */
  private async openDraft(id: string): Promise<void> {
    if (this.compose?.draft === id) return this.compose.focus();
    await this.leaveDraft();
    await this.refresh();
    const draft = this.mailbox.messages.find((each) => each.draft && each.id === id);
    if (draft === undefined) throw new Error('a draft is opened that the mailbox does not hold');
    const newest = this.threadOf(draft.thread).pop();
    if (newest !== undefined && this.open?.thread !== draft.thread) this.choose(newest.id);
    const { addin } = this.mailbox;
    this.compose = new ComposeBox({ draft, addin, api: this.api, tell: (words) => this.tell(words), openDraft: (other) => void this.openDraft(other), ended: (how) => void this.draftEnded(how) });
    this.draw();
    this.compose.focus();
  }

  private async leaveDraft(): Promise<void> {
    const { compose } = this;
    this.compose = null;
    if (compose === null) return;
    await compose.leave();
    await this.refresh();
  }

  private async draftEnded(how: 'sent' | 'discarded' | 'closed'): Promise<void> {
    this.compose = null;
    await this.refresh();
    this.tell({ sent: 'Message envoyé', discarded: 'Brouillon supprimé', closed: 'Brouillon enregistré' }[how]);
    place('reading').focus();
  }

  private async move(to: 'archive' | 'trash'): Promise<void> {
    const thread = this.open?.thread;
    if (thread === undefined) return;
    await this.api.move(thread, to);
    await this.refresh();
    this.leaveThread();
  }

  private async refresh(): Promise<void> {
    this.mailbox = await this.api.mailbox();
    this.draw();
  }

  private showPanel(open: boolean): void {
    place('columns').classList.toggle('without-panel', !open);
    this.drawRail();
    if (!open) place('rail').querySelector('button')?.focus();
  }

  private tell(words: string): void {
    const bar = place('snackbar');
    if (this.snackbar !== null) clearTimeout(this.snackbar);
    bar.textContent = words;
    bar.classList.add('shown');
    this.snackbar = setTimeout(() => bar.classList.remove('shown'), SNACKBAR_MS);
  }

  // Drawing.

  private threadOf(thread: string): MailItem[] {
    const all = this.mailbox.messages.filter((each) => each.thread === thread && !each.draft);
    const kept = all.filter(({ folder }) => (folder === 'trash') === (this.folder === 'trash'));
    return kept.length > 0 ? kept : all;
  }

  private draw(): void {
    this.drawFolders();
    const { open } = this;
    const reading = place('reading');
    const inThread = this.compose !== null && open !== null && this.mailbox.messages.some(({ id, thread }) => id === this.compose?.draft && thread === open.thread);
    if (open !== null) {
      drawThread(reading, {
        messages: this.threadOf(open.thread), open: open.id, now: this.clock.now(), compose: inThread ? (this.compose?.root ?? null) : null,
        choose: (message) => this.choose(message), answer: (all) => void this.write(open.id, all), back: () => this.leaveThread(), move: (to) => void this.move(to),
      });
    } else {
      const label = FOLDERS.find(({ name }) => name === this.folder)?.label ?? '';
      drawThreadList(reading, { rows: rowsOf(this.mailbox.messages, this.folder, this.words), folder: this.folder, label, searching: this.words.trim() !== '', now: this.clock.now(), choose: (row) => this.chooseRow(row) });
    }
    const dock = place('dock');
    if (this.compose === null || inThread) dock.replaceChildren();
    else if (this.compose.root.parentNode !== dock) dock.replaceChildren(this.compose.root);
  }

  private drawFolders(): void {
    const count = (folder: Folder): number => rowsOf(this.mailbox.messages, folder, '').filter(({ unread }) => folder === 'drafts' || unread).length;
    place('folders').replaceChildren(
      button({ class: 'write' }, () => void this.write(null, false), glyph('edit', 24), 'Nouveau message'),
      element('ul', {}, ...FOLDERS.map(({ name, label, shape }) => {
        const told = count(name);
        return element('li', {}, button({ class: 'folder', 'aria-current': name === this.folder ? 'page' : null }, () => this.chooseFolder(name), glyph(shape), element('span', {}, label), told === 0 ? null : element('span', { class: 'count' }, String(told))));
      })));
  }

  private drawRail(): void {
    const { name } = this.mailbox.addin;
    const shown = !place('columns').classList.contains('without-panel');
    place('rail').replaceChildren(button({ class: 'rail-button', 'aria-label': name, title: name, 'aria-pressed': String(shown) }, () => this.showPanel(!shown), element('span', { class: 'addin-logo', 'aria-hidden': 'true' }, name.slice(0, 1))));
  }

  private drawDate(): void {
    place('today').textContent = todayInWords(this.clock.now());
    place('date').onclick = () => askDate(this.clock.now(), async (today) => {
      const outcome = await this.clock.move(today);
      if (outcome === 'moved') {
        this.drawDate();
        await this.refresh();
        this.panel.reload();
      }
      return outcome;
    });
  }
}
