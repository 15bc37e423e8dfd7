import { NARROW_SPACE, NO_BREAK_SPACE } from '../money';

/** C0 and C1 controls, zero-width characters and the marks that turn reading direction: a name must not reorder a sentence. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

/** A value from ledger, mail or log as it may stand inside a sentence: one line, nothing invisible, at most `limit` characters. */
export function plain(value: string, limit = 200): string {
  const line = value.slice(0, limit * 4).replace(INVISIBLE, ' ').replace(/ {2,}/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

/**
 * French typography in literals only, never in values: U+202F before ; ! ?, U+00A0 before : € % and inside « », ’ for the
 * apostrophe. So that sentences can be written as one types them.
 */
export function fr(literals: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  let set = typesetLiterals.get(literals);
  if (set === undefined) {
    set = literals.map(typeset);
    typesetLiterals.set(literals, set);
  }
  let text = set[0] ?? '';
  for (let at = 0; at < values.length; at += 1) text += String(values[at]) + (set[at + 1] ?? '');
  return text;
}

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
