import type { Language } from '../ledger';
import { visible } from './plain-text';
import type { Block, Inline, Table, TableRow, TextDocument } from './text-document';

const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+|</g;
const PARAGRAPHS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'section', 'article', 'pre', 'ul', 'ol', 'table', 'body', 'html']);
/** Their content is no text for a reader. */
const UNREAD = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'textarea', 'select']);
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', euro: '€', hellip: '…', ndash: '–', mdash: '—', laquo: '«', raquo: '»', rsquo: '’', bull: '•' };

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
const decoded = (text: string): string => text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, entity);

interface Cell {
  readonly inlines: Inline[];
  readonly header: boolean;
  readonly right: boolean;
}

/** Builds the document while the tags go by. */
class Reading {
  readonly blocks: Block[] = [];
  private inlines: Inline[] = [];
  private items: Inline[][] | null = null;
  private rows: Cell[][] | null = null;
  private bold = 0;

  constructor(private readonly language: Language) {}

  private target(): Inline[] {
    const row = this.rows?.[this.rows.length - 1];
    if (this.rows !== null) return row?.[row.length - 1]?.inlines ?? [];
    return this.items?.[this.items.length - 1] ?? this.inlines;
  }

  text(text: string): void {
    const target = this.target();
    const last = target[target.length - 1];
    const shown = visible(text).replace(/[ \t]+/g, ' ');
    const piece = last === undefined || last.kind === 'break' || last.text.endsWith(' ') ? shown.replace(/^ +/, '') : shown;
    if (piece === '') return;
    const bold = this.bold > 0;
    if (last?.kind === 'text' && last.bold === bold) target[target.length - 1] = { kind: 'text', text: last.text + piece, bold };
    else target.push({ kind: 'text', text: piece, bold });
  }

  endParagraph(): void {
    if (this.rows !== null) return;
    if (this.items !== null) return;
    const inlines = trimmed(this.inlines);
    if (inlines.length > 0) this.blocks.push({ kind: 'paragraph', inlines });
    this.inlines = [];
  }

  private endList(): void {
    const items = (this.items ?? []).map(trimmed).filter((item) => item.length > 0);
    this.items = null;
    if (items.length > 0) this.blocks.push({ kind: 'list', items });
  }

  private endTable(): void {
    const table = tableOf(this.rows ?? [], this.language);
    this.rows = null;
    if (table !== null) this.blocks.push({ kind: 'table', table });
  }

  open(tag: string, attributes: string): void {
    if (tag === 'br') this.target().push({ kind: 'break' });
    else if (tag === 'strong' || tag === 'b') this.bold += 1;
    else if (tag === 'table' && this.rows === null) {
      this.endParagraph();
      this.endList();
      this.rows = [];
    } else if (tag === 'tr') this.rows?.push([]);
    else if (tag === 'td' || tag === 'th') {
      if (this.rows !== null && this.rows.length === 0) this.rows.push([]);
      this.rows?.[this.rows.length - 1]?.push({ inlines: [], header: tag === 'th', right: /align\s*[=:]\s*["']?\s*right/i.test(attributes) });
    } else if (tag === 'li' && this.rows === null) {
      this.items ??= [];
      this.items.push([]);
    } else if (PARAGRAPHS.has(tag)) this.endParagraph();
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

const cellText = (cell: Cell): string => cell.inlines.map((inline) => (inline.kind === 'break' ? ' ' : inline.text)).join('').trim();
const isFooter = (cells: readonly Cell[]): boolean => cells.some((cell) => cellText(cell) !== '') && cells.every((cell) => cellText(cell) === '' || cell.inlines.every((inline) => inline.kind === 'break' || inline.bold));

function tableOf(rows: readonly (readonly Cell[])[], language: Language): Table | null {
  const filled = rows.filter((cells) => cells.some((cell) => cellText(cell) !== ''));
  const width = Math.max(0, ...filled.map((cells) => cells.length));
  if (width === 0) return null;
  const first = filled[0] ?? [];
  const header = first.length > 0 && first.every((cell) => cell.header) ? first : null;
  const body = header === null ? [...filled] : filled.slice(1);
  const footers: (readonly Cell[])[] = [];
  while (body.length > 1 && isFooter(body[body.length - 1] ?? [])) footers.unshift(body.pop() ?? []);
  const model = header ?? first;
  const texts = (cells: readonly Cell[]): string[] => Array.from({ length: width }, (_, at) => (cells[at] === undefined ? '' : cellText(cells[at])));
  return {
    language,
    columns: texts(header ?? []).map((title, at) => ({ title, align: model[at]?.right === true ? 'right' : 'left' })),
    rows: body.map((cells): TableRow => ({ cells: texts(cells), amount: null })),
    footers: footers.map(texts),
  };
}

/**
 * What an editor's HTML says, as a document: paragraphs, breaks, bold, lists and tables. Everything else (styles,
 * scripts, links, pictures, attributes) is dropped, so what comes out of `htmlOf` is safe whatever was pasted.
 */
export function documentOfHtml(html: string, language: Language): TextDocument {
  const reading = new Reading(language);
  let unread: string | null = null;
  for (const [whole, slash, name = '', attributes = ''] of html.matchAll(TOKEN)) {
    const tag = name.toLowerCase();
    if (unread !== null) {
      if (slash === '/' && tag === unread) unread = null;
    } else if (tag === '') {
      if (!whole.startsWith('<!--')) reading.text(decoded(whole));
    } else if (slash === '/') reading.close(tag);
    else if (UNREAD.has(tag)) unread = attributes.endsWith('/') ? null : tag;
    else reading.open(tag, attributes);
  }
  return reading.end();
}
