import { expect, test } from '@jest/globals';
import fc from '../../property';
import { foldHistory } from '../../../src/core';
import type { CallOutcome, History, LogEntry, LogFact } from '../../../src/core';
import {
  TODAY, aListed, aLog, aReminderSent, address, called, day, daysAgo, deposited, discarded, disputeClosed, disputed, drafted, entryId, eur, gbp, held, idOf, inDays, lifted, noted, promised, reference, replied,
  sent, skipped, voided, rerouted,
} from '../builders';
import type { LogItem } from '../builders';

const A = idOf('FA-1');
const B = idOf('FA-2');
const first = reference('R-7K3F');
const second = reference('R-9MX4');
const stepsOf = (history: History, invoice = idOf('FA-2026-0297')): readonly (readonly [string, string, string])[] => (history.steps.get(invoice) ?? []).map(({ stage, on, how }) => [stage, on, how] as const);

test('an empty log is an empty history', () => {
  expect(foldHistory([])).toEqual({ steps: new Map(), drafts: [], promises: [], disputes: [], holds: [], insolvency: null, plans: [], lastOverdueMailOn: null, lastAnswerOn: null, answerToSettle: null, lastSettledOn: null, contacts: new Map(), returned: new Set(), references: new Set() });
});

/* ---- reminders ---- */

test('a draft is not a step: it is open, with who made it and when', () => {
  const [entry, ...rest] = aLog([drafted({ stage: 'R2', tone: 'firm' }), { on: daysAgo(2) }]);
  const history = foldHistory(entry === undefined ? rest : [entry]);
  expect(history.steps.size).toBe(0);
  expect(history.drafts).toEqual([
    { entry: 'entry-1', reference: first, stage: 'R2', tone: 'firm', draftedAt: entry?.at, draftedOn: daysAgo(2), author: entry?.author, demanded: eur(1200), invoices: [aListed({ step: 'R2' })], channel: 'reply' },
  ]);
  expect(history.lastOverdueMailOn).toBeNull();
});

test('a step is done on the day the mail was sent, not on the day of the draft or of the confirmation', () => {
  const history = foldHistory(aLog([drafted(), { on: daysAgo(15) }], [sent({ sentOn: daysAgo(11) }), { on: daysAgo(1) }]));
  expect(history.steps.get(idOf('FA-2026-0297'))).toEqual([{ stage: 'R1', on: daysAgo(11), writtenOn: daysAgo(15), entry: 'entry-1', how: 'sent' }]);
  expect(history.drafts).toEqual([]);
  expect(history.lastOverdueMailOn).toBe(daysAgo(11));
});

test('each listed invoice moves by what the message said of it; listed for information moves nothing', () => {
  const invoices = [aListed({ number: 'FA-1', step: 'R4' }), aListed({ number: 'FA-3', step: null }), aListed({ number: 'FA-2', step: 'R2' })];
  const history = foldHistory(aLog(...aReminderSent({ stage: 'R4', invoices, on: daysAgo(4) })));
  expect([A, B, idOf('FA-3')].map((invoice) => stepsOf(history, invoice))).toEqual([[['R4', daysAgo(4), 'sent']], [['R2', daysAgo(4), 'sent']], []]);
});

test('a discarded draft leaves nothing but its reference, which is never given again', () => {
  const history = foldHistory(aLog(drafted(), discarded()));
  expect([history.drafts, history.steps.size, history.lastOverdueMailOn]).toEqual([[], 0, null]);
  expect([...history.references]).toEqual([first]);
});

test.each(['clerk', 'own-message', 'quoted-in-answer', 'imported'] as const)('proof "%s" makes a mail sent', (proof) => {
  expect(stepsOf(foldHistory(aLog(drafted(), sent({ proof }))))).toEqual([['R1', daysAgo(11), 'sent']]);
});

test('a mail proved sent counts although its draft was noted as discarded, before or after', () => {
  for (const log of [aLog(drafted(), discarded(), sent({ proof: 'own-message' })), aLog(drafted(), sent(), discarded())]) {
    const history = foldHistory(log);
    expect(stepsOf(history)).toEqual([['R1', daysAgo(11), 'sent']]);
    expect(history.drafts).toEqual([]);
  }
});

test('sent twice is one step, on the day of the first word', () => {
  expect(stepsOf(foldHistory(aLog(drafted(), sent({ sentOn: daysAgo(11) }), sent({ sentOn: daysAgo(9), proof: 'own-message' }))))).toEqual([['R1', daysAgo(11), 'sent']]);
});

