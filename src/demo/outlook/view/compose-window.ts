import { isAddress, nameOf, readPeople, sameAddress, written } from '../mail/mail-message';
import type { Attachment, Message, Person } from '../mail/mail-message';
import type { OpenDraft, Piece, RecipientField } from '../host/open-item';
import type { Notification } from '../host/notifications';
import { DraftEditor } from './draft-editor';
import { button, element } from './element';
import { icon } from './icons';
import { drawBars } from './notification-bars';
import { clockTime, fileSize } from './wording';

export interface ComposeInput {
  readonly draft: Message;
  readonly conversationId: string | null;
  readonly sharedMailbox: Person | null;
  /** Under these names the clerk may write. */
  readonly identities: readonly Person[];
  readonly signatureHtml: string;
  /** What the add-in's button of this window is called; null: the manifest has none. */
  readonly addin: { readonly label: string; readonly tip: string } | null;
  readonly now: () => number;
  readonly newAttachment: (name: string, size: number, base64: string | null) => Attachment;
  readonly contentOf: (id: string) => string | null;
  readonly save: (draft: Message) => void;
  readonly send: (draft: Message) => void;
  readonly discard: (draft: Message) => void;
  readonly close: () => void;
  readonly openPane: (draft: OpenDraft) => void;
  readonly recipientsChanged: (draft: OpenDraft, field: RecipientField) => void;
  readonly attachmentsChanged: (draft: OpenDraft, status: 'added' | 'removed', attachment: Attachment) => void;
  readonly dismiss: (bar: Notification) => void;
  readonly act: (bar: Notification) => void;
}

const AUTOSAVE_MS = 400;

/** The window of one draft. What it shows is what is sent, and what an add-in puts in is shown. */
export class ComposeWindow implements OpenDraft {
  readonly root: HTMLElement;
  private attachments: readonly Attachment[];
  private readonly saved = element('span', { class: 'saved' });
  private readonly trouble = element('p', { class: 'trouble', role: 'alert' });
  private readonly attachmentList = element('ul', { class: 'attachments', 'aria-label': 'Pièces jointes' });
  private readonly bars = element('div', {});
  private readonly from: HTMLElement;
  private readonly to: HTMLInputElement;
  private readonly cc: HTMLInputElement;
  private readonly subject: HTMLInputElement;
  private readonly editor: DraftEditor;
  private readonly format: HTMLButtonElement;
  private readonly pane: HTMLButtonElement | null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private kept: boolean;
  private signed = true;
  private ended = false;

