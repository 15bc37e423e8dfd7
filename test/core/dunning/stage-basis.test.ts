import { describe, expect, test } from '@jest/globals';
import { addDays, assess, policyAdvice, STANDARD_POLICY, validatePolicy } from '../../../src/core';
import { ladderView } from '../../../src/core/panel/next-step';
import { arithmeticInWords } from '../../../src/core/panel/sentences';
import type { DunningStage, LocalDate, PolicyFault, ReminderPolicy } from '../../../src/core';
import { aCaseFile, aLog, anInvoice, aPack, day, daysAgo, eur, inDays, skipped, TODAY } from '../builders';
import { assessed, expected, inShort, phoned, reminded } from './standard';
import type { Life } from './standard';

const changed = (over: Readonly<Record<string, Partial<DunningStage>>>, rest: Partial<ReminderPolicy> = {}): ReminderPolicy => ({ ...STANDARD_POLICY, ...rest, stages: STANDARD_POLICY.stages.map((stage) => ({ ...stage, ...over[stage.id] })) });
const faultsOf = (policy: ReminderPolicy): readonly PolicyFault[] => {
  const checked = validatePolicy(policy);
  return checked.ok ? [] : checked.problem;
};

/** R1 five days after the end of the month, R2 eight days after R1, the call three days after R2. */
const MONTHLY = changed({ R1: { basis: 'end-of-month', days: 5 }, R2: { basis: 'previous', days: 8, minimumGap: 0 }, R3: { basis: 'previous', days: 3, minimumGap: 0 }, R4: { basis: 'end-of-month', days: 35 }, R5: { basis: 'previous', days: 15, minimumGap: 0 } });

describe('steps counted from the end of the month, or from the step before', () => {
  const invoice = anInvoice({ due: day('2026-10-12') });
  const at = (log: Life['log'], on: string): string => inShort(assessed({ invoices: [invoice], ...(log === undefined ? {} : { log }), policy: MONTHLY }, day(on)));
  const r1 = reminded('R1', day('2026-11-09'), invoice);
  const r2 = [...r1, ...reminded('R2', day('2026-11-20'), invoice)];

  test('every due date of a month has one day: the first step comes on the fifth of the month after', () => {
    // The due date itself does not move: the days late are counted from it.
    expect(['2026-11-04', '2026-11-05', '2026-11-06'].map((on) => at([], on))).toEqual(['too-soon R1 2026-11-05', 'remind R1', 'remind R1']);
    for (const due of ['2026-10-01', '2026-10-31']) expect(inShort(assessed({ invoices: [anInvoice({ due: day(due) })], policy: MONTHLY }, day('2026-11-04')))).toBe('too-soon R1 2026-11-05');
    expect(expected('remind', { invoices: [invoice], policy: MONTHLY }, day('2026-11-06')).arithmetic).toContainEqual(expect.objectContaining({ kind: 'days-late', days: 25 }));
  });

  test('the step after waits from the day on which the one before was really done, and says so', () => {
    expect(['2026-11-16', '2026-11-17'].map((on) => at(r1, on))).toEqual(['too-soon R2 2026-11-17', 'remind R2']);
    expect(['2026-11-20', '2026-11-23'].map((on) => at(r2, on))).toEqual(['too-soon R3 2026-11-23', 'call R3']);
    const { arithmetic } = expected('too-soon', { invoices: [invoice], log: r1, policy: MONTHLY }, day('2026-11-16'));
    expect(arithmeticInWords(arithmetic, { language: 'fr', today: day('2026-11-16'), policy: MONTHLY })).toMatch(/Votre plan demande 8\sjours entre les deux/);
  });

  test('a younger invoice in such a letter is taken as far as its own age allows, as if each step were done on its first day', () => {
    const young = anInvoice({ number: 'FA-2', due: day('2026-10-31') });
    const { proposal } = expected('remind', { invoices: [invoice, young], log: r1, policy: { ...MONTHLY, mailSpacing: 0 } }, day('2026-11-17'));
    expect(proposal.demanded.map(({ item, step }) => [item.number, step])).toEqual([[invoice.number, 'R2'], ['FA-2', 'R2']]);
    const younger = anInvoice({ number: 'FA-3', due: day('2026-11-02') });
    const { proposal: other } = expected('remind', { invoices: [invoice, younger], log: r1, policy: { ...MONTHLY, mailSpacing: 0 } }, day('2026-11-17'));
    expect(other.informational.map(({ number }) => number)).toEqual(['FA-3']);
  });

  test('a grace moves the first step and all that follow it', () => {
    const graceful: ReminderPolicy = { ...changed({ R2: { basis: 'previous', days: 10, minimumGap: 0 } }), graceDays: 20 };
    const late = anInvoice({ due: day('2026-11-02') });
    expect(inShort(assessed({ invoices: [late], policy: graceful }, day('2026-11-20')))).toBe('too-soon R1 2026-11-23');
    expect(inShort(assessed({ invoices: [late], log: reminded('R1', day('2026-11-23'), late), policy: graceful }, day('2026-11-24')))).toBe('too-soon R2 2026-12-03');
  });
});

