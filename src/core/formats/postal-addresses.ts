import type { LocalDate } from '../calendar';
import type { PostalAddress } from '../ledger';
import type { LedgerProblem } from '../problems';
import { foldHeader } from './cell';

/** A customer with more is told of by the first. */
const ROWS_TOLD = 5;

interface Differing {
  readonly name: string;
  /** Rows, as people count them: the first of each address. */
  readonly rows: Map<string, number>;
}

/** A piece of a text keeps the whole text in memory. */
const copied = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** Of the address that counts. */
interface Told {
  on: LocalDate;
  readonly row: number;
  /** JSON. */
  readonly text: string;
  /** As the row has them. */
  readonly cells: string;
}

/** An address for comparing: spelling aside. What has no Latin letter or figure is compared as it is. */
const foldOf = ({ lines, postcode, town, country }: PostalAddress): string => [...lines, postcode ?? '', town ?? '', country ?? ''].map((part) => foldHeader(part) || part).join('|');

/**
 * The address of each customer of a file: where rows tell several, that of the newest invoice, of two of one day the later
 * row's. Kept while the file is read in parts, as one text each: a hundred thousand customers are held.
 */
export class PostalAddresses {
  private readonly told = new Map<string, Told>();
  private readonly differing = new Map<string, Differing>();
  private readonly changed = new Set<string>();
  /** Of a file that is read in parts: the number of a row in the file, by its place in the part that is read now. */
  numberOf: ((at: number) => number) | null = null;

  /**
   * A row whose cells of the address are those of the one that counts: almost every row of a long file. It is not read again.
   * @returns false: it must be told.
   */
  again(customer: string, cells: string, on: LocalDate): boolean {
    const before = this.told.get(customer);
    if (before?.cells !== cells) return false;
    if (on > before.on) before.on = on;
    return true;
  }

  /** @param cells as the row has them */
  tell(customer: string, name: string, address: PostalAddress | null, cells: string, on: LocalDate, at: number): void {
    if (address === null) return;
    const before = this.told.get(customer);
    const row = this.numberOf?.(at) ?? at + 1;
    if (before === undefined) {
      this.told.set(copied(customer), { on, row, text: JSON.stringify(address), cells: copied(cells) });
      this.changed.add(customer);
      return;
    }
    const was = JSON.parse(before.text) as PostalAddress;
    const same = foldOf(was) === foldOf(address);
    const newer = on >= before.on;
    this.told.set(customer, { on: newer ? on : before.on, row: same || !newer ? before.row : row, text: same || !newer ? before.text : JSON.stringify(address), cells: same || !newer ? before.cells : copied(cells) });
    if (same) return;
    if (newer) this.changed.add(customer);
    const known = this.differing.get(customer) ?? { name, rows: new Map([[foldOf(was), before.row]]) };
    if (!known.rows.has(foldOf(address))) known.rows.set(foldOf(address), row);
    this.differing.set(customer, known);
  }

  of(customer: string): PostalAddress | null {
    const told = this.told.get(customer);
    return told === undefined ? null : (JSON.parse(told.text) as PostalAddress);
  }

  /** Customers whose address is another one since this was asked last. */
  drain(): readonly string[] {
    const changed = [...this.changed];
    this.changed.clear();
    return changed;
  }

  /** Which customers have several, and whose row counts. */
  remarks(file: string, sheet: string | null): readonly LedgerProblem[] {
    return [...this.differing].map(([customer, { name, rows }]) => {
      const row = rows.get(foldOf(this.of(customer) as PostalAddress)) as number;
      return { code: 'ledger/addresses-differ', file, sheet, row, customer: name.slice(0, 80), others: [...rows.values()].filter((each) => each !== row).slice(0, ROWS_TOLD), count: rows.size };
    });
  }
}
