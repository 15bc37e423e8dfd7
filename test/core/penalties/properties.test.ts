import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, dayNumber, daysBetween, EU_BUSINESS, FRANCE_BUSINESS, FRANCE_CONSUMER, FRANCE_PUBLIC, fromDayNumber, localDate, penaltyStatement, semesterOf } from '../../../src/core';
import type { ClaimEvent, InterestRounding, LawPack, LocalDate, PenaltyClaim, PenaltyStatement } from '../../../src/core';
import { aClaim, cents, RATES } from './claims';
import { BELGIUM, NETHERLANDS, SWITZERLAND } from './other-countries';

/** Days whose rates are all known. */
const FIRST = dayNumber(localDate('2015-01-01'));
const LAST = dayNumber(localDate('2026-12-31'));
const aDay = fc.oneof(fc.integer({ min: FIRST, max: LAST }), fc.integer({ min: FIRST, max: LAST }).map((at) => dayNumber(`${fromDayNumber(at).slice(0, 4)}-06-30` as LocalDate))).map(fromDayNumber);
/** Up to 10^12 euros. */
const anAmount = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 1e14 })).map(cents);
const SIMPLE: readonly LawPack[] = [FRANCE_BUSINESS, FRANCE_PUBLIC, FRANCE_CONSUMER, EU_BUSINESS, BELGIUM, SWITZERLAND];
const aPack = fc.constantFrom(...SIMPLE, NETHERLANDS);
const aSimplePack = fc.constantFrom(...SIMPLE);
const anEvent: fc.Arbitrary<ClaimEvent> = fc.record({ on: aDay, kind: fc.constantFrom<ClaimEvent['kind']>('payment', 'payment', 'credit-note'), amount: anAmount, retroactive: fc.constantFrom(false, false, false, true) });
const aLife: fc.Arbitrary<PenaltyClaim> = fc
  .record({
    amount: anAmount, due: aDay, events: fc.array(anEvent, { maxLength: 5 }), noticeOn: fc.option(aDay, { nil: null }),
    view: fc.constantFrom<PenaltyClaim['view']>('ledger', 'formal'), dayCount: fc.constantFrom<PenaltyClaim['dayCount']>(null, 'act/act'), rounding: fc.constantFrom<PenaltyClaim['rounding']>(null, 'once'),
    insolvency: fc.option(aDay, { freq: 6, nil: null }), interestStops: fc.option(aDay, { freq: 8, nil: null }),
  })
  .map((over) => aClaim(over));

function stated(claim: PenaltyClaim, pack: LawPack, asOf: LocalDate): PenaltyStatement {
  const found = penaltyStatement(claim, pack, RATES, asOf);
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
}

describe('whatever happens to a claim', () => {
  test('a later day never lowers the interest that accrued', () => {
    fc.assert(
      fc.property(aLife, aPack, aDay, fc.integer({ min: 0, max: 900 }), (claim, pack, asOf, days) => {
        // A judgment or a correction that becomes known in between looks back; all else only adds.
        const known = { ...claim, insolvency: null, events: claim.events.filter(({ retroactive }) => retroactive !== true) };
        const later = fromDayNumber(Math.min(dayNumber(asOf) + days, LAST));
        expect(stated(known, pack, later).interest.minor).toBeGreaterThanOrEqual(stated(known, pack, asOf).interest.minor);
      }),
      { numRuns: 400 },
    );
  });

  test('a payment or a credit note never raises it: not at all where the sum is rounded once, by half a cent for each segment at most where each is rounded', () => {
    fc.assert(
      fc.property(aLife, aSimplePack, aDay, anEvent, fc.constantFrom<InterestRounding>('once', 'each-segment'), (life, pack, asOf, event, rounding) => {
        const claim = { ...life, rounding };
        const [without, withIt] = [stated(claim, pack, asOf), stated({ ...claim, events: [...claim.events, event] }, pack, asOf)];
        // Interest first: the principal itself depends on cents of rounded interest, which may tip one cent more.
        const tipped = claim.view === 'formal' ? 1 : 0;
        const slack = rounding === 'once' ? tipped : tipped + (withIt.segments.length + without.segments.length) / 2;
        expect(withIt.interest.minor - without.interest.minor).toBeLessThanOrEqual(slack);
        expect(withIt.interestRoundedOnce.minor - without.interestRoundedOnce.minor).toBeLessThanOrEqual(tipped);
      }),
      { numRuns: 400 },
    );
  });

  test('every cent is somewhere: events are allocated or surplus, principal and interest add up, nothing is negative', () => {
    fc.assert(
      fc.property(aLife, aPack, aDay, (claim, pack, asOf) => {
        const { allocations, segments, interest, interestOutstanding, principalOutstanding, surplus, amount, lateDays } = stated(claim, pack, asOf);
        const of = (part: 'amount' | 'toInterest' | 'toPrincipal' | 'surplus'): number => allocations.reduce((total, one) => total + one[part].minor, 0);
        expect(of('amount')).toBe(of('toInterest') + of('toPrincipal') + of('surplus'));
        expect(of('surplus')).toBe(surplus.minor);
        expect(principalOutstanding.minor).toBe(amount.minor - of('toPrincipal'));
        expect(interestOutstanding.minor).toBe(interest.minor - of('toInterest'));
        expect(interest.minor).toBe(segments.reduce((total, one) => total + one.interest.minor, 0));
        for (const minor of [interest, interestOutstanding, principalOutstanding, surplus, ...segments.flatMap((one) => [one.interest, one.principal])].map((one) => one.minor)) {
          expect(Number.isSafeInteger(minor) && minor >= 0).toBe(true);
        }
        expect(lateDays).toBeLessThanOrEqual(Math.max(0, daysBetween(claim.due, asOf)));
      }),
      { numRuns: 400 },
    );
  });

  test('segments follow each other without gap in a semester, touch no day before the due date, and name their days', () => {
    fc.assert(
      fc.property(aLife, aPack, aDay, (claim, pack, asOf) => {
        const { segments } = stated(claim, pack, asOf);
        segments.forEach(({ from, to, days, semester, yearOf }, at) => {
          expect(days).toBe(daysBetween(from, to) + 1);
          expect([from > claim.due, to <= asOf, from.slice(0, 4) === to.slice(0, 4), semester.startsWith(from.slice(0, 4))]).toEqual([true, true, true, true]);
          expect(claim.dayCount === 'act/act' && Number(from.slice(0, 4)) % 4 === 0 ? 366 : 365).toBe(yearOf);
          const before = segments[at - 1];
          if (before !== undefined && pack !== NETHERLANDS) expect(from).toBe(addDays(before.to, 1));
        });
      }),
      { numRuns: 400 },
    );
  });
});

