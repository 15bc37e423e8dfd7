import type { PaymentTerm } from './terms';

/** A term that counts from the invoice's own date: what a ledger without due dates is read by. */
export type UsualTerm = Extract<PaymentTerm, { readonly kind: 'net' | 'end-of-month-then-days' | 'days-then-end-of-month' }>;

/** The terms that may be agreed (C. com. L441-10 I: 60 days at most, or 45 days end of month, in both of its readings) and are met in trade. */
export const USUAL_TERMS: readonly UsualTerm[] = [
  { kind: 'net', days: 15 },
  { kind: 'net', days: 30 },
  { kind: 'net', days: 45 },
  { kind: 'net', days: 60 },
  { kind: 'end-of-month-then-days', days: 30 },
  { kind: 'days-then-end-of-month', days: 30 },
  { kind: 'end-of-month-then-days', days: 45 },
  { kind: 'days-then-end-of-month', days: 45 },
];

/** As a remark, a form and a cursor hold it: "net-45". */
export const termKey = ({ kind, days }: UsualTerm): string => `${kind}-${days}`;

/** null: no such term. */
export function termOfKey(key: string): UsualTerm | null {
  const [, kind, days] = /^(net|end-of-month-then-days|days-then-end-of-month)-(\d{1,3})$/.exec(key) ?? [];
  return kind === undefined ? null : { kind: kind as UsualTerm['kind'], days: Number(days) };
}
