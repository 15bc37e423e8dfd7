import type { Row } from './cell';
import type { ColumnMapping, LedgerField } from './wire';

const CUSTOMER_FIELDS: readonly LedgerField[] = ['debtor-code', 'debtor-name', 'siren', 'siret', 'vat', 'town', 'contact-address', 'contact-name', 'phone', 'language', 'debtor-kind', 'segment'];

/**
 * What the customer's own cells said in the rows of a file so far. A customer's rows mostly repeat them: the same cells again
 * say nothing new, and reading them is half of the work of a long file.
 */
export class CustomersSeen {
  private readonly keys = new Map<string, string>();
  private columns: readonly number[] | null = null;

  /** The customer's cells of a row, as one text; null: not of text alone. */
  cellsOf(row: Row, mapping: ColumnMapping): string | null {
    this.columns ??= CUSTOMER_FIELDS.flatMap((field) => mapping.columns[field] ?? []);
    let text = '';
    for (const column of this.columns) {
      const cell = row[column];
      if (typeof cell === 'string') text += `${cell}\u0001`;
      else if (cell === null || cell === undefined) text += '\u0001';
      else return null;
    }
    return text;
  }

  /** The key of the customer whom these cells named before; undefined: they are new. */
  customer(cells: string): string | undefined {
    return this.keys.get(cells);
  }

  keep(cells: string, key: string): void {
    this.keys.set(cells, key);
  }
}