test('sent or discarded under an unknown reference moves nothing', () => {
  const history = foldHistory(aLog(drafted(), sent({ reference: second }), discarded({ reference: second })));
  expect(history.steps.size).toBe(0);
  expect(history.drafts).toHaveLength(1);
  expect([...history.references]).toEqual([first]);
});

test('where an imported log used a reference twice, sent means the latest draft before it', () => {
  const history = foldHistory(aLog(
    drafted({ stage: 'R1' }), sent({ sentOn: daysAgo(30), proof: 'imported' }), drafted({ stage: 'R2' }), sent({ sentOn: daysAgo(20), proof: 'imported' }),
  ));
  expect(stepsOf(history)).toEqual([['R1', daysAgo(30), 'sent'], ['R2', daysAgo(20), 'sent']]);
});

test('steps stand in the order of the days on which they were done, the last is the counter', () => {
  const history = foldHistory(aLog(
    [called(), { on: daysAgo(5) }],
    ...aReminderSent({ stage: 'R2', reference: second, on: daysAgo(9) }),
    [drafted({ stage: 'R1' }), { on: daysAgo(4) }],
    [sent({ sentOn: daysAgo(20) }), { on: daysAgo(1) }],
  ));
  expect(stepsOf(history).map(([stage]) => stage)).toEqual(['R1', 'R2', 'R3']);
});

test('two steps on one day stand in the order of the log', () => {
  expect(stepsOf(foldHistory(aLog(...aReminderSent({ stage: 'R2', on: TODAY }), [called(), { on: TODAY }]))).map(([stage]) => stage)).toEqual(['R2', 'R3']);
});

test('a due-date notice is no overdue mail; the plan may say so of other stages', () => {
  const log = aLog(...aReminderSent({ stage: 'R0', on: daysAgo(5) }), ...aReminderSent({ stage: 'R1', reference: second, on: daysAgo(8) }));
  expect(foldHistory(log).lastOverdueMailOn).toBe(daysAgo(8));
  expect(foldHistory(log, (stage) => stage === 'R0').lastOverdueMailOn).toBe(daysAgo(5));
  expect(foldHistory(log, () => false).lastOverdueMailOn).toBeNull();
});

test('the last overdue mail is the latest by day of sending; answers, calls, letters and drafts are none', () => {
  const log = aLog(
    ...aReminderSent({ stage: 'R2', reference: second, on: daysAgo(8) }), ...aReminderSent({ on: daysAgo(20) }),
    [replied(), { on: daysAgo(3) }], [called(), { on: daysAgo(2) }], [deposited({ depositedOn: daysAgo(2) }), { on: daysAgo(2) }], [drafted({ reference: reference('R-B2B2') }), { on: TODAY }],
  );
  expect(foldHistory(log).lastOverdueMailOn).toBe(daysAgo(8));
});

/* ---- calls, letters, skipped steps ---- */

test.each<[CallOutcome, boolean]>([
  ['reached', true], ['promise', true], ['dispute', true], ['voicemail', true],
  ['no-answer', false], ['wrong-number', false], ['call-back', false],
])('a call of the plan that ended with "%s" counts as done: %s', (outcome, counts) => {
  expect(stepsOf(foldHistory(aLog([called({ outcome }), { on: daysAgo(3) }])))).toEqual(counts ? [['R3', daysAgo(3), 'called']] : []);
});

test('a call outside the plan is no step, whatever its outcome', () => {
  expect(foldHistory(aLog(called({ stage: null }))).steps.size).toBe(0);
});

test('a letter is done on the day of deposit, for the invoices that it demanded', () => {
  const history = foldHistory(aLog([deposited({ invoices: [aListed({ number: 'FA-1', step: 'R4' }), aListed({ number: 'FA-2', step: null })], depositedOn: daysAgo(5) }), { on: daysAgo(2) }]));
  expect([...history.steps.keys()]).toEqual([A]);
  expect(stepsOf(history, A)).toEqual([['R4', daysAgo(5), 'deposited']]);
});

test('what becomes of a letter moves no counter', () => {
  const letter = entryId('entry-1');
  const log = aLog(deposited(), { kind: 'letter-presented', letter, presentedOn: daysAgo(3) }, { kind: 'letter-unclaimed', letter, returnedOn: TODAY }, { kind: 'letter-refused', letter, refusedOn: TODAY }, { kind: 'letter-delivered', letter, deliveredOn: TODAY });
  expect(stepsOf(foldHistory(log))).toEqual([['R4', daysAgo(5), 'deposited']]);
});

