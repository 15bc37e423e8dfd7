import type { Cell, Row } from './cell';
import type { ColumnMapping, LedgerField } from './wire';

const CUSTOMER_FIELDS: readonly LedgerField[] = ['debtor-code', 'debtor-name', 'siren', 'siret', 'vat', 'town', 'contact-address', 'accounting-address', 'payer-address', 'generic-address', 'management-address', 'sales-address', 'contact-name', 'phone', 'language', 'debtor-kind', 'segment'];

interface Seen {
  readonly key: string;
  readonly cells: readonly (string | number)[];
}

/**
 * What the customer's own cells said in the rows of a file so far. A customer's rows mostly repeat them: the same cells again
 * say nothing new, and reading them is half of the work of a long file.
 */
export class CustomersSeen {
  private readonly byFirst = new Map<string | number, Seen>();
  private readonly columns: readonly number[];

  constructor(mapping: ColumnMapping) {
    this.columns = CUSTOMER_FIELDS.flatMap((field) => mapping.columns[field] ?? []);
  }

  /** The key of the customer whom the very same cells named before; null: they are new, or not of texts and numbers alone. */
  customer(row: Row): string | null {
    const first = row[this.columns[0] as number];
    const seen = typeof first === 'string' || typeof first === 'number' ? this.byFirst.get(first) : undefined;
    if (seen === undefined) return null;
    const { columns } = this;
    for (let at = 0; at < columns.length; at += 1) if ((row[columns[at] as number] ?? '') !== seen.cells[at]) return null;
    return seen.key;
  }

  keep(row: Row, key: string): void {
    const cells = this.columns.map((column): Cell => row[column] ?? '');
    if (cells.length === 0 || cells.some((cell) => typeof cell !== 'string' && typeof cell !== 'number')) return;
    // Copies: a piece of a text keeps the whole text in memory.
    const own = JSON.parse(JSON.stringify({ key, cells })) as Seen;
    this.byFirst.set(own.cells[0] as string | number, own);
  }
}
