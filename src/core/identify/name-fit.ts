import { foldName, foldWords, nameTokens } from './names';

/** How well a name answers what was typed. */
export interface NameFit {
  /** 0..1. */
  readonly score: number;
  /** Every typed word is a word of the name, or begins one: nothing had to be forgiven. */
  readonly asTyped: boolean;
}

const NO_FIT: NameFit = { score: 0, asTyped: false };
const MOST_WORDS = 12;
const LONGEST_WORD = 40;

/** What a word says at most when it stands in the address, not in the name. */
const OF_THE_TOWN = 0.75;

/**
 * Typed words against a debtor's name: in any order, without accents, case and legal form; words that are still being
 * typed; words glued together or cut in two; one slip in a word of four letters, two from six, three from nine. A town
 * that was typed along with the name counts for it.
 */
export function nameFit(name: string, typed: string, town: string | null = null): NameFit {
  const asked = nameTokens(typed).slice(0, MOST_WORDS).map(cut);
  const have = nameTokens(name).slice(0, MOST_WORDS * 2).map(cut);
  if (asked.length === 0 || have.length === 0) return NO_FIT;
  if (foldName(name) === foldName(typed)) return { score: 1, asTyped: true };
  const whole = glued(asked, have);
  const places = town === null ? [] : foldWords(town).slice(0, MOST_WORDS).map(cut);
  let sum = 0;
  let weight = 0;
  let asTyped = true;
  for (const word of asked) {
    const inName = Math.max(0, ...have.map((other) => wordFit(word, other)));
    const inTown = OF_THE_TOWN * Math.max(0, ...places.map((other) => wordFit(word, other)));
    if (inName < FORGIVEN) asTyped = false;
    sum += Math.max(inName, inTown) * word.length;
    weight += word.length;
  }
  const first = have[0] === asked[0] ? 0.02 : 0;
  // Of two names that hold all that was typed, the one that holds little else.
  const spare = 0.02 * Math.min(1, asked.length / have.length);
  const score = (sum / weight) * 0.95 + first + spare;
  return whole > score ? { score: whole, asTyped: whole >= 0.9 } : { score, asTyped };
}

const cut = (word: string): string => word.slice(0, LONGEST_WORD);

/** From here on a word was found as it was typed. */
const FORGIVEN = 0.9;

/** "hotelduparc" for "Hôtel du Parc", "pey ron" for "Peyron". */
function glued(asked: readonly string[], have: readonly string[]): number {
  if (asked.length === 1 && have.length === 1) return 0;
  const [one, other] = [asked.join(''), have.join('')];
  if (one === other) return 0.94;
  const shorter = Math.min(one.length, other.length);
  if (shorter < 6 || Math.abs(one.length - other.length) > 2) return 0;
  const slips = slipsBetween(one, other, 2);
  return slips === null ? 0 : 0.84 - 0.06 * slips;
}

/** 0..1 for two folded words. */
function wordFit(typed: string, word: string): number {
  if (typed === word) return 1;
  if (typed.length > 1 && word.startsWith(typed)) return FORGIVEN + 0.05 * (typed.length / word.length);
  const most = forgiven(typed);
  const slips = most === 0 ? null : slipsBetween(typed, word, most);
  const byWhole = slips === null ? 0 : 0.88 * (1 - slips / Math.max(typed.length, word.length));
  // Still being typed, with a slip already in it.
  const start = most === 0 || word.length <= typed.length ? null : slipsBetween(typed, word.slice(0, typed.length), most);
  const byStart = start === null ? 0 : 0.74 * (1 - start / typed.length);
  const inside = typed.length > 3 && word.includes(typed) ? 0.6 : 0;
  return Math.max(byWhole, byStart, inside);
}

const forgiven = (word: string): number => (word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 9 ? 2 : 3);

/** Fingers double a letter, or swap it with its neighbour, more often than they miss one. */
const [DOUBLED, SWAPPED] = [0.7, 0.8];

/**
 * Letters left out, added, mistaken or swapped with their neighbour (optimal string alignment), or null beyond `most`.
 * Numbers are never forgiven: "Lot 12" is not "Lot 13".
 */
export function slipsBetween(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  if (/\d/.test(a) || /\d/.test(b)) return a === b ? 0 : null;
  let twoAgo: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((before[j] ?? 0) + (a[i - 1] === a[i - 2] ? DOUBLED : 1), (row[j - 1] ?? 0) + (b[j - 1] === b[j - 2] ? DOUBLED : 1), (before[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) slips = Math.min(slips, (twoAgo[j - 2] ?? 0) + SWAPPED);
      row.push(slips);
      if (slips < best) best = slips;
    }
    if (best > most) return null;
    twoAgo = before;
    before = row;
  }
  const slips = before[b.length] ?? 0;
  return slips <= most ? slips : null;
}
