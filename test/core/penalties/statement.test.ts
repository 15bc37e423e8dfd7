import { describe, expect, test } from '@jest/globals';
import { EU_BUSINESS, FRANCE_BUSINESS, FRANCE_CONSUMER, FRANCE_PUBLIC, lawPackFor, money, penaltyAccount, penaltyStatement, percentPoints, planStatement } from '../../../src/core';
import type { DebtorKind, InvoiceId, LawPack, PenaltyClaim, RateRule } from '../../../src/core';
import { aClaim, cents, clause, credited, day, paid, percent, RATES, stated } from './claims';
import { NETHERLANDS, UNITED_KINGDOM } from './other-countries';

const kinds = (statement: { readonly flags: readonly { readonly kind: string }[] }) => statement.flags.map(({ kind }) => kind);
const problem = (claim: PenaltyClaim, pack: LawPack, asOf: string) => {
  const found = penaltyStatement(claim, pack, RATES, day(asOf));
  return found.ok ? 'a statement' : found.problem;
};

describe('late days run from the day after the due date to the day of the statement', () => {
  test.each([
    ['2026-07-30', 0, 0, null],
    ['2026-07-31', 0, 0, null],
    ['2026-08-01', 1, 34, 4000],
    ['2026-08-02', 2, 68, 4000],
  ])('as of %s: %i days, %i cents, fixed charge %s', (asOf, days, interest, charge) => {
    const statement = stated(aClaim(), FRANCE_BUSINESS, asOf);
    expect([statement.lateDays, statement.interest.minor, statement.fixedCharge?.minor ?? null]).toEqual([days, interest, charge]);
  });

  test('nothing of an invoice that is not due yet is demanded', () => {
    expect(stated(aClaim(), FRANCE_BUSINESS, '2026-07-31').claim).toEqual([]);
    expect(stated(aClaim(), FRANCE_BUSINESS, '2026-08-01').claim).toEqual([cents(100_000 + 34 + 4000)]);
  });

  test('the first day of a semester has its rate, the last day before it the old one', () => {
    const statement = stated(aClaim({ due: day('2026-06-29') }), FRANCE_BUSINESS, '2026-07-01');
    expect(statement.segments.map(({ from, to, rate }) => [from, to, rate])).toEqual([['2026-06-30', '2026-06-30', percent('12.15')], ['2026-07-01', '2026-07-01', percent('12.40')]]);
  });

  test('what happens after the day of the statement is not looked at', () => {
    const bare = stated(aClaim(), FRANCE_BUSINESS, '2026-09-30');
    expect(stated(aClaim({ events: [paid('2026-10-01', 50_000)], insolvency: day('2026-10-01') }), FRANCE_BUSINESS, '2026-09-30')).toEqual(bare);
  });
});

test('rounded for each segment, or once: then the segments still add up to the sum', () => {
  // Vector P03: 24.97 + 25.80, exactly 50.7602.
  const twice = aClaim({ amount: cents(250_000), due: day('2025-12-01') });
  const of = (rounding: PenaltyClaim['rounding']) => stated({ ...twice, rounding }, FRANCE_BUSINESS, '2026-01-31');
  expect([of(null).interest.minor, of('once').interest.minor]).toEqual([5077, 5076]);
  expect(of('once').segments.map(({ interest }) => interest.minor)).toEqual([2497, 2579]);
});

