import { foldNumber } from '../ledger';

/** Looked up once: every letter of a ledger's numbers passes here, and a global costs more than all the rest where nothing is compiled yet. */
const { imul } = Math;
const { NaN: NONE } = Number;

/** Numbers that core may take for one invoice have one hash: letters and digits alone count. */
export function hashOfNumber(text: string): number {
  let hash = 0x811c9dc5;
  let other = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code > 127) return hashOfNumber(ascii(foldNumber(text)));
    if (code >= 97 && code <= 122) code -= 32;
    if ((code >= 65 && code <= 90) || (code >= 48 && code <= 57)) {
      hash = imul(hash ^ code, 0x01000193);
      other = (imul(other, 31) + code) | 0;
    }
  }
  return (hash >>> 0) * 0x100000 + ((other >>> 0) & 0xfffff);
}

/** What is no ASCII is spelt out, so that the loop above meets none. */
const ascii = (text: string): string => text.replace(/[^\u0000-\u007f]/g, (character) => `U${character.charCodeAt(0)}`);

/**
 * The last figures of a number, without the zeros in front: numbers that fit one another however loosely (`matchLevel`) end in
 * the same figures, unless they are spelt alike. NaN: it has none.
 */
export function tailOfNumber(text: string): number {
  let tail = NONE;
  let within = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    if (isDigit) tail = within ? tail * 10 + code - 48 : code - 48;
    within = isDigit;
  }
  return tail;
}
