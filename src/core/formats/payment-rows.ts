import type { LocalDate } from '../calendar';
import { foldNumber } from '../ledger';
import { isCurrency } from '../money';
import type { Currency, DecimalMark } from '../money';
import type { LedgerProblem } from '../problems';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { columnLetter } from './a1-notation';
import { amountOf, inferDecimalMark } from './amounts';
import { faultOf, foldHeader, isBlank, textOf, withoutGuard } from './cell';
import type { Cell, Row } from './cell';
import { dateOfCell, inferDateOrder } from './dates';
import { fieldOfHeader } from './headers';
import { SHORTENED, orNull } from './row-cells';
import type { RowWhy } from './row-cells';

/** One payment of one invoice, as a list of payments tells it. */
export interface PaymentRow {
  /** Stable from one reading to the next: the row's own reference, number, day and amount; rows that say the same without a reference are counted. */
  readonly external: string;
  /** As the list writes it. */
  readonly number: string;
  readonly on: LocalDate;
  /** Minor units; negative: it was taken back (a direct debit returned, a refund). */
  readonly minor: number;
  readonly currency: Currency;
  readonly code: string | null;
  readonly name: string | null;
  readonly reference: string | null;
}

export interface PaymentRows {
  readonly payments: readonly PaymentRow[];
  readonly unreadable: readonly LedgerProblem[];
  /** Rows with anything in them. */
  readonly rows: number;
}

type Field = 'number' | 'on' | 'amount' | 'currency' | 'code' | 'name' | 'reference';

/** Headers as they are folded (`foldHeader`); those of the first list say more than those of the second. A header is matched whole. */
const SAID: Readonly<Record<'on' | 'amount' | 'reference', readonly [readonly string[], readonly string[]]>> = {
  on: [
    ['date paiement', 'date de paiement', 'date du paiement', 'date reglement', 'date de reglement', 'date du reglement', 'date encaissement', 'date d encaissement', 'date de l encaissement', 'date virement', 'date du virement', 'date de reception', 'regle le', 'paye le', 'encaisse le', 'recu le', 'payment date', 'date of payment', 'paid on', 'date paid', 'paid date', 'received on', 'date received'],
    ['date', 'date operation', 'date d operation', 'date de l operation', 'date valeur', 'date de valeur', 'value date', 'transaction date', 'date comptable', 'posting date'],
  ],
  amount: [
    ['montant regle', 'montant paye', 'montant encaisse', 'montant recu', 'montant reglement', 'montant du reglement', 'montant paiement', 'montant du paiement', 'montant encaissement', 'montant de l encaissement', 'montant du virement', 'regle', 'paye', 'encaisse', 'amount paid', 'paid amount', 'payment amount', 'amount received', 'received amount', 'paid', 'received'],
    ['montant', 'montant ttc', 'somme', 'reglement', 'paiement', 'encaissement', 'amount', 'payment', 'sum', 'total'],
  ],
  reference: [
    ['reference paiement', 'reference du paiement', 'reference de paiement', 'reference reglement', 'reference du reglement', 'reference de reglement', 'ref paiement', 'ref reglement', 'reference virement', 'reference bancaire', 'n paiement', 'n de paiement', 'numero de paiement', 'n reglement', 'n de reglement', 'numero de reglement', 'id paiement', 'id reglement', 'id transaction', 'transaction id', 'payment id', 'payment reference', 'payment ref', 'payment number', 'payment no', 'transaction reference', 'end to end id'],
    ['reference', 'ref', 'id', 'transaction', 'identifiant'],
  ],
};
const OF_LEDGER: Readonly<Partial<Record<string, Field>>> = { 'invoice-number': 'number', 'debtor-code': 'code', 'debtor-name': 'name', currency: 'currency' };
/** What is said of invoices, beside numbers of documents of any kind. */
const OF_INVOICES = /\b(?:factures?|fact|fac|invoices?|inv)\b/;

