import type { Language } from '../ledger';
import { visible } from './plain-text';
import type { Block, Inline, Table, TableRow, TextDocument } from './text-document';
import { paragraph, words } from './text-document';

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)/y;
const PARAGRAPHS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'section', 'article', 'pre', 'ul', 'ol', 'table', 'body', 'html']);
/** The style that html-of.ts gives an address. */
const ADDRESS = /margin:\s*0(?:px)? 0(?:px)? 12px 50%/i;
/** Their content is no text for a reader. */
const UNREAD = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'textarea', 'select']);
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', euro: '€', hellip: '…', ndash: '–', mdash: '—', laquo: '«', raquo: '»', rsquo: '’', bull: '•' };

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
const ENTITY = '&(#x[0-9a-f]{1,6}|#\\d{1,7}|[a-z]{2,8});';
const ENTITIES = new RegExp(ENTITY, 'gi');
const ENTITY_HERE = new RegExp(ENTITY, 'iy');
const LONGEST_ENTITY = 10;
const decoded = (text: string): string => text.replace(ENTITIES, entity);

/**
 * Longest piece of a text that is cleaned at once, UTF-16 units: each cleaning step copies what it is given, and copies of
 * millions of characters cost the collector more than the work itself.
 */
const LONGEST_PIECE = 32_768;

/** Whether both sides of a place mean apart what they mean together: no entity and no surrogate pair lies across it, whether typed or spelt by entities. */
function mayCut(html: string, at: number): boolean {
  for (let from = at - 1; from >= 0 && from > at - LONGEST_ENTITY; from -= 1) {
    if (html.charAt(from) !== '&') continue;
    ENTITY_HERE.lastIndex = from;
    if (ENTITY_HERE.test(html) && ENTITY_HERE.lastIndex > at) return false;
    break;
  }
  const next = html.charCodeAt(at);
  if (next === AMPERSAND) {
    ENTITY_HERE.lastIndex = at;
    const [whole, name] = ENTITY_HERE.exec(html) ?? [];
    const meant = whole === undefined || name === undefined ? '&' : entity(whole, name);
    return meant !== '' && !isLow(meant.charCodeAt(0));
  }
  return !isLow(next) || !(isHigh(html.charCodeAt(at - 1)) || html.charAt(at - 1) === ';');
}
const AMPERSAND = 38;
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Where the piece ends that begins at `from`; where nothing may be cut in its second half, it is as long as the text. */
function pieceEnd(html: string, from: number, to: number, longest: number): number {
  if (to - from <= longest) return to;
  const least = from + Math.ceil(longest / 2);
  for (let at = from + longest; at >= least; at -= 1) if (mayCut(html, at)) return at;
  return to;
}

/** Words while they come in, joined once: an editor hands over one text in a hundred thousand pieces. */
class Line {
  private readonly made: Inline[] = [];
  private pieces: string[] = [];
  private bold = false;
  /** At a beginning or behind a space: no further space is wanted. */
  private spaced = true;

  text(text: string, bold: boolean): void {
    const shown = visible(text).replace(/[ \t]{2,}|\t/g, ' ');
    const piece = this.spaced ? shown.replace(/^ +/, '') : shown;
    if (piece === '') return;
    if (this.bold !== bold) this.join();
    this.bold = bold;
    this.pieces.push(piece);
    this.spaced = piece.endsWith(' ');
  }

  get isEmpty(): boolean {
    return this.made.length === 0 && this.pieces.length === 0;
  }

  break(): void {
    this.join();
    this.made.push({ kind: 'break' });
    this.spaced = true;
  }

  private join(): void {
    if (this.pieces.length > 0) this.made.push({ kind: 'text', text: this.pieces.join(''), bold: this.bold });
    this.pieces = [];
  }

  inlines(): readonly Inline[] {
    this.join();
    return this.made;
  }
}

interface Cell {
  readonly line: Line;
  readonly header: boolean;
  readonly right: boolean;
}

/** What stands further right goes on in the last cell; what holds more cells is no table of a letter: its rows are read as paragraphs. */
const MOST_COLUMNS = 60;
const MOST_CELLS = 20_000;

