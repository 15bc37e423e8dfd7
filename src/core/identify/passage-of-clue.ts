import type { Pack } from '../case-file';
import { domainOf } from './addresses';
import { plainText } from './fold-text';
import { foldWords } from './names';
import type { Party, Passage, Reading } from './read-thread';
import { sighted } from './sighted';
import type { Clue, CluePlace, MailThread } from './types';

/** The words around a clue, as the client's own copy of the thread holds them. Shown to the clerk; never sent, logged or kept. */
export interface CluePassage {
  readonly place: CluePlace;
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

/** Of all three parts together, in UTF-16 units. */
const LONGEST = 200;
const LONGEST_HIT = 100;
const BEFORE = 70;

/** Where in the thread a clue stands, or null when it stands nowhere: what is absent from a thread cannot be shown. */
export function passageOf(thread: MailThread, pack: Pack, clue: Clue): CluePassage | null {
  const { reading } = sighted(thread, pack);
  switch (clue.kind) {
    case 'contact-address': case 'company-domain': case 'not-a-contact': case 'shared-address': case 'shared-domain': case 'look-alike-domain': case 'learned':
      return ofParty(reading, clue);
    case 'cites-nothing':
      return null;
    case 'invoice-number': case 'other-debtors-invoice': case 'customer-code': case 'order-number': case 'reference':
      return ofText(reading, clue, [numberPattern(clue.value, false), numberPattern(clue.value, true)]);
    case 'siren': case 'vat': case 'iban':
      return ofText(reading, clue, [spacedPattern(clue.value)]);
    case 'name':
      return ofText(reading, clue, [namePattern(clue.value)]);
    case 'amount':
      return ofText(reading, clue, [amountPattern(clue.value)]);
  }
}

function ofParty(reading: Reading, { value, place }: Clue): CluePassage | null {
  const fits = (party: Party): boolean => party.address === value || domainOf(party.address) === value;
  const parties = [...reading.correspondents, ...reading.addressed, ...reading.bystanders, ...reading.mentioned].filter(fits);
  const party = parties.find((each) => each.place === place) ?? parties[0];
  if (party === undefined) return null;
  const text = party.name === null || party.name === '' ? party.address : `${party.name} <${party.address}>`;
  return around(text, text.lastIndexOf(value), text.lastIndexOf(value) + value.length, party.place);
}

function ofText(reading: Reading, { place }: Clue, patterns: readonly (RegExp | null)[]): CluePassage | null {
  const near = reading.passages.filter((passage) => passage.place === place);
  for (const passage of [...near, ...reading.passages.filter((each) => each.place !== place)]) {
    for (const pattern of patterns) {
      const found = pattern === null ? null : find(passage, pattern);
      if (found !== null) return found;
    }
  }
  return null;
}

const WORD = /[\p{L}\p{N}]/u;

/** The first place where the pattern stands alone, not inside a longer word or number. */
function find({ text, place }: Passage, pattern: RegExp): CluePassage | null {
  const folded = new Folded(text);
  for (const match of folded.text.matchAll(pattern)) {
    const from = match.index;
    const to = from + match[0].length;
    if (WORD.test(folded.text.charAt(from - 1)) || WORD.test(folded.text.charAt(to))) continue;
    return around(text, folded.at(from), folded.at(to), place);
  }
  return null;
}

/** A text as identification folds it, and where each letter of it stood: folding makes two letters of one (œ), or none (accents). */
class Folded {
  readonly text: string;
  private readonly places: readonly number[] | null;

  constructor(original: string) {
    this.text = plainText(original);
    if (this.text === original) {
      this.places = null;
      return;
    }
    const places: number[] = [];
    let folded = '';
    let at = 0;
    for (const letter of original) {
      const plain = plainText(letter);
      for (let i = 0; i < plain.length; i += 1) places.push(at);
      folded += plain;
      at += letter.length;
    }
    places.push(at);
    this.text = folded;
    this.places = places;
  }

  at(index: number): number {
    return this.places === null ? index : (this.places[index] ?? this.places[this.places.length - 1] ?? 0);
  }
}

const SPACE = /\s+/g;
const oneLine = (text: string): string => text.replace(SPACE, ' ');

/** Cut at words where one ends near; an ellipsis says that there is more. */
function around(text: string, from: number, to: number, place: CluePlace): CluePassage {
  const hit = oneLine(text.slice(from, to)).slice(0, LONGEST_HIT);
  const head = oneLine(text.slice(Math.max(0, from - 3 * LONGEST), from)).trimStart();
  const before = head.length <= BEFORE ? head : `…${head.slice(head.length - BEFORE + 1).replace(/^\S{0,30}\s/, '')}`;
  const room = LONGEST - hit.length - before.length;
  const tail = oneLine(text.slice(to, to + 3 * LONGEST)).trimEnd();
  const after = tail.length <= room ? tail : `${tail.slice(0, room - 1).replace(/\s\S{0,30}$/, '')}…`;
  return { place, before, hit, after };
}

const LONGEST_VALUE = 200;

/** Between the parts of a number people write what they like. */
const APART = '[^\\p{L}\\p{N}]{0,3}';

/** A number as the ledger writes it, in the forms in which it is recognised: other separators, zeros or the letters in front left out. */
function numberPattern(value: string, withoutPrefix: boolean): RegExp | null {
  const parts = plainText(value.slice(0, LONGEST_VALUE)).match(/\p{L}+|\d+/gu) ?? [];
  const first = parts.findIndex((part) => /\d/.test(part));
  const used = withoutPrefix ? (first <= 0 ? [] : parts.slice(first)) : parts;
  if (used.length === 0) return null;
  return new RegExp(used.map((part) => (/\d/.test(part) ? `0{0,20}${part.replace(/^0+(?=\d)/, '')}` : part)).join(APART), 'giu');
}

/** Digits in groups of any size. */
function spacedPattern(value: string): RegExp | null {
  const letters = plainText(value.slice(0, 40)).match(/[\p{L}\p{N}]/gu);
  return letters === null ? null : new RegExp(letters.join('[ .\\u00a0\\u202f-]{0,2}'), 'giu');
}

/** The telling words of a name in their order, small words and forms between them. */
function namePattern(value: string): RegExp | null {
  const words = foldWords(value.slice(0, LONGEST_VALUE));
  return words.length === 0 ? null : new RegExp(words.join('[^\\p{L}\\p{N}]{1,4}'), 'giu');
}

/** `123456 EUR`: 1234,56 with or without spaces between the thousands, without the cents where they are zero. */
function amountPattern(value: string): RegExp | null {
  const minor = /^-?(\d{1,15}) /.exec(value)?.[1]?.padStart(3, '0');
  if (minor === undefined) return null;
  const [whole, cents] = [minor.slice(0, -2), minor.slice(-2)];
  const thousands = [...whole].map((digit, i) => (i > 0 && (whole.length - i) % 3 === 0 ? `[ .,'\\u00a0\\u202f]?${digit}` : digit)).join('');
  return new RegExp(`${thousands}${cents === '00' ? '(?:[.,]00)?' : cents.endsWith('0') ? `[.,]${cents.charAt(0)}0?` : `[.,]${cents}`}`, 'gu');
}
