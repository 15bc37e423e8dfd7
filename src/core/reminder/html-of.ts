import { assertNever } from '../result';
import type { Block, Inline, Table, TextDocument } from './text-document';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');

function inlineHtml(inline: Inline): string {
  if (inline.kind === 'break') return '<br>';
  return inline.bold ? `<strong>${escaped(inline.text)}</strong>` : escaped(inline.text);
}
const inlinesHtml = (inlines: readonly Inline[]): string => inlines.map(inlineHtml).join('');

/** Longer cells may wrap; a number broken at its hyphen is read as two. */
const UNBROKEN = 30;

function rowHtml(cells: readonly string[], table: Table, tag: 'th' | 'td', strong: boolean): string {
  const cellHtml = (text: string, at: number): string => {
    const right = table.columns[at]?.align === 'right';
    // A header cell is centred unless told otherwise, a data cell is not.
    const align = right ? ' align="right"' : tag === 'th' ? ' align="left"' : '';
    const wrap = /[-\s]/.test(text) && text.length <= UNBROKEN ? ';white-space:nowrap' : '';
    const content = text === '' ? '&nbsp;' : escaped(text);
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

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 12px 0">${inlinesHtml(block.inlines)}</p>`;
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
