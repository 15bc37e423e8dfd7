import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { assess, checkAppend, STANDARD_POLICY, undoOf } from '../../../src/core';
import type { CaseFile, DunningStage, EntryId, Invoice, LogEntry, LogFact, LogProblem, Pack, Result } from '../../../src/core';
import {
  aCaseFile, aDebtor, aListed, aLog, aNewEntry, anInvoice, aProfile, called, daysAgo, day, deposited, discarded, disputeClosed, disputed, drafted, entryId, eur, held, idOf, inDays, lifted, noted, PAUL, promised,
  reference, replied, sent, skipped, TODAY, usd, voided, rerouted,
} from '../builders';
import type { EntryOver } from '../builders';
import { aLife } from '../dunning/lives';
import { SHIPPED } from '../reminder/shipped';
import { noticed, phoned, reminded, withPolicy } from '../dunning/standard';

const PACK = withPolicy();
const invoice = anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000) });
const other = anInvoice({ number: 'FA-2', due: daysAgo(20), amount: eur(500) });
type Log = readonly (readonly [LogFact, EntryOver])[];
const fileOf = (log: Log = [], invoices: readonly Invoice[] = [invoice]): CaseFile => aCaseFile({ invoices, entries: aLog(...log) });
const checked = (fact: LogFact, file: CaseFile, today = TODAY): Result<null, LogProblem> => checkAppend(file, PACK, aNewEntry(fact, { policyVersion: PACK.policies[0]?.version ?? null }), today);
/** 'ok', or the code with what it names. */
function outcome(fact: LogFact, file: CaseFile, today = TODAY): string {
  const result = checked(fact, file, today);
  if (result.ok) return 'ok';
  const { problem } = result;
  return problem.code === 'log/invalid-entry' ? `${problem.code} ${problem.field}` : problem.code === 'log/cannot-be-undone' ? `${problem.code} ${problem.because}` : problem.code;
}
const aDraft = (stage = 'R1', over: Parameters<typeof drafted>[0] = {}) => drafted({ stage, reference: reference('R-9XYZ'), tone: stage === 'R2' ? 'firm' : 'courteous', invoices: [aListed({ of: invoice, step: stage })], ...over });
const open = (stage = 'R1', on = TODAY): Log => [[drafted({ stage, invoices: [aListed({ of: invoice, step: stage })] }), { on, author: PAUL }]];

