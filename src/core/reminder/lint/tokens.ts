/** A word or a number of a text. */
export interface Token {
  /** Small letters, without accents and without what nobody sees. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Counts up: words of one sentence, of one clause share it. */
  readonly sentence: number;
  readonly clause: number;
  /** A name, an address or a link: its words mean nothing here. */
  readonly masked: boolean;
  readonly isCapitals: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]+/gu;
const ASCII = /^[\0-\x7f]*$/;
const UNSEEN = /[\p{M}\u00ad\u200b-\u200d\u2060]+/gu;

/** One word as the word lists spell it: "Réglées" -> "reglees", "cœur" -> "coeur". */
export function folded(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  return word.normalize('NFKD').replace(UNSEEN, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae');
}

const STARTS_LINE = /[\p{Lu}\p{N}•\-*–]/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;

type Gap = 'none' | 'clause' | 'sentence';

/** What stands between two words: nothing that parts them, a comma or the like, or the end of a sentence. */
function gapOf(between: string, before: Token, next: string): Gap {
  let gap: Gap = 'none';
  for (let at = 0; at < between.length; at += 1) {
    const sign = between.charAt(at);
    const follows = between.charAt(at + 1);
    if (sign === '!' || sign === '?' || sign === ';' || sign === '…' || sign === '•') return 'sentence';
    if (sign === '\n' && (follows === '\n' || follows === '\r')) return 'sentence';
    // A line that a mail program broke goes on in small letters.
    if (sign === '\n' && STARTS_LINE.test(at + 1 < between.length && follows !== ' ' ? follows : next)) return 'sentence';
    // "M. Dupont", "art. 4": no end. "L.441-10": no space behind.
    if (sign === '.' && (follows === ' ' || follows === '\n' || follows === '\r' || follows === '\u00a0') && before.to - before.from > 2 && UPPER.test(next)) return 'sentence';
    if (sign === ',' || sign === '(' || sign === ')' || sign === ':' || sign === '–' || sign === '—') gap = 'clause';
  }
  return gap;
}

/** Pieces between white space that are addresses or links. */
const PIECE = /\S+/g;
const IS_ADDRESS = /@|:\/\/|www\./;

function addressesIn(text: string): readonly (readonly [number, number])[] {
  if (!IS_ADDRESS.test(text)) return [];
  const found: (readonly [number, number])[] = [];
  for (const piece of text.matchAll(PIECE)) if (IS_ADDRESS.test(piece[0])) found.push([piece.index, piece.index + piece[0].length]);
  return found;
}

/** The words of a text with their places. `names`: phrases whose words are masked. */
export function tokensOf(text: string, names: readonly string[]): readonly Token[] {
  const tokens: Token[] = [];
  const addresses = addressesIn(text);
  let address = 0;
  for (const match of text.matchAll(WORD)) {
    const from = match.index;
    const to = from + match[0].length;
    const word = folded(match[0]);
    if (word === '') continue;
    const before = tokens[tokens.length - 1];
    const gap: Gap = before === undefined ? 'none' : gapOf(text.slice(before.to, Math.min(from, before.to + 60)), before, match[0].charAt(0));
    while (address < addresses.length && (addresses[address]?.[1] ?? 0) <= from) address += 1;
    tokens.push({
      text: word, from, to,
      sentence: (before?.sentence ?? 0) + (gap === 'sentence' ? 1 : 0),
      clause: (before?.clause ?? 0) + (gap === 'none' ? 0 : 1),
      masked: (addresses[address]?.[0] ?? Infinity) <= from,
      isCapitals: word.length > 1 && UPPER.test(match[0]) && !LOWER.test(match[0]),
    });
  }
  return masked(tokens, names);
}

/** Longer names are no names: they are looked at up to here. */
const LONGEST_NAME = 12;

function masked(tokens: readonly Token[], names: readonly string[]): readonly Token[] {
  const byFirst = new Map<string, string[][]>();
  for (const name of names) {
    const words = (name.slice(0, 300).match(WORD) ?? []).map(folded).filter((word) => word !== '').slice(0, LONGEST_NAME);
    const [first] = words;
    // One short word would hide half a language.
    if (first === undefined || (words.length === 1 && first.length < 3)) continue;
    (byFirst.get(first) ?? byFirst.set(first, []).get(first))?.push(words);
  }
  if (byFirst.size === 0) return tokens;
  const result = tokens.slice();
  for (let at = 0; at < tokens.length; at += 1) {
    for (const words of byFirst.get(tokens[at]?.text ?? '') ?? []) {
      if (!words.every((word, k) => tokens[at + k]?.text === word)) continue;
      for (let k = 0; k < words.length; k += 1) {
        const token = tokens[at + k];
        if (token !== undefined) result[at + k] = { ...token, masked: true };
      }
    }
  }
  return result;
}
