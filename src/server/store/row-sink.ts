import type { Database, Statement } from 'libsql';

export type Value = string | number | null;
const ROWS_AT_ONCE = 64;

/**
 * Rows for one table, written many at a time. Columns that are empty in a whole lot are left out of its statement: binding
 * a value costs more than storing it.
 */
export class RowSink {
  private rows: (readonly Value[])[] = [];
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly db: Database, private readonly table: string, private readonly columns: readonly string[]) {}

  /** In the order of the columns. */
  add(row: readonly Value[]): void {
    this.rows.push(row);
    if (this.rows.length >= ROWS_AT_ONCE) this.flush();
  }

  flush(): void {
    const { rows } = this;
    if (rows.length === 0) return;
    this.rows = [];
    const used: number[] = [];
    for (let column = 0; column < this.columns.length; column += 1) if (rows.some((row) => row[column] !== null)) used.push(column);
    for (let from = 0, size = ROWS_AT_ONCE; from < rows.length; size /= 2) {
      while (rows.length - from >= size) {
        const values: Value[] = [];
        for (let at = from; at < from + size; at += 1) for (const column of used) values.push((rows[at] as readonly Value[])[column] as Value);
        this.statement(used, size).run(values);
        from += size;
      }
    }
  }

  private statement(used: readonly number[], size: number): Statement {
    const name = `${used.join()}/${size}`;
    const known = this.prepared.get(name);
    if (known !== undefined) return known;
    const row = `(${used.map(() => '?').join(', ')})`;
    const statement = this.db.prepare(`insert into ${this.table} (${used.map((column) => `"${this.columns[column] as string}"`).join(', ')}) values ${Array.from({ length: size }, () => row).join(', ')}`);
    this.prepared.set(name, statement);
    return statement;
  }
}