interface Meant {
  readonly field: Field;
  /** 0: the header leaves no doubt. */
  readonly rank: 0 | 1;
}

function meantBy(header: string): Meant | null {
  const folded = foldHeader(header.replace(/[°º]/g, ' '));
  if (folded === '' || header.length > HEADER_LENGTH) return null;
  for (const [field, lists] of Object.entries(SAID) as [keyof typeof SAID, (typeof SAID)['on']][]) for (const rank of [0, 1] as const) if (lists[rank].includes(folded)) return { field, rank };
  const field = OF_LEDGER[fieldOfHeader(header) ?? ''];
  return field === undefined ? null : { field, rank: field === 'number' && !OF_INVOICES.test(folded) ? 1 : 0 };
}

const HEADER_SEARCH = 30;
const HEADER_LENGTH = 60;
/** No unreadable row says more than so many letters of itself. */
const VALUE_LENGTH = 80;

interface Columns {
  readonly headerRow: number;
  readonly at: Readonly<Partial<Record<Field, number>>>;
}

/** The row that names the most fields. Two columns that say one field equally well: which is meant is not guessed. */
function columnsOf(rows: readonly Row[], file: string): Result<Columns, LedgerProblem> {
  let best: { readonly headerRow: number; readonly meant: readonly (Meant | null)[]; readonly fields: number } | null = null;
  for (const [headerRow, row] of rows.slice(0, HEADER_SEARCH).entries()) {
    const meant = row.map((cell) => (typeof cell === 'string' ? meantBy(textOf(cell)) : null));
    const fields = new Set(meant.flatMap((each) => (each === null ? [] : [each.field]))).size;
    if (fields > (best?.fields ?? 0)) best = { headerRow, meant, fields };
  }
  if (best === null || best.fields < 2) return fail({ code: 'ledger/no-usable-column', file, headers: (rows[0] ?? []).map(textOf).slice(0, 20) });
  const at: Partial<Record<Field, number>> = {};
  const { headerRow, meant } = best;
  for (const field of ['number', 'on', 'amount', 'currency', 'code', 'name', 'reference'] as const) {
    const of = (rank: 0 | 1): readonly number[] => meant.flatMap((each, column) => (each?.field === field && each.rank === rank ? [column] : []));
    const columns = of(0).length > 0 ? of(0) : of(1);
    if (columns.length > 1) return fail({ code: 'ledger/column-twice', file, header: textOf(rows[headerRow]?.[columns[0] as number]), columns: columns.map(columnLetter) });
    if (columns[0] !== undefined) at[field] = columns[0];
  }
  for (const [field, name] of [['number', 'invoice-number'], ['amount', 'paid'], ['on', 'date']] as const) if (at[field] === undefined) return fail({ code: 'ledger/column-missing', file, field: name });
  return ok({ headerRow, at });
}

/**
 * A list of payments, one row for one payment of one invoice. A row that cannot be read is named and left out; where a whole
 * column can be read in two ways, nothing is read. An amount that names no currency is in euros, as in a ledger.
 */
