import type { Language } from '../ledger';
import { clipped, englishTypography, frenchTypography, oneLine } from './plain-text';
import type { Block, Inline, TextDocument } from './text-document';

/*
 * Values travel through the template engine in disguise: each of their ASCII signs and spaces is moved into the private-use area
 * (U+E000 + code), so that a debtor called "** - <b>" can make neither bold, nor a list, nor a table, and typography
 * touches only the template's own words. The disguise is taken off after the markup was read.
 */
const SIGN = /[ -/:-@[-`{-~«»]/g;
const DISGUISED = /[\ue000-\ue0ff]/g;
const VALUE_BREAK = '\ue00a';
/** Stands for a line end after a line that holds only tags: counted for line numbers, never printed. */
export const SILENT_LINE_END = '\ue0f0';
const FIRST_BLOCK = 0xf000;
const BLOCK_LINE = /^[\uf000-\uf0ff]$/;
const ANY_BLOCK = /[\uf000-\uf0ff]/;

const VALUE_LIMIT = 200;

const disguised = (text: string): string => text.replace(SIGN, (sign) => String.fromCharCode(0xe000 + sign.charCodeAt(0)));

/** A value of one line, ready to stand in rendered markup. */
export const asValue = (text: string, limit = VALUE_LIMIT): string => disguised(clipped(oneLine(text), limit));

/** A value of several lines (legal mentions, a signature). */
export const asLines = (text: string, limit: number): string =>
  text.split(/\r\n|\r|\n/).map(oneLine).filter((line) => line !== '').map((line) => disguised(clipped(line, limit))).join(VALUE_BREAK);

export const asBlock = (index: number): string => String.fromCharCode(FIRST_BLOCK + index);

export const typographyOf = (language: Language): ((text: string) => string) => (language === 'fr' ? frenchTypography : englishTypography);

const undisguised = (text: string): string => text.replace(DISGUISED, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xe000));

/** Bold, breaks and words of one paragraph. An odd `**` is printed as it stands. */
function inlinesOf(source: string): Inline[] {
  const parts = source.split('**');
  const even = parts.length % 2 === 1;
  const inlines: Inline[] = [];
  parts.forEach((part, at) => {
    const lonely = !even && at === parts.length - 1;
    const lines = `${lonely ? '**' : ''}${part}`.split(VALUE_BREAK);
    lines.forEach((line, index) => {
      if (index > 0) inlines.push({ kind: 'break' });
      if (line !== '') inlines.push({ kind: 'text', text: undisguised(line), bold: at % 2 === 1 && !lonely });
    });
  });
  return inlines;
}

/** A paragraph's lines are joined by a space; a line that ends with a backslash breaks. */
const joined = (lines: readonly string[]): string =>
  lines.reduce((text, line, at) => (at === 0 ? line : text.endsWith('\\') ? `${text.slice(0, -1).trimEnd()}${VALUE_BREAK}${line}` : `${text} ${line}`), '');

const isItem = (line: string): boolean => /^[-*] /.test(line);

function blocksOfChunk(lines: readonly string[], blockAt: (index: number) => readonly Block[]): Block[] | null {
  const only = lines.length === 1 ? lines[0] : undefined;
  if (only !== undefined && BLOCK_LINE.test(only)) return [...blockAt(only.charCodeAt(0) - FIRST_BLOCK)];
  if (lines.some((line) => ANY_BLOCK.test(line))) return null;
  const blocks: Block[] = [];
  let plain: string[] = [];
  let items: string[][] = [];
  const flush = (): void => {
    if (plain.length > 0) blocks.push({ kind: 'paragraph', inlines: inlinesOf(joined(plain)) });
    if (items.length > 0) blocks.push({ kind: 'list', items: items.map((item) => inlinesOf(joined(item))) });
    plain = [];
    items = [];
  };
  for (const line of lines) {
    const last = items[items.length - 1];
    if (isItem(line)) {
      if (plain.length > 0) flush();
      items.push([line.slice(2).trim()]);
    } else if (last !== undefined) last.push(line);
    else plain.push(line);
  }
  flush();
  return blocks;
}

/** Rendered markup -> document; null when a table or signature does not stand on a line of its own. */
export function documentOf(rendered: string, language: Language, blockAt: (index: number) => readonly Block[]): TextDocument | null {
  const lines = typographyOf(language)(rendered.split(SILENT_LINE_END).join('')).split('\n').map((line) => line.replace(/[ \t]+/g, ' ').trim());
  const blocks: Block[] = [];
  let chunk: string[] = [];
  for (const line of [...lines, '']) {
    // A block line ends the paragraph before it, with or without an empty line.
    const alone = BLOCK_LINE.test(line);
    if ((line === '' || alone) && chunk.length > 0) {
      const made = blocksOfChunk(chunk, blockAt);
      if (made === null) return null;
      blocks.push(...made);
      chunk = [];
    }
    if (alone) blocks.push(...(blocksOfChunk([line], blockAt) ?? []));
    else if (line !== '') chunk.push(line);
  }
  return blocks;
}

/** Rendered subject -> one clean line; no line end can enter a header. Null when it holds a table or signature. */
export function subjectOf(rendered: string, language: Language): string | null {
  if (ANY_BLOCK.test(rendered)) return null;
  const line = typographyOf(language)(rendered.split(SILENT_LINE_END).join('').split(VALUE_BREAK).join(' '));
  return subjectLine(undisguised(line));
}

export const SUBJECT_LIMIT = 200;
export const subjectLine = (text: string): string => clipped(oneLine(text), SUBJECT_LIMIT);
