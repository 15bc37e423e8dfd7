import type { Cell, Row } from '../../core';

/** Rows on their way to another thread: numbers as they are, everything else as its place in what both sides know by now. */
export interface PackedRows {
  /** Places are counted anew from this lot on. */
  readonly anew: boolean;
  /** What is said for the first time, in the order of its places. */
  readonly said: readonly Cell[];
  /** Cells of each row. */
  readonly widths: Uint16Array;
  readonly kinds: Uint8Array;
  readonly values: Float64Array;
}

const EMPTY = 0;
const NUMBER = 1;
const SAID = 2;
/** Of a long ledger not every text is held twice. */
const MOST_SAID = 1 << 17;
/** Cells of a column by which it is known whether it repeats itself. */
const JUDGED_BY = 2_000;
const REPEATS = 1 / 4;

/** A column in which hardly a text comes twice (the invoice numbers) is not looked up. */
interface Column {
  texts: number;
  known: number;
}

/**
 * Packs rows. A ledger says the same names and days over and over, and a copy of each takes the other thread longer to make,
 * to look up and to throw away than all that it does with the row.
 */
export class RowPacker {
  private readonly places = new Map<string, number>();
  private readonly days = new Map<string, number>();
  private readonly columns: Column[] = [];
  private said: Cell[] = [];
  private count = 0;

  constructor(private readonly most = MOST_SAID) {}

  pack(rows: readonly Row[]): PackedRows {
    const anew = this.count >= this.most;
    if (anew) {
      this.places.clear();
      this.days.clear();
      this.count = 0;
    }
    this.said = [];
    let cells = 0;
    for (const row of rows) cells += row.length;
    const widths = new Uint16Array(rows.length);
    const kinds = new Uint8Array(cells);
    const values = new Float64Array(cells);
    let at = 0;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as Row;
      widths[index] = row.length;
      for (let column = 0; column < row.length; column += 1, at += 1) {
        const cell = row[column] as Cell;
        if (cell === null) continue;
        kinds[at] = typeof cell === 'number' ? NUMBER : SAID;
        values[at] = typeof cell === 'number' ? cell : typeof cell === 'string' ? this.text(cell, column) : typeof cell === 'object' && 'day' in cell ? this.day(cell) : this.say(cell);
      }
    }
    return { anew, said: this.said, widths, kinds, values };
  }

  private text(text: string, at: number): number {
    const column = (this.columns[at] ??= { texts: 0, known: 0 });
    if (column.texts >= JUDGED_BY && column.known < column.texts * REPEATS) return this.say(text);
    column.texts += 1;
    const place = this.places.get(text);
    if (place !== undefined) {
      column.known += 1;
      return place;
    }
    this.places.set(text, this.count);
    return this.say(text);
  }

  private day(cell: Extract<Cell, { readonly day: string }>): number {
    const place = this.days.get(cell.day);
    if (place !== undefined) return place;
    this.days.set(cell.day, this.count);
    return this.say(cell);
  }

  private say(cell: Cell): number {
    this.said.push(cell);
    return this.count++;
  }
}

/** The other side of a `RowPacker`: lots in the order in which they were packed. */
export class RowUnpacker {
  private said: Cell[] = [];

  unpack({ anew, said, widths, kinds, values }: PackedRows): readonly Row[] {
    if (anew) this.said = [];
    for (const cell of said) this.said.push(cell);
    const rows: Row[] = [];
    let at = 0;
    for (const width of widths) {
      const row: Cell[] = [];
      for (const end = at + width; at < end; at += 1) row.push(kinds[at] === EMPTY ? null : kinds[at] === NUMBER ? (values[at] as number) : (this.said[values[at] as number] as Cell));
      rows.push(row);
    }
    return rows;
  }
}

/** What of a packed lot is handed over, not copied. */
export const handedOver = ({ widths, kinds, values }: PackedRows): ArrayBuffer[] => [widths, kinds, values].map(({ buffer }) => buffer as ArrayBuffer);
