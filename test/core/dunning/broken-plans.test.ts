import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, assess, isBusinessDay, parsePolicy, policyAdvice, SHIPPED_POLICIES, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import type { Invoice, LocalDate, LogFact, ReminderPolicy } from '../../../src/core';
import { faultsAt, policyFaultInWords } from '../../../src/core/panel/policy-words';
import { aCaseFile, anInvoice, aPack, day, daysAgo, eur, idOf } from '../builders';
import type { EntryOver } from '../builders';
import { assessed, inShort, reminded } from './standard';

/** Whatever JSON can hold in the place of a value. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', 0, -1, 0.5, 1e12, 1e308, -1e12, true, false, [], {}, [[]], 'R1', '__proto__', 'constructor', 'due', 'previous', 'end-of-month', 'é'.repeat(5_000), '\u0000', '\ud800', '2026-01-01'),
  fc.jsonValue({ maxDepth: 2 }),
);

type Tree = Record<string, unknown> | unknown[];
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Every place of a value, the fields that a plan may have and has not among them. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (!isTree(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}
function broken(plan: ReminderPolicy, changes: readonly { readonly at: number; readonly by: unknown; readonly drop: boolean }[]): unknown {
  let value: unknown = { ...plan, catchUp: true, stages: plan.stages.map((stage) => ({ ...stage, basis: 'due', thresholdMinor: 0, signer: 'Claire Martin' })) };
  for (const { at, by, drop } of changes) {
    const places = placesIn(value);
    const path = places[at % places.length] ?? [];
    const last = path[path.length - 1];
    if (last === undefined) {
      value = by;
      continue;
    }
    const copy = JSON.parse(JSON.stringify(value)) as Tree;
    let into = copy as Record<string, unknown>;
    for (const key of path.slice(0, -1)) into = into[key] as Record<string, unknown>;
    if (drop) Reflect.deleteProperty(into, last);
    else into[last] = by;
    value = copy;
  }
  return JSON.parse(JSON.stringify(value)) as unknown;
}
const aBrokenPlan = fc.record({ plan: fc.constantFrom(...SHIPPED_POLICIES), changes: fc.array(fc.record({ at: fc.nat(2_000), by: anything, drop: fc.boolean() }), { minLength: 1, maxLength: 2 }) }).map(({ plan, changes }) => broken(plan, changes));

describe('a plan from a file that is broken in any of its fields', () => {
  test('becomes a plan that may be saved and decides, or every fault of it in words; it never throws', () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(fc.property(aBrokenPlan, (value) => {
      const read = parsePolicy(value, null);
      if (read.ok) {
        seen.taken += 1;
        expect(validatePolicy(read.value)).toEqual({ ok: true, value: read.value });
        expect(parsePolicy(JSON.parse(JSON.stringify(read.value)), null)).toEqual(read);
        policyAdvice(read.value);
        const pack = aPack({ policies: [read.value], defaultPolicy: read.value.id });
        for (const late of [-3, 1, 40]) expect(assess(aCaseFile({ invoices: [anInvoice({ due: daysAgo(late) })] }), pack, null, daysAgo(0)).kind).not.toBe('unknown-debtor');
        return;
      }
      seen.refused += 1;
      expect(read.problem.length).toBeGreaterThan(0);
      for (const fault of read.problem) {
        expect(faultsAt(read.problem, fault.stage, fault.field)).toContain(fault);
        for (const language of ['fr', 'en'] as const) expect(policyFaultInWords(fault, STANDARD_POLICY, language)).toMatch(/\.$/);
      }
    }), { numRuns: 600, seed: 20_261_122 });
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(20);
  });

  test.each(placesIn(broken(STANDARD_POLICY, [])).filter((path) => path.length > 0 && path.length < 4).map((path) => [path.join('.'), path] as const))('%s of a wrong kind is named, or the field is one that may be left out', (_, path) => {
    for (const by of [{ a: 1 }, 'x\ny', -0.5]) {
      const value = broken(STANDARD_POLICY, []) as Record<string, unknown>;
      let into = value;
      for (const key of path.slice(0, -1)) into = into[key] as Record<string, unknown>;
      into[path[path.length - 1] ?? ''] = by;
      expect(parsePolicy(value, null).ok).toBe(false);
    }
  });

  test('sums of 10^12 are asked for to the cent, and none above is a threshold', () => {
    const huge = anInvoice({ number: 'FA-1', due: daysAgo(2), amount: eur(10_000_000_000) });
    const pack = aPack({ policies: [{ ...STANDARD_POLICY, stages: STANDARD_POLICY.stages.map((stage) => ({ ...stage, thresholdMinor: 1e12 })) }], defaultPolicy: STANDARD_POLICY.id });
    const assessment = assess(aCaseFile({ invoices: [huge] }), pack, null, daysAgo(0));
    expect('proposal' in assessment ? assessment.proposal.sum : null).toEqual(eur(10_000_000_000));
    expect(parsePolicy({ ...STANDARD_POLICY, stages: STANDARD_POLICY.stages.map((stage) => ({ ...stage, thresholdMinor: 1e12 + 1 })) }, null).ok).toBe(false);
  });
});

describe('a customer who is invoiced every Monday', () => {
  /** Thirty days each; the one of the first Monday is never paid, the others on their due date. */
  const mondays = Array.from({ length: 12 }, (_, week) => addDays(day('2026-08-03'), 7 * week));

  test('does not hide his own late invoice behind the announcements of the others', () => {
    const due = (issued: LocalDate): LocalDate => addDays(issued, 30);
    const log: (readonly [LogFact, EntryOver])[] = [];
    const story: string[] = [];
    for (let today = day('2026-08-20'); today <= day('2026-10-30'); today = addDays(today, 1)) {
      const invoices: readonly Invoice[] = mondays.flatMap((issued, week) => {
        if (issued > today) return [];
        const paid = week > 0 && due(issued) <= today;
        return [anInvoice({ number: `FA-${week}`, due: due(issued), ...(paid ? { outstanding: eur(0) } : {}) })];
      });
      const assessment = assessed({ invoices, log }, today);
      if (!isBusinessDay(today) || !('proposal' in assessment)) continue;
      const { stage, demanded } = assessment.proposal;
      story.push(`${today} ${stage.id}`);
      const listed = invoices.filter(({ id }) => demanded.some(({ item }) => item.invoice === id));
      if (stage.channel === 'mail') log.push(...reminded(stage.id, today, ...listed));
      else if (stage.channel === 'call') log.push([{ kind: 'call-made', stage: stage.id, outcome: 'reached', invoices: [idOf('FA-0')], note: null }, { on: today }]);
      else break;
    }
    // Due on 2 September: each step on its own day, although an invoice falls due each Wednesday.
    expect(story.filter((line) => !line.endsWith('R0'))).toEqual(['2026-09-03 R1', '2026-09-14 R2', '2026-09-17 R3', '2026-10-02 R4']);
    // Once something is late nothing is announced beside it.
    expect(story.filter((line) => line.endsWith('R0') && line > '2026-09-03')).toEqual([]);
    expect(inShort(assessed({ invoices: [anInvoice({ number: 'FA-9', due: daysAgo(-3) })], log: reminded('R1', daysAgo(1), anInvoice({ number: 'FA-8' })) }))).toBe('remind R0');
  });
});
