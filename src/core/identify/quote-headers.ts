import { parsePeople, type QuotedPerson } from './addresses';
import { plainText } from './fold-text';

/** What a mail client prints above the message that it quotes. */
export interface QuoteHeader {
  /** Of several labelled lines: everything below it belongs to it, marks or not (Apple Mail marks the header only). */
  readonly block: boolean;
  /** So does everything below it, though the header itself bears marks. */
  readonly toTheEnd?: boolean;
  readonly from: QuotedPerson | null;
  /** To and Cc. */
  readonly to: readonly QuotedPerson[];
  /** The date as printed. */
  readonly sent: string | null;
  /** Its words are of a language that writes the day before the month. */
  readonly dayFirst: boolean;
  readonly subject: string | null;
  /** Text of the message that stands on the header's last line. */
  readonly rest: string;
  /** Lines that the header takes. */
  readonly lines: number;
}

type Field = 'from' | 'sent' | 'to' | 'subject' | 'other';

/** Labels of Outlook, Gmail, Apple Mail, Thunderbird, Zimbra, Samsung, Yahoo, Orange, SFR, La Poste and Notes: French, English, German, Spanish, Italian, Dutch, Portuguese, Danish, Swedish; without accents. */
const WORDS: Readonly<Record<Field, string>> = {
  from: 'de|from|expediteur|exp|emetteur|sender|von|absender|da|mittente|van|afzender|remitente|fra|fran',
  sent: "envoye|envoye le|sent|date|date d'envoi|sent at|message du|gesendet|gesendet am|datum|enviado|enviado el|fecha|data|inviato|verzonden|dato|sendt|skickat",
  to: 'a|to|pour|destinataire|destinataires|cc|copie|copie a|copies|an|kopie|kopie (cc)|para|aan|til|till|destinatario|destinatari',
  subject: 'objet|sujet|subject|betreff|asunto|assunto|oggetto|onderwerp|emne|amne',
  other: 'cci|bcc|importance|priorite|priority|pieces jointes|piece jointe|attachments|repondre a|reply-to|en reponse a|wichtigkeit|anlagen|importancia|adjuntos|priorita|allegati|prioriteit|bijlagen|classification|sensibilite|categories|indicateur de suivi|statut de suivi',
};
const LABELS: ReadonlyMap<string, Field> = new Map((Object.keys(WORDS) as Field[]).flatMap((field) => WORDS[field].split('|').map((word): readonly [string, Field] => [word, field])));
const INLINE = /(?:^|[\s>"])(\p{L}{1,12}(?:\s\p{L}{1,5})?)\s?:\s/gu;

/** Gmail mixes: "De : ... Date: ... Subject: ...". The sender's label tells. */
const ENGLISH = /^(?:from|sender)$/;

/** Longest line that can be part of a header; what is longer is prose or a trap. */
const LONGEST_LINE = 2000;
const LONGEST_LABEL = 24;
const MOST_LINES = 18;

interface Labelled {
  readonly field: Field;
  readonly value: string;
  readonly english?: boolean | undefined;
}

/** `Message du 16/11/26 09:12`, without a colon behind the label (Orange, La Poste). */
const MESSAGE_OF = /^message du \d/i;

function labelled(line: string): Labelled | null {
  const colon = line.indexOf(':');
  if (MESSAGE_OF.test(line) && line.length <= LONGEST_LINE) return { field: 'sent', value: line.slice('message du '.length).trim() };
  if (colon < 1 || colon > LONGEST_LABEL || line.length > LONGEST_LINE) return null;
  const label = plainText(line.slice(0, colon)).replace(/[*_]/g, '').trim().toLowerCase();
  const field = LABELS.get(label);
  return field === undefined ? null : { field, value: line.slice(colon + 1).replace(/^[*_\s]+/, '').trim(), english: ENGLISH.test(label) };
}

/** eM Client prints no colons: `De "Marie" <m@x.fr>`. */
const BARE_LABEL = /^(de|from|von|da|van|pour|to|an|para|aan|a|\u00e0|date|datum|objet|subject|betreff|cc)\s+(?=\S)/i;
function bareLabel(line: string): Labelled | null {
  const found = line.length > LONGEST_LINE ? null : BARE_LABEL.exec(line);
  const field = LABELS.get(plainText(found?.[1] ?? '').toLowerCase());
  return found === null || field === undefined || ((field === 'from' || field === 'to') && !line.includes('@')) ? null : { field, value: line.slice(found[0].length) };
}

/** The lines of a mail without quote marks; a line's label is worked out once, however often a header is tried on it. */
export class HeaderLines {
  private readonly labels: (Labelled | null | undefined)[] = [];
  private readonly fields: (readonly Labelled[] | undefined)[] = [];

  constructor(private readonly lines: string[]) {}

  /** Null behind the last line. */
  at(i: number): string | null {
    return this.lines[i] ?? null;
  }

  replace(i: number, line: string): void {
    this.lines[i] = line;
    this.labels[i] = undefined;
    this.fields[i] = undefined;
  }

  labelAt(i: number): Labelled | null {
    const known = this.labels[i];
    if (known !== undefined) return known;
    return (this.labels[i] = labelled(this.lines[i] ?? ''));
  }

  /** All fields that stand on a line that begins with a label. */
  fieldsAt(i: number, first: Labelled): readonly Labelled[] {
    return (this.fields[i] ??= inlineFields(first));
  }
}

/** `De : A <a@x.fr> Envoyé : ... À : ...` on one line, as some phones and Yahoo print it. */
function inlineFields(first: Labelled): readonly Labelled[] {
  if (!/:\s/.test(first.value)) return [first];
  const fields: Labelled[] = [];
  let open: { readonly field: Field; readonly english?: boolean | undefined; readonly start: number } = { ...first, start: 0 };
  for (const mark of first.value.matchAll(INLINE)) {
    const words = plainText(mark[1] ?? '').toLowerCase();
    const field = LABELS.get(words) ?? LABELS.get(words.slice(words.search(/\S+$/)));
    if (field === undefined) continue;
    const label = LABELS.has(words) ? (mark[1] ?? '') : ((mark[1] ?? '').split(/\s/)[1] ?? '');
    const end = (mark.index ?? 0) + mark[0].length;
    fields.push({ ...open, value: first.value.slice(open.start, (mark.index ?? 0) + mark[0].lastIndexOf(label)).trim() });
    open = { field, start: end };
  }
  return [...fields, { ...open, value: first.value.slice(open.start).trim() }];
}

const continues = (line: string, last: Labelled | undefined): boolean =>
  last !== undefined && line.length <= LONGEST_LINE && (last.field === 'to' || last.field === 'from') && (last.value === '' || /[,;]$/.test(last.value) || line.startsWith('<') || line.startsWith('['));

/**
 * A header block that begins at line `at`: a sender and enough other fields to tell it from prose ("De : 3 heures"); below a
 * parting line (`announced`) a sender is enough.
 */
export function headerBlock(text: HeaderLines, at: number, announced = false): QuoteHeader | null {
  const bare = announced && text.labelAt(at) === null;
  const start = bare ? bareLabel(text.at(at) ?? '') : text.labelAt(at);
  if (start === null || start.field === 'other') return null;
  const fields: Labelled[] = [];
  let lines = 0;
  let end = 0;
  for (let blank = 0; lines < MOST_LINES; lines += 1) {
    const line = text.at(at + lines);
    if (line === null) break;
    if (line === '') {
      blank += 1;
      if (blank > 1) break;
      continue;
    }
    const field = bare ? bareLabel(line) : text.labelAt(at + lines);
    const last = fields[fields.length - 1];
    // A header prints one sender: the next begins another.
    if (field?.field === 'from' && fields.some((each) => each.field === 'from')) break;
    if (field !== null) fields.push(...text.fieldsAt(at + lines, field));
    else if (blank === 0 && last !== undefined && continues(line, last)) fields[fields.length - 1] = { field: last.field, value: `${last.value} ${line}` };
    else break;
    blank = 0;
    end = lines + 1;
  }
  const value = (wanted: Field): string | null => fields.find((f) => f.field === wanted && f.value !== '')?.value ?? null;
  const from = value('from');
  if (from === null) return null;
  const others = (['sent', 'to', 'subject'] as const).filter((field) => fields.some((f) => f.field === field)).length;
  const sender = parsePeople(from)[0] ?? null;
  if (sender === null || others < (announced ? 0 : sender.address === null ? 2 : 1)) return null;
  // "De : votre raison sociale / À : ... / Objet : ...": what tells of no day and of no address is a form, not a header.
  if (!announced && sender.address === null && !/\d/.test(value('sent') ?? '') && !fields.some((f) => f.field === 'to' && f.value.includes('@'))) return null;
  const to = fields.filter((f) => f.field === 'to').flatMap((f) => parsePeople(f.value));
  return { block: true, from: sender, to, sent: value('sent'), dayFirst: fields.every((f) => f.field !== 'from' || f.english !== true), subject: value('subject'), rest: '', lines: end };
}

const NOTES_SENDER = /^[^/@:;]{2,60}(?:\/[^/@:;\s]{1,30}){1,5}(?:@\S{1,40})?$/;
const NOTES_DAY = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}[ ,]{1,3}\d{1,2}[:.h]\d{2}/;

/** Lotus Notes prints the sender and the day without labels above `A :`, `cc :` and `Objet :`. */
export function notesBlock(text: HeaderLines, at: number): QuoteHeader | null {
  const day = text.at(at + 1);
  if (day === null || !NOTES_DAY.test(day)) return null;
  const line = text.at(at) ?? '';
  const sender = line.length > 300 ? undefined : line.includes('@') ? parsePeople(line)[0] : NOTES_SENDER.test(line) ? { name: line.slice(0, line.indexOf('/')), address: null } : undefined;
  if (sender === undefined) return null;
  const fields: Labelled[] = [];
  let end = at + 2;
  for (let i = at + 2; i < at + MOST_LINES; i += 1) {
    const field = text.at(i) === '' && fields.length === 0 ? undefined : text.labelAt(i);
    if (field === null) break;
    if (field === undefined) continue;
    fields.push(field);
    end = i + 1;
  }
  const subject = fields.find((f) => f.field === 'subject');
  if (subject === undefined || !fields.some((f) => f.field === 'to')) return null;
  const to = fields.filter((f) => f.field === 'to').flatMap((f) => parsePeople(f.value));
  return { block: true, from: sender, to, sent: day, dayFirst: true, subject: subject.value === '' ? null : subject.value, rest: '', lines: end - at };
}
