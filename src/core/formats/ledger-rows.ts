import { money } from '../money';
import type { Currency } from '../money';
import type { CompanyId, ContactRole, Debtor, Invoice } from '../ledger';
import type { LedgerProblem } from '../problems';
import { amountOf } from './amounts';
import { bareDatesOf } from './bare-dates';
import { foldHeader, isBlank, textOf } from './cell';
import type { Cell, Row } from './cell';
import { headersAt, secondTableBeside } from './columns';
import { CustomersSeen } from './customers-seen';
import { completed, readDebtor, roleInHeader, sirenIn } from './debtor-of-row';
import { gatherInvoices } from './invoice-lines';
import { isExample, leftOut, openOf, readLine, saysPaid } from './invoice-of-row';
import type { DateReading, Line } from './invoice-of-row';
import { addressCells, readPostal } from './postal-of-row';
import { headerKind, headingOf, isNotice, totalLabelOf, totalNames } from './report-rows';
import type { Heading } from './report-rows';
import { RowCells } from './row-cells';
import type { CellOf, CellTrouble } from './row-cells';
import { PLAIN_SHEET } from './sheet-facts';
import type { SheetFacts } from './sheet-facts';
import { PrintedTotals } from './printed-totals';
import type { ColumnMapping, LedgerField } from './wire';

export interface LedgerRows {
  readonly debtors: readonly Debtor[];
  readonly invoices: readonly Invoice[];
  /** Rows that could not be used, in order. */
  readonly unreadable: readonly LedgerProblem[];
  /** What was passed over, added up or left aside, and rows that were used although one cell of theirs was not. */
  readonly remarks: readonly LedgerProblem[];
  /** Rows below the header that hold invoices, or should; totals, headings and repeated headers are not among them. */
  readonly rows: number;
}

type Skipped = Extract<LedgerProblem, { code: 'ledger/rows-skipped' }>['why'];
const SHOWN = 40;

/**
 * Turns the rows of a ledger into debtors and invoices. Each row stands for one open (or settled) instalment, or for
 * one line of an invoice. What a printed report puts in between (totals, headings of customers, its header again) is
 * passed over, counted and told. A row that cannot be read is named and left out; the others are used. Nothing is
 * guessed: a date whose order is undecided, an amount of two currencies, a missing due date leave the row out.
 * @param seen of a plain listing that is read in parts: customers whom an earlier part named with the very same cells are
 * not among `debtors` again.
 */
export function readLedgerRows(rows: readonly Row[], mapping: ColumnMapping, company: CompanyId, file: string, facts: SheetFacts = PLAIN_SHEET, seen: CustomersSeen = new CustomersSeen(mapping)): LedgerRows {
  return new LedgerReading(rows, mapping, company, file, facts, seen).read();
}

/** The customers of a ledger without a column of customers stand above their invoices. */
export function hasHeadings(rows: readonly Row[], mapping: ColumnMapping): boolean {
  return readLedgerRows(rows, { ...mapping, dateOrder: mapping.dateOrder ?? 'day-first' }, '' as CompanyId, '').invoices.length > 0;
}

/** "Total client 411DUP" in the column of numbers; "TOTAL-2026-01" is a number. */
const isLabel = (number: string): boolean => (!/\d/.test(number) || /\s/.test(number)) && totalLabelOf([number])?.kind === 'sure';

class LedgerReading {
  private readonly debtors = new Map<string, Debtor>();
  private readonly lines: Line[] = [];
  private readonly unreadable: { readonly at: number; readonly problem: LedgerProblem }[] = [];
  private readonly remarks: LedgerProblem[] = [];
  private readonly skipped = new Map<Skipped, { row: number; rows: number; value: string }>();
  private readonly cells: RowCells;
  private readonly dates: DateReading;
  private readonly headers: readonly string[];
  private readonly header: Row;
  private readonly totals = new PrintedTotals();
  private readonly customerColumns: readonly number[];
  /** What the header of the contact's column says of its addresses. */
  private readonly headed: ContactRole | null;
  private count = 0;
  /** The customer above the rows that name none; `used`: an invoice took it. */
  private heading: { readonly at: number; readonly value: Heading; readonly labelled: boolean; used: boolean } | null = null;
  private aside: { row: number; rows: number; value: string } | null = null;
  private debtorBefore: Debtor | null = null;
  private textBefore = '';
  private saysCustomer = false;

