import { assertNever, fail, ok } from '../result';
import type { Result } from '../result';
import { semesterOf } from '../calendar';
import type { LocalDate, Semester } from '../calendar';
import { compare, sum, totalsOf } from '../money';
import type { Money, Totals } from '../money';
import type { CaseFile, Pack } from '../case-file';
import { policyOf } from '../dunning';
import type { DunningStage, Proposal, ReminderPolicy } from '../dunning';
import { isReachedBy, planOf } from '../dunning/policy';
import type { Debtor, Invoice, InvoiceId, OpenItem } from '../ledger';
import { foldHistory, letterFates, voidedIn } from '../log';
import type { LetterClaim, StepDone } from '../log/types';
import { debtorPenalties, lawPackFor, rateInForce } from '../penalties';
import type { AnnualRate, ClaimTerms, DebtorPenalties, PenaltyProblem, RateTable } from '../penalties';
import type { LetterProblem } from './types';

/** A stage that goes on paper: the notice and what follows it. */
export const isLetter = ({ channel }: DunningStage): boolean => channel === 'letter' || channel === 'hand-over';

/** What is claimed for lateness beside the principal, reckoned and frozen on the day of the letter. */
export interface ReckonedClaim {
  readonly reckoned: DebtorPenalties;
  readonly principal: Money;
  /** Outstanding, in the currency of the debt. */
  readonly interest: Money;
  /** Per invoice, and how many bear it; null: none is owed. In the currency of the law. */
  readonly charge: { readonly each: Money; readonly count: number; readonly all: Money } | null;
  /** Principal, interest and charges, per currency. */
  readonly total: Totals;
  /** In the order of the semesters, each once. */
  readonly rates: readonly AnnualRate[];
}

/** A notice that was deposited, as the log has it. */
export interface NoticeGiven {
  readonly depositedOn: LocalDate;
  readonly presentedOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
  /** Of the invoices demanded now, those that it demanded. */
  readonly invoices: ReadonlySet<InvoiceId>;
  /** It said that this very step would follow. */
  readonly announcedThis: boolean;
}

/** All that a letter says beyond a reminder. */
export interface LetterFacts {
  /** null: nothing is claimed for lateness, as of a consumer, who owes it from the notice on. */
  readonly claim: ReckonedClaim | null;
  /** What this notice makes run, a year: the legal rate of its day, where the law counts from the notice; null there: not known. Absent elsewhere. */
  readonly interestFromNotice?: AnnualRate | null;
  /** No penalties are reckoned because the rate of this semester is not known; null: it is, or none is needed. */
  readonly rateUnknown: Semester | null;
  /** Days on which a message that demanded every one of these invoices, each after its due date, really left; oldest first. */
  readonly earlier: readonly LocalDate[];
  readonly notice: NoticeGiven | null;
  /** The step that a letter may announce: the next one that the plan has switched on, where that is a letter or a hand-over. */
  readonly next: DunningStage | null;
}

/** Principal as the ledger matches payments: what is demanded is then what stands open there. The formal view is an option of its own (law sheet 1.13). */
const TERMS: ClaimTerms = { view: 'ledger', noticeOn: null, contract: null, insolvency: null, interestStops: null };

/**
 * What a formal letter rests on. Fails with `letter/no-notice` for a hand-over without a notice in the log, and with
 * `letter/claim-unusable` where the ledger's figures contradict each other, so that no sum can be told at all.
 *
 * A rate that is not known does not hold a notice back: it then names the principal alone and says that interest runs by
 * law. A notice has no list of mentions that it must hold (C. civ. 1344; Cass. com. 9 June 2015, 14-15.342), interest is
 * due without any reminder (C. com. L441-10 II), and a block of penalties is printed only where every rate is known (law
 * sheet 6, guards). Nor is anything reckoned by a law that we do not know, or know only the directive's minimum of: a
 * directive gives no claim against a company.
 */