test('the ladder of the card says what each step is counted from', () => {
  const { ladder } = expected('remind', { invoices: [anInvoice({ due: day('2026-10-12') })], policy: MONTHLY }, day('2026-11-06'));
  const days = (language: 'fr' | 'en') => ladderView(ladder, { language, today: TODAY, policy: MONTHLY })?.marks.map((mark) => mark.day);
  expect([days('fr'), days('en')]).toEqual([['J−5', 'FM+5', '+8', '+3', 'FM+35', '+15'], ['D−5', 'EOM+5', '+8', '+3', 'EOM+35', '+15']]);
});

describe('a plan with such steps is checked as it is saved', () => {
  test.each<[string, ReminderPolicy, readonly PolicyFault[]]>([
    ['one that rises whatever the day of the month', MONTHLY, []],
    ['a first step after the one before', changed({ R1: { basis: 'previous' } }), [{ stage: 'R1', field: 'basis', why: 'after-nothing' }]],
    ['likewise when those in front of it are switched off', changed({ R1: { enabled: false }, R2: { basis: 'previous' } }), [{ stage: 'R2', field: 'basis', why: 'after-nothing' }]],
    ['an announcement at the end of the month', changed({ R0: { basis: 'end-of-month' } }), [{ stage: 'R0', field: 'days', why: 'not-after-its-basis' }]],
    ['a step no day after the one before', changed({ R2: { basis: 'previous', days: 0 } }), [{ stage: 'R2', field: 'days', why: 'not-after-its-basis' }, { stage: 'R2', field: 'days', why: 'not-rising' }]],
    ['eleven days after the due date behind five after the end of its month', changed({ R1: { basis: 'end-of-month', days: 5 } }), [{ stage: 'R2', field: 'days', why: 'not-rising' }]],
    ['a step before the one that its predecessor leads to', changed({ R2: { basis: 'previous', days: 20 } }), [{ stage: 'R3', field: 'days', why: 'not-rising' }]],
    ['a basis that nobody knows', changed({ R2: { basis: 'easter' as never } }), [{ stage: 'R2', field: 'basis', why: 'unknown-value' }]],
    ['a threshold below zero', changed({ R4: { thresholdMinor: -1 } }), [{ stage: 'R4', field: 'thresholdMinor', why: 'out-of-range' }]],
    ['a threshold of half a cent', changed({ R4: { thresholdMinor: 0.5 } }), [{ stage: 'R4', field: 'thresholdMinor', why: 'not-a-whole-number' }]],
    ['the highest threshold', changed({ R4: { thresholdMinor: 1e12 } }), []],
    ['a signatory over two lines', changed({ R4: { signer: 'Claire\nMartin' } }), [{ stage: 'R4', field: 'signer', why: 'unreadable' }]],
    ['a signatory of 81 letters', changed({ R4: { signer: 'x'.repeat(81) } }), [{ stage: 'R4', field: 'signer', why: 'too-long' }]],
  ])('%s', (_, policy, faults) => {
    expect(faultsOf(policy)).toEqual(faults);
  });
  test('what is counted from the month or the step before is not said to miss its day', () => {
    expect(policyAdvice(MONTHLY)).toEqual([]);
  });
  test('gaps that lead beyond the limitation are found behind an end of month too', () => {
    const stages = [1, 2, 3].map((at): DunningStage => ({ ...(STANDARD_POLICY.stages[1] as DunningStage), id: `S${at}`, days: at === 1 ? 730 : 700, basis: at === 1 ? 'end-of-month' : 'previous' }));
    expect(faultsOf({ ...STANDARD_POLICY, stages })).toEqual([{ stage: 'S3', field: 'minimumGap', why: 'never-reached' }]);
  });
});

