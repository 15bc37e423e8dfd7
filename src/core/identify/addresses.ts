import type { EmailAddress } from '../ledger/types';

/** RFC 5321 4.5.3.1: 64 before the @, 255 after it. */
const LONGEST = 320;
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+[\p{L}][\p{L}\p{N}-]{1,62}$/u;

/**
 * The address inside what a header or a ledger's cell holds: `Marie <m@x.fr>`, `mailto:m@x.fr`, `M@X.FR `. Lower-cased.
 * Null when there is none.
 */
export function parseAddress(text: string): EmailAddress | null {
  if (text.length > 2000) return null;
  const angle = /<\s*(?:mailto:)?([^<>\s]{3,320})\s*>/i.exec(text);
  const found = angle?.[1] ?? /[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/.exec(text.slice(0, 2 * LONGEST).replace(/mailto:/gi, ' '))?.[0];
  if (found === undefined) return null;
  const address = found.toLowerCase().replace(/^'+|[.']+$/g, '');
  const at = address.lastIndexOf('@');
  return LOCAL.test(address.slice(0, at)) && address.length - at < 256 && DOMAIN.test(address.slice(at + 1)) ? (address as EmailAddress) : null;
}

/** The part after the @, in small letters; empty for what is no address. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).toLowerCase();
}

/** One person of a quoted header: the address where there is one, the name as printed. */
export interface QuotedPerson {
  readonly name: string | null;
  readonly address: EmailAddress | null;
}

const MOST_PEOPLE = 30;

/** The people of a quoted header line: `Marie Paul <m@x.fr>; 'j@y.fr' <j@y.fr>, Zoé [mailto:z@z.fr]`. */
export function parsePeople(line: string): readonly QuotedPerson[] {
  const people: QuotedPerson[] = [];
  for (const piece of piecesOf(line.slice(0, 4000))) {
    if (people.length >= MOST_PEOPLE) break;
    const address = parseAddress(piece);
    const name = piece.replace(/<[^<>]*>|\[[^[\]]*\]|\([^()]*@[^()]*\)/g, ' ').replace(/["*«»]/g, '').replace(/^[\s']+|[\s',;]+$/g, '');
    const label = name === '' || name.includes('@') ? null : name;
    if (address !== null || label !== null) people.push({ name: label, address });
  }
  return people;
}

/** Commas and semicolons outside of quotes and angles part people; "Dupont, Marie <m@x.fr>" stays one. */
function piecesOf(line: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let angle = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === '<') angle = true;
    else if (char === '>') angle = false;
    if (!quoted && !angle && (char === ';' || (char === ',' && piece.includes('@')))) {
      pieces.push(piece);
      piece = '';
    } else piece += char;
  }
  return [...pieces, piece];
}
