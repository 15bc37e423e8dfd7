import { escapeHtml } from '../mail/quoting';
import { safeNodes, textOfHtml } from '../mail/safe-html';
import type { Piece } from '../host/open-item';
import { element } from './element';

const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
/** Plain text as the HTML that Exchange keeps of it. */
const htmlOf = (text: string): string => escapeHtml(lines(text)).replace(/\n/g, '<br>');

/** The body of a draft, with formats or as plain text. What comes in from the add-in is rebuilt from harmless elements, as Exchange does. */
export class DraftEditor {
  readonly root: HTMLElement;
  private asText: boolean;
  private cursor: Range | null = null;
  /** The signature as it stands in a plain body. */
  private signatureText: string;

  constructor(html: string, plain: boolean, signatureHtml: string) {
    this.asText = plain;
    this.signatureText = lines(textOfHtml(signatureHtml));
    this.root = element('div', { class: 'body editor', contenteditable: 'true', role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'Corps du message', tabindex: '0' });
    this.fill(html);
    // Foreign formatting would bring foreign elements: only the words are taken.
    this.root.addEventListener('paste', (event) => {
      event.preventDefault();
      document.execCommand('insertText', false, event.clipboardData?.getData('text/plain') ?? '');
    });
    for (const event of ['keyup', 'mouseup', 'focus', 'blur'] as const) this.root.addEventListener(event, () => this.noteCursor());
  }

  get plain(): boolean {
    return this.asText;
  }

  set plain(plain: boolean) {
    if (plain === this.asText) return;
    const html = this.html();
    this.asText = plain;
    this.fill(html);
  }

  /** As Exchange keeps it. */
  html(): string {
    return this.asText ? htmlOf(this.root.textContent ?? '') : this.root.innerHTML;
  }

  /** Lines ended by CR LF, as Outlook gives them. */
  text(): string {
    return this.asText ? lines(this.root.textContent ?? '').replace(/\n/g, '\r\n') : textOfHtml(this.root.innerHTML);
  }

  selected(): string {
    this.noteCursor();
    return this.cursor?.toString() ?? '';
  }

  replaceAll(piece: Piece): void {
    this.root.replaceChildren(this.nodes(piece));
    this.cursor = null;
  }

  prepend(piece: Piece): void {
    this.root.prepend(this.nodes(piece));
  }

  append(piece: Piece): void {
    this.root.append(this.nodes(piece));
  }

  insertAtCursor(piece: Piece): void {
    this.noteCursor();
    const { cursor } = this;
    if (cursor === null || !this.root.contains(cursor.commonAncestorContainer)) {
      this.append(piece);
      return;
    }
    cursor.deleteContents();
    const nodes = this.nodes(piece);
    const last = nodes.lastChild;
    cursor.insertNode(nodes);
    if (last !== null) cursor.setStartAfter(last);
    cursor.collapse(true);
  }

  /** In the place of the one that stands there; without one at the end of what is new. */
  sign(piece: Piece): void {
    if (this.asText) {
      const body = this.root.textContent ?? '';
      const at = this.signatureText === '' ? -1 : body.indexOf(this.signatureText);
      const text = lines(piece.data);
      this.root.textContent = at === -1 ? `${body}\n${text}` : `${body.slice(0, at)}${text}${body.slice(at + this.signatureText.length)}`;
      this.signatureText = text;
      return;
    }
    const old = this.root.querySelector('#Signature');
    const signature = element('div', { id: 'Signature' }, this.nodes(piece));
    if (old !== null) old.replaceWith(signature);
    else this.root.insertBefore(signature, this.root.querySelector(':scope > #appendonsend'));
  }

  private fill(html: string): void {
    this.cursor = null;
    this.root.classList.toggle('plain', this.asText);
    if (this.asText) this.root.textContent = lines(textOfHtml(html));
    else this.root.replaceChildren(safeNodes(html));
  }

  private nodes({ format, data }: Piece): DocumentFragment {
    if (!this.asText) return safeNodes(format === 'html' ? data : htmlOf(data));
    const fragment = document.createDocumentFragment();
    fragment.append(document.createTextNode(lines(data)));
    return fragment;
  }

  private noteCursor(): void {
    const selection = getSelection();
    if (selection === null || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (this.root.contains(range.commonAncestorContainer)) this.cursor = range.cloneRange();
  }
}