describe('a step that is not worth its while', () => {
  const policy = changed({ R4: { thresholdMinor: 5_000 } });
  const small = anInvoice({ number: 'FA-1', due: daysAgo(40), amount: eur(40) });
  const chased = (...invoices: readonly ReturnType<typeof anInvoice>[]) => [...reminded('R1', daysAgo(38), ...invoices), ...reminded('R2', daysAgo(28), ...invoices), ...phoned(daysAgo(20), ...invoices)];

  test('waits until the letter could ask for enough, and the card says what is missing', () => {
    const held = expected('held', { invoices: [small], log: chased(small), policy });
    expect(held.holds).toEqual([{ kind: 'below-tolerance', amount: eur(40), tolerance: eur(50), until: null, stage: 'R4' }]);
    expect(held.ladder.find(({ stage }) => stage === 'R4')?.state).toBe('held');
    const other = anInvoice({ number: 'FA-2', due: daysAgo(40), amount: eur(10) });
    expect(inShort(assessed({ invoices: [small, other], log: chased(small, other), policy }))).toBe('letter R4');
  });
  test('counts only what the letter would demand: what was never firmly reminded does not lift a notice over its threshold', () => {
    const young = anInvoice({ number: 'FA-2', due: daysAgo(40), amount: eur(500) });
    expect(inShort(assessed({ invoices: [small, young], log: [...chased(small), ...reminded('R1', daysAgo(3), young)], policy }))).toBe('too-soon R2 2026-11-30');
  });
  test('is told with the day on which something else falls due and lifts it', () => {
    const off = { enabled: false };
    const first = changed({ R1: { thresholdMinor: 5_000 }, R2: off, R3: off, R4: off, R5: off });
    const next = anInvoice({ number: 'FA-2', due: inDays(4), amount: eur(20) });
    const life: Life = { invoices: [{ ...small, instalments: small.instalments }, next], policy: first };
    const held = expected('held', life);
    expect(held.holds).toMatchObject([{ kind: 'below-tolerance', until: inDays(4), stage: 'R1' }]);
    expect(held.recheckOn).toBe(inDays(4));
    expect(inShort(assessed(life, inDays(7)))).toBe('remind R1');
  });
  test('a small sum passes over a call of its own and goes on with the notice; a large one is called', () => {
    const call = changed({ R3: { thresholdMinor: 500_000 } });
    const story = (amount: number) => {
      const one = anInvoice({ number: 'FA-1', due: daysAgo(40), amount: eur(amount) });
      return assessed({ invoices: [one], log: [...reminded('R1', daysAgo(38), one), ...reminded('R2', daysAgo(28), one)], policy: call });
    };
    expect([story(4_999.99), story(5_000)].map(inShort)).toEqual(['letter R4', 'call R3']);
    const small = story(40);
    if (!('arithmetic' in small)) throw new Error('no arithmetic');
    expect(small.arithmetic).toContainEqual({ kind: 'step-passed-over', stage: 'R3', amount: eur(40), threshold: eur(5_000) });
    expect(small.ladder.map(({ stage, state }) => `${stage} ${state}`)).toEqual(['R0 skipped', 'R1 done', 'R2 done', 'R3 skipped', 'R4 now', 'R5 later']);
  });
  test('what is passed over has its day all the same: the next step waits for its own, and the card says why', () => {
    const call = changed({ R3: { thresholdMinor: 500_000 } });
    const one = anInvoice({ number: 'FA-1', due: daysAgo(20), amount: eur(40) });
    const { arithmetic, recheckOn, next } = expected('too-soon', { invoices: [one], log: [...reminded('R1', daysAgo(19), one), ...reminded('R2', daysAgo(9), one)], policy: call });
    expect([next.id, recheckOn]).toEqual(['R4', inDays(10)]);
    expect(arithmetic).toContainEqual({ kind: 'step-passed-over', stage: 'R3', amount: eur(40), threshold: eur(5_000) });
  });
  test('a step that was passed over does not come back because something else falls due later', () => {
    const call = changed({ R3: { thresholdMinor: 10_000 } });
    const one = anInvoice({ number: 'FA-1', due: daysAgo(40), amount: eur(40) });
    const next = anInvoice({ number: 'FA-2', due: inDays(3), amount: eur(900) });
    const life: Life = { invoices: [one, next], log: [...reminded('R1', daysAgo(38), one), ...reminded('R2', daysAgo(28), one)], policy: call };
    expect(inShort(assessed(life))).toBe('letter R4');
    expect(inShort(assessed(life, inDays(7)))).toBe('letter R4');
  });
  test('a sum that is enough before the plan could go on lets the step come after all', () => {
    const call = changed({ R3: { thresholdMinor: 10_000 } });
    const one = anInvoice({ number: 'FA-1', due: daysAgo(20), amount: eur(40) });
    const next = anInvoice({ number: 'FA-2', due: inDays(2), amount: eur(900) });
    const life: Life = { invoices: [one, next], log: [...reminded('R1', daysAgo(19), one), ...reminded('R2', daysAgo(9), one)], policy: call };
    const held = expected('held', life);
    expect(held.holds).toEqual([{ kind: 'below-tolerance', amount: eur(40), tolerance: eur(100), until: inDays(2), stage: 'R3' }]);
    expect(inShort(assessed(life, inDays(3)))).toBe('call R3');
  });
  test('the firm reminder is passed over for the call, never for the notice, which demands what was firmly reminded', () => {
    const firm = changed({ R2: { thresholdMinor: 10_000 } });
    const one = anInvoice({ number: 'FA-1', due: daysAgo(40), amount: eur(40) });
    const log = reminded('R1', daysAgo(38), one);
    expect(inShort(assessed({ invoices: [one], log, policy: firm }))).toBe('call R3');
    const held = expected('held', { invoices: [one], log: [...log, ...phoned(daysAgo(20), one)], policy: firm });
    expect(held.holds).toMatchObject([{ kind: 'below-tolerance', stage: 'R2', until: null }]);
  });
  test('nothing is handed over without its notice', () => {
    const held = expected('held', { invoices: [small], log: chased(small), policy });
    expect(held.holds).toMatchObject([{ stage: 'R4' }]);
    expect(inShort(assessed({ invoices: [small], log: chased(small), policy: changed({ R4: { enabled: false } }) }))).toBe('too-soon R5 2026-11-30');
  });
  test('the editor is told what becomes of smaller sums', () => {
    const then = (changes: Parameters<typeof changed>[0]) => policyAdvice(changed(changes)).flatMap((one) => (one.kind === 'below-threshold' ? [`${one.stage} ${one.then}`] : []));
    const from = { thresholdMinor: 5_000 };
    expect(then({ R1: from, R2: from, R3: from, R4: from, R5: from })).toEqual(['R1 goes-on', 'R2 no-notice', 'R3 goes-on', 'R4 no-hand-over', 'R5 stops']);
    expect(then({})).toEqual([]);
  });
  test('a sum of 10^12 is counted to the cent', () => {
    const huge = anInvoice({ number: 'FA-1', due: daysAgo(40), amount: eur(10_000_000_000) });
    expect(inShort(assessed({ invoices: [huge], log: chased(huge), policy: changed({ R4: { thresholdMinor: 1e12 } }) }))).toBe('letter R4');
    expect(inShort(assessed({ invoices: [anInvoice({ number: 'FA-1', due: daysAgo(40), amount: eur(9_999_999_999.99) })], log: chased(huge), policy: changed({ R4: { thresholdMinor: 1e12 } }) }))).toBe('held below-tolerance');
  });
});

