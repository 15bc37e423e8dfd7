import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fecColumnsOf } from '../../core';
import type { FecColumns } from '../../core';
import { decodeWindows1252 } from './csv-table';

/** Where a FEC's bytes come from: a file that is read a part at a time, or what was uploaded. */
export interface FecBytes {
  readonly size: number;
  chunks(): Iterable<Uint8Array>;
  /** Nobody has written to it since: what was read is one file, not halves of two. */
  unchanged(): boolean;
}

/** How a FEC in text is written. */
export interface FecText {
  readonly bytes: FecBytes;
  readonly encoding: FecEncoding;
  readonly separator: string;
  readonly header: readonly string[];
  readonly columns: FecColumns;
  /** Zero-based line of the header: blank lines may stand above it. */
  readonly headerLine: number;
}

/** ISO 8859-15 is what the text asks for (LPF A47 A-1 VIII); Windows-1252 and UTF-16 are what some programs write. */
export type FecEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-15' | 'windows-1252';

/** Lines that follow one another; `first` is the zero-based number of the first of them. */
export interface FecLot {
  readonly first: number;
  readonly rows: readonly (readonly string[])[];
  readonly bytes: number;
  /** The last of the rows ends without a line break. */
  readonly cutOff: boolean;
}

const CHUNK = 256 * 1024;
const HEAD = 64 * 1024;
const ROWS_AT_ONCE = 2_000;
/** No line of a FEC is so long: a file without line breaks is none. */
const LONGEST_LINE = 1_000_000;
/** The text names tab and |; the other two are met. */
const SEPARATORS = ['\t', '|', ';', ','] as const;

export function bytesOfFile(path: string): FecBytes {
  const stamp = (): string => {
    const now = statSync(path, { throwIfNoEntry: false });
    return now === undefined ? 'gone' : `${now.ino} ${now.size} ${now.mtimeMs}`;
  };
  const before = stamp();
  return { size: statSync(path).size, chunks: () => chunksOf(path), unchanged: () => stamp() === before };
}

export const bytesInMemory = (bytes: Uint8Array): FecBytes => ({ size: bytes.length, chunks: () => [bytes], unchanged: () => true });

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK);
      const read = readSync(file, buffer, 0, CHUNK, null);
      if (read === 0) return;
      yield buffer.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

/** A FEC, told by its first line; null: another kind of file. */
export function fecTextOf(bytes: FecBytes): FecText | null {
  const found = headerIn(bytes);
  return found === null ? null : { bytes, ...found.header, encoding: found.wide ?? encodingOf(bytes) };
}

/** The same, of which nothing but the beginning is read. */
export const beginsAsFec = (bytes: FecBytes): boolean => headerIn(bytes) !== null;

function headerIn(bytes: FecBytes): { readonly wide: 'utf-16le' | 'utf-16be' | null; readonly header: Omit<FecText, 'bytes' | 'encoding'> } | null {
  const head = headOf(bytes);
  const wide = wideIn(head);
  const text = new TextDecoder(wide ?? 'windows-1252').decode(head).replace(/^\ufeff|^\u00ef\u00bb\u00bf/, '');
  const lines = text.split(/\r\n|\n|\r/);
  const headerLine = lines.findIndex((line) => line.trim() !== '');
  const line = lines[headerLine];
  if (line === undefined) return null;
  for (const separator of SEPARATORS) {
    const header = cellsOf(line, separator);
    const columns = fecColumnsOf(header);
    if (columns !== null) return { wide, header: { separator, header, columns, headerLine } };
  }
  return null;
}

function headOf(bytes: FecBytes): Buffer {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const chunk of bytes.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD);
}

/** UTF-16 by its mark, or by the zero that is every second byte of the header's letters. */
function wideIn(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.length < 4 || (head[0] === 0) === (head[1] === 0)) return null;
  return head[1] === 0 ? 'utf-16le' : 'utf-16be';
}

