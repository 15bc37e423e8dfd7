import { localDate } from '../calendar';
import type { DebtorKind } from '../ledger/types';
import { money } from '../money';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { percentPoints } from './rates';
import type { ChargeBand, LawPack, PenaltyProblem, RateRule } from './types';

/** D441-5 of the commercial code; art. 6 of directive 2011/7/EU; D2192-35 of the public procurement code. */
const FORTY_EURO: readonly ChargeBand[] = [{ below: null, amount: money(4000, 'EUR') }];

const ecbPlus = (kind: 'per-semester' | 'fixed-at-start', points: number): RateRule => ({ kind, series: 'ecb-refi', times: 1, margin: percentPoints(points), rounding: 'none' });

/** What all laws here share: 365 days also in leap years (practice), rounded half up for each segment, no interest on interest (C. civ. 1343-2). */
const SIMPLE = { version: '2026-11', dayCount: 'act/365', rounding: 'each-segment', compounding: 'none', minimumOnly: false } as const;

/**
 * France, between professionals: the ECB's refinancing rate of 1 January or 1 July + 10 points, from the day after the due
 * date without any reminder, 40 EUR per invoice paid late since 2013. A clause may set another rate, not below three times the legal
 * rate of "all other cases"; the floor binds clauses only and never lifts the law's own rate.
 */
export const FRANCE_BUSINESS: LawPack = {
  ...SIMPLE,
  id: 'fr-business',
  articles: { interest: 'C. com. L441-10 II', fixedCharge: 'C. com. D441-5' },
  rule: ecbPlus('per-semester', 10),
  starts: 'day-after-due',
  fixedCharge: FORTY_EURO,
  // Décret 2012-1115 of 2 October 2012, in force on 1 January 2013.
  fixedChargeAfter: localDate('2013-01-01'),
  contract: { floor: { series: 'fr-legal-professional', times: 3 } },
};

/** France, public buyers: the ECB's rate + 8 points of the semester in which interest starts, kept to the end; 40 EUR. */
export const FRANCE_PUBLIC: LawPack = {
  ...SIMPLE,
  id: 'fr-public',
  articles: { interest: 'CCP R2192-31', fixedCharge: 'CCP D2192-35' },
  rule: ecbPlus('fixed-at-start', 8),
  starts: 'day-after-due',
  fixedCharge: FORTY_EURO,
  // Décret 2013-269 of 29 March 2013: where the time to pay, 30 days, began on 1 May 2013 or later.
  fixedChargeAfter: localDate('2013-05-30'),
  contract: null,
};

/**
 * France, consumers: the legal rate of the creditor's category ("all other cases" for a business) from the day after the
 * formal notice; never L441-10, never the 40 EUR.
 */
export const FRANCE_CONSUMER: LawPack = {
  ...SIMPLE,
  id: 'fr-consumer',
  articles: { interest: 'C. civ. 1231-6, 1344-1 ; CMF L313-2', fixedCharge: null },
  rule: { kind: 'per-semester', series: 'fr-legal-professional', times: 1, margin: percentPoints(0), rounding: 'none' },
  starts: 'day-after-notice',
  fixedCharge: [],
  fixedChargeAfter: null,
  contract: null,
};

/** The least that every member state's law gives between professionals: the ECB's rate + 8 points, 40 EUR. */
export const EU_BUSINESS: LawPack = {
  ...SIMPLE,
  id: 'eu-business',
  articles: { interest: 'Dir. 2011/7/UE, art. 2(6), 3', fixedCharge: 'Dir. 2011/7/UE, art. 6' },
  rule: ecbPlus('per-semester', 8),
  starts: 'day-after-due',
  fixedCharge: FORTY_EURO,
  // Art. 12: to be in the members' laws by 16 March 2013.
  fixedChargeAfter: localDate('2013-03-16'),
  contract: { floor: null },
  minimumOnly: true,
};

export const LAW_PACKS: readonly LawPack[] = [FRANCE_BUSINESS, FRANCE_PUBLIC, FRANCE_CONSUMER, EU_BUSINESS];

const FRANCE: Readonly<Record<DebtorKind, LawPack>> = { business: FRANCE_BUSINESS, public: FRANCE_PUBLIC, consumer: FRANCE_CONSUMER };
/** The members without France, ISO 3166; EL is how VAT numbers write Greece. */
const MEMBERS = 'AT BE BG CY CZ DE DK EE EL ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/**
 * The law of a claim. `country`: whose law governs it (ISO 3166), which is not the debtor's address. Other member states:
 * the directive's minimum between professionals, until their own laws are entered.
 *
 * @returns `penalties/no-law` where we know no rule: nothing is then claimed.
 */
export function lawPackFor(country: string, kind: DebtorKind): Result<LawPack, PenaltyProblem> {
  if (country === 'FR') return ok(FRANCE[kind]);
  return kind === 'business' && MEMBERS.includes(country) ? ok(EU_BUSINESS) : fail({ code: 'penalties/no-law', country });
}