test('a skipped step counts as done on the day of skipping', () => {
  expect(stepsOf(foldHistory(aLog([skipped({ stage: 'R2' }), { on: daysAgo(4) }])))).toEqual([['R2', daysAgo(4), 'skipped']]);
});

/* ---- undo ---- */

test('undoing "sent" gives the draft back as open', () => {
  const history = foldHistory(aLog(drafted(), sent(), voided(entryId('entry-2'))));
  expect(history.steps.size).toBe(0);
  expect(history.drafts.map(({ entry }) => entry)).toEqual(['entry-1']);
  expect(history.lastOverdueMailOn).toBeNull();
});

test('undoing "discarded" gives the draft back as open', () => {
  expect(foldHistory(aLog(drafted(), discarded(), voided(entryId('entry-2')))).drafts).toHaveLength(1);
});

test('undoing the first "sent" leaves the second one', () => {
  expect(stepsOf(foldHistory(aLog(drafted(), sent({ sentOn: daysAgo(11) }), sent({ sentOn: daysAgo(9) }), voided(entryId('entry-2')))))).toEqual([['R1', daysAgo(9), 'sent']]);
});

test('undoing "drafted" takes the whole reminder away, its reference stays taken', () => {
  const history = foldHistory(aLog(drafted(), sent(), voided(entryId('entry-1'))));
  expect([history.steps.size, history.drafts.length, history.lastOverdueMailOn]).toEqual([0, 0, null]);
  expect([...history.references]).toEqual([first]);
});

const insolvency: LogFact = { kind: 'insolvency-noted', procedure: 'recovery', openedOn: daysAgo(9), publishedOn: null };
const plan: LogFact = { kind: 'plan-agreed', instalments: [{ due: inDays(10), amount: eur(600) }, { due: inDays(40), amount: eur(600) }], invoices: [A] };
test.each<[string, LogFact]>([
  ['a call', called()], ['a letter', deposited()], ['a skipped step', skipped()], ['a promise', promised()], ['a dispute', disputed()], ['a hold', held()], ['an insolvency', insolvency], ['a plan', plan],
])('undoing %s makes it as if it had not been', (_, fact) => {
  expect(foldHistory(aLog(fact))).not.toEqual(foldHistory([]));
  expect(foldHistory(aLog(fact, voided(entryId('entry-1'))))).toEqual(foldHistory([]));
});

test('undoing what closed, lifted or missed brings back what was open', () => {
  expect(foldHistory(aLog(disputed(), disputeClosed(entryId('entry-1')), voided(entryId('entry-2')))).disputes).toHaveLength(1);
  expect(foldHistory(aLog(held(), lifted(entryId('entry-1')), voided(entryId('entry-2')))).holds).toHaveLength(1);
  expect(foldHistory(aLog(plan, { kind: 'instalment-missed', plan: entryId('entry-1'), due: inDays(10) }, voided(entryId('entry-2')))).plans).toHaveLength(1);
});

test('an undo that was itself undone undoes nothing', () => {
  expect(foldHistory(aLog(held(), voided(entryId('entry-1')), voided(entryId('entry-2')))).holds).toHaveLength(1);
  expect(foldHistory(aLog(held(), voided(entryId('entry-1')), voided(entryId('entry-2')), voided(entryId('entry-3')))).holds).toHaveLength(0);
});

test('an undo reaches no later entry, not itself and nothing unknown', () => {
  expect(foldHistory(aLog(voided(entryId('entry-2')), held(), voided(entryId('entry-3')), voided(entryId('entry-99')))).holds).toHaveLength(1);
});

/* ---- promises ---- */

test('a promise is kept with its dates, also when its day has passed: dunning judges it', () => {
  expect(foldHistory(aLog([promised({ amount: eur(500), promisedFor: daysAgo(3), invoices: [A] }), { on: daysAgo(12) }])).promises).toEqual([
    { entry: 'entry-1', amount: eur(500), promisedFor: daysAgo(3), recordedOn: daysAgo(12), invoices: [A] },
  ]);
});

test.each([
  ['the same invoices', [A, B], [A, B], ['2: FA-1 FA-2']],
  ['these and more', [A], [A, B], ['2: FA-1 FA-2']],
  ['others', [A], [B], ['1: FA-1', '2: FA-2']],
  ['some of them', [A, B], [A], ['1: FA-2', '2: FA-1']],
  ['the whole account', [A], [], ['2: ']],
  ['one invoice, after one for the whole account', [], [A], ['1: ', '2: FA-1']],
])('a newer promise over %s', (_, older, newer, expected) => {
  const { promises } = foldHistory(aLog(promised({ invoices: older, promisedFor: inDays(2) }), promised({ invoices: newer, promisedFor: inDays(9) })));
  expect(promises.map(({ entry, invoices }) => `${entry.slice(6)}: ${invoices.map((id) => id.split(':')[1]).join(' ')}`)).toEqual(expected);
});