describe('an old invoice that nothing was done for', () => {
  const old = (late: number) => anInvoice({ due: daysAgo(late) });
  const begins = (late: number, over: Partial<ReminderPolicy> = { catchUp: true }) => inShort(assessed({ invoices: [old(late)], policy: over }));

  test('starts at the first step, as long as the plan says nothing else', () => {
    expect([begins(60, {}), begins(60, { catchUp: false })]).toEqual(['remind R1', 'remind R1']);
  });
  test('starts at the step of its age where the plan catches up, never beyond the firm reminder', () => {
    expect([5, 10, 11, 14, 30, 60, 400].map((late) => begins(late))).toEqual(['remind R1', 'remind R1', 'remind R2', 'remind R2', 'remind R2', 'remind R2', 'remind R2']);
    const { arithmetic, ladder } = expected('remind', { invoices: [old(60)], policy: { catchUp: true } });
    expect(arithmetic).toContainEqual({ kind: 'caught-up', stage: 'R2', days: 60 });
    expect(ladder.map(({ state }) => state)).toEqual(['skipped', 'later', 'now', 'later', 'later', 'later']);
  });
  test('goes on from what was done, not from its age', () => {
    const one = old(60);
    expect(inShort(assessed({ invoices: [one], log: reminded('R1', daysAgo(2), one), policy: { catchUp: true } }))).toBe('too-soon R2 2026-12-01');
    expect(inShort(assessed({ invoices: [one], log: [[skipped({ stage: 'R1', invoices: [one.id] }), { on: daysAgo(12) }]], policy: { catchUp: true } }))).toBe('remind R2');
    // The announcement before the due date is no step of what is overdue.
    expect(inShort(assessed({ invoices: [one], log: reminded('R0', daysAgo(64), one), policy: { catchUp: true } }))).toBe('remind R2');
  });
  test('starts with the notice where the plan has no mail before it, never with the hand-over', () => {
    const policy = { ...changed({ R1: { enabled: false }, R2: { enabled: false } }), catchUp: true };
    expect([20, 60].map((late) => inShort(assessed({ invoices: [old(late)], policy })))).toEqual(['call R3', 'letter R4']);
  });
  test('starts lower where the step of its age is not worth its while', () => {
    expect(inShort(assessed({ invoices: [anInvoice({ due: daysAgo(60), amount: eur(40) })], policy: { ...changed({ R2: { thresholdMinor: 5_000 } }), catchUp: true } }))).toBe('remind R1');
  });
  test('is looked at again on the day on which its age allows another step', () => {
    const { recheckOn } = expected('remind', { invoices: [old(7)], policy: { catchUp: true } }, TODAY);
    expect(recheckOn).toBe(inDays(4));
  });
});

