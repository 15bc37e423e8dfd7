import { describe, expect, test } from '@jest/globals';
import { presentDebtor } from '../../../src/core';
import type { CaseFile } from '../../../src/core';
import { aCaseFile, aListed, aLog, anInstalment, anInvoice, aReminderSent, daysAgo, inDays, MARIE, reference, TODAY } from '../builders';
import { assessed, PACK } from './every-state';

const invoicesOf = (file: CaseFile) =>
  presentDebtor({ language: 'fr', me: MARIE, pack: PACK, file, assessment: assessed(file), identification: null, recipient: null, chosen: null, offsetMinutes: 60 }, TODAY).invoices;

describe('an invoice in instalments', () => {
  test('the story of each tells the reminders that could list it', () => {
    const invoice = anInvoice({ instalments: [anInstalment({ due: daysAgo(32) }), anInstalment({ due: daysAgo(3) }), anInstalment({ due: inDays(30) })] });
    const listed = { invoices: [aListed({ of: invoice, step: 'R1' })] };
    const file = aCaseFile({ invoices: [invoice], entries: aLog(...aReminderSent({ on: daysAgo(20), stage: 'R1', reference: reference('R-2345'), ...listed }), ...aReminderSent({ on: daysAgo(2), stage: 'R1', reference: reference('R-2346'), ...listed })) });
    const told = invoicesOf(file).map(({ events }) => events.filter((event) => event.startsWith('Relance')));
    expect(told).toEqual([['Relance courtoise envoyée le 03/11', 'Relance courtoise envoyée le 21/11'], ['Relance courtoise envoyée le 21/11'], []]);
  });
  test('what was paid in one sum keeps even a step that the plan no longer knows', () => {
    const invoice = anInvoice({ due: daysAgo(32) });
    const file = aCaseFile({ invoices: [invoice], entries: aLog(...aReminderSent({ on: daysAgo(20), stage: 'R9', reference: reference('R-2345'), invoices: [aListed({ of: invoice, step: 'R9' })] })) });
    expect(invoicesOf(file)[0]?.events).toContain('R9 envoyé le 03/11');
  });
});
