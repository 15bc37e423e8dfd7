import { expect, test } from '@jest/globals';
import { assess } from '../../../src/core';
import { aCaseFile, aListed, aLog, anInvoice, aReminderSent, daysAgo, disputed, idOf, TODAY } from '../builders';
import { PACK } from '../panel/every-state';

test('a disputed invoice still tells which reminder it had, and when', () => {
  const number = 'FA-2026-0297';
  const invoice = anInvoice({ number, id: idOf(number), due: daysAgo(15) });
  const entries = aLog(...aReminderSent({ on: daysAgo(10), stage: 'R1', invoices: [aListed({ of: invoice, step: 'R1' })] }), disputed({ invoices: [invoice.id] }));
  const answer = assess(aCaseFile({ invoices: [invoice], entries }), PACK, null, TODAY);
  expect(answer.kind).toBe('held');
  expect(answer.kind === 'held' && answer.arithmetic).toContainEqual(expect.objectContaining({ kind: 'last-step', stage: 'R1', daysAgo: 10 }));
});
