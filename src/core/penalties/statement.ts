import { addDays, maxDate, minDate, semesterOf } from '../calendar';
import type { LocalDate } from '../calendar';
import { isZero, money, roundHalfUp, sum, totalsOf } from '../money';
import type { Money } from '../money';
import { assertNever, fail, ok } from '../result';
import type { Result } from '../result';
import { accrue } from './accrue';
import type { Course, Stopped, Terms } from './accrue';
import { interestOpen } from './allocate';
import { belowFloor, finderAtFloor } from './contract-floor';
import { rateFinder } from './rate-in-force';
import type { RateFinder } from './rate-in-force';
import { isUsableRule } from './rates';
import type { ClaimEvent, LawPack, PenaltyClaim, PenaltyFlag, PenaltyProblem, PenaltyStatement, RateTable } from './types';

/** 10^12 units: interest for many years still fits an amount. */
const LARGEST_CLAIM = 1e14;
/** What an amount may be at most, in minor units. */
const LARGEST_AMOUNT = 1e15;

/**
 * Late-payment interest and fixed charge of one claim as of a day, to the cent.
 *
 * Late days run from the day after the due date (or the notice, where the law wants one) to `asOf`, both included; each
 * semester has its rate; simple interest on 365 days, rounded half up for each segment, unless pack or contract say otherwise.
 * The fixed charge is owed once for a claim that was late at all, whatever was paid since, if it fell due after the charge became law. From the day of an insolvency
 * judgment nothing accrues (L622-28, R621-4); payments from that day on are told, not counted. What happened after `asOf` is
 * not looked at.
 *
 * Amounts in minor units of the claim's currency, up to 10^14; the fixed charge in the currency of the law.
 *
 * @returns `penalties/rate-unknown` with the semester and what is certain before it; `penalties/invalid-claim` for negative
 * amounts, two currencies, or more than 10^12 units; `penalties/no-contract-rate`; `penalties/charge-in-another-currency`.
 * Source: C. com. L441-10 II, D441-5; C. civ. 1343-1, 1343-2; for others see the pack's articles.
 */
export function penaltyStatement(claim: PenaltyClaim, pack: LawPack, rates: RateTable, asOf: LocalDate): Result<PenaltyStatement, PenaltyProblem> {
  const fault = faultOf(claim, pack);
  if (fault !== null) return fail(fault);
  const { amount, contract, number } = claim;
  const insolvency = claim.insolvency !== null && claim.insolvency <= asOf ? claim.insolvency : null;
  const start = startOf(claim, pack);
  const events = countedEvents(claim.events, insolvency, asOf);
  const terms: Terms = {
    amount, start, events: events.counted, view: claim.view,
    end: [claim.interestStops, insolvency === null ? null : addDays(insolvency, -1)].reduce<LocalDate>((end, day) => (day === null ? end : minDate(end, day)), asOf),
    dayCount: claim.dayCount ?? pack.dayCount,
    rounding: claim.rounding ?? pack.rounding,
    compounding: contract?.compounding ?? pack.compounding,
  };

  const first = semesterOf(addDays(start ?? claim.due, 1));
  const byLaw = rateFinder(pack.rule, 'law', first, rates);
  const byContract = contract === null ? null : rateFinder(contract.rule, 'contract', first, rates);
  const course = accrue(terms, byContract ?? byLaw);
  if (!course.ok) return fail(problemOf(course.problem, claim));
  const { segments, allocations, balance, late, interest, exact } = course.value;
  const interestRoundedOnce = roundHalfUp(exact);
  if (interestRoundedOnce === null) return fail(tooLarge(number));

  const charge = late && start !== null && asOf > start && (insolvency === null || claim.due < insolvency) && claim.fixedCharge === 'here' && (pack.fixedChargeAfter === null || claim.due > pack.fixedChargeAfter) ? chargeOf(claim, pack, course.value) : ok(null);
  if (!charge.ok) return charge;
  const floor = pack.contract?.floor ?? null;
  const flags: PenaltyFlag[] = byContract === null ? [] : floor === null ? [{ kind: 'contract-floor-unknown', semester: null }] : [...belowFloor(segments, floor, rates)];
  const alternatives =
    byContract !== null && floor !== null && flags.some(({ kind }) => kind === 'contract-rate-below-floor')
      ? { atFloor: interestWith(terms, finderAtFloor(byContract, floor, rates)), byLaw: interestWith({ ...terms, compounding: pack.compounding }, byLaw) }
      : null;
  if (start === null) flags.push({ kind: 'no-notice-yet' });
  if (pack.minimumOnly && byContract === null) flags.push({ kind: 'directive-minimum' });
  if (insolvency !== null) {
    flags.push({ kind: 'stop-reminders', judgment: insolvency }, { kind: 'declare-claim', judgment: insolvency });
    if (charge.value !== null) flags.push({ kind: 'fixed-charge-is-a-reading' });
    for (const { on, amount: paid } of events.afterJudgment) flags.push({ kind: 'payment-after-judgment', on, amount: paid });
  }

  const interestOutstanding = interestOpen(balance);
  return ok({
    invoice: claim.invoice, number, asOf,
    law: { pack: pack.id, version: pack.version, articles: pack.articles },
    ratesVersion: rates.version,
    view: terms.view, dayCount: terms.dayCount, rounding: terms.rounding,
    due: claim.due, amount, segments, allocations,
    lateDays: segments.reduce((days, segment) => days + segment.days, 0),
    interest, interestRoundedOnce, interestOutstanding,
    principalOutstanding: balance.principal,
    surplus: balance.surplus,
    fixedCharge: charge.value,
    claim: totalsOf([...(asOf > claim.due ? [balance.principal] : []), interestOutstanding, ...(charge.value === null ? [] : [charge.value])].filter((owed) => !isZero(owed))),
    alternatives, flags,
  });
}

