import { fail, ok } from '../../result';
import type { Result } from '../../result';
import { dateOf } from '../../calendar';
import type { LocalDate } from '../../calendar';
import { parseAmount } from '../../money';
import type { AmountText, DayText } from './invoice-text';

/** A field of an e-invoice that keeps it from being used: the business term of EN 16931, and why. */
export interface FieldTrouble {
  readonly field: string;
  readonly why: 'missing' | 'malformed' | 'currency' | 'no-due-date' | 'no-number' | 'no-customer';
}

const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** xsd:decimal to minor units; what is no whole number of cents is refused. */
export function minorOf(text: string): number | null {
  if (!DECIMAL.test(text)) return null;
  const read = parseAmount(text.replace(/^\+/, '').replace(/\.$/, ''), 'point');
  return read.ok ? read.value.minor : null;
}

/** The one amount of a field in the invoice's currency, minor units; null: the field is not there. */
export function amountOf(written: readonly AmountText[], currency: string, field: string): Result<number | null, FieldTrouble> {
  const told = written.filter(({ text }) => text !== '');
  const own = told.filter((each) => each.currency === '' || each.currency === currency);
  if (own.length === 0) return told.length === 0 ? ok(null) : fail({ field, why: 'currency' });
  const [minor, ...others] = own.map(({ text }) => minorOf(text));
  if (minor === undefined || minor === null || others.some((other) => other !== minor)) return fail({ field, why: 'malformed' });
  return ok(minor);
}

const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]{0,20})?(?:Z|[+-]\d{2}:\d{2})?$/;

/** The day that is written (UNTDID 2379 format 102, or ISO 8601); null: none that can be read. */
export function dayOf({ text, format }: DayText): LocalDate | null {
  if (format !== '' && format !== '102') return null;
  const parts = COMPACT.exec(text) ?? (format === '' ? ISO.exec(text) : null);
  return parts === null ? null : dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}
