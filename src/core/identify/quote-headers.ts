import { parseAddress, parsePeople, type QuotedPerson } from './addresses';
import { plainText } from './fold-text';

/** What a mail client prints above the message that it quotes. */
export interface QuoteHeader {
  /** Of several labelled lines: everything below it belongs to it, marks or not (Apple Mail marks the header only). */
  readonly block: boolean;
  readonly from: QuotedPerson | null;
  /** To and Cc. */
  readonly to: readonly QuotedPerson[];
  /** The date as printed. */
  readonly sent: string | null;
  /** Lines that the header takes. */
  readonly lines: number;
}

type Field = 'from' | 'sent' | 'to' | 'subject' | 'other';

/** Labels of Outlook, Gmail, Apple Mail, Thunderbird, Zimbra, Samsung and Yahoo, French and English, without accents. */
const LABELS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['de', 'from'], ['from', 'from'], ['expediteur', 'from'], ['exp', 'from'], ['sender', 'from'],
  ['envoye', 'sent'], ['envoye le', 'sent'], ['sent', 'sent'], ['date', 'sent'], ["date d'envoi", 'sent'], ['sent at', 'sent'],
  ['a', 'to'], ['to', 'to'], ['pour', 'to'], ['destinataire', 'to'], ['destinataires', 'to'], ['cc', 'to'], ['copie', 'to'], ['copie a', 'to'], ['copies', 'to'],
  ['objet', 'subject'], ['sujet', 'subject'], ['subject', 'subject'],
  ['cci', 'other'], ['bcc', 'other'], ['importance', 'other'], ['priorite', 'other'], ['priority', 'other'], ['pieces jointes', 'other'], ['piece jointe', 'other'],
  ['attachments', 'other'], ['repondre a', 'other'], ['reply-to', 'other'], ['en reponse a', 'other'],
]);
const INLINE = /(?:^|[\s>])(envoy\u00e9(?: le)?|sent|date|\u00e0|to|cc|objet|sujet|subject)\s?:\s/giu;

/** Longest line that can be part of a header; what is longer is prose or a trap. */
const LONGEST_LINE = 2000;
const LONGEST_LABEL = 24;
const MOST_LINES = 18;

interface Labelled {
  readonly field: Field;
  readonly value: string;
}

function labelled(line: string): Labelled | null {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > LONGEST_LABEL || line.length > LONGEST_LINE) return null;
  const label = plainText(line.slice(0, colon)).replace(/[*_]/g, '').trim().toLowerCase();
  const field = LABELS.get(label);
  return field === undefined ? null : { field, value: line.slice(colon + 1).replace(/^[*_\s]+/, '').trim() };
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

/** `De : A <a@x.fr> Envoyé : ... À : ...` on one line, as some phones print it. */
function inlineFields(first: Labelled): readonly Labelled[] {
  const marks = [...first.value.matchAll(INLINE)];
  if (marks.length === 0) return [first];
  const fields: Labelled[] = [{ field: first.field, value: first.value.slice(0, (marks[0]?.index ?? 0) + 1).trim() }];
  marks.forEach((mark, i) => {
    const field = LABELS.get(plainText(mark[1] ?? '').toLowerCase());
    const start = (mark.index ?? 0) + mark[0].length;
    if (field !== undefined) fields.push({ field, value: first.value.slice(start, (marks[i + 1]?.index ?? first.value.length - 1) + 1).trim() });
  });
  return fields;
}

const continues = (line: string, last: Labelled | undefined): boolean =>
  last !== undefined && line.length <= LONGEST_LINE && (last.field === 'to' || last.field === 'from') && (last.value === '' || /[,;]$/.test(last.value) || line.startsWith('<') || line.startsWith('['));

/**
 * A header block that begins at line `at`: a sender and enough other fields to tell it from prose ("De : 3 heures").
 */
