import { localDate, weekday } from '../../../core';
import type { SampleAttachment, SampleMessage, SamplePerson, SampleThread } from '../../sample-mail';
import { NADIA, SHARED_MAILBOX, KARIM } from '../company';

export const person = (name: string, address: string): SamplePerson => ({ name, address });
export const US = person(NADIA.name, NADIA.address);
export const COLLEAGUE = person(KARIM.name, KARIM.address);
export const TEAM = person(SHARED_MAILBOX.name, SHARED_MAILBOX.address);

/** Blank lines part paragraphs, single ones break lines. */
export const paragraphs = (text: string): string =>
  text.trim().split(/\n\s*\n/).map((block) => `<p>${escaped(block.trim()).replace(/\n\s*/g, '<br>')}</p>`).join('');
export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
export const signature = (text: string): string => `<p style="color:#616161">${escaped(text.trim()).replace(/\n\s*/g, '<br>')}</p>`;
export const OUR_SIGNATURE = signature('Nadia Perrin · Comptabilité clients\nVernet Fournitures\n04 65 71 08 15');
export const KARIM_SIGNATURE = signature('Karim Aït · Comptabilité clients\nVernet Fournitures\n04 65 71 08 16');

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const SHORT_MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];
const EN_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const EN_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

interface Moment {
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly time: string;
}
function momentOf(date: string): Moment {
  const day = date.slice(0, 10);
  return { weekday: weekday(localDate(day)) - 1, day: Number(day.slice(8)), month: Number(day.slice(5, 7)) - 1, year: Number(day.slice(0, 4)), time: date.slice(11, 16) };
}
const listed = (people: readonly SamplePerson[]): string => people.map(({ name, address }) => `${name} &lt;${address}&gt;`).join('; ');

/** The way Outlook writes an answer: the older message below a line, with its header. */
export function belowLine(older: SampleMessage, subject: string): string {
  const { weekday: w, day, month, year, time } = momentOf(older.date);
  return `<hr style="border:0;border-top:1px solid #e1e1e1"><div><b>De :</b> ${listed([older.from])}<br><b>Envoyé :</b> ${DAYS[w] ?? ''} ${day} ${MONTHS[month] ?? ''} ${year} ${time}<br><b>À :</b> ${listed(older.to)}<br>`
    + `${older.cc.length > 0 ? `<b>Cc :</b> ${listed(older.cc)}<br>` : ''}<b>Objet :</b> ${escaped(subject)}</div>${older.html}`;
}
/** The same in English. */
export function belowLineEnglish(older: SampleMessage, subject: string): string {
  const { weekday: w, day, month, year, time } = momentOf(older.date);
  return `<hr style="border:0;border-top:1px solid #e1e1e1"><div><b>From:</b> ${listed([older.from])}<br><b>Sent:</b> ${EN_DAYS[w] ?? ''}, ${EN_MONTHS[month] ?? ''} ${day}, ${year} ${time}<br><b>To:</b> ${listed(older.to)}<br><b>Subject:</b> ${escaped(subject)}</div>${older.html}`;
}
/** The way Gmail writes an answer: "Le ..., ... a écrit :" and a quotation. */
export function quoted(older: SampleMessage): string {
  const { weekday: w, day, month, year, time } = momentOf(older.date);
  return `<div>Le ${(DAYS[w] ?? '').slice(0, 3)}. ${day} ${SHORT_MONTHS[month] ?? ''} ${year} à ${time}, ${escaped(older.from.name)} &lt;${older.from.address}&gt; a écrit\u202f:</div><blockquote style="margin:0 0 0 8px;border-left:1px solid #ccc;padding-left:8px">${older.html}</blockquote>`;
}

export interface Letter {
  readonly from: SamplePerson;
  readonly to: readonly SamplePerson[];
  readonly cc?: readonly SamplePerson[];
  readonly replyTo?: readonly SamplePerson[];
  /** 2026-11-20T16:52 */
  readonly date: string;
  readonly html: string;
  readonly attachments?: readonly SampleAttachment[];
  /** A draft without formats. */
  readonly plain?: true;
}

interface Told extends Partial<Pick<SampleThread, 'folder' | 'unread' | 'sharedMailbox'>> {
  readonly id: string;
  readonly subject: string;
}

/** Each letter may answer the one before it. */
export function thread(told: Told, ...letters: readonly (Letter | ((older: SampleMessage) => Letter))[]): SampleThread {
  const messages: SampleMessage[] = [];
  letters.forEach((each, at) => {
    const older = messages[at - 1];
    if (typeof each === 'function' && older === undefined) throw new Error(`${told.id}: the first message answers nothing`);
    const letter = typeof each === 'function' ? each(older as SampleMessage) : each;
    const { from, to, cc = [], replyTo, date, html, attachments = [], plain } = letter;
    messages.push({ id: `AAMk-${told.id}-${at + 1}`, from, to, cc, ...(replyTo === undefined ? {} : { replyTo }), date: `${date}:00`, html, attachments, internetMessageId: `<${told.id}.${at + 1}@${from.address.split('@')[1] ?? ''}>`, ...(plain === undefined ? {} : { plain }) });
  });
  const { folder = 'inbox', unread = false, ...rest } = told;
  return { ...rest, folder, unread, messages, conversationId: `conversation-${told.id}` };
}
