import { isCurrency, isLocalDate, money, totalsOf } from '../../../core';
import type { Currency, LocalDate, Money, PaymentEvent, Totals } from '../../../core';
import { isRow, minorOf, textIn } from '../record-fields';
import type { Fault, Row } from '../record-fields';
import { idOf, referred } from './quickbooks-api';

/** A payment as it bears on documents. Minor units of its own currency. */
export interface PaymentRead {
  readonly id: string;
  readonly customer: string | null;
  readonly on: LocalDate;
  readonly currency: string | null;
  readonly reference: string | null;
  readonly total: number;
  /** Money for no document in particular. */
  readonly unapplied: number;
  readonly parts: readonly { readonly of: string; readonly type: string; readonly minor: number }[];
}

export type PaymentReading = { readonly ok: true; readonly payment: PaymentRead } | { readonly ok: false; readonly fault: Fault };

export function readPayment(row: Row): PaymentReading {
  const refused = (field: string, why: Fault['why'] = 'malformed'): PaymentReading => ({ ok: false, fault: { field, why } });
  const id = idOf(row['Id']);
  if (id === null) return refused('Id');
  const on = textIn(row, 'TxnDate');
  if (on === null || !isLocalDate(on)) return refused('TxnDate');
  const [total, unapplied] = [minorOf(row['TotalAmt']), minorOf(row['UnappliedAmt'] ?? 0)];
  if (total === null) return refused('TotalAmt');
  if (unapplied === null) return refused('UnappliedAmt');
  const parts: PaymentRead['parts'][number][] = [];
  const lines: readonly unknown[] = Array.isArray(row['Line']) ? row['Line'] : [];
  for (const [at, line] of lines.entries()) {
    if (!isRow(line)) return refused(`Line[${at}]`);
    const linked: readonly unknown[] = Array.isArray(line['LinkedTxn']) ? line['LinkedTxn'] : [];
    const [first] = linked;
    if (!isRow(first)) continue;
    const [of, type, minor] = [idOf(first['TxnId']), textIn(first, 'TxnType'), minorOf(line['Amount'])];
    if (of === null || type === null) return refused(`Line[${at}].LinkedTxn`);
    if (minor === null) return refused(`Line[${at}].Amount`);
    parts.push({ of, type, minor });
  }
  return { ok: true, payment: { id, customer: referred(row, 'CustomerRef'), on: on as LocalDate, currency: referred(row, 'CurrencyRef'), reference: textIn(row, 'PaymentRefNum'), total, unapplied, parts } };
}

/** The invoices and credit memos that this payment bears on. */
export const documentsOf = (payment: PaymentRead, type: 'Invoice' | 'CreditMemo'): readonly string[] => payment.parts.flatMap((part) => (part.type === type ? [part.of] : []));

/** What these payments did for an invoice, in the order of their days. A payment of nothing uses credit memos up; no money came. */
export function eventsFor(invoice: string, payments: readonly PaymentRead[], currency: Currency): readonly PaymentEvent[] {
  const events: PaymentEvent[] = [];
  for (const payment of payments) {
    const minor = payment.parts.reduce((sum, part) => (part.type === 'Invoice' && part.of === invoice ? sum + part.minor : sum), 0);
    if (minor !== 0) events.push({ on: payment.on, amount: money(minor, currency), kind: payment.total === 0 ? 'credit' : 'payment', reference: payment.reference });
  }
  return events.sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}

/** Money on account, by customer. @param home of payments that name no currency; null: not known, they are told as faults. */
export function unappliedOf(payments: readonly PaymentRead[], home: Currency | null): { readonly credits: ReadonlyMap<string, Totals>; readonly faults: readonly (Fault & { readonly record: string })[] } {
  const sums = new Map<string, Money[]>();
  const faults: (Fault & { readonly record: string })[] = [];
  for (const { id, customer, unapplied, currency, reference } of payments) {
    if (unapplied <= 0 || customer === null) continue;
    const code = currency ?? home;
    if (code === null || !isCurrency(code)) faults.push({ record: reference ?? id, field: 'CurrencyRef', why: code === null ? 'missing' : 'currency' });
    else sums.set(customer, [...(sums.get(customer) ?? []), money(unapplied, code)]);
  }
  return { credits: new Map([...sums].map(([customer, amounts]) => [customer, totalsOf(amounts)])), faults };
}
