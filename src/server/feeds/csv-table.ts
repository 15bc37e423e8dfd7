import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { fail, ok, recogniseColumns } from '../../core';
import { LONGEST_RECORD, NotPlainCsv, plainRows } from './plain-rows';
import type { ReadingOptions, TableResult } from './table';

const DELIMITERS = [';', '\t', ',', '|'] as const;
const SAMPLE_LINES = 20;

/**
 * 0x80 to 0x9F of Windows-1252. TextDecoder('windows-1252') of Node 20 to 23 decodes them as Latin-1 (nodejs/node#56542):
 * the euro sign would be lost.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));
}

/** UTF-8 (with or without BOM), UTF-16 (with or without BOM), else Windows-1252, which gives a character to every byte. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const wide = wideWithoutMark(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : decodeWindows1252(bytes);
}

const WIDE_SAMPLE = 4096;

/**
 * UTF-16 that does not say so: in Latin text every second byte is zero, on one side only. Windows-1252 and UTF-8 text
 * hold no zero at all; a picture or a database holds them on both sides.
 */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, WIDE_SAMPLE) & ~1;
  const zeros = [0, 0] as [number, number];
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] as number) + 1;
  const enough = length / 2 / 2;
  if (length < 8 || bytes.length % 2 === 1) return null;
  if (zeros[1] > enough && zeros[0] === 0) return 'utf-16le';
  return zeros[0] > enough && zeros[1] === 0 ? 'utf-16be' : null;
}

const CONTROL_SAMPLE = 64 * 1024;
const CONTROL = /[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g;

/** A text has hardly a control character; one in a hundred is a program's own file. Printers' escapes do not count. */
export function isBinary(text: string): boolean {
  if (text.includes('\u0000')) return true;
  const sample = text.slice(0, CONTROL_SAMPLE);
  return (sample.match(CONTROL)?.length ?? 0) * 100 > sample.length;
}

/** Fewer known headers than these may be words of a title. */
const HEADERS_THAT_DECIDE = 3;

/**
 * The delimiter under which the first lines hold most known headers; where none tells, the one that cuts them into the most
 * columns of one number (quoted parts do not count). Decimal commas may cut more evenly than the semicolons of a file with
 * one stray semicolon.
 */
export function delimiterOf(text: string): string {
  const start = text.slice(0, 64 * 1024).split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES);
  const known = DELIMITERS.map((delimiter) => Object.keys(recogniseColumns(start.map((line) => line.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, '')))).columns).length);
  const most = Math.max(...known);
  if (most >= HEADERS_THAT_DECIDE && known.filter((each) => each === most).length === 1) return DELIMITERS[known.indexOf(most)] as string;
  return evenlyCutting(text);
}

function evenlyCutting(text: string): string {
  const lines = withoutQuoted(text.slice(0, 64 * 1024)).split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES);
  let best: string = ';';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    const agreeing = counts.filter((count) => count === most).length;
    const score = most === 0 ? 0 : agreeing * 1000 + most;
    if (score > bestScore) {
      bestScore = score;
      best = delimiter;
    }
  }
  return best;
}

const withoutQuoted = (text: string): string => text.replace(/"(?:[^"]|"")*"/g, '""');

/** `sep=;` in the first line is how Excel is told its delimiter. */
const SEPARATOR_LINE = /^\ufeff?"?sep=([^\r\n])"?(?:\r\n|\n|\r)/i;
const TOLD_EVERY = 10_000;

export function separatorLineOf(text: string): { readonly delimiter: string; readonly length: number } | null {
  const line = SEPARATOR_LINE.exec(text);
  return line === null ? null : { delimiter: line[1] as string, length: line[0].length };
}

export function readCsv(bytes: Uint8Array, file: string, options: ReadingOptions = {}): TableResult {
  const decoded = decodeText(bytes);
  if (decoded.trim() === '') return fail({ code: 'ledger/empty', file });
  if (isBinary(decoded)) return fail({ code: 'ledger/not-a-workbook', file });
  const separator = SEPARATOR_LINE.exec(decoded);
  const text = separator === null ? decoded : decoded.slice(separator[0].length);
  try {
    const rows = cut(text, separator?.[1] ?? delimiterOf(text), options);
    // The line that told the delimiter keeps its row number for the messages.
    return ok([{ sheet: null, rows: separator === null ? rows : [[], ...rows] }]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that opens a cell and never closes would swallow every row behind it: the file is refused, not half read.
    return fail({ code: 'ledger/quote-not-closed', file, row: Number(error['records'] ?? 0) + 1 });
  }
}

function cut(text: string, delimiter: string, options: ReadingOptions): string[][] {
  try {
    const rows: string[][] = [];
    for (const row of plainRows(text, delimiter)) told(rows.push(row), options);
    return rows;
  } catch (error) {
    if (!(error instanceof NotPlainCsv)) throw error;
    return parsedRows(text, delimiter, options);
  }
}

function told(rows: number, { onRows, signal }: ReadingOptions): void {
  if (rows % TOLD_EVERY !== 0) return;
  onRows?.(rows);
  signal?.throwIfAborted();
}

/**
 * As the library reads it, quotes in every place: what the quick way is measured by, and what reads where that does not dare.
 * @throws CsvError
 */
export function parsedRows(text: string, delimiter: string, options: ReadingOptions = {}): string[][] {
  // An error is made of each row that is longer or shorter than the first, also where that is allowed: without the stack of each.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parsed(text, delimiter, options);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parsed(text: string, delimiter: string, options: ReadingOptions): string[][] {
  return parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_RECORD,
    on_record: (record: string[], { records }: { readonly records: number }) => {
      told(records, options);
      return record;
    },
  }) as string[][];
}