describe('a reminder drafted', () => {
  test('passes while it is the right one', () => {
    expect(outcome(aDraft(), fileOf())).toBe('ok');
    expect(outcome(aDraft('R2'), fileOf(reminded('R1', daysAgo(11), invoice)))).toBe('ok');
  });

  test('is refused when a colleague has a draft of it, with who and when', () => {
    expect(checked(aDraft(), fileOf(open()))).toEqual({ ok: false, problem: { code: 'log/step-taken', stage: 'R1', by: 'Paul Garnier', at: '2026-11-23T09:15:00.000Z', entry: 'entry-1' } });
  });

  test('is refused when a colleague sent it, with who and when', () => {
    const log: Log = [...open(), [sent({ sentOn: TODAY }), { on: TODAY, author: PAUL }]];
    expect(checked(aDraft(), fileOf(log))).toMatchObject({ ok: false, problem: { code: 'log/step-taken', stage: 'R1', by: 'Paul Garnier', entry: 'entry-1' } });
  });

  test('is refused while any draft waits to be settled, whatever its step', () => {
    expect(checked(aDraft('R2'), fileOf(open('R1', daysAgo(12))))).toMatchObject({ ok: false, problem: { code: 'log/step-taken', stage: 'R1' } });
  });

  test.each<[string, CaseFile, LogFact]>([
    ['paid meanwhile', fileOf([], [anInvoice({ number: 'FA-1', outstanding: eur(0) })]), aDraft()],
    ['partly paid meanwhile: the text asks for more than is owed', fileOf([], [anInvoice({ number: 'FA-1', due: daysAgo(32), amount: eur(1000), outstanding: eur(400) })]), aDraft()],
    ['disputed meanwhile', fileOf([[disputed({ invoices: [invoice.id] }), { on: TODAY }]]), aDraft()],
    ['promised meanwhile', fileOf([[promised({ invoices: [] }), { on: TODAY }]]), aDraft()],
    ['too soon', fileOf(reminded('R1', daysAgo(9), invoice)), aDraft('R2')],
    ['a step too far', fileOf(), aDraft('R2')],
    ['further for an invoice than its age allows', fileOf(reminded('R1', daysAgo(11), invoice), [invoice, anInvoice({ number: 'FA-2', due: daysAgo(5) })]), aDraft('R2', { invoices: [aListed({ of: invoice, step: 'R2' }), aListed({ number: 'FA-2', step: 'R2' })] })],
    ['another sum than that of its invoices', fileOf(), aDraft('R1', { demanded: eur(1000.01) })],
    ['another currency', fileOf(), aDraft('R1', { demanded: usd(1000) })],
    ['nothing that triggers', fileOf(reminded('R1', daysAgo(11), invoice), [invoice, other]), aDraft('R2', { invoices: [aListed({ of: other, step: 'R1' })] })],
  ])('is refused when it is no longer due: %s', (_, file, fact) => {
    expect(outcome(fact, file)).toBe('log/no-longer-due');
  });

  test('is refused, not called wrong, when the plan was changed meanwhile', () => {
    const [policy = STANDARD_POLICY] = PACK.policies;
    const changed = (change: Partial<DunningStage>): Pack => ({ ...PACK, policies: [{ ...policy, version: 'standard-2', stages: policy.stages.map((stage) => (stage.id === 'R1' ? { ...stage, ...change } : stage)) }] });
    for (const pack of [changed({ enabled: false }), changed({ tones: ['firm'] })]) expect(checkAppend(fileOf(), pack, aNewEntry(aDraft()), TODAY)).toEqual({ ok: false, problem: { code: 'log/no-longer-due' } });
  });

  test('is refused when it was written for another kind of customer than he is by now', () => {
    const pack: Pack = { ...PACK, templates: SHIPPED };
    const public_: CaseFile = { ...fileOf(), debtor: aDebtor({ kind: 'public' }) };
    const written = (key: string) => aNewEntry(aDraft('R1', { template: { key, version: '1' } }));
    const said = (key: string, file: CaseFile): boolean => checkAppend(file, pack, written(key), TODAY).ok;
    expect([said('fr/r1-courteous', fileOf()), said('fr/r1-courteous', public_), said('fr/r1-courteous-public', public_), said('fr/r1-courteous-public', fileOf())]).toEqual([true, false, true, false]);
  });

  test('is refused when its invoice was assigned meanwhile, and the text still names our account', () => {
    const pack: Pack = { ...PACK, profile: aProfile({ iban: 'FR76 3000 6000 0112 3456 7890 189' }) };
    const sold = fileOf([], [{ ...invoice, assignee: { name: 'Affactura', iban: 'DE89370400440532013000' } }]);
    const said = (text: string | null, file: CaseFile): boolean => checkAppend(file, pack, aNewEntry(aDraft()), TODAY, text).ok;
    const ours = 'IBAN FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189';
    expect([said(ours, fileOf()), said(ours, sold), said('IBAN DE89 3704 0044 0532 0130 00', sold), said(null, sold)]).toEqual([true, false, true, true]);
  });

  test('may list less than is offered, and move an invoice less', () => {
    const file = fileOf(reminded('R1', daysAgo(11), invoice), [invoice, other]);
    const both = [aListed({ of: invoice, step: 'R2' }), aListed({ of: other, step: 'R2' })];
    expect(outcome(aDraft('R2', { invoices: both }), file)).toBe('ok');
    expect(outcome(aDraft('R2', { invoices: both.slice(0, 1) }), file)).toBe('ok');
    expect(outcome(aDraft('R2', { invoices: [aListed({ of: invoice, step: 'R2' }), aListed({ of: other, step: null })], demanded: eur(1000) }), file)).toBe('ok');
  });

  test('is not taken on a day off', () => {
    expect(outcome(aDraft(), fileOf(), day('2026-11-22'))).toBe('log/no-longer-due');
  });

  test('a paid invoice of another step is no “step taken”: a late window that offers R1 again meets who sent it', () => {
    const log = [...reminded('R1', daysAgo(11), invoice)];
    expect(outcome(aDraft('R1'), fileOf(log))).toBe('log/step-taken');
  });

  test.each<[string, LogFact, string]>([
    ['a stage that is a call', aDraft('R3'), 'entry.fact.stage'],
    ['a stage that the plan does not have', aDraft('R9'), 'entry.fact.stage'],
    ['a tone that the stage does not allow', aDraft('R1', { tone: 'formal' }), 'entry.fact.tone'],
    ['no invoice', aDraft('R1', { invoices: [], demanded: eur(1) }), 'entry.fact.invoices'],
    ['an invoice of somebody else', aDraft('R1', { invoices: [aListed({ number: 'FA-77' })] }), 'entry.fact.invoices'],
    ['nothing demanded', aDraft('R1', { demanded: eur(0) }), 'entry.fact.demanded'],
    ['a reference that is none', aDraft('R1', { reference: reference('R-7k') }), 'entry.fact.reference'],
  ])('is refused as invalid: %s', (_, fact, field) => {
    expect(outcome(fact, fileOf())).toBe(`log/invalid-entry ${field}`);
  });

  test('never carries a reference that was given out before', () => {
    const log: Log = [[aDraft(), { on: daysAgo(3) }], [discarded({ reference: reference('R-9XYZ') }), { on: daysAgo(3) }]];
    expect(outcome(aDraft(), fileOf(log))).toBe('log/invalid-entry entry.fact.reference');
    expect(outcome(aDraft('R1', { reference: reference('R-8XYZ') }), fileOf(log))).toBe('ok');
  });

  test('what is offered passes, and a second one is told who was faster', () => {
    let reminders = 0;
    fc.assert(
      fc.property(aLife, ({ file }) => {
        const assessment = assess(file, PACK, null, TODAY);
        if (assessment.kind !== 'remind') return;
        reminders += 1;
        const { stage, demanded, informational, sum } = assessment.proposal;
        const listed = [...demanded.map(({ item, step }) => ({ item, step })), ...informational.map((item) => ({ item, step: null }))].map(({ item, step }) => ({
          invoice: item.invoice, number: item.number, outstanding: eur((item.outstanding.minor - item.disputed.minor) / 100), step,
        })).map((one) => ({ ...one, outstanding: { ...one.outstanding, currency: sum.currency } }));
        const fact = drafted({ stage: stage.id, tone: stage.tones[0] ?? 'courteous', reference: reference('R-9999X'), invoices: listed, demanded: sum });
        expect(outcome(fact, file)).toBe('ok');
        const entries = [...file.entries, ...aLog([fact, { on: TODAY, id: entryId('entry-new') }]).map((entry) => ({ ...entry, seq: file.entries.length + 1 }))];
        expect(outcome({ ...fact, reference: reference('R-9998X') }, { ...file, entries })).toBe('log/step-taken');
      }),
      { numRuns: 300 },
    );
    expect(reminders).toBeGreaterThan(10);
  });
});

