import { fromDayNumber } from '../../calendar';
import type { LocalDate } from '../../calendar';
import { foldNumber } from '../../ledger';
import type { LedgerProblem } from '../../problems';
import { textOf } from '../cell';
import { EntryBalance } from './entry-balance';
import type { UnbalancedEntry } from './entry-balance';
import { FecCitations } from './fec-citations';
import { fecAmount, fecDay, fecSide } from './fec-cells';
import type { FecColumns } from './fec-columns';
import { FecCustomers } from './fec-customers';
import { FecJournals, isSales } from './fec-journals';
import { FecRecords, RECEIVABLE, TextList, apart } from './fec-records';
import type { ReceivableKind } from './fec-records';

type Unreadable = Extract<LedgerProblem, { code: 'ledger/row-unreadable' }>;

/** Lines that were passed over for one reason: how many, the first of them, and what they come to in cents. */
export interface PassedOver {
  lines: number;
  row: number;
  value: string;
  minor: number;
}

const SHOWN = 40;
const PROBLEMS_HELD = 20_000;
/** An account for all customers, told apart by CompAuxNum alone. */
const COLLECTIVE = /^(?:411|413|416|4191)0*$/;

/**
 * Reads the lines of a FEC as they come (LPF A47 A-1 VII): the balance of every entry, and of the accounts of customers each
 * line. What it holds grows with those lines, not with the file.
 */
export class FecReading {
  readonly records = new FecRecords();
  readonly journals = new FecJournals();
  readonly pieces = new TextList();
  readonly customers = new FecCustomers();
  readonly citations = new FecCitations();
  readonly passed = { accruals: none(), others: none(), 'no-customer': none() };
  readonly noPiece = none();
  readonly problems: Unreadable[] = [];
  problemCount = 0;
  /** Cells that were not used, of lines that were. */
  readonly remarks: Unreadable[] = [];
  remarkCount = 0;
  lines = 0;
  /** Cents. */
  debit = 0;
  credit = 0;
  entries = 0;
  private readonly letters = new TextList();
  private readonly accounts = new TextList();
  private readonly balance = new EntryBalance();
  private entryBefore = '';
  /** Lines that follow one another in one entry on one document: what the entry books is known at its end. */
  private run = { journal: '', entry: '', date: '', piece: '', from: 0, sale: false };
  private firstDay: number | null = null;
  private lastDay: number | null = null;

  constructor(private readonly header: readonly string[], readonly columns: FecColumns, readonly file: string) {}

  /**
   * @param first zero-based line of the file on which the first of `rows` stands
   * @param cutOff the last of them ends without a line break: what is missing of it is not there, not left out
   */
  take(first: number, rows: readonly (readonly string[])[], cutOff: boolean): void {
    rows.forEach((row, at) => this.line(row, first + at + 1, cutOff && at === rows.length - 1));
  }

  unbalanced(): readonly UnbalancedEntry[] {
    this.closeRun();
    return this.balance.unbalanced();
  }

  /** The days of the entries of customers' accounts; null: there is none. */
  get span(): { readonly from: LocalDate; readonly to: LocalDate } | null {
    return this.firstDay === null || this.lastDay === null ? null : { from: fromDayNumber(this.firstDay), to: fromDayNumber(this.lastDay) };
  }

  letterOf(record: number): string {
    return this.letters.textOf(this.records.letter[record] as number);
  }

  private line(row: readonly string[], at: number, cutOff: boolean): void {
    if (row.length === 1 && (row[0] as string).trim() === '') return;
    this.lines += 1;
    const { columns } = this;
    if (row.length !== columns.width && !this.fits(row, at, cutOff)) return;
    const minor = this.amountIn(row, at);
    if (minor === null) return;
    const [journal, entry] = [cellIn(row, columns.journal), cellIn(row, columns.entry)];
    if (entry !== this.entryBefore) {
      this.entries += 1;
      this.entryBefore = entry;
    }
    this.balance.add(journal, entry, minor, at);
    const account = cellIn(row, columns.account);
    if (account === '') return this.unreadable(row, at, columns.account, 'no-account');
    const number = this.journals.numberOf(journal, columns.journalName === null ? '' : cellIn(row, columns.journalName));
    this.journals.sees(number, account);
    this.follow(row, journal, entry);
    this.run.sale ||= isSales(account);
    if (minor !== 0 && account.startsWith('41')) this.receivable(row, at, account, number, minor);
  }

