import Libsql from 'libsql';
import { BILL_FIELDS, EDITION_TABLES, INSTALMENT_FIELDS, PAYMENT_FIELDS } from './edition-schema';
import { LotStatements } from './row-sink';
import type { Lot } from './row-sink';

/** What an edition holds of invoices; most of a ledger. */
export const BILL_TABLES = { bills: BILL_FIELDS, more_instalments: INSTALMENT_FIELDS, payment_events: PAYMENT_FIELDS } as const;
export type BillTable = keyof typeof BILL_TABLES;

/** Somebody who writes the rows of invoices into the edition's file while its writer reads on. The file is his until he has closed it. */
export interface RowsElsewhere {
  take(table: BillTable, lot: Lot): void;
}

/** Nobody reads the file before it is whole: no journal, one flush at the end. Sorting goes to files, not to memory, and two helpers of SQLite's own take part in it. */
const PRAGMAS = ['main.page_size = 8192', 'main.journal_mode = OFF', 'main.synchronous = OFF', 'main.cache_size = -32768', 'temp_store = FILE', 'threads = 2'];

export function openEditionFile(file: string): Libsql.Database {
  const db = new Libsql(file);
  for (const pragma of PRAGMAS) db.exec(`PRAGMA ${pragma}`);
  return db;
}

/** A new edition's file: its tables, and the rows of invoices as they come. */
export class EditionRows implements RowsElsewhere {
  private readonly db: Libsql.Database;
  private readonly statements: Readonly<Record<BillTable, LotStatements>>;

  constructor(file: string) {
    this.db = openEditionFile(file);
    for (const statement of EDITION_TABLES) this.db.exec(statement);
    const into = (table: BillTable): LotStatements => new LotStatements(this.db, table, BILL_TABLES[table]);
    this.statements = { bills: into('bills'), more_instalments: into('more_instalments'), payment_events: into('payment_events') };
    this.db.exec('begin');
  }

  take(table: BillTable, lot: Lot): void {
    this.statements[table].run(lot);
  }

  /** From now on the file is the writer's. */
  end(): void {
    this.db.exec('commit');
    this.db.close();
  }
}