export function letterFacts(proposal: Proposal, items: readonly OpenItem[], file: CaseFile, pack: Pack, rates: RateTable | null, today: LocalDate): Result<LetterFacts, LetterProblem> {
  const policy = policyOf(pack, file.debtor);
  const notice = noticeOf(proposal, items, file, policy);
  if (proposal.stage.channel === 'hand-over' && notice === null) return fail({ code: 'letter/no-notice', stage: proposal.stage.id });
  const claim = countsFromNotice(file.debtor) ? ok(fromNotice(file.debtor, rates, today)) : rates === null ? ok(withoutRate(file.debtor, semesterOf(today))) : claimOf(file.debtor, proposal, items, file.invoices, rates, today);
  if (!claim.ok) return claim;
  return ok({ ...claim.value, earlier: earlierDemands(items, file, policy), notice, next: nextMeasure(policy, proposal.stage, proposal.sum) });
}

type Reckoning = Pick<LetterFacts, 'claim' | 'rateUnknown' | 'interestFromNotice'>;
const NOTHING_RECKONED: Reckoning = { claim: null, rateUnknown: null };

function claimOf(debtor: Debtor, { sum: principal }: Proposal, items: readonly OpenItem[], invoices: readonly Invoice[], rates: RateTable, today: LocalDate): Result<Reckoning, LetterProblem> {
  const found = debtorPenalties(debtor, items, invoices, TERMS, rates, today);
  if (!found.ok) return withoutSums(debtor, found.problem);
  const { account, pack } = found.value;
  if (pack.minimumOnly) return ok(NOTHING_RECKONED);
  const { currency } = principal;
  if (compare(sum(account.lines.map(({ statement }) => statement.principalOutstanding), currency), principal) !== 0) throw new Error('the principal of the statement differs from the sum demanded');
  const charges = account.lines.flatMap(({ statement }) => (statement.fixedCharge === null ? [] : [statement.fixedCharge]));
  const [each] = charges;
  const claim = {
    reckoned: found.value,
    principal,
    interest: sum(account.lines.map(({ statement }) => statement.interestOutstanding), currency),
    charge: each === undefined ? null : { each, count: charges.length, all: sum(charges, each.currency) },
    total: totalsOf(account.lines.flatMap(({ statement }) => statement.claim)),
    rates: ratesOf(found.value),
  };
  return ok({ claim, rateUnknown: null });
}

const countsFromNotice = ({ lawCountry, kind }: Debtor): boolean => {
  const law = lawPackFor(lawCountry, kind);
  return law.ok && law.value.starts === 'day-after-notice';
};

/**
 * A consumer owes legal interest from the notice on, at the rate of the creditor's category, and nothing before it: the notice
 * names the rate and no sum. Source: C. civ. 1231-6, 1344-1; CMF L313-2; law sheet 1.14, vector P27.
 */
function fromNotice({ lawCountry, kind }: Debtor, rates: RateTable | null, today: LocalDate): Reckoning {
  const law = lawPackFor(lawCountry, kind);
  const found = law.ok && rates !== null ? rateInForce(law.value, null, rates, today) : null;
  return { claim: null, rateUnknown: null, interestFromNotice: found?.ok === true ? found.value.rate : null };
}

/** The rate is missed only where the law would have one reckoned: not of a consumer, whose interest runs from the notice, nor where we know a directive's minimum alone. */
function withoutRate({ lawCountry, kind }: Debtor, semester: Semester): Reckoning {
  const law = lawPackFor(lawCountry, kind);
  return { claim: null, rateUnknown: law.ok && !law.value.minimumOnly && law.value.starts === 'day-after-due' ? semester : null };
}

function withoutSums(debtor: Debtor, problem: PenaltyProblem): Result<Reckoning, LetterProblem> {
  switch (problem.code) {
    case 'penalties/rate-unknown':
      return ok(withoutRate(debtor, problem.semester));
    case 'penalties/no-law':
    case 'penalties/no-contract-rate':
    case 'penalties/charge-in-another-currency':
      return ok(NOTHING_RECKONED);
    case 'penalties/invalid-claim':
      return fail({ code: 'letter/claim-unusable', number: problem.number });
    default:
      return assertNever(problem);
  }
}

