import { assertNever } from '../result';
import type { Block, Inline, Table, TextDocument } from './text-document';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');

function inlineHtml(inline: Inline): string {
  if (inline.kind === 'break') return '<br>';
  return inline.bold ? `<strong>${escaped(inline.text)}</strong>` : escaped(inline.text);
}
const inlinesHtml = (inlines: readonly Inline[]): string => inlines.map(inlineHtml).join('');

/** Longer lines may wrap; a number broken at its hyphen is read as two, and a narrow table breaks words, days and amounts anywhere. */
const UNBROKEN = 30;
/** "FA-2026-0318, échéance 1 sur 2" on one line leaves a mail of 600 pixels no room for the amounts. */
const WIDE = 20;

/** What a cell shows, line by line: a label parts from its instalment, a state from the next; what is longer is prose. */
function linesOf(text: string, at: number): readonly string[] {
  if (text.length <= WIDE) return [text];
  const comma = text.lastIndexOf(', ');
  const lines = at === 0 && comma > 0 ? [text.slice(0, comma + 1), text.slice(comma + 2)] : text.replace(/, /g, ',\n').split('\n');
  return lines.every((line) => line.length <= UNBROKEN) ? lines : [text];
}

function rowHtml(cells: readonly string[], table: Table, tag: 'th' | 'td', strong: boolean): string {
  const cellHtml = (text: string, at: number): string => {
    const right = table.columns[at]?.align === 'right';
    // A header cell is centred unless told otherwise, a data cell is not.
    const align = right ? ' align="right"' : tag === 'th' ? ' align="left"' : '';
    const lines = linesOf(text, at);
    const wrap = text !== '' && lines.every((line) => line.length <= UNBROKEN) ? ';white-space:nowrap' : '';
    const content = text === '' ? '&nbsp;' : lines.map(escaped).join('<br>');
    return `<${tag}${align} style="border-bottom:1px solid #ccc${wrap}">${strong && text !== '' ? `<strong>${content}</strong>` : content}</${tag}>`;
  };
  return `<tr>${cells.map(cellHtml).join('')}</tr>`;
}

// Word (classic Outlook) and Gmail keep cellpadding and align; they drop style sheets, classes and most of div.
function tableHtml(table: Table): string {
  const header = table.columns.some((column) => column.title !== '')
    ? rowHtml(table.columns.map((column) => column.title), table, 'th', false)
    : '';
  const rows = table.rows.map((row) => rowHtml(row.cells, table, 'td', false)).join('');
  const footers = table.footers.map((cells) => rowHtml(cells, table, 'td', true)).join('');
  return `<table cellpadding="6" cellspacing="0" border="0" style="border-collapse:collapse;margin:0 0 12px 0">${header}${rows}${footers}</table>`;
}

/** By it an address is known again when a text that was edited is read (document-of-html.ts), and printed at its place. */
const ADDRESS_MARGIN = '0 0 12px 50%';

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 12px 0">${inlinesHtml(block.inlines)}</p>`;
    case 'address':
      return `<p style="margin:${ADDRESS_MARGIN}">${block.lines.map(escaped).join('<br>')}</p>`;
    case 'list':
      return `<p style="margin:0 0 12px 0">${block.items.map((item) => `• ${inlinesHtml(item)}`).join('<br>')}</p>`;
    case 'table':
      return tableHtml(block.table);
    default:
      return assertNever(block);
  }
}

/** Paragraphs, line breaks, tables and bold, with inline styles alone: what Word and Gmail both keep. */
export const htmlOf = (document: TextDocument): string => document.map(blockHtml).join('\n');
