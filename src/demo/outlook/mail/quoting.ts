import { written } from './mail-message';
import type { Message, Person } from './mail-message';
import { parisLocal } from '../../paris-time';

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

const DAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** `vendredi 20 novembre 2026 16:52` */
export function longMoment(ms: number): string {
  const local = parisLocal(ms);
  const date = new Date(`${local}Z`);
  return `${DAYS[date.getUTCDay()] ?? ''} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()} ${local.slice(11, 16)}`;
}

const line = (label: string, value: string): string => (value === '' ? '' : `<b>${label}\u00a0:</b> ${escapeHtml(value)}<br>`);
const people = (list: readonly Person[]): string => list.map(written).join('; ');

/** The original below an answer, as Outlook on the web writes it. */
export function quoted(original: Message): string {
  const head = line('De', written(original.from)) + line('Envoyé', longMoment(original.at)) + line('À', people(original.to)) + line('Cc', people(original.cc)) + line('Objet', original.subject);
  return `<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr">${head}<div>&nbsp;</div></div>${bodyInside(original.html)}`;
}

/** A whole page cannot stand inside another. */
const bodyInside = (html: string): string => /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;

const PREFIX = /^\s*((re|ré|tr|fw|fwd|aw|wg)\s*[\u00a0\u202f ]?:\s*)+/i;
export const bareSubject = (subject: string): string => subject.replace(PREFIX, '').trim();
export const answered = (subject: string): string => `Re\u00a0: ${bareSubject(subject)}`;
export const forwarded = (subject: string): string => `TR\u00a0: ${bareSubject(subject)}`;

/** Where the quoted part of a drawn message begins: it is folded away behind a button. null: nothing is quoted. */
export function quoteStart(body: ParentNode): Element | null {
  const mark = body.querySelector('#appendonsend, #divRplyFwdMsg, blockquote') ?? [...body.querySelectorAll('hr')].find((rule) => HEADER.test(rule.nextElementSibling?.textContent ?? '')) ?? null;
  if (mark === null) return null;
  const before = mark.previousElementSibling;
  if (mark.id === 'divRplyFwdMsg' && before?.tagName === 'HR') return before;
  return mark.tagName === 'BLOCKQUOTE' && WROTE.test(before?.textContent ?? '') ? before : mark;
}

/** `De : ...` under a rule, as Outlook writes it without its marks; `Le ... a écrit :` above a quotation, as others do. */
const HEADER = /^\s*(De|From)\s?:/;
const WROTE = /(a écrit|wrote)\s?:\s*$/;
