import { fail, ok, rangeOfTab, sha256Hex } from '../../core';
import type { KeptText, LogEntry, LogProblem, Result, Row } from '../../core';
import { askBook } from './ask-sheets';
import { jsonOfCell } from './cell-text';
import type { LogFacts } from './sheet-log';
import { keptTextStart } from './journal-row';

/**
 * Our own text as it stood when this entry was written: its cells are read of this one row alone, wherever in it they were
 * moved. null: none was kept. It must be the one that the chained hash stands for.
 */
export function readKeptText({ book, journal }: Pick<LogFacts, 'book' | 'journal'>, { id, contentHash }: LogEntry): Result<KeptText | null, LogProblem> {
  const read = journal();
  if (!read.ok) return read;
  const row = read.value.rowOf(id);
  const tab = book.place.tabs.journal;
  if (contentHash === null || row === null || tab === undefined) return ok(null);
  const answer = askBook(({ Values }) => Values.batchGet(book.place.spreadsheet, { ranges: [`${rangeOfTab(tab.title)}!${row}:${row}`], valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER', majorDimension: 'ROWS' }));
  if (!answer.ok) return answer;
  const text = keptTextIn((answer.value.valueRanges?.[0]?.values?.[0] ?? []) as Row, { id, contentHash });
  // Somebody changed it, or sorted the sheet between the two readings.
  return text === undefined ? fail({ code: 'log/changed-by-hand', row }) : ok(text);
}

/** null: none was kept with the entry; undefined: it is not the one that the entry's hash stands for. */
export function keptTextIn(row: Row, { id, contentHash }: Pick<LogEntry, 'id' | 'contentHash'>): KeptText | null | undefined {
  const cells = row.map((cell) => (typeof cell === 'string' ? cell : ''));
  const start = cells.findIndex((cell) => cell.startsWith(keptTextStart(id)));
  if (start < 0) return null;
  const text = textIn(jsonOfCell(cells.slice(start).join('')));
  return text === null || sha256Hex(`${text.subject}\n\n${text.text}`) !== contentHash ? undefined : text;
}

function textIn(value: unknown): KeptText | null {
  const { subject, html, text } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return typeof subject === 'string' && typeof html === 'string' && typeof text === 'string' ? { subject, html, text } : null;
}
