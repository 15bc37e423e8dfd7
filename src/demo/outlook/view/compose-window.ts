import { isAddress, readPeople, written } from '../mail/mail-message';
import type { Attachment, Message } from '../mail/mail-message';
import { safeNodes } from '../mail/safe-html';
import { button, element } from './element';
import { icon } from './icons';
import { clockTime, fileSize } from './wording';

export interface ComposeInput {
  readonly draft: Message;
  readonly now: () => number;
  readonly save: (draft: Message) => void;
  readonly send: (draft: Message) => void;
  readonly discard: (draft: Message) => void;
  readonly close: () => void;
}

const AUTOSAVE_MS = 400;

/** The window of one draft. What it shows is what is sent. */
export class ComposeWindow {
  readonly root: HTMLElement;
  private attachments: readonly Attachment[];
  private readonly saved = element('span', { class: 'saved' });
  private readonly trouble = element('p', { class: 'trouble', role: 'alert' });
  private readonly attachmentList = element('ul', { class: 'attachments', 'aria-label': 'Pièces jointes' });
  private readonly to: HTMLInputElement;
  private readonly cc: HTMLInputElement;
  private readonly subject: HTMLInputElement;
  private readonly editor: HTMLElement;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly input: ComposeInput) {
    const { draft } = input;
    this.attachments = draft.attachments;
    this.to = field('compose-to', draft.to.map(written).join('; '));
    this.cc = field('compose-cc', draft.cc.map(written).join('; '));
    this.subject = field('compose-subject', draft.subject);
    this.editor = element('div', { class: 'body editor', contenteditable: 'true', role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'Corps du message', tabindex: '0' }, safeNodes(draft.html));
    this.root = element('section', { class: 'compose', 'aria-label': 'Message en cours' },
      element('h1', { class: 'unseen' }, draft.subject === '' ? 'Nouveau message' : draft.subject),
      element('div', { class: 'tools' },
        button({ class: 'btn primary' }, () => this.send(), icon('send'), 'Envoyer'),
        button({ class: 'btn subtle' }, () => this.discard(), 'Supprimer le brouillon'),
        button({ class: 'btn subtle' }, () => this.close(), 'Garder et fermer'),
        element('span', { class: 'grow' }), this.saved),
      this.trouble,
      line('compose-from', 'De', element('output', { id: 'compose-from', class: 'value' }, written(draft.from))),
      line('compose-to', 'À', this.to), line('compose-cc', 'Cc', this.cc), line('compose-subject', 'Objet', this.subject),
      this.attachmentList, this.editor);
    this.root.addEventListener('input', () => this.saveSoon());
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.send();
      }
    });
    // Foreign formatting would bring foreign elements: only the words are taken.
    this.editor.addEventListener('paste', (event) => {
      event.preventDefault();
      document.execCommand('insertText', false, event.clipboardData?.getData('text/plain') ?? '');
    });
    this.drawAttachments();
    this.tellSaved();
  }

  focus(): void {
    this.editor.focus();
  }

  /** Outlook has fetched a file that the add-in named. */
  attach(attachment: Attachment): void {
    this.attachments = [...this.attachments, attachment];
    this.drawAttachments();
    this.saveNow();
  }

  complain(text: string): void {
    this.trouble.textContent = text;
  }

  /** Whatever was typed is in Brouillons afterwards. */
  saveNow(): void {
    this.cancelTimer();
    this.input.save(this.current());
    this.tellSaved();
  }

  private current(): Message {
    return {
      ...this.input.draft, at: this.input.now(), to: readPeople(this.to.value), cc: readPeople(this.cc.value), subject: this.subject.value, html: this.editor.innerHTML, attachments: this.attachments,
    };
  }

  private send(): void {
    const draft = this.current();
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

  private drawAttachments(): void {
    this.attachmentList.hidden = this.attachments.length === 0;
    this.attachmentList.replaceChildren(...this.attachments.map((a) => element('li', { class: 'attachment' }, icon('pdf'), a.name, ' ', element('span', { class: 'size' }, fileSize(a.size)),
      button({ class: 'remove', 'aria-label': `Retirer ${a.name}` }, () => {
        this.attachments = this.attachments.filter((other) => other.id !== a.id);
        this.drawAttachments();
        this.saveNow();
      }, icon('close')))));
  }
}

const field = (id: string, value: string): HTMLInputElement => {
  const input = element('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false' });
  input.value = value;
  return input;
};

const line = (id: string, label: string, value: HTMLElement): HTMLElement => element('div', { class: 'line' }, element('label', { for: id }, label), value);
