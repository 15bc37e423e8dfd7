import { assertNever, EU_BUSINESS, FRANCE_BUSINESS, FRANCE_CONSUMER, FRANCE_PUBLIC, money, parseRate, penaltyAccount, penaltyStatement, planStatement, rateInPercent } from '../../../../src/core';
import type { ClaimEvent, Currency, InterestSegment, InvoiceId, LawPack, LocalDate, PenaltyClaim, PenaltyFlag, PenaltyProblem, PenaltyStatement, RateTable, Result, Totals } from '../../../../src/core';
import { OTHER_COUNTRIES } from '../other-countries';
import { amountOf, dayOf, dayOrNull, Differences, fieldsOf, isFields, minorOf, NotUnderstood, numberOf, onlyKnows, rateOf, rowsOf, textOf } from './fields';
import type { Fields } from './fields';

const PACKS: Readonly<Record<string, LawPack>> = { FR: FRANCE_BUSINESS, 'FR-B2B': FRANCE_BUSINESS, 'FR-B2G': FRANCE_PUBLIC, 'FR-B2C': FRANCE_CONSUMER, EU: EU_BUSINESS, ...OTHER_COUNTRIES };
const CURRENCIES: Readonly<Record<string, Currency>> = { UK: 'GBP', GB: 'GBP', CH: 'CHF' };
const INPUT = ['regime', 'amountTTC', 'amount', 'currency', 'dueDate', 'paidDate', 'asOf', 'basis', 'contractRatePct', 'events', 'allocation', 'interestStart', 'interestStopsOn', 'insolvencyJudgment', 'invoices', 'plan', 'accelerationClause'];

export function checkPenalty(vector: Fields, rates: RateTable): readonly string[] {
  const input = fieldsOf(vector.input, 'input');
  onlyKnows(input, INPUT, 'input');
  const differences = new Differences();
  for (const regime of textOf(input, 'regime').split('|')) {
    const pack = PACKS[regime];
    if (pack === undefined) throw new NotUnderstood(`regime ${regime}`);
    const currency = (input.currency ?? CURRENCIES[regime] ?? 'EUR') as Currency;
    const expected = fieldsOf(vector.expected, 'expected');
    if (input.invoices !== undefined) checkAccount(differences, input, expected, pack, rates, currency);
    else if (input.plan !== undefined) checkPlan(differences, input, expected, pack, rates, currency);
    else checkStatement(differences, claimOf(input, pack, currency), asOfOf(input), expected, pack, rates, currency);
  }
  return differences.found;
}

const asOfOf = (input: Fields): LocalDate => dayOrNull(input, 'asOf') ?? dayOf(input, 'paidDate');

function basisOf(input: Fields): PenaltyClaim['dayCount'] {
  if (input.basis === undefined) return null;
  if (input.basis === 'ACT/365') return 'act/365';
  if (input.basis === 'ACT/ACT') return 'act/act';
  throw new NotUnderstood(`basis ${String(input.basis)}`);
}

function viewOf(input: Fields): PenaltyClaim['view'] {
  if (input.allocation === undefined || input.allocation === 'principal_first') return 'ledger';
  if (input.allocation === 'interest_first') return 'formal';
  throw new NotUnderstood(`allocation ${String(input.allocation)}`);
}

function eventOf(row: Fields, currency: Currency): ClaimEvent {
  onlyKnows(row, ['date', 'kind', 'amount'], 'event');
  const kind = textOf(row, 'kind');
  if (kind !== 'payment' && kind !== 'credit_note') throw new NotUnderstood(`event ${kind}`);
  return { on: dayOf(row, 'date'), kind: kind === 'payment' ? 'payment' : 'credit-note', amount: amountOf(row, 'amount', currency) };
}

