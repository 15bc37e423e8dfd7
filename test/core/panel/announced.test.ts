import { describe, expect, test } from '@jest/globals';
import { assess, presentDebtor, statementOfAccount } from '../../../src/core';
import type { Announced, Assessment, Language, LogEntry, StageId } from '../../../src/core';
import { announcedNotices } from '../../../src/core/panel/announced';
import { announcementsIn } from '../../../src/core/reminder/announcements';
import { aCaseFile, aListed, aLog, anEntry, anInvoice, aPack, aPolicy, daysAgo, deposited, drafted, entryId, inDays, MARIE, reference, sent, skipped, TODAY, voided } from '../builders';
import type { LogItem } from '../builders';

const invoice = anInvoice({ due: daysAgo(40) });
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

function at(stage: StageId): Exclude<Assessment, { kind: 'unknown-debtor' }> {
  const of = aPolicy().stages.find(({ id }) => id === stage);
  if (of === undefined) throw new Error(stage);
  const statement = statementOfAccount({ invoices: [invoice], unallocatedCredits: [], disputes: [] }, TODAY);
  const demanded = statement.items.map((item) => ({ item, step: stage }));
  return {
    kind: 'remind', today: TODAY, statement, arithmetic: [], recheckOn: null, policyVersion: 'standard-1', ladder: [],
    proposal: { stage: of, step: 1, steps: 6, possibleSince: TODAY, triggers: [invoice.id], demanded, informational: [], sum: invoice.instalments[0]?.outstanding ?? { minor: 0, currency: 'EUR' }, previous: null, deadline: inDays(7) },
  };
}
const announcedOn = (days: number, announced: Announced, ref = 'R-7K3F', stage = 'R2'): readonly LogItem[] => [
  [drafted({ reference: reference(ref), stage, invoices: [aListed({ of: invoice, step: stage })], announced }), { on: daysAgo(days) }],
  [sent({ reference: reference(ref), sentOn: daysAgo(days) }), { on: daysAgo(days) }],
];
const notices = (entries: readonly LogEntry[], stage: StageId = 'R2', language: Language = 'fr') => announcedNotices(entries, at(stage), { language, today: TODAY, policy: aPolicy() }).map(({ intent, text }) => `${intent} ${plain(text)}`);

describe('what the last text announced stands on the next card', () => {
  const notice: Announced = { deadline: daysAgo(3), days: null, next: 'R4' };
  test('with its day, and that it is time', () => {
    expect(notices(aLog(...announcedOn(11, notice)), 'R4')).toEqual(['info Annoncé le 12/11 : mise en demeure si rien au 20/11. Délai passé, sans suite à ce jour.']);
    expect(notices(aLog(...announcedOn(11, notice)), 'R4', 'en')).toEqual(['info Announced on 12 Nov: formal notice if nothing by 20 Nov. That day has passed, and it was not done.']);
  });
  test.each([[-1, 'Délai passé, sans suite à ce jour.'], [0, 'Délai en cours.'], [1, 'Délai en cours.']])('a deadline %i days from today', (days, state) => {
    expect(notices(aLog(...announcedOn(11, { ...notice, deadline: inDays(days) })), 'R4')[0]).toContain(state);
  });
  test('and that it was done, when it was', () => {
    const done = aLog(...announcedOn(20, { ...notice, deadline: daysAgo(12) }), [deposited({ invoices: [aListed({ of: invoice, step: 'R4' })], depositedOn: daysAgo(9) }), { on: daysAgo(9) }]);
    expect(notices(done, 'R5')).toEqual(['info Annoncé le 03/11 : mise en demeure si rien au 11/11. Faite le 14/11.']);
  });
  test('a step that was skipped was not done', () => {
    expect(notices(aLog(...announcedOn(20, notice), [skipped({ stage: 'R4', invoices: [invoice.id] }), { on: daysAgo(9) }]), 'R5')[0]).toContain('sans suite à ce jour');
  });
  test('a day to pay by, where nothing else was announced', () => {
    expect(notices(aLog(...announcedOn(11, { deadline: inDays(2), days: null, next: null })))).toEqual(['info Demandé le 12/11 : paiement au plus tard le 25/11. Délai en cours.']);
  });
  test('a letter counts from its first presentation', () => {
    const letter = deposited({ invoices: [aListed({ of: invoice, step: 'R4' })], depositedOn: daysAgo(12), announced: { deadline: null, days: 8, next: 'R5' } });
    expect(notices(aLog([letter, { on: daysAgo(12) }]), 'R5')).toEqual(['info Annoncé le 11/11 : transmission si rien 8 jours après la première présentation.']);
    const presented = aLog([letter, { on: daysAgo(12) }], [{ kind: 'letter-presented', letter: entryId('entry-1'), presentedOn: daysAgo(10) }, { on: daysAgo(9) }]);
    expect(notices(presented, 'R5')).toEqual(['info Annoncé le 11/11 : transmission si rien au 21/11. Délai passé, sans suite à ce jour.']);
  });
});

