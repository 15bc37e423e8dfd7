import { foldName, nameTokens, trigramsOf } from '../../core';

const GRAMS_OF_A_NAME = 80;

/**
 * Keys under which a name is stored: starts of its words (`^du`, `^dupo`) and trigrams (`dup`, `upo` ...). All are
 * compared by equality, so one query serves both databases whatever their collation.
 */
export function gramsOfName(name: string): readonly string[] {
  const grams = new Set<string>();
  for (const word of nameTokens(name)) {
    grams.add(`^${word.slice(0, 2)}`);
    if (word.length >= 4) grams.add(`^${word.slice(0, 4)}`);
  }
  return [...grams, ...trigramsOf(name)].slice(0, GRAMS_OF_A_NAME);
}

/** The one start key per typed word that narrows most. */
export function startGrams(words: string): readonly string[] {
  const starts = nameTokens(words).map((w) => (w.length >= 4 ? `^${w.slice(0, 4)}` : `^${w.slice(0, 2)}`));
  return [...new Set(starts)].slice(0, 6);
}

export const typedTrigrams = (words: string): readonly string[] => trigramsOf(words).slice(0, 24);

/** 0..1: how well a name answers what was typed. Whole words before starts before shared trigrams. */
export function nameScore(name: string, words: string): number {
  const have = nameTokens(name);
  const asked = nameTokens(words);
  if (asked.length === 0 || have.length === 0) return 0;
  if (foldName(name) === foldName(words)) return 1;
  let sum = 0;
  for (const word of asked) {
    if (have.includes(word)) sum += 1;
    else if (have.some((h) => h.startsWith(word))) sum += 0.9;
    else sum += 0.7 * shared(word, have);
  }
  return (sum / asked.length) * 0.95 + (have[0] === asked[0] ? 0.04 : 0);
}

function shared(word: string, have: readonly string[]): number {
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= word.length; i += 1) grams.add(word.slice(i, i + 3));
  if (grams.size === 0) return 0;
  let best = 0;
  for (const other of have) {
    let hits = 0;
    for (const gram of grams) if (other.includes(gram)) hits += 1;
    best = Math.max(best, hits / Math.max(grams.size, other.length - 2));
  }
  return best;
}
