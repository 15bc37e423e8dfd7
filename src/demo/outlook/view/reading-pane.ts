import { nameOf, written } from '../mail/mail-message';
import type { Message, Person } from '../mail/mail-message';
import type { Answering } from '../mail/drafts';
import { titleOf } from '../mail/drafts';
import { quoteStart } from '../mail/quoting';
import { safeNodes } from '../mail/safe-html';
import type { Notification } from '../host/notifications';
import { button, element } from './element';
import { icon } from './icons';
import { drawBars } from './notification-bars';
import type { BarActions } from './notification-bars';
import { fileSize, initials, messageDate } from './wording';

export interface ReadingInput extends BarActions {
  /** Oldest first; empty: nothing is open. */
  readonly messages: readonly Message[];
  readonly open: string | null;
  readonly own: (person: Person) => boolean;
  /** Above the open message, also while its answer is written. */
  readonly notifications: readonly Notification[];
  /** The window of the draft in front; null: none. */
  readonly compose: HTMLElement | null;
  readonly now: number;
  readonly choose: (message: string) => void;
  readonly answer: (kind: Answering) => void;
}

export function drawReading(into: HTMLElement, { messages, open, own, notifications, compose, now, choose, answer, ...actions }: ReadingInput): void {
  const bars = drawBars(notifications, actions);
  if (compose !== null) {
    // The window stays where it is: put in anew, it would lose the cursor.
    if (compose.parentNode !== into) into.replaceChildren(compose);
    for (const old of into.querySelectorAll(':scope > .infobar')) old.remove();
    compose.before(...bars);
    return;
  }
  const current = messages.find((m) => m.id === open);
  if (current === undefined) {
    into.replaceChildren(element('p', { class: 'none' }, 'Choisissez un message dans la liste.'));
    return;
  }
  into.replaceChildren(
    ...bars,
    element('h1', { class: 'subject' }, titleOf(current)),
    // The newest on top, as Outlook on the web shows a conversation.
    ...[...messages].reverse().map((m) => drawMessage(m, { current: m.id === open, alone: messages.length === 1, own, now, choose })),
    element('div', { class: 'answers' },
      button({ class: 'btn' }, () => answer('reply'), icon('reply'), 'Répondre'),
      button({ class: 'btn' }, () => answer('reply-all'), icon('replyAll'), 'Répondre à tous'),
      button({ class: 'btn' }, () => answer('forward'), icon('forward'), 'Transférer')),
  );
}

interface MessageInput extends Pick<ReadingInput, 'own' | 'now' | 'choose'> {
  readonly current: boolean;
  readonly alone: boolean;
}

function drawMessage(message: Message, { current, alone, own, now, choose }: MessageInput): HTMLElement {
  const sender = element('span', { class: 'sender' }, element('span', { class: 'name' }, nameOf(message.from)), ' ', element('span', { class: 'address' }, message.from.name === '' ? '' : message.from.address));
  const copies = message.cc.length === 0 ? '' : ` · Cc\u00a0: ${message.cc.map(nameOf).join(', ')}`;
  return element('article', { class: 'message', 'aria-label': `Message de ${nameOf(message.from)}, ${messageDate(message.at, now)}`, 'aria-current': current && !alone ? 'true' : null },
    element('div', { class: 'head' },
      element('span', { class: own(message.from) ? 'avatar own' : 'avatar', 'aria-hidden': 'true' }, initials(nameOf(message.from))),
      element('div', { class: 'from' },
        alone ? sender : button({ class: 'pick', 'aria-pressed': current ? 'true' : 'false', title: 'Ouvrir ce message' }, () => choose(message.id), sender),
        element('p', { class: 'to', title: [...message.to, ...message.cc].map(written).join('; ') }, `À\u00a0: ${message.to.map(nameOf).join(', ')}${copies}`)),
      element('span', { class: 'when' }, messageDate(message.at, now))),
    message.attachments.length === 0 ? null : element('ul', { class: 'attachments', 'aria-label': 'Pièces jointes' }, ...message.attachments.map((a) => element('li', { class: 'attachment' }, icon('pdf'), a.name, ' ', element('span', { class: 'size' }, fileSize(a.size))))),
    body(message));
}

/** The message itself; what it quotes is folded away. */
function body(message: Message): HTMLElement {
  const shown = element('div', { class: 'body', dir: 'auto' }, safeNodes(message.html));
  const start = quoteStart(shown);
  if (start === null || start.parentNode === null) return shown;
  const range = document.createRange();
  range.setStartBefore(start);
  range.setEndAfter(shown.lastChild ?? start);
  const history = range.extractContents();
  // The ids of the marks are unique in a mail, not in a page with several.
  for (const marked of history.querySelectorAll('[id]')) marked.removeAttribute('id');
  // Of a forwarded message the quotation is the news.
  const unfolded = /^\s*(tr|fw|fwd)\s*[\u00a0\u202f ]?:/i.test(message.subject) || (shown.textContent ?? '').trim() === '';
  shown.append(element('details', { class: 'history', open: unfolded }, element('summary', {}, 'Afficher l’historique du message'), history));
  for (const marked of shown.querySelectorAll('[id]')) marked.removeAttribute('id');
  return shown;
}