export function headerBlock(text: HeaderLines, at: number): QuoteHeader | null {
  const start = text.labelAt(at);
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
    const field = text.labelAt(at + lines);
    const last = fields[fields.length - 1];
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
  if (sender === null || others < (sender.address === null ? 2 : 1)) return null;
  const to = fields.filter((f) => f.field === 'to').flatMap((f) => parsePeople(f.value));
  return { block: true, from: sender, to, sent: value('sent'), lines: end };
}

const SEPARATOR =
  /^[-_*=\s]{2,40}(message d'origine|message original|original message|original appointment|message initial|message precedent|message transfere|message transmis|message reexpedie|forwarded message|mail transfere|mail original|mail d'origine|courriel original|e-mail transfere|e-mail d'origine)[-_*=\s:]*/i;
const FORWARDED_HERE = /^(debut du (?:message|mail|courriel) (?:reexpedie|transfere)|begin forwarded message|forwarded message)\s*:?\s*$/i;
const FORWARDING = /transfer|transmis|reexpedie|forwarded/i;

/** `-----Message d'origine-----` and its kin; `rest` is what follows on the same line. */
export function separator(line: string): { readonly forwarded: boolean; readonly rest: string } | null {
  if (line.length > LONGEST_LINE || !/origin|init|preced|transf|transm|exp[eé]di|forward|original|précéd/i.test(line)) return null;
  const plain = plainText(line);
  const found = SEPARATOR.exec(plain) ?? FORWARDED_HERE.exec(plain);
  return found === null ? null : { forwarded: FORWARDING.test(found[1] ?? ''), rest: found[0].length >= plain.length ? '' : line.slice(line.length - (plain.length - found[0].length)).trim() };
}

const ENDS_ATTRIBUTION = /(?:\ba écrit|\bécrit|\bécrivait|\bwrote)\s*(?:le\b.{4,60})?\s*(?::|-{2,})\s*$/i;
const BEGINS_ATTRIBUTION = /^[-\s]*(?:le|on)\s/i;
const OLD_GMAIL = /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}\b.{0,200}<[^<>\s]+@[^<>\s]+>\s?:$/;
const CLOCK = /\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?(?:\s?[apAP]\.?[mM]\.?)?(?:\s?(?:[A-Z]{2,5}\b|[+-]\d{4}|\([^()]{1,20}\)))?/g;
const MOST_ATTRIBUTION_LINES = 4;
const LONGEST_ATTRIBUTION = 600;

/** `Le 16/11/2026 à 09:12, Marie <m@x.fr> a écrit :`, `On ... wrote:`; on up to four lines. */
export function attribution(from: HeaderLines, at: number): QuoteHeader | null {
  let text = '';
  const wraps = BEGINS_ATTRIBUTION.test(from.at(at) ?? '');
  for (let lines = 1; lines <= (wraps ? MOST_ATTRIBUTION_LINES : 1); lines += 1) {
    const line = from.at(at + lines - 1);
    if (line === null || line === '') return null;
    text = lines === 1 ? line : `${text} ${line}`;
    if (text.length > LONGEST_ATTRIBUTION) return null;
    if (OLD_GMAIL.test(text) || (ENDS_ATTRIBUTION.test(text) && /\d|@/.test(text))) return { block: false, from: writerOf(text), to: [], sent: text, lines };
  }
  return null;
}

function writerOf(text: string): QuotedPerson | null {
  const told = text.replace(ENDS_ATTRIBUTION, '').trim();
  const clocks = [...told.matchAll(CLOCK)];
  const clock = clocks[clocks.length - 1];
  const behind = clock === undefined ? told.slice(told.lastIndexOf(',') + 1) : told.slice((clock.index ?? 0) + clock[0].length);
  const person = parsePeople(behind.replace(/^[\s,:-]+/, ''))[0];
  const address = parseAddress(told);
  if (person === undefined) return address === null ? null : { name: null, address };
  return { name: person.name, address: person.address ?? address };
}
