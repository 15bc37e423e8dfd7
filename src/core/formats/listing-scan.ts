import { isBareDate } from './bare-dates';
import { faultOf, isBlank, textOf } from './cell';
import type { Cell, Row } from './cell';
import { dateOfCell } from './dates';
import { debtorKeyIn, plainCodeKey } from './debtor-of-row';
import { isExample, leftOut, saysPaid, saysPartlyPaid } from './invoice-of-row';
import { hashOfNumber } from './number-hash';
import { headerKind, totalLabelOf } from './report-rows';
import { RowCells, SHORTENED } from './row-cells';
import { PLAIN_SHEET } from './sheet-facts';
import type { ColumnMapping, LedgerField } from './wire';

/** The rows in which one customer is named; zero-based, ascending. */
export interface ScannedCustomer {
  /** As `readLedgerRows` keys its debtors. */
  readonly key: string;
  readonly rows: number[];
}

/** What a quick look over a ledger tells, without reading its invoices. */
export interface ListingScan {
  readonly customers: readonly ScannedCustomer[];
  /** Of each row its customer's place in `customers`; -1: none is named. */
  readonly customerOf: Int32Array;
  /** Of each row with a number its hash (`hashOfNumber`); NaN: no number. */
  readonly hashes: Float64Array;
  /** Rows that must be read whatever is asked, ascending: a cell could not be judged at a glance, or the number comes twice. Every row that cannot be used is among them. */
  readonly doubtful: readonly number[];
  /** What a row says depends on rows around it (totals, headings, a header again, days without separators): everything must be read. */
  readonly whole: boolean;
}

const DATES: readonly LedgerField[] = ['due', 'issued', 'retained-until', 'e-invoice-status-on', 'reminded-on'];
const AMOUNTS: readonly LedgerField[] = ['outstanding', 'amount', 'paid'];
/** Fields whose fault stops a row, beside those that are looked at one by one. */
const WORDS: readonly LedgerField[] = ['debtor-kind', 'invoice-kind', 'means', 'e-invoice-status', 'debtor-standing'];
const CUSTOMER: readonly LedgerField[] = ['debtor-name', 'siren', 'siret', 'vat', 'town'];

const PLAIN_AMOUNT = /^-?\d{1,12}(?:[.,]\d{1,2})?$/;
const CURRENCIES: ReadonlySet<Cell | undefined> = new Set<Cell | undefined>(['EUR', 'GBP', 'USD', 'CHF', '€', '£', '$']);
/** The first of six figures: no serial of a day is as large before the year 2173. */
const BARE_FROM = 100_000;
/** Serials of days between 1990 and 2099 (dates.ts). */
const [SERIAL_FROM, SERIAL_TO] = [32_874, 73_050];
const LONGEST_NUMBER = 64;

/** Looked up once, as in number-hash.ts. */
const { abs, round } = Math;
const { isSafeInteger, isNaN: isNone, NaN: NONE } = Number;

const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || cell === '' || cell === null || isBlank(cell);

/**
 * Looks over a listing once, cell by cell, without making anything of it: ten thousand rows where nothing is compiled yet.
 * Whatever is not plain at a glance is left to `readLedgerRows`; what is plain, it would read without a complaint.
 * @param mapping complete: with the order of days that the whole columns decide
 */
export function scanListing(rows: readonly Row[], mapping: ColumnMapping): ListingScan {
  return new Scanning(rows, mapping).scan();
}

/** What the cells of a customer come to. */
interface Spelling {
  /** In `customers`; -1: nobody is named. */
  readonly place: number;
  readonly plain: boolean;
}
/** Before cells that are not a code: no code begins with it. */
const MARK = '\u0001';

class Scanning {
  private readonly cells: RowCells;
  private readonly header: Row;
  private readonly spelt = new Map<string | number, Spelling>();
  private readonly byKey = new Map<string, number>();
  private readonly customers: ScannedCustomer[] = [];
  private readonly customerOf: Int32Array;
  private readonly hashes: Float64Array;
  private readonly doubtful: number[] = [];
  private readonly days = new Map<string, boolean>();
  private readonly states = new Map<string, 'harmless' | 'paid' | 'partly'>();
  private whole = false;
  private readonly name: number;