test('what stays promised of a split promise has no amount: nobody said how it splits', () => {
  const { promises } = foldHistory(aLog(promised({ invoices: [A, B], amount: eur(900) }), promised({ invoices: [A], amount: eur(400) })));
  expect(promises.map(({ amount }) => amount)).toEqual([null, eur(400)]);
});

test('undoing the newer promise opens the older one again', () => {
  expect(foldHistory(aLog(promised(), promised(), voided(entryId('entry-2')))).promises.map(({ entry }) => entry)).toEqual(['entry-1']);
});

/* ---- disputes, holds, plans, insolvency ---- */

test('a dispute stays open until it is closed, each for itself', () => {
  const log = aLog([disputed({ invoices: [A], amount: gbp(40), reason: 'prix' }), { on: daysAgo(6) }], disputed({ invoices: [B] }), disputeClosed(entryId('entry-2')));
  expect(foldHistory(log).disputes).toEqual([{ entry: 'entry-1', openedOn: daysAgo(6), invoices: [A], amount: gbp(40), reason: 'prix' }]);
});

test('a hold stays until it is lifted; whether its day has passed is for dunning to judge', () => {
  const log = aLog(held({ until: daysAgo(1), reason: 'x' }), held({ until: null }), lifted(entryId('entry-2')));
  expect(foldHistory(log).holds).toEqual([{ entry: 'entry-1', until: daysAgo(1), reason: 'x' }]);
});

test('a plan stands until an instalment is missed', () => {
  expect(foldHistory(aLog(plan)).plans).toEqual([{ entry: 'entry-1', instalments: [{ due: inDays(10), amount: eur(600) }, { due: inDays(40), amount: eur(600) }], invoices: [A] }]);
  expect(foldHistory(aLog(plan, { kind: 'instalment-missed', plan: entryId('entry-1'), due: inDays(10) })).plans).toEqual([]);
});

test('the last insolvency noted is the one that counts', () => {
  const log = aLog(insolvency, { kind: 'insolvency-noted', procedure: 'liquidation', openedOn: daysAgo(1), publishedOn: TODAY });
  expect(foldHistory(log).insolvency).toEqual({ entry: 'entry-2', procedure: 'liquidation', openedOn: daysAgo(1), publishedOn: TODAY });
});

test('an open draft says the way that its text really went', () => {
  const ways = (...facts: LogFact[]): readonly string[] => foldHistory(aLog(...facts)).drafts.map(({ reference: of, channel }) => `${of} ${channel}`);
  expect(ways(drafted({ channel: 'reply' }))).toEqual([`${first} reply`]);
  expect(ways(drafted({ channel: 'reply' }), drafted({ reference: second, channel: 'reply' }), rerouted({ channel: 'copied' }))).toEqual([`${first} copied`, `${second} reply`]);
  // Undone, it says nothing any more; without its draft neither.
  expect(ways(drafted({ channel: 'reply' }), rerouted({ channel: 'copied' }), voided(entryId('entry-2')))).toEqual([`${first} reply`]);
  expect(ways(rerouted({ channel: 'copied' }))).toEqual([]);
});

const QUIET: readonly LogFact[] = [
  replied(), noted(), { kind: 'invoice-resent', invoices: [A] }, { kind: 'sms-noted', invoices: [A] }, { kind: 'step-announced', reference: first, announced: 'R4', by: day('2026-12-01') },
  { kind: 'lint-overridden', reference: first, finding: 'x', reason: 'y' }, { kind: 'contact-changed', address: address('a@b.fr'), change: 'bounced' }, { kind: 'debtors-merged', merged: 'C-2' as never },
];
test.each(QUIET)('$kind is shown in the time line and moves no counter', (fact) => {
  const { contacts: _contacts, lastAnswerOn: _answer, lastSettledOn: _settled, ...counters } = foldHistory(aLog(fact));
  expect(foldHistory([])).toMatchObject(counters);
});

/* ---- addresses and answers ---- */

const about = (change: 'added' | 'removed' | 'bounced', role?: 'accounting' | 'generic'): LogFact => ({ kind: 'contact-changed', address: address('a@b.fr'), change, ...(role === undefined ? {} : { role }) });
const said = (...facts: readonly LogItem[]) => foldHistory(aLog(...facts)).contacts.get(address('a@b.fr'));