/** Builds the document while the tags go by. */
class Reading {
  readonly blocks: Block[] = [];
  private line = new Line();
  private items: Line[] | null = null;
  private rows: Cell[][] | null = null;
  private bold = 0;
  private address = false;

  constructor(private readonly language: Language) {}

  private target(): Line {
    const row = this.rows?.[this.rows.length - 1];
    if (this.rows !== null) return row?.[row.length - 1]?.line ?? new Line();
    return this.items?.[this.items.length - 1] ?? this.line;
  }

  text(text: string): void {
    this.target().text(text, this.bold > 0);
  }

  endParagraph(): void {
    if (this.rows !== null) return;
    if (this.items !== null) return;
    const inlines = trimmed(this.line.inlines());
    if (inlines.length > 0) this.blocks.push(this.address ? { kind: 'address', lines: linesOf(inlines) } : { kind: 'paragraph', inlines });
    this.line = new Line();
    this.address = false;
  }

  private endList(): void {
    const items = (this.items ?? []).map((item) => trimmed(item.inlines())).filter((item) => item.length > 0);
    this.items = null;
    if (items.length > 0) this.blocks.push({ kind: 'list', items });
  }

  private endTable(): void {
    const rows = (this.rows ?? []).filter((cells) => cells.some((cell) => cellText(cell) !== ''));
    this.rows = null;
    const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
    if (width * rows.length > MOST_CELLS) for (const cells of rows) this.blocks.push(paragraph(words(cells.map(cellText).filter((text) => text !== '').join(' '))));
    else if (width > 0) this.blocks.push({ kind: 'table', table: tableOf(rows, width, this.language) });
  }

