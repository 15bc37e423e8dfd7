import { fail, ok } from '../result';
import type { Result } from '../result';
import { isCurrency, money } from '../money';
import type { Currency, Money } from '../money';
import type { LocalDate } from '../calendar';
import { foldNumber } from '../ledger';
import type { InvoiceKind, MeansOfPayment } from '../ledger';
import { amountOf } from './amounts';
import { foldHeader, isBlank, textOf, westernDigits } from './cell';
import type { Cell } from './cell';
import { bareDate, isOfBareColumn } from './bare-dates';
import type { BareDates, DateField } from './bare-dates';
import { dateOfCell } from './dates';
import { orNull, SHORTENED } from './row-cells';
import type { CellOf, CellTrouble } from './row-cells';
import { eInvoiceStatusIn } from './e-invoice-status';
import type { ColumnMapping } from './wire';

/** What one row says of one invoice. */
export interface Line {
  /** Zero-based row of the sheet. */
  readonly at: number;
  readonly debtorKey: string;
  readonly number: string;
  /** What the row itself names; null: its sign decides. */
  readonly named: InvoiceKind | null;
  readonly issued: LocalDate | null;
  readonly due: LocalDate;
  readonly currency: Currency;
  /** Matched, or called paid, without a word on what is open. */
  readonly settled: boolean;
  /** As written, minor units; null: no such cell. */
  readonly amount: number | null;
  readonly outstanding: number | null;
  readonly paid: number | null;
  readonly disputed: 'all' | number | null;
  /** Minor units, positive. */
  readonly retained: number | null;
  readonly retainedUntil: LocalDate | null;
  readonly eInvoiceStatus: number | null;
  readonly eInvoiceStatusOn: LocalDate | null;
  /** Of another program; 0: none was sent; null: not told. */
  readonly reminderLevel: number | null;
  readonly remindedOn: LocalDate | null;
  readonly means: MeansOfPayment;
  readonly orderNumber: string | null;
  readonly corrects: string | null;
  readonly document: string | null;
}

export interface DateReading {
  readonly mapping: ColumnMapping;
  readonly dates1904: boolean;
  /** What the whole columns say of days without separators. */
  readonly bare: BareDates;
}

/** The day of a cell in its column, or what is wrong with it. */
function dayIn(cell: Cell | undefined, field: DateField, { mapping, dates1904, bare }: DateReading): LocalDate | 'date' | 'bare-date' {
  const column = bare[field];
  if (column !== undefined && (typeof cell === 'string' || typeof cell === 'number')) {
    const text = westernDigits(textOf(cell));
    if (isOfBareColumn(text)) return (column === 'day-first' ? bareDate(text) : null) ?? 'bare-date';
  }
  return dateOfCell(cell, mapping.dateOrder, dates1904) ?? 'date';
}

const isTrouble = (day: LocalDate | 'date' | 'bare-date' | null): day is 'date' | 'bare-date' => day === 'date' || day === 'bare-date';

/** The invoice that a row describes. Nothing is guessed: no due date, an amount of two currencies, a date of unknown order stop the row. */
export function readLine(cell: CellOf, reading: DateReading, debtorKey: string, at: number): Result<Line, CellTrouble> {
  const { mapping } = reading;
  const number = textOf(cell('invoice-number'));
  if (foldNumber(number) === '') return fail({ field: 'invoice-number', why: 'no-number' });
  if (SHORTENED.test(number)) return fail({ field: 'invoice-number', why: 'shortened' });
  const due = cell('due');
  const written = isBlank(due) ? null : dayIn(due, 'due', reading);
  if (isTrouble(written)) return fail({ field: 'due', why: written });
  const issuedCell = cell('issued');
  const issued = isBlank(issuedCell) ? null : dayIn(issuedCell, 'issued', reading);
  if (written === null && (issued === null || isTrouble(issued))) return fail({ field: 'due', why: 'no-due-date' });
  if (isTrouble(issued)) return fail({ field: 'issued', why: issued });

  const named = textOf(cell('currency')).toUpperCase();
  const currency = named === '' ? null : currencyOf(named);
  if (named !== '' && currency === null) return fail({ field: 'currency', why: 'currency' });
  const amounts = readAmounts(cell, mapping, currency);
  if (!amounts.ok) return amounts;
  const kind = kindNamed(textOf(cell('invoice-kind')));
  const dueOn = written ?? (isCredit(amounts.value, kind) ? issued : null);
  if (dueOn === null) return fail({ field: 'due', why: 'no-due-date' });
  const state = stateOf(cell, amounts.value);
  if (!state.ok) return state;
  const dispute = readDispute(cell('disputed'), mapping);
  if (!dispute.ok) return dispute;
  const retained = readRetained(cell('retained'), mapping, totalOf(amounts.value));
  if (!retained.ok) return retained;
  const day = (field: 'retained-until' | 'e-invoice-status-on' | 'reminded-on'): LocalDate | null => {
    const found = isBlank(cell(field)) ? null : dayIn(cell(field), field, reading);
    return isTrouble(found) ? null : found;
  };
  return ok({
    at,
    debtorKey,
    number: number.slice(0, 100),
    named: kind,
    issued,
    due: dueOn,
    ...amounts.value,
    ...(state.value ? { settled: true, outstanding: 0 } : { settled: false }),
    disputed: dispute.value,
    retained: retained.value,
    retainedUntil: day('retained-until'),
    eInvoiceStatus: eInvoiceStatusIn(textOf(cell('e-invoice-status'))),
    eInvoiceStatusOn: day('e-invoice-status-on'),
    reminderLevel: levelIn(textOf(cell('reminder-level'))),
    remindedOn: day('reminded-on'),
    means: meansOf(textOf(cell('means'))),
    orderNumber: orNull(textOf(cell('order-number'))),
    corrects: orNull(textOf(cell('corrects'))),
    document: orNull(textOf(cell('document'))),
  });
}

