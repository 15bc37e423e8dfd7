import { assess } from '../../src/core';
import type { Assessment, CaseFile, LocalDate, Money, Pack } from '../../src/core';
import { day, eur } from '../core/builders';
import { inShort } from '../core/dunning/standard';

/** A row of the ledger as it stands on one morning. */
export interface StoryRow {
  readonly number: string;
  readonly due: LocalDate;
  readonly amount: Money<'EUR'>;
  readonly outstanding: Money<'EUR'>;
  readonly paid: { readonly on: LocalDate; readonly amount: Money<'EUR'> } | null;
}

/** What the clerk does on that day. */
export type Act =
  | { readonly kind: 'remind'; readonly reference: string }
  | { readonly kind: 'promise'; readonly for: LocalDate }
  | { readonly kind: 'dispute'; readonly number: string; readonly part: Money<'EUR'> }
  | { readonly kind: 'call' }
  | { readonly kind: 'close-dispute' }
  | { readonly kind: 'post-letter' }
  | { readonly kind: 'letter-presented' };

export interface Beat {
  readonly on: LocalDate;
  /** The accounting system wrote this on that morning; absent: nothing new. */
  readonly ledger?: readonly StoryRow[];
  /** What is to be done, before the clerk acts. */
  readonly says: string;
  readonly act?: Act;
  /** What is to be done after it. */
  readonly then?: string;
}

export const FIRST = 'FA-2026-0297';
export const SECOND = 'FA-2026-0301';
const row = (number: string, due: string, amount: number, outstanding = amount, on: string | null = null): StoryRow => ({
  number, due: day(due), amount: eur(amount), outstanding: eur(outstanding), paid: on === null ? null : { on: day(on), amount: eur(amount - outstanding) },
});
const first = (outstanding = 1200, on: string | null = null): StoryRow => row(FIRST, '2026-09-08', 1200, outstanding, on);
const second = (outstanding = 800, on: string | null = null): StoryRow => row(SECOND, '2026-09-16', 800, outstanding, on);

/**
 * The life of a debt in the Standard plan: two invoices, a promise that is broken, a dispute over a part that is opened and
 * closed, a call, a notice, a part payment, the end. One story for core in memory, for every store, for the server and for the
 * pane in the mail client. Reckoned by hand:
 *
 * | | falls due | J−5 | J+1 | J+11 | J+14 | J+30 | J+45 |
 * |---|---|---|---|---|---|---|---|
 * | FA-2026-0297, 1 200,00 | Tue 8 Sep | Thu 3 Sep | Wed 9 Sep | Sat 19 Sep | Tue 22 Sep | Thu 8 Oct | Fri 23 Oct |
 * | FA-2026-0301, 800,00 | Wed 16 Sep | Fri 11 Sep | Thu 17 Sep | Sun 27 Sep | Wed 30 Sep | Fri 16 Oct | Sat 31 Oct |
 */
