import { plainText } from './fold-text';

/** Legal forms and words of every second name: they tell no company from another. */
const LEGAL_FORMS = new Set(
  ('sa sas sasu sarl eurl sci scp scm snc scop scic selarl selas sel spfpl gie gip eirl ei sca scea earl gaec sem spl epic sprl srl bv bvba nv asbl ' +
    'ltd limited llc llp lp inc incorporated plc corp corporation gmbh ag kg ug ohg spa sl slu lda ab as oy aps ' +
    'societe ste ets etablissement etablissements cie').split(' '),
);
const SMALL_WORDS = new Set('de du des d la le les l et en au aux a and the of sur sous pour'.split(' '));

/** Longest stretch of a name that is compared. */
const LONGEST_NAME = 400;

const WORDS = /[\p{L}\p{N}]+/gu;
/** What `WORDS` finds in a small text of ASCII, at half the cost. */
const ASCII_WORDS = /[a-z0-9]+/g;
const ASCII = /^[\0-\x7f]*$/;

/** Words of a text: without accents, small letters. Dots inside abbreviations vanish: `S.A.R.L.` -> `sarl`. */
export function foldWords(text: string): readonly string[] {
  const small = plainText(text).toLowerCase();
  const joined = small.includes('.') ? small.replace(/\b(\p{L})\.(?=\p{L}\.)/gu, '$1') : small;
  return joined.match(ASCII.test(joined) ? ASCII_WORDS : WORDS) ?? [];
}

/** A company's name for comparison: without accents, case, punctuation and legal form. `SARL Éts Peyron & Fils` -> `peyron fils`. */
export function foldName(name: string): string {
  const words = foldWords(name.slice(0, LONGEST_NAME));
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return (telling.length === 0 ? words : telling).join(' ');
}

/** The words of a name that tell companies apart: no legal form, no article, two letters or more. */
export function nameTokens(name: string): readonly string[] {
  const words = foldName(name).split(' ').filter((word) => word.length > 1);
  const telling = words.filter((word) => !SMALL_WORDS.has(word));
  return telling.length === 0 ? words.filter((word) => word !== '') : telling;
}

/** The distinct groups of three letters of a name's telling words, for a search that forgives a slip. */
export function trigramsOf(name: string): readonly string[] {
  const grams = new Set<string>();
  for (const word of nameTokens(name)) for (let i = 0; i + 3 <= word.length; i += 1) grams.add(word.slice(i, i + 3));
  return [...grams];
}

/** The words of a mail, folded, with what is needed to find names among them. */
export interface WordIndex {
  readonly words: readonly string[];
  /** Whether the word began with a capital. */
  readonly capital: readonly boolean[];
  readonly at: ReadonlyMap<string, readonly number[]>;
}

const MOST_WORDS = 20_000;

export function indexWords(text: string): WordIndex {
  const words: string[] = [];
  const capital: boolean[] = [];
  const at = new Map<string, number[]>();
  for (const match of plainText(text).matchAll(WORDS)) {
    if (words.length >= MOST_WORDS) break;
    const written = match[0];
    const word = written.toLowerCase();
    const first = written.charAt(0);
    (at.get(word) ?? at.set(word, []).get(word) ?? []).push(words.length);
    words.push(word);
    capital.push(first !== first.toLowerCase() || (first >= '0' && first <= '9'));
  }
  return { words, capital, at };
}

/** Words that may stand between two words of a name, and how many. */
const MAY_STAND_BETWEEN = 2;

/**
 * Whether a text holds a company's name: its telling words in order, at most small words and legal forms between them.
 * The first must begin with a capital: "le bureau central" names no company called Central.
 */
export function holdsName(text: WordIndex, tokens: readonly string[], cut = false): boolean {
  const first = tokens[0];
  if (first === undefined || tokens.join('').length < 3) return false;
  return (text.at.get(first) ?? []).some((start) => text.capital[start] === true && followsFrom(text.words, start + 1, tokens, cut));
}

/** Words in small letters that are a name all the same: so many of them hardly follow each other by chance. */
const LEAST_SMALL_WORDS = 3;
const LEAST_SMALL_LETTERS = 15;

/** As `holdsName`, of a long name that is written without capitals: "pour chicoree leroi-blanc". */
export function holdsSmallName(text: WordIndex, tokens: readonly string[]): boolean {
  if (tokens.length < LEAST_SMALL_WORDS || tokens.join('').length < LEAST_SMALL_LETTERS) return false;
  return (text.at.get(tokens[0] ?? '') ?? []).some((start) => followsFrom(text.words, start + 1, tokens, false));
}

/** Programs cut names at 20 to 35 characters: the last word of such a name may go on. */
export const mayBeCut = (name: string, tokens: readonly string[]): boolean => name.trim().length >= 20 && tokens.length > 2 && (tokens[tokens.length - 1] ?? '').length > 2;

/** A small word, a legal form, or the letter before an apostrophe ("P'tits"): it may stand between two words of a name. */
export const maySeparate = (word: string): boolean => word.length === 1 || SMALL_WORDS.has(word) || LEGAL_FORMS.has(word);

function followsFrom(words: readonly string[], from: number, tokens: readonly string[], cut: boolean): boolean {
  let place = from;
  for (const [at, token] of tokens.entries()) {
    if (at === 0) continue;
    const last = cut && at === tokens.length - 1;
    let skipped = 0;
    while (words[place] !== token && !(last && words[place]?.startsWith(token) === true)) {
      const between = words[place];
      if (between === undefined || skipped >= MAY_STAND_BETWEEN || !maySeparate(between)) return false;
      skipped += 1;
      place += 1;
    }
    place += 1;
  }
  return true;
}