test('the last word on an address counts, with who said it and when', () => {
  expect(said(about('bounced'), [about('added'), { on: daysAgo(2) }])).toEqual({ entry: 'entry-2', change: 'added', on: daysAgo(2), author: expect.objectContaining({ name: 'Marie Lefèvre' }), role: null, added: true });
  expect(said(about('added'), about('bounced'))).toMatchObject({ entry: 'entry-2', change: 'bounced', added: true });
});

test('a word on an address that was taken back counts no more: the one before it does', () => {
  expect(said(about('bounced'), voided(entryId('entry-1')))).toBeUndefined();
  expect(said(about('removed'), about('bounced'), voided(entryId('entry-2')))).toMatchObject({ change: 'removed', added: false });
});

test('an address that is refused later keeps the role under which it was added', () => {
  expect(said(about('added', 'accounting'), about('bounced'))).toMatchObject({ change: 'bounced', role: 'accounting' });
  expect(said(about('added', 'accounting'), about('added'))).toMatchObject({ role: null });
});

test.each<readonly [string, LogFact, boolean]>([
  ['a promise', promised(), true], ['a dispute', disputed(), true], ['a call that reached somebody', called(), true], ['a voicemail', called({ outcome: 'voicemail' }), false],
  ['a reminder quoted back', sent({ proof: 'quoted-in-answer' }), true], ['a reminder sent', sent(), false], ['bank details that were asked for', replied({ reply: 'bank-details' }), true],
  ['a statement sent unasked', replied({ reply: 'statement' }), false], ['a note', noted(), false],
])('%s tells whether the debtor answered', (_, fact, answered) => {
  expect(foldHistory(aLog([fact, { on: daysAgo(3) }])).lastAnswerOn).toBe(answered ? daysAgo(3) : null);
});

/* ---- properties ---- */

const anyFact: fc.Arbitrary<LogFact> = fc.oneof(
  fc.record({ reference: fc.constantFrom(first, second), stage: fc.constantFrom('R0', 'R1', 'R2') }).map((over) => drafted(over)),
  fc.record({ reference: fc.constantFrom(first, second), sentOn: fc.integer({ min: 0, max: 40 }).map((ago) => daysAgo(ago)) }).map(sent),
  fc.constantFrom(first, second).map((of) => discarded({ reference: of })),
  fc.constantFrom(first, second).map((of) => rerouted({ reference: of })),
  fc.subarray([A, B]).map((invoices) => promised({ invoices })),
  fc.constantFrom(called(), skipped(), disputed(), held(), deposited(), plan, insolvency, ...QUIET),
  fc.integer({ min: 1, max: 12 }).chain((seq) => fc.constantFrom(voided(entryId(`entry-${seq}`)), lifted(entryId(`entry-${seq}`)), disputeClosed(entryId(`entry-${seq}`)))),
);
const anyLog: fc.Arbitrary<readonly LogEntry[]> = fc.array(anyFact, { maxLength: 14 }).map((facts) => aLog(...facts));

test('the order in which entries are handed over does not matter', () => {
  fc.assert(fc.property(anyLog.chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray([...log], { minLength: log.length }))), ([log, shuffled]) => {
    expect(foldHistory(shuffled)).toEqual(foldHistory(log));
  }));
});

test('appending an entry and undoing it at once changes nothing but the references taken', () => {
  fc.assert(fc.property(anyLog, anyFact, (log, fact) => {
    const facts = log.map((entry) => entry.fact);
    const after = foldHistory(aLog(...facts, fact, voided(entryId(`entry-${facts.length + 1}`))));
    // The undo may name an entry which an undo of the generated log names too; entry numbers beyond the log are harmless.
    const before = foldHistory(aLog(...facts));
    expect({ ...after, references: null }).toEqual({ ...before, references: null });
    for (const taken of before.references) expect(after.references.has(taken)).toBe(true);
  }));
});

test('a draft is never open and done at once, and steps are in order', () => {
  fc.assert(fc.property(anyLog, (log) => {
    const history = foldHistory(log);
    const done = [...history.steps.values()].flat();
    expect(history.drafts.filter(({ entry }) => done.some((step) => step.entry === entry))).toEqual([]);
    for (const steps of history.steps.values()) {
      expect(steps.map(({ on }) => on)).toEqual(steps.map(({ on }) => on).sort());
    }
  }));
});
