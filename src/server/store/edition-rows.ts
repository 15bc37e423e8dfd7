import Libsql from 'libsql';
import { EDITION_TABLES } from './edition-schema';
import { PreparedStatements } from './statements';
import type { Statements, Value } from './statements';

/** Nobody reads the file before it is whole: no journal, one flush at the end. Sorting goes to files, not to memory. */
const PRAGMAS = ['main.page_size = 8192', 'main.journal_mode = OFF', 'main.synchronous = OFF', 'main.cache_size = -24576', 'temp_store = FILE'];

export function openEditionFile(file: string): Libsql.Database {
  const db = new Libsql(file);
  for (const pragma of PRAGMAS) db.exec(`PRAGMA ${pragma}`);
  return db;
}

export function createTables(db: Libsql.Database): void {
  for (const statement of EDITION_TABLES) db.exec(statement);
}

/** A new edition's file, written by whoever holds it for the writer of the edition (EditionWriter). */
export class EditionRows implements Statements {
  private readonly db: Libsql.Database;
  private readonly statements: PreparedStatements;

  constructor(file: string) {
    this.db = openEditionFile(file);
    createTables(this.db);
    this.statements = new PreparedStatements(this.db);
    this.db.exec('begin');
  }

  run(sql: string, values: readonly Value[]): void {
    this.statements.run(sql, values);
  }

  /** From now on the file is the writer's. */
  end(): void {
    this.db.exec('commit');
    this.db.close();
  }
}