  constructor(private readonly rows: readonly Row[], private readonly mapping: ColumnMapping, private readonly company: CompanyId, private readonly file: string, private readonly facts: SheetFacts, private readonly seen: CustomersSeen) {
    this.cells = new RowCells(rows, mapping, facts);
    this.dates = { mapping, dates1904: facts.dates1904, bare: bareDatesOf(rows, mapping) };
    this.headers = headersAt(rows, mapping.headerRow);
    this.header = rows[mapping.headerRow] ?? [];
    this.headed = roleInHeader(this.headerText('contact-address'));
    this.customerColumns = [mapping.columns['debtor-code'], mapping.columns['debtor-name']].filter((column) => column !== undefined);
  }

  read(): LedgerRows {
    this.headingAboveHeader();
    for (let at = this.mapping.headerRow + 1; at < this.rows.length; at += 1) {
      const row = this.rows[at] as Row;
      if (row.every(isBlank)) continue;
      if (!this.readInvoice(at)) this.readOther(at, row);
    }
    this.closeHeading();
    this.closeAside();
    return this.result();
  }

  /** "Client : Dupont SA" above the first header is the customer of the first table. */
  private headingAboveHeader(): void {
    if (this.customerColumns.length > 0) return;
    for (let at = this.mapping.headerRow - 1; at >= 0; at -= 1) {
      const found = headingOf(this.rows[at] as Row);
      if (found?.labelled !== true) continue;
      this.heading = { at, value: found.heading, labelled: true, used: true };
      this.saysCustomer = true;
      return;
    }
  }

  /** The quick way of almost every row; false: the row is no invoice, or not a whole one. */
  private readInvoice(at: number): boolean {
    if (this.aside !== null) return false;
    if (this.readExample(at)) return true;
    const cell = this.withHeading(this.cells.of(at));
    // Under a heading, or in merged cells, a row's own cells do not say all of its customer.
    const seen = this.heading === null && this.facts.merges.length === 0 ? this.seen : null;
    const before = seen === null ? null : seen.customer(this.rows[at] as Row);
    if (before !== null) {
      if (!this.readBill(cell, before, at, [])) return false;
      this.debtorBefore = this.debtors.get(before) ?? null;
      return true;
    }
    const debtor = readDebtor(cell, this.headed);
    if (!debtor.ok) return false;
    if (!this.readBill(cell, debtor.value.key, at, debtor.value.ignored)) return false;
    const known = this.debtors.get(debtor.value.key);
    const all = known === undefined ? debtor.value.debtor : completed(known, debtor.value.debtor);
    this.debtors.set(debtor.value.key, all);
    this.debtorBefore = all;
    // Identifiers that were ignored are told of each row that has them.
    if (seen !== null && debtor.value.ignored.length === 0) seen.keep(this.rows[at] as Row, debtor.value.key);
    return true;
  }

  /** The line that shows how a sheet of ours is filled in: neither its invoice nor its customer is one. */
  private readExample(at: number): boolean {
    const row = this.rows[at] as Row;
    const number = row[this.mapping.columns['invoice-number'] ?? -1];
    if (!isExample(number)) return false;
    this.skip('example', at, row, number);
    return true;
  }

  /** The invoice of a row whose customer is known; `ignored`: the customer's cells that were left out. */
  private readBill(cell: CellOf, customer: string, at: number, ignored: readonly LedgerField[]): boolean {
    const line = readLine(cell, this.dates, customer, at);
    if (!line.ok) return this.passOver(cell, at, line.problem);
    if (isLabel(line.value.number)) return false;
    const out = this.leftOut(cell);
    const faults = this.cells.faults(at);
    if (faults.stops !== null) return false;
    if (out !== null) {
      this.skip(out, at, this.rows[at] as Row, line.value.number);
      return true;
    }
    this.count += 1;
    this.tellAddress(cell, customer, line.value);
    if (line.value.settled) this.skip('settled', at, this.rows[at] as Row, line.value.number);
    this.lines.push(line.value);
    this.totals.add(line.value.currency, openOf(line.value), customer);
    if (this.heading !== null && this.ownCustomer(at) === null) this.heading.used = true;
    for (const field of ignored) this.remarks.push(this.problemAt(at, { field, why: 'identifier' }));
    for (const each of faults.ignored) this.remarks.push(this.problemAt(at, each));
    return true;
  }

  /** Why a row with all that an invoice has is none of the company's claims; `vendor-bill`: the same layout serves what it owes. */
  private leftOut(cell: CellOf): 'cancelled' | 'draft' | 'vendor-bill' | null {
    return leftOut(cell) ?? (this.cells.known?.profile.suppliers.includes(foldHeader(textOf(cell('invoice-kind')))) === true ? 'vendor-bill' : null);
  }

