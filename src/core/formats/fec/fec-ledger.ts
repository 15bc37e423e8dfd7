import { fromDayNumber, termKey } from '../../calendar';
import type { UsualTerm } from '../../calendar';
import type { CompanyId, Debtor, Invoice } from '../../ledger';
import { money } from '../../money';
import type { LedgerProblem } from '../../problems';
import type { FecSeen } from '../wire';
import { dropEarlierYears } from './earlier-years';
import type { EarlierYears } from './earlier-years';
import { invoicesOf } from './fec-invoices';
import { matchReceipts } from './fec-matching';
import type { FecEvidence } from './fec-matching';
import { pass } from './fec-reading';
import type { FecReading, PassedOver } from './fec-reading';
import { RECEIVABLE } from './fec-records';
import { settle } from './fec-settling';
import type { Pairing } from './fec-settling';

type FecRemark = Extract<LedgerProblem, { code: 'ledger/fec-remark' }>;

export interface FecCustomer {
  readonly debtor: Debtor;
  readonly invoices: readonly Invoice[];
}

/** The open balance of an account by what stands there, and how it came about. */
interface Counted {
  count: number;
  minor: number;
  value: string;
  /** 0: no line of its own. */
  row: number;
}

const counted = (): Counted => ({ count: 0, minor: 0, value: '', row: 0 });

/** What a FEC says of customers once all its lines are read: ask for `customers` once, then for `remarks`. */
export class FecLedger {
  private readonly said = { partly: counted(), covered: counted(), matched: counted(), doubtful: counted(), bills: counted(), opening: counted(), otherDebits: counted(), foreign: counted(), unallocated: counted(), deposits: counted(), computed: counted() };
  private readonly earlier: EarlierYears;
  private readonly unbalanced;
  private readonly owners: Uint32Array;
  private readonly evidence: FecEvidence = {
    received: (record) => this.reading.receives(record),
    cites: (record, piece) => this.reading.citations.cites(record, this.reading.pieces.textOf(piece)),
  };

  /** @param term agreed with most customers; null: none. A FEC tells no due dates of its own. */
  constructor(private readonly reading: FecReading, private readonly company: CompanyId, private readonly term: UsualTerm | null) {
    reading.customers.joinAccounts(reading.records);
    this.unbalanced = reading.unbalanced();
    this.earlier = dropEarlierYears(reading.records, reading.journals.opens);
    this.owners = ownersOf(reading);
  }

  get debtorCount(): number {
    return this.reading.customers.all.length;
  }

  /** Every customer with a line of the last year, with his invoices, paid ones too. */
  *customers(): Generator<FecCustomer> {
    const { reading, company } = this;
    for (const { customer, records } of reading.records.byCustomer(reading.customers.all.length)) {
      const debtor = reading.customers.all[customer];
      if (debtor === undefined || records.length === 0) continue;
      const { pairings, partly, covered } = settle(reading.records, records);
      const computed: Pairing[] = [];
      const matched = matchReceipts(reading.records, records, this.evidence, computed);
      if (matched.length > 0) this.noteMatched(debtor, matched, computed);
      pairings.push(...computed);
      const { invoices, unallocated } = invoicesOf(reading, debtor.id, company, records, pairings, (piece) => this.owners[piece] !== customer + 1, this.term);
      this.note(records, debtor, partly, covered, invoices, unallocated);
      yield { debtor: unallocated === 0 ? debtor : { ...debtor, unallocatedCredits: [money(unallocated, 'EUR')] }, invoices };
    }
  }

  /** Everything that was not used although it stands in the file: nothing of it is in the ledger. */
  problems(): readonly LedgerProblem[] {
    const { problems, passed, file } = this.reading;
    const unknown = passed['no-customer'];
    return [...(unknown.lines === 0 ? [] : [remark(file, 'no-customer', unknown)]), ...problems];
  }

  get problemCount(): number {
    return this.reading.problemCount + (this.reading.passed['no-customer'].lines === 0 ? 0 : 1);
  }

  /** How the rest was read; what concerns the file in whole comes first. */
  remarks(): readonly LedgerProblem[] {
    const { file, columns, remarks } = this.reading;
    return [
      ...this.imbalances(),
      ...this.ofYears(),
      ...this.ofAccounts(),
      ...(columns.supposed.length === 0 ? [] : [{ code: 'ledger/fec-remark' as const, file, what: 'column-supposed' as const, count: columns.supposed.length, row: 1, value: columns.supposed.join(', ').slice(0, 60), amount: null }]),
      ...remarks,
    ];
  }

  get remarkCount(): number {
    return this.remarks().length - this.reading.remarks.length + this.reading.remarkCount;
  }

  get seen(): FecSeen {
    const { reading } = this;
    const { columns, lines, entries, span } = reading;
    return {
      columns: columns.width, amounts: columns.amounts.kind, due: columns.due === null ? 'computed' : 'printed', term: this.term === null ? '' : termKey(this.term), lines, entries,
      from: span?.from ?? null, to: span?.to ?? null, debit: reading.debit, credit: reading.credit, unbalanced: this.unbalanced.length,
    };
  }

  private imbalances(): readonly LedgerProblem[] {
    const { reading: { file, debit, credit } } = this;
    const problem = (row: number, journal: string, entry: string, difference: number): LedgerProblem => ({ code: 'ledger/fec-unbalanced', file, row, journal: journal.slice(0, 40), entry: entry.slice(0, 40), difference: money(difference, 'EUR') });
    return [...(debit === credit ? [] : [problem(0, '', '', debit - credit)]), ...this.unbalanced.map(({ row, journal, entry, difference }) => problem(row, journal, entry, difference))];
  }

