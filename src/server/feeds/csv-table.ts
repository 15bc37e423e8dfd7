import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { fail, ok } from '../../core';
import type { TableResult } from './table';

const DELIMITERS = [';', '\t', ',', '|'] as const;
const SAMPLE_LINES = 20;

/**
 * 0x80 to 0x9F of Windows-1252. TextDecoder('windows-1252') of Node 20 to 23 decodes them as Latin-1 (nodejs/node#56542):
 * the euro sign would be lost.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));
}

/** UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252, which gives a character to every byte. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : decodeWindows1252(bytes);
}

/** The delimiter that cuts the first lines into the most columns of one number; quoted parts do not count. */
export function delimiterOf(text: string): string {
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
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

export function readCsv(bytes: Uint8Array, file: string): TableResult {
  const decoded = decodeText(bytes);
  if (decoded.trim() === '') return fail({ code: 'ledger/empty', file });
  // A text file has no NUL; what has one is a picture, a PDF, a database.
  if (decoded.includes('\u0000')) return fail({ code: 'ledger/not-a-workbook', file });
  const separator = SEPARATOR_LINE.exec(decoded);
  const text = separator === null ? decoded : decoded.slice(separator[0].length);
  try {
    const rows = cut(text, separator?.[1] ?? delimiterOf(text));
    // The line that told the delimiter keeps its row number for the messages.
    return ok([{ sheet: null, rows: separator === null ? rows : [[], ...rows] }]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that opens a cell and never closes would swallow every row behind it: the file is refused, not half read.
    return fail({ code: 'ledger/quote-not-closed', file, row: Number(error['records'] ?? 0) + 1 });
  }
}

function cut(text: string, delimiter: string): string[][] {
  return parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
  }) as string[][];
}