describe('the statement is frozen: plain values that say where each figure comes from', () => {
  const statement = stated(aClaim({ due: day('2026-06-20') }), FRANCE_BUSINESS, '2026-07-10');

  test('it survives being kept as text', () => {
    expect(JSON.parse(JSON.stringify(statement))).toEqual(statement);
  });

  test('it names law, version of the rates, day, and for each segment the reference rate with its evidence', () => {
    expect([statement.asOf, statement.ratesVersion, statement.law.articles.interest]).toEqual(['2026-07-10', '2026-11-21', 'C. com. L441-10 II']);
    expect(statement.segments.map(({ source }) => source.reference)).toEqual([
      { series: 'ecb-refi', semester: '2026-S1', rate: percent('2.15'), since: '2025-06-11', confidence: 'high', evidence: expect.stringContaining('lateCalc') },
      { series: 'ecb-refi', semester: '2026-S2', rate: percent('2.40'), since: '2026-06-17', confidence: 'high', evidence: expect.stringContaining('ECB decision of 11 June 2026') },
    ]);
  });
});

describe('a semester without a rate is named, never guessed', () => {
  test.each<[string, LawPack, Partial<PenaltyClaim>, string, string, string, string | null]>([
    ['crossed', FRANCE_BUSINESS, { due: day('2026-12-20') }, '2027-01-01', '2027-S1', 'ecb-refi', '2026-12-31'],
    ['begun in', FRANCE_BUSINESS, { due: day('2026-12-31') }, '2027-01-01', '2027-S1', 'ecb-refi', null],
    ['before all data', FRANCE_BUSINESS, { due: day('2008-03-01') }, '2008-04-01', '2008-S1', 'ecb-refi', null],
    ['of the start, for a fixed rate', FRANCE_PUBLIC, { due: day('2026-12-31') }, '2027-02-01', '2027-S1', 'ecb-refi', null],
    ['of the legal rate', FRANCE_CONSUMER, { due: day('2026-12-01'), noticeOn: day('2026-12-10') }, '2027-01-02', '2027-S1', 'fr-legal-professional', '2026-12-31'],
  ])('%s', (_title, pack, over, asOf, semester, series, knownTo) => {
    const found = problem(aClaim(over), pack, asOf);
    expect(found).toMatchObject({ code: 'penalties/rate-unknown', number: 'FA-1', semester, series });
    expect((found as { known: { to: string } | null }).known?.to ?? null).toBe(knownTo);
  });

  test('a rate fixed in a known semester goes on through an unknown one', () => {
    expect(stated(aClaim({ due: day('2026-12-20') }), FRANCE_PUBLIC, '2027-01-15').segments.map(({ rate }) => rate)).toEqual([percent('10.40'), percent('10.40')]);
  });

  test('paid on the last day of the known semester, nothing is missing', () => {
    expect(stated(aClaim({ due: day('2026-12-20'), events: [paid('2026-12-31', 100_000)] }), FRANCE_BUSINESS, '2027-03-01').lateDays).toBe(11);
  });
});

