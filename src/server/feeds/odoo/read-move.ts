import { z } from 'zod';
import { fail, invoiceId, isCurrency, money, ok } from '../../../core';
import type { Currency, DebtorId, FeedProblem, Instalment, Invoice, PaymentEvent, Result } from '../../../core';
import type { FeedContext, FeedInvoice } from '../feed';
import type { OdooRow } from './odoo-client';
import { day, flag, id, link, minor, perhapsLink, shaped, text } from './odoo-values';

const MOVE = z.object({
  id, name: text, ref: text, move_type: z.enum(['out_invoice', 'out_refund']), payment_state: z.string(), invoice_date: day, invoice_date_due: day, currency_id: link, commercial_partner_id: link,
  amount_total: minor, amount_residual: minor, reversed_entry_id: perhapsLink,
});
const LINE = z.object({ id, date_maturity: day, amount_currency: minor, amount_residual_currency: minor, blocked: flag.optional(), no_followup: flag.optional() });
const PARTIAL = z.object({ id, credit_move_id: link, debit_amount_currency: minor });
const COUNTERPART = z.object({ id, date: day, move_type: z.string(), move_name: text, statement_line_id: perhapsLink, payment_id: perhapsLink, journal_id: perhapsLink });
const PAYMENT = z.object({ id, date: day, amount: minor, currency_id: link, name: text, state: z.string() });

/** What an invoice is read from. */
export interface MoveRows {
  readonly move: OdooRow;
  /** Its receivable lines: one for each day on which something falls due. */
  readonly lines: readonly OdooRow[];
  /** What was matched with these lines, and the lines at the other end by their ids. */
  readonly partials: readonly OdooRow[];
  readonly counterparts: ReadonlyMap<number, OdooRow>;
  /** Payments that have no entry in the books (from version 18 on). */
  readonly payments: readonly OdooRow[];
  /** Numbers of the invoices that credit notes reverse, by id. */
  readonly numbers: ReadonlyMap<number, string>;
  /** Ids of the journals of banks, cash and cards. */
  readonly moneyJournals: ReadonlySet<number>;
}

type Move = z.infer<typeof MOVE>;

/**
 * A customer invoice or credit note that is posted. `amount_residual` decides what is owed: an invoice "in payment" (paid,
 * the bank statement not yet matched) has none left and is no debt.
 */
export function readMove(rows: MoveRows, { company, name: feed }: FeedContext): Result<FeedInvoice, FeedProblem> {
  const written = rows.move['name'];
  const record = typeof written === 'string' && written !== '' && written !== '/' ? written : `account.move ${String(rows.move['id'])}`;
  const unreadable = (field: string, why: Extract<FeedProblem, { code: 'feed/record-unreadable' }>['why']): Result<never, FeedProblem> => fail({ code: 'feed/record-unreadable', feed, record: record.slice(0, 60), field, why });
  const read = shaped(MOVE, rows.move, feed, record);
  if (!read.ok) return read;
  const move = read.value;
  if (move.name === null || move.name === '/') return unreadable('name', 'no-number');
  const currency = move.currency_id.name;
  if (!isCurrency(currency)) return unreadable('currency_id', 'currency');
  const kind = move.move_type === 'out_refund' ? 'credit-note' : 'invoice';
  const instalments = instalmentsOf(rows, move, currency, feed, record);
  if (!instalments.ok) return instalments;
  const pending = pendingOf(rows, move, currency, feed, record);
  if (!pending.ok) return pending;
  const matched = kind === 'invoice' ? matchedOf(rows, currency, feed, record) : ok([]);
  if (!matched.ok) return matched;
  const open = lessPending(instalments.value.list, pending.value.reduce((sum, { amount }) => sum + amount.minor, 0));
  const left = open.reduce((sum, { outstanding }) => sum + outstanding.minor, 0);
  const held = move.payment_state === 'blocked' || instalments.value.held;
  const invoice: Invoice = {
    id: invoiceId(company, move.name, kind), company, debtor: String(move.commercial_partner_id.id) as DebtorId, number: move.name, kind, issued: move.invoice_date, receivedOn: null,
    instalments: open, payments: [...matched.value, ...pending.value].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), means: 'other', retained: null, assignee: null,
    corrects: move.reversed_entry_id === null ? null : (rows.numbers.get(move.reversed_entry_id.id) ?? null),
    disputed: held && kind === 'invoice' && left > 0 ? money(left, currency) : null,
    // On a credit note `ref` is "Reversal of: …".
    eInvoiceStatus: null, orderNumber: kind === 'invoice' ? move.ref : null, document: String(move.id), missingSince: null,
  };
  return ok({ external: String(move.id), invoice });
}

