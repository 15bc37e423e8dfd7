import type { Currency } from '../money';
import type { Invoice, Language } from '../ledger';
import type { Proposal } from '../dunning';
import type { CompanyProfile } from '../case-file';

const filled = (value: string | null): string | null => (value === null || value.trim() === '' ? null : value);

/** To whom the money goes. An invoice sold to a factor is paid to the factor; with two payees in one message no details are given at all. */
export interface Payee {
  readonly iban: string | null;
  readonly bic: string | null;
  readonly name: string;
  /** Of the currencies asked about, those for which nobody said that this account is the one. */
  readonly foreign: readonly Currency[];
}

export function payeeOf(assignees: readonly ({ readonly name: string; readonly iban: string | null } | null)[], profile: CompanyProfile, currencies: readonly Currency[]): Payee {
  const [first = null, ...others] = assignees;
  if (!others.every((other) => other?.name === first?.name && other?.iban === first?.iban)) return { iban: null, bic: null, name: profile.name, foreign: [] };
  if (first !== null) return { iban: filled(first.iban), bic: null, name: first.name, foreign: [] };
  return { iban: filled(profile.iban), bic: filled(profile.bic), name: profile.name, foreign: currencies.filter((currency) => !isHeldIn(currency, profile.iban)) };
}

/** The currency demanded, when the letter leaves the company's account out because of it; null: it does not. */
export function accountLeftOut({ demanded, sum }: Pick<Proposal, 'demanded' | 'sum'>, invoices: readonly Invoice[], profile: CompanyProfile): Currency | null {
  const assignees = invoices.filter(({ id }) => demanded.some(({ item }) => item.invoice === id)).map(({ assignee }) => assignee);
  const { iban, foreign } = payeeOf(assignees, profile, [sum.currency]);
  return iban === null ? null : (foreign[0] ?? null);
}

/**
 * Whether the company's account may be offered for a currency. The profile holds one account and not its currency: a
 * transfer in euros reaches any account with an IBAN, another currency only what is known to be held in it, and that is
 * known of none but the account's own country.
 */
export function isHeldIn(currency: Currency, iban: string | null): boolean {
  const country = (iban ?? '').trim().slice(0, 2).toUpperCase();
  switch (currency) {
    case 'EUR':
      return true;
    case 'GBP':
      return country === 'GB';
    case 'CHF':
      return country === 'CH' || country === 'LI';
    default:
      return false;
  }
}

const NAMES: Readonly<Record<Language, Readonly<Record<Currency, string>>>> = {
  fr: { EUR: 'euros (EUR)', GBP: 'livres sterling (GBP)', USD: 'dollars américains (USD)', CHF: 'francs suisses (CHF)' },
  en: { EUR: 'euros (EUR)', GBP: 'pounds sterling (GBP)', USD: 'US dollars (USD)', CHF: 'Swiss francs (CHF)' },
};

/** "livres sterling (GBP) ou en dollars américains (USD)", to stand behind "en"; '' for none. */
export const currenciesInWords = (currencies: readonly Currency[], language: Language): string =>
  currencies.map((currency) => NAMES[language][currency]).join(language === 'fr' ? ' ou en ' : ' or ');