describe('the law of a debt', () => {
  test.each<[string, DebtorKind, string]>([
    ['FR', 'business', 'fr-business'], ['FR', 'public', 'fr-public'], ['FR', 'consumer', 'fr-consumer'], ['DE', 'business', 'eu-business'], ['EL', 'business', 'eu-business'],
    ['DE', 'consumer', 'none'], ['DE', 'public', 'none'], ['GB', 'business', 'none'], ['CH', 'business', 'none'], ['', 'business', 'none'], ['fr', 'business', 'none'],
  ])('%s, %s: %s', (country, kind, wanted) => {
    const found = lawPackFor(country, kind);
    expect(found.ok ? found.value.id : 'none').toBe(wanted);
    if (!found.ok) expect(found.problem).toEqual({ code: 'penalties/no-law', country });
  });

  test('the directive is told to be a minimum', () => {
    expect(kinds(stated(aClaim(), EU_BUSINESS, '2026-09-30'))).toEqual(['directive-minimum']);
    expect(stated(aClaim({ contract: clause('1') }), EU_BUSINESS, '2026-09-30')).toMatchObject({ flags: [{ kind: 'contract-floor-unknown', semester: null }], alternatives: null });
  });

  test('a consumer owes nothing before a notice, never the 40 EUR, and no clause is applied to him', () => {
    const before = stated(aClaim(), FRANCE_CONSUMER, '2026-09-30');
    expect([before.interest.minor, before.fixedCharge, kinds(before)]).toEqual([0, null, ['no-notice-yet']]);
    expect(before.claim).toEqual([cents(100_000)]);
    const after = stated(aClaim({ noticeOn: day('2026-08-31') }), FRANCE_CONSUMER, '2026-09-30');
    expect([after.segments[0]?.from, after.lateDays, after.interest.minor, after.fixedCharge]).toEqual(['2026-09-01', 30, 226, null]);
    expect(problem(aClaim({ contract: clause('10') }), FRANCE_CONSUMER, '2026-09-30')).toEqual({ code: 'penalties/no-contract-rate', number: 'FA-1', pack: 'fr-consumer' });
  });

  test('a notice before the due date does not start interest before it', () => {
    expect(stated(aClaim({ noticeOn: day('2026-07-01') }), FRANCE_CONSUMER, '2026-08-05').segments[0]?.from).toBe('2026-08-01');
  });

  test('the fixed charge stays in euro for a debt in dollars: nothing is converted, nothing added up', () => {
    const statement = stated(aClaim({ amount: money(100_000, 'USD') }), FRANCE_BUSINESS, '2026-08-01');
    expect(statement.claim).toEqual([cents(4000), money(100_034, 'USD')]);
  });

  test.each<[string, LawPack, string, string, number | null]>([
    ['between professionals', FRANCE_BUSINESS, '2013-01-01', '2013-03-01', null],
    ['between professionals', FRANCE_BUSINESS, '2013-01-02', '2013-03-01', 4000],
    ['public buyers', FRANCE_PUBLIC, '2013-05-30', '2013-09-01', null],
    ['public buyers', FRANCE_PUBLIC, '2013-05-31', '2013-09-01', 4000],
    ['the directive', EU_BUSINESS, '2013-03-16', '2013-09-01', null],
    ['the directive', EU_BUSINESS, '2013-03-17', '2013-09-01', 4000],
  ])('%s: the fixed charge did not exist for a claim due before its law, interest did (%#)', (_whom, pack, due, asOf, charge) => {
    const statement = stated(aClaim({ due: day(due) }), pack, asOf);
    expect([statement.fixedCharge?.minor ?? null, statement.interest.minor > 0]).toEqual([charge, true]);
    expect(statement.claim).toEqual([cents(100_000 + statement.interest.minor + (charge ?? 0))]);
  });

  test('of an invoice with instalments around the first day of the charge, the later one bears it', () => {
    const found = penaltyAccount([aClaim({ due: day('2012-12-31') }), aClaim({ due: day('2013-01-31') })], FRANCE_BUSINESS, RATES, day('2013-03-01'));
    expect(found).toMatchObject({ ok: true, value: { lines: [{ statement: { fixedCharge: null } }, { statement: { fixedCharge: cents(4000) } }] } });
  });

  test('a charge by the size of the debt is refused for a debt in another currency', () => {
    expect(problem(aClaim(), UNITED_KINGDOM, '2026-08-05')).toEqual({ code: 'penalties/charge-in-another-currency', number: 'FA-1', pack: 'uk' });
  });

  test.each([[99_999, 4000], [100_000, 7000], [999_999, 7000], [1_000_000, 10_000]])('a debt of %i pence bears %i pence', (debt, charge) => {
    expect(stated(aClaim({ amount: money(debt, 'GBP') }), UNITED_KINGDOM, '2026-08-05').fixedCharge).toEqual(money(charge, 'GBP'));
  });
});