function instalmentsOf({ lines }: MoveRows, move: Move, currency: Currency, feed: string, record: string): Result<{ readonly list: readonly Instalment[]; readonly held: boolean }, FeedProblem> {
  const list: Instalment[] = [];
  let held = false;
  for (const row of lines) {
    const line = shaped(LINE, row, feed, record);
    if (!line.ok) return line;
    const due = line.value.date_maturity ?? move.invoice_date_due ?? (line.value.amount_residual_currency === 0 ? move.invoice_date : null);
    if (due === null) return fail({ code: 'feed/record-unreadable', feed, record: record.slice(0, 60), field: 'date_maturity', why: 'no-due-date' });
    list.push({ due, dueBasis: 'printed', amount: money(line.value.amount_currency, currency), outstanding: money(line.value.amount_residual_currency, currency) });
    held ||= line.value.blocked === true || line.value.no_followup === true;
  }
  if (list.length > 0) return ok({ list: list.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)), held });
  // An invoice of nothing has no receivable line; one of something without such a line is not understood.
  const due = move.invoice_date_due ?? move.invoice_date;
  if (move.amount_total !== 0 || move.amount_residual !== 0 || due === null) return fail({ code: 'feed/record-unreadable', feed, record: record.slice(0, 60), field: 'line_ids', why: 'missing' });
  return ok({ list: [{ due, dueBasis: 'printed', amount: money(0, currency), outstanding: money(0, currency) }], held });
}

/** What was matched with the invoice, by what stands at the other end: a credit note, money (a payment, a line of a bank statement, a journal of money), else a write-off. */
function matchedOf({ partials, counterparts, moneyJournals }: MoveRows, currency: Currency, feed: string, record: string): Result<readonly PaymentEvent[], FeedProblem> {
  const events: PaymentEvent[] = [];
  for (const row of partials) {
    const partial = shaped(PARTIAL, row, feed, record);
    if (!partial.ok) return partial;
    // A difference of exchange: nothing in the currency of the invoice.
    if (partial.value.debit_amount_currency <= 0) continue;
    const line = counterparts.get(partial.value.credit_move_id.id);
    const other = line === undefined ? null : shaped(COUNTERPART, line, feed, record);
    // Its other end cannot be read (another company's): what is still owed is right all the same, and nothing is said of how.
    if (other === null) continue;
    if (!other.ok) return other;
    const { date, move_type: type, move_name: name, statement_line_id: statement, payment_id: payment, journal_id: journal } = other.value;
    if (date === null) continue;
    const kind = type === 'out_refund' ? 'credit' : statement !== null || payment !== null || (journal !== null && moneyJournals.has(journal.id)) ? 'payment' : 'write-off';
    events.push({ on: date, amount: money(partial.value.debit_amount_currency, currency), kind, reference: name });
  }
  return ok(events);
}

/** What Odoo says of an invoice for which a payment was registered: Enterprise, and Community. */
export const PAID: ReadonlySet<string> = new Set(['in_payment', 'paid']);

/** Payments that the bookkeeper registered and that no entry holds yet: the customer has paid, though the residual does not know. */
function pendingOf({ payments }: MoveRows, move: Move, currency: Currency, feed: string, record: string): Result<readonly PaymentEvent[], FeedProblem> {
  if (!PAID.has(move.payment_state) || move.amount_residual === 0) return ok([]);
  const events: PaymentEvent[] = [];
  // One payment may settle several invoices: of this one, no more than is left.
  let rest = Math.abs(move.amount_residual);
  for (const row of payments) {
    const payment = shaped(PAYMENT, row, feed, record);
    if (!payment.ok) return payment;
    const { date, amount, currency_id: paidIn, name } = payment.value;
    if (date === null || paidIn.name !== currency) return fail({ code: 'feed/record-unreadable', feed, record: record.slice(0, 60), field: 'matched_payment_ids', why: date === null ? 'missing' : 'currency' });
    const used = Math.min(rest, amount);
    rest -= used;
    if (used > 0) events.push({ on: date, amount: money(used, currency), kind: 'payment', reference: name });
  }
  return ok(events);
}

/** Oldest first, as Odoo matches; never below nothing. */
function lessPending(instalments: readonly Instalment[], pending: number): readonly Instalment[] {
  let rest = pending;
  return instalments.map((instalment) => {
    const used = Math.min(rest, Math.max(0, instalment.outstanding.minor));
    rest -= used;
    return used === 0 ? instalment : { ...instalment, outstanding: money(instalment.outstanding.minor - used, instalment.outstanding.currency) };
  });
}