describe('splitting the time at any day', () => {
  const aSpan = fc.tuple(aDay, aDay, aDay).map((days) => [...days].sort() as [LocalDate, LocalDate, LocalDate]);
  /** Simple interest of one debt, without events. */
  const interest = (amount: PenaltyClaim['amount'], from: LocalDate, to: LocalDate, rounding: InterestRounding, pack: LawPack): PenaltyStatement => stated(aClaim({ amount, due: from, rounding, noticeOn: from }), pack, to);

  test('gives the same sum within a cent for each segment', () => {
    fc.assert(
      fc.property(anAmount, aSpan, fc.constantFrom(FRANCE_BUSINESS, FRANCE_CONSUMER, EU_BUSINESS, BELGIUM, SWITZERLAND), (amount, [from, middle, to], pack) => {
        const [whole, first, second] = [interest(amount, from, to, 'each-segment', pack), interest(amount, from, middle, 'each-segment', pack), interest(amount, middle, to, 'each-segment', pack)];
        expect(first.lateDays + second.lateDays).toBe(whole.lateDays);
        // Only the one segment in which the day lies is cut in two.
        expect(Math.abs(first.interest.minor + second.interest.minor - whole.interest.minor)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });

  test('gives exactly the same where the sum is rounded once and a payment of nothing makes the cut', () => {
    fc.assert(
      fc.property(anAmount, aSpan, aPack, fc.array(aDay, { minLength: 1, maxLength: 6 }), (amount, [from, , to], pack, cuts) => {
        const claim = aClaim({ amount, due: from, noticeOn: from, rounding: 'once' });
        const cut = stated({ ...claim, events: cuts.map((on) => ({ on, kind: 'payment', amount: cents(0) })) }, pack, to);
        const whole = stated(claim, pack, to);
        expect(cut.interestRoundedOnce).toEqual(whole.interestRoundedOnce);
        if (pack !== NETHERLANDS) expect(cut.interest).toEqual(whole.interest);
      }),
      { numRuns: 400 },
    );
  });

  test('the sum rounded once is the exact one: day by day, in fractions, on what was owed that morning', () => {
    const aFewYears = fc.tuple(aDay, fc.integer({ min: 0, max: 700 })).map(([from, days]) => [from, fromDayNumber(Math.min(dayNumber(from) + days, LAST))] as const);
    const plain = anEvent.map((event): ClaimEvent => ({ ...event, retroactive: false }));
    fc.assert(
      fc.property(anAmount, aFewYears, fc.array(plain, { maxLength: 4 }), (amount, [from, to], events) => {
        const statement = stated(aClaim({ amount, due: from, events, rounding: 'once' }), FRANCE_BUSINESS, to);
        let millionths = BigInt(0);
        for (let late = addDays(from, 1); late <= to; late = addDays(late, 1)) {
          const paid = events.filter(({ on }) => on < late).reduce((total, { amount: { minor } }) => total + minor, 0);
          const rate = RATES.series['ecb-refi'][semesterOf(late)]?.rate;
          if (rate === undefined) throw new Error(late);
          millionths += BigInt(Math.max(0, amount.minor - paid)) * BigInt(rate + 100_000);
        }
        const denominator = BigInt(365) * BigInt(1_000_000);
        expect(BigInt(statement.interest.minor)).toBe((millionths * BigInt(2) + denominator) / (denominator * BigInt(2)));
        expect(statement.interestRoundedOnce).toEqual(statement.interest);
      }),
      { numRuns: 100 },
    );
  });
});