describe('settling a draft', () => {
  const draft = open('R1', daysAgo(4));
  test('sent and discarded need an open one', () => {
    expect(outcome(sent({ sentOn: daysAgo(2) }), fileOf(draft))).toBe('ok');
    expect(outcome(discarded(), fileOf(draft))).toBe('ok');
    for (const fact of [sent({ reference: reference('R-5555A') }), discarded({ reference: reference('R-5555A') })]) expect(outcome(fact, fileOf(draft))).toBe('log/nothing-to-confirm');
    const settled: Log = [...draft, [sent({ sentOn: daysAgo(2) }), { on: daysAgo(2) }]];
    expect(outcome(sent({ sentOn: daysAgo(1) }), fileOf(settled))).toBe('log/nothing-to-confirm');
    expect(outcome(discarded(), fileOf(settled))).toBe('log/nothing-to-confirm');
  });
  test('the way that a text really went completes an open draft, once, and only where it is another one', () => {
    expect(outcome(rerouted({ channel: 'copied' }), fileOf(draft))).toBe('ok');
    expect(outcome(rerouted({ channel: 'reply' }), fileOf(draft))).toBe('log/invalid-entry entry.fact.channel');
    expect(outcome(rerouted({ reference: reference('R-5555A') }), fileOf(draft))).toBe('log/nothing-to-confirm');
    expect(outcome(rerouted({ channel: 'new-message' }), fileOf([...draft, [rerouted({ channel: 'copied' }), { on: daysAgo(4) }]]))).toBe('log/nothing-to-confirm');
    expect(outcome(rerouted(), fileOf([...draft, [discarded(), { on: daysAgo(4) }]]))).toBe('log/nothing-to-confirm');
    expect(outcome(rerouted(), fileOf([...draft, [sent({ sentOn: daysAgo(2) }), { on: daysAgo(2) }]]))).toBe('log/nothing-to-confirm');
  });
  test('a draft that went another way is settled and undone like any other', () => {
    const log: Log = [...draft, [rerouted(), { on: daysAgo(4) }]];
    expect(outcome(sent({ sentOn: daysAgo(2) }), fileOf(log))).toBe('ok');
    expect(outcome(discarded(), fileOf(log))).toBe('ok');
    expect(outcome(voided(entryId('entry-1')), fileOf(log))).toBe('ok');
  });
  test.each([
    [daysAgo(5), 'log/invalid-entry entry.fact.sentOn'],
    [daysAgo(4), 'ok'],
    [TODAY, 'ok'],
    [inDays(1), 'log/invalid-entry entry.fact.sentOn'],
  ])('the day of sending lies between drafting and today: %s', (sentOn, answer) => {
    expect(outcome(sent({ sentOn }), fileOf(draft))).toBe(answer);
  });
  test('a mail that was seen outweighs “discarded”; a clerk’s second thought is an undo', () => {
    const log: Log = [...draft, [discarded(), { on: daysAgo(3) }]];
    expect(outcome(sent({ sentOn: daysAgo(2), proof: 'own-message' }), fileOf(log))).toBe('ok');
    expect(outcome(sent({ sentOn: daysAgo(2), proof: 'clerk' }), fileOf(log))).toBe('log/nothing-to-confirm');
    expect(outcome(sent({ sentOn: daysAgo(2) }), fileOf([...log, [voided(entryId('entry-2')), { on: daysAgo(2) }]]))).toBe('ok');
  });
  test('a draft that was undone is no longer there', () => {
    expect(outcome(sent({ sentOn: TODAY }), fileOf([...draft, [voided(entryId('entry-1')), { on: TODAY }]]))).toBe('log/nothing-to-confirm');
  });
});

