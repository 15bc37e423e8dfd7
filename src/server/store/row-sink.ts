import type { Statements, Value } from './statements';

const ROWS_AT_ONCE = 64;
/** Ledgers whose columns are filled now and then make many shapes of statements. */
const SHAPES_KEPT = 24;

/**
 * Rows for one table, written many at a time. Binding a value costs more than storing it: columns that are empty in a whole
 * lot are left out of its statement, and a column that says the same in all of its rows is bound once for all of them.
 */
export class RowSink {
  private rows: (readonly Value[])[] = [];
  private readonly shapes = new Map<string, string>();

  constructor(private readonly into: Statements, private readonly table: string, private readonly columns: readonly string[]) {}

  /** In the order of the columns. */
  add(row: readonly Value[]): void {
    this.rows.push(row);
    if (this.rows.length >= ROWS_AT_ONCE) this.flush();
  }

  flush(): void {
    const { rows } = this;
    const first = rows[0];
    if (first === undefined) return;
    this.rows = [];
    const same: number[] = [];
    const own: number[] = [];
    for (let column = 0; column < this.columns.length; column += 1) {
      const value = first[column] as Value;
      if (rows.some((row) => row[column] !== value)) own.push(column);
      else if (value !== null) same.push(column);
    }
    const shared = same.map((column) => first[column] as Value);
    for (let from = 0, size = ROWS_AT_ONCE; from < rows.length; size /= 2) {
      while (rows.length - from >= size) {
        const values: Value[] = [...shared];
        for (let at = from; at < from + size; at += 1) for (const column of own) values.push((rows[at] as readonly Value[])[column] as Value);
        this.into.run(this.insert(same, own, size), values);
        from += size;
      }
    }
  }

  private insert(same: readonly number[], own: readonly number[], size: number): string {
    const shape = `${same.join()}/${own.join()}/${size}`;
    const known = this.shapes.get(shape);
    if (known !== undefined) return known;
    let next = same.length;
    const shared = same.map((_, at) => `?${at + 1}`);
    const rows = Array.from({ length: size }, () => `(${[...shared, ...own.map(() => `?${(next += 1)}`)].join(', ')})`);
    const sql = `insert into ${this.table} (${[...same, ...own].map((column) => `"${this.columns[column] as string}"`).join(', ')}) values ${rows.join(', ')}`;
    if (this.shapes.size === SHAPES_KEPT) this.shapes.clear();
    this.shapes.set(shape, sql);
    return sql;
  }
}