describe('the rate of the contract', () => {
  test('at the floor is lawful, a hundredth below is flagged, computed as it stands, with what else it might be', () => {
    const at = stated(aClaim({ contract: clause('8.25') }), FRANCE_BUSINESS, '2026-10-31');
    expect([at.flags, at.alternatives]).toEqual([[], null]);
    const below = stated(aClaim({ contract: clause('8.24') }), FRANCE_BUSINESS, '2026-10-31');
    expect(below.flags).toEqual([{ kind: 'contract-rate-below-floor', semester: '2026-S2', rate: percent('8.24'), floor: percent('8.25') }]);
    expect(below.alternatives).toEqual({ atFloor: at.interest, byLaw: stated(aClaim(), FRANCE_BUSINESS, '2026-10-31').interest });
    expect(below.interest.minor).toBeLessThan(at.interest.minor);
  });

  test('is compared with the floor of each semester that it crosses, and only lifted where it is below', () => {
    // 2025-S2: 8.28, 2026-S1: 7.86, 2026-S2: 8.25.
    const statement = stated(aClaim({ due: day('2025-12-01'), contract: clause('8') }), FRANCE_BUSINESS, '2026-07-31');
    expect(statement.flags.map((flag) => ('semester' in flag ? [flag.kind, flag.semester] : flag.kind))).toEqual([['contract-rate-below-floor', '2025-S2'], ['contract-rate-below-floor', '2026-S2']]);
    const atFloor = [[30, '8.28'], [181, '8'], [31, '8.25']] as const;
    expect(statement.alternatives?.atFloor?.minor).toBe(atFloor.reduce((total, [days, rate]) => total + Math.round((100_000 * days * Number(rate)) / 36_500), 0));
  });

  test('is flagged once for a semester, however many payments cut it', () => {
    const events = [paid('2026-08-10', 10_000), paid('2026-09-10', 10_000)];
    expect(kinds(stated(aClaim({ contract: clause('1'), events }), FRANCE_BUSINESS, '2026-10-31'))).toEqual(['contract-rate-below-floor']);
  });

  test('which also has interest bear interest: the law’s own rate beside it stays simple', () => {
    const due = day('2024-01-31');
    const { alternatives } = stated(aClaim({ due, contract: clause('1', 'yearly') }), FRANCE_BUSINESS, '2026-01-31');
    expect(alternatives?.byLaw).toEqual(stated(aClaim({ due }), FRANCE_BUSINESS, '2026-01-31').interest);
  });

  test('may be three times the legal rate of each semester', () => {
    const rule: RateRule = { kind: 'per-semester', series: 'fr-legal-professional', times: 3, margin: percentPoints(0), rounding: 'none' };
    const statement = stated(aClaim({ due: day('2026-06-20'), contract: { rule, compounding: 'none' } }), FRANCE_BUSINESS, '2026-07-10');
    expect(statement.segments.map(({ rate, source }) => [rate, source.basis])).toEqual([[percent('7.86'), 'contract'], [percent('8.25'), 'contract']]);
    expect(statement.flags).toEqual([]);
  });

  test('may be the rate of the day interest started, kept to the end, where the contract says so', () => {
    const rule: RateRule = { kind: 'fixed-at-start', series: 'ecb-refi', times: 1, margin: percentPoints(10), rounding: 'none' };
    expect(stated(aClaim({ due: day('2026-06-20'), contract: { rule, compounding: 'none' } }), FRANCE_BUSINESS, '2026-07-10').segments.map(({ rate }) => rate)).toEqual([percent('12.15'), percent('12.15')]);
    expect(stated(aClaim({ due: day('2026-06-30'), contract: { rule, compounding: 'none' } }), FRANCE_BUSINESS, '2026-07-10').segments.map(({ rate }) => rate)).toEqual([percent('12.40')]);
  });

  test('is computed where the floor is unknown, and that is said', () => {
    const statement = stated(aClaim({ due: day('2026-12-20'), contract: clause('12') }), FRANCE_BUSINESS, '2027-01-15');
    expect([statement.lateDays, statement.flags, statement.alternatives]).toEqual([26, [{ kind: 'contract-floor-unknown', semester: '2027-S1' }], null]);
  });

  test('below one floor while another is unknown: no figure is invented for either', () => {
    const statement = stated(aClaim({ due: day('2026-12-20'), contract: clause('1') }), FRANCE_BUSINESS, '2027-01-15');
    expect(kinds(statement)).toEqual(['contract-rate-below-floor', 'contract-floor-unknown']);
    expect(statement.alternatives).toEqual({ atFloor: null, byLaw: null });
  });

  test.each([['negative', -1], ['broken', 1.5], ['absurd', 1e12], ['no number', Number.NaN]])('%s: refused', (_title, rate) => {
    expect(problem(aClaim({ contract: { rule: { kind: 'constant', rate: rate as never }, compounding: 'none' } }), FRANCE_BUSINESS, '2026-09-01')).toEqual({ code: 'penalties/invalid-claim', number: 'FA-1', field: 'contract', because: 'rate' });
  });
});