describe('what the ledger tells of reminders before Relance', () => {
  const told = (level: number | null, on: LocalDate | null, late = 60) => anInvoice({ due: daysAgo(late), reminded: { level, on } });
  const next = (invoice: ReturnType<typeof anInvoice>, over: Partial<ReminderPolicy> = {}) => inShort(assessed({ invoices: [invoice], policy: over }));

  test('its level and day count: the plan goes on after them', () => {
    expect([next(told(1, daysAgo(20))), next(told(1, daysAgo(4))), next(told(2, daysAgo(20)))]).toEqual(['remind R2', 'too-soon R2 2026-11-30', 'call R3']);
  });
  test('a day without a level is a first reminder; a level of zero is none', () => {
    expect([next(told(null, daysAgo(20))), next(told(0, daysAgo(20)))]).toEqual(['remind R2', 'remind R1']);
  });
  test('no level stands for a notice: nobody knows how it was worded', () => {
    expect([next(told(3, daysAgo(20))), next(told(9, daysAgo(20)))]).toEqual(['call R3', 'call R3']);
  });
  test('a level without a day counts, and the card names no day', () => {
    const { arithmetic } = expected('call', { invoices: [told(2, null)] });
    expect(arithmetic).toContainEqual(expect.objectContaining({ kind: 'last-step', stage: 'R2', how: 'ledger', undated: true }));
    const saying = { language: 'fr', today: TODAY, policy: STANDARD_POLICY } as const;
    expect(arithmeticInWords(arithmetic, saying)).toMatch(/avant Relance, d’après votre grand livre/);
    expect(arithmeticInWords(arithmetic, saying)).not.toMatch(/envoyée? il y a/);
  });
  test('a day still to come does not count before it, and the card is looked at again on it', () => {
    const invoice = told(2, inDays(3));
    expect(next(invoice)).toBe('remind R1');
    expect(assessed({ invoices: [invoice] })).toMatchObject({ recheckOn: inDays(3) });
  });
  test('it is older than the log: what was done since goes before it, in the order of the days', () => {
    const invoice = told(1, daysAgo(30));
    expect(inShort(assessed({ invoices: [invoice], log: reminded('R2', daysAgo(12), invoice) }))).toBe('call R3');
  });
  test('its mail counts among the two in five business days, for the other invoices too', () => {
    const fresh = anInvoice({ number: 'FA-2', due: daysAgo(3) });
    expect(inShort(assessed({ invoices: [told(1, daysAgo(3)), fresh] }))).toBe('too-soon R1 2026-11-27');
  });
  test('a notice may follow the firm reminder that it tells of, and cites no message of ours', () => {
    const invoice = told(2, daysAgo(30));
    const { proposal } = expected('letter', { invoices: [invoice], log: phoned(daysAgo(10), invoice) });
    expect([proposal.stage.id, proposal.previous]).toEqual(['R4', null]);
  });
  test('of an invoice in instalments it counts for what was old enough on that day', () => {
    const base = anInvoice({ due: daysAgo(60) });
    const parts = { ...base, reminded: { level: 2, on: daysAgo(20) }, instalments: [60, 25, -10].map((ago) => ({ ...(base.instalments[0] as never as object), due: daysAgo(ago) }) as (typeof base.instalments)[number]) };
    const { proposal } = expected('call', { invoices: [parts] });
    expect(proposal.demanded.map(({ item, step }) => [item.instalment, step])).toEqual([[1, 'R3'], [2, 'R3']]);
    const second = { ...parts, instalments: parts.instalments.map((part, at) => (at === 0 ? { ...part, outstanding: eur(0) } : part)) };
    expect(inShort(assessed({ invoices: [second] }))).toBe('remind R2');
  });
  test('the same facts give the same answer from whatever plan is chosen: the level is a place among its mails', () => {
    const pack = aPack({ policies: [changed({ R1: { enabled: false } })] });
    expect(inShort(assess(aCaseFile({ invoices: [told(1, daysAgo(20))], entries: aLog() }), pack, null, addDays(TODAY, 0)))).toBe('call R3');
  });
});
