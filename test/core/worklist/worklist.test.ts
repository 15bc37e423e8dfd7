import { describe, expect, test } from '@jest/globals';
import { addDays, assess, compareDecisions, decisionOf, forecastOf, hundredthsOf, placeOf, riskOf } from '../../../src/core';
import type { CaseFile, Decision, LogEntry, RiskFactors } from '../../../src/core';
import fc from '../../property';
import { TODAY, aCaseFile, aPack, aLog, aDebtor, anInvoice, aPaidInvoice, aReminderSent, aListed, called, day, daysAgo, eur, gbp, held, idOf, inDays, promised, reference } from '../builders';
import type { LogItem } from '../builders';

const PACK = aPack();
const decided = (over: Partial<CaseFile> = {}, today = TODAY): Decision => decisionOf(aCaseFile(over), PACK, today);

describe('the order', () => {
  const factors = fc.record({ amount: fc.oneof(fc.nat(1_000_000), fc.integer({ min: 0, max: 1e15 })), daysLate: fc.oneof(fc.nat(120), fc.nat(5_000)), behaviour: fc.integer({ min: 100, max: 300 }) });
  const withRisk = (of: Omit<RiskFactors, 'risk'>): RiskFactors => ({ ...of, risk: riskOf(of) });

  test('is total, the same whatever it began with, and agrees with the place that is kept', () => {
    const base = decided();
    fc.assert(fc.property(fc.array(factors, { minLength: 2, maxLength: 12 }), (all) => {
      const decisions = all.map((one, n): Decision => ({ ...base, debtor: { ...base.debtor, id: `D-${n}` as Decision['debtor']['id'] }, factors: withRisk(one) }));
      const order = [...decisions].sort(compareDecisions).map(({ debtor }) => debtor.id);
      expect([...decisions].reverse().sort(compareDecisions).map(({ debtor }) => debtor.id)).toEqual(order);
      const places = [...decisions].sort((a, b) => { const [x, y] = [placeOf(a.factors) + a.debtor.id, placeOf(b.factors) + b.debtor.id]; return x < y ? -1 : x > y ? 1 : 0; });
      expect(places.map(({ debtor }) => debtor.id)).toEqual(order);
      for (const { factors: of } of decisions) expect([Number.isSafeInteger(of.risk), placeOf(of).length]).toEqual([true, 40]);
    }));
  });

  test('a larger amount, a later one and a worse behaviour never rank lower', () => {
    fc.assert(fc.property(factors, factors, (a, b) => {
      const worse = { amount: Math.max(a.amount, b.amount), daysLate: Math.max(a.daysLate, b.daysLate), behaviour: Math.max(a.behaviour, b.behaviour) };
      for (const one of [a, b]) {
        expect(riskOf(worse)).toBeGreaterThanOrEqual(riskOf(one));
        expect(placeOf(withRisk(worse)) <= placeOf(withRisk(one))).toBe(true);
      }
    }));
  });

  test('each fact against a debtor raises the factor, up to three times', () => {
    const facts = fc.record({ brokenPromises: fc.nat(9), unanswered: fc.nat(9), usualDaysLate: fc.oneof(fc.constant(null), fc.integer({ min: -90, max: 400 })) });
    fc.assert(fc.property(facts, fc.nat(3), (of, more) => {
      const now = hundredthsOf(of);
      expect(now).toBeGreaterThanOrEqual(100);
      expect(now).toBeLessThanOrEqual(300);
      expect(hundredthsOf({ ...of, brokenPromises: of.brokenPromises + more })).toBeGreaterThanOrEqual(now);
      expect(hundredthsOf({ ...of, unanswered: of.unanswered + more })).toBeGreaterThanOrEqual(now);
      expect(hundredthsOf({ ...of, usualDaysLate: (of.usualDaysLate ?? 0) + more })).toBeGreaterThanOrEqual(now);
    }));
  });
});

describe('the groups', () => {
  const late = anInvoice({ due: daysAgo(20) });
  const log = (...facts: readonly LogItem[]): Partial<CaseFile> => ({ invoices: [late], entries: aLog(...facts) });

  test.each([[-5, 'to-remind'], [-1, 'promise-today'], [0, 'promise-today'], [1, 'held']])('a promise for %i days from today: %s', (days, group) => {
    const one = decided(log([promised({ promisedFor: addDays(TODAY, days), invoices: [] }), { on: daysAgo(8) }]));
    expect(one.group).toBe(group);
    if (group === 'promise-today') expect(one.on).toBe(addDays(TODAY, days));
  });

  test('whoever is held by hand too is not among the promises of the day', () => {
    expect(decided(log([promised({ promisedFor: TODAY, invoices: [] }), { on: daysAgo(3) }], [held({ until: inDays(4) }), { on: daysAgo(1) }])).group).toBe('held');
  });

  test('kind, stage and the day of the next look are those of the assessment', () => {
    for (const file of [aCaseFile(), aCaseFile({ invoices: [late] }), aCaseFile({ invoices: [anInvoice({ due: inDays(30) })] }), aCaseFile({ invoices: [] }), aCaseFile(log([held({ until: null }), {}]))]) {
      const assessment = assess(file, PACK, null, TODAY);
      const one = decisionOf(file, PACK, TODAY);
      expect([one.kind, one.recheckOn]).toEqual([assessment.kind, assessment.recheckOn]);
      if ('proposal' in assessment) expect(one.stage?.id).toBe(assessment.proposal.stage.id);
    }
  });

  test('two currencies are never added: the larger sum counts', () => {
    expect(decided({ invoices: [anInvoice({ due: daysAgo(20), amount: eur(100) }), anInvoice({ number: 'F2', due: daysAgo(20), amount: gbp(300) })] }).factors.amount).toBe(30_000);
  });
});

