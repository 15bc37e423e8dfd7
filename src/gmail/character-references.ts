/** The names of U+00A0 to U+00FF in their order (HTML 4, Latin-1): the only ones that browsers also take without the semicolon. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
/** The other names that mail programs write. */
const OTHERS =
  'OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ ' +
  'dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € trade ™ larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ minus − le ≤ ge ≥ ne ≠ asymp ≈ infin ∞ check ✓ numero № apos \'';
/** 128 to 159 are no characters; browsers read them as Windows-1252, in which old mail programs wrote. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const UNKNOWN = '\ufffd';

interface Names {
  readonly all: ReadonlyMap<string, string>;
  readonly withoutSemicolon: ReadonlyMap<string, string>;
}
let names: Names | null = null;

/** Made when the first name is met: many a callback reads no mail. */
function theNames(): Names {
  if (names !== null) return names;
  const latin = LATIN.split(' ').map((name, at) => [name, String.fromCharCode(160 + at)] as const);
  const marks = ['amp&', 'AMP&', 'lt<', 'LT<', 'gt>', 'GT>', 'quot"', 'QUOT"', 'COPY©', 'REG®'].map((pair) => [pair.slice(0, -1), pair.slice(-1)] as const);
  const withoutSemicolon = new Map([...latin, ...marks]);
  names = { withoutSemicolon, all: new Map([...withoutSemicolon, ...[...OTHERS.matchAll(/(\S+) (.)/g)].map(([, name = '', sign = '']) => [name, sign] as const)]) };
  return names;
}

const characterOf = (code: number): string =>
  code >= 128 && code <= 159 ? WINDOWS.charAt(code - 128) : code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? UNKNOWN : String.fromCodePoint(code);

/**
 * A text of an HTML mail with its character references resolved as a browser does (HTML standard 13.2.5.72 to 80), for the
 * names that mail programs write; any other name stays as it stands. The standard's whole list is 32 kB, a tenth of the bundle.
 */
export function withCharacters(text: string, where: 'text' | 'attribute' = 'text'): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,9});?|#[xX]([\da-fA-F]{1,8});?|([A-Za-z]{2,8}\d{0,2})(;?))/g, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined, end: string | undefined) => {
    if (name === undefined) return characterOf(hex === undefined ? Number(decimal) : parseInt(hex, 16));
    const { all, withoutSemicolon } = theNames();
    if (end === ';') {
      const known = all.get(name);
      if (known !== undefined) return known;
    }
    // In a link `&copy=2` is no sign.
    for (let length = where === 'text' ? name.length : 0; length > 1; length -= 1) {
      const known = withoutSemicolon.get(name.slice(0, length));
      if (known !== undefined) return known + whole.slice(1 + length);
    }
    return whole;
  });
}
