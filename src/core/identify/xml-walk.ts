/** An attribute that says how the text beside it is meant. */
export type Meaning = 'schemeID' | 'currencyID' | 'format';

/** What the reader wants of an element: elements inside it by their local name, and what its text is taken for. */
export interface Wanted<T> {
  readonly inside?: Readonly<Record<string, Wanted<T>>>;
  /** @param meaning the value of the attribute that is asked for, empty where it is not there */
  readonly takes?: (into: T, text: string, meaning: string) => void;
  /** Absent: schemeID. */
  readonly meaning?: Meaning;
  /** An element that may come several times begins. */
  readonly opens?: (into: T) => void;
  /** Characters of its text that are read; absent: as long as a name or a number may be. */
  readonly longest?: number;
}

/** Longer, deeper, or with longer tags than any invoice that comes by mail: not read. */
const LONGEST = 500_000;
const DEEPEST = 40;
const LONGEST_TAG = 8_192;
/** No identifier, number or name of a company is longer. */
const LONGEST_TEXT = 300;

interface Open<T> {
  /** With its prefix, as its end must repeat it. */
  readonly name: string;
  readonly wanted: Wanted<T> | null;
  readonly meaning: string;
  readonly longest: number;
  text: string;
}

const NAME = /^[^\s/<>&'"=]{1,200}/;
const valueOf = (name: Meaning): RegExp => new RegExp(`\\s${name}\\s{0,4}=\\s{0,4}(?:"([^"<]{0,40})"|'([^'<]{0,40})')`);
const MEANINGS: Readonly<Record<Meaning, RegExp>> = { schemeID: valueOf('schemeID'), currencyID: valueOf('currencyID'), format: valueOf('format') };

/**
 * Reads an XML text from start to end, once, and hands over the texts of the elements that are wanted. A DOCTYPE is refused
 * (entities could be declared in it), as is what is not well-formed. Elements are told by their local names: prefixes are
 * the writer's choice.
 * @param rootOf what is wanted of a root element; null: of another kind of document nothing is
 * @param longest characters; a longer text is not begun
 * @returns whether the whole text was read
 */
export function walkXml<T>(xml: string, into: T, rootOf: (localName: string, tag: string) => Wanted<T> | null, longest = LONGEST): boolean {
  if (xml.length > longest) return false;
  const open: Open<T>[] = [];
  let rooted = false;
  for (let at = xml.indexOf('<'), from = 0; ; at = xml.indexOf('<', from)) {
    const inner = open[open.length - 1];
    if (inner?.wanted?.takes !== undefined && inner.text.length < inner.longest) inner.text += plainOf(xml.slice(from, Math.min(at < 0 ? xml.length : at, from + inner.longest)));
    if (at < 0) return rooted && open.length === 0;
    const after = special(xml, at, inner);
    if (after === 0) return false;
    if (after !== null) {
      from = after;
      continue;
    }
    const end = endOfTag(xml, at);
    if (end < 0) return false;
    const tag = xml.slice(at + 1, end);
    from = end + 1;
    if (tag.startsWith('/')) {
      const closed = open.pop();
      if (closed === undefined || closed.name !== tag.slice(1).trimEnd()) return false;
      closed.wanted?.takes?.(into, closed.text.slice(0, closed.longest).replace(/\s+/g, ' ').trim(), closed.meaning);
      continue;
    }
    const name = NAME.exec(tag)?.[0];
    if (name === undefined || open.length >= DEEPEST || (inner === undefined && rooted)) return false;
    const local = name.slice(name.lastIndexOf(':') + 1);
    const wanted = inner === undefined ? rootOf(local, tag) : insideOf(inner.wanted, local);
    if (inner === undefined && wanted === null) return false;
    rooted = true;
    wanted?.opens?.(into);
    if (tag.endsWith('/')) continue;
    const meaning = wanted?.takes === undefined ? null : MEANINGS[wanted.meaning ?? 'schemeID'].exec(tag);
    open.push({ name, wanted, meaning: meaning?.[1] ?? meaning?.[2] ?? '', longest: wanted?.longest ?? LONGEST_TEXT, text: '' });
  }
}

const insideOf = <T>(wanted: Wanted<T> | null, local: string): Wanted<T> | null =>
  wanted?.inside !== undefined && Object.prototype.hasOwnProperty.call(wanted.inside, local) ? (wanted.inside[local] ?? null) : null;

/** Behind a comment, an instruction or a marked section; 0: one that is refused or does not end; null: a tag stands here. */
function special<T>(xml: string, at: number, inner: Open<T> | undefined): number | null {
  const behind = (end: string, from: number): number => {
    const found = xml.indexOf(end, from);
    return found < 0 ? 0 : found + end.length;
  };
  if (xml.startsWith('<!--', at)) return behind('-->', at + 4);
  if (xml.startsWith('<?', at)) return behind('?>', at + 2);
  if (!xml.startsWith('<!', at)) return null;
  if (!xml.startsWith('<![CDATA[', at)) return 0;
  const end = behind(']]>', at + 9);
  if (end > 0 && inner?.wanted?.takes !== undefined && inner.text.length < inner.longest) inner.text += xml.slice(at + 9, Math.min(end - 3, at + 9 + inner.longest));
  return end;
}

/** The `>` that ends a tag, not one inside an attribute's value; -1: none near. */
function endOfTag(xml: string, at: number): number {
  let quote = '';
  for (let i = at + 1; i < xml.length && i - at < LONGEST_TAG; i += 1) {
    const letter = xml.charAt(i);
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '>') return i;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '<') return -1;
  }
  return -1;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A text with its character references resolved; an unknown one stays as it stands. */
function plainOf(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal: string | undefined, hex: string | undefined, named: string | undefined) => {
    if (named !== undefined) return ENTITIES[named] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}
