import { addDays, dueDateFrom, fromDayNumber } from '../../calendar';
import type { LocalDate, UsualTerm } from '../../calendar';
import { money } from '../../money';
import { invoiceId } from '../../ledger';
import type { CompanyId, DebtorId, Instalment, Invoice, InvoiceKind, PaymentEvent } from '../../ledger';
import type { FecReading } from './fec-reading';
import { RECEIVABLE } from './fec-records';
import type { Pairing } from './fec-settling';

/** Books are kept in euros (C. com. L123-22). */
const EUR = 'EUR';
const DAYS_WITHOUT_TERM = 30;

export interface OfCustomer {
  readonly invoices: readonly Invoice[];
  /** Credits of no invoice and no credit note, cents. */
  readonly unallocated: number;
}

/**
 * The invoices of one settled account: debits of one PieceRef are one invoice; credits of a sale's entry that are still
 * there are credit notes; any other credit left is money of the customer's.
 * @param others whether this number is another customer's first: it does not make an invoice's id by itself
 * @param term by which due dates are reckoned that the file does not hold; null: nothing is agreed
 */
export function invoicesOf(reading: FecReading, debtor: DebtorId, company: CompanyId, own: Uint32Array, pairings: readonly Pairing[], others: (piece: number) => boolean, term: UsualTerm | null): OfCustomer {
  const { records } = reading;
  const debits = new Map<number, number[]>();
  const notes = new Map<number, number[]>();
  let unallocated = 0;
  for (const at of own) {
    const [amount, left, piece] = [records.amount[at] as number, records.left[at] as number, records.piece[at] as number];
    const deposit = records.kind[at] === RECEIVABLE.deposit;
    const into = deposit ? null : amount > 0 ? debits : left < 0 && piece !== 0 && reading.sells(at) ? notes : null;
    if (into === null) {
      if (left < 0) unallocated -= left;
      continue;
    }
    const group = into.get(piece);
    if (group === undefined) into.set(piece, [at]);
    else group.push(at);
  }
  const paid = new Map<number, Pairing[]>();
  for (const pairing of pairings) {
    if (records.kind[pairing.debit] === RECEIVABLE.deposit) continue;
    const piece = records.piece[pairing.debit] as number;
    const group = paid.get(piece);
    if (group === undefined) paid.set(piece, [pairing]);
    else group.push(pairing);
  }
  const made = (piece: number, group: readonly number[], kind: InvoiceKind): Invoice => {
    const number = reading.pieces.textOf(piece);
    const id = invoiceId(company, others(piece) ? `${number}@${debtor}` : number, kind);
    const main = mainOf(reading, group);
    return {
      id, company, debtor, number, kind,
      issued: earliest(reading, main),
      receivedOn: null,
      instalments: kind === 'credit-note' ? noteInstalments(reading, group) : instalmentsOf(reading, main, group, term),
      payments: kind === 'credit-note' ? [] : paymentsOf(reading, paid.get(piece) ?? [], main.length < group.length),
      means: group.some((at) => records.kind[at] === RECEIVABLE.bill && (records.left[at] as number) > 0) ? 'bill-in-hand' : 'transfer',
      retained: null, assignee: null, corrects: null, disputed: null, eInvoiceStatus: null, orderNumber: null, document: null, missingSince: null,
    };
  };
  return { invoices: [...[...debits].map(([piece, group]) => made(piece, group, 'invoice')), ...[...notes].map(([piece, group]) => made(piece, group, 'credit-note'))], unallocated };
}

/** An invoice that moved to 413 or 416 stands on both accounts: its amount is that of 411. */
function mainOf({ records }: FecReading, group: readonly number[]): readonly number[] {
  const ofCustomer = group.filter((at) => records.kind[at] === RECEIVABLE.customer);
  if (ofCustomer.length > 0) return ofCustomer;
  const doubtful = group.filter((at) => records.kind[at] === RECEIVABLE.doubtful);
  return doubtful.length > 0 ? doubtful : group;
}

const earliest = ({ records }: FecReading, group: readonly number[]): LocalDate => fromDayNumber(group.reduce((first, at) => Math.min(first, records.issued[at] as number), Infinity));

interface Part {
  amount: number;
  open: number;
  readonly printed: boolean;
}

function instalmentsOf(reading: FecReading, main: readonly number[], group: readonly number[], term: UsualTerm | null): readonly Instalment[] {
  const { records } = reading;
  const parts = new Map<LocalDate, Part>();
  const part = (at: number): Part => {
    const { due, printed } = dueOf(reading, at, term);
    const known = parts.get(due);
    if (known !== undefined) return known;
    const made = { amount: 0, open: 0, printed };
    parts.set(due, made);
    return made;
  };
  for (const at of main) {
    const of = part(at);
    of.amount += records.amount[at] as number;
    of.open += records.left[at] as number;
  }
  const ofMain = new Set(main);
  for (const at of group) {
    if (ofMain.has(at)) continue;
    let left = records.left[at] as number;
    for (const of of parts.values()) {
      const room = Math.min(left, of.amount - of.open);
      of.open += room;
      left -= room;
    }
    if (left <= 0) continue;
    const of = part(at);
    of.amount += left;
    of.open += left;
  }
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([due, { amount, open, printed }]) => ({ due, dueBasis: printed ? 'printed' : 'computed', amount: money(amount, EUR), outstanding: money(open, EUR) }));
}

function noteInstalments(reading: FecReading, group: readonly number[]): readonly Instalment[] {
  const { records } = reading;
  const sum = (column: Float64Array): number => group.reduce((total, at) => total + (column[at] as number), 0);
  const issued = earliest(reading, group);
  return [{ due: issued, dueBasis: 'computed', amount: money(sum(records.amount), EUR), outstanding: money(sum(records.left), EUR) }];
}

function dueOf({ records }: FecReading, at: number, term: UsualTerm | null): { readonly due: LocalDate; readonly printed: boolean } {
  const printed = records.dueOf(at);
  if (printed !== null) return { due: fromDayNumber(printed), printed: true };
  const issued = fromDayNumber(records.issued[at] as number);
  // Where nothing agreed is known: 30 days after the goods or the service (C. com. L441-10 I), for which the invoice's day stands.
  const due = dueDateFrom({ printed: null, term: null, customerTerm: term, issued, received: null, delivered: issued, regime: 'general' });
  return { due: due.ok ? due.value.due : addDays(issued, DAYS_WITHOUT_TERM), printed: false };
}

/** @param moved the invoice went to another account: a general entry that took it from 411 is no payment */
function paymentsOf(reading: FecReading, pairings: readonly Pairing[], moved: boolean): readonly PaymentEvent[] {
  const { records, journals, pieces } = reading;
  const events = new Map<number, { readonly event: PaymentEvent; minor: number }>();
  for (const { credit, amount } of pairings) {
    const journal = records.journal[credit] as number;
    const received = !reading.sells(credit) && (journals.receives(journal) || journals.opens(journal));
    if (moved && !received && !reading.sells(credit)) continue;
    const known = events.get(credit);
    if (known !== undefined) known.minor += amount;
    else events.set(credit, { minor: amount, event: { on: fromDayNumber(records.booked[credit] as number), amount: money(amount, EUR), kind: received ? 'payment' : 'credit', reference: pieces.textOf(records.piece[credit] as number) || null } });
  }
  return [...events.values()].map(({ event, minor }) => ({ ...event, amount: money(minor, EUR) })).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