  /** In a known export a draft has no number yet, and what is paid may have no due date: nothing is asked for either. false: the row is to be named. */
  private passOver(cell: CellOf, at: number, { why }: CellTrouble): boolean {
    if (this.cells.known === null || this.cells.faults(at).stops !== null) return false;
    const out = why === 'no-number' || why === 'no-due-date' ? this.leftOut(cell) : null;
    const paid = why === 'no-due-date' && saysPaid(textOf(cell('status')));
    if (out === null && !paid) return false;
    this.skip(out ?? 'settled', at, this.rows[at] as Row);
    return true;
  }

  private tellAddress(cell: CellOf, customer: string, { issued, due, at }: Line): void {
    const { addresses } = this.seen;
    if (addresses === null) return;
    const cells = addressCells(cell);
    if (addresses.again(customer, cells, issued ?? due)) return;
    const name = textOf(cell('debtor-name')) || textOf(cell('debtor-code'));
    addresses.tell(customer, name, readPostal(cell, { name, siren: sirenIn(cell) }), cells, issued ?? due, at);
  }

  /** With the address that counts by now. */
  private addressed(debtors: readonly Debtor[]): readonly Debtor[] {
    const { addresses } = this.seen;
    return addresses === null ? debtors : debtors.map((debtor) => {
      const postal = addresses.of(debtor.id);
      return postal === null ? debtor : { ...debtor, postal };
    });
  }

  /** A customer of the row itself wins over the heading above it. */
  private withHeading(cell: CellOf): CellOf {
    const { heading } = this;
    if (heading === null) return cell;
    let own: boolean | null = null;
    return (field) => {
      if (field !== 'debtor-code' && field !== 'debtor-name') return cell(field);
      own ??= !isBlank(cell('debtor-code')) || !isBlank(cell('debtor-name'));
      return own ? cell(field) : field === 'debtor-code' ? heading.value.code : heading.value.name;
    };
  }

  private ownCustomer(at: number): Heading | null {
    const cell = this.cells.of(at);
    const [code, name] = [textOf(cell('debtor-code')), textOf(cell('debtor-name'))];
    return code === '' && name === '' ? null : { code: code === '' ? null : code, name: name === '' ? null : name };
  }

  private readOther(at: number, row: Row): void {
    if (this.cells.known?.isAside(row) === true) {
      this.closeHeading();
      return this.skip('heading', at, row);
    }
    const header = headerKind(row, this.header, this.mapping);
    if (header === 'same') {
      this.closeAside();
      // A title between two pages is no customer of the rows below.
      if (this.heading !== null && !this.heading.labelled && !this.heading.used) this.dropHeading();
      return this.skip('repeated-header', at, row);
    }
    if (header === 'other') {
      this.closeAside();
      this.aside = { row: at + 1, rows: 0, value: this.textBefore === '' ? textOf(row.find((cell) => !isBlank(cell))) : this.textBefore };
      return;
    }
    if (this.aside !== null) {
      this.aside.rows += 1;
      return;
    }
    const cell = this.cells.of(at);
    const number = textOf(cell('invoice-number'));
    // "Total CL00012" in the column of numbers, below the invoices of CL00012.
    const noNumber = !/\d/.test(number) || isLabel(number) || (isBlank(cell('due')) && totalLabelOf([number]) !== null && totalNames(number, this.namesBefore()));
    const noAmount = (['amount', 'outstanding', 'paid'] as const).every((field) => isBlank(cell(field)));
    if (noNumber && this.readTotal(at, row, cell, noAmount)) return;
    if (this.readHeading(at, row, cell, noAmount)) return;
    // What is neither invoice nor known heading may be a heading all the same: the rows below it are nobody's.
    if (noAmount && !this.saysDay(cell) && !isNotice(row)) this.closeHeading();
    this.unread(at);
  }

  private namesBefore(): readonly (string | null)[] {
    return [this.debtorBefore?.name ?? null, this.debtorBefore?.code ?? null];
  }

