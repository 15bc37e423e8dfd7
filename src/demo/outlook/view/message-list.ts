import { FOLDERS, nameOf } from '../mail/mail-message';
import type { FolderName } from '../mail/mail-message';
import { titleOf } from '../mail/drafts';
import type { MailboxState, Row } from '../mail/mailbox-state';
import { textOfHtml } from '../mail/safe-html';
import { button, element } from './element';
import { listDate } from './wording';

export interface ListInput {
  readonly state: MailboxState;
  readonly folder: FolderName;
  readonly words: string;
  /** Thread, or draft in Brouillons. */
  readonly chosen: string | null;
  readonly now: number;
  readonly choose: (row: Row) => void;
}

const PREVIEW = 90;

export const keyOf = (row: Row, folder: FolderName): string => (folder === 'drafts' ? row.newest.id : row.thread);

export function drawList(into: HTMLElement, { state, folder, words, chosen, now, choose }: ListInput): void {
  const rows = state.rows(folder).filter((row) => fits(row, words));
  const focused = document.activeElement instanceof HTMLElement && into.contains(document.activeElement) ? document.activeElement.dataset['key'] : undefined;
  const heading = FOLDERS.find((f) => f.name === folder)?.label ?? '';
  const list = element('ul', {}, ...rows.map((row) => {
    const key = keyOf(row, folder);
    const { newest } = row;
    const who = folder === 'sent' || folder === 'drafts' ? newest.to.map(nameOf).join(', ') || '(sans destinataire)' : nameOf(newest.from);
    return element('li', {}, button({ class: row.unread ? 'row unread' : 'row', 'aria-current': key === chosen ? 'true' : null, 'data-key': key }, () => choose(row),
      row.unread ? element('span', { class: 'unseen' }, 'Non lu. ') : null,
      element('span', { class: 'top' }, element('span', { class: 'who cut' }, who), element('span', { class: 'when' }, listDate(newest.at, now))),
      element('span', { class: 'about cut' }, titleOf(newest)),
      element('span', { class: 'preview cut' }, newest.draft ? '[Brouillon] ' : '', preview(newest.html))));
  }));
  list.addEventListener('keydown', (event) => moveFocus(event, list));
  into.replaceChildren(element('h2', {}, heading), rows.length === 0 ? element('p', { class: 'none' }, words === '' ? 'Aucun message ici.' : 'Aucun message ne contient ces mots.') : list);
  if (focused !== undefined) list.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
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
const fits = (row: Row, words: string): boolean => {
  const { subject, from, to, html } = row.newest;
  const text = folded([subject, from.name, from.address, ...to.map((p) => `${p.name} ${p.address}`), words === '' ? '' : textOfHtml(html)].join(' '));
  return folded(words).split(/\s+/).every((word) => text.includes(word));
};

function moveFocus(event: KeyboardEvent, list: HTMLElement): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...list.querySelectorAll<HTMLElement>('button.row')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
