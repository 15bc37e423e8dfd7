import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, proposedTone, STANDARD_POLICY } from '../../../src/core';
import type { Invoice, LocalDate, Tone } from '../../../src/core';
import { anInstalment, anInvoice, aPaidInvoice, day, eur } from '../builders';
import { expected, reminded } from './standard';
import type { Life } from './standard';

const TODAY = day('2026-11-20');
const late = anInvoice({ number: 'FA-1', due: day('2026-10-30') });
const R1 = reminded('R1', day('2026-11-09'), late);
/** Paid this many days after the due date. */
const paid = (...delays: readonly number[]): readonly Invoice[] => delays.map((delay, at) => aPaidInvoice({ number: `FA-P${at}`, due: day('2026-03-02'), paidOn: addDays(day('2026-03-02'), delay) }));
const toneOf = (life: Life, today: LocalDate = TODAY) => {
  const { proposal, arithmetic } = expected('remind', life, today);
  return [proposal.stage.id, proposedTone(proposal), arithmetic.some(({ kind }) => kind === 'first-delay')];
};
const FIRM = ['R2', 'firm', false];
const COURTEOUS = ['R2', 'courteous', true];

describe('the firm step of a first delay is proposed courteous to a good payer', () => {
  test.each<[string, readonly number[], readonly unknown[]]>([
    ['no invoice paid yet', [], FIRM], ['two paid in time', [0, 0], FIRM], ['three paid in time', [0, 0, 0], COURTEOUS], ['four paid in time', [0, 0, 0, 0], COURTEOUS],
    ['four days late on average', [4, 4, 4], COURTEOUS], ['five days', [5, 5, 5], COURTEOUS], ['six days', [6, 6, 6], FIRM],
  ])('%s', (_, delays, tone) => {
    expect(toneOf({ invoices: [late, ...paid(...delays)], log: R1 })).toEqual(tone);
  });

  // The last day of the twelve months, and the days beside it.
  test.each([['2025-11-19', COURTEOUS], ['2025-11-20', FIRM], ['2025-11-21', FIRM]])('another invoice reminded on %s', (on, tone) => {
    const invoices = [late, ...paid(0, 0, 0)];
    const other = aPaidInvoice({ number: 'FA-0', due: day('2025-11-01'), paidOn: day('2025-11-01') });
    expect(toneOf({ invoices: [...invoices, other], log: [...reminded('R1', day(on), other), ...R1] })).toEqual(tone);
  });

  test('looked at again on the day on which the other delay is a year old', () => {
    const other = aPaidInvoice({ number: 'FA-0', due: day('2025-11-01'), paidOn: day('2025-11-01') });
    const early = { invoices: [late, ...paid(0, 0, 0), other], log: [...reminded('R1', day('2025-11-18'), other), ...reminded('R1', day('2026-11-06'), late)] };
    expect(toneOf(early, day('2026-11-18'))).toEqual(FIRM);
    expect(expected('remind', early, day('2026-11-18')).recheckOn).toBe('2026-11-19');
    expect(toneOf(early, day('2026-11-19'))).toEqual(COURTEOUS);
  });

  test('a due-date reminder about another invoice is no delay', () => {
    const other = aPaidInvoice({ number: 'FA-0', due: day('2026-06-01'), paidOn: day('2026-06-01') });
    expect(toneOf({ invoices: [late, other, ...paid(0, 0, 0)], log: [...reminded('R0', day('2026-05-27'), other), ...R1] })).toEqual(COURTEOUS);
  });

  test('what another program reminded is a delay', () => {
    const other = { ...aPaidInvoice({ number: 'FA-0', due: day('2026-06-01'), paidOn: day('2026-06-03') }), reminded: { level: 1, on: day('2026-06-02') } };
    expect(toneOf({ invoices: [late, other, ...paid(0, 0, 0)], log: R1 })).toEqual(FIRM);
  });

  test('a reminder of an earlier instalment of the same invoice is a delay', () => {
    const instalments = [anInstalment({ due: day('2026-06-01'), amount: eur(50), outstanding: eur(0) }), anInstalment({ due: day('2026-10-30'), amount: eur(50), outstanding: eur(50) })];
    const twice = anInvoice({ number: 'FA-2', amount: eur(100), instalments });
    const log = reminded('R1', day('2026-11-09'), twice);
    expect(toneOf({ invoices: [twice, ...paid(0, 0, 0)], log })).toEqual(COURTEOUS);
    expect(toneOf({ invoices: [twice, ...paid(0, 0, 0)], log: [...reminded('R1', day('2026-06-03'), twice), ...log] })).toEqual(FIRM);
  });
});

test('a tone that the stage lacks is never proposed', () => {
  const some = fc.uniqueArray(fc.constantFrom<Tone>('courteous', 'firm', 'formal'), { minLength: 1 });
  fc.assert(fc.property(some, fc.array(fc.integer({ min: -3, max: 8 }), { maxLength: 5 }), (tones, delays) => {
    const stages = STANDARD_POLICY.stages.map((stage) => (stage.id === 'R2' ? { ...stage, tones } : stage));
    const { proposal } = expected('remind', { invoices: [late, ...paid(...delays)], log: R1, policy: { stages } }, TODAY);
    expect(tones).toContain(proposedTone(proposal));
    expect(proposal.tone === undefined || tones.includes(proposal.tone)).toBe(true);
  }));
});
