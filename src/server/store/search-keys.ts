import { nameTokens, trigramsOf } from '../../core';

const GRAMS_OF_A_NAME = 80;

/**
 * Keys under which a name is stored: starts of its words (`^du`, `^dupo`) and trigrams (`dup`, `upo` ...), and its customer
 * code without separators (`=c0412`). Words are compared by equality, so one query serves both databases whatever their
 * collation; codes by range, see `startingWith`.
 */
export function gramsOf(name: string, code: string | null): readonly string[] {
  const grams = new Set<string>();
  const bare = code === null ? '' : bareCode(code);
  if (bare !== '') grams.add(`=${bare}`);
  for (const word of nameTokens(name)) for (const start of startsOf(word)) grams.add(start);
  return [...grams, ...trigramsOf(name)].slice(0, GRAMS_OF_A_NAME);
}

const startsOf = (word: string): readonly string[] => (word.length >= 4 ? [`^${word.slice(0, 2)}`, `^${word.slice(0, 4)}`] : [`^${word.slice(0, 2)}`]);

const LONGEST_CODE = 40;

/** Letters and digits of a code, small; other alphabets as they are. */
export const bareCode = (code: string): string => code.slice(0, 200).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '').slice(0, LONGEST_CODE);

/**
 * Text that begins with `start`, as a range that an index answers in either database: of small ASCII letters and digits
 * every collation in use keeps the order. Who asks checks each row again.
 */
export const startingWith = (start: string): { readonly from: string; readonly below: string } => ({ from: start, below: `${start}${/[A-Z]$/.test(start) ? 'Z' : 'z'}zzzzzzz` });

const MOST_WORDS = 6;

/** What every name that begins its words with those typed is stored under: all of them together narrow most. */
export function keysOfStarts(typed: string): readonly string[] {
  const keys = new Set<string>();
  for (const word of nameTokens(typed).slice(0, MOST_WORDS)) {
    const starts = startsOf(word);
    keys.add(starts[starts.length - 1] ?? '');
    for (const gram of trigramsOf(word)) keys.add(gram);
  }
  return [...keys].slice(0, 24);
}

/** What a name with slips may still be stored under: each alone says little. */
export function keysOfResemblance(typed: string): readonly string[] {
  const words = nameTokens(typed).slice(0, MOST_WORDS);
  return [...new Set([...words.flatMap(startsOf), ...trigramsOf(words.join(' ')), ...(words.length > 1 ? trigramsOf(words.join('')) : [])])].slice(0, 40);
}

/** A slip inside a word leaves its first two letters and its last three. */
export function keysOfEnds(typed: string): readonly string[] {
  const words = nameTokens(typed).slice(0, MOST_WORDS);
  return [...new Set(words.flatMap((word) => (word.length > 4 ? [`^${word.slice(0, 2)}`, word.slice(-3)] : startsOf(word).slice(-1))))];
}
