import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { decodeWindows1252, delimiterOf, isBinary, separatorLineOf } from './csv-table';
import { Cutter, LONGEST_RECORD, NotPlainCsv, lineEndOf } from './plain-rows';

const CHUNK = 256 * 1024;
const ROWS_AT_ONCE = 1_000;
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface CsvFile {
  readonly path: string;
  readonly size: number;
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  /** The first line told Excel the delimiter and is no row, but keeps its number. */
  readonly separatorLine: boolean;
}

/** Rows that follow one another; `first` is the zero-based number of the first of them. */
export interface Lot {
  readonly first: number;
  readonly rows: readonly (readonly string[])[];
  /** Bytes of the file that were read so far. */
  readonly bytes: number;
}

function* chunksOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      // A buffer of its own each time: what is still undecoded is a part of the last one.
      const buffer = Buffer.allocUnsafe(CHUNK);
      const read = readSync(file, buffer, 0, CHUNK, null);
      if (read === 0) return;
      yield read === CHUNK ? buffer : buffer.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

/** How a text file is written; null: not as texts mostly are, the whole reader must look at it (csv-table.ts). */
export function sniffCsv(path: string): CsvFile | null {
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  const head = Buffer.alloc(Math.min(size, CHUNK));
  readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : encodingOf(path);
  if (encoding === null) return null;
  const text = decoderOf(encoding)(head, size <= CHUNK).replace(/^\ufeff/, '');
  if (isBinary(text)) return null;
  const separator = separatorLineOf(text);
  return { path, size, encoding, delimiter: separator?.delimiter ?? delimiterOf(separator === null ? text : text.slice(separator.length)), separatorLine: separator !== null };
}

function encodingOf(path: string): TextEncoding | null {
  let rest: Buffer = Buffer.alloc(0);
  let utf8 = true;
  for (const chunk of chunksOf(path)) {
    if (chunk.includes(0)) return null;
    if (!utf8) continue;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    // A character may stand across two chunks: at most its first three bytes are looked at again.
    let end = bytes.length;
    while (end > bytes.length - 4 && end > 0 && ((bytes[end - 1] as number) & 0xc0) === 0x80) end -= 1;
    if (end > 0 && (bytes[end - 1] as number) >= 0xc0) end -= 1;
    else end = bytes.length;
    utf8 = isUtf8(bytes.subarray(0, end));
    rest = bytes.subarray(end);
  }
  return utf8 && isUtf8(rest) ? 'utf-8' : 'windows-1252';
}

function decoderOf(encoding: TextEncoding): (bytes: Uint8Array, last: boolean) => string {
  if (encoding === 'windows-1252') return (bytes) => decodeWindows1252(bytes);
  const decoder = new TextDecoder(encoding);
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

/**
 * The rows of a file, a lot at a time, without holding the file in memory.
 * @throws NotPlainCsv
 */
export function* lotsOf(file: CsvFile): Generator<Lot> {
  const decode = decoderOf(file.encoding);
  let text = '';
  let bytes = 0;
  let begun = false;
  let lineEnd: string | null = null;
  let first = 0;
  let rows: string[][] = [];
  if (file.separatorLine) rows.push([]);
  const chunks = chunksOf(file.path);
  for (let done = false; !done; ) {
    const next = chunks.next();
    done = next.done === true;
    if (next.done !== true) bytes += next.value.length;
    text += next.done === true ? decode(new Uint8Array(0), true) : decode(next.value, false);
    if (!begun && text !== '') {
      text = text.replace(/^\ufeff/, '');
      if (file.separatorLine) text = text.slice(separatorLineOf(text)?.length ?? 0).replace(/^\ufeff/, '');
      begun = true;
    }
    lineEnd ??= lineEndOf(text, file.delimiter, done);
    if (lineEnd === null && !done) {
      if (text.length > LONGEST_RECORD) throw new NotPlainCsv();
      continue;
    }
    const cutter = new Cutter(text, file.delimiter, lineEnd ?? '\n', done);
    for (let row = cutter.next(); row !== null; row = cutter.next()) {
      rows.push(row);
      if (rows.length === ROWS_AT_ONCE) {
        yield { first, rows, bytes };
        first += rows.length;
        rows = [];
      }
    }
    text = text.slice(cutter.at);
    if (text.length > LONGEST_RECORD) throw new NotPlainCsv();
  }
  if (rows.length > 0) yield { first, rows, bytes };
}