  constructor(private readonly rows: readonly Row[], private readonly mapping: ColumnMapping) {
    this.name = mapping.columns['debtor-name'] ?? -1;
    this.cells = new RowCells(rows, mapping, PLAIN_SHEET);
    this.header = rows[mapping.headerRow] ?? [];
    this.customerOf = new Int32Array(rows.length).fill(-1);
    this.hashes = new Float64Array(rows.length).fill(NONE);
  }

  scan(): ListingScan {
    const column = (field: LedgerField): number => this.mapping.columns[field] ?? -1;
    const all = (fields: readonly LedgerField[]): readonly number[] => fields.map(column).filter((at) => at >= 0);
    const [number, code, due, currency, status, matching, disputed, retained] = [column('invoice-number'), column('debtor-code'), column('due'), column('currency'), column('status'), column('matching'), column('disputed'), column('retained')];
    const [customer, dates, amounts, words, outstanding] = [all(CUSTOMER), all(DATES), all(AMOUNTS), all(WORDS), column('outstanding')];
    const issued = column('issued');
    // The words of a known export, and which of its rows are invoices, are not seen at a glance.
    if ((code < 0 && column('debtor-name') < 0) || this.cells.known !== null) this.whole = true;
    for (let at = this.mapping.headerRow + 1; at < this.rows.length && !this.whole; at += 1) {
      const row = this.rows[at] as Row;
      if (row.length === 0 || isExample(row[number])) continue;
      const who = this.customer(row, at, code, customer);
      const hash = this.number(row[number], at);
      let plain = who && hash;
      if (isEmpty(row[due])) plain = false;
      for (const place of dates) {
        const cell = row[place];
        if (cell === undefined || cell === '') continue;
        if (typeof cell === 'number') {
          if (cell >= BARE_FROM) this.whole = true;
          if (!(cell >= SERIAL_FROM && cell < SERIAL_TO) && (place === due || place === issued)) plain = false;
        } else if (!this.day(cell) && (place === due || place === issued)) plain = false;
      }
      let told = false;
      for (const place of amounts) {
        const cell = row[place];
        if (cell === undefined || cell === '') continue;
        if (typeof cell === 'number' ? !isAmount(cell) : typeof cell !== 'string' || !PLAIN_AMOUNT.test(cell)) plain = false;
        told = true;
      }
      if (!told) plain = false;
      if (currency >= 0 && !isEmpty(row[currency]) && !CURRENCIES.has(row[currency])) plain = false;
      for (const place of words) if (typeof row[place] === 'string' && faultOf(row[place]) !== null) plain = false;
      if (!isPlainSum(row[retained]) || !isPlainSum(row[disputed])) plain = false;
      if (matching >= 0 && !isEmpty(row[matching]) && isEmpty(row[outstanding])) plain = false;
      if (status >= 0 && !isEmpty(row[status]) && !this.settled(row[status] as Cell, row[outstanding])) plain = false;
      if (!plain) this.doubt(row, at, who, hash, !isEmpty(row[due]) || !isEmpty(row[issued]));
    }
    return { customers: this.customers, customerOf: this.customerOf, hashes: this.hashes, doubtful: this.whole ? [] : this.withTwins(), whole: this.whole };
  }

  /** Whether a customer is named, and plainly. Rows mostly repeat their customer's cells: each spelling is keyed once. */
  private customer(row: Row, at: number, code: number, others: readonly number[]): boolean {
    const cell = code < 0 ? undefined : row[code];
    let spelling: string | number;
    if ((typeof cell === 'string' && cell !== '') || typeof cell === 'number') spelling = cell;
    else {
      spelling = MARK;
      for (const place of others) spelling += `${MARK}${String(row[place] ?? '')}`;
    }
    let known = this.spelt.get(spelling);
    if (known === undefined) {
      known = this.spell(at, cell);
      this.spelt.set(spelling, known);
    }
    if (known.place < 0) return false;
    this.customerOf[at] = known.place;
    (this.customers[known.place] as ScannedCustomer).rows.push(at);
    return known.plain && faultOf(row[this.name]) === null;
  }