function claimOf(input: Fields, pack: LawPack, currency: Currency): PenaltyClaim {
  const amount = amountOf(input, input.amountTTC === undefined ? 'amount' : 'amountTTC', currency);
  const paid = dayOrNull(input, 'paidDate');
  const notice = dayOrNull(input, 'interestStart');
  // A law of notice may be given its first day alone.
  const due = notice !== null && pack.starts === 'day-after-notice' && input.dueDate === undefined ? notice : dayOf(input, 'dueDate');
  const events = input.events === undefined ? [] : rowsOf(input.events, 'events').map((row) => eventOf(row, currency));
  return {
    invoice: 'F-1' as InvoiceId, number: 'F-1', amount, due,
    events: paid === null ? events : [...events, { on: paid, kind: 'payment', amount }],
    // In Germany a day of the calendar is notice enough (BGB § 286 II).
    noticeOn: notice ?? (pack === OTHER_COUNTRIES.DE ? due : null),
    contract: input.contractRatePct === undefined ? null : { rule: { kind: 'constant', rate: rateOf(input.contractRatePct) }, compounding: 'none' },
    view: viewOf(input), dayCount: basisOf(input), rounding: null,
    insolvency: dayOrNull(input, 'insolvencyJudgment'), interestStops: dayOrNull(input, 'interestStopsOn'), fixedCharge: 'here',
  };
}

function checkStatement(differences: Differences, claim: PenaltyClaim, asOf: LocalDate, expected: Fields, pack: LawPack, rates: RateTable, currency: Currency): void {
  const found = penaltyStatement(claim, pack, rates, asOf);
  if (expected.error !== undefined) return checkProblem(differences, found, expected, currency);
  if (!found.ok) return differences.same('statement', found.problem, 'a statement');
  const statement = found.value;
  onlyKnows(
    Object.fromEntries(Object.entries(expected).filter(([key]) => !/^(year|afterYear)\d+$/.test(key))),
    ['segments', 'allocations', 'totalInterest', 'interestOutstanding', 'principalOutstanding', 'lateDays', 'interestRoundedOnceAlt', 'fixedIndemnity', 'flags', 'alternatives', 'compoundedPrincipal'], 'expected',
  );
  if (expected.segments !== undefined) checkSegments(differences, statement.segments, rowsOf(expected.segments, 'segments'), 'segments');
  checkYears(differences, statement, expected);
  if (expected.allocations !== undefined) checkAllocations(differences, statement, expected);
  checkTotals(differences, statement, expected);
  if (expected.flags !== undefined) checkFlags(differences, statement.flags.map(flagName), expected);
  if (expected.alternatives !== undefined) checkAlternatives(differences, statement, fieldsOf(expected.alternatives, 'alternatives'));
}

function checkProblem(differences: Differences, found: Result<PenaltyStatement, PenaltyProblem>, expected: Fields, currency: Currency): void {
  onlyKnows(expected, ['error', 'missing', 'knownPart'], 'expected');
  if (found.ok) return differences.same('statement', 'a statement', expected.error);
  const { problem } = found;
  if (expected.error !== 'RATE_UNKNOWN') throw new NotUnderstood(`error ${String(expected.error)}`);
  differences.same('error', problem.code, 'penalties/rate-unknown');
  if (problem.code !== 'penalties/rate-unknown') return;
  differences.same('missing', problem.semester, expected.missing);
  if (!isFields(expected.knownPart)) return;
  const { to, totalInterest, days } = expected.knownPart;
  // Not a day is known: nothing is told, or that nothing is.
  if (days === 0 && problem.known === null) return void differences.same('knownPart', 0, minorOf(totalInterest));
  differences.same('knownPart', problem.known, { to, days, interest: money(minorOf(totalInterest), currency) });
}

function checkSegments(differences: Differences, got: readonly InterestSegment[], wanted: readonly Fields[], what: string): void {
  differences.same(`${what}.length`, got.length, wanted.length);
  wanted.forEach((row, at) => {
    const segment = got[at];
    if (segment === undefined) return;
    onlyKnows(row, ['from', 'to', 'days', 'ratePct', 'basis', 'principal', 'interest'], what);
    differences.same(`${what}[${at}]`, [segment.from, segment.to, segment.days, rateInPercent(segment.rate), segment.yearOf], [row.from, row.to, row.days, rateInPercent(rateOf(row.ratePct)), row.basis]);
    differences.amount(`${what}[${at}].principal`, segment.principal, row.principal);
    differences.amount(`${what}[${at}].interest`, segment.interest, row.interest);
  });
}

