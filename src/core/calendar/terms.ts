import { fail, ok } from '../result';
import type { Result } from '../result';
import { addDays, dateOf, dayOfMonth, daysBetween, daysInMonth, endOfMonth, isLocalDate, minDate, monthOf, yearOf } from './local-date';
import type { LocalDate } from './types';

/**
 * A payment term as data. "45 jours fin de mois" is read in two ways, both accepted (Service-Public F23211): the end of the
 * invoice's month and then 45 days (2 January: 17 March), or 45 days and then the end of that month (2 January: 28 or 29
 * February). Which one a contract means is kept per customer and never guessed. Days are real days: 45 are not a month and a half.
 */
export type PaymentTerm =
  | { readonly kind: 'net'; readonly days: number }
  /** Reading A: end of the month of the invoice, then the days. */
  | { readonly kind: 'end-of-month-then-days'; readonly days: number }
  /** Reading B: the days, then the end of that month; then, where `thenDay` stands ("le 10"), that day of the month after. */
  | { readonly kind: 'days-then-end-of-month'; readonly days: number; readonly thenDay?: number }
  /** "30 jours" taken as one month, as trade often does: the same day of a later month, then the end of that month. */
  | { readonly kind: 'months-then-end-of-month'; readonly months: number; readonly thenDay?: number }
  | { readonly kind: 'on-receipt' };

/** What a due date is reckoned from; null where it is not known. */
export interface TermDates {
  readonly issued: LocalDate | null;
  /** The day on which the debtor received the invoice. */
  readonly received: LocalDate | null;
  /** Goods received, or the service performed. */
  readonly delivered: LocalDate | null;
}

export type TermProblem =
  /** A term of negative, broken or absurdly many days or months, or a day of the month that does not exist. */
  | { readonly code: 'term/invalid'; readonly field: 'days' | 'months' | 'thenDay' }
  /** The day that the term counts from is not known: it is asked for, never guessed. */
  | { readonly code: 'term/date-missing'; readonly date: 'issued' | 'received' | 'delivered' };

/** Above this a term is a slip of the pen. */
const MOST_DAYS = 3660;

const whole = (value: number, least: number, most: number): boolean => Number.isSafeInteger(value) && value >= least && value <= most;

function faultOf(term: PaymentTerm): TermProblem | null {
  if ('days' in term && !whole(term.days, 0, MOST_DAYS)) return { code: 'term/invalid', field: 'days' };
  if ('months' in term && !whole(term.months, 0, 120)) return { code: 'term/invalid', field: 'months' };
  if ('thenDay' in term && term.thenDay !== undefined && !whole(term.thenDay, 1, 31)) return { code: 'term/invalid', field: 'thenDay' };
  return null;
}

/** 31 January and one month: the last day of February. Null outside the years that a date may have. */
function monthsLater(date: LocalDate, months: number): LocalDate | null {
  const count = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  return dateOf(year, month, Math.min(dayOfMonth(date), daysInMonth(year, month)));
}

/** "fin de mois le 10": the 10th of the month after the one that ends; the last day where that month has no such day. */
function endThenDay(date: LocalDate, thenDay: number | undefined): LocalDate {
  const end = endOfMonth(date);
  return thenDay === undefined ? end : minDate(addDays(end, thenDay), endOfMonth(addDays(end, 1)));
}

/**
 * The due date that a term gives. It does not move for week-ends or holidays: no general text extends a private payment
 * date (only a bill of exchange, C. com. L511-79); sending moves instead (`nextBusinessDay`).
 *
 * @returns `term/date-missing` when the day it counts from is unknown, `term/invalid` for a term that is none.
 */
export function dueDateOf(term: PaymentTerm, { issued, received }: TermDates): Result<LocalDate, TermProblem> {
  const fault = faultOf(term);
  if (fault !== null) return fail(fault);
  if (term.kind === 'on-receipt') return received === null ? fail({ code: 'term/date-missing', date: 'received' }) : ok(received);
  if (issued === null) return fail({ code: 'term/date-missing', date: 'issued' });
  const due = dueFrom(term, issued);
  return due !== null && isLocalDate(due) ? ok(due) : fail({ code: 'term/invalid', field: term.kind === 'months-then-end-of-month' ? 'months' : 'days' });
}

function dueFrom(term: Exclude<PaymentTerm, { readonly kind: 'on-receipt' }>, issued: LocalDate): LocalDate | null {
  switch (term.kind) {
    case 'net':
      return addDays(issued, term.days);
    case 'end-of-month-then-days':
      return addDays(endOfMonth(issued), term.days);
    case 'days-then-end-of-month':
      return endThenDay(addDays(issued, term.days), term.thenDay);
    case 'months-then-end-of-month': {
      const month = monthsLater(issued, term.months);
      return month === null ? null : endThenDay(month, term.thenDay);
    }
  }
}