export const STORY: readonly Beat[] = [
  { on: day('2026-09-02'), ledger: [first(), second()], says: 'not-due' },
  // Five days before 8 September is Thursday 3.
  { on: day('2026-09-03'), says: 'remind R0: 1200 (FA-2026-0297 R0)', act: { kind: 'remind', reference: 'R-2222A' }, then: 'not-due' },
  { on: day('2026-09-08'), says: 'not-due' },

  // The day after the due date; a reminder before it spaces nothing. J+11 is a Saturday: the next one is Monday's.
  { on: day('2026-09-09'), says: 'remind R1: 1200 (FA-2026-0297 R1)', act: { kind: 'remind', reference: 'R-2222C' }, then: 'too-soon R2 2026-09-21' },

  // Promised for Friday 18: left alone for two business days more, also when the second invoice falls due in between.
  { on: day('2026-09-14'), says: 'too-soon R2 2026-09-21', act: { kind: 'promise', for: day('2026-09-18') }, then: 'held promise until 2026-09-22' },
  { on: day('2026-09-17'), says: 'held promise until 2026-09-22' },
  { on: day('2026-09-22'), says: 'held promise until 2026-09-22' },

  // Broken; the second invoice comes along with its own first step. Three days after it is Saturday 26: the call is Monday's.
  { on: day('2026-09-23'), says: 'remind R2: 2000 (FA-2026-0297 R2, FA-2026-0301 R1), after R1 of 2026-09-09', act: { kind: 'remind', reference: 'R-2222D' }, then: 'too-soon R3 2026-09-28' },

  // 300.00 of the second are disputed: 1 200 + 500 are not. On Monday it is 12 days late, old enough for its second step and not for the
  // third, which comes with its 14th day and three days after the call.
  { on: day('2026-09-25'), says: 'too-soon R3 2026-09-28', act: { kind: 'dispute', number: SECOND, part: eur(300) }, then: 'too-soon R3 2026-09-28' },
  { on: day('2026-09-28'), says: 'call R3: 1700 (FA-2026-0297 R3, FA-2026-0301 R2), after R2 of 2026-09-23', act: { kind: 'call' }, then: 'too-soon R3 2026-10-01' },

  // Settled in our favour: the whole is asked for again. The notice comes seven days after the call, on the 30th day of the first.
  { on: day('2026-10-01'), says: 'call R3: 1700 (FA-2026-0297 R3, FA-2026-0301 R3), after R2 of 2026-09-23', act: { kind: 'close-dispute' }, then: 'call R3: 2000 (FA-2026-0297 R3, FA-2026-0301 R3), after R2 of 2026-09-23' },
  { on: day('2026-10-01'), says: 'call R3: 2000 (FA-2026-0297 R3, FA-2026-0301 R3), after R2 of 2026-09-23', act: { kind: 'call' }, then: 'too-soon R4 2026-10-08' },

  // The notice demands what has reached its own age, and names the other. Of that one the clerk has only spoken: its own second reminder
  // is still owed before a notice, ten days after the call, a Sunday.
  { on: day('2026-10-08'), says: 'letter R4: 1200 (FA-2026-0297 R4), beside FA-2026-0301, after R2 of 2026-09-23', act: { kind: 'post-letter' }, then: 'too-soon R2 2026-10-12' },
  { on: day('2026-10-10'), says: 'too-soon R2 2026-10-12', act: { kind: 'letter-presented' }, then: 'too-soon R2 2026-10-12' },
  // Its own notice: the 30th day is Friday 16, seven days after the mail is Monday 19.
  { on: day('2026-10-12'), says: 'remind R2: 2000 (FA-2026-0297 R2, FA-2026-0301 R2), after R2 of 2026-09-23', act: { kind: 'remind', reference: 'R-2222E' }, then: 'too-soon R4 2026-10-19' },

  // The second is paid and a part of the first; what is left goes to the last step, fifteen days after the notice, on the 45th day.
  { on: day('2026-10-13'), ledger: [first(500, '2026-10-12'), second(0, '2026-10-12')], says: 'too-soon R5 2026-10-23' },
  { on: day('2026-10-22'), says: 'too-soon R5 2026-10-23' },
  { on: day('2026-10-23'), says: 'letter R5: 500 (FA-2026-0297 R5), after R2 of 2026-10-12' },

  // Paid on the morning of the last step: nothing is asked any more.
  { on: day('2026-10-23'), ledger: [first(0, '2026-10-22'), second(0, '2026-10-12')], says: 'settled' },
  { on: day('2026-12-01'), says: 'settled' },
];

/**
 * What the notice of 8 October says of the first invoice, in the French default rate (the European Central Bank's 2.40 % of 1 July 2026 plus
 * ten points, article L441-10 II of the Code de commerce): from 9 September to 8 October, 30 days.
 * 1 200.00 x 12.40 % x 30 / 365 = 12.2301; with the fixed charge of 40.00 (article D441-5) 1 252.23.
 */
export const NOTICE = { rate: '12,40', days: 30, interest: eur(12.23), charge: eur(40), total: eur(1252.23) } as const;

/** The step, the sum and what is demanded with which step; until when it is held, or from when it is possible. */
export function told(assessment: Assessment): string {
  const short = inShort(assessment);
  if (assessment.kind === 'remind' || assessment.kind === 'call' || assessment.kind === 'letter') {
    const { sum, demanded, informational, previous } = assessment.proposal;
    const beside = informational.length === 0 ? '' : `, beside ${informational.map(({ number }) => number).join(' ')}`;
    return `${short}: ${sum.minor / 100} (${demanded.map(({ item, step }) => `${item.number} ${step}`).join(', ')})${beside}${previous === null ? '' : `, after ${previous.stage} of ${previous.on}`}`;
  }
  return assessment.kind === 'held' ? `${short} until ${assessment.until ?? 'a new fact'}` : short;
}

export const toldOf = (file: CaseFile, pack: Pack): string => told(assess(file, pack, null, file.today));