/** "year1", "afterYear1": the segments of each full year, then those after the last. */
function checkYears(differences: Differences, { segments }: PenaltyStatement, expected: Fields): void {
  let at = 0;
  const years = Object.keys(expected).filter((key) => /^year\d+$/.test(key)).sort();
  const after = Object.keys(expected).filter((key) => /^afterYear\d+$/.test(key)).sort();
  if (years.length === 0 && after.length === 0) return;
  for (const key of [...years, ...after]) {
    const part = fieldsOf(expected[key], key);
    const wanted = rowsOf(part.segments, key);
    const got = segments.slice(at, at + wanted.length);
    checkSegments(differences, got, wanted, key);
    differences.amount(`${key}.interest`, money(got.reduce((sum, { interest }) => sum + interest.minor, 0), 'EUR'), part.interest);
    at += wanted.length;
    if (key.startsWith('after') && expected.compoundedPrincipal !== undefined) differences.amount('compoundedPrincipal', got[0]?.principal ?? null, expected.compoundedPrincipal);
  }
  differences.same('segments in all', segments.length, at);
}

function checkAllocations(differences: Differences, { allocations }: PenaltyStatement, expected: Fields): void {
  const wanted = rowsOf(expected.allocations, 'allocations');
  differences.same('allocations', allocations.map(({ on, kind }) => [on, kind]), wanted.map((row) => [row.date, row.kind === 'credit_note' ? 'credit-note' : row.kind]));
  wanted.forEach((row, at) => {
    onlyKnows(row, ['date', 'kind', 'amount', 'toInterest', 'toPrincipal', 'surplus'], 'allocation');
    for (const part of ['amount', 'toInterest', 'toPrincipal', 'surplus'] as const) if (row[part] !== undefined) differences.amount(`allocations[${at}].${part}`, allocations[at]?.[part] ?? null, row[part]);
  });
}

function checkTotals(differences: Differences, statement: PenaltyStatement, expected: Fields): void {
  const amounts = { totalInterest: statement.interest, interestOutstanding: statement.interestOutstanding, principalOutstanding: statement.principalOutstanding, interestRoundedOnceAlt: statement.interestRoundedOnce, fixedIndemnity: statement.fixedCharge };
  for (const [field, got] of Object.entries(amounts)) if (expected[field] !== undefined) differences.amount(field, got, expected[field]);
  if (expected.lateDays !== undefined) differences.same('lateDays', statement.lateDays, numberOf(expected, 'lateDays'));
}

function flagName(flag: PenaltyFlag): string {
  switch (flag.kind) {
    case 'fixed-charge-is-a-reading':
      return 'INDEMNITY_READING';
    case 'contract-rate-below-floor':
    case 'contract-floor-unknown':
    case 'stop-reminders':
    case 'declare-claim':
    case 'payment-after-judgment':
    case 'no-notice-yet':
    case 'directive-minimum':
      return flag.kind.toUpperCase().replace(/-/g, '_');
    default:
      return assertNever(flag);
  }
}

function checkFlags(differences: Differences, got: readonly string[], expected: Fields): void {
  const wanted = expected.flags;
  if (!Array.isArray(wanted)) throw new NotUnderstood('flags');
  differences.same('flags', [...new Set(got)].sort(), [...new Set(wanted)].sort());
}

function checkAlternatives(differences: Differences, { alternatives, flags }: PenaltyStatement, wanted: Fields): void {
  for (const [key, amount] of Object.entries(wanted)) {
    const floor = /^atFloor(.*)$/.exec(key)?.[1];
    if (floor === undefined && key !== 'statutory') throw new NotUnderstood(`alternative ${key}`);
    differences.amount(key, (floor === undefined ? alternatives?.byLaw : alternatives?.atFloor) ?? null, amount);
    if (floor === undefined || floor === '') continue;
    const floors = flags.flatMap((flag) => (flag.kind === 'contract-rate-below-floor' ? [flag.floor] : []));
    differences.same('floor', floors.includes(parseRate(floor) as never), true);
  }
}

const inOne = (totals: Totals, currency: Currency) => totals.find((total) => total.currency === currency) ?? null;

