import { localDate, money, parseRate, penaltyStatement } from '../../../src/core';
import type { AnnualRate, ClaimEvent, InvoiceId, LawPack, LocalDate, PenaltyClaim, PenaltyStatement, RateRule } from '../../../src/core';
import { shippedRates } from './rates';

export const RATES = shippedRates();
export const day = (text: string): LocalDate => localDate(text);
export const cents = (minor: number) => money(minor, 'EUR');

export function percent(text: string): AnnualRate {
  const rate = parseRate(text);
  if (rate === null) throw new Error(text);
  return rate;
}

export const constant = (text: string): RateRule => ({ kind: 'constant', rate: percent(text) });
export const clause = (text: string, compounding: 'none' | 'yearly' = 'none'): NonNullable<PenaltyClaim['contract']> => ({ rule: constant(text), compounding });
export const paid = (on: string, minor: number): ClaimEvent => ({ on: day(on), kind: 'payment', amount: cents(minor) });
export const credited = (on: string, minor: number): ClaimEvent => ({ on: day(on), kind: 'credit-note', amount: cents(minor) });

/** 1 000.00 EUR due on 31 July 2026. */
export const aClaim = (over: Partial<PenaltyClaim> = {}): PenaltyClaim => ({
  invoice: 'FA-1' as InvoiceId, number: 'FA-1', amount: cents(100_000), due: day('2026-07-31'), events: [], noticeOn: null, contract: null,
  view: 'ledger', dayCount: null, rounding: null, insolvency: null, interestStops: null, fixedCharge: 'here', ...over,
});

/** The statement, which must be one. */
export function stated(claim: PenaltyClaim, pack: LawPack, asOf: string, rates = RATES): PenaltyStatement {
  const found = penaltyStatement(claim, pack, rates, day(asOf));
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
}
