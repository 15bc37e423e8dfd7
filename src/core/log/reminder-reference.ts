import { sha256Bytes } from './sha256';
import type { ReminderReference, RequestId } from './types';

/** Digits and capitals without 0 O, 1 I L and U: read over the telephone or from paper, none is taken for another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHORTEST = 4;
const LONGEST = 8;
/** Tries per length before one more character is used; about 570 000 references have four. */
const TRIES = 8;

/**
 * The visible reference of a reminder, "R-7K3F": made from the request alone, so that the same request gives the same
 * one in every host; rehashed, then lengthened, while it is `taken`. It always holds a letter and a digit: it spells no
 * word, and no year or order number ("R-2026") is mistaken for it.
 * @throws when 40 tries found none: `taken` then is not a set of references.
 */
export function referenceOf(request: RequestId, taken: ReadonlySet<ReminderReference>): ReminderReference {
  for (let length = SHORTEST; length <= LONGEST; length += 1) {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const reference = referenceFrom(sha256Bytes(`${request}\n${length}\n${attempt}`), length);
      if (reference !== null && !taken.has(reference)) return reference;
    }
  }
  throw new Error('no reference is free for this request');
}

function referenceFrom(bytes: Uint8Array, length: number): ReminderReference | null {
  let code = '';
  for (const byte of bytes) {
    // 240 is the largest multiple of 30 in a byte: above it some letters would come more often.
    if (byte < 240) code += ALPHABET.charAt(byte % ALPHABET.length);
    if (code.length === length) return isMixed(code) ? (`R-${code}` as ReminderReference) : null;
  }
  return null;
}

const isMixed = (code: string): boolean => /[2-9]/.test(code) && /[A-Z]/.test(code);

/** Zero-width, joining, soft-hyphen and direction marks that mail programs put into text. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const DASHES = '\\-\u2010-\u2015\u2212\ufe63\uff0d';
const DASH = `[${DASHES}]`;
const CODE = `([2-9a-hj-km-np-tv-z]{${SHORTEST},${LONGEST}})(?![\\p{L}\\p{N}])`;
/** A line may break between the word and the code, or inside it after the dash, and a quote puts its marks there. */
const GAP = '[\\s>|]{0,12}';
// No lookbehind: WebKit before Safari 16.4, which older Outlook for Mac runs on, refuses the whole script for it.
const NAMED = new RegExp(`(?:^|[^\\p{L}\\p{N}])r(?:[eé]|e\u0301)f(?:[eé]rence|e\u0301rence)?[.:\\s>|]{0,12}r${GAP}${DASH}${GAP}${CODE}`, 'giu');
const BARE = new RegExp(`(?:^|[^\\p{L}\\p{N}_/.${DASHES}])r${DASH}${CODE}(?!${DASH}[\\p{L}\\p{N}])`, 'giu');

/** What every way of writing one has in common, in letters that need no folding: most mails hold none, and are read in one pass. */
const POSSIBLE = new RegExp(`r${GAP}${DASH}${GAP}[2-9a-z]{${SHORTEST}}`, 'i');

/**
 * The references that a text shows ("Réf. R-7K3F", "Ref. R-7K3F", or the bare code), as they were given out: capitals, plain
 * dash, each once, in order of appearance. Copes with any space, line breaks and quote marks in between, other dashes, case,
 * accents composed or not. Whether a reference is one of ours only the log can say.
 */
export function findReferences(text: string): readonly ReminderReference[] {
  const visible = text.replace(INVISIBLE, '');
  if (!POSSIBLE.test(visible)) return [];
  const found: { readonly at: number; readonly reference: ReminderReference }[] = [];
  for (const pattern of [NAMED, BARE]) {
    for (const match of visible.matchAll(pattern)) {
      const code = (match[1] ?? '').toUpperCase();
      // Both patterns meet at the end of the code, which tells two codes apart.
      if (isMixed(code)) found.push({ at: match.index + match[0].length, reference: `R-${code}` as ReminderReference });
    }
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ reference }) => reference))];
}
