/** A longer row is a quote that was never closed, or no table. */
export const LONGEST_RECORD = 1_000_000;

/**
 * Quotes set in a way that needs the whole parser (csv-table.ts) to be understood as it understands them. Nothing is
 * guessed here: the file is then read by that one.
 */
export class NotPlainCsv extends Error {}

/**
 * The rows of a whole text, cut as the parser cuts them: the same cells (tested against it). The parser makes an error of
 * each row that is shorter or longer than the first, also where that is allowed: blank lines would take a hundred times as long.
 * @throws NotPlainCsv
 */
export function* plainRows(text: string, delimiter: string): Generator<string[]> {
  const marked = text.startsWith('\ufeff') ? text.slice(1) : text;
  const cutter = new Cutter(marked, delimiter, lineEndOf(marked, delimiter, true) ?? '\n', true);
  for (let from = 0, row = cutter.next(); row !== null; from = cutter.at, row = cutter.next()) {
    if (cutter.at - from > LONGEST_RECORD) throw new NotPlainCsv();
    yield row;
  }
}

/** The first line break outside quotes is the file's: csv-parse finds it so. null: not seen yet. */
export function lineEndOf(text: string, delimiter: string, last: boolean): string | null {
  const cutter = new Cutter(text, delimiter, '', last);
  const at = cutter.firstBreak();
  if (at === null) return null;
  if (text[at] === '\n') return '\n';
  // The other half of the break may be in the next chunk.
  if (at + 1 >= text.length && !last) return null;
  return text[at + 1] === '\n' ? '\r\n' : '\r';
}

/** Cuts rows off a text of which more may follow. */
export class Cutter {
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
