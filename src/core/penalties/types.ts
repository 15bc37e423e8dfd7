import type { LocalDate, Semester } from '../calendar';
import type { InvoiceId } from '../ledger/types';
import type { Money, Totals } from '../money';
import type { Brand } from '../result';

/** A rate a year in millionths: 12.40 % is 124 000. Always a whole number, so that every product is exact. */
export type AnnualRate = Brand<number, 'AnnualRate'>;

/** A reference rate that changes with the semester. */
export const RATE_SERIES = ['ecb-refi', 'fr-legal-professional', 'fr-legal-individual', 'de-base', 'uk-bank-rate'] as const;
export type RateSeries = (typeof RATE_SERIES)[number];

export type Confidence = 'high' | 'medium-high' | 'medium';

/** A reference rate of one semester and what it rests on. */
export interface RateFact {
  readonly rate: AnnualRate;
  /** The day since which the reference rate is in force; null where the source is an order for the semester. */
  readonly since: LocalDate | null;
  /** The order ("arrêté") or the notices that were read. */
  readonly evidence: string;
  readonly confidence: Confidence;
}

/** All known rates of one dated file. A semester that is absent is unknown. */
export interface RateTable {
  /** The day of the file: the version that a statement names. */
  readonly version: LocalDate;
  readonly series: Readonly<Record<RateSeries, Readonly<Record<string, RateFact>>>>;
}

/** Belgium: the rate goes up to the next half point (loi du 2 août 2002). */
export type RateRounding = 'none' | 'up-to-half-point';

/** Reference x times + margin, looked up for each semester or once where interest starts; or one rate for ever. */
export type RateRule =
  | { readonly kind: 'per-semester' | 'fixed-at-start'; readonly series: RateSeries; readonly times: number; readonly margin: AnnualRate; readonly rounding: RateRounding }
  | { readonly kind: 'constant'; readonly rate: AnnualRate };

export type Compounding = 'none' | 'yearly';
/** 365 also in leap years (default), or the year's own length. */
export type DayCount = 'act/365' | 'act/act';
/** Half up to the cent for each segment, or so that the sum is the exact interest rounded once. */
export type InterestRounding = 'each-segment' | 'once';

/** One sum by the size of the debt: the first band whose `below` is above the debt, or null for all others. */
export type ChargeBand = { readonly below: Money | null; readonly amount: Money };

/** What the law of a country says of late payment, for one kind of debtor. */
export interface LawPack {
  readonly id: string;
  readonly version: string;
  /** The articles that a statement cites for the interest and for the fixed charge. */
  readonly articles: { readonly interest: string; readonly fixedCharge: string | null };
  readonly rule: RateRule;
  readonly dayCount: DayCount;
  readonly rounding: InterestRounding;
  readonly compounding: Compounding;
  /** Interest runs from the day after the due date, or from the day after a notice took effect. */
  readonly starts: 'day-after-due' | 'day-after-notice';
  /** Empty: none is owed. */
  readonly fixedCharge: readonly ChargeBand[];
  /** The charge is owed for debts that fell due after this day alone: before, there was no such law. Null: it is as old as every rate here. */
  readonly fixedChargeAfter: LocalDate | null;
  /** Null: a rate of the contract cannot replace the law's. `floor` null: none is known to us. */
  readonly contract: { readonly floor: { readonly series: RateSeries; readonly times: number } | null } | null;
  /** The least that the country's own law must give, which may be more. */
  readonly minimumOnly: boolean;
}

/** What happened to a claim. Amounts are positive. */
export interface ClaimEvent {
  /** The day the money is at the creditor's disposal (bank line); of a credit note its own date. */
  readonly on: LocalDate;
  readonly kind: 'payment' | 'credit-note';
  readonly amount: Money;
  /** A credit note that corrects an error of the invoice itself: it counts from the beginning. */
  readonly retroactive?: boolean;
}

/** Ledger view: payments reduce the principal alone, as the ledger matches them. Formal view: interest first (C. civ. 1343-1). */
export type PaymentView = 'ledger' | 'formal';

/** One sum with one due date: an invoice, or an instalment of it. */
export interface PenaltyClaim {
  readonly invoice: InvoiceId;
  readonly number: string;
  /** VAT included; what was owed before payments and credit notes. Not negative. */
  readonly amount: Money;
  readonly due: LocalDate;
  readonly events: readonly ClaimEvent[];
  /** The day a formal notice took effect, or default began; null: none. Days count from the next. */
  readonly noticeOn: LocalDate | null;
  /** The rate that the contract stipulates; null: the law's. */
  readonly contract: { readonly rule: RateRule; readonly compounding: Compounding } | null;
  readonly view: PaymentView;
  /** Replace the pack's choice; null: as the pack says. */
  readonly dayCount: DayCount | null;
  readonly rounding: InterestRounding | null;
  /** The opening judgment, for a claim born before it; null: none, or born after it for the needs of the procedure. */
  readonly insolvency: LocalDate | null;
  /** The last day of interest that was agreed or ordered otherwise (C. civ. 1343-5); null: none. */
  readonly interestStops: LocalDate | null;
  /** `elsewhere`: the invoice's own statement bears the charge (an instalment of it, a plan). */
  readonly fixedCharge: 'here' | 'elsewhere';
}