test('a clause of one and a half times a rate is refused: only whole multiples are exact', () => {
  const rule: RateRule = { kind: 'per-semester', series: 'fr-legal-professional', times: 1.5, margin: percentPoints(0), rounding: 'none' };
  expect(problem(aClaim({ contract: { rule, compounding: 'none' } }), FRANCE_BUSINESS, '2026-09-01')).toMatchObject({ code: 'penalties/invalid-claim', because: 'rate' });
});

describe('part payments and credit notes', () => {
  const events = [paid('2026-08-31', 40_000)];

  test('ledger view: the principal alone; formal view: the interest first', () => {
    const ledger = stated(aClaim({ events }), FRANCE_BUSINESS, '2026-09-30');
    expect([ledger.principalOutstanding.minor, ledger.interestOutstanding.minor]).toEqual([60_000, 1053 + 612]);
    const formal = stated(aClaim({ events, view: 'formal' }), FRANCE_BUSINESS, '2026-09-30');
    expect(formal.allocations).toEqual([{ on: '2026-08-31', kind: 'payment', amount: cents(40_000), toInterest: cents(1053), toPrincipal: cents(38_947), surplus: cents(0) }]);
    expect([formal.principalOutstanding.minor, formal.interestOutstanding.minor]).toEqual([61_053, 622]);
  });

  test('one fixed charge, whatever was paid since, and it is never taken out of a payment', () => {
    const statement = stated(aClaim({ events: [paid('2026-08-10', 40_000), paid('2026-09-10', 70_000)], view: 'formal' }), FRANCE_BUSINESS, '2026-09-30');
    expect([statement.principalOutstanding.minor, statement.interestOutstanding.minor, statement.fixedCharge?.minor]).toEqual([0, 0, 4000]);
    expect(statement.surplus.minor).toBe(110_000 - 100_000 - statement.interest.minor);
    expect(statement.claim).toEqual([cents(4000)]);
  });

  test('in the ledger view, what is paid above the principal stays a credit of the customer; in the formal view it pays the interest', () => {
    const interest = stated(aClaim(), FRANCE_BUSINESS, '2026-08-31').interest.minor;
    const of = (view: 'ledger' | 'formal'): readonly number[] => {
      const { principalOutstanding, interestOutstanding, surplus } = stated(aClaim({ events: [paid('2026-08-31', 100_000 + interest)], view }), FRANCE_BUSINESS, '2026-09-30');
      return [principalOutstanding.minor, interestOutstanding.minor, surplus.minor];
    };
    expect(of('ledger')).toEqual([0, interest, interest]);
    expect(of('formal')).toEqual([0, 0, 0]);
  });

  test('paid on the due date nothing is owed, a day later one day and the charge', () => {
    expect(stated(aClaim({ events: [paid('2026-07-31', 100_000)] }), FRANCE_BUSINESS, '2026-09-30')).toMatchObject({ lateDays: 0, fixedCharge: null, claim: [] });
    expect(stated(aClaim({ events: [paid('2026-08-01', 100_000)] }), FRANCE_BUSINESS, '2026-09-30')).toMatchObject({ lateDays: 1, fixedCharge: cents(4000), claim: [cents(4034)] });
  });

  test('a credit note reduces the price and leaves the interest that accrued; one that corrects an error counts from the beginning', () => {
    const late = stated(aClaim({ events: [credited('2026-08-31', 100_000)], view: 'formal' }), FRANCE_BUSINESS, '2026-09-30');
    expect([late.principalOutstanding.minor, late.interestOutstanding.minor, late.fixedCharge?.minor]).toEqual([0, 1053, 4000]);
    const corrected = stated(aClaim({ events: [{ ...credited('2026-08-31', 100_000), retroactive: true }] }), FRANCE_BUSINESS, '2026-09-30');
    expect([corrected.principalOutstanding.minor, corrected.interest.minor, corrected.fixedCharge]).toEqual([0, 0, null]);
  });

  test('events out of order are put in order', () => {
    const two = [paid('2026-08-10', 10_000), credited('2026-08-20', 20_000)];
    expect(stated(aClaim({ events: [...two].reverse() }), FRANCE_BUSINESS, '2026-09-30')).toEqual(stated(aClaim({ events: two }), FRANCE_BUSINESS, '2026-09-30'));
  });
});

