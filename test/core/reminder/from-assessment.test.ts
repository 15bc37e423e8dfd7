import { describe, expect, test } from '@jest/globals';
import fc from '../../property';
import { addDays, assess, presentDebtor, STANDARD_POLICY, sum } from '../../../src/core';
import type { CaseFile, LocalDate, LogEntry, Tone } from '../../../src/core';
import { composeReminder } from '../../../src/core/writing';
import { aCaseFile, aCreditNote, aDebtor, aListed, aLog, anInvoice, aPaidInvoice, aReminderSent, daysAgo, disputed, eur, idOf, inDays, MARIE, reference, TODAY } from '../builders';
import { aShippedPack, recipient, valueOf } from './shipped';

const pack = aShippedPack({ policies: [STANDARD_POLICY] });

/** The reminder that the rules propose for this file, or null when they propose none. */
function proposed(over: Partial<CaseFile>, today: LocalDate = TODAY) {
  const caseFile = aCaseFile({ ...over, today });
  const assessment = assess(caseFile, pack, null, today);
  if (assessment.kind !== 'remind') return null;
  return valueOf(composeReminder({ assessment, caseFile, pack, tone: null, language: null, recipient: recipient(), author: MARIE, reference: reference('R-7K3F'), replyingTo: null, rates: null }, today));
}

describe('from the rules to the letter', () => {
  test('the first reminder', () => {
    expect(proposed({ invoices: [anInvoice({ due: daysAgo(3) })] })).toMatchObject({ stage: 'R1', tone: 'courteous', demanded: eur(1200), draft: { subject: expect.stringContaining('FA-2026-0297') } });
  });
  test('before the due date', () => {
    const reminder = proposed({ invoices: [anInvoice({ due: inDays(4) })] });
    expect(reminder).toMatchObject({ stage: 'R0' });
    expect(reminder?.draft.text).toContain('arrive à échéance le 27\u00a0novembre\u00a02026');
  });
  test('the second speaks of the first only for the invoice that was in it', () => {
    const old = anInvoice();
    const young = anInvoice({ number: 'FA-2026-0330', due: daysAgo(4), amount: eur(500) });
    const entries: readonly LogEntry[] = aLog(...aReminderSent({ on: daysAgo(14), stage: 'R1', invoices: [aListed({ of: old, step: 'R1' })] }));
    const reminder = proposed({ invoices: [old, young], entries });
    expect(reminder).toMatchObject({ stage: 'R2', tone: 'firm' });
    expect(reminder?.draft.text).toContain('Malgré notre message du 9\u00a0novembre\u00a02026, notre facture FA-2026-0297 reste impayée à ce jour. S’y ajoute une autre facture échue.');
    expect(reminder?.listed.map(({ number, step }) => [number, step])).toEqual([['FA-2026-0297', 'R2'], ['FA-2026-0330', 'R1']]);
  });
  test('a first delay of a good payer: the courteous text, on the card too, unless the clerk chooses the firm one', () => {
    const paid = [1, 2, 3].map((n) => aPaidInvoice({ number: `FA-P${n}`, due: daysAgo(200), paidOn: daysAgo(199) }));
    const life = { invoices: [anInvoice(), ...paid], entries: aLog(...aReminderSent({ on: daysAgo(14), stage: 'R1', invoices: [aListed({ of: anInvoice(), step: 'R1' })] })) };
    expect(proposed(life)).toMatchObject({ stage: 'R2', tone: 'courteous' });
    const file = aCaseFile({ ...life, today: TODAY });
    const input = { language: 'fr', me: MARIE, pack, file, assessment: assess(file, pack, null, TODAY), identification: null, recipient: recipient(), offsetMinutes: 60 } as const;
    const card = (tone: Tone | null) => presentDebtor({ ...input, chosen: tone === null ? null : { tone, language: 'fr', channel: 'reply' } }, TODAY).nextStep;
    expect(card(null)).toMatchObject({ tone: { value: 'courteous', options: [{ value: 'firm' }, { value: 'courteous' }] }, reason: expect.stringContaining('Premier retard d’un bon payeur\u00a0: ton courtois.') });
    expect(card('firm')).toMatchObject({ tone: { value: 'firm' } });
  });
  test('a part under dispute in the log is left out of the sum, and said', () => {
    const reminder = proposed({ invoices: [anInvoice({ due: daysAgo(3) })], entries: aLog([disputed({ amount: eur(300), invoices: [idOf('FA-2026-0297')] }), { on: daysAgo(2) }]) });
    expect(reminder).toMatchObject({ demanded: eur(900) });
    expect(reminder?.draft.text).toContain('La part contestée (300,00\u00a0€)');
  });
  test('a credit note is deducted from the invoice that it corrects, and said', () => {
    const reminder = proposed({ invoices: [anInvoice({ due: daysAgo(3) }), aCreditNote({ corrects: 'FA-2026-0297' })] });
    expect(reminder).toMatchObject({ demanded: eur(1000) });
    expect(reminder?.draft.text).toContain('L’avoir AV-2026-0012 (200,00\u00a0€) est déduit de la facture FA-2026-0297.');
  });
});

test('whatever the rules propose can be written, and its lines add up to its sum', () => {
  const row = fc.record({ late: fc.integer({ min: -8, max: 60 }), cents: fc.integer({ min: 100, max: 500_000 }), disputed: fc.integer({ min: 0, max: 3 }), credited: fc.boolean() });
  let written = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 20 }), fc.constantFrom<'fr' | 'en'>('fr', 'en'), (rows, shift, language) => {
      const today = addDays(TODAY, shift);
      const invoices = rows.flatMap(({ late, cents, disputed: share, credited }, at) => {
        const amount = eur(cents / 100);
        const invoice = anInvoice({ number: `FA-${at}00`, due: addDays(today, -late), amount, disputed: share === 0 ? null : eur(Math.floor((cents * share) / 4) / 100) });
        return credited ? [invoice, aCreditNote({ number: `AV-${at}00`, corrects: invoice.number, amount: eur(-Math.floor(cents / 5) / 100) })] : [invoice];
      });
      const reminder = proposed({ invoices, debtor: aDebtor({ language }) }, today);
      if (reminder === null) return;
      written += 1;
      expect(sum(reminder.listed.filter((one) => one.step !== null).map((one) => one.outstanding), 'EUR')).toEqual(reminder.demanded);
    }),
    { numRuns: 300 },
  );
  expect(written).toBeGreaterThan(20);
});
