import type { Database, Statement } from 'libsql';

export type Value = string | number | null;
const ROWS_AT_ONCE = 64;
/** Ledgers whose columns are filled now and then make many shapes of statements. */
const STATEMENTS_KEPT = 24;

/** Some rows of one table, by what they have in common; it can be handed to another thread. */
export interface Lot {
  readonly size: number;
  /** Columns that say the same in all of them, and the columns of which each has its own value; all others are empty. */
  readonly same: readonly number[];
  readonly own: readonly number[];
  /** What all of them say, then row by row what each says. */
  readonly values: readonly Value[];
}

/**
 * Rows for one table, many at a time. Binding a value costs more than storing it: columns that are empty in a whole lot are
 * left out of its statement, and a column that says the same in all of its rows is bound once for all of them.
 */
export class RowLots {
  private rows: (readonly Value[])[] = [];

  constructor(private readonly columns: number, private readonly take: (lot: Lot) => void) {}

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
    for (let column = 0; column < this.columns; column += 1) {
      const value = first[column] as Value;
      if (rows.some((row) => row[column] !== value)) own.push(column);
      else if (value !== null) same.push(column);
    }
    const shared = same.map((column) => first[column] as Value);
    for (let from = 0, size = ROWS_AT_ONCE; from < rows.length; size /= 2) {
      while (rows.length - from >= size) {
        const values: Value[] = [...shared];
        for (let at = from; at < from + size; at += 1) for (const column of own) values.push((rows[at] as readonly Value[])[column] as Value);
        this.take({ size, same, own, values });
        from += size;
      }
    }
  }
}

/** Writes lots of one table. */
export class LotStatements {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly db: Database, private readonly table: string, private readonly columns: readonly string[]) {}

  run({ size, same, own, values }: Lot): void {
    this.statement(same, own, size).run([...values]);
  }

  private statement(same: readonly number[], own: readonly number[], size: number): Statement {
    const name = `${same.join()}/${own.join()}/${size}`;
    const known = this.prepared.get(name);
    if (known !== undefined) return known;
    let next = same.length;
    const shared = same.map((_, at) => `?${at + 1}`);
    const rows = Array.from({ length: size }, () => `(${[...shared, ...own.map(() => `?${(next += 1)}`)].join(', ')})`);
    const statement = this.db.prepare(`insert into ${this.table} (${[...same, ...own].map((column) => `"${this.columns[column] as string}"`).join(', ')}) values ${rows.join(', ')}`);
    if (this.prepared.size === STATEMENTS_KEPT) this.prepared.clear();
    this.prepared.set(name, statement);
    return statement;
  }
}

/** Rows for one table, written by whoever adds them. */
export class RowSink extends RowLots {
  constructor(db: Database, table: string, columns: readonly string[]) {
    const statements = new LotStatements(db, table, columns);
    super(columns.length, (lot) => statements.run(lot));
  }
}
