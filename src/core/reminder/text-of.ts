import { assertNever } from '../result';
import type { Block, Inline, Table, TextDocument } from './text-document';

const inlinesText = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => (inline.kind === 'break' ? '\n' : inline.text)).join('');

const GAP = '   ';
/** A longer cell stands out of its column: the others would be filled up to it, line by line. */
const WIDEST = 100;
const lengthOf = (text: string): number => Array.from(text).length;

function tableText(table: Table): string {
  const titles = table.columns.map((column) => column.title);
  const header = titles.some((title) => title !== '') ? [titles] : [];
  const body = table.rows.map((row) => row.cells);
  const lines = [...header, ...body, ...table.footers];
  const widths = table.columns.map((_, at) => lines.reduce((most, cells) => Math.max(most, Math.min(WIDEST, lengthOf(cells[at] ?? ''))), 0));
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, at) => {
        const cell = cells[at] ?? '';
        const padding = ' '.repeat(Math.max(0, width - lengthOf(cell)));
        return table.columns[at]?.align === 'right' ? padding + cell : cell + padding;
      })
      .join(GAP)
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)));
  return [
    ...header.flatMap((cells) => [line(cells), rule]),
    ...body.map(line),
    ...(table.footers.length > 0 ? [rule] : []),
    ...table.footers.map(line),
  ].join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inlinesText(block.inlines);
    case 'address':
      return block.lines.join('\n');
    case 'list':
      return block.items.map((item) => `• ${inlinesText(item)}`).join('\n');
    case 'table':
      return tableText(block.table);
    default:
      return assertNever(block);
  }
}

/** The plain-text part: the same words in the same order, tables aligned for a fixed-width font. */
export const textOf = (document: TextDocument): string => `${document.map(blockText).join('\n\n')}\n`;