type Amounts = Pick<Line, 'amount' | 'outstanding' | 'paid' | 'currency'>;

/** Amount, outstanding and paid: two of them give the third; an amount alone stands for what is open. */
function readAmounts(cell: CellOf, mapping: ColumnMapping, named: Currency | null): Result<Amounts, CellTrouble> {
  let currency: Currency | null = named;
  const read = (field: 'amount' | 'outstanding' | 'paid'): Result<number | null, CellTrouble> => {
    const value = cell(field);
    if (isBlank(value)) return ok(null);
    const parsed = amountOf(value as Cell, mapping);
    if (parsed.kind !== 'read') return fail({ field, why: parsed.kind === 'ambiguous' ? 'ambiguous' : 'amount' });
    if (parsed.currency !== null) {
      // The format of a number is weaker than a word: a column of currencies wins over it.
      if (currency !== null && parsed.currency !== currency && !(named !== null && typeof value === 'object')) return fail({ field, why: 'currency' });
      currency ??= parsed.currency;
    }
    return ok(parsed.minor);
  };
  const amount = read('amount');
  if (!amount.ok) return amount;
  const outstanding = read('outstanding');
  if (!outstanding.ok) return outstanding;
  const paid = read('paid');
  if (!paid.ok) return paid;
  if (outstanding.value === null && amount.value === null) return fail({ field: mapping.columns.outstanding === undefined ? 'amount' : 'outstanding', why: 'no-amount' });
  return ok({ amount: amount.value, outstanding: outstanding.value, paid: paid.value, currency: currency ?? mapping.defaultCurrency });
}

/** Nobody demands a credit: without a due date of its own it counts from the day it was written. */
const isCredit = (line: Amounts, kind: InvoiceKind | null): boolean => kind === 'credit-note' || (totalOf(line) < 0 && openOf(line) <= 0);

const CANCELLED = /^(?:annulee?s?|facture annulee|cancell?ed|void|voided|deleted)$/;
const DRAFT = /^(?:brouillon|en brouillon|facture brouillon|draft|pro ?forma|devis|a emettre|non emise|non validee?|awaiting approval|pending approval)$/;
const PAID = /^(?:payee?s?|facture payee|reglee?s?|soldee?s?|acquittee?s?|encaissee?s?|totalement payee|entierement reglee|paid|fully paid|settled)$/;
/** Paid in part, with nothing beside it that says which part: the whole invoice would be demanded. */
const PARTLY = /^(?:facture )?(?:(?:partiellement|en partie) (?:payee?|reglee?|encaissee?|soldee?)s?|(?:payee?|reglee?|encaissee?)s? (?:partiellement|en partie)|(?:paiement|reglement) partiel|partially paid|part(?:ly)? paid|partial)$/;

/** A row that its program calls cancelled, or no invoice yet. */
export function leftOut(cell: CellOf): 'cancelled' | 'draft' | null {
  const text = textOf(cell('status'));
  if (text === '') return null;
  const word = foldHeader(text);
  return CANCELLED.test(word) ? 'cancelled' : DRAFT.test(word) ? 'draft' : null;
}

const EXAMPLE = /^ex[ae]mple(?:[ ._-]?\d{1,4})?$/i;

/** "EXEMPLE-001", and what becomes of it when the line is dragged down. Overtyped with a number of the clerk's own, it is an invoice. */
export const isExample = (number: Cell | undefined): number is string => typeof number === 'string' && EXAMPLE.test(number);

/** A word that calls a row paid. */
export const saysPaid = (status: string): boolean => PAID.test(foldHeader(status));

/** A word that calls a row paid in part. */
export const saysPartlyPaid = (status: string): boolean => PARTLY.test(foldHeader(status));

