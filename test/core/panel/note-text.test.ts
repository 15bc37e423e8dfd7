import { describe, expect, test } from '@jest/globals';
import { SHIPPED_POLICIES, noteMark, noteText, reminderTurn } from '../../../src/core';
import type { Language, LogEntry, LogFact } from '../../../src/core';
import { PAUL, aListed, aLog, aPolicy, aStage, daysAgo, deposited, discarded, drafted, entryId, eur, noted, promised, reference, sent, voided } from '../builders';
import type { LogItem } from '../builders';

const last = (log: readonly LogEntry[]): LogEntry => log[log.length - 1] as LogEntry;
/** What is written of the last entry. Its spaces as one types them. */
const textOf = (items: readonly LogItem[], language: Language = 'fr'): string | null => {
  const log = aLog(...items);
  return noteText(last(log), log, { language, policies: SHIPPED_POLICIES })?.replace(/[\u00a0\u202f]/g, ' ') ?? null;
};
const REMINDER: readonly LogItem[] = [[drafted({ stage: 'R2', invoices: [aListed({ step: 'R2' }), aListed({ number: 'FA-2026-0301', step: 'R2', outstanding: eur(50) }), aListed({ number: 'FA-2026-0310', step: null, outstanding: eur(10) })] }), { id: entryId('d0000000-1') }], [sent(), { id: entryId('aaaa1111-2222-4333-8444-555566667777') }]];

