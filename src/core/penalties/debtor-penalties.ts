import { semesterOf } from '../calendar';
import type { LocalDate } from '../calendar';
import type { Debtor, Invoice, OpenItem } from '../ledger/types';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { penaltyAccount } from './account';
import type { PenaltyAccount } from './account';
import { claimsOfItems } from './claims-of-items';
import type { ClaimTerms, ItemClaim } from './claims-of-items';
import { lawPackFor } from './packs';
import { rateFinder } from './rate-in-force';
import type { RateInForce } from './rate-in-force';
import type { AnnualRate, LawPack, PenaltyClaim, PenaltyProblem, RateTable } from './types';

export interface DebtorPenalties {
  readonly pack: LawPack;
  readonly account: PenaltyAccount;
  /** In the order of the account's lines: what was left out of each claim. */
  readonly claims: readonly ItemClaim[];
}

/**
 * The clause that the ledger tells of a debtor, simple interest at one rate; null: none, or the law that governs the debt sets
 * the rate itself (consumers, public buyers). Source: C. com. L441-10 II.
 */
export const contractOf = ({ contractRate }: Debtor, pack: LawPack): PenaltyClaim['contract'] =>
  contractRate === undefined || pack.contract === null ? null : { rule: { kind: 'constant', rate: contractRate as AnnualRate }, compounding: 'none' };

/**
 * What a debtor owes for late payment on the open items given (all, or those that a letter demands), by the law that governs
 * the debt: `lawCountry` and kind of the debtor choose the pack; his contract's rate, where the terms name none, goes before
 * the law's. Amounts in minor units, sums per currency.
 *
 * @returns `penalties/no-law` where we know no rule, and the problems of `penaltyAccount`; then a letter says nothing of penalties.
 * Source: C. com. L441-10 II, D441-5; see the pack's articles.
 */
export function debtorPenalties(debtor: Debtor, items: readonly OpenItem[], invoices: readonly Invoice[], terms: ClaimTerms, rates: RateTable, today: LocalDate): Result<DebtorPenalties, PenaltyProblem> {
  const pack = lawPackFor(debtor.lawCountry, debtor.kind);
  if (!pack.ok) return pack;
  const claims = claimsOfItems(items, invoices, { ...terms, contract: terms.contract ?? contractOf(debtor, pack.value) }, today);
  const account = penaltyAccount(claims.map(({ claim }) => claim), pack.value, rates, today);
  return account.ok ? ok({ pack: pack.value, account: account.value, claims }) : account;
}

/**
 * The rate of interest that starts to run on a day, in millionths a year: "taux en vigueur : 12,40 % l'an". A clause of the
 * contract goes before the law's rate.
 *
 * @returns `penalties/rate-unknown` naming the semester; `penalties/no-contract-rate` where a clause may not set the rate.
 * Source: C. com. L441-10 II.
 */
export function rateInForce(pack: LawPack, contract: PenaltyClaim['contract'], rates: RateTable, today: LocalDate): Result<RateInForce, PenaltyProblem> {
  if (contract !== null && pack.contract === null) return fail({ code: 'penalties/no-contract-rate', number: '', pack: pack.id });
  const semester = semesterOf(today);
  const found = rateFinder(contract?.rule ?? pack.rule, contract === null ? 'law' : 'contract', semester, rates)(semester);
  return found.ok ? found : fail({ code: 'penalties/rate-unknown', number: '', ...found.problem, known: null });
}
