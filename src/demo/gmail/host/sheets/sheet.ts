import { parseBox } from './a1';
import type { GridBox } from './a1';
import { isEmpty, lastIndexWhere } from './cell';
import type { Cell } from './cell';

export type Box = { readonly [K in keyof GridBox]: number };
export type Plain = Readonly<Record<string, unknown>>;

export interface ProtectedRange {
  readonly id: number;
  readonly box: GridBox;
  /** Who may write besides the owner of the spreadsheet; null: whoever may write in the spreadsheet. */
  readonly editors: readonly string[] | null;
  readonly warningOnly: boolean;
  readonly description: string;
}
/** A rule, a format, a merged range: where, and as the API told it. */
export interface Marked {
  readonly box: GridBox;
  readonly what: Plain;
}

/** What one batchUpdate may undo. */
export interface SheetState {
  title: string;
  index: number;
  hidden: boolean;
  rowCount: number;
  columnCount: number;
  frozenRows: number;
  frozenColumns: number;
  /** The rows themselves are never changed in place. */
  rows: readonly (readonly Cell[])[];
  merges: readonly GridBox[];
  protections: readonly ProtectedRange[];
  charts: readonly { readonly id: number; readonly spec: Plain; readonly position: Plain }[];
  validations: readonly Marked[];
  formats: readonly Marked[];
  conditions: readonly Plain[];
  filter: Plain | null;
  widths: readonly Marked[];
  tabColor: Plain | null;
  notes: readonly Marked[];
}

export interface NewSheet {
  readonly title: string;
  readonly sheetId?: number;
  readonly hidden?: boolean;
  /** As a clerk sees them; `undefined` and missing cells are empty. */
  readonly rows?: readonly (readonly Cell[])[];
  readonly rowCount?: number;
  readonly columnCount?: number;
}

/** One tab. */
export class SimulatedSheet {
  state: SheetState;

  constructor(readonly sheetId: number, { title, hidden = false, rows = [], rowCount, columnCount }: NewSheet, index: number) {
    this.state = {
      title, index, hidden, rows,
      rowCount: rowCount ?? Math.max(1000, rows.length), columnCount: columnCount ?? rows.reduce((widest, row) => Math.max(widest, row.length), 26),
      frozenRows: 0, frozenColumns: 0, merges: [], protections: [], charts: [], validations: [], formats: [], conditions: [], filter: null, widths: [], tabColor: null, notes: [],
    };
  }

  get title(): string {
    return this.state.title;
  }

  /** Rows up to the last one with something in it, as they stand. */
  get rows(): readonly (readonly Cell[])[] {
    const last = lastIndexWhere(this.state.rows, (row) => row.some((cell) => !isEmpty(cell)));
    return this.state.rows.slice(0, last + 1);
  }

  /** A clerk's edit: the tab has another name. */
  rename(title: string): void {
    this.state = { ...this.state, title };
  }

  hide(hidden = true): void {
    this.state = { ...this.state, hidden };
  }

  cell(row: number, column: number): Cell {
    return this.state.rows[row]?.[column] ?? null;
  }

  /** @param place `B3` */
  at(place: string): Cell {
    const { fromRow, fromColumn } = placeOf(place);
    return this.cell(fromRow, fromColumn);
  }

  /** A clerk's edit by hand, without any check. @param place `B3` */
  edit(place: string, cell: Cell): void {
    const { fromRow, fromColumn } = placeOf(place);
    this.write(fromRow, fromColumn, [[cell]]);
  }

  /** Writes a block; grid and rights are the caller's affair. */
  write(row: number, column: number, block: readonly (readonly (Cell | undefined)[])[]): void {
    const rows = [...this.state.rows];
    block.forEach((cells, offset) => {
      while (rows.length <= row + offset) rows.push([]);
      const changed = [...(rows[row + offset] ?? [])];
      while (changed.length < column + cells.length) changed.push(null);
      cells.forEach((cell, index) => { if (cell !== undefined) changed[column + index] = cell; });
      rows[row + offset] = changed;
    });
    this.state = { ...this.state, rows, rowCount: Math.max(this.state.rowCount, rows.length), columnCount: Math.max(this.state.columnCount, ...block.map((cells) => column + cells.length)) };
  }

  /** A clerk deletes whole rows. @param from 1 for the first row */
  deleteRows(from: number, count = 1): void {
    this.splice(from - 1, count, 0);
  }

  /** A clerk inserts empty rows before a row. @param before 1 for the first row */
  insertRows(before: number, count = 1): void {
    this.splice(before - 1, 0, count);
  }

  splice(at: number, remove: number, insert: number): void {
    const rows = [...this.state.rows];
    if (insert > 0) while (rows.length < at) rows.push([]);
    rows.splice(at, remove, ...Array.from({ length: insert }, () => []));
    this.state = { ...this.state, rows, rowCount: this.state.rowCount - remove + insert };
  }

  /** Takes cells out; what stands below moves up, the grid keeps its rows. */
  pullUp({ fromRow, toRow, fromColumn, toColumn }: Box): void {
    const { rows } = this.state;
    const moved = rows.map((row, index) => {
      const below = rows[index + toRow - fromRow] ?? [];
      if (index < fromRow) return row;
      return Array.from({ length: Math.max(row.length, Math.min(below.length, toColumn)) }, (_none, column) => (column < fromColumn || column >= toColumn ? row : below)[column] ?? null);
    });
    this.state = { ...this.state, rows: moved };
  }

  /** A clerk merges cells: what is not in the first is gone. @param cells `A1:C1` */
  merge(cells: string): void {
    const box = this.box(parseBox(cells) ?? placeOf(cells));
    this.clear({ ...box }, (row, column) => row === box.fromRow && column === box.fromColumn);
    this.state = { ...this.state, merges: [...this.state.merges, box] };
  }

  clear(within: GridBox, keep: (row: number, column: number) => boolean = () => false): void {
    const box = this.box(within);
    const rows = this.state.rows.map((row, index) => (index < box.fromRow || index >= box.toRow ? row : row.map((cell, column) => (column < box.fromColumn || column >= box.toColumn || keep(index, column) ? cell : null))));
    this.state = { ...this.state, rows };
  }

  /** Open ends closed at the end of the grid. */
  box({ fromRow, toRow, fromColumn, toColumn }: GridBox): Box {
    return { fromRow, toRow: Math.min(toRow ?? this.state.rowCount, this.state.rowCount), fromColumn, toColumn: Math.min(toColumn ?? this.state.columnCount, this.state.columnCount) };
  }
}

function placeOf(place: string): GridBox {
  const box = parseBox(place);
  if (box === null) throw new Error(`${place} is no cell`);
  return box;
}

