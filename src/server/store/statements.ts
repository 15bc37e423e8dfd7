import type { Database, Statement } from 'libsql';

export type Value = string | number | null;

/** Runs statements on one database, in the order in which they come; it may be in another thread. */
export interface Statements {
  run(sql: string, values: readonly Value[]): void;
}

/** Of several tables; of a table, see RowSink. */
const STATEMENTS_KEPT = 64;

/** Each statement is prepared once. */
export class PreparedStatements implements Statements {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly db: Database) {}

  run(sql: string, values: readonly Value[]): void {
    this.statement(sql).run(values);
  }

  private statement(sql: string): Statement {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    if (this.prepared.size === STATEMENTS_KEPT) this.prepared.clear();
    this.prepared.set(sql, statement);
    return statement;
  }
}