function ratesOf({ account }: DebtorPenalties): readonly AnnualRate[] {
  const bySemester = new Map<string, AnnualRate>();
  for (const { statement } of account.lines) for (const { from, rate } of statement.segments) bySemester.set(`${from} ${rate}`, rate);
  return [...new Set([...bySemester.keys()].sort().map((key) => bySemester.get(key) as AnnualRate))];
}

/** What the log keeps of the statement: the sums, the day, the rates and the law that they were reckoned with. */
export const frozen = ({ reckoned: { pack, account }, principal, interest, charge }: ReckonedClaim): LetterClaim => ({
  asOf: account.asOf, principal, interest, charge: charge?.all ?? null, rates: account.lines[0]?.statement.ratesVersion ?? account.asOf, law: `${pack.id} ${pack.version}`,
});

/** Where the plan goes on; null: with nothing that a letter could announce (a call, a mail, or the end). */
export function nextMeasure({ stages }: ReminderPolicy, { id }: DunningStage, demanded: Money): DunningStage | null {
  const at = stages.findIndex((stage) => stage.id === id);
  const next = stages.slice(at + 1).find((stage) => isReachedBy(stage, demanded));
  return next !== undefined && isLetter(next) ? next : null;
}

/** "Malgré nos messages des ..." covers what each of them demanded, and when it was due by then. */
function earlierDemands(items: readonly OpenItem[], { entries }: CaseFile, policy: ReminderPolicy): readonly LocalDate[] {
  const { steps } = foldHistory(entries);
  const { isOverdueStage } = planOf(policy);
  const [first] = items;
  const sent = ({ invoice, due }: OpenItem): readonly StepDone[] => (steps.get(invoice) ?? []).filter(({ how, on, stage }) => how === 'sent' && on > due && isOverdueStage(stage));
  let common = first === undefined ? [] : sent(first);
  for (const item of items) {
    const mine = new Set(sent(item).map(({ entry }) => entry));
    common = common.filter(({ entry }) => mine.has(entry));
    if (common.length === 0) return [];
  }
  return [...new Set(common.map(({ on }) => on))].sort();
}

/** The last notice that stands in the log and demanded at least one of these invoices. */
function noticeOf({ stage }: Proposal, items: readonly OpenItem[], { entries }: CaseFile, { stages }: ReminderPolicy): NoticeGiven | null {
  const voided = voidedIn(entries);
  const demanded = new Set(items.map(({ invoice }) => invoice));
  const live = entries.filter(({ id }) => !voided.has(id));
  const isNotice = (id: string): boolean => stages.find((one) => one.id === id)?.channel === 'letter';
  for (const { id, fact } of [...live].reverse()) {
    if (fact.kind !== 'letter-deposited' || fact.stage === stage.id || !isNotice(fact.stage)) continue;
    const covered = fact.invoices.filter(({ invoice, step }) => step !== null && demanded.has(invoice)).map(({ invoice }) => invoice);
    if (covered.length === 0) continue;
    const { presentedOn, deliveredOn } = letterFates(live).get(id) ?? { presentedOn: null, deliveredOn: null };
    return { depositedOn: fact.depositedOn, presentedOn, deliveredOn, invoices: new Set(covered), announcedThis: fact.announced?.next === stage.id };
  }
  return null;
}

/** Every sum that a letter with this claim may state: rows, totals, and what a shortened table adds up. */
export function* sumsOfClaim({ reckoned: { account }, principal, interest, charge, total }: ReckonedClaim): Iterable<Money> {
  yield* [principal, interest, ...total];
  if (charge !== null) for (let count = 1; count <= charge.count; count += 1) yield { minor: charge.each.minor * count, currency: charge.each.currency };
  let rest: Money | null = null;
  for (const { statement } of [...account.lines].reverse()) {
    rest = rest === null ? statement.interestOutstanding : sum([rest, statement.interestOutstanding], rest.currency);
    yield* [statement.interestOutstanding, statement.principalOutstanding, rest];
  }
}