  private follow(row: readonly string[], journal: string, entry: string): void {
    const { run, columns } = this;
    const [date, piece] = [row[columns.date] ?? '', row[columns.piece] ?? ''];
    if (piece === run.piece && entry === run.entry && journal === run.journal && date === run.date) return;
    this.closeRun();
    this.run = { journal, entry, date, piece, from: this.records.length, sale: false };
  }

  private closeRun(): void {
    const { run, records } = this;
    if (run.sale) records.sale.fill(1, run.from, records.length);
    run.from = records.length;
  }

  /** Whether a line books a sale or takes one back. */
  sells(record: number): boolean {
    return this.records.sale[record] === 1 || this.journals.sells(this.records.journal[record] as number);
  }

  /** Money that came in with a line: of a journal of banks or cash, and no sale taken back. */
  receives(record: number): boolean {
    return !this.sells(record) && this.journals.receives(this.records.journal[record] as number) && !this.journals.opens(this.records.journal[record] as number);
  }

  /** Trailing separators and columns that an export leaves out at the end of a line are no fault; a separator in a text is. */
  private fits(row: readonly string[], at: number, cutOff: boolean): boolean {
    const { columns } = this;
    if (row.length > columns.width) {
      if (row.slice(columns.width).every((cell) => cell.trim() === '')) return true;
      this.unreadable(row, at, columns.width - 1, 'too-many-columns');
      return false;
    }
    const { amounts } = columns;
    const last = Math.max(columns.letter, amounts.kind === 'debit-credit' ? amounts.credit : amounts.side);
    // An export that leaves out empty cells at the end leaves none of them; one that lost a separator has shifted the dates.
    if (!cutOff && row.length > last && (row[row.length - 1] as string).trim() !== '' && this.datesHold(row)) return true;
    this.unreadable(row, at, row.length - 1, 'too-few-columns');
    return false;
  }

  private datesHold(row: readonly string[]): boolean {
    const { date, pieceDate, letter } = this.columns;
    const holds = (at: number | null): boolean => at === null || at >= row.length || cellIn(row, at) === '' || fecDay(cellIn(row, at)) !== null;
    return cellIn(row, date) !== '' && holds(date) && holds(pieceDate) && holds(letter + 1) && holds(letter + 2);
  }

  /** Debit less credit; null: it was told that the line cannot be read. */
  private amountIn(row: readonly string[], at: number): number | null {
    const { amounts } = this.columns;
    if (amounts.kind === 'debit-credit') {
      const [debit, credit] = [this.cents(row, at, amounts.debit), this.cents(row, at, amounts.credit)];
      if (debit === null || credit === null) return null;
      this.debit += debit;
      this.credit += credit;
      return debit - credit;
    }
    const amount = this.cents(row, at, amounts.amount);
    if (amount === null) return null;
    const side = fecSide(row[amounts.side] ?? '');
    if (side === null && amount !== 0) {
      this.unreadable(row, at, amounts.side, 'amount');
      return null;
    }
    if (side === -1) this.credit += amount;
    else this.debit += amount;
    return amount * (side ?? 1);
  }

  private cents(row: readonly string[], at: number, column: number): number | null {
    const read = fecAmount(cellIn(row, column));
    if (read === null) this.unreadable(row, at, column, 'amount');
    return read;
  }