describe('the behaviour', () => {
  const late = anInvoice({ due: daysAgo(60) });
  const behaviour = (facts: readonly LogItem[], invoices = [late]): Decision['behaviour'] => decided({ invoices, entries: aLog(...facts) }).behaviour;

  test('a promise is broken when its day and two business days are over and something of it is open', () => {
    const promise = (on: string) => behaviour([[promised({ promisedFor: day(on), invoices: [] }), { on: daysAgo(10) }]]).brokenPromises;
    // Today is Monday the 23rd: Thursday's promise is left alone until Monday evening.
    expect([promise('2026-11-18'), promise('2026-11-19'), promise('2026-11-20')]).toEqual([1, 0, 0]);
  });

  test('a promise put off before its day is not broken; one put off after it is', () => {
    const putOff = (on: number) => behaviour([[promised({ promisedFor: daysAgo(10), invoices: [] }), { on: daysAgo(20) }], [promised({ promisedFor: inDays(3), invoices: [] }), { on: daysAgo(on) }]]).brokenPromises;
    expect([putOff(11), putOff(9)]).toEqual([0, 1]);
  });

  test('a kept promise is none against him: what it covered is paid', () => {
    expect(behaviour([[promised({ promisedFor: daysAgo(10), invoices: [idOf('PAYE-1')] }), { on: daysAgo(20) }]]).brokenPromises).toBe(0);
  });

  test('reminders since the last answer count, one mail once', () => {
    const two = [late, anInvoice({ number: 'F2', due: daysAgo(60) })];
    const mail = (stage: string, ago: number) => aReminderSent({ stage, on: daysAgo(ago), reference: reference(`R-${stage}AAA`), invoices: two.map((of) => aListed({ of, step: stage })) });
    expect(behaviour([...mail('R1', 40), ...mail('R2', 20)], two).unanswered).toBe(2);
    expect(behaviour([...mail('R1', 40), [called({ invoices: [], outcome: 'reached' }), { on: daysAgo(30) }], ...mail('R2', 20)], two).unanswered).toBe(1);
  });

  test('who usually pays late weighs more', () => {
    const paid = aPaidInvoice({ number: 'P1' });
    expect(decided({ invoices: [late, paid] }).behaviour.usualDaysLate).not.toBeNull();
  });
});

describe('the forecast', () => {
  test('only business days stand in it: weekends and French holidays are left out', () => {
    const days = forecastOf([], day('2026-12-23')).map(({ day: on }) => on);
    expect(days.slice(0, 4)).toEqual(['2026-12-23', '2026-12-24', '2026-12-28', '2026-12-29']);
    expect(days).not.toContain('2026-12-25');
    expect(days).not.toContain('2027-01-01');
  });

  test('an invoice that is not due yet comes on the day that its first step is possible', () => {
    const file = aCaseFile({ debtor: aDebtor(), invoices: [anInvoice({ due: inDays(10) })] });
    const { next } = decisionOf(file, PACK, TODAY);
    if (next === null) throw new Error('nothing to come');
    expect(['remind', 'call', 'letter']).toContain(assess(file, PACK, null, next.on).kind);
    for (let on = TODAY; on < next.on; on = addDays(on, 1)) expect(['remind', 'call', 'letter']).not.toContain(assess(file, PACK, null, on).kind);
  });

  test('a firm step is told for its day: the figures will have been renewed by then', () => {
    const invoice = anInvoice({ due: daysAgo(12) });
    const reminder = aReminderSent({ stage: 'R1', on: daysAgo(11), invoices: [aListed({ of: invoice, step: 'R1' })] });
    const file = aCaseFile({ invoices: [invoice], entries: aLog(...reminder, [held({ until: inDays(6) }), { on: daysAgo(1) }]) });
    const { next } = decisionOf(file, PACK, TODAY);
    expect(next).toEqual({ on: inDays(7), channel: 'mail' });
  });

  test('the day that is told is the first on which a step is possible, whatever the log', () => {
    const facts = fc.array(fc.constantFrom<readonly [LogEntry['fact'], { readonly on: LogEntry['on'] }]>(
      [held({ until: inDays(6) }), { on: daysAgo(1) }], [promised({ promisedFor: inDays(4), invoices: [] }), { on: daysAgo(1) }], [held({ until: inDays(70) }), { on: daysAgo(1) }]), { maxLength: 2 });
    fc.assert(fc.property(fc.array(fc.integer({ min: -40, max: 70 }), { minLength: 1, maxLength: 3 }), facts, (ages, entries) => {
      const file = aCaseFile({ invoices: ages.map((age, n) => anInvoice({ number: `F${n}`, due: daysAgo(age) })), entries: aLog(...entries) });
      const { next } = decisionOf(file, PACK, TODAY);
      const possible = (on: typeof TODAY): boolean => ['remind', 'call', 'letter'].includes(assess(file, PACK, null, on).kind);
      let first: typeof TODAY | null = null;
      for (let on = TODAY, n = 0; n <= 45 && first === null; n += 1, on = addDays(on, 1)) if (possible(on)) first = on;
      // A call can be possible on a Saturday; it is counted on the next business day.
      if (first === null) expect(next).toBeNull();
      else if (next !== null) expect(next.on >= first && next.on <= addDays(first, 4)).toBe(true);
      else expect(first >= addDays(TODAY, 42)).toBe(true);
    }));
  });
});
