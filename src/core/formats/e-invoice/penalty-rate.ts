import { annualRateIn } from '../annual-rate';

export interface EInvoiceNote {
  /** UNTDID 4451; PMT: the fixed charge, PMD: late-payment penalties, AAB: discount (BR-FR-05). Empty: none is told. */
  readonly code: string;
  readonly text: string;
}

const PERCENT = /(\d{1,3}(?:[.,]\d{1,4})?)\s*%/g;
const A_YEAR = /\b(?:annuel(?:le)?s?|annuellement|par an|l['’]an|an(?:née)?|per annum|p\. ?a\.|per year|yearly|annual)(?![\p{L}])/iu;
/** A rate that is reckoned from another one, or that is not one of a year. */
const RECKONED = /\b(?:fois|times|mois|mensuel(?:le)?s?|month(?:ly)?|jour|day|BCE|ECB|légal|legal|points?|major[ée]\p{L}*|refinancement|escompte|discount|minimum|maximum)(?![\p{L}])/iu;

/**
 * The late-payment rate a year that the note on penalties (PMD) stipulates, in millionths; null: none that is certain. One
 * percentage, said to be a year's, reckoned from nothing else: "3 fois le taux d'intérêt légal" is no number.
 */
export function penaltyRateIn(notes: readonly EInvoiceNote[]): number | null {
  const told = notes.filter(({ code }) => code === 'PMD');
  const [only] = told;
  if (only === undefined || told.length > 1 || !A_YEAR.test(only.text) || RECKONED.test(only.text)) return null;
  const rates = [...only.text.matchAll(PERCENT)];
  return rates.length === 1 ? annualRateIn(`${rates[0]?.[1] ?? ''} %`) : null;
}