  private ofYears(): readonly LedgerProblem[] {
    const { reading: { file, customers }, earlier: { lines, opened, differing } } = this;
    if (opened === null) return [];
    const [first] = differing;
    const years: FecRemark = { code: 'ledger/fec-remark', file, what: 'earlier-years', count: lines, row: 0, value: fromDayNumber(opened), amount: null };
    return first === undefined ? [years] : [years, { ...years, what: 'years-differ', count: differing.length, value: customers.all[first]?.name.slice(0, 60) ?? '' }];
  }

  private ofAccounts(): readonly LedgerProblem[] {
    const { reading: { file, passed, noPiece }, said } = this;
    const told = (what: FecRemark['what'], { count, minor, value, row }: Counted, sum: boolean): readonly FecRemark[] => (count === 0 ? [] : [{ code: 'ledger/fec-remark', file, what, count, row, value, amount: sum ? money(minor, 'EUR') : null }]);
    return [
      ...told('due-computed', said.computed, false),
      ...told('covered', said.covered, false),
      ...told('matched', said.matched, true),
      ...told('partly-lettered', said.partly, false),
      ...told('unallocated', said.unallocated, true),
      ...told('deposits', said.deposits, true),
      ...told('doubtful', said.doubtful, true),
      ...told('bills', said.bills, true),
      ...told('opening', said.opening, true),
      ...told('other-debits', said.otherDebits, true),
      ...told('foreign', said.foreign, true),
      ...(noPiece.lines === 0 ? [] : [remark(file, 'no-piece', noPiece)]),
      ...(passed.accruals.lines === 0 ? [] : [remark(file, 'accruals', passed.accruals)]),
      ...(passed.others.lines === 0 ? [] : [remark(file, 'other-accounts', passed.others)]),
    ];
  }

  private noteMatched(debtor: Debtor, matched: readonly number[], pairings: readonly Pairing[]): void {
    const { said: { matched: to }, reading: { records } } = this;
    if (to.count === 0) [to.value, to.row] = [debtor.name.slice(0, 60), records.row[matched[0] as number] as number];
    to.count += matched.length;
    to.minor += pairings.reduce((sum, { amount }) => sum + amount, 0);
  }

  private note(own: Uint32Array, debtor: Debtor, partly: readonly number[], covered: number, invoices: readonly Invoice[], unallocated: number): void {
    const { said, reading } = this;
    const { records, journals } = reading;
    const note = (to: Counted, minor: number, value: string, row: number, by = 1): void => {
      if (to.count === 0) [to.value, to.row] = [value.slice(0, 60), row];
      to.count += by;
      to.minor += minor;
    };
    for (const at of partly) note(said.partly, 0, `${reading.letterOf(at)}, ${debtor.name}`, records.row[at] as number);
    if (covered > 0) note(said.covered, 0, debtor.name, 0, covered);
    let deposits = 0;
    for (const at of own) {
      const [left, journal, row] = [records.left[at] as number, records.journal[at] as number, records.row[at] as number];
      if (left === 0) continue;
      const piece = reading.pieces.textOf(records.piece[at] as number);
      if (records.kind[at] === RECEIVABLE.deposit) {
        // Deposits of a year that the file does not hold were used up: nobody owes that.
        if (left > 0) pass(reading.passed.others, row, '4191', left);
        else deposits -= left;
        continue;
      }
      if (records.kind[at] === RECEIVABLE.doubtful && left > 0) note(said.doubtful, left, piece, row);
      if (records.kind[at] === RECEIVABLE.bill && left > 0) note(said.bills, left, piece, row);
      if (records.foreign[at] === 1) note(said.foreign, left, piece, row);
      if (left > 0 && journals.opens(journal)) note(said.opening, left, piece, row);
      else if (left > 0 && records.kind[at] === RECEIVABLE.customer && !reading.sells(at)) note(said.otherDebits, left, piece, row);
    }
    if (deposits > 0) note(said.deposits, deposits, debtor.name, 0);
    if (unallocated > deposits) note(said.unallocated, unallocated - deposits, debtor.name, 0);
    const computed = invoices.filter(({ kind, instalments }) => kind !== 'credit-note' && instalments.some(({ dueBasis, outstanding }) => dueBasis === 'computed' && outstanding.minor > 0)).length;
    if (computed > 0) note(said.computed, 0, this.term === null ? '' : termKey(this.term), 0, computed);
  }
}

const remark = (file: string, what: FecRemark['what'], { lines, row, value, minor }: PassedOver): FecRemark => ({ code: 'ledger/fec-remark', file, what, count: lines, row, value, amount: money(minor, 'EUR') });

/**
 * Whose a number is: of several customers that have it, his who had it first. His invoice goes by the number alone, as long as
 * the file grows at its end; a number that comes to others later changes nothing for him.
 */
function ownersOf(reading: FecReading): Uint32Array {
  const { records, pieces, customers } = reading;
  const owners = new Uint32Array(pieces.size);
  const since = new Int32Array(pieces.size);
  const NOBODY = 0;
  const idOf = (owner: number): string => customers.all[owner - 1]?.id ?? '';
  for (let at = 0; at < records.length; at += 1) {
    const piece = records.piece[at] as number;
    if (piece === 0 || records.dropped[at] === 1 || ((records.amount[at] as number) <= 0 && !reading.sells(at))) continue;
    const [owner, issued] = [(records.customer[at] as number) + 1, records.issued[at] as number];
    const [now, from] = [owners[piece] as number, since[piece] as number];
    if (now !== NOBODY && (issued > from || (issued === from && (owner === now || idOf(owner) >= idOf(now))))) continue;
    owners[piece] = owner;
    since[piece] = issued;
  }
  return owners;
}