  private spell(at: number, code: Cell | undefined): Spelling {
    const key = plainCodeKey(code) ?? debtorKeyIn(this.cells.of(at));
    if (key === null) return { place: -1, plain: false };
    let place = this.byKey.get(key);
    if (place === undefined) {
      place = this.customers.push({ key, rows: [] }) - 1;
      this.byKey.set(key, place);
    }
    return { place, plain: faultOf(code) === null && (typeof code === 'number' ? isSafeInteger(code) : typeof code !== 'string' || !SHORTENED.test(code)) };
  }

  /** Whether a row bears a number that is one at a glance. */
  private number(cell: Cell | undefined, at: number): boolean {
    if (typeof cell === 'number') {
      this.hashes[at] = hashOfNumber(textOf(cell));
      return isSafeInteger(cell) && cell > 0;
    }
    if (typeof cell !== 'string' || cell === '') return false;
    this.hashes[at] = hashOfNumber(cell);
    return cell.length <= LONGEST_NUMBER && NUMBER.test(cell) && !SHORTENED.test(cell);
  }

  private day(cell: Cell): boolean {
    if (typeof cell !== 'string') return typeof cell === 'object' && isBlank(cell);
    let known = this.days.get(cell);
    if (known === undefined) {
      const text = textOf(cell);
      if (isBareDate(text)) this.whole = true;
      known = text === '' || (faultOf(cell) === null && dateOfCell(cell, this.mapping.dateOrder) !== null);
      this.days.set(cell, known);
    }
    return known;
  }

  /** What a row's state says is looked up once per word; a row called paid with something open is none of the plain ones. */
  private settled(cell: Cell, outstanding: Cell | undefined): boolean {
    const text = textOf(cell);
    let state = this.states.get(text);
    if (state === undefined) {
      state = saysPartlyPaid(text) ? 'partly' : leftOut((field) => (field === 'status' ? cell : null)) === null && faultOf(cell) === null && !saysPaid(text) ? 'harmless' : 'paid';
      this.states.set(text, state);
    }
    return state === 'harmless' || isEmpty(outstanding) === (state === 'paid');
  }

  /** A row of its own that lacks something is read by itself; any other decides about its neighbours. */
  private doubt(row: Row, at: number, who: boolean, number: boolean, day: boolean): void {
    if (row.every(isBlank)) return;
    if (headerKind(row, this.header, this.mapping) !== null || totalLabelOf(row) !== null) this.whole = true;
    else if ((who || number || this.customerOf[at] !== -1) && day) this.doubtful.push(at);
    else if (who && number) this.doubtful.push(at);
    else this.whole = true;
  }

  /** The rows of numbers that come twice: instalments, lines of an invoice, a row pasted twice. */
  private withTwins(): readonly number[] {
    const { hashes } = this;
    let size = 1024;
    while (size < hashes.length * 2) size *= 2;
    // A table of row numbers plus one; where two hashes meet, the next place is taken.
    const table = new Int32Array(size);
    const last = size - 1;
    const twins: number[] = [];
    for (let at = 0; at < hashes.length; at += 1) {
      const hash = hashes[at] as number;
      if (isNone(hash)) continue;
      let place = (hash / 0x100000) & last;
      let before = table[place] as number;
      while (before !== 0 && hashes[before - 1] !== hash) {
        place = (place + 1) & last;
        before = table[place] as number;
      }
      if (before === 0) table[place] = at + 1;
      else twins.push(before - 1, at);
    }
    return twins.length === 0 ? this.doubtful : [...new Set([...this.doubtful, ...twins])].sort((a, b) => a - b);
  }
}

/** A figure at least, nothing invisible, no guard of an export; a total's label is no number. */
const NUMBER = /^(?=[^\d]*\d)(?!.*(?:total|totaux|cumul|somme|sum\b|report))[A-Za-z0-9][\x20-\x7e]*$/i;

const isPlainSum = (cell: Cell | undefined): boolean => (typeof cell === 'number' ? isAmount(cell) : isEmpty(cell));

/** An amount of cents, whatever is left over of binary fractions; never so near to a half cent that it would have to be judged. */
function isAmount(value: number): boolean {
  const minor = value * 100;
  return abs(minor) <= 1e14 && abs(minor - round(minor)) < 1e-3;
}
