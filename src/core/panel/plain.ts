import { NARROW_SPACE, NO_BREAK_SPACE } from '../money';

/**
 * C0 and C1 controls, characters without a shape (zero width, fillers, tags) and the marks that turn reading direction:
 * a name must not reorder a sentence. Lone halves of a surrogate pair cannot be written as UTF-8.
 */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Surrogate}]+/gu;
const SPACES = /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}/g;

/** A value from ledger, mail or log as it may stand inside a sentence: one line, nothing invisible, at most `limit` UTF-16 units. */
export function plain(value: string, limit = 200): string {
  // Most values are short and hold nothing to take out.
  if (value.length <= limit && CLEAN.test(value)) return value;
  const line = value.slice(0, limit * 4).replace(INVISIBLE, ' ').replace(SPACES, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(HALF_AT_END, '').trimEnd()}…`;
}
/** Printable ASCII and Latin letters with single spaces inside. */
const CLEAN = /^(?:[!-~\u00a1-\u00ac\u00ae-\u024f]+(?: [!-~\u00a1-\u00ac\u00ae-\u024f]+)*)?$/;
const HALF_AT_END = /[\ud800-\udbff]$/;

/**
 * French typography in literals only, never in values: U+202F before ; ! ?, U+00A0 before : € % and inside « », and between
 * "le" and the date that follows, ’ for the apostrophe. So that sentences can be written as one types them.
 */
export function fr(literals: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  let set = typesetLiterals.get(literals);
  if (set === undefined) {
    set = literals.map((literal, at) => (at + 1 < literals.length ? typeset(literal).replace(LE, `$1le${NO_BREAK_SPACE}`) : typeset(literal)));
    typesetLiterals.set(literals, set);
  }
  let text = set[0] ?? '';
  for (let at = 0; at < values.length; at += 1) text += String(values[at]) + (set[at + 1] ?? '');
  return text;
}

/** "… depuis le ", with a date behind it. */
const LE = /(^|[\s(])le $/;

/** A literal of the program is one object for its whole life: it is set once. */
const typesetLiterals = new WeakMap<TemplateStringsArray, readonly string[]>();

export function typeset(text: string): string {
  return text
    .replace(/'/g, '’')
    .replace(/ ([;!?])/g, `${NARROW_SPACE}$1`)
    .replace(/ ([:€%»])/g, `${NO_BREAK_SPACE}$1`)
    .replace(/« /g, `«${NO_BREAK_SPACE}`)
    .replace(/\bn° /g, `n°${NO_BREAK_SPACE}`);
}

/** A count of rows or characters: "1 284", "1,284". */
export const formatCount = (value: number, language: 'fr' | 'en'): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, language === 'fr' ? NARROW_SPACE : ',');

/** The words for one, and for several. `{n}` is the count, `{of}` all there are. */
export type Pair = readonly [one: string, several: string];

/** French counts none in the singular, English in the plural. */
export function counted(count: number, [one, several]: Pair, language: 'fr' | 'en', of: number | null = null): string {
  const words = count === 1 || (count === 0 && language === 'fr') ? one : several;
  const numbered = words.replace('{n}', formatCount(count, language));
  return of === null ? numbered : numbered.replace('{of}', formatCount(of, language));
}