export function readPaymentRows(rows: readonly Row[], file: string, sheet: string | null, dates1904 = false): Result<PaymentRows, LedgerProblem> {
  if (rows.every((row) => row.every(isBlank))) return fail({ code: 'ledger/empty', file });
  const found = columnsOf(rows, file);
  if (!found.ok) return found;
  const { headerRow, at } = found.value;
  const below = rows.slice(headerRow + 1);
  const cellsIn = (field: Field): readonly Cell[] => below.flatMap((row) => { const cell = withoutGuard(row[at[field] ?? -1]); return cell === undefined || isBlank(cell) ? [] : [cell]; });
  const header = (field: Field): string => textOf(rows[headerRow]?.[at[field] ?? -1]);
  const order = inferDateOrder(cellsIn('on'));
  if (order.kind === 'undecided') return fail({ code: 'ledger/date-order-undecided', file, column: header('on'), example: order.example });
  if (order.kind === 'contradicted') return fail({ code: 'ledger/date-orders-mixed', file, column: header('on'), dayFirst: order.dayFirst, monthFirst: order.monthFirst });
  const reader: Reader = { at, order: order.order, decimal: inferDecimalMark(cellsIn('amount')), dates1904 };
  const [payments, unreadable, seen]: [Map<string, PaymentRow>, LedgerProblem[], Map<string, number>] = [new Map(), [], new Map()];
  let told = 0;
  for (const [index, row] of below.entries()) {
    if (row.every(isBlank)) continue;
    told += 1;
    const read = readRow(row, reader);
    if (!read.ok) {
      const { field, why } = read.problem;
      unreadable.push({ code: 'ledger/row-unreadable', file, sheet, row: headerRow + index + 2, column: header(field), value: textOf(row[at[field] ?? -1]).slice(0, VALUE_LENGTH), why });
      continue;
    }
    const said = [foldNumber(read.value.number), read.value.on, `${read.value.minor}`, read.value.currency, read.value.code ?? '', read.value.name ?? ''].join('|');
    const { reference } = read.value;
    const times = (seen.get(said) ?? 0) + 1;
    // One payment that stands twice under its own reference is one; without a reference they are two.
    if (reference === null) seen.set(said, times);
    const external = reference === null ? `n|${said}|${times}` : `r|${reference}|${said}`;
    payments.set(external, { ...read.value, external });
  }
  return ok({ payments: [...payments.values()], unreadable, rows: told });
}

interface Reader {
  readonly at: Columns['at'];
  readonly order: 'day-first' | 'month-first' | 'year-first';
  readonly decimal: DecimalMark | null;
  readonly dates1904: boolean;
}

function readRow(row: Row, { at, order, decimal, dates1904 }: Reader): Result<Omit<PaymentRow, 'external'>, { readonly field: Field; readonly why: RowWhy }> {
  const cell = (field: Field): Cell => (at[field] === undefined ? null : (withoutGuard(row[at[field]]) ?? null));
  for (const field of ['number', 'on', 'amount', 'currency', 'code', 'name'] as const) {
    const why = faultOf(cell(field));
    if (why !== null) return fail({ field, why });
  }
  const number = textOf(cell('number'));
  if (foldNumber(number) === '') return fail({ field: 'number', why: 'no-number' });
  if (SHORTENED.test(number)) return fail({ field: 'number', why: 'shortened' });
  if (isBlank(cell('amount'))) return fail({ field: 'amount', why: 'no-amount' });
  const amount = amountOf(cell('amount'), { decimal, defaultCurrency: 'EUR' });
  if (amount.kind !== 'read') return fail({ field: 'amount', why: amount.kind === 'ambiguous' ? 'ambiguous' : 'amount' });
  const on = dateOfCell(cell('on'), order, dates1904);
  if (on === null) return fail({ field: 'on', why: 'date' });
  const written = textOf(cell('currency')).toUpperCase();
  const named = written === '' ? null : isCurrency(written) ? written : (CURRENCIES[written] ?? null);
  if ((written !== '' && named === null) || (named !== null && amount.currency !== null && named !== amount.currency)) return fail({ field: 'currency', why: 'currency' });
  return ok({ number: number.slice(0, NUMBER_LENGTH), on, minor: amount.minor, currency: named ?? amount.currency ?? 'EUR', code: orNull(textOf(cell('code'))), name: orNull(textOf(cell('name'))), reference: orNull(textOf(cell('reference')).slice(0, NUMBER_LENGTH)) });
}

const NUMBER_LENGTH = 200;
const CURRENCIES: Readonly<Record<string, Currency>> = { '€': 'EUR', EURO: 'EUR', EUROS: 'EUR', '£': 'GBP', $: 'USD', 'US$': 'USD' };