describe('outcomes', () => {
  test.each([
    [-1, 'log/invalid-entry entry.fact.promisedFor'],
    [0, 'ok'],
    [1, 'ok'],
    [800, 'log/invalid-entry entry.fact.promisedFor'],
  ])('a promise for today %+i days', (days, answer) => {
    expect(outcome(promised({ promisedFor: inDays(days), invoices: [invoice.id] }), fileOf())).toBe(answer);
  });
  test.each<[string, LogFact, string]>([
    ['a promise of nothing', promised({ amount: eur(0), invoices: [] }), 'entry.fact.amount'],
    ['a promise in a currency in which nothing is open', promised({ amount: usd(10), invoices: [] }), 'entry.fact.amount'],
    ['a promise with half a mail as quotation', promised({ quotation: 'x'.repeat(201), invoices: [] }), 'entry.fact.quotation'],
    ['a promise on a day that does not exist', promised({ promisedFor: '2026-11-31' as never, invoices: [] }), 'entry.fact.promisedFor'],
    ['a dispute without a reason', disputed({ reason: ' ', invoices: [invoice.id] }), 'entry.fact.reason'],
    ['a dispute over more than the invoice', disputed({ amount: eur(1000.01), invoices: [invoice.id] }), 'entry.fact.amount'],
    ['a dispute over nothing', disputed({ invoices: [] }), 'entry.fact.invoices'],
    ['a suspension that is over', held({ until: daysAgo(1) }), 'entry.fact.until'],
    ['an empty note', noted('  '), 'entry.fact.text'],
    ['a note as long as a book', noted('x'.repeat(2001)), 'entry.fact.text'],
    ['a plan out of order', { kind: 'plan-agreed', invoices: [invoice.id], instalments: [{ due: inDays(9), amount: eur(1) }, { due: inDays(8), amount: eur(1) }] }, 'entry.fact.instalments.due'],
    ['an insolvency of tomorrow', { kind: 'insolvency-noted', procedure: 'recovery', openedOn: inDays(1), publishedOn: null }, 'entry.fact.openedOn'],
  ])('%s is refused', (_, fact, field) => {
    expect(outcome(fact, fileOf())).toBe(`log/invalid-entry ${field}`);
  });
  test('notes, replies and calls always pass, whatever stands open', () => {
    const file = fileOf([...open(), [promised({ invoices: [] }), { on: TODAY }]]);
    for (const fact of [noted('rappeler <b>lundi</b>'), replied(), called({ outcome: 'no-answer' }), called({ stage: null, invoices: [idOf('FA-404')] })]) expect(outcome(fact, file)).toBe('ok');
    expect(outcome(noted('x'.repeat(2000)), file)).toBe('ok');
    expect(outcome(disputed({ amount: eur(1000), invoices: [invoice.id] }), file)).toBe('ok');
    expect(outcome(held({ until: TODAY }), file)).toBe('ok');
  });
  test('closing and lifting name what is open', () => {
    const log: Log = [[disputed({ invoices: [invoice.id] }), { on: daysAgo(2) }], [held(), { on: daysAgo(2) }]];
    expect(outcome(disputeClosed(entryId('entry-1')), fileOf(log))).toBe('ok');
    expect(outcome(lifted(entryId('entry-2')), fileOf(log))).toBe('ok');
    for (const fact of [disputeClosed(entryId('entry-2')), lifted(entryId('entry-1')), disputeClosed(entryId('entry-9'))]) expect(outcome(fact, fileOf(log))).toBe('log/entry-unknown');
    expect(outcome(disputeClosed(entryId('entry-1')), fileOf([...log, [disputeClosed(entryId('entry-1')), { on: daysAgo(1) }]]))).toBe('log/entry-unknown');
  });
  test('a step is skipped only while it is the next one', () => {
    const skip = (stage: string) => skipped({ stage, invoices: [invoice.id] });
    expect(outcome(skip('R1'), fileOf())).toBe('ok');
    expect(outcome(skip('R2'), fileOf())).toBe('log/no-longer-due');
    expect(outcome(skip('R2'), fileOf(reminded('R1', daysAgo(5), invoice)))).toBe('ok');
    expect(outcome(skip('R1'), fileOf(reminded('R1', daysAgo(5), invoice)))).toBe('log/step-taken');
    expect(outcome(skip('R7'), fileOf())).toBe('log/invalid-entry entry.fact.stage');
  });
  test('a letter is logged when a letter is due', () => {
    const log = [...reminded('R1', daysAgo(31), invoice), ...reminded('R2', daysAgo(20), invoice), ...phoned(daysAgo(10), invoice)];
    const letter = deposited({ depositedOn: TODAY, invoices: [aListed({ of: invoice, step: 'R4' })] });
    expect(outcome(letter, fileOf(log))).toBe('ok');
    expect(outcome(letter, fileOf([...log, ...noticed(TODAY, invoice)]))).toBe('log/step-taken');
    expect(outcome(letter, fileOf())).toBe('log/no-longer-due');
    expect(outcome({ kind: 'letter-presented', letter: entryId('entry-6'), presentedOn: TODAY }, fileOf([...log, ...noticed(TODAY, invoice)]))).toBe('ok');
    expect(outcome({ kind: 'letter-presented', letter: entryId('entry-1'), presentedOn: TODAY }, fileOf(log))).toBe('log/entry-unknown');
    const early = { letter: entryId('entry-6') };
    for (const fate of [{ kind: 'letter-presented', presentedOn: daysAgo(1), ...early }, { kind: 'letter-delivered', deliveredOn: daysAgo(1), ...early }, { kind: 'letter-refused', refusedOn: daysAgo(1), ...early }, { kind: 'letter-unclaimed', returnedOn: daysAgo(1), ...early }] as const)
      expect(outcome(fate, fileOf([...log, ...noticed(TODAY, invoice)]))).toMatch(/^log\/invalid-entry entry\.fact\./);
  });
  test('an entry for another debtor or company is refused before anything else', () => {
    const file = { ...fileOf(), debtor: aDebtor({ id: 'C-1' as never }) };
    expect(outcome(noted(), file)).toBe('log/invalid-entry entry.debtor');
    expect(outcome(noted(), { ...fileOf(), company: 'x' as never })).toBe('log/invalid-entry entry.company');
  });
});

