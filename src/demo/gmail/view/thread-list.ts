import { nameOf } from '../../outlook/mail/mail-message';
import { textOfHtml } from '../../outlook/mail/safe-html';
import { button, element } from '../../outlook/view/element';
import { listDate } from '../../outlook/view/wording';
import type { Folder, MailItem } from './mailbox-json';

export interface Row {
  /** A thread; in Brouillons a draft. */
  readonly key: string;
  readonly newest: MailItem;
  readonly count: number;
  readonly unread: boolean;
}

const PREVIEW = 120;

/** One row per thread with a message in this folder, newest first; drafts are rows of their own. */
export function rowsOf(messages: readonly MailItem[], folder: Folder, words: string): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const message of messages) {
    if (message.folder !== folder) continue;
    const key = folder === 'drafts' ? message.id : message.thread;
    const count = messages.filter((other) => other.thread === message.thread && !other.draft && (other.folder === 'trash') === (folder === 'trash')).length;
    const before = rows.get(key);
    rows.set(key, { key, newest: before !== undefined && before.newest.at > message.at ? before.newest : message, count, unread: message.unread || before?.unread === true });
  }
  return [...rows.values()].filter(({ newest }) => fits(newest, words)).sort((a, b) => b.newest.at - a.newest.at);
}

export interface ListInput {
  readonly rows: readonly Row[];
  readonly folder: Folder;
  readonly label: string;
  readonly searching: boolean;
  readonly now: number;
  readonly choose: (row: Row) => void;
}

export function drawThreadList(into: HTMLElement, { rows, folder, label, searching, now, choose }: ListInput): void {
  const list = element('ul', { class: 'rows' }, ...rows.map((row) => {
    const { newest, count, unread } = row;
    const who = folder === 'sent' ? `À\u00a0: ${newest.to.map(nameOf).join(', ')}` : folder === 'drafts' ? 'Brouillon' : nameOf(newest.from);
    return element('li', {}, button({ class: unread ? 'row unread' : 'row', 'data-key': row.key }, () => choose(row),
      unread ? element('span', { class: 'unseen' }, 'Non lu. ') : null,
      element('span', { class: folder === 'drafts' ? 'who draft' : 'who' }, who, count > 1 && folder !== 'drafts' ? element('span', { class: 'number' }, ` ${count}`) : null),
      element('span', { class: 'about' }, element('span', { class: 'subject' }, newest.subject === '' ? '(sans objet)' : newest.subject), element('span', { class: 'preview' }, ` - ${preview(newest.html)}`)),
      element('span', { class: 'when' }, listDate(newest.at, now))));
  }));
  list.addEventListener('keydown', (event) => moveFocus(event, list));
  into.replaceChildren(element('h1', { class: 'unseen' }, label), rows.length === 0 ? element('p', { class: 'none' }, searching ? 'Aucun message ne contient ces mots.' : 'Aucun message ici.') : list);
}

const previews = new Map<string, string>();
function preview(html: string): string {
  let text = previews.get(html);
  if (text === undefined) {
    text = textOfHtml(html).replace(/_{32}[\s\S]*$/, '').replace(/\s+/g, ' ').slice(0, PREVIEW);
    previews.set(html, text);
  }
  return text;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
function fits(message: MailItem, words: string): boolean {
  if (words.trim() === '') return true;
  const text = folded([message.subject, ...[message.from, ...message.to].map(({ name, address }) => `${name} ${address}`), textOfHtml(message.html)].join(' '));
  return folded(words).split(/\s+/).every((word) => text.includes(word));
}

function moveFocus(event: KeyboardEvent, list: HTMLElement): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...list.querySelectorAll<HTMLElement>('button.row')];
  const next = rows[rows.findIndex((row) => row === document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