  /** Totals of a customer, a page, the whole report; false: it is none. */
  private readTotal(at: number, row: Row, cell: CellOf, noAmount: boolean): boolean {
    const label = totalLabelOf(row);
    if (noAmount && label?.kind !== 'sure') return false;
    // "Total" in the text of an invoice that lacks its number: it is that invoice that could not be read.
    const own = this.ownCustomer(at);
    if (label !== null && own !== null && this.saysDay(cell) && totalLabelOf([own.code, own.name, textOf(cell('invoice-number'))]) === null) return false;
    const value = (['outstanding', 'amount'] as const).map((field) => cell(field)).find((each) => !isBlank(each));
    const parsed = value === undefined ? null : amountOf(value as Cell, this.mapping);
    const currency: Currency = (parsed?.kind === 'read' ? parsed.currency : null) ?? this.totals.only() ?? this.mapping.defaultCurrency;
    const fits = parsed?.kind === 'read' && this.totals.fits(currency, parsed.minor);
    if (label === null) {
      if (this.ownCustomer(at) !== null || !isBlank(cell('due')) || !isBlank(cell('invoice-number')) || !isBlank(cell('issued'))) return false;
      if (!fits) {
        this.count += 1;
        this.unreadable.push({ at, problem: this.problemAt(at, { field: this.mapping.columns.outstanding === undefined ? 'amount' : 'outstanding', why: 'sum-without-name' }) });
        return true;
      }
    } else if (label.kind === 'maybe' && !fits && !totalNames(label.text, this.namesBefore())) return false;
    if (parsed?.kind === 'read' && !fits && label !== null && this.totals.seen(currency))
      this.remarks.push({ code: 'ledger/total-differs', file: this.file, sheet: this.mapping.sheet, row: at + 1, value: label.text.slice(0, SHOWN), printed: money(parsed.minor, currency), read: money(this.totals.nearest(currency, parsed.minor), currency) });
    this.totals.close();
    this.closeHeading();
    this.skip('total', at, row);
    return true;
  }

  /** A row that holds a customer and nothing else stands above his invoices. */
  private readHeading(at: number, row: Row, cell: CellOf, noAmount: boolean): boolean {
    if (this.saysDay(cell)) return false;
    const found = headingOf(row);
    const own = this.ownCustomer(at);
    const labelled = found?.labelled === true || (found !== null && this.cells.known?.profile.customersAbove === true && this.customerColumns.length === 0);
    if (!labelled && this.customerColumns.length > 0 && (own === null || !isBlank(cell('invoice-number')))) return false;
    // In a file that says "Client :" above its groups, another text is a note.
    if (!labelled && this.customerColumns.length === 0 && (found === null || this.saysCustomer)) return false;
    this.saysCustomer ||= labelled;
    // A heading may bear the sum of its group, when invoices without a customer of their own follow at once.
    if ((!noAmount || (!labelled && this.customerColumns.length === 0)) && !this.invoiceWithoutCustomerAt(this.nextFilled(at))) return false;
    this.closeHeading();
    this.heading = { at, value: labelled || own === null ? (found?.heading as Heading) : own, labelled, used: false };
    this.totals.close();
    return true;
  }

  /** A day, or what should be one: the row is an invoice. */
  private saysDay(cell: CellOf): boolean {
    const texts = [textOf(cell('due')), textOf(cell('issued'))];
    return this.customerColumns.length > 0 ? texts.some((text) => text !== '') : texts.some((text) => /\d/.test(text));
  }

  private nextFilled(at: number): number {
    let next = at + 1;
    while (next < this.rows.length && (this.rows[next] as Row).every(isBlank)) next += 1;
    return next;
  }

  private invoiceWithoutCustomerAt(at: number): boolean {
    if (at >= this.rows.length || this.ownCustomer(at) !== null) return false;
    return readLine(this.cells.of(at), this.dates, '', at).ok;
  }

  /** A heading that no invoice took is a row that could not be read. */
  private closeHeading(): void {
    const { heading } = this;
    this.heading = null;
    if (heading === null || heading.at < this.mapping.headerRow) return;
    if (heading.used || heading.labelled) this.skip('heading', heading.at, this.rows[heading.at] as Row);
    else this.unread(heading.at);
  }

  private dropHeading(): void {
    const { heading } = this;
    this.heading = null;
    if (heading !== null) this.unread(heading.at);
  }

  private closeAside(): void {
    if (this.aside !== null) this.remarks.push({ code: 'ledger/second-table', file: this.file, sheet: this.mapping.sheet, ...this.aside, value: this.aside.value.slice(0, SHOWN) });
    this.aside = null;
  }

  /** A second table to the right of the first. */
  private tableBeside(): LedgerProblem | null {
    const from = secondTableBeside(this.headers);
    if (from === null || Object.values(this.mapping.columns).some((column) => column >= from)) return null;
    let rows = 0;
    for (let at = this.mapping.headerRow + 1; at < this.rows.length; at += 1) if ((this.rows[at] as Row).slice(from).some((cell) => !isBlank(cell))) rows += 1;
    const value = this.headers.slice(from).find((header) => header !== '') ?? '';
    return rows === 0 ? null : { code: 'ledger/second-table', file: this.file, sheet: this.mapping.sheet, row: this.mapping.headerRow + 1, rows, value: value.slice(0, SHOWN) };
  }