describe('interest upon interest', () => {
  test('is added after each full year, and bears interest itself though the principal is paid', () => {
    // Found by computing random lives a second way: the course ended with the principal.
    const statement = stated(aClaim({ due: day('2024-01-31'), events: [paid('2024-06-30', 100_000)] }), NETHERLANDS, '2025-06-30');
    expect(statement.segments.map(({ from, to }) => [from, to])).toEqual([['2024-02-01', '2024-06-30'], ['2025-02-01', '2025-06-30']]);
    expect(statement.segments[1]?.principal).toEqual(statement.segments[0]?.interest);
    expect(statement.interestOutstanding).toEqual(statement.interest);
  });

  test('is added on the anniversary also where that is the first day of a semester', () => {
    expect(stated(aClaim({ due: day('2024-07-01') }), NETHERLANDS, '2025-07-02').segments.map(({ from, to }) => [from, to]).slice(-2)).toEqual([['2025-07-01', '2025-07-01'], ['2025-07-02', '2025-07-02']]);
  });

  test('is paid before the principal in the formal view, like all interest', () => {
    const { allocations, interest, principalOutstanding } = stated(aClaim({ due: day('2024-01-31'), view: 'formal', events: [paid('2025-01-31', 0), paid('2025-02-28', 20_000)] }), NETHERLANDS, '2025-02-28');
    expect(allocations[1]).toMatchObject({ toInterest: interest, toPrincipal: cents(20_000 - interest.minor) });
    expect(principalOutstanding.minor).toBe(100_000 - 20_000 + interest.minor);
  });

  test('a debt due on 29 February has its years end on 28 February', () => {
    expect(stated(aClaim({ due: day('2024-02-29') }), NETHERLANDS, '2025-03-02').segments.map(({ from, to }) => [from, to]).slice(-2)).toEqual([['2025-01-01', '2025-02-28'], ['2025-03-01', '2025-03-02']]);
  });

  test('in France only where the contract says so', () => {
    const [simple, compound] = (['none', 'yearly'] as const).map((how) => stated(aClaim({ due: day('2024-01-31'), contract: clause('20', how) }), FRANCE_BUSINESS, '2026-01-31').interest.minor);
    expect([simple, compound]).toEqual([40_055, 44_066]);
  });
});

