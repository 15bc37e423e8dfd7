import { fail, ok } from '../../result';
import type { Result } from '../../result';
import { dueDateOf, readTerm } from '../../calendar';
import type { LocalDate } from '../../calendar';
import type { InvoiceText, TermText } from './invoice-text';
import { amountOf, dayOf } from './written-figures';
import type { FieldTrouble } from './written-figures';

/** When it is to be paid: in one sum, or in parts (minor units). */
export type Due = { readonly kind: 'day'; readonly due: LocalDate; readonly basis: 'printed' | 'computed' } | { readonly kind: 'parts'; readonly parts: readonly { readonly due: LocalDate; readonly minor: number }[] };

const NO_DUE_DATE: FieldTrouble = { field: 'BT-9', why: 'no-due-date' };
const MALFORMED: FieldTrouble = { field: 'BT-9', why: 'malformed' };

/**
 * The due date that an e-invoice prints (BT-9), else the one that its terms give where their words have one meaning (BT-20);
 * several parts where each has its day and its sum. Nothing is invented: without a day it is no debt that can be late.
 * @param sums what the parts must come to, minor units: what is to be paid, or the whole where nothing was paid before
 */
export function dueOf(read: InvoiceText, issued: LocalDate, sums: readonly number[]): Result<Due, FieldTrouble> {
  const dated = read.terms.filter(({ days }) => days.length > 0);
  const parts = partsOf(dated, read.currency);
  if (!parts.ok) return parts;
  if (parts.value !== null) {
    const sum = parts.value.reduce((all, { minor }) => all + minor, 0);
    return sums.includes(sum) ? ok({ kind: 'parts', parts: parts.value }) : fail({ field: 'PartialPaymentAmount', why: 'malformed' });
  }
  const firm = dated.some(({ discount }) => !discount) ? dated.filter(({ discount }) => !discount) : dated;
  const days = [...read.due, ...firm.flatMap((term) => term.days)].map(dayOf);
  if (days.includes(null)) return fail(MALFORMED);
  const [day, ...others] = [...new Set(days as LocalDate[])];
  if (others.length > 0) return fail(MALFORMED);
  if (day !== undefined) return ok({ kind: 'day', due: day, basis: 'printed' });
  return byTerm(read.terms, issued);
}

/** Two or more days, each with its own sum; null: nothing of the kind. */
function partsOf(dated: readonly TermText[], currency: string): Result<readonly { readonly due: LocalDate; readonly minor: number }[] | null, FieldTrouble> {
  const withSums = dated.filter(({ amounts }) => amounts.length > 0);
  if (dated.length < 2 || withSums.length < dated.length) return ok(null);
  const parts: { due: LocalDate; minor: number }[] = [];
  for (const { days, amounts } of withSums) {
    const minor = amountOf(amounts, currency, 'PartialPaymentAmount');
    if (!minor.ok) return minor;
    const [day] = days.map(dayOf);
    if (day === undefined || day === null || days.length > 1) return fail(MALFORMED);
    if (minor.value === null || minor.value <= 0) return fail({ field: 'PartialPaymentAmount', why: 'malformed' });
    parts.push({ due: day, minor: minor.value });
  }
  return ok(parts.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)));
}

function byTerm(terms: readonly TermText[], issued: LocalDate): Result<Due, FieldTrouble> {
  const texts = [...new Set(terms.map(({ description }) => description).filter((text) => text !== ''))];
  const [meant, ...others] = texts.length === 1 ? readTerm(texts[0] as string) : [];
  if (meant === undefined || others.length > 0) return fail(NO_DUE_DATE);
  const due = dueDateOf(meant, { issued, received: null, delivered: null });
  return due.ok ? ok({ kind: 'day', due: due.value, basis: 'computed' }) : fail(NO_DUE_DATE);
}