describe('a warning', () => {
  const late: Announced = { deadline: daysAgo(3), days: null, next: 'R4' };
  test('before a step that is softer than what was announced', () => {
    expect(notices(aLog(...announcedOn(11, late)), 'R2')).toEqual(['warning Annoncé le 12/11 : mise en demeure si rien au 20/11. Délai passé, sans suite à ce jour. Relance ferme : étape plus douce que celle annoncée.']);
  });
  test('not before a call that the plan has between the two', () => {
    expect(notices(aLog(...announcedOn(11, late)), 'R3')[0]).toMatch(/^info /);
    expect(notices(aLog(...announcedOn(11, late)), 'R1')[0]).toMatch(/^warning .*plus douce/);
  });
  test('not while the time given runs', () => {
    expect(notices(aLog(...announcedOn(11, { ...late, deadline: inDays(1) })), 'R3')[0]).toMatch(/^info /);
  });
  test('before the same is announced once more and was never done', () => {
    const twice = aLog(...announcedOn(30, { ...late, deadline: daysAgo(20) }, 'R-2AAA'), ...announcedOn(11, late, 'R-2BBB'));
    expect(notices(twice, 'R2')[0]).toContain('Annoncé 2 fois sans suite : ne l’annoncez plus sans le faire.');
    expect(notices(twice, 'R4')[0]).not.toContain('fois sans suite');
  });
});

describe('nothing is said', () => {
  const announced: Announced = { deadline: daysAgo(3), days: null, next: 'R4' };
  test('of a draft that never left', () => {
    expect(announcementsIn([anEntry(drafted({ announced }))])).toEqual([]);
  });
  test('of an entry that was undone', () => {
    expect(notices(aLog(...announcedOn(11, announced), voided(entryId('entry-1'))))).toEqual([]);
  });
  test('of entries that are older than announcements', () => {
    expect(notices(aLog([drafted({ invoices: [aListed({ of: invoice })] }), { on: daysAgo(11) }], sent()))).toEqual([]);
  });
  test('of invoices that are paid by now', () => {
    const other = anInvoice({ number: 'FA-2026-0100' });
    expect(notices(aLog(drafted({ invoices: [aListed({ of: other })], announced }), sent()))).toEqual([]);
  });
});

test('the card of the debtor shows it', () => {
  const entries = aLog(...announcedOn(25, { deadline: daysAgo(17), days: null, next: 'R4' }));
  const file = aCaseFile({ invoices: [invoice], entries });
  const assessment = assess(file, aPack(), null, TODAY);
  const card = presentDebtor({ language: 'fr', me: MARIE, pack: aPack(), file, assessment, identification: null, recipient: null, chosen: null, offsetMinutes: 60 }, TODAY);
  expect(card.nextStep.notices.map(({ text }) => plain(text)).join(' ')).toContain('Annoncé le 29/10 : mise en demeure si rien au 06/11.');
});