describe('insolvency of the debtor', () => {
  const judged = (over: Partial<PenaltyClaim>, asOf = '2026-11-21') => stated(aClaim({ insolvency: day('2026-09-10'), ...over }), FRANCE_BUSINESS, asOf);

  test('interest stops the day before the judgment; on that day itself nothing is known yet the day before', () => {
    expect(judged({}).segments.map(({ to }) => to)).toEqual(['2026-09-09']);
    expect([kinds(judged({}, '2026-09-09')), kinds(judged({}, '2026-09-10'))]).toEqual([[], ['stop-reminders', 'declare-claim', 'fixed-charge-is-a-reading']]);
  });

  test.each([
    ['2026-09-08', 1, 4000],
    ['2026-09-09', 0, 4000],
    ['2026-09-10', 0, null],
    ['2026-09-11', 0, null],
  ])('due on %s: %i late days, charge %s', (due, days, charge) => {
    const statement = judged({ due: day(due) });
    expect([statement.lateDays, statement.fixedCharge?.minor ?? null]).toEqual([days, charge]);
  });

  test('a payment from the day of the judgment on is told and not counted, a credit note is', () => {
    const statement = judged({ events: [paid('2026-09-10', 50_000), credited('2026-09-15', 10_000)] });
    expect(statement.principalOutstanding.minor).toBe(90_000);
    expect(statement.flags).toContainEqual({ kind: 'payment-after-judgment', on: '2026-09-10', amount: cents(50_000) });
    expect(judged({ events: [paid('2026-09-09', 50_000)] }).principalOutstanding.minor).toBe(50_000);
  });

  test('a last day of interest that was agreed holds too', () => {
    expect(stated(aClaim({ interestStops: day('2026-08-15') }), FRANCE_BUSINESS, '2026-11-21').segments.map(({ to }) => to)).toEqual(['2026-08-15']);
  });
});

describe('what cannot be computed is refused, with its reason', () => {
  test.each<[string, Partial<PenaltyClaim>, string, string]>([
    ['a negative claim', { amount: cents(-1) }, 'amount', 'negative'],
    ['more than 10^12 euros', { amount: cents(1e14 + 1) }, 'amount', 'too-large'],
    ['a negative payment', { events: [paid('2026-08-01', -5)] }, 'event', 'negative'],
    ['payments that pass every amount', { events: Array.from({ length: 12 }, () => paid('2026-08-01', 1e14)) }, 'event', 'too-large'],
    ['a payment in another currency', { events: [{ on: day('2026-08-01'), kind: 'payment', amount: money(5, 'USD') }] }, 'event', 'two-currencies'],
    ['interest that passes every amount in the end', { amount: cents(1e14), due: day('2014-01-01'), contract: clause('100') }, 'amount', 'too-large'],
    ['interest that is no amount any more', { amount: cents(1e14), due: day('2000-01-01'), contract: clause('9999') }, 'amount', 'too-large'],
  ])('%s', (_title, over, field, because) => {
    expect(problem(aClaim(over), FRANCE_BUSINESS, '2026-09-30')).toEqual({ code: 'penalties/invalid-claim', number: 'FA-1', field, because });
  });

  test('10^12 euros for seventeen years, exactly', () => {
    const statement = stated(aClaim({ amount: cents(1e14), due: day('2009-01-01') }), FRANCE_BUSINESS, '2026-11-22');
    expect(statement.interest.minor).toBe(statement.segments.reduce((total, { interest }) => total + interest.minor, 0));
    expect(statement.segments[0]?.interest.minor).toBe(Number((BigInt(1e14) * BigInt(125_000 * 180) * BigInt(2) + BigInt(365e6)) / BigInt(2 * 365e6)));
  });
});

