import { isAddress, readPeople, written } from '../../outlook/mail/mail-message';
import { DraftEditor } from '../../outlook/view/draft-editor';
import { button, element } from '../../outlook/view/element';
import { glyph } from './card-icons';
import { CardPanel } from './card-panel';
import type { DraftChange } from './card-json';
import type { GmailApi } from './gmail-api';
import type { Mailbox, MailItem, TypedDraft } from './mailbox-json';

export interface ComposeBoxInput {
  readonly draft: MailItem;
  readonly addin: Mailbox['addin'];
  readonly api: GmailApi;
  /** It was sent or thrown away. */
  readonly ended: (how: 'sent' | 'discarded' | 'closed') => void;
  readonly tell: (words: string) => void;
  readonly openDraft: (draft: string) => void;
}

const AUTOSAVE_MS = 400;

/** Where one draft is written; the add-on's button below opens its cards for writing over it. */
export class ComposeBox {
  readonly root: HTMLElement;
  private readonly to: HTMLInputElement;
  private readonly cc: HTMLInputElement;
  private readonly subject: HTMLInputElement;
  private readonly editor: DraftEditor;
  private readonly trouble = element('p', { class: 'trouble', role: 'alert' });
  private readonly pane = element('div', { class: 'compose-pane', hidden: true });
  private timer: ReturnType<typeof setTimeout> | null = null;
  private over = false;

  constructor(private readonly input: ComposeBoxInput) {
    const { draft, addin } = input;
    this.to = field('to', draft.to.map(written).join(', '));
    this.cc = field('cc', draft.cc.map(written).join(', '));
    this.subject = field('subject', draft.subject);
    this.editor = new DraftEditor(draft.html, false, '');
    this.root = element('section', { class: 'compose', 'aria-label': 'Message en cours', 'data-draft': draft.id },
      element('header', { class: 'compose-head' }, element('h2', {}, draft.subject === '' ? 'Nouveau message' : draft.subject), button({ class: 'icon-button', 'aria-label': 'Enregistrer et fermer', title: 'Enregistrer et fermer' }, () => void this.close(), glyph('close', 18))),
      line('compose-to', 'À', this.to), line('compose-cc', 'Cc', this.cc), line('compose-subject', 'Objet', this.subject),
      this.trouble, this.editor.root, this.pane,
      element('footer', { class: 'compose-tools' },
        button({ class: 'send' }, () => void this.send(), 'Envoyer'),
        ...addin.compose.map(({ text, runFunction }) => button({ class: 'btn addin', title: text, 'aria-expanded': 'false' }, () => this.openPane(runFunction), element('span', { class: 'addin-logo', 'aria-hidden': 'true' }, addin.name.slice(0, 1)), text)),
        element('span', { class: 'grow' }),
        button({ class: 'icon-button', 'aria-label': 'Supprimer le brouillon', title: 'Supprimer le brouillon' }, () => void this.discard(), glyph('delete'))));
    this.root.addEventListener('input', (event) => { if (!this.pane.contains(event.target as Node)) this.saveSoon(); });
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.send();
    });
  }

  get draft(): string {
    return this.input.draft.id;
  }

  focus(): void {
    (this.to.value === '' ? this.to : this.editor.root).focus();
  }

  /** Left for another message: what was typed stays in the drafts. */
  async leave(): Promise<void> {
    const unsaved = this.timer !== null;
    this.end();
    if (unsaved) await this.input.api.save(this.typed());
  }

  private typed(): TypedDraft {
    return { id: this.draft, to: readPeople(this.to.value), cc: readPeople(this.cc.value), subject: this.subject.value, html: this.editor.html() };
  }

  private saveSoon(): void {
    this.cancelTimer();
    if (!this.over) this.timer = setTimeout(() => void this.save(), AUTOSAVE_MS);
  }

  private async save(): Promise<void> {
    this.cancelTimer();
    if (!this.over) await this.input.api.save(this.typed());
  }

  private async send(): Promise<void> {
    const draft = this.typed();
    const people = [...draft.to, ...draft.cc];
    const wrong = people.find(({ address }) => !isAddress(address));
    if (people.length === 0) return this.complain('Indiquez au moins un destinataire.');
    if (wrong !== undefined) return this.complain(`«\u00a0${wrong.address}\u00a0» n’est pas une adresse.`);
    if (this.over) return;
    this.end();
    await this.input.api.send(draft);
    this.input.ended('sent');
  }

  private async discard(): Promise<void> {
    if (this.over) return;
    this.end();
    await this.input.api.discard(this.draft);
    this.input.ended('discarded');
  }

  private async close(): Promise<void> {
    await this.leave();
    this.input.ended('closed');
  }

  private complain(words: string): void {
    this.trouble.textContent = words;
  }

  private end(): void {
    this.cancelTimer();
    this.over = true;
  }

  private cancelTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private openPane(runFunction: string): void {
    const opener = this.root.querySelector('.addin');
    const close = (): void => {
      this.pane.hidden = true;
      this.pane.replaceChildren();
      opener?.setAttribute('aria-expanded', 'false');
    };
    if (!this.pane.hidden) return close();
    const { addin, api, tell, openDraft } = this.input;
    const panel = new CardPanel({
      name: addin.name, universal: [], tell, openDraft, close,
      run: async (action, inputs) => {
        await this.save();
        return api.card({ kind: 'action', runFunction: action.function ?? '', parameters: parametersOf(action.parameters), inputs, message: null });
      },
      insert: (change) => {
        this.change(change);
        close();
      },
    });
    this.pane.hidden = false;
    this.pane.replaceChildren(panel.root);
    opener?.setAttribute('aria-expanded', 'true');
    panel.load(async () => {
      await this.save();
      return api.card({ kind: 'compose', runFunction });
    });
  }

  private change({ body, subject, to, cc }: DraftChange): void {
    for (const { content, contentType } of body?.insertContents ?? []) {
      const piece = { format: contentType === 'TEXT' ? 'text' : 'html', data: content } as const;
      if (body?.type === 'INSERT_AT_START') this.editor.prepend(piece);
      else if (body?.type === 'INSERT_AT_END') this.editor.append(piece);
      else this.editor.insertAtCursor(piece);
    }
    if (subject !== null) this.subject.value = subject;
    const added = (given: HTMLInputElement, addresses: readonly string[]): string => [given.value, ...addresses].filter((each) => each !== '').join(', ');
    this.to.value = added(this.to, to);
    this.cc.value = added(this.cc, cc);
    void this.save();
  }
}

export const parametersOf = (list: readonly { readonly key: string; readonly value: string }[] | undefined): Readonly<Record<string, string>> => Object.fromEntries((list ?? []).map(({ key, value }) => [key, value]));

const field = (name: string, value: string): HTMLInputElement => {
  const input = element('input', { id: `compose-${name}`, type: 'text', autocomplete: 'off', spellcheck: 'false' });
  input.value = value;
  return input;
};
const line = (id: string, label: string, value: HTMLElement): HTMLElement => element('div', { class: 'line' }, element('label', { for: id }, label), value);
