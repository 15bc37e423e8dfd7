import { NARROW_SPACE, NO_BREAK_SPACE } from '../../money';

const SPACES = new Set(['\t', NO_BREAK_SPACE, NARROW_SPACE, '\u2007', '\u2009', '\u200a', '\u2002', '\u2003', '\u3000']);
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;
const BEYOND = /[^\0-\x08\x0a-\x7f]/;
const LATIN = /^[\0-\x7f]\p{M}*$/u;

const known = new Map<string, string>();

function evened(sign: string): string {
  if (SPACES.has(sign)) return ' ';
  if (DASHES.test(sign)) return '-';
  if (sign === '’' || sign === '‘' || sign === 'ʼ') return "'";
  if (sign === 'º') return '°';
  const parts = sign.normalize('NFKD');
  return LATIN.test(parts) ? parts.charAt(0) : sign;
}

/** Plain letters, one kind of space and dash, letter by letter: every place is the same as in the text that was given. */
export function evenText(text: string): string {
  if (!BEYOND.test(text)) return text;
  const signs: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign < '\x80' && sign !== '\t') {
      signs.push(sign);
      continue;
    }
    let even = known.get(sign);
    if (even === undefined) {
      even = evened(sign);
      // Latin and general punctuation: a small, fixed number of signs.
      if (sign < '\u2100') known.set(sign, even);
    }
    signs.push(even);
  }
  return signs.join('');
}