describe('several claims of one debtor', () => {
  const account = (claims: readonly PenaltyClaim[], asOf = '2026-10-31') => {
    const found = penaltyAccount(claims, FRANCE_BUSINESS, RATES, day(asOf));
    if (!found.ok) throw new Error(JSON.stringify(found.problem));
    return found.value;
  };

  test('three late instalments of one invoice bear one charge, on the first', () => {
    const instalments = ['2026-09-30', '2026-07-31', '2026-08-31'].map((due) => aClaim({ due: day(due), amount: cents(10_000) }));
    const { lines, fixedCharges } = account(instalments);
    expect(lines.map(({ statement }) => statement.fixedCharge?.minor ?? null)).toEqual([null, 4000, null]);
    expect(fixedCharges).toEqual([cents(4000)]);
  });

  test('a first instalment paid in time leaves the charge to the second', () => {
    const [first, second] = [aClaim({ events: [paid('2026-07-31', 100_000)] }), aClaim({ due: day('2026-08-31') })];
    expect(account([first, second]).lines.map(({ status, statement }) => [status, statement.fixedCharge?.minor ?? null])).toEqual([['paid', null], ['late', 4000]]);
  });

  test('the principal paid, interest and charge remain; what is not due is not demanded', () => {
    const other = (number: string, over: Partial<PenaltyClaim>) => aClaim({ invoice: number as InvoiceId, number, ...over });
    const found = account([other('A', { events: [paid('2026-08-31', 100_000)] }), other('B', { due: day('2026-10-31') }), other('C', { amount: money(5000, 'GBP') })]);
    expect(found.lines.map(({ status }) => status)).toEqual(['paid-late', 'not-due', 'late']);
    expect(found.overduePrincipal).toEqual([money(5000, 'GBP')]);
    expect(found.claim).toEqual([cents(1053 + 4000 + 4000), money(5000 + 156, 'GBP')]);
  });

  test('one claim that cannot be told keeps the sum from being told, and is named', () => {
    const found = penaltyAccount([aClaim(), aClaim({ number: 'FA-2', due: day('2008-01-01') })], FRANCE_BUSINESS, RATES, day('2026-10-31'));
    expect(found).toMatchObject({ ok: false, problem: { code: 'penalties/rate-unknown', number: 'FA-2', semester: '2008-S1' } });
  });

  test('a sum beyond every amount is refused', () => {
    const found = penaltyAccount(Array.from({ length: 11 }, () => aClaim({ amount: cents(1e14) })), FRANCE_BUSINESS, RATES, day('2026-07-31'));
    expect(found).toMatchObject({ ok: false, problem: { because: 'too-large' } });
  });
});

describe('a payment plan', () => {
  const instalments = ['2026-09-30', '2026-10-31', '2026-11-30'].map((due) => ({ due: day(due), amount: cents(100_000), events: due === '2026-09-30' ? [paid(due, 100_000)] : [] }));
  const plan = (over: Partial<Parameters<typeof planStatement>[0]> = {}, asOf = '2026-11-21') => planStatement({ ...aClaim(), instalments, acceleratedOn: null, ...over }, FRANCE_BUSINESS, RATES, day(asOf));

  test('an instalment that was missed is late alone, the usual reminders rest', () => {
    expect(plan()).toMatchObject({ ok: true, value: { overduePrincipal: cents(100_000), interest: cents(713), flags: ['plan-default', 'standard-reminders-paused'] } });
    expect(plan({}, '2026-10-31')).toMatchObject({ ok: true, value: { overduePrincipal: cents(0), flags: ['standard-reminders-paused'] } });
  });

  test('where a clause made the rest fall due, all of it is late from that day', () => {
    expect(plan({ acceleratedOn: day('2026-11-10') })).toMatchObject({ ok: true, value: { overduePrincipal: cents(200_000), interest: cents(713 + 374), flags: ['plan-default'] } });
    expect(plan({ acceleratedOn: day('2026-11-10') }, '2026-11-10')).toMatchObject({ ok: true, value: { flags: ['plan-default'] } });
    expect(plan({ acceleratedOn: day('2026-11-10') }, '2026-11-09')).toEqual(plan({}, '2026-11-09'));
  });

  test('a plan without instalments is none', () => {
    expect(plan({ instalments: [] })).toMatchObject({ ok: false, problem: { code: 'penalties/invalid-claim', because: 'missing' } });
  });
});
