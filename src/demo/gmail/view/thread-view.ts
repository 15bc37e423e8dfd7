import { nameOf, written } from '../../outlook/mail/mail-message';
import { quoteStart } from '../../outlook/mail/quoting';
import { safeNodes } from '../../outlook/mail/safe-html';
import { button, element } from '../../outlook/view/element';
import { fileSize, initials, messageDate } from '../../outlook/view/wording';
import { glyph } from './card-icons';
import type { MailItem } from './mailbox-json';

export interface ThreadInput {
  /** Oldest first, without drafts. */
  readonly messages: readonly MailItem[];
  /** The one of which the add-on speaks. */
  readonly open: string;
  /** The draft that is written in this thread. */
  readonly compose: HTMLElement | null;
  readonly now: number;
  readonly choose: (message: string) => void;
  readonly answer: (all: boolean) => void;
  readonly back: () => void;
  readonly move: (to: 'archive' | 'trash') => void;
}

export function drawThread(into: HTMLElement, { messages, open, compose, now, choose, answer, back, move }: ThreadInput): void {
  const newest = messages[messages.length - 1];
  const tool = (label: string, shape: SVGElement, act: () => void): HTMLElement => button({ class: 'icon-button', 'aria-label': label, title: label }, act, shape);
  into.replaceChildren(
    element('div', { class: 'thread-tools', role: 'toolbar', 'aria-label': 'Conversation' }, tool('Retour à la liste', glyph('back'), back), tool('Archiver', glyph('archive'), () => move('archive')), tool('Supprimer', glyph('delete'), () => move('trash'))),
    element('h1', { class: 'thread-subject' }, newest === undefined || newest.subject === '' ? '(sans objet)' : newest.subject),
    ...messages.map((message) => drawMessage(message, message.id === open, now, choose)),
    compose ?? element('div', { class: 'answers' },
      button({ class: 'btn' }, () => answer(false), glyph('reply', 18), 'Répondre'),
      button({ class: 'btn' }, () => answer(true), glyph('group', 18), 'Répondre à tous')));
}

/** Messages other than the open one are folded to a line, as in Gmail. */
function drawMessage(message: MailItem, open: boolean, now: number, choose: (message: string) => void): HTMLElement {
  const from = nameOf(message.from);
  const sender = element('span', { class: 'sender' }, element('span', { class: 'name' }, from), message.from.name === '' ? null : element('span', { class: 'address' }, ` <${message.from.address}>`));
  const head = element('div', { class: 'head' },
    element('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(from)),
    element('div', { class: 'from' }, open ? sender : button({ class: 'pick', title: 'Ouvrir ce message' }, () => choose(message.id), sender),
      element('p', { class: 'to', title: [...message.to, ...message.cc].map(written).join(', ') }, `À ${message.to.map(nameOf).join(', ')}${message.cc.length === 0 ? '' : `, Cc ${message.cc.map(nameOf).join(', ')}`}`)),
    element('span', { class: 'when' }, messageDate(message.at, now)));
  return element('article', { class: open ? 'message open' : 'message', 'aria-label': `Message de ${from}, ${messageDate(message.at, now)}`, 'data-message': message.id }, head,
    open && message.attachments.length > 0 ? element('ul', { class: 'attachments', 'aria-label': 'Pièces jointes' }, ...message.attachments.map(({ name, size }) => element('li', { class: 'attachment' }, glyph('attach', 18), name, ' ', element('span', { class: 'size' }, fileSize(size))))) : null,
    open ? body(message.html) : null);
}

/** The message itself; what it quotes is folded away behind Gmail's three dots. */
function body(html: string): HTMLElement {
  const shown = element('div', { class: 'body', dir: 'auto' }, safeNodes(html));
  const start = quoteStart(shown);
  if (start !== null && start.parentNode !== null && shown.lastChild !== null) {
    const range = document.createRange();
    range.setStartBefore(start);
    range.setEndAfter(shown.lastChild);
    const history = range.extractContents();
    shown.append(element('details', { class: 'history', open: (shown.textContent ?? '').trim() === '' }, element('summary', { 'aria-label': 'Afficher le contenu abrégé' }, '···'), history));
  }
  // The ids of the marks are unique in a mail, not in a page with several.
  for (const marked of shown.querySelectorAll('[id]')) marked.removeAttribute('id');
  return shown;
}