/** UTF-8 where all of it is (a character that the end of the file cuts is no fault), else by the bytes that only Windows writes. */
function encodingOf(bytes: FecBytes): 'utf-8' | 'iso-8859-15' | 'windows-1252' {
  if (allUtf8(bytes)) return 'utf-8';
  for (const chunk of bytes.chunks()) for (let at = 0; at < chunk.length; at += 1) if ((chunk[at] as number) >= 0x80 && (chunk[at] as number) < 0xa0) return 'windows-1252';
  return 'iso-8859-15';
}

function allUtf8(bytes: FecBytes): boolean {
  let rest: Uint8Array = new Uint8Array(0);
  for (const chunk of bytes.chunks()) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = wholeCharacters(all);
    if (!isUtf8(all.subarray(0, end))) return false;
    rest = all.subarray(end);
  }
  return true;
}

/** Where the last character begins that may go on behind the end of `bytes`. */
function wholeCharacters(bytes: Uint8Array): number {
  let at = bytes.length;
  while (at > bytes.length - 3 && at > 0 && ((bytes[at - 1] as number) & 0xc0) === 0x80) at -= 1;
  const lead = at === 0 ? 0 : (bytes[at - 1] as number);
  const needs = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return needs > bytes.length - at + 1 ? at - 1 : bytes.length;
}

/** ISO 8859-15 differs from Latin 1 in eight characters. */
const LATIN_9: Readonly<Record<string, string>> = { '\u00a4': '€', '\u00a6': 'Š', '\u00a8': 'š', '\u00b4': 'Ž', '\u00b8': 'ž', '\u00bc': 'Œ', '\u00bd': 'œ', '\u00be': 'Ÿ' };

function decoderOf(encoding: FecEncoding): (bytes: Uint8Array, last: boolean) => string {
  if (encoding === 'windows-1252') return (bytes) => decodeWindows1252(bytes);
  if (encoding === 'iso-8859-15') return (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replace(/[\u00a4\u00a6\u00a8\u00b4\u00b8\u00bc-\u00be]/g, (character) => LATIN_9[character] as string);
  const decoder = new TextDecoder(encoding);
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

/** Quotes do not keep a separator in a FEC; a cell that stands in quotes is what they hold. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells = line.split(separator);
  return line.includes('"') ? cells.map((cell) => (cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell)) : cells;
}

/** The lines below the header, a lot at a time, without holding the file in memory. CR, LF and both end a line. */
export function* fecLots({ bytes: source, encoding, separator, headerLine }: FecText): Generator<FecLot> {
  const decode = decoderOf(encoding);
  let rest = '';
  let bytes = 0;
  let line = 0;
  let rows: (readonly string[])[] = [];
  let first = headerLine + 1;
  const take = (text: string): void => {
    if (line > headerLine) rows.push(cellsOf(text, separator));
    line += 1;
  };
  for (const chunk of source.chunks()) {
    bytes += chunk.length;
    const text = rest + decode(chunk, false);
    // A break that ends the part may be the first half of one.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    let [from, feed, carriage] = [0, text.indexOf('\n'), text.indexOf('\r')];
    for (;;) {
      // Looked for again only behind the last one: a file has one kind of break, and the other is sought in vain each time.
      if (feed !== -1 && feed < from) feed = text.indexOf('\n', from);
      if (carriage !== -1 && carriage < from) carriage = text.indexOf('\r', from);
      const at = carriage === -1 || carriage >= end ? feed : feed === -1 ? carriage : Math.min(feed, carriage);
      if (at === -1 || at >= end) break;
      take(text.slice(from, at));
      from = at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
      if (rows.length < ROWS_AT_ONCE) continue;
      yield { first, rows, bytes, cutOff: false };
      first += rows.length;
      rows = [];
    }
    rest = text.slice(from);
    // Held as one cell: it is told as a line that cannot be read.
    if (rest.length > LONGEST_LINE) rest = rest.slice(0, LONGEST_LINE);
  }
  rest += decode(new Uint8Array(0), true);
  const cutOff = rest !== '' && !rest.endsWith('\r');
  if (rest !== '') take(rest.replace(/\r$/, ''));
  if (rows.length > 0) yield { first, rows, bytes, cutOff: cutOff && line > headerLine };
}
