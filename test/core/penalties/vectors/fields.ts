import { localDate, money, parseRate } from '../../../../src/core';
import type { AnnualRate, Currency, LocalDate, Money } from '../../../../src/core';

/** A vector is a file from outside: each of its fields is read, and what is not understood fails the vector. */
export type Fields = Readonly<Record<string, unknown>>;

export class NotUnderstood extends Error {}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) throw new NotUnderstood(`${what} is no object`);
  return value;
}

export function rowsOf(value: unknown, what: string): readonly Fields[] {
  if (!Array.isArray(value)) throw new NotUnderstood(`${what} is no list`);
  return value.map((row, at) => fieldsOf(row, `${what}[${at}]`));
}

export function textOf(fields: Fields, field: string): string {
  const value = fields[field];
  if (typeof value !== 'string') throw new NotUnderstood(`${field} is no text`);
  return value;
}

export const dayOf = (fields: Fields, field: string): LocalDate => localDate(textOf(fields, field));
export const dayOrNull = (fields: Fields, field: string): LocalDate | null => (fields[field] === undefined || fields[field] === null ? null : dayOf(fields, field));

export function numberOf(fields: Fields, field: string): number {
  const value = fields[field];
  if (typeof value !== 'number') throw new NotUnderstood(`${field} is no number`);
  return value;
}

/** "1000.00", "71.9", "100": in minor units. */
export function minorOf(text: unknown): number {
  const parts = typeof text === 'string' ? /^(\d+)(?:\.(\d{1,2}))?$/.exec(text) : null;
  if (parts === null) throw new NotUnderstood(`no amount: ${JSON.stringify(text)}`);
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}

export const amountOf = (fields: Fields, field: string, currency: Currency): Money => money(minorOf(fields[field]), currency);

export function rateOf(text: unknown): AnnualRate {
  const rate = typeof text === 'string' ? parseRate(text) : null;
  if (rate === null) throw new NotUnderstood(`no rate: ${JSON.stringify(text)}`);
  return rate;
}

/** Refuses a vector that says more than we read: nothing may pass because it was passed over. */
export function onlyKnows(fields: Fields, known: readonly string[], what: string): void {
  for (const key of Object.keys(fields)) if (!known.includes(key)) throw new NotUnderstood(`${what}: ${key}`);
}

/** Cents as they are written in the vectors: "71.90". */
export const written = (amount: Money | null): string => {
  const digits = String(amount?.minor ?? 0).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** What differs, in words: "segments[0].interest: 9.98, wanted 9.99". */
export class Differences {
  readonly found: string[] = [];

  same(what: string, got: unknown, wanted: unknown): void {
    if (JSON.stringify(got) !== JSON.stringify(wanted)) this.found.push(`${what}: ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
  }

  amount(what: string, got: Money | null, wanted: unknown): void {
    this.same(what, written(got), written(money(minorOf(wanted), 'EUR')));
  }
}