  private receivable(row: readonly string[], at: number, account: string, journal: number, minor: number): void {
    const { columns, passed } = this;
    const kind = kindOf(account);
    if (kind === null) return pass(account.startsWith('418') || account.startsWith('4198') ? passed.accruals : passed.others, at, account, minor);
    const booked = fecDay(cellIn(row, columns.date));
    if (booked === null) return this.unreadable(row, at, columns.date, 'date');
    const customer = this.customerIn(row, at, account);
    if (customer === null) return;
    if (customer === 'unknown') return pass(passed['no-customer'], at, account, minor);
    let piece = cellIn(row, columns.piece);
    if (foldNumber(piece) === '') {
      piece = cellIn(row, columns.entry);
      if (foldNumber(piece) === '' && minor > 0) return this.unreadable(row, at, columns.piece, 'no-number');
      if (minor > 0) pass(this.noPiece, at, piece, minor);
    }
    const letter = cellIn(row, columns.letter);
    this.records.add({
      customer, kind, journal, booked, amount: minor, row: at,
      account: this.accounts.numberOf(account, account),
      letter: letter === '' ? 0 : this.letters.numberOf(letter, letter),
      piece: this.pieceNumber(piece.slice(0, 100)),
      issued: this.dayIn(row, at, columns.pieceDate) ?? booked,
      due: this.dayIn(row, at, columns.due),
      foreign: columns.currency !== null && !HOME.test(cellIn(row, columns.currency)),
    });
    if (minor < 0 && letter === '') this.citations.add(this.records.length - 1, `${piece} ${columns.label === null ? '' : cellIn(row, columns.label)}`);
    if (this.firstDay === null || booked < this.firstDay) this.firstDay = booked;
    if (this.lastDay === null || booked > this.lastDay) this.lastDay = booked;
  }

  private pieceNumber(piece: string): number {
    if (PLAIN_NUMBER.test(piece)) return this.pieces.numberOf(piece, piece);
    const shown = textOf(piece);
    const key = foldNumber(shown);
    return key === '' ? 0 : this.pieces.numberOf(key, shown);
  }

  /** A day that helps; null: none is written, or none that can be read, which is told. */
  private dayIn(row: readonly string[], at: number, column: number | null): number | null {
    if (column === null) return null;
    const text = cellIn(row, column);
    if (text === '' || /^0+$/.test(text)) return null;
    const day = fecDay(text);
    if (day === null) {
      this.remarkCount += 1;
      if (this.remarks.length < PROBLEMS_HELD) this.remarks.push(this.problem(row, at, column, 'date'));
    }
    return day;
  }

  /** 'unknown': nothing tells the customers of a collective account apart. null: told to be unreadable. */
  private customerIn(row: readonly string[], at: number, account: string): number | 'unknown' | null {
    const { columns } = this;
    const auxiliary = columns.customer === null ? '' : cellIn(row, columns.customer);
    if (auxiliary === '' && COLLECTIVE.test(account)) return 'unknown';
    const code = auxiliary === '' ? account : auxiliary;
    const known = this.customers.known(code);
    if (known !== undefined) return known;
    const place = auxiliary === '' ? columns.accountName : columns.customerName;
    const name = place === null ? '' : textOf(row[place]);
    const read = this.customers.add(code, name);
    if (read.ok) return read.value;
    this.unreadable(row, at, auxiliary === '' ? columns.account : (columns.customer as number), read.problem);
    return null;
  }

  private unreadable(row: readonly string[], at: number, column: number, why: Unreadable['why']): void {
    this.problemCount += 1;
    if (this.problems.length < PROBLEMS_HELD) this.problems.push(this.problem(row, at, column, why));
  }

  private problem(row: readonly string[], at: number, column: number, why: Unreadable['why']): Unreadable {
    return { code: 'ledger/row-unreadable', file: this.file, sheet: null, row: at, column: apart(textOf(this.header[column]).slice(0, SHOWN)), value: apart(textOf(row[column]).slice(0, SHOWN)), why };
  }
}

const HOME = /^(?:|eur|euros?|€)$/i;
const PLAIN_NUMBER = /^[A-Z0-9/._-]+$/;

/** Padded widths are no part of what is written. */
const cellIn = (row: readonly string[], at: number): string => (row[at] ?? '').trim();

/** null: no account of what a customer owes for an invoice. */
function kindOf(account: string): ReceivableKind | null {
  if (account.startsWith('411')) return RECEIVABLE.customer;
  if (account.startsWith('416')) return RECEIVABLE.doubtful;
  if (account.startsWith('413')) return RECEIVABLE.bill;
  return account.startsWith('4191') ? RECEIVABLE.deposit : null;
}

function none(): PassedOver {
  return { lines: 0, row: 0, value: '', minor: 0 };
}

export function pass(over: PassedOver, row: number, value: string, minor: number): void {
  if (over.lines === 0) [over.row, over.value] = [row, apart(value.slice(0, SHOWN))];
  over.lines += 1;
  over.minor += minor;
}
