import { foldHeader, hashOfNumber, inferDateOrder, isBareDate, isBlank, textOf } from '../../core';
import type { ColumnMapping, LedgerField, Row } from '../../core';
import { lotsOf } from './csv-lots';
import type { CsvFile } from './csv-lots';

/** Rows at the beginning by which a layout is known; the decimal mark is inferred from the first 5 000 amounts. */
export const HEAD_ROWS = 6_000;

/** What a first pass over a long file tells, before a single row is kept. */
export interface Survey {
  /** The first rows, and behind them one row for each thing that the date columns say further down: by these the whole columns are judged. */
  readonly digest: readonly Row[];
  readonly rows: number;
}

/** Neither day nor month is above 12, and no ledger holds this year. */
const UNDECIDED = '01/02/9999';
const TOTAL = /total|totaux|cumul|report|somme|\bsum\b/i;

/**
 * Whether the rows below a header are a listing as far as they came: one row, one invoice, whose number comes once. What any other row means
 * (totals, headings, the header again, rows without a number or a customer) depends on the rows around it.
 */
export class PlainSoFar {
  /** Rows of invoices. */
  rows = 0;
  private readonly seen = new SeenOnce();
  private readonly due: number;
  private readonly days: readonly number[];
  private header = '';

  private constructor(private readonly number: number, private readonly code: number, private readonly name: number, { columns }: ColumnMapping) {
    this.due = columns.due ?? -1;
    this.days = [columns.due, columns.issued, columns['retained-until'], columns['e-invoice-status-on'], columns['reminded-on']].filter((column) => column !== undefined);
  }

  /** null: the columns of a listing are not all there. */
  static of(mapping: ColumnMapping): PlainSoFar | null {
    const column = (field: LedgerField): number => mapping.columns[field] ?? -1;
    const [number, code, name] = [column('invoice-number'), column('debtor-code'), column('debtor-name')];
    return number === -1 || column('due') === -1 || (code === -1 && name === -1) ? null : new PlainSoFar(number, code, name, mapping);
  }

  under(header: Row): void {
    this.header = textOf(header[this.number]);
  }

  /** `more`: it is more than a listing. */
  take(row: Row): 'invoice' | 'blank' | 'more' {
    const text = textOf(row[this.number]);
    if (text === '' || (isBlank(row[this.code]) && isBlank(row[this.name]))) return row.every(isBlank) ? 'blank' : 'more';
    if (text === this.header) return 'more';
    if (isBlank(row[this.due]) && saysTotal(row)) return 'more';
    // What a day without separators means is decided by its whole column.
    if (this.days.some((column) => isBareDate(textOf(row[column])))) return 'more';
    if (!this.seen.isFirst(hashOfNumber(text))) return 'more';
    this.rows += 1;
    return 'invoice';
  }
}

export const saysTotal = (row: Row): boolean => row.some((cell) => typeof cell === 'string' && TOTAL.test(foldHeader(textOf(cell))));

/**
 * Looks through a long CSV file once. null: it is more than a listing, or a number comes twice: the file must be read as a whole.
 */
export function survey(file: CsvFile, mapping: ColumnMapping, told: (bytes: number) => void): Survey | null {
  const { columns, headerRow } = mapping;
  const [due, issued] = [columns.due ?? -1, columns.issued ?? -1];
  const plain = PlainSoFar.of(mapping);
  if (plain === null) return null;
  const digest: Row[] = [];
  const dates = new DateEvidence();
  for (const { first, rows, bytes } of lotsOf(file)) {
    const cells: string[] = [];
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as readonly string[];
      if (digest.length < HEAD_ROWS) digest.push(row);
      if (first + at === headerRow) plain.under(row);
      if (first + at <= headerRow) continue;
      const is = plain.take(row);
      if (is === 'more') return null;
      if (is === 'blank') continue;
      const [dueOn, issuedOn] = [row[due] ?? '', row[issued] ?? ''];
      if (dueOn !== '') cells.push(dueOn);
      if (issuedOn !== '') cells.push(issuedOn);
    }
    dates.add(cells);
    told(bytes);
  }
  const evidence = dates.cells.map((cell): Row => {
    const row: string[] = [];
    for (let at = 0; at < due; at += 1) row.push('');
    return [...row, cell];
  });
  return { digest: [...digest, ...evidence], rows: plain.rows };
}

/** One cell for each thing that the dates say, so that the rule for whole columns (core) can be asked about a few. */
class DateEvidence {
  readonly cells: string[] = [];
  private readonly have = new Set<string>();

  add(cells: readonly string[]): void {
    const said = inferDateOrder([...cells, UNDECIDED]);
    if (said.kind === 'undecided') this.keep('undecided', said.example === UNDECIDED ? undefined : said.example);
    else if (said.kind === 'decided') this.keep(said.order, this.have.has(said.order) ? undefined : cells.find((cell) => inferDateOrder([cell, UNDECIDED]).kind === 'decided'));
    else {
      this.keep('day-first', said.dayFirst);
      this.keep('month-first', said.monthFirst);
    }
  }

  private keep(what: string, cell: string | undefined): void {
    if (cell === undefined || this.have.has(what)) return;
    this.have.add(what);
    this.cells.push(cell);
  }
}

/** Whether one of many numbers came before, in 8 bytes each. */
class SeenOnce {
  private slots = new Float64Array(1 << 16);
  private used = 0;

  isFirst(hash: number): boolean {
    if (this.used * 2 > this.slots.length) this.grow();
    if (!this.put(hash)) return false;
    this.used += 1;
    return true;
  }

  /** false: it was there. */
  private put(hash: number): boolean {
    const { slots } = this;
    // Zero marks an empty slot.
    const key = hash + 1;
    // The upper half of the hash; a division with rest by so large a number costs more than all else here.
    const last = slots.length - 1;
    for (let at = (key / 0x100000) & last; ; at = (at + 1) & last) {
      if (slots[at] === 0) {
        slots[at] = key;
        return true;
      }
      if (slots[at] === key) return false;
    }
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Float64Array(slots.length * 2);
    for (const key of slots) if (key !== 0) this.put(key - 1);
  }
}