/** true: settled, by its letter of matching or by a word. What the ledger says is open wins over a letter, and contradicts the word. */
function stateOf(cell: CellOf, line: Amounts): Result<boolean, CellTrouble> {
  const letter = textOf(cell('matching'));
  const status = textOf(cell('status'));
  if (letter === '' && status === '') return ok(false);
  const paid = status !== '' && saysPaid(status);
  if (line.outstanding === null && line.paid === null && saysPartlyPaid(status)) return fail({ field: 'status', why: 'partly-matched' });
  if (line.outstanding !== null) return paid && line.outstanding !== 0 ? fail({ field: 'status', why: 'paid-yet-open' }) : ok(false);
  if (paid) return ok(true);
  if (letter === '' || NO.has(foldHeader(letter))) return ok(false);
  // Sage, Cegid and others write small letters for a matching that leaves something open.
  return /^[a-z]+\d*$/.test(letter) && line.paid === null ? fail({ field: 'matching', why: 'partly-matched' }) : ok(line.paid === null);
}

export const openOf = (line: Amounts): number => line.outstanding ?? (line.amount as number) - (line.paid ?? 0);
export const totalOf = (line: Amounts): number => line.amount ?? openOf(line) + (line.paid ?? 0);

const YES = new Set(['oui', 'o', 'x', 'vrai', 'yes', 'y', 'true', 'litige', 'en litige', '1']);
const NO = new Set(['', 'non', 'n', 'faux', 'no', 'false', '0']);

function readDispute(cell: Cell | undefined, mapping: ColumnMapping): Result<Line['disputed'], CellTrouble> {
  if (cell === undefined || isBlank(cell)) return ok(null);
  const word = foldHeader(textOf(cell));
  if (NO.has(word)) return ok(null);
  if (YES.has(word)) return ok('all');
  const amount = amountOf(cell, mapping);
  if (amount.kind !== 'read') return fail({ field: 'disputed', why: 'amount' });
  return ok(amount.minor === 0 ? null : Math.abs(amount.minor));
}

export const disputedOf = (line: Line, outstanding: Money): Money | null => (line.disputed === null ? null : line.disputed === 'all' ? outstanding : money(line.disputed, line.currency));

const SHARE = /^(\d{1,2}(?:[.,]\d{1,2})?) ?%$/;

/** The sum held back of an invoice of this total (loi 71-584): an amount, or a share of the invoice. A word says too little. */
function readRetained(cell: Cell | undefined, mapping: ColumnMapping, total: number): Result<Line['retained'], CellTrouble> {
  if (cell === undefined || isBlank(cell) || NO.has(foldHeader(textOf(cell)))) return ok(null);
  const share = SHARE.exec(textOf(cell));
  // A cell formatted as a percentage holds 0.05; nobody holds back a sum below one unit.
  const percent = share !== null ? Number((share[1] as string).replace(',', '.')) : typeof cell === 'number' && cell > 0 && cell < 1 ? cell * 100 : null;
  if (percent !== null) return ok(orNone(Math.round((Math.abs(total) * Math.round(percent * 100)) / 10_000)));
  const amount = amountOf(cell, mapping);
  return amount.kind === 'read' ? ok(orNone(Math.abs(amount.minor))) : fail({ field: 'retained', why: 'amount' });
}
const orNone = (minor: number): number | null => (minor === 0 ? null : minor);

/** "2", "Niveau 2", "R2", "2ème relance", "2/3"; what is no level says nothing. */
function levelIn(text: string): number | null {
  if (text === '') return null;
  const word = foldHeader(text);
  if (NEVER.test(word)) return 0;
  const level = /^(?:niveau|niv|relance|rappel|level|reminder|stade|r|n|no)? ?(\d)(?:e|er|ere|eme|nd|nde|st|rd|th)?(?: (?:relances?|rappels?|reminders?|sur \d|\d))?$/.exec(word);
  return level === null ? null : Number(level[1]);
}
const NEVER = /^(?:aucune?(?: relance)?|jamais|non|neant|none|never|no)$/;

function currencyOf(text: string): Currency | null {
  const named: Readonly<Record<string, Currency>> = { '€': 'EUR', EURO: 'EUR', EUROS: 'EUR', '£': 'GBP', $: 'USD', 'US$': 'USD' };
  return isCurrency(text) ? text : (named[text] ?? null);
}

function kindNamed(text: string): InvoiceKind | null {
  if (text === '') return null;
  const word = foldHeader(text);
  if (word === '') return null;
  if (/^(avoir|(?:sales )?credit|note de credit|facture d avoir|381|av$)/.test(word)) return 'credit-note';
  return /^(acompte|deposit|386|facture d acompte|prepayment)/.test(word) ? 'deposit' : null;
}

export const kindOf = (line: Line): InvoiceKind => (line.named === 'credit-note' || totalOf(line) < 0 ? 'credit-note' : (line.named ?? 'invoice'));

function meansOf(text: string): MeansOfPayment {
  if (text === '') return 'transfer';
  const word = foldHeader(text);
  if (/prelevement|direct debit|sepa dd/.test(word)) return 'direct-debit-presented';
  if (/\b(lcr|traite|effet|billet a ordre|bill)\b/.test(word)) return 'bill-in-hand';
  if (/\b(cheque|check)\b/.test(word) && /\b(recu|en main|remis|in hand|received)\b/.test(word)) return 'cheque-in-hand';
  return word === '' || /virement|transfer|wire|sepa/.test(word) ? 'transfer' : 'other';
}