/** The day after which interest runs; never before the due date. */
function startOf(claim: PenaltyClaim, pack: LawPack): LocalDate | null {
  switch (pack.starts) {
    case 'day-after-due':
      return claim.due;
    case 'day-after-notice':
      return claim.noticeOn === null ? null : maxDate(claim.due, claim.noticeOn);
    default:
      return assertNever(pack.starts);
  }
}

/** What counts as of the day, by date, corrections of the invoice itself first; and payments that the judgment forbade (L622-7). */
function countedEvents(events: readonly ClaimEvent[], insolvency: LocalDate | null, asOf: LocalDate): { readonly counted: readonly ClaimEvent[]; readonly afterJudgment: readonly ClaimEvent[] } {
  const forbidden = ({ kind, on }: ClaimEvent): boolean => kind === 'payment' && insolvency !== null && on >= insolvency;
  const known = events.filter(({ on }) => on <= asOf);
  const rank = (event: ClaimEvent): string => `${event.retroactive === true ? 0 : 1} ${event.on}`;
  return {
    counted: known.filter((event) => !forbidden(event)).sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0)),
    afterJudgment: known.filter(forbidden),
  };
}

function faultOf({ number, amount, events, contract }: PenaltyClaim, pack: LawPack): PenaltyProblem | null {
  const invalid = (field: 'amount' | 'event' | 'contract', because: 'negative' | 'two-currencies' | 'too-large' | 'rate'): PenaltyProblem => ({ code: 'penalties/invalid-claim', number, field, because });
  if (amount.minor < 0) return invalid('amount', 'negative');
  if (amount.minor > LARGEST_CLAIM) return invalid('amount', 'too-large');
  // Their sum may become a surplus, and that is an amount too.
  if (events.reduce((total, { amount: moved }) => Math.min(total + Math.abs(moved.minor), Number.MAX_SAFE_INTEGER), 0) > LARGEST_AMOUNT) return invalid('event', 'too-large');
  for (const { amount: moved } of events) {
    if (moved.currency !== amount.currency) return invalid('event', 'two-currencies');
    if (moved.minor < 0) return invalid('event', 'negative');
  }
  if (contract === null) return null;
  if (pack.contract === null) return { code: 'penalties/no-contract-rate', number, pack: pack.id };
  return isUsableRule(contract.rule) ? null : invalid('contract', 'rate');
}

const tooLarge = (number: string): PenaltyProblem => ({ code: 'penalties/invalid-claim', number, field: 'amount', because: 'too-large' });

function problemOf(stopped: Stopped, { number, amount }: PenaltyClaim): PenaltyProblem {
  if (stopped.because === 'too-large') return tooLarge(number);
  const { unknown, soFar } = stopped;
  const last = soFar[soFar.length - 1];
  const known = last === undefined ? null : { to: last.to, days: soFar.reduce((days, segment) => days + segment.days, 0), interest: sum(soFar.map(({ interest }) => interest), amount.currency) };
  return { code: 'penalties/rate-unknown', number, semester: unknown.semester, series: unknown.series, known };
}

/** The interest that another rate gives; null when one of its rates is unknown. */
function interestWith(terms: Terms, finder: RateFinder): Money | null {
  const course = accrue(terms, finder);
  return course.ok ? course.value.interest : null;
}

/** By the size of what was owed when interest started. */
function chargeOf(claim: PenaltyClaim, pack: LawPack, { segments }: Course): Result<Money | null, PenaltyProblem> {
  const debt = segments[0]?.principal ?? claim.amount;
  for (const { below, amount } of pack.fixedCharge) {
    if (below !== null && below.currency !== debt.currency) return fail({ code: 'penalties/charge-in-another-currency', number: claim.number, pack: pack.id });
    if (below === null || debt.minor < below.minor) return ok(money(amount.minor, amount.currency));
  }
  return ok(null);
}
