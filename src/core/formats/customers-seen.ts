import type { Row } from './cell';
import { PostalAddresses } from './postal-addresses';
import { tellsAddresses } from './postal-of-row';
import type { ColumnMapping, LedgerField } from './wire';

const CUSTOMER_FIELDS: readonly LedgerField[] = ['debtor-code', 'debtor-name', 'siren', 'siret', 'vat', 'town', 'contact-address', 'accounting-address', 'payer-address', 'generic-address', 'management-address', 'sales-address', 'contact-name', 'phone', 'language', 'debtor-kind', 'segment', 'debtor-iban', 'contract-rate', 'debtor-standing', 'street', 'street-more', 'street-last', 'postcode', 'postal-town', 'country'];

interface Seen {
  readonly key: string;
  readonly cells: string;
}

/** Behind each cell, and before a number. A cell that holds one of them is not remembered: two rows could then be spelt alike. */
const END = '\u0001';
const NUMBER = '\u0002';

/**
 * What the customer's own cells said in the rows of a file so far. A customer's rows mostly repeat them: the same cells again
 * say nothing new, and reading them is half of the work of a long file.
 */
export class CustomersSeen {
  private readonly byFirst = new Map<string | number, Seen>();
  private readonly columns: readonly number[];
  /** null: the file has no column of addresses. */
  readonly addresses: PostalAddresses | null;

  constructor(mapping: ColumnMapping) {
    this.addresses = tellsAddresses(mapping) ? new PostalAddresses() : null;
    this.columns = CUSTOMER_FIELDS.flatMap((field) => mapping.columns[field] ?? []);
  }

  /** The key of the customer whom the very same cells named before; null: they are new, or not of texts and numbers alone. */
  customer(row: Row): string | null {
    const first = row[this.columns[0] as number];
    const seen = typeof first === 'string' || typeof first === 'number' ? this.byFirst.get(first) : undefined;
    return seen !== undefined && seen.cells === this.spelt(row) ? seen.key : null;
  }

  keep(row: Row, key: string): void {
    const cells = this.spelt(row);
    const first = row[this.columns[0] as number] ?? '';
    if (cells === null || (typeof first !== 'string' && typeof first !== 'number')) return;
    // Copies: a piece of a text keeps the whole text in memory.
    const own = JSON.parse(JSON.stringify({ first, key, cells })) as Seen & { readonly first: string | number };
    this.byFirst.set(own.first, { key: own.key, cells: own.cells });
  }

  /** One text for all cells: a hundred thousand customers are held, and each cell of its own would take three times as much. */
  private spelt(row: Row): string | null {
    let text = '';
    for (const column of this.columns) {
      const cell = row[column] ?? '';
      if (typeof cell === 'number') text += `${NUMBER}${cell}`;
      else if (typeof cell !== 'string' || cell.includes(END) || cell.includes(NUMBER)) return null;
      else text += cell;
      text += END;
    }
    return text;
  }
}