/** Where the rate of a segment comes from. `reference` is null for a constant rate. */
export interface RateSource {
  readonly basis: 'law' | 'contract';
  readonly rule: RateRule['kind'];
  readonly reference: { readonly series: RateSeries; readonly semester: Semester; readonly rate: AnnualRate; readonly since: LocalDate | null; readonly evidence: string; readonly confidence: Confidence } | null;
}

/** Days of one rate on one principal, both ends included. */
export interface InterestSegment {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: number;
  readonly semester: Semester;
  readonly rate: AnnualRate;
  /** 365, or 366 where days are counted by the year's own length. */
  readonly yearOf: 365 | 366;
  readonly source: RateSource;
  /** What interest was counted on; compounded interest included. */
  readonly principal: Money;
  readonly interest: Money;
}

/** How an event was allocated. Surplus: to be refunded or kept as an unallocated credit. */
export interface Allocation {
  readonly on: LocalDate;
  readonly kind: ClaimEvent['kind'];
  readonly amount: Money;
  readonly toInterest: Money;
  readonly toPrincipal: Money;
  readonly surplus: Money;
}

export type PenaltyFlag =
  /** The clause is under three times the legal rate: computed as stipulated, shown with alternatives (L441-10 II). */
  | { readonly kind: 'contract-rate-below-floor'; readonly semester: Semester; readonly rate: AnnualRate; readonly floor: AnnualRate }
  /** The clause is not compared with a floor: the legal rate of the semester is unknown, or (null) we know no floor of that law. */
  | { readonly kind: 'contract-floor-unknown'; readonly semester: Semester | null }
  /** The debtor is in insolvency (L622-7, L622-21): no reminder, declare the claim (L622-24). */
  | { readonly kind: 'stop-reminders'; readonly judgment: LocalDate }
  | { readonly kind: 'declare-claim'; readonly judgment: LocalDate }
  /** Whether the fixed charge may be declared beside the claim is a reading, not settled. */
  | { readonly kind: 'fixed-charge-is-a-reading' }
  /** A payment on or after the judgment is not counted: it may be annulled (L622-7). */
  | { readonly kind: 'payment-after-judgment'; readonly on: LocalDate; readonly amount: Money }
  /** Interest starts with a notice, and there is none. */
  | { readonly kind: 'no-notice-yet' }
  /** The country's own law may give more. */
  | { readonly kind: 'directive-minimum' };

/**
 * A statement of late-payment interest as of a day. Plain values: what was sent is kept as it is, a later day makes a new one.
 */
export interface PenaltyStatement {
  readonly invoice: InvoiceId;
  readonly number: string;
  readonly asOf: LocalDate;
  readonly law: { readonly pack: string; readonly version: string; readonly articles: LawPack['articles'] };
  readonly ratesVersion: LocalDate;
  readonly view: PaymentView;
  readonly dayCount: DayCount;
  readonly rounding: InterestRounding;
  readonly due: LocalDate;
  readonly amount: Money;
  readonly segments: readonly InterestSegment[];
  readonly allocations: readonly Allocation[];
  readonly lateDays: number;
  /** All interest that accrued, paid or not. */
  readonly interest: Money;
  /** The same, exact and rounded once: for information, a few cents apart. */
  readonly interestRoundedOnce: Money;
  readonly interestOutstanding: Money;
  readonly principalOutstanding: Money;
  readonly surplus: Money;
  /** Null: none is owed, or another statement bears it. In the currency of the law, never converted. */
  readonly fixedCharge: Money | null;
  /** What may be demanded: the principal once its due date has passed, interest outstanding, the fixed charge; per currency. */
  readonly claim: Totals;
  /** Where the contract's rate is under the floor, the interest at the floor and at the law's rate; null where a rate of them is unknown. */
  readonly alternatives: { readonly atFloor: Money | null; readonly byLaw: Money | null } | null;
  readonly flags: readonly PenaltyFlag[];
}

export type PenaltyProblem =
  /** The rate of a semester is not known: never guessed. `known`: what is certain up to there; null when nothing is. */
  | { readonly code: 'penalties/rate-unknown'; readonly number: string; readonly semester: Semester; readonly series: RateSeries; readonly known: { readonly to: LocalDate; readonly days: number; readonly interest: Money } | null }
  | { readonly code: 'penalties/invalid-claim'; readonly number: string; readonly field: 'amount' | 'event' | 'contract'; readonly because: 'missing' | 'negative' | 'two-currencies' | 'too-large' | 'rate' }
  /** The law does not let a contract set the rate for this kind of debtor, or we do not know that it does. */
  | { readonly code: 'penalties/no-contract-rate'; readonly number: string; readonly pack: string }
  /** The fixed charge goes by the size of the debt, which is in another currency. */
  | { readonly code: 'penalties/charge-in-another-currency'; readonly number: string; readonly pack: string }
  /** We have no rules for this country, or none for this kind of debtor there. */
  | { readonly code: 'penalties/no-law'; readonly country: string };