  constructor(private readonly input: ComposeInput) {
    const { draft, addin } = input;
    this.attachments = draft.attachments;
    this.kept = draft.kept === true;
    this.to = field('compose-to', draft.to.map(written).join('; '));
    this.cc = field('compose-cc', draft.cc.map(written).join('; '));
    this.subject = field('compose-subject', draft.subject);
    this.from = sender(input.identities, draft.from);
    this.editor = new DraftEditor(draft.html, draft.plain === true, input.signatureHtml);
    this.format = button({ class: 'btn subtle', title: 'Écrire sans mise en forme' }, () => this.switchFormat(!this.plain), 'Texte brut');
    this.pane = addin === null ? null : button({ class: 'tool brand', title: addin.tip, 'aria-pressed': 'false' }, () => input.openPane(this), icon('relance'), addin.label);
    this.root = element('section', { class: 'compose', 'aria-label': 'Message en cours' },
      element('h1', { class: 'unseen' }, draft.subject === '' ? 'Nouveau message' : draft.subject),
      element('div', { class: 'tools' },
        button({ class: 'btn primary' }, () => this.send(), icon('send'), 'Envoyer'),
        button({ class: 'btn subtle' }, () => this.discard(), 'Supprimer le brouillon'),
        button({ class: 'btn subtle' }, () => this.close(), 'Garder et fermer'),
        this.format, this.pane, element('span', { class: 'grow' }), this.saved),
      this.trouble, this.bars,
      line('compose-from', 'De', this.from),
      line('compose-to', 'À', this.to), line('compose-cc', 'Cc', this.cc), line('compose-subject', 'Objet', this.subject),
      this.attachmentList, this.editor.root);
    this.root.addEventListener('input', () => this.saveSoon());
    this.to.addEventListener('change', () => input.recipientsChanged(this, 'to'));
    this.cc.addEventListener('change', () => input.recipientsChanged(this, 'cc'));
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.send();
      }
    });
    this.drawAttachments();
    this.tellFormat();
    this.tellSaved();
  }

  focus(): void {
    this.editor.root.focus();
  }

  complain(text: string): void {
    this.trouble.textContent = text;
  }

  showPane(open: boolean): void {
    this.pane?.setAttribute('aria-pressed', String(open));
    this.pane?.classList.toggle('on', open);
  }

  showBars(list: readonly Notification[]): void {
    this.bars.replaceChildren(...drawBars(list, { dismiss: this.input.dismiss, act: this.input.act }));
  }

  switchFormat(plain: boolean): void {
    this.editor.plain = plain;
    this.tellFormat();
    this.saveNow();
  }

  /** The draft was sent, thrown away or left: nothing is kept of what comes later. */
  end(): void {
    this.cancelTimer();
    this.ended = true;
  }

  /** Whatever was typed is in Brouillons afterwards. */
  saveNow(): void {
    this.cancelTimer();
    if (this.ended) return;
    this.input.save(this.message());
    this.tellSaved();
  }

  // What an add-in sees and does: see OpenDraft.

  get id(): string {
    return this.input.draft.id;
  }

  get composeType(): OpenDraft['composeType'] {
    const { answering } = this.input.draft;
    return answering === 'forward' ? 'forward' : answering === 'reply' || answering === 'reply-all' ? 'reply' : 'newMail';
  }

  get conversationId(): string | null {
    return this.input.conversationId;
  }

  get sharedMailbox(): Person | null {
    return this.input.sharedMailbox;
  }

  get plain(): boolean {
    return this.editor.plain;
  }

  message(): Message {
    return {
      ...this.input.draft, at: this.input.now(), from: this.sender(), to: readPeople(this.to.value), cc: readPeople(this.cc.value), subject: this.subject.value,
      html: this.editor.html(), plain: this.editor.plain, attachments: this.attachments, kept: this.kept,
    };
  }

  setSubject(subject: string): void {
    this.subject.value = subject;
    this.saveNow();
  }

  setPeople(name: RecipientField, people: readonly Person[]): void {
    this[name].value = people.map(written).join('; ');
    this.saveNow();
    this.input.recipientsChanged(this, name);
  }

  setBody(piece: Piece): void {
    this.change(() => this.editor.replaceAll(piece));
  }

  prepend(piece: Piece): void {
    this.change(() => this.editor.prepend(piece));
  }

  insertAtCursor(piece: Piece): void {
    this.change(() => this.editor.insertAtCursor(piece));
  }

  setSignature(piece: Piece): void {
    this.change(() => this.editor.sign(piece));
  }

  signatureEnabled(): boolean {
    return this.signed;
  }

  disableSignature(): void {
    this.signed = false;
  }

  bodyAs(format: Piece['format']): string {
    return format === 'html' ? this.editor.html() : this.editor.text();
  }

  selected(): string {
    return this.editor.selected();
  }

  attach(name: string, size: number, base64: string | null): string {
    const attachment = this.input.newAttachment(name, size, base64);
    this.attachments = [...this.attachments, attachment];
    this.drawAttachments();
    this.saveNow();
    this.input.attachmentsChanged(this, 'added', attachment);
    return attachment.id;
  }

  detach(id: string): boolean {
    const attachment = this.attachments.find((each) => each.id === id);
    if (attachment === undefined) return false;
    this.attachments = this.attachments.filter((each) => each.id !== id);
    this.drawAttachments();
    this.saveNow();
    this.input.attachmentsChanged(this, 'removed', attachment);
    return true;
  }

  contentOf(id: string): string | null {
    return this.attachments.some((each) => each.id === id) ? this.input.contentOf(id) : null;
  }

  save(): string {
    this.kept = true;
    this.saveNow();
    return this.id;
  }

  savedId(): string | null {
    return this.kept ? this.id : null;
  }

  // What the person does.

  private change(how: () => void): void {
    how();
    this.saveNow();
  }

  private sender(): Person {
    if (!(this.from instanceof HTMLSelectElement)) return this.input.draft.from;
    const address = this.from.value;
    return this.input.identities.find((each) => sameAddress(each.address, address)) ?? this.input.draft.from;
  }

  private send(): void {
    const draft = this.message();
    const people = [...draft.to, ...draft.cc];
    const wrong = people.find((p) => !isAddress(p.address));
    if (people.length === 0) return this.complain('Indiquez au moins un destinataire.');
    if (wrong !== undefined) return this.complain(`«\u00a0${wrong.address}\u00a0» n’est pas une adresse.`);
    this.cancelTimer();
    this.input.send(draft);
  }

  private discard(): void {
    this.cancelTimer();
    this.input.discard(this.input.draft);
  }

  private close(): void {
    this.kept = true;
    this.saveNow();
    this.input.close();
  }

  private saveSoon(): void {
    this.cancelTimer();
    this.timer = setTimeout(() => this.saveNow(), AUTOSAVE_MS);
  }

  private cancelTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private tellSaved(): void {
    this.saved.textContent = `Brouillon enregistré à ${clockTime(this.input.now())}`;
  }

  private tellFormat(): void {
    this.format.setAttribute('aria-pressed', String(this.plain));
  }

  private drawAttachments(): void {
    this.attachmentList.hidden = this.attachments.length === 0;
    this.attachmentList.replaceChildren(...this.attachments.map((a) => element('li', { class: 'attachment' }, icon('pdf'), a.name, ' ', element('span', { class: 'size' }, fileSize(a.size)),
      button({ class: 'remove', 'aria-label': `Retirer ${a.name}` }, () => { this.detach(a.id); }, icon('close')))));
  }
}

const field = (id: string, value: string): HTMLInputElement => {
  const input = element('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false' });
  input.value = value;
  return input;
};

/** One name: told. Several: chosen. */
function sender(identities: readonly Person[], from: Person): HTMLElement {
  const all = identities.some((each) => sameAddress(each.address, from.address)) ? identities : [from, ...identities];
  if (all.length === 1) return element('output', { id: 'compose-from', class: 'value' }, written(from));
  const select = element('select', { id: 'compose-from' }, ...all.map((each) => element('option', { value: each.address, title: nameOf(each) }, written(each))));
  select.value = all.find((each) => sameAddress(each.address, from.address))?.address ?? from.address;
  return select;
}

const line = (id: string, label: string, value: HTMLElement): HTMLElement => element('div', { class: 'line' }, element('label', { for: id }, label), value);
