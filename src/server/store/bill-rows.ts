import { indexed, withoutNul } from '../../core';
import type { Invoice } from '../../core';
import { BILL_FIELDS, INSTALMENT_FIELDS } from './edition-schema';
import type { Value } from './statements';
import { invoiceRow, keysOfNumber } from './rows';

/** One invoice as an edition holds it: in the order of BILL_FIELDS, INSTALMENT_FIELDS, PAYMENT_FIELDS. */
export interface BillRows {
  readonly bill: readonly Value[];
  /** Its instalments behind the first, which stands in the bill. */
  readonly more: readonly (readonly Value[])[];
  readonly payments: readonly (readonly Value[])[];
  /** Of what the rows say. */
  readonly hash: number;
}

/**
 * The columns that tell whether an invoice changed. The id that a debtor has while its rows are read is no part of what the
 * ledger says; the invoice's own id and the forms of its number follow from its number and kind.
 */
const SAID_OF_A_BILL = BILL_FIELDS.flatMap((field, at) => (['tenant', 'id', 'debtor', 'key3', 'key2', 'key1'].includes(field) ? [] : [at]));
/** Of an instalment or a payment, likewise. */
const SAID_OF_A_PART = INSTALMENT_FIELDS.flatMap((_, at) => (at < 3 ? [] : [at]));

/** @param debtor under whom it is written. */
export function billRows(tenant: string, invoice: Invoice, debtor: string): BillRows {
  const id = indexed(invoice.id);
  const { instalments } = invoice;
  const [first] = instalments;
  const keys: (string | null)[] = [null, null, null];
  for (const { value, strength } of keysOfNumber(invoice.number)) keys[3 - strength] = value;
  const bill: Value[] = Object.values(invoiceRow(tenant, invoice, debtor));
  bill.push(first?.due ?? null, first?.dueBasis ?? null, first?.amount.currency ?? null, first?.amount.minor ?? null, first?.outstanding.minor ?? null, ...(keys as Value[]));
  let hash = hashOf(bill, SAID_OF_A_BILL, 0);
  const more: Value[][] = [];
  for (let position = 1; position < instalments.length; position += 1) {
    const part = instalments[position] as Invoice['instalments'][number];
    const row = [tenant, id, debtor, position, part.due, part.dueBasis, part.amount.currency, part.amount.minor, part.outstanding.minor];
    more.push(row);
    hash = hashOf(row, SAID_OF_A_PART, hash);
  }
  const payments = invoice.payments.map((payment, position) => {
    const row = [tenant, id, debtor, position, payment.on, payment.amount.currency, payment.amount.minor, payment.kind, payment.reference === null ? null : withoutNul(payment.reference)];
    hash = hashOf(row, SAID_OF_A_PART, hash);
    return row;
  });
  return { bill, more, payments, hash };
}

/** The hash of several invoices, whatever their order. */
export const addHash = (sum: number, hash: number): number => (sum + hash) % Number.MAX_SAFE_INTEGER;

/** 52 bits of what the values in some columns say. Tells only whether a customer changed, never what is written. */
function hashOf(values: readonly Value[], columns: readonly number[], seed: number): number {
  let a = 0x811c9dc5 ^ (seed % 0x7fffffff);
  let b = 0x01000193;
  for (const at of columns) {
    const value = values[at] as Value;
    const text = value === null ? '\u0000' : typeof value === 'number' ? String(value) : value;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5bd1e995);
    }
    a = Math.imul(a ^ 0x1f, 0x01000193);
    b = Math.imul(b ^ 0x1f, 0x5bd1e995) ^ (b >>> 15);
  }
  return (a >>> 0) * 0x100000 + ((b >>> 0) % 0x100000);
}
