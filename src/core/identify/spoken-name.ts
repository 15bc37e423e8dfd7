import { foldName, maySeparate, nameTokens, type WordIndex } from './names';

/** A shorter last word is many companies': what is shortened must still end like the name. */
const LEAST_EXACT = 4;
/** "Coop" for "coopérative", "menuis." for "menuiserie"; "Martin" is not short for "Martinez". */
const LEAST_SHORTENED = 8;
const SHORTENED_TO = 0.6;
const LONGEST_INITIALS = 6;
const MOST_WORDS = 10;
const MOST_PLACES = 50;
const MAY_STAND_BETWEEN = 2;

/**
 * A company's name as banks, portals and people shorten it ("COOP LAITIERE", "CH" for "centre hospitalier", "LPO", two
 * words in one): all of its words in order, the last one whole. As it stands in the text, in capitals; null when it does not.
 */
export function spokenName(text: WordIndex, name: string): string | null {
  const tokens = nameTokens(name).slice(0, MOST_WORDS);
  const last = tokens[tokens.length - 1];
  if (last === undefined || tokens.length < 2) return null;
  const glued = `${tokens[tokens.length - 2] ?? ''}${last}`;
  const all = foldName(name).split(' ').slice(0, 2 * MOST_WORDS);
  const ends: readonly (readonly [string, number])[] = [[last, tokens.length - 2], [glued, tokens.length - 3]];
  for (const [end, left] of ends) {
    if (end.length < LEAST_EXACT) continue;
    for (const place of (text.at.get(end) ?? []).slice(0, MOST_PLACES)) {
      const from = left < 0 ? place : backFrom(text, place - 1, tokens, left, all);
      if (from !== null && text.capital[from] === true) return text.words.slice(from, place + 1).join(' ').toUpperCase();
    }
  }
  return null;
}

/** Where the name begins whose words up to `left` end at `place`, from its last word to its first. */
function backFrom(text: WordIndex, place: number, tokens: readonly string[], left: number, all: readonly string[]): number | null {
  for (let skipped = 0, at = place; skipped <= MAY_STAND_BETWEEN; skipped += 1, at -= 1) {
    const word = text.words[at];
    if (word === undefined) return null;
    const spelt = speltOut(text.words, at, tokens[left] ?? '');
    if (spelt !== null) {
      const from = left === 0 ? spelt : backFrom(text, spelt - 1, tokens, left - 1, all);
      if (from !== null) return from;
    }
    for (let taken = 1; taken <= left + 1; taken += 1) {
      if (!standsFor(word, tokens.slice(left + 1 - taken, left + 1), all)) continue;
      const from = taken > left ? at : backFrom(text, at - 1, tokens, left - taken, all);
      if (from !== null) return from;
    }
    if (!maySeparate(word)) return null;
  }
  return null;
}

/** The ledger itself shortens: where the words begin that end at `at` and of which the name's word is the initials. */
function speltOut(words: readonly string[], at: number, token: string): number | null {
  if (token.length < 2 || token.length > LONGEST_INITIALS) return null;
  for (let from = at - 1; from >= Math.max(0, at - LONGEST_INITIALS); from -= 1) {
    const spelt = words.slice(from, at + 1);
    const telling = spelt.filter((word) => !maySeparate(word));
    if (telling.length > 1 && words[from]?.charAt(0) === token.charAt(0) && !maySeparate(words[from] ?? '') && areInitials(token, spelt, telling)) return from;
  }
  return null;
}

/** One and the same in France: a commune is called by its town hall. */
const SAME: Readonly<Record<string, string>> = { mairie: 'commune', ville: 'commune', st: 'saint', frs: 'freres' };
const same = (word: string): string => SAME[word] ?? word;

const isShortFor = (short: string, long: string): boolean => long.length >= LEAST_SHORTENED && short.length >= 3 && short.length <= SHORTENED_TO * long.length && long.startsWith(short);

function standsFor(word: string, tokens: readonly string[], all: readonly string[]): boolean {
  const [first = '', second] = tokens;
  if (second === undefined) return same(word) === same(first) || isShortFor(word, first) || isShortFor(first, word);
  if (tokens.length === 2 && word === first + second) return true;
  if (word.length > LONGEST_INITIALS || word.length < tokens.length || word.charAt(0) !== first.charAt(0)) return false;
  const from = all.indexOf(first);
  return areInitials(word, all.slice(from, all.indexOf(tokens[tokens.length - 1] ?? '', from) + 1), tokens);
}

/** `lpo` of "lycée polyvalent", `sdc` of "syndicat des copropriétaires": up to three letters of each word, none or one of a small one. */
function areInitials(word: string, names: readonly string[], tokens: readonly string[]): boolean {
  const [name, ...others] = names;
  if (name === undefined) return word === '';
  const telling = tokens.includes(name);
  if (!telling && areInitials(word, others, tokens)) return true;
  for (let letters = 1; letters <= (telling ? 3 : 1) && name.startsWith(word.slice(0, letters)) && letters <= word.length; letters += 1) {
    if (areInitials(word.slice(letters), others, tokens)) return true;
  }
  return false;
}
