import type { Token } from './tokens';

/**
 * Word lists as one writes them: "porter*|depos* ~2 plainte*". `a|b` is either word, `stem*` every word that begins so,
 * `~2` up to two words of the same sentence between. Matching looks at words, never at characters: its time is the
 * number of words times what one list can hold.
 */
interface Word {
  readonly text: string;
  readonly isStem: boolean;
}
interface Element {
  readonly words: readonly Word[];
  /** Words that may stand before it. */
  readonly gap: number;
}
interface Phrase<K> {
  readonly key: K;
  readonly elements: readonly Element[];
}

export interface PhraseMatch<K> {
  readonly key: K;
  /** Indices of tokens; `to` is the last one. */
  readonly from: number;
  readonly to: number;
}

export interface PhraseBook<K> {
  readonly byWord: ReadonlyMap<string, readonly Phrase<K>[]>;
  /** By the first letters of a stem. */
  readonly byStart: ReadonlyMap<string, readonly { readonly stem: string; readonly phrase: Phrase<K> }[]>;
}

const START = 3;

function phraseOf<K>(key: K, written: string): Phrase<K> {
  const elements: Element[] = [];
  let gap = 0;
  for (const part of written.split(' ')) {
    if (part.startsWith('~')) gap = Number(part.slice(1));
    else {
      elements.push({ gap, words: part.split('|').map((word) => (word.endsWith('*') ? { text: word.slice(0, -1), isStem: true } : { text: word, isStem: false })) });
      gap = 0;
    }
  }
  return { key, elements };
}

/** @throws on a stem that is too short to be looked up: a mistake of the list's author. */
export function phraseBook<K>(lists: readonly (readonly [K, readonly string[]])[]): PhraseBook<K> {
  const byWord = new Map<string, Phrase<K>[]>();
  const byStart = new Map<string, { stem: string; phrase: Phrase<K> }[]>();
  for (const [key, phrases] of lists) {
    for (const written of phrases) {
      const phrase = phraseOf(key, written);
      for (const { text, isStem } of phrase.elements[0]?.words ?? []) {
        if (!isStem) (byWord.get(text) ?? byWord.set(text, []).get(text))?.push(phrase);
        else if (text.length < START) throw new Error(`the first word of "${written}" is too short for a stem`);
        else (byStart.get(text.slice(0, START)) ?? byStart.set(text.slice(0, START), []).get(text.slice(0, START)))?.push({ stem: text, phrase });
      }
    }
  }
  return { byWord, byStart };
}

const fits = (token: Token, { words }: Element): boolean => words.some(({ text, isStem }) => (isStem ? token.text.startsWith(text) : token.text === text));

/** The last token of the rest of a phrase, from its element `k` on behind token `at`; -1: it does not go on so. */
function endOf(tokens: readonly Token[], elements: readonly Element[], k: number, at: number): number {
  const element = elements[k];
  if (element === undefined) return at;
  const sentence = tokens[at]?.sentence;
  for (let skipped = 0; skipped <= element.gap; skipped += 1) {
    const next = tokens[at + 1 + skipped];
    if (next === undefined || next.sentence !== sentence) return -1;
    if (next.masked || !fits(next, element)) continue;
    const end = endOf(tokens, elements, k + 1, at + 1 + skipped);
    if (end >= 0) return end;
  }
  return -1;
}

/** Every place where a phrase of the book stands, in the order of the text. */
export function findPhrases<K>(tokens: readonly Token[], book: PhraseBook<K>): readonly PhraseMatch<K>[] {
  const found: PhraseMatch<K>[] = [];
  const put = (phrase: Phrase<K>, at: number): void => {
    const to = endOf(tokens, phrase.elements, 1, at);
    if (to >= 0) found.push({ key: phrase.key, from: at, to });
  };
  for (const [at, token] of tokens.entries()) {
    if (token.masked) continue;
    for (const phrase of book.byWord.get(token.text) ?? []) put(phrase, at);
    for (const { stem, phrase } of book.byStart.get(token.text.slice(0, START)) ?? []) if (token.text.startsWith(stem)) put(phrase, at);
  }
  return found;
}

const NEGATIONS = new Set('ne n pas aucun aucune aucuns aucunes ni jamais non sans not no never neither nor without dont don didn won isn hasn haven cannot'.split(' '));
const SUBJECTS = new Set('nous je on we i vous you il elle'.split(' '));
const WINDOW = 6;
/** "Nous n'hésiterons pas à", "nous ne manquerons pas de": it will be done. "N'hésitez pas à" is said to the reader, of what he may do. */
const EMPHATIC = new Set('hesiterons hesiterai hesiterait hesiterions hesitera hesitons manquerons manquerai manquera manquerions'.split(' '));
const US = new Set('we i will shall ll'.split(' '));

function isEmphatic(tokens: readonly Token[], at: number): boolean {
  const near = tokens.slice(Math.max(0, at - 2), at + 3).map(({ text }) => text);
  return near.some((word) => EMPHATIC.has(word)) || (near.includes('hesitate') && tokens.slice(Math.max(0, at - 2), at).some(({ text }) => US.has(text)));
}

/** "Aucun frais de relance", "nous ne porterons pas plainte": a negation before the phrase, in its clause, or inside it. */
export function isNegated(tokens: readonly Token[], { from, to }: { readonly from: number; readonly to: number }): boolean {
  for (let at = from + 1; at <= to; at += 1) if (NEGATIONS.has(tokens[at]?.text ?? '') && !isEmphatic(tokens, at)) return true;
  const clause = tokens[from]?.clause;
  for (let at = from - 1; at >= Math.max(0, from - WINDOW); at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.clause !== clause || SUBJECTS.has(token.text)) return false;
    if (NEGATIONS.has(token.text)) return !isEmphatic(tokens, at);
  }
  return false;
}