function checkAccount(differences: Differences, input: Fields, expected: Fields, pack: LawPack, rates: RateTable, currency: Currency): void {
  const claims = rowsOf(input.invoices, 'invoices').map((row): PenaltyClaim => {
    const number = textOf(row, 'invoice');
    return { ...claimOf({ ...input, ...row }, pack, currency), invoice: number as InvoiceId, number };
  });
  const found = penaltyAccount(claims, pack, rates, asOfOf(input));
  if (!found.ok) return differences.same('account', found.problem, 'an account');
  onlyKnows(expected, ['lines', 'overduePrincipal', 'totalInterest', 'totalIndemnity', 'totalClaim'], 'expected');
  const { lines, overduePrincipal, interest, fixedCharges, claim } = found.value;
  rowsOf(expected.lines, 'lines').forEach((row, at) => {
    onlyKnows(row, ['invoice', 'amount', 'dueDate', 'lateDays', 'interest', 'fixedIndemnity', 'status'], 'line');
    const line = lines[at];
    if (line === undefined) return differences.same(`lines[${at}]`, null, row);
    const { statement, status } = line;
    differences.same(`lines[${at}]`, [statement.number, statement.due, statement.lateDays, status], [row.invoice, row.dueDate, row.lateDays, String(row.status).replace(/ /g, '-')]);
    differences.amount(`lines[${at}].amount`, statement.amount, row.amount);
    differences.amount(`lines[${at}].interest`, statement.interest, row.interest);
    differences.amount(`lines[${at}].fixedIndemnity`, statement.fixedCharge, row.fixedIndemnity);
  });
  const totals = { overduePrincipal, totalInterest: interest, totalIndemnity: fixedCharges, totalClaim: claim };
  for (const [field, got] of Object.entries(totals)) if (expected[field] !== undefined) differences.amount(field, inOne(got, currency), expected[field]);
}

function checkPlan(differences: Differences, input: Fields, expected: Fields, pack: LawPack, rates: RateTable, currency: Currency): void {
  const rows = rowsOf(input.plan, 'plan');
  const missed = rows.find((row) => row.paid === undefined);
  const base = claimOf({ ...input, amount: '0', dueDate: textOf(rows[0] ?? {}, 'due') }, pack, currency);
  const instalments = rows.map((row) => {
    onlyKnows(row, ['due', 'amount', 'paid'], 'plan');
    const [amount, paid] = [amountOf(row, 'amount', currency), dayOrNull(row, 'paid')];
    return { due: dayOf(row, 'due'), amount, events: paid === null ? [] : [{ on: paid, kind: 'payment' as const, amount }] };
  });
  // The vectors do not say when a clause takes effect: read as the day of the instalment that was missed.
  const acceleratedOn = input.accelerationClause === true && missed !== undefined ? dayOf(missed, 'due') : null;
  const found = planStatement({ ...base, instalments, acceleratedOn }, pack, rates, asOfOf(input));
  if (!found.ok) return differences.same('plan', found.problem, 'a plan');
  const plan = found.value;
  onlyKnows(expected, ['segments', 'allocations', 'totalInterest', 'interestOutstanding', 'principalOutstanding', 'lateDays', 'interestRoundedOnceAlt', 'fixedIndemnity', 'overduePrincipal', 'flags'], 'expected');
  const late = plan.instalments.filter(({ lateDays }) => lateDays > 0);
  if (expected.segments !== undefined) checkSegments(differences, late.flatMap(({ segments }) => segments), rowsOf(expected.segments, 'segments'), 'segments');
  const amounts = { totalInterest: plan.interest, interestOutstanding: plan.interestOutstanding, principalOutstanding: plan.overduePrincipal, overduePrincipal: plan.overduePrincipal, fixedIndemnity: null };
  for (const [field, got] of Object.entries(amounts)) if (expected[field] !== undefined) differences.amount(field, got, expected[field]);
  if (expected.lateDays !== undefined) differences.same('lateDays', Math.max(0, ...late.map(({ lateDays }) => lateDays)), expected.lateDays);
  const names = plan.flags.map((flag) => ({ 'plan-default': 'PLAN_DEFAULT_NOTIFY', 'standard-reminders-paused': 'STANDARD_REMINDERS_PAUSED' })[flag]);
  if (expected.flags !== undefined) checkFlags(differences, names, expected);
}