describe('undo', () => {
  const undone = (file: CaseFile, entry: string) => outcome(voided(entryId(entry)), file);
  const steps: Log = [...reminded('R1', daysAgo(25), invoice), ...reminded('R2', daysAgo(12), invoice)];

  test('takes back the last step, not one that others rest on', () => {
    expect(['entry-1', 'entry-2', 'entry-3', 'entry-4'].map((id) => undone(fileOf(steps), id))).toEqual([
      'log/cannot-be-undone not-the-last-step', 'log/cannot-be-undone not-the-last-step', 'log/cannot-be-undone not-the-last-step', 'ok',
    ]);
  });
  test('goes down one step at a time', () => {
    const first: Log = [...steps, [voided(entryId('entry-4')), { on: TODAY }]];
    expect(['entry-2', 'entry-3'].map((id) => undone(fileOf(first), id))).toEqual(['log/cannot-be-undone not-the-last-step', 'ok']);
    const second: Log = [...first, [voided(entryId('entry-3')), { on: TODAY }]];
    expect(undone(fileOf(second), 'entry-2')).toBe('ok');
  });
  test('a step of another invoice does not stand in the way', () => {
    const log: Log = [...reminded('R1', daysAgo(25), invoice), ...reminded('R1', daysAgo(12), other)];
    expect(undone(fileOf(log, [invoice, other]), 'entry-2')).toBe('ok');
  });
  test('not twice, and no undo of an undo', () => {
    const log: Log = [[noted(), { on: TODAY }], [voided(entryId('entry-1')), { on: TODAY }]];
    expect([undone(fileOf(log), 'entry-1'), undone(fileOf(log), 'entry-2'), undone(fileOf(log), 'entry-3')]).toEqual(['log/cannot-be-undone already-voided', 'log/cannot-be-undone is-an-undo', 'log/entry-unknown']);
  });
  test('a discarded draft cannot be given back once the step was taken again', () => {
    const log: Log = [...open('R1', daysAgo(15)), [discarded(), { on: daysAgo(15) }], ...reminded('R1', daysAgo(12), invoice)];
    expect(undone(fileOf(log), 'entry-2')).toBe('log/cannot-be-undone not-the-last-step');
    expect(undone(fileOf(log.slice(0, 2)), 'entry-2')).toBe('ok');
  });
  test('a call outside the plan, a promise, a note can always be taken back', () => {
    const log: Log = [[called({ stage: null, invoices: [invoice.id] }), { on: daysAgo(20) }], [promised({ promisedFor: daysAgo(10), invoices: [] }), { on: daysAgo(19) }], ...reminded('R1', daysAgo(5), invoice)];
    expect(['entry-1', 'entry-2'].map((id) => undone(fileOf(log), id))).toEqual(['ok', 'ok']);
  });
  test('what was closed is opened again first', () => {
    const log: Log = [[disputed({ invoices: [invoice.id] }), { on: daysAgo(2) }], [disputeClosed(entryId('entry-1')), { on: daysAgo(1) }]];
    expect(['entry-1', 'entry-2'].map((id) => undone(fileOf(log), id))).toEqual(['log/cannot-be-undone not-the-last-step', 'ok']);
  });
  test('says the same beforehand, so that the button is not there in vain', () => {
    const entries = fileOf(steps).entries;
    const find = (id: string): LogEntry => entries.find((entry) => entry.id === (id as EntryId)) ?? entries[0]!;
    expect(undoOf(find('entry-4'), entries)).toEqual({ ok: true, value: { kind: 'entry-voided', entry: 'entry-4', reason: 'undo' } });
    expect(undoOf(find('entry-2'), entries)).toEqual({ ok: false, problem: { code: 'log/cannot-be-undone', entry: 'entry-2', because: 'not-the-last-step' } });
  });
  test('undoing the day’s reminder frees the step for today', () => {
    const log: Log = reminded('R1', TODAY, invoice);
    const entries = aLog(...log, [voided(entryId('entry-2')), { on: TODAY }], [voided(entryId('entry-1')), { on: TODAY }]);
    expect(assess(aCaseFile({ invoices: [invoice], entries }), PACK, null, TODAY).kind).toBe('remind');
  });
});
