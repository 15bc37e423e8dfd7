import { NARROW_SPACE, NO_BREAK_SPACE } from '../money';

/*
 * Every value is untrusted. What could reorder, hide or split a text is removed: C0 and C1 controls, embedding,
 * override and isolate marks (Trojan-source attack, CVE-2021-42574), zero-width characters, lone surrogates, and the
 * private-use area, which the markup keeps for itself.
 */
const HIDDEN = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]|[\ud800-\udfff]/gu;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Without characters that nobody sees; line ends and tabs become spaces. */
export const visible = (text: string): string => text.replace(HIDDEN, '').replace(CONTROLS, ' ');

/** One line, without control, direction and private-use characters. */
export const oneLine = (text: string): string => visible(text).replace(/ {2,}/g, ' ').trim();

/** At most `limit` characters (code points), the last one an ellipsis when something was left out. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit * 2));
  return characters.length <= limit && text.length <= limit * 2 ? text : `${characters.slice(0, limit - 1).join('').trimEnd()}…`;
}

/** French spaces and the typographic apostrophe, wherever the author of a template typed plain ones. */
export function frenchTypography(text: string): string {
  return text
    .replace(/'/g, '’')
    .replace(/[ \u00a0\u202f]+([;!?])/g, `${NARROW_SPACE}$1`)
    .replace(/[ \u00a0\u202f]+([:€%»])/g, `${NO_BREAK_SPACE}$1`)
    .replace(/«[ \u00a0\u202f]*/g, `«${NO_BREAK_SPACE}`)
    .replace(/\b([nN]°|[Rr]éf\.) +/g, `$1${NO_BREAK_SPACE}`)
    .replace(/(^|[\s(«])(\d{1,3}) +(?=\p{L})/gu, `$1$2${NO_BREAK_SPACE}`);
}

export const englishTypography = (text: string): string => text.replace(/'/g, '’').replace(/\bRef\. +/g, `Ref.${NO_BREAK_SPACE}`);

/** Bytes of the text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // A surrogate pair is four bytes, two for each half.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
