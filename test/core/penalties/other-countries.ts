import { EU_BUSINESS, money, percentPoints } from '../../../src/core';
import type { ChargeBand, LawPack, RateRule } from '../../../src/core';

/**
 * Laws that the product does not offer yet: they prove the rule types and the switches for rounding, compounding and bands.
 * Figures: the house's law sheet, section 3, and the vectors P29 to P34.
 */
const simple: Omit<LawPack, 'id' | 'rule'> = { ...EU_BUSINESS, minimumOnly: false, articles: { interest: 'national law', fixedCharge: 'national law' } };
const ecbPlus8: RateRule = { kind: 'per-semester', series: 'ecb-refi', times: 1, margin: percentPoints(8), rounding: 'none' };
const band = (below: number | null, amount: number): ChargeBand => ({ below: below === null ? null : money(below, 'GBP'), amount: money(amount, 'GBP') });

export const GERMANY: LawPack = { ...simple, id: 'de', starts: 'day-after-notice', rule: { kind: 'per-semester', series: 'de-base', times: 1, margin: percentPoints(9), rounding: 'none' } };
export const BELGIUM: LawPack = { ...simple, id: 'be', rule: { ...ecbPlus8, rounding: 'up-to-half-point' } };
export const NETHERLANDS: LawPack = { ...simple, id: 'nl', rule: ecbPlus8, compounding: 'yearly' };
export const UNITED_KINGDOM: LawPack = {
  ...simple, id: 'uk', rule: { kind: 'fixed-at-start', series: 'uk-bank-rate', times: 1, margin: percentPoints(8), rounding: 'none' },
  fixedCharge: [band(100_000, 4000), band(1_000_000, 7000), band(null, 10_000)],
};
export const SWITZERLAND: LawPack = { ...simple, id: 'ch', rule: { kind: 'constant', rate: percentPoints(5) }, fixedCharge: [] };
const plain = (id: string): LawPack => ({ ...simple, id, rule: ecbPlus8 });

export const OTHER_COUNTRIES: Readonly<Record<string, LawPack>> = { DE: GERMANY, BE: BELGIUM, NL: NETHERLANDS, UK: UNITED_KINGDOM, GB: UNITED_KINGDOM, CH: SWITZERLAND, ES: plain('es'), IT: plain('it'), LU: plain('lu') };