  private skip(why: Skipped, at: number, row: Row, value = textOf(row.find((cell) => !isBlank(cell)))): void {
    const known = this.skipped.get(why);
    if (known === undefined) this.skipped.set(why, { row: at + 1, rows: 1, value: value.slice(0, SHOWN) });
    else {
      known.rows += 1;
      known.row = Math.min(known.row, at + 1);
    }
  }

  /** Names the first thing that stops the row. */
  private unread(at: number): void {
    this.count += 1;
    const cell = this.withHeading(this.cells.of(at));
    const fault = this.cells.faults(at).stops;
    const debtor = readDebtor(cell, this.headed);
    const line = debtor.ok ? readLine(cell, this.dates, '', at) : null;
    const trouble: CellTrouble = fault ?? (!debtor.ok ? debtor.problem : line !== null && !line.ok ? line.problem : { field: 'invoice-number', why: 'no-number' });
    this.textBefore = textOf((this.rows[at] as Row).find((each) => !isBlank(each)));
    this.unreadable.push({ at, problem: this.problemAt(at, trouble) });
  }

  private problemAt(at: number, { field, why }: CellTrouble): LedgerProblem {
    return { code: 'ledger/row-unreadable', file: this.file, sheet: this.mapping.sheet, row: at + 1, column: this.headerName(field), value: textOf(this.cells.asWritten(at)(field)).slice(0, SHOWN), why };
  }

  private headerName(field: LedgerField): string {
    return this.headerText(field).slice(0, SHOWN) || field;
  }

  private headerText(field: LedgerField): string {
    const column = this.mapping.columns[field];
    return column === undefined ? '' : (this.headers[column] ?? '');
  }

  private result(): LedgerRows {
    const { invoices, unused, identical, repeated, summed } = gatherInvoices(this.lines, this.rows, this.mapping, this.company);
    for (const { at, field, why } of unused) this.unreadable.push({ at, problem: this.problemAt(at, { field, why }) });
    for (const at of repeated) this.skip('repeated-amount', at, this.rows[at] as Row);
    this.unreadable.sort((a, b) => a.at - b.at);
    const where = { file: this.file, sheet: this.mapping.sheet };
    const told: LedgerProblem[] = [...this.skipped].map(([why, each]) => ({ code: 'ledger/rows-skipped', ...where, ...each, why }));
    const twin = identical.reduce<(typeof identical)[number] | null>((first, each) => (first === null || each.at < first.at ? each : first), null);
    if (twin !== null) told.push({ code: 'ledger/rows-identical', ...where, row: twin.at + 1, first: twin.first + 1, rows: identical.length });
    const [first] = summed;
    if (first !== undefined) told.push({ code: 'ledger/lines-summed', ...where, row: first.at + 1, number: first.number.slice(0, 60), invoices: summed.length });
    const beside = this.tableBeside();
    if (beside !== null) told.push(beside);
    if (this.seen.addresses?.numberOf === null) told.push(...this.seen.addresses.remarks(this.file, this.mapping.sheet));
    if (this.facts.hidden) told.push({ code: 'ledger/sheet-remark', ...where, what: 'hidden-sheet', count: 1 });
    if (this.facts.hiddenRows > 0) told.push({ code: 'ledger/sheet-remark', ...where, what: 'hidden-rows', count: this.facts.hiddenRows });
    const hiddenColumns = Object.values(this.mapping.columns).filter((column) => this.facts.hiddenColumns.includes(column)).length;
    if (hiddenColumns > 0) told.push({ code: 'ledger/sheet-remark', ...where, what: 'hidden-columns', count: hiddenColumns });
    if (this.facts.columnsNotRead) told.push({ code: 'ledger/sheet-remark', ...where, what: 'columns-not-read', count: 1024 });
    const owing = unused.length === 0 ? null : new Set<string>(invoices.map((invoice) => invoice.debtor));
    return {
      debtors: this.addressed(owing === null ? [...this.debtors.values()] : [...this.debtors.values()].filter((debtor) => owing.has(debtor.id))),
      invoices,
      unreadable: this.unreadable.map((each) => each.problem),
      // Sums are compared with printed totals row by row: where rows repeat an amount they cannot fit.
      remarks: [...told, ...(repeated.length + identical.length + unused.length > 0 ? this.remarks.filter((each) => each.code !== 'ledger/total-differs') : this.remarks)],
      rows: this.count - repeated.length - identical.length,
    };
  }
}
