import { PLAIN_SHEET, isBlank } from '../../core';
import type { ColumnMapping, Row, SheetFacts } from '../../core';
import type { LedgerDocument } from '../store/ledger-content';
import type { ReadingSink } from '../store/reading-sink';
import { finished } from './finished-reading';
import type { Following } from './import-progress';
import type { ReadingJob, Written } from './long-file';
import { PlainSoFar } from './plain-listing';
import { ReadingInLots } from './reading-in-lots';
import type { PlacedRow } from './reading-in-lots';

/** That a sheet is a plain listing: what its first rows tell. */
export interface Supposed {
  /** Up to the header. */
  readonly head: readonly Row[];
  /** With what the columns decide: the order of day and month, the decimal mark. */
  readonly mapping: ColumnMapping;
  readonly dates1904: boolean;
}

/** Whether what a sheet says beside its cells leaves each row to itself, as in a CSV file. */
export function isPlainSheet({ hidden, hiddenRows, hiddenColumns, merges, columnsNotRead }: SheetFacts, { columns, headerRow }: ColumnMapping): boolean {
  const mapped = new Set(Object.values(columns));
  // Cells merged side by side, or above the table, hold nothing of another row.
  return !hidden && hiddenRows === 0 && !columnsNotRead && hiddenColumns.every((column) => !mapped.has(column)) && merges.every(({ top, bottom }) => top === bottom || bottom <= headerRow);
}

/** Turns the rows of a sheet into a ledger before the sheet is known as a whole. */
export class RowsAhead<Built> {
  private readonly plain: PlainSoFar | null;
  private readonly reading: ReadingInLots;

  constructor(private readonly supposed: Supposed, { company, file }: ReadingJob, private readonly writer: ReadingSink<Built>) {
    const { head, mapping, dates1904 } = supposed;
    this.plain = PlainSoFar.of(mapping);
    this.plain?.under(head[mapping.headerRow] ?? []);
    this.reading = new ReadingInLots(head, mapping, company, file, writer, { ...PLAIN_SHEET, dates1904 });
  }

  /**
   * @param first zero-based place of the first of these rows in the sheet
   * @returns false: the sheet is more than a listing.
   */
  take(first: number, rows: readonly Row[]): boolean {
    const lot: PlacedRow[] = [];
    for (let index = 0; index < rows.length; index += 1) {
      const [at, row] = [first + index, rows[index] as Row];
      if (at <= this.supposed.mapping.headerRow || row.every(isBlank)) continue;
      if (this.plain?.take(row) !== 'invoice') return false;
      lot.push({ at, row });
    }
    this.reading.take(lot);
    return !this.reading.depends;
  }

  get documents(): readonly LedgerDocument[] {
    return this.reading.documents;
  }

  /** null: there is no invoice. */
  finish(following: Following): Written<Built> | null {
    return this.reading.invoices === 0 ? null : finished(this.writer, this.documents, this.reading.facts(), following);
  }
}
