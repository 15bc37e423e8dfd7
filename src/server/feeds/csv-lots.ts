import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { decodeWindows1252, delimiterOf, isBinary, separatorLineOf } from './csv-table';

const CHUNK = 256 * 1024;
const ROWS_AT_ONCE = 1_000;
/** As `csv-table` allows. */
const LONGEST_RECORD = 1_000_000;

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Quotes set in a way that needs the whole parser (csv-table.ts) to be understood as it understands them. Nothing is
 * guessed here: the file is then read by that one.
 */
export class NotPlainCsv extends Error {}

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
 * The rows of a file, a lot at a time, cut as csv-table cuts them: the same cells (tested against it), without holding the
 * file in memory.
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

/** The first line break outside quotes is the file's: csv-parse finds it so. null: not seen yet. */
function lineEndOf(text: string, delimiter: string, last: boolean): string | null {
  const cutter = new Cutter(text, delimiter, '', last);
  const at = cutter.firstBreak();
  if (at === null) return null;
  if (text[at] === '\n') return '\n';
  // The other half of the break may be in the next chunk.
  if (at + 1 >= text.length && !last) return null;
  return text[at + 1] === '\n' ? '\r\n' : '\r';
}

class Cutter {
  /** Behind the last whole row. */
  at = 0;
  private quote: number;

  constructor(private readonly text: string, private readonly delimiter: string, private readonly lineEnd: string, private readonly last: boolean) {
    this.quote = text.indexOf('"');
  }

  /** The next whole row; null: none in this text. */
  next(): string[] | null {
    const { text, at } = this;
    if (at >= text.length) return null;
    const end = text.indexOf(this.lineEnd, at);
    if (this.quote !== -1 && this.quote < at) this.quote = text.indexOf('"', at);
    if (end !== -1 && (this.quote === -1 || this.quote > end)) {
      this.at = end + this.lineEnd.length;
      return text.slice(at, end).split(this.delimiter);
    }
    if (this.quote !== -1 && (end === -1 || this.quote < end)) return this.quoted();
    if (!this.last) return null;
    this.at = text.length;
    return text.slice(at).split(this.delimiter);
  }

  private quoted(): string[] | null {
    const { text, delimiter, lineEnd } = this;
    const row: string[] = [];
    let from = this.at;
    for (;;) {
      if (text[from] === '"') {
        const closing = this.closing(from);
        if (closing === null) return null;
        const value = text.slice(from + 1, closing);
        row.push(value.includes('"') ? value.replace(/""/g, '"') : value);
        const behind = closing + 1;
        if (behind >= text.length) {
          if (!this.last) return null;
          this.at = behind;
          return row;
        }
        if (text.startsWith(lineEnd, behind)) {
          this.at = behind + lineEnd.length;
          return row;
        }
        if (!text.startsWith(delimiter, behind)) {
          if (!this.last && behind + lineEnd.length > text.length) return null;
          throw new NotPlainCsv();
        }
        from = behind + delimiter.length;
        if (from >= text.length) {
          if (!this.last) return null;
          throw new NotPlainCsv();
        }
        continue;
      }
      const end = text.indexOf(lineEnd, from);
      const cell = text.indexOf(delimiter, from);
      if (cell !== -1 && (end === -1 || cell < end)) {
        row.push(text.slice(from, cell));
        from = cell + delimiter.length;
        if (from < text.length) continue;
        if (!this.last) return null;
        throw new NotPlainCsv();
      }
      if (end === -1) {
        if (!this.last) return null;
        row.push(text.slice(from));
        this.at = text.length;
        return row;
      }
      row.push(text.slice(from, end));
      this.at = end + lineEnd.length;
      return row;
    }
  }

  /** null: not in this text. */
  private closing(open: number): number | null {
    const { text } = this;
    for (let at = open + 1; ; ) {
      const quote = text.indexOf('"', at);
      if (quote === -1) {
        if (this.last) throw new NotPlainCsv();
        return null;
      }
      if (text[quote + 1] !== '"') return quote;
      at = quote + 2;
    }
  }

  firstBreak(): number | null {
    const { text, delimiter } = this;
    for (let at = 0, start = true; at < text.length; ) {
      if (start && text[at] === '"') {
        const closing = this.closing(at);
        if (closing === null) return null;
        at = closing + 1;
        start = false;
        continue;
      }
      const character = text[at];
      if (character === '\n' || character === '\r') return at;
      start = text.startsWith(delimiter, at);
      at += start ? delimiter.length : 1;
    }
    return null;
  }
}