  open(tag: string, attributes: string): void {
    if (tag === 'br') this.target().break();
    else if (tag === 'strong' || tag === 'b') this.bold += 1;
    else if (tag === 'table' && this.rows === null) {
      this.endParagraph();
      this.endList();
      this.rows = [];
    } else if (tag === 'tr') this.rows?.push([]);
    else if (tag === 'td' || tag === 'th') {
      if (this.rows !== null && this.rows.length === 0) this.rows.push([]);
      const row = this.rows?.[this.rows.length - 1];
      if (row !== undefined && row.length >= MOST_COLUMNS) row[row.length - 1]?.line.text(' ', false);
      else row?.push({ line: new Line(), header: tag === 'th', right: /align\s*[=:]\s*(?:["']\s*)?right/i.test(attributes) });
    } else if (tag === 'li' && this.rows === null) {
      this.items ??= [];
      // Empty items are dropped in the end: sixty thousand of them are not made first.
      if (this.items[this.items.length - 1]?.isEmpty !== true) this.items.push(new Line());
    } else if (PARAGRAPHS.has(tag)) {
      this.endParagraph();
      this.address = tag === 'p' && this.rows === null && this.items === null && ADDRESS.test(attributes);
    }
  }

  close(tag: string): void {
    if (tag === 'strong' || tag === 'b') this.bold = Math.max(0, this.bold - 1);
    else if (tag === 'table' && this.rows !== null) this.endTable();
    else if ((tag === 'ul' || tag === 'ol') && this.items !== null) this.endList();
    else if (PARAGRAPHS.has(tag)) this.endParagraph();
  }

  end(): TextDocument {
    if (this.rows !== null) this.endTable();
    if (this.items !== null) this.endList();
    this.endParagraph();
    return this.blocks;
  }
}

/** Of an address each line, and none that is empty. */
const linesOf = (inlines: readonly Inline[]): readonly string[] =>
  inlines.map((inline) => (inline.kind === 'break' ? '\n' : inline.text)).join('').split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Without breaks and spaces at either end. */
function trimmed(inlines: readonly Inline[]): Inline[] {
  const isEmpty = (inline: Inline | undefined): boolean => inline !== undefined && (inline.kind === 'break' || inline.text.trim() === '');
  let from = 0;
  let to = inlines.length;
  while (from < to && isEmpty(inlines[from])) from += 1;
  while (to > from && isEmpty(inlines[to - 1])) to -= 1;
  return inlines.slice(from, to).map((inline, at, all) => {
    if (inline.kind === 'break') return inline;
    const next = all[at + 1];
    const text = next === undefined || next.kind === 'break' ? inline.text.replace(/ +$/, '') : inline.text;
    return { ...inline, text };
  });
}

const cellText = (cell: Cell): string => cell.line.inlines().map((inline) => (inline.kind === 'break' ? ' ' : inline.text)).join('').replace(/ {2,}/g, ' ').trim();
const isFooter = (cells: readonly Cell[]): boolean => cells.some((cell) => cellText(cell) !== '') && cells.every((cell) => cellText(cell) === '' || cell.line.inlines().every((inline) => inline.kind === 'break' || inline.bold));

function tableOf(filled: readonly (readonly Cell[])[], width: number, language: Language): Table {
  const first = filled[0] ?? [];
  const header = first.length > 0 && first.every((cell) => cell.header) ? first : null;
  const body = header === null ? [...filled] : filled.slice(1);
  const footers: (readonly Cell[])[] = [];
  while (body.length > 1 && isFooter(body[body.length - 1] ?? [])) footers.push(body.pop() ?? []);
  const model = header ?? first;
  const texts = (cells: readonly Cell[]): string[] => Array.from({ length: width }, (_, at) => (cells[at] === undefined ? '' : cellText(cells[at])));
  return {
    language,
    columns: texts(header ?? []).map((title, at) => ({ title, align: model[at]?.right === true ? 'right' : 'left' })),
    rows: body.map((cells): TableRow => ({ cells: texts(cells), amount: null })),
    footers: footers.reverse().map(texts),
  };
}

/**
 * Where the tag ends in which each place lies: at the next > outside quotation marks; -1: nowhere. Worked out from the end,
 * so that every place is looked at once, however many tags never end.
 */
function tagEnds(html: string): Int32Array {
  const ends = new Int32Array(html.length + 1).fill(-1);
  let [double, single] = [-1, -1];
  for (let at = html.length - 1; at >= 0; at -= 1) {
    const sign = html.charAt(at);
    if (sign === '>') ends[at] = at;
    else if (sign === '"') {
      ends[at] = double < 0 ? -1 : (ends[double + 1] ?? -1);
      double = at;
    } else if (sign === "'") {
      ends[at] = single < 0 ? -1 : (ends[single + 1] ?? -1);
      single = at;
    } else ends[at] = ends[at + 1] ?? -1;
  }
  return ends;
}

/**
 * What an editor's HTML says, as a document: paragraphs, breaks, bold, lists and tables. Everything else (styles,
 * scripts, links, pictures, attributes) is dropped, so what comes out of `htmlOf` is safe whatever was pasted. Linear in
 * its length.
 * @param piece UTF-16 units (at least 2) in which a text is cleaned; the result is the same for any.
 */
export function documentOfHtml(html: string, language: Language, piece = LONGEST_PIECE): TextDocument {
  const reading = new Reading(language);
  const ends = tagEnds(html);
  let unread: string | null = null;
  let comments = true;
  for (let at = 0; at < html.length; ) {
    const from = at;
    if (html.charAt(at) !== '<') {
      const next = html.indexOf('<', at);
      at = next < 0 ? html.length : next;
      for (let begin = from; unread === null && begin < at; ) {
        const end = pieceEnd(html, begin, at, piece);
        reading.text(decoded(html.slice(begin, end)));
        begin = end;
      }
      continue;
    }
    const commentEnd = comments && html.startsWith('<!--', at) ? html.indexOf('-->', at + 4) : 0;
    // One that never ends is text, and so is every later one.
    if (commentEnd < 0) comments = false;
    if (commentEnd > 0) {
      at = commentEnd + 3;
      continue;
    }
    TAG.lastIndex = at;
    const [opening = '', slash, name = ''] = TAG.exec(html) ?? [];
    const end = opening === '' ? -1 : (ends[at + opening.length] ?? -1);
    if (end < 0) {
      if (unread === null) reading.text('<');
      at += 1;
      continue;
    }
    at = end + 1;
    const tag = name.toLowerCase();
    const attributes = html.slice(from + opening.length, end);
    if (unread !== null) {
      if (slash === '/' && tag === unread) unread = null;
    } else if (slash === '/') reading.close(tag);
    else if (UNREAD.has(tag)) unread = attributes.endsWith('/') ? null : tag;
    else reading.open(tag, attributes);
  }
  return reading.end();
}
