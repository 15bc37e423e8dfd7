import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { score } from './score';
import type { Label, Prediction } from './score';

const label = (id: string, acceptable: readonly string[], over: Partial<Label['expected']> = {}): Label => {
  const debtor = acceptable.find((a) => a.startsWith('debtor:'))?.slice('debtor:'.length) ?? null;
  return { id, scenario: id.slice(0, 1), traps: [`trap-${id.slice(0, 1)}`], expected: { kind: acceptable[0] === 'none' ? 'none' : acceptable[0] === 'ambiguous' ? 'ambiguous' : 'debtor', debtorId: debtor, acceptable, candidates: [], invoices: [], mustNotReturn: [], ...over } };
};
const sure = (id: string, debtorId: string, invoices: readonly string[] = []): Prediction => ({ id, kind: 'debtor', debtorId, candidates: [debtorId], invoices });
const asked = (id: string, ...candidates: readonly string[]): Prediction => ({ id, kind: 'ambiguous', debtorId: null, candidates, invoices: [] });
const silent = (id: string): Prediction => ({ id, kind: 'none', debtorId: null, candidates: [], invoices: [] });
const outcome = (of: Label, given: readonly Prediction[]): string | undefined => score([of], given).outcomeOf.get(of.id);

describe('how answers are counted', () => {
  test.each<[string, Label, readonly Prediction[], string]>([
    ['the right one', label('a', ['debtor:A']), [sure('a', 'A')], 'ok'],
    ['a question where a question is accepted', label('a', ['ambiguous', 'debtor:A'], { kind: 'ambiguous', debtorId: null }), [asked('a', 'A', 'B')], 'ok'],
    ['sure of somebody else', label('a', ['debtor:A']), [sure('a', 'B')], 'wrongDebtor'],
    ['sure where nobody was meant', label('a', ['none']), [sure('a', 'A')], 'wrongDebtor'],
    ['sure where it takes a person', label('a', ['ambiguous']), [sure('a', 'A')], 'wrongDebtor'],
    ['a question that lists the right one', label('a', ['debtor:A']), [asked('a', 'B', 'A')], 'missedButListed'],
    ['a question that does not', label('a', ['debtor:A']), [asked('a', 'B')], 'missed'],
    ['silence', label('a', ['debtor:A']), [silent('a')], 'missed'],
    ['no line at all', label('a', ['debtor:A']), [], 'missed'],
    ['no line at all, and none was right', label('a', ['none']), [], 'ok'],
    ['a question where nobody was meant', label('a', ['none']), [asked('a', 'A')], 'softWrong'],
    ['silence where it takes a person', label('a', ['ambiguous']), [silent('a')], 'softWrong'],
    ['sure of the right one where only a question is listed', label('a', ['ambiguous'], { kind: 'debtor', debtorId: 'A' }), [sure('a', 'A')], 'ok'],
  ])('%s', (_, of, given, counted) => {
    expect(outcome(of, given)).toBe(counted);
  });

  test('a forbidden answer counts beside its outcome; a candidate of a question is not forbidden', () => {
    const of = label('a', ['none'], { mustNotReturn: ['A'] });
    expect(score([of], [sure('a', 'A')])).toMatchObject({ forbidden: 1, outcomes: { wrongDebtor: 1 } });
    expect(score([of], [asked('a', 'A')]).forbidden).toBe(0);
  });

  test('cited invoices count once each, whatever the answer was', () => {
    const labels = [label('a', ['debtor:A'], { invoices: ['F-1', 'F-2', 'F-2'] }), label('b', ['none'])];
    expect(score(labels, [sure('a', 'B', ['F-2', 'F-9']), sure('b', 'B', ['F-1'])])).toMatchObject({ invoicesCited: 2, invoicesFound: 1 });
  });

  test('per scenario and per trap', () => {
    const result = score([label('a1', ['debtor:A']), label('a2', ['debtor:A']), label('b1', ['none'])], [sure('a1', 'A'), asked('a2', 'A'), silent('b1')]);
    expect([...result.byScenario]).toEqual([['a', { ok: 1, missedButListed: 1 }], ['b', { ok: 1 }]]);
    expect([...result.byTrap].map(([trap]) => trap)).toEqual(['trap-a', 'trap-b']);
    expect(result).toMatchObject({ cases: 3, sure: 1, sureAndRight: 1 });
  });
});

test('on our own cases every figure is kept; a planted guess makes the bench leave with 1', () => {
  const run = (...args: readonly string[]): number => {
    try {
      execFileSync(process.execPath, ['test/bench/run.mjs', 'identify', ...args], { stdio: 'pipe' });
      return 0;
    } catch (error) {
      return (error as { readonly status: number }).status;
    }
  };
  expect(existsSync('test/fixtures/threads/labels.jsonl')).toBe(true);
  expect(run()).toBe(0);
  expect(run('--break')).toBe(1);
}, 120_000);
