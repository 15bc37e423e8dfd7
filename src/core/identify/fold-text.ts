const ACCENTS = /\p{M}+/gu;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** Soft hyphen, zero-width and direction marks: they stand inside numbers and names without being seen. */
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/** Decomposed, one of them is up to eighteen letters: a mail full of them would take six times as long. */
const LONG_LIGATURES = /[\ufdfa\ufdfb]/g;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Plain letters and digits, one kind of dash and of space, nothing invisible; capitals stay as they are. */
export function plainText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  // The ordinal mark stands for the degree sign of "n°"; decomposed it would become a letter glued to the number.
  return text.replace(INVISIBLE, '').replace(/º/g, '°').replace(/№/g, 'n°').replace(LONG_LIGATURES, ' ').normalize('NFKD').replace(ACCENTS, '').replace(DASHES, '-').replace(/œ/g, 'oe').replace(/Œ/g, 'OE').replace(/æ/g, 'ae').replace(/Æ/g, 'AE').replace(/ß/g, 'ss').replace(/[’‘ʼ]/g, "'");
}
