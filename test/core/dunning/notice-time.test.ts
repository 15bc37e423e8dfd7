import { describe, expect, test } from '@jest/globals';
import { assess, presentDebtor } from '../../../src/core';
import type { LogFact, ReminderPolicy } from '../../../src/core';
import { aCaseFile, aListed, aLog, anInvoice, aPack, aReminderSent, day, daysAgo, deposited, entryId, inDays, MARIE, reference, TODAY, voided } from '../builders';
import type { LogItem } from '../builders';
import { STANDARD_POLICY } from '../../../src/core';

const invoice = anInvoice({ due: daysAgo(90) });
/** A notice that was posted twenty days ago; the plan leaves fifteen before the hand-over. */
const letter = entryId('entry-3');
const log = (...after: readonly LogFact[]) => aLog(
  ...aReminderSent({ reference: reference('R-2BBB'), stage: 'R2', invoices: [aListed({ of: invoice, step: 'R2' })], on: daysAgo(40) }),
  [deposited({ invoices: [aListed({ of: invoice, step: 'R4' })], depositedOn: daysAgo(20), announced: { deadline: null, days: 8, next: 'R5' } }), { on: daysAgo(20) }],
  ...after.map((fact): LogItem => [fact, { on: daysAgo(1) }]),
);
const packOf = (over: Partial<ReminderPolicy> = {}) => aPack({ policies: [{ ...STANDARD_POLICY, ...over }], defaultPolicy: STANDARD_POLICY.id });
const at = (entries: ReturnType<typeof log>, over: Partial<ReminderPolicy> = {}): string => {
  const found = assess(aCaseFile({ invoices: [invoice], entries }), packOf(over), null, TODAY);
  return found.kind === 'too-soon' ? `${found.next.id} from ${found.from}` : found.kind === 'letter' ? found.proposal.stage.id : found.kind;
};

describe('a hand-over waits for the time that the notice gives, and three days more', () => {
  test.each([
    ['nobody noted', log(), 'R5'],
    ['presented 12 days ago', log({ kind: 'letter-presented', letter, presentedOn: daysAgo(12) }), 'R5'],
    ['presented 11 days ago', log({ kind: 'letter-presented', letter, presentedOn: daysAgo(11) }), 'R5'],
    // Monday 23 November and ten days less eleven: the first business day after.
    ['presented 10 days ago', log({ kind: 'letter-presented', letter, presentedOn: daysAgo(10) }), `R5 from ${inDays(1)}`],
    ['handed over 4 days ago', log({ kind: 'letter-delivered', letter, deliveredOn: daysAgo(4) }), `R5 from ${inDays(7)}`],
    ['refused 4 days ago', log({ kind: 'letter-refused', letter, refusedOn: daysAgo(4) }), `R5 from ${inDays(7)}`],
    ['presented 12 days ago, handed over 4 days ago', log({ kind: 'letter-presented', letter, presentedOn: daysAgo(12) }, { kind: 'letter-delivered', letter, deliveredOn: daysAgo(4) }), 'R5'],
    ['back unclaimed', log({ kind: 'letter-unclaimed', letter, returnedOn: daysAgo(1) }), 'R5'],
  ])('%s', (_, entries, expected) => expect(at(entries)).toBe(expected));

  test('a presentation that was undone counts no more', () => {
    const undone = aLog(
      ...aReminderSent({ reference: reference('R-2BBB'), stage: 'R2', invoices: [aListed({ of: invoice, step: 'R2' })], on: daysAgo(40) }),
      [deposited({ invoices: [aListed({ of: invoice, step: 'R4' })], depositedOn: daysAgo(20) }), { on: daysAgo(20) }],
      [{ kind: 'letter-presented', letter, presentedOn: daysAgo(4) }, { on: daysAgo(1) }], voided(entryId('entry-4')),
    );
    expect(at(undone)).toBe('R5');
  });

  test('the days are those of the plan, also where the presentation is not known', () => {
    expect(at(log({ kind: 'letter-presented', letter, presentedOn: daysAgo(12) }), { noticeDays: 12 })).toBe('R5 from 2026-11-26');
    const short = STANDARD_POLICY.stages.map((stage) => (stage.id === 'R5' ? { ...stage, minimumGap: 5 } : stage));
    const posted = (ago: number) => aLog([deposited({ invoices: [aListed({ of: invoice, step: 'R4' })], depositedOn: daysAgo(ago) }), { on: daysAgo(ago) }]);
    expect([at(posted(11), { stages: short }), at(posted(10), { stages: short }), at(posted(17), { stages: short, noticeDays: 15 })]).toEqual(['R5', `R5 from ${inDays(1)}`, `R5 from ${inDays(1)}`]);
  });

  test('a gap of the plan that is longer stays', () => {
    const long = STANDARD_POLICY.stages.map((stage) => (stage.id === 'R5' ? { ...stage, minimumGap: 30 } : stage));
    expect(at(log({ kind: 'letter-presented', letter, presentedOn: daysAgo(18) }), { stages: long })).toBe(`R5 from ${day('2026-12-03')}`);
  });
});

describe('the card', () => {
  const card = (entries: ReturnType<typeof log>, language: 'fr' | 'en' = 'fr') => {
    const file = aCaseFile({ invoices: [invoice], entries });
    const assessment = assess(file, aPack(), null, TODAY);
    if (assessment.kind === 'unknown-debtor') throw new Error('unknown');
    const view = presentDebtor({ language, me: MARIE, pack: aPack(), file, assessment, identification: null, recipient: null, chosen: null, offsetMinutes: 60 }, TODAY);
    if (view.kind !== 'debtor') throw new Error(view.kind);
    return view.nextStep;
  };
  const asks = (entries: ReturnType<typeof log>): boolean => card(entries).notices.some(({ action }) => action?.action.kind === 'note-letter');

  test('asks for the first presentation, and nothing more once the post has said anything', () => {
    const { notices } = card(log());
    expect(notices.find(({ action }) => action?.action.kind === 'note-letter')).toMatchObject({ text: expect.stringMatching(/^Lettre déposée le.03\/11.*Notez sa première présentation/), action: { action: { kind: 'note-letter', letter }, label: 'Noter le suivi' } });
    expect(asks(log({ kind: 'letter-presented', letter, presentedOn: daysAgo(12) }))).toBe(false);
    expect(asks(log({ kind: 'letter-unclaimed', letter, returnedOn: daysAgo(1) }))).toBe(false);
  });
  test('does not on the day of the posting, nor when all of it is paid', () => {
    expect(asks(aLog([deposited({ invoices: [aListed({ of: invoice, step: 'R4' })], depositedOn: TODAY }), { on: TODAY }]))).toBe(false);
    expect(asks(aLog([deposited({ invoices: [aListed({ of: anInvoice({ number: 'FA-2026-0100' }), step: 'R4' })], depositedOn: daysAgo(20) }), { on: daysAgo(20) }]))).toBe(false);
  });
  test('says how long the notice still runs', () => {
    expect(card(log({ kind: 'letter-presented', letter, presentedOn: daysAgo(4) })).reason.replace(/[\u00a0\u202f]/g, ' ')).toContain('La mise en demeure laisse 8 jours dès sa première présentation, et ce qui est payé le dernier jour doit arriver : encore 7 jours.');
    expect(card(log({ kind: 'letter-presented', letter, presentedOn: daysAgo(4) }), 'en').reason.replace(/[\u00a0\u202f]/g, ' ')).toContain('gives 8 days from its first presentation');
  });
});