/**
 * Who may agree which longest term. `periodic`: summary invoices (C. com. L441-10 I). Public buyers (CCP R2192-10 ff.):
 * `public` the State, local and most others, `public-health` hospitals, `public-undertaking` some public companies.
 */
export type TermRegime = 'general' | 'periodic' | 'public' | 'public-health' | 'public-undertaking';

/**
 * How a due date stands to the caps of C. com. L441-10 I, counted from the invoice's date: 60 days, or 45 days end of month
 * if the contract says so expressly (`only-as-45-end-of-month`); 45 days for periodic invoices; 30, 50 or 60 days for public buyers.
 * Sectors with caps of their own (L441-11 II) are not judged here.
 */
export type TermCap = 'within' | 'only-as-45-end-of-month' | 'above-legal-cap';

const CAPS: Readonly<Record<TermRegime, number>> = { general: 60, periodic: 45, public: 30, 'public-health': 50, 'public-undertaking': 60 };
const END_OF_MONTH_CAP = 45;

/**
 * Judges a due date against the caps. `term`: the term it comes from; null for a printed date alone, which is called above
 * the cap only when neither reading of "45 jours fin de mois" reaches it. A date above the cap stays the due date: it is
 * flagged, not moved.
 *
 * Source: C. com. L441-10 I; CCP R2192-10 (public buyers, from the day of receipt, which `from` then is).
 */
export function termCap(from: LocalDate, due: LocalDate, term: PaymentTerm | null, regime: TermRegime = 'general'): TermCap {
  if (daysBetween(from, due) <= CAPS[regime]) return 'within';
  if (regime !== 'general') return 'above-legal-cap';
  return reachedByEndOfMonth(from, due, term) ? 'only-as-45-end-of-month' : 'above-legal-cap';
}

function reachedByEndOfMonth(from: LocalDate, due: LocalDate, term: PaymentTerm | null): boolean {
  const readingA = addDays(endOfMonth(from), END_OF_MONTH_CAP);
  const readingB = endOfMonth(addDays(from, END_OF_MONTH_CAP));
  if (term === null) return due <= readingA || due <= readingB;
  if (term.kind === 'end-of-month-then-days') return due <= readingA;
  if (term.kind === 'days-then-end-of-month') return term.thenDay === undefined && due <= readingB;
  // One month and its end may be 61 days; two months are "60 jours fin de mois", which no text allows.
  return term.kind === 'months-then-end-of-month' && term.thenDay === undefined && term.months <= 1;
}

export type DueBasis = 'printed' | 'term' | 'customer-term' | 'default-term';

export interface DueDate {
  readonly due: LocalDate;
  readonly basis: DueBasis;
  /** Null where the day that the caps are counted from is not known. */
  readonly cap: TermCap | null;
}

export interface DueDateInput extends TermDates {
  /** The date that stands on the invoice. */
  readonly printed: LocalDate | null;
  /** The term of this invoice, then the one agreed with the customer. */
  readonly term: PaymentTerm | null;
  readonly customerTerm: PaymentTerm | null;
  readonly regime: TermRegime;
}

/** Nothing agreed: 30 days after the goods or the service (C. com. L441-10 I); public buyers their cap, after receipt of the invoice. */
const DEFAULT_DAYS = 30;

const isPublic = (regime: TermRegime): boolean => regime.startsWith('public');

/**
 * The due date of an invoice: the printed one, else the invoice's term, else the customer's, else 30 days after delivery
 * (C. com. L441-10 I), after receipt for public buyers (CCP R2192-10). Between professionals: consumers have no default term.
 *
 * @returns `term/date-missing` naming the day that nobody knows: it is asked for, never guessed.
 */
export function dueDateFrom(input: DueDateInput): Result<DueDate, TermProblem> {
  const { printed, term, customerTerm, issued, received, delivered, regime } = input;
  const from = isPublic(regime) ? received : issued;
  const capOf = (due: LocalDate, by: PaymentTerm | null): TermCap | null => (from === null ? null : termCap(from, due, by, regime));
  const agreed = term ?? customerTerm;
  const byTerm = agreed === null ? null : dueDateOf(agreed, input);
  // A printed date that the term does not give has nothing to do with it.
  if (printed !== null) return ok({ due: printed, basis: 'printed', cap: capOf(printed, byTerm !== null && byTerm.ok && byTerm.value === printed ? agreed : null) });
  if (byTerm !== null) {
    const due = byTerm;
    return due.ok ? ok({ due: due.value, basis: term !== null ? 'term' : 'customer-term', cap: capOf(due.value, agreed) }) : due;
  }
  const start = isPublic(regime) ? received : delivered;
  if (start === null) return fail({ code: 'term/date-missing', date: isPublic(regime) ? 'received' : 'delivered' });
  const due = addDays(start, isPublic(regime) ? CAPS[regime] : DEFAULT_DAYS);
  return ok({ due, basis: 'default-term', cap: capOf(due, null) });
}