describe('what a connected system is told of a reminder', () => {
  test('its step, day, author, invoices with their sums, and by what it is known again: no text, no address', () => {
    expect(textOf(REMINDER)?.split('\n')).toEqual([
      'Relance ferme envoyée le 12 novembre 2026 par Marie Lefèvre.', 'Factures : FA-2026-0297 (1 200,00 €), FA-2026-0301 (50,00 €).', 'Citées pour information : FA-2026-0310 (10,00 €).', 'Réf. R-7K3F.', 'Consigné par Relance, note aaaa1111.',
    ]);
    expect(textOf(REMINDER, 'en')?.split('\n')).toEqual([
      'Firm reminder sent on 12 November 2026 by Marie Lefèvre.', 'Invoices: FA-2026-0297 (€1,200.00), FA-2026-0301 (€50.00).', 'Listed for information: FA-2026-0310 (€10.00).', 'Ref. R-7K3F.', 'Logged by Relance, note aaaa1111.',
    ]);
    expect(textOf(REMINDER)).not.toContain('@');
  });

  test('who noted the sending is named beside who wrote the reminder', () => {
    expect(textOf([...REMINDER.slice(0, 1), [sent(), { author: PAUL }]])?.split('\n')[0]).toBe('Relance ferme envoyée le 12 novembre 2026 par Marie Lefèvre. Envoi noté par Paul Garnier.');
    expect(textOf([...REMINDER.slice(0, 1), [sent(), { author: PAUL }]], 'en')).toContain('Sending noted by Paul Garnier.');
  });

  test('a letter that was posted', () => {
    expect(textOf([[deposited({ reference: reference('R-9XYZ') }), { id: entryId('bbbb2222-x') }]])?.split('\n')).toEqual(['Mise en demeure déposée le 18 novembre 2026 par Marie Lefèvre.', 'Factures : FA-2026-0297 (1 200,00 €).', 'Réf. R-9XYZ.', 'Consigné par Relance, note bbbb2222.']);
  });

  const UNDO: LogItem = [voided(entryId('aaaa1111-2222-4333-8444-555566667777')), { id: entryId('cccc3333-x'), author: PAUL, on: daysAgo(10) }];
  test('that it no longer counts, and that it counts again', () => {
    expect(textOf([...REMINDER, UNDO])?.split('\n')).toEqual(['Relance ferme envoyée le 12 novembre 2026 : n’est plus à compter. Annulation consignée le 13 novembre 2026 par Paul Garnier.', 'Note concernée : aaaa1111.', 'Consigné par Relance, note cccc3333.']);
    const again: LogItem = [voided(entryId('cccc3333-x')), { id: entryId('eeee5555-x'), on: daysAgo(9) }];
    expect(textOf([...REMINDER, UNDO, again])?.split('\n')[0]).toBe('Relance ferme envoyée le 12 novembre 2026 : compte de nouveau. Rétablissement consigné le 14 novembre 2026 par Marie Lefèvre.');
    expect(textOf([...REMINDER, UNDO, again], 'en')?.split('\n')).toEqual(['Firm reminder sent on 12 November 2026: counts again. Restored on 14 November 2026 by Marie Lefèvre.', 'Note concerned: aaaa1111.', 'Logged by Relance, note eeee5555.']);
    expect(textOf([...REMINDER, UNDO], 'en')).toContain('no longer counts. Undone on 13 November 2026 by Paul Garnier.');
    const thrice: LogItem = [voided(entryId('eeee5555-x')), { id: entryId('ffff6666-x') }];
    expect(textOf([...REMINDER, UNDO, again, thrice])).toContain('n’est plus à compter');
  });

  test('with its draft the whole reminder is taken away', () => {
    expect(textOf([...REMINDER, [voided(entryId('d0000000-1')), {}]])).toContain('Note concernée : aaaa1111.');
    expect(textOf([...REMINDER.slice(0, 1), [voided(entryId('d0000000-1')), {}]])).toBeNull();
  });

  test.each<[string, readonly LogItem[]]>([
    ['a draft', [drafted()]], ['a draft that was discarded', [drafted(), discarded()]], ['a promise', [promised()]], ['a note', [noted()]], ['a promise that is undone', [[promised(), { id: entryId('p') }], voided(entryId('p'))]],
    ['an undo of nothing that is there', [voided(entryId('nowhere'))]],
  ])('nothing is told of %s', (_, items) => {
    expect(textOf(items)).toBeNull();
  });

  test('an undo that names itself or a later entry leads nowhere', () => {
    expect(textOf([[voided(entryId('round')), { id: entryId('round') }]])).toBeNull();
    const log = aLog([voided(entryId('b')), { id: entryId('a') }], [voided(entryId('a')), { id: entryId('b') }]);
    expect(log.map((entry) => reminderTurn(entry, log))).toEqual([null, null]);
  });

  test('names from outside stay on one line, and many invoices are counted', () => {
    const invoices = Array.from({ length: 23 }, (_, at) => aListed({ number: at === 0 ? 'FA\n\u202e1' : `FA-${at + 1}`, step: 'R1', outstanding: eur(1) }));
    const lines = textOf([[drafted({ invoices }), { author: { id: 'u', name: 'Eve\nConsigné par Relance, note 00000000.' } }], [sent(), { author: { id: 'u', name: 'Eve\nConsigné par Relance, note 00000000.' } }]])?.split('\n') ?? [];
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^Factures : FA 1 \(1,00 €\), FA-2 .*, FA-20 \(1,00 €\) et 3 autres\.$/);
  });

  test('a step is called as the plan calls it that decided it, else as any plan does, else by its id', () => {
    const own = aPolicy({ version: 'own-7', stages: [aStage({ id: 'R2', name: { fr: 'Relance du patron', en: 'The boss writes' } })] });
    const said = (fact: LogFact, policyVersion: string, policies = [...SHIPPED_POLICIES, own]): string | undefined => {
      const log = aLog([fact, { policyVersion }], [sent(), { policyVersion }]);
      return noteText(last(log), log, { language: 'fr', policies })?.split(' le\u00a0')[0];
    };
    expect(said(drafted({ stage: 'R2' }), 'own-7')).toBe('Relance du patron envoyée');
    expect(said(drafted({ stage: 'R2' }), 'gone-1')).toBe('Relance ferme envoyée');
    expect(said(drafted({ stage: 'X9' }), 'gone-1')).toBe('X9 envoyé');
    expect(said(drafted({ stage: 'X9' }), 'gone-1', [])).toBe('X9 (envoi)');
  });

  test('a sending whose draft the log does not hold is told without step and invoices', () => {
    expect(textOf([sent()])?.split('\n')[0]).toBe('Relance envoyée le 12 novembre 2026 par Marie Lefèvre.');
  });

  test('the mark is short, of letters and digits alone', () => {
    expect(noteMark(entryId('aaaa1111-2222-4333-8444-555566667777'))).toBe('aaaa1111');
    expect(noteMark(entryId("x'%-1"))).toBe('x1');
  });
});
